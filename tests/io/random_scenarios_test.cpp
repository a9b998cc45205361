// SPDX-License-Identifier: Apache-2.0
// Random scenarios: any number of the flagship changed within its range, entries of any list left out, names replaced.  What is still a
// scenario is written and reads back to the same text; what is not is refused with a message.  The corpora of the fuzz targets, too.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "io/fields.h"
#include "scenario_text.h"

namespace coexist {
namespace {

// A number of the range, from everywhere in it: its ends, the very small, the very large.
double within(const Range& range) {
  const double low = std::max(range.low, -limits::largest_number);
  const double high = std::min(range.high, limits::largest_number);
  const double u = *rc::gen::inRange(0, 1'000'001) / 1e6;
  const int size = *rc::gen::inRange(-12, 13);
  double value = low + (high - low) * u;
  if (*rc::gen::inRange(0, 3) == 0) value = low > -1 ? low : 0;
  if (*rc::gen::inRange(0, 3) == 0) value = (*rc::gen::arbitrary<bool>() ? -1 : 1) * u * std::pow(10.0, size);
  value = std::clamp(value, low, high);
  return range.contains(value) ? value : (low + high) / 2;
}

constexpr int one_in = 4;
bool seldom() { return *rc::gen::inRange(0, one_in) == 0; }

template <class T, std::size_t N> void change(const std::array<NumberField<T>, N>& fields, T& of) {
  for (const NumberField<T>& field : fields)
    if (seldom()) of.*field.member = within(field.range);
}

template <class T> void thin_out(std::vector<T>& list) {
  std::erase_if(list, [](const T&) { return seldom(); });
}

std::string some_prose() {
  static const std::vector<std::string> texts = {"x", "two words", "\"quoted\"", "back\\slash", "caf\xc3\xa9", "#", "= [",
      "\xe2\x82\xac", "a very long text, of as many characters as one may have here: 64"};
  return *rc::gen::elementOf(texts);
}

Scenario some_scenario() {
  static const Scenario flagship = load_scenario("cold-war-1953");
  Scenario s = flagship;
  if (seldom()) s.title = some_prose();
  change(hostility_fields, s);
  for (Act& act : s.acts) change(act_fields, act);
  for (Stereotype* stereotype : {&s.security_seeker, &s.revisionist}) {
    change(stereotype_fields, *stereotype);
    change(weight_fields, stereotype->weights);
  }
  for (Doctrine& doctrine : s.doctrines) {
    change(doctrine_fields, doctrine);
    change(weight_fields, doctrine.weights);
    thin_out(doctrine.promises);
  }
  for (Polity& polity : s.polities) {
    change(polity_fields, polity);
    if (seldom()) polity.name = some_prose();
    if (seldom()) polity.region = some_prose();
  }
  for (Demonstration& demonstration : s.demonstrations) {
    change(demonstration_fields, demonstration);
    if (seldom()) demonstration.takes_two = true;
    if (seldom()) demonstration.in_every_arm_before_adoption = true;
  }
  if (seldom()) s.incidents.push_back({"USA", "RUS", Date::of(1960, 5), "subvert", some_prose()});
  if (seldom()) s.model = 3;
  for (Flashpoint& flashpoint : s.flashpoints) {
    change(flashpoint_fields, flashpoint);
    if (seldom()) flashpoint.to = flashpoint.from + *rc::gen::inRange(0, std::max(1, s.end - flashpoint.from));
  }
  for (DatedEvent& event : s.history)
    if (seldom()) event.size = within(share);
  for (auto& [pair, value] : s.belief)
    if (seldom()) value = within(any_number);
  for (auto& [from, targets] : s.reach)
    for (auto& [to, value] : targets)
      if (seldom()) value = within(share);
  for (auto& [polity, path] : s.growth_path)
    for (double& growth : path)
      if (seldom()) growth = within(any_number);
  for (auto& [polity, path] : s.warheads.stock)
    for (double& stock : path)
      if (seldom()) stock = within(not_negative);
  for (auto& [polity, path] : s.warheads.survivable)
    for (double& part : path)
      if (seldom()) part = within(share);
  if (seldom()) s.systems.far_weight = within(share);
  for (double& reported : s.systems.reported)
    if (seldom()) reported = within(symmetric_share);
  thin_out(s.questions);
  thin_out(s.leaders);
  thin_out(s.demonstrations);
  thin_out(s.flashpoints);
  thin_out(s.history);
  if (seldom()) s.belief.clear();
  if (seldom()) s.reach.clear();
  if (seldom()) s.warheads = {};
  if (seldom()) s.growth_path.clear(), s.growth_first_year = 0;
  for (const char* const name : {"eta", "B_max", "v_c", "theta_A"})
    if (seldom()) s.parameters[name] = *rc::gen::inRange(1, 1000) / 1000.0;
  if (seldom()) s.without = {"movement"};
  return s;
}

RC_GTEST_PROP(RandomScenarios, ThatAreWrittenReadBackToTheSame, ()) {
  const std::string text = write_scenario(some_scenario());
  Scenario again;
  try {
    again = read_scenario(text, "again.toml");
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) {
      RC_ASSERT(!problem.message.empty());
      RC_ASSERT(problem.excerpt.empty());  // whatever is wrong with it, it is TOML
    }
    RC_TAG("refused");
    return;
  }
  RC_TAG("accepted");
  RC_ASSERT(write_scenario(again) == text);
}

// Every line of the flagship left out in turn, and every character replaced here and there: refused with a place, or accepted.
RC_GTEST_PROP(RandomScenarios, WithDamagedTextAreRefusedOrAccepted, ()) {
  std::string text = testing::flagship();
  const int damages = *rc::gen::inRange(1, 4);
  for (int n = 0; n < damages; ++n) {
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    if (*rc::gen::arbitrary<bool>())
      text.erase(at, *rc::gen::inRange<std::size_t>(1, 80));
    else
      text[at] = *rc::gen::arbitrary<char>();
  }
  try {
    const std::string written = write_scenario(read_scenario(text, "damaged.toml"));
    RC_ASSERT(write_scenario(read_scenario(written, "again.toml")) == written);
  } catch (const InputError& error) {
    RC_ASSERT(!error.problems().empty());
    for (const Problem& problem : error.problems()) RC_ASSERT(!problem.message.empty());
  }
}

// A seed that no longer reads would let its fuzz target do nothing but refuse.
TEST(FuzzCorpus, SeedsThatShouldBeAcceptedAre) {
  const char* const root = std::getenv("COEXIST_ROOT");
  const std::filesystem::path folder = std::filesystem::path(root ? root : ".") / "fuzz" / "corpus" / "scenario";
  std::size_t accepted = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    const std::vector<Problem> problems = testing::problems_of(text.str());
    EXPECT_EQ(problems.empty(), name.starts_with("accepted-")) << name << "\n" << testing::listed(problems);
    accepted += problems.empty() ? 1 : 0;
  }
  EXPECT_GE(accepted, 4U);
}

}  // namespace
}  // namespace coexist
