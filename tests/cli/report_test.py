# SPDX-License-Identifier: Apache-2.0
# ask --report: one file with the numbers of the terminal and of --json, whole or not at all, and nothing in it that leaves the machine.

import json
import os
import pathlib
import re
import signal
import subprocess
import time
import unittest

from command import COEXIST, FLAGSHIP, Case

ROOT = pathlib.Path(os.environ["COEXIST_ROOT"])
LARGEST = 600 * 1024
SHORT = (FLAGSHIP, "--worlds", 64, "--until", "1957-06")
WITH_PRIORS = (FLAGSHIP, "--worlds", 2000, "--until", "1956-09", "--set", "eta=0.2", "--without", "example", "--seed", 7)
DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
# What a browser would fetch by itself.
FETCHES = re.compile(r"""<(?:link|script|img|iframe|source|object|embed)\b[^>]*?\s(?:src|href|data)\s*=|@import|url\(\s*['"]?https?:""")

# The contract: the keys of every object of web/src/data.ts, by interface.
INTERFACE = re.compile(r"export interface (\w+) \{([^\n]*)\}$|export interface (\w+) \{$(.*?)^\}", re.DOTALL | re.MULTILINE)


def interfaces():
    """{name: {keys that must be there}} of the contract's top-level interfaces; nested objects by their path, 'Outcome.prior'."""
    text = re.sub(r"//[^\n]*", "", (ROOT / "web/src/data.ts").read_text(encoding="utf-8"))
    found = {}
    for name, body, long_name, long_body in INTERFACE.findall(re.sub(r" +$", "", text, flags=re.MULTILINE)):
        keys_of(name or long_name, body or long_body, found)
    return found


def keys_of(path, body, found):
    keys = set()
    at = 0
    while match := re.compile(r"\s*(\w+)(\??):\s*").match(body, at):
        key, optional = match.groups()
        keys |= set() if optional else {key}
        depth, end, nested = 0, match.end(), ""
        while end < len(body) and not (depth == 0 and body[end] == ";"):
            depth += (body[end] in "{[(") - (body[end] in "}])")
            end += 1
        kind = body[match.end():end]
        if "{" in kind:
            nested = kind[kind.index("{") + 1:kind.rindex("}")]
            keys_of(f"{path}.{key}", nested, found)
        at = end + 1
    found[path] = keys


def interruptible(folder, *words):
    return subprocess.Popen([COEXIST, *map(str, words)], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


class Report(Case):
    def setUp(self):
        super().setUp()
        done = self.run_command("ask", FLAGSHIP, "--worlds", 0, "--report", "p.html")
        if "built without the page" in done.stderr:
            self.skipTest("this program was built without the page")

    def page(self, *words):
        screen = self.output("ask", *words, "--report", "p.html")
        text = (self.folder / "p.html").read_text(encoding="utf-8")
        found = DATA.findall(text)
        self.assertEqual(1, len(found))
        return screen, text, json.loads(found[0])

    def assert_keys(self, contract, path, value):
        for each in value if isinstance(value, list) else [value]:
            if each is not None:
                self.assertLessEqual(contract[path], set(each), path)

    def test_every_key_of_the_contract_is_there(self):
        contract = interfaces()
        self.assertEqual({"text", "outcome", "direction", "basis"}, contract["Sentence"])
        self.assertIn("shown", contract["Outcome"])
        _, _, page = self.page(*WITH_PRIORS)
        for path, value in (
            ("PageData", page), ("PageData.scenario", page["scenario"]), ("PageData.question", page["question"]),
            ("Sentence", page["answer"]), ("Outcome", page["outcomes"]),
            ("Outcome.prior", [outcome["prior"] for outcome in page["outcomes"]]),
            ("Outcome.shown", [outcome["shown"] for outcome in page["outcomes"]]),
            ("Lean", [lean for outcome in page["outcomes"] for lean in outcome["prior"]["leans_on"]]), ("Leaned", page["leaned_on"]),
            ("Attribution", page["attribution"]), ("Attribution.outcomes", page["attribution"]["outcomes"]),
            ("Courses", page["courses"]), ("Courses.charts", page["courses"]["charts"]),
            ("Courses.charts.lines", [line for chart in page["courses"]["charts"] for line in chart["lines"]]),
            ("Courses.dated", page["courses"]["dated"]), ("SystemsMap", page["map"]),
            ("SystemsMap.polities", page["map"]["polities"]), ("Story", page["story"]),
            ("Story.entries", page["story"]["entries"]), ("ParameterRow", page["parameters"]),
        ):
            self.assertTrue(value, path)
            self.assert_keys(contract, path, value)
        self.assertEqual(["--set eta=0.2", "--without example"], page["changed"])
        self.assertEqual("coexist ask cold-war-1953 --report p.html --seed 7 --set eta=0.2 --until 1956-09 --without example --worlds 2000",
                         page["command"])
        command = "coexist ask cold-war-1953 --seed 7 --set eta=0.2 --until 1956-09 --without example --worlds 2000 --set "
        names = {lean["name"] for outcome in page["outcomes"] for lean in outcome["prior"]["leans_on"]}
        self.assertEqual(sorted(names), sorted(lean["name"] for lean in page["leaned_on"]))
        for lean in page["leaned_on"]:
            self.assertTrue(lean["meaning"], lean["name"])
            if not lean["name"].startswith("warheads."):
                self.assertTrue(lean["command"].startswith(command), lean["command"])
                self.assertIn(lean["name"] + "=", lean["command"])

    def test_terminal_json_and_page_have_the_same_numbers(self):
        screen, _, page = self.page(*WITH_PRIORS)
        answer = self.json("ask", *WITH_PRIORS)
        self.assertEqual(answer["digest"], page["digest"])
        self.assertEqual(answer["worlds"], page["worlds"])
        self.assertEqual(20, page["draws"])
        self.assertEqual([sentence["text"] for sentence in answer["answer"]], [sentence["text"] for sentence in page["answer"]])
        self.assertEqual([outcome["name"] for outcome in answer["outcomes"]], [outcome["name"] for outcome in page["outcomes"]])
        for ours, theirs in zip(answer["outcomes"], page["outcomes"], strict=True):
            for key in ("with", "without", "difference", "ci95", "meaning", "kind"):
                self.assertEqual(ours[key], theirs[key], ours["name"])
            for key in ("draws", "q05", "q95", "negative", "positive", "verdict", "chance_correlation"):
                self.assertEqual(ours["prior"][key], theirs["prior"][key], ours["name"])
            self.assertEqual([name for name, _ in ours["prior"]["leans_on"]], [lean["name"] for lean in theirs["prior"]["leans_on"]])
        rows = [outcome for outcome in page["outcomes"] if outcome["headline"]]
        self.assertEqual(6, len(rows))
        places = {outcome["headline"]: screen.index("\n" + outcome["label"]) for outcome in rows}
        self.assertEqual([*range(1, 7)], sorted(places, key=places.get))
        for outcome in rows:
            shown = outcome["shown"]
            numbers = [shown["with"], shown["without"], shown["difference"], *shown["range"].split()]
            line = next(line for line in screen.splitlines() if line.startswith(outcome["label"]) and shown["range"] in line)
            self.assertIn(" ".join(numbers), " ".join(line.split()))
            self.assertEqual(float(shown["with"]), round(outcome["with"] * outcome["scale"], len(shown["with"].partition(".")[2])))
        everything = self.output("ask", *WITH_PRIORS, "--all")
        for outcome in (outcome for outcome in page["outcomes"] if not outcome["headline"]):
            self.assertRegex(everything, rf"(?m)^{re.escape(outcome['name'])}(?: |\n ).* {re.escape(outcome['shown']['with'])} ")

    def test_parts_rest_on_the_first_histories_or_on_all(self):
        _, _, page = self.page(*SHORT)
        self.assertEqual([64] * 3, [page[part]["worlds"] for part in ("attribution", "courses", "map")])
        for outcome in page["attribution"]["outcomes"]:
            whole = next(row for row in page["outcomes"] if row["name"] == outcome["outcome"])
            self.assertAlmostEqual(whole["difference"], outcome["difference"])
            self.assertAlmostEqual(outcome["difference"], sum(part["value"] for part in outcome["parts"]), delta=1e-5)
        attributed = self.json("ask", *SHORT, "--attribute")["attribution"]
        self.assertEqual([[part["value"] for part in row["parts"]] for row in attributed],
                         [[part["value"] for part in row["parts"]] for row in page["attribution"]["outcomes"]])

    def test_it_is_small_and_fetches_nothing(self):
        _, text, page = self.page(FLAGSHIP, "--worlds", 400, "--prior", 4)
        self.assertLess(len(text.encode()), LARGEST)
        self.assertIsNone(FETCHES.search(DATA.sub("", text)))
        self.assertNotIn(str(self.folder), text)
        self.assertEqual(1, page["page"])

    def test_a_page_is_not_overwritten_unasked(self):
        (self.folder / "p.html").write_text("mine")
        self.assert_refused("ask", *SHORT, "--report", "p.html", saying=("'p.html' exists", "--force"))
        self.assertEqual("mine", (self.folder / "p.html").read_text())
        self.output("ask", *SHORT, "--report", "p.html", "--force")
        self.assertEqual(["p.html"], os.listdir(self.folder))
        self.assertIn('id="data">{"page":1,"coexist":', (self.folder / "p.html").read_text())

    def test_only_a_regular_file_in_a_folder_that_is_there(self):
        (self.folder / "folder").mkdir()
        (self.folder / "link").symlink_to("elsewhere")
        for path, why in (("folder", "directory"), ("none/p.html", "No such file"), ("link", "regular"), ("/dev/null", "regular")):
            self.assert_refused("ask", *SHORT, "--report", path, "--force", saying=("--report", why))

    def test_a_page_is_about_one_question(self):
        for several in (("--against", "two_camps,example_only"), ("--adopt", "1953-03,1956-02")):
            self.assert_refused("ask", *SHORT, *several, "--report", "p.html", saying=("--report", several[0]))

    def test_the_first_screen_says_where_it_is_and_stays_one(self):
        screen, _, _ = self.page(FLAGSHIP, "--worlds", 64)
        self.assertIn("\nPage: p.html", screen)
        self.assertLessEqual(len(screen.splitlines()), 24)
        self.assertLessEqual(max(map(len, screen.splitlines())), 80)
        self.assertNotIn("Page:", self.output("ask", FLAGSHIP, "--worlds", 64))

    def test_a_scenario_that_looks_like_html_stays_data(self):
        text = self.output("show", FLAGSHIP).replace("[scenario]", "# </script><script>alert(1)</script> <!-- \u2028\n[scenario]", 1)
        (self.folder / "a.toml").write_text(text, encoding="utf-8")
        _, page, data = self.page("a.toml", "--worlds", 16, "--until", "1956-06")
        self.assertNotIn("alert(1)</script>", page)
        self.assertEqual(text, data["scenario"]["text"])

    def test_an_end_leaves_no_page(self):
        process = interruptible(self.folder, "ask", FLAGSHIP, "--worlds", 10_000_000, "--prior", 0, "--report", "p.html")
        while not any(self.folder.iterdir()):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=300)
        # A page is begun before anything is played: no signal may find it unguarded.
        self.assertEqual((130, []), (process.returncode, os.listdir(self.folder)))


if __name__ == "__main__":
    unittest.main()
