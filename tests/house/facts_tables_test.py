# SPDX-License-Identifier: Apache-2.0
# tools/facts_from_tables.py: numbers of the record from tables, here made up so that the answers are known.

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["COEXIST_ROOT"])
TOOL = ROOT / "tools" / "facts_from_tables.py"


class FactsFromTables(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_tool(self):
        return subprocess.run([sys.executable, TOOL, self.folder], capture_output=True, text=True, timeout=300)

    def facts(self):
        done = self.run_tool()
        self.assertEqual(0, done.returncode, done.stderr)
        return {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines()}

    def write(self, name, header, lines):
        (self.folder / name).write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")

    def test_rates_have_exact_poisson_intervals(self):
        lines = [f"{year}-01-01,3,1,1,1" for year in (1953, 1954, 1955, 1956, 1960)] + ["1957-01-01,9,2,1,0", "1952-01-01,4,4,1,1"]
        self.write("icb_crises.csv", "start,us_involvement,ussr_involvement,us_actor,ussr_actor", lines)
        facts = self.facts()
        self.assertEqual("1", facts["crises_before"][0])
        # Garwood (1936): three events have 0.6187 to 8.7673.
        self.assertEqual(["0.206", "..", "2.92"], facts["crises_before"][1:])
        self.assertEqual("0.222222", facts["crises_after"][0])
        self.assertEqual("0.416667", facts["crises_of_both"][0])

    def test_growth_and_correlation(self):
        lines = []
        for year in range(1953, 1965):
            lines += [f"2,{year},{100 * 1.02 ** (year - 1953) * (1.1 if year % 2 else 1)}",
                      f"365,{year},{50 * 1.05 ** (year - 1953) * (1.1 if year % 2 else 1)}"]
        self.write("military_nmc.csv", "ccode,year,milex", lines)
        facts = self.facts()
        self.assertAlmostEqual(1, float(facts["spending_together"][0]))
        self.assertAlmostEqual(0.0111378, float(facts["spending_usa"][0]), places=6)

    def test_what_is_missing_is_said(self):
        self.write("military_nmc.csv", "ccode,year", ["2,1953"])
        done = self.run_tool()
        self.assertEqual(1, done.returncode)
        self.assertIn("military_nmc.csv lacks", done.stderr)
        (self.folder / "military_nmc.csv").unlink()
        self.assertIn("no table", self.run_tool().stderr)


if __name__ == "__main__":
    unittest.main()
