# SPDX-License-Identifier: Apache-2.0
# Several processes under mpirun: one answer, whoever played what, and one voice.

import functools
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time
import unittest

from command import COEXIST, FLAGSHIP, TIMEOUT, Case, wait_until_it_heeds_signals

# Tests may run as root, and on fewer cores than ranks.
ENVIRONMENT = os.environ | {"OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}
LONG = ("--worlds", 10_000_000, "--prior", 0)


def mpirun(ranks):
    return ["mpirun", "--quiet", "--oversubscribe", "-n", str(ranks)]


@functools.cache
def why_not():
    if not shutil.which("mpirun"):
        return "mpirun is not installed: Debian package openmpi-bin"
    done = subprocess.run([*mpirun(2), COEXIST, "--version"], capture_output=True, text=True, timeout=TIMEOUT, env=ENVIRONMENT)
    return done.stderr if done.returncode else ""


class Ranks(Case):
    def setUp(self):
        super().setUp()
        if why_not():
            self.skipTest(why_not())

    def begin(self, launcher):
        process = subprocess.Popen(list(map(str, launcher)), cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   text=True, env=ENVIRONMENT, start_new_session=True)
        self.addCleanup(process.kill)
        return process

    def end(self, process):
        output, message = process.communicate(timeout=TIMEOUT)
        ours = [line for line in message.splitlines() if line.startswith("coexist: ")]
        return process.returncode, output, ours

    def run_ranks(self, ranks, *words):
        return self.end(self.begin([*mpirun(ranks), COEXIST, *words]))

    def test_the_number_of_ranks_and_threads_changes_nothing(self):
        words = ("ask", FLAGSHIP, "--worlds", 2000, "--prior", 20, "--json")
        alone = self.json(*words[:-1])
        for ranks, threads in ((1, 2), (2, 1), (3, 1), (3, 2)):
            code, output, messages = self.run_ranks(ranks, *words, "--threads", threads)
            self.assertEqual((0, []), (code, messages))
            together = json.loads(output)
            for timed in ("seconds", "twin_worlds_per_second"):
                alone.pop(timed, None)
                del together[timed]
            self.assertEqual(alone, together, f"{ranks} ranks, {threads} threads")

    def test_no_colour_reaches_a_file(self):
        # Open MPI lets its processes write to a terminal, and hands that on.
        for ranks in (1, 2):
            process = subprocess.run([*mpirun(ranks), COEXIST, "ask", FLAGSHIP, "--worlds", "64", "--prior", "0"], cwd=self.folder,
                                     capture_output=True, text=True, timeout=TIMEOUT, env=ENVIRONMENT | {"TERM": "xterm-256color"})
            self.assertEqual(0, process.returncode, process.stderr)
            self.assertIn("cold-war-1953", process.stdout)
            self.assertNotIn("\x1b", process.stdout)

    def test_the_recorded_digest(self):
        recorded = (pathlib.Path(os.environ["COEXIST_ROOT"]) / "tests/golden/digests.csv").read_text().splitlines()
        digest, = (line.split(",")[3] for line in recorded if line.startswith(f"{FLAGSHIP},congress-1956,batch,"))
        for ranks in (1, 2, 3):
            code, output, _ = self.run_ranks(ranks, "ask", FLAGSHIP, "--worlds", 64, "--prior", 0, "--batch", 16, "--json")
            self.assertEqual((0, digest), (code, json.loads(output)["digest"]), f"{ranks} ranks")

    def test_files_and_courses_are_the_same(self):
        words = ("run", FLAGSHIP, "--worlds", 96, "--until", "1958-12", "--series", "H[USA,RUS]", "--batch", 16, "--outcomes", "o.csv",
                 "--events", "e.csv", "--force")
        alone = self.json(*words)
        files = [(self.folder / name).read_text() for name in ("o.csv", "e.csv")]
        code, output, messages = self.run_ranks(3, *words, "--json")
        self.assertEqual((0, []), (code, messages))
        together = json.loads(output)
        for key in ("outcomes", "series", "digest"):
            self.assertEqual(alone[key], together[key])
        self.assertEqual(files, [(self.folder / name).read_text() for name in ("o.csv", "e.csv")])
        self.assertEqual(["e.csv", "o.csv"], sorted(os.listdir(self.folder)))

    def test_attribution_is_the_same(self):
        words = ("ask", FLAGSHIP, "--worlds", 64, "--prior", 0, "--attribute")
        alone = self.json(*words)
        code, output, _ = self.run_ranks(2, *words, "--json")
        self.assertEqual((0, alone["attribution"]), (code, json.loads(output)["attribution"]))

    def test_a_page_is_the_same(self):
        words = ("ask", FLAGSHIP, "--worlds", 96, "--until", "1957-12", "--report", "p.html")
        refused = self.run_command(*words[:3], 0, *words[4:])
        if "built without the page" in refused.stderr:
            self.skipTest("this program was built without the page")
        for attribute in ((), ("--attribute",)):
            self.output(*words, *attribute, "--force")
            alone = (self.folder / "p.html").read_text()
            code, _, messages = self.run_ranks(2, *words, *attribute, "--force")
            self.assertEqual((0, []), (code, messages))
            self.assertEqual(alone, (self.folder / "p.html").read_text())
        self.assertEqual(["p.html"], os.listdir(self.folder))

    def test_comparisons_and_events_alone_are_the_same(self):
        for options in (("--against", "two_camps,example_only"), ("--drop", "demonstration:1959-09")):
            words = ("ask", FLAGSHIP, "--worlds", 64, "--prior", 0, *options)
            alone = self.json(*words)
            code, output, _ = self.run_ranks(2, *words, "--json")
            self.assertEqual(0, code)
            together = json.loads(output)
            for answer in (alone, together):
                for one in answer.get("comparison", [answer]):
                    del one["seconds"], one["twin_worlds_per_second"]
            self.assertEqual(alone, together)

    def test_a_store_is_the_first_rank_s(self):
        words = ("ask", FLAGSHIP, "--worlds", 1200, "--prior", 0, "--json")
        alone = self.json(*words[:-1])
        more = (*words, "--store", "a.db", "--trace", 1, "--resume")
        for worlds in (1000, 1200):
            code, output, messages = self.run_ranks(2, *(worlds if word == 1200 else word for word in more))
            self.assertEqual((0, []), (code, messages))
        self.assertEqual(alone["digest"], json.loads(output)["digest"])

    def test_one_process_speaks(self):
        code, output, messages = self.run_ranks(3, "list", "mechanisms")
        self.assertEqual((0, self.output("list", "mechanisms"), []), (code, output, messages))

    def test_an_error_of_input_is_said_once(self):
        for words in (("ask", FLAGSHIP, "--set", "etaa=1"), ("ask", FLAGSHIP, "--worldz", 1), ("ask", "none.toml"), ("check", "none.toml")):
            alone = self.run_command(*words)
            code, output, messages = self.run_ranks(3, *words)
            self.assertEqual((2, "", alone.stderr.splitlines()), (code, output, messages), words)

    def test_a_file_that_is_there_is_refused_by_the_first_alone(self):
        (self.folder / "o.csv").write_text("mine")
        code, output, messages = self.run_ranks(2, "ask", FLAGSHIP, "--outcomes", "o.csv")
        self.assertEqual((2, ""), (code, output))
        self.assertEqual(1, len(messages))
        self.assertEqual("mine", (self.folder / "o.csv").read_text())

    def test_an_error_that_one_rank_has_alone(self):
        # As where a scenario is not on every machine.
        text = self.output("show", FLAGSHIP)
        (self.folder / "here").mkdir()
        (self.folder / "here" / "my.toml").write_text(text)
        launcher = ["mpirun", "--quiet", "--oversubscribe", "-n", "1", "--wdir", self.folder / "here", COEXIST, "ask", "my.toml", *LONG,
                    ":", "-n", "1", "--wdir", self.folder, COEXIST, "ask", "my.toml", *LONG]
        code, output, messages = self.end(self.begin(launcher))
        self.assertEqual((1, "", 1), (code, output, len(messages)), messages)
        self.assertRegex(messages[0], r"rank 1.* has failed: .*my\.toml")

    def test_ranks_that_were_asked_something_else(self):
        launcher = [*mpirun(1), COEXIST, "ask", FLAGSHIP, *LONG, ":", "-n", "1", COEXIST, "ask", FLAGSHIP, *LONG, "--seed", "2"]
        code, output, messages = self.end(self.begin(launcher))
        self.assertEqual((1, "", 1), (code, output, len(messages)), messages)
        self.assertRegex(messages[0], r"rank 1 on \S+ was given another scenario, other options")

    def processes(self, launcher):
        """Process ids by rank, once all of them play."""
        found = {}
        until = time.monotonic() + TIMEOUT
        while time.monotonic() < until and not (len(found) == 3 and any(self.folder.iterdir())):
            for child in filter(str.isdigit, os.listdir("/proc")):
                try:
                    status = pathlib.Path(f"/proc/{child}/status").read_text()
                    rank = re.search(r"OMPI_COMM_WORLD_RANK=(\d+)", pathlib.Path(f"/proc/{child}/environ").read_text())
                except OSError:
                    continue
                if rank and f"\nPPid:\t{launcher.pid}\n" in status:
                    found[int(rank[1])] = int(child)
            time.sleep(0.05)
        self.assertEqual([0, 1, 2], sorted(found))
        for process in found.values():
            wait_until_it_heeds_signals(process)
        return found

    def begin_long(self):
        process = self.begin([*mpirun(3), COEXIST, "ask", FLAGSHIP, *LONG, "--outcomes", "o.csv"])
        return process, self.processes(process)

    def assert_gone(self, ranks):
        until = time.monotonic() + 10
        while any(os.path.exists(f"/proc/{rank}") for rank in ranks.values()):
            self.assertLess(time.monotonic(), until)
            time.sleep(0.05)

    def test_a_rank_that_dies_ends_the_run(self):
        process, ranks = self.begin_long()
        os.kill(ranks[2], signal.SIGKILL)
        code, output, messages = self.end(process)
        self.assertNotEqual(0, code)
        self.assertEqual("", output)
        self.assertRegex("\n".join(messages), r"rank 2 on \S+ does not answer any more: it has died, or cannot be reached")
        self.assertEqual([], os.listdir(self.folder))

    def test_a_first_rank_that_dies_leaves_none_behind(self):
        process, ranks = self.begin_long()
        os.kill(ranks[0], signal.SIGKILL)
        code, output, _ = self.end(process)
        self.assertNotEqual(0, code)
        self.assertEqual("", output)
        self.assert_gone(ranks)

    def test_a_signal_to_any_rank_interrupts(self):
        for rank in (0, 1):
            process, ranks = self.begin_long()
            os.kill(ranks[rank], signal.SIGTERM)
            code, output, messages = self.end(process)
            self.assertEqual((130, ""), (code, output))
            self.assertEqual(1, len(messages))
            self.assertRegex(messages[0], r"^coexist: interrupted after \d+ of 10000000 twin histories$")
            self.assertEqual([], os.listdir(self.folder))

    def test_a_signal_to_mpirun_ends_all(self):
        process, ranks = self.begin_long()
        process.send_signal(signal.SIGINT)
        code, output, messages = self.end(process)
        self.assertNotEqual(0, code)
        self.assertEqual("", output)
        self.assertRegex("\n".join(messages), r"interrupted after \d+ of 10000000 twin histories")
        self.assertEqual([], os.listdir(self.folder))
        self.assert_gone(ranks)


if __name__ == "__main__":
    unittest.main()
