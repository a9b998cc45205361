// SPDX-License-Identifier: Apache-2.0
// A file that is not TOML: the line is shown, its place marked, and the common mistakes are named.
#include "io/mistakes.h"

#include <algorithm>
#include <string>
#include <vector>

#include "scenario_text.h"

namespace coexist {
namespace {

using testing::problems_of;

struct Case {
  std::string text;
  int line;
  std::string remedy;  // part of it
};

TEST(Mistakes, AreNamed) {
  const std::vector<Case> cases = {
      {"start = 1953-01\n", 1, "Put a date in quotes: \"1953-01\""},
      {"scenario = { title = \"1953-01\", start = 1953-01, end = \"1964-12\" }\n", 1, "Put a date in quotes: \"1953-01\""},
      {"start = 1953-01  # the first month\n", 1, "Put a date in quotes: \"1953-01\""},
      {"a = 1\nname = two camps\n", 2, "Put a text in quotes: \"two camps\""},
      {"name = containment\n", 1, "Put a text in quotes: \"containment\""},
      {"rate = 0,5\n", 1, "decimal point, not a comma"},
      {"rate = -12,5 # a year\n", 1, "decimal point, not a comma"},
      {"growth = 5.5 %\n", 1, "without '%': 5 % is 0.05"},
      {"name = \"Berlin\nrate = 0.5\n", 1, "Close the text with \""},
      {"name = 'Berlin\n", 1, "Close the text with '"},
      {"publics = [\"USA\", \"RUS\"\nstart = \"1953-01\"\n", 2, "Close the bracket that is opened in line 1"},
      {"a = 1\nyears = [1, 2,\n  3\n\n[systems]\n", 5, "Close the bracket that is opened in line 2"},
      {"w = { gain = 1, danger = 2\n", 1, "Close the bracket that is opened in line 1"},
      {"rate =\n", 1, "Give 'rate' a value"},
      {"rate: 0.5\n", 1, "with '=' rather than ':'"},
      {"just words\n", 1, "Write key = value"},
      {"dated = True\n", 1, "small letters"},
      {"rate = 007\n", 1, "without leading zeros"},
      {"rate = .5\n", 1, "both sides of the decimal point"},
      {"name = \xe2\x80\x9c"
       "Berlin\xe2\x80\x9d\n",
          1, "Use straight quotes"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const std::vector<Problem> problems = problems_of(c.text);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].line, c.line);
    EXPECT_TRUE(problems[0].remedy.contains(c.remedy)) << problems[0].remedy;
    EXPECT_FALSE(problems[0].excerpt.empty());
  }
}

TEST(Mistakes, AreShownAsTheyStand) {
  EXPECT_EQ(excerpt_of("a = 1\nrate = 0,5\n", {2, 9}), "    rate = 0,5\n            ^");
  EXPECT_EQ(excerpt_of("\tx\r\n", {1, 2}), "     x\n     ^");
  // Beyond the end: at the end.
  EXPECT_EQ(excerpt_of("name = \"x\n", {1, 90}), "    name = \"x\n             ^");
  EXPECT_EQ(excerpt_of("a", {3, 1}), "");
  EXPECT_EQ(excerpt_of("a", {1, 0}), "");
}

// A letter of several bytes takes one column; what would command the terminal takes one, too.
TEST(Mistakes, AreMarkedBelowTheRightColumn) {
  EXPECT_EQ(excerpt_of("n = \"\xc3\xa9\xc3\xa9\" x\n", {1, 10}), "    n = \"\xc3\xa9\xc3\xa9\" x\n             ^");
  EXPECT_EQ(excerpt_of("\x1b[31m = 1\n", {1, 7}), "    ?[31m = 1\n          ^");
}

TEST(Mistakes, FitATerminal) {
  const std::string line = "list = [" + std::string(500, '1') + " 2]";
  for (const int column : {1, 60, 300, 510}) {
    const std::string excerpt = excerpt_of(line, {1, column});
    const std::size_t end = excerpt.find('\n');
    EXPECT_LE(end, 72U);
    EXPECT_LE(excerpt.size() - end - 1, 73U);
    EXPECT_EQ(excerpt.back(), '^');
  }
}

// No advice where the line looks like none of them.
TEST(Mistakes, ThatAreNoneGetNoAdvice) {
  EXPECT_EQ(likely_mistake("rate = 1.5.5\n", {1, 11}), "");
  EXPECT_EQ(likely_mistake("", {1, 1}), "");
  EXPECT_EQ(likely_mistake("a = 1\n", {9, 1}), "");
}

// Found by fuzzing: beyond quotes and comments such letters sent the TOML library where it says execution cannot come.
TEST(Mistakes, LettersBeyondAsciiStandInQuotesOrComments) {
  for (const char* const text :
      {"name = Br\xc3\xa9sil\n", "\xd0\xa3 = 1\n", "x = 0e40\xd0\xa3\n", "a = 1 \xd2\x80\n", "[\xd0\xa3]\n"}) {
    SCOPED_TRACE(text);
    const std::vector<Problem> problems = problems_of(text);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_TRUE(problems[0].message.contains("not valid TOML")) << problems[0].message;
    EXPECT_GT(problems[0].column, 0);
  }
  const std::string good = testing::flagship();
  EXPECT_TRUE(problems_of("\xef\xbb\xbf# caf\xc3\xa9 \xd0\xa3\n" + good).empty());
}

// Found by fuzzing: a quote within a value that is none begins no text, and toml++ met a letter of which it knew nothing.
TEST(Mistakes, LettersBeyondAsciiInAValueThatIsNone) {
  for (const char* const text :
      {"a=-&--\"..b.c\xc2\xab 1.\"\n", "a = -\" \xc3\xa9\"\n", "a = 1\"\xd2\x99\"\n", "a=-\"\xe1\x9a\x80\"\n"}) {
    SCOPED_TRACE(text);
    const std::vector<Problem> problems = problems_of(text);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_TRUE(problems[0].message.contains("not valid TOML")) << problems[0].message;
  }
}

// Found by fuzzing: what was typed reached the terminal as it was.
TEST(Mistakes, AreSaidWithoutControlCharacters) {
  for (const Problem& problem : problems_of("a = \x1b[31m\n")) {
    const std::string said = describe(problem);
    EXPECT_EQ(std::ranges::count_if(said, [](char c) { return c != '\n' && static_cast<unsigned char>(c) < 0x20; }), 0);
  }
}

}  // namespace
}  // namespace coexist
