// SPDX-License-Identifier: Apache-2.0
// An answer's words and numbers as people read them: the terminal and the page show the same.
#pragma once

#include <string>
#include <vector>

#include "coexist/study.h"

namespace coexist {

inline constexpr int most_decimals = 3;         // what the columns of the first screen hold
inline constexpr int most_decimals_of_all = 5;  // and those of the whole table

// "What difference did peaceful coexistence make?"; what was played.
std::string question_in_words(const Answer& answer);
std::string premise_in_words(const Answer& answer);
// " Switched off: belief."; empty where nothing was.  Of a mechanism that the version of the model does not have it says so: it was off
// already, and the answer is no evidence that it does not matter.
std::string switched_off(const std::vector<std::string>& mechanisms, int model);
// What was changed for it, " Switched off: belief."; empty where nothing was.
std::string changes_in_words(const Answer& answer);

// The outcomes of the first screen.
std::vector<const OutcomeAnswer*> headline_rows(const Answer& answer);

// Where nobody had any, there is no nuclear outcome.
bool has_warheads(const Answer& answer);

std::string plain_words(const std::string& outcome, const std::string& actor);
// The same with its unit: "war of the two, of 1,000".
std::string label_of(const OutcomeAnswer& outcome, const std::string& actor);

// A row's numbers as they are shown: the range is that under the priors, or, where none was asked for, the simulation error.
struct ShownRow {
  std::string with, without, difference, low, high, half_width;
  std::string ci_low, ci_high;  // of the simulation error, where there is one
  Direction direction = Direction::undetermined;
};
ShownRow shown(const OutcomeAnswer& outcome, int most);

// The difference, or why there is none to show: "undetermined", "none seen".
std::string shown_difference(const OutcomeAnswer& outcome, const ShownRow& row);

}  // namespace coexist
