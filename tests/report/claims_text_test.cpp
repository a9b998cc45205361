// SPDX-License-Identifier: Apache-2.0
// Claims judged, as table, page and JSON: what is known of each is in all three.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "coexist/claims.h"
#include "report/layout.h"

namespace coexist {
namespace {

ClaimsResult result() {
  ClaimsResult made;
  made.scenario = made.source = made.claims_source = "two-cities";
  made.title = "Did it matter?";
  made.about = {"A paragraph with a | bar."};
  made.worlds = 5000;
  made.draws = 50;
  JudgedClaim judged;
  judged.claim.id = "A";
  judged.claim.brief = "it lowered fear";
  judged.claim.text = "It lowered fear.";
  judged.claim.contrast = {Contrast::Kind::without, {"belief"}};
  judged.claim.record = {{"a mean score", -4.1, 1.9, "points", "COPDAB"}, {"a fact in words", {}, {}, "", "ICB"}};
  judged.claim.beyond = "what allies thought";
  Finding finding;
  finding.outcome = "fear_of_revolution";
  finding.unit = "probability";
  finding.with = 0.6;
  finding.without = 0.7;
  finding.difference = -0.1;
  finding.ci95 = Interval{-0.12, -0.08};
  finding.difference_off = 0.01;
  finding.ci95_off = Interval{-0.01, 0.03};
  finding.change = -0.11;
  finding.change_ci95 = Interval{-0.13, -0.09};
  PriorRange prior;
  prior.draws = 50;
  prior.q05 = -0.3;
  prior.q95 = -0.02;
  finding.prior = prior;
  judged.findings = {finding};
  judged.judgement = {ClaimStatus::found, "It is so.", true};
  made.claims = {judged};
  judged.claim.id = "B";
  judged.findings.clear();
  judged.judgement = {ClaimStatus::contested, "Others said it before.", std::nullopt};
  made.claims.push_back(judged);
  return made;
}

TEST(ClaimsText, HasARowForEachAndEachAtLength) {
  TextStyle style;
  const std::string table = as_text(result(), style);
  style.all = true;
  const std::string all = as_text(result(), style);
  for (const std::string& text : {table, all}) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(text_width(line), 80U) << line;
    EXPECT_NE(text.find("-10 \u00b12"), std::string::npos) << text;
    EXPECT_NE(text.find("+1 \u00b12"), std::string::npos) << text;
  }
  for (const char* said :
      {"A. It lowered fear: found", "It is so.", "-30 .. -2", "A mean score: -4.1 (se 1.9) points. Source: COPDAB.",
          "A fact in words. Source: ICB.", "Not judged: what allies thought.", "B. It lowered fear: contested"})
    EXPECT_NE(all.find(said), std::string::npos) << said << " in\n" << all;
  EXPECT_EQ(table.find("It is so."), std::string::npos);
}

TEST(ClaimsText, WhatGoesAgainstTheClaimSaysSo) {
  ClaimsResult made = result();
  made.claims[0].judgement.agrees = false;
  EXPECT_NE(as_text(made, {}).find("found, against"), std::string::npos);
}

TEST(ClaimsPage, NamesItsCommandAndItsNumbers) {
  const std::string page = as_markdown(result(), "coexist claims two-cities --markdown");
  EXPECT_TRUE(page.starts_with("# Did it matter?\n\nMade by `coexist claims two-cities --markdown`")) << page;
  for (const char* said :
      {"seed 1", "\\|", "| A | it lowered fear | found |", "-10 \u00b12", "-30 .. -2", "### B. It lowered fear: contested"})
    EXPECT_NE(page.find(said), std::string::npos) << said << " in\n" << page;
}

TEST(ClaimsJson, HasEveryNumberInFullPrecision) {
  const auto json = nlohmann::json::parse(as_json(result()));
  const auto& claim = json["claims"][0];
  EXPECT_EQ(claim["status"], "found");
  EXPECT_EQ(claim["agrees"], true);
  EXPECT_EQ(claim["outcomes"][0]["change"].get<double>(), -0.11);
  EXPECT_EQ(claim["outcomes"][0]["prior"]["q05"].get<double>(), -0.3);
  EXPECT_EQ(claim["record"][0]["se"].get<double>(), 1.9);
  EXPECT_TRUE(claim["record"][1]["value"].is_null());
  EXPECT_TRUE(json["claims"][1]["outcomes"].empty());
  EXPECT_TRUE(json["claims"][1]["agrees"].is_null());
}

}  // namespace
}  // namespace coexist
