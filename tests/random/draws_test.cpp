// SPDX-License-Identifier: Apache-2.0
// The addresses of draws (model 2.4), and what is made of their words.
#include "random/draws.h"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace coexist {
namespace {

struct ThisUnit {};
using Many = Lanes<float, 16, ThisUnit>;

constexpr std::uint64_t seed = 0x0123456789abcdefU;

// checks.md, rows "2.4 name hash" and "2.4 addressed draw".
TEST(Draws, StandAtTheAddressThatTheModelGives) {
  constexpr std::uint64_t dyad = name_hash("dyad:RUS>IND");
  EXPECT_EQ(dyad, 0xa935bc9a23af62d8U);
  const double u = Draws<double>(7, 6).block(37, DrawGroup::act, dyad).uniform(decisions::act);
  EXPECT_NEAR(u, 0.7170556784, 0.5e-10);
}

// The published test values of 64-bit FNV-1a: the empty text is the offset basis, then "a" and "foobar".
TEST(Draws, HashNamesAsPublished) {
  EXPECT_EQ(name_hash(""), 0xcbf29ce484222325U);
  EXPECT_EQ(name_hash("a"), 0xaf63dc4c8601ec8cU);
  EXPECT_EQ(name_hash("foobar"), 0x85944171f73967e8U);
}

template <class Real> void expect_rows_of_single_draws() {
  const Draws<Real> draws(seed, 48);
  const std::array<std::uint64_t, 5> names = {name_hash("a"), name_hash("b"), name_hash("c"), 0, ~std::uint64_t{0}};
  for (std::size_t count = 0; count <= names.size(); ++count) {
    std::size_t taken = 0;
    draws.blocks(37, DrawGroup::act, names.data(), count, [&](std::size_t n, const DrawBlock<Real>& block) {
      EXPECT_EQ(n, taken++);
      const DrawBlock<Real> alone = draws.block(37, DrawGroup::act, names[n]);
      for (int word = 0; word < 4; ++word)
        for (int h = 0; h < lanes_of<Real>; ++h) EXPECT_EQ(lane(alone.uniform(word), h), lane(block.uniform(word), h));
    });
    EXPECT_EQ(count, taken);
  }
}
TEST(Draws, OfARowAreThoseOfEachName) {
  expect_rows_of_single_draws<Many>();
  expect_rows_of_single_draws<double>();
}

TEST(Draws, UseEveryPartOfTheAddress) {
  const std::uint64_t name = name_hash("flashpoint:Berlin");
  const std::uint32_t history = 4'000'000'000U;
  const int month = 65535;
  const auto theirs = r123::Philox4x32()(
      {{history, 65535U + 65536U * 5U, static_cast<std::uint32_t>(name), static_cast<std::uint32_t>(name >> 32)}},
      {{0x89abcdefU, 0x01234567U}});
  const DrawBlock<double> block = Draws<double>(seed, history).block(month, DrawGroup::flashpoint, name);
  for (int word = 0; word < 4; ++word) {
    EXPECT_EQ(block.word[static_cast<std::size_t>(word)], theirs[static_cast<std::size_t>(word)]);
    EXPECT_EQ(block.uniform(word), std::ldexp(theirs[static_cast<std::size_t>(word)] >> 8, -24));
  }
}

TEST(Draws, AreTheSameAloneAndInLanes) {
  const std::uint64_t name = name_hash("polity:USA");
  for (std::uint32_t first = 0; first < 4096; first += 16) {
    const int month = static_cast<int>(first / 16);
    const DrawBlock<Many> together = Draws<Many>(seed, first).block(month, DrawGroup::polity_state, name);
    for (int index = 0; index < 16; ++index) {
      const std::uint32_t history = first + static_cast<std::uint32_t>(index);
      const DrawBlock<float> alone = Draws<float>(seed, history).block(month, DrawGroup::polity_state, name);
      const DrawBlock<double> precise = Draws<double>(seed, history).block(month, DrawGroup::polity_state, name);
      for (int word = 0; word < 4; ++word) {
        ASSERT_EQ(lane(together.uniform(word), index), alone.uniform(word));
        ASSERT_EQ(static_cast<double>(alone.uniform(word)), precise.uniform(word));  // 24 bits: exact in both
      }
      for (const Decision decision : {decisions::growth_normal, decisions::unrest_normal}) {
        ASSERT_EQ(bits_of(lane(together.normal(decision), index)), bits_of(alone.normal(decision)));
        ASSERT_NEAR(alone.normal(decision), precise.normal(decision), 4e-6);  // at most 5.8, to a few parts in 2^24
      }
    }
  }
}

TEST(Draws, ReachBothEndsOfTheirRange) {
  DrawBlock<double> block{};
  EXPECT_EQ(block.uniform(0), 0.0);
  EXPECT_EQ(std::fabs(block.normal(0)), 0.0);  // sqrt(-2 ln 1)
  block.word[0] = 0xffffffffU;
  EXPECT_EQ(block.uniform(0), 1 - 0x1p-24);
  EXPECT_NEAR(block.normal(0), std::sqrt(48 * std::log(2.0)), 1e-14);  // sqrt(-2 ln 2^-24) = 5.77, the largest, as cos 0 = 1
  block.word[1] = 0x80000000U;
  EXPECT_NEAR(block.normal(0), -std::sqrt(48 * std::log(2.0)), 1e-14);  // cos(pi) = -1
  block.word[0] = 0x000000ffU;
  EXPECT_EQ(block.uniform(0), 0.0);  // the low eight bits are not used
}

TEST(Draws, UniformsAreUniformAndIndependent) {
  const Draws<double> draws(seed, 0);
  const std::uint64_t name = name_hash("dyad:USA>RUS");
  constexpr int count = 65536;
  double sum[4] = {};
  double product_sum = 0;
  for (int month = 0; month < count; ++month) {
    const DrawBlock<double> block = draws.block(month, DrawGroup::act, name);
    for (int word = 0; word < 4; ++word) sum[word] += block.uniform(word) - 0.5;
    product_sum += (block.uniform(0) - 0.5) * (block.uniform(1) - 0.5);
  }
  // Standard errors: 1/sqrt(12 n) = 0.00113 of a mean, 1/(12 sqrt(n)) = 0.00033 of a covariance; four of them.
  for (const double total : sum) EXPECT_NEAR(total / count, 0.0, 4 / std::sqrt(12.0 * count));
  EXPECT_NEAR(product_sum / count, 0.0, 4 / (12 * std::sqrt(double{count})));
}

template <class Real> void normals_are_standard() {
  constexpr int count = 80000;
  double sum = 0;
  double squares = 0;
  double fourth = 0;
  for (std::uint32_t first = 0; first < count; first += lanes_of<Real>) {
    const Real x =
        Draws<Real>(seed, first).block(3, DrawGroup::dyad_state, name_hash("dyad:IND>CHN")).normal(decisions::hostility_normal);
    for (int index = 0; index < lanes_of<Real>; ++index) {
      const double value = lane(x, index);
      sum += value;
      squares += value * value;
      fourth += value * value * value * value;
    }
  }
  // Standard errors with n = 80000: mean 1/sqrt(n) = 0.0035, variance sqrt(2/n) = 0.005, fourth moment (3) sqrt(96/n) = 0.035.
  EXPECT_NEAR(sum / count, 0.0, 4 * std::sqrt(1.0 / count));
  EXPECT_NEAR(squares / count, 1.0, 4 * std::sqrt(2.0 / count));
  EXPECT_NEAR(fourth / count, 3.0, 4 * std::sqrt(96.0 / count));
}

TEST(Draws, NormalsAreStandardInDouble) { normals_are_standard<double>(); }
TEST(Draws, NormalsAreStandardInLanes) { normals_are_standard<Many>(); }

// The table of model 2.4.
TEST(Decisions, StandWhereTheModelPutsThem) {
  std::map<std::string, std::string> table;
  for (const Decision& decision : decisions::all)
    for (int word = decision.word; word < decision.word + decision.words; ++word) {
      std::string& place = table[std::to_string(static_cast<int>(decision.group))];
      place += std::to_string(word) + ' ' + std::string(decision.name) + ' ';
    }
  const std::map<std::string, std::string> expected = {
      {"1", "0 act 1 act_seen 2 threat_outcome 3 threat_nuclear "},
      {"2", "0 hostility_normal 1 hostility_normal 2 force_success "},
      {"3", "0 growth_normal 1 growth_normal 2 unrest_normal 3 unrest_normal "},
      {"4", "0 loyalty_normal 1 loyalty_normal 2 realignment 3 split "},
      {"5", "0 flashpoint_fires 1 flashpoint_outcome 2 flashpoint_nuclear "},
      {"6", "0 accident_fires 1 accident_challenger 2 accident_outcome 3 accident_nuclear "},
      {"7", "0 false_alarm "},
      {"8", "0 demonstration 1 adoption 2 agreement "},
  };
  EXPECT_EQ(table, expected);
}

TEST(Decisions, MayNotShareAWord) {
  using enum DrawGroup;
  EXPECT_TRUE(words_are_disjoint(std::array{Decision{act, 0, "a"}, Decision{act, 1, "b"}, Decision{dyad_state, 0, "c"}}));
  EXPECT_FALSE(words_are_disjoint(std::array{Decision{act, 0, "a"}, Decision{act, 0, "b"}}));
  EXPECT_FALSE(words_are_disjoint(std::array{Decision{act, 0, "a", 2}, Decision{act, 1, "b"}}));  // the normal's second word
  EXPECT_FALSE(words_are_disjoint(std::array{Decision{act, 0, "a"}, Decision{dyad_state, 0, "a"}}));
  EXPECT_FALSE(words_are_disjoint(std::array{Decision{act, 3, "a", 2}}));  // beyond the block
}

}  // namespace
}  // namespace coexist
