// SPDX-License-Identifier: Apache-2.0
// Restraint can invite what it is meant to avoid: inside the priors of the flagship, with every number between its 5 and its 95 %
// point, there are worlds in which the doctrine brings more crises, and exploitation is what turns the sign (docs/model/record.md).
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "coexist/scenario_file.h"
#include "coexist/study.h"
#include "study/priors.h"

namespace coexist {
namespace {

enum class End { low, high };

// A predecessor that took fewer risks, so that there is less for the doctrine to end ...
const std::map<std::string, End> a_milder_predecessor = {{"doctrine.two_camps.weights.gain", End::low},
    {"doctrine.two_camps.weights.hostility", End::low}, {"doctrine.two_camps.weights.fear", End::low},
    {"doctrine.two_camps.weights.danger", End::high}};
// ... a rival that wants more and minds danger less ...
const std::map<std::string, End> a_rival_that_wants_more = {{"doctrine.massive_retaliation.weights.gain", End::high},
    {"doctrine.massive_retaliation.weights.hostility", End::high}, {"doctrine.massive_retaliation.weights.danger", End::low},
    {"doctrine.flexible_response.weights.gain", End::high}, {"doctrine.flexible_response.weights.hostility", End::high},
    {"doctrine.flexible_response.weights.danger", End::low}};
// ... and that reads restraint as irresolution.
const std::map<std::string, End> restraint_read_as_weakness = {{"eta_Z", End::high}, {"x_prom", End::high}, {"x_G", End::high},
    {"x_V", End::high}, {"x_free", End::high}, {"Z0", End::high}, {"kappa_Z", End::low}, {"tol", End::high}};

class EitherSignSlow : public ::testing::Test {
 protected:
  // The difference in crises between the two, with these numbers at their ends and all others as they stand.
  static OutcomeAnswer crises(const std::vector<std::map<std::string, End>>& readings, const std::vector<std::string>& without) {
    const Scenario stated = load_scenario("cold-war-1953");
    std::vector<Override> overrides;
    for (const auto& reading : readings)
      for (const auto& [path, end] : reading) {
        const auto numbers = judged_numbers(stated, stated.questions[0], end == End::low ? 0.05 : 0.95);
        const auto number = std::ranges::find(numbers, path, &JudgedNumber::path);
        if (number == numbers.end()) throw std::runtime_error(path + " has no prior");
        overrides.push_back({path, std::to_string(number->drawn)});
      }
    StudyOptions options;
    options.worlds = 500;
    options.prior_draws = 0;
    options.without = without;
    const Answer answer = ask(load_scenario("cold-war-1953", overrides), options);
    const OutcomeAnswer crises = *std::ranges::find(answer.outcomes, "crises", &OutcomeAnswer::name);
    // What record.md shows.
    std::cout << "difference in crises: " << crises.difference << " (" << crises.ci95->low << " .. " << crises.ci95->high
              << ")\n";
    return crises;
  }
};

TEST_F(EitherSignSlow, CrisesFallAtTheDefaults) { EXPECT_LT(crises({}, {}).ci95->high, 0); }

TEST_F(EitherSignSlow, CrisesRiseWhereRestraintIsReadAsWeakness) {
  const OutcomeAnswer more = crises({a_milder_predecessor, a_rival_that_wants_more, restraint_read_as_weakness}, {});
  EXPECT_GT(more.ci95->low, 0) << more.difference;
}

TEST_F(EitherSignSlow, AndFallThereWithExploitationAtItsDefaults) {
  const OutcomeAnswer fewer = crises({a_milder_predecessor, a_rival_that_wants_more}, {});
  EXPECT_LT(fewer.ci95->high, 0) << fewer.difference;
}

TEST_F(EitherSignSlow, AndFallThereWhereNobodyExploitsIt) {
  const OutcomeAnswer fewer = crises({a_milder_predecessor, a_rival_that_wants_more}, {"exploitation"});
  EXPECT_LT(fewer.ci95->high, 0) << fewer.difference;
}

}  // namespace
}  // namespace coexist
