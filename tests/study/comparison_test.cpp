// SPDX-License-Identifier: Apache-2.0
// Comparisons are their questions asked one by one; what an event does alone is what two runs differ by.
#include "coexist/comparison.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "coexist/scenario_file.h"

namespace coexist {
namespace {

StudyOptions few() {
  StudyOptions options;
  options.worlds = 40;
  options.threads = 1;
  options.prior_draws = 0;
  return options;
}

const Scenario& flagship() {
  static const Scenario scenario = load_scenario("cold-war-1953");
  return scenario;
}

TEST(Comparisons, AreTheQuestionsAskedOneByOne) {
  for (const auto& [by, values] : {std::pair{Comparison::By::against, std::vector<std::string>{"two_camps", "example_only"}},
           std::pair{Comparison::By::adopt, std::vector<std::string>{"1953-03", "1956-02", "1960-01"}}}) {
    SCOPED_TRACE(name_of(by));
    const Comparison comparison = compare(flagship(), few(), by, values);
    ASSERT_EQ(comparison.answers.size(), values.size());
    EXPECT_FALSE(comparison.stopped);
    for (std::size_t n = 0; n < values.size(); ++n) {
      StudyOptions one = few();
      (by == Comparison::By::against ? one.instead : one.adopt) = values[n];
      EXPECT_EQ(comparison.answers[n].digest, ask(flagship(), one).digest) << values[n];
    }
    EXPECT_NE(comparison.answers[0].digest, comparison.answers[1].digest);
  }
}

TEST(Comparisons, AreRefusedWithEveryProblemOnce) {
  StudyOptions options = few();
  options.without = {"nothing"};
  try {
    static_cast<void>(compare(flagship(), options, Comparison::By::against, {"two_camp", "example_only", "example_only"}));
    FAIL() << "nothing was found wrong";
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 3U);
    EXPECT_NE(describe(error.problems()[0]).find("'example_only' is given twice"), std::string::npos);
    EXPECT_TRUE(describe(error.problems()[1]).starts_with("--against: there is no doctrine 'two_camp'"))
        << describe(error.problems()[1]);
    EXPECT_NE(describe(error.problems()[2]).find("'nothing'"), std::string::npos);
  }
  EXPECT_THROW(static_cast<void>(compare(flagship(), few(), Comparison::By::adopt, {})), InputError);
}

TEST(Comparisons, CountTheHistoriesOfAll) {
  StudyOptions options = few();
  std::uint32_t last = 0, all_of_them = 0;
  options.progress = [&](std::uint32_t done, std::uint32_t all) {
    EXPECT_GE(done, last);
    last = done;
    all_of_them = all;
  };
  static_cast<void>(compare(flagship(), options, Comparison::By::against, {"two_camps", "example_only"}));
  EXPECT_EQ(last, 80U);
  EXPECT_EQ(all_of_them, 80U);
}

TEST(EventsAlone, AreTheDifferenceOfTwoRuns) {
  StudyOptions options = few();
  const RunResult whole = run(flagship(), ArmChoice::with, options);
  options.drop = {"demonstration:1959-09", "unrest:1956-10"};
  const Answer answer = ask(flagship(), options);
  ASSERT_EQ(answer.events_alone.size(), 2U);
  int moved = 0;
  for (const EventEffect& effect : answer.events_alone) {
    SCOPED_TRACE(effect.event);
    StudyOptions less = few();
    less.drop = {effect.event};
    const RunResult without = run(flagship(), ArmChoice::with, less);
    ASSERT_EQ(effect.outcomes.size(), answer.outcomes.size());
    for (const EventEffect::Row& row : effect.outcomes) {
      const auto mean = [&](const RunResult& of) {
        return std::ranges::find(of.outcomes, row.outcome, &OutcomeSummary::name)->mean;
      };
      EXPECT_NEAR(row.difference, mean(whole) - mean(without), 1e-9 * (1 + std::abs(mean(whole)))) << row.outcome;
      ASSERT_TRUE(row.ci95.has_value());
      EXPECT_LE(row.ci95->low, row.difference) << row.outcome;
      EXPECT_GE(row.ci95->high, row.difference) << row.outcome;
      moved += row.difference != 0;
    }
  }
  EXPECT_GT(moved, 10);
}

TEST(EventsAlone, OfOnePairHaveNoInterval) {
  StudyOptions options = few();
  options.worlds = 1;
  options.drop = {"demonstration:1959-09"};
  const Answer answer = ask(flagship(), options);
  ASSERT_EQ(answer.events_alone.size(), 1U);
  for (const EventEffect::Row& row : answer.events_alone[0].outcomes) EXPECT_FALSE(row.ci95.has_value()) << row.outcome;
}

TEST(EventsAlone, AreToldOnlyOfEventsThatAreLeftOut) { EXPECT_TRUE(ask(flagship(), few()).events_alone.empty()); }

}  // namespace
}  // namespace coexist
