// SPDX-License-Identifier: Apache-2.0
// Entry: a polity that joins later, and nobody's life before it does.
#include <gtest/gtest.h>

#include <algorithm>

#include "coexist/scenario_file.h"
#include "coexist/study.h"

namespace coexist {
namespace {

std::vector<double> course(const Scenario& scenario, const std::string& cell) {
  StudyOptions options;
  options.engine = EngineChoice::reference;
  options.world = 3;
  options.worlds = 1;
  options.series = {cell};
  return run(scenario, ArmChoice::with, options).series.at(0).mean;
}

// Ghana is a member of the interstate system from 6 March 1957 (Correlates of War): month 26 of a scenario that starts in January 1955.
constexpr std::size_t independence = 26;

TEST(Entry, IsPresentFromItsDateOn) {
  const std::vector<double> present = course(load_scenario("decolonisation-1955"), "present[GHA]");
  EXPECT_EQ(present[independence - 1], 0);
  EXPECT_EQ(present[independence], 1);
  EXPECT_EQ(std::ranges::count(present, 1.0), static_cast<std::ptrdiff_t>(present.size() - independence));
}

TEST(Entry, NobodyActsTowardItBefore) {
  const std::vector<double> acts = course(load_scenario("decolonisation-1955"), "act_number[RUS,GHA]");
  for (std::size_t t = 0; t < acts.size(); ++t) EXPECT_EQ(acts[t] < 0, t < independence) << t;
}

// What the scenario states of a newcomer stands for its date of entry, whatever passed before.
TEST(Entry, BeginsWithTheScenariosValues) {
  const Scenario scenario = load_scenario("decolonisation-1955");
  const auto ghana = std::ranges::find(scenario.polities, "GHA", &Polity::id);
  ASSERT_NE(ghana, scenario.polities.end());
  // One month of growth after entry: within five standard deviations of the noise, s_Y / sqrt(12) = 0.0072, and the trend.
  EXPECT_NEAR(course(scenario, "Y[GHA]")[independence], ghana->Y, ghana->Y * 0.05);
  // Mean reversion over one month from the stated hostility of the non-aligned, noise s_H / sqrt(12) = 0.023 a month.
  EXPECT_NEAR(course(scenario, "H[RUS,GHA]")[independence], scenario.hostility_non_aligned, 0.12);
}

// Up to its date a world that waits for a newcomer is the world without it, to the bit.
TEST(Entry, ChangesNobodysLifeBefore) {
  const Scenario scenario = load_scenario("decolonisation-1955");
  Scenario without = scenario;
  std::erase_if(without.polities, [](const Polity& p) { return p.id == "GHA"; });
  for (auto& [principal, targets] : without.reach) targets.erase("GHA");
  for (const char* cell : {"B[USA,RUS]", "H[USA,RUS]", "M[RUS]", "P[IND]", "R[EGY]", "m[INS,national]"}) {
    const std::vector<double> a = course(scenario, cell);
    const std::vector<double> b = course(without, cell);
    for (std::size_t t = 0; t < independence; ++t) ASSERT_EQ(a[t], b[t]) << cell << ", month " << t;
    if (std::string(cell) == "m[INS,national]") {
      EXPECT_NE(a.back(), b.back()) << "others learn from its growth once it is there";
    }
  }
}

TEST(Entry, OffMeansItNeverComes) {
  Scenario scenario = load_scenario("decolonisation-1955");
  scenario.without = {"entry"};
  const std::vector<double> present = course(scenario, "present[GHA]");
  EXPECT_EQ(std::ranges::count(present, 0.0), static_cast<std::ptrdiff_t>(present.size()));
}

}  // namespace
}  // namespace coexist
