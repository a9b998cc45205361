# SPDX-License-Identifier: Apache-2.0
# The classics: each published result, with its number, out of the command that a reader types.  Sources: the heads of the files.

import math
import os
import pathlib
import re
import statistics
import subprocess
import unittest

from command import COEXIST, Case

ROOT = pathlib.Path(os.environ["COEXIST_ROOT"])
NAMES = sorted(path.stem for path in (ROOT / "library" / "classics").glob("*.toml"))


def logistic(x):
    return 1 / (1 + math.exp(-x))


def log_odds(p):
    return math.log(p / (1 - p))


class Classic(Case):
    def series(self, name, *cells, words=()):
        """The mean course of each cell."""
        found = self.json("run", "classics/" + name, "--quiet", *words, "--series", *cells)["series"]
        self.assertEqual(list(cells), [one["name"] for one in found])
        return [one["mean"] for one in found]

    def history(self, name, *cells, words=()):
        """The course of each cell in one history, in double precision: for classics without chance."""
        words = ("--engine", "reference", "--world", 0, *words)
        found = self.json("run", "classics/" + name, "--quiet", *words, "--series", *cells)["series"]
        return [one["values"] for one in found]

    def near(self, expected, got, tolerance):
        self.assertLessEqual(abs(got - expected), tolerance, f"{got} is not within {tolerance} of {expected}")


class Richardson(Classic):
    def beliefs(self, start, rest, months):
        """The p that each month's arms answer."""
        b, all_of_them = start, []
        for _ in range(months):
            all_of_them.append(logistic(b))
            b += 11.99 / 12 * (rest - b)
        return all_of_them

    def race(self, a, phi, rests, start, p0, p):
        """Monthly steps of dx/dt = k y - a x + g, dy/dt = l x - a y + h."""
        (x, y), courses = start, ([], [])
        k, l = phi * a * rests[0] / rests[1] / p0, phi * a * rests[1] / rests[0] / p0
        g, h = (1 - phi) * a * rests[0], (1 - phi) * a * rests[1]
        for believed in p:
            x, y = x + (k * believed * y - a * x + g) / 12, y + (l * believed * x - a * y + h) / 12
            courses[0].append(x)
            courses[1].append(y)
        return courses

    def test_arms_come_to_rest_where_his_formula_says(self):
        a, k, l, g, h = 0.35, 0.28, 0.1575, 7, 5.25
        determinant = a * a - k * l
        self.assertGreater(determinant, 0)
        rest = ((g * a + k * h) / determinant, (h * a + l * g) / determinant)  # Richardson 1960, chapter II
        self.assertEqual((50, 37.5), tuple(round(level, 9) for level in rest))
        first, second = self.history("richardson", "M[FIRST]", "M[SECOND]")
        self.near(rest[0], first[-1], 0.01)
        self.near(rest[1], second[-1], 0.01)
        # What is left of the disturbance decays at the slower eigenvalue, a - sqrt(k l) = 0.14 a year.
        left = (rest[0] - first[359]) / (rest[0] - first[347])
        self.near((1 - (a - math.sqrt(k * l)) / 12) ** 12, left, 1e-4)
        # From elsewhere, where the faster eigenvalue has its part too, to the same rest.
        first, second = self.history("richardson", "M[FIRST]", "M[SECOND]",
                                     words=("--set", "polity.FIRST.M=80", "--set", "polity.FIRST.M_eq=40"))
        self.near(80, first[0], 2)
        self.near(rest[0], first[-1], 0.1)
        self.near(rest[1], second[-1], 0.1)

    def test_every_month_solves_the_equations(self):
        p = self.beliefs(0, 0.4054651, 600)
        for words, start in (((), (40, 30)), (("--set", "polity.FIRST.M=80", "--set", "polity.FIRST.M_eq=40"), (80, 30))):
            expected = self.race(0.35, 0.5, (40, 30), start, 0.5, p)
            exact = self.history("richardson", "M[FIRST]", "M[SECOND]", words=words)
            fast = self.series("richardson", "M[FIRST]", "M[SECOND]", words=("--worlds", 16, *words))
            for nation in (0, 1):
                for month in range(600):
                    self.near(expected[nation][month], exact[nation][month], 1e-9 * expected[nation][month])
                    self.near(expected[nation][month], fast[nation][month], 2e-5 * expected[nation][month])

    def test_it_is_stable_exactly_where_fatigue_outweighs_fear(self):
        # k l = (phi a p / p0)^2 against a^2, with phi = 1/2 and p0 = 0.4: at p = 0.76 it is less, at 0.84 more.
        for p in (0.76, 0.84):
            words = ("--set", f"belief.FIRST_SECOND={log_odds(0.4)}", "--set", f"belief.SECOND_FIRST={log_odds(0.4)}",
                     "--set", f"B0={log_odds(p)}")
            (first,) = self.history("richardson", "M[FIRST]", words=words)
            rise = (first[239] - first[227]) / (first[227] - first[215])
            self.near((1 + 0.35 * (0.5 * p / 0.4 - 1) / 12) ** 12, rise, 1e-5)
            self.assertEqual(p > 0.8, rise > 1)

    BUDGETS = (199.2, 204.8, 214.9, 238.7, 289.0)  # 1909 to 1913, millions of pounds: Richardson 1960, chapter II

    def test_the_budgets_lie_on_his_line(self):
        rises = [later - earlier for earlier, later in zip(self.BUDGETS, self.BUDGETS[1:])]
        means = [(earlier + later) / 2 for earlier, later in zip(self.BUDGETS, self.BUDGETS[1:])]
        line = statistics.linear_regression(means, rises)
        self.assertEqual(0.73, round(line.slope, 2))
        self.near(194, -line.intercept / line.slope, 1)  # he drew it through four points

    def test_the_race_of_1909_runs_away_at_his_rate(self):
        first, second = self.history("richardson-runaway", "M[FIRST]", "M[SECOND]")
        total = [x + y for x, y in zip(first, second)]
        self.near(0.73, 12 * (total[30] / total[29] - 1), 1e-4)
        expected = self.race(0.2, 1, (2.6, 2.6), (2.6, 2.6), logistic(-1.3862944), self.beliefs(-1.3862944, 2.5866893, 49))
        for month in range(49):
            self.near(expected[0][month], first[month], 1e-9 * expected[0][month])
        for year, budget in enumerate(self.BUDGETS):
            self.near(budget, 194 + total[12 * year], 0.025 * budget)
        # The equation without steps of a month: 194 + 5.2 e^(0.73 t).
        self.near(289.0, 194 + 5.2 * math.exp(4 * 0.73), 0.01 * 289)


class Kydd(Classic):
    S = logistic(5)
    WORLDS = 20000

    def test_a_costly_gesture_separates(self):
        for arm, mean, weight in (("with", 2 * self.S * (1 - self.S), -1), ("without", self.S ** 2 + (1 - self.S) ** 2, 1)):
            run = self.json("run", "classics/kydd-separating", "--quiet", "--worlds", self.WORLDS, "--arm", arm, "--series",
                            "p[WEST,EAST]", "B[WEST,EAST]")
            p, b = run["series"]
            error = (2 * self.S - 1) * math.sqrt(self.S * (1 - self.S) / self.WORLDS)
            self.near(mean, p["mean"][0], 4 * error)
            self.near(5 * weight * (2 * self.S - 1), b["mean"][0], 4 * 10 * math.sqrt(self.S * (1 - self.S) / self.WORLDS))
            # Nineteen of twenty see what is typical of the type: a month is worth 5 nats.
            for month in range(12):
                self.near(5 * weight * (month + 1), (b["q05"] if arm == "with" else b["q95"])[month], 1e-3)

    def test_a_gesture_that_both_make_tells_nothing(self):
        for arm in ("with", "without"):
            run = self.json("run", "classics/kydd-pooling", "--quiet", "--worlds", 2000, "--arm", arm, "--series", "p[WEST,EAST]",
                            "act[EAST,WEST]")
            p, act = run["series"]
            for months in (p["mean"], p["q05"], p["q95"]):
                self.assertEqual({0.5}, set(months))
            self.near(0.7 * self.S, statistics.mean(act["mean"]), 0.002)

    def test_the_answers(self):
        fear = {}
        for name in ("kydd-separating", "kydd-pooling"):
            outcomes = self.json("ask", "classics/" + name, "--quiet", "--worlds", 4000, "--prior", 0)["outcomes"]
            fear[name] = next(row for row in outcomes if row["name"] == "fear_of_revolution")
        self.assertLess(fear["kydd-separating"]["ci95"][1], -0.98)
        self.assertEqual([0, 0], fear["kydd-pooling"]["ci95"])


class Granovetter(Classic):
    SPREADS = {"SD-100": 0.1, "SD-110": 0.11, "SD-120": 0.12, "SD-1222": 0.1222, "SD-123": 0.123, "SD-130": 0.13, "SD-150": 0.15}

    @staticmethod
    def joined(r, spread):
        return statistics.NormalDist(0.25, spread).cdf(r)

    def rest(self, spread):
        r = 0
        for _ in range(100000):
            r = self.joined(r, spread)
        return r

    def test_the_jump_is_at_a_spread_of_12_2(self):
        # phi(z) = sigma, Phi(z) - z phi(z) = mean.
        low, high, normal = -3, 0, statistics.NormalDist()
        for _ in range(100):
            z = (low + high) / 2
            low, high = (z, high) if normal.cdf(z) - z * normal.pdf(z) < 0.25 else (low, z)
        critical = normal.pdf(low)
        self.assertEqual(12.2, round(100 * critical, 1))  # Granovetter 1978, page 1427 and figure 2
        run = self.json("run", "classics/granovetter", "--quiet", "--worlds", 16, "--series",
                        *(f"R[{crowd}]" for crowd in self.SPREADS))
        courses = {crowd: one["mean"] for crowd, one in zip(self.SPREADS, run["series"])}
        for crowd, spread in self.SPREADS.items():
            riots = any(later < earlier / 2 for earlier, later in zip(courses[crowd], courses[crowd][1:]))
            self.assertEqual(spread > critical, riots, crowd)
            self.assertEqual(spread > critical, self.rest(spread) > 0.5, crowd)
            if not riots and crowd != "SD-1222":  # which is still on its way
                self.near(self.rest(spread), courses[crowd][-1], 1e-5)
        self.assertEqual(6, round(100 * self.rest(0.1222)))  # "about 6"
        self.assertIn(round(100 * courses["SD-1222"][-1]), (5, 6))

    def test_the_courses_are_his_recursion(self):
        run = self.json("run", "classics/granovetter", "--quiet", "--engine", "reference", "--world", 0, "--series",
                        *(f"R[{crowd}]" for crowd in self.SPREADS))
        riots = 0
        for spread, one in zip(self.SPREADS.values(), run["series"]):
            r = 0
            for found in one["values"]:
                r += 11.99 / 12 * (self.joined(r, spread) - r)
                if r >= 0.5:
                    r, riots = 0, riots + 1
                self.near(r, found, 1e-6)
        outcomes = {row["name"]: row["mean"] for row in run["outcomes"]}
        self.assertEqual(riots, outcomes["revolutions_to.riot"])
        self.assertEqual(3, outcomes["systems.riot"])


class Spiral(Classic):
    S, R, FEAR, ETA = logistic(-3), 0.5, 5, 0.05
    WORLDS = 20000
    UNDERSTAND = ("--set", "stereotype.S.fear=5", "--set", "stereotype.R.fear=5")

    def month(self, q, s, r):
        """Mean and standard deviation of what a month does to log-odds, where a show of force comes with chance q."""
        force, calm = math.log(r / s), math.log((1 - r) / (1 - s))
        return self.ETA * (q * force + (1 - q) * calm), self.ETA * (force - calm) * math.sqrt(q * (1 - q))

    def first_month(self, start, words=()):
        (b,) = self.series("conflict-spiral", "B[WEST,EAST]",
                           words=("--worlds", self.WORLDS, "--until", "1900-02", "--set", f"B0={start}", *words))
        return b[0] - start

    def test_it_tips_where_the_equation_says(self):
        calm = math.log((1 - self.S) / (1 - self.R))
        q = calm / (math.log(self.R / self.S) + calm)
        tipping = (3 + log_odds(q)) / self.FEAR
        self.assertEqual(0.3408, round(tipping, 4))
        for p in (tipping - 0.05, tipping, tipping + 0.05):
            mean, deviation = self.month(logistic(-3 + self.FEAR * p), self.S, self.R)
            moved = self.first_month(log_odds(p))
            self.near(mean, moved, 4 * deviation / math.sqrt(self.WORLDS))
            if p != tipping:
                self.assertEqual(p > tipping, moved > 0)

    def test_who_sees_the_others_fear_comes_to_trust(self):
        for p in (0.2, 0.5, 0.8):
            q = logistic(-3 + self.FEAR * p)
            mean, deviation = self.month(q, q, logistic(self.FEAR * p))  # minus the divergence: below zero
            self.assertLess(mean, 0)
            self.near(mean, self.first_month(log_odds(p), self.UNDERSTAND), 4 * deviation / math.sqrt(self.WORLDS))

    def test_two_security_seekers_end_in_distrust_or_trust(self):
        cells = ("p[EAST,WEST]", "p[WEST,EAST]", "M[EAST]")
        for words, distrust in (((), True), (self.UNDERSTAND, False)):
            east, west, arms = self.series("conflict-spiral", *cells, words=("--worlds", 2000, *words))
            for p in (east, west):
                self.near(1 if distrust else 0, p[-1], 0.01)
            self.assertEqual(distrust, arms[-1] > 60)
            self.assertEqual(not distrust, arms[-1] < 20)

    def test_one_that_keeps_calm_is_trusted(self):
        # -eta times the divergence of a chance of s from one of r, every month.
        mean, deviation = self.month(self.S, self.S, self.R)
        (b,) = self.series("conflict-spiral", "B[WEST,EAST]", words=("--worlds", self.WORLDS, "--arm", "without"))
        for months in (1, 24, 96):
            self.near(months * mean, b[months - 1], 4 * deviation * math.sqrt(months / self.WORLDS))
        rows = self.json("ask", "classics/conflict-spiral", "--quiet", "--worlds", 2000, "--prior", 0)["outcomes"]
        self.assertGreater(next(row for row in rows if row["name"] == "fear_of_revolution")["ci95"][0], 0.5)


class Grit(Classic):
    EPSILON, INITIATIVE = 0.05, 0.2
    WORLDS = 20000

    def expected(self, initiative, months):
        """Mean acts of the east and the west, and the west's hostility, from the month of adoption on."""
        k, weight = 1 - 2 * self.EPSILON, 11.99 / 12
        toward_east = toward_west = -1.0  # what each remembers of the other
        hostility, courses = None, ([], [], [])
        for _ in range(months):
            # The mean of an answer is k times the mean memory: it is -1 or +1 all but exactly.
            east = initiative + (1 - initiative) * k * toward_west
            west = k * toward_east
            courses[0].append(east)
            courses[1].append(west)
            courses[2].append(toward_east)
            toward_west += weight * (west - toward_west)
            toward_east += weight * (east - toward_east)
        return courses

    def test_cooperation_comes_to_one_half_or_to_what_initiatives_make_of_it(self):
        k, e, d = 1 - 2 * self.EPSILON, self.EPSILON, self.INITIATIVE
        east = (d + (1 - d) * e * (1 + k)) / (1 - (1 - d) * k * k)
        rests = {"with": (east, e + k * east), "without": (0.5, 0.5)}  # one half: Molander 1985
        self.assertEqual((0.784, 0.756), tuple(round(rest, 3) for rest in rests["with"]))
        for arm, (of_east, of_west) in rests.items():
            found = self.series("grit", "act[EAST,WEST]", "act[WEST,EAST]", words=("--worlds", 2000, "--arm", arm))
            # Ten years at rest: 240,000 acts, of which each resembles some twenty of its neighbours.
            for act, rest in zip(found, (of_east, of_west)):
                self.near(2 * rest - 1, statistics.mean(act[-120:]), 0.02)

    def test_the_way_out_of_hostility_month_by_month(self):
        for arm, initiative in (("with", self.INITIATIVE), ("without", 0)):
            east, west = self.series("grit", "act[EAST,WEST]", "act[WEST,EAST]", words=("--worlds", self.WORLDS, "--arm", arm))
            self.assertEqual({-1}, set(east[:24]) | set(west[:24]))
            expected = self.expected(initiative, 48)
            for found, course in zip((east, west), expected):
                for month in range(48):
                    self.near(course[month], found[24 + month], 4.5 / math.sqrt(self.WORLDS))

    def test_hostility_follows(self):
        answer = self.json("ask", "classics/grit", "--quiet", "--worlds", 4000, "--prior", 0)
        (row,) = [row for row in answer["outcomes"] if row["name"] == "hostility_toward_actor"]
        (before,) = self.history("grit", "H[WEST,EAST]")
        means = {}
        for arm, initiative in (("with", self.INITIATIVE), ("without", 0)):
            h, course = before[23], []
            for remembered in self.expected(initiative, 216)[2]:
                h += (-0.6 * (h - 0.5) - 0.3 * remembered) / 12
                course.append(h)
            means[arm] = statistics.mean(course)
        for arm, mean in means.items():
            self.near(mean, row[arm], 0.01)
        self.assertLess(row["ci95"][1], -0.25)


class Bass(Classic):
    P, Q = 0.010399, 0.41861

    def curve(self, years):
        left = math.exp(-(self.P + self.Q) * years)
        return (1 - left) / (1 + self.Q / self.P * left)

    def test_the_peak_of_room_air_conditioners(self):
        peak = math.log(self.Q / self.P) / (self.P + self.Q)
        self.assertEqual(8.6, round(peak, 1))  # Bass 1969, table 3
        self.near((self.Q - self.P) / (2 * self.Q), self.curve(peak), 1e-12)
        (share,) = self.history("bass", "P[HOME]")
        rises = [later - earlier for earlier, later in zip([0, *share], share)]
        fastest = rises.index(max(rises))  # the month that begins so many months after the start
        self.near(peak, (fastest + 0.5) / 12, 0.2)
        self.near((self.Q - self.P) / (2 * self.Q), share[fastest], 0.02)
        self.near((self.P + self.Q) ** 2 / (4 * self.Q), 12 * rises[fastest], 2e-3)

    def test_the_curve(self):
        (fast,), (exact,) = self.series("bass", "P[HOME]", words=("--worlds", 16)), self.history("bass", "P[HOME]")
        share = 0
        for month in range(240):
            share += (self.P + self.Q * share) * (1 - share) / 12
            self.near(share, exact[month], 1e-12)
            self.near(share, fast[month], 1e-5)
            self.near(self.curve((month + 1) / 12), share, 0.02)

    def test_without_innovators_nobody_imitates(self):
        (share,) = self.history("bass", "P[HOME]", words=("--arm", "without"))
        self.assertEqual({0}, set(share))
        rows = self.json("ask", "classics/bass", "--quiet", "--worlds", 64, "--prior", 0)["outcomes"]
        (row,) = [row for row in rows if row["name"] == "peace_mobilisation"]
        self.near(self.curve(20), row["difference"], 0.002)


class Backfire(Classic):
    """Jervis 1976, chapter 3: restraint toward one that wants to gain invites it; no number is published, so the signs are held."""

    def difference(self, outcome, *words):
        answer = self.json("ask", "classics/reassurance-backfires", "--worlds", 4000, "--prior", 0, "--quiet", *words)
        return next(one for one in answer["outcomes"] if one["name"] == outcome)

    def test_restraint_brings_more_crises(self):
        crises = self.difference("crises")
        self.assertGreater(crises["ci95"][0], 0)
        self.near(0.25, crises["difference"], 0.03)
        self.assertGreater(self.difference("threats_by_rivals")["ci95"][0], 0)

    def test_without_exploitation_the_same_restraint_brings_fewer(self):
        crises = self.difference("crises", "--without", "exploitation")
        self.assertLess(crises["ci95"][1], 0)
        self.near(-0.28, crises["difference"], 0.03)
        threats = self.difference("threats_by_rivals", "--without", "exploitation")
        self.assertGreater(threats["ci95"][1], 0)  # nothing is found that invites them
        self.assertLess(abs(threats["difference"]), 0.05)

    def test_nothing_is_left_where_restraint_tells_nothing_and_is_not_read(self):
        quiet = ["--set", "eta_Z=0", "--set", "x_prom=0"]
        off = self.difference("crises", "--without", "exploitation")
        still = self.difference("crises", *quiet)
        self.assertEqual(off["difference"], still["difference"])

    def test_the_guesses_leave_the_sign_open(self):
        words = ("ask", "classics/reassurance-backfires", "--worlds", 4000, "--prior", 40, "--quiet")
        crises = next(one for one in self.json(*words)["outcomes"] if one["name"] == "crises")
        self.assertLess(crises["prior"]["q05"], 0)
        self.assertGreater(crises["prior"]["q95"], 0)


class Library(Case):
    def test_each_is_found_by_name(self):
        listed = {entry["name"]: entry for entry in self.json("list", "scenarios")["scenarios"]}
        self.assertEqual(["classics/" + name for name in NAMES], [name for name in listed if name.startswith("classics/")])
        text = self.output("list", "scenarios")
        self.assertEqual(1, text.count("\nclassics: "))
        self.assertLess(text.index("sparta-athens"), text.index("\nclassics: "))
        for name in NAMES:
            full = "classics/" + name
            self.assertLess(text.index("\nclassics: "), text.index(full))
            self.assertEqual((ROOT / "library" / "classics" / (name + ".toml")).read_text(), self.output("show", full))
            self.assertRegex(self.output("check", full), f"^{full}: ok, ")  # and no warning
            self.output("new", name, "--from", full)
            self.assertIn(": ok, ", self.output("check", name + ".toml"))
            copied = self.json("run", name + ".toml", "--quiet", "--worlds", 16)
            self.assertEqual(self.json("run", full, "--quiet", "--worlds", 16)["digest"], copied["digest"])

    def test_each_has_its_literature(self):
        of = {"bass": ["bass1969"], "conflict-spiral": ["jervis1976", "kydd1997"], "granovetter": ["granovetter1978"],
              "grit": ["axelrod1984", "molander1985", "osgood1962"], "kydd-pooling": ["kydd2000", "kydd2005"],
              "kydd-separating": ["kydd2000", "kydd2005"],
              "reassurance-backfires": ["fearon1994", "jervis1976", "press2005", "schelling1960"], "richardson": ["richardson1960"], "richardson-runaway": ["richardson1960"]}
        self.assertEqual(NAMES, sorted(of))
        for name, keys in of.items():
            found = re.findall(r"^@\w+\{(\w+),", self.output("cite", "classics/" + name), re.MULTILINE)
            self.assertLessEqual(set(keys), set(found), name)  # the pieces it uses have theirs too

    def test_each_says_what_to_look_for(self):
        for name in NAMES:
            look_for = self.json("run", "classics/" + name, "--quiet", "--worlds", 16)["look_for"]
            self.assertGreater(len(look_for), 200)
            self.assertNotIn("\n", look_for)
            text = self.output("run", "classics/" + name, "--quiet", "--worlds", 16)
            self.assertIn("What to look for: " + look_for, " ".join(text.split()))
            self.assertTrue(all(len(line) <= 80 for line in text.splitlines()), text)
        self.assertNotIn("look_for", self.json("run", "two-rivals", "--quiet", "--worlds", 16))
        self.assertNotIn("What to look for", self.output("run", "two-rivals", "--quiet", "--worlds", 16))

    def test_each_stands_on_the_page(self):
        page = (ROOT / "docs" / "classics.md").read_text()
        sections = re.findall(r"^## `classics/([a-z-]+)`(?: and `classics/([a-z-]+)`)?$", page, re.MULTILINE)
        self.assertEqual(sorted(NAMES), sorted(name for pair in sections for name in pair if name))
        for part in page.split("\n## ")[1:]:
            for said in ("**Question.**", "**Published.**", "**Departures.**", "\n$ coexist "):
                self.assertIn(said, part, part.splitlines()[0])

    def test_what_the_page_shows_is_what_the_command_prints(self):
        page = (ROOT / "docs" / "classics.md").read_text()
        blocks = re.findall(r"^\$ (coexist [^\n]*)\n(.*?)(?=^\$ |^```)", page, re.DOTALL | re.MULTILINE)
        self.assertGreaterEqual(len(blocks), len(NAMES))
        for command, shown in blocks:
            done = subprocess.run(["/bin/sh", "-c", command.replace("coexist ", '"$0" ', 1), COEXIST], cwd=self.folder,
                                  capture_output=True, text=True, timeout=300)
            self.assertEqual((0, ""), (done.returncode, done.stderr), command)
            printed = [" ".join(line.split()) for line in done.stdout.splitlines()]
            for line in shown.splitlines():
                if line.strip() not in ("", "..."):
                    self.assertIn(" ".join(line.split()), printed, command)

    def test_what_is_meant_is_not_warned_of(self):
        text = self.output("show", "classics/granovetter")
        (self.folder / "odd.toml").write_text(text.replace('meant = ["tau", ', "meant = ["))
        warned = self.run_command("check", "odd.toml").stderr
        self.assertIn("'tau' in [parameters] is 11.99, in the far tail of its prior", warned)
        self.assertIn("name it in 'meant' of [scenario]", warned)
        self.assertEqual(1, warned.count("warning:"))
        (self.folder / "wrong.toml").write_text(text.replace('meant = ["tau", ', 'meant = ["taw", '))
        self.assert_refused("check", "wrong.toml", saying=("unknown parameter 'taw'", "Did you mean 'tau'?"))

    def test_a_scenario_built_on_one_has_its_own_say(self):
        (self.folder / "my.toml").write_text('use = ["classics/richardson"]\n')
        self.assertNotIn("look_for", self.json("run", "my.toml", "--quiet", "--worlds", 16))

    def test_one_that_asks_nothing_says_so(self):
        self.assert_refused("ask", "classics/richardson", saying=("the scenario asks no question", "coexist run classics/richardson"))


if __name__ == "__main__":
    unittest.main()
