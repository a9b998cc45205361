# SPDX-License-Identifier: Apache-2.0
# --attribute and --events: which part did it, and what happened.

import csv
import json

from command import FLAGSHIP, Case

PARTS = ["intent", "promises", "demonstrations", "movement", "means"]


class Attribution(Case):
    def test_the_parts_of_every_outcome_add_up_to_its_difference(self):
        answer = self.json("ask", FLAGSHIP, "--worlds", 32, "--prior", 0, "--attribute")
        self.assertEqual([row["name"] for row in answer["outcomes"]], [row["outcome"] for row in answer["attribution"]])
        for row, shares in zip(answer["outcomes"], answer["attribution"]):
            self.assertEqual(PARTS, [part["part"] for part in shares["parts"]])
            total = sum(part["value"] for part in shares["parts"])
            # Sums of some dozens of doubles of the size of the arms' means.
            self.assertAlmostEqual(row["difference"], total, delta=1e-12 * (1 + abs(row["with"]) + abs(row["without"])))
            for part in shares["parts"]:
                self.assertTrue(part["ci95"][0] <= part["value"] <= part["ci95"][1])

    def test_it_is_there_only_where_asked_for(self):
        self.assertNotIn("attribution", self.json("ask", FLAGSHIP, "--worlds", 16, "--prior", 0))

    def test_principles_are_asked_for_by_one_word(self):
        answer = self.json("ask", FLAGSHIP, "--worlds", 16, "--prior", 0, "--attribute", "principles")
        for shares in answer["attribution"]:
            promises, = (part for part in shares["parts"] if part["part"] == "promises")
            self.assertAlmostEqual(promises["value"], sum(one["value"] for one in promises["principles"]), 9)
        # Any other word is an operand.
        plain = self.json("ask", "--attribute", FLAGSHIP, "--worlds", 16, "--prior", 0)
        self.assertTrue(all("principles" not in part for shares in plain["attribution"] for part in shares["parts"]))
        self.assert_refused("ask", FLAGSHIP, "--attribute=doctrines", saying=("principles",))

    def test_the_table_is_eighty_columns_wide(self):
        text = self.output("ask", FLAGSHIP, "--worlds", 32, "--prior", 0, "--attribute")
        self.assertIn("Which part of the doctrine did it?", text)
        self.assertLessEqual(max(map(len, text.splitlines())), 80)


class Events(Case):
    def events(self, *words):
        self.output(*words, "--events", "events.csv")
        with open(self.folder / "events.csv", newline="") as file:
            return list(csv.DictReader(file))

    def test_the_golden_history_is_told(self):
        events = self.events("ask", "fixtures/cold-war-v2", "--worlds", 1, "--prior", 0, "--engine", "reference")
        told = [tuple(event[key] for key in ("arm", "date", "kind", "actor", "target", "result")) for event in events]
        # The question's own adoption, and the visit of September 1959, which the world without the doctrine has not.
        self.assertIn(("with", "1956-02", "adoption", "RUS", "", "peaceful_coexistence"), told)
        self.assertIn(("with", "1959-09", "demonstration", "RUS", "USA", ""), told)
        self.assertNotIn(("without", "1959-09", "demonstration", "RUS", "USA", ""), told)
        # tests/golden/worlds.csv: 2 interventions in its own bloc with the doctrine, 3 without; 2 threats in each.
        for arm, interventions, threats in (("with", 2, 2), ("without", 3, 2)):
            of_actor = [event for event in events if event["arm"] == arm and event["actor"] == "RUS"]
            self.assertEqual(interventions, sum(event["kind"] == "intervention" for event in of_actor))
            self.assertEqual(threats, sum(event["kind"] == "threat" for event in of_actor))

    def test_events_come_in_order_and_agree_with_outcomes(self):
        events = self.events("ask", FLAGSHIP, "--worlds", 20, "--prior", 0, "--outcomes", "outcomes.csv")
        order = [(int(event["history"]), event["arm"] == "without", event["date"]) for event in events]
        self.assertEqual(sorted(order), order)
        superpowers = {"USA", "RUS"}
        for row in self.rows("outcomes.csv"):
            mine = [event for event in events if event["history"] == row["history"] and event["arm"] == row["arm"]]
            subversions = sum(event["kind"] == "subversion" and event["actor"] == "RUS" for event in mine)
            self.assertEqual(float(row["subversions"]), subversions)
            crises = sum(event["kind"] == "crisis" and {event["actor"], event["target"]} == superpowers for event in mine)
            self.assertEqual(float(row["crises"]), crises)

    def test_an_attributed_answer_tells_of_its_two_arms_alone(self):
        events = self.events("ask", FLAGSHIP, "--worlds", 16, "--prior", 0, "--attribute")
        self.assertEqual({"with", "without"}, {event["arm"] for event in events})

    def test_an_existing_file_is_kept(self):
        (self.folder / "events.csv").write_text("mine")
        self.assert_refused("ask", FLAGSHIP, "--events", "events.csv", saying=["--events: 'events.csv' exists", "--force"])


class Channels(Case):
    def test_channels_and_the_remainder_add_up(self):
        answer = self.json("ask", FLAGSHIP, "--worlds", 32, "--prior", 0, "--channels")
        self.assertNotIn("attribution", answer)
        ways = ["belief", "fear", "arms", "publics", "example", "alliance", "remainder"]
        self.assertEqual(
            [(row["name"], way) for row in answer["outcomes"] for way in ways],
            [(row["outcome"], row["channel"]) for row in answer["channels"]])
        for row in answer["outcomes"]:
            total = sum(way["value"] for way in answer["channels"] if way["outcome"] == row["name"])
            self.assertAlmostEqual(row["difference"], total, delta=1e-12 * (1 + abs(row["with"]) + abs(row["without"])))

    def test_the_table_is_eighty_columns_wide(self):
        text = self.output("ask", FLAGSHIP, "--worlds", 32, "--prior", 0, "--channels", "--attribute", "principles")
        self.assertIn("Which way did it go?", text)
        self.assertLessEqual(max(map(len, text.splitlines())), 80)

    def test_they_are_kept(self):
        asked = ("ask", FLAGSHIP, "--worlds", 32, "--prior", 0, "--channels", "--store", "a.db", "--json")
        first = self.output(*asked)
        self.assertEqual(json.loads(first)["channels"], self.json("show", "a.db")["channels"])
        self.assert_refused("ask", FLAGSHIP, "--worlds", 32, "--prior", 0, "--store", "a.db", "--resume", saying=("channels",))
