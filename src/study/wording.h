// SPDX-License-Identifier: Apache-2.0
// How the numbers of an outcome are said to people who do not know statistics: natural frequencies, units, as many digits as tell the
// arms apart and as their error supports.
#pragma once

#include <string>

#include "coexist/study.h"

namespace coexist {

// In what an outcome is said.
struct Measure {
  double factor = 1;   // what a number of the row is multiplied by
  std::string before;  // the first number: "in "
  std::string first;   // follows the first number: " of 100 histories"
  std::string second;  // follows the second: " on a scale from 0 to 1"
  std::string points;  // follows the first number of a range, " points"
  std::string less = "lower", more = "higher";
  bool whole = false;  // whole numbers, as long as they tell the arms apart
};

// A chance in `of` histories: "in 7 of 1,000 histories".  Of a hundred, unless a level would be none of them.
Measure of_thousand();
Measure of_hundred(const OutcomeAnswer& row);
Measure per_cent();                           // a share or a belief, "60 %"
Measure from_zero_to_one();                   // "0.57 ... on a scale from 0 to 1"
Measure a_history(const OutcomeAnswer& row);  // a count, "6.0 a history"; of what is rare "29 in 100 histories"

// "6.0 a history instead of 8.3"; where both are the same, "6.0 a history either way".
std::string levels_in_words(const OutcomeAnswer& row, const Measure& measure);
// "33 points lower to 4 higher", "0.7 to 7.4 fewer".  `end_error`: how well its ends are known, in the row's own unit.
std::string range_in_words(const Interval& range, double end_error, const Measure& measure);
// "2.4", of a part of a difference: digits that tell parts of it apart, and no more than the part's interval supports.
std::string size_in_words(double part, const std::optional<Interval>& ci95, double difference, const Measure& measure);

// The range that a row is told by: over draws from the priors where there are any, else the simulation's; how well its ends are known;
// the direction that it allows.
struct Basis {
  std::optional<Interval> range;
  double end_error = 0;
  Direction direction = Direction::undetermined;
  std::string name;  // prior, simulation
};
Basis basis_of(const OutcomeAnswer& row);

// No pair differs, nor does any draw: more than undetermined, and less than a proof.
bool never_differs(const OutcomeAnswer& row);

// With fewer draws the 5 % and 95 % points are those of a few draws.
inline constexpr std::uint32_t enough_draws = 100;

}  // namespace coexist
