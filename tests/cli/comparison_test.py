# SPDX-License-Identifier: Apache-2.0
# `ask` of several alternatives or dates in one table, and what an event does alone.

import unittest

from command import FLAGSHIP, Case

SMALL = ("--worlds", 32, "--prior", 0)


def result(answer):
    """An answer less how long it took, and less how much of the record is met, which is said of one question alone."""
    return {key: value for key, value in answer.items() if key not in ("seconds", "twin_worlds_per_second", "record")}


class Comparisons(Case):
    def test_they_are_the_questions_asked_one_by_one(self):
        for option, single, values in (("against", "instead", ["two_camps", "example_only"]), ("adopt", "adopt", ["1953-03", "1958-01"])):
            compared = self.json("ask", FLAGSHIP, *SMALL, f"--{option}", ",".join(values))
            self.assertEqual(["comparison"], list(compared))
            self.assertEqual(values, [answer[option] for answer in compared["comparison"]])
            for answer, value in zip(compared["comparison"], values, strict=True):
                self.assertEqual(option, list(answer)[0])
                del answer[option]
                self.assertEqual(result(self.json("ask", FLAGSHIP, *SMALL, f"--{single}", value)), result(answer))

    def test_one_table(self):
        for options in (("--against", "two_camps,example_only,containment,massive_retaliation"), ("--adopt", "1953-03,1956-02,1959-09"),
                        ("--against", "two_camps", "--all"), ("--against", "two_camps,example_only", "--worlds", 1)):
            text = self.output("ask", FLAGSHIP, *(SMALL if "--worlds" not in options else ("--prior", 0)), *options)
            self.assertLessEqual(max(map(len, text.splitlines())), 80, text)
            self.assertIn("fear of revolution", text)
        self.assertIn("two camps", text)

    def test_the_command_it_suggests_works(self):
        text = self.output("ask", FLAGSHIP, *SMALL, "--adopt", "1953-03,1956-02", "--set", "eta=0.2")
        command = text.split("Next: coexist ")[1].split("   ")[0].split()
        self.assertEqual(["--set", "eta=0.2", "--adopt", "1953-03"], command[2:])
        self.output(*command, *SMALL)

    def test_what_cannot_be_compared_is_refused(self):
        two = "two_camps,example_only"
        self.assert_refused("ask", FLAGSHIP, "--against", two, "--instead", "two_camps", saying=("--against and --instead",))
        self.assert_refused("ask", FLAGSHIP, "--against", two, "--adopt", "1953-03,1956-02", saying=("one of them",))
        self.assert_refused("ask", FLAGSHIP, "--against", "two_camps,,example_only", saying=("one comma",))
        self.assert_refused("ask", FLAGSHIP, "--against", "two_camp,example_only", saying=("--against", "'two_camp'", "'two_camps'"))
        self.assert_refused("ask", FLAGSHIP, "--against", "two_camps,two_camps", saying=("twice",))
        self.assert_refused("ask", FLAGSHIP, "--adopt", "1953-03,1999-01", saying=("1999-01", "outside"))
        for option, value in (("--store", "s.db"), ("--outcomes", "o.csv"), ("--events", "e.csv")):
            self.assert_refused("ask", FLAGSHIP, "--against", two, option, value, saying=(option, "one by one"))
        self.assert_refused("run", FLAGSHIP, "--against", two, saying=("run has no option --against",))
        self.assert_refused("run", FLAGSHIP, "--adopt", "1953-03,1956-02", saying=("not a date",))


class EventsAlone(Case):
    DROPS = ("--drop", "demonstration:1959-09", "--drop", "unrest:1956-10")

    def test_json_has_them_beside_what_was_left_out(self):
        answer = self.json("ask", FLAGSHIP, *SMALL, *self.DROPS)
        self.assertEqual(["demonstration:1959-09", "unrest:1956-10"], answer["dropped"])
        self.assertEqual(answer["dropped"], [event["event"] for event in answer["events_alone"]])
        self.assertEqual(["the visit of 15 to 27 September 1959", "unrest in Hungary"], [event["name"] for event in answer["events_alone"]])
        for event in answer["events_alone"]:
            self.assertEqual([row["name"] for row in answer["outcomes"]], [row["outcome"] for row in event["outcomes"]])
            for row in event["outcomes"]:
                self.assertTrue(row["ci95"][0] <= row["difference"] <= row["ci95"][1])

    def test_the_terminal_shows_one_table(self):
        text = self.output("ask", FLAGSHIP, *SMALL, *self.DROPS)
        table = text.split("What each event left out does alone")[1]
        self.assertIn("1959-09  unrest: 1956-10", table)
        self.assertIn("fear of revolution", table)
        self.assertIn("unrest:1956-10: unrest in Hungary.", " ".join(table.split()))
        self.assertLessEqual(max(map(len, table.splitlines())), 80)


if __name__ == "__main__":
    unittest.main()
