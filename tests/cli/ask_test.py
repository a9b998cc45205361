# SPDX-License-Identifier: Apache-2.0
# `ask`: the contract's JSON, the first screen, and what may not change a result.

import json
import math
import os
import pathlib
import re
import unittest

from command import FLAGSHIP, Case

SMALL = ("--worlds", 64, "--prior", 0)


class Json(Case):
    def test_keys_and_types(self):
        answer = self.json("ask", FLAGSHIP, *SMALL, "--seed", 7)
        self.assertEqual(
            ["coexist", "model", "scenario", "worlds", "seed", "question", "source", "set", "dropped", "dated", "without", "outcomes", "answer", "record",
             "digest", "marked", "seconds", "twin_worlds_per_second"], list(answer))
        self.assertEqual(("0.1.0", 3, FLAGSHIP, 64, 7, 0),
                         tuple(answer[key] for key in ("coexist", "model", "scenario", "worlds", "seed", "marked")))
        self.assertEqual(
            {"id": "congress-1956", "actor": "RUS", "doctrine": "peaceful_coexistence", "instead": "two_camps",
             "adopt": "1956-02", "start": "1953-01", "until": "1964-12"}, answer["question"])
        self.assertRegex(answer["digest"], r"^[0-9a-f]{16,}$")
        self.assertGreater(answer["seconds"], 0)
        record = self.json("validate", FLAGSHIP, "--worlds", 64, "--seed", 7)
        self.assertEqual({"met": record["met"], "held": record["held"], "worlds": 64}, answer["record"])
        self.assertNotIn("record", self.json("ask", FLAGSHIP, *SMALL, "--question", "after-stalin-1953"))
        self.assertGreater(answer["twin_worlds_per_second"], 0)

    def test_outcomes_in_the_contract_s_order(self):
        of_version_2 = [row["name"] for row in self.json("ask", "fixtures/cold-war-v2", *SMALL)["outcomes"]]
        self.assertEqual(
            ["superpower_war", "nuclear_use", "crises", "crises_superpower", "highest_rung", "limited_wars", "threats", "subversions",
             "threats_by_rivals", "hostility_toward_actor", "hostility_of_actor", "fear_of_revolution", "fear_of_revolution.1959-12",
             "fear_of_revolution.1964-12", "arms", "arms_burden", "peace_mobilisation", "systems.market", "systems.soviet",
             "systems.national", "revolutions_to.market", "revolutions_to.soviet", "revolutions_to.national", "reforms_to.market",
             "reforms_to.soviet", "reforms_to.national", "interventions_own_bloc", "interventions_elsewhere", "promises_broken",
             "bloc_split", "split_of.CHN", "split_month.CHN"], of_version_2)
        principles = ["sovereignty", "territorial-integrity", "non-aggression", "non-interference", "equality"]
        names = [row["name"] for row in self.json("ask", FLAGSHIP, *SMALL)["outcomes"]]
        self.assertEqual(
            of_version_2 + ["departures_from_rival", "fear_of_allies", "thought_irresolute"] + [f"breaches.{p}" for p in principles] +
            [f"breaches_by_rivals.{p}" for p in principles] +
            ["agreements", "aid", "relative_output", "output_under.market", "output_under.soviet", "output_under.national", "prestige"], names)

    def test_rows_add_up(self):
        for row in self.json("ask", FLAGSHIP, *SMALL)["outcomes"]:
            with self.subTest(row["name"]):
                self.assertTrue(row["meaning"] and row["unit"])
                self.assertIn(row["kind"], ("conduct", "response", "joint"))
                self.assertIn(row["estimator"], ("exact chance", "count", "mean"))
                # Sums of 64 doubles, taken in another order.
                self.assertTrue(math.isclose(row["difference"], row["with"] - row["without"], rel_tol=1e-9, abs_tol=1e-9))
                low, high = row["ci95"]
                self.assertTrue(low <= row["difference"] <= high)
                self.assertTrue(0 <= row["turned_up"] + row["turned_down"] <= 1)
                self.assertEqual(row["estimator"] == "exact chance", "counted" in row)

    def test_ranges_under_the_priors(self):
        for row in self.json("ask", FLAGSHIP, "--worlds", 200, "--prior", 2)["outcomes"]:
            prior = row["prior"]
            self.assertEqual(("independent", 2), (prior["scheme"], prior["draws"]))
            self.assertLessEqual(prior["q05"], prior["q95"])
            self.assertIn(prior["verdict"], ("holds", "likely", "undetermined"))
            self.assertTrue(all(isinstance(name, str) and -1 <= by <= 1 for name, by in prior["leans_on"]))

    def test_sentences_claim_no_more_than_their_row(self):
        answer = self.json("ask", FLAGSHIP, *SMALL)
        rows = {row["name"]: row for row in answer["outcomes"]}
        self.assertTrue(8 <= len(answer["answer"]) <= 12)
        for sentence in answer["answer"]:
            self.assertEqual({"text", "outcome", "direction", "basis"}, set(sentence))
            if sentence["direction"] != "undetermined":
                low, high = rows[sentence["outcome"]]["ci95"]
                self.assertGreater(low if sentence["direction"] == "up" else -high, 0)

    def test_one_pair_has_no_interval(self):
        answer = self.json("ask", FLAGSHIP, "--worlds", 1, "--prior", 0)
        self.assertTrue(all(row["ci95"] is None for row in answer["outcomes"]))
        self.assertTrue(all(sentence["direction"] == "undetermined" for sentence in answer["answer"]))


class SameResult(Case):
    def digest(self, *options):
        return self.json("ask", FLAGSHIP, "--worlds", 128, "--prior", 0, *options)["digest"]

    def test_threads_and_batches_do_not_matter(self):
        first = self.digest()
        for options in (("--threads", 1), ("--threads", 2), ("--batch", 16), ("--batch", 48), ("--batch", 1000)):
            self.assertEqual(first, self.digest(*options), options)

    def test_the_seed_does(self):
        self.assertNotEqual(self.digest(), self.digest("--seed", 2))

    def test_options_come_in_any_order(self):
        self.assertEqual(self.digest("--seed=3"), json.loads(self.output(
            "ask", "--seed", 3, "--json", "--worlds=128", "--prior", 0, "--", FLAGSHIP))["digest"])

    def test_an_empty_intervention_changes_nothing(self):
        self.output("ask", FLAGSHIP, *SMALL, "--about", "peaceful_coexistence", "--instead", "peaceful_coexistence",
                    "--outcomes", "o.csv")
        rows = self.rows("o.csv")
        self.assertEqual(128, len(rows))
        for with_it, without in zip(rows[::2], rows[1::2], strict=True):
            self.assertEqual(("with", "without"), (with_it.pop("arm"), without.pop("arm")))
            self.assertEqual(with_it, without)

    def test_a_long_run_begins_as_a_short_one(self):
        self.output("ask", FLAGSHIP, *SMALL, "--outcomes", "long.csv")
        self.output("ask", FLAGSHIP, "--worlds", 20, "--prior", 0, "--outcomes", "short.csv")
        self.assertEqual(self.rows("short.csv"), self.rows("long.csv")[:40])

    def test_the_reference_engine_lives_the_golden_history(self):
        # History 0 of seed 1: the golden history of model version 2.
        golden = {"with": (5, 10, 2, 45, 0.5307425104), "without": (6, 11, 2, 102, 0.5852480346)}
        self.output("ask", "fixtures/cold-war-v2", "--engine", "reference", "--worlds", 1, "--prior", 0, "--outcomes", "o.csv")
        for row in self.rows("o.csv"):
            crises, superpower, threats, subversions, hostility = golden[row["arm"]]
            self.assertEqual([crises, superpower, threats, subversions],
                             [float(row[name]) for name in ("crises", "crises_superpower", "threats", "subversions")])
            self.assertAlmostEqual(hostility, float(row["hostility_toward_actor"]), places=10)


class FirstScreen(Case):
    def test_it_fits_a_screen(self):
        for options in (SMALL, ("--worlds", 1, "--prior", 0), ("--worlds", 200, "--prior", 2), ("--question", "after-stalin-1953", *SMALL)):
            lines = self.output("ask", FLAGSHIP, *options).splitlines()
            self.assertLessEqual(len(lines), 24)
            self.assertLessEqual(max(map(len, lines)), 80)
            self.assertEqual("What difference did peaceful coexistence make?", lines[0])
            # Four to six of the sentences, whole.
            words = " ".join(" ".join(lines).split())
            told = [sentence["text"] in words for sentence in self.json("ask", FLAGSHIP, *options)["answer"]]
            self.assertTrue(4 <= sum(told) <= 6 and all(told[:4]), words)

    def test_the_sample_in_the_readme_is_one(self):
        readme = (pathlib.Path(os.environ["COEXIST_ROOT"]) / "README.md").read_text()
        sample = readme.split("```text\n")[1].split("```")[0].splitlines()
        self.assertLessEqual(len(sample), 24)
        screen = self.output("ask", FLAGSHIP, "--worlds", 2000).splitlines()
        # The question, the head of the table and what follows it are the same words; numbers rest on more histories there.
        self.assertEqual(screen[0], sample[0])
        head = [line for line in screen if line.startswith("outcome ")]
        self.assertEqual([line.split() for line in head], [line.split() for line in sample if line.startswith("outcome ")])
        self.assertEqual(screen[-3:], sample[-3:])

    def test_an_incident_left_out_is_called_by_its_name(self):
        incident = self.output("ask", FLAGSHIP, *SMALL, "--drop", "incident:1960-05")
        named = "the U-2 over Sverdlovsk and the summit of Paris broken off"
        for words in (f"Left out: incident:1960-05 ({named}).", f"incident:1960-05: {named}."):
            self.assertIn(words, " ".join(incident.split()))
        self.assertLessEqual(max(len(line) for line in incident.splitlines() if "coexist" not in line), 80)

    def test_it_says_what_was_changed(self):
        changed = ("--set", "eta=0.2", "--without", "example", "--drop", "demonstration:1959-09")
        text = " ".join(self.output("ask", FLAGSHIP, *SMALL, *changed).split())
        for words in ("Set: eta=0.2.", "Switched off: example.", "Left out: demonstration:1959-09 (the visit of 15 to 27 September 1959)."):
            self.assertIn(words, text)
        self.assertEqual(["eta=0.2"], self.json("ask", FLAGSHIP, *SMALL, *changed)["set"])
        # What the version lacks was off already.
        older = " ".join(self.output("ask", "two-rivals", *SMALL, "--without", "exploitation").split())
        self.assertIn("Switched off: exploitation (not in model version 2).", older)

    def test_every_outcome_with_all(self):
        text = self.output("ask", FLAGSHIP, *SMALL, "--all")
        names = [row["name"] for row in self.json("ask", FLAGSHIP, *SMALL)["outcomes"]]
        self.assertEqual([], [name for name in names if not re.search(rf"^{re.escape(name)}[ \n]", text, re.MULTILINE)])
        self.assertLessEqual(max(map(len, text.splitlines())), 80)

    def test_the_commands_it_suggests_work(self):
        text = self.output("ask", FLAGSHIP, *SMALL, "--set", "eta=0.2", "--question", "after-stalin-1953")
        commands = [line[6:].split("  ")[0].split() for line in text.splitlines() if line[6:].startswith("coexist ")]
        self.assertEqual(3, len(commands))
        for _, verb, *words in commands:
            self.assertIn("eta=0.2", words)
            self.output(verb, *words, "--worlds", 16, *(("--prior", 0) if verb == "ask" else ()))

    def test_a_history_with_itself_is_no_finding(self):
        text = self.output("ask", FLAGSHIP, *SMALL, "--instead", "peaceful_coexistence")
        self.assertEqual(6, text.count("none seen"))

    def test_no_colour_without_a_terminal(self):
        self.assertNotIn("\x1b", self.output("ask", FLAGSHIP, *SMALL))


if __name__ == "__main__":
    unittest.main()
