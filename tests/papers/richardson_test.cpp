// SPDX-License-Identifier: Apache-2.0
// Richardson (1960), Arms and Insecurity: dx/dt = k y - a x + g, dy/dt = l x - b y + h.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "closed_form.h"
#include "mechanisms/arms.h"
#include "small_world.h"

namespace coexist {
namespace {

using namespace testing;

using Pair = std::array<double, 2>;

// Two nations, each with a fatigue of its own; distrust, hostility and output are 1.
struct Race {
  double k = 0.3, l = 0.2, g = 2, h = 1;
  Arms first, second;
  Race(double k_, double l_) : k(k_), l(l_) {
    first.fatigue.value = 0.4;   // a
    second.fatigue.value = 0.3;  // b
  }
  Pair slope(Pair x) const { return {first.growth(x[0], x[1], 1.0, k, g), second.growth(x[1], x[0], 1.0, l, h)}; }

  // The larger and the smaller eigenvalue of the equations as they answer to a unit of either stock.
  Pair eigenvalues() const {
    const Pair at_rest = slope({0, 0});
    const Pair of_x = slope({1, 0});
    const Pair of_y = slope({0, 1});
    const double xx = of_x[0] - at_rest[0], yx = of_x[1] - at_rest[1];
    const double xy = of_y[0] - at_rest[0], yy = of_y[1] - at_rest[1];
    const double root = std::sqrt((xx - yy) * (xx - yy) + 4 * xy * yx);
    return {(xx + yy + root) / 2, (xx + yy - root) / 2};
  }

  Pair euler(Pair x, double step, int steps) const {
    for (int n = 0; n < steps; ++n) {
      const Pair dx = slope(x);
      x = {x[0] + step * dx[0], x[1] + step * dx[1]};
    }
    return x;
  }

  // Classical fourth-order Runge-Kutta steps: at 1/120 of a year its error is far below the printed digits.
  Pair flow(Pair x, int steps, double step) const {
    const auto ahead = [](Pair from, Pair by, double much) { return Pair{from[0] + much * by[0], from[1] + much * by[1]}; };
    for (int n = 0; n < steps; ++n) {
      const Pair a = slope(x);
      const Pair b = slope(ahead(x, a, step / 2));
      const Pair c = slope(ahead(x, b, step / 2));
      const Pair d = slope(ahead(x, c, step));
      for (std::size_t i = 0; i < 2; ++i) x[i] += step / 6 * (a[i] + 2 * b[i] + 2 * c[i] + d[i]);
    }
    return x;
  }
};

// x* = (g b + k h) / (a b - k l) = (0.6 + 0.3) / 0.06 = 15, y* = (h a + l g) / (a b - k l) = 0.8 / 0.06 = 40/3.
constexpr Pair rest = {15, 40.0 / 3};

TEST(Richardson, RestPoint) {
  const Race race(0.3, 0.2);
  const Pair slope = race.slope(rest);
  expect_closed_form("dx/dt at rest", slope[0], 0, 1e-12);
  expect_closed_form("dy/dt at rest", slope[1], 0, 1e-12);
  // The slower eigenvalue is -0.1 a year: after 400 years e^-40 of the way is left.
  const Pair end = race.euler({5, 5}, month_length, 400 * 12);
  expect_closed_form("x", end[0], rest[0], 1e-12);
  expect_closed_form("y", end[1], rest[1], 1e-12);
}

// (-(a + b) +- sqrt((a - b)^2 + 4 k l)) / 2 = (-0.7 +- sqrt(0.01 + 0.24)) / 2 = (-0.7 +- 0.5) / 2.
TEST(Richardson, Eigenvalues) {
  const Pair values = Race(0.3, 0.2).eigenvalues();
  expect_closed_form("slow", values[0], -0.1, 1e-12);
  expect_closed_form("fast", values[1], -0.6, 1e-12);
}

// x* + exp(At) (x0 - x*).
TEST(Richardson, TenYearsOfTheFlow) {
  const Pair end = Race(0.3, 0.2).flow({5, 5}, 1200, 1.0 / 120);
  expect_printed("x", end[0], "11.686606");
  expect_printed("y", end[1], "10.024071");
}

// A vector d is cut into parts along the eigenvectors; (I + A/12)^n multiplies the parts by (1 + lambda/12)^n.
Pair after_steps(double k, double l, double a, double b, Pair fixed_point, Pair start, int steps) {
  const double root = std::sqrt((a - b) * (a - b) + 4 * k * l);
  const Pair lambda = {(-(a + b) + root) / 2, (-(a + b) - root) / 2};
  const Pair d = {start[0] - fixed_point[0], start[1] - fixed_point[1]};
  Pair end = fixed_point;
  for (std::size_t n = 0; n < 2; ++n) {
    // Projector on the eigenvector: (A - other I) / (lambda - other), A = [-a k; l -b].
    const double other = lambda[1 - n];
    const double power = std::pow(1 + lambda[n] / 12, steps) / (lambda[n] - other);
    end[0] += power * ((-a - other) * d[0] + k * d[1]);
    end[1] += power * (l * d[0] + (-b - other) * d[1]);
  }
  return end;
}

TEST(Richardson, TenYearsOfMonths) {
  const Pair end = Race(0.3, 0.2).euler({5, 5}, month_length, 120);
  const Pair expected = after_steps(0.3, 0.2, 0.4, 0.3, rest, {5, 5}, 120);
  expect_closed_form("x", end[0], expected[0], 1e-10);
  expect_closed_form("y", end[1], expected[1], 1e-10);
  expect_printed("x", end[0], "11.700806");
  expect_printed("y", end[1], "10.037677");
}

TEST(Richardson, ErrorOfMonthlySteps) {
  const Race race(0.3, 0.2);
  const Pair months = race.euler({5, 5}, month_length, 120);
  const Pair flow = race.flow({5, 5}, 1200, 1.0 / 120);
  expect_printed("x", months[0] - flow[0], "0.014199906");
  expect_printed("y", months[1] - flow[1], "0.01360603");
}

// The race is stable exactly when k l < a b = 0.12.  Eigenvalues: k = l: (-0.7 + sqrt(0.01 + 4 k^2)) / 2.
TEST(Richardson, StableExactlyWhenFatigueOutweighsThreat) {
  expect_closed_form("k l = 0.06", Race(0.3, 0.2).eigenvalues()[0], -0.1, 1e-12);
  expect_closed_form("k l = 0.1225", Race(0.35, 0.35).eigenvalues()[0], (std::sqrt(0.5) - 0.7) / 2, 1e-12);
  expect_closed_form("k l = 0.25", Race(0.5, 0.5).eigenvalues()[0], (std::sqrt(1.01) - 0.7) / 2, 1e-12);
  expect_printed("k l = 0.1225", Race(0.35, 0.35).eigenvalues()[0], "0.003553390593");
  expect_printed("k l = 0.25", Race(0.5, 0.5).eigenvalues()[0], "0.1524937811");
}

// The sweep of the mechanism over two powers, with distrust and hostility held at 1 and a common fatigue of 0.35.
TEST(Richardson, TheSweepSolvesTheEquations) {
  SmallWorld world(reduced_to({"RUS", "USA"}));
  Arms& arms = world.mechanisms.arms;
  const int x = world.polity("USA"), y = world.polity("RUS");
  arms.threat_response[static_cast<std::size_t>(x)] = 0.3;
  arms.threat_response[static_cast<std::size_t>(y)] = 0.2;
  arms.autonomous[static_cast<std::size_t>(x)] = 0.02;
  arms.autonomous[static_cast<std::size_t>(y)] = 0.01;
  world.mechanisms.bloc.relate(world.month());
  for (const int i : {0, 1})
    for (const int l : {0, 1}) world.frame->distrust(i, l) = world.state->hostility(i, l) = 1;
  for (const int i : {x, y}) {
    world.state->output(i) = 100;  // so that g = 2, h = 1, and the ceiling of 30 is not reached
    world.state->spending(i) = 5;
  }
  for (int n = 0; n < 120; ++n) arms.advance(world.month());
  // a b - k l = 0.1225 - 0.06: x* = (2 (0.35) + 0.3) / 0.0625 = 16, y* = (0.35 + 0.4) / 0.0625 = 12.
  const Pair expected = after_steps(0.3, 0.2, 0.35, 0.35, {16, 12}, {5, 5}, 120);
  expect_closed_form("x", world.state->spending(x), expected[0], 1e-10);
  expect_closed_form("y", world.state->spending(y), expected[1], 1e-10);
}

// k and g are set so that the equation rests at the scenario's M_eq under the starting beliefs and hostility.
TEST(Richardson, CalibrationRestsWhereTheScenarioSays) {
  SmallWorld world(reference_case());
  const Month<double> now = world.month();
  world.mechanisms.bloc.relate(now);
  Observers silent;
  silent.on = false;
  world.mechanisms.belief.distrust(now, silent);
  for (int i = 0; i < world.model.polity_count(); ++i) world.state->spending(i) = world.model.polity(i).resting_spending;
  world.mechanisms.arms.advance(now);
  for (int i = 0; i < world.model.polity_count(); ++i)
    expect_closed_form(world.model.polity(i).id, world.state->spending(i), world.model.polity(i).resting_spending, 1e-12);
}

// An arms race without brakes stops at the share of output that can be spent.
TEST(Richardson, SpendingStopsAtItsCeiling) {
  SmallWorld world(reduced_to({"RUS", "USA"}));
  Arms& arms = world.mechanisms.arms;
  for (double& k : arms.threat_response) k = 3;
  world.mechanisms.bloc.relate(world.month());
  for (const int i : {0, 1})
    for (const int l : {0, 1}) world.frame->distrust(i, l) = world.state->hostility(i, l) = 1;
  for (int n = 0; n < 240; ++n) arms.advance(world.month());
  for (const int i : {0, 1}) expect_closed_form("burden", world.state->spending(i) / world.state->output(i), 0.30, 1e-15);
}

// V = V_c (1 - s) + V_n (1 - e^(-S/W_0)) with M_i = 40, M_j = 30, S = 150 and the defaults: 0.4 (3/7) + 1 - 1/e.
TEST(Vulnerability, CostOfWar) {
  const Arms arms;
  const double expected = 0.4 * 3 / 7 + 1 - std::exp(-1.0);
  expect_closed_form("V", arms.war_cost(40.0 / 70, 150.0), expected, 1e-15);
  expect_printed("V", arms.war_cost(40.0 / 70, 150.0), "0.8035491303");
}

// A patron stands behind a member with chi_x of its forces (Huth 1988), not behind itself.
TEST(Vulnerability, ThePatronStandsBehindItsMembers) {
  SmallWorld world(reduced_to({"GFR", "RUS", "USA"}));
  const Month<double> now = world.month();
  const int patron = world.polity("USA"), member = world.polity("GFR");
  const auto everybody = [](int) { return true; };
  world.state->spending(patron) = 50;
  world.state->spending(member) = 2;
  world.frame->surviving(patron) = 300;
  const auto together = world.mechanisms.arms.effective_forces(now, member, everybody);
  expect_closed_form("spending", together.spending, 2 + 0.6 * 50, 1e-14);
  expect_closed_form("surviving warheads", together.surviving, 0.6 * 300, 1e-14);
  expect_closed_form("of the patron", world.mechanisms.arms.effective_forces(now, patron, everybody).spending, 50, 0);
  const auto alone = world.mechanisms.arms.effective_forces(now, member, [](int) { return false; });
  expect_closed_form("where the patron is the opponent", alone.spending, 2, 0);
}

}  // namespace
}  // namespace coexist
