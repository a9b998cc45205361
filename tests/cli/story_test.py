# SPDX-License-Identifier: Apache-2.0
# `story`: one history told, its twin, JSON, and histories found by their events.

import re
import shlex
import unittest

from command import FLAGSHIP, Case


class Story(Case):
    def test_one_history(self):
        text = self.output("story", FLAGSHIP, "--world", 4)
        self.assertLessEqual(max(map(len, text.splitlines())), 80)
        self.assertIn("history 4", text)
        for year in range(1953, 1965):
            self.assertIn(f"\n{year}\n", text)
        self.assertNotEqual(text, self.output("story", FLAGSHIP, "--world", 4, "--arm", "without"))
        self.assertNotEqual(text, self.output("story", FLAGSHIP, "--world", 4, "--seed", 2))
        self.assertEqual(self.output("story", FLAGSHIP), self.output("story", FLAGSHIP, "--world", 0))

    def test_one_country_is_no_countries(self):
        text = " ".join(self.output("story", "two-rivals").split())
        self.assertIn("its countries at the start, by political system: 1 first and 1 second.", text)
        self.assertIn("1 country lived under the", text)

    def test_years_before_our_era(self):
        text = self.output("story", "sparta-athens")
        for year in (443, 433, 432, 421):
            self.assertIn(f"\n{year} BC\n", text)
        self.assertIsNone(re.search(r"-\d{3}", text))

    def test_twins(self):
        words = ("story", FLAGSHIP, "--world", 9, "--twin")
        text = self.output(*words)
        self.assertLessEqual(max(map(len, text.splitlines())), 80)
        told = self.json(*words)
        self.assertEqual({"with", "without"}, set(told["events"]))
        self.assertEqual(("cold-war-1953", 9, 1, "congress-1956"),
                         (told["scenario"], told["world"], told["seed"], told["question"]["id"]))
        self.assertGreater(len(told["partings"]), 10)
        for parting in told["partings"]:
            chances = sorted((parting["with"]["chance"], parting["without"]["chance"]))
            self.assertTrue(chances[0] - 2e-7 <= parting["draw"] <= chances[1] + 2e-7, parting)
        # What the page embeds is what the terminal shows, broken otherwise.
        flat = " ".join(word for line in text.splitlines() for word in line.split() if word not in ("*", "with", "without"))
        for entry in told["story"]["entries"]:
            self.assertIn(" ".join(word for word in entry["text"].split() if word not in ("with", "without")), flat)
        self.assertEqual({"world", "title", "opening", "entries", "closing"}, set(told["story"]))
        self.assertTrue(all({"name", "with", "without"} <= set(row) for row in told["outcomes"]))

    def test_outcomes_are_those_of_the_ensemble(self):
        self.output("ask", FLAGSHIP, "--worlds", 8, "--prior", 0, "--outcomes", "all.csv", "--quiet")
        rows = {row["arm"]: row for row in self.rows("all.csv") if row["history"] == "7"}
        for row in self.json("story", FLAGSHIP, "--world", 7, "--twin")["outcomes"]:
            for arm in ("with", "without"):
                self.assertEqual(float(rows[arm][row["name"]]), row[arm], row["name"])

    def test_a_change_is_heeded(self):
        words = ("story", FLAGSHIP, "--world", 2, "--twin", "--json")
        self.assertNotEqual(self.output(*words), self.output(*words, "--set", "eta=0.9"))
        self.assertEqual("1957-12", self.json(*words[:-1], "--until", "1957-12")["story"]["entries"][-1]["date"])


class Find(Case):
    def test_three_to_read(self):
        text = self.output("story", FLAGSHIP, "--find", "split of China", "--worlds", 200)
        commands = [line[line.index("coexist "):] for line in text.splitlines() if "  coexist story" in line]
        self.assertEqual(3, len(commands))
        for command in commands:
            self.assertIn("China left the bloc of the Soviet Union", self.output(*shlex.split(command)[1:]))
        found = self.json("story", FLAGSHIP, "--find", "split of China", "--worlds", 200)
        self.assertEqual(200, found["find"]["worlds"])
        self.assertEqual(found["find"]["typical"]["world"], found["world"])
        dates = [found["find"][which]["date"] for which in ("early", "typical", "late")]
        self.assertEqual(sorted(dates), dates)
        self.assertLessEqual(max(map(len, text.splitlines())), 80)

    def test_the_seed_stands_in_the_commands(self):
        text = self.output("story", FLAGSHIP, "--find", "crisis over Berlin", "--worlds", 32, "--seed", 5, "--set", "eta=0.2")
        self.assertIn("--set eta=0.2 --seed 5 --arm with --world ", text)

    def test_nothing_found(self):
        words = ("story", FLAGSHIP, "--find", "revolution in the United States", "--worlds", 64)
        self.assertIn("none of 64 histories", self.output(*words))
        found = self.json(*words)["find"]
        self.assertEqual((0, None), (found["with_it"], found["typical"]))

    def test_refusals(self):
        self.assert_refused("story", FLAGSHIP, "--find", "split of Chna", saying=["Did you mean 'split of China'?"])
        self.assert_refused("story", FLAGSHIP, "--find", "split", "--world", 3, saying=["--find", "--world"])
        self.assert_refused("story", FLAGSHIP, "--worlds", 3, saying=["--worlds", "--find"])
        self.assert_refused("story", FLAGSHIP, "--world", "x", saying=["whole number"])
        self.assert_refused("story", FLAGSHIP, "--twin", "--arm", "with", saying=["--twin", "--arm"])
        self.assert_refused("story", saying=["needs a SCENARIO"])


if __name__ == "__main__":
    unittest.main()
