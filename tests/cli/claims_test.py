# SPDX-License-Identifier: Apache-2.0
# `claims`: what is said of a doctrine, judged; as a table, at length, as JSON and as a page.

import os
import pathlib
import re
import signal
import subprocess
import unittest

from command import COEXIST, FLAGSHIP, Case, wait_until_it_heeds_signals

ROOT = pathlib.Path(os.environ["COEXIST_ROOT"])
SMALL = ("--worlds", 40, "--prior", 0)
OWN = """scenario = "mine"
title = "Mine"
[[claim]]
id = "A"
brief = "own"
text = "It mattered."
outcomes = ["fear_of_revolution"]
contrast = { without = ["belief"] }
"""


class Claims(Case):
    def test_json(self):
        result = self.json("claims", FLAGSHIP, "--worlds", 400, "--prior", 4)
        self.assertEqual([f"C{n}" for n in range(1, 16)], [claim["id"] for claim in result["claims"]])
        self.assertEqual((400, 4, 1), (result["worlds"], result["draws"], result["seed"]))
        for claim in result["claims"]:
            self.assertIn(claim["status"], ("input", "found", "undetermined", "contested"))
            self.assertTrue(claim["why"].endswith("."), claim["why"])
            for outcome in claim["outcomes"]:
                self.assertEqual(2, len(outcome["ci95"]))
                self.assertLessEqual(outcome["prior"]["q05"], outcome["prior"]["q95"])
        # Four draws are too few for a verdict; what was put in and what is contested do not depend on any.
        self.assertEqual({"input", "undetermined", "contested"}, {claim["status"] for claim in result["claims"]})

    def test_fewer_dated_acts_are_asked_too(self):
        (self.folder / "c.toml").write_text(OWN.replace('"mine"', f'"{FLAGSHIP}"').replace("contrast =", 'question = "congress-1956"\ncontrast ='))
        words = ("claims", FLAGSHIP, *SMALL, "--claims", "c.toml")
        outcome = self.json(*words)["claims"][0]["outcomes"][0]
        self.assertEqual(["pre-adoption", "none"], [fewer["dated"] for fewer in outcome["dated"]])
        for fewer in outcome["dated"]:
            asked = self.json("ask", FLAGSHIP, *SMALL, "--dated", fewer["dated"])["outcomes"]
            row = next(row for row in asked if row["name"] == outcome["name"])
            self.assertEqual((row["difference"], row["ci95"]), (fewer["difference"], fewer["ci95"]))
            self.assertNotEqual(outcome["difference"], fewer["difference"])
        # Asked so already: nothing further.
        fewer = self.json(*words, "--dated", "none")
        self.assertEqual(("none", []), (fewer["dated"], fewer["claims"][0]["outcomes"][0]["dated"]))
        shown = self.output("claims", FLAGSHIP, *SMALL, "--claims", "c.toml", "--all")
        self.assertRegex(shown, r"dated demonstrations, incidents +all +pre-adoption +none\nA ")
        page = self.output("claims", FLAGSHIP, *SMALL, "--claims", "c.toml", "--markdown")
        self.assertRegex(page, r"## With fewer dated acts\n[^#]*\n\| A \| own \| ")

    def test_further_mechanisms_are_switched_off_beside_the_contrast(self):
        claim = ('[[claim]]\nid = "B"\nbrief = "b"\ntext = "t"\noutcomes = ["fear_of_revolution.1959-12"]\neffect_of = "contrast"\n'
                 'contrast = { drop = ["demonstration:1959-09"] }\nablations = ["audience"]\n')
        own = OWN.replace('"mine"', f'"{FLAGSHIP}"') + 'ablations = ["canon"]\n' + claim
        (self.folder / "c.toml").write_text(own)
        doctrine, event = (claim["outcomes"][0] for claim in self.json("claims", FLAGSHIP, *SMALL, "--claims", "c.toml")["claims"])

        def asked(*words):
            return {row["name"]: row for row in self.json("ask", FLAGSHIP, *SMALL, *words)["outcomes"]}
        row = asked("--without", "canon")[doctrine["name"]]
        self.assertEqual([{"without": "canon", "difference": row["difference"], "ci95": row["ci95"]}], doctrine["ablations"])
        self.assertNotEqual(doctrine["difference"], row["difference"])
        # What the visit did where no public sees it: the world with the doctrine, with it and without it.
        seen = asked("--without", "audience")[event["name"]]["with"] - asked("--without", "audience", "--drop", "demonstration:1959-09")[event["name"]]["with"]
        self.assertAlmostEqual(seen, event["ablations"][0]["difference"], places=12)
        self.assertNotEqual(event["difference"], event["ablations"][0]["difference"])
        shown = self.output("claims", FLAGSHIP, *SMALL, "--claims", "c.toml", "--all")
        self.assertIn("With canon off: fear of revolution, % -", shown)

    def test_the_same_again_and_on_one_thread(self):
        def less_time(result):
            return {key: value for key, value in result.items() if key != "seconds"}
        self.assertEqual(less_time(self.json("claims", FLAGSHIP, *SMALL)), less_time(self.json("claims", FLAGSHIP, *SMALL, "--threads", 1)))

    def test_a_screen(self):
        text = self.output("claims", *SMALL)
        self.assertEqual(text, self.output("claims", FLAGSHIP, *SMALL))
        long = self.output("claims", *SMALL, "--all")
        for shown in (text, long):
            self.assertLessEqual(max(map(len, shown.splitlines())), 80, shown)
        for number in range(1, 16):
            self.assertIn(f"\nC{number} ", text)
            self.assertIn(f"\nC{number}. ", long)
        self.assertIn("Record: ", long)
        self.assertIn("Next: coexist claims cold-war-1953 --all\n", text)

    def test_a_page(self):
        page = self.output("claims", FLAGSHIP, *SMALL, "--markdown")
        self.assertTrue(page.startswith("# "))
        self.assertIn("`coexist claims cold-war-1953 --markdown --prior 0 --worlds 40`", " ".join(page.split()))
        self.assertIn("### C15. ", page)

    def test_the_committed_page_is_about_these_claims(self):
        page = " ".join((ROOT / "docs" / "importance.md").read_text(encoding="utf-8").replace("\n>", "\n").replace("\\", "").split())
        maker = (ROOT / "tools" / "make_importance").read_text(encoding="utf-8")
        command = re.search(r"Made by `coexist ([^`]+)`", page)[1]
        self.assertEqual(set(command.split()), set(re.search(r'"\$coexist" (claims .*) >', maker)[1].split()))
        for claim in self.json("claims", FLAGSHIP, *SMALL)["claims"]:
            self.assertRegex(page, rf"### {claim['id']}\. [^#]*: (found|input|undetermined|contested)")
            self.assertIn(claim["text"], page)
            self.assertTrue(all(fact["source"] in page for fact in claim["record"]))

    def test_claims_of_ones_own(self):
        (self.folder / "mine.toml").write_text(self.output("show", FLAGSHIP).replace('name = "cold-war-1953"', 'name = "mine"'))
        (self.folder / "claims.toml").write_text(OWN)
        self.assert_refused("claims", "mine.toml", saying=("no claims", FLAGSHIP, "--claims"))
        result = self.json("claims", "mine.toml", "--claims", "claims.toml", *SMALL)
        self.assertEqual(["A"], [claim["id"] for claim in result["claims"]])
        self.assertEqual("undetermined", result["claims"][0]["status"])

    def test_what_is_wrong_is_refused(self):
        self.assert_refused("claims", "decolonisation-1955", saying=("no claims", FLAGSHIP))
        self.assert_refused("claims", FLAGSHIP, FLAGSHIP, saying=("one SCENARIO",))
        self.assert_refused("claims", FLAGSHIP, "--json", "--markdown", saying=("exclude",))
        self.assert_refused("claims", FLAGSHIP, "--worlds", 1, saying=("--worlds",))
        self.assert_refused("claims", FLAGSHIP, "--store", "s.db", saying=("--store",))
        (self.folder / "claims.toml").write_text(OWN.replace("fear_of_revolution", "fear").replace('"belief"', '"believe"'))
        self.assert_refused("claims", FLAGSHIP, "--claims", "claims.toml", saying=("claims.toml:8", "'believe'"))
        (self.folder / "claims.toml").write_text(OWN.replace("fear_of_revolution", "fear").replace('"mine"', f'"{FLAGSHIP}"'))
        self.assert_refused("claims", FLAGSHIP, "--claims", "claims.toml", saying=("claims.toml:3", "'A'", "'fear'"))

    def test_every_mistake_at_once(self):
        claim = '[[claim]]\nid = "{}"\nbrief = "b"\ntext = "t"\noutcomes = ["{}"]\nexpected = "{}"\n'
        (self.folder / "c.toml").write_text('scenario = "cold-war-1953"\ntitle = "t"\n' + claim.format("A", "crises", "dwn") +
                                            claim.format("B", "cries", "down"))
        message = self.assert_refused("claims", FLAGSHIP, "--worlds", 2, "--prior", 0, "--claims", "c.toml", problems=2)
        first, second = message.splitlines()
        self.assertIn("c.toml:8:12: 'expected' in [[claim]] 'A': unknown direction 'dwn'", first)
        self.assertIn("c.toml:9:1: claim 'B': the question has no outcome 'cries'. Did you mean 'crises'?", second)

    def test_claims_about_another_scenario_say_so_where_they_cannot_be_asked(self):
        text = 'scenario = "cold-war-1953"\ntitle = "t"\n[[claim]]\nid = "A"\nbrief = "b"\ntext = "t"\noutcomes = ["split_of.CHN"]\n'
        (self.folder / "c.toml").write_text(text)
        message = self.assert_refused("claims", "two-rivals", "--worlds", 2, "--prior", 0, "--claims", "c.toml", problems=2)
        self.assertTrue(message.startswith("coexist: c.toml: is about the scenario 'cold-war-1953', and asked of 'two-rivals'"), message)

    def test_an_interruption(self):
        process = subprocess.Popen([COEXIST, "claims", "--worlds", "100000"], cwd=self.folder, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.kill)
        wait_until_it_heeds_signals(process.pid)
        process.send_signal(signal.SIGINT)
        output, message = process.communicate(timeout=300)
        self.assertEqual((130, ""), (process.returncode, output))
        self.assertRegex(message, r"^coexist: interrupted after \d+ of \d+ twin histories\n$")


if __name__ == "__main__":
    unittest.main()
