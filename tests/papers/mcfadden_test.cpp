// SPDX-License-Identifier: Apache-2.0
// McFadden (1974), Conditional logit analysis of qualitative choice behavior: chances are proportional to exp(utility).
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>

#include "closed_form.h"
#include "mechanisms/choice.h"
#include "mechanisms/succession.h"
#include "situation.h"
#include "small_world.h"

namespace coexist {
namespace {

using namespace testing;

// Utilities 0, ln 2, ln 3: chances 1 : 2 : 3 of 6.
TEST(McFadden, ChancesAreProportionalToExponentials) {
  Codebook codebook = only({Role::normal, Role::trade, Role::denounce});
  act_of(codebook, Role::trade).base = std::log(2.0);
  act_of(codebook, Role::denounce).base = std::log(3.0);
  const Odds<double> odds = odds_of_acts(codebook, Situation<double>{}, Leaning<double>{});
  expect_closed_form("U = 0", probability(codebook, odds, Role::normal), 1.0 / 6, 1e-15);
  expect_closed_form("U = ln 2", probability(codebook, odds, Role::trade), 2.0 / 6, 1e-15);
  expect_closed_form("U = ln 3", probability(codebook, odds, Role::denounce), 3.0 / 6, 1e-15);
}

void expect_conduct(
    const char* who, const StereotypeNumbers& stereotype, bool promised, std::array<const char*, role_order.size()> printed) {
  const Codebook& codebook = reference_model().codebook;
  const Odds<double> odds = conduct_of(stereotype, codebook, worked_situation(codebook, promised));
  for (std::size_t a = 0; a < role_order.size(); ++a)
    expect_printed(std::string(who) + ' ' + role_names[static_cast<std::size_t>(role_order[a])],
        probability(codebook, odds, role_order[a]), printed[a]);
}

// With the codebook's (b, e, r, k, c) and the stereotypes' weights, at the worked situation:  for S, normal relations have U = 0
// and trade U = -1.6 + 0.3 (1.5 (-0.1) - 1.5 (0.8) - 1.0 (0.7)) - 0.05 (0.3)(0.55) - 1.0 (0.1) = -2.32325;
// e^-2.32325 = 0.07198863 / 0.73491743.
TEST(McFadden, StereotypesWithoutAPromise) {
  const Model& model = reference_model();
  expect_conduct("S", model.security_seeker, false,
      {"0.0041175493", "0.071988628", "0.73491743", "0.15913584", "0.027778384", "0.0020621686", "0"});
  expect_conduct("R", model.revisionist, false,
      {"0.0028897158", "0.064903928", "0.67699111", "0.16372008", "0.085213353", "0.0062818099", "0"});
}

// A promise takes 2.0 (S) or 0.5 (R) from the utility of an act for every promised principle it breaks: subversion breaks one,
// a threat two.
TEST(McFadden, StereotypesWithFourPrinciplesPromised) {
  const Model& model = reference_model();
  expect_conduct("S", model.security_seeker, true,
      {"0.0042276517", "0.073913588", "0.75456897", "0.16339109", "0.0038599209", "0.000038779896", "0"});
  expect_conduct("R", model.revisionist, true,
      {"0.0030023012", "0.067432632", "0.70336717", "0.17009873", "0.053698177", "0.002400985", "0"});
}

// When all else is nil, an act is as common as its constant says: pi = exp(b) / sum, with sum = e^-3.4 + e^-1.6 + 1 + e^-2 + e^-4
// + e^-6.6 + e^-7.6 = 1.390814..., so that two months in three are normal relations.
TEST(McFadden, ConstantsOfTheCodebookAreFrequencies) {
  const Codebook& codebook = reference_model().codebook;
  Situation<double> nil{};
  nil.reach = 1;
  const Odds<double> odds = odds_of_acts(codebook, nil, Leaning<double>{});
  constexpr std::array base = {-3.4, -1.6, 0.0, -2.0, -4.0, -6.6, -7.6};
  double sum = 0;
  for (const double b : base) sum += std::exp(b);
  for (std::size_t a = 0; a < role_order.size(); ++a)
    expect_closed_form(role_names[static_cast<std::size_t>(role_order[a])], probability(codebook, odds, role_order[a]),
        std::exp(base[a]) / sum, 1e-15);
}

// The sweep draws acts with the chances of the equation: frequencies over 60,000 months within 4 s.e. = 4 sqrt(pi (1 - pi) / n).
TEST(McFadden, ActsAreDrawnWithTheirChances) {
  SmallWorld world(reduced_to({"RUS", "USA"}));
  const int i = world.principal("RUS");
  const int l = world.polity("USA");
  const Codebook& codebook = world.model.codebook;
  world.mechanisms.bloc.relate(world.month());
  world.mechanisms.succession.expound(world.month());
  world.mechanisms.mutuality.weigh(world.month());
  world.mechanisms.exploitation.weigh(world.month());
  world.frame->demo_rate(i) = 0;
  const Situation<double> given = worked_situation(codebook, false);
  world.frame->share(i, l) = given.stake;
  world.frame->distance(i, l) = 1;
  world.frame->danger(i, l) = given.danger;
  world.frame->distrust(i, l) = given.distrust;
  world.state->hostility(i, l) = given.hostility;
  world.frame->recalled(i, l) = given.memory;
  world.frame->public_mood(world.polity("RUS")) = given.public_mood;
  Leaning<double> leaning;
  for (int f = 0; f < feature_count; ++f) leaning.weight[static_cast<std::size_t>(f)] = world.frame->weight(i, f);
  leaning.militancy = world.frame->creed_militancy(i);
  const Odds<double> odds = odds_of_acts(codebook, given, leaning);

  constexpr int months = 60000;
  std::array<int, role_order.size()> count{};
  for (world.t = 0; world.t < months; ++world.t) {
    world.mechanisms.choice.act(world.month(), world.mechanisms.audience);
    ++count[static_cast<std::size_t>(world.flows->act(i, l))];
  }
  for (std::size_t a = 0; a < role_order.size(); ++a) {
    const double expected = odds.odds[a] / odds.sum;
    expect_closed_form(role_names[static_cast<std::size_t>(codebook.acts[a].role)], count[a] / double{months}, expected,
        4 * std::sqrt(expected * (1 - expected) / months));
  }
}

// Two doctrines with dove index 0 and 1, fear 1/2, dove_fear 2: log-odds 2 (1/2)(1) = 1, chance 1 / (1 + e^-1).
constexpr double dove_chance = 0.73105857863000487925;

TEST(McFadden, AdoptionUnderFear) {
  const Succession succession;
  const double hawk = exponential(succession.log_odds(0.5, 0.0, 0.0));
  const double dove = exponential(succession.log_odds(0.5, 0.0, 1.0));
  expect_closed_form("P(dove)", dove / (hawk + dove), dove_chance, 1e-15);
}

// The sweep: 20,000 histories choose on a date; 4 s.e. = 4 sqrt(0.731 (0.269) / 20000) = 0.0125.
TEST(McFadden, AdoptionsAreDrawnWithTheirChances) {
  Scenario scenario = reduced_to({"RUS", "USA"});
  const auto set_dove = [&](const char* id, double dove) {
    for (Doctrine& doctrine : scenario.doctrines)
      if (doctrine.id == id) doctrine.dove = dove;
  };
  set_dove("two_camps", 0);
  set_dove("peaceful_coexistence", 1);
  scenario.adoptions.push_back({"RUS", Date::of(1953, 6), "", {"two_camps", "peaceful_coexistence"}, {}});
  SmallWorld world(scenario);
  const int k = world.principal("RUS");
  const double dove = world.model.find_doctrine("peaceful_coexistence");
  constexpr std::uint32_t histories = 20000;
  int doves = 0;
  for (std::uint32_t history = 0; history < histories; ++history) {
    world.begin(history);
    world.frame->fear(world.polity("RUS")) = 0.5;
    world.t = 5;  // June 1953
    world.mechanisms.succession.advance(world.month(), [](int) {}, [](int, double, double, double) {});
    doves += world.state->doctrine(k) == dove;
  }
  expect_closed_form(
      "share of doves", doves / double{histories}, dove_chance, 4 * std::sqrt(dove_chance * (1 - dove_chance) / histories));
}

}  // namespace
}  // namespace coexist
