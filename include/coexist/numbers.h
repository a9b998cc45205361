// SPDX-License-Identifier: Apache-2.0
// The numbers that an answer rests on: every parameter of every mechanism, and every judged number of the scenario that a draw from the
// priors would replace, as they are in force.
#pragma once

#include <string>
#include <vector>

#include "coexist/scenario.h"

namespace coexist {

struct NumberInForce {
  std::string name;  // the path that `--set` takes
  double value = 0;
  double standard = 0;  // the default; of a scenario's number what its text says
  double other = 0;     // another value that its prior allows, to argue with; the value itself where it is not judged
  std::string unit, prior, meaning, source;
  std::string mechanism;   // empty: a number of the scenario
  bool can_be_set = true;  // by its name alone
};

// Parameters first, by mechanism; none of nuclear forces where the scenario has no warheads.
std::vector<NumberInForce> numbers_in_force(const Scenario& scenario, const Question& question);

// The works that mechanisms and parameters rest on, each once, by author and year.
std::vector<std::string> sources_of_the_model();

}  // namespace coexist
