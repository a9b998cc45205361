// SPDX-License-Identifier: Apache-2.0
// Powell (1990), Nuclear Deterrence Theory, after Schelling (1960): a crisis is a ladder on which both bet that the other yields
// before control is lost.  Its arithmetic is that of absorbing chains (Kemeny and Snell 1960, Finite Markov Chains).
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>
#include <string>

#include "closed_form.h"
#include "mechanisms/crisis.h"
#include "small_world.h"

namespace coexist {
namespace {

using namespace testing;

using Rungs = std::array<double, rungs>;

constexpr double hold_c = 0.7;
constexpr double hold_d = 0.8;
constexpr Rungs risk = {0.01, 0.02, 0.05, 0.1, 1};

Ladder<double> worked_ladder() {
  Rungs challenger, defender;
  challenger.fill(hold_c);
  defender.fill(hold_d);
  return climb(challenger, defender, risk);
}
double total(const Rungs& chances) { return std::accumulate(chances.begin(), chances.end(), 0.0); }

// The chance to reach rung n is the product of 0.56 (1 - eps_m) over the rungs before: 1, 0.5544, 0.30426..., and so on.
struct ByHand {
  double challenger = 0, defender = 0, war = 0;
  Rungs war_at{};
  ByHand() {
    double reached = 1;
    for (std::size_t n = 0; n < rungs; ++n) {
      challenger += reached * 0.3;
      defender += reached * 0.7 * 0.2;
      war_at[n] = reached * 0.56 * risk[n];
      war += war_at[n];
      reached *= 0.56 * (1 - risk[n]);
    }
  }
};

TEST(PowellLadder, WhoYields) {
  const Ladder<double> ladder = worked_ladder();
  const ByHand expected;
  expect_closed_form("challenger", total(ladder.challenger_yields), expected.challenger, 1e-14);
  expect_closed_form("defender", total(ladder.defender_yields), expected.defender, 1e-14);
  expect_printed("challenger", total(ladder.challenger_yields), "0.6306292322");
  expect_printed("defender", total(ladder.defender_yields), "0.2942936417");
}

TEST(PowellLadder, WarByRung) {
  const Ladder<double> ladder = worked_ladder();
  const ByHand expected;
  constexpr std::array printed = {"0.0056", "0.00620928", "0.0085191322", "0.0090643566", "0.045684357"};
  for (std::size_t n = 0; n < rungs; ++n) {
    const std::string rung = "rung " + std::to_string(n + 1);
    expect_closed_form(rung, ladder.control_lost[n], expected.war_at[n], 1e-14);
    expect_printed(rung, ladder.control_lost[n], printed[n]);
  }
}

TEST(PowellLadder, EveryCrisisEnds) {
  const Ladder<double> ladder = worked_ladder();
  expect_closed_form(
      "total", total(ladder.challenger_yields) + total(ladder.defender_yields) + total(ladder.control_lost), 1, 1e-14);
  expect_closed_form("war", ladder.war, total(ladder.control_lost), 1e-15);
}

// P(war) = e_1 (I - T)^-1 r: T moves from rung n to n + 1 with chance 0.56 (1 - eps_n), r_n = 0.56 eps_n.  I - T is upper
// bidiagonal, so that v = (I - T)^-1 r is found from the last rung back.
TEST(PowellLadder, FundamentalMatrix) {
  double v = 0;
  for (std::size_t n = rungs; n-- > 0;) v = 0.56 * risk[n] + 0.56 * (1 - risk[n]) * v;
  expect_closed_form("P(war)", worked_ladder().war, v, 1e-14);
  expect_printed("P(war)", worked_ladder().war, "0.07507712613");
}

// 400,000 crises played decision by decision; 4 s.e. = 4 sqrt(0.0751 (0.9249) / 400000) = 0.0017.
TEST(PowellLadder, AgreesWithCrisesPlayedStepByStep) {
  constexpr std::uint32_t histories = 20000;
  constexpr int months = 20;
  int wars = 0;
  for (std::uint32_t history = 0; history < histories; ++history) {
    const Draws<double> draws(1, history);
    for (int crisis = 0; crisis < months; ++crisis)
      for (std::size_t n = 0; n < rungs; ++n) {
        const auto luck = draws.block(crisis * 8 + static_cast<int>(n), DrawGroup::flashpoint, name_hash("flashpoint:Berlin"));
        if (luck.uniform(0) >= hold_c || luck.uniform(1) >= hold_d) break;
        if (luck.uniform(2) < risk[n]) {
          ++wars;
          break;
        }
      }
  }
  expect_closed_form("P(war)", wars / (double{histories} * months), worked_ladder().war, 2e-3);
}

// As the noise of choice vanishes (resolve and caution both multiplied without bound) a party holds exactly while the risk of a
// rung is below its critical risk, res / (v_c w V) = 1 / (25 (2)(0.8)) = 0.025 (Ellsberg 1961; Snyder and Diesing 1977).
TEST(PowellLadder, CriticalRiskOfAParty) {
  constexpr double noise = 1e-6;
  Crisis crisis;
  crisis.caution.value = 25 / noise;
  const Crisis::Party<double> party{
      .resolve = 1 / noise, .danger = 0.8, .public_mood = 0, .danger_weight = 2, .public_weight = 0};
  const auto holds_at = [&](double r) { return logistic(crisis.firmness(party, r, party.danger_weight, party.public_weight)); };
  expect_closed_form("at the critical risk", holds_at(0.025), 0.5, 1e-6);
  expect_closed_form("just below", holds_at(0.02499), 1, 1e-12);
  expect_closed_form("just above", holds_at(0.02501), 0, 1e-12);
}

// What a party has at stake, its resolve, makes it yield less, and the opponent more (Powell 1990: the more resolute prevails).
TEST(PowellLadder, TheMoreResoluteYieldsLess) {
  const Crisis crisis;
  const Rungs risks = crisis.risks<double>();
  const auto ladder_at = [&](double resolve) {
    const Crisis::Party<double> challenger{
        .resolve = resolve, .danger = 0.8, .public_mood = 0, .danger_weight = 1.5, .public_weight = 1};
    const Crisis::Party<double> defender{
        .resolve = 0.8, .danger = 0.8, .public_mood = 0, .danger_weight = 1.5, .public_weight = 1};
    Rungs c, d;
    for (std::size_t n = 0; n < rungs; ++n) {
      c[n] = logistic(crisis.firmness(challenger, risks[n], 1.5, 1.0));
      d[n] = logistic(crisis.firmness(defender, risks[n], 1.5, 1.0));
    }
    return climb(c, d, risks);
  };
  double yields = 1;
  double wins = 0;
  for (double resolve = -2; resolve <= 3; resolve += 0.25) {
    const Ladder<double> ladder = ladder_at(resolve);
    EXPECT_LT(total(ladder.challenger_yields), yields) << "resolve " << resolve;
    EXPECT_GT(total(ladder.defender_yields), wins) << "resolve " << resolve;
    yields = total(ladder.challenger_yields);
    wins = total(ladder.defender_yields);
  }
}

// A mobilised public lowers the log-odds of holding by u_c w P open = 1 (3)(0.1) = 0.3 at every rung.
TEST(PowellLadder, AMobilisedPublicMakesHoldingDearer) {
  const Crisis crisis;
  const Crisis::Party<double> calm{.resolve = 0.8, .danger = 0.8, .public_mood = 0, .danger_weight = 1.5, .public_weight = 3};
  Crisis::Party<double> mobilised = calm;
  mobilised.public_mood = 0.1;
  for (const double r : risk)
    expect_closed_form(
        "log-odds of holding", crisis.firmness(calm, r, 1.5, 3.0) - crisis.firmness(mobilised, r, 1.5, 3.0), 0.3, 1e-14);
}

// The mechanism: a flashpoint that fires every month between two powers, over 20,000 months, each from the same standing.  The
// chain's chances come from model 3.6 with the defaults: res = 0.3 + 0.5 [defends] + (s - 1/2) + 0.8 H + stake.
TEST(PowellLadder, CrisesEndAsTheChainSays) {
  Scenario scenario = reduced_to({"RUS", "USA"});
  scenario.flashpoints.push_back({"Berlin", "RUS", "USA", 1e6, 0.4, scenario.start, scenario.end, {}});
  SmallWorld world(scenario);
  const int c = world.polity("RUS"), d = world.polity("USA");
  const int kc = world.principal("RUS"), kd = world.principal("USA");
  world.model.flashpoints.front().to = 65535;
  world.mechanisms.bloc.relate(world.month());
  world.mechanisms.crisis.accident_rate.value = 0;
  world.mechanisms.crisis.false_alarm_rate.value = 0;
  world.mechanisms.crisis.risk_3.value = 0.03;  // so that wars are not too rare to be counted
  world.state->spending(c) = 30;
  world.state->spending(d) = 50;
  world.frame->surviving(c) = 50;
  world.frame->surviving(d) = 100;
  world.state->hostility(kc, d) = 0.7;
  world.state->hostility(kd, c) = 0.6;
  world.frame->weight(kc, danger) = 1.2;
  world.frame->weight(kd, danger) = 1.5;

  const double cost_c = 0.4 * (1 - 30.0 / 80) + 1 - std::exp(-100.0 / 150);
  const double cost_d = 0.4 * (1 - 50.0 / 80) + 1 - std::exp(-50.0 / 150);
  const Rungs risks = {0.0003, 0.001, 0.03, 0.015, 1};
  Rungs holds_c, holds_d;
  for (std::size_t n = 0; n < rungs; ++n) {
    const double res_c = 0.3 + (30.0 / 80 - 0.5) + 0.8 * 0.7 + 0.4;
    const double res_d = 0.3 + 0.5 + (50.0 / 80 - 0.5) + 0.8 * 0.6 + 0.4;
    holds_c[n] = 1 / (1 + std::exp(-(res_c - 25 * 1.2 * risks[n] * cost_c)));
    holds_d[n] = 1 / (1 + std::exp(-(res_d - 25 * 1.5 * risks[n] * cost_d)));
  }
  const Ladder<double> chain = climb(holds_c, holds_d, risks);

  constexpr int months = 20000;
  double crises = 0, wars = 0, yielded_c = 0, yielded_d = 0;
  for (world.t = 0; world.t < months; ++world.t) {
    world.mechanisms.crisis.open_and_settle(world.month(), CrisisMind{world.mechanisms.arms, world.mechanisms.exploitation});
    crises += world.flows->crises_between(0);
    wars += world.flows->war(0);
    yielded_c += world.flows->yielded(c);
    yielded_d += world.flows->yielded(d);
    if (world.t == 0) expect_closed_form("exact chance of war", world.flows->war_chance(0), chain.war, 1e-15);
  }
  const auto share = [&](const char* what, double count, double expected) {
    expect_closed_form(what, count / months, expected, 4 * std::sqrt(expected * (1 - expected) / months));
  };
  expect_closed_form("crises", crises, months, 0);
  share("challenger yields", yielded_c, total(chain.challenger_yields));
  share("defender yields", yielded_d, total(chain.defender_yields));
  share("war", wars, chain.war);
}

}  // namespace
}  // namespace coexist
