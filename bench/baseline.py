# SPDX-License-Identifier: Apache-2.0
"""The command line that the Python baselines share; the C++ one has the same.

  --case FILE.json  what case.read_case made      --arm with|without           --draws addressed|native
  --histories N     how many, from number 0       --seed S                     --outcomes FILE.csv

Prints the processor's seconds for playing, without starting up, reading and writing, and how many months the histories lived.
"""

import argparse
import csv
import json
import time
import types


def main(play, add_options=lambda parser: None):
    """play(case, options) gives a dict of outcomes a history, in order, one of which is `months`, the months it lived."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--case", required=True)
    parser.add_argument("--arm", choices=("with", "without"), default="with")
    parser.add_argument("--draws", choices=("addressed", "native"), default="native")
    parser.add_argument("--histories", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--outcomes")
    add_options(parser)
    options = parser.parse_args()
    with open(options.case, encoding="utf-8") as file:
        case = json.load(file, object_hook=lambda values: types.SimpleNamespace(**values))

    before = time.process_time()
    histories = play(case, options)
    seconds = time.process_time() - before

    lived = sum(history.pop("months") for history in histories)
    if options.outcomes:
        with open(options.outcomes, "w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["history", "arm", *histories[0]])
            table.writerows([number, options.arm, *history.values()] for number, history in enumerate(histories))
    print(json.dumps({"seconds": seconds, "history_months": int(lived)}))
