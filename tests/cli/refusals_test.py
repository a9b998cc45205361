# SPDX-License-Identifier: Apache-2.0
# What is wrong is refused before anything is run: exit 2, a message that helps, nothing on standard output, nothing written.

import os
import unittest

from command import FLAGSHIP, Case


class Words(Case):
    def test_the_verb(self):
        self.assert_refused("aks", FLAGSHIP, saying=("'aks'", "'ask'", "check"))
        self.assert_refused("xyzzy", saying=("Verbs: ask, run, story, check, list, show",))
        self.assert_refused("--worlds", "5", saying=("'--worlds'",))

    def test_the_command_alone_says_how_to_begin(self):
        done = self.run_command()
        self.assertEqual((2, ""), (done.returncode, done.stdout))
        self.assertIn("--help", done.stderr)

    def test_an_option(self):
        self.assert_refused("ask", FLAGSHIP, "--world", 5, saying=("--world", "'--worlds'"))
        self.assert_refused("ask", FLAGSHIP, "--sede", 5, saying=("'--sede'", "'--seed'"))
        self.assert_refused("ask", FLAGSHIP, "--xyzzy", saying=("coexist ask --help",))
        self.assert_refused("ask", FLAGSHIP, "-w", 5, saying=("'-w'",))
        self.assert_refused("check", "a.toml", "--seed", 5, saying=("--seed",))

    def test_a_value(self):
        self.assert_refused("ask", FLAGSHIP, "--worlds", saying=("--worlds needs a value",))
        self.assert_refused("ask", FLAGSHIP, "--worlds", "--json", saying=("--worlds needs a value",))
        self.assert_refused("ask", FLAGSHIP, "--json=yes", saying=("--json takes no value", "'yes'"))
        self.assert_refused("ask", FLAGSHIP, "--until=", saying=("--until is empty",))
        self.assert_refused("ask", FLAGSHIP, "--seed", 1, "--seed", 1, saying=("--seed is given twice",))
        self.assert_refused("ask", FLAGSHIP, "--engine", "bach", saying=("'bach'", "batch or reference"))
        self.assert_refused("run", FLAGSHIP, "--arm", "both", saying=("with or without",))

    def test_numbers_are_read_whole(self):
        for text in ("0", "-1", "1e99", "1.5", "abc", "5x", " 5", "+5", "0x10", "99999999999999999999", "10000001"):
            self.assert_refused("ask", FLAGSHIP, "--worlds", text, saying=(f"'{text}'", "from 1 to 10000000"))
        for text in ("-1", "1.0", "18446744073709551616"):
            self.assert_refused("ask", FLAGSHIP, "--seed", text, saying=(f"'{text}'", "from 0 to 18446744073709551615"))
        for option in ("--threads", "--batch"):
            self.assert_refused("ask", FLAGSHIP, option, 0, saying=(option,))
        self.output("ask", FLAGSHIP, "--worlds", 1, "--prior", 0, "--seed", 18446744073709551615)

    def test_the_scenario(self):
        self.assert_refused("ask", saying=("needs a SCENARIO", FLAGSHIP))
        self.assert_refused("ask", FLAGSHIP, "other", saying=("'other'",))
        self.assert_refused("ask", "cold-war-1935", saying=(f"'{FLAGSHIP}'",))
        self.assert_refused("run", "--series", "M[USA]", FLAGSHIP, saying=("before --series",))
        self.assert_refused("check", saying=("FILE",))

    def test_control_characters_do_not_reach_the_terminal(self):
        for option in ("--worlds", "--question", "--actor", "--about", "--adopt", "--until", "--drop", "--without", "--set", "--engine"):
            for text in ("\x1b[31m", "\u009b31m", "a\u202eb"):
                message = self.assert_refused("ask", FLAGSHIP, option, text, saying=("\\x",), problems=0)
                self.assertNotIn(text, message)

    def test_very_many_problems_are_counted(self):
        # Found by fuzzing: as many lines as words.
        message = self.assert_refused("run", FLAGSHIP, "--series", *(f"H[{n}" for n in range(300)), problems=51)
        self.assertIn("'H[49'", message)
        self.assertNotIn("'H[50'", message)
        self.assertTrue(message.endswith("and 250 more problems\n"), message[-200:])
        self.assert_refused("run", FLAGSHIP, "--series", *(f"H[{n}" for n in range(51)), saying=("'H[50'",), problems=51)

    def test_the_question(self):
        self.assert_refused("ask", FLAGSHIP, "--about", "peacful_coexistence", saying=("'peacful_coexistence'", "'peaceful_coexistence'"))
        self.assert_refused("ask", FLAGSHIP, "--question", "congres-1956", saying=("'congress-1956'",))
        self.assert_refused("ask", FLAGSHIP, "--adopt", "1999-01", saying=("1953-01", "1964-12"))
        self.assert_refused("ask", FLAGSHIP, "--until", "1964", saying=("YYYY-MM",))
        self.assert_refused("ask", FLAGSHIP, "--actor", "RSU", saying=("'RUS'",))
        # What the Soviet Union followed is no answer to what the United States would have.
        self.assert_refused("ask", FLAGSHIP, "--actor", "USA", "--about", "detente", saying=("--instead", "RUS followed"))
        self.assert_refused("ask", FLAGSHIP, "--drop", "demonstration:1959-08", saying=("1959-09 (the visit of",))
        self.assert_refused("ask", FLAGSHIP, "--without", "belif", saying=("'belief'",))
        self.assert_refused("ask", FLAGSHIP, "--set", "etta=1", saying=("'etta'", "'eta'"))
        self.assert_refused("ask", FLAGSHIP, "--set", "eta", saying=("NAME=VALUE",))
        self.assert_refused("run", FLAGSHIP, "--series", "HH[USA,RUS]", saying=("'HH'",))
        self.assert_refused("run", FLAGSHIP, "--series", "H[USA,RSU]", saying=("'RUS'",))

    def test_too_few_histories_a_draw(self):
        self.assert_refused("ask", FLAGSHIP, "--worlds", 1000, "--prior", 11, "--outcomes", "o.csv", saying=("--prior", "at most 10"))

    def test_every_problem_at_once(self):
        self.assert_refused("ask", FLAGSHIP, "--about", "x_y_z", "--without", "q_q_q", "--until", "1999-01", problems=3)

NOT_A_NUMBER = '\n[[doctrine]]\nid = "two_camps"\nweights = { gain = nan }\n'


class Files(Case):
    def setUp(self):
        super().setUp()
        self.text = self.output("show", FLAGSHIP)

    def refused(self, text, *saying, problems=1):
        path = self.folder / "s.toml"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        for verb in ("check", "ask"):
            message = self.assert_refused(verb, "s.toml", saying=saying, problems=problems)
            self.assertTrue(all(line.startswith("coexist: s.toml") for line in message.splitlines()), message)

    def changed(self, old, new):
        self.assertIn(old, self.text)
        return self.text.replace(old, new, 1)

    def test_an_unknown_key_has_its_place(self):
        line = self.text.splitlines().index("[systems]") + 2
        self.refused(self.changed("[systems]\n", "[systems]\ncolour = 1\n"), f"s.toml:{line}:1:", "'colour'")

    def test_a_misspelt_doctrine(self):
        self.refused(self.changed('instead = "two_camps"', 'instead = "two_camp"'), "'two_camp'", "'two_camps'")

    def test_a_date_outside_the_scenario(self):
        self.refused(self.changed('adopt = "1956-02"', 'adopt = "1970-02"'), "1970-02")

    def test_a_weight_that_is_not_a_number(self):
        self.refused(self.text + NOT_A_NUMBER, "nan")

    def test_a_polity_named_twice(self):
        first = self.text.index("[[polity]]")
        end = self.text.index("[[polity]]", first + 1)
        self.refused(self.text + "\n" + self.text[first:end], "USA", problems=0)

    def test_a_file_that_is_not_toml_is_shown_where_it_is_wrong(self):
        (self.folder / "s.toml").write_text(self.changed('start = "1953-01"', "start = 1953-01"))
        done = self.run_command("check", "s.toml")
        self.assertEqual((2, ""), (done.returncode, done.stdout))
        first, line, mark = done.stderr.splitlines()
        self.assertIn('Put a date in quotes: "1953-01"', first)
        self.assertEqual("    start = 1953-01", line)
        self.assertEqual("    " + " " * 15 + "^", mark)

    def test_files_that_are_no_scenarios(self):
        self.refused("", problems=0)
        self.refused(bytes(range(256)), problems=0)
        self.assert_refused("ask", ".", saying=("directory",))
        self.assert_refused("ask", "none.toml", saying=("none.toml",))

    def test_a_file_of_200_megabytes(self):
        with open(self.folder / "s.toml", "wb") as file:
            file.truncate(200 << 20)
        self.assert_refused("check", "s.toml", saying=("s.toml", "bytes"))

    @unittest.skipIf(os.geteuid() == 0, "root may read every file")
    def test_a_file_that_may_not_be_read(self):
        (self.folder / "s.toml").write_text(self.text)
        (self.folder / "s.toml").chmod(0)
        self.assert_refused("ask", "s.toml", saying=("ermission",))

    def test_check_goes_through_all_files(self):
        (self.folder / "good.toml").write_text(self.text)
        (self.folder / "bad.toml").write_text(self.text + NOT_A_NUMBER)
        done = self.run_command("check", "bad.toml", "good.toml", "none.toml")
        self.assertEqual(2, done.returncode)
        self.assertEqual("good.toml: ok, 24 polities, 3 principals, 2 questions, 144 months, model version 3\n", done.stdout)
        self.assertIn("bad.toml:", done.stderr)
        self.assertIn("none.toml:", done.stderr)


if __name__ == "__main__":
    unittest.main()
