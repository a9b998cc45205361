# SPDX-License-Identifier: Apache-2.0
# The library: pieces listed, shown and used; scenarios whose principals are no superpowers and where nobody has warheads.

import re
import unittest

from command import FLAGSHIP, Case


class Library(Case):
    def test_pieces_are_listed_and_shown_as_they_are(self):
        pieces = self.json("list", "library")["library"]
        names = [piece["name"] for piece in pieces]
        for name in ("acts/standard", "doctrines/peaceful_coexistence", "stereotypes/standard", "principles/panchsheel"):
            self.assertIn(name, names)
        for piece in pieces:
            self.assertTrue(piece["about"], piece)
            text = self.output("show", piece["name"])
            self.assertTrue(text.startswith("# "), piece)
            self.assertEqual(text, self.json("show", piece["name"])["library"][0]["text"])

    def test_a_copy_of_the_flagship_works_when_it_is_edited(self):
        text = self.output("show", FLAGSHIP)
        words = ("--worlds", 64, "--prior", 0, "--quiet")
        before = self.json("ask", FLAGSHIP, *words)["digest"]
        (self.folder / "my.toml").write_text(text)
        self.assertEqual(before, self.json("ask", "my.toml", *words)["digest"])
        (self.folder / "my.toml").write_text(text + '\n[[doctrine]]\nid = "two_camps"\nweights = { gain = 3.0 }\n')
        edited = self.json("ask", "my.toml", *words)["digest"]
        self.assertNotEqual(before, edited)
        self.assertEqual(edited, self.json("ask", FLAGSHIP, "--set", "doctrine.two_camps.gain=3", *words)["digest"])

    def test_what_is_used_is_found_from_the_scenarios_folder(self):
        (self.folder / "cases").mkdir()
        (self.folder / "cases" / "calm.toml").write_text("[hostility]\nrival = 0.2\n")
        (self.folder / "cases" / "my.toml").write_text(f'use = ["{FLAGSHIP}", "calm.toml"]\n')
        self.assertIn("ok, 24 polities", self.output("check", "cases/my.toml"))
        (self.folder / "cases" / "calm.toml").write_text("[hostility]\nrival = 2\n")
        self.assert_refused("check", "cases/my.toml", saying=("cases/calm.toml:2:9: 'rival' in [hostility] is 2",))


FORBIDDEN = re.compile("superpower|soviet|nuclear|warhead", re.IGNORECASE)
SCENARIOS = {"sparta-athens": ("hegemon_war", "crises_hegemon"), "two-rivals": ("rival_war", "crises_rival")}


class OtherPowers(Case):
    """Nothing that comes out of these scenarios says superpower, soviet or nuclear, or speaks of warheads."""

    def outputs(self, scenario):
        words = (scenario, "--worlds", 200, "--quiet")
        yield self.output("ask", *words, "--prior", 0, "--all", "--attribute", "--channels", "--outcomes", "o.csv", "--events", "e.csv")
        yield self.output("ask", *words, "--prior", 2, "--all")
        yield self.output("ask", *words, "--prior", 2, "--json")
        yield self.output("run", *words)
        yield self.output("run", *words, "--arm", "without", "--json")
        yield self.output("show", scenario)
        yield self.output("story", scenario, "--twin")
        yield self.output("story", scenario, "--twin", "--json")
        self.output("ask", *words, "--prior", 0, "--store", "s.db", "--trace", 2)
        yield self.output("show", "s.db", "--all")
        self.output("export", "s.db", "--format", "csv", "--output", "tables", "--columns", "all")
        paged = self.run_command("ask", *words, "--prior", 0, "--report", "page.html")
        self.assertIn(paged.returncode, (0, 2), paged.stderr)
        if paged.returncode == 2:
            self.assertIn("built without the page", paged.stderr)
        for file in (*self.folder.glob("*.csv"), *self.folder.glob("tables/*"), *self.folder.glob("*.html")):
            yield file.read_text()

    def test_no_output_says_what_they_are_not(self):
        for scenario, outcomes in SCENARIOS.items():
            with self.subTest(scenario):
                for text in self.outputs(scenario):
                    found = FORBIDDEN.search(text)
                    self.assertIsNone(found, found and text[max(0, found.start() - 80):found.end() + 80])
                names = [row["name"] for row in self.json("ask", scenario, "--worlds", 100, "--prior", 0, "--quiet")["outcomes"]]
                for name in outcomes:
                    self.assertIn(name, names)
                header = (self.folder / "o.csv").read_text().splitlines()[0].split(",")
                self.assertIn(outcomes[0] + ".counted", header)
                for file in self.folder.glob("**/*.*"):
                    file.unlink()

    def test_no_story_is_found_of_what_cannot_happen(self):
        for scenario, (war, _) in SCENARIOS.items():
            for event in ("superpower war", "nuclear use", "false alarm", "crisis by accident"):
                message = self.assert_refused("story", scenario, "--find", event, saying=(f"'{event}'",))
                self.assertIsNone(FORBIDDEN.search(message.replace(f"'{event}'", "")), message)
            self.assertIn("find", self.json("story", scenario, "--find", war.replace("_", " "), "--worlds", 50))

    def test_the_war_of_two_hegemons_is_an_event_by_that_name(self):
        self.output("ask", "sparta-athens", "--worlds", 400, "--prior", 0, "--quiet", "--set", "v_c=0.1", "--events", "e.csv")
        kinds = {row["kind"] for row in self.rows("e.csv")}
        self.assertIn("hegemon_war", kinds)
        self.assertFalse({"superpower_war", "nuclear_use", "false_alarm"} & kinds)

    def test_fear_comes_with_crises_where_nobody_has_warheads(self):
        result = self.json("run", "sparta-athens", "--worlds", 200, "--quiet", "--series", "fear[ATH]", "alert[ATH,SPA]")
        fear, alert = (series["mean"] for series in result["series"])
        self.assertEqual(0, fear[0])
        self.assertGreater(max(fear), 0)
        self.assertGreater(max(alert), 0)

    def test_nothing_leans_on_nuclear_forces_where_nobody_has_warheads(self):
        nuclear = {one["name"] for one in self.json("list", "parameters")["parameters"] if re.search("nuclear|warhead", one["meaning"])}
        self.assertIn("W_nu", nuclear)
        asked = ("--worlds", 400, "--prior", 4, "--quiet")
        leans = {scenario: {name for outcome in self.json("ask", scenario, *asked)["outcomes"] for name, _ in outcome["prior"]["leans_on"]}
                 for scenario in ("sparta-athens", FLAGSHIP)}
        self.assertEqual(set(), leans["sparta-athens"] & nuclear)
        self.assertNotEqual(set(), leans[FLAGSHIP] & nuclear)

    def test_dates_before_our_era_are_said_so(self):
        self.assertIn("in July 432 BC", " ".join(self.output("ask", "sparta-athens", "--worlds", 20, "--prior", 0, "--quiet").split()))

    def test_the_defaults_of_the_smallest_scenario(self):
        whole = [line for line in self.output("show", "two-rivals").splitlines() if line and not line.startswith("#")]
        self.assertLessEqual(len(whole), 10)


if __name__ == "__main__":
    unittest.main()
