// SPDX-License-Identifier: Apache-2.0
// Chronicles: golden histories in prose, one file each, for people to review.  Every bundled scenario in both arms, every doctrine
// followed by its first question's actor, and every mechanism off, has one; a new one without a recorded chronicle fails here.
// COEXIST_RECORD=1 in the environment writes them anew: read the difference before it is committed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "coexist/catalogue.h"
#include "coexist/report.h"
#include "coexist/scenario_file.h"
#include "coexist/study.h"

namespace coexist {
namespace {

std::string number(double value) {
  std::ostringstream text;
  text.precision(10);
  text << value;
  return text.str();
}

// History 0 of one arm, event by event and then outcome by outcome.  The subversions, a hundred a history, are left to an outcome.
std::string chronicle(const Scenario& scenario, ArmChoice arm, StudyOptions options) {
  std::ostringstream text;
  options.engine = EngineChoice::reference;
  options.world = 0;
  options.worlds = 1;
  options.on_event = [&](const HistoryEvent& event) {
    if (event.kind != "subversion") text << event.date.text() << "  " << in_words(event, scenario) << '\n';
  };
  const RunResult result = run(scenario, arm, options);
  text << '\n';
  for (const OutcomeSummary& outcome : result.outcomes) text << outcome.name << " = " << number(outcome.mean) << '\n';
  return text.str();
}

std::filesystem::path folder() {
  const char* root = std::getenv("COEXIST_ROOT");
  return std::filesystem::path(root ? root : ".") / "tests" / "chronicles";
}

void expect_recorded(const std::string& name, const std::string& text) {
  const std::filesystem::path file = folder() / (name + ".txt");
  if (const char* record = std::getenv("COEXIST_RECORD"); record && std::string(record) == "1") {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
    return;
  }
  std::ifstream stream(file);
  ASSERT_TRUE(stream) << "no recorded chronicle " << file;
  std::stringstream recorded;
  recorded << stream.rdbuf();
  std::istringstream expected(recorded.str());
  std::istringstream got(text);
  std::string a;
  std::string b;
  for (int line = 1; std::getline(expected, a); ++line) {
    const bool more = static_cast<bool>(std::getline(got, b));
    ASSERT_TRUE(more && a == b) << file << ':' << line << "\n  recorded: " << a << "\n  now:      " << (more ? b : "(the end)");
  }
  EXPECT_FALSE(std::getline(got, b)) << file << " ends, but the history goes on: " << b;
}

TEST(Chronicle, EveryQuestionOfEveryScenarioInBothArms) {
  for (const std::string& name : bundled_scenarios()) {
    const Scenario scenario = load_scenario(name);
    for (const Question& question : scenario.questions) {
      StudyOptions options;
      options.question = question.id;
      expect_recorded(name + "." + question.id + ".with", chronicle(scenario, ArmChoice::with, options));
      expect_recorded(name + "." + question.id + ".without", chronicle(scenario, ArmChoice::without, options));
    }
    if (scenario.questions.empty()) expect_recorded(name, chronicle(scenario, ArmChoice::with, {}));
  }
}

TEST(Chronicle, EveryDoctrine) {
  for (const std::string& name : bundled_scenarios()) {
    const Scenario scenario = load_scenario(name);
    if (name.starts_with("fixtures/") || scenario.questions.empty()) continue;
    for (const Doctrine& doctrine : scenario.doctrines) {
      StudyOptions options;
      options.about = doctrine.id;
      expect_recorded("doctrines/" + name + "." + doctrine.id, chronicle(scenario, ArmChoice::with, options));
    }
  }
}

TEST(Chronicle, EveryMechanismOff) {
  // The cases in which all mechanisms of a version act.
  const Scenario of_version_2 = load_scenario("decolonisation-1955");
  const Scenario of_version_3 = load_scenario("cold-war-1946");
  for (const MechanismEntry& mechanism : catalogue().mechanisms) {
    const Scenario& scenario = mechanism.since > 2 ? of_version_3 : of_version_2;
    StudyOptions options;
    options.without = {std::string(mechanism.name)};
    expect_recorded("without/" + std::string(mechanism.name), chronicle(scenario, ArmChoice::with, options));
  }
}

// As `coexist story cold-war-1953 --twin` tells it.
TEST(Chronicle, TheStoryOfTwins) {
  StoryOptions options;
  options.twin = true;
  expect_recorded("story.cold-war-1953.twin", as_text(story(load_scenario("cold-war-1953"), options), {}));
}

// Every outcome there is stands in some chronicle.
TEST(Chronicle, EveryOutcomeIsRecorded) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder())) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream stream(entry.path());
    all.append(std::istreambuf_iterator<char>(stream), {});
  }
  for (const OutcomeEntry& outcome : catalogue().outcomes)
    EXPECT_NE(all.find("\n" + std::string(outcome.name)), std::string::npos) << outcome.name;
}

}  // namespace
}  // namespace coexist
