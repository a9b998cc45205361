#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# What the pages for readers show is what comes: their commands are run in order in an empty folder, and the output shown
# below each is compared with what came.
#
#   tools/shown_output.py [PAGE...]           remakes the shown output (default: docs/tutorial.md and docs/teaching)
#   tools/shown_output.py --check [PAGE...]   says where it differs, and ends with 1 if it does
#
# The command's path stands in the environment variable COEXIST, else it is the release build's.  What a page is made of:
# a block "sh" is typed as it stands; a block "text" right below it is its output, on both streams, where "..." stands for
# anything, on a line of its own for any lines.  A comment above a block says what else is to be done with it:
#   <!-- file: NAME -->         the reader writes it to this file
#   <!-- append: NAME -->       at the end of this file
#   <!-- change: NAME -->       a block "diff": each line with a minus, once in the file, is replaced by those with a plus below
#   <!-- exit: N -->            the command ends with this code (default: 0)
#   <!-- needs: PROGRAM -->     it is run where this program is there
#   <!-- not run: REASON -->    it is not run
# Blocks of other kinds, and a "text" that stands below no "sh", are read by people only.

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
TIMEOUT = 300
FENCE = re.compile(r"^( *)```(\w*)$")
TOLD = re.compile(r"^ *<!-- (file|append|change|exit|needs|not run): (.*) -->$")


class Block:
    def __init__(self, kind, first, last, lines, told):
        self.kind, self.first, self.last, self.lines, self.told = kind, first, last, lines, told
        self.shown = None  # the block of its output

    def text(self):
        return "".join(line + "\n" for line in self.lines)


def blocks(page):
    """The fenced blocks of a page, in order; `first` and `last` number the lines between the fences."""
    found, told, lines, at = [], {}, page.splitlines(), 0
    while at < len(lines):
        comment, fence = TOLD.match(lines[at]), FENCE.match(lines[at])
        if comment:
            told[comment[1]] = comment[2]
        elif fence:
            first = at + 1
            at = next((n for n in range(first, len(lines)) if lines[n].strip() == "```"), None)
            if at is None:
                raise ValueError(f"line {first}: a block that does not end")
            block = Block(fence[2], first, at, [line.removeprefix(fence[1]) for line in lines[first:at]], told)
            below = found and found[-1].kind == "sh" and not any(line.strip() for line in lines[found[-1].last + 1:first - 1])
            if block.kind == "text" and below and not told:
                found[-1].shown = block
            found.append(block)
            told = {}
        elif lines[at].strip() and told:
            raise ValueError(f"line {at + 1}: a comment that no block follows")
        at += 1
    return found


def agrees(shown, came):
    """Is what came what is shown, where "..." stands for anything?"""
    pattern = ""
    for line in shown:
        if line.strip() == "...":
            pattern += r"(?:.*\n)*"
        else:
            pattern += ".*".join(re.escape(part) for part in line.rstrip().split("...")) + r"[ ]*\n"
    return re.fullmatch(pattern, came) is not None


def shortened(shown, came):
    """What came, with its middle left out where the page left it out: as many lines before and after it."""
    lines = came.splitlines()
    gaps = [n for n, line in enumerate(shown) if line.strip() == "..."]
    if len(gaps) != 1:
        return lines
    tail = len(shown) - gaps[0] - 1
    return lines[:gaps[0]] + ["..."] + lines[len(lines) - tail:] if gaps[0] + tail < len(lines) else lines


def changed(text, diff):
    """The text after a change: the lines with a minus are found once, as one run, and replaced by those with a plus."""
    lines = text.splitlines()
    old = [line[1:] for line in diff if line.startswith("-")]
    places = [at for at in range(len(lines)) if old and lines[at:at + len(old)] == old]
    if len(places) != 1:
        raise ValueError("the lines to change are not in the file once: " + "; ".join(old))
    lines[places[0]:places[0] + len(old)] = [line[1:] for line in diff if line.startswith("+")]
    return "".join(line + "\n" for line in lines)


class Result:
    def __init__(self):
        self.wrong = []    # (line, what is wrong)
        self.new = []      # (block shown, the lines that it should have)
        self.run, self.left_out = 0, []


def play(page, coexist):
    """Does what a page says, in an empty folder."""
    result = Result()
    with tempfile.TemporaryDirectory() as name:
        folder, programs = pathlib.Path(name, "reader"), pathlib.Path(name, "programs")
        folder.mkdir(), programs.mkdir()
        (programs / "coexist").symlink_to(pathlib.Path(coexist).resolve())
        environment = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "TERM")}
        environment |= {"PATH": f"{programs}:{os.environ['PATH']}", "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"}
        for block in blocks(page):
            try:
                act(block, folder, environment, result)
            except (ValueError, OSError, subprocess.TimeoutExpired) as error:
                result.wrong.append((block.first, str(error)))
    return result


def act(block, folder, environment, result):
    told = block.told
    if "file" in told:
        (folder / told["file"]).write_text(block.text())
    if "append" in told:
        with open(folder / told["append"], "a") as file:
            file.write(block.text())
    if "change" in told:
        path = folder / told["change"]
        path.write_text(changed(path.read_text(), block.lines))
    if block.kind != "sh":
        return
    if "not run" in told or ("needs" in told and not shutil.which(told["needs"])):
        result.left_out.append(block.first)
        return
    done = subprocess.run(["bash", "-e", "-c", block.text()], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=TIMEOUT)
    result.run += 1
    if done.returncode != int(told.get("exit", 0)):
        result.wrong.append((block.first, f"ended with {done.returncode}:\n{done.stdout}"))
    if block.shown and not agrees(block.shown.lines, done.stdout):
        result.wrong.append((block.shown.first, f"another output is shown than this, which came:\n{done.stdout}"))
        result.new.append((block.shown, shortened(block.shown.lines, done.stdout)))


def remade(page, new):
    """The page with the output that came, from the last block to the first."""
    lines = page.splitlines()
    for block, came in sorted(new, key=lambda pair: -pair[0].first):
        lines[block.first:block.last] = [line.rstrip() for line in came]
    return "\n".join(lines) + "\n"


def pages():
    return [ROOT / "docs/tutorial.md", *sorted((ROOT / "docs/teaching").glob("*.md"))]


def main(words):
    check = "--check" in words
    coexist = os.environ.get("COEXIST", ROOT / "build/release/coexist")
    failed = False
    for path in [pathlib.Path(word) for word in words if word != "--check"] or pages():
        text = path.read_text(encoding="utf-8")
        result = play(text, coexist)
        for line, what in result.wrong:
            if check or not any(block.first == line for block, _ in result.new):
                failed = True
                print(f"{path}:{line}: {what}")
        for line in result.left_out:
            print(f"{path}:{line}: not run", file=sys.stderr)
        if result.new and not check:
            path.write_text(remade(text, result.new), encoding="utf-8")
            print(f"{path}: {len(result.new)} made anew")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
