# SPDX-License-Identifier: Apache-2.0
# Polities from tables: what comes of the example's, what stands in for what a table lacks, and every refusal with its place.

import os
import pathlib
import shutil
import unittest

from command import Case

EXAMPLE = pathlib.Path(os.environ["COEXIST_ROOT"]) / "examples" / "tables"
SMALL = ("--worlds", 40, "--prior", 0)


class Tables(Case):
    def setUp(self):
        super().setUp()
        for name in ("lake.toml", "nations.csv", "members.csv"):
            shutil.copy(EXAMPLE / name, self.folder / name)

    def change(self, name, before, after):
        path = self.folder / name
        text = path.read_text()
        self.assertIn(before, text)
        path.write_text(text.replace(before, after, 1))

    def first_month(self, *cells):
        course = self.json("run", "lake.toml", "--world", 0, "--series", *cells)["series"]
        return [series["values"] for series in course]

    def test_rows_are_polities(self):
        done = self.run_command("check", "lake.toml")
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertIn("lake.toml: ok, 4 polities, 2 principals", done.stdout)
        self.assertIn("nations.csv:9:1: FEN is no member", done.stderr)
        spending, islands, bay, year = self.first_month("M[NOR]", "M[ISL]", "present[BAY]", "Y[NOR]")
        self.assertAlmostEqual(6, spending[0], delta=0.2)
        self.assertAlmostEqual(0.3, islands[0], delta=0.05)
        self.assertAlmostEqual(120, year[0], delta=2)
        # From March 1955: months 0 to 61 without it.
        self.assertEqual([0] * 62 + [1] * 58, [int(value) for value in bay])

    def test_a_table_written_out_is_the_same_scenario(self):
        written = (self.folder / "lake.toml").read_text()
        start, end = written.index("[[polity]]"), written.index("[[adoption]]")
        rows = [("NOR", 901, "Northland", "first", 120, 6, 0.8, ""), ("SOU", 902, "Southland", "second", 90, 7, 0.1, ""),
                ("ISL", 903, "Islands, United", "first", 12, 0.3, 0.55, 'bloc = "NOR"\n'),
                ("BAY", 904, "Bay Republic", "second", 8, 0.15, 0.4, 'enters = "1955-03"\n')]
        plain = "".join(f'[[polity]]\nid = "{id}"\nccode = {code}\nname = "{name}"\nsystem = "{system}"\nY = {Y}\nM = {M}\nopen = {open}\n'
                        f'growth = 0.03\n{more}' for id, code, name, system, Y, M, open, more in rows)
        (self.folder / "plain.toml").write_text(written[:start] + plain + written[end:])
        self.assertEqual(self.json("ask", "lake.toml", *SMALL)["digest"], self.json("ask", "plain.toml", *SMALL)["digest"])

    def test_a_store_needs_no_table(self):
        asked = self.json("ask", "lake.toml", *SMALL, "--store", "lake.db")
        for name in ("nations.csv", "members.csv", "lake.toml"):
            (self.folder / name).unlink()
        self.assertEqual(asked["digest"], self.json("show", "lake.db")["digest"])
        self.output("export", "lake.db", "--output", "tables")

    def test_set_reaches_a_value_of_a_table(self):
        self.assertNotEqual(self.json("ask", "lake.toml", *SMALL)["digest"],
                            self.json("ask", "lake.toml", *SMALL, "--set", "polity.SOU.M=3")["digest"])

    def test_missing_is_not_zero(self):
        self.change("lake.toml", "M = 0.3\n", "")
        self.assert_refused("ask", "lake.toml", saying=("nations.csv:6:17: 'M' of ISL is missing (-9)", "missing = { M = ... }"))
        self.change("lake.toml", "factor = { M = 0.001 }", "factor = { M = 0.001 }\nmissing = { M = 0.2 }")
        self.output("ask", "lake.toml", *SMALL)

    def test_who_is_meant(self):
        self.change("members.csv", "Bay Republic", "Land of Bays")
        only = "year = 1950\nonly = [\"NOR\", 902, \"islands, united\", {}]"
        self.change("lake.toml", "year = 1950", only.format('"BAY"'))
        self.output("ask", "lake.toml", *SMALL)
        for named, saying in (('"Bays"', "Is it BAY (Land of Bays)?"), ('"land"', "It may be one of NOR (Northland), SOU"),
                              ('"SUO"', "Did you mean 'SOU'?"), ("906", "'906', which no row of 1950 is")):
            shutil.copy(EXAMPLE / "lake.toml", self.folder / "lake.toml")
            self.change("lake.toml", "year = 1950", only.format(named))
            self.assert_refused("ask", "lake.toml", saying=("lake.toml:21:", saying))
        self.change("members.csv", "Southland", "Northland")
        shutil.copy(EXAMPLE / "lake.toml", self.folder / "lake.toml")
        self.change("lake.toml", "year = 1950", 'year = 1950\nonly = ["Northland"]')
        self.assert_refused("ask", "lake.toml", saying=("'Northland', which is more than one: NOR (Northland), SOU (Northland)",))

    def test_refusals_have_their_place(self):
        for name, before, after, saying in (
                ("lake.toml", '"nations.csv"', '"nation.csv"', ("lake.toml:18:8: 'from' in [[polity]]: 'nation.csv' cannot be opened",)),
                ("lake.toml", '"members.csv"', '"."', ("'states' in [[polity]]", "is not a file")),
                ("lake.toml", "year = 1950", "year = 1951", ("no row of 1951",)),
                ("lake.toml", "factor = { M = 0.001 }", "factor = { MM = 0.001 }", ("'factor' in [[polity]] names the key 'MM'",)),
                ("lake.toml", "factor = { M = 0.001 }", 'columns = { Y = "gpd" }', ("the table has no column 'gpd'", "Did you mean 'gdp'?")),
                ("nations.csv", "902,SOU,1950,90", "902,SOU,1950,ninety", ("nations.csv:4:14: 'Y' of SOU is 'ninety', expected a number",)),
                ("nations.csv", "0.80", "80", ("nations.csv:2:23:", "'open'")),
                ("nations.csv", "902,SOU,1950,90,", "902,SOU,1950,", ("nations.csv:4:1: has 6 cells where the header has 7",)),
                ("members.csv", "1816,1,2016", "soon,1,2016", ("members.csv:2:21: is 'soon', expected a year or a date",)),
                ("members.csv", "styear", "year_of_start", ("lacks columns of membership",)),
                ("members.csv", "1955,3,", "1955,13,", ("members.csv:5:29: is '13', expected a month from 1 to 12",)),
                ("nations.csv", "902,SOU,1950", "901,SOU,1950",
                 ("nations.csv:4:1: 'ccode' in [[polity]] 'SOU' is 901, which is that of 'NOR' too",)),
                ("nations.csv", "902,SOU,1950", "901,NOR,1950", ("polity 'NOR' stands twice",))):
            shutil.copy(EXAMPLE / name, self.folder / name)
            self.change(name, before, after)
            self.assert_refused("ask", "lake.toml", saying=saying, problems=0)
            shutil.copy(EXAMPLE / name, self.folder / name)

    def test_a_table_in_another_encoding_is_no_table(self):
        text = (self.folder / "nations.csv").read_text()
        (self.folder / "nations.csv").write_text(text, encoding="utf-16")
        self.assert_refused("check", "lake.toml", saying=("nations.csv:1: is not text", "expected a CSV table in UTF-8"))
        (self.folder / "nations.csv").write_text(text.replace(",", ";"))
        self.assert_refused("check", "lake.toml", saying=("nations.csv:1:1: is a header of one column, with semicolons or tabs",))


if __name__ == "__main__":
    unittest.main()
