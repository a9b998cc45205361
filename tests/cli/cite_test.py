# SPDX-License-Identifier: Apache-2.0
# `cite`: BibTeX of whatever has a name; CITATION.cff says the same of the program.

import os
import pathlib
import re
import unittest

from command import FLAGSHIP, Case

ROOT = pathlib.Path(os.environ["COEXIST_ROOT"])
# "Kydd 2005", "Kydd (2005)", "Salmon et al. 2011": the last word before the year.
WORK = re.compile(r"([A-Z][A-Za-z-]+|al\.),? \(?((?:18|19|20)\d\d)\b\)?(?!-\d)")
MONTHS = set("January February March April May June July August September October November December".split())
EVENTS = {("Hungary", "1956"), ("Microsystems", "1993")}  # what happened, and a licence
ENTRY = re.compile(r"^@(\w+)\{(\w+),\n(.*?)^\}$", re.MULTILINE | re.DOTALL)


def entries(text):
    """{key: {field: value}}; what is left between entries is remarks alone."""
    rest = ENTRY.sub("", text)
    assert all(not line or line.startswith("% ") for line in rest.splitlines()), rest
    return {key: dict(re.findall(r"^  (\w+) = \{(.*?)\},?$", body, re.MULTILINE | re.DOTALL)) for _, key, body in ENTRY.findall(text)}


class Cite(Case):
    def test_the_program(self):
        entry = entries(self.output("cite"))["coexistence"]
        version = self.output("--version").split()[1].rstrip(",")
        self.assertEqual(version, entry["version"])
        cff = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
        self.assertIn(f"\nversion: {version}\n", cff)
        self.assertIn("\n  - name: " + entry["author"].strip("{}") + "\n", cff)

    def test_names(self):
        for name, keys in (("belief", {"kydd2005", "edwards1968"}), ("eta", {"edwards1968"}), ("trade", {"goldstein1992", "jervis1976"}),
                           ("act.trade", {"goldstein1992", "jervis1976"}), ("act.trade.e", {"goldstein1992", "jervis1976"}),
                           ("kydd2005", {"kydd2005"}),
                           ("copdab", {"azar1980"}), ("Kydd 2005", {"kydd2005"})):
            self.assertEqual(keys, set(entries(self.output("cite", name))), name)
        self.assertLessEqual({"kydd2005", "jervis1976", "bolt2020", "norris2010", "singer1972"}, set(entries(self.output("cite", FLAGSHIP))))
        # Jervis stands in acts/standard, which the flagship uses by way of acts/territory.
        self.assertNotIn("Jervis", self.output("show", FLAGSHIP))
        self.assertLessEqual({"kagan1969", "stecroix1972"}, set(entries(self.output("cite", "sparta-athens"))))
        # Both a mechanism and an act.
        self.assertLessEqual({"morgenthau1962", "goldstein1992"}, set(entries(self.output("cite", "aid"))))
        both = self.output("cite", "belief", "eta")
        self.assertEqual(1, both.count("@incollection{edwards1968,"))

    def test_every_mechanism(self):
        for mechanism in self.json("list", "mechanisms")["mechanisms"]:
            text = self.output("cite", mechanism["name"])
            self.assertTrue(entries(text) or "no literature named; " in text, text)
            self.assertLessEqual(text.count("judgement"), 1, text)

    def test_everything(self):
        found = entries(self.output("cite", "--all"))
        self.assertGreater(len(found), 25)
        for key, fields in found.items():
            self.assertLessEqual({"author", "title"}, set(fields), key)
            self.assertTrue({"year", "shorttitle"} & set(fields), key)
            for name, value in fields.items():
                self.assertEqual(value.count("{"), value.count("}"), (key, name))
                self.assertNotEqual("", value)

    def test_every_work_named_in_sources_and_in_the_model_s_pages(self):
        known = set()
        for fields in entries(self.output("cite", "--all")).values():
            authors = [author.split(",")[0] for author in re.split(r"\s+and\s+", fields["author"])]
            known |= {(author, fields.get("year")) for author in authors + ["al."] * (len(authors) > 2)}
        named = set()
        for folder, pattern in (("src", "*.h"), ("src", "*.cpp"), ("docs/model", "*.md"), ("docs/decisions", "*.md")):
            for path in sorted((ROOT / folder).rglob(pattern)):
                text = path.read_text(encoding="utf-8")
                if folder == "src":
                    text = " ".join(line.partition("//")[2] for line in text.splitlines())
                works = {work for work in WORK.findall(" ".join(text.split())) if work[0] not in MONTHS} - EVENTS
                self.assertLessEqual(works, known, path)
                named |= works
        self.assertGreater(len(named), 30)

    def test_an_unknown_name(self):
        self.assert_refused("cite", "beleif", saying=("'beleif'", "'belief'"))
        self.assert_refused("cite", "richardson1961", saying=("'richardson1960'",))
        self.assert_refused("cite", "zzzzzzzzzzzz", saying=("coexist cite --all",))


if __name__ == "__main__":
    unittest.main()
