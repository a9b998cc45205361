// SPDX-License-Identifier: Apache-2.0
// Engines: a batch of histories at a time.  That they agree with each other is a law (tests/laws/engines_test.cpp).
#include <gtest/gtest.h>

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
