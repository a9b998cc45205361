# SPDX-License-Identifier: Apache-2.0
# Includes point one way.  Rooms of src/, lowest first; a room sees the rooms below it, itself, and the public headers.

import pathlib
import re
import unittest

import tree

ROOMS = [
    ("base",),
    ("random",),
    ("doctrine",),
    ("world",),
    ("model",),
    ("mechanisms", "outcomes"),
    ("engine",),
    ("study",),
    ("report",),
]
LEVEL = {room: level for level, rooms in enumerate(ROOMS) for room in rooms}
# The formats of files: sees what there is to read and write, and no mechanism.
IO_SEES = {"base", "model", "io"}
# Here a file is a mechanism or an outcome and knows none of its siblings.
FILES_STAND_ALONE = {"mechanisms", "outcomes"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]', re.MULTILINE)
STANDARD_HEADER = re.compile(r"[a-z_0-9]+$")


def is_allowed_in_src(path, target):
    room, *_ = pathlib.PurePosixPath(path).parts[1:]
    other = pathlib.PurePosixPath(target).parts[0]
    if other == "coexist":
        return True
    if room == "io":
        return other in IO_SEES
    if room not in LEVEL or other not in LEVEL:
        return False
    if room == other and room in FILES_STAND_ALONE:
        return pathlib.PurePosixPath(path).stem == pathlib.PurePosixPath(target).stem
    return room == other or LEVEL[other] < LEVEL[room]


def violations(sources):
    """What is wrong in {path: text}, a sentence each."""
    found = []
    for path, text in sources.items():
        for kind, target in INCLUDE.findall(text):
            ours = kind == '"'
            if path.startswith("include/"):
                allowed = target.startswith("coexist/") if ours else STANDARD_HEADER.match(target)
            elif path.startswith("apps/"):
                beside = (pathlib.PurePosixPath(path).parent / target).as_posix()
                allowed = not ours or target.startswith("coexist/") or beside in sources
            else:
                allowed = not ours or is_allowed_in_src(path, target)
            if not allowed:
                found.append(f"{path} must not include {target}")
    return found


class IncludeGraph(unittest.TestCase):
    def test_includes_point_one_way(self):
        sources = {path: tree.read(path) for path in tree.files(".h", ".cpp") if path.startswith(("include/", "src/", "apps/"))}
        self.assertGreater(len(sources), 10)
        self.assertEqual([], violations(sources))

    def test_what_is_allowed_passes(self):
        for path, line in [
            ("src/engine/month.cpp", '#include "mechanisms/arms.h"'),
            ("src/engine/month.cpp", '#include "engine/batch.h"'),
            ("src/mechanisms/arms.cpp", '#include "mechanisms/arms.h"'),
            ("src/io/tables.cpp", '#include "coexist/catalogue.h"'),
            ("src/io/tables.cpp", "#include <toml++/toml.h>"),
            ("src/base/names.cpp", '#include "coexist/error.h"'),
            ("include/coexist/a.h", "#include <vector>"),
            ("apps/coexist/main.cpp", "#include <CLI/CLI.hpp>"),
        ]:
            self.assertEqual([], violations({path: line + "\n"}), line)
        self.assertEqual([], violations({"apps/coexist/main.cpp": '#include "verbs.h"\n', "apps/coexist/verbs.h": ""}))

    def test_each_rule_finds_its_breach(self):
        for path, line in [
            ("src/base/names.h", '#include "random/philox.h"'),
            ("src/world/batch.h", '#include "engine/month.h"'),
            ("src/mechanisms/arms.h", '#include "mechanisms/crisis.h"'),
            ("src/outcomes/arms.h", '#include "outcomes/crises.h"'),
            ("src/outcomes/arms.h", '#include "mechanisms/arms.h"'),
            ("src/mechanisms/arms.h", '#include "outcomes/arms.h"'),
            ("src/io/tables.cpp", '#include "mechanisms/arms.h"'),
            ("src/io/tables.cpp", '#include "world/batch.h"'),
            ("src/study/ask.cpp", '#include "io/limits.h"'),
            ("src/study/ask.cpp", '#include "apps/coexist/verbs.h"'),
            ("src/attic/old.cpp", '#include "base/check.h"'),
            ("src/study/ask.cpp", '  #  include "report/terminal.h"'),
            ("include/coexist/a.h", '#include "base/check.h"'),
            ("include/coexist/a.h", "#include <fmt/format.h>"),
            ("apps/coexist/main.cpp", '#include "study/ask.h"'),
        ]:
            self.assertEqual(1, len(violations({path: line + "\n"})), line)


if __name__ == "__main__":
    unittest.main()
