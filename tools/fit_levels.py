# SPDX-License-Identifier: Apache-2.0
"""Spending, warheads, growth and openness of tools/fit_from_tables.py: levels that tables state, year by year."""

import math

import fit_statistics as fit
from facts_from_tables import numbers
from fit_case import Row

MILLIONS = 1e-6  # of the table's thousands of dollars: billions
TOLERANCE = 0.1  # share by which a level in current dollars may differ: deflation and rounding, by judgement
CODER_ERROR = 0.05  # of an index of openness, by judgement: the tables have no error of it
RESTING_YEARS = (1955, 1956)  # after Korea and its demobilisation
LEAST_YEARS = 8  # of a course that can be compared
FACTORS = (0.6, 0.8, 1.0, 1.2, 1.4, 1.7, 2.0, 2.5, 3.0)  # of the stated M_eq, tried against the whole course


def spending(case, tables):
    table = tables("military_nmc.csv")
    if table is None:
        return
    milex = {key: value * MILLIONS for key, value in numbers(table, "milex").items() if value > 0}
    yield ("Spending (e), billions of current dollars: M of the first year, within 10 %; M_eq: the mean of 1955 and 1956, within the "
           "lowest and highest of 1954 to 1958, 10 % at least; played: the mean of those two years")
    names = [name for name in case.polities if name in case.code]
    played = case.series([f"M[{name}]" for name in names])
    courses = resting_by_course(case, milex)
    for name in names:
        polity, code = case.polities[name], case.code[name]
        level = milex.get((code, case.first))
        if level:
            yield Row(f"polity.{name}.M", polity["M"], level, ((1 - TOLERANCE) * level, (1 + TOLERANCE) * level),
                      proposal={"M": level} if abs(polity["M"] / level - 1) > TOLERANCE else None)
        resting = [milex[code, year] for year in RESTING_YEARS if (code, year) in milex]
        around = [milex[code, year] for year in range(1954, 1959) if (code, year) in milex]
        if len(resting) == len(RESTING_YEARS):
            mean = sum(resting) / len(resting)
            at = [value for month, value in played[f"M[{name}]"].items() if int(month[:4]) in RESTING_YEARS]
            interval = min([*around, (1 - TOLERANCE) * mean]), max([*around, (1 + TOLERANCE) * mean])
            inside = interval[0] <= polity["M_eq"] <= interval[1]
            errors = courses.get(name)
            worse = bool(errors) and errors[mean] > errors[polity["M_eq"]]
            yield Row(f"polity.{name}.M_eq", polity["M_eq"], mean, interval, sum(at) / len(at),
                      proposal=None if inside or worse else {"M_eq": mean},
                      note="kept: the whole course is played better as stated" if worse and not inside else "")
        else:
            missing = ["M_eq"] if level else ["M", "M_eq"]
            yield f"  polity.{name}: no record for {' and '.join(missing)}; judged: {', '.join(str(polity[key]) for key in missing)}"
    for name in case.principals:
        years = [year for year in (*range(case.first, case.last, 3), case.last) if (case.code[name], year) in milex]
        course = [f"{year}: {milex[case.code[name], year]:.3g} / {played[f'M[{name}]'][f'{year}-12']:.3g}" for year in years]
        yield f"  record / played in December, {name}: " + "; ".join(course)
    for name, errors in courses.items():
        best, (by_rule, *_), stated = min(errors, key=errors.get), errors, case.polities[name]["M_eq"]
        yield (f"  {name} by the whole course: M_eq {best:.3g} (root mean square of the log error {errors[best]:.2f}); stated {stated} "
               f"({errors[stated]:.2f}), by the rule of 1955 and 1956 {by_rule:.3g} ({errors[by_rule]:.2f})")
    yield from richardson(case, tables, milex)


def path_errors(case, milex, resting):
    """Root mean square of log(played/record) over the Decembers, {polity: it}, with other M_eq, {polity: M_eq}."""
    settings = [(f"polity.{name}.M_eq", value) for name, value in resting.items()]
    played = case.series([f"M[{name}]" for name in resting], settings)
    errors = {}
    for name in resting:
        record = {year: milex[case.code[name], year] for year in range(case.first, case.last + 1) if (case.code[name], year) in milex}
        off = [math.log(played[f"M[{name}]"][f"{year}-12"] / value) for year, value in record.items()]
        errors[name] = math.sqrt(sum(one * one for one in off) / len(off))
    return errors


def resting_by_course(case, milex):
    """{polity: {M_eq: how far the program then is from the record's course}}, first for what the rule of 1955 and 1956 gives, then
    for a few multiples of the stated one.  Principals one by one, because the others arm against them; members all at once."""
    recorded = [name for name in case.code if name in case.polities and
                sum((case.code[name], year) in milex for year in range(case.first, case.last + 1)) >= LEAST_YEARS and
                all((case.code[name], year) in milex for year in RESTING_YEARS)]
    groups = [[name] for name in recorded if name in case.principals] + [[name for name in recorded if name not in case.principals]]
    courses = {name: {} for name in recorded}
    for group in filter(None, groups):
        stated = {name: case.polities[name]["M_eq"] for name in group}
        by_rule = {name: sum(milex[case.code[name], year] for year in RESTING_YEARS) / len(RESTING_YEARS) for name in group}
        for resting in (by_rule, *({name: factor * value for name, value in stated.items()} for factor in FACTORS)):
            for name, error in path_errors(case, milex, resting).items():
                courses[name][resting[name]] = error
    return courses


def richardson(case, tables, milex):
    table = tables("gdp_population.csv")
    if table is None:
        return
    gdp = numbers(table, "maddison_gdp")
    pairs = (("USA", "RUS"), ("RUS", "USA"))
    weights = case.series([f"{column}[{a},{b}]" for column in "pH" for a, b in pairs])
    for first, weighted in ((1948, False), (case.first, False), (case.first, True)):
        for name, other in pairs:
            years = range(first, case.last + 1)
            one, two = case.code[name], case.code[other]
            series = ((milex, one), (milex, two), (gdp, one))
            if not all((code, year) in levels for levels, code in series for year in years):
                continue
            own, threat, output = ([levels[code, year] for year in years] for levels, code in series)
            if weighted:
                threat = [value * math.prod(weights[f"{column}[{name},{other}]"][f"{year}-12"] for column in "pH")
                          for year, value in zip(years, threat, strict=True)]
            phi, interval, fatigue = fit.threat_share(own, threat, output)
            yield Row(f"phi_M, {name} {first}-{case.last}" + (", weighted" if weighted else ""), case.parameter("phi_M"), phi, interval,
                      note=f"a_M {fatigue:.2f} at the value; hostility and distrust " + ("as played" if weighted else "held constant"))


def warheads(case, tables):
    table = tables("nuclear.csv")
    stated = case.scenario.get("warheads")
    if table is None or not stated:
        return
    yield "Warheads (e): the paths; and what bounds the share that would survive"
    stock = numbers(table, "warheads")
    strike = numbers(table, "strategic_first_strike_warheads")
    for name, path in stated["stock"].items():
        code = case.code.get(name)
        both = [(year, value, stock[code, year]) for year, value in zip(stated["years"], path, strict=True) if (code, year) in stock]
        off = [f"{year}: {value} stated, {there:g}" for year, value, there in both if value != there]
        yield f"  warheads.stock.{name}: {len(both)} years, " + (f"{len(off)} differ: {'; '.join(off)}" if off else "all as stated")
    for name, path in stated["survivable"].items():
        code = case.code.get(name)
        shares = {year: (share, strike[code, year] / stock[code, year]) for year, share in zip(stated["years"], path, strict=True)
                  if strike.get((code, year)) is not None and stock.get((code, year), 0) > 0}
        above = {year: pair for year, pair in shares.items() if pair[0] > 1.05 * pair[1]}
        if above:
            yield (f"  warheads.survivable.{name}: above the share of the stockpile that strategic forces could deliver in a first "
                   "strike: " + "; ".join(f"{year}: {a:.2f} > {b:.2f}" for year, (a, b) in above.items()))
        else:
            yield f"  warheads.survivable.{name}: below what strategic forces could deliver in a first strike; else unknown"


def growth(case, tables):
    table = tables("gdp_population.csv")
    if table is None:
        return
    gdp = numbers(table, "maddison_gdp")
    scope = {(row["ccode"], int(row["year"])): row.get("maddison_scope", "") for row in table}
    yield ("Growth and output (f): mean of yearly log differences, interval by Student's t; Y in dollars in which the first polity's is "
           "as stated")
    names = [name for name in case.polities if name in case.code]
    scale = case.polities[names[0]]["Y"] / gdp[case.code[names[0]], case.first]
    paths, as_stated = case.scenario.get("growth_path", {}), []
    for name in names:
        polity, code = case.polities[name], case.code[name]
        whole = scope.get((code, case.first), "")
        years = [year for year in range(case.first, case.last + 1) if (code, year) in gdp and (code, year - 1) in gdp]
        if len(years) < 5:
            yield f"  polity.{name}: no output in the table; growth {polity['growth']} and Y {polity['Y']} stay judgement"
            continue
        yearly = {year: math.log(gdp[code, year] / gdp[code, year - 1]) for year in years}
        mean, interval = fit.mean_of_years([yearly[year] for year in years if year > case.first])
        note = whole
        if name in paths:
            path = {paths["first_year"] + at: value for at, value in enumerate(paths[name])}
            off = max(abs(yearly[year] - value) for year, value in path.items() if year in yearly)
            note = f"its path is played, which is within {off:.4f} of the table"
        yield Row(f"polity.{name}.growth", polity["growth"], mean, interval, note=note,
                  proposal=None if abs(mean - polity["growth"]) < 0.0055 or whole else {"growth": mean})
        if not whole:
            level = gdp[code, case.first] * scale
            off = abs(polity["Y"] / level - 1)
            if off > 0.02:
                yield Row(f"polity.{name}.Y", polity["Y"], level, (0.95 * level, 1.05 * level),
                          proposal={"Y": level} if off > 0.05 else None)
            else:
                as_stated.append(name)
    yield "  as the table has it, within 2 %: Y of " + ", ".join(as_stated)


def openness(case, tables):
    table = tables("political_system.csv")
    if table is None:
        return
    polyarchy = numbers(table, "v2x_polyarchy")
    yield (f"Openness (g): V-Dem's polyarchy, mean of the years; interval: lowest and highest year, {CODER_ERROR} wider on each side by "
           "judgement")
    for name in case.polities:
        code = case.code.get(name)
        values = [polyarchy[code, year] for year in range(case.first, case.last + 1) if (code, year) in polyarchy]
        stated = case.polities[name]["open"]
        if not values:
            yield f"  polity.{name}.open: not in the table; {stated} stays judgement"
            continue
        mean = sum(values) / len(values)
        interval = max(0.0, min(values) - CODER_ERROR), min(1.0, max(values) + CODER_ERROR)
        yield Row(f"polity.{name}.open", stated, mean, interval,
                  proposal=None if interval[0] <= stated <= interval[1] else {"open": mean})
