// SPDX-License-Identifier: Apache-2.0
// The exact chance and the count of a rare event estimate the same probability (model 4): here where the event is not rare.
#include <gtest/gtest.h>

#include <cmath>

#include "coexist/scenario_file.h"
#include "coexist/study.h"

namespace coexist {
namespace {

void expect_agreement(const std::vector<Override>& hot) {
  StudyOptions options;
  options.worlds = 4000;
  options.prior_draws = 0;
  const Answer answer = ask(load_scenario("cold-war-1953", hot), options);
  for (const char* name : {"superpower_war", "nuclear_use"})
    for (const OutcomeAnswer& outcome : answer.outcomes) {
      if (outcome.name != name) continue;
      ASSERT_TRUE(outcome.counted.has_value());
      for (const auto& [chance, count] :
          {std::pair{outcome.with, outcome.counted->with}, std::pair{outcome.without, outcome.counted->without}}) {
        // Count less sum of chances is a martingale of variance at most its probability: four standard errors.
        const double error = std::sqrt(count / options.worlds);
        EXPECT_GT(count, 0.02) << name << ": too rare to tell";
        EXPECT_NEAR(chance, count, 4 * error) << name;
      }
    }
}

// Nearly every history ends, so that a chance put together as if histories went on would come out far too low.
TEST(ExactChance, AgreesWithTheCountWhereFalseAlarmsAreCommon) { expect_agreement({{"rate_fa", "2"}, {"rate_acc", "5"}}); }

TEST(ExactChance, AgreesWithTheCountWhereControlIsOftenLost) {
  expect_agreement({{"eps_1", "0.05"}, {"eps_2", "0.05"}, {"eps_3", "0.05"}, {"eps_4", "0.05"}, {"res_0", "1"}});
}

}  // namespace
}  // namespace coexist
