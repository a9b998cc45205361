# SPDX-License-Identifier: Apache-2.0
# ./run and ./test for a user who is not root: nothing is asked of them where the packages are there, and one clear message, before
# anything is built, where they are not.  The scripts are tried in a copy of their own, beside commands that pretend.

import os
import pathlib
import shutil
import subprocess
import unittest

from command import COEXIST, TIMEOUT, Case

ROOT = pathlib.Path(os.environ.get("COEXIST_ROOT", pathlib.Path(__file__).resolve().parents[2]))
NOBODY = "65534"


class WithoutRoot(Case):
    def setUp(self):
        super().setUp()
        self.tree = self.folder / "tree"
        (self.tree / "tools").mkdir(parents=True)
        for name in ("run", "test", "tools/setup.sh", "tools/packages.txt"):
            shutil.copy(ROOT / name, self.tree / name)
        self.commands = self.folder / "commands"
        self.commands.mkdir()
        self.called = self.folder / "called"
        for name in ("apt-get", "cmake", "ninja"):
            self.pretend(name, f'echo "{name} $*" >>{self.called}')
        self.pretend("id", "echo 1000")

    def pretend(self, name, script):
        path = self.commands / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def installed(self, *packages):
        self.pretend("dpkg-query", "printf '%s'" + "".join(f" '{name}/installed '" for name in packages))

    def start(self, name):
        path = f"{self.commands}:{os.environ['PATH']}"
        return subprocess.run([self.tree / name], cwd=self.folder, capture_output=True, text=True, timeout=TIMEOUT,
                              env=os.environ | {"PATH": path})

    def packages(self, *groups):
        lines = (ROOT / "tools" / "packages.txt").read_text().splitlines()
        return [line.split()[1] for line in lines if line.split()[0] in groups]

    def test_what_is_missing_is_said_in_one_line_that_an_administrator_can_use(self):
        for name, groups in (("run", ("run", "compiler")), ("test", ("run", "compiler", "test"))):
            there = self.packages(*groups)
            there.remove("libfmt-dev")
            there.remove("libzstd-dev")
            self.installed(*there)
            done = self.start(name)
            self.assertEqual((2, ""), (done.returncode, done.stdout))
            self.assertEqual(f"{name}: packages are missing, and only root can install them: "
                             "apt-get install --no-install-recommends libfmt-dev libzstd-dev\n", done.stderr)
            self.assertFalse(self.called.exists())

    def test_a_compiler_that_is_only_preferred_is_not_asked_for(self):
        self.installed(*self.packages("run"))
        self.start("run")
        self.assertNotIn("apt-get", self.called.read_text())
        self.assertIn("cmake", self.called.read_text())

    def test_nothing_is_installed_where_everything_is_there(self):
        self.installed(*self.packages("run", "compiler"))
        self.start("run")
        self.assertNotIn("apt-get", self.called.read_text())

    @unittest.skipUnless(os.getuid() == 0 and shutil.which("setpriv"), "only root can become another user")
    def test_another_user_runs_what_is_built_and_writes_nothing(self):
        for preset in ("release", "gcc"):
            (self.tree / "build" / preset).mkdir(parents=True)
            shutil.copy(COEXIST, self.tree / "build" / preset / "coexist")
        for path in (self.folder, *self.tree.rglob("*")):
            path.chmod(path.stat().st_mode | 0o055)
        before = sorted(self.tree.rglob("*"))
        words = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", self.tree / "run", "--version"]
        done = subprocess.run(words, cwd="/", capture_output=True, text=True, timeout=TIMEOUT, env={"PATH": os.environ["PATH"]})
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        self.assertTrue(done.stdout.startswith("coexist "), done.stdout)
        self.assertEqual(before, sorted(self.tree.rglob("*")))


if __name__ == "__main__":
    unittest.main()
