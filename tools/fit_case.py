# SPDX-License-Identifier: Apache-2.0
"""A scenario as tools/fit_from_tables.py needs it: what it states, what the program makes of it, and a line of the answer."""

import collections
import csv
import json
import pathlib
import subprocess
import sys
import tomllib


class Row:
    """A number: stated by the scenario or played by the program, beside what the data say."""

    def __init__(self, path, stated, data, interval=None, played=None, proposal=None, note=""):
        self.path, self.stated, self.data, self.interval = path, stated, data, interval
        self.played, self.proposal, self.note = played, proposal, note
        held = stated if stated is not None else played
        self.inside = None if held is None or interval is None else interval[0] <= held <= interval[1]

    def value(self):
        """What is proposed, to three digits."""
        return float(f"{next(iter(self.proposal.values())):.3g}")

    def text(self):
        shown = ["" if one is None else f"{one:.4g}" for one in (self.stated, self.data)]
        band = f"{self.interval[0]:.3g} .. {self.interval[1]:.3g}" if self.interval else ""
        verdict = {None: "", True: "inside", False: "OUTSIDE"}[self.inside]
        played = "" if self.played is None else f"played {self.played:.3g}"
        return f"  {self.path:44} {shown[0]:>7} {shown[1]:>9}  {band:18} {verdict:8} {played:13} {self.note}".rstrip()


class Case:
    """The scenario and what the program makes of it: the world as history had it, with the doctrine."""

    def __init__(self, scenario, program, worlds, folder):
        self.name, self.program, self.worlds, self.folder, self.cache = scenario, program, worlds, folder, {}
        path = pathlib.Path(scenario)
        self.scenario = tomllib.loads(path.read_text(encoding="utf-8") if path.exists() else self.output("show", scenario))
        about = self.scenario["scenario"]
        self.start, self.end = about["start"], about["end"]
        self.first, self.last = int(self.start[:4]), int(self.end[:4])
        self.polities = {one["id"]: one for one in self.scenario["polity"]}
        self.code = {one["id"]: str(one["ccode"]) for one in self.scenario["polity"] if "ccode" in one}
        self.id = {code: name for name, code in self.code.items()}
        self.principals = about.get("principal_slots", [])

    def output(self, *words):
        done = subprocess.run([self.program, *map(str, words)], capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(done.stderr.strip() or f"fit_from_tables: {self.program} ended with {done.returncode}")
        return done.stdout

    def series(self, names, settings=()):
        """{column: mean by month}, over the histories."""
        sets = [word for path, value in settings for word in ("--set", f"{path}={value!r}")]
        run = json.loads(self.output("run", self.name, "--worlds", self.worlds, "--json", "--quiet", "--series", *names, *sets))
        return {one["name"]: dict(zip(one["months"], one["mean"], strict=True)) for one in run["series"]}

    def hostility(self, one, other, first, last):
        """Mean mutual hostility as played; of a party that keeps none, the other's (model 3.6)."""
        names = [f"H[{a},{b}]" for a, b in ((one, other), (other, one)) if a in self.principals]
        missing = [name for name in names if name not in self.cache]
        if missing:
            self.cache |= self.series(missing)
        values = [value for name in names for month, value in self.cache[name].items() if first <= month <= last]
        return sum(values) / len(values)

    def events(self):
        """Mean counts a history: {(kind, actor, target, place): count}."""
        if "events" not in self.cache:
            path = self.folder / "events.csv"
            self.output("run", self.name, "--worlds", self.worlds, "--quiet", "--json", "--events", path)
            with open(path, newline="", encoding="utf-8") as file:
                table = csv.DictReader(file)
                counts = collections.Counter((row["kind"], row["actor"], row["target"], row["place"]) for row in table)
            self.cache["events"] = {key: count / self.worlds for key, count in counts.items()}
        return self.cache["events"]

    def count(self, wanted):
        return sum(count for key, count in self.events().items() if wanted(*key))

    def parameter(self, name):
        stated = self.scenario.get("parameters", {}).get(name)
        if stated is None and "parameters" not in self.cache:
            listed = json.loads(self.output("list", "parameters", "--json"))["parameters"]
            self.cache["parameters"] = {one["name"]: one["default"] for one in listed}
        return self.cache["parameters"][name] if stated is None else stated

    def act(self, role):
        """Base log-odds of an act: the scenario's own word, else that of the last piece of the library it uses that has one."""
        def stated(piece):
            for act in piece.get("act", []):
                if act["id"] == role and "b" in act:
                    return act["b"]
            found = (stated(tomllib.loads(self.output("show", one))) for one in reversed(piece.get("use", [])))
            return next((b for b in found if b is not None), None)
        return stated(self.scenario)
