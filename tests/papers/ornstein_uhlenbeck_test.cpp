// SPDX-License-Identifier: Apache-2.0
// Uhlenbeck and Ornstein (1930), On the theory of the Brownian motion: hostility is drawn back to its base and shaken.
#include <gtest/gtest.h>

#include <cmath>

#include "closed_form.h"
#include "mechanisms/hostility.h"
#include "small_world.h"

namespace coexist {
namespace {

using namespace testing;

// Hostility of one power toward another, with nothing to remember.
struct Enmity {
  SmallWorld world{reduced_to({"RUS", "USA"})};
  Hostility& mechanism = world.mechanisms.hostility;
  int i = world.principal("USA");
  int l = world.polity("RUS");
  Enmity() {
    world.mechanisms.bloc.relate(world.month());
    world.mechanisms.bloc.measure_distances(world.month());  // D = 1: the base is 0.1 + 0.4 = 0.5
    world.frame->distrust(i, l) = 0.5;
  }
  double& h() { return world.state->hostility(i, l); }
  double advanced(double from) {
    h() = from;
    mechanism.advance(world.month(), world.mechanisms.audience);
    return h();
  }
};

// s^2 / (2 delta) = 0.08^2 / 1.2 = 0.0053333: the noise of a step squared and divided by its length gives s^2, the difference
// that a step makes to two starting points gives delta.
TEST(OrnsteinUhlenbeck, StationaryVarianceInContinuousTime) {
  const Hostility hostility;
  const double delta = hostility.drift(0.0, 0.5, 0.0, 0.5) - hostility.drift(1.0, 0.5, 0.0, 0.5);
  const double s = hostility.noise;
  expect_closed_form("s^2 / (2 delta)", s * s / (2 * delta), 0.08 * 0.08 / (2 * 0.6), 1e-15);
  expect_printed("s^2 / (2 delta)", s * s / (2 * delta), "0.005333333333");
}

// Monthly steps have s^2 Delta / (1 - (1 - delta Delta)^2) = 0.0064 / (1.2 - 0.36/12) = 0.0054701; bounds are 6.8 standard
// deviations away.  1000 histories, each read 60 times, five years apart.  4 s.e. with
// the correlation of neighbours rho = 0.95^60 = 0.046: 4 sqrt(2 (1 + rho^2)/(1 - rho^2) / n) of the variance.
TEST(OrnsteinUhlenbeck, StationaryVarianceOfTheSweep) {
  Enmity enmity;
  constexpr std::uint32_t histories = 1000;
  constexpr int readings = 60;
  double sum = 0;
  double squares = 0;
  for (std::uint32_t history = 0; history < histories; ++history) {
    enmity.world.luck.meet(history);
    enmity.h() = 0.5;
    for (enmity.world.t = 0; enmity.world.t < 60 * (readings + 3); ++enmity.world.t) {
      enmity.mechanism.advance(enmity.world.month(), enmity.world.mechanisms.audience);
      if (enmity.world.t < 180 || enmity.world.t % 60 != 0) continue;
      sum += enmity.h() - 0.5;
      squares += (enmity.h() - 0.5) * (enmity.h() - 0.5);
    }
  }
  constexpr double n = double{histories} * readings;
  const double variance = 0.08 * 0.08 / 12 / (1 - 0.95 * 0.95);
  const double rho = std::pow(0.95, 60);
  expect_closed_form("mean", sum / n, 0, 4 * std::sqrt(variance * (1 + rho) / (1 - rho) / n));
  expect_closed_form("variance", squares / n, variance, 4 * variance * std::sqrt(2 * (1 + rho * rho) / (1 - rho * rho) / n));
}

// Rest at h + (-rho e + f (p - 1/2)) / delta = 0.5 + (0.3 (0.2) + 0.3 (0.3)) / 0.6 = 0.75 with e = -0.2, p = 0.8.
TEST(OrnsteinUhlenbeck, RestPoint) {
  Enmity enmity;
  enmity.mechanism.noise.value = 0;
  enmity.world.frame->recalled(enmity.i, enmity.l) = -0.2;
  enmity.world.frame->distrust(enmity.i, enmity.l) = 0.8;
  enmity.h() = 0.1;
  for (int n = 0; n < 1200; ++n)
    enmity.mechanism.advance(enmity.world.month(), enmity.world.mechanisms.audience);  // 0.95^1200 = 2e-27 is left
  expect_closed_form("H", enmity.h(), 0.75, 1e-14);
}

// A deviation shrinks by 1 - delta Delta = 0.95 a month: half of it is gone after ln 2 / -ln 0.95 = 13.5 months.
TEST(OrnsteinUhlenbeck, RelaxesExponentially) {
  Enmity enmity;
  enmity.mechanism.noise.value = 0;
  expect_closed_form("one month", enmity.advanced(0.9), 0.5 + 0.4 * 0.95, 1e-15);
  enmity.h() = 0.9;
  for (int n = 0; n < 24; ++n) enmity.mechanism.advance(enmity.world.month(), enmity.world.mechanisms.audience);
  expect_closed_form("two years", enmity.h(), 0.5 + 0.4 * std::pow(0.95, 24), 1e-15);
}

TEST(OrnsteinUhlenbeck, ReflectsAtItsBounds) {
  expect_closed_form("fold(-0.07)", fold(-0.07), 0.07, 1e-15);
  expect_closed_form("fold(1.2)", fold(1.2), 0.8, 1e-15);
  expect_closed_form("fold(0.4)", fold(0.4), 0.4, 1e-15);
  expect_closed_form("fold(-1.3): reflected at 0, then at 1", fold(-1.3), 0.7, 1e-15);
  expect_closed_form("fold(2.4): clipped", fold(2.4), 0, 0);
}

// Memory of acts renews at lambda_e = 6 a year: half of the way a month, so that after n months of threats (e = -0.8) all seen,
// with no members on the observer's side, it stands at -0.8 (1 - omega_m) (1 - 0.5^n).
TEST(OrnsteinUhlenbeck, MemoryOfActsRelaxes) {
  Enmity enmity;
  const int j = enmity.world.principal("RUS");
  enmity.world.flows->observed_intensity(j, enmity.world.polity("USA")) = -0.8;
  for (int n = 0; n < 5; ++n) enmity.mechanism.remember(enmity.world.month());
  expect_closed_form("e_bar", enmity.world.state->memory(enmity.i, j), -0.8 * 0.5 * (1 - std::pow(0.5, 5)), 1e-15);
}

}  // namespace
}  // namespace coexist
