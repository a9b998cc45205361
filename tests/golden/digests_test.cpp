// SPDX-License-Identifier: Apache-2.0
// One scenario, one digest: the bits of every outcome of 64 pairs of histories, whatever the compiler, the optimisation, the
// instruction set and the number of threads.  A digest that changes on purpose comes with a line in the CHANGELOG and another version
// of the model.  tests/golden/digests.csv holds them; a failure prints the line that this build gives.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

#include "coexist/scenario_file.h"
#include "coexist/study.h"

namespace coexist {
namespace {

constexpr std::uint32_t histories = 64;

std::map<std::string, std::string> recorded() {
  const char* root = std::getenv("COEXIST_ROOT");
  std::ifstream file(std::string(root ? root : ".") + "/tests/golden/digests.csv");
  std::map<std::string, std::string> digests;
  for (std::string line; std::getline(file, line);) {
    const std::size_t comma = line.rfind(',');
    if (comma != std::string::npos) digests[line.substr(0, comma)] = line.substr(comma + 1);
  }
  return digests;
}

void expect_recorded(EngineChoice engine, const std::string& name) {
  const std::map<std::string, std::string> digests = recorded();
  ASSERT_FALSE(digests.empty());
  for (const std::string& scenario_name : bundled_scenarios()) {
    const Scenario scenario = load_scenario(scenario_name);
    for (const Question& question : scenario.questions) {
      StudyOptions options;
      options.question = question.id;
      options.engine = engine;
      options.worlds = histories;
      options.prior_draws = 0;
      const std::string key = scenario_name + "," + question.id + "," + name;
      const auto found = digests.find(key);
      const std::string digest = ask(scenario, options).digest;
      EXPECT_EQ(found == digests.end() ? "" : found->second, digest) << key << ',' << digest;
    }
  }
}

TEST(Digest, OfTheBatchEngineIsTheRecordedOne) { expect_recorded(EngineChoice::batch, "batch"); }
TEST(Digest, OfTheReferenceEngineIsTheRecordedOne) { expect_recorded(EngineChoice::reference, "reference"); }

}  // namespace
}  // namespace coexist
