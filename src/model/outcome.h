// SPDX-License-Identifier: Apache-2.0
// What an outcome says of itself: a number that a history comes to.
//
// An outcome file states its name, unit, kind and meaning, how its monthly readings are gathered, and the reading.  Readings are taken
// at the end of every month lived; averages run from the month of adoption on.
#pragma once

#include <string_view>

#include "coexist/parameter.h"

namespace coexist {

enum class Kind { conduct, response, joint };  // the actor's own acts; what others did, believed or felt; both
inline constexpr const char* kind_names[] = {"conduct", "response", "joint"};

enum class Gather {
  chance,  // of an event: sum of the chances of all months lived.  A history ends with the event, so that the mean over histories is
           // the probability of the event; a single history's sum is no probability and can exceed 1
  total,    // sum over all months lived
  highest,  // largest reading of all months lived
  mean,     // over the months lived from adoption on; a world absorbed before gives its last reading
  at_end,   // the last reading
  at_date   // the last reading up to a date
};

enum class Labels { none, systems, dates, splits, principles };  // what a family of outcomes has one member for each of

inline constexpr std::string_view share_of_histories = "share of histories";  // unit of what is 0 or 1 in each history

struct OutcomeInfo {
  std::string_view name;
  std::string_view unit;
  Kind kind;
  Gather gather;
  Labels labels;
  std::string_view meaning;
  int since = 2;  // the version of the model from which on it is reported
};

// Where a history's outcome of this unit can lie.  The sum of the chances of many months is no probability and can exceed 1.
constexpr Range range_of(const OutcomeInfo& info) {
  if (info.unit == "rung 0..5") return Range{0, 5};
  if (info.unit == "growth a year") return any_number;
  const bool is_share = info.unit == "probability" || info.unit == "0..1" || info.unit == share_of_histories ||
                        info.unit == "share of society" || info.unit == "share of all output";
  return is_share && info.gather != Gather::chance ? share : not_negative;
}

// Whose outcome: the actor of the question, the other superpower (for an actor that is none: the first), the member of a family.
struct Subject {
  int actor = 0;  // principal
  int rival = 0;  // principal
  int label = 0;  // a system, a month, a polity, or a principle
};

}  // namespace coexist
