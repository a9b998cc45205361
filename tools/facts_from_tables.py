#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""tools/facts_from_tables.py FOLDER: numbers of the record for library/facts, from copies of the tables (docs/facts.md).

Takes the tables that are there; prints one line a fact: its id, the number, and its 95 % range where it has one by itself.  Ranges of
counts are exact Poisson intervals, of correlations Fisher's.  Only the standard library is needed."""

import csv
import math
import pathlib
import sys

USA, RUS = "2", "365"
FIRST, LAST = 1953, 1964


def rows(folder, name):
    path = folder / name
    if not path.exists():
        return None
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def poisson_cdf(count, mean):
    return sum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count + 1)) if mean > 0 else 1.0


def solve(rises, low, high):
    """The place between low and high from which `rises` holds."""
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if rises(middle) else (middle, high)
    return (low + high) / 2


def poisson_interval(count):
    """Exact 95 % interval of a Poisson mean (Garwood 1936)."""
    most = 10 * (count + 5)
    low = solve(lambda mean: 1 - poisson_cdf(count - 1, mean) > 0.025, 0, most) if count else 0.0
    return low, solve(lambda mean: poisson_cdf(count, mean) < 0.025, 0, most)


def correlation(one, other):
    n = len(one)
    mean_one, mean_other = sum(one) / n, sum(other) / n
    together = sum((a - mean_one) * (b - mean_other) for a, b in zip(one, other, strict=True))
    spread = sum((a - mean_one) ** 2 for a in one) * sum((b - mean_other) ** 2 for b in other)
    r = together / math.sqrt(spread)
    error = 1.96 / math.sqrt(n - 3)
    return r, (math.tanh(math.atanh(r) - error), math.tanh(math.atanh(r) + error))


def rate(count, years):
    low, high = poisson_interval(count)
    return count / years, (low / years, high / years)


def crises(table):
    def by_year(wanted):
        years = [int(row["start"][:4]) for row in table if wanted(row)]
        return lambda first, last: sum(first <= year <= last for year in years)
    active = by_year(lambda row: "3" <= row["us_involvement"] <= "4" or "3" <= row["ussr_involvement"] <= "4")
    both = by_year(lambda row: row["us_actor"] == row["ussr_actor"] == "1")
    yield "crises_before", *rate(active(FIRST, 1955), 3)
    yield "crises_after", *rate(active(1956, LAST), 9)
    yield "crises_not_fewer", active(1956, 1962) / 7 - active(FIRST, 1955) / 3, None
    yield "crises_of_both", *rate(both(FIRST, LAST), LAST - FIRST + 1)
    counts = [active(year, year) for year in range(FIRST, LAST + 1)]
    mean = sum(counts) / len(counts)
    dispersion = sum((count - mean) ** 2 for count in counts) / (len(counts) - 1) / mean
    # Quantiles of chi-squared with 11 degrees of freedom at 97.5 and 2.5 %.
    yield "crises_bunch", dispersion, (11 * dispersion / 21.920, 11 * dispersion / 3.816)


def disputes(table):
    years = [int(row["styear"]) for row in table if row["us_vs_ussr"] == "1"]
    yield "disputes", *rate(sum(1956 <= year <= LAST for year in years), 9)


def events(table):
    scores = {(row["actor"], row["month"][:7]): float(row["score"]) for row in table
              if {row["actor"], row["target"]} == {USA, RUS} and row["score"]}
    months = [f"{year}-{month:02}" for year in range(FIRST, LAST + 1) for month in range(1, 13)]
    american, soviet = ([scores[actor, month] for month in months] for actor in (USA, RUS))
    both = [(a + b) / 2 for a, b in zip(american, soviet, strict=True)]
    late = [score for month, score in zip(months, both, strict=True) if "1956-03" <= month <= "1964-09"]
    yield "event_level", sum(late) / len(late) / 100, None
    yield "event_persistence", *correlation(both[:-1], both[1:])
    quarters = [sum(both[first:first + 3]) / 3 for first in range(0, len(both), 3)]
    yield "event_persistence_quarter", *correlation(quarters[:-1], quarters[1:])
    yield "event_answered", *correlation(american, soviet)


def numbers(table, column):
    return {(row["ccode"], int(row["year"])): float(row[column]) for row in table if row[column]}


def spending(table):
    milex = numbers(table, "milex")
    for name, polity in (("spending_usa", USA), ("spending_rus", RUS)):
        yield name, math.log(milex[polity, LAST] / milex[polity, FIRST]) / (LAST - FIRST), None
    growth = [[math.log(milex[polity, year] / milex[polity, year - 1]) for year in range(FIRST + 1, LAST + 1)]
              for polity in (USA, RUS)]
    yield "spending_together", *correlation(*growth)


def warheads(table):
    stock = numbers(table, "warheads")
    yield "warheads_usa", stock[USA, LAST], None
    yield "warheads_rus", stock[RUS, LAST], None


def output(table):
    gdp = numbers(table, "maddison_gdp")
    yield "output_ratio", gdp[RUS, LAST] / gdp[USA, LAST], None


def systems(table):
    communist = {year: {row["ccode"] for row in table if row["communist"] == "1" and int(row["year"]) == year}
                 for year in (1954, LAST)}
    yield "soviet_systems (all states)", len(communist[LAST]), None
    yield "soviet_entries (all states)", len(communist[LAST] - communist[1954]), None


TABLES = {"icb_crises.csv": crises, "mid_disputes.csv": disputes, "copdab_monthly.csv": events, "military_nmc.csv": spending,
          "nuclear.csv": warheads, "gdp_population.csv": output, "political_system.csv": systems}


def main(words):
    if len(words) != 1 or not pathlib.Path(words[0]).is_dir():
        sys.exit("facts_from_tables: expected one folder with tables, as docs/facts.md lists them")
    folder = pathlib.Path(words[0])
    found = 0
    for name, facts in TABLES.items():
        table = rows(folder, name)
        if table is None:
            print(f"{name} is not there", file=sys.stderr)
            continue
        found += 1
        try:
            for fact, value, interval in facts(table):
                shown = f"{interval[0]:.3g} .. {interval[1]:.3g}" if interval else ""
                print(f"{fact:28} {value:12.6g}  {shown}".rstrip())
        except (KeyError, ValueError, ZeroDivisionError) as error:
            sys.exit(f"facts_from_tables: {name} lacks what docs/facts.md lists, or a year of it: {error!r}")
    if not found:
        sys.exit(f"facts_from_tables: no table in {folder}")


if __name__ == "__main__":
    main(sys.argv[1:])
