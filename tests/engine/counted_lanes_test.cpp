// SPDX-License-Identifier: Apache-2.0
// Lanes that count do what lanes do, and count what is done.
#include "engine/counted_lanes.h"

#include <gtest/gtest.h>

#include <bit>
#include <utility>
#include <vector>

#include "both_arms.h"
#include "coexist/catalogue.h"
#include "engine/measured.h"
#include "random/draws.h"
#include "random/functions.h"

namespace coexist {
namespace {

using Kind = Operation;  // functions have the names of its values

// The operations that `work` does.
template <class Work> OperationCounts counts_of(Work work) {
  operations_counted() = {};
  work();
  return std::exchange(operations_counted(), {});
}

void expect_counts(const OperationCounts& found, const std::vector<std::pair<Operation, std::uint64_t>>& expected) {
  ByOperation<std::uint64_t> all{};
  for (const auto& [operation, times] : expected) all[operation] = times;
  for (std::size_t n = 0; n < operation_count; ++n) EXPECT_EQ(found.of[n], all[n]) << operation_names[n];
}

template <class Real> Real ascending(double from, double step) {
  Real values(0);
  for (int index = 0; index < 16; ++index) set_lane(values, index, from + step * index);
  return values;
}

// Every kind of operation, written once over the number type.
template <class Real> Real something_of_everything(Real a, Real b) {
  const MaskOf<Real> below = a < b;
  Real sum = multiply_add(a, b, -a) / square_root(absolute(b) + Real(1));
  sum += select(below & !(a == b), exponential(a), logarithm(absolute(b) + Real(0.25)));
  sum -= clip(a * b, Real(-1), Real(1));
  sum *= cosine_of_turns(Real(0.375)) + normal_cdf(b) + exponential_m1(a * Real(0.125));
  const Draws<Real> draws(7, 3);
  return sum + draws.block(5, DrawGroup::act, 11).normal(0);
}

TEST(CountedLanes, EveryResultIsThatOfLanesToTheBit) {
  const CountedLanes counted = something_of_everything(ascending<CountedLanes>(-4, 0.5), ascending<CountedLanes>(3, -0.375));
  const PlainLanes plain = something_of_everything(ascending<PlainLanes>(-4, 0.5), ascending<PlainLanes>(3, -0.375));
  for (int index = 0; index < 16; ++index)
    EXPECT_EQ(std::bit_cast<std::uint32_t>(lane(counted, index)), std::bit_cast<std::uint32_t>(lane(plain, index))) << index;
}

TEST(CountedLanes, AnExpressionIsItsOperations) {
  const CountedLanes a(2), b(3), c(5);
  const OperationCounts found = counts_of([&] {
    const CountedLanes x = multiply_add(a, b, c) + a * b - c / a;  // fma, *, /, + and -
    const CountedMask mask = (x < a) & !(b >= c);                  // two comparisons, & and !
    return any(mask) ? select(mask, square_root(x), -x) : x;       // any; no lane is below
  });
  expect_counts(found,
      {{Kind::multiply_add, 1}, {Kind::multiply, 1}, {Kind::divide, 1}, {Kind::add, 2}, {Kind::compare, 2}, {Kind::integer, 3}});
  EXPECT_EQ(found.lane_accesses, 0U);
}

TEST(CountedLanes, TheLesserOfTwoIsOneOperation) {
  const CountedLanes a(2), b(3);
  expect_counts(counts_of([&] { return clip(a, b, b); }), {{Kind::compare, 2}});
  expect_counts(counts_of([&] { return absolute(a); }), {{Kind::compare, 1}, {Kind::integer, 1}, {Kind::select, 1}});
}

TEST(CountedLanes, ConstantsAndSingleLanesAreNoOperations) {
  const OperationCounts found = counts_of([] {
    CountedLanes a(1.5);
    set_lane(a, 3, 2);
    return lane(a, 3) > 0;
  });
  expect_counts(found, {});
  EXPECT_EQ(found.lane_accesses, 2U);
}

// Ten rounds of two products, of which the first two have one each of words that all lanes share; exclusive ors of what differs by
// lane: one in the second and in the third round, two in each later one; every word is split once or put together once.
TEST(CountedLanes, OperationsOfABlockOfPhilox) {
  const Draws<CountedLanes> draws(1, 0);
  const OperationCounts found = counts_of([&] { return draws.block(0, DrawGroup::act, 1); });
  expect_counts(found,
      {{Kind::integer_multiply, 2 * 18}, {Kind::shift, 2 * 18 + 1 + 4}, {Kind::integer, 2 * (1 + 1 + 7 * 2)}, {Kind::select, 4}});
  EXPECT_EQ(found.blocks, 1U);
}

class CountingEngine : public ::testing::Test {
 protected:
  const testing::BothArms question_;
  ByPhase<OperationCounts> counts_{};
  Played played_;

  void play(std::uint32_t first) {
    make_counting(question_.posed.setting, counts_)->play(first, question_.arms, question_.posed.fork, played_);
  }
};

TEST_F(CountingEngine, PlaysTheHistoriesOfTheBatchEngine) {
  play(0);
  Played batch;
  make_engine(EngineKind::batch, question_.posed.setting)->play(0, question_.arms, question_.posed.fork, batch);
  EXPECT_EQ(testing::different_bits(played_.outcomes, batch.outcomes), 0U);
}

TEST_F(CountingEngine, CountsTheSameEveryTimeAndEveryPhase) {
  play(0);
  const auto once = std::exchange(counts_, {});
  play(0);
  for (std::size_t p = 0; p < phase_count; ++p) {
    std::uint64_t all = 0;
    for (std::size_t n = 0; n < operation_count; ++n) {
      EXPECT_EQ(once[p].of[n], counts_[p].of[n]) << phase_names[p] << ' ' << operation_names[n];
      all += once[p].of[n];
    }
    // Nobody enters this scenario, and what version 3 brought is not in it: phases with nothing, or little, to calculate.
    const MechanismEntry* const mechanism = catalogue().mechanism(phase_names[p]);
    if (mechanism != nullptr && mechanism->since > 2) continue;
    EXPECT_EQ(all > 0, p != static_cast<std::size_t>(Phase::entry)) << phase_names[p];
  }
}

TEST(TimedEngine, PlaysTheHistoriesOfTheBatchEngineAndTimesEveryPhase) {
  const testing::BothArms question;
  ByPhase<double> seconds{};
  Played timed, batch;
  measured().make_timed(question.posed.setting, seconds)->play(0, question.arms, question.posed.fork, timed);
  make_engine(EngineKind::batch, question.posed.setting)->play(0, question.arms, question.posed.fork, batch);
  EXPECT_EQ(testing::different_bits(timed.outcomes, batch.outcomes), 0U);
  for (std::size_t p = 0; p < phase_count; ++p) EXPECT_GT(seconds[p], 0) << phase_names[p];
}

}  // namespace
}  // namespace coexist
