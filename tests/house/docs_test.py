# SPDX-License-Identifier: Apache-2.0
# The generated pages of docs/model are what the code says; no page is too wide; the decisions are numbered and listed.

import importlib.util
import re
import unittest

import tree

spec = importlib.util.spec_from_file_location("generate_model_docs", tree.ROOT / "tools" / "generate_model_docs.py")
generator = importlib.util.module_from_spec(spec)
spec.loader.exec_module(generator)

PARAMETER = {"name": "eta", "mechanism": "belief", "meaning": "weight of a month", "unit": "1", "default": 0.1,
             "prior": {"kind": "lognormal", "deviation": 0.5}, "source": "judgement",
             "range": {"low": 0, "low_open": False, "high": None, "high_open": False}}


class GeneratedPages(unittest.TestCase):
    def test_committed_pages_are_what_the_code_says(self):
        made = generator.pages()
        found = generator.differences(made, generator.committed())
        self.assertEqual([], found, "run tools/generate_model_docs.py")
        for room in ("mechanisms", "parameters", "columns", "outcomes"):
            self.assertNotEqual([], generator.listed(room))

    def test_every_difference_is_found(self):
        made = {"a.md": "1", "b.md": "2"}
        self.assertEqual([], generator.differences(made, dict(made)))
        self.assertEqual(["b.md is missing"], generator.differences(made, {"a.md": "1"}))
        self.assertEqual(["c.md is about nothing that exists"], generator.differences(made, made | {"c.md": "3"}))
        self.assertEqual(["a.md differs from the code"], generator.differences(made, made | {"a.md": "0"}))

    def test_a_parameter_stands_in_its_row(self):
        row = "| `eta` | weight of a month | 1 | 0.1 | lognormal(1;0.5) | from 0 |"
        self.assertIn(row, generator.parameter_table([PARAMETER]).splitlines())
        self.assertNotIn(row, generator.parameter_table([PARAMETER | {"default": 0.2}]).splitlines())
        self.assertEqual("- judgement: `eta`, `zeta`.\n- Kydd 2005: `B0`.",
                         generator.sources([PARAMETER, PARAMETER | {"name": "zeta"},
                                            PARAMETER | {"name": "B0", "source": "Kydd 2005"}]))

    def test_judged_numbers_are_read_from_the_source(self):
        source = 'judged_beside_parameters() {\n  all = {\n {"b of acts", "normal(0;0.4) "\n   "added", "judgement"},\n'
        source += '      {"mu", "normal(0;0.04)", "judgement"},\n  };\n}\n{"x", "y", "z"}\n'
        self.assertEqual([["b of acts", "normal(0;0.4) added", "judgement"], ["mu", "normal(0;0.04)", "judgement"]],
                         generator.judged_numbers(source))

    def test_priors_and_ranges_in_words(self):
        self.assertEqual("fixed", generator.prior_in_words({"kind": "fixed"}))
        self.assertEqual("normal(-0.3;0.3)", generator.prior_in_words({"kind": "normal", "mean": -0.3, "deviation": 0.3}))
        self.assertEqual("uniform(0.2;1)", generator.prior_in_words({"kind": "uniform", "low": 0.2, "high": 1}))
        self.assertEqual("from 0 to below 12",
                         generator.range_in_words({"low": 0, "low_open": False, "high": 12, "high_open": True}))
        self.assertEqual("above 0", generator.range_in_words({"low": 0, "low_open": True, "high": None, "high_open": False}))
        self.assertEqual("any", generator.range_in_words({"low": None, "low_open": False, "high": None, "high_open": False}))

    def test_a_wide_row_goes_on_below(self):
        text = generator.table(["name", "meaning"], [["a", "word " * 60], ["b", "x|y"]], ["meaning"])
        lines = text.splitlines()
        self.assertTrue(all(len(line) <= generator.WIDTH for line in lines))
        # A row's bars and the name take 8 of 130 columns, a word and its space 5: 24 words a row, 60 in three.
        self.assertEqual(["a", "", "", "b"], [line.split(" | ")[0].removeprefix("|").strip() for line in lines[2:]])
        self.assertEqual([24, 24, 12, 0], [line.count("word") for line in lines[2:]])
        self.assertEqual("| b | x\\|y |", lines[-1])

    def test_a_head_comment_becomes_a_page(self):
        source = ("// SPDX-License-Identifier: Apache-2.0\n// Arms.  They arm.\n//\n//   dM = k\n//\n// M: a level.\n"
                  "// Departures: the cap.\n#pragma once\n// not of the head\n")
        lines = generator.head_comment(source)
        self.assertEqual([" Arms.  They arm.", "", "   dM = k", "", " M: a level.", " Departures: the cap."], lines)
        self.assertEqual("Arms. They arm.\n\n```text\ndM = k\n```\n\nM: a level.\n\n**Departures.** The cap.", generator.as_markdown(lines))

    def test_a_wide_equation_is_broken_before_a_sign(self):
        equation = "x = " + " + ".join(["term_of_the_sum"] * 12)
        lines = generator.broken(equation)
        self.assertGreater(len(lines), 1)
        self.assertTrue(all(len(line) <= generator.WIDTH for line in lines))
        self.assertEqual(equation.replace(" ", ""), "".join(lines).replace(" ", ""))
        self.assertTrue(lines[1].lstrip().startswith("+ "))

    def test_the_schedule_keeps_the_order(self):
        month = ("void live_month(int now) {\n  // Before.\n  m.arms.deploy(now);\n  m.choice.act(now);  // 2. acts\n"
                 "  m.crisis.open(now), m.bloc.admit(now);  // 3. crises\n}\n")
        rows = [line for line in generator.schedule_page(month).splitlines() if line.startswith("| ")][1:]
        self.assertEqual(["| Before | [arms](mechanisms/arms.md) `deploy` |", "| 2. acts | [choice](mechanisms/choice.md) `act` |",
                          "| 3. crises | [crisis](mechanisms/crisis.md) `open`, [bloc](mechanisms/bloc.md) `admit` |"], rows)

    def test_a_step_is_shown_as_the_call_it_takes(self):
        month = ("void live_month(int now) {\n  const auto step = [&](Phase phase, auto work) {\n    take(now, work);\n  };\n"
                 "  PhaseWatch<Real>::lap(Phase::outcomes);\n\n"
                 "  step(Phase::arms, [&](auto& month) { m.arms.deploy(month); });  // 6. arms\n"
                 "  written(now, Channel::arms);                                    //\n"
                 "  step(Phase::crisis, [&](auto& month) {\n    m.crisis.open(\n        month, mood.month);\n  });\n}\n")
        page = generator.schedule_page(month)
        self.assertIn("\n```cpp\nm.arms.deploy(now);  // 6. arms\nwritten(now, Channel::arms);\n"
                      "m.crisis.open(\n    now, mood.month);\n```\n", page)
        rows = [line for line in page.splitlines() if line.startswith("| ")][1:]
        self.assertEqual(["| 6. arms | [arms](mechanisms/arms.md) `deploy`, [crisis](mechanisms/crisis.md) `open` |"], rows)

    def test_a_version_is_said_where_it_is_not_the_oldest(self):
        self.assertEqual("", generator.since({"since": generator.OLDEST}, "since {}"))
        self.assertEqual("since 3", generator.since({"since": 3}, "since {}"))
        table = generator.parameter_table([PARAMETER], [{"name": "belief", "since": 3}])
        self.assertIn("| **[belief](mechanisms/belief.md)** | since version 3 |", table)


class Pages(unittest.TestCase):
    def test_no_line_is_too_wide(self):
        paths = [path for path in tree.files(".md") if path.startswith("docs/") or path in ("CHANGELOG.md", "CONTRIBUTING.md")]
        self.assertGreater(len(paths), 20)
        # A row of a table written by hand cannot be broken.
        wide = [f"{path}:{number}" for path in paths for number, line in enumerate(tree.read(path).splitlines(), 1)
                if len(line) > generator.WIDTH and not (line.startswith("|") and generator.NOTE not in tree.read(path))]
        self.assertEqual([], wide)

    def test_decisions_are_numbered_and_listed(self):
        names = [path.removeprefix("docs/decisions/") for path in tree.files(".md") if path.startswith("docs/decisions/")]
        decisions = [name for name in names if name != "README.md"]
        self.assertEqual([f"{number:04d}" for number in range(1, len(decisions) + 1)], [name[:4] for name in decisions])
        self.assertEqual(decisions, re.findall(r"\]\((\d{4}-[^)]*\.md)\)", tree.read("docs/decisions/README.md")))
        for name in decisions:
            text = tree.read("docs/decisions/" + name)
            for heading in ("## Context", "## Choice", "## Consequences"):
                self.assertIn("\n" + heading + "\n", text, name)


if __name__ == "__main__":
    unittest.main()
