// SPDX-License-Identifier: Apache-2.0
// Facts files: what is accepted, and that everything wrong with one is said at once.
#include <gtest/gtest.h>

#include "coexist/error.h"
#include "coexist/facts.h"
#include "coexist/scenario_file.h"

namespace coexist {
namespace {

std::vector<std::string> problems_of(const std::string& text) {
  std::vector<std::string> all;
  try {
    read_facts(text, "f.toml");
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) all.push_back(describe(problem));
  }
  return all;
}

bool mentions(const std::vector<std::string>& problems, const std::string& words) {
  for (const std::string& problem : problems)
    if (problem.find(words) != std::string::npos) return true;
  return false;
}

TEST(FactsReader, EveryBundledFileIsReadForAScenarioThatIsBundled) {
  ASSERT_FALSE(scenarios_with_facts().empty());
  for (const std::string& name : scenarios_with_facts()) {
    const Scenario scenario = load_scenario(name);
    const auto facts = bundled_facts(scenario);
    ASSERT_TRUE(facts) << name;
    EXPECT_EQ(name, facts->scenario);
    EXPECT_FALSE(facts->list.empty());
  }
  EXPECT_FALSE(bundled_facts(load_scenario("two-rivals")));
}

TEST(FactsReader, SaysEverythingAtOnce) {
  const auto problems = problems_of(R"(scenario = "s"
[[fact]]
id = "a"
brief = "b"
source = "s"
range = [2, 1]
measure = "corelation"
[[fact]]
id = "a"
brief = "b"
range = [1, 2]
measure = "correlation"
of = ["x", "x"]
[[fact]]
id = "c"
brief = "b"
source = "s"
range = [1, 2, 3]
measure = "mean"
of = ["x"]
equals = "soviet"
from = "1960-01"
until = "1959-01"
lacks = "something"
colour = "red"
)");
  for (const char* words : {"'range' in [[fact]] 'a' begins above its end", "unknown measure 'corelation'",
           "Did you mean 'correlation'", "lacks the key 'source'", "lacks the key 'per'", "has 3 entries", "has the key 'equals'",
           "'until' in [[fact]] 'c' lies before", "'lacks' in [[fact]] 'c' stands beside 'measure'", "colour"})
    EXPECT_TRUE(mentions(problems, words)) << words;
  EXPECT_EQ(11U, problems.size());
}

TEST(FactsReader, AFactThatNothingCanBeHeldBesideSaysWhy) {
  EXPECT_TRUE(mentions(problems_of("scenario = \"s\"\n[[fact]]\nid = \"a\"\nbrief = \"b\"\nsource = \"s\"\nrange = [1, 2]\n"),
      "lacks the key 'measure'"));
  EXPECT_TRUE(
      problems_of("scenario = \"s\"\n[[fact]]\nid = \"a\"\nbrief = \"b\"\nsource = \"s\"\nrange = [1, 2]\nlacks = \"votes\"\n")
          .empty());
}

}  // namespace
}  // namespace coexist
