// SPDX-License-Identifier: Apache-2.0
// Engines: the same histories whatever the instruction set, and the same answers in single precision as in double.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "both_arms.h"

namespace coexist {
namespace {

using namespace testing;

Played play(const BothArms& question, EngineKind kind, std::uint32_t first) {
  Played played;
  make_engine(kind, question.posed.setting)->play(first, question.arms, question.posed.fork, played);
  return played;
}

class Kernel : public ::testing::TestWithParam<EngineKind> {};

// 64 histories, both arms, every outcome and nine courses.
TEST_P(Kernel, GivesTheBitsOfTheBaseline) {
  if (!is_supported(GetParam())) GTEST_SKIP() << "this processor has no " << instruction_set(GetParam());
  const BothArms question(with_series());
  for (std::uint32_t first = 0; first < 64; first += 16) {
    const Played baseline = play(question, EngineKind::baseline, first);
    const Played played = play(question, GetParam(), first);
    ASSERT_EQ(baseline.outcomes.size(), 2 * 16 * question.outcomes());
    ASSERT_EQ(baseline.series.size(), 2U * 16 * 9 * 144);
    EXPECT_EQ(different_bits(baseline.outcomes, played.outcomes), 0U) << "outcomes, histories from " << first;
    EXPECT_EQ(different_bits(baseline.series, played.series), 0U) << "courses, histories from " << first;
    EXPECT_EQ(baseline.marked, played.marked);
  }
}
std::string kernel_name(const ::testing::TestParamInfo<EngineKind>& info) {
  switch (info.param) {
    case EngineKind::avx2: return "avx2";
    case EngineKind::avx512: return "avx512";
    default: return "widest";
  }
}
INSTANTIATE_TEST_SUITE_P(
    Engines, Kernel, ::testing::Values(EngineKind::avx2, EngineKind::avx512, EngineKind::batch), kernel_name);

// What counts in whole numbers: acts, crises, systems, splits.  The rest are averages, levels and chances.
bool is_discrete(const OutcomeInstance& outcome) {
  const Gather how = outcome.info().gather;
  return how == Gather::total || how == Gather::highest || outcome.name.starts_with("systems.");
}

// Rounding to single precision turns a draw that falls next to a threshold the other way, and after that a history is another one
// with the same distribution.  So histories are compared where they can be, and means within four standard errors of the paired
// difference.
TEST(EnginesSlow, BatchMeansAgreeWithTheReference) {
  constexpr std::uint32_t histories = 400;
  const BothArms question;
  const std::vector<double> batch = question.outcomes_of(EngineKind::batch, histories);
  const std::vector<double> reference = question.outcomes_of(EngineKind::reference, histories);
  const std::size_t outcomes = question.outcomes();
  ASSERT_EQ(batch.size(), 2 * histories * outcomes);
  ASSERT_EQ(reference.size(), batch.size());
  std::vector<char> history_flipped(2 * histories, 0);
  int flipped = 0, compared = 0;
  for (std::size_t arm = 0; arm < 2; ++arm)
    for (std::size_t o = 0; o < outcomes; ++o) {
      const OutcomeInstance& outcome = question.posed.setting.outcomes[o];
      double sum = 0, squares = 0, level = 0;
      for (std::size_t h = 0; h < histories; ++h) {
        const std::size_t at = (arm * histories + h) * outcomes + o;
        const double difference = batch[at] - reference[at];
        sum += difference;
        squares += difference * difference;
        level += std::abs(reference[at]);
        if (!is_discrete(outcome)) continue;
        ++compared;
        if (difference == 0) continue;
        ++flipped;
        history_flipped[arm * histories + h] = 1;
      }
      const double mean = sum / histories;
      const double error = std::sqrt(std::max(0.0, squares / histories - mean * mean) / histories);
      // Differences without any flip are rounding alone, which has a bias of its own: some parts in 10^6 of the level.
      EXPECT_LE(std::abs(mean), 4 * error + 1e-5 * level / histories) << outcome.name << ", arm " << arm;
    }
  int histories_flipped = 0;
  for (const char flip : history_flipped) histories_flipped += flip;
  RecordProperty("discrete_outcomes_compared", compared);
  RecordProperty("discrete_outcomes_flipped", flipped);
  RecordProperty("histories_with_a_flip", histories_flipped);
  // A history draws some thousands of acts, and single precision moves a threshold by some parts in 10^7: that few draws in a
  // hundred histories turn, so that one history in twenty would be far too many.
  EXPECT_LT(histories_flipped, 2 * static_cast<int>(histories) / 20);
}

TEST(Engines, NoHistoryIsMarked) {
  const BothArms question;
  for (const EngineKind kind : {EngineKind::reference, EngineKind::batch})
    for (const char marked : play(question, kind, 0).marked) EXPECT_EQ(marked, 0);
}

// Draws are addressed: history n does not depend on the batch it is played in.
TEST(Engines, AHistoryIsTheSameWhereverABatchBegins) {
  const BothArms question(with_series());
  const std::size_t outcomes = question.outcomes();
  const Played from_0 = play(question, EngineKind::batch, 0);
  const Played from_5 = play(question, EngineKind::batch, 5);
  for (std::size_t arm = 0; arm < 2; ++arm)
    for (std::size_t h = 5; h < 16; ++h)
      for (std::size_t o = 0; o < outcomes; ++o)
        EXPECT_EQ(from_0.outcomes[(arm * 16 + h) * outcomes + o], from_5.outcomes[(arm * 16 + h - 5) * outcomes + o])
            << question.posed.setting.outcomes[o].name << " of history " << h;
}

}  // namespace
}  // namespace coexist
