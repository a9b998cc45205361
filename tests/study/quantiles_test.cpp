// SPDX-License-Identifier: Apache-2.0
// Quantiles in bounded memory: exact where they say so, within their bound where not, and the same whatever the order of values.
#include "study/quantiles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "study/statistics.h"

namespace coexist {
namespace {

constexpr std::array probabilities = {0.0, 0.05, 0.37, 0.5, 0.95, 1.0};

std::vector<double> spread(std::size_t count, double scale, double shift) {
  std::mt19937_64 bits(7);
  std::vector<double> values;
  for (std::size_t n = 0; n < count; ++n) {
    const double u = static_cast<double>(bits() >> 11U) * 0x1p-53;
    values.push_back(std::exp(scale * (u - 0.5)) + shift);
  }
  return values;
}

Quantiles of(const std::vector<double>& values, std::size_t most_runs) {
  Quantiles quantiles(most_runs);
  for (const double value : values) quantiles.add(value);
  return quantiles;
}

TEST(Quantiles, OfFewValuesAreExact) {
  for (const std::size_t count : {1U, 2U, 3U, 100U, 500U}) {
    const std::vector<double> values = spread(count, 5, -2);
    Quantiles kept = of(values, 500);
    for (const double p : probabilities) EXPECT_EQ(kept.quantile(p), quantile(values, p)) << count << " values, p " << p;
    EXPECT_TRUE(kept.is_exact());
    EXPECT_EQ(kept.count(), count);
  }
}

TEST(Quantiles, OfManyCountsAreExact) {
  std::vector<double> values;
  for (int n = 0; n < 100'000; ++n) values.push_back((n * 7919) % 31 - 5);
  Quantiles kept = of(values, 64);
  EXPECT_TRUE(kept.is_exact());
  for (const double p : probabilities) EXPECT_EQ(kept.quantile(p), quantile(values, p)) << p;
}

TEST(Quantiles, OfManyValuesAreWithinTheWidthOfARun) {
  for (const double shift : {0.0, -2.0}) {
    const std::vector<double> values = spread(50'000, 6, shift);
    Quantiles kept = of(values, 4096);
    EXPECT_FALSE(kept.is_exact());
    EXPECT_GE(kept.bits(), 8);
    for (const double p : probabilities) {
      const double exact = quantile(values, p);
      EXPECT_NEAR(kept.quantile(p), exact, std::ldexp(std::abs(exact), -kept.bits())) << p;
    }
    EXPECT_EQ(kept.quantile(0), std::ranges::min(values));
    EXPECT_EQ(kept.quantile(1), std::ranges::max(values));
  }
}

TEST(Quantiles, DoNotDependOnTheOrderOfValues) {
  std::vector<double> values = spread(20'000, 8, -1);
  Quantiles one = of(values, 300);
  std::ranges::sort(values);
  Quantiles other = of(values, 300);
  std::ranges::reverse(values);
  Quantiles third = of(values, 300);
  EXPECT_EQ(one.bits(), other.bits());
  EXPECT_EQ(one.bits(), third.bits());
  for (const double p : probabilities) {
    EXPECT_EQ(one.quantile(p), other.quantile(p)) << p;
    EXPECT_EQ(one.quantile(p), third.quantile(p)) << p;
  }
}

TEST(Quantiles, HoldOnToTheirSizeWhateverTheValues) {
  std::vector<double> values;
  for (int exponent = -300; exponent < 300; ++exponent)
    for (const double sign : {-1.0, 1.0}) values.push_back(sign * std::pow(10.0, exponent));
  Quantiles kept = of(values, 2);  // coarser than its bound can say: not even the signs of all exponents
  EXPECT_EQ(kept.bits(), 0);
  EXPECT_LE(kept.quantile(0.05), 0);
  EXPECT_GE(kept.quantile(0.95), 0);
}

TEST(Quantiles, ZeroHasOneSign) {
  Quantiles kept(16);
  for (const double value : {-0.0, 0.0, -0.0, 1.0}) kept.add(value);
  EXPECT_EQ(kept.quantile(0.5), 0);
}

}  // namespace
}  // namespace coexist
