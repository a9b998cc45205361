// SPDX-License-Identifier: Apache-2.0
// Ensembles: what is handed on, and in which order, depends on nothing but the question.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <memory>
#include <stdexcept>

#include "both_arms.h"

namespace coexist {
namespace {

using namespace testing;

// All that was handed on, in the order of histories: [history][arm][outcome], and the numbers at which pieces began.
struct Taken {
  std::vector<double> outcomes;
  std::vector<std::uint32_t> first;
  std::uint32_t histories = 0;
};

std::vector<double> by_history(const Piece& piece, std::size_t outcomes) {
  std::vector<double> rows;
  for (std::size_t h = 0; h < piece.count; ++h)
    for (std::size_t arm = 0; arm < 2; ++arm)
      for (std::size_t o = 0; o < outcomes; ++o) rows.push_back(piece.played.outcomes[(arm * piece.count + h) * outcomes + o]);
  return rows;
}

Taken take_all(const BothArms& question, const EnsembleOptions& options) {
  Taken taken;
  taken.histories = play_ensemble(question.posed.setting, question.arms, question.posed.fork, options, [&](const Piece& piece) {
    taken.first.push_back(piece.first);
    const std::vector<double> rows = by_history(piece, question.outcomes());
    taken.outcomes.insert(taken.outcomes.end(), rows.begin(), rows.end());
  });
  return taken;
}

EnsembleOptions of(std::uint32_t histories, int threads, std::uint32_t piece) {
  EnsembleOptions options;
  options.histories = histories;
  options.threads = threads;
  options.piece = piece;
  return options;
}

// 203 histories are no multiple of a batch of 16, nor of a piece of 48.
TEST(Ensemble, ThreadsAndPiecesDoNotMatter) {
  const BothArms question;
  const Taken alone = take_all(question, of(203, 1, 1000));
  EXPECT_EQ(alone.histories, 203U);
  ASSERT_EQ(alone.outcomes.size(), 203 * 2 * question.outcomes());
  for (const int threads : {1, 2, 3})
    for (const std::uint32_t piece : {16U, 48U, 1000U}) {
      const Taken taken = take_all(question, of(203, threads, piece));
      EXPECT_EQ(taken.histories, 203U);
      EXPECT_EQ(different_bits(alone.outcomes, taken.outcomes), 0U) << threads << " threads, pieces of " << piece;
      // Pieces are whole batches, no larger than asked for, without a gap.
      for (std::size_t n = 0; n < taken.first.size(); ++n) {
        EXPECT_EQ(taken.first[n] % 16, 0U);
        if (n > 0) {
          EXPECT_GT(taken.first[n], taken.first[n - 1]);
          EXPECT_LE(taken.first[n] - taken.first[n - 1], piece);
        }
      }
    }
}

// Several ensembles as one list of work: each comes out as it does alone, stretch by stretch and in order.
TEST(Ensemble, AListOfEnsemblesIsEachAlone) {
  const BothArms first;
  StudyOptions other;
  other.seed = 7;
  const BothArms second(other);
  const auto make = [&](std::uint32_t number) {
    const BothArms& of = number % 2 == 0 ? first : second;
    const std::shared_ptr<const Setting> lent(std::shared_ptr<const void>(), &of.posed.setting);
    return Ensemble{lent, {of.arms.begin(), of.arms.end()}, of.posed.fork};
  };
  const std::array<Stretch, 4> stretches = {Stretch{0, 0, 40}, Stretch{1, 32, 16}, Stretch{2, 64, 0}, Stretch{2, 16, 33}};
  std::vector<std::vector<double>> alone;
  for (const Stretch& stretch : stretches) {
    EnsembleOptions options = of(stretch.histories, 1, 1000);
    options.first = stretch.first;
    alone.push_back(take_all(stretch.ensemble % 2 == 0 ? first : second, options).outcomes);
  }
  EXPECT_NE(alone[0], alone[1]);
  for (const int threads : {1, 2, 3})
    for (const std::uint32_t piece : {16U, 1000U}) {
      std::vector<std::vector<double>> taken(stretches.size());
      std::size_t last = 0;
      const std::uint32_t histories =
          play_stretches(stretches, make, of(0, threads, piece), [&](std::size_t stretch, const Piece& played) {
            EXPECT_GE(stretch, last);
            last = stretch;
            const std::vector<double> rows = by_history(played, first.outcomes());
            taken[stretch].insert(taken[stretch].end(), rows.begin(), rows.end());
          });
      EXPECT_EQ(histories, 89U);
      for (std::size_t n = 0; n < stretches.size(); ++n) EXPECT_EQ(different_bits(alone[n], taken[n]), 0U) << n;
    }
}

TEST(Ensemble, TheReferenceEngineHandsOnTheSameWay) {
  const BothArms question;
  EnsembleOptions options = of(19, 1, 1000);
  options.engine = EngineKind::reference;
  const Taken alone = take_all(question, options);
  options.threads = 3;
  options.piece = 1;
  EXPECT_EQ(different_bits(alone.outcomes, take_all(question, options).outcomes), 0U);
}

TEST(Ensemble, AFlagStopsItEarly) {
  const BothArms question;
  for (const int threads : {1, 3}) {
    std::atomic<bool> stop{false};
    EnsembleOptions options = of(4800, threads, 16);
    options.stop = &stop;
    options.progress = [&](std::uint32_t done, std::uint32_t all) {
      EXPECT_EQ(all, 4800U);
      if (done >= 64) stop = true;
    };
    const Taken taken = take_all(question, options);
    EXPECT_GE(taken.histories, 64U);
    EXPECT_LT(taken.histories, 4800U);
    EXPECT_EQ(taken.outcomes.size(), taken.histories * 2 * question.outcomes());
    for (std::size_t n = 0; n < taken.first.size(); ++n) EXPECT_EQ(taken.first[n], n * 16);  // without a gap
    const Taken whole = take_all(question, of(taken.histories, 1, 1000));
    EXPECT_EQ(different_bits(taken.outcomes, whole.outcomes), 0U);
  }
}

TEST(Ensemble, AFlagThatIsUpFromTheStartLetsNothingThrough) {
  const BothArms question;
  const std::atomic<bool> stop{true};
  EnsembleOptions options = of(64, 2, 16);
  options.stop = &stop;
  EXPECT_EQ(take_all(question, options).histories, 0U);
}

TEST(Ensemble, ReportsProgressInOrder) {
  const BothArms question;
  EnsembleOptions options = of(96, 3, 16);
  std::vector<std::uint32_t> reported;
  options.progress = [&](std::uint32_t done, std::uint32_t) { reported.push_back(done); };
  take_all(question, options);
  EXPECT_EQ(reported, (std::vector<std::uint32_t>{16, 32, 48, 64, 80, 96}));
}

// What goes wrong in whoever takes the pieces comes out, and no thread is left waiting.
TEST(Ensemble, PassesOnWhatIsThrown) {
  const BothArms question;
  for (const int threads : {1, 3})
    EXPECT_THROW(play_ensemble(question.posed.setting, question.arms, question.posed.fork, of(4800, threads, 16),
                     [](const Piece& piece) {
                       if (piece.first >= 32) throw std::runtime_error("disk full");
                     }),
        std::runtime_error);
}

}  // namespace
}  // namespace coexist
