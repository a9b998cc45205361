// SPDX-License-Identifier: Apache-2.0
// Facts beside histories: every measure against a slow reading of the same monthly values, the rule, and what is refused.
#include "coexist/facts.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "coexist/scenario_file.h"
#include "coexist/study.h"

namespace coexist {
namespace {

const Scenario& flagship() {
  static const Scenario scenario = load_scenario("cold-war-1953");
  return scenario;
}

StudyOptions few(std::uint32_t worlds) {
  StudyOptions options;
  options.worlds = worlds;
  return options;
}

std::string one_fact(const std::string& keys) {
  return "scenario = \"cold-war-1953\"\n[[fact]]\nid = \"f\"\nbrief = \"b\"\nsource = \"s\"\nrange = [0, 1]\n" + keys;
}

// Of one history, the reading by the product.
double of_first_history(const std::string& keys) {
  const FactsResult result = hold_against(flagship(), read_facts(one_fact(keys), "t"), few(1));
  EXPECT_EQ(1U, result.facts.at(0).histories);
  return result.facts.at(0).mean;
}

// Monthly values of columns of history 0, by another way.
std::vector<std::vector<double>> columns(const std::vector<std::string>& names) {
  StudyOptions options = few(1);
  options.series = names;
  options.world = 0;
  std::vector<std::vector<double>> all;
  for (const SeriesSummary& series : run(flagship(), ArmChoice::with, options).series) all.push_back(series.mean);
  return all;
}

double plain_correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto mean = [](const std::vector<double>& x) {
    double sum = 0;
    for (const double value : x) sum += value;
    return sum / static_cast<double>(x.size());
  };
  double ab = 0;
  double aa = 0;
  double bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - mean(a)) * (b[i] - mean(b));
    aa += std::pow(a[i] - mean(a), 2);
    bb += std::pow(b[i] - mean(b), 2);
  }
  return ab / std::sqrt(aa) / std::sqrt(bb);
}

TEST(Facts, RatesMeansAndLevelsAreReadOffTheMonths) {
  const auto read = columns({"crises_with", "M[USA]", "M[RUS]", "seen[RUS,USA]"});
  ASSERT_EQ(144U, read[0].size());
  double crises = 0;
  double early = 0;
  double late = 0;
  for (std::size_t t = 0; t < 144; ++t) {
    crises += read[0][t];
    (t < 36 ? early : late) += read[0][t];
  }
  EXPECT_DOUBLE_EQ(crises / 12, of_first_history("measure = \"per_year\"\nof = [\"crises_with\"]\n"));
  EXPECT_DOUBLE_EQ(late / 9 - early / 3,
      of_first_history("measure = \"more_per_year\"\nof = [\"crises_with\"]\nfrom = \"1956-01\"\nuntil = \"1964-12\"\n"
                       "before_from = \"1953-01\"\nbefore_until = \"1955-12\"\n"));
  EXPECT_DOUBLE_EQ(read[1][143], of_first_history("measure = \"at\"\nof = [\"M[USA]\"]\n"));
  EXPECT_DOUBLE_EQ(
      read[1][11] + read[2][11], of_first_history("measure = \"at\"\nof = [\"M[USA]\", \"M[RUS]\"]\nuntil = \"1953-12\"\n"));
  EXPECT_DOUBLE_EQ(read[2][143] / read[1][143], of_first_history("measure = \"ratio\"\nof = [\"M[RUS]\"]\nper = [\"M[USA]\"]\n"));
  EXPECT_NEAR(std::log(read[2][143] / read[2][11]) / 11,
      of_first_history("measure = \"growth\"\nof = [\"M[RUS]\"]\nfrom = \"1953-12\"\n"), 1e-12);
  double seen = 0;
  for (std::size_t t = 12; t < 24; ++t) seen += read[3][t];
  EXPECT_DOUBLE_EQ(
      seen / 12, of_first_history("measure = \"mean\"\nof = [\"seen[RUS,USA]\"]\nfrom = \"1954-01\"\nuntil = \"1954-12\"\n"));
}

TEST(Facts, CorrelationsAreThoseOfTheMonths) {
  const auto read = columns({"H[USA,RUS]", "H[RUS,USA]", "M[USA]", "M[RUS]", "crises_with"});
  EXPECT_NEAR(plain_correlation(read[0], read[1]),
      of_first_history("measure = \"correlation\"\nof = [\"H[USA,RUS]\"]\nper = [\"H[RUS,USA]\"]\n"), 1e-9);
  std::vector<double> quarters;
  for (std::size_t t = 0; t < 144; t += 3) quarters.push_back((read[0][t] + read[0][t + 1] + read[0][t + 2]) / 3);
  EXPECT_NEAR(plain_correlation({quarters.begin(), quarters.end() - 1}, {quarters.begin() + 1, quarters.end()}),
      of_first_history("measure = \"persistence\"\nof = [\"H[USA,RUS]\"]\nevery = 3\n"), 1e-9);
  std::vector<double> one;
  std::vector<double> other;
  for (std::size_t t = 23; t < 144; t += 12) {
    one.push_back(std::log(read[2][t] / read[2][t - 12]));
    other.push_back(std::log(read[3][t] / read[3][t - 12]));
  }
  EXPECT_NEAR(plain_correlation(one, other),
      of_first_history("measure = \"growth_correlation\"\nof = [\"M[USA]\"]\nper = [\"M[RUS]\"]\n"), 1e-9);
  std::vector<double> years(12, 0);
  double all = 0;
  for (std::size_t t = 0; t < 144; ++t) {
    years[t / 12] += read[4][t];
    all += read[4][t];
  }
  double squares = 0;
  for (const double year : years) squares += std::pow(year - all / 12, 2);
  EXPECT_NEAR(squares / 11 / (all / 12), of_first_history("measure = \"dispersion\"\nof = [\"crises_with\"]\n"), 1e-9);
}

TEST(Facts, SystemsAreCountedAndEntriesToo) {
  const auto read = columns({"sys[CUB]", "sys[RUS]", "sys[USA]"});
  int entries = 0;
  for (std::size_t t = 1; t < 144; ++t)
    if (read[0][t] == 1 && read[0][t - 1] != 1) ++entries;
  EXPECT_EQ(entries, of_first_history("measure = \"entries\"\nof = [\"sys[CUB]\"]\nequals = \"soviet\"\n"));
  EXPECT_EQ(
      entries > 0 || read[0][0] == 1 ? 1 : 0, of_first_history("measure = \"ever\"\nof = [\"sys[CUB]\"]\nequals = \"soviet\"\n"));
  EXPECT_EQ(1 + (read[0][143] == 1 ? 1 : 0),
      of_first_history("measure = \"count\"\nof = [\"sys[CUB]\", \"sys[RUS]\", \"sys[USA]\"]\nequals = \"soviet\"\n"));
  // Every polity at the start: ten under the Soviet system.
  EXPECT_EQ(10, of_first_history("measure = \"count\"\nof = [\"sys[*]\"]\nequals = \"soviet\"\nuntil = \"1953-01\"\n"));
}

TEST(Facts, AHistoryThatHasEndedHasNoLaterNumber) {
  const std::vector<Override> overrides = {{"res_0", "6"}, {"rate_acc", "5"}};
  const Scenario hot = load_scenario("cold-war-1953", overrides);
  const Facts facts = read_facts(one_fact("measure = \"at\"\nof = [\"M[USA]\"]\n"), "t");
  const FactsResult result = hold_against(hot, facts, few(200));
  EXPECT_LT(result.facts.at(0).histories, 200U);
}

TEST(Facts, TheRule) {
  Fact fact;
  fact.measure = Measurement::mean;
  fact.range = {1, 3};
  fact.record = 2;
  HeldFact found;
  EXPECT_EQ(FactStatus::unheld, held(fact, found));
  found.histories = 100;
  found.q05 = 1.5;
  found.q95 = 9;
  found.middle = 8;
  EXPECT_EQ(FactStatus::inside, held(fact, found)) << "the band holds the record";
  found.q05 = 2.5;
  EXPECT_EQ(FactStatus::outside, held(fact, found));
  found.middle = 2.9;
  EXPECT_EQ(FactStatus::inside, held(fact, found)) << "the middle lies within its doubt";
  fact.of_mean = true;
  found.mean = 3.1;
  EXPECT_EQ(FactStatus::outside, held(fact, found)) << "a demand is on the mean";
  found.mean = 3;
  EXPECT_EQ(FactStatus::inside, held(fact, found));
  fact.measure.reset();
  EXPECT_EQ(FactStatus::unheld, held(fact, found));
}

TEST(Facts, ThreadsAndPiecesDoNotMatter) {
  const Facts facts = *bundled_facts(flagship());
  StudyOptions options = few(60);
  options.threads = 1;
  const FactsResult one = hold_against(flagship(), facts, options);
  options.threads = 3;
  options.batch = 16;
  const FactsResult other = hold_against(flagship(), facts, options);
  ASSERT_EQ(one.facts.size(), other.facts.size());
  for (std::size_t f = 0; f < one.facts.size(); ++f) {
    EXPECT_EQ(one.facts[f].mean, other.facts[f].mean) << one.facts[f].fact.id;
    EXPECT_EQ(one.facts[f].q95, other.facts[f].q95) << one.facts[f].fact.id;
  }
}

TEST(Facts, WhatTheScenarioDoesNotHaveIsNamedWithItsFact) {
  const auto refused = [](const std::string& keys) {
    try {
      hold_against(flagship(), read_facts(one_fact(keys), "mine.toml"), few(1));
    } catch (const InputError& error) {
      return describe(error.problems().at(0));
    }
    return std::string("accepted");
  };
  EXPECT_NE(
      std::string::npos, refused("measure = \"at\"\nof = [\"M[USQ]\"]\n").find("mine.toml:2:1: fact 'f': there is no polity"));
  EXPECT_NE(std::string::npos, refused("measure = \"at\"\nof = [\"MM[USA]\"]\n").find("there is no column"));
  EXPECT_NE(std::string::npos, refused("measure = \"at\"\nof = [\"M[USA]\"]\nuntil = \"1970-01\"\n").find("'until' is 1970-01"));
  EXPECT_NE(
      std::string::npos, refused("measure = \"ever\"\nof = [\"sys[CUB]\"]\nequals = \"sovjet\"\n").find("Did you mean 'soviet'"));
}

}  // namespace
}  // namespace coexist
