// SPDX-License-Identifier: Apache-2.0
// Refusals of the options of a study: each problem names its option, says what is wrong, and suggests what was meant; all at once.
#include "study/setting.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "coexist/scenario_file.h"

namespace coexist {
namespace {

const Scenario& flagship() {
  static const Scenario scenario = load_scenario(bundled_scenarios().front());
  return scenario;
}

std::vector<Problem> problems_of(const StudyOptions& options, const Scenario& scenario = flagship()) {
  try {
    static_cast<void>(pose(scenario, options));
  } catch (const InputError& error) {
    return error.problems();
  }
  return {};
}

struct Refusal {
  const char* option;
  std::function<void(StudyOptions&)> spoil;
  const char* says;    // part of the message
  const char* remedy;  // part of the remedy; empty: the message says it
};

const std::vector<Refusal>& refusals() {
  static const std::vector<Refusal> all = {
      {"--worlds", [](StudyOptions& o) { o.worlds = 0; }, "0 is outside 1 to", ""},
      {"--worlds", [](StudyOptions& o) { o.worlds = max_worlds + 1; }, "10000001 is outside 1 to 10000000", ""},
      {"--batch", [](StudyOptions& o) { o.batch = 0; }, "0 is not a number of histories", "1 or more"},
      {"--threads", [](StudyOptions& o) { o.threads = -1; }, "-1 is outside 0", ""},
      {"--threads", [](StudyOptions& o) { o.threads = 1025; }, "1025 is outside 0", ""},
      {"--question", [](StudyOptions& o) { o.question = "congres-1956"; }, "no question 'congres-1956'", "congress-1956"},
      {"--actor", [](StudyOptions& o) { o.actor = "RUX"; }, "no polity 'RUX'", "RUS"},
      {"--actor", [](StudyOptions& o) { o.actor = "CHN"; }, "'CHN' leads no bloc at the start", "USA"},
      {"--about", [](StudyOptions& o) { o.about = "peaceful_coexistense"; }, "no doctrine", "peaceful_coexistence"},
      {"--instead", [](StudyOptions& o) { o.instead = "two_camp"; }, "no doctrine", "two_camps"},
      {"--adopt", [](StudyOptions& o) { o.adopt = "1956"; }, "'1956' is not a date", "YYYY-MM"},
      {"--adopt", [](StudyOptions& o) { o.adopt = "1956-13"; }, "is not a date", "YYYY-MM"},
      {"--adopt", [](StudyOptions& o) { o.adopt = "1952-12"; }, "outside the scenario, which runs from 1953-01 to 1964-12", ""},
      {"--until", [](StudyOptions& o) { o.until = "1965-01"; }, "outside the scenario", ""},
      {"--until", [](StudyOptions& o) { o.until = "1955-01"; }, "before the doctrine is adopted", "later horizon"},
      {"--without", [](StudyOptions& o) { o.without = {"crises"}; }, "no mechanism 'crises'", "crisis"},
      {"--drop", [](StudyOptions& o) { o.drop = {"1959-09"}; }, "'1959-09' is not an event", "demonstration:1959-09"},
      {"--drop", [](StudyOptions& o) { o.drop = {"demo:1959-09"}; }, "is not an event", "kind:date"},
      {"--drop", [](StudyOptions& o) { o.drop = {"demonstration:September"}; }, "'September' is not a date", "YYYY-MM"},
      {"--drop", [](StudyOptions& o) { o.drop = {"demonstration:1959-10"}; }, "no demonstration in 1959-10", "1959-09"},
      {"--drop", [](StudyOptions& o) { o.drop = {"unrest:1956-02"}; }, "no unrest in 1956-02", "1956-10"},
      {"--series", [](StudyOptions& o) { o.series = {"Hostility[USA,RUS]"}; }, "no column 'Hostility'", ""},
      {"--series", [](StudyOptions& o) { o.series = {"H[USA]"}; }, "names 1 entities", "principal, polity"},
      {"--series", [](StudyOptions& o) { o.series = {"H"}; }, "names nobody", "write H[A,B]"},
      {"--series", [](StudyOptions& o) { o.series = {"H[USA,RUS"}; }, "no closing bracket", "H[USA,RUS]"},
      {"--series", [](StudyOptions& o) { o.series = {"M[USB]"}; }, "no polity 'USB'", "USA"},
      {"--series", [](StudyOptions& o) { o.series = {"H[IND,USA]"}; }, "no principal 'IND'", "CHN"},
      {"--series", [](StudyOptions& o) { o.series = {"m[IND,sovjet]"}; }, "no system 'sovjet'", "soviet"},
      {"--series", [](StudyOptions& o) { o.series = {"war[USA]"}; }, "names 1 entities", "without brackets"},
  };
  return all;
}

TEST(Refusals, NameTheirOptionAndSuggest) {
  for (const Refusal& refusal : refusals()) {
    SCOPED_TRACE(std::string(refusal.option) + ": " + refusal.says);
    StudyOptions options;
    refusal.spoil(options);
    const std::vector<Problem> problems = problems_of(options);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].file, refusal.option);
    EXPECT_NE(problems[0].message.find(refusal.says), std::string::npos) << problems[0].message;
    EXPECT_NE(problems[0].remedy.find(refusal.remedy), std::string::npos) << problems[0].remedy;
  }
}

TEST(Refusals, ComeAllAtOnce) {
  StudyOptions options;
  options.worlds = 0;
  options.question = "";
  options.about = "nothing";
  options.without = {"nothing"};
  options.drop = {"nothing"};
  EXPECT_EQ(problems_of(options).size(), 4U);
}

TEST(Refusals, OfAScenarioWithoutAQuestion) {
  Scenario scenario = flagship();
  scenario.questions.clear();
  EXPECT_TRUE(problems_of({}, scenario).empty());  // it can be run
  EXPECT_THROW(static_cast<void>(ask(scenario, {})), InputError);
  StudyOptions options;
  options.actor = "RUS";
  const std::vector<Problem> problems = problems_of(options, scenario);
  ASSERT_FALSE(problems.empty());
  EXPECT_NE(problems[0].message.find("no question to change"), std::string::npos) << problems[0].message;
  EXPECT_NE(problems[0].remedy.find("--about"), std::string::npos) << problems[0].remedy;
}

TEST(Refusals, OfTooFewHistoriesADraw) {
  StudyOptions options;
  options.worlds = 500;
  options.prior_draws = 6;  // 83 histories each
  try {
    static_cast<void>(ask(flagship(), options));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().front().file, "--prior");
    EXPECT_NE(error.problems().front().remedy.find("at most 5 draws"), std::string::npos) << error.problems().front().remedy;
  }
}

TEST(Pose, TakesTheQuestionsOwnAndWhatReplacesIt) {
  const Question& first = flagship().questions.front();
  const Posed plain = pose(flagship(), {});
  EXPECT_EQ(plain.question.id, first.id);
  EXPECT_EQ(plain.fork, first.adopt - flagship().start);
  EXPECT_EQ(plain.setting.model.doctrine(plain.with.doctrine).id, first.doctrine);
  EXPECT_EQ(plain.setting.model.doctrine(plain.without.doctrine).id, first.instead);

  StudyOptions options;
  options.actor = "USA";
  options.about = "detente";
  options.instead = "containment";
  options.adopt = "1954-02";
  options.until = "1960-12";
  const Posed other = pose(flagship(), options);
  EXPECT_EQ(other.question.id, "asked");
  EXPECT_EQ(other.fork, 13);                  // January 1953 is month 0
  EXPECT_EQ(other.setting.model.months, 96);  // eight years
  EXPECT_EQ(other.setting.model.polity(other.setting.model.polity_of(other.with.actor)).id, "USA");
  EXPECT_EQ(other.setting.model.doctrine(other.with.doctrine).id, "detente");
}

TEST(Pose, LeavesOutWhatIsDropped) {
  StudyOptions options;
  options.drop = {"demonstration:1959-09", "unrest:1956-10", "militancy:1958-08"};
  options.without = {"movement"};
  const Posed all = pose(flagship(), {});
  const Posed less = pose(flagship(), options);
  EXPECT_EQ(less.setting.model.demonstrations.size() + 1, all.setting.model.demonstrations.size());
  EXPECT_EQ(less.setting.model.moods.size() + 2, all.setting.model.moods.size());
  EXPECT_FALSE(less.setting.mechanisms.movement.on);
  EXPECT_TRUE(less.setting.mechanisms.crisis.on);
}

// A pair is one cell, whichever of the two is named first.
TEST(Pose, ReadsACellOfAPairEitherWay) {
  StudyOptions options;
  options.series = {"alert[USA,RUS]", "alert[RUS,USA]", "H[USA,RUS]", "H[RUS,USA]"};
  const Posed posed = pose(flagship(), options);
  const auto& cells = posed.setting.series;
  EXPECT_EQ(std::pair(cells[0].row, cells[0].place), std::pair(cells[1].row, cells[1].place));
  EXPECT_NE(std::pair(cells[2].row, cells[2].place), std::pair(cells[3].row, cells[3].place));
}

}  // namespace
}  // namespace coexist
