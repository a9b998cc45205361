// SPDX-License-Identifier: Apache-2.0
// The classics of the library, played by the reference engine in double precision and held against what their sources say.  The
// same out of the command, in single precision and over many histories: tests/cli/classics_test.py.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "closed_form.h"
#include "coexist/scenario_file.h"
#include "coexist/study.h"

namespace coexist {
namespace {

using namespace testing;

using Course = std::vector<double>;

// One history, with the doctrine `about` where the classic asks a question.
std::vector<Course> courses(const std::string& name, std::vector<std::string> cells, const std::string& about = {}) {
  const Scenario scenario = load_scenario("classics/" + name);
  StudyOptions options;
  options.engine = EngineChoice::reference;
  options.worlds = 1;
  options.world = 0;
  options.series = std::move(cells);
  ArmChoice arm = ArmChoice::with;
  if (!about.empty() && about == scenario.questions.front().instead) arm = ArmChoice::without;
  const RunResult result = run(scenario, arm, options);
  if (!about.empty()) {
    const Question& question = *result.question;
    EXPECT_EQ(arm == ArmChoice::with ? question.doctrine : question.instead, about);
  }
  std::vector<Course> found;
  for (const SeriesSummary& series : result.series) found.push_back(series.mean);
  return found;
}

// Richardson (1960): x* = (g b + k h) / (a b - k l), with a = b = 0.35, k = 0.28, l = 0.1575, g = 7, h = 5.25.
TEST(Classics, RichardsonsRaceRestsAtHisPoint) {
  EXPECT_EQ(load_scenario("classics/richardson").doctrines.front().id, "arming");  // and nothing comes of it
  const std::vector<Course> arms = courses("richardson", {"M[FIRST]", "M[SECOND]"});
  const double determinant = 0.35 * 0.35 - 0.28 * 0.1575;
  expect_closed_form("x", arms[0].back(), (7 * 0.35 + 0.28 * 5.25) / determinant, 0.01);
  expect_closed_form("y", arms[1].back(), (5.25 * 0.35 + 0.1575 * 7) / determinant, 0.01);
}

// d(U + V)/dt = 0.73 (U + V - 194), in steps of a month.
TEST(Classics, RichardsonsRaceRunsAwayAtHisRate) {
  const std::vector<Course> arms = courses("richardson-runaway", {"M[FIRST]", "M[SECOND]"});
  const auto above = [&](std::size_t month) { return arms[0][month] + arms[1][month]; };
  expect_printed("k - a", 12 * (above(13) / above(12) - 1), "0.73");
  expect_closed_form("four years", above(48) / above(0), std::pow(1 + 0.73 / 12, 48), 0.02);
}

// A gesture worth +5 and -5 moves log-odds by -5 a month; one that costs both the same by nothing.
TEST(Classics, KyddsSignalSeparatesOrPools) {
  const Course separating = courses("kydd-separating", {"B[WEST,EAST]"}, "security_seeker")[0];
  const Course other = courses("kydd-separating", {"B[WEST,EAST]"}, "expansionist")[0];
  for (const Course* course : {&separating, &other}) {
    double before = 0;
    for (const double belief : *course) {
      expect_closed_form("a month's evidence", std::abs(belief - before), 5, 1e-9);
      before = belief;
    }
  }
  EXPECT_LT(separating.back(), -20);
  EXPECT_GT(other.back(), 20);
  for (const char* type : {"security_seeker", "expansionist"}) {
    const Course pooling = courses("kydd-pooling", {"p[WEST,EAST]"}, type)[0];
    for (const double p : pooling) expect_closed_form("p", p, 0.5, 1e-15);
  }
}

// Granovetter (1978): at a spread of 12.2 of 100 about 6 riot, above it everybody is drawn in.
TEST(Classics, GranovettersCrowdsTipAtHisSpread) {
  EXPECT_EQ(load_scenario("classics/granovetter").doctrines.front().id, "watching");
  const std::vector<Course> crowds = courses("granovetter", {"R[SD-120]", "R[SD-1222]", "R[SD-123]"});
  EXPECT_LT(std::ranges::max(crowds[0]), 0.05);
  EXPECT_NEAR(100 * std::ranges::max(crowds[1]), 6, 0.5);
  const auto riot = std::ranges::adjacent_find(crowds[2], [](double before, double after) { return after < before / 2; });
  ASSERT_NE(riot, crowds[2].end());
  EXPECT_GT(*riot, 0.2);  // half have joined in the month that follows
}

// One month of evidence under the misreading: ln(0.5/s) for a show of force, ln(0.5/(1 - s)) for none, times eta.
TEST(Classics, TheSpiralFeedsOnWhatIsSeen) {
  const double s = 1 / (1 + std::exp(3.0));
  const double force = 0.05 * std::log(0.5 / s), calm = 0.05 * std::log(0.5 / (1 - s));
  for (const char* doctrine : {"security_seeker", "calm"}) {
    const std::vector<Course> both = courses("conflict-spiral", {"B[WEST,EAST]", "act[EAST,WEST]"}, doctrine);
    double before = 0;
    for (std::size_t month = 0; month < 60; ++month) {
      expect_closed_form("evidence", both[0][month] - before, both[1][month] < 0 ? force : calm, 1e-9);
      before = both[0][month];
    }
    EXPECT_EQ(before > 1, std::string(doctrine) == "security_seeker");
  }
}

// Both answer the other's last act, and the west's hostility the east's.
TEST(Classics, GritTakesInitiatives) {
  double cooperates[2] = {};
  for (const char* doctrine : {"grit", "tit_for_tat"}) {
    const std::vector<Course> course =
        courses("grit", {"act[EAST,WEST]", "demonstration[EAST,WEST]", "H[WEST,EAST]", "e_bar[WEST,EAST]"}, doctrine);
    const bool initiatives = std::string(doctrine) == "grit";
    int taken = 0;
    for (std::size_t month = 1; month < course[0].size(); ++month) {
      EXPECT_EQ(std::abs(course[0][month]), 1);
      taken += course[1][month] > 0;
      cooperates[initiatives ? 0 : 1] += course[0][month] > 0;
      const double h = course[2][month - 1];
      expect_closed_form("H", course[2][month], h + (-0.6 * (h - 0.5) - 0.3 * course[3][month - 1]) / 12, 1e-9);
    }
    EXPECT_EQ(taken > 20, initiatives);
  }
  EXPECT_GT(cooperates[0], cooperates[1]);
  EXPECT_EQ(load_scenario("classics/grit").adoptions.front().doctrine, "implacable");
}

// Bass (1969): F(t) in steps of a month; nobody where there are no innovators.
TEST(Classics, BasssCurve) {
  const Course share = courses("bass", {"P[HOME]"}, "funding")[0];
  double expected = 0;
  for (const double found : share) {
    expected += (0.010399 + 0.41861 * expected) * (1 - expected) / 12;
    expect_closed_form("F", found, expected, 1e-12);
  }
  EXPECT_EQ(std::ranges::max(courses("bass", {"P[HOME]"}, "no_funding")[0]), 0);
}

}  // namespace
}  // namespace coexist
