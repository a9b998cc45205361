// SPDX-License-Identifier: Apache-2.0
// Shapley (1953), A Value for n-Person Games; Owen (1977), Values of Games with a Priori Unions.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

#include "papers/closed_form.h"
#include "study/attribution.h"

namespace coexist {
namespace {

// One left glove (player 0), two right gloves: a pair is worth 1.  In 4 of the 6 orders the left glove completes a pair; each right
// glove does in 1.
TEST(Shapley, GloveGame) {
  std::vector<double> worth(8, 0);
  for (std::size_t set = 0; set < worth.size(); ++set) worth[set] = (set & 1) != 0 && (set & 6) != 0 ? 1 : 0;
  const std::vector<double> values = shapley_values(worth);
  testing::expect_closed_form("left glove", values[0], 4.0 / 6, 1e-12);
  testing::expect_closed_form("right glove", values[1], 1.0 / 6, 1e-12);
  testing::expect_closed_form("right glove", values[2], 1.0 / 6, 1e-12);
}

// His axioms on a game without pattern: shares add up to the whole; a player who adds nothing gets nothing; two who are alike get
// alike.
TEST(Shapley, Axioms) {
  std::vector<double> worth(32, 0);
  for (std::size_t set = 0; set < worth.size(); ++set) {
    const std::size_t others = set & 0b00111U;                                // players 0 to 2 make the worth,
    const double alike = std::popcount(set & 0b00011U);                       // 0 and 1 in the same way;
    worth[set] = alike * alike + ((others & 4U) != 0 ? 0.3 * alike + 2 : 0);  // 3 and 4 add nothing
  }
  const std::vector<double> values = shapley_values(worth);
  double sum = 0;
  for (const double value : values) sum += value;
  testing::expect_closed_form("efficiency", sum, worth[31] - worth[0], 1e-12);
  testing::expect_closed_form("symmetry", values[0], values[1], 1e-12);
  testing::expect_closed_form("null player", values[3], 0, 1e-15);
  testing::expect_closed_form("null player", values[4], 0, 1e-15);
}

// By definition: the mean of what a player adds over all orders in which the united come one after the other.
TEST(Owen, IsTheMeanOverTheOrdersThatKeepTheUnionTogether) {
  constexpr std::size_t players = 5, united = 3;  // 0 and 1 alone, 2 to 4 a union
  std::vector<double> worth(std::size_t{1} << players);
  for (std::size_t set = 0; set < worth.size(); ++set) worth[set] = static_cast<double>(set * set * 37 % 101);
  std::vector<double> slow(players, 0);
  std::array<std::size_t, players> order{};
  std::iota(order.begin(), order.end(), 0U);
  int orders = 0;
  do {
    const auto is_united = [](std::size_t player) { return player >= players - united; };
    const auto first = std::ranges::find_if(order, is_united);
    if (!std::all_of(first, first + std::min<std::ptrdiff_t>(united, order.end() - first), is_united)) continue;
    ++orders;
    std::size_t set = 0;
    for (const std::size_t player : order) {
      slow[player] += worth[set | std::size_t{1} << player] - worth[set];
      set |= std::size_t{1} << player;
    }
  } while (std::ranges::next_permutation(order).found);
  EXPECT_EQ(orders, 6 * 6);  // of two and the union, and inside it
  const std::vector<double> values = owen_values(worth, united);
  for (std::size_t player = 0; player < united; ++player)
    testing::expect_closed_form("united", values[player], slow[players - united + player] / orders, 1e-12);
}

// A union of one stands alone.
TEST(Owen, OfOneIsShapleys) {
  const std::vector<double> worth = {0, 3, 5, 7, 1, 8, 2, 20};
  testing::expect_closed_form("last player", owen_values(worth, 1).front(), shapley_values(worth).back(), 1e-12);
}

}  // namespace
}  // namespace coexist
