// SPDX-License-Identifier: Apache-2.0
// Growth under trade and the burden of arms (after Benoit 1973, who disputes the burden's sign): ln Y gains Delta gamma a month.
#include <gtest/gtest.h>

#include <cmath>

#include "closed_form.h"
#include "mechanisms/economy.h"
#include "small_world.h"

namespace coexist {
namespace {

using namespace testing;

// g = 0.05, one trade act a month, burden 0.1, burden at the start 0: gamma = 0.05 + 0.1 (0) + 0.004 - 0.1 (0.1) = 0.044 a year.
constexpr double expected = 0.044;

TEST(Growth, SumOfItsTerms) {
  const Economy economy;
  double log_output = 0;
  for (int n = 0; n < 12; ++n) log_output += month_length * economy.growth(0.05, 0.0, 1.0, 0.1);
  expect_closed_form("ln Y after a year", log_output, expected, 1e-14);
}

TEST(Growth, TheSweepAddsThemUp) {
  SmallWorld world(reduced_to({"IND", "RUS", "USA"}));
  const int i = world.polity("IND");
  PolityNumbers& india = world.model.polities[static_cast<std::size_t>(i)];
  india.spending = 0;
  for (Number& growth : india.growth_path) growth = 0.05;
  world.mechanisms.economy.noise.value = 0;
  for (int k = 0; k < 2; ++k)
    for (int l = 0; l < 3; ++l) world.flows->act(k, l) = no_act;
  world.flows->act(world.principal("USA"), i) = world.model.codebook.at(Role::trade);
  const double start = world.state->output(i);
  for (world.t = 0; world.t < 12; ++world.t) {
    world.state->burden(i) = 0.1;
    world.mechanisms.economy.advance(world.month());
  }
  expect_closed_form("ln Y after a year", std::log(world.state->output(i) / start), expected, 1e-14);
}

// A principal is served by a tenth of the trade acts it makes: 0.05 - 0 + 0.004 (0.1 (2)) with two made and none received.
TEST(Growth, APrincipalGainsFromItsOwnTrade) {
  SmallWorld world(reduced_to({"IND", "RUS", "USA"}));
  const int i = world.polity("USA");
  PolityNumbers& power = world.model.polities[static_cast<std::size_t>(i)];
  for (Number& growth : power.growth_path) growth = 0.05;
  world.mechanisms.economy.noise.value = 0;
  for (int k = 0; k < 2; ++k)
    for (int l = 0; l < 3; ++l) world.flows->act(k, l) = no_act;
  for (const char* other : {"IND", "RUS"})
    world.flows->act(world.principal("USA"), world.polity(other)) = world.model.codebook.at(Role::trade);
  world.mechanisms.economy.advance(world.month());
  expect_closed_form("gamma", world.flows->growth(i), 0.05 + 0.004 * 0.2, 1e-15);
}

}  // namespace
}  // namespace coexist
