# SPDX-License-Identifier: Apache-2.0
# `new`, `schema` and the warnings of `check`: where a scenario of one's own begins.

import json
import os
import pathlib
import re
import resource
import sqlite3
import tomllib
import unittest

from command import Case

ROOT = pathlib.Path(os.environ["COEXIST_ROOT"])

try:
    import jsonschema
except ImportError:
    jsonschema = None


def refusal(schema, value, path="file"):
    """Where `value` is not what `schema` allows, or None: as much of JSON Schema as ours is made of."""
    if "anyOf" in schema:
        found = [refusal(each, value, path) for each in schema["anyOf"]]
        return None if None in found else found[0]
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "number": (int, float)}
    if "type" in schema and not (isinstance(value, kinds[schema["type"]]) and (schema["type"] == "boolean") == isinstance(value, bool)):
        return path
    if value not in schema.get("enum", [value]) or value != schema.get("const", value):
        return path
    if isinstance(value, (int, float)) and not (schema.get("minimum", value) <= value <= schema.get("maximum", value)):
        return path
    if isinstance(value, list):
        return next(filter(None, (refusal(schema.get("items", {}), item, f"{path}[{n}]") for n, item in enumerate(value))), None)
    if isinstance(value, dict):
        if set(schema.get("required", [])) - set(value):
            return path
        known, other = schema.get("properties", {}), schema.get("additionalProperties", True)
        for key, entry in value.items():
            below = known.get(key, other)
            if below is False:
                return f"{path}.{key}"
            found = None if below is True else refusal(below, entry, f"{path}.{key}")
            if found:
                return found
    return None


class Schema(Case):
    def setUp(self):
        super().setUp()
        self.schema = json.loads(self.output("schema"))

    def refused(self, value):
        found = refusal(self.schema, value)
        if jsonschema:
            errors = list(jsonschema.Draft7Validator(self.schema).iter_errors(value))
            self.assertEqual(bool(errors), found is not None, (found, errors[:1]))
        return found

    def test_it_allows_every_file_of_the_library(self):
        files = sorted(path for folder in ("scenarios", "classics", "acts", "doctrines", "parameters", "principles", "stereotypes", "systems")
                       for path in (ROOT / "library" / folder).rglob("*.toml"))
        self.assertGreater(len(files), 15)
        for path in files:
            self.assertIsNone(self.refused(tomllib.loads(path.read_text())), path)

    def test_it_refuses_what_the_reader_refuses(self):
        whole = tomllib.loads((ROOT / "library/scenarios/fixtures/cold-war-v2.toml").read_text())
        for change in ({"polity": [{"id": "X", "opne": 1}]}, {"polity": [{"id": "X", "open": 1.5}]}, {"act": [{"id": "nothing"}]},
                       {"parameters": {"etaa": 1}}, {"without": ["nothing"]}, {"scenario": {"start": 1953}}, {"schema": 2},
                       {"doctrine": [{"militancy": 0.5}]}, {"stereotype": {"S": {"weights": {"gain": -1}}}}, {"reach": {"USA": 1}}):
            self.assertIsNotNone(self.refused(whole | change), change)

    def test_every_key_of_a_scenario_is_in_it(self):
        # What the writer writes is what the reader reads: a stored run keeps it whole.
        self.output("ask", "cold-war-1953", "--worlds", 16, "--prior", 0, "--quiet", "--store", "s.db")
        with sqlite3.connect(self.folder / "s.db") as store:
            texts = [value for table, in store.execute("select name from sqlite_master where type = 'table'").fetchall()
                     for row in store.execute(f'select * from "{table}"') for value in row
                     if isinstance(value, str) and value.startswith("schema = 1\n")]
        self.assertTrue(texts)
        for text in texts:
            self.assertIsNone(self.refused(tomllib.loads(text)))


class New(Case):
    def test_a_copy_is_written_once_and_answers(self):
        self.assertIn("coexist check mine.toml", self.output("new", "mine"))
        text = (self.folder / "mine.toml").read_text()
        self.assertTrue(text.startswith("# Begun as a copy of two-rivals."))
        self.assertIn("ok, 2 polities", self.output("check", "mine.toml"))
        self.assertEqual("mine", self.json("ask", "mine.toml", "--worlds", 20, "--prior", 0, "--quiet")["scenario"])
        self.assert_refused("new", "mine", saying=("mine.toml", "--force"))
        (self.folder / "mine.toml").write_text("# mine\n")
        self.assert_refused("new", "mine.toml", saying=("exists",))
        self.assertEqual("# mine\n", (self.folder / "mine.toml").read_text())
        self.output("new", "mine", "--force")
        self.assertEqual(text, (self.folder / "mine.toml").read_text())

    def test_a_copy_of_another_scenario_has_its_own_name(self):
        for scenario in ("cold-war-1953", "sparta-athens", "panchsheel-1954"):
            self.output("new", "of-" + scenario, "--from", scenario)
            answer = self.json("ask", f"of-{scenario}.toml", "--worlds", 20, "--prior", 0, "--quiet")
            self.assertEqual("of-" + scenario, answer["scenario"])
            self.assertEqual(self.json("ask", scenario, "--worlds", 20, "--prior", 0, "--quiet")["digest"], answer["digest"])

    def test_what_is_begun_is_found_or_pointed_at(self):
        self.output("new", "my")
        self.assert_refused("ask", "my", saying=("no such file", "Did you mean 'my.toml'?"))
        self.assert_refused("show", "my.toml", saying=("is not a store", "coexist check my.toml"))

    def test_what_is_begun_is_of_the_newest_version_of_the_model(self):
        newest = re.search(r"model version (\d+)", self.output("--version"))[1]
        self.output("new", "mine")
        begun = (self.folder / "mine.toml").read_text()
        self.assertEqual(int(newest), tomllib.loads(begun)["model"])
        self.assertTrue(self.output("check", "mine.toml").endswith(f", model version {newest}\n"))
        self.assertEqual(int(newest), self.json("ask", "mine.toml", "--worlds", 20, "--prior", 0, "--quiet")["model"])
        # Aid, which came with version 3, can then be added without a warning, where there is somebody to be aided.
        aided = begun.replace('"acts/standard"', '"acts/aid", "acts/standard"').replace(
            "polity = [\n", 'polity = [\n  { id = "MID", name = "Midland", system = "first", Y = 10, M = 1, open = 0.5 },\n')
        (self.folder / "mine.toml").write_text(aided)
        self.assertIn("ok, 3 polities", self.output("check", "mine.toml"))

    def test_a_copy_states_the_version_it_is_of(self):
        for scenario, version in (("classics/richardson", 2), ("sparta-athens", 2), ("cold-war-1953", 3)):
            self.output("new", "copy", "--force", "--from", scenario)
            text = (self.folder / "copy.toml").read_text()
            self.assertEqual((1, version), (text.count("\nmodel = "), tomllib.loads(text)["model"]), scenario)

    def test_what_cannot_be_written_is_refused(self):
        self.assert_refused("new", saying=("NAME",))
        self.assert_refused("new", "a", "b", saying=("'b'",))
        self.assert_refused("new", "a.b", saying=("'a.b'",))
        self.assert_refused("new", "no/where", saying=("no/where.toml", "No such file"))
        self.assert_refused("new", "a", "--from", "two-rival", saying=("Did you mean 'two-rivals'?",))
        self.assert_refused("schema", "x", saying=("'x'",))
        os.symlink("elsewhere.toml", self.folder / "link.toml")
        self.assert_refused("new", "link", "--force", saying=("not a regular file",))

    def test_a_copy_that_does_not_fit_leaves_no_file(self):
        done = self.run_command("new", "mine", "--from", "cold-war-1953",
                                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)))
        self.assertEqual((1, ""), (done.returncode, done.stdout))
        self.assertRegex(done.stderr, r"^coexist: 'mine\.toml' cannot be written: .*\n$")
        self.assertEqual([], os.listdir(self.folder))


class Warnings(Case):
    def test_they_are_said_and_change_no_exit_code(self):
        (self.folder / "my.toml").write_text('use = ["cold-war-1953"]\n[[flashpoint]]\nname = "Berlin"\nrate = 0\n')
        done = self.run_command("check", "my.toml")
        self.assertEqual(0, done.returncode)
        self.assertEqual("my.toml: ok, 24 polities, 3 principals, 2 questions, 144 months, model version 3\n", done.stdout)
        self.assertEqual("coexist: warning: my.toml:4:8: [[flashpoint]] 'Berlin' can never fire: its rate is 0. "
                         "Give it a rate above 0, or leave it out\n", done.stderr)


if __name__ == "__main__":
    unittest.main()
