// SPDX-License-Identifier: Apache-2.0
// Every doctrine of the flagship acts as its text says: followed by the same government, from the same month, in place of the same
// predecessor.
#include <algorithm>
#include <array>
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

// Those of other cases, against the one that their question names or that was followed before.
TEST(DoctrineLaw, DoctrinesOfOtherCasesActAsTheirTextsSay) {
  struct Case {
    const char* scenario;
    const char* question;
    const char* doctrine;
    const char* instead;
    Direction subversions;
    const char* because;
  };
  const std::array cases = {
      Case{"panchsheel-1954", "india-1954", "frontier_line", "five_principles", up, "gain 0.28 for 0.03, and nothing promised"},
      Case{"sparta-athens", "sparta-432", "keep_the_peace", "war_party", down,
          "gain 0.24 for 2.10, and non-interference promised"},
      Case{"sparta-athens", "sparta-432", "war_party", "imperial_democracy", up, "gain 2.10 for 1.56"},
      Case{"cold-war-1946", "congress-1956", "universalism", "two_camps", down, "little gain sought by other means than example"},
      Case{"cold-war-1946", "congress-1956", "spheres_of_influence", "two_camps", down, "non-interference promised"},
      Case{"cold-war-1946", "peace-movement-1949", "two_camps_without_movement", "two_camps", undetermined,
          "the same but for the movement's funds"},
      Case{"classics/reassurance-backfires", "restraint", "restraint", "firmness", down, "non-interference promised"},
      Case{"classics/reassurance-backfires", "restraint", "opportunism", "firmness", up, "gain 14.4 for 0"},
      Case{"sparta-athens", "athens-445", "imperial_democracy", "keep_the_peace", up, "gain 1.56 for 0.24, and less promised"},
  };
  for (const Case& each : cases) {
    SCOPED_TRACE(std::string(each.doctrine) + ": " + each.because);
    StudyOptions options;
    options.question = each.question;
    options.about = each.doctrine;
    options.instead = each.instead;
    options.worlds = 256;
    options.prior_draws = 0;
    const Answer answer = ask(load_scenario(each.scenario), options);
    const auto row = std::ranges::find(answer.outcomes, "subversions", &OutcomeAnswer::name);
    ASSERT_NE(row, answer.outcomes.end());
    EXPECT_EQ(row->direction(), each.subversions) << row->difference;
  }
}

}  // namespace
}  // namespace coexist::laws
