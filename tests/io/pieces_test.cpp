// SPDX-License-Identifier: Apache-2.0
// `use`: what a scenario takes from the library and from files, what wins, and how it is refused.
#include "io/pieces.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "io/bundled.h"
#include "scenario_text.h"

namespace coexist {
namespace {

using testing::flagship;
using testing::listed;
using testing::problems_of;
using testing::with;

// A folder of its own.
class Pieces : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        std::filesystem::temp_directory_path() / ("pieces-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
                                                     ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_ / "mine");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }
  std::string refused(const std::string& name) const {
    try {
      load_scenario(path(name));
    } catch (const InputError& error) {
      return listed(error.problems());
    }
    return "";
  }

 private:
  std::filesystem::path folder_;
};

// What the scenario is must not depend on where its parts stand.
TEST_F(Pieces, TheFlagshipIsTheSameInOnePiece) {
  EXPECT_TRUE(bundled_text("cold-war-1953").contains("\nuse = ["));
  EXPECT_FALSE(flagship().contains("\nuse = ["));
  EXPECT_EQ(write_scenario(load_scenario("cold-war-1953")), write_scenario(read_scenario(flagship(), "whole.toml")));
}

TEST_F(Pieces, EveryPieceOfTheLibraryCanBeTaken) {
  ASSERT_FALSE(library_pieces().empty());
  for (const std::string& name : library_pieces()) {
    // Without the flagship's own systems, no other system would be known.
    if (name.starts_with("systems/two")) continue;
    write("s.toml", "use = [\"" + name + "\", \"cold-war-1953\"]\n");
    EXPECT_EQ(refused("s.toml"), "") << name;
  }
}

TEST_F(Pieces, TheFilesOwnValueWinsKeyByKey) {
  write("s.toml",
      "use = [\"cold-war-1953\"]\n[scenario]\ntitle = \"Mine\"\n[[doctrine]]\nid = \"two_camps\"\nfund = 0.25\n"
      "weights = { gain = 9 }\n[[doctrine]]\nid = \"mine\"\nmilitancy = 0\nweights = { gain = 0, danger = 0, fear = 0, hostility "
      "= 0, "
      "reciprocity = 0, public = 0, order = 0, promise = 0, cost = 0 }\n[[polity]]\nid = \"HUN\"\nmu = 0.3\n");
  const Scenario before = load_scenario("cold-war-1953");
  const Scenario after = load_scenario(path("s.toml"));
  EXPECT_EQ(after.name, "s");  // another scenario
  EXPECT_EQ(after.start, before.start);
  EXPECT_EQ(after.title, "Mine");
  ASSERT_EQ(after.doctrines.size(), before.doctrines.size() + 1);
  EXPECT_EQ(after.doctrines.back().id, "mine");  // new ones stand after those of the pieces
  EXPECT_EQ(after.doctrines[0].id, "two_camps");
  EXPECT_EQ(after.doctrines[0].fund, 0.25);
  EXPECT_EQ(after.doctrines[0].militancy, before.doctrines[0].militancy);
  EXPECT_EQ(after.doctrines[0].weights.gain, 9);
  EXPECT_EQ(after.doctrines[0].weights.danger, before.doctrines[0].weights.danger);
  EXPECT_EQ(after.polities.size(), before.polities.size());
  EXPECT_EQ(after.polities[8].mu, 0.3);
}

TEST_F(Pieces, LaterPiecesWinOverEarlierOnes) {
  write("a.toml", "[parameters]\neta = 0.2\nB0 = 0.5\n");
  write("mine/b.toml", "use = [\"c.toml\"]\n[parameters]\neta = 0.3\n");
  write("mine/c.toml", "[parameters]\nalpha_P = 0.01\n");  // found from where it is named
  write("s.toml", "use = [\"cold-war-1953\", \"a.toml\", \"mine/b.toml\"]\n");
  const auto parameters = load_scenario(path("s.toml")).parameters;
  EXPECT_EQ(parameters, (std::map<std::string, double>{{"B0", 0.5}, {"alpha_P", 0.01}, {"eta", 0.3}}));
}

TEST_F(Pieces, NumbersOfPiecesCanBeSet) {
  const std::vector<Override> overrides = {{"act.trade.seen", "0.5"}};
  const Scenario changed = load_scenario("cold-war-1953", overrides);
  EXPECT_EQ(std::ranges::find(changed.acts, "trade", &Act::id)->seen, 0.5);
}

TEST_F(Pieces, WhatIsWrongWithAPieceIsSaidThere) {
  write("p.toml", "[[act]]\nid = \"trade\"\nc = -1\nd = 2\n");
  write("s.toml", "use = [\"cold-war-1953\", \"p.toml\"]\n[hostility]\nown = 2\n");
  const std::string said = refused("s.toml");
  EXPECT_TRUE(said.contains(path("s.toml") + ":3:7: 'own' in [hostility] is 2")) << said;
  EXPECT_TRUE(said.contains(path("p.toml") + ":3:5: 'c' in [[act]] 'trade' is -1")) << said;
  EXPECT_TRUE(said.contains(path("p.toml") + ":4:1: unknown key 'd'")) << said;
}

TEST_F(Pieces, APieceThatIsNotTomlIsShownThere) {
  write("p.toml", "[parameters]\neta = 0,2\n");
  write("s.toml", "use = [\"cold-war-1953\", \"p.toml\"]\n");
  EXPECT_TRUE(refused("s.toml").contains(path("p.toml") + ":2:")) << refused("s.toml");
  write("p.toml", std::string("# \xFF\n", 4));
  EXPECT_TRUE(refused("s.toml").contains(path("p.toml") + ":1: is not text")) << refused("s.toml");
}

TEST_F(Pieces, WhatStandsTwiceInTheFileIsStillRefused) {
  write("s.toml", "use = [\"cold-war-1953\"]\n[[polity]]\nid = \"HUN\"\n[[polity]]\nid = \"HUN\"\n");
  EXPECT_TRUE(refused("s.toml").contains("polity 'HUN' stands twice")) << refused("s.toml");
}

TEST_F(Pieces, UnknownOnesAreRefusedWithTheNearest) {
  write("s.toml", "use = [\"acts/standrd\", 3, \"none.toml\", \"mine\"]\n");
  const std::string said = refused("s.toml");
  EXPECT_TRUE(said.contains(":1:8: 'use': there is no piece 'acts/standrd' in the library. Did you mean 'acts/standard'?"))
      << said;
  EXPECT_TRUE(said.contains("'use' holds 3, expected the name of a piece")) << said;
  EXPECT_TRUE(said.contains("'none.toml' cannot be opened")) << said;
  EXPECT_TRUE(said.contains("no piece 'mine'")) << said;
  std::filesystem::create_directory(path("folder.toml"));
  write("s.toml", "use = [\"folder.toml\"]\n");
  EXPECT_TRUE(refused("s.toml").contains("'folder.toml' is not a file")) << refused("s.toml");
  EXPECT_TRUE(listed(problems_of("use = \"acts/standard\"\n")).contains("expected a list of names of pieces"));
  EXPECT_TRUE(listed(problems_of("[scenario]\nuse = []\n")).contains("'use' belongs to the head of the file"));
}

TEST_F(Pieces, AMissingOneHidesNoOtherMistakeOfTheFile) {
  write("s.toml",
      "use = [\"acts/standrd\"]\nmodle = 3\n[scenario]\nstart = \"1956\"\n[hostility]\nown = 2\n[[polity]]\nid = \"HUN\"\n"
      "opne = 1\n[[polity]]\nid = \"HUN\"\n[[act]]\nid = \"trad\"\n[parameters]\netaa = 1\n[question]\ndoctrine = \"x\"\n"
      "instead = \"x\"\n");
  const std::string said = refused("s.toml");
  for (const char* expected : {":1:8: 'use': there is no piece 'acts/standrd'", ":2:1: unknown key 'modle'",
           ":4:9: 'start' in [scenario] is the text '1956'", ":6:7: 'own' in [hostility] is 2", ":9:1: unknown key 'opne'",
           ":11:6: polity 'HUN' stands twice", ":13:6: 'id' in [[act]] 'trad': unknown act",
           ":15:1: [parameters]: unknown parameter", ":18:11: 'instead' in [[question]] is the doctrine in question itself"})
    EXPECT_TRUE(said.contains(expected)) << expected << '\n' << said;
  EXPECT_EQ(std::ranges::count(said, '\n'), 9) << said;
}

// What the piece would have brought cannot be told from what is missing anyway.
TEST_F(Pieces, AMissingOneIsTheOnlyProblemOfAFileThatLeansOnIt) {
  write("s.toml",
      "use = [\"cold-war-195\"]\n[scenario]\nend = \"1950-12\"\n[systems]\nchallenger = [\"market\"]\n[[polity]]\n"
      "id = \"HUN\"\nbloc = \"USA\"\n[[doctrine]]\nid = \"two_camps\"\npromises = [\"sovereignty\"]\nweights = { gain = 1 }\n"
      "[[doctrine]]\nid = \"mine\"\nvaries_with = \"containment\"\n[[adoption]]\npolity = \"RUS\"\nbias = [0.1, 0.2]\n"
      "[[adoption]]\npolity = \"USA\"\ndate = \"1940-01\"\n[[demonstration]]\nactor = \"RUS\"\ntarget = \"USA\"\n"
      "date = \"1950-09\"\ntakes_two = true\n[[flashpoint]]\nname = \"Berlin\"\nonly_if = { system = \"soviet\" }\n"
      "[[question]]\nid = \"congress-1956\"\nactor = \"RUS\"\ninstead = \"containment\"\n[movement]\nsponsor = \"RUS\"\n"
      "[belief]\nUSA_RUS = 1\n[warheads.stock]\nUSA = [1, 2]\n[warheads.survivable]\nRUS = [1]\n[reach.USA]\nHUN = 0.5\n"
      "[growth_path]\nHUN = [0.1]\n");
  const std::string said = refused("s.toml");
  EXPECT_TRUE(said.contains("no piece 'cold-war-195'")) << said;
  EXPECT_EQ(std::ranges::count(said, '\n'), 1) << said;
  for (const std::string& name : bundled_scenarios())
    for (const std::string& piece : library_pieces()) {
      const std::string text = bundled_text(name);
      if (!text.contains('"' + piece + '"')) continue;
      EXPECT_EQ(problems_of(with(text, '"' + piece + '"', '"' + piece + "-x\"")).size(), 1U) << name << ", " << piece;
    }
}

TEST_F(Pieces, CirclesAreRefused) {
  write("a.toml", "use = [\"mine/b.toml\"]\n");
  write("mine/b.toml", "use = [\"../a.toml\"]\n");
  EXPECT_TRUE(refused("a.toml").contains("'use' goes round in a circle")) << refused("a.toml");
  write("a.toml", "use = [\"./a.toml\"]\n");
  EXPECT_TRUE(refused("a.toml").contains("'use' goes round in a circle")) << refused("a.toml");
}

TEST_F(Pieces, AreNotTakenWithoutEnd) {
  for (int n = 0; n < 70; ++n) write("p" + std::to_string(n) + ".toml", "use = [\"p" + std::to_string(n + 1) + ".toml\"]\n");
  EXPECT_TRUE(refused("p0.toml").contains("'use' comes to more than 64 pieces")) << refused("p0.toml");
}

// Taken once, however often they are named.
TEST_F(Pieces, MayBeNamedTwice) {
  write("s.toml", "use = [\"cold-war-1953\", \"acts/standard\", \"doctrines/two_camps\"]\n");
  EXPECT_EQ(load_scenario(path("s.toml")).doctrines.size(), 10U);
}

// Without a name that could stand for a piece and a file.
TEST_F(Pieces, NamesOfTheLibraryEndDifferently) {
  for (const BundledFile& piece : bundled_pieces()) EXPECT_FALSE(piece.name.ends_with(".toml")) << piece.name;
}

}  // namespace
}  // namespace coexist
