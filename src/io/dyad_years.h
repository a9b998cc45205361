// SPDX-License-Identifier: Apache-2.0
// Traced histories as directed dyad-years: the frame on which quantitative work on conflict is done.
#pragma once

#include <string>
#include <vector>

#include "coexist/keeper.h"

namespace coexist {

// One event of a traced history.
struct TracedEvent {
  std::string date, kind, actor, target, place, result, number;
};
std::vector<TracedEvent> events_of(const TracedHistory& traced);

struct DyadYear {
  int ccode1 = 0, ccode2 = 0;  // 0: the scenario gives none
  std::string state1, state2;  // state1: a principal
  int year = 0;
  double hostility = 0, act = 0;                                            // means over the months lived
  int demonstrations = 0, subversions = 0, threats = 0, interventions = 0;  // by state1 toward state2
  int crises = 0;                                                           // between the two, whoever began
  double highest_rung = 0;
};

// Of years in which both exist, up to the end of the history.
std::vector<DyadYear> dyad_years(const TracedHistory& traced, const Asked& asked);

}  // namespace coexist
