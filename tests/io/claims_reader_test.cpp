// SPDX-License-Identifier: Apache-2.0
// Claims files: what they may hold, and every mistake in them at once.
#include <gtest/gtest.h>

#include "coexist/claims.h"
#include "coexist/references.h"
#include "coexist/scenario_file.h"

namespace coexist {
namespace {

const std::string head = "scenario = \"cold-war-1953\"\ntitle = \"A title\"\n";
const std::string whole = head + R"(
[[claim]]
id = "A"
brief = "a few words"
text = "A sentence."
mechanisms = ["belief"]
question = "congress-1956"
outcomes = ["fear_of_revolution", "crises"]
expected = "down"
effect_of = "contrast"
contrast = { drop = ["demonstration:1959-09"] }
note = "N"
[[claim.record]]
text = "a mean"
value = -1.5
se = 0.5
unit = "points"
source = "COPDAB"
)";

std::string problems_of(const std::string& text) {
  try {
    static_cast<void>(read_claims(text, "claims.toml"));
  } catch (const InputError& error) {
    std::string all;
    for (const Problem& problem : error.problems()) all += describe(problem) + '\n';
    return all;
  }
  return {};
}

TEST(ClaimsFile, IsReadWhole) {
  const Claims claims = read_claims(whole, "claims.toml");
  EXPECT_EQ(claims.scenario, "cold-war-1953");
  ASSERT_EQ(claims.list.size(), 1U);
  const Claim& claim = claims.list[0];
  EXPECT_EQ(claim.id, "A");
  EXPECT_EQ(claim.outcomes, (std::vector<std::string>{"fear_of_revolution", "crises"}));
  EXPECT_EQ(claim.expected, Direction::down);
  EXPECT_TRUE(claim.of_contrast);
  EXPECT_EQ(claim.contrast.kind, Contrast::Kind::drop);
  EXPECT_EQ(claim.contrast.names, std::vector<std::string>{"demonstration:1959-09"});
  ASSERT_EQ(claim.record.size(), 1U);
  EXPECT_EQ(claim.record[0].value, -1.5);
  EXPECT_EQ(claim.record[0].standard_error, 0.5);
}

TEST(ClaimsFile, EveryMistakeIsSaidAtOnce) {
  const std::string said = problems_of(R"(schema = 2
title = "A title"
surprise = 1
[[claim]]
id = "A"
brief = "more than the thirty-two bytes that a row has"
text = "A sentence."
mechanisms = ["believe"]
expected = "sideways"
contrast = { without = ["belief"], drop = ["demonstration:1959-09"] }
[[claim]]
id = "A"
brief = "b"
text = "Another."
outcomes = ["crises"]
effect_of = "contrast"
contested = "x"
lacks = "y"
contrast = { set = ["eta"] }
[[claim.record]]
text = "a mean"
se = 1.0
)");
  for (const char* part : {"schema", "'scenario'", "surprise", "brief", "'believe'", "Did you mean 'belief'?", "sideways",
           "stands beside", "lacks the key 'outcomes'", "claim 'A' stands twice", "more than one of contested", "PATH=VALUE",
           "without 'value'", "'source'"})
    EXPECT_NE(said.find(part), std::string::npos) << part << " in\n" << said;
  EXPECT_NE(said.find("claims.toml:8:"), std::string::npos) << said;
}

TEST(ClaimsFile, ContrastsAreOneThing) {
  const auto with = [](const std::string& contrast) {
    return head + "[[claim]]\nid = \"A\"\nbrief = \"b\"\ntext = \"t\"\noutcomes = [\"crises\"]\n" + contrast;
  };
  EXPECT_EQ(problems_of(with("contrast = { part = \"promises\" }\n")), "");
  EXPECT_NE(problems_of(with("contrast = {}\n")).find("is empty"), std::string::npos);
  EXPECT_NE(problems_of(with("contrast = { without = [] }\n")).find("at least one"), std::string::npos);
  EXPECT_NE(problems_of(with("effect_of = \"contrast\"\n")).find("[claim.contrast]"), std::string::npos);
  EXPECT_NE(problems_of(with("effect_of = \"contrast\"\ncontrast = { part = \"promises\" }\n")).find("[claim.contrast]"),
      std::string::npos);
}

TEST(ClaimsFile, WhatIsNoTextIsRefused) {
  EXPECT_NE(problems_of(std::string("title = \"\0\"", 11)).find("zero"), std::string::npos);
  EXPECT_NE(problems_of("title = ").find("claims.toml:1"), std::string::npos);
  EXPECT_THROW(static_cast<void>(load_claims_file("no/such/file.toml")), InputError);
}

TEST(BundledClaims, BelongToScenariosThatExist) {
  const std::vector<std::string> names = scenarios_with_claims();
  ASSERT_FALSE(names.empty());
  for (const std::string& name : names) {
    const Claims claims = bundled_claims(load_scenario(name));
    EXPECT_EQ(claims.scenario, name);
    for (const Claim& claim : claims.list)
      for (const RecordFact& fact : claim.record)
        EXPECT_FALSE(named_in(fact.source, references()).empty()) << claim.id << ": " << fact.source;
  }
}

TEST(BundledClaims, AScenarioWithoutAnyIsRefused) {
  try {
    static_cast<void>(bundled_claims(load_scenario("decolonisation-1955")));
    FAIL() << "there are none";
  } catch (const InputError& error) {
    EXPECT_NE(describe(error.problems()[0]).find("cold-war-1953"), std::string::npos);
  }
}

}  // namespace
}  // namespace coexist
