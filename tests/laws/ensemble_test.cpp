// SPDX-License-Identifier: Apache-2.0
// Laws of the ensemble: neither the number of threads nor the size of the pieces they take matters to a bit.
#include <atomic>

#include "laws/everything.h"

namespace coexist::laws {
namespace {

TEST(EnsembleLaw, ThreadsAndPiecesChangeNothing) {
  for_everything([](const Asked& asked) {
    StudyOptions options = asked.options;
    options.worlds = 64;
    options.batch = 1000;
    const Histories plain = play(asked.scenario, options);
    for (const int threads : {1, 2, 3})
      for (const std::uint32_t batch : {16U, 48U, 1000U}) {
        SCOPED_TRACE(std::to_string(threads) + " threads, pieces of " + std::to_string(batch));
        options.threads = threads;
        options.batch = batch;
        const Histories again = play(asked.scenario, options);
        EXPECT_EQ(plain.digest, again.digest);
        expect_same(plain, again);
      }
  });
}

TEST(EnsembleLaw, ThreadsChangeNothingInTheReferenceEngine) {
  const Scenario scenario = flagship().scenario;
  StudyOptions options = options_of(scenario.questions.front(), 18);
  options.engine = EngineChoice::reference;
  const std::string digest = ask(scenario, options).digest;
  options.threads = 3;
  options.batch = 16;
  EXPECT_EQ(ask(scenario, options).digest, digest);
}

// Histories are handed on once each, in the order of their numbers, `with` before `without`.
TEST(EnsembleLaw, HistoriesComeInOrder) {
  const Scenario scenario = flagship().scenario;
  StudyOptions options = options_of(scenario.questions.front(), 70);
  options.threads = 3;
  options.batch = 16;
  std::vector<std::string> seen, expected;
  options.on_history = [&](std::uint32_t history, const char* arm, const std::vector<double>&) {
    seen.push_back(std::to_string(history) + arm);
  };
  ask(scenario, options);
  for (int n = 0; n < 70; ++n)
    for (const char* arm : {"with", "without"}) expected.push_back(std::to_string(n) + arm);
  EXPECT_EQ(seen, expected);
}

// Stopped early, the histories handed on are the first ones, unchanged.
TEST(EnsembleLaw, StoppedEarlyItKeepsWhatItHas) {
  const Scenario scenario = flagship().scenario;
  StudyOptions options = options_of(scenario.questions.front(), 64);
  options.batch = 16;
  const Histories all = play(scenario, options);
  for (const int threads : {1, 2}) {
    std::atomic<bool> stop{false};
    std::vector<std::vector<double>> kept;
    options.threads = threads;
    options.stop = &stop;
    options.on_history = [&](std::uint32_t, const char* arm, const std::vector<double>& values) {
      if (std::string(arm) == "with") kept.push_back(values);
      stop = true;
    };
    const Answer answer = ask(scenario, options);
    ASSERT_EQ(kept.size(), answer.worlds);
    ASSERT_LE(kept.size(), all.with.size());
    EXPECT_EQ(answer.stopped, kept.size() < all.with.size());
    if (threads == 1) {
      EXPECT_EQ(kept.size(), 16U);  // the piece under way, and no other
    }
    for (std::size_t n = 0; n < kept.size(); ++n) EXPECT_EQ(kept[n], all.with[n]);
  }
}

}  // namespace
}  // namespace coexist::laws
