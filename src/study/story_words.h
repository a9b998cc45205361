// SPDX-License-Identifier: Apache-2.0
// The sentences of a story: events and partings in the past tense, with the scenario's names.
#pragma once

#include <string>
#include <vector>

#include "coexist/story.h"

namespace coexist {

// "a, b and c"
std::string enumerated(const std::vector<std::string>& items);
// "one crisis", "3 crises"
std::string counted(std::size_t number, const std::string& one, const std::string& several);
// An act of the codebook as a noun: "a threat".
std::string noun_of(const std::string& act);
// A sentence without its full stop: "The United States threatened Poland".
std::string told(const HistoryEvent& event, const Scenario& scenario);
// How a crisis ended, for the end of a sentence: "the Soviet Union backed down at once".
std::string end_told(const HistoryEvent& crisis, const Scenario& scenario);
// "backed down on the second rung", of whoever yielded.
std::string backing_down(const HistoryEvent& crisis);

// "Chance of a threat or worse: 4.1 % with, 7.9 % without; drawn 5.0 %", in as many digits as show the draw between the two.
std::string odds_told(const Parting& parting);

// Whether it decides about an event that is told one by one, or about everyday acts.
bool is_told(const Parting& parting);

}  // namespace coexist
