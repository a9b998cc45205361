// SPDX-License-Identifier: Apache-2.0
// The bundled question, posed, and played by any engine.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "coexist/scenario_file.h"
#include "engine/ensemble.h"
#include "study/setting.h"

namespace coexist::testing {

struct BothArms {
  Posed posed;
  std::array<Intervention, 2> arms;

  explicit BothArms(const StudyOptions& options = {}, const Scenario& scenario = load_scenario("fixtures/cold-war-v2"))
      : posed(pose(scenario, options)), arms{posed.with, posed.without} {}

  std::size_t outcomes() const { return posed.setting.outcomes.size(); }

  // Outcomes of histories 0 .. count - 1, [arm][history][outcome].
  std::vector<double> outcomes_of(EngineKind kind, std::uint32_t count) const {
    EnsembleOptions options;
    options.histories = count;
    options.threads = 1;
    options.piece = count;
    options.engine = kind;
    std::vector<double> all;
    play_ensemble(posed.setting, arms, posed.fork, options, [&](const Piece& piece) { all = piece.played.outcomes; });
    return all;
  }
};

inline StudyOptions with_series() {
  StudyOptions options;
  options.series = {
      "H[USA,RUS]", "B[USA,RUS]", "B[RUS,USA]", "M[RUS]", "Y[IND]", "P[GFR]", "R[HUN]", "loyalty[CHN]", "alert[USA,RUS]"};
  return options;
}

// Places at which two rows of numbers differ in any bit.
inline std::size_t different_bits(const std::vector<double>& a, const std::vector<double>& b) {
  EXPECT_EQ(a.size(), b.size());
  std::size_t count = 0;
  for (std::size_t n = 0; n < a.size() && n < b.size(); ++n)
    count += std::bit_cast<std::uint64_t>(a[n]) != std::bit_cast<std::uint64_t>(b[n]);
  return count;
}

}  // namespace coexist::testing
