// SPDX-License-Identifier: Apache-2.0
// Attribution: the parts of a doctrine in an effect.
#include "study/attribution.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "coexist/scenario_file.h"

namespace coexist {
namespace {

Answer attributed(const Scenario& scenario, std::uint32_t worlds) {
  StudyOptions options;
  options.worlds = worlds;
  options.prior_draws = 0;
  options.attribute = true;
  return ask(scenario, options);
}

TEST(Attribution, PartsAddUpToTheDifferenceInEveryOutcome) {
  const Answer answer = attributed(load_scenario("cold-war-1953"), 64);
  ASSERT_EQ(answer.attribution.size(), answer.outcomes.size());
  for (std::size_t o = 0; o < answer.outcomes.size(); ++o) {
    const OutcomeAnswer& outcome = answer.outcomes[o];
    double sum = 0;
    for (const Attributed::Part& part : answer.attribution[o].parts) sum += part.value;
    // To rounding: values of this size in double precision, some forty sums of them.
    EXPECT_NEAR(sum, outcome.difference, 1e-12 * (1 + std::abs(outcome.with) + std::abs(outcome.without))) << outcome.name;
  }
}

TEST(Attribution, LeavesTheAnswerAsItIs) {
  const Scenario scenario = load_scenario("cold-war-1953");
  StudyOptions options;
  options.worlds = 64;
  options.prior_draws = 0;
  EXPECT_EQ(ask(scenario, options).digest, attributed(scenario, 64).digest);
}

// A part in which the two doctrines do not differ has no share in any history.
TEST(Attribution, APartThatDoesNotDifferHasNoShare) {
  Scenario scenario = load_scenario("cold-war-1953");
  const auto with = std::ranges::find(scenario.doctrines, "peaceful_coexistence", &Doctrine::id);
  const auto without = std::ranges::find(scenario.doctrines, "two_camps", &Doctrine::id);
  with->fund = without->fund;
  with->militancy = without->militancy;
  with->precedent = without->precedent;
  for (const Attributed& outcome : attributed(scenario, 48).attribution)
    for (const Attributed::Part& part : outcome.parts)
      if (part.part == "movement" || part.part == "means") {
        EXPECT_EQ(part.value, 0) << outcome.outcome << ", " << part.part;
      }
}

// With all parts it is the doctrine, with none its predecessor.
TEST(Attribution, PutsDoctrinesTogether) {
  const Scenario scenario = load_scenario("cold-war-1953");
  const Model model = compile(scenario, scenario.end);
  const DoctrineNumbers& with = model.doctrine(model.find_doctrine("peaceful_coexistence"));
  const DoctrineNumbers& without = model.doctrine(model.find_doctrine("two_camps"));
  const auto equal = [](const DoctrineNumbers& a, const DoctrineNumbers& b) {
    return a.weight == b.weight && a.militancy == b.militancy && a.promises == b.promises && a.scope_own == b.scope_own &&
           a.fund == b.fund && a.demo_rate == b.demo_rate && a.demonstrates_as == b.demonstrates_as && a.broken_by == b.broken_by;
  };
  EXPECT_TRUE(equal(put_together(with, without, part_sets - 1, model.codebook), with));
  EXPECT_TRUE(equal(put_together(with, without, 0, model.codebook), without));
  const DoctrineNumbers only_promises = put_together(with, without, 2, model.codebook);
  EXPECT_EQ(only_promises.weight[promise], with.weight[promise]);
  EXPECT_EQ(only_promises.weight[gain], without.weight[gain]);
  EXPECT_EQ(only_promises.broken_by, with.broken_by);
  EXPECT_EQ(only_promises.militancy, without.militancy);
}

// The principles add up to what promises have as one part, and that part is what it is without them.
TEST(Attribution, PrinciplesAddUpToThePromises) {
  const Scenario scenario = load_scenario("cold-war-1953");
  StudyOptions options;
  options.worlds = 32;
  options.prior_draws = 0;
  options.attribute_principles = true;
  const Answer split = ask(scenario, options);
  const Answer whole = attributed(scenario, 32);
  ASSERT_EQ(split.attribution.size(), whole.attribution.size());
  bool any = false;
  for (std::size_t o = 0; o < whole.attribution.size(); ++o) {
    const OutcomeAnswer& outcome = whole.outcomes[o];
    const double rounding = 1e-12 * (1 + std::abs(outcome.with) + std::abs(outcome.without));
    for (std::size_t part = 0; part < doctrine_parts.size(); ++part) {
      const Attributed::Part& one = split.attribution[o].parts[part];
      EXPECT_EQ(one.value, whole.attribution[o].parts[part].value) << outcome.name;
      if (one.part != "promises") {
        EXPECT_TRUE(one.principles.empty());
        continue;
      }
      ASSERT_EQ(one.principles.size(), 6U);  // five of them, and their weight and scope
      double sum = 0;
      for (const Attributed::Principle& principle : one.principles) {
        sum += principle.value;
        any = any || principle.value != 0;
      }
      EXPECT_NEAR(sum, one.value, rounding) << outcome.name;
    }
  }
  EXPECT_TRUE(any);
}

// Nothing is gained by no part, and all of them make the whole difference; Shapley's rule on them gives the parts.
TEST(Attribution, SetsAreWhatThePartsComeFrom) {
  const Answer answer = attributed(load_scenario("cold-war-1953"), 48);
  for (std::size_t o = 0; o < answer.outcomes.size(); ++o) {
    const OutcomeAnswer& outcome = answer.outcomes[o];
    const Attributed& shares = answer.attribution[o];
    ASSERT_EQ(shares.sets.size(), part_sets);
    EXPECT_EQ(shares.sets.front().value, 0) << outcome.name;
    EXPECT_EQ(shares.sets.back().value, outcome.difference) << outcome.name;
    ASSERT_TRUE(shares.sets.back().ci95 && outcome.ci95);
    EXPECT_EQ(shares.sets.back().ci95->low, outcome.ci95->low) << outcome.name;
    std::vector<double> worth;
    for (const Estimate& set : shares.sets) worth.push_back(set.value);
    const std::vector<double> values = shapley_values(worth);
    for (std::size_t part = 0; part < values.size(); ++part)
      EXPECT_NEAR(values[part], shares.parts[part].value, 1e-10 * (1 + std::abs(outcome.with) + std::abs(outcome.without)))
          << outcome.name;
  }
}

}  // namespace
}  // namespace coexist
