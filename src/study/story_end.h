// SPDX-License-Identifier: Apache-2.0
// The end of a story: the state of the world, and of twins why they ended differently.
#pragma once

#include <string>
#include <vector>

#include "coexist/story.h"

namespace coexist {

// The world after the last month of an arm.
struct WorldAtEnd {
  struct State {
    std::string id, system, leader;  // of the bloc; empty: none
  };
  std::vector<State> polities;                       // those that exist
  Date last;                                         // month lived
  double hostility_first = 0, hostility_second = 0;  // of the superpowers toward each other
};

std::string closing_of(const Story& story, const Scenario& scenario, const WorldAtEnd& world);
std::string closing_of_twins(const Story& story, const Scenario& scenario, const WorldAtEnd& with, const WorldAtEnd& without);

}  // namespace coexist
