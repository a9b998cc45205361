// SPDX-License-Identifier: Apache-2.0
// Laws of replay: a history is a function of the scenario, the question, the seed and its number, and of nothing else.
#include <algorithm>
#include <array>

#include "laws/everything.h"

namespace coexist::laws {
namespace {

TEST(ReplayLaw, TheSameAskedTwiceAnswersTheSame) {
  for_everything([](const Asked& asked) {
    for_both_engines(asked.options, 32, 3, [&](const StudyOptions& options) {
      const Answer once = ask(asked.scenario, options);
      const Answer again = ask(asked.scenario, options);
      EXPECT_EQ(once.digest, again.digest);
      EXPECT_EQ(once.marked, 0U);
      if (!is_lively(asked)) return;
      StudyOptions other = options;
      other.seed = options.seed + 1;
      EXPECT_NE(once.digest, ask(asked.scenario, other).digest);
    });
  });
}

TEST(ReplayLaw, AHistoryOfALongRunIsTheSameInAShortOne) {
  for_everything([](const Asked& asked) {
    const auto law = [&](StudyOptions options, std::uint32_t few) {
      const Histories many = play(asked.scenario, options);
      options.worlds = few;
      Histories cut = many;
      cut.with.resize(few);
      cut.without.resize(few);
      expect_same(cut, play(asked.scenario, options));
    };
    // 6 and 23 of 48 (1 and 2 of 6 in the reference engine): the short run ends inside a batch of sixteen.
    for_both_engines(asked.options, 48, 6, [&](const StudyOptions& options) {
      law(options, options.worlds / 9 + 1);
      law(options, options.worlds / 2 - 1);
    });
  });
}

// One history asked for by its number, alone.
TEST(ReplayLaw, AHistoryPlayedAloneIsTheSame) {
  for_everything([](const Asked& asked) {
    for_both_engines(asked.options, 21, 4, [&](StudyOptions options) {
      const Histories all = play(asked.scenario, options);
      const std::uint32_t number = options.worlds - 1;
      options.world = number;
      std::vector<double> alone;
      options.on_history = [&](std::uint32_t history, const char*, const std::vector<double>& values) {
        EXPECT_EQ(history, number);
        alone = values;
      };
      run(asked.scenario, ArmChoice::without, options);
      EXPECT_EQ(alone, all.without[number]);
      run(asked.scenario, ArmChoice::with, options);
      EXPECT_EQ(alone, all.with[number]);
    });
  });
}

TEST(ReplayLaw, AScenarioWrittenAndReadAgainPlaysTheSame) {
  for_everything([](const Asked& asked) {
    const Scenario again = read_scenario(write_scenario(asked.scenario), "again.toml");
    for_both_engines(asked.options, 16, 2,
        [&](const StudyOptions& options) { EXPECT_EQ(ask(asked.scenario, options).digest, ask(again, options).digest); });
  });
}

// Both arms played from the first month on, sharing nothing: every cell of every column agrees up to the month of adoption, and
// what comes after is what arms that share their past come to.
TEST(ReplayLaw, TwinsAreTheSameBeforeAdoption) {
  for_everything([](const Asked& asked) {
    StudyOptions options = asked.options;
    const Model model = pose(asked.scenario, options).setting.model;
    for (const ColumnEntry& column : catalogue().columns)
      for (const std::string& cell : cells_of(model, column)) options.series.push_back(cell);
    const Posed posed = pose(asked.scenario, options);
    const std::array<Intervention, 2> arms = {posed.with, posed.without};
    const auto engine = make_engine(EngineKind::reference, posed.setting);
    Played apart, shared;
    engine->play(5, arms, 0, apart);
    engine->play(5, arms, posed.fork, shared);
    EXPECT_EQ(apart.outcomes, shared.outcomes);
    EXPECT_TRUE(apart.series == shared.series);
    const Course course{apart, 1, posed.setting.series.size(), static_cast<std::size_t>(posed.setting.model.months)};
    const auto fork = static_cast<std::size_t>(posed.fork);
    for (std::size_t c = 0; c < course.cells; ++c) {
      for (std::size_t t = 0; t < fork; ++t)
        ASSERT_TRUE(same_bits(course(0, 0, c, t), course(1, 0, c, t))) << posed.setting.series[c].name << ", month " << t;
    }
    const auto half = apart.outcomes.begin() + static_cast<std::ptrdiff_t>(posed.setting.outcomes.size());
    if (!is_lively(asked)) return;
    EXPECT_FALSE(std::equal(apart.outcomes.begin(), half, half));  // the arms are two
  });
}

TEST(ReplayLaw, AnArmDoesNotDependOnTheArmsPlayedBesideIt) {
  for_everything([](const Asked& asked) {
    const Posed posed = pose(asked.scenario, asked.options);
    for (const EngineKind kind : {EngineKind::batch, EngineKind::reference}) {
      const auto engine = make_engine(kind, posed.setting);
      const auto arm = [&](const Played& played, std::size_t which) {
        const std::size_t size = static_cast<std::size_t>(engine->lanes()) * posed.setting.outcomes.size();
        const auto first = played.outcomes.begin() + static_cast<std::ptrdiff_t>(which * size);
        return std::vector<double>(first, first + static_cast<std::ptrdiff_t>(size));
      };
      Played both, turned, alone;
      engine->play(0, std::array{posed.with, posed.without}, posed.fork, both);
      engine->play(0, std::array{posed.without, posed.with}, posed.fork, turned);
      engine->play(0, std::array{posed.with}, posed.fork, alone);
      EXPECT_EQ(arm(both, 0), arm(turned, 1));
      EXPECT_EQ(arm(both, 1), arm(turned, 0));
      EXPECT_EQ(arm(both, 0), arm(alone, 0));
    }
  });
}

}  // namespace
}  // namespace coexist::laws
