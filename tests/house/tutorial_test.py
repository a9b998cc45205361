# SPDX-License-Identifier: Apache-2.0
# What the tutorial and the lessons tell a reader to type is typed, and what they show is what comes.

import contextlib
import importlib.util
import io
import os
import re
import tempfile
import unittest

import tree

spec = importlib.util.spec_from_file_location("shown_output", tree.ROOT / "tools" / "shown_output.py")
shown_output = importlib.util.module_from_spec(spec)
spec.loader.exec_module(shown_output)

NOTHING = "/bin/true"  # in place of the program, where a page asks nothing of it


def page(*blocks):
    return "\n".join(blocks) + "\n"


def block(kind, *lines):
    return "\n".join(["```" + kind, *lines, "```", ""])


class Pages(unittest.TestCase):
    def holds(self, path):
        text = tree.read(path)
        result = shown_output.play(text, os.environ["COEXIST"])
        self.assertEqual([], result.wrong, f"tools/shown_output.py {path} remakes what is shown")
        self.assertGreater(result.run, 5)
        for each in shown_output.blocks(text):
            if each.kind == "sh" and "not run" not in each.told:
                self.assertTrue(each.shown, f"{path}:{each.first}: no output is shown")
                self.assertTrue(any(line.strip() not in ("", "...") for line in each.shown.lines), f"{path}:{each.first}: nothing is shown")
                self.assertLessEqual(max(len(line) for line in each.lines), 130, f"{path}:{each.first}")

    def test_the_tutorial(self):
        self.holds("docs/tutorial.md")

    def test_the_lesson_on_the_security_dilemma(self):
        self.holds("docs/teaching/security-dilemma.md")

    def test_the_lesson_on_doctrine(self):
        self.holds("docs/teaching/doctrine.md")

    def test_the_lesson_on_uncertainty(self):
        self.holds("docs/teaching/uncertainty.md")

    def test_no_lesson_is_forgotten(self):
        lessons = [path for path in tree.files(".md") if path.startswith("docs/teaching/") and not path.endswith("README.md")]
        self.assertEqual(3, len(lessons), lessons)
        for path in lessons:
            self.assertIn(path.rsplit("/", 1)[1], tree.read("docs/teaching/README.md"))
            text = tree.read(path)
            for part in ("**Aim.**", "**Time.** 45 minutes", "**Before.**", "## Step 1", "## Exercises", "## For discussion", "coexist cite"):
                self.assertIn(part, text, path)
            self.assertEqual(text.count("<details>"), text.count("</details>"))
            self.assertEqual(text.count("<details>"), len(re.findall(r"^\*\*\d\.\*\* ", text, re.MULTILINE)), f"{path}: an answer each")

    def test_the_tutorial_takes_ten_minutes(self):
        # Read at 150 words a minute, the boxes pasted and skimmed.
        prose = re.sub(r"^```.*?^```", "", tree.read("docs/tutorial.md"), flags=re.MULTILINE | re.DOTALL)
        self.assertLess(len(prose.split()) / 150, 7)


class TheTestItself(unittest.TestCase):
    """A page that lies is found out."""

    def wrong(self, *blocks):
        return shown_output.play(page(*blocks), NOTHING).wrong

    def test_output_is_compared(self):
        self.assertEqual([], self.wrong(block("sh", "echo a; echo b >&2"), block("text", "a", "b")))
        for lie in (["a"], ["a", "b", "c"], ["a", "B"], ["b", "a"], []):
            self.assertEqual(1, len(self.wrong(block("sh", "echo a; echo b"), block("text", *lie))), lie)

    def test_an_ellipsis_stands_for_anything_and_no_more(self):
        typed = block("sh", "printf 'one\\ntwo 2\\nthree\\n'")
        for shown in (["..."], ["one", "..."], ["...", "three"], ["one", "...", "two 2", "three"], ["one", "two ...", "three"]):
            self.assertEqual([], self.wrong(typed, block("text", *shown)), shown)
        for lie in (["...", "two 2"], ["on", "..."], ["one", "t..", "three"], ["one", "...", "four", "...", "three"]):
            self.assertEqual(1, len(self.wrong(typed, block("text", *lie))), lie)

    def test_exit_codes_are_compared(self):
        self.assertEqual(1, len(self.wrong(block("sh", "false"))))
        self.assertEqual(1, len(self.wrong(block("sh", "false", "true"))))
        self.assertEqual(1, len(self.wrong("<!-- exit: 2 -->", block("sh", "exit 1"))))
        self.assertEqual([], self.wrong("<!-- exit: 2 -->", block("sh", "exit 2")))

    def test_files_are_written_and_changed(self):
        steps = ["<!-- file: a -->", block("toml", "x = 1", "y = 2"), "<!-- append: a -->", block("toml", "z = 3"),
                 "<!-- change: a -->", block("diff", "-y = 2", "+y = 4", "+w = 5"), block("sh", "cat a")]
        self.assertEqual([], self.wrong(*steps, block("text", "x = 1", "y = 4", "w = 5", "z = 3")))
        self.assertEqual(1, len(self.wrong("<!-- file: a -->", block("toml", "x = 10"), "<!-- change: a -->", block("diff", "-x = 1", "+x = 2"))))
        self.assertEqual(1, len(self.wrong("<!-- file: a -->", block("toml", "x", "x"), "<!-- change: a -->", block("diff", "-x", "+y"))))

    def test_what_is_not_run_is_counted(self):
        result = shown_output.play(page("<!-- not run: no -->", block("sh", "false"), "<!-- needs: no-such-program -->", block("sh", "false"),
                                        block("text", "lie"), block("sh", "true")), NOTHING)
        self.assertEqual(([], 1, 2), (result.wrong, result.run, len(result.left_out)))

    def test_a_page_is_remade(self):
        text = page(block("sh", "seq 5"), block("text", "1", "2", "...", "4"), block("sh", "echo a"), block("text"), "text")
        result = shown_output.play(text, NOTHING)
        made = shown_output.remade(text, result.new)
        self.assertEqual(page(block("sh", "seq 5"), block("text", "1", "2", "...", "5"), block("sh", "echo a"), block("text", "a"), "text"), made)
        self.assertEqual([], shown_output.play(made, NOTHING).wrong)

    def test_the_tool_says_and_remakes(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "page.md")
            with open(path, "w") as file:
                file.write(page(block("sh", "echo a"), block("text", "b")))
            with contextlib.redirect_stdout(io.StringIO()) as said:
                self.assertEqual(1, shown_output.main(["--check", path]))
                self.assertEqual(0, shown_output.main([path]))
                self.assertEqual(0, shown_output.main(["--check", path]))
            self.assertIn(f"{path}:5: another output", said.getvalue())


if __name__ == "__main__":
    unittest.main()
