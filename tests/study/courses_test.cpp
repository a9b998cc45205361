// SPDX-License-Identifier: Apache-2.0
// Courses are those of the same histories as run() follows; what is given by date comes to pass in its arm; numbers as in force.
#include "coexist/courses.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "coexist/numbers.h"
#include "coexist/page.h"
#include "coexist/scenario_file.h"

namespace coexist {
namespace {

constexpr std::uint32_t few = 48;

StudyOptions options(std::uint32_t worlds = few) {
  StudyOptions made;
  made.worlds = worlds;
  made.prior_draws = 0;
  return made;
}

const Scenario& flagship() {
  static const Scenario scenario = load_scenario("cold-war-1953");
  return scenario;
}

const Courses& courses() {
  static const Courses all = courses_of(flagship(), options());
  return all;
}

const CourseChart& chart(const Courses& all, const std::string& id) {
  const auto found = std::ranges::find(all.charts, id, &CourseChart::id);
  EXPECT_NE(found, all.charts.end()) << id;
  return *found;
}

TEST(Courses, AreThoseOfTheSeriesOfRun) {
  const std::vector<std::pair<std::string, std::string>> same = {{"hostility_toward_actor", "H[USA,RUS]"},
      {"hostility_of_actor", "H[RUS,USA]"}, {"fear_of_revolution", "p[USA,RUS]"}, {"spending.RUS", "M[RUS]"},
      {"spending.USA", "M[USA]"}, {"warheads.RUS", "W[RUS]"}, {"warheads.USA", "W[USA]"}};
  StudyOptions followed = options();
  for (const auto& [id, series] : same) followed.series.push_back(series);
  for (const ArmChoice arm : {ArmChoice::with, ArmChoice::without}) {
    const RunResult result = run(flagship(), arm, followed);
    for (std::size_t n = 0; n < same.size(); ++n) {
      const CourseLine& line = chart(courses(), same[n].first).lines[arm == ArmChoice::with ? 0 : 1];
      ASSERT_EQ(line.mean.size(), result.series[n].mean.size());
      for (std::size_t t = 0; t < line.mean.size(); ++t) {
        ASSERT_EQ(line.mean[t], result.series[n].mean[t]) << same[n].first << ' ' << t;
        ASSERT_EQ(line.low[t], result.series[n].low[t]) << same[n].first << ' ' << t;
        ASSERT_EQ(line.high[t], result.series[n].high[t]) << same[n].first << ' ' << t;
      }
    }
  }
}

TEST(Courses, EndWhereTheOutcomesDo) {
  const Answer answer = ask(flagship(), options());
  const auto row = [&](const std::string& name) { return *std::ranges::find(answer.outcomes, name, &OutcomeAnswer::name); };
  for (const std::string id : {"systems.market", "systems.soviet", "systems.national", "peace_mobilisation"}) {
    EXPECT_NEAR(*chart(courses(), id).lines[0].mean.back(), row(id).with, 1e-6) << id;
    EXPECT_NEAR(*chart(courses(), id).lines[1].mean.back(), row(id).without, 1e-6) << id;
  }
  // Twelve years, one after the other.
  for (std::size_t arm = 0; arm < 2; ++arm) {
    double crises = 0;
    for (std::size_t year = 1; year <= 12; ++year) crises += *chart(courses(), "crises").lines[arm].mean[12 * year - 1];
    EXPECT_NEAR(crises, arm == 0 ? row("crises").with : row("crises").without, 1e-9);
  }
  EXPECT_FALSE(chart(courses(), "crises").lines[0].mean[10]);
}

TEST(Courses, ShareTheirPastUpToAdoption) {
  const int fork = Date::of(1956, 2) - courses().start;
  for (const CourseChart& chart : courses().charts) {
    const auto& [with, without] = std::tie(chart.lines[0].mean, chart.lines[1].mean);
    EXPECT_TRUE(std::equal(with.begin(), with.begin() + fork, without.begin())) << chart.id;
  }
  EXPECT_NE(
      chart(courses(), "fear_of_revolution").lines[0].mean.back(), chart(courses(), "fear_of_revolution").lines[1].mean.back());
}

TEST(Courses, TheMapCountsTheSameSystems) {
  const Courses& all = courses();
  EXPECT_EQ(all.worlds, few);
  EXPECT_EQ(all.map_dates.back(), Date::of(1964, 12));
  EXPECT_EQ(all.map_dates[1], Date::of(1953, 4));
  EXPECT_EQ(all.blocs.size(), 4U);
  for (std::size_t s = 0; s < all.systems.size(); ++s) {
    double polities = 0;
    for (const PolityCourse& polity : all.polities) polities += polity.with.back()[s] / 1000.0;
    EXPECT_NEAR(polities, *chart(all, "systems." + all.systems[s]).lines[0].mean.back(), 0.0005 * 40);
  }
  const auto china = std::ranges::find(all.polities, "CHN", &PolityCourse::id);
  EXPECT_EQ(china->bloc_with.front(), (std::vector<int>{0, 1000, 0, 0}));
  EXPECT_TRUE(china->is_principal);
  EXPECT_EQ(china->ccode, 710);
}

TEST(Courses, APolityIsNotThereBeforeItEnters) {
  const Scenario scenario = load_scenario("decolonisation-1955");
  const Courses all = courses_of(scenario, options(16));
  std::size_t newcomers = 0;
  for (const Polity& polity : scenario.polities) {
    const auto course = std::ranges::find(all.polities, polity.id, &PolityCourse::id);
    for (std::size_t date = 0; date < all.map_dates.size(); ++date) {
      const bool is_there = !polity.enters || all.map_dates[date] >= *polity.enters;
      EXPECT_EQ(course->with[date].empty(), !is_there) << polity.id;
      EXPECT_EQ(course->bloc_without[date].empty(), !is_there) << polity.id;
    }
    if (polity.enters && *polity.enters > scenario.start) ++newcomers;
  }
  EXPECT_GT(newcomers, 0U);
  EXPECT_EQ(newcomers, static_cast<std::size_t>(std::ranges::count_if(
                           all.dated, [](const DatedHistory& given) { return given.text.ends_with("becomes independent"); })));
  StudyOptions without_entry = options(16);
  without_entry.without = {"entry"};
  const Courses closed = courses_of(scenario, without_entry);
  EXPECT_TRUE(std::ranges::any_of(closed.polities, [](const PolityCourse& polity) { return polity.with.back().empty(); }));
}

std::vector<std::string> arms_of(const Courses& all, const std::string& text, Date date) {
  std::vector<std::string> arms;
  for (const DatedHistory& given : all.dated)
    if (given.text == text && given.date == date) arms.push_back(given.arm);
  return arms;
}

TEST(DatedHistory, StandsInTheArmInWhichItComesToPass) {
  using Arms = std::vector<std::string>;
  EXPECT_EQ(arms_of(courses(), "The Soviet Union adopts peaceful coexistence", Date::of(1956, 2)), Arms{"with"});
  EXPECT_EQ(arms_of(courses(), "The Soviet Union adopts two camps", Date::of(1956, 2)), Arms{"without"});
  EXPECT_EQ(arms_of(courses(), "Unrest in Hungary", Date::of(1956, 10)), Arms{"both"});
  const std::string visit = "The Soviet Union demonstrates good will toward the United States: ";
  EXPECT_EQ(arms_of(courses(), visit + "the visit of 15 to 27 September 1959", Date::of(1959, 9)), Arms{"with"});
  const std::string wall = "The Wall in Berlin: a denunciation by the Soviet Union toward West Germany";
  EXPECT_EQ(arms_of(courses(), wall, Date::of(1961, 8)), Arms{"both"});
  EXPECT_TRUE(std::ranges::is_sorted(courses().dated, {}, &DatedHistory::date));
  StudyOptions spared = options(16);
  spared.drop = {"incident:1961-08"};
  EXPECT_EQ(arms_of(courses_of(flagship(), spared), wall, Date::of(1961, 8)), Arms{});
  StudyOptions dropped = options(16);
  dropped.drop = {"demonstration:1959-09"};
  dropped.until = "1960-12";
  const Courses shorter = courses_of(flagship(), dropped);
  EXPECT_EQ(arms_of(shorter, visit + "the visit of 15 to 27 September 1959", Date::of(1959, 9)), Arms{});
  EXPECT_EQ(arms_of(shorter, visit + "a second cut of its forces by 1.2 million men", Date::of(1960, 1)), Arms{"with"});
  EXPECT_LE(shorter.dated.back().date, Date::of(1960, 12));
}

const NumberInForce& number(const std::vector<NumberInForce>& all, const std::string& name) {
  const auto found = std::ranges::find(all, name, &NumberInForce::name);
  EXPECT_NE(found, all.end()) << name;
  return *found;
}

TEST(Numbers, AreInForceAsSet) {
  const std::vector<Override> set = {{"eta", "0.2"}, {"act.threaten.b", "-6"}};
  const Scenario scenario = load_scenario("cold-war-1953", set);
  const auto all = numbers_in_force(scenario, scenario.questions[0]);
  EXPECT_EQ(number(all, "eta").value, 0.2);
  EXPECT_NE(number(all, "eta").standard, 0.2);
  EXPECT_EQ(number(all, "eta").mechanism, "belief");
  EXPECT_EQ(number(all, "act.threaten.b").value, -6);
  EXPECT_EQ(number(all, "act.threaten.b").standard, -6.6);
  EXPECT_EQ(number(all, "doctrine.two_camps.weights.gain").meaning, "weight on gain in two camps");
  EXPECT_EQ(number(all, "polity.HUN.mu").prior, "normal(0;0.04) added, clipped to 0..1");
  EXPECT_FALSE(number(all, "warheads.survivable.USA").can_be_set);
}

// What a page suggests to set can be set, and is another number than the one in force.
TEST(Numbers, TheOtherValueOfEachCanBeSet) {
  std::vector<Override> others;
  for (const NumberInForce& each : numbers_in_force(flagship(), flagship().questions[0])) {
    EXPECT_FALSE(each.meaning.empty()) << each.name;
    EXPECT_FALSE(each.prior.empty()) << each.name;
    if (each.prior == "fixed" || !each.can_be_set) continue;
    EXPECT_NE(each.other, each.value) << each.name;
    others.push_back({each.name, std::to_string(each.other)});
  }
  EXPECT_GT(others.size(), 100U);
  EXPECT_NO_THROW(load_scenario("cold-war-1953", others));
}

TEST(Numbers, SourcesAreWorks) {
  const std::vector<std::string> sources = sources_of_the_model();
  for (const char* work : {"Kydd 2005", "Granovetter 1978", "Goldstein and Freeman 1990"})
    EXPECT_EQ(std::ranges::count(sources, work), 1) << work;
  EXPECT_TRUE(std::ranges::all_of(sources, [](const std::string& source) { return source[0] >= 'A' && source[0] <= 'Z'; }));
  EXPECT_TRUE(std::ranges::is_sorted(sources));
}

TEST(Numbers, EveryDrawnNumberIsAmongThem) {
  StudyOptions asked = options(2000);
  asked.prior_draws = 20;
  asked.until = "1956-06";
  const auto all = numbers_in_force(flagship(), flagship().questions[0]);
  for (const OutcomeAnswer& outcome : ask(flagship(), asked).outcomes)
    for (const auto& [name, correlation] : outcome.prior->leans_on)
      EXPECT_NE(std::ranges::find(all, name, &NumberInForce::name), all.end()) << name;
}

TEST(PageStudy, RestsOnTheFirstHistoriesOfTheRun) {
  const Answer answer = ask(flagship(), options(32));
  const PageStudy page = study_page(flagship(), options(32), answer);
  EXPECT_EQ(page.parts.worlds, 32U);
  EXPECT_EQ(page.parts.digest, answer.digest);
  EXPECT_EQ(page.courses.worlds, 32U);
  ASSERT_EQ(page.parts.attribution.size(), answer.outcomes.size());
  for (std::size_t o = 0; o < answer.outcomes.size(); ++o) {
    double sum = 0;
    for (const Attributed::Part& part : page.parts.attribution[o].parts) sum += part.value;
    EXPECT_NEAR(sum, answer.outcomes[o].difference, 1e-6 * (1 + std::abs(sum))) << answer.outcomes[o].name;
  }
}

TEST(PageStudy, AttributionOfAllHistoriesIsTakenOver) {
  StudyOptions attributed = options(32);
  attributed.attribute = true;
  attributed.until = "1957-01";
  Answer answer = ask(flagship(), attributed);
  answer.digest = "of all";
  const PageStudy page = study_page(flagship(), attributed, answer);
  EXPECT_EQ(page.parts.digest, "of all");
  EXPECT_EQ(page.parts.attribution.size(), answer.outcomes.size());
  EXPECT_EQ(page.courses.worlds, 32U);
}

TEST(PageStudy, TellsAPairNearTheMeans) {
  std::vector<std::vector<double>> differences(32);
  StudyOptions asked = options(32);
  asked.until = "1960-12";
  asked.on_history = [&](std::uint32_t history, const char* arm, const std::vector<double>& values) {
    std::vector<double>& pair = differences[history];
    if (std::string(arm) == "with")
      pair = values;
    else
      for (std::size_t o = 0; o < values.size(); ++o) pair[o] -= values[o];
  };
  const Answer answer = ask(flagship(), asked);
  const PageStudy page = study_page(flagship(), asked, answer);
  ASSERT_TRUE(page.story);
  EXPECT_TRUE(page.story->twin);
  EXPECT_FALSE(page.story->entries.empty());
  // Nearer than half of the pairs in at least half of the outcomes.
  const std::size_t outcomes = differences[0].size();
  std::size_t near = 0;
  for (std::size_t o = 0; o < outcomes; ++o) {
    double mean = 0;
    for (const auto& pair : differences) mean += pair[o] / 32;
    const auto off = [&](std::size_t history) { return std::abs(differences[history][o] - mean); };
    std::size_t farther = 0;
    for (std::size_t history = 0; history < 32; ++history) farther += off(history) >= off(page.story->world) ? 1 : 0;
    if (farther >= 16) ++near;
  }
  EXPECT_GE(near, outcomes / 2);
}

TEST(PageStudy, EndsWhenStopped) {
  const std::atomic<bool> stop{true};
  StudyOptions stopped = options(32);
  stopped.stop = &stop;
  EXPECT_TRUE(study_page(flagship(), stopped, {}).stopped);
  EXPECT_TRUE(courses_of(flagship(), stopped).stopped);
}

}  // namespace
}  // namespace coexist
