# SPDX-License-Identifier: Apache-2.0
# The archive of tools/make_release: the same bytes whenever it is made, every licence in it, and a program that runs where nothing
# else is: as root of a folder that holds nothing but the unpacked archive, without /proc, /dev and /tmp.

import json
import os
import pathlib
import re
import shutil
import subprocess
import tarfile
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["COEXIST_ROOT"])
ASK = ("ask", "cold-war-1953", "--worlds", "512", "--prior", "0", "--json")
TIMEOUT = 300


def make(output, **environment):
    words = [ROOT / "tools" / "make_release", "--program", os.environ["COEXIST_STATIC"], "--output", output]
    return subprocess.run(words, capture_output=True, text=True, timeout=TIMEOUT,
                          env=os.environ | {"SOURCE_DATE_EPOCH": "1000000000"} | environment)


def changed_root():
    """The words that run a command with a folder as its root, as far as this user may."""
    for words in ((), ("unshare", "--user", "--map-root-user")):
        trial = [*words, "chroot", "/", "/bin/true"]
        if shutil.which(trial[0]) and subprocess.run(trial, capture_output=True, timeout=TIMEOUT).returncode == 0:
            return [shutil.which(word) or word for word in trial[:-2]]
    return None


class ReleaseArchive(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.work = pathlib.Path(folder.name)
        cls.archive = cls.work / "archive.tar.gz"
        made = make(cls.archive)
        if made.returncode != 0:
            raise AssertionError(made.stderr)
        cls.place = cls.work / "place"
        with tarfile.open(cls.archive) as archive:
            archive.extractall(cls.place)
        (cls.unpacked,) = cls.place.iterdir()

    def in_empty_root(self, *words, **options):
        chroot = changed_root()
        if chroot is None:
            self.skipTest("this user may not change the root folder of a command")
        program = f"/{self.unpacked.name}/coexist"
        return subprocess.run([*chroot, self.place, program, *words], capture_output=True, text=True, timeout=TIMEOUT, env={}, **options)

    def output(self, *words, **options):
        done = self.in_empty_root(*words, **options)
        self.assertEqual((0, ""), (done.returncode, done.stderr), words)
        return done.stdout

    def test_the_same_bytes_whenever_and_however_it_is_made(self):
        again = self.work / "again.tar.gz"
        made = make(again, TZ="Asia/Tokyo", LC_ALL="C.UTF-8", TMPDIR=str(self.place.parent))
        self.assertEqual(0, made.returncode, made.stderr)
        self.assertEqual(self.archive.read_bytes(), again.read_bytes())

    def test_it_belongs_to_nobody_and_bears_the_time_of_the_commit(self):
        with tarfile.open(self.archive) as archive:
            members = archive.getmembers()
        self.assertEqual({(0, 0, "", "", 1000000000)}, {(m.uid, m.gid, m.uname, m.gname, m.mtime) for m in members})
        self.assertEqual([], [m.name for m in members if not (m.isfile() or m.isdir()) or m.mode & 0o22 or not m.mode & 0o44])

    def test_a_time_must_be_known(self):
        made = make(self.work / "none.tar.gz", SOURCE_DATE_EPOCH="yesterday")
        self.assertEqual(2, made.returncode)
        self.assertIn("SOURCE_DATE_EPOCH", made.stderr)
        self.assertFalse((self.work / "none.tar.gz").exists())

    def test_what_is_in_it(self):
        for name in ("README.md", "LICENSE", "CITATION.cff", "LICENSES/README.md", "docs/interface.md", "library/scenarios/cold-war-1953.toml"):
            self.assertTrue((self.unpacked / name).is_file(), name)

    def test_every_library_linked_in_has_its_licence(self):
        names = {path.name for path in (self.unpacked / "LICENSES").iterdir() if path.stat().st_size > 0}
        wanted = {"libc6-dev", "libstdc++-12-dev", "libfmt-dev", "libtomlplusplus-dev", "nlohmann-json3-dev", "libxxhash-dev",
                  "libsqlite3-dev", "libzstd-dev", "uplot", "d3-geo", "d3-array", "internmap", "topojson-client",
                  "topojson-simplify", "world-atlas", "LGPL-2.1", "GPL-3"}
        self.assertEqual(set(), wanted - names)
        manifest = (self.unpacked / "LICENSES" / "README.md").read_text()
        listed = dict(re.findall(r"^- (\S+) (\S+)$", manifest, re.MULTILINE))
        self.assertEqual(set(), {name for name in wanted if "GPL" not in name} - set(listed))

    def test_it_runs_where_nothing_else_is(self):
        self.assertEqual([self.unpacked.name], [path.name for path in self.place.iterdir()])
        self.assertRegex(self.output("--version"), r"^coexist \d+\.\d+\.\d+ ")
        self.assertIn("cold-war-1953", self.output("list", "scenarios"))
        self.output("check", f"/{self.unpacked.name}/library/scenarios/two-rivals.toml")

    def test_the_answer_there_is_the_answer_here(self):
        def less_time(text):
            return {key: value for key, value in json.loads(text).items() if key not in ("seconds", "twin_worlds_per_second")}
        here = subprocess.run([os.environ["COEXIST"], *ASK], capture_output=True, text=True, timeout=TIMEOUT, check=True).stdout
        self.assertEqual(less_time(here), less_time(self.output(*ASK)))

    def test_a_page_and_a_store_are_written_there(self):
        for name in ("page.html", "kept.db", "kept"):
            self.addCleanup(lambda path=self.place / name: shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True))
        asked = json.loads(self.output(*ASK, "--report", "/page.html", "--store", "/kept.db"))
        self.assertIn(asked["digest"], (self.place / "page.html").read_text())
        self.assertEqual(asked["digest"], json.loads(self.output("show", "/kept.db", "--json"))["digest"])
        self.output("export", "/kept.db", "--output", "/kept")
        self.assertTrue((self.place / "kept" / "outcomes.csv").is_file())
        for name, format in (("NetCDF", "netcdf"), ("Parquet", "parquet")):
            done = self.in_empty_root("export", "/kept.db", "--format", format, "--output", "/none")
            self.assertEqual(2, done.returncode)
            self.assertRegex(done.stderr, rf"^coexist: --format: .*statically.*{name}.*csv.*\n$")
            self.assertFalse((self.place / "none").exists())

    def test_a_store_is_kept_where_standard_input_is_closed_and_there_are_no_devices(self):
        self.addCleanup((self.place / "closed.db").unlink, missing_ok=True)
        self.output(*ASK, "--store", "/closed.db", stdin=None, preexec_fn=lambda: os.close(0))
        self.output("show", "/closed.db")

    def test_it_is_found_through_a_link_and_called_from_elsewhere(self):
        link = self.work / "coexist"
        link.symlink_to(self.unpacked / "coexist")
        elsewhere = self.work / "elsewhere"
        elsewhere.mkdir()
        done = subprocess.run([link, "show", "two-rivals"], cwd=elsewhere, capture_output=True, text=True, timeout=TIMEOUT)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertEqual((ROOT / "library" / "scenarios" / "two-rivals.toml").read_text(), done.stdout)


if __name__ == "__main__":
    unittest.main()
