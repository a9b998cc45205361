// SPDX-License-Identifier: Apache-2.0
// A mechanism, doctrine or outcome without a test fails the suite: each must be named, in quotes, by a test that states something about
// it.
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "laws/everything.h"

namespace coexist::laws {
namespace {

std::filesystem::path root() {
  const char* const given = std::getenv("COEXIST_ROOT");
  return given ? given : ".";
}

struct Text {
  std::string file, text;
};

std::vector<Text> texts_of(const std::vector<std::string>& folders) {
  std::vector<Text> texts;
  for (const std::string& folder : folders) {
    if (!std::filesystem::exists(root() / "tests" / folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root() / "tests" / folder)) {
      if (!entry.path().filename().string().ends_with("_test.cpp") || entry.path().filename() == "coverage_test.cpp") continue;
      std::ostringstream text;
      text << std::ifstream(entry.path()).rdbuf();
      texts.push_back({entry.path().filename().string(), text.str()});
    }
  }
  return texts;
}

bool any_says(const std::vector<Text>& texts, const std::string& words) {
  return std::ranges::any_of(texts, [&](const Text& t) { return t.text.contains(words); });
}

// The equation of a mechanism has a test that includes its file or a suite of its name; its switch stands in the table of without_test.cpp.
TEST(CoverageLaw, EveryMechanismHasATest) {
  const std::vector<Text> equations = texts_of({"papers", "laws", "engine"});
  std::vector<Text> switches = texts_of({"laws"});
  std::erase_if(switches, [](const Text& text) { return text.file != "without_test.cpp"; });
  ASSERT_EQ(switches.size(), 1U);
  ASSERT_FALSE(equations.empty()) << "no tests below " << root() << ": COEXIST_ROOT must be the repository's root";
  for (const MechanismEntry& mechanism : catalogue().mechanisms) {
    const std::string name(mechanism.name);
    EXPECT_TRUE(any_says(switches, "{\"" + name + "\",")) << name << " has no switch";
    std::string suite = name;
    suite[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(suite[0])));
    EXPECT_TRUE(any_says(equations, "mechanisms/" + name + ".h\"") || any_says(equations, "TEST(" + suite + ", "))
        << name << " has no test of its own";
  }
}

// Its definition stands in outcomes_test.cpp, which holds every history against it.
TEST(CoverageLaw, EveryOutcomeHasATest) {
  const std::vector<Text> texts = texts_of({"laws"});
  for (const OutcomeEntry& outcome : catalogue().outcomes) {
    const std::string name(outcome.name);
    EXPECT_TRUE(any_says(texts, "{\"" + name + "\",") || any_says(texts, "{\"" + name + ".\",")) << name;
  }
}

TEST(CoverageLaw, EveryDoctrineHasATest) {
  const std::vector<Text> texts = texts_of({"laws", "chronicles", "golden", "study", "papers"});
  std::set<std::string> doctrines;
  for (const std::string& name : bundled_scenarios())
    for (const Doctrine& doctrine : load_scenario(name).doctrines) doctrines.insert(doctrine.id);
  for (const std::string& doctrine : doctrines) EXPECT_TRUE(any_says(texts, '"' + doctrine + '"')) << doctrine;
}

}  // namespace
}  // namespace coexist::laws
