// SPDX-License-Identifier: Apache-2.0
// What must be equal, whatever the numbers: twins before they part, arms that do the same, polities listed in another order.
#include <gtest/gtest.h>

#include <algorithm>

#include "both_arms.h"

namespace coexist {
namespace {

using namespace testing;

// Each arm played from the first month by itself, nothing shared: January 1956 is month 36, adoption month 37.
TEST(Twins, AreIdenticalBeforeAdoption) {
  const BothArms question(with_series());
  ASSERT_EQ(question.posed.fork, 37);
  for (const EngineKind kind : {EngineKind::reference, EngineKind::batch}) {
    const auto engine = make_engine(kind, question.posed.setting);
    const auto histories = static_cast<std::size_t>(engine->lanes());
    Played played;
    engine->play(0, question.arms, 0, played);
    const std::size_t course = 144;
    const std::size_t arm = histories * 9 * course;
    std::size_t differ_before = 0, differ_after = 0;
    for (std::size_t n = 0; n < arm; ++n)
      (n % course < 37 ? differ_before : differ_after) += played.series[n] != played.series[arm + n];
    EXPECT_EQ(differ_before, 0U);
    EXPECT_GT(differ_after, 0U);
  }
}

TEST(Twins, ShareThePastThatEachWouldHaveAlone) {
  const BothArms question(with_series());
  const auto engine = make_engine(EngineKind::batch, question.posed.setting);
  Played forked, apart;
  engine->play(0, question.arms, question.posed.fork, forked);
  engine->play(0, question.arms, 0, apart);
  EXPECT_EQ(different_bits(forked.outcomes, apart.outcomes), 0U);
  EXPECT_EQ(different_bits(forked.series, apart.series), 0U);
}

TEST(Twins, ADoctrineEqualToItsPredecessorMakesNoDifference) {
  StudyOptions options;
  options.actor = "RUS";
  options.about = options.instead = "two_camps";
  const BothArms question(options);
  for (const EngineKind kind : {EngineKind::reference, EngineKind::batch}) {
    const std::vector<double> all = question.outcomes_of(kind, 64);
    const auto half = static_cast<std::ptrdiff_t>(all.size() / 2);
    EXPECT_EQ(different_bits({all.begin(), all.begin() + half}, {all.begin() + half, all.end()}), 0U);
  }
}

TEST(Order, OfPolitiesDoesNotMatter) {
  Scenario reversed = load_scenario("fixtures/cold-war-v2");
  std::ranges::reverse(reversed.polities);
  const BothArms listed, turned({}, reversed);
  for (const EngineKind kind : {EngineKind::reference, EngineKind::batch})
    EXPECT_EQ(different_bits(listed.outcomes_of(kind, 96), turned.outcomes_of(kind, 96)), 0U);
}

// A polity that nobody deals with, and that deals with nobody, shifts no draw of the others' acts: what RUS does toward USA in
// the first month, before the newcomer's growth is learnt from, is the same.
TEST(Order, APolityMoreShiftsNoDraw) {
  StudyOptions options;
  options.series = {"act[USA,RUS]", "act[RUS,USA]", "act[RUS,IND]", "act[USA,IND]"};
  Scenario larger = load_scenario("fixtures/cold-war-v2");
  Polity island = larger.polities.back();
  island.id = "AAA";  // first in the order of identifiers
  island.bloc.clear();
  island.can_be_principal = false;
  larger.polities.push_back(island);
  const BothArms before(options), after(options, larger);
  for (std::uint32_t history = 0; history < 64; ++history) {
    Played a, b;
    make_engine(EngineKind::reference, before.posed.setting)->play(history, before.arms, before.posed.fork, a);
    make_engine(EngineKind::reference, after.posed.setting)->play(history, after.arms, after.posed.fork, b);
    for (std::size_t cell = 0; cell < 4; ++cell) EXPECT_EQ(a.series[cell * 144], b.series[cell * 144]) << "history " << history;
  }
}

}  // namespace
}  // namespace coexist
