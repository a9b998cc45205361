# SPDX-License-Identifier: Apache-2.0
# What holds of every file: its licence, its length, nothing left to do, nothing of the machine it was written on, no broken link.

import pathlib
import re
import unittest

import tree

SPDX = "SPDX-License-Identifier: Apache-2.0"
NAMED_AS_SOURCE = {"CMakeLists.txt", "run", "test", "check_format", "check_tidy", "make_importance", "make_release", "compare", "kill_and_resume"}
SOURCE = (".cpp", ".h", ".py", ".sh", ".cmake")
TEXT = SOURCE + (".md", ".txt", ".toml", ".json", ".csv")
LONGEST = 500
# Written so that this file does not hold what it looks for.
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|work|Users|mnt|srv|tmp)/\w|\b[A-Z]:\\\w")
REGISTRY = re.compile(r"\b(?:deb\.debian|pypi|pythonhosted|npmjs|crates|docker|ghcr|quay)\.(?:org|io|com)\b")
LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def is_source(path):
    return path.endswith(SOURCE) or pathlib.PurePosixPath(path).name in NAMED_AS_SOURCE


def faults(path, text):
    """What is wrong with one file, a sentence each."""
    found = []
    lines = text.splitlines()
    if is_source(path) and not any(SPDX in line for line in lines[:2]):
        found.append(f"{path}: no '{SPDX}' in its first two lines")
    if path.endswith((".cpp", ".h", ".py")) and len(lines) > LONGEST:
        found.append(f"{path}: {len(lines)} lines, more than {LONGEST}")
    for number, line in enumerate(lines, 1):
        for what, pattern in (("unfinished", UNFINISHED), ("a path of one machine", MACHINE), ("a registry's host", REGISTRY)):
            if pattern.search(line):
                found.append(f"{path}:{number}: {what}: {line.strip()[:100]}")
    return found


def broken_links(path, text, exists):
    """Relative links of a Markdown text that lead nowhere; exists(path relative to the root) tells."""
    found = []
    for target in LINK.findall(CODE.sub("", text)):
        if re.match(r"[a-z][a-z0-9+.-]*:|#", target):
            continue
        target = target.split("#")[0]
        folder = pathlib.PurePosixPath(path).parent
        if not exists(target.lstrip("/") if target.startswith("/") else (folder / target).as_posix()):
            found.append(f"{path}: no such file: {target}")
    return found


class Hygiene(unittest.TestCase):
    def test_every_file_is_clean(self):
        paths = [path for path in tree.files() if path.endswith(TEXT) or is_source(path)]
        self.assertGreater(len(paths), 20)
        self.assertEqual([], [fault for path in paths for fault in faults(path, tree.read(path))])

    def test_every_link_leads_somewhere(self):
        paths = [path for path in tree.files(".md") if path == "README.md" or path.startswith("docs/")]
        self.assertNotEqual([], paths)
        found = [fault for path in paths for fault in broken_links(path, tree.read(path), lambda target: (tree.ROOT / target).exists())]
        self.assertEqual([], found)

    def test_a_clean_file_passes(self):
        self.assertEqual([], faults("src/a.cpp", f"// {SPDX}\n" + "\n" * (LONGEST - 1)))
        self.assertEqual([], faults("run", f"#!/usr/bin/env bash\n# {SPDX}\n"))
        self.assertEqual([], faults("docs/a.md", "see framework/arms and Mc" + "TODOROV\n"))

    def test_each_rule_finds_its_breach(self):
        good = f"// {SPDX}\n"
        for path, text in [
            ("src/a.cpp", "int a;\n"),
            ("tools/a.sh", "#!/bin/sh\n\n# " + SPDX + "\n"),
            ("tools/check_tidy", "#!/bin/sh\n"),
            ("src/a.h", good + "\n" * LONGEST),
            ("src/a.h", good + "// TO" + "DO: more\n"),
            ("docs/a.md", "FIX" + "ME\n"),
            ("docs/a.md", "in /ho" + "me/someone\n"),
            ("library/a.toml", 'file = "/wo' + 'rk/a.csv"\n'),
            ("tools/a.txt", "https://py" + "pi.org/simple\n"),
        ]:
            self.assertEqual(1, len(faults(path, text)), text[-60:])

    def test_links_are_followed(self):
        exists = {"docs/tour.md", "LICENSE", "docs/model/README.md"}.__contains__
        text = "[a](tour.md) [b](tour.md#end) [c](https://example.org/x) [d](#here) `[e](none.md)`\n```\n[f](none.md)\n```\n"
        self.assertEqual([], broken_links("docs/a.md", text, exists))
        self.assertEqual([], broken_links("README.md", "[a](LICENSE)", exists))
        self.assertEqual(1, len(broken_links("docs/a.md", "[a](LICENSE)", exists)))
        self.assertEqual(1, len(broken_links("README.md", "![a](none.svg)", exists)))


if __name__ == "__main__":
    unittest.main()
