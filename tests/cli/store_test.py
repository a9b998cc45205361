# SPDX-License-Identifier: Apache-2.0
# Runs that are kept: stored, interrupted, gone on with, shown again, exported.

import csv
import json
import os
import resource
import signal
import stat
import subprocess
import time
import unittest

from command import COEXIST, FLAGSHIP, TIMEOUT, Case

SHORT = (FLAGSHIP, "--until", "1956-12", "--worlds", 200, "--prior", 0)


def result(text):
    answer = json.loads(text)
    for key in ("seconds", "twin_worlds_per_second", "worlds_per_second"):
        answer.pop(key, None)
    return answer


def plain(answer):
    return result(json.dumps(answer))


class Stored(Case):
    def table(self, name):
        with open(self.folder / name, newline="") as file:
            return list(csv.DictReader(file))

    def test_the_answer_is_that_without_a_store_and_is_shown_again(self):
        words = (FLAGSHIP, "--until", "1956-12", "--worlds", 2000, "--prior", 20)
        stored = self.json("ask", *words, "--store", "a.db")
        self.assertEqual(plain(self.json("ask", *words)), plain(stored))
        self.assertEqual(["a.db"], os.listdir(self.folder))
        self.assertEqual(stored, self.json("show", "a.db"))
        for more in ((), ("--all",)):
            shown = self.output("show", "a.db", *more)
            said, by, empty, *answer = shown.splitlines(keepends=True)
            self.assertEqual(("The answer kept in 'a.db', of the command\n", "\n"), (said, empty))
            self.assertEqual(self.output("ask", *words, *more), "".join(answer))
            self.assertEqual(self.json(*by.split()[1:], "--force")["digest"], stored["digest"])

    def test_one_arm(self):
        words = ("run", *SHORT[:-2], "--arm", "without", "--series", "H[USA,RUS]")
        stored = self.json(*words, "--store", "a.db")
        self.assertEqual(plain(self.json(*words)), plain(stored))
        self.assertEqual(stored, self.json("show", "a.db"))
        self.output("export", "a.db", "--output", "t")
        self.assertEqual(200 * 48, len(self.table("t/series.csv")))

    def test_resume_begins_goes_on_and_extends(self):
        self.json("ask", *SHORT, "--store", "a.db", "--resume")
        self.assertEqual(self.json("show", "a.db")["digest"], self.json("ask", *SHORT, "--store", "a.db", "--resume")["digest"])
        more = [2300 if word == 200 else word for word in SHORT]
        self.assertEqual(plain(self.json("ask", *more)), plain(self.json("ask", *more, "--store", "a.db", "--resume")))
        self.assert_refused("ask", *SHORT, "--store", "a.db", "--resume", saying=("2300 histories an arm, more than the 200", "--worlds"))

    def test_something_else_is_refused_with_the_reason(self):
        self.output("ask", *SHORT, "--store", "a.db")
        for words, reason in ((("--seed", 2), "another seed: there it is 1, asked is 2"),
                              (("--question", "after-stalin-1953"), "another question: there it is congress-1956"),
                              (("--engine", "reference"), "another engine: there it is batch"),
                              (("--set", "eta=0.2"), "another set: there it is none, asked is eta=0.2"),
                              (("--without", "belief"), "another without"), (("--attribute",), "another attribution"),
                              (("--about", "example_only"), "another doctrine"), (("--prior-scheme", "common"), "another scheme")):
            message = self.assert_refused("ask", *SHORT, *words, "--store", "a.db", "--resume", saying=("a.db", reason), problems=0)
            self.assertEqual(1, message.count("--force"), message)
        self.assert_refused("run", *SHORT[:-2], "--store", "a.db", "--resume", saying=("another command: there it is ask, asked is run",))
        (self.folder / "my.toml").write_text(self.output("show", FLAGSHIP).replace('name = "cold-war-1953"', 'name = "mine"', 1))
        self.assert_refused("ask", "my.toml", *SHORT[1:], "--store", "a.db", "--resume", saying=("another scenario",), problems=0)

    def test_a_refused_run_leaves_the_kept_one_as_it_was(self):
        drawn = ("run", FLAGSHIP, "--worlds", 32, "--until", "1956-03", "--draw", 3, "--store", "a.db")
        self.output(*drawn)
        shown = self.output("show", "a.db")
        for words, reason in (((), "another draw from the priors: there it is 3, asked is none"),
                              (("--draw", 4), "another draw from the priors: there it is 3, asked is 4"),
                              (("--draw", 3, "--prior-scheme", "common"), "another scheme of the priors")):
            self.assert_refused(*drawn[:6], *words, "--store", "a.db", "--resume", saying=(reason,), problems=0)
        self.assertEqual(shown, self.output("show", "a.db"))
        self.output(*drawn, "--resume")
        self.assertEqual(shown.split("seed")[0], self.output("show", "a.db").split("seed")[0])

    def test_a_changed_comment_is_no_other_scenario(self):
        text = self.output("show", FLAGSHIP)
        for comment in ("# one\n", "# another\n"):
            (self.folder / "my.toml").write_text(comment + text)
            self.output("ask", "my.toml", *SHORT[1:], "--store", "a.db", "--resume")
        (self.folder / "my.toml").write_text(text.replace("ccode = 339", "ccode = 340"))
        self.assert_refused("ask", "my.toml", *SHORT[1:], "--store", "a.db", "--resume", saying=("another text of the scenario",))

    def test_nothing_is_overwritten_unless_forced(self):
        self.output("ask", *SHORT, "--store", "a.db")
        before = (self.folder / "a.db").read_bytes()
        self.assert_refused("ask", *SHORT, "--store", "a.db", saying=("'a.db' exists", "--resume", "--force"))
        self.assertEqual(before, (self.folder / "a.db").read_bytes())
        for other in (("--seed", 5), ("--worlds", 33)):
            self.assert_refused("ask", *SHORT, *other, "--store", "a.db", "--resume", problems=0)
            self.assertEqual(before, (self.folder / "a.db").read_bytes())
        self.output("show", "a.db")
        self.assertEqual(["a.db"], os.listdir(self.folder))
        self.output("ask", *SHORT, "--seed", 5, "--store", "a.db", "--force")
        self.assertEqual(5, self.json("show", "a.db")["seed"])
        (self.folder / "d").mkdir()
        os.symlink("elsewhere", self.folder / "l")
        os.mkfifo(self.folder / "p")
        for name, reason in (("d", "is a directory"), ("l", "not a regular file"), ("p", "not a regular file"), ("none/a.db", "cannot be written")):
            self.assert_refused("ask", *SHORT, "--store", name, "--force", saying=(reason,))
            self.assert_refused("ask", *SHORT, "--store", name, "--resume", saying=(reason,))
        (self.folder / "text").write_text("my notes\n")
        self.assert_refused("ask", *SHORT, "--store", "text", "--resume", saying=("is not a store",))
        self.assertEqual("my notes\n", (self.folder / "text").read_text())

    def test_what_is_wrong_with_the_question_leaves_no_store(self):
        self.assert_refused("ask", *SHORT, "--about", "none", "--store", "a.db")
        self.assert_refused("ask", *SHORT, "--trace", 201, "--store", "a.db", saying=("--trace",))
        self.assert_refused("ask", *SHORT, "--resume", saying=("--resume needs --store",))
        self.assert_refused("ask", *SHORT, "--trace", 2, saying=("--trace needs --store",))
        self.assert_refused("run", FLAGSHIP, "--world", 3, "--store", "a.db", saying=("--world",))

    def test_permissions_are_those_the_user_gives(self):
        for mask, mode in ((0o077, 0o600), (0o002, 0o664)):
            subprocess.run([COEXIST, *map(str, ("ask", *SHORT, "--store", f"{mask}.db"))], cwd=self.folder, umask=mask, check=True,
                           capture_output=True, timeout=TIMEOUT)
            self.assertEqual(mode, stat.S_IMODE((self.folder / f"{mask}.db").stat().st_mode))


class Ended(Case):
    LONG = ("ask", FLAGSHIP, "--worlds", 1000000, "--prior", 0, "--store", "a.db")

    def start(self):
        process = subprocess.Popen([COEXIST, *map(str, self.LONG)], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.kill)
        until = time.monotonic() + TIMEOUT
        # Until a first block is in it: the question takes a quarter of a megabyte of the log, a block more than that.
        while time.monotonic() < until and process.poll() is None:
            if (log := self.folder / "a.db-wal").exists() and log.stat().st_size > 500_000:
                return process
            time.sleep(0.01)
        self.fail("no block was kept")

    def test_an_interrupted_run_says_how_to_go_on(self):
        process = self.start()
        process.send_signal(signal.SIGINT)
        output, message = process.communicate(timeout=TIMEOUT)
        self.assertEqual((130, ""), (process.returncode, output))
        self.assertRegex(message, r"^coexist: interrupted after \d+ of 1000000 twin histories. What was finished is in 'a.db': "
                                  r"the same command with --resume goes on\n$")
        self.assertEqual(["a.db"], os.listdir(self.folder))
        message = self.assert_refused("show", "a.db", saying=("not finished", "--resume"))
        self.assertRegex(message, r"[1-9]\d* of 1000000 histories. To go on: coexist ask cold-war-1953 .*--worlds 1000000.* --resume")
        exported = self.run_command("export", "a.db", "--output", "t")
        self.assertEqual(0, exported.returncode)
        self.assertRegex(exported.stderr, r"^coexist: the run is not finished, and what is written is of \d+ of 1000000 histories\n$")

    def test_two_writers_at_once_are_refused_and_a_killed_one_leaves_no_lock(self):
        process = self.start()
        for words in (("--resume",), ("--force",)):
            done = self.run_command(*self.LONG, *words)
            self.assertEqual(2, done.returncode)
            self.assertIn("in use by another run", done.stderr)
        process.kill()
        process.communicate(timeout=TIMEOUT)
        self.assertIn("not finished", self.run_command("show", "a.db").stderr)
        # As on a full disk, nothing can be written beside it.
        (self.folder / "a.db-shm").unlink(missing_ok=True)
        done = self.run_command("show", "a.db", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)))
        self.assertEqual(2, done.returncode)
        for saying in ("cannot be read as a store", "its log, a.db-wal", "make room"):
            self.assertIn(saying, done.stderr)
        self.output("ask", *SHORT, "--store", "a.db", "--force")


class FullDisk(Case):
    def test_a_store_that_does_not_fit_is_whole_as_far_as_it_goes(self):
        words = " ".join(map(str, ("ask", FLAGSHIP, "--until", "1956-12", "--worlds", 3000, "--prior", 0, "--json", "--store", "a.db")))
        # In blocks of 512 bytes: room for what is asked, then for less and more of a block.
        for blocks in (200, 500, 700):
            for path in self.folder.iterdir():
                path.unlink()
            done = subprocess.run(["sh", "-c", f'ulimit -f {blocks} && "$1" {words}', "sh", COEXIST], cwd=self.folder, capture_output=True,
                                  text=True, timeout=TIMEOUT)
            self.assertEqual((1, ""), (done.returncode, done.stdout), blocks)
            self.assertRegex(done.stderr, r"^coexist: 'a.db' cannot be written: .*\n$")
            self.assertEqual(blocks > 200, "--resume goes on" in done.stderr)
            resumed = self.output(*words.split(), "--resume")
        self.assertEqual(result(self.output(*words.split()[:-2])), result(resumed))


class Exported(Case):
    def setUp(self):
        super().setUp()
        self.output("ask", FLAGSHIP, "--worlds", 100, "--prior", 1, "--store", "a.db", "--trace", 2)

    def table(self, name):
        with open(self.folder / "t" / name, newline="") as file:
            return list(csv.DictReader(file))

    def test_tables(self):
        names = self.output("export", "a.db", "--format", "csv", "--output", "t").split()
        self.assertEqual({"asked", "about_outcomes", "outcomes", "monthly", "draws", "events", "dyad_years", "columns",
                          "about_tables", "about_columns"},
                         {name.removeprefix("t/").removesuffix(".csv") for name in names if name.endswith(".csv")})
        self.output("ask", FLAGSHIP, "--worlds", 100, "--prior", 0, "--outcomes", "o.csv", "--events", "e.csv")
        tidy = {(row["history"], row["arm"], row["outcome"]): row["value"] for row in self.table("outcomes.csv")}
        wide = self.rows("o.csv")
        for row in wide:
            for outcome in list(row)[2:]:
                self.assertEqual(row[outcome], tidy[row["history"], row["arm"], outcome])
        self.assertEqual(len(tidy), len(wide) * (len(wide[0]) - 2))
        traced = [line for line in (self.folder / "e.csv").read_text().splitlines() if line.split(",")[0] in ("0", "1")]
        self.assertEqual(sorted(traced), sorted((self.folder / "t/events.csv").read_text().splitlines()[1:]))
        self.assertEqual({"0"}, {row["draw"] for row in self.table("draws.csv")})
        self.assertEqual((self.folder / "t/scenario.toml").read_text(), self.output("show", FLAGSHIP))

    def test_every_column_of_every_table_has_its_line_in_the_codebook(self):
        names = self.output("export", "a.db", "--output", "t").split()
        said = [(row["table"], row["column"]) for row in self.table("about_tables.csv")]
        there = []
        for name in names:
            if name.endswith(".csv"):
                with open(self.folder / name, newline="") as file:
                    there += [(name[2:-4], column) for column in next(csv.reader(file))]
        self.assertEqual(sorted(there), sorted(said))
        for row in self.table("about_tables.csv"):
            self.assertIn(row["type"], ("text", "integer", "number"))
            self.assertTrue(row["meaning"] and row["row"])
        written = {row["column"] for row in self.table("columns.csv")}
        self.assertEqual(written, {row["column"] for row in self.table("about_columns.csv")})
        self.assertTrue(all(row["meaning"] for row in self.table("about_columns.csv")))

    def test_columns_of_the_state_unless_others_are_named(self):
        def exported(*words):
            self.output("export", "a.db", "--output", "t", "--force", *words)
            return {row["column"] for row in self.table("columns.csv")}
        state = exported()
        every = {column["name"] for column in self.json("list", "columns")["columns"]}
        self.assertLessEqual({"H", "B", "M", "R"}, state)
        self.assertFalse({"act_number", "weight", "W"} & state)
        self.assertEqual({"H", "W"}, exported("--columns", "H", "W"))
        self.assertEqual(every, exported("--columns", "all"))
        self.assertLess(len(state), len(every) / 2)
        self.assert_refused("export", "a.db", "--output", "u", "--columns", "HH", "x2", problems=2, saying=("'HH'", "Did you mean 'H'?"))
        self.assert_refused("export", "a.db", "--output", "u.nc", "--format", "netcdf", "--columns", "H", saying=("--columns",))
        self.output("ask", *SHORT, "--store", "b.db")
        self.assert_refused("export", "b.db", "--output", "u", "--columns", "H", saying=("no traced history", "--trace"))

    def test_dyad_years_join_on_the_field_s_codes(self):
        self.output("export", "a.db", "--output", "t")
        rows = self.table("dyad_years.csv")
        self.assertEqual(["ccode1", "ccode2", "year", "history", "arm"], list(rows[0])[:5])
        keys = [tuple(list(row.values())[:5]) for row in rows]
        self.assertEqual(len(keys), len(set(keys)))
        ours = [row for row in rows if (row["ccode1"], row["ccode2"]) == ("2", "365")]
        self.assertEqual({"USA"}, {row["state1"] for row in ours})
        columns = [row for row in self.table("columns.csv")
                   if (row["column"], row["cell"], row["arm"], row["history"]) == ("H", "USA,RUS", "with", "0")]
        of_1954 = [float(row["value"]) for row in columns if row["month"].startswith("1954")]
        year, = (row for row in ours if (row["year"], row["history"], row["arm"]) == ("1954", "0", "with"))
        self.assertAlmostEqual(sum(of_1954) / 12, float(year["hostility"]), 12)
        crises = [row for row in self.table("events.csv") if row["kind"] == "crisis" and {row["actor"], row["target"]} == {"USA", "RUS"}]
        self.assertEqual(len(crises), sum(int(row["crises"]) for row in ours))

    def test_arrays(self):
        done = self.run_command("export", "a.db", "--format", "netcdf", "--output", "a.nc")
        if "no NetCDF" in done.stderr or "not on this machine" in done.stderr:
            self.assertEqual(2, done.returncode)
            self.assertEqual(["a.db"], os.listdir(self.folder))
            self.skipTest("without the NetCDF library")
        self.assertEqual((0, "a.nc\n", ""), (done.returncode, done.stdout, done.stderr))
        self.assertEqual(b"\x89HDF", (self.folder / "a.nc").read_bytes()[:4])
        self.assert_refused("export", "a.db", "--format", "netcdf", "--output", "a.nc", saying=("exists",))

    def test_arrays_that_cannot_be_written_to_the_end_leave_a_message_and_no_file(self):
        # A limit on the size of files is what a full disk looks like to the library; it then ended in a fault when the program did.
        for most in (4_000, 60_000, 200_000):
            done = self.run_command("export", "a.db", "--format", "netcdf", "--output", "a.nc",
                                    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
            if "no NetCDF" in done.stderr or "not on this machine" in done.stderr:
                self.skipTest("without the NetCDF library")
            self.assertEqual((1, ""), (done.returncode, done.stdout), done.stderr)
            self.assertRegex(done.stderr, r"^coexist: 'a\.nc' cannot be written: .*\n$")
            self.assertEqual(["a.db"], os.listdir(self.folder))

    def test_what_cannot_be_exported(self):
        self.assert_refused("export", saying=("needs a STORE",))
        self.assert_refused("export", "a.db", saying=("--output",))
        self.assert_refused("export", "a.db", "--format", "cvs", "--output", "t", saying=("'cvs'", "'csv'"))
        self.assert_refused("export", "none.db", "--output", "t", saying=("none.db", "No such file"))
        self.output("export", "a.db", "--output", "t")
        self.assert_refused("export", "a.db", "--output", "t", saying=("exists", "--force"))
        self.output("export", "a.db", "--output", "t", "--force")
        (self.folder / "file").write_text("mine")
        self.assert_refused("export", "a.db", "--output", "file", saying=("is a file",))
        for name in ("file", "t"):
            self.assertEqual(2, self.run_command("show", name).returncode)


if __name__ == "__main__":
    unittest.main()
