// SPDX-License-Identifier: Apache-2.0
// Statistics and Shapley's values on random input, against definitions that are slow and obvious.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include "study/attribution.h"
#include "study/statistics.h"

namespace coexist {
namespace {

std::vector<double> numbers(std::size_t count, int low = -1000, int high = 1000) {
  std::vector<double> values;
  for (const int hundredths : *rc::gen::container<std::vector<int>>(count, rc::gen::inRange(low, high)))
    values.push_back(hundredths / 100.0);
  return values;
}

bool close(double a, double b, double tolerance = 1e-9) { return std::abs(a - b) <= tolerance * (1 + std::abs(b)); }

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Half the sum of squared differences of all ordered pairs, over n (n - 1).
double variance_by_pairs(const std::vector<double>& values) {
  double sum = 0;
  for (const double a : values)
    for (const double b : values) sum += (a - b) * (a - b);
  return sum / 2 / static_cast<double>(values.size() * (values.size() - 1));
}

RC_GTEST_PROP(StatisticsProperties, VarianceIsHalfTheMeanSquaredDifferenceOfTwo, ()) {
  const std::vector<double> values = numbers(*rc::gen::inRange<std::size_t>(2, 40));
  Moments moments;
  for (const double value : values) moments.add(value);
  RC_ASSERT(close(moments.mean(), mean_of(values)));
  RC_ASSERT(close(moments.variance(), variance_by_pairs(values)));
}

// Shifted and stretched values have a shifted and stretched interval.
RC_GTEST_PROP(StatisticsProperties, IntervalsMoveWithTheirValues, ()) {
  const std::vector<double> values = numbers(*rc::gen::inRange<std::size_t>(3, 40));
  RC_PRE(std::ranges::adjacent_find(values, std::ranges::not_equal_to()) != values.end());
  Moments plain;
  Moments moved;
  for (const double value : values) {
    plain.add(value);
    moved.add(5 - 2 * value);
  }
  RC_ASSERT(close(moved.interval()->low, 5 - 2 * plain.interval()->high, 1e-8));
  RC_ASSERT(close(moved.interval()->high, 5 - 2 * plain.interval()->low, 1e-8));
}

RC_GTEST_PROP(StatisticsProperties, PairingGainIsWhatIndependentArmsWouldNeed, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(3, 40);
  const std::vector<double> with = numbers(count);
  const std::vector<double> without = numbers(count);
  std::vector<double> differences;
  PairedMoments pairs;
  for (std::size_t n = 0; n < count; ++n) {
    pairs.add(with[n], without[n]);
    differences.push_back(with[n] - without[n]);
  }
  const double variance = variance_by_pairs(differences);
  RC_PRE(variance > 1e-6);
  RC_ASSERT(close(*pairs.pairing_gain(), (variance_by_pairs(with) + variance_by_pairs(without)) / variance, 1e-7));
}

// The share of values at or below a quantile, and monotony.
RC_GTEST_PROP(StatisticsProperties, QuantilesDivideTheValues, ()) {
  const std::vector<double> values = numbers(*rc::gen::inRange<std::size_t>(1, 60));
  const double p = *rc::gen::inRange(0, 101) / 100.0;
  const double q = quantile(values, p);
  const auto below = static_cast<double>(std::ranges::count_if(values, [&](double v) { return v < q; }));
  const auto up_to = static_cast<double>(std::ranges::count_if(values, [&](double v) { return v <= q; }));
  const double place = p * static_cast<double>(values.size() - 1);
  RC_ASSERT(below <= place + 1 + 1e-9);
  RC_ASSERT(up_to >= std::floor(place + 1e-9));
  RC_ASSERT(quantile(values, std::min(1.0, p + 0.1)) >= q);
}

// Spearman's coefficient is Pearson's of the ranks, where a rank counts the values below, and ties by half.
RC_GTEST_PROP(StatisticsProperties, RankCorrelationIsPearsonsOfRanks, ()) {
  const auto count = *rc::gen::inRange<std::size_t>(2, 30);
  const std::vector<double> a = numbers(count, -300, 300);
  const std::vector<double> b = numbers(count, -3, 3);  // many ties
  const auto ranks = [&](const std::vector<double>& values) {
    std::vector<double> all;
    for (const double v : values) {
      double rank = 0;
      for (const double other : values) rank += other < v ? 1 : other == v ? 0.5 : 0;
      all.push_back(rank);
    }
    return all;
  };
  const std::vector<double> x = ranks(a);
  const std::vector<double> y = ranks(b);
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t n = 0; n < count; ++n) {
    xy += (x[n] - mean_of(x)) * (y[n] - mean_of(y));
    xx += (x[n] - mean_of(x)) * (x[n] - mean_of(x));
    yy += (y[n] - mean_of(y)) * (y[n] - mean_of(y));
  }
  RC_ASSERT(close(rank_correlation(a, b), xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : 0));
}

// Wilson (1927): the chances p at which what was seen lies within 1.96 standard errors, (s - p)^2 <= z^2 p (1 - p) / n.
RC_GTEST_PROP(StatisticsProperties, IntervalsOfSharesHoldTheChancesThatFit, ()) {
  const auto count = *rc::gen::inRange<std::uint64_t>(2, 2000);
  const auto events = *rc::gen::inRange<std::uint64_t>(0, count + 1);
  const Interval interval = *share_interval(count, events);
  const double n = static_cast<double>(count);
  const double seen = static_cast<double>(events) / n;
  RC_ASSERT(interval.low >= 0 && interval.high <= 1 && interval.low <= seen && interval.high >= seen);
  const double p = *rc::gen::inRange(1, 1000) / 1000.0;
  const double distance = std::abs(seen - p) - 1.959963984540054 * std::sqrt(p * (1 - p) / n);
  RC_PRE(std::abs(distance) > 1e-9);
  RC_ASSERT((interval.low <= p && p <= interval.high) == (distance < 0));
}

// The interval of a paired share holds what was seen, mirrors, and narrows with the square root of the pairs.
RC_GTEST_PROP(StatisticsProperties, IntervalsOfPairedSharesMirror, ()) {
  const auto pairs = *rc::gen::inRange<std::uint64_t>(2, 5000);
  const auto up = *rc::gen::inRange<std::uint64_t>(0, pairs + 1);
  const auto down = *rc::gen::inRange<std::uint64_t>(0, pairs - up + 1);
  const Interval interval = *paired_share_interval(pairs, up, down);
  const double seen = (static_cast<double>(up) - static_cast<double>(down)) / static_cast<double>(pairs);
  RC_ASSERT(interval.low >= -1 && interval.high <= 1);
  RC_ASSERT(interval.low <= seen + 1e-12 && interval.high >= seen - 1e-12);
  const Interval mirrored = *paired_share_interval(pairs, down, up);
  RC_ASSERT(close(mirrored.low, -interval.high) && close(mirrored.high, -interval.low));
}

// Where no pair differed: z^2 / (n + z^2), from the definition by hand.  Many pairs: as the normal interval.
TEST(StatisticsProperties, IntervalsOfPairedSharesAtTheirLimits) {
  const double z2 = 1.959963984540054 * 1.959963984540054;
  EXPECT_NEAR(paired_share_interval(100, 0, 0)->high, z2 / (100 + z2), 1e-12);
  EXPECT_NEAR(paired_share_interval(100, 0, 0)->low, -z2 / (100 + z2), 1e-12);
  const double error = std::sqrt((0.3 + 0.1 - 0.2 * 0.2) / 1e6);
  EXPECT_NEAR(paired_share_interval(1'000'000, 300'000, 100'000)->low, 0.2 - 1.959964 * error, 1e-6);
  EXPECT_NEAR(paired_share_interval(1'000'000, 300'000, 100'000)->high, 0.2 + 1.959964 * error, 1e-6);
  EXPECT_FALSE(paired_share_interval(1, 1, 0).has_value());
  EXPECT_FALSE(share_interval(1, 1).has_value());
}

// Shapley (1953): the mean over all orders of what a player adds to those before it.
std::vector<double> over_all_orders(const std::vector<double>& worth, std::size_t players) {
  std::vector<std::size_t> order(players);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> values(players, 0);
  double orders = 0;
  do {
    std::size_t before = 0;
    for (const std::size_t player : order) {
      values[player] += worth[before | (std::size_t{1} << player)] - worth[before];
      before |= std::size_t{1} << player;
    }
    ++orders;
  } while (std::ranges::next_permutation(order).found);
  for (double& value : values) value /= orders;
  return values;
}

RC_GTEST_PROP(ShapleyProperties, ValuesAreMeansOverAllOrders, ()) {
  const auto players = *rc::gen::inRange<std::size_t>(1, 6);
  const std::vector<double> worth = numbers(std::size_t{1} << players);
  const std::vector<double> values = shapley_values(worth);
  const std::vector<double> slow = over_all_orders(worth, players);
  RC_ASSERT(values.size() == players);
  double sum = 0;
  for (std::size_t player = 0; player < players; ++player) {
    RC_ASSERT(close(values[player], slow[player]));
    sum += values[player];
  }
  RC_ASSERT(close(sum, worth.back() - worth.front()));  // efficiency
}

RC_GTEST_PROP(ShapleyProperties, SymmetryNullPlayerAndLinearity, ()) {
  constexpr std::size_t players = 5;
  std::vector<double> worth = numbers(std::size_t{1} << players);
  // Player 4 adds nothing; players 0 and 1 are exchangeable.
  for (std::size_t set = 0; set < worth.size(); ++set)
    if ((set & 16U) != 0) worth[set] = worth[set ^ 16U];
  for (std::size_t set = 0; set < worth.size(); ++set)
    if ((set & 3U) == 2U) worth[set] = worth[set ^ 3U];
  const std::vector<double> values = shapley_values(worth);
  RC_ASSERT(std::abs(values[4]) < 1e-12);
  RC_ASSERT(close(values[0], values[1]));
  const std::vector<double> other = numbers(worth.size());
  std::vector<double> together(worth.size());
  for (std::size_t set = 0; set < worth.size(); ++set) together[set] = 2 * worth[set] - 3 * other[set];
  const std::vector<double> of_other = shapley_values(other);
  const std::vector<double> of_both = shapley_values(together);
  for (std::size_t player = 0; player < players; ++player)
    RC_ASSERT(close(of_both[player], 2 * values[player] - 3 * of_other[player], 1e-8));
}

}  // namespace
}  // namespace coexist
