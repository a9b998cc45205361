#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""tools/influence_of_judgement.py SCENARIO --program PATH: what the answer owes to each judged number, one at a time.

The question is asked with every number as it stands, then with each judged number at the points below which 10 and 90 % of its
prior lie (docs/model/judged.md), the others as they stand, all under the same luck.  The *swing* of an outcome is its difference
at the upper point less that at the lower.  Its size is given as a part of the range of the difference when all numbers are drawn
at once (5 to 95 %), so that outcomes of different units can stand side by side; the *influence* of a number is the mean of that
over the headline outcomes.  A swing that simulation error alone could make (its ends' 95 % intervals taken as independent, which
overstates it) is marked `~`.

The list of judged numbers is the program's own, from the page it makes (docs/interface.md); only the standard library is needed."""

import argparse
import concurrent.futures
import json
import math
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import tomllib

LOW, HIGH = 0.1, 0.9
NORMAL = statistics.NormalDist()


def quantile_of_prior(prior, value, at, limits=(-math.inf, math.inf)):
    """The point below which the share `at` of a prior lies: `prior` in the words of docs/model, `value` the number as it stands.

    lognormal(1;s) multiplies it and uniform(a;b) takes its place, as does normal(m;s) unless its words say that it is added.  A
    prior is truncated to `limits`, as the program does; one that is added is clipped."""
    kind, first, second = re.match(r"(lognormal|normal|uniform)\(([^;]*);([^)]*)\)", prior).groups()
    first, second = float(first), float(second)
    low, high = limits
    if kind == "uniform":
        low, high = max(first, low), min(second, high)
        return low + (high - low) * at
    if "added" in prior:
        moved = value + first + second * NORMAL.inv_cdf(at)
        return min(1.0, max(0.0, moved)) if "clipped to 0..1" in prior else moved
    if kind == "normal":
        below = [NORMAL.cdf((end - first) / second) for end in (low, high)]
        return first + second * NORMAL.inv_cdf(below[0] + (below[1] - below[0]) * at)
    if value <= 0:
        return value
    below = [NORMAL.cdf(math.log(end / value) / second) if 0 < end < math.inf else float(end > 0) for end in (max(0.0, low), high)]
    return value * math.exp(second * NORMAL.inv_cdf(below[0] + (below[1] - below[0]) * at))


def data_of(page):
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL)
    return json.loads(data.group(1))


class Program:
    def __init__(self, path, scenario, worlds, words):
        self.path, self.scenario, self.worlds, self.words = path, scenario, worlds, words

    def output(self, *words):
        done = subprocess.run([self.path, *words], capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(done.stderr.strip() or f"influence_of_judgement: {self.path} ended with {done.returncode}")
        return done.stdout

    def ask(self, settings=(), prior=0, worlds=None):
        """The outcomes of the question, {name: object of JSON}."""
        sets = [word for name, value in settings for word in ("--set", f"{name}={value!r}")]
        answer = json.loads(self.output("ask", self.scenario, "--worlds", str(worlds or self.worlds), "--prior", str(prior), "--json",
                                        "--quiet", "--threads", "1", *self.words, *sets))
        return {outcome["name"]: outcome for outcome in answer["outcomes"]}

    def page(self):
        """What the page of an answer holds: the numbers in force, and which outcomes are headlines."""
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "page.html"
            self.output("ask", self.scenario, "--worlds", "2", "--prior", "0", "--quiet", "--report", str(page), *self.words)
            return data_of(page)

    def text(self):
        path = pathlib.Path(self.scenario)
        return path.read_text(encoding="utf-8") if path.exists() else self.output("show", self.scenario)


def limits_of(name, prior, parameters):
    if name in parameters:
        ends = parameters[name]["range"]
        return (-math.inf if ends["low"] is None else ends["low"]), (math.inf if ends["high"] is None else ends["high"])
    if "at most 1" in prior and not name.startswith("warheads."):
        return 0.0, 1.0
    return -math.inf, math.inf


def settings(name, point, scenario):
    """What --set is to say.  A factor of a path is set year by year."""
    if not name.startswith("warheads."):
        return [(name, point)]
    years = scenario["warheads"]["years"]
    path = scenario["warheads"]["survivable"][name.rsplit(".", 1)[1]]
    return [(f"{name}.{year}", min(1.0, value * point)) for year, value in zip(years, path, strict=True)]


def swings(name, ends, headlines, widths):
    """Of each headline outcome: its swing, the same over the range of all draws, and whether luck alone could make it."""
    found = {}
    for outcome in headlines:
        low, high = (end[outcome] for end in ends)
        swing = high["difference"] - low["difference"]
        doubt = math.hypot(*((end["ci95"][1] - end["ci95"][0]) / 2 for end in (low, high)))
        found[outcome] = {"low": low["difference"], "high": high["difference"], "swing": swing,
                          "part": abs(swing) / widths[outcome] if widths[outcome] > 0 else 0.0, "clear": abs(swing) > doubt}
    return {"name": name, "outcomes": found, "influence": sum(one["part"] for one in found.values()) / len(found)}


def table(ranked, headlines, base, widths, top):
    yield "outcome                        difference   range of all draws, 5 .. 95 %, and its width"
    for name in headlines:
        prior = base[name]["prior"]
        band = f"{prior['q05']:.4g} .. {prior['q95']:.4g}, {widths[name]:.4g}"
        yield f"{name:28} {base[name]['difference']:12.4g}   {band}"
    yield ""
    yield "number | stands | at 10 % | at 90 % | influence, % | " + " | ".join(headlines)
    for row in ranked[:top]:
        cells = [f"{'' if one['clear'] else '~'}{one['swing']:+.3g} ({100 * one['part']:.0f} %)" for one in
                 (row["outcomes"][name] for name in headlines)]
        ends = " | ".join("" if number is None else f"{number:.4g}" for number in (row["value"], *row["at"]))
        yield f"{row['name']} | {ends} | {100 * row['influence']:.1f} | " + " | ".join(cells)


def main(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenario")
    parser.add_argument("--program", default="coexist")
    parser.add_argument("--worlds", type=int, default=1000, help="histories an arm for each number and point")
    parser.add_argument("--all-worlds", type=int, default=20000, help="histories an arm for the answer with all numbers drawn")
    parser.add_argument("--draws", type=int, default=200, help="draws of all judged numbers at once")
    parser.add_argument("--also", action="append", default=[], metavar="NAME=LOW:HIGH",
                        help="a number without a prior, between two values of your own; with --only ^$ these alone; repeatable")
    parser.add_argument("--only", default="", help="regular expression: judged numbers to take")
    parser.add_argument("--together", action="append", default=[], metavar="EXPRESSION",
                        help="regular expression: judged numbers that move together, as one; repeatable")
    parser.add_argument("--answer", type=pathlib.Path,
                        help="page that `ask --report` made of the same question, with draws: else that is asked first")
    parser.add_argument("--top", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", help="file for every number's swings")
    options, passed_on = parser.parse_known_args(words)
    program = Program(options.program, options.scenario, options.worlds, passed_on)
    page = program.page()
    parameters = {one["name"]: one for one in json.loads(program.output("list", "parameters", "--json"))["parameters"]}
    scenario = tomllib.loads(program.text())
    headlines = [one["name"] for one in page["outcomes"] if one["headline"]]
    base = ({one["name"]: one for one in data_of(options.answer)["outcomes"]} if options.answer else
            program.ask(prior=options.draws, worlds=options.all_worlds))
    widths = {name: base[name]["prior"]["q95"] - base[name]["prior"]["q05"] for name in headlines}
    judged = [one for one in page["parameters"] if one["prior"] != "fixed"]
    # What is moved: name, value as it stands, points, and what --set is to say at each.
    moved = []
    for one in judged:
        points = [quantile_of_prior(one["prior"], one["value"], at, limits_of(one["name"], one["prior"], parameters))
                  for at in (LOW, HIGH)]
        one["sets"] = [settings(one["name"], point, scenario) for point in points]
        if re.search(options.only, one["name"]) and not any(re.search(group, one["name"]) for group in options.together):
            moved.append((one["name"], one["value"], points, one["sets"]))
    for group in options.together:
        members = [one for one in judged if re.search(group, one["name"])]
        moved.append((f"{group} ({len(members)} together)", None, [LOW, HIGH],
                      [[each for one in members for each in one["sets"][end]] for end in (0, 1)]))
    for name, low, high in (re.fullmatch(r"(.+)=(.+):(.+)", words).groups() for words in options.also):
        moved.append((name, None, [float(low), float(high)], [[(name, float(end))] for end in (low, high)]))

    def play(what):
        name, value, points, sets = what
        return swings(name, [program.ask(each) for each in sets], headlines, widths) | {"value": value, "at": points}

    rows = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for done in concurrent.futures.as_completed([pool.submit(play, what) for what in moved]):
            rows.append(done.result())
            if options.json:  # kept as they come: it takes a while
                pathlib.Path(options.json).write_text(json.dumps({"numbers": rows, "widths": widths}, indent=1), encoding="utf-8")
    print("\n".join(table(sorted(rows, key=lambda row: -row["influence"]), headlines, base, widths, options.top)))


if __name__ == "__main__":
    main(sys.argv[1:])
