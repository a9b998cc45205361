// SPDX-License-Identifier: Apache-2.0
// Tables of several differences: every one with its range, in columns that fit the terminal.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "coexist/comparison.h"
#include "report/compared_table.h"
#include "report/layout.h"

namespace coexist {
namespace {

Answer answer(const std::string& instead, double difference, double half_width) {
  Answer made;
  made.scenario = "two";
  made.worlds = 20000;
  made.question = {"asked", "ATH", "open_hand", instead, Date::of(1956, 2), {}, {}};
  made.actor_name = "Athens";
  OutcomeAnswer row;
  row.name = "crises";
  row.unit = "count";
  row.difference = difference;
  row.turned_up = 1;
  row.ci95 = Interval{difference - half_width, difference + half_width};
  made.outcomes = {row};
  return made;
}

std::string line_with(const std::string& text, const std::string& word, int after = 0) {
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
    if (line.find(word) != std::string::npos) {
      while (after-- > 0) std::getline(stream, line);
      return line;
    }
  return "";
}

TEST(ComparisonText, HasEveryDifferenceWithItsRangeBelow) {
  const Comparison made{Comparison::By::against, {"closed_fist", "neither"},
      {answer("closed_fist", -2.33, 0.07), answer("neither", 0.02, 0.07)}, false};
  const std::string text = as_text(made, {});
  EXPECT_TRUE(
      text.starts_with("What difference did open hand make?\nAthens takes up open hand in February 1956 instead of each of"))
      << text;
  const std::string differences = line_with(text, "crises of the two rivals");
  EXPECT_NE(differences.find("-2.33"), std::string::npos) << text;
  EXPECT_NE(differences.find("undetermined"), std::string::npos) << text;
  const std::string ranges = line_with(text, "crises of the two rivals", 1);
  EXPECT_NE(ranges.find("-2.40 .. -2.26"), std::string::npos) << text;
  EXPECT_NE(ranges.find("-0.05 .. 0.09"), std::string::npos) << text;
}

TEST(ComparisonText, MoreColumnsThanFitGoBelow) {
  std::vector<std::string> headings;
  std::vector<ComparedRow> rows = {{"an outcome whose name is far longer than its column", {}}};
  for (int n = 0; n < 7; ++n) {
    headings.push_back("alternative number " + std::to_string(n));
    rows[0].cells.push_back({std::to_string(100 + n), "1 .. 2", Direction::up});
  }
  const std::vector<std::string> lines = compared_lines(headings, rows, 80);
  std::string all;
  for (const std::string& line : lines) {
    EXPECT_LE(text_width(line), 80U) << line;
    all += line + '\n';
  }
  for (int n = 0; n < 7; ++n) EXPECT_NE(all.find(std::to_string(100 + n)), std::string::npos) << all;
  EXPECT_EQ(std::ranges::count(lines, ""), 2);  // three blocks
}

TEST(ComparisonText, PartsAndChannelsOfEachFollow) {
  Comparison made{Comparison::By::against, {"closed_fist", "neither"},
      {answer("closed_fist", -2.33, 0.07), answer("neither", 0.02, 0.07)}, false};
  made.answers[0].attribution = {{"crises", {{{-2.33, Interval{-2.40, -2.26}}, "intent", {}}}, {}}};
  made.answers[1].channels = {{"crises", {{{0.02, Interval{-0.05, 0.09}}, "belief"}}}};
  TextStyle style;
  style.asked = "a-scenario-whose-name-is-long --set doctrine.open_hand.scope_own=0.25";
  const std::string text = as_text(made, style);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_TRUE(text_width(line) <= 80 || line.starts_with("Next: ")) << line;
  EXPECT_EQ(text.find("one of them in full"), std::string::npos) << text;
  const std::size_t parts = text.find("Instead of closed fist.\nWhich part of the doctrine did it?");
  const std::size_t ways = text.find("Instead of neither.\nWhich way did it go?");
  EXPECT_LT(parts, ways) << text;
  EXPECT_NE(ways, std::string::npos) << text;
}

TEST(ComparisonText, EventsAloneFollowTheAnswer) {
  Answer made = answer("closed_fist", -2.33, 0.07);
  made.dropped = {"demonstration:1959-09"};
  made.events_alone = {{"demonstration:1959-09", "the visit", {{"crises", -0.31, Interval{-0.33, -0.29}}}}};
  const std::string text = as_text(made, {});
  EXPECT_NE(text.find("What each event left out does alone"), std::string::npos) << text;
  EXPECT_NE(text.find("-0.33 .. -0.29"), std::string::npos) << text;
  EXPECT_NE(text.find("\ndemonstration:1959-09: the visit.\n"), std::string::npos) << text;
}

TEST(ComparisonText, ASmallDifferenceIsNotShownAsNone) {
  Answer made = answer("closed_fist", -2.33, 0.07);
  made.dropped = {"incident:1961-08"};
  made.events_alone = {{"incident:1961-08", "the Wall", {{"crises", 0.00021, Interval{0.00019, 0.00023}}}}};
  const std::string text = as_text(made, {});
  EXPECT_NE(text.find("+0.0002\n"), std::string::npos) << text;
  EXPECT_NE(text.find("0.0002 .. 0.0002\n"), std::string::npos) << text;
  made.events_alone[0].outcomes[0] = {"crises", -0.00021, Interval{-0.00023, -0.00019}};
  const std::string less = as_text(made, {});
  EXPECT_NE(less.find("-0.0002\n"), std::string::npos) << less;
  EXPECT_NE(less.find("<0 .. <0\n"), std::string::npos) << less;  // its column has no room for more
}

TEST(ComparisonText, DatesAreComparedOverDifferentYears) {
  const auto text = [](Comparison::By by) {
    return as_text(Comparison{by, {"1953-03", "1956-02"}, {answer("a", 1, 0.5), answer("b", 2, 0.5)}, false}, {});
  };
  const std::string caution = "so over different years";
  EXPECT_NE(text(Comparison::By::adopt).find(caution), std::string::npos) << text(Comparison::By::adopt);
  EXPECT_EQ(text(Comparison::By::against).find(caution), std::string::npos) << text(Comparison::By::against);
}

TEST(ComparisonJson, IsAListOfAnswersWithWhatTheyAreOf) {
  const Comparison made{Comparison::By::adopt, {"1953-03", "1956-02"}, {answer("a", 1, 0.5), answer("b", 2, 0.5)}, false};
  const nlohmann::json parsed = nlohmann::json::parse(as_json(made));
  ASSERT_EQ(parsed["comparison"].size(), 2U);
  EXPECT_EQ(parsed["comparison"][0]["adopt"], "1953-03");
  EXPECT_EQ(parsed["comparison"][1]["outcomes"][0]["difference"], 2);
  EXPECT_FALSE(parsed["comparison"][0].contains("events_alone"));
}

}  // namespace
}  // namespace coexist
