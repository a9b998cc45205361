// SPDX-License-Identifier: Apache-2.0
// One scenario, one digest: the bits of every outcome of 64 pairs of histories (of 64 histories, where it asks no question), whatever the compiler, the optimisation, the
// instruction set and the number of threads.  A digest that changes on purpose comes with a line in the CHANGELOG and another version
// of the model.  tests/golden/digests.csv holds them; a failure prints the line that this build gives.
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <map>
#include <span>

#include "coexist/scenario_file.h"
#include "coexist/study.h"
#include "study/digest.h"
#include "study/setting.h"

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
    if (!scenario.questions.empty()) continue;
    StudyOptions options;
    options.engine = engine;
    options.worlds = histories;
    const std::string key = scenario_name + ",," + name;
    const auto found = digests.find(key);
    const std::string digest = run(scenario, ArmChoice::with, options).digest;
    EXPECT_EQ(found == digests.end() ? "" : found->second, digest) << key << ',' << digest;
  }
}

TEST(Digest, OfTheBatchEngineIsTheRecordedOne) { expect_recorded(EngineChoice::batch, "batch"); }
TEST(Digest, OfTheReferenceEngineIsTheRecordedOne) { expect_recorded(EngineChoice::reference, "reference"); }

// Every instruction set that this machine has, with one, two and three threads, in small pieces and in one.
TEST(Digest, IsTheSameOnEveryInstructionSet) {
  const std::map<std::string, std::string> digests = recorded();
  const std::string name = bundled_scenarios().front();
  const Scenario scenario = load_scenario(name);
  const Posed posed = pose(scenario, {});
  const std::array<Intervention, 2> arms = {posed.with, posed.without};
  const std::size_t outcomes = posed.setting.outcomes.size();
  const auto found = digests.find(name + "," + scenario.questions.front().id + ",batch");
  ASSERT_NE(found, digests.end());
  for (const EngineKind kind : {EngineKind::baseline, EngineKind::avx2, EngineKind::avx512}) {
    if (!is_supported(kind)) continue;
    for (const int threads : {1, 2, 3})
      for (const std::uint32_t piece : {16U, 48U, 256U}) {
        EnsembleOptions options;
        options.histories = histories;
        options.threads = threads;
        options.piece = piece;
        options.engine = kind;
        Digest digest;
        play_ensemble(posed.setting, arms, posed.fork, options, [&](const Piece& played) {
          for (std::size_t h = 0; h < played.count; ++h)
            for (std::size_t arm = 0; arm < arms.size(); ++arm)
              digest.add(std::span(played.played.outcomes).subspan((arm * played.count + h) * outcomes, outcomes));
        });
        EXPECT_EQ(digest.hex(), found->second) << instruction_set(kind) << ", " << threads << " threads, pieces of " << piece;
      }
  }
}

}  // namespace
}  // namespace coexist
