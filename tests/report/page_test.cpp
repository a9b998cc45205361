// SPDX-License-Identifier: Apache-2.0
// The page of an answer made by hand: data where they belong, and nothing in them that a browser could take for anything else.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "coexist/error.h"
#include "coexist/report.h"
#include "coexist/scenario_file.h"

namespace coexist {
namespace {

using nlohmann::json;

constexpr std::string_view opening = R"(<script type="application/json" id="data">)";
const std::string empty_page = std::string("<!doctype html><title>x</title>") + std::string(opening) + "</script><p>after</p>";

Answer answer() {
  Answer made;
  made.scenario = "two";
  made.worlds = 300;
  made.seed = 18'446'744'073'709'551'615ULL;
  made.question = {"first", "RUS", "peaceful_coexistence", "two_camps", Date::of(1956, 2), {}, {}};
  made.actor_name = "the Soviet Union";
  made.start = Date::of(1953, 1);
  made.until = Date::of(1964, 12);
  made.set = {"eta=0.2"};
  made.without = {"example"};
  made.dropped = {"unrest:1956-10"};
  OutcomeAnswer war;
  war.name = "superpower_war";
  war.unit = "probability";
  war.kind = "joint";
  war.with = 0.00957;
  war.without = 0.0117;
  war.difference = -0.00213;
  war.ci95 = Interval{-0.0022, -0.0021};
  PriorRange prior;
  prior.draws = 200;
  prior.q05 = -0.0095;
  prior.q95 = 0.0002;
  prior.verdict = "likely";
  prior.leans_on = {{"eta", -0.5}, {"warheads.survivable.USA", 0.2}, {"flashpoint.Taiwan Strait.rate", 0.1}};
  war.prior = prior;
  made.outcomes = {war};
  return made;
}

PageStudy study() {
  PageStudy made;
  made.parts = answer();
  Attributed::Part intent;
  intent.part = "intent";
  intent.value = -0.00213;
  intent.ci95 = Interval{-0.0022, -0.0021};
  Attributed attributed;
  attributed.outcome = "superpower_war";
  attributed.parts = {intent};
  made.parts.attribution = {attributed};
  made.numbers = {{"eta", 0.2, 0.1, 0.25, "1", "lognormal(1;0.5)", "weight of a month", "judgement", "belief", true},
      {"warheads.survivable.USA", 1, 1, 1.3, "factor", "", "", "", "", false},
      {"flashpoint.Taiwan Strait.rate", 0.1, 0.1, 0.2, "1/year", "", "", "", "", true}};
  made.courses.worlds = 299;
  made.courses.start = Date::of(1953, 1);
  made.courses.months = 2;
  made.courses.charts = {
      {"crises", "Crises", "a year", "", {{"with", {std::nullopt, 1.23456}, {std::nullopt, 0}, {std::nullopt, 3}}}}};
  made.courses.map_dates = {Date::of(1953, 1), Date::of(1953, 2)};
  made.courses.systems = {"market"};
  made.courses.polities = {{"IND", "India", "asia", 0, false, {{}, {1000}}, {{}, {999}}, {}, {}}};
  return made;
}

std::string page_of(const Answer& answer, const Scenario& scenario, const std::string& page = empty_page) {
  return as_page(answer, scenario, study(), {"coexist ask two --report p.html", "coexist ask two"}, page);
}

json data_of(const std::string& page) {
  const std::size_t begins = page.find(opening) + opening.size();
  return json::parse(page.substr(begins, page.find("</script>", begins) - begins));
}

Scenario two() {
  Scenario scenario;
  scenario.name = "two";
  scenario.principal_slots = {"USA", "RUS"};
  return scenario;
}

TEST(Page, DataStandInTheirPlaceAndTheRestIsKept) {
  const std::string page = page_of(answer(), two());
  EXPECT_TRUE(page.starts_with("<!doctype html><title>x</title>" + std::string(opening) + R"({"page":1,"coexist":)"));
  EXPECT_TRUE(page.ends_with("}</script><p>after</p>"));
}

TEST(Page, APageWithoutAPlaceForDataIsRefused) {
  EXPECT_THROW(page_of(answer(), two(), "<p>nothing</p>"), RunError);
  EXPECT_THROW(page_of(answer(), two(), std::string(opening) + "{}</script>"), RunError);
}

TEST(Page, NothingInTheDataIsTakenForHtmlOrAnotherLine) {
  Scenario scenario = two();
  scenario.text = "</script><script>alert(1)</script><!-- \u2028 \u2029 & \" \\ \n\t\x01 ]]>";
  Answer made = answer();
  made.sentences = {{"</SCRIPT ><!--<script", "crises", Direction::down, "prior"}};
  const std::string page = page_of(made, scenario);
  const std::size_t begins = page.find(opening) + opening.size();
  const std::string data = page.substr(begins, page.find("</script>", begins) - begins);
  for (const char* harmful : {"<", ">", "&", "\u2028", "\u2029"}) EXPECT_EQ(data.find(harmful), std::string::npos) << harmful;
  EXPECT_EQ(data_of(page)["scenario"]["text"], scenario.text);
  EXPECT_EQ(data_of(page)["answer"][0]["text"], made.sentences[0].text);
}

TEST(Page, BytesThatAreNoTextAreReplaced) {
  Scenario scenario = two();
  scenario.title = "a\xff\xe2\x80z";
  EXPECT_EQ(data_of(page_of(answer(), scenario))["scenario"]["title"], "a\uFFFD\uFFFDz");
}

TEST(Page, WhatIsShownIsWhatTheTerminalShows) {
  const json war = data_of(page_of(answer(), two()))["outcomes"][0];
  EXPECT_EQ(war["difference"].get<double>(), -0.00213);
  EXPECT_EQ(war["shown"]["with"], "9.57");
  EXPECT_EQ(war["shown"]["difference"], "undetermined");
  EXPECT_EQ(war["shown"]["ci95"], "-2.20 .. -2.10");
  EXPECT_EQ(war["unit"], "of 1,000");
  EXPECT_EQ(war["scale"], 1000);
  EXPECT_GT(war["headline"].get<int>(), 0);
  const std::string screen = as_text(answer(), {});
  for (const char* text : {"with", "without", "difference", "range"})
    EXPECT_NE(screen.find(war["shown"][text].get<std::string>()), std::string::npos) << text;
}

TEST(Page, ACommandArguesWithEachNumber) {
  const json data = data_of(page_of(answer(), two()));
  EXPECT_EQ(data["outcomes"][0]["prior"]["leans_on"][0], (json{{"name", "eta"}, {"correlation", -0.5}}));
  const json& leans = data["leaned_on"];
  EXPECT_EQ(leans[0]["name"], "eta");
  EXPECT_EQ(leans[0]["command"], "coexist ask two --set eta=0.25");
  EXPECT_EQ(leans[0]["default"], 0.1);
  EXPECT_EQ(leans[1]["command"], "");
  EXPECT_EQ(leans[2]["command"], "coexist ask two --set 'flashpoint.Taiwan Strait.rate=0.2'");
}

TEST(Page, WhatIsNotThereIsNull) {
  const json data = data_of(page_of(answer(), two()));
  EXPECT_TRUE(data["courses"]["charts"][0]["lines"][0]["mean"][0].is_null());
  EXPECT_EQ(data["courses"]["charts"][0]["lines"][0]["mean"][1], 1.235);
  EXPECT_TRUE(data["map"]["polities"][0]["with"][0].is_null());
  EXPECT_EQ(data["map"]["polities"][0]["without"][1], json::array({999}));
  EXPECT_TRUE(data["map"]["polities"][0]["ccode"].is_null());
}

TEST(Page, ChangesAreAsOnTheCommandLine) {
  const json data = data_of(page_of(answer(), two()));
  EXPECT_EQ(data["changed"], (json{"--set eta=0.2", "--without example", "--drop unrest:1956-10"}));
  EXPECT_EQ(data["seed"], "18446744073709551615");
  EXPECT_EQ(data["worlds"], 300);
  EXPECT_EQ(data["attribution"]["worlds"], 300);
  EXPECT_EQ(data["courses"]["worlds"], 299);
}

TEST(Page, TheFirstScreenSaysWhereItIs) {
  TextStyle style;
  style.page = "p.html";
  EXPECT_NE(as_text(answer(), style).find("\nPage: p.html, for a browser"), std::string::npos);
  style.page = std::string(70, 'x') + ".html";
  EXPECT_NE(as_text(answer(), style).find("\nPage: " + style.page + "\n"), std::string::npos);
  EXPECT_EQ(as_text(answer(), {}).find("Page:"), std::string::npos);
}

}  // namespace
}  // namespace coexist
