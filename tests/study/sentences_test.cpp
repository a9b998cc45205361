// SPDX-License-Identifier: Apache-2.0
// The rules of the answer in words, each on an answer made by hand.
#include "study/sentences.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "study/wording.h"

namespace coexist {
namespace {

Polity polity(const std::string& id, const std::string& name) {
  Polity made;
  made.id = id;
  made.name = name;
  made.system = "league_rule";
  return made;
}

Doctrine doctrine(const std::string& id, double militancy) {
  Doctrine made;
  made.id = id;
  made.militancy = militancy;
  return made;
}

// Two rivals of another age: no nuclear weapon, no movement.
Scenario scenario() {
  Scenario made;
  made.principal_slots = {"ATH", "SPA"};
  made.polities = {polity("ATH", "Athens"), polity("SPA", "Sparta"), polity("COR", "Corinth")};
  made.doctrines = {doctrine("open_hand", 0.1), doctrine("closed_fist", 0.9)};
  return made;
}

OutcomeAnswer row(const std::string& name, double with, double without, double half_width) {
  OutcomeAnswer made;
  made.name = name;
  made.unit = "count";
  made.with = with;
  made.without = without;
  made.difference = with - without;
  made.ci95 = Interval{made.difference - half_width, made.difference + half_width};
  made.turned_down = 1;
  return made;
}

OutcomeAnswer drawn(OutcomeAnswer made, double low, double high, const std::string& verdict, std::uint32_t draws = 200) {
  made.prior = PriorRange{"independent", draws, 0, low, high, 0.5, 0.5, verdict, {}, 0.28};
  return made;
}

Answer answer(std::vector<OutcomeAnswer> rows) {
  Answer made;
  made.question = {"first", "ATH", "open_hand", "closed_fist", Date::of(-431, 3), {}, {"COR"}};
  made.actor_name = "Athens";
  made.rival_name = "Sparta";
  made.worlds = 20000;
  made.outcomes = std::move(rows);
  return made;
}

Sentence said(const OutcomeAnswer& about, const Scenario& of = scenario()) {
  const std::vector<Sentence> sentences = sentences_of(answer({about}), of);
  const auto found = std::ranges::find(sentences, about.name, &Sentence::outcome);
  EXPECT_NE(found, sentences.end()) << about.name;
  return found == sentences.end() ? Sentence{} : *found;
}

void expect_said(const OutcomeAnswer& about, const std::string& text, Direction direction, const Scenario& of = scenario()) {
  const Sentence sentence = said(about, of);
  EXPECT_EQ(sentence.text, text);
  EXPECT_EQ(sentence.direction, direction);
  EXPECT_EQ(sentence.basis, about.prior ? "prior" : "simulation");
}

TEST(SentenceRules, ACountHasOneMoreDigitThanItsGapNeeds) {
  expect_said(drawn(row("crises", 5.963, 8.34, 0.02), -7.42, -0.677, "holds"),
      "Crises between the two fell, to 6.0 a history instead of 8.3 (range 0.7 to 7.4 fewer).", Direction::down);
}

TEST(SentenceRules, ARareCountIsOfAHundredHistories) {
  expect_said(row("threats", 0.292, 0.364, 0.02),
      "Threats by Athens fell, to 29 in 100 histories instead of 36 (luck alone: 5 to 9 fewer).", Direction::down);
}

TEST(SentenceRules, ARangeThatHoldsZeroLeavesItOpen) {
  expect_said(drawn(row("superpower_war", 0.009585, 0.01173, 0.00002), -0.0111, 0.00117, "likely"),
      "War between the two: undetermined, in 10 of 1,000 histories instead of 12 (range 11 fewer to 1 more).",
      Direction::undetermined);
  expect_said(drawn(row("fear_of_revolution", 0.6008, 0.6999, 0.0004), -0.335, 0.0425, "likely"),
      "Fear in Sparta that Athens wants to overturn other systems: undetermined, 60 % instead of 70 % (range 34 points lower to "
      "4 "
      "higher).",
      Direction::undetermined);
}

TEST(SentenceRules, DrawsThatAreFewOrDividedLeaveItOpen) {
  expect_said(drawn(row("crises", 6, 8, 0.1), -4, -1, "undetermined", 10),
      "Crises between the two: undetermined, 6.0 a history instead of 8.0 (range 1.0 to 4.0 fewer, of too few draws).",
      Direction::undetermined);
  expect_said(drawn(row("crises", 6, 8, 0.1), -4, -1, "undetermined"),
      "Crises between the two: undetermined, 6.0 a history instead of 8.0 (range 1.0 to 4.0 fewer, but the draws are divided).",
      Direction::undetermined);
}

TEST(SentenceRules, AScaleIsNamed) {
  expect_said(drawn(row("hostility_toward_actor", 0.567, 0.6227, 0.0002), -0.171, -0.00172, "holds"),
      "Hostility of Sparta toward Athens fell, to 0.57 instead of 0.62 on a scale from 0 to 1 (range 0.002 to 0.171 lower).",
      Direction::down);
}

TEST(SentenceRules, ARangeThatEndsBesideZeroDoesNotSeemToHoldIt) {
  expect_said(drawn(row("crises", 6, 8, 0.1), -6, -0.01, "holds"),
      "Crises between the two fell, to 6.0 a history instead of 8.0 (range above 0 to 6.0 fewer).", Direction::down);
  expect_said(drawn(row("crises", 8, 6, 0.1), 0.01, 6, "holds"),
      "Crises between the two rose, to 8.0 a history instead of 6.0 (range above 0 to 6.0 more).", Direction::up);
  expect_said(drawn(row("crises", 6, 8, 0.1), -6, 0.01, "likely"),
      "Crises between the two: undetermined, 6.0 a history instead of 8.0 (range 0 to 6.0 fewer).", Direction::undetermined);
}

TEST(SentenceRules, ASplitIsANaturalFrequency) {
  OutcomeAnswer split = drawn(row("split_of.COR", 0.7087, 0.0327, 0.006), 0.0268, 0.929, "holds");
  expect_said(
      split, "Corinth left its bloc more often, in 71 of 100 histories instead of 3 (range 3 to 93 more).", Direction::up);
  split.put_in = "members compare";
  expect_said(split,
      "Corinth left its bloc more often, in 71 of 100 histories instead of 3 (range 3 to 93 more); this follows from what was "
      "put in.",
      Direction::up);
  // What would be none of a hundred is told of a thousand.
  expect_said(row("split_of.COR", 0.012, 0.003, 0.002),
      "Corinth left its bloc more often, in 12 of 1,000 histories instead of 3 (luck alone: 7 to 11 more).", Direction::up);
}

TEST(SentenceRules, ThePriceIsNamedWhereThereIsOne) {
  OutcomeAnswer split = row("bloc_split", 0.9701, 0.4886, 0.007);
  expect_said(split,
      "The price: allies left Athens more often, in 97 of 100 histories instead of 49 (luck alone: 47 to 49 more).",
      Direction::up);
  // Betrayal takes a milder doctrine, and allies who compare.
  split.put_in = "members compare";
  EXPECT_TRUE(said(split).text.starts_with("The price: allies who took it for betrayal left Athens more often"))
      << said(split).text;
  Scenario harder = scenario();
  std::swap(harder.doctrines[0].militancy, harder.doctrines[1].militancy);
  EXPECT_TRUE(said(split, harder).text.starts_with("The price: allies left Athens")) << said(split, harder).text;
  expect_said(row("bloc_split", 0.2, 0.5, 0.01),
      "Allies left Athens less often, in 20 of 100 histories instead of 50 (luck alone: 29 to 31 fewer).", Direction::down);
  OutcomeAnswer broken = drawn(row("promises_broken", 26.71, 0, 0.1), 12.7, 53.7, "holds");
  broken.put_in = "only what is promised";
  expect_said(broken,
      "The price: promises broken by Athens rose, to 27 a history instead of 0 (range 13 to 54 more); only what is promised can "
      "be "
      "broken.",
      Direction::up);
}

TEST(SentenceRules, WhatWasPutInIsSaidAsSuch) {
  OutcomeAnswer subversions = drawn(row("subversions", 47.58, 98.3, 0.1), -124, -19.1, "holds");
  subversions.put_in = "the weights ask for it";
  expect_said(subversions,
      "Acts of Athens to undermine other governments fell, to 48 a history instead of 98 (range 19 to 124 fewer); this was put "
      "in, "
      "not found.",
      Direction::down);
  subversions = drawn(subversions, -50, 10, "likely");
  EXPECT_TRUE(said(subversions).text.ends_with("; what was put in bears on it.")) << said(subversions).text;
}

TEST(SentenceRules, WhatNeverDiffersIsNotSeenToDiffer) {
  OutcomeAnswer same = row("crises", 5.9, 5.9, 0);
  same.turned_down = 0;
  expect_said(same, "Crises between the two: no difference seen, 5.9 a history either way.", Direction::undetermined);
  OutcomeAnswer belief = row("fear_of_revolution", 0.832, 0.832, 0);
  belief.turned_down = 0;
  EXPECT_TRUE(said(belief).text.ends_with(": no difference seen, 83 % either way.")) << said(belief).text;
}

TEST(SentenceRules, ADifferenceBelowTheDigitsIsSaidToBe) {
  expect_said(row("hostility_toward_actor", 0.566999, 0.567, 0.0000005),
      "Hostility of Sparta toward Athens fell, by less than these digits show: 0.5670 on a scale from 0 to 1 either way (luck "
      "alone: about 0).",
      Direction::down);
}

TEST(SentenceRules, OnePairFindsNothing) {
  OutcomeAnswer crises = row("crises", 5, 6, 0);
  OutcomeAnswer split = row("split_of.COR", 1, 0, 0);
  split.unit = "share of histories";
  crises.ci95.reset();
  split.ci95.reset();
  const std::vector<Sentence> sentences = sentences_of(answer({crises, split}), scenario());
  ASSERT_EQ(sentences.size(), 3U);
  EXPECT_TRUE(sentences[0].text.starts_with("One pair of histories shows what can happen")) << sentences[0].text;
  EXPECT_EQ(sentences[1].text, "Crises between the two: undetermined, 5.0 a history instead of 6.0 (one pair, no range).");
  EXPECT_EQ(sentences[2].text, "A break of Corinth with its bloc: undetermined, yes instead of no (one pair, no range).");
  for (const Sentence& sentence : sentences) EXPECT_EQ(sentence.direction, Direction::undetermined);
}

Attributed::Part part(const std::string& name, double value, double half_width) {
  Attributed::Part made;
  made.part = name;
  made.value = value;
  made.ci95 = Interval{value - half_width, value + half_width};
  return made;
}

TEST(SentenceRules, PartsAreToldByTheirShareAndSide) {
  Answer made = answer({drawn(row("crises", 6, 8.4, 0.05), -7, 1, "likely")});
  made.attribution = {{"crises",
      {part("intent", -0.9, 0.05), part("promises", -2.0, 0.05), part("demonstrations", -0.1, 0.01), part("movement", 0.6, 0.02),
          part("means", 0.5, 0.9)},
      {}}};
  const std::vector<Sentence> sentences = sentences_of(made, scenario());
  ASSERT_EQ(sentences.size(), 3U);
  EXPECT_EQ(sentences[1].text,
      "With our best guesses, the fall in crises by 2.4 a history comes mostly from its promises (2.0) and what it wants (0.9); "
      "against it works its money for the movement (0.6).");
  EXPECT_EQ(sentences[1].direction, Direction::down);
  EXPECT_EQ(sentences[1].basis, "simulation");
  // Nothing is said where the difference itself is undetermined.
  made.outcomes[0].ci95 = Interval{-5, 1};
  EXPECT_EQ(sentences_of(made, scenario()).size(), 2U);
}

TEST(SentenceRules, TheLastSaysWhatHoldsAndWhatDoesNot) {
  const std::string pairs = "Numbers in pairs, one instead of the other, come from our best guess of every number in the model; ";
  const auto last = [](const std::vector<OutcomeAnswer>& rows) { return sentences_of(answer(rows), scenario()).back(); };
  const Sentence all = last({drawn(row("crises", 6, 8, 0.1), -4, -1, "holds"), drawn(row("threats", 2, 5, 0.1), -4, -1, "likely"),
      drawn(row("superpower_war", 0.01, 0.012, 0.001), -4, 1, "holds")});
  EXPECT_EQ(all.text, pairs +
                          "a range holds 90 of 100 answers when every guess is drawn anew from its stated range, 200 times. At "
                          "least 95 of 100 draws agree on the direction of: crises. At least 80 agree on: threats. Undetermined "
                          "stay: war.");
  EXPECT_EQ(all.outcome, "");
  EXPECT_EQ(all.basis, "prior");
  const Sentence few = last({drawn(row("crises", 6, 8, 0.1), -4, -1, "holds", 99)});
  EXPECT_NE(few.text.find("99 times only: provisional."), std::string::npos) << few.text;
  const Sentence none = last({row("crises", 6, 8, 0.1)});
  EXPECT_NE(none.text.find("beside them stands what luck alone leaves open"), std::string::npos) << none.text;
}

TEST(SentenceRules, RivalsThatTheActorIsNoneOfAreNamed) {
  Answer made = answer({row("crises", 6, 8, 0.1)});
  made.question.actor = "COR";
  EXPECT_TRUE(sentences_of(made, scenario()).front().text.starts_with("Crises between Athens and Sparta fell"));
}

TEST(SentenceRules, ResponsesLeadAndThereAreTwelveAtMost) {
  std::vector<OutcomeAnswer> rows;
  for (const char* name : {"limited_wars", "threats", "subversions", "promises_broken", "bloc_split", "nuclear_use",
           "arms_burden", "threats_by_rivals", "reforms_to.league_rule", "revolutions_to.league_rule", "split_of.COR",
           "superpower_war", "crises", "hostility_toward_actor", "fear_of_revolution"})
    rows.push_back(row(name, 0.5, 0.6, 0.01));
  const std::vector<Sentence> sentences = sentences_of(answer(rows), scenario());
  ASSERT_EQ(sentences.size(), most_sentences);
  EXPECT_EQ(sentences[0].outcome, "fear_of_revolution");
  EXPECT_EQ(sentences[1].outcome, "hostility_toward_actor");
  EXPECT_EQ(sentences.back().outcome, "");
}

TEST(SentenceRules, NobodyLeavesABlocThatCanHaveNoMembers) {
  const std::vector<OutcomeAnswer> rows = {row("crises", 5.963, 8.34, 0.02), row("bloc_split", 0, 0, 0)};
  const auto tells_of_allies = [&](const Scenario& of) {
    const std::vector<Sentence> sentences = sentences_of(answer(rows), of);
    return std::ranges::find(sentences, "bloc_split", &Sentence::outcome) != sentences.end();
  };
  Scenario alone = scenario();
  EXPECT_TRUE(tells_of_allies(alone));
  alone.polities.pop_back();
  EXPECT_FALSE(tells_of_allies(alone));
  alone.polities.back().can_be_principal = true;
  EXPECT_TRUE(tells_of_allies(alone));
}

TEST(Wording, APointIsOne) {
  EXPECT_EQ(range_in_words({-0.01, 0.05}, 0.01, per_cent()), "1 point lower to 5 higher");
  EXPECT_EQ(range_in_words({-0.03, 0.05}, 0.01, per_cent()), "3 points lower to 5 higher");
}

TEST(Wording, AnEndTooNearZeroForTheDigitsIsZero) {
  EXPECT_EQ(range_in_words({-0.001, 0.31}, 0.02, from_zero_to_one()), "0 to 0.31 higher");
  EXPECT_EQ(range_in_words({0, 0.71}, 0.04, per_cent()), "0 to 71 points higher");
}

}  // namespace
}  // namespace coexist
