# SPDX-License-Identifier: Apache-2.0
# bench/check_budget: what it says of a count, and that the committed budget is one that it can read.

import importlib.machinery
import importlib.util
import tomllib
import unittest

import tree

loader = importlib.machinery.SourceFileLoader("check_budget", str(tree.ROOT / "bench" / "check_budget"))
spec = importlib.util.spec_from_loader("check_budget", loader)
check_budget = importlib.util.module_from_spec(spec)
loader.exec_module(check_budget)

BUDGET = {"compiler": "Clang 19", "instructions": 1000.0, "tolerance": 0.01}


class Budget(unittest.TestCase):
    def verdict(self, instructions, compiler="Clang 19"):
        return check_budget.verdict({"instructions": instructions, "compiler": compiler}, BUDGET)

    def test_above_the_tolerance_fails_and_says_so(self):
        within, sentence = self.verdict(1011)
        self.assertFalse(within)
        self.assertIn("+1.10 %", sentence)

    def test_within_the_tolerance_passes(self):
        for instructions in (991, 1000, 1009):
            self.assertTrue(self.verdict(instructions)[0])

    def test_a_gain_passes_and_is_to_be_recorded(self):
        within, sentence = self.verdict(900)
        self.assertTrue(within)
        self.assertIn("--write", sentence)

    def test_another_compiler_is_not_compared(self):
        within, sentence = self.verdict(2000, "GCC 12")
        self.assertTrue(within)
        self.assertIn("not compared", sentence)

    def test_what_is_written_is_read_back(self):
        text = check_budget.text_of({"instructions": 1234.5, "compiler": "Clang 19"}, 0.02)
        self.assertEqual({"compiler": "Clang 19", "instructions": 1234.5, "tolerance": 0.02}, tomllib.loads(text))

    def test_the_committed_budget_is_one(self):
        committed = tomllib.loads(tree.read("bench/budget.toml"))
        self.assertEqual(BUDGET.keys(), committed.keys())
        self.assertGreater(committed["instructions"], 0)
        self.assertEqual(check_budget.text_of(committed, committed["tolerance"]), tree.read("bench/budget.toml"))


if __name__ == "__main__":
    unittest.main()
