// SPDX-License-Identifier: Apache-2.0
// Bass (1969), A new product growth for model consumer durables: dF/dt = (p + q F)(1 - F), with p = 0.03 and q = 0.38 a year.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <utility>

#include "closed_form.h"
#include "mechanisms/movement.h"
#include "small_world.h"

namespace coexist {
namespace {

using namespace testing;

PeaceMovement bass() {
  PeaceMovement movement;
  movement.funded.value = 0.03;
  movement.at_home.value = 0.38;
  movement.abroad.value = 0;
  movement.tiring.value = 0;
  return movement;
}

// F(t) = (1 - e^(-(p+q)t)) / (1 + (q/p) e^(-(p+q)t)).
double curve(double years) {
  const double left = std::exp(-0.41 * years);
  return (1 - left) / (1 + 0.38 / 0.03 * left);
}

double slope(const PeaceMovement& movement, double p) { return movement.spread(p, 0.0, 1.0, 1.0, 1.0); }

double euler(const PeaceMovement& movement, double years, int steps_a_year) {
  double p = 0;
  for (int n = 0; n < static_cast<int>(years * steps_a_year); ++n) p += slope(movement, p) / steps_a_year;
  return p;
}

// Classical fourth-order Runge-Kutta steps of 1/120 of a year, whose error is far below the printed digits.
double flow(const PeaceMovement& movement, double years) {
  constexpr double step = 1.0 / 120;
  double p = 0;
  for (int n = 0; n < static_cast<int>(years * 120); ++n) {
    const double a = slope(movement, p);
    const double b = slope(movement, p + step / 2 * a);
    const double c = slope(movement, p + step / 2 * b);
    const double d = slope(movement, p + step * c);
    p += step / 6 * (a + 2 * b + 2 * c + d);
  }
  return p;
}

TEST(Bass, Curve) {
  const PeaceMovement movement = bass();
  constexpr std::array<std::pair<double, const char*>, 3> printed = {{{1, "0.035758164"}, {5, "0.33119864"}, {10, "0.81280322"}}};
  for (const auto& [years, share] : printed) {
    expect_printed("F(" + digits(years) + ")", flow(movement, years), share);
    expect_closed_form("F(" + digits(years) + ")", flow(movement, years), curve(years), 1e-10);
  }
}

TEST(Bass, MonthlyStepsAreNear) { expect_closed_form("P(10)", euler(bass(), 10, 12), 0.8128032212, 5e-3); }
TEST(Bass, FineStepsConverge) { expect_closed_form("P(10)", euler(bass(), 10, 2400), 0.8128032212, 5e-5); }

// The sweep, over a free country in fear and a fully funded movement.
TEST(Bass, TheSweepFollowsTheCurve) {
  SmallWorld world(reduced_to({"RUS", "USA"}));
  world.mechanisms.movement = bass();
  const int i = world.polity("USA");
  world.model.polities[static_cast<std::size_t>(i)].open = 1;
  world.state->peace(i) = 0;
  world.frame->fear(i) = 1;
  world.frame->fund(world.principal("RUS")) = 1;
  for (int k = 0; k < 2; ++k)
    for (int l = 0; l < 2; ++l) world.flows->act(k, l) = no_act;
  for (int n = 0; n < 120; ++n) world.mechanisms.movement.advance(world.month(), world.mechanisms.audience);
  expect_closed_form("P(10), in monthly steps", world.state->peace(i), euler(bass(), 10, 12), 1e-14);
  expect_closed_form("P(10)", world.state->peace(i), curve(10), 5e-3);
}

// Without funds, few mobilised grow where beta fear sqrt(open) > d: from a fear of 0.25 / 0.40 = 0.625 on in a free country, and
// of 0.625 / 0.8 = 0.78125 where open = 0.64.
double critical_fear(double open) {
  const PeaceMovement movement;
  double calm = 0, afraid = 1;
  for (int n = 0; n < 100; ++n) {
    const double fear = (calm + afraid) / 2;
    (movement.spread(1e-20, 0.0, 0.0, fear, open) > 0 ? afraid : calm) = fear;
  }
  return afraid;
}
TEST(Bass, TakesOffAboveACriticalFear) {
  expect_closed_form("in a free country", critical_fear(1), 0.625, 1e-15);
  expect_closed_form("in a less free one", critical_fear(0.64), 0.78125, 1e-15);
}

// Above the threshold mobilisation rests at 1 - d / (beta fear sqrt(open)) = 1 - 0.625 at full fear; below it dies out.
TEST(Bass, RestPointWithoutFunds) {
  PeaceMovement movement;
  const auto settled = [&](double fear) {
    double p = 0.01;
    for (int n = 0; n < 12000; ++n) p += month_length * movement.spread(p, 0.0, 0.0, fear, 1.0);
    return p;
  };
  expect_closed_form("at full fear", settled(1), 0.375, 1e-14);
  expect_closed_form("below the threshold", settled(0.6), 0, 1e-5);
}

// fear = 1 - exp(-(fear_V N + fear_A alert)) with fear_V = 1.2, fear_A = 1: 1 - e^-1.1 at N = 0.5, alert 0.5.
TEST(Bass, FearOfNuclearWar) { expect_closed_form("fear", PeaceMovement().fear_of(0.5, 0.5), 1 - std::exp(-1.1), 1e-15); }

// Each use of force by the sponsor leaves 1 - kappa_P = 3/4 of the movement.
TEST(Bass, ForceDiscreditsTheSponsor) {
  SmallWorld world(reduced_to({"HUN", "POL", "RUS", "USA"}));
  PeaceMovement& movement = world.mechanisms.movement;
  const int i = world.polity("USA");
  movement.tiring.value = 0;
  world.state->peace(i) = 0.4;  // no fear: nobody joins
  for (int k = 0; k < 2; ++k)
    for (int l = 0; l < 4; ++l) world.flows->act(k, l) = no_act;
  for (const char* target : {"HUN", "POL"})
    world.flows->act(world.principal("RUS"), world.polity(target)) = world.model.codebook.at(Role::force);
  movement.advance(world.month(), world.mechanisms.audience);
  expect_closed_form("P", world.state->peace(i), 0.4 * 0.75 * 0.75, 1e-15);
}

}  // namespace
}  // namespace coexist
