# SPDX-License-Identifier: Apache-2.0
# The baselines that the engine is timed against play the engine's histories, rare events included, or are not timed.

import importlib.machinery
import importlib.util
import os
import pathlib
import shlex
import subprocess
import sys
import unittest

from command import COEXIST, Case

ROOT = pathlib.Path(os.environ["COEXIST_ROOT"])
COMPARE = ROOT / "bench" / "compare"
STRAIGHTFORWARD = os.environ["STRAIGHTFORWARD"]

loader = importlib.machinery.SourceFileLoader("compare", str(COMPARE))
compare = importlib.util.module_from_spec(importlib.util.spec_from_loader("compare", loader))
loader.exec_module(compare)


class Baselines(Case):
    def compare(self, *words):
        command = [sys.executable, "-B", COMPARE, "--coexist", COEXIST, *words]
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=300)

    def assert_equal_histories(self, name, *words):
        done = self.compare("--check", "--quick", "--only", name, *words)
        self.assertEqual((0, ""), (done.returncode, done.stdout), done.stderr)
        lines = done.stderr.splitlines()
        self.assertEqual([f"compare: {name}: 4 histories as the engine has them ({setting}, arm {arm})"
                          for setting in ("default", "eventful") for arm in ("with", "without")], lines)

    def test_python_objects_play_the_engines_histories(self):
        self.assert_equal_histories("objects")

    def test_straightforward_cpp_plays_the_engines_histories(self):
        self.assert_equal_histories("straightforward", "--straightforward", STRAIGHTFORWARD)

    @unittest.skipUnless(importlib.util.find_spec("numpy"), f"{sys.executable} has no NumPy: apt-get install python3-numpy")
    def test_numpy_plays_the_engines_histories(self):
        self.assert_equal_histories("numpy")

    def test_a_baseline_that_differs_is_not_timed(self):
        """One that plays another seed's histories."""
        wrong = self.folder / "wrong"
        wrong.write_text(f'#!/bin/sh\nexec {shlex.quote(STRAIGHTFORWARD)} "$@" --seed 2\n')
        wrong.chmod(0o755)
        done = self.compare("--quick", "--only", "straightforward", "--straightforward", wrong)
        self.assertEqual((1, ""), (done.returncode, done.stdout))
        self.assertIn("compare: straightforward is not the same model (default, arm with):", done.stderr)
        self.assertIn("superpower_war: ", done.stderr)
        self.assertNotIn("round", done.stderr)

    def test_a_table_is_written_between_its_lines(self):
        page = self.folder / "page.md"
        self.addCleanup(setattr, compare, "PAGE", compare.PAGE)
        compare.PAGE = page
        page.write_text(f"before\n{compare.BEGIN}\nold\n{compare.END}\nafter\n")
        compare.write_page("new")
        self.assertEqual(f"before\n{compare.BEGIN}\n\nnew\n\n{compare.END}\nafter\n", page.read_text())
        page.write_text("no place\n")
        self.assertRaises(compare.Failure, compare.write_page, "new")


class Equality(unittest.TestCase):
    ROW = {"history": "0", "arm": "with", "crises": "3", "arms": "70.0"}

    def differences(self, **changes):
        return compare.differences([self.ROW], [self.ROW | changes])

    def test_rounding_is_allowed_and_no_more(self):
        self.assertEqual([], self.differences(arms=repr(70.0 * (1 + 1e-10))))
        self.assertEqual(1, len(self.differences(arms=repr(70.0 * (1 + 1e-8)))))
        self.assertEqual(1, len(self.differences(crises="4")))
        self.assertEqual(2, len(self.differences(crises="nan", arms="inf")))

    def test_an_outcome_of_one_alone_is_a_difference(self):
        self.assertEqual(["outcomes of one alone: splits"], self.differences(splits="0"))

    def test_a_mean_too_far_off_is_seen(self):
        def rows(shift):
            return [dict.fromkeys(compare.HEADLINES, number % 10 + shift) for number in range(1000)]

        self.assertLess(max(map(abs, compare.distances(rows(0.0), rows(0.0)).values())), 1e-9)
        # A standard deviation of 2.87 and 1000 histories each: 1.0 is 7.8 standard errors.
        self.assertGreater(min(compare.distances(rows(0.0), rows(1.0)).values()), 7)


if __name__ == "__main__":
    unittest.main()
