// SPDX-License-Identifier: Apache-2.0
// Kalman (1960), A new approach to linear filtering, as Buera, Monge-Naranjo and Primiceri (2011) have nations learn from growth.
#include <gtest/gtest.h>

#include <cmath>

#include "closed_form.h"
#include "mechanisms/example.h"
#include "small_world.h"

namespace coexist {
namespace {

using namespace testing;

// Normal prior N(0.03, 0.02^2), one observation 0.05 with standard deviation 0.05: precisions 2500 and 400 add up;
// mean (2500 (0.03) + 400 (0.05)) / 2900 = 95 / 2900, variance 1 / 2900.
TEST(Kalman, ConjugatePosterior) {
  double mean = 0.03;
  double variance = 0.02 * 0.02;
  Example::update(mean, variance, 0.05, 1 / (0.05 * 0.05));
  expect_closed_form("mean", mean, 95.0 / 2900, 1e-15);
  expect_closed_form("variance", variance, 1.0 / 2900, 1e-15);
  expect_printed("mean", mean, "0.032758621");
  expect_printed("variance", variance, "0.00034482759");
}

// Observations one by one, or all in one of their summed precision and weighted mean: the same posterior.
TEST(Kalman, SuccessiveObservationsAddTheirPrecisions) {
  double mean = 0.03, variance = 0.0004;
  Example::update(mean, variance, 0.05, 300.0);
  Example::update(mean, variance, -0.01, 100.0);
  double at_once = 0.03, variance_at_once = 0.0004;
  Example::update(at_once, variance_at_once, (300 * 0.05 - 100 * 0.01) / 400, 400.0);
  expect_closed_form("mean", mean, at_once, 1e-16);
  expect_closed_form("variance", variance, variance_at_once, 1e-18);
}

// An observer of one system that is shown every month by polities of total prominence L, all in its region.
struct Learner {
  SmallWorld world{reduced_to({"RUS", "USA"})};
  int i = world.polity("USA");
  int system = world.model.polity(i).system;
  double precision = 0;  // L / s_obs^2
  Learner() {
    for (PolityNumbers& polity : world.model.polities) polity.region = 0;
    world.model.regions = 1;
    precision = world.model.polity(i).prominence / (0.30 * 0.30);
  }
};

// The variance before an observation, P, rests where P = P / (1 + P L) + q with q = q_m Delta: P^2 L - q P L - q = 0;
// after the observation it is P - q.
TEST(Kalman, SteadyVariance) {
  Learner learner;
  for (int n = 0; n < 4000; ++n) learner.world.mechanisms.example.learn(learner.world.month());
  const double q = 0.00004 / 12;
  const double before = (q + std::sqrt(q * q + 4 * q / learner.precision)) / 2;
  expect_closed_form("v", learner.world.state->growth_variance(learner.i, learner.system), before - q, 1e-15);
}

// What is shown for long is learnt: the mean approaches the growth seen, with the steady gain 1 - v/P left of a gap each month.
TEST(Kalman, TheMeanApproachesWhatIsSeen) {
  Learner learner;
  Month<double> now = learner.world.month();
  for (int n = 0; n < 4000; ++n) learner.world.mechanisms.example.learn(now);
  double& mean = learner.world.state->growth_learnt(learner.i, learner.system);
  mean = 0;
  learner.world.flows->growth(learner.i) = 0.06;
  for (int n = 0; n < 24; ++n) learner.world.mechanisms.example.learn(now);
  const double q = 0.00004 / 12;
  const double before = (q + std::sqrt(q * q + 4 * q / learner.precision)) / 2;
  expect_closed_form("m", mean, 0.06 * (1 - std::pow((before - q) / before, 24)), 1e-13);
}

}  // namespace
}  // namespace coexist
