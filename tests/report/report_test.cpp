// SPDX-License-Identifier: Apache-2.0
// Reports of answers made by hand: every number has its place, and the first screen stays one screen whatever the answer.
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>

#include "coexist/report.h"
#include "report/answer_text.h"
#include "report/layout.h"

namespace coexist {
namespace {

using nlohmann::json;

OutcomeAnswer outcome(
    const std::string& name, const std::string& kind, double with, double without, std::optional<double> half_width) {
  OutcomeAnswer row;
  row.name = name;
  row.meaning = "what it means";
  row.unit = name == "superpower_war" ? "probability" : "count";
  row.kind = kind;
  row.estimator = name == "superpower_war" ? "exact chance" : "mean";
  row.with = with;
  row.without = without;
  row.difference = with - without;
  if (half_width) row.ci95 = Interval{row.difference - *half_width, row.difference + *half_width};
  row.turned_up = 0.25;
  row.turned_down = 0.5;
  return row;
}

Answer answer() {
  Answer made;
  made.scenario = "two";
  made.title = "Two rivals";
  made.worlds = 20000;
  made.seed = std::numeric_limits<std::uint64_t>::max();
  made.question = {"first", "ATH", "open_hand", "closed_fist", Date::of(1956, 2), {}, {}};
  made.start = Date::of(1953, 1);
  made.until = Date::of(1964, 12);
  made.outcomes = {outcome("superpower_war", "joint", 0.00957, 0.0117, 0.00003), outcome("crises", "joint", 5.96, 8.29, 0.07),
      outcome("threats", "conduct", 2, 2.01, 0.02), outcome("hostility_toward_actor", "response", 0.5, 0.6, std::nullopt)};
  made.outcomes[0].counted = OutcomeAnswer::Counted{0.0086, 0.0106};
  made.outcomes[1].pairing_gain = 9.9;
  made.sentences = {
      {"Crises fell.", "crises", Direction::down, "simulation"}, {"All is luck.", "", Direction::undetermined, "simulation"}};
  made.digest = "00ff";
  made.seconds = 3;
  made.twin_worlds_per_second = 20000.0 / 3;
  return made;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string line_with(const std::string& text, const std::string& word) {
  for (const std::string& line : lines_of(text))
    if (line.find(word) != std::string::npos) return line;
  return "";
}

void expect_one_screen(const std::string& text) {
  EXPECT_LE(lines_of(text).size(), 24U) << text;
  for (const std::string& line : lines_of(text)) EXPECT_LE(text_width(line), 80U) << line;
}

TEST(Layout, WordsAreWrappedAtTheWidth) {
  EXPECT_EQ(wrapped("aa bb  cc", 5), (std::vector<std::string>{"aa bb", "cc"}));
  EXPECT_EQ(wrapped("aa bbbbbbb cc", 5), (std::vector<std::string>{"aa", "bbbbbbb", "cc"}));
  EXPECT_TRUE(wrapped("", 5).empty());
  EXPECT_EQ(wrapped("to 59 % of", 6), (std::vector<std::string>{"to", "59 %", "of"}));
}

TEST(Layout, WidthIsCountedInCharacters) {
  EXPECT_EQ(text_width("Za\u017C\u00F3\u0142\u0107"), 6U);
  EXPECT_EQ(to_right("\u00F3", 3), "  \u00F3");
  EXPECT_EQ(to_left("\u00F3", 3), "\u00F3  ");
  EXPECT_EQ(to_right("12345", 3), " 12345");
}

TEST(Layout, ThousandsAreSeparated) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(10'000'000), "10,000,000");
}

TEST(Layout, SharesAreShownInPerCent) {
  EXPECT_EQ(shown_unit("probability").scale, 100);
  EXPECT_EQ(shown_unit("share of output").name, "% of output");
  EXPECT_EQ(shown_unit("count").scale, 1);
  // What is rare is counted in more histories.
  EXPECT_EQ(shown_unit("superpower_war", "probability").scale, 1000);
  EXPECT_EQ(shown_unit("fear_of_revolution", "probability").scale, 100);
}

TEST(AnswerJson, HoldsEveryNumberInFull) {
  const json parsed = json::parse(as_json(answer()));
  EXPECT_EQ(parsed["worlds"], 20000);
  EXPECT_EQ(parsed["seed"].get<std::uint64_t>(), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(parsed["question"]["adopt"], "1956-02");
  EXPECT_EQ(parsed["question"]["until"], "1964-12");
  EXPECT_EQ(parsed["digest"], "00ff");
  EXPECT_EQ(parsed["twin_worlds_per_second"].get<double>(), 20000.0 / 3);
  const json& war = parsed["outcomes"][0];
  EXPECT_EQ(war["difference"].get<double>(), 0.00957 - 0.0117);
  EXPECT_EQ(war["ci95"][0].get<double>(), 0.00957 - 0.0117 - 0.00003);
  EXPECT_EQ(war["counted"]["without"].get<double>(), 0.0106);
  EXPECT_TRUE(war["pairing_gain"].is_null());
  EXPECT_EQ(parsed["outcomes"][1]["pairing_gain"], 9.9);
  EXPECT_FALSE(parsed["outcomes"][1].contains("counted"));
  EXPECT_TRUE(parsed["outcomes"][3]["ci95"].is_null());
  EXPECT_EQ(parsed["answer"][0]["direction"], "down");
  EXPECT_TRUE(parsed["answer"][1]["outcome"].is_null());
}

TEST(AnswerJson, WhatIsNoNumberIsNull) {
  Answer made = answer();
  made.outcomes[1].with = std::numeric_limits<double>::quiet_NaN();
  made.twin_worlds_per_second = std::numeric_limits<double>::infinity();
  const json parsed = json::parse(as_json(made));
  EXPECT_TRUE(parsed["outcomes"][1]["with"].is_null());
  EXPECT_TRUE(parsed["twin_worlds_per_second"].is_null());
}

TEST(AnswerJson, HasTheRangeUnderThePriorsWhereThereIsOne) {
  Answer made = answer();
  EXPECT_FALSE(json::parse(as_json(made))["outcomes"][0].contains("prior"));
  made.outcomes[0].prior = PriorRange{"independent", 200, 0, -0.01, -0.0002, 0.93, 0.07, "likely", {{"eta", -0.2}}, 0.28};
  const json prior = json::parse(as_json(made))["outcomes"][0]["prior"];
  EXPECT_EQ(prior["draws"], 200);
  EXPECT_EQ(prior["verdict"], "likely");
  EXPECT_EQ(prior["leans_on"], json::parse(R"([["eta", -0.2]])"));
}

TEST(AnswerText, IsOneScreen) {
  expect_one_screen(as_text(answer(), {}));
  Answer talkative = answer();
  talkative.sentences.assign(30, {"A sentence of some length that says what differed and how sure that is.", "", {}, ""});
  talkative.dropped = {"demonstration:1959-09", "unrest:1956-10"};
  talkative.dropped_names = {"the visit of 15 to 27 September 1959", "unrest in Hungary"};
  talkative.without = {"belief"};
  talkative.marked = 3;
  expect_one_screen(as_text(talkative, {}));
  Answer silent = answer();
  silent.outcomes.clear();
  silent.sentences.clear();
  expect_one_screen(as_text(silent, {}));
}

TEST(AnswerText, ShowsTheDigitsThatTheIntervalSupports) {
  const std::string text = as_text(answer(), {});
  // Of 1,000 histories: 9.57 and 11.70, error 0.03.
  const std::string war = line_with(text, "war of the two, of 1,000");
  for (const char* number : {"9.57", "11.70", "-2.13", "-2.16 .. -2.10"}) EXPECT_NE(war.find(number), std::string::npos) << war;
  const std::string crises = line_with(text, "crises of the two rivals");
  for (const char* number : {"5.96", "8.29", "-2.33", "-2.40 .. -2.26"})
    EXPECT_NE(crises.find(number), std::string::npos) << crises;
}

TEST(AnswerText, CallsUndeterminedWhatIs) {
  const std::string text = as_text(answer(), {});
  EXPECT_NE(line_with(text, "threats by ATH").find("undetermined"), std::string::npos) << text;        // -0.03 .. 0.01
  EXPECT_NE(line_with(text, "hostility toward ATH").find("undetermined"), std::string::npos) << text;  // of one pair
  EXPECT_EQ(line_with(text, "crises of the two rivals").find("undetermined"), std::string::npos) << text;
}

TEST(AnswerText, RestsOnThePriorsWhereThereAreDraws) {
  Answer made = answer();
  for (OutcomeAnswer& row : made.outcomes) row.prior = PriorRange{"independent", 200, 0, -4, 0.5, 0.85, 0.15, "likely", {}, 0.28};
  const std::string text = as_text(made, {});
  const std::string crises = line_with(text, "crises of the two rivals");
  EXPECT_NE(crises.find("undetermined"), std::string::npos) << crises;  // the range holds zero
  EXPECT_NE(crises.find("-4.0 .. 0.5"), std::string::npos) << crises;
  EXPECT_EQ(text.find("what luck leaves open"), std::string::npos);
  expect_one_screen(text);
}

TEST(AnswerText, SaysThatFewDrawsAreProvisional) {
  Answer made = answer();
  for (OutcomeAnswer& row : made.outcomes) row.prior = PriorRange{"independent", 99, 0, -4, 0.5, 0.85, 0.15, "likely", {}, 0.28};
  EXPECT_NE(as_text(made, {}).find("\nProvisional: "), std::string::npos) << as_text(made, {});
  for (OutcomeAnswer& row : made.outcomes) row.prior->draws = 100;
  EXPECT_EQ(as_text(made, {}).find("Provisional"), std::string::npos) << as_text(made, {});
}

TEST(AnswerText, WhatNeverDiffersHasNoRangeAndNoVerdict) {
  TextStyle style;
  style.all = true;
  Answer made = answer();
  made.outcomes.resize(1);
  OutcomeAnswer& row = made.outcomes.front();
  row.difference = row.turned_up = row.turned_down = 0;
  row.prior = PriorRange{"independent", 200, 0, 0, 0.5, 0, 0.9, "undetermined", {}, 0.28};
  EXPECT_NE(as_text(made, style).find(", undetermined\n"), std::string::npos) << as_text(made, style);
  row.prior->q95 = 0;
  EXPECT_EQ(as_text(made, style).find(", undetermined\n"), std::string::npos) << as_text(made, style);
}

TEST(AnswerText, AllNamesTheGuessesBeyondChance) {
  TextStyle style;
  style.all = true;
  Answer made = answer();
  made.outcomes.resize(1);
  made.outcomes.front().prior =
      PriorRange{"independent", 200, 0, -4, 0.5, 0.85, 0.15, "likely", {{"eta", -0.417}, {"mu", 0.3}, {"psi", 0.28}}, 0.29};
  const std::string text = as_text(made, style);
  EXPECT_NE(text.find("\n    leans on eta -0.42, mu +0.30\n"), std::string::npos) << text;
  made.outcomes.front().prior->chance_correlation = 0.5;
  EXPECT_EQ(as_text(made, style).find("leans on eta"), std::string::npos);
}

TEST(AnswerText, WhatIsShownIsNotOfferedAgain) {
  TextStyle style;
  style.asked = "x";
  EXPECT_NE(as_text(answer(), style).find("\nNext: coexist ask x --all "), std::string::npos) << as_text(answer(), style);
  style.all = true;
  const std::string text = as_text(answer(), style);
  EXPECT_NE(text.find("\nNext: coexist ask x --attribute "), std::string::npos) << text;
  EXPECT_EQ(text.find(" --all"), std::string::npos) << text;
}

TEST(AnswerText, SaysThatTheSameDoctrineCannotDiffer) {
  Answer made = answer();
  EXPECT_EQ(as_text(made, {}).find("nothing can"), std::string::npos);
  made.question.instead = made.question.doctrine;
  EXPECT_NE(premise_in_words(made).find("Both follow the same doctrine, so that nothing can differ."), std::string::npos);
}

TEST(AnswerText, AllHasEverySentenceAndALegend) {
  TextStyle style;
  style.all = true;
  Answer made = answer();
  made.sentences.assign(12, {"A sentence of some length that says what differed and how sure that is.", "", {}, ""});
  for (OutcomeAnswer& row : made.outcomes) row.prior = PriorRange{"independent", 200, 0, -4, 0.5, 0.85, 0.15, "likely", {}, 0.28};
  const std::string text = as_text(made, style);
  std::size_t told = 0;
  for (const std::string& line : lines_of(text)) told += line.starts_with("* A sentence") ? 1 : 0;
  EXPECT_EQ(told, 12U);
  for (const char* word : {"holds: at least 95", "likely: at least 80", "luck leaves"})
    EXPECT_NE(text.find(word), std::string::npos) << word;
}

TEST(AnswerText, HasColourOnlyWhereAsked) {
  EXPECT_EQ(as_text(answer(), {}).find('\x1b'), std::string::npos);
  TextStyle style;
  style.color = true;
  EXPECT_NE(as_text(answer(), style).find('\x1b'), std::string::npos);
}

TEST(AnswerText, AllShowsEveryOutcomeWithItsOrigin) {
  TextStyle style;
  style.all = true;
  Answer made = answer();
  made.outcomes[2].put_in = "the weights ask for it";
  const std::string text = as_text(made, style);
  for (const OutcomeAnswer& row : made.outcomes) EXPECT_NE(text.find('\n' + row.name + ' '), std::string::npos) << row.name;
  EXPECT_NE(text.find("threats [1]"), std::string::npos);
  EXPECT_NE(text.find("[1] by construction: the weights ask for it"), std::string::npos);
}

RunResult result(bool one_world) {
  RunResult made;
  made.scenario = "two";
  made.arm = "with";
  made.worlds = one_world ? 1 : 500;
  if (one_world) made.world = 17;
  made.start = Date::of(1953, 12);
  made.until = Date::of(1954, 1);
  made.outcomes = {
      {"crises", "what it means", "count", "joint", 5.96, one_world ? std::nullopt : std::optional(Interval{5.9, 6.02}), 2, 11}};
  made.series = {{"H[A,B]", {0.1, 1.0 / 3}, {}, {}}};
  if (!one_world) {
    made.series[0].low = {0.05, 0.2};
    made.series[0].high = {0.15, 0.5};
  }
  return made;
}

TEST(RunJson, OneHistoryHasItsOwnValues) {
  const json parsed = json::parse(as_json(result(true)));
  EXPECT_EQ(parsed["world"], 17);
  EXPECT_EQ(parsed["series"][0]["months"], json::parse(R"(["1953-12", "1954-01"])"));
  EXPECT_EQ(parsed["series"][0]["values"][1].get<double>(), 1.0 / 3);
  EXPECT_TRUE(parsed["outcomes"][0]["ci95"].is_null());
}

TEST(RunJson, AnEnsembleHasMeanAndQuantiles) {
  const json parsed = json::parse(as_json(result(false)));
  EXPECT_FALSE(parsed.contains("world"));
  EXPECT_EQ(parsed["series"][0]["q95"][1], 0.5);
  EXPECT_EQ(parsed["outcomes"][0]["q05"], 2);
  EXPECT_FALSE(parsed["series"][0].contains("values"));
}

TEST(AnswerText, AnEndOfARangeBesideZeroIsNotZero) {
  Answer made = answer();
  made.outcomes = {outcome("crises", "joint", 5, 6, 0.999)};
  EXPECT_NE(line_with(as_text(made, {}), "crises").find("-2.0 .. <0"), std::string::npos) << as_text(made, {});
  made.outcomes = {outcome("crises", "joint", 6, 5, 0.999)};
  EXPECT_NE(line_with(as_text(made, {}), "crises").find(">0 .. 2.0"), std::string::npos) << as_text(made, {});
  made.outcomes = {outcome("crises", "joint", 6, 5, 1)};
  EXPECT_NE(line_with(as_text(made, {}), "crises").find("0 .. 2"), std::string::npos) << as_text(made, {});
}

// The widest numbers that there are.
TEST(AnswerText, PartsAndChannelsFitTheScreenAndHaveTheirErrors) {
  Answer made = answer();
  made.outcomes = {outcome("hostility_toward_actor", "response", 0.5, 0.6, 0.0003)};
  const Estimate wide{-0.0155, Interval{-0.0158, -0.0152}};
  const Estimate sure{-0.00004, Interval{-0.00005, -0.00003}};
  Attributed parts{"hostility_toward_actor", {}, {}};
  for (const char* part : {"intent", "promises", "demonstrations", "movement"}) parts.parts.push_back({wide, part, {}});
  parts.parts.push_back({sure, "means", {}});
  Channelled channels{"hostility_toward_actor", {}};
  for (const char* channel : {"belief", "fear", "arms", "publics", "example", "alliance"})
    channels.ways.push_back({wide, channel});
  channels.ways.push_back({sure, "remainder"});
  made.attribution = {parts};
  made.channels = {channels};
  const std::string text = as_text(made, {});
  for (const std::string& line : lines_of(text)) EXPECT_LE(text_width(line), 80U) << line;
  EXPECT_NE(text.find("+- <0.0001\n"), std::string::npos) << text;
  EXPECT_NE(text.find("0.0003 <0.0001\n"), std::string::npos) << text;
  // One pair has no error, and shows no share.
  made.worlds = 1;
  made.outcomes[0].ci95.reset();
  for (Attributed::Part& part : made.attribution[0].parts) part.ci95.reset();
  for (Channelled::Way& way : made.channels[0].ways) way.ci95.reset();
  const std::string one = as_text(made, {});
  EXPECT_EQ(one.find("0.0155"), std::string::npos) << one;
  EXPECT_NE(one.find("One pair of histories cannot tell"), std::string::npos) << one;
  EXPECT_NE(one.find("one pair of histories cannot tell"), std::string::npos) << one;
}

TEST(RunText, OneHistoryIsPrintedInFull) {
  EXPECT_NE(as_text(result(true), {}).find("1954-01  0.33333333333333331\n"), std::string::npos) << as_text(result(true), {});
}

TEST(RunText, SeriesFitTheScreen) {
  for (const bool one_world : {false, true}) {
    RunResult made = result(one_world);
    const SeriesSummary first = made.series[0];
    for (const char* name : {"H[USA,RUS]", "H[RUS,USA]", "p[USA,RUS]", "reputation[a-long-identifier,another-long-one]"}) {
      made.series.push_back(first);
      made.series.back().name = name;
    }
    const std::string text = as_text(made, {});
    for (const std::string& line : lines_of(text)) EXPECT_LE(text_width(line), 80U) << line;
    for (const SeriesSummary& series : made.series)
      for (const char* column : {"", ".5%", ".95%"}) {
        const std::string title = ' ' + series.name + column + (series.name == made.series.back().name ? "" : " ");
        if (one_world && *column != '\0') continue;
        EXPECT_TRUE((text + ' ').contains(title) || text.contains(' ' + series.name + column + '\n')) << title << text;
      }
  }
}

TEST(RunText, AnEnsembleMonthByMonth) {
  const std::string text = as_text(result(false), {});
  std::istringstream row(line_with(text, "1954-01 "));
  std::vector<std::string> cells;
  for (std::string cell; row >> cell;) cells.push_back(cell);
  EXPECT_EQ(cells, (std::vector<std::string>{"1954-01", "0.333333", "0.2", "0.5"})) << text;
  EXPECT_NE(line_with(text, "crises").find("5.96"), std::string::npos) << text;
}

}  // namespace
}  // namespace coexist
