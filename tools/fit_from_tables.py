#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""tools/fit_from_tables.py FOLDER --program PATH [--scenario S]: what tables of the record say of a scenario's numbers.

FOLDER holds a user's copies of the tables (docs/model/fit.md lists them); those that are not there are skipped.  Each line has
a number's path, what the scenario states, what the data say with their interval, whether the stated number is inside, and what
the program plays where that can be compared.  What the tables do not identify is said.  Intervals of counts are exact Poisson
ones (95 %); others are named where they are used.  Only the standard library is needed."""

import argparse
import collections
import datetime
import json
import math
import pathlib
import sys
import tempfile

import fit_statistics as fit
from facts_from_tables import RUS, USA, poisson_interval, rows
from fit_case import Case, Row
from fit_levels import growth, openness, spending, warheads

# Which crises of ICB arose over which flashpoint, by their names there.  The window of the flashpoint decides beside the name.
FLASHPOINTS = {
    "Berlin": ["BERLIN DEADLINE", "BERLIN WALL"],
    "Taiwan Strait": ["TAIWAN STRAIT I", "TAIWAN STRAIT II", "TAIWAN STRAIT III"],
    "Korea": ["KOREAN WAR III"],
    "Indochina": ["INVASION OF LAOS I", "DIEN BIEN PHU", "PATHET LAO OFFENSIVE", "VIET CONG ATTACK", "NAM THA", "GULF OF TONKIN"],
    "Suez and the Levant": ["GAZA RAID-CZECH. ARMS", "SUEZ NATN.-WAR", "JORDAN REGIME", "SYRIA/TURKEY CONFRNT.",
                            "IRAQ/LEB. UPHEAVAL"],
    "Cuba": ["BAY OF PIGS", "CUBAN MISSILES"],
    "Himalaya": ["CHINA/INDIA BRD. I", "CHINA/INDIA BDR. II"],
}
SEMI_MILITARY, DIRECT = 3, 4  # ICB's involvement of a superpower
ACT_DEVIATION, FLASHPOINT_DEVIATION = 0.4, 0.4  # of the priors in docs/model/judged.md


def years_between(first, last):
    return (int(last[:4]) - int(first[:4])) + (int(last[5:7]) - int(first[5:7]) + 1) / 12


def involvement(crisis):
    return [int(crisis[column] or 1) for column in ("us_involvement", "ussr_involvement")]


def actors(crisis):
    return set(crisis["crisis_actors"].split(";"))


def in_span(crisis, first, last):
    return first <= crisis["start"][:7] <= last


def first_communist_year(case, polity, tables):
    table = tables("political_system.csv") or []
    return min((int(row["year"]) for row in table if row["ccode"] == case.code.get(polity) and row["communist"] == "1"), default=None)


def matched(flashpoint, crises):
    first, last = flashpoint["from"], flashpoint["to"]
    names = FLASHPOINTS.get(flashpoint["name"], [])
    return [one for one in crises if one["name"] in names and in_span(one, first, last)]


def crises_by_flashpoint(case, tables):
    crises = tables("icb_crises.csv")
    if crises is None:
        return
    yield ("Crises by flashpoint (a): felt by both parties, or by the defender where the challenger is no principal; wide: every name "
           "listed")
    totals = [0, 0, 0.0]
    for flashpoint in case.scenario.get("flashpoint", []):
        name, challenger, defender = flashpoint["name"], flashpoint["challenger"], flashpoint["defender"]
        if name not in FLASHPOINTS:
            yield f"  flashpoint {name}: no list of crises in this tool"
            continue
        flashpoint = {"from": case.start, "to": case.end} | flashpoint
        first, last = flashpoint["from"], flashpoint["to"]
        wide = matched(flashpoint, crises)
        condition = flashpoint.get("only_if")
        if condition:
            year = first_communist_year(case, condition["polity"], tables)
            if year is None:
                yield f"  flashpoint {name}: its condition cannot be dated without political_system.csv"
                continue
            first = max(first, f"{year}-01")
        felt = [case.code[one] for one in (challenger, defender) if one in case.principals]
        narrow = [one for one in wide if set(felt) <= actors(one)]
        exposure = years_between(first, last) * case.hostility(challenger, defender, first, last)
        rate, interval = fit.rate_of(len(narrow), exposure)
        wide_rate, wide_interval = fit.rate_of(len(wide), exposure)
        played = case.count(lambda kind, _actor, _target, place, name=name: kind == "crisis" and place == name)
        shift, spread = fit.posterior_of_shift(len(narrow), 0, flashpoint["rate"] * exposure, FLASHPOINT_DEVIATION)
        totals = [totals[0] + len(narrow), totals[1] + len(wide), totals[2] + played]
        proposal = {"rate": rate, "deviation": fit.log_deviation(len(narrow))} if narrow else None
        yield Row(f"flashpoint.{name}.rate", flashpoint["rate"], rate, interval, played, proposal=proposal,
                  note=f"count {len(narrow)}; wide {len(wide)}: {wide_rate:.2g}, {wide_interval[0]:.2g} .. {wide_interval[1]:.2g}; "
                       f"exposure {exposure:.2f}; prior and count: {flashpoint['rate'] * math.exp(shift):.2g} (sd of log {spread:.2f})")
    for count, words in ((totals[0], "all of them, felt"), (totals[1], "all of them, wide")):
        yield Row(f"crises over flashpoints, {words}", None, count, poisson_interval(count), totals[2])


def other_crises(case, tables):
    crises = tables("icb_crises.csv")
    if crises is None:
        return
    yield "The other superpower crises (b): a superpower felt it, or took part by covert or semi-military means or more"
    windows = [{"from": case.start, "to": case.end} | one for one in case.scenario.get("flashpoint", [])]
    over = {one["crisno"] for flashpoint in windows for one in matched(flashpoint, crises)}
    bloc = {case.code[name]: one.get("bloc", "") for name, one in case.polities.items() if name in case.code}
    found = collections.defaultdict(list)
    for crisis in crises:
        active = actors(crisis) & {USA, RUS} or max(involvement(crisis)) >= SEMI_MILITARY
        if not in_span(crisis, case.start, case.end) or not active:
            continue
        if crisis["crisno"] in over:
            kind = "over a flashpoint"
        elif {USA, RUS} <= actors(crisis):
            kind = "between the two"
        elif len({bloc.get(one, one) for one in actors(crisis)}) == 1 and actors(crisis) & {USA, RUS}:
            kind = "inside one bloc"
        elif (actors(crisis) & set(bloc)) - {USA, RUS}:
            kind = "over a polity of the scenario"
        else:
            kind = "over others"
        found[kind].append(crisis)
    both = {"USA", "RUS"}
    threats = case.count(lambda kind, a, b, place: kind == "crisis" and place == "threat" and {a, b} == both)
    accidents = case.count(lambda kind, a, b, place: kind == "crisis" and place == "accident" and {a, b} == both)
    elsewhere = case.count(lambda kind, a, b, place: kind == "crisis" and place == "threat" and len(both & {a, b}) == 1)
    total = case.count(lambda kind, a, b, _place: kind == "crisis" and both & {a, b})
    for kind, names in sorted(found.items()):
        yield f"  {kind}: {len(names)}: " + ", ".join(f"{one['name']} {one['start'][:4]}" for one in names)
    count = sum(map(len, found.values()))
    yield Row("superpower crises, all", None, count, poisson_interval(count), total)
    count -= len(found["over others"]) + len(found["inside one bloc"])
    yield Row("superpower crises that the polities allow", None, count, poisson_interval(count), total)
    yield from pairs_without_flashpoint(case, crises, over, bloc)
    between, held = len(found["between the two"]), len(found["over a polity of the scenario"])
    for count, fixed, moving, words in ((between, accidents, threats, "between the two"),
                                        (between + held, accidents, threats + elsewhere, "and over polities")):
        yield Row(f"crises of threats, {words}", None, count, poisson_interval(count), fixed + moving)
        low, high = poisson_interval(count)
        shifts = [math.log((bound - fixed) / moving) if bound > fixed else -math.inf for bound in (low, count, high)]
        b = case.act("threaten")
        shift, spread = fit.posterior_of_shift(count, fixed, moving, ACT_DEVIATION)
        yield Row("act.threaten.b", b, b + shifts[1], (b + shifts[0], b + shifts[2]),
                  note=f"by crises {words}; prior and count: {b + shift:.2f} (sd {spread:.2f})")
    yield from shows_of_force(case, tables, bloc)
    yield Row("crises by accident", None, 0, poisson_interval(0), accidents, note="ICB has none between the two: an upper end only")


def pairs_without_flashpoint(case, crises, over, bloc):
    """Principals and polities of other blocs that twice or more felt one crisis together over none of the flashpoints."""
    pairs = collections.Counter()
    for crisis in crises:
        if in_span(crisis, case.start, case.end) and crisis["crisno"] not in over:
            felt = sorted(case.id[one] for one in actors(crisis) if one in case.id)
            pairs.update((a, b) for a in felt for b in felt if a in case.principals and a != b and
                         not (b in case.principals and b < a) and bloc[case.code[a]] != bloc[case.code[b]])
    for (a, b), count in sorted(pairs.items()):
        if count > 1:
            played = case.count(lambda kind, one, other, _place, pair={a, b}: kind == "crisis" and {one, other} == pair)
            rate, _ = fit.rate_of(count, years_between(case.start, case.end) * case.hostility(a, b, case.start, case.end))
            yield Row(f"crises felt by {a} and {b}, no flashpoint", None, count, poisson_interval(count), played,
                      note=f"a flashpoint open all the time would have the rate {rate:.2g}")


def shows_of_force(case, tables, bloc):
    """The act of threatening by MID: disputes that one of the two began against the other or a member of its bloc, its own highest
    action a threat, a show of force, an alert, a mobilisation or a blockade."""
    disputes, members = tables("mid_disputes.csv"), tables("mid_participants.csv")
    if not disputes or not members:
        return
    years = {one["dispnum"]: int(one["styear"]) for one in disputes}
    against = collections.defaultdict(set)
    for one in members:
        if one["sidea"] == "0":
            against[one["dispnum"]].add(bloc.get(one["ccode"], ""))
    rival = {USA: bloc[RUS], RUS: bloc[USA]}
    count = sum(one["ccode"] in rival and one["sidea"] == one["orig"] == "1" and rival[one["ccode"]] in against[one["dispnum"]] and
                case.first <= years.get(one["dispnum"], 0) <= case.last and one["hiact"] != "" and 1 <= int(one["hiact"]) <= 13
                for one in members)
    played = case.count(lambda kind, a, b, place: kind == "crisis" and place == "threat" and {a, b} == {"USA", "RUS"})
    interval = poisson_interval(count)
    yield Row("threats and shows of force, MID", None, count, interval, played, note="most of them short of what ICB calls a crisis")
    if played and count:
        b = case.act("threaten")
        yield Row("act.threaten.b", b, b + math.log(count / played), tuple(b + math.log(end / played) for end in interval),
                  note="by that count")


def acts_of_force(case, tables):
    yield "Subversion and intervention (c)"
    b = case.act("force")
    played = case.count(lambda kind, actor, _target, _place: kind == "intervention" and actor in ("USA", "RUS"))
    crises = tables("icb_crises.csv") or []
    bloc = {case.code[name]: one.get("bloc", "") for name, one in case.polities.items() if name in case.code}
    counts = {}
    if crises:
        names = [one["name"] for one in crises if in_span(one, case.start, case.end) and max(involvement(one)) >= DIRECT and
                 actors(one) & {USA, RUS} and len({bloc.get(actor, actor) for actor in actors(one)}) == 1]
        counts["ICB, direct military part inside its own bloc: " + ", ".join(names)] = len(names)
    disputes, members = tables("mid_disputes.csv"), tables("mid_participants.csv")
    if disputes and members:
        years = {one["dispnum"]: int(one["styear"]) for one in disputes}
        found = 0
        for one in members:
            began = one["sidea"] == one["orig"] == "1" and case.first <= years.get(one["dispnum"], 0) <= case.last
            if one["ccode"] not in (USA, RUS) or not began:
                continue
            leader = case.id.get(one["ccode"])
            against = {other["ccode"] for other in members if other["dispnum"] == one["dispnum"] and other["sidea"] == "0"}
            reachable = {code for code, of in bloc.items() if of in (leader, "") and code not in (USA, RUS)}
            found += bool(against and against <= reachable and one["hiact"] and int(one["hiact"]) >= 14)
        counts["MID, own action an occupation, seizure, attack or war, against own members or polities of no bloc"] = found
    for words, count in counts.items():
        low, high = poisson_interval(count)
        yield Row("interventions by the two", None, count, (low, high), played, note=words)
        if played:
            yield Row("act.force.b", b, b + math.log(count / played) if count else None,
                      (b + math.log(low / played) if low else -math.inf, b + math.log(high / played)), note="by that count")
    coups = tables("coups.csv")
    if coups:
        span = [one for one in coups if case.start <= one["date"][:7] <= case.end and one["foreign"] == "1"]
        here = sum(one["ccode"] in bloc for one in span)
        yield f"  foreign-backed coups, attempts and plots: {len(span)}, of them {here} in polities of the scenario; by whom is not coded"
    for column, leader in (("us_involvement", "USA"), ("ussr_involvement", "RUS")):
        months = 0
        for one in crises:
            if in_span(one, case.start, case.end) and one[column] == str(SEMI_MILITARY) and one["end"] and actors(one) & set(bloc):
                days = (datetime.date.fromisoformat(one["end"]) - datetime.date.fromisoformat(one["start"])).days + 1
                months += math.ceil(days / 30.44)
        if crises:
            played = case.count(lambda kind, actor, _target, _place, leader=leader: kind == "subversion" and actor == leader)
            yield Row(f"months of covert part in crises, {leader}", None, months, None, played,
                      note="played: subversions; not the same thing")
    yield "  act.subvert.b is not identified: the tables hold crises and coups, few of the acts themselves, and not by whom"


def event_scores(case, tables):
    table = tables("copdab_monthly.csv")
    if table is None:
        return
    yield "Hostility and belief at the start (d): event scores, hostile below 0; standard errors of Newey and West, 12 months"
    scores = collections.defaultdict(dict)
    for row in table:
        if row["score"]:
            scores[frozenset((row["actor"], row["target"]))].setdefault(row["month"][:7], []).append(float(row["score"]))
    spans = [("1948-01", "1952-12"), ("1953-01", "1955-12"), ("1956-01", "1964-12")]
    means = {}
    two_label, friends, enemies = "the two", "friends: US and France", "enemies: Egypt and Israel"
    for label, pair in ((two_label, (USA, RUS)), (friends, (USA, "220")), (enemies, ("651", "666"))):
        months = {month: sum(both) / len(both) for month, both in sorted(scores[frozenset(pair)].items()) if len(both) == 2}
        for first, last in spans:
            values = [value for month, value in months.items() if first <= month <= last]
            if len(values) >= 24:
                means[label, first] = fit.mean_of_series(values)
                mean, error = means[label, first]
                yield f"  {label:28} {first} .. {last}: {mean:7.2f} (se {error:.2f})"
    for first, _ in spans:
        try:
            two, friend, enemy = (means[label, first] for label in (two_label, friends, enemies))
        except KeyError:
            continue
        width = friend[0] - enemy[0]
        place = (friend[0] - two[0]) / width
        error = math.hypot(two[1], (1 - place) * friend[1], place * enemy[1]) / width
        means["place", first] = place, error
        yield f"  place of the two between friends (0) and enemies (1), from {first}: {place:.2f} (se {error:.2f})"
    stated, own = case.scenario["hostility"]["rival"], case.scenario["hostility"]["own"]
    if ("place", "1948-01") in means:
        place, error = means["place", "1948-01"]
        for top in (0.75, 1.0):
            ends = [own + (place + sign * 1.96 * error) * (top - own) for sign in (-1, 1)]
            yield Row("hostility.rival", stated, own + place * (top - own), tuple(ends),
                      note=f"if enemies stand at {top}, friends at hostility.own: a convention")
    if ("place", "1948-01") in means and ("place", "1956-01") in means:
        (before, before_error), (after, after_error) = means["place", "1948-01"], means["place", "1956-01"]
        levels = [own + place * (1 - own) for place in (before, after)]
        ratio = levels[1] / levels[0]
        error = ratio * (1 - own) * math.hypot(before_error / levels[0], after_error / levels[1])
        played = case.hostility("USA", "RUS", "1956-01", case.end) / stated
        yield Row("hostility 1956-64 over that before 1953", None, ratio, (ratio - 1.96 * error, ratio + 1.96 * error), played,
                  note="enemies at 1; at 0.75 nearly the same")
    for first, last in (("1948-01", "1955-12"), ("1953-04", "1964-12"), ("1948-01", "1964-12")):
        for name, pair in (("US", (USA, RUS)), ("Soviet", (RUS, USA))):
            values = [float(row["score"]) for row in sorted(table, key=lambda row: row["month"])
                      if (row["actor"], row["target"]) == pair and row["score"] and first <= row["month"][:7] <= last]
            if len(values) >= 60:
                phi, (low, high) = fit.signal_persistence(values)
                rates = [(-12 * math.log(one) if one > 0 else math.inf) for one in (phi, high, low)]
                yield Row(f"delta_H by {name} score, {first[:4]} to {last[:4]}", case.parameter("delta_H"), rates[0], tuple(rates[1:]),
                          note=f"persistence of the signal under the noise {phi:.2f} a month ({low:.2f} .. {high:.2f})")
    yield "  belief.* is not identified: nothing in the tables tells what was believed of motive from what was done"


SECTIONS = (crises_by_flashpoint, other_crises, acts_of_force, event_scores, spending, warheads, growth, openness)


def effect(case, shown):
    """The answer as it stands and with all proposals, under the same luck."""
    sets = [word for row in shown if row.proposal for word in ("--set", f"{row.path}={row.value()!r}")]
    answers = [json.loads(case.output("ask", case.name, "--worlds", case.worlds, "--prior", 0, "--json", "--quiet", *words))["outcomes"]
               for words in ([], sets)]
    yield "The answer as it stands and with every proposal (difference, 95 % interval of luck)"
    for before, after in zip(*answers, strict=True):
        sides = [f"{one['difference']:.4g} ({one['ci95'][0]:.4g} .. {one['ci95'][1]:.4g}), with {one['with']:.4g}"
                 for one in (before, after)]
        yield f"  {before['name']:28} {sides[0]:52} {sides[1]}"


def toml_of(rows_shown):
    """The proposals, ready for a scenario: path = number  # stated, interval."""
    for row in rows_shown:
        if row.proposal:
            extra = f"; prior lognormal(1;{row.proposal['deviation']:.2f})" if "deviation" in row.proposal else ""
            data = f"{row.interval[0]:.3g} .. {row.interval[1]:.3g}"
            yield f"{row.path} = {row.value()!r:8} # {row.stated:g} stated; data {data}{extra}"


def main(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--scenario", default="cold-war-1953")
    parser.add_argument("--program", default="coexist")
    parser.add_argument("--worlds", type=int, default=2000, help="histories that the program plays for each comparison")
    parser.add_argument("--effect", action="store_true", help="also ask the question with the proposals, and as it stands")
    parser.add_argument("--toml", action="store_true", help="proposals only, as TOML paths")
    options = parser.parse_args(words)
    if not options.folder.is_dir():
        sys.exit("fit_from_tables: expected a folder with tables, as docs/model/fit.md lists them")
    read = {}

    def tables(name):
        if name not in read:
            read[name] = rows(options.folder, name)
            if read[name] is None:
                print(f"{name} is not there", file=sys.stderr)
        return read[name]

    shown = []
    with tempfile.TemporaryDirectory() as folder:
        case = Case(options.scenario, options.program, options.worlds, pathlib.Path(folder))
        if not options.toml:
            print(f"  {'number':42} {'stated':>8} {'data':>9}  {'interval':20}")
        for section in SECTIONS:
            try:
                for line in section(case, tables):
                    if isinstance(line, Row):
                        shown.append(line)
                    if not options.toml:
                        print(line.text() if isinstance(line, Row) else line, flush=True)
            except (KeyError, ValueError, ZeroDivisionError) as error:
                sys.exit(f"fit_from_tables: {section.__name__}: a table lacks what docs/model/fit.md lists, or a year: {error!r}")
        if options.effect:
            print("\n".join(effect(case, shown)))
    if options.toml:
        print("\n".join(toml_of(shown)))
    if not any(read.values()):
        sys.exit(f"fit_from_tables: no table in {options.folder}")


if __name__ == "__main__":
    main(sys.argv[1:])
