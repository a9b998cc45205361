// SPDX-License-Identifier: Apache-2.0
// Events at a rate, and what decays at one: exponential waiting times, exponential relaxation.
#include <gtest/gtest.h>

#include <cmath>

#include "closed_form.h"
#include "mechanisms/bloc.h"
#include "mechanisms/crisis.h"
#include "small_world.h"

namespace coexist {
namespace {

using namespace testing;

// At a constant rate of 0.3 a year: e^(-0.3 (11)) are left after 132 months; the mean wait is 1/0.3 years.
TEST(ExponentialWaiting, SurvivalAndMeanWait) {
  const double stays = 1 - chance_of_rate(0.3);
  expect_closed_form("survival", std::pow(stays, 132), std::exp(-3.3), 1e-12);
  expect_closed_form("mean wait", -month_length / std::log(stays), 1 / 0.3, 1e-12);
  expect_printed("survival", std::pow(stays, 132), "0.036883167");
}

// A flashpoint of rate 0.22 under a mean mutual hostility of 0.7 fires within a month with chance 1 - exp(-0.22 (0.7) / 12).
TEST(ExponentialWaiting, FlashpointsFire) {
  expect_closed_form("chance", chance_of_rate(0.22 * 0.7), -std::expm1(-0.22 * 0.7 / 12), 1e-15);
  expect_printed("chance", chance_of_rate(0.22 * 0.7), "0.01275133725");
}

// The mechanism, over 60,000 months; 4 s.e. = 4 sqrt(0.01275 (0.98725) / 60000) = 0.0018.
TEST(ExponentialWaiting, TheSweepOpensCrisesAtTheirRate) {
  Scenario scenario = reduced_to({"RUS", "USA"});
  scenario.flashpoints.push_back({"Berlin", "RUS", "USA", 0.22, 0.4, scenario.start, scenario.end, {}});
  SmallWorld world(scenario);
  world.model.flashpoints.front().to = 65535;
  world.mechanisms.bloc.relate(world.month());
  world.mechanisms.crisis.accident_rate.value = 0;
  world.state->hostility(world.principal("RUS"), world.polity("USA")) = 0.6;
  world.state->hostility(world.principal("USA"), world.polity("RUS")) = 0.8;
  constexpr int months = 60000;
  double crises = 0;
  for (world.t = 0; world.t < months; ++world.t) {
    world.mechanisms.crisis.open_and_settle(world.month(), CrisisMind{world.mechanisms.arms, world.mechanisms.exploitation});
    crises += world.flows->crises_between(0);
  }
  const double expected = 0.01275133725;
  expect_closed_form("crises a month", crises / months, expected, 4 * std::sqrt(expected * (1 - expected) / months));
}

// A member of a bloc whose loyalty does not move.
struct Member {
  SmallWorld world{reduced_to({"HUN", "RUS", "USA"})};
  Bloc& bloc = world.mechanisms.bloc;
  int i = world.polity("HUN");
  int leader = world.principal("RUS");
  Member() {
    bloc.noise.value = 0;
    bloc.relate(world.month());
  }
  double& loyalty() { return world.state->loyalty(i); }
};

// lam_s = 0.6 a year at loyalty l_star, where half of it is reached: a rate of 0.3.  4 s.e. of 5000 histories.
TEST(ExponentialWaiting, TheSweepSplitsAtItsRate) {
  Member member;
  member.bloc.highest_rate.value = 0.6;
  member.bloc.return_rate.value = 0;
  constexpr std::uint32_t histories = 5000;
  int stayed = 0;
  for (std::uint32_t history = 0; history < histories; ++history) {
    member.world.begin(history);
    member.world.frame->creed_militancy(member.leader) = 1;  // nobody is more militant: no gap
    member.loyalty() = -0.3;
    for (int p = 0; p < 2; ++p) member.bloc.threat_start[static_cast<std::size_t>(p)] = 0;  // no shared threat either
    while (member.world.t < 132 && member.world.flows->departed(member.i) == 0) {
      member.bloc.advance(
          member.world.month(), member.world.mechanisms.observers, member.world.mechanisms.canon, member.world.mechanisms.aid);
      member.bloc.split(member.world.month());
      member.bloc.admit(member.world.month());
      ++member.world.t;
    }
    stayed += member.world.flows->departed(member.i) == 0;
  }
  const double expected = std::exp(-3.3);
  expect_closed_form(
      "share that stayed", stayed / double{histories}, expected, 4 * std::sqrt(expected * (1 - expected) / histories));
}

// A new doctrine leaves a member with loyalty 2.5 more militant than its leader by 0.5: it loses l_bet (0.5) = 0.5 at once, and
// rests at 2.5 - l_doc (0.5) / kappa_L = -0.8333.  From 2 to l_star = -0.3: t = ln[(2 + 0.8333) / (-0.3 + 0.8333)] / 0.15 years.
TEST(ExponentialWaiting, YearsUntilLoyaltyMeetsTheThreshold) {
  const Bloc bloc;
  const double rest = 2.5 - 0.5 / 0.15;
  expect_closed_form("drift at rest", bloc.drift(rest, 2.5, 0.0, 0.0, 0.5), 0, 1e-14);
  const auto slope = [&](double loyalty) { return bloc.drift(loyalty, 2.5, 0.0, 0.0, 0.5); };
  const auto ahead = [&](double loyalty, double step) {  // Runge-Kutta, fourth order
    const double a = slope(loyalty);
    const double b = slope(loyalty + step / 2 * a);
    const double c = slope(loyalty + step / 2 * b);
    const double d = slope(loyalty + step * c);
    return loyalty + step / 6 * (a + 2 * b + 2 * c + d);
  };
  double loyalty = 2.5 - bloc.betrayal * 0.5;
  double years = 0;
  constexpr double step = 1.0 / 128;
  while (ahead(loyalty, step) > bloc.half_rate_at) {
    loyalty = ahead(loyalty, step);
    years += step;
  }
  double low = 0, high = step;
  for (int n = 0; n < 60; ++n) (ahead(loyalty, (low + high) / 2) > bloc.half_rate_at ? low : high) = (low + high) / 2;
  expect_closed_form("years", years + low, std::log((2 - rest) / (-0.3 - rest)) / 0.15, 1e-9);
  expect_printed("years", years + low, "11.13375023");
}

// The sweep: the same loss at the change of doctrine, then monthly steps of (1 - kappa_L Delta).
TEST(ExponentialWaiting, LoyaltyRelaxesAfterABetrayal) {
  Member member;
  member.bloc.highest_rate.value = 0;
  for (double& start : member.bloc.threat_start) start = 0;
  member.world.state->militancy(member.i) = 0.9;
  member.loyalty() = member.world.state->loyalty_base(member.i) = 2.5;
  member.bloc.new_creed(member.world.month(), member.leader, 0.9, 0.4, 1.0);
  expect_closed_form("loyalty after the change", member.loyalty(), 2, 1e-15);
  member.world.frame->creed_militancy(member.leader) = 0.4;
  for (int n = 0; n < 120; ++n)
    member.bloc.advance(
        member.world.month(), member.world.mechanisms.observers, member.world.mechanisms.canon, member.world.mechanisms.aid);
  const double rest = 2.5 - 0.5 / 0.15;
  expect_closed_form("ten years later", member.loyalty(), rest + (2 - rest) * std::pow(1 - 0.15 / 12, 120), 1e-13);
}

// A doctrine that narrows the gap is no betrayal.
TEST(ExponentialWaiting, AMoreMilitantDoctrineCostsNothing) {
  Member member;
  member.world.state->militancy(member.i) = 0.9;
  member.loyalty() = 2.5;
  member.bloc.new_creed(member.world.month(), member.leader, 0.4, 0.8, 1.0);
  expect_closed_form("loyalty", member.loyalty(), 2.5, 0);
}

}  // namespace
}  // namespace coexist
