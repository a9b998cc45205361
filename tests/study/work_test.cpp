// SPDX-License-Identifier: Apache-2.0
// What histories come to, against the events and the columns of the same histories.
#include "study/work.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "coexist/scenario_file.h"
#include "study/setting.h"

namespace coexist {
namespace {

constexpr std::uint32_t histories = 16;

// The flagship, in a world in which most histories end early.
struct Dangerous {
  std::array<Override, 2> risks = {Override{"rate_acc", "5"}, Override{"rate_fa", "2"}};
  Posed posed = pose(load_scenario("cold-war-1953", risks), {});
  std::array<Intervention, 2> arms{posed.with, posed.without};
};

TEST(Work, MonthsAreThoseBeforeTheEndOfEachHistory) {
  Dangerous world;
  world.posed.setting.keep_events = true;
  const int months = world.posed.setting.model.months;
  std::vector<int> lived(2 * histories, months);
  EnsembleOptions how;
  how.histories = histories;
  play_ensemble(world.posed.setting, world.arms, world.posed.fork, how, [&](const Piece& piece) {
    for (const Event& event : piece.played.events)
      if (event.kind == EventKind::superpower_war || event.kind == EventKind::nuclear_use)
        lived[static_cast<std::size_t>(event.arm) * histories + event.history] = event.month + 1;
  });
  std::uint64_t all = 0;
  for (const int of_one : lived) all += static_cast<std::uint64_t>(of_one);
  ASSERT_LT(all, lived.size() * static_cast<std::size_t>(months)) << "no history ended";
  EXPECT_EQ(count_work(world.posed.setting, world.arms, world.posed.fork, EngineKind::batch, histories).history_months, all);
}

// A month of the whole world: every active principal acts toward every other polity that exists.
TEST(Work, StepsAreActivePrincipalsTimesPolities) {
  const Posed posed = pose(load_scenario("fixtures/cold-war-v2"), {});
  Setting setting = posed.setting;
  setting.model.months = 1;
  const std::array<Intervention, 1> arm = {posed.with};
  const Work work = count_work(setting, arm, 1, EngineKind::reference, 3);
  std::uint64_t active = 0;  // in the first month: leads a bloc of its own
  for (const int p : setting.model.principals)
    active += setting.model.polity(p).bloc == setting.model.polity(p).principal ? 1U : 0U;
  ASSERT_GE(active, 2U);
  EXPECT_EQ(work.history_months, 3U);
  EXPECT_EQ(work.acting_dyad_steps, 3 * active * (static_cast<std::uint64_t>(setting.model.polity_count()) - 1));
}

}  // namespace
}  // namespace coexist
