# SPDX-License-Identifier: Apache-2.0
# The command under test, run as a user runs it.

import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

COEXIST = os.environ["COEXIST"]
FLAGSHIP = "cold-war-1953"
TIMEOUT = 300
BOTH_SIGNALS = 1 << signal.SIGINT - 1 | 1 << signal.SIGTERM - 1


def wait_until_it_heeds_signals(process):
    """Returns once the process has handlers of its own for Ctrl-C and SIGTERM, however slow the machine is."""
    until = time.monotonic() + TIMEOUT
    while time.monotonic() < until:
        status = pathlib.Path(f"/proc/{process}/status").read_text()
        caught = next(int(line.split()[1], 16) for line in status.splitlines() if line.startswith("SigCgt:"))
        if caught & BOTH_SIGNALS == BOTH_SIGNALS:
            return
        time.sleep(0.01)
    raise TimeoutError(f"process {process} heeds no signals")


class Case(unittest.TestCase):
    """A test in an empty folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_command(self, *words, **options):
        return subprocess.run([COEXIST, *map(str, words)], cwd=self.folder, capture_output=True, text=True, timeout=TIMEOUT, **options)

    def output(self, *words):
        """Standard output of a command that succeeds without a word on standard error."""
        done = self.run_command(*words)
        self.assertEqual((0, ""), (done.returncode, done.stderr), words)
        return done.stdout

    def json(self, *words):
        return json.loads(self.output(*words, "--json"))

    def assert_refused(self, *words, saying=(), problems=1):
        """Exit 2, one line a problem on standard error, nothing on standard output, nothing written."""
        before = sorted(self.folder.iterdir())
        done = self.run_command(*words)
        self.assertEqual((2, ""), (done.returncode, done.stdout), done.stderr)
        lines = done.stderr.splitlines()
        self.assertTrue(lines and all(line.startswith("coexist: ") for line in lines), done.stderr)
        if problems:
            self.assertEqual(problems, len(lines), done.stderr)
        for text in saying:
            self.assertIn(text, done.stderr)
        self.assertEqual(before, sorted(self.folder.iterdir()))
        return done.stderr

    def rows(self, name):
        """A table of outcomes: [{column: text}]."""
        lines = (self.folder / name).read_text().splitlines()
        header = lines[0].split(",")
        return [dict(zip(header, line.split(","), strict=True)) for line in lines[1:]]
