// SPDX-License-Identifier: Apache-2.0
// Warnings: what is valid and hardly meant is said, with its place, and refuses nothing.
#include <gtest/gtest.h>

#include "scenario_text.h"

namespace coexist {
namespace {

using testing::flagship;
using testing::listed;
using testing::with;

std::string warned(const std::string& text) {
  std::vector<Problem> warnings;
  read_scenario(text, "test.toml", {}, &warnings);
  return listed(warnings);
}

TEST(Oddities, TheBundledScenariosHaveNone) {
  for (const std::string& name : bundled_scenarios()) {
    std::vector<Problem> warnings;
    load_scenario(name, {}, &warnings);
    EXPECT_EQ(listed(warnings), "") << name;
  }
}

struct Odd {
  std::string_view from, to;
  std::string_view warning;
};
const Odd odd[] = {
    {"[movement]", "[parameters]\neta = 40\n[movement]", "'eta' in [parameters] is 40, in the far tail of its prior"},
    {"[movement]", "[parameters]\nphi_M = 0.9\n[movement]", "'phi_M' in [parameters] is 0.9, in the far tail of its prior"},
    {"[movement]", "[parameters]\nres_0 = 2\n[movement]", "'res_0' in [parameters] is 2, in the far tail of its prior"},
    {"order = 3.0, promise = 2.5", "order = 3.0, promise = 0.0",
        "[[doctrine]] 'example_only' promises what it gives no weight to ('promise' is 0)"},
    {"model = 3 ", "model = 2 ", "[[act]] 'aid' is never chosen: the scenario is of version 2"},
    {"rate = 0.22", "rate = 0.0", "[[flashpoint]] 'Berlin' can never fire: its rate is 0"},
    {"[[adoption]]",
        "[[doctrine]]\nid = \"copy\"\nmilitancy = 0.80\nprecedent = 0.8\nfund = 0.6\ndemo_rate = 0.1\nweights = { gain = 1.8, "
        "danger = 1.4, "
        "fear = 1.3, hostility = 1.3, reciprocity = 0.8, public = 0.5, order = 11.0, promise = 0.5, cost = 1.0 }\n"
        "[[question]]\nid = \"odd\"\nactor = \"RUS\"\ndoctrine = \"copy\"\ninstead = \"two_camps\"\nadopt = \"1956-02\"\n"
        "[[adoption]]",
        "[[question]] 'odd' compares 'copy' with 'two_camps', which is the same in every number"},
    {"adopt = \"1956-02\"", "adopt = \"1964-12\"", "has its doctrine adopted in the last month"},
    {"doctrine = \"peaceful_coexistence\"\naudience = 1.0", "doctrine = \"detente\"",
        "[[demonstration]] 'the visit of 15 to 27 September 1959' waits for 'detente', which its actor neither adopts nor is "
        "asked about"},
    {"growth = 0.034", "growth = 3.4", "'growth' in [[polity]] 'USA' is 3.4, which is 340 % a year"},
    {"M = 49.6", "M = 49600", "'M' in [[polity]] 'USA' is more than 0.3 of 'Y'"},
};

TEST(Oddities, AreSaidWithPlaceAndRemedy) {
  ASSERT_EQ(warned(flagship()), "");
  for (const Odd& each : odd) {
    const std::string said = warned(with(flagship(), each.from, each.to));
    EXPECT_TRUE(said.starts_with("test.toml:") && said.contains(each.warning)) << each.warning << "\nsaid: " << said;
    EXPECT_EQ(std::ranges::count(said, '\n'), 1) << said;
  }
}

// Two rivals and nobody else: there is nobody to give to.  Behind the others it is drawn last.
TEST(Oddities, AidThatNobodyMayBeGiven) {
  const std::string text =
      "model = 3\n" + with(bundled_text("two-rivals"), "\"acts/standard\"", "\"acts/standard\", \"acts/aid\"");
  const std::string said = warned(text);
  EXPECT_TRUE(said.contains("every polity leads a bloc of its own")) << said;
  EXPECT_TRUE(said.contains("stands behind acts that are less friendly")) << said;
}

TEST(Oddities, AFarValueThatIsMeantIsNone) {
  std::string text = with(flagship(), "[movement]", "[parameters]\neta = 40\nphi_M = 0.9\n[movement]");
  EXPECT_TRUE(warned(text).contains("'eta'"));
  text = with(text, "[scenario]", "[scenario]\nmeant = [\"eta\"]");
  EXPECT_FALSE(warned(text).contains("'eta'"));
  EXPECT_TRUE(warned(text).contains("'phi_M'"));
}

TEST(Oddities, AFlashpointThatEndsBeforeItsPartyEnters) {
  std::vector<Problem> warnings;
  std::string text = bundled_text("decolonisation-1955");
  text += "\n[[flashpoint]]\nname = \"early\"\nchallenger = \"RUS\"\ndefender = \"ALG\"\nrate = 1\nto = \"1956-01\"\n";
  read_scenario(text, "test.toml", {}, &warnings);
  EXPECT_TRUE(listed(warnings).contains("[[flashpoint]] 'early' can never fire: it ends in 1956-01, and 'ALG' enters in"))
      << listed(warnings);
}

}  // namespace
}  // namespace coexist
