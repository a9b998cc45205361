# SPDX-License-Identifier: Apache-2.0
# tools/fit_from_tables.py and tools/influence_of_judgement.py: a scenario's numbers beside tables, here made up so that the answers are
# known; what is asked of the program is asked of the built one.

import importlib.util
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["COEXIST_ROOT"])
COEXIST = os.environ["COEXIST"]
TOOLS = ROOT / "tools"
sys.path.insert(0, str(TOOLS))


def module(name):
    spec = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


statistics_of_fit = module("fit_statistics")
influence = module("influence_of_judgement")

CRISIS = "crisno,name,start,end,us_involvement,ussr_involvement,crisis_actors"


class FitFromTables(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, header, lines):
        (self.folder / name).write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")

    def run_tool(self, *words):
        return subprocess.run([sys.executable, TOOLS / "fit_from_tables.py", self.folder, "--program", COEXIST, "--worlds", "20", *words],
                              capture_output=True, text=True, timeout=600)

    def lines(self, *words):
        done = self.run_tool(*words)
        self.assertEqual(0, done.returncode, done.stderr)
        return done.stdout.splitlines()

    def line(self, lines, start):
        found = [line.strip() for line in lines if line.strip().startswith(start)]
        self.assertEqual(1, len(found), (start, found))
        return found[0]

    def test_crises_are_counted_where_they_belong(self):
        self.write("icb_crises.csv", CRISIS, [
            "1,BERLIN WALL,1961-08-05,1961-10-28,4,4,2;365",
            "2,BERLIN DEADLINE,1952-11-27,1952-12-15,2,2,2;365",   # before the window
            "3,TAIWAN STRAIT I,1954-08-05,1955-04-23,3,2,2;710;713",
            "4,TAIWAN STRAIT III,1962-04-22,1962-06-27,3,2,710",   # not felt by the United States: wide only
            "5,ELSEWHERE,1960-01-01,1960-02-01,1,1,450",           # no superpower
            "6,HUNGARIAN UPRISING,1956-10-23,1957-01-01,2,4,310;365",
            "7,CHINA/INDIA A,1959-08-25,1960-04-19,2,2,710;750", "8,CHINA/INDIA B,1962-09-08,1963-01-23,3,2,710;750"])
        lines = self.lines()
        self.assertIn("count 1; wide 1", self.line(lines, "flashpoint.Berlin.rate"))
        self.assertIn("count 1; wide 2", self.line(lines, "flashpoint.Taiwan Strait.rate"))
        self.assertIn("count 0; wide 0", self.line(lines, "flashpoint.Korea.rate"))
        self.assertEqual("inside one bloc: 1: HUNGARIAN UPRISING 1956", self.line(lines, "inside one bloc"))
        # Two events have 0.2422 to 7.2247 (Garwood 1936).
        self.assertIn("2  0.242 .. 7.22", self.line(lines, "crises felt by CHN and IND"))
        # Counted: Berlin, Taiwan, Hungary, and those of China and India in which the United States was active.
        self.assertIn(" 5  1.62 .. 11.7 ", self.line(lines, "superpower crises, all"))

    def test_a_rate_is_count_over_window_and_hostility(self):
        self.write("icb_crises.csv", CRISIS, [f"{n},BERLIN WALL,{1954 + n}-01-01,{1954 + n}-02-01,4,4,2;365" for n in range(6)])
        words = self.line(self.lines(), "flashpoint.Berlin.rate").split()
        exposure = float(words[words.index("exposure") + 1].rstrip(";"))
        self.assertAlmostEqual(6 / exposure, float(words[2]), delta=0.01)
        # Twelve years; hostility starts at 0.75 and stays in 0.3 to 0.9.
        self.assertTrue(12 * 0.3 < exposure < 12 * 0.9)

    def test_levels_are_compared_and_proposed(self):
        self.write("military_nmc.csv", "ccode,year,milex", [f"2,{year},{49600000 if year == 1953 else 60000000}" for year in range(1953, 1965)])
        self.write("political_system.csv", "ccode,year,communist,v2x_polyarchy", ["2,1953,0,0.6", "2,1954,0,0.7"])
        lines = self.lines()
        self.assertIn("inside", self.line(lines, "polity.USA.M "))
        self.assertIn("OUTSIDE", self.line(lines, "polity.USA.M_eq "))
        self.assertIn("0.65", self.line(lines, "polity.USA.open"))
        proposals = self.lines("--toml")
        self.assertTrue(self.line(proposals, "polity.USA.M_eq").startswith("polity.USA.M_eq = 60.0"))
        self.assertEqual([], [line for line in proposals if line.startswith("polity.USA.M =")])

    def test_without_tables_it_says_so(self):
        done = self.run_tool()
        self.assertEqual(1, done.returncode)
        self.assertIn("no table in", done.stderr)
        self.assertIn("icb_crises.csv is not there", done.stderr)


class Statistics(unittest.TestCase):
    def test_the_deviation_of_a_log_rate(self):
        # trigamma(1/2) = pi^2/2; trigamma(3/2) is 4 less.
        self.assertAlmostEqual(math.pi / math.sqrt(2), statistics_of_fit.log_deviation(0), places=6)
        self.assertAlmostEqual(math.sqrt(math.pi**2 / 2 - 4), statistics_of_fit.log_deviation(1), places=6)

    def test_a_count_as_expected_leaves_the_prior_where_it_is(self):
        shift, spread = statistics_of_fit.posterior_of_shift(100, 0, 100, 0.4)
        self.assertAlmostEqual(0, shift, places=1)
        # Precisions add: 100 of the count and 1/0.16 of the prior.
        self.assertAlmostEqual(1 / math.sqrt(100 + 1 / 0.16), spread, places=2)

    def test_a_signal_is_found_under_noise(self):
        luck, state, seen = random.Random(1), 0.0, []
        for _ in range(600):
            state = 0.8 * state + 0.6 * luck.gauss(0, 1)
            seen.append(state + luck.gauss(0, 1))
        phi, (low, high) = statistics_of_fit.signal_persistence(seen)
        self.assertTrue(low <= 0.8 <= high and high - low < 0.5, (phi, low, high))

    def test_richardson_is_recovered(self):
        # change = 0.4 [0.6 other/other(0) + 0.4 output/output(0)] - 0.4 own, without noise but a little rounding.
        other = [10 + 3 * math.sin(year) for year in range(30)]
        output = [100 * 1.03**year for year in range(30)]
        own = [1.5]
        for year in range(29):
            drive = 0.6 * other[year] / other[0] + 0.4 * output[year] / output[0]
            own.append(own[-1] + 0.4 * drive - 0.4 * own[-1] + (1e-4 if year % 2 else -1e-4))
        phi, (low, high), fatigue = statistics_of_fit.threat_share(own, other, output)
        self.assertAlmostEqual(0.6, phi, places=2)
        self.assertTrue(low <= 0.6 <= high)
        self.assertAlmostEqual(0.4, fatigue, places=2)


class Influence(unittest.TestCase):
    def test_quantiles_of_priors(self):
        at = influence.quantile_of_prior
        z = 1.2815515655446004  # of the standard normal at 90 %
        self.assertAlmostEqual(2 * math.exp(0.4 * z), at("lognormal(1;0.4) times each", 2, 0.9))
        self.assertAlmostEqual(-6.6 - 0.4 * z, at("normal(0;0.4) added to each", -6.6, 0.1))
        self.assertEqual(1, at("normal(0;0.08) added, clipped to 0..1", 0.95, 0.9))
        self.assertAlmostEqual(0.72, at("uniform(0;0.8)", 0.3, 0.9))
        self.assertAlmostEqual(0.8 + 0.5 * z, at("normal(0.8;0.5)", 0.8, 0.9))
        # Truncated by inversion: half of the prior lies below 1, and 90 % of that half at 45 %.
        self.assertAlmostEqual(math.exp(0.4 * influence.NORMAL.inv_cdf(0.45)), at("lognormal(1;0.4)", 1, 0.9, (0, 1)))

    def test_a_table_for_some_numbers(self):
        done = subprocess.run([sys.executable, TOOLS / "influence_of_judgement.py", "two-rivals", "--program", COEXIST, "--worlds", "20",
                               "--all-worlds", "2000", "--draws", "20", "--only", "^(eta|act.threaten.b)$"],
                              capture_output=True, text=True, timeout=600)
        self.assertEqual(0, done.returncode, done.stderr)
        rows = [line.split(" | ")[0] for line in done.stdout.splitlines() if " | " in line]
        self.assertEqual({"number", "eta", "act.threaten.b"}, set(rows))


if __name__ == "__main__":
    unittest.main()
