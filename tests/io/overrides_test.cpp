// SPDX-License-Identifier: Apache-2.0
// Numbers set by their paths.
#include <gtest/gtest.h>

#include <algorithm>

#include "scenario_text.h"

namespace coexist {
namespace {

using testing::flagship;
using testing::listed;
using testing::problems_of;

Scenario with_set(const std::string& path, const std::string& value) {
  const std::vector<Override> overrides = {{path, value}};
  return read_scenario(flagship(), "cold-war-1953", overrides);
}

TEST(Overrides, SetEveryKindOfNumber) {
  EXPECT_EQ(with_set("eta", "0.2").parameters.at("eta"), 0.2);
  EXPECT_EQ(with_set("parameters.eta", "0.2").parameters.at("eta"), 0.2);
  EXPECT_EQ(with_set("polity.HUN.mu", "0.6").polities[8].mu, 0.6);
  EXPECT_EQ(with_set("doctrine.two_camps.fund", "0.1").doctrines[0].fund, 0.1);
  EXPECT_EQ(with_set("doctrine.two_camps.weights.gain", "3").doctrines[0].weights.gain, 3);
  EXPECT_EQ(with_set("doctrine.two_camps.public", "3").doctrines[0].weights.public_, 3);
  EXPECT_EQ(with_set("doctrine.two_camps.militancy", "0.25").doctrines[0].militancy, 0.25);
  EXPECT_EQ(with_set("stereotype.S.gain", "3").security_seeker.weights.gain, 3);
  EXPECT_EQ(with_set("stereotype.R.weights.gain", "3").revisionist.weights.gain, 3);
  EXPECT_EQ(with_set("stereotype.R.militancy", "0.5").revisionist.militancy, 0.5);
  const Scenario threatened = with_set("act.threaten.b", "-6.5");
  EXPECT_EQ(std::ranges::find(threatened.acts, "threaten", &Act::id)->b, -6.5);
  EXPECT_EQ(with_set("flashpoint.Berlin.rate", "0.5").flashpoints[0].rate, 0.5);
  EXPECT_EQ(with_set("flashpoint.Taiwan Strait.rate", "0.5").flashpoints[1].rate, 0.5);
  EXPECT_EQ(with_set("flashpoint.\"Taiwan Strait\".rate", "0.5").flashpoints[1].rate, 0.5);
  EXPECT_EQ(with_set("reach.RUS.HUN", "0.5").reach.at("RUS").at("HUN"), 0.5);
  EXPECT_EQ((with_set("belief.USA_RUS", "0.5").belief.at({"USA", "RUS"})), 0.5);
  EXPECT_EQ(with_set("hostility.rival", "0.5").hostility_rival, 0.5);
  EXPECT_EQ(with_set("systems.far_weight", "0.5").systems.far_weight, 0.5);
  EXPECT_EQ(with_set("systems.reported.soviet", "0.5").systems.reported[1], 0.5);
  EXPECT_EQ(with_set("warheads.survivable.RUS.1956", "0.5").warheads.survivable.at("RUS")[4], 0.5);  // 1956 - 1952
  EXPECT_EQ(with_set("warheads.stock.RUS.1956", "5e2").warheads.stock.at("RUS")[4], 500);
  EXPECT_EQ(with_set("growth_path.RUS.1956", "-0.01").growth_path.at("RUS")[3], -0.01);  // 1956 - 1953
}

TEST(Overrides, SetBothHalvesOfADistance) {
  const Systems systems = with_set("systems.distance.market.soviet", "0.7").systems;
  EXPECT_EQ(systems.distance[0][1], 0.7);
  EXPECT_EQ(systems.distance[1][0], 0.7);
  EXPECT_EQ(systems.distance[0][2], 0.4);  // as the file has it
}

TEST(Overrides, SetWhatTheFileLeavesToItsDefault) {
  EXPECT_EQ(with_set("reach.CHN.ROK", "0.5").reach.at("CHN").at("ROK"), 0.5);
  const std::vector<Override> overrides = {{"hostility.own", "0.2"}, {"systems.reported.national", "0.1"}};
  std::string text = flagship();
  text = testing::with(text, "[hostility]\nrival = 0.75\nown = 0.10\nnon_aligned = 0.30\n", "");
  text = testing::with(text, "reported = [0.0, 0.015, 0.0]", "");
  const Scenario scenario = read_scenario(text, "test.toml", overrides);
  EXPECT_EQ(scenario.hostility_own, 0.2);
  EXPECT_EQ(scenario.hostility_rival, 0.75);  // the default
  EXPECT_EQ(scenario.systems.reported, (std::vector<double>{0, 0, 0.1}));
}

TEST(Overrides, ChangeNothingElse) {
  const Scenario changed = with_set("polity.HUN.mu", "0.6");
  Scenario plain = read_scenario(flagship(), "cold-war-1953");
  EXPECT_EQ(changed.text, flagship());
  plain.polities[8].mu = 0.6;
  EXPECT_EQ(write_scenario(changed), write_scenario(plain));
}

struct Refusal {
  std::string path, value, message, remedy;
};

const Refusal refusals[] = {
    {"etta", "1", "unknown name 'etta'", "Did you mean 'eta'?"},
    {"Eta", "1", "unknown name 'Eta'", "Did you mean 'eta'?"},
    {"zeta", "1.5", "parameter 'zeta' is 1.5, expected a number from 0 to 1", ""},
    {"eta.x", "1", "goes on after a number, with 'x'", ""},
    {"polity", "1", "ends too early", "Known: USA, RUS"},
    {"polity.HUN", "1", "ends too early", "Known: Y, M"},
    {"polity.HNU.mu", "1", "unknown name 'HNU' in 'polity'", "Did you mean 'HUN'?"},
    {"polity.HUN.Mu", "1", "unknown name 'Mu' in 'polity.HUN'", "Did you mean 'mu'?"},
    {"polity.HUN.mu.x", "1", "goes on after a number", ""},
    {"polity.HUN.name", "1", "unknown name 'name'", ""},
    {"polity.HUN.sigma", "0", "'sigma' in [[polity]] 'HUN' is 0, expected a number greater than 0", ""},
    {"polity.HUN.sigma", "x", "the value 'x' is not a finite number", ""},
    {"polity.HUN.sigma", "", "the value '' is not a finite number", ""},
    {"polity.HUN.sigma", "0.1 ", "the value '0.1 ' is not a finite number", ""},
    {"polity.HUN.sigma", "nan", "the value 'nan' is not a finite number", ""},
    {"polity.HUN.sigma", "inf", "the value 'inf' is not a finite number", ""},
    {"polity.HUN.sigma", "1e999", "the value '1e999' is not a finite number", ""},
    {"doctrine.two-camps.fund", "1", "unknown name 'two-camps'", "Did you mean 'two_camps'?"},
    {"doctrine.two_camps.weights.gian", "1", "unknown name 'gian' in 'doctrine.two_camps.weights'", "Did you mean 'gain'?"},
    {"doctrine.two_camps.weights", "1", "ends too early", "Known: gain"},
    {"doctrine.two_camps.gain", "-1", "is -1, expected a number of at least 0", ""},
    {"stereotype.T.gain", "1", "unknown name 'T'", ""},
    {"belief.USA_RSU", "1", "unknown pair of principals", "Did you mean 'USA_RUS'?"},
    {"reach.RUS.HNU", "1", "unknown polity 'HNU'", "Did you mean 'HUN'?"},
    {"reach.HUN.RUS", "1", "unknown principal 'HUN'", ""},
    {"reach.RUS", "1", "ends too early", ""},
    {"systems.distance.market.soviets", "1", "unknown name 'soviets' in 'systems.distance.market'", "Did you mean 'soviet'?"},
    {"systems.distance.market.market", "0.5", "expected 0", ""},
    {"warheads.stock.RUS.1950", "1", "unknown name '1950' in 'warheads.stock.RUS'", "There are the years 1952 to 1965"},
    {"warheads.stocks.RUS.1956", "1", "unknown name 'stocks'", "Did you mean 'stock'?"},
    {"growth_path.RUS.1965", "1", "unknown name '1965'", "There are the years 1953 to 1964"},
    {"growth_path.HUN.1956", "1", "unknown name 'HUN' in 'growth_path'", "Known: "},
    {"history.HUN.size", "1", "unknown name 'history'", "Known: polity"},
    {"", "1", "not a path", ""},
    {"polity..mu", "1", "not a path", ""},
    {"flashpoint.\"Berlin.rate", "1", "not a path", ""},
};

TEST(Overrides, AreRefusedByTheirPath) {
  for (const Refusal& refusal : refusals) {
    const std::vector<Override> overrides = {{refusal.path, refusal.value}};
    const std::vector<Problem> problems = problems_of(flagship(), overrides);
    SCOPED_TRACE(refusal.path + "=" + refusal.value + "\n" + listed(problems));
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].file, "--set " + refusal.path);
    EXPECT_EQ(problems[0].line, 0);
    EXPECT_TRUE(problems[0].message.contains(refusal.message));
    EXPECT_TRUE(problems[0].remedy.contains(refusal.remedy));
  }
}

TEST(Overrides, AreRefusedTwice) {
  const std::vector<Override> same = {{"eta", "0.1"}, {"eta", "0.2"}};
  EXPECT_TRUE(listed(problems_of(flagship(), same)).contains("--set eta: given twice"));
  const std::vector<Override> other_path = {{"doctrine.detente.gain", "1"}, {"doctrine.detente.weights.gain", "2"}};
  EXPECT_TRUE(listed(problems_of(flagship(), other_path)).contains("--set doctrine.detente.weights.gain: given twice"));
  const std::vector<Override> mirror = {{"systems.distance.market.soviet", "1"}, {"systems.distance.soviet.market", "0.5"}};
  EXPECT_TRUE(listed(problems_of(flagship(), mirror)).contains("given twice"));
}

}  // namespace
}  // namespace coexist
