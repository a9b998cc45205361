# SPDX-License-Identifier: Apache-2.0
"""A scenario and the parameters as the plain numbers that the baselines compute with.

Everything that does not change while a history is played is worked out here, once, for all three: names become positions (polities
in the order of their identifiers), dates become months counted from the scenario's start, year-end tables become a value a month.
What the model does with the numbers is left to the baselines.  Only what model version 2 has is read: no `enters`, no `without`.
"""

import json
import subprocess
import tomllib
from math import exp

WEIGHTS = ("gain", "danger", "fear", "hostility", "reciprocity", "public", "order", "promise", "cost")
ACTS_THE_MODEL_NAMES = ("accommodate", "trade", "normal", "subvert", "threaten", "force")


def parameter_defaults(coexist):
    listed = subprocess.run([coexist, "list", "parameters", "--json"], check=True, capture_output=True, text=True).stdout
    return {parameter["name"]: parameter["default"] for parameter in json.loads(listed)["parameters"]}


def name_hash(name):
    """FNV-1a, 64 bits: the address of an entity's draws."""
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def override(scenario, parameters, name, value):
    """A parameter, or a number of the scenario by its path: act.threaten.b."""
    if name in parameters:
        parameters[name] = value
        return
    *path, last = name.split(".")
    node = scenario
    for key in path:
        node = next(entry for entry in node if entry.get("id") == key) if isinstance(node, list) else node[key]
    if last not in node:
        raise KeyError(name)
    node[last] = value


class Calendar:
    def __init__(self, start):
        self.first_year, self.first_month = map(int, start.split("-"))

    def month(self, date):
        year, month = map(int, date.split("-"))
        return (year - self.first_year) * 12 + month - self.first_month

    def year_of(self, month):
        return self.first_year + (self.first_month - 1 + month) // 12

    def middle_of(self, month):
        return self.first_year + (self.first_month - 1 + month + 0.5) / 12


def year_end_value(years, values, time):
    """Year-end values joined by straight lines; the end of a year is the beginning of the next."""
    if time <= years[0] + 1:
        return values[0]
    for first, second, before, after in zip(years, years[1:], values, values[1:]):
        if time < second + 1:
            return before + (time - first - 1) / (second - first) * (after - before)
    return values[-1]


def growth_by_month(scenario, polities, calendar, months):
    paths = scenario.get("growth_path", {})
    first = paths.get("first_year", 0)

    def growth(polity, month):
        if polity["id"] not in paths:
            return polity["growth"]
        path = paths[polity["id"]]
        return path[min(max(calendar.year_of(month) - first, 0), len(path) - 1)]

    return [[growth(polity, month) for polity in polities] for month in range(months)]


def warheads_by_month(scenario, polities, calendar, months, table):
    warheads = scenario.get("warheads", {"years": []})
    paths = warheads.get(table, {})
    return [[year_end_value(warheads["years"], paths[polity["id"]], calendar.middle_of(month)) if polity["id"] in paths else 0.0
             for polity in polities] for month in range(months)]


def arms_equation(parameters, polities, principals, hostility, distrust):
    """k and g of every polity's arms equation, which rests at M_eq under the starting beliefs, hostility and output."""
    active = [i for i in principals if polities[i]["bloc"] == i]
    k, g = [], []
    for polity in polities:
        leader, level = polity["bloc"], polity["M_eq"]
        driven = parameters["phi_M"] if leader >= 0 else 0.0
        rivals = [j for j in active if j != leader] if leader >= 0 else []
        threat = sum(distrust(leader, j) * hostility(leader, j) * polities[j]["M_eq"] for j in rivals)
        k.append(driven * parameters["a_M"] * level / threat if threat > 0 else 0.0)
        g.append((1 - driven) * parameters["a_M"] * level / polity["Y"])
    return k, g


def logistic(x):
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


def read_case(scenario_file, coexist, overrides=()):
    """The case of the scenario's first question; overrides: (name, value) as with `coexist --set`."""
    with open(scenario_file, "rb") as file:
        scenario = tomllib.load(file)
    parameters = parameter_defaults(coexist) | scenario.get("parameters", {})
    for name, value in overrides:
        override(scenario, parameters, name, value)

    calendar = Calendar(scenario["scenario"]["start"])
    months = calendar.month(scenario["scenario"]["end"]) + 1
    question = scenario["question"][0] if isinstance(scenario["question"], list) else scenario["question"]
    listed = sorted(scenario["polity"], key=lambda polity: polity["id"].encode())
    ids = [polity["id"] for polity in listed]
    at = {name: position for position, name in enumerate(ids)} | {"": -1}
    systems = scenario["systems"]
    system_at = {name: position for position, name in enumerate(systems["names"])}
    regions = sorted({polity["region"] for polity in listed})
    principals = [at[name] for name in scenario["scenario"]["principal_slots"]]
    superpowers = principals[:2]
    actor = at[question["actor"]]

    columns = ("id", "Y", "M", "M_eq", "R", "P", "militancy", "loyalty", "open", "mu", "sigma", "prominence")
    polities = [{column: polity[column] for column in columns} | {
        "system": system_at[polity["system"]], "bloc": at[polity["bloc"]], "region": regions.index(polity["region"]),
        "can_be_principal": polity.get("can_be_principal", False), "is_principal": at[polity["id"]] in principals,
        "hash": name_hash("polity:" + polity["id"])} for polity in listed]

    acts = [{column: act[column] for column in ("id", "b", "e", "r", "k", "c", "seen", "salience")} | {
        "severity": len(act["breaks"]) / len(systems["principles"])} for act in scenario["act"]]
    doctrines = [{column: doctrine[column] for column in ("id", "militancy", "scope_own", "fund", "demo_rate")} | {
        "weights": doctrine["weights"],
        "broken": [len(set(act["breaks"]) & set(doctrine["promises"])) for act in scenario["act"]]} for doctrine in scenario["doctrine"]]
    doctrine_at = {doctrine["id"]: position for position, doctrine in enumerate(doctrines)} | {"": -1}

    start = scenario["hostility"]

    def hostility(i, l):
        bloc = polities[l]["bloc"]
        return start["non_aligned"] if bloc < 0 else start["own"] if bloc == polities[i]["bloc"] else start["rival"]

    def belief(i, j):
        return scenario["belief"].get(f"{ids[i]}_{ids[j]}", parameters["B0"])

    def distrust(i, l):
        bloc = polities[l]["bloc"]
        return parameters["p_na"] if bloc < 0 else logistic(-polities[l]["loyalty"] if bloc == i else belief(i, bloc))

    active = [i for i in principals if polities[i]["bloc"] == i]
    k, g = arms_equation(parameters, polities, principals, hostility, distrust)
    for i, polity in enumerate(polities):
        polity |= {"k": k[i], "g": g[i], "burden": polity["M"] / polity["Y"]}

    by_system = [[(polity["prominence"], listed[i]["growth"]) for i, polity in enumerate(polities) if polity["system"] == system]
                 for system in range(len(systems["names"]))]
    means = [sum(weight * growth for weight, growth in seen) / sum(weight for weight, _ in seen) for seen in by_system if seen]

    def condition(flashpoint):
        stated = flashpoint.get("only_if", {})
        return {"polity": at[stated.get("polity", "")], "system": system_at.get(stated.get("system"), -1),
                "bloc": at[stated.get("bloc", "")]}

    adoptions = [{"month": calendar.month(entry["date"]), "polity": at[entry["polity"]], "doctrine": doctrine_at[entry["doctrine"]]}
                 for entry in scenario["adoption"]]
    adoptions = [entry for entry in sorted(adoptions, key=lambda entry: entry["month"])
                 if not (entry["polity"] == actor and entry["month"] >= calendar.month(question["adopt"]))]
    named = sorted(principals, key=lambda i: ids[i].encode())

    return {
        "parameters": parameters,
        "months": months,
        "adopt": calendar.month(question["adopt"]),
        "arms": {"with": doctrine_at[question["doctrine"]], "without": doctrine_at[question["instead"]]},
        "actor": actor,
        "rival": superpowers[0] if actor != superpowers[0] else superpowers[1],
        "principals": principals,
        "superpowers": superpowers,
        "pairs": [{"first": i, "second": j, "hash": name_hash(f"pair:{ids[i]}|{ids[j]}")}
                  for position, i in enumerate(named) for j in named[position + 1:]],
        "polities": polities,
        "growth": growth_by_month(scenario, listed, calendar, months),
        "warheads": warheads_by_month(scenario, listed, calendar, months, "stock"),
        "surviving": warheads_by_month(scenario, listed, calendar, months, "survivable"),
        # What follows has a row for each principal and a column for each polity.
        "dyad_hash": [[name_hash(f"dyad:{ids[i]}>{name}") for name in ids] for i in principals],
        "reach": [[0.0 if polities[l]["is_principal"] else scenario.get("reach", {}).get(ids[i], {}).get(name, 0.0)
                   for l, name in enumerate(ids)] for i in principals],
        "hostility": [[0.0 if l == i else hostility(i, l) for l in range(len(ids))] for i in principals],
        # A row and a column for each principal: the start, what it is forgotten toward, and the distrust at the start.
        "belief": [[0.0 if i == j else belief(i, j) for j in principals] for i in principals],
        "belief_prior": [[belief(i, j) if i != j and polities[i]["system"] == polities[j]["system"] else parameters["B0"]
                          for j in principals] for i in principals],
        "distrust": [[0.0 if i == j else distrust(i, j) for j in principals] for i in principals],
        "worst_threat": [max((distrust(i, j) * hostility(i, j) for j in active if j != i), default=0.0) for i in principals],
        "mean_growth": sum(means) / len(means),
        "systems": systems["names"],
        "distance": systems["distance"],
        "challenger": [system_at[name] for name in systems["challenger"]],
        "pole": [at[name] for name in systems["pole"]],
        "reported": systems["reported"],
        "far_weight": systems["far_weight"],
        "acts": acts,
        "act": {name: next(a for a, act in enumerate(acts) if act["id"] == name) for name in ACTS_THE_MODEL_NAMES},
        "revisionist": scenario["stereotype"]["R"],
        "security_seeker": scenario["stereotype"]["S"],
        "doctrines": doctrines,
        "adoptions": adoptions,
        "successions": [{"month": calendar.month(leader["date"]), "polity": at[leader["polity"]]} for leader in scenario.get("leader", [])
                        if calendar.month(leader["date"]) > 0],
        "demonstrations": [{"month": calendar.month(entry["date"]), "actor": at[entry["actor"]], "target": at[entry["target"]],
                            "doctrine": doctrine_at[entry["doctrine"]]} for entry in scenario.get("demonstration", [])],
        "moods": [{"month": calendar.month(entry["date"]), "polity": at[entry["polity"]], "is_unrest": entry["kind"] == "unrest",
                   "value": entry["size"] if entry["kind"] == "unrest" else entry["value"]} for entry in scenario.get("history", [])],
        "flashpoints": [{"hash": name_hash("flashpoint:" + flashpoint["name"]), "challenger": at[flashpoint["challenger"]],
                         "defender": at[flashpoint["defender"]], "rate": flashpoint["rate"], "stake": flashpoint["stake"],
                         "first": calendar.month(flashpoint["from"]), "last": calendar.month(flashpoint["to"]),
                         "only_if": condition(flashpoint)} for flashpoint in scenario.get("flashpoint", [])],
        "sponsor": at[scenario["movement"]["sponsor"]],
        "publics": [at[name] for name in scenario["movement"]["publics"]],
        "report_fear": [{"name": date, "month": calendar.month(date)} for date in question.get("report_fear", [])],
        "report_splits": [at[name] for name in question.get("report_splits", [])],
    }
