// SPDX-License-Identifier: Apache-2.0
// Priors: quantiles against closed forms, truncation by inversion, and draws addressed by the name of the number.
#include "study/priors.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "coexist/catalogue.h"
#include "coexist/scenario_file.h"

namespace coexist {
namespace {

// Quantiles of the standard normal to 10 digits (Abramowitz and Stegun 1964, table 26.5, and its symmetry).
constexpr std::array<std::pair<double, double>, 7> normal_quantiles = {{{0.001, -3.0902323062}, {0.025, -1.9599639845},
    {0.25, -0.6744897502}, {0.5, 0}, {0.75, 0.6744897502}, {0.975, 1.9599639845}, {0.999, 3.0902323062}}};

double upper(double z) { return 0.5 * std::erfc(z / std::sqrt(2.0)); }  // 1 - Phi(z)

TEST(Prior, QuantilesAreTheClosedForms) {
  for (const auto& [u, z] : normal_quantiles) {
    EXPECT_NEAR(value_of_prior(normal(0.8, 0.5), any_number, 99, u), 0.8 + 0.5 * z, 1e-8) << u;
    EXPECT_NEAR(value_of_prior(lognormal(0.3), positive, 0.35, u), 0.35 * std::exp(0.3 * z), 1e-8) << u;
    EXPECT_NEAR(value_of_prior(uniform(0.2, 0.6), share, 99, u), 0.2 + 0.4 * u, 1e-12) << u;
    EXPECT_EQ(value_of_prior(fixed(), any_number, 2.5, u), 2.5);
  }
}

// Truncated, not clipped: the chance outside is shared out inside.  Of normal(0;1) on 0 and above the median is the 75 % quantile of
// the whole; of uniform(-1;1) on 0..1 it is 1/2.
TEST(Prior, IsTruncatedByInversion) {
  EXPECT_NEAR(value_of_prior(normal(0, 1), not_negative, 99, 0.5), 0.6744897502, 1e-8);
  EXPECT_NEAR(value_of_prior(uniform(-1, 1), share, 99, 0.5), 0.5, 1e-12);
  // lognormal(1;1) times 1 on 0..1 is its lower half: at u, the quantile u/2.
  EXPECT_NEAR(value_of_prior(lognormal(1), share, 1, 0.5), std::exp(-0.6744897502), 1e-8);
  for (const double u : {0.0, 1e-7, 0.3, 1 - 1e-7}) {
    const double value = value_of_prior(lognormal(3), yearly_rate, 11.9, u);
    EXPECT_LE(value, 12) << u;
    EXPECT_GE(value, 0) << u;
  }
}

// Of a mechanism that the scenario's version or codebook lacks nothing is drawn.
TEST(Prior, WhatIsNotThereIsNotDrawn) {
  const auto has = [](const char* scenario, const char* path) {
    const Scenario stated = load_scenario(scenario);
    const auto all = judged_numbers(stated, stated.questions.at(0), 0.5);
    return std::ranges::find(all, path, &JudgedNumber::path) != all.end();
  };
  EXPECT_TRUE(has("cold-war-1953", "aid_P"));
  EXPECT_TRUE(has("cold-war-1953", "x_G"));
  EXPECT_FALSE(has("classics/reassurance-backfires", "aid_P"));  // of version 3, without the act
  EXPECT_TRUE(has("classics/reassurance-backfires", "x_G"));
  EXPECT_FALSE(has("fixtures/cold-war-v2", "x_G"));
}

TEST(Prior, InvertsItsDistribution) {
  for (double u = 0.01; u < 1; u += 0.01) {
    const double z = value_of_prior(normal(0, 1), any_number, 99, u);
    EXPECT_NEAR(1 - upper(z), u, 1e-9);
  }
}

// A prior that multiplies leaves nothing at nothing.
TEST(Prior, OfAMultipleOfNothingIsNothing) { EXPECT_EQ(value_of_prior(lognormal(0.5), not_negative, 0, 0.9), 0); }

TEST(Prior, OfEveryParameterStaysInItsRange) {
  for (const MechanismEntry& mechanism : catalogue().mechanisms)
    for (const Parameter& parameter : mechanism.parameters)
      for (const double u : {0.0, 0.001, 0.5, 0.999, 1 - 0x1p-24}) {
        const double value = value_of_prior(parameter.prior, parameter.range, parameter.standard, u);
        EXPECT_TRUE(parameter.range.contains(value)) << parameter.name << " at " << u << ": " << value;
      }
}

std::map<std::string, double> drawn(const Scenario& scenario, std::uint64_t seed, std::uint32_t draw, PriorScheme scheme) {
  const DrawnScenario result = draw_from_priors(scenario, scenario.questions.front(), scheme, seed, draw);
  std::map<std::string, double> numbers(result.numbers.begin(), result.numbers.end());
  EXPECT_EQ(numbers.size(), result.numbers.size()) << "a number is drawn twice";
  return numbers;
}

class DrawsFromPriors : public ::testing::Test {
 protected:
  Scenario scenario = load_scenario(bundled_scenarios().front());
};

TEST_F(DrawsFromPriors, AreFunctionsOfSeedAndNumber) {
  for (const PriorScheme scheme : {PriorScheme::independent, PriorScheme::common}) {
    const auto first = drawn(scenario, 1, 0, scheme);
    EXPECT_EQ(first, drawn(scenario, 1, 0, scheme));
    for (const auto& other : {drawn(scenario, 2, 0, scheme), drawn(scenario, 1, 1, scheme)}) {
      ASSERT_EQ(first.size(), other.size());
      std::size_t same = 0;
      for (const auto& [name, value] : first) same += other.at(name) == value ? 1 : 0;
      // Equal only where a weight is 0, or a shift is clipped at an end of its range.
      EXPECT_LT(same, first.size() / 10);
    }
  }
}

// A number more, and another order, shift no other.
TEST_F(DrawsFromPriors, AreAddressedByName) {
  const auto before = drawn(scenario, 5, 3, PriorScheme::independent);
  Flashpoint more = scenario.flashpoints.front();
  more.name = "Elsewhere";
  scenario.flashpoints.insert(scenario.flashpoints.begin(), more);
  std::ranges::reverse(scenario.polities);
  auto after = drawn(scenario, 5, 3, PriorScheme::independent);
  EXPECT_EQ(after.erase("flashpoint.Elsewhere.rate"), 1U);
  EXPECT_EQ(before, after);
}

TEST_F(DrawsFromPriors, AreOfEveryJudgedParameterAndNoOther) {
  const auto numbers = drawn(scenario, 1, 0, PriorScheme::independent);
  for (const MechanismEntry& mechanism : catalogue().mechanisms)
    for (const Parameter& parameter : mechanism.parameters)
      EXPECT_EQ(numbers.contains(std::string(parameter.name)),
          parameter.prior.kind != Prior::Kind::fixed && mechanism.since <= scenario.model)
          << parameter.name;
}

TEST_F(DrawsFromPriors, AreOfWhatIsJudgedInTheScenario) {
  const auto numbers = drawn(scenario, 1, 0, PriorScheme::independent);
  const Question& question = scenario.questions.front();
  for (const std::string& name : {"doctrine." + question.doctrine + ".weights.gain",
           "doctrine." + question.instead + ".militancy", "doctrine." + question.doctrine + ".scope_own",
           "doctrine." + question.doctrine + ".demo_rate", "doctrine." + question.instead + ".fund",
           std::string("stereotype.S.weights.danger"), std::string("stereotype.R.militancy"), std::string("act.threaten.b"),
           "flashpoint." + scenario.flashpoints.front().name + ".rate", "polity." + scenario.polities.front().id + ".mu",
           "polity." + scenario.polities.front().id + ".sigma"})
    EXPECT_TRUE(numbers.contains(name)) << name;
  EXPECT_FALSE(numbers.contains("act.normal.b"));  // the reference, 0 by definition
  EXPECT_FALSE(numbers.contains("doctrine." + question.instead + ".scope_own"));
}

// What is drawn is what the scenario holds.
TEST_F(DrawsFromPriors, StandInTheScenario) {
  const DrawnScenario result = draw_from_priors(scenario, scenario.questions.front(), PriorScheme::common, 1, 7);
  const std::map<std::string, double> numbers(result.numbers.begin(), result.numbers.end());
  EXPECT_EQ(result.scenario.parameters.at("eta"), numbers.at("eta"));
  for (const Polity& polity : result.scenario.polities) EXPECT_EQ(polity.mu, numbers.at("polity." + polity.id + ".mu"));
  for (const Act& act : result.scenario.acts)
    if (act.id != "normal") {
      EXPECT_EQ(act.b, numbers.at("act." + act.id + ".b"));
    }
}

// Over 400 draws a lognormal's logarithm, and a uniform, have the mean and spread of their prior: eta 0.10 lognormal(1;0.5), whose mean
// of ln has standard error 0.5/20 = 0.025; omega_b uniform(0.2;1), 0.6 with 0.8/sqrt(12)/20 = 0.0115.
TEST_F(DrawsFromPriors, HaveTheirPriorsMoments) {
  double log_eta = 0, log_eta_squared = 0, omega = 0;
  constexpr int draws = 400;
  for (int d = 0; d < draws; ++d) {
    const auto numbers = drawn(scenario, 11, static_cast<std::uint32_t>(d), PriorScheme::independent);
    const double z = std::log(numbers.at("eta") / 0.10) / 0.5;
    log_eta += z / draws;
    log_eta_squared += z * z / draws;
    omega += numbers.at("omega_b") / draws;
  }
  EXPECT_NEAR(log_eta, 0, 4 * 0.05);
  EXPECT_NEAR(log_eta_squared, 1, 4 * std::sqrt(2.0 / draws));
  EXPECT_NEAR(omega, 0.6, 4 * 0.0115);
}

// One factor a feature common to all, and little of each: the weights of two doctrines go together in this scheme, and not in the other.
TEST_F(DrawsFromPriors, SchemesDifferInWhatGoesTogether) {
  const Question& question = scenario.questions.front();
  const auto correlation = [&](PriorScheme scheme) {
    double ab = 0, aa = 0, bb = 0;
    const auto log_factor = [&](const std::map<std::string, double>& numbers, const std::string& id) {
      const auto found = std::ranges::find(scenario.doctrines, id, &Doctrine::id);
      return std::log(numbers.at("doctrine." + id + ".weights.fear") / found->weights.fear);
    };
    for (std::uint32_t d = 0; d < 200; ++d) {
      const auto numbers = drawn(scenario, 3, d, scheme);
      const double a = log_factor(numbers, question.doctrine);
      const double b = log_factor(numbers, question.instead);
      ab += a * b;
      aa += a * a;
      bb += b * b;
    }
    return ab / std::sqrt(aa * bb);
  };
  EXPECT_LT(std::abs(correlation(PriorScheme::independent)), 4 / std::sqrt(200.0));
  // 0.25^2 / (0.25^2 + 0.15^2) = 0.735, with standard error (1 - 0.735^2)/sqrt(200) = 0.033.
  EXPECT_NEAR(correlation(PriorScheme::common), 0.735, 4 * 0.033);
}

TEST(NumberOfDraws, IsOneForEveryHundredHistories) {
  StudyOptions options;
  for (const auto& [worlds, draws] :
      std::map<std::uint32_t, std::uint32_t>{{100, 0}, {1999, 0}, {2000, 20}, {15000, 150}, {20000, 200}, {1000000, 200}}) {
    options.worlds = worlds;
    EXPECT_EQ(number_of_draws(options), draws) << worlds;
  }
  options.prior_draws = 7;
  EXPECT_EQ(number_of_draws(options), 7U);
}

TEST(JudgedNumbers, SayWhatTheyAreAndWhere) {
  std::set<std::string> seen;
  for (const JudgedNumbers& judged : judged_beside_parameters()) {
    EXPECT_TRUE(seen.insert(judged.what).second) << judged.what;
    EXPECT_FALSE(judged.prior.empty() || judged.source.empty()) << judged.what;
  }
  EXPECT_GE(seen.size(), 13U);
}

// What the user or the scenario sets is no longer in doubt: a draw does not undo it.
TEST(HeldNumbers, AreNotDrawn) {
  const std::vector<Override> set = {{"eta", "0.2"}, {"doctrine.peaceful_coexistence.demo_rate", "2"},
      {"doctrine.two_camps.gain", "1.5"}, {"polity.HUN.mu", "0.5"}, {"warheads.survivable.RUS.1956", "0.3"}};
  const Scenario scenario = load_scenario("cold-war-1953", set);
  const DrawnScenario drawn = draw_from_priors(scenario, scenario.questions.front(), PriorScheme::independent, 1, 0);
  for (const char* path : {"eta", "doctrine.peaceful_coexistence.demo_rate", "doctrine.two_camps.weights.gain", "polity.HUN.mu",
           "warheads.survivable.RUS"})
    EXPECT_EQ(std::ranges::count(drawn.numbers, std::string(path), &std::pair<std::string, double>::first), 0) << path;
  EXPECT_EQ(drawn.scenario.parameters.at("eta"), 0.2);
  EXPECT_EQ(drawn.scenario.warheads.survivable.at("RUS"), scenario.warheads.survivable.at("RUS"));
  const auto doctrine = std::ranges::find(drawn.scenario.doctrines, "two_camps", &Doctrine::id);
  EXPECT_EQ(doctrine->weights.gain, 1.5);
}

// A doctrine that is another but for one thing is so under every draw.
TEST(Prior, OfADoctrineThatVariesWithAnotherIsTheOthers) {
  const Scenario scenario = load_scenario("cold-war-1946");
  const Question& question = *std::ranges::find(scenario.questions, "peace-movement-1949", &Question::id);
  for (const PriorScheme scheme : {PriorScheme::independent, PriorScheme::common})
    for (std::uint32_t draw = 0; draw < 5; ++draw) {
      const Scenario drawn = draw_from_priors(scenario, question, scheme, 1, draw).scenario;
      const Doctrine& with = *std::ranges::find(drawn.doctrines, question.doctrine, &Doctrine::id);
      const Doctrine& without = *std::ranges::find(drawn.doctrines, question.instead, &Doctrine::id);
      EXPECT_EQ(with.weights.gain, without.weights.gain);
      EXPECT_EQ(with.weights.cost, without.weights.cost);
      EXPECT_EQ(with.militancy, without.militancy);
      EXPECT_EQ(with.demo_rate, without.demo_rate);
      EXPECT_NE(with.weights.gain, std::ranges::find(scenario.doctrines, question.doctrine, &Doctrine::id)->weights.gain);
      EXPECT_NE(with.fund, without.fund);
    }
}

}  // namespace
}  // namespace coexist
