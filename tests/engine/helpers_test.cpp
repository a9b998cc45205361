// SPDX-License-Identifier: Apache-2.0
// Rank 0 and its helpers, each against the other's words: what is handed on does not depend on who played it, or when it came.  The
// ranks themselves, under mpirun: tests/cli/ranks_test.py.
#include "engine/helpers.h"

#include <gtest/gtest.h>

#include <array>
#include <deque>
#include <functional>

#include "both_arms.h"
#include "coexist/error.h"
#include "engine/errand.h"

namespace coexist {
namespace {

using namespace testing;

MakeEnsemble maker(const BothArms& question) {
  return [&question](std::uint32_t) {
    const std::shared_ptr<const Setting> lent(std::shared_ptr<const void>(), &question.posed.setting);
    return Ensemble{lent, {question.arms.begin(), question.arms.end()}, question.posed.fork};
  };
}

class Scripted : public Ranks {
 public:
  Scripted(int rank, int size) : rank_(rank), size_(size) { set_joined_ranks(this); }
  ~Scripted() override { set_joined_ranks(nullptr); }
  int rank() const override { return rank_; }
  int size() const override { return size_; }
  int threads() const override { return 2; }
  void send(int to, Tag tag, std::vector<char> bytes) override { sent.push_back({to, tag, std::move(bytes)}); }
  std::optional<Message> receive() override {
    if (coming.empty()) return std::nullopt;
    Message message = std::move(coming.front());
    coming.pop_front();
    return message;
  }
  void finish() override { has_finished = true; }

  std::deque<Message> coming;
  std::vector<Message> sent;  // `from` is to whom
  bool has_finished = false;

 private:
  int rank_, size_;
};

// Two helpers that play what they are sent, and answer the latest first.
class Obliging final : public Scripted {
 public:
  explicit Obliging(const BothArms& question, const std::string& fingerprint = "same")
      : Scripted(0, 3), make_(maker(question)), player_(make_, EngineKind::batch, [] { return false; }) {
    for (const int helper : {1, 2}) coming.push_back({helper, Tag::hello, packed(Hello{1, 3, "node", fingerprint})});
  }
  void send(int to, Tag tag, std::vector<char> bytes) override {
    if (tag == Tag::unit) {
      Result result{errand_of(bytes), {}};
      EXPECT_TRUE(player_.play(result.errand.unit, result.piece));
      coming.push_front({to, Tag::result, packed(result)});
      ++played;
    }
    Scripted::send(to, tag, std::move(bytes));
  }
  int played = 0;

 private:
  MakeEnsemble make_;
  Player player_;
};

struct Taken {
  std::vector<double> outcomes;
  std::uint32_t histories = 0;
};

Taken take_all(const BothArms& question, EnsembleOptions options, std::uint32_t histories, bool shared) {
  Taken taken;
  options.histories = histories;
  options.threads = 1;
  options.piece = 16;
  options.shared = shared ? &question.posed.setting : nullptr;
  std::uint32_t next = 0;
  taken.histories = play_ensemble(question.posed.setting, question.arms, question.posed.fork, options, [&](const Piece& piece) {
    EXPECT_EQ(piece.first, next);
    next += piece.count;
    taken.outcomes.insert(taken.outcomes.end(), piece.played.outcomes.begin(), piece.played.outcomes.end());
  });
  return taken;
}

TEST(Leader, HandsOnInOrderWhateverComesFirst) {
  const BothArms question;
  const Taken alone = take_all(question, {}, 600, false);
  Obliging helpers(question);
  const Leading leading("same");
  const Taken together = take_all(question, {}, 600, true);
  EXPECT_GT(helpers.played, 0);
  EXPECT_EQ(together.histories, 600U);
  EXPECT_EQ(different_bits(alone.outcomes, together.outcomes), 0U);
}

TEST(Leader, PlaysAloneWhatOthersCannotMake) {
  const BothArms question;
  Obliging helpers(question);
  const Leading leading("same");
  EXPECT_EQ(take_all(question, {}, 64, false).histories, 64U);
  EXPECT_EQ(helpers.played, 0);
}

TEST(Leader, RefusesAHelperThatWasGivenSomethingElse) {
  const BothArms question;
  Obliging helpers(question, "other");
  const Leading leading("same");
  EXPECT_THROW(take_all(question, {}, 6000, true), RunError);
  EXPECT_EQ(helpers.played, 0);
}

TEST(Leader, FailsWithItsHelper) {
  const BothArms question;
  Obliging helpers(question);
  helpers.coming.push_back({2, Tag::failed, {'n', 'o'}});
  const Leading leading("same");
  try {
    take_all(question, {}, 6000, true);
    FAIL() << "went on without a helper";
  } catch (const RunError& error) {
    EXPECT_EQ(std::string(error.what()), "rank 2 on node has failed: no");
  }
}

TEST(Leader, StopsWithAnInterruptedHelper) {
  const BothArms question;
  Scripted silent(0, 2);
  silent.coming.push_back({1, Tag::interrupted, {}});
  const Leading leading("same");
  EXPECT_LT(take_all(question, {}, 100'000, true).histories, 100'000U);
}

TEST(Leader, DropsWhatIsLeftOfAnEarlierPlay) {
  const BothArms question;
  const Taken alone = take_all(question, {}, 64, false);
  Scripted silent(0, 2);
  const Leading leading("same");
  Result stale;
  stale.errand.number = 0;
  silent.coming.push_back({1, Tag::result, packed(stale)});
  EXPECT_EQ(different_bits(alone.outcomes, take_all(question, {}, 64, true).outcomes), 0U);
}

TEST(Leader, WaitsForEveryHelperAtTheEnd) {
  Scripted ranks(0, 3);
  for (const int helper : {2, 1}) ranks.coming.push_back({helper, Tag::gone, {}});
  EXPECT_EQ(part_from(ranks, "", false), std::vector<std::string>{});
  EXPECT_TRUE(ranks.has_finished);
}

TEST(Leader, NamesTheHelpersThatAreSilent) {
  Scripted ranks(0, 3);
  ranks.coming.push_back({1, Tag::hello, packed(Hello{1, 1, "node", "same"})});
  ranks.coming.push_back({2, Tag::gone, {}});
  EXPECT_EQ(part_from(ranks, "", true), std::vector<std::string>{"rank 1 on node"});
  EXPECT_FALSE(ranks.has_finished);
}

// Answers the units it is sent, and goes when it is told to.
TEST(Helper, PlaysWhatItIsSent) {
  const BothArms question;
  const Taken alone = take_all(question, {}, 48, false);
  class Sending final : public Scripted {
   public:
    Sending() : Scripted(1, 2) {
      for (std::uint32_t n = 0; n < 3; ++n) coming.push_back({0, Tag::unit, packed(Errand{9, n, {0, n * 16, 16}})});
    }
    void send(int to, Tag tag, std::vector<char> bytes) override {
      Scripted::send(to, tag, std::move(bytes));
      if (sent.size() == 4) coming.push_back({0, Tag::bye, {}});
    }
  } ranks;
  help("same", maker(question), {});
  ASSERT_EQ(ranks.sent.size(), 4U);
  const Hello hello = hello_of(ranks.sent[0].bytes);
  EXPECT_EQ(hello.threads, 2);
  EXPECT_EQ(hello.fingerprint, "same");
  const std::size_t numbers = alone.outcomes.size() / 3;
  for (std::size_t n = 1; n < 4; ++n) {
    EXPECT_EQ(ranks.sent[n].tag, Tag::result);
    const Result result = result_of(ranks.sent[n].bytes);
    EXPECT_EQ(result.errand.play, 9U);
    EXPECT_EQ(result.piece.first, result.errand.number * 16);
    const auto first = alone.outcomes.begin() + static_cast<std::ptrdiff_t>(result.errand.number * numbers);
    EXPECT_EQ(different_bits({first, first + static_cast<std::ptrdiff_t>(numbers)}, result.piece.played.outcomes), 0U);
  }
  // Told good-bye, it has no part in a study that comes after.
  help("same", maker(question), {});
  EXPECT_EQ(ranks.sent.size(), 4U);
}

TEST(Helper, SaysThatItWasInterrupted) {
  const BothArms question;
  class Waiting final : public Scripted {
   public:
    Waiting() : Scripted(1, 2) {}
    void send(int to, Tag tag, std::vector<char> bytes) override {
      Scripted::send(to, tag, std::move(bytes));
      if (tag == Tag::interrupted) coming.push_back({0, Tag::done, {}});
    }
  } ranks;
  const std::atomic<bool> stop{true};
  EnsembleOptions options;
  options.stop = &stop;
  help("same", maker(question), options);
  EXPECT_EQ(ranks.sent.back().tag, Tag::interrupted);
}

TEST(Helper, PassesOnWhatGoesWrong) {
  Scripted ranks(1, 2);
  ranks.coming.push_back({0, Tag::unit, packed(Errand{1, 0, {0, 0, 16}})});
  const MakeEnsemble make = [](std::uint32_t) -> Ensemble { throw std::runtime_error("no memory"); };
  EXPECT_THROW(help("same", make, {}), std::runtime_error);
}

TEST(Helper, SaysWhyItFailedBeforeItGoes) {
  Scripted ranks(1, 2);
  ranks.coming.push_back({0, Tag::bye, {}});
  part_from(ranks, "no memory", false);
  ASSERT_EQ(ranks.sent.size(), 2U);
  EXPECT_EQ(ranks.sent[0].tag, Tag::failed);
  EXPECT_EQ(std::string(ranks.sent[0].bytes.begin(), ranks.sent[0].bytes.end()), "no memory");
  EXPECT_EQ(ranks.sent[1].tag, Tag::gone);
  EXPECT_TRUE(ranks.has_finished);
}

}  // namespace
}  // namespace coexist
