// SPDX-License-Identifier: Apache-2.0
// Every doctrine of the flagship acts as its text says: followed by the same government, from the same month, in place of the same
// predecessor.
#include <algorithm>
#include <map>

#include "laws/everything.h"

namespace coexist::laws {
namespace {

struct Expected {
  Direction subversions;  // against the doctrine of two camps
  Direction fear;         // of the rival
  const char* because;
};
using enum Direction;

// Fewer subversions follow from a smaller weight on gain or a lower militancy (the gain of subversion is 2 militancy * gain: 2.88 for
// two camps, with 1.8 and 0.80), and, the gain apart, from promises of non-interference; less hostile conduct is read as less
// revisionist.
const std::map<std::string, Expected>& expectations() {
  static const std::map<std::string, Expected> all = {
      {"two_camps", {undetermined, undetermined, "the predecessor itself"}},
      {"peaceful_coexistence", {down, down, "gain 0.88, and non-interference promised"}},
      {"example_only", {down, down, "gain 0.10, and non-interference promised"}},
      {"continuous_revolution", {up, up, "gain 3.60, and no demonstrations"}},
      {"containment", {down, down, "gain 0.72"}},
      {"massive_retaliation", {down, down, "gain 1.21"}},
      {"flexible_response", {down, down, "gain 0.81"}},
      {"detente", {down, down, "gain 0.42, and demonstrations"}},
      {"five_principles", {down, down, "gain 0.03, and non-interference promised"}},
      {"non_alignment", {down, down, "gain 0.03, and non-interference promised"}},
  };
  return all;
}

TEST(DoctrineLaw, EveryDoctrineActsAsItsTextSays) {
  const Asked asked = flagship();
  for (const Doctrine& doctrine : asked.scenario.doctrines) {
    SCOPED_TRACE(doctrine.id);
    const auto expected = expectations().find(doctrine.id);
    if (expected == expectations().end()) {
      ADD_FAILURE() << "a doctrine without an expectation";
      continue;
    }
    SCOPED_TRACE(expected->second.because);
    StudyOptions options = asked.options;
    options.worlds = 192;
    options.about = doctrine.id;
    options.instead = "two_camps";
    options.adopt = (asked.scenario.start + 2).text();
    const Answer answer = ask(asked.scenario, options);
    const auto direction = [&](const char* name) {
      return std::ranges::find(answer.outcomes, std::string(name), &OutcomeAnswer::name)->direction();
    };
    EXPECT_EQ(direction_name(direction("subversions")), direction_name(expected->second.subversions));
    EXPECT_EQ(direction_name(direction("fear_of_revolution")), direction_name(expected->second.fear));
  }
}

// What is not promised cannot be broken, and what is promised sometimes is.
TEST(DoctrineLaw, PromisesAreBrokenWhereTheyAreMade) {
  const Asked asked = flagship();
  for (const Doctrine& doctrine : asked.scenario.doctrines) {
    SCOPED_TRACE(doctrine.id);
    StudyOptions options = asked.options;
    options.worlds = 64;
    options.about = doctrine.id;
    const Histories histories = play(asked.scenario, options);
    const std::size_t broken = histories.at("promises_broken");
    const double most = std::ranges::max(histories.with, {}, [&](const auto& values) { return values[broken]; })[broken];
    EXPECT_EQ(most > 0, !doctrine.promises.empty()) << most;
  }
}

}  // namespace
}  // namespace coexist::laws
