// SPDX-License-Identifier: Apache-2.0
// Granovetter (1978), Threshold models of collective behavior, American Journal of Sociology 83.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "closed_form.h"
#include "mechanisms/revolution.h"
#include "small_world.h"

namespace coexist {
namespace {

using namespace testing;

// A crowd of persons: each is a society whose thresholds have next to no spread, and joins when as many as its threshold have.
double crowd(const std::vector<double>& thresholds) {
  double joined = 0;
  for (;;) {
    double next = 0;
    for (const double threshold : thresholds) next += Revolution::joined(joined, threshold - 0.5, 0.01);
    if (std::abs(next - joined) < 1e-9) return next;
    joined = next;
  }
}

// One person of each threshold from 0 to 99: everybody joins.  The person with threshold 1 has 2 instead: one person does.
TEST(Granovetter, AHundredPersons) {
  std::vector<double> thresholds;
  for (int n = 0; n < 100; ++n) thresholds.push_back(n);
  expect_closed_form("all", crowd(thresholds), 100, 0);
  thresholds[1] = 2;
  expect_closed_form("one changed", crowd(thresholds), 1, 0);
}

double settle(double mobilised, double mean, double spread) {
  for (int n = 0; n < 20000; ++n) mobilised = Revolution::joined(mobilised, mean, spread);
  return mobilised;
}

// Between two points of which one is drawn down and the other up.
double tipping_point(double low, double high, double mean, double spread) {
  for (int n = 0; n < 100; ++n) {
    const double middle = (low + high) / 2;
    (Revolution::joined(middle, mean, spread) < middle ? low : high) = middle;
  }
  return low;
}

// Granovetter's figure 2: 100 persons, thresholds spread normally about 25.  The number that joins rises slowly with the spread,
// to about 6, and jumps to nearly all at a critical spread of 12.2.  It is where r = Phi(z), z = (r - 0.25)/sigma, touches:
// phi(z) = sigma, so that Phi(z) - z phi(z) = 0.25, z = -1.5382, sigma = phi(z) = 0.12222, r = 0.0620.
TEST(Granovetter, CriticalSpread) {
  double narrow = 0.10, wide = 0.15;
  for (int n = 0; n < 30; ++n) {
    const double middle = (narrow + wide) / 2;
    (settle(0, 0.25, middle) < 0.5 ? narrow : wide) = middle;
  }
  expect_printed("critical spread, of 100", 100 * narrow, "12.2");
  double low = -1.6, high = -1.5;
  for (int n = 0; n < 60; ++n) {
    const double z = (low + high) / 2;
    (normal_cdf(z) - z * std::exp(-z * z / 2) / std::sqrt(8 * std::atan(1.0)) < 0.25 ? low : high) = z;
  }
  const double z = (low + high) / 2;
  expect_closed_form("critical spread", narrow, std::exp(-z * z / 2) / std::sqrt(8 * std::atan(1.0)), 1e-7);
  EXPECT_NEAR(100 * settle(0, 0.25, 0.1222), 6, 0.5);  // "about 6"
  EXPECT_GT(100 * settle(0, 0.25, 0.123), 95);
}

// r = Phi((r - mu)/sigma) with sigma = 0.2.  For mu = 1/2 the tipping point is 1/2 by symmetry.
TEST(Granovetter, RestPointsOfUnrest) {
  struct Case {
    double mean;
    const char *calm, *tipping, *revolt;
  };
  for (const Case& c : {Case{0.42, "0.023793937", "0.33449075", "0.99807612"}, Case{0.5, "0.0068348951", nullptr, "0.9931651"},
           Case{0.55, "0.0031249381", "0.60138859", "0.98522751"}}) {
    const std::string at = "mu = " + digits(c.mean);
    expect_printed(at + ", calm", settle(0, c.mean, 0.2), c.calm);
    expect_printed(at + ", revolt", settle(1, c.mean, 0.2), c.revolt);
    const double tipping = tipping_point(0.1, 0.9, c.mean, 0.2);
    if (c.tipping)
      expect_printed(at + ", tipping", tipping, c.tipping);
    else
      expect_closed_form(at + ", tipping", tipping, 0.5, 1e-14);
  }
}

// The sweep without noise: from just below the tipping point unrest dies down to its lower rest point, from just above it grows.
TEST(Granovetter, TheSweepTipsWhereTheEquationSays) {
  SmallWorld world(reduced_to({"HUN", "RUS", "USA"}));
  const int i = world.polity("HUN");
  world.model.polities[static_cast<std::size_t>(i)].regime_loyalty = 0.42;
  world.model.polities[static_cast<std::size_t>(i)].spread = 0.2;
  world.mechanisms.revolution.noise.value = 0;
  const auto after_a_century = [&](double start) {
    world.state->unrest(i) = start;
    for (int n = 0; n < 1200; ++n) world.mechanisms.revolution.mobilise(world.month(), no_institutions());
    return world.state->unrest(i);
  };
  expect_printed("from below", after_a_century(0.33449), "0.023793937");
  expect_printed("from above", after_a_century(0.33450), "0.99807612");
}

// Help and appeal shift the threshold: with x = 0.05 and psi A = 2 (0.015), mu = 0.5 acts as mu = 0.42.
TEST(Granovetter, HelpAndAppealLowerTheThreshold) {
  SmallWorld world(reduced_to({"HUN", "RUS", "USA"}));
  const int i = world.polity("HUN");
  world.model.polities[static_cast<std::size_t>(i)].regime_loyalty = 0.5;
  world.model.polities[static_cast<std::size_t>(i)].spread = 0.2;
  world.mechanisms.revolution.noise.value = 0;
  world.state->help(i) = 0.05;
  world.state->growth_learnt(i, world.model.find_system("market")) = 0.045;  // what a revolution in a Soviet polity would bring
  world.state->growth_learnt(i, world.model.find_system("soviet")) = 0.03;
  world.state->unrest(i) = 0.1;
  for (int n = 0; n < 1200; ++n) world.mechanisms.revolution.mobilise(world.month(), no_institutions());
  expect_printed("calm", world.state->unrest(i), "0.023793937");
}

}  // namespace
}  // namespace coexist
