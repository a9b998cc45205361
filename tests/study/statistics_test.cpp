// SPDX-License-Identifier: Apache-2.0
// Statistics against their definitions, published tables and known answers.
#include "study/statistics.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace coexist {
namespace {

// Numbers as outcomes have them: a level, and values around it.
std::vector<double> some_values() {
  const double level = *rc::gen::inRange(-1000, 1000);
  std::vector<double> values;
  for (const int thousandths : *rc::gen::container<std::vector<int>>(rc::gen::inRange(-100000, 100000)))
    values.push_back(level + thousandths / 1000.0);
  return values;
}

// Mean and variance in two passes, in extended precision.
std::pair<double, double> two_passes(const std::vector<double>& values) {
  long double sum = 0;
  for (const double value : values) sum += value;
  const long double mean = values.empty() ? 0 : sum / static_cast<long double>(values.size());
  long double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const long double variance = values.size() > 1 ? squares / static_cast<long double>(values.size() - 1) : 0;
  return {static_cast<double>(mean), static_cast<double>(variance)};
}

void expect_close(double a, double b) { RC_ASSERT(std::abs(a - b) <= 1e-11 * (1 + std::abs(b)) * 1000); }

RC_GTEST_PROP(Moments, AreTheSlowDefinitions, ()) {
  const std::vector<double> values = some_values();
  Moments moments;
  for (const double value : values) moments.add(value);
  const auto [mean, variance] = two_passes(values);
  RC_ASSERT(moments.count() == values.size());
  expect_close(moments.mean(), mean);
  expect_close(moments.variance(), variance);
  if (!values.empty()) expect_close(moments.standard_error(), std::sqrt(variance / static_cast<double>(values.size())));
  RC_ASSERT(moments.interval().has_value() == (values.size() >= 2));
}

RC_GTEST_PROP(Moments, OfPairsCountAndSubtract, ()) {
  const std::vector<double> with = some_values();
  std::vector<double> without = some_values();
  without.resize(with.size());
  PairedMoments pairs;
  std::vector<double> differences;
  std::uint64_t up = 0, down = 0;
  for (std::size_t n = 0; n < with.size(); ++n) {
    pairs.add(with[n], without[n]);
    differences.push_back(with[n] - without[n]);
    up += with[n] > without[n] ? 1 : 0;
    down += with[n] < without[n] ? 1 : 0;
  }
  RC_ASSERT(pairs.up == up);
  RC_ASSERT(pairs.down == down);
  const double variance = two_passes(differences).second;
  expect_close(pairs.difference.mean(), two_passes(differences).first);
  if (variance > 1e-6) {
    RC_ASSERT(pairs.pairing_gain().has_value());
    const double gain = (two_passes(with).second + two_passes(without).second) / variance;
    RC_ASSERT(std::abs(*pairs.pairing_gain() / gain - 1) < 1e-6 || std::abs(gain) < 1e-6);
  }
}

// A shift of all values, here by 2^30, leaves the variance: the naive sum of squares would lose it.
TEST(Moments, KeepTheirDigitsFarFromZero) {
  Moments moments;
  for (const double value : {1.0, 2.0, 3.0, 4.0}) moments.add(1073741824.0 + value);
  EXPECT_EQ(moments.mean(), 1073741826.5);
  EXPECT_NEAR(moments.variance(), 5.0 / 3, 1e-12);  // (2.25 + 0.25 + 0.25 + 2.25) / 3
}

TEST(Moments, OfIdenticalPairsHaveNoGain) {
  PairedMoments pairs;
  for (const double value : {1.0, 5.0, 2.0}) pairs.add(value + 0.5, value);
  EXPECT_FALSE(pairs.pairing_gain().has_value());  // the difference does not vary
  EXPECT_EQ(pairs.up, 3U);
  // What would vary in less than 1 - 0.025^(1/3) = 0.7076 of the pairs may not have been seen in three (Clopper and Pearson 1934).
  EXPECT_NEAR(pairs.difference.interval()->low, 0.5 * (1 - 0.7076), 1e-4);
  EXPECT_NEAR(pairs.difference.interval()->high, 0.5 * (1 + 0.7076), 1e-4);
}

TEST(Moments, OfPairsThatNeverDifferAreExactlyNothing) {
  PairedMoments pairs;
  for (const double value : {1.0, 5.0, 2.0}) pairs.add(value, value);
  EXPECT_EQ(pairs.difference.interval()->low, 0);
  EXPECT_EQ(pairs.difference.interval()->high, 0);
}

// Independent arms of equal variance gain nothing by pairing: (1 + 1)/2.  Here four pairs, every combination of two values.
TEST(Moments, OfIndependentPairsGainOne) {
  PairedMoments pairs;
  for (const double with : {0.0, 1.0})
    for (const double without : {0.0, 1.0}) pairs.add(with, without);
  EXPECT_NEAR(*pairs.pairing_gain(), 1, 1e-12);
}

// Of 1, 2, 3, 4, 5: mean 3, variance 2.5, error sqrt(2.5/5) = 0.70711, t(4) = 2.776 (Fisher and Yates).
TEST(Moments, IntervalIsStudents) {
  Moments moments;
  for (const double value : {1.0, 2.0, 3.0, 4.0, 5.0}) moments.add(value);
  EXPECT_NEAR(moments.interval()->low, 3 - 2.776 * 0.70711, 2e-3);
  EXPECT_NEAR(moments.interval()->high, 3 + 2.776 * 0.70711, 2e-3);
}

// Fisher and Yates (1963), table III, probability 0.05 (two-sided), and NIST/SEMATECH e-Handbook 1.3.6.7.2.
TEST(Student, QuantilesAreThePublishedOnes) {
  const std::vector<std::pair<std::uint64_t, double>> table = {{1, 12.706}, {2, 4.303}, {3, 3.182}, {4, 2.776}, {5, 2.571},
      {6, 2.447}, {7, 2.365}, {8, 2.306}, {9, 2.262}, {10, 2.228}, {12, 2.179}, {15, 2.131}, {20, 2.086}, {25, 2.060},
      {30, 2.042}, {40, 2.021}, {60, 2.000}, {100, 1.984}, {120, 1.980}};
  for (const auto& [degrees, value] : table)
    EXPECT_NEAR(student_t_975(degrees), value, (degrees < 6 ? 3e-3 : 1e-4) + 0.5e-3) << degrees;  // the table is rounded to 1e-3
  EXPECT_NEAR(student_t_975(100'000'000), 1.959964, 1e-6);
}

TEST(Student, QuantilesFallWithTheDegrees) {
  for (std::uint64_t degrees = 1; degrees < 500; ++degrees)
    EXPECT_GT(student_t_975(degrees), student_t_975(degrees + 1)) << degrees;
}

// Type 7 of Hyndman and Fan (1996), the default of R: quantile(c(1, 2, 4, 8), 0.25) is 1.75, at position 0.75 between 1 and 2.
TEST(Quantile, IsTypeSeven) {
  const std::vector<double> values = {8, 1, 4, 2};
  EXPECT_EQ(quantile(values, 0), 1);
  EXPECT_EQ(quantile(values, 0.25), 1.75);
  EXPECT_EQ(quantile(values, 0.5), 3);
  EXPECT_EQ(quantile(values, 1), 8);
  EXPECT_EQ(quantile({7}, 0.05), 7);
}

RC_GTEST_PROP(Quantile, IsInterpolatedBetweenSortedValues, ()) {
  std::vector<double> values = some_values();
  if (values.empty()) values = {1};
  const double p = *rc::gen::inRange(0, 1001) / 1000.0;
  std::vector<double> sorted = values;
  std::ranges::sort(sorted);
  const double position = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double expected = sorted[below] + (sorted[above] - sorted[below]) * (position - static_cast<double>(below));
  RC_ASSERT(std::abs(quantile(values, p) - expected) < 1e-9);
}

TEST(RankCorrelation, OfKnownAnswers) {
  const std::vector<double> rising = {1, 2, 3, 4, 5};
  EXPECT_NEAR(rank_correlation(rising, std::vector<double>{1, 10, 100, 1000, 10000}), 1, 1e-12);  // any increasing relation
  EXPECT_NEAR(rank_correlation(rising, std::vector<double>{5, 4, 3, 2, 1}), -1, 1e-12);
  EXPECT_EQ(rank_correlation(rising, std::vector<double>{2, 2, 2, 2, 2}), 0);
  // Without ties 1 - 6 sum d^2 / (n (n^2 - 1)): d = -1, 1, -1, 1, 0, so 1 - 24/120 = 0.8.
  EXPECT_NEAR(rank_correlation(rising, std::vector<double>{2, 1, 4, 3, 5}), 0.8, 1e-12);
  // Ties at their mean rank: ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3; sums of products 4.5, of squares 4.5 and 5.
  EXPECT_NEAR(
      rank_correlation(std::vector<double>{1, 2, 2, 3}, std::vector<double>{1, 2, 3, 4}), 4.5 / std::sqrt(4.5 * 5), 1e-12);
}

RC_GTEST_PROP(RankCorrelation, IsSymmetricAndBounded, ()) {
  std::vector<double> a = some_values();
  std::vector<double> b = some_values();
  const std::size_t size = std::min(a.size(), b.size());
  a.resize(size);
  b.resize(size);
  const double r = rank_correlation(a, b);
  RC_ASSERT(std::abs(r) <= 1 + 1e-12);
  RC_ASSERT(r == rank_correlation(b, a));
}

}  // namespace
}  // namespace coexist
