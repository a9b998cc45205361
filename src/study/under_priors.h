// SPDX-License-Identifier: Apache-2.0
// The same question under other values of every judged number: how a difference ranges over draws from the priors, how many draws
// agree in its sign, and on which numbers it leans.
#pragma once

#include <functional>
#include <vector>

#include "coexist/study.h"
#include "engine/ensemble.h"
#include "study/losses.h"
#include "study/priors.h"
#include "study/statistics.h"

namespace coexist {

inline constexpr std::uint32_t fewest_draws = 20;  // for a verdict

// How differences range over draws, each with the error of its estimate, and how many agree in sign.  REQUIRES: one draw or more.
PriorRange range_of_draws(const std::vector<double>& differences, const std::vector<double>& errors);

class UnderPriors {
 public:
  // Throws InputError where the histories asked for are too few for the draws.
  UnderPriors(const Scenario& scenario, const Question& question, const StudyOptions& options);

  std::uint32_t draws() const { return draws_; }
  std::uint32_t histories_a_draw() const { return histories_a_draw_; }
  std::uint32_t played() const { return played_; }                        // those that were not kept before
  std::uint32_t histories() const { return draws_ * histories_a_draw_; }  // of all draws together, an arm

  // What draw number `draw` plays; with and without the doctrine.
  Ensemble ensemble(std::uint32_t draw) const;

  // Plays all draws, as ensembles 1 and on; `outcomes`: of the question, the same under every draw; `progress(done)` counts histories.
  // False when stopped.
  bool play(const std::vector<OutcomeInstance>& outcomes, const std::function<void(std::uint32_t done)>& progress);

  // Pairs of all draws that went wrong.
  const Losses& losses() const { return losses_; }

  // The range of outcome number `o`; none where no draw could be counted.
  std::optional<PriorRange> range(std::size_t o) const;

 private:
  KeptDraw kept(std::uint32_t number, std::size_t outcomes) const;
  void add(const KeptDraw& draw);

  const Scenario& scenario_;
  const Question& question_;
  const StudyOptions& options_;
  std::uint32_t draws_ = 0, histories_a_draw_ = 0;
  std::uint32_t played_ = 0;
  std::uint32_t counted_ = 0;      // draws that count
  std::vector<std::string> idle_;  // parameters that nothing in the scenario leans on
  Losses losses_{{"with", "without"}};
  std::vector<std::vector<double>> differences_, errors_;             // [outcome][draw]
  std::vector<std::pair<std::string, std::vector<double>>> numbers_;  // its path, its values by draw
};

}  // namespace coexist
