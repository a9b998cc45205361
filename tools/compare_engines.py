#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# The batch engine (single precision) beside the reference (double): the same histories, outcome by outcome.
#
#   tools/compare_engines.py [HISTORIES] [SCENARIO]      (20000, cold-war-1953)
#
# The same luck meets slightly different chances, so a few decisions fall the other way.  Shown for every outcome: the mean in both,
# the mean of the paired difference in its standard errors, and in how many histories a counted outcome came out differently.
# The binary is taken from the environment variable COEXIST, or build/release/coexist.
import csv
import math
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def play(binary, scenario, histories, engine, folder):
    path = pathlib.Path(folder) / f"{engine}.csv"
    command = [binary, "ask", scenario, "--worlds", str(histories), "--prior", "0", "--engine", engine]
    subprocess.run(command + ["--outcomes", str(path), "--quiet"], check=True, stdout=subprocess.DEVNULL)
    with open(path, newline="") as file:
        rows = csv.reader(file)
        names = next(rows)[2:]
        return names, [[float(value) for value in row[2:]] for row in rows]


def compare(first, second):
    differences = [b - a for a, b in zip(first, second)]
    n = len(differences)
    mean = sum(differences) / n
    variance = sum((d - mean) ** 2 for d in differences) / max(1, n - 1)
    error = math.sqrt(variance / n)
    counted = all(value == int(value) for value in first)
    flips = sum(a != b for a, b in zip(first, second)) if counted else None
    return sum(first) / n, sum(second) / n, mean / error if error > 0 else 0.0, flips


def main(arguments):
    histories = int(arguments[0]) if arguments else 20000
    scenario = arguments[1] if len(arguments) > 1 else "cold-war-1953"
    binary = os.environ.get("COEXIST", str(ROOT / "build/release/coexist"))
    with tempfile.TemporaryDirectory() as folder:
        names, reference = play(binary, scenario, histories, "reference", folder)
        _, batch = play(binary, scenario, histories, "batch", folder)
    print(f"{scenario}: {histories} pairs of twins, both arms")
    print(f"{'outcome':30}{'reference':>12}{'batch':>12}{'z':>8}{'flipped':>10}")
    flipped = counted = 0
    for place, name in enumerate(names):
        mean, other, z, flips = compare([row[place] for row in reference], [row[place] for row in batch])
        print(f"{name:30}{mean:12.6g}{other:12.6g}{z:8.2f}{'' if flips is None else flips:>10}")
        if flips is not None:
            flipped += flips
            counted += len(reference)
    touched = sum(any(a != b and a == int(a) for a, b in zip(*rows)) for rows in zip(reference, batch))
    print(f"counted outcomes that came out differently: {flipped} of {counted}, in {touched} of {len(reference)} histories")


if __name__ == "__main__":
    main(sys.argv[1:])
