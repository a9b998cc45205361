// SPDX-License-Identifier: Apache-2.0
// The answer in words: rules over the numbers, never more than the interval behind them allows.
#pragma once

#include <string>
#include <vector>

#include "coexist/study.h"

namespace coexist {

// The sentences of an answer, the most telling first; responses lead.  Every number in them is its row's, rounded.
std::vector<Sentence> sentences_of(const Answer& answer, const Scenario& scenario);

// Why an outcome moves by construction, whatever the mechanisms find; empty where it does not.  `off`: mechanisms switched off.
std::string put_in_by_construction(
    const std::string& outcome, const Scenario& scenario, const Question& question, const std::vector<std::string>& off);

}  // namespace coexist
