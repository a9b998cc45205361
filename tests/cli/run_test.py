# SPDX-License-Identifier: Apache-2.0
# `run`, files of outcomes, interruption, standard streams; `list` and `show`.

import json
import math
import os
import shlex
import signal
import subprocess
import time
import unittest

from command import COEXIST, FLAGSHIP, TIMEOUT, Case


class Run(Case):
    def test_an_ensemble(self):
        result = self.json("run", FLAGSHIP, "--worlds", 64, "--arm", "without", "--series", "H[USA,RUS]", "M[USA]", "--until", "1957-03")
        self.assertEqual(("without", 64, "1953-01", "1957-03"), tuple(result[key] for key in ("arm", "worlds", "start", "until")))
        self.assertEqual(["H[USA,RUS]", "M[USA]"], [series["name"] for series in result["series"]])
        for series in result["series"]:
            # 1953 to 1956 and three months more.
            self.assertEqual(4 * 12 + 3, len(series["months"]))
            self.assertEqual(("1953-01", "1953-12", "1954-01", "1957-03"), tuple(series["months"][t] for t in (0, 11, 12, -1)))
            for low, mean, high in zip(series["q05"], series["mean"], series["q95"], strict=True):
                self.assertTrue(low <= mean <= high)
        for row in result["outcomes"]:
            self.assertTrue(row["ci95"][0] <= row["mean"] <= row["ci95"][1])

    def test_one_history_in_full_precision(self):
        words = ("run", FLAGSHIP, "--world", 3, "--series", "H[USA,RUS]")
        result = self.json(*words)
        self.assertEqual(3, result["world"])
        lines = self.output(*words).splitlines()
        table = lines[lines.index("") + 1:]
        table = [line.split() for line in table[table.index("") + 1:]]
        self.assertEqual(["month", "H[USA,RUS]"], table[0])
        self.assertEqual(list(zip(result["series"][0]["months"], result["series"][0]["values"], strict=True)),
                         [(month, float(value)) for month, value in table[1:]])

    def test_a_history_is_the_same_alone(self):
        self.output("run", FLAGSHIP, "--worlds", 32, "--outcomes", "all.csv")
        self.output("run", FLAGSHIP, "--world", 20, "--outcomes", "one.csv")
        self.assertEqual([self.rows("all.csv")[20]], self.rows("one.csv"))

    def test_screens_are_80_columns_wide(self):
        for words in (("run", FLAGSHIP, "--worlds", 16), ("run", FLAGSHIP, "--world", 1)):
            self.assertLessEqual(max(map(len, self.output(*words).splitlines())), 80)


class Outcomes(Case):
    def test_a_row_a_history_and_arm(self):
        answer = self.json("ask", FLAGSHIP, "--worlds", 40, "--prior", 0, "--outcomes", "o.csv")
        rows = self.rows("o.csv")
        self.assertEqual([(str(history), arm) for history in range(40) for arm in ("with", "without")],
                         [(row["history"], row["arm"]) for row in rows])
        for outcome in answer["outcomes"]:
            mean = math.fsum(float(row[outcome["name"]]) for row in rows[::2]) / 40
            self.assertTrue(math.isclose(mean, outcome["with"], rel_tol=1e-9, abs_tol=1e-12), outcome["name"])
        self.assertEqual(["o.csv"], os.listdir(self.folder))

    def test_nothing_is_overwritten_unasked(self):
        (self.folder / "o.csv").write_text("mine")
        words = ("ask", FLAGSHIP, "--worlds", 1, "--prior", 0, "--outcomes", "o.csv")
        self.assert_refused(*words, saying=("o.csv", "--force"))
        self.assertEqual("mine", (self.folder / "o.csv").read_text())
        self.output(*words, "--force")
        self.assertEqual(2, len(self.rows("o.csv")))

    def test_only_a_regular_file_in_a_folder_that_is_there(self):
        (self.folder / "folder").mkdir()
        (self.folder / "link").symlink_to("elsewhere")
        for path, why in (("folder", "directory"), ("folder/", "directory"), ("none/o.csv", "No such file"), ("link", "regular"),
                          ("/dev/null", "regular")):
            self.assert_refused("ask", FLAGSHIP, "--outcomes", path, "--force", saying=(why,))

    def test_a_wrong_question_leaves_no_file(self):
        self.assert_refused("ask", FLAGSHIP, "--outcomes", "o.csv", "--about", "nothing_of_the_kind")


class Interruption(Case):
    def test_a_signal_ends_it_soon_and_leaves_nothing(self):
        for which in (signal.SIGINT, signal.SIGTERM):
            process = subprocess.Popen([COEXIST, "ask", FLAGSHIP, "--worlds", "10000000", "--prior", "0", "--outcomes", "o.csv"],
                                       cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            self.addCleanup(process.kill)
            until = time.monotonic() + TIMEOUT
            # A file is there: from now on no signal may leave it behind.
            while not any(self.folder.iterdir()) and time.monotonic() < until:
                time.sleep(0.01)
            began = time.monotonic()
            process.send_signal(which)
            output, message = process.communicate(timeout=TIMEOUT)
            self.assertLess(time.monotonic() - began, 10)
            self.assertEqual((130, ""), (process.returncode, output))
            self.assertRegex(message, r"^coexist: interrupted after \d+ of 10000000 twin histories\n$")
            self.assertEqual([], os.listdir(self.folder))


class Streams(Case):
    def shell(self, script):
        return subprocess.run(["sh", "-c", script, "sh", COEXIST], cwd=self.folder, capture_output=True, text=True, timeout=TIMEOUT)

    def test_standard_output_that_takes_nothing(self):
        for to in (">&-", ">/dev/full"):
            done = self.shell(f'"$1" list parameters {to}')
            self.assertEqual(1, done.returncode, to)
            self.assertRegex(done.stderr, r"^coexist: standard output cannot be written: .*\n$")

    def test_a_closed_standard_output_is_not_taken_for_the_file(self):
        done = self.shell(f'"$1" ask {FLAGSHIP} --worlds 1 --prior 0 --json --outcomes o.csv >&-')
        self.assertEqual(1, done.returncode)
        self.assertEqual(2, len(self.rows("o.csv")))

    def test_a_file_that_does_not_fit(self):
        # ulimit counts blocks of 512 bytes; a row is longer than one.
        done = self.shell(f'ulimit -f 8 && "$1" ask {FLAGSHIP} --worlds 200 --prior 0 --outcomes o.csv')
        self.assertEqual((1, ""), (done.returncode, done.stdout))
        self.assertRegex(done.stderr, r"^coexist: 'o.csv' cannot be written: .*\n$")
        self.assertEqual([], os.listdir(self.folder))

    def test_a_reader_that_has_seen_enough(self):
        self.assertEqual(("name", ""), (lambda done: (done.stdout.split()[0], done.stderr))(self.shell('"$1" list parameters | head -n 1')))


class Catalogue(Case):
    ROOMS = ("scenarios", "library", "doctrines", "acts", "mechanisms", "parameters", "outcomes", "columns")

    def test_every_name_that_is_listed_can_be_shown(self):
        rooms = json.loads(self.output("list", "--json"))
        self.assertEqual(list(self.ROOMS), list(rooms))
        for room, entries in rooms.items():
            self.assertEqual(entries, self.json("list", room)[room])
            self.assertIn(f"\n{entries[-1]['name']} ", self.output("list", room))
            name = entries[-1]["name"]
            self.assertIn(name, [entry["name"] for entry in self.json("show", name)[room]])

    def test_a_cell_goes_by_its_column(self):
        self.assertEqual(self.json("show", "H"), self.json("show", "H[USA,RUS]"))

    def test_a_parameter(self):
        eta, = self.json("show", "eta")["parameters"]
        self.assertEqual((0.1, "1", {"kind": "lognormal", "deviation": 0.5}, "belief"),
                         tuple(eta[key] for key in ("default", "unit", "prior", "mechanism")))
        self.assertIn("lognormal(0.5)", self.output("show", "eta"))

    def test_the_numbers_of_an_act_have_meaning_unit_and_source(self):
        text = " ".join(self.output("show", "act.aid").split())
        for said in ("aid, act", "b -2.2 log-odds", "(nats); judgement", "e 0.7 intensity", "Goldstein 1992", "r 0.1 revision gain",
                     "k 0 escalation risk", "c 0.25 direct cost", "seen 1 chance", "salience 1 weight as evidence (routine months)"):
            self.assertIn(said, text)
        self.assertEqual(self.json("list", "acts")["acts"][0], self.json("show", "act.aid")["acts"][0])
        for act in self.json("list", "acts")["acts"]:
            for key in ("b", "e", "r", "k", "c", "seen", "salience"):
                number, = self.json("show", f"act.{act['name']}.{key}")["numbers"]
                self.assertEqual(act[key], number["value"])
                self.assertTrue(number["meaning"] and number["unit"] and number["source"], number)
        self.assertIn("normal(0;0.4)", self.output("show", "act.aid.b"))
        self.assertIn("funding of the movement", self.output("show", "doctrine.two_camps.fund"))
        self.assert_refused("show", "act.aid.x", saying=("'act.aid.x'", "Did you mean 'act.aid."))

    def test_a_name_in_several_rooms(self):
        self.assertEqual({"mechanisms", "outcomes"}, set(self.json("show", "arms")))
        self.assertEqual({"outcomes"}, set(self.json("show", "systems.soviet")))

    def test_a_scenario_comes_back_as_it_is(self):
        (self.folder / "copy.toml").write_text(self.output("show", FLAGSHIP))
        words = ("--worlds", 16, "--prior", 0)
        self.assertEqual(self.json("ask", FLAGSHIP, *words)["digest"], self.json("ask", "copy.toml", *words)["digest"])

    def test_what_there_is_not(self):
        self.assert_refused("show", "etaa", saying=("'etaa'", "'eta'"))
        self.assert_refused("list", "mechanism", saying=("'mechanisms'",))

    def test_help_fits_a_screen_s_width(self):
        for words in (("--help",), ("ask", "--help"), ("run", "-h"), ("help", "check"), ("list",), *(("list", room) for room in self.ROOMS)):
            self.assertLessEqual(max(map(len, self.output(*words).splitlines())), 80, words)
        self.assertEqual("coexist 0.1.0 (model version 3)\n", self.output("--version"))


if __name__ == "__main__":
    unittest.main()


class WhatGoesWrong(Case):
    def test_a_run_without_one_good_history_fails_and_says_which(self):
        # Noise of 1000 a year overflows any output in single precision.
        done = self.run_command("ask", FLAGSHIP, "--worlds", 16, "--prior", 0, "--set", "s_Y=1000")
        self.assertEqual((1, ""), (done.returncode, done.stdout))
        self.assertIn("16 of 16 pairs of histories went wrong, more than the 1 %", done.stderr)
        self.assertIn("`coexist run cold-war-1953 --set s_Y=1000 --arm with --world 0`", done.stderr)

    def test_a_few_bad_histories_are_left_out_and_the_command_that_replays_them_is_given(self):
        for verb, key in (("run", "worlds"), ("ask", "worlds")):
            words = (verb, FLAGSHIP, "--worlds", 2000, "--set", "s_Y=6", *(("--prior", 0) if verb == "ask" else ()))
            done = self.run_command(*words, "--json")
            self.assertEqual(0, done.returncode, done.stderr)
            result = json.loads(done.stdout)
            self.assertEqual(2000, result[key])
            self.assertTrue(0 < result["marked"] <= 20)
            self.assertEqual(min(4, result["marked"]), len(result["replays"]))
            self.assertIn("not counted; the first again: " + result["replays"][0], done.stderr)
            program, *again = shlex.split(result["replays"][0])
            self.assertEqual("coexist", program)
            replayed = json.loads(self.run_command(*again, "--json").stdout)
            self.assertEqual((1, [result["marked_histories"][0]]), (replayed["marked"], replayed["marked_histories"]))
            self.assertIn("Not counted", self.run_command(*words).stdout)

    def test_a_run_under_a_draw_from_the_priors_is_one_of_other_numbers(self):
        plain, first, again = (self.json("run", FLAGSHIP, "--worlds", 16, *words)
                               for words in ((), ("--draw", 0), ("--draw", 0)))
        self.assertNotEqual(plain["digest"], first["digest"])
        self.assertEqual(first["digest"], again["digest"])
        self.assertEqual((None, 0), (plain.get("draw"), first["draw"]))
        self.assertIn("under draw 0", " ".join(self.output("run", FLAGSHIP, "--worlds", 16, "--draw", 0).split()))
        self.assert_refused("run", FLAGSHIP, "--draw", 10000, saying=("--draw", "9999"))

    def test_a_horizon_before_adoption_is_refused_for_two_arms_and_not_for_one(self):
        self.assert_refused("ask", FLAGSHIP, "--until", "1953-06", saying=["--until", "before the doctrine is adopted"])
        self.output("run", FLAGSHIP, "--until", "1953-06", "--worlds", 16)

    def test_a_pair_of_one_polity_is_refused(self):
        self.assert_refused("run", FLAGSHIP, "--series", "H[USA,USA]", saying=["pairs USA with itself"])
