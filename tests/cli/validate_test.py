# SPDX-License-Identifier: Apache-2.0
# `validate`: the record beside the model, as a table, at length and as JSON; what makes it fail.

import os
import tempfile
import unittest

from command import FLAGSHIP, Case

SMALL = ("--worlds", 60)
OWN = """scenario = "mine"
[[fact]]
id = "spending"
brief = "American arms 1953"
measure = "at"
of = ["M[USA]"]
until = "1953-12"
record = {record}
range = [{low}, {high}]
source = "made up"
"""


class Validate(Case):
    def facts(self, record, low, high):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = os.path.join(folder.name, "facts.toml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(OWN.format(record=record, low=low, high=high))
        return path

    def test_json(self):
        result = self.json("validate", FLAGSHIP, *SMALL)
        self.assertEqual((60, 1), (result["worlds"], result["seed"]))
        statuses = [fact["status"] for fact in result["facts"]]
        self.assertEqual(result["met"], statuses.count("inside"))
        self.assertEqual(result["held"], statuses.count("inside") + statuses.count("outside"))
        for fact in result["facts"]:
            self.assertTrue(fact["source"])
            self.assertLessEqual(fact["range"][0], fact["range"][1])
            if fact["status"] == "not held":
                self.assertTrue(fact["lacks"])
                self.assertIsNone(fact["band90"])
            else:
                self.assertLessEqual(fact["band90"][0], fact["middle"])
                self.assertLessEqual(fact["middle"], fact["band90"][1])
                self.assertLessEqual(fact["below"] + fact["above"], 1)

    def test_a_screen_of_eighty_columns(self):
        text = self.output("validate", FLAGSHIP, *SMALL)
        long = self.output("validate", FLAGSHIP, *SMALL, "--all")
        for shown in (text, long):
            self.assertLessEqual(max(map(len, shown.splitlines())), 80, shown)
        self.assertIn("facts are met, in 60 histories", text)
        self.assertIn("Record: ", long)
        self.assertIn("The model lacks ", long)

    def test_strict_fails_where_a_fact_is_outside(self):
        inside, outside = self.facts(50, 1, 1000), self.facts(5000, 4000, 6000)
        self.assertEqual(0, self.run_command("validate", FLAGSHIP, *SMALL, "--facts", inside, "--strict").returncode)
        self.assertEqual(1, self.run_command("validate", FLAGSHIP, *SMALL, "--facts", outside, "--strict").returncode)
        self.assertEqual(0, self.run_command("validate", FLAGSHIP, *SMALL, "--facts", outside).returncode)

    def test_what_is_changed_is_held_too(self):
        plain = self.json("validate", FLAGSHIP, *SMALL)
        changed = self.json("validate", FLAGSHIP, *SMALL, "--set", "rate_acc=0", "--without", "example")
        self.assertEqual((["rate_acc=0"], ["example"]), (changed["set"], changed["without"]))
        value = {fact["id"]: fact["mean"] for fact in plain["facts"]}
        other = {fact["id"]: fact["mean"] for fact in changed["facts"]}
        # Fewer accidents, and nobody turns by example.
        self.assertGreater(value["crises_of_both"], other["crises_of_both"])
        self.assertGreater(value["soviet_entries"], 2 * other["soviet_entries"])

    def test_what_is_off_is_said_as_ask_says_it(self):
        said = " ".join(self.output("validate", FLAGSHIP, "--worlds", 20, "--quiet", "--without", "belief").split())
        self.assertIn(" Switched off: belief.", said)

    def test_refusals(self):
        self.assert_refused("validate", "two-rivals", saying=("no facts about the scenario", "--facts FILE"))
        self.assert_refused("validate", FLAGSHIP, "--facts", "/nonexistent.toml", saying=("/nonexistent.toml",))
        self.assert_refused("validate", saying=("SCENARIO",))

    def test_every_mistake_at_once(self):
        # Of form, and of what the scenario does not have.
        (self.folder / "f.toml").write_text("""scenario = "cold-war-1953"
[[fact]]
id = "a"
brief = "a"
unit = "a year"
measure = "per_yaer"
of = ["crises_with"]
range = [2, 1]
source = "none"
[[fact]]
id = "b"
brief = "b"
unit = "a year"
measure = "per_year"
of = ["crises_whit"]
from = "1950-01"
range = [0, 1]
source = "none"
""")
        message = self.assert_refused("validate", FLAGSHIP, "--facts", "f.toml", problems=4)
        for line, saying in zip(message.splitlines(), ("f.toml:6:11: 'measure'", "f.toml:8:9: 'range'", "f.toml:10:1: fact 'b': ",
                                                       "f.toml:10:1: fact 'b': 'from' is 1950-01, outside 1953-01 to 1964-12")):
            self.assertIn(saying, line)
        self.assertIn("'crises_with'", message)


if __name__ == "__main__":
    unittest.main()
