// SPDX-License-Identifier: Apache-2.0
// Draws of all judged numbers from their priors.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "coexist/catalogue.h"
#include "coexist/parameter.h"
#include "coexist/study.h"

namespace coexist {

// A scenario with every judged number drawn, and what was drawn, by the paths that `--set` takes.
struct DrawnScenario {
  Scenario scenario;
  std::vector<std::pair<std::string, double>> numbers;
};

// Draw number `draw`.  A function of (seed, draw, name of the number) alone: another number more shifts no other.
DrawnScenario draw_from_priors(
    const Scenario& scenario, const Question& question, PriorScheme scheme, std::uint64_t seed, std::uint32_t draw);

// A number that draws replace: by its path, as it is in force, and at a probability of its prior.
struct JudgedNumber {
  std::string path;
  double value = 0, drawn = 0;
  bool is_held = false;  // set from outside, so that no draw replaces it
};

// All of them, every one at the same probability of its prior.  Without the parameters that the scenario states.
std::vector<JudgedNumber> judged_numbers(const Scenario& scenario, const Question& question, double probability);

// A value of a prior at probability u, truncated to the range by inversion.  `standard`: the default that a lognormal multiplies.
double value_of_prior(const Prior& prior, const Range& range, double standard, double u);

// Whether the scenario's version has the mechanism, and its codebook what the mechanism needs.
bool is_in(const MechanismEntry& mechanism, const Scenario& scenario);

// Of nuclear forces: without force where nobody has a warhead.
bool is_of_warheads(const Parameter& parameter);

// What is judged beside the parameters, with its prior, for documentation.
struct JudgedNumbers {
  std::string what, prior, source;
};
const std::vector<JudgedNumbers>& judged_beside_parameters();

// Draws for an answer with `worlds` histories an arm: the number asked for, or one for every 100 histories, 200 at most, none below 20.
std::uint32_t number_of_draws(const StudyOptions& options);

}  // namespace coexist
