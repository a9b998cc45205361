// SPDX-License-Identifier: Apache-2.0
// Which name was probably meant.
#include "coexist/names.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace coexist {
namespace {

const std::vector<std::string> polities = {"USA", "RUS", "CHN", "IND", "GDR"};
const std::vector<std::string> keys = {"hostility", "loyalty", "flashpoints", "principal_slots", "militancy"};

TEST(NearestName, ForgivesASlip) {
  EXPECT_EQ(nearest_name("hostility", keys), "hostility");
  EXPECT_EQ(nearest_name("hostilty", keys), "hostility");      // one left out
  EXPECT_EQ(nearest_name("loyaltyy", keys), "loyalty");        // one too many
  EXPECT_EQ(nearest_name("milatancy", keys), "militancy");     // one wrong
  EXPECT_EQ(nearest_name("flashpiont", keys), "flashpoints");  // two exchanged, one left out
  EXPECT_EQ(nearest_name("Hostility", std::vector<std::string>{"postility", "hostility"}), "hostility");  // case counts half
  EXPECT_EQ(nearest_name("URS", polities), "RUS");
}

TEST(NearestName, DoesNotGuessWildly) {
  EXPECT_EQ(nearest_name("economy", keys), "");
  EXPECT_EQ(nearest_name("FRA", polities), "");
  EXPECT_EQ(nearest_name("", polities), "");
  EXPECT_EQ(nearest_name("USA", {}), "");
  EXPECT_EQ(nearest_name(std::string(1000, 'x'), std::vector<std::string>{std::string(1000, 'x')}),
      "");  // not compared: too long
}

TEST(NearestName, TakesTheNearestAndOfEqualsTheFirst) {
  const std::vector<std::string> candidates = {"reach", "react", "read"};
  EXPECT_EQ(nearest_name("reac", candidates), "reach");
  EXPECT_EQ(nearest_name("reactt", candidates), "react");
}

TEST(Suggestion, NamesTheNearest) { EXPECT_EQ(suggestion("hostilty", keys), "Did you mean 'hostility'?"); }

TEST(Suggestion, ListsWhatIsKnownOtherwise) {
  EXPECT_EQ(suggestion("economy", polities), "Known: USA, RUS, CHN, IND, GDR");
  std::vector<std::string> many;
  for (int i = 10; i < 24; ++i) many.push_back("name" + std::to_string(i));
  const std::string text = suggestion("quite different", many);
  EXPECT_TRUE(text.starts_with("Known: name10, name11, ")) << text;
  EXPECT_TRUE(text.ends_with("name21, and 2 more")) << text;  // twelve of fourteen
}

TEST(Suggestion, IsEmptyWhereNothingIsKnown) { EXPECT_EQ(suggestion("anything", {}), ""); }

TEST(Printable, ShowsWhatATerminalWouldObey) {
  EXPECT_EQ(printable("caf\xc3\xa9\n\t"), "caf\xc3\xa9\\n\\t");
  EXPECT_EQ(printable("\x1b[31m"), "\\x1b[31m");
  EXPECT_EQ(printable("a\xe2\x80\xae"
                      "b"),
      "a\\xe2\\x80\\xae"
      "b");  // the writing turns
  EXPECT_EQ(printable("\xff"), "\\xff");
  EXPECT_EQ(quoted("abcdef", 3), "'abc...'");
  EXPECT_EQ(quoted("\xc3\xa9\xc3\xa9", 1), "'\xc3\xa9...'");
}

// What a shell reads back: checked by hand against POSIX quoting, and Bash's $'...' where something cannot be shown.
TEST(ShellWord, ReadsBack) {
  EXPECT_EQ(shell_word("cold-war-1953"), "cold-war-1953");
  EXPECT_EQ(shell_word("my case.toml"), "'my case.toml'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("a\x1b'\\"), "$'a\\x1b\\'\\\\'");
}

TEST(Names, SuperpowersAreCalledAsTheScenarioSays) {
  const auto so = [](const char* text) { return called_so(text, "rival", "rivals"); };
  EXPECT_EQ(so("superpower_war.counted"), "rival_war.counted");
  EXPECT_EQ(so("war between the superpowers by the end"), "war between the rivals by the end");
  EXPECT_EQ(so("superpowers' arms"), "rivals' arms");
  EXPECT_EQ(so("belief of the rival superpower that"), "belief of the rival that");
  EXPECT_EQ(called_so("belief of the rival superpower that", "hegemon", "hegemons"), "belief of the rival hegemon that");
  EXPECT_EQ(called_so("crises with a superpower", "empire", "empires"), "crises with an empire");
  EXPECT_EQ(called_so("crises_superpower", "great power", "great powers"), "crises_great_power");
  EXPECT_EQ(called_so("superpower crises", "great power", "great powers"), "great power crises");
  EXPECT_EQ(called_so("nothing of theirs", "empire", "empires"), "nothing of theirs");
  EXPECT_EQ(called_so("superpower and superpowers", "superpower", "superpowers"), "superpower and superpowers");
}

}  // namespace
}  // namespace coexist
