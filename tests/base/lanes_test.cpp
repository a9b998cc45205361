// SPDX-License-Identifier: Apache-2.0
// Lanes do in every lane what a single number does.
#include "base/lanes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

namespace coexist {
namespace {

struct ThisUnit {};
using Many = Lanes<float, 16, ThisUnit>;
using Mask = MaskOf<Many>;
using Words = WordsOf<Many>;

constexpr float samples[] = {
    0.0F, -0.0F, 1.0F, -1.0F, 0.1F, -2.5F, 1e-30F, -1e30F, 3.0F, 0.5F, 1024.0F, -0.75F, 7.0F, 1e-3F, 100.0F, -9.0F};

Many all_samples(int shift = 0) {
  Many x(0);
  for (int index = 0; index < 16; ++index) set_lane(x, index, samples[(index + shift) % 16]);
  return x;
}

void expect_same_bits(Many found, int index, float expected) {
  EXPECT_EQ(bits_of(lane(found, index)), bits_of(expected))
      << "lane " << index << ": " << lane(found, index) << " for " << expected;
}

TEST(Lanes, GoInStepAsTheyGoAlone) {
  const auto work = [](auto x) {
    using Number = decltype(x);
    return select(x < Number(0), square_root(-x) / Number(3), multiply_add(x, x, Number(0.1F)));
  };
  const std::array numbers = {all_samples(0), all_samples(3), all_samples(7), all_samples(11)};
  const auto four = in_step(numbers, work);
  const auto two = in_step(std::array{numbers[1], numbers[2]}, work);
  for (int index = 0; index < 16; ++index) {
    for (std::size_t n = 0; n < numbers.size(); ++n) expect_same_bits(four[n], index, work(lane(numbers[n], index)));
    for (std::size_t n = 0; n < two.size(); ++n) expect_same_bits(two[n], index, work(lane(numbers[n + 1], index)));
  }
}

TEST(Lanes, EachGoesInStepHoweverMany) {
  const auto work = [](auto x) { return x * x + decltype(x)(1); };
  for (std::size_t count = 0; count <= 8; ++count) {
    std::array<Many, 8> numbers;
    for (std::size_t n = 0; n < numbers.size(); ++n) numbers[n] = all_samples(static_cast<int>(n));
    each_in_step(numbers, count, work);
    for (std::size_t n = 0; n < count; ++n)
      for (int index = 0; index < 16; ++index)
        expect_same_bits(numbers[n], index, work(lane(all_samples(static_cast<int>(n)), index)));
  }
}

TEST(Lanes, CalculateAsNumbersDo) {
  for (int shift = 0; shift < 16; ++shift) {
    const Many a = all_samples();
    const Many b = all_samples(shift);
    Many sum = a;
    sum += b;
    Many difference = a;
    difference -= b;
    Many scaled = a;
    scaled *= b;
    for (int index = 0; index < 16; ++index) {
      const float x = lane(a, index);
      const float y = lane(b, index);
      expect_same_bits(a + b, index, x + y);
      expect_same_bits(sum, index, x + y);
      expect_same_bits(a - b, index, x - y);
      expect_same_bits(difference, index, x - y);
      expect_same_bits(a * b, index, x * y);
      expect_same_bits(scaled, index, x * y);
      if (y != 0) expect_same_bits(a / b, index, x / y);
      expect_same_bits(-a, index, -x);
      expect_same_bits(least(a, b), index, y < x ? y : x);
      expect_same_bits(largest(a, b), index, x < y ? y : x);
      expect_same_bits(clip(a, Many(-2), Many(2)), index, x < -2 ? -2 : x > 2 ? 2 : x);
      expect_same_bits(absolute(a), index, x < 0 ? -x : x);
      expect_same_bits(square_root(absolute(a)), index, std::sqrt(x < 0 ? -x : x));
      expect_same_bits(multiply_add(a, b, a), index, std::fma(x, y, x));
      EXPECT_EQ(lane(a < b, index), x < y);
      EXPECT_EQ(lane(a <= b, index), x <= y);
      EXPECT_EQ(lane(a > b, index), x > y);
      EXPECT_EQ(lane(a >= b, index), x >= y);
      EXPECT_EQ(lane(a == b, index), x == y);
      EXPECT_EQ(lane(a != b, index), x != y);
    }
  }
}

TEST(Lanes, ANumberFillsAllLanes) {
  for (const float value : samples)
    for (int index = 0; index < 16; ++index) expect_same_bits(Many(value), index, value);
  for (int index = 0; index < 16; ++index) expect_same_bits(Many(0.1), index, 0.1F);  // rounded to single precision
}

TEST(Lanes, SetLaneSetsThatLane) {
  for (int chosen = 0; chosen < 16; ++chosen) {
    Many x(5);
    set_lane(x, chosen, 7);
    for (int index = 0; index < 16; ++index) EXPECT_EQ(lane(x, index), index == chosen ? 7 : 5);
  }
  double single = 1;
  set_lane(single, 0, 2);
  EXPECT_EQ(lane(single, 0), 2);
}

TEST(Lanes, SelectTakesFromEitherSide) {
  const Many a = all_samples();
  const Mask positive = a > Many(0);
  const Many chosen = select(positive, a, Many(-5));
  const Many kept = when<Many>(positive, a);
  for (int index = 0; index < 16; ++index) {
    expect_same_bits(chosen, index, lane(a, index) > 0 ? lane(a, index) : -5);
    expect_same_bits(kept, index, lane(a, index) > 0 ? lane(a, index) : 0);
  }
  EXPECT_EQ(select(true, 1.0, 2.0), 1.0);
  EXPECT_EQ(select(false, 1.0F, 2.0F), 2.0F);
}

TEST(Lanes, SelectKeepsWhatItDoesNotTake) {
  const Many nan(std::numeric_limits<float>::quiet_NaN());
  EXPECT_TRUE(all(select(Mask(true), Many(1), nan) == Many(1)));
  EXPECT_FALSE(any(select(Mask(false), Many(1), nan) == Many(1)));
}

TEST(Masks, AnyAndAll) {
  EXPECT_FALSE(any(Mask(false)));
  EXPECT_TRUE(any(Mask(true)));
  EXPECT_FALSE(all(Mask(false)));
  EXPECT_TRUE(all(Mask(true)));
  for (int chosen = 0; chosen < 16; ++chosen) {
    Many x(0);
    set_lane(x, chosen, 1);
    EXPECT_TRUE(any(x == Many(1)));
    EXPECT_FALSE(all(x == Many(1)));
    EXPECT_TRUE(any(x != Many(1)));
    EXPECT_FALSE(all(x != Many(1)));
  }
  EXPECT_TRUE(any(true) && all(true) && !any(false) && !all(false));
}

TEST(Masks, CombineLaneByLane) {
  const Many a = all_samples();
  const Mask positive = a > Many(0);
  const Mask small = absolute(a) < Many(2);
  Mask both = positive;
  both &= small;
  Mask either = positive;
  either |= small;
  for (int index = 0; index < 16; ++index) {
    const bool p = lane(a, index) > 0;
    const bool s = std::fabs(lane(a, index)) < 2;
    EXPECT_EQ(lane(positive & small, index), p && s);
    EXPECT_EQ(lane(both, index), p && s);
    EXPECT_EQ(lane(positive | small, index), p || s);
    EXPECT_EQ(lane(either, index), p || s);
    EXPECT_EQ(lane(!positive, index), !p);
  }
}

// Whatever instruction looks them up, and where there is none.
template <class Real> void expect_entries() {
  const Table<Real> table = {3, -1, 0.5, 7, 0, 1e10F, -0.25, 9};
  for (int shift = 0; shift < 8; ++shift) {
    Real index(0);
    for (int l = 0; l < lanes_of<Real>; ++l) set_lane(index, l, (l + shift) % 8);
    const Real found = entry(table, index);
    for (int l = 0; l < lanes_of<Real>; ++l)
      EXPECT_EQ(lane(found, l), table[static_cast<std::size_t>((l + shift) % 8)]) << "lane " << l;
  }
  for (const double outside : {-1.0, 8.0, 1e9}) {  // some entry
    const Real found = entry(table, Real(outside));
    for (int l = 0; l < lanes_of<Real>; ++l) EXPECT_NE(std::ranges::find(table, lane(found, l)), table.end()) << outside;
  }
}
TEST(Table, IsLookedInto) {
  expect_entries<double>();
  expect_entries<float>();
  expect_entries<Many>();
}

TEST(MultiplyAdd, RoundsOnce) {
  // (1 + e)(1 - e) - 1 = -e^2, where the product alone rounds to 1.
  const double e = 0x1p-30;
  EXPECT_EQ(multiply_add(1 + e, 1 - e, -1.0), -0x1p-60);
  const float f = 0x1p-13F;
  EXPECT_EQ(multiply_add(1 + f, 1 - f, -1.0F), -0x1p-26F);
  EXPECT_TRUE(all(multiply_add(Many(1 + f), Many(1 - f), Many(-1)) == Many(-0x1p-26F)));
  // 1 + 2^-23 + (half of 2^-23 and a little more): rounding to double first would make it a tie, and round it down to even.
  const float product = 0x1.000002p-24F;
  EXPECT_EQ(multiply_add(product, 1 + 0x1p-23F, 1.0F), 1 + 0x1p-23F);
}

template <class Scalar> class Numbers : public testing::Test {};
using Scalars = testing::Types<double, float>;
TYPED_TEST_SUITE(Numbers, Scalars);

TYPED_TEST(Numbers, NearestWhole) {
  using Scalar = TypeParam;
  for (const double x : {0.0, 0.49, 0.51, 1.5, 2.5, -0.49, -0.51, -1.5, -2.5, 1000.75, -1000.25})
    EXPECT_EQ(nearest_whole(static_cast<Scalar>(x)).value, std::nearbyint(static_cast<Scalar>(x))) << x;
}

TYPED_TEST(Numbers, ScaleByAPowerOfTwo) {
  using Scalar = TypeParam;
  const int lowest = std::numeric_limits<Scalar>::min_exponent;
  const int highest = std::numeric_limits<Scalar>::max_exponent;
  for (int k = lowest; k < highest; ++k)
    for (const Scalar x : {Scalar(1), Scalar(1.9), Scalar(-1.3)})
      ASSERT_EQ(scale_by_power_of_two(x, nearest_whole(static_cast<Scalar>(k))), std::ldexp(x, k)) << k;
}

TYPED_TEST(Numbers, SplitExponentIsItsInverse) {
  using Scalar = TypeParam;
  const Scalar root = std::sqrt(Scalar(2));
  for (int k = std::numeric_limits<Scalar>::min_exponent + 1; k < std::numeric_limits<Scalar>::max_exponent; ++k)
    for (const Scalar part : {Scalar(1), Scalar(1.41), Scalar(1.42), Scalar(1.9999), Scalar(0.7072), Scalar(1.1)}) {
      const Scalar x = std::ldexp(part, k - 1);
      Scalar mantissa;
      const Scalar exponent = split_exponent(x, mantissa);
      ASSERT_EQ(std::ldexp(mantissa, static_cast<int>(exponent)), x);
      ASSERT_GE(mantissa, root / 2);
      ASSERT_LE(mantissa, root);
    }
}

TEST(Words, BecomeNumbersExactly) {
  for (const std::uint32_t word : {0U, 1U, 255U, 0x00abcdefU, 0x00ffffffU}) {
    EXPECT_EQ(number_of<double>(word), static_cast<double>(word));
    EXPECT_EQ(static_cast<double>(number_of<float>(word)), static_cast<double>(word));
    EXPECT_TRUE(all(number_of<Many>(Words(word)) == Many(static_cast<double>(word))));
  }
}

TEST(Words, CalculateModuloTwoToTheThirtyTwo) {
  const Words a = numbered_from<Words>(0xfffffff8U);
  EXPECT_EQ(numbered_from<std::uint32_t>(9), 9U);
  for (std::uint32_t index = 0; index < 16; ++index) {
    const std::uint32_t x = 0xfffffff8U + index;
    EXPECT_EQ(a.v[index], x);
    EXPECT_EQ((a + Words(100U)).v[index], x + 100U);
    EXPECT_EQ((a ^ Words(0x55U)).v[index], x ^ 0x55U);
    EXPECT_EQ((a >> 8).v[index], x >> 8);
  }
}

}  // namespace
}  // namespace coexist
