// SPDX-License-Identifier: Apache-2.0
// The status of a claim: every rule on made-up numbers, on both sides of its boundary; and what the flagship's claims come to.
#include "coexist/claims.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "coexist/scenario_file.h"

namespace coexist {
namespace {

Claim claim() {
  Claim made;
  made.id = "C1";
  made.outcomes = {"fear_of_revolution"};
  made.contrast = {Contrast::Kind::without, {"belief"}};
  return made;
}

// A response that fell by 0.10 +-0.02, in all draws, and by 0.01 with the contrast.
Finding finding() {
  Finding made;
  made.outcome = "fear_of_revolution";
  made.unit = "probability";
  made.kind = "response";
  made.with = 0.6;
  made.without = 0.7;
  made.difference = -0.1;
  made.ci95 = Interval{-0.12, -0.08};
  PriorRange prior;
  prior.draws = 50;
  prior.q05 = -0.2;
  prior.q95 = -0.01;
  prior.negative = 0.98;
  prior.positive = 0.02;
  prior.verdict = "holds";
  made.prior = prior;
  made.difference_off = -0.01;
  made.ci95_off = Interval{-0.02, 0};
  made.change = -0.09;
  made.change_ci95 = Interval{-0.11, -0.07};
  return made;
}

void expect(ClaimStatus status, const Claim& claim, const std::vector<Finding>& findings, const std::string& why) {
  const Judgement judgement = judge(claim, findings);
  EXPECT_EQ(status_name(judgement.status), status_name(status)) << judgement.why;
  EXPECT_NE(judgement.why.find(why), std::string::npos) << judgement.why;
  EXPECT_TRUE(judgement.why.ends_with('.')) << judgement.why;
}

TEST(ClaimRules, WhatHoldsAndIsCarriedIsFound) {
  Claim made = claim();
  expect(ClaimStatus::found, made, {finding()}, "98 % of 50 draws agree");
  EXPECT_FALSE(judge(made, {finding()}).agrees);
  made.expected = Direction::down;
  EXPECT_EQ(judge(made, {finding()}).agrees, true);
  made.expected = Direction::up;
  expect(ClaimStatus::found, made, {finding()}, "against the claim");
  EXPECT_EQ(judge(made, {finding()}).agrees, false);
}

TEST(ClaimRules, WhatTheFileDeclaresComesFirst) {
  Claim made = claim();
  made.put_in = "somebody put it in";
  expect(ClaimStatus::input, made, {finding()}, "somebody put it in");
  made.lacks = "another model";
  expect(ClaimStatus::undetermined, made, {finding()}, "another model");
  made.contested = "historians disagree";
  expect(ClaimStatus::contested, made, {finding()}, "Historians disagree");
  expect(ClaimStatus::contested, made, {}, "Historians disagree");
}

TEST(ClaimRules, WhatWasPutInIsAnInputHoweverLarge) {
  Finding own = finding();
  own.kind = "conduct";
  expect(ClaimStatus::input, claim(), {own}, "own conduct");
  Finding built = finding();
  built.put_in = "the gap in militancy";
  expect(ClaimStatus::input, claim(), {built}, "the gap in militancy");
  own.kind = "joint";
  expect(ClaimStatus::found, claim(), {own}, "that of the actor was put in");
}

TEST(ClaimRules, AnIntervalThatHoldsZeroLeavesItOpen) {
  Finding made = finding();
  made.ci95 = Interval{-0.12, 0};
  expect(ClaimStatus::undetermined, claim(), {made}, "holds zero");
  made.ci95 = std::nullopt;
  expect(ClaimStatus::undetermined, claim(), {made}, "Too few histories");
  expect(ClaimStatus::undetermined, claim(), {}, "No outcome");
}

TEST(ClaimRules, WhatThePriorsLeaveOpenIsOpen) {
  Finding made = finding();
  made.prior->verdict = "likely";
  expect(ClaimStatus::found, claim(), {made}, "draws agree");
  made.prior->verdict = "undetermined";
  expect(ClaimStatus::undetermined, claim(), {made}, "Under the priors the sign");
  made = finding();
  made.prior->q95 = 0;
  expect(ClaimStatus::undetermined, claim(), {made}, "which holds zero");
  made.prior.reset();
  expect(ClaimStatus::undetermined, claim(), {made}, "not drawn");
}

TEST(ClaimRules, AnAblationThatMovesLessThanTheIntervalFindsNothing) {
  Finding made = finding();
  const double half = (made.ci95->high - made.ci95->low) / 2;
  made.change = -half;
  made.change_ci95 = Interval{-half - 0.001, -half + 0.001};
  expect(ClaimStatus::undetermined, claim(), {made}, "less than its interval");
  made.change = std::nextafter(-half, -1.0);
  expect(ClaimStatus::found, claim(), {made}, "fear of revolution");
  made.change_ci95 = Interval{-0.1, 0};
  expect(ClaimStatus::undetermined, claim(), {made}, "less than its interval");
  made.change = 0.05;
  made.change_ci95 = Interval{0.04, 0.06};
  expect(ClaimStatus::undetermined, claim(), {made}, "so grows");
}

TEST(ClaimRules, WithoutAContrastNothingIsFound) {
  Claim made = claim();
  made.contrast = {};
  expect(ClaimStatus::undetermined, made, {finding()}, "No contrast");
  Finding untold = finding();
  untold.change_ci95.reset();
  expect(ClaimStatus::undetermined, claim(), {untold}, "No contrast");
}

TEST(ClaimRules, AClaimAboutItsContrastIsJudgedByItsDifference) {
  Claim made = claim();
  made.of_contrast = true;
  made.contrast = {Contrast::Kind::drop, {"demonstration:1959-09"}};
  Finding alone = finding();
  alone.difference_off.reset();
  alone.ci95_off.reset();
  expect(ClaimStatus::found, made, {alone}, "lower by 10 \u00b12 points than without the demonstration of September 1959");
  alone.ci95 = Interval{-0.3, 0.1};
  expect(ClaimStatus::undetermined, made, {alone}, "holds zero");
}

TEST(ClaimRules, OnlyTheFirstOutcomeDecides) {
  Finding open = finding();
  open.ci95 = Interval{-1, 1};
  expect(ClaimStatus::found, claim(), {finding(), open}, "draws agree");
  expect(ClaimStatus::undetermined, claim(), {open, finding()}, "holds zero");
}

ClaimsResult judged(const Scenario& scenario, const Claims& claims, std::uint32_t worlds, std::uint32_t draws) {
  ClaimsOptions options;
  options.study.worlds = worlds;
  options.study.prior_draws = draws;
  options.with_numbers = [&](const std::vector<Override>& further) {
    return read_scenario(scenario.text, scenario.source, further);
  };
  return judge_claims(scenario, claims, options);
}

const JudgedClaim& of(const ClaimsResult& result, const std::string& id) {
  return *std::ranges::find(result.claims, id, [](const JudgedClaim& judged) { return judged.claim.id; });
}

TEST(FlagshipClaimsSlow, NoneIsFoundThatItsAblationDoesNotMove) {
  const Scenario scenario = load_scenario("cold-war-1953");
  const ClaimsResult result = judged(scenario, bundled_claims(scenario), 2000, 20);
  ASSERT_EQ(result.claims.size(), 15U);
  for (const JudgedClaim& one : result.claims) {
    SCOPED_TRACE(one.claim.id + ": " + one.judgement.why);
    EXPECT_EQ(one.findings.size(), one.claim.outcomes.size());
    if (one.judgement.status != ClaimStatus::found) continue;
    const Finding& first = one.findings.front();
    EXPECT_GT(std::abs(first.change), (first.ci95->high - first.ci95->low) / 2);
    EXPECT_FALSE(first.change_ci95->holds_zero());
    EXPECT_FALSE(first.prior->range().holds_zero());
    EXPECT_NE(first.kind, "conduct");
    EXPECT_EQ(first.put_in, "");
  }
  EXPECT_EQ(of(result, "C1").judgement.status, ClaimStatus::input);
  EXPECT_EQ(of(result, "C7").judgement.status, ClaimStatus::undetermined);
  EXPECT_EQ(of(result, "C12").judgement.status, ClaimStatus::contested);
  EXPECT_EQ(of(result, "C15").judgement.status, ClaimStatus::contested);
}

// What is said of a claim is what `ask` and `run` say.
TEST(FlagshipClaims, RestOnTheQuestionsAskedOneByOne) {
  const Scenario scenario = load_scenario("cold-war-1953");
  Claims claims = bundled_claims(scenario);
  std::erase_if(claims.list, [](const Claim& one) { return one.id != "C3" && one.id != "C10"; });
  const ClaimsResult result = judged(scenario, claims, 60, 0);
  StudyOptions options;
  options.worlds = 60;
  options.prior_draws = 0;
  const auto row = [](const Answer& answer, const std::string& name) {
    return *std::ranges::find(answer.outcomes, name, &OutcomeAnswer::name);
  };
  const Finding& c3 = of(result, "C3").findings.front();
  const OutcomeAnswer base = row(ask(scenario, options), c3.outcome);
  EXPECT_EQ(c3.difference, base.difference);
  StudyOptions off = options;
  off.without = {"belief"};
  const OutcomeAnswer without = row(ask(scenario, off), c3.outcome);
  EXPECT_EQ(c3.difference_off, without.difference);
  EXPECT_NEAR(c3.change, base.difference - without.difference, 1e-12);
  StudyOptions drop = options;
  drop.drop = {"demonstration:1959-09"};
  const Answer alone = ask(scenario, drop);
  const Finding& c10 = of(result, "C10").findings.front();
  const EventEffect::Row effect =
      *std::ranges::find(alone.events_alone.front().outcomes, c10.outcome, &EventEffect::Row::outcome);
  EXPECT_NEAR(c10.difference, effect.difference, 1e-12);
}

TEST(FlagshipClaims, WhatTheQuestionDoesNotHaveIsRefusedAllAtOnce) {
  const Scenario scenario = load_scenario("cold-war-1953");
  Claims claims = bundled_claims(scenario);
  claims.list.resize(3);
  claims.list[0].outcomes = {"fear_of_revolutions"};
  claims.list[1].question = "congress-1965";
  claims.list[2].contrast = {Contrast::Kind::drop, {"demonstration:1901-01"}};
  try {
    static_cast<void>(judged(scenario, claims, 40, 0));
    FAIL() << "nothing was found wrong";
  } catch (const InputError& error) {
    std::string all;
    for (const Problem& problem : error.problems()) all += describe(problem) + '\n';
    for (const char* said : {"fear_of_revolutions", "congress-1965", "1901-01", "'C1'", "'C2'", "'C3'"})
      EXPECT_NE(all.find(said), std::string::npos) << said << " in\n" << all;
  }
}

}  // namespace
}  // namespace coexist
