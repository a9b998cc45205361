// SPDX-License-Identifier: Apache-2.0
// A small run to be kept, made of numbers that are easy to tell apart.
#pragma once

#include <gtest/gtest.h>

#include <unistd.h>

#include <bit>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include "coexist/error.h"
#include "coexist/store.h"

namespace coexist {

inline Asked small_question() {
  Asked asked;
  asked.same = {{"scenario", "two"}, {"seed", "1"}, {"text of the scenario", "name = \"two\"\n"}};
  asked.noted = {{"title", "Two rivals"}, {"scenario as read", "# two\nname = \"two\"\n"}};
  asked.worlds = 50;
  asked.draws = 3;
  asked.histories_a_draw = 16;
  asked.arms = {{"with", "soft"}, {"without", "hard"}};
  asked.outcomes = {{"crises", "count", "joint", "crises"}, {"fear", "probability", "response", "fear, \"felt\""}};
  asked.series = {"H[A,B]"};
  asked.columns = {{"H", "principal, polity", "0..1", "hostility", {"A,B", "B,A"}},
      {"act", "principal, polity", "-1..1", "act", {"A,B", "B,A"}}, {"present", "polity", "0 or 1", "there", {"A", "B"}},
      {"war", "", "0 or 1", "war", {""}}};
  asked.states = {{"A", "Aland", 2}, {"B", "Bland", 0}};
  asked.start = *Date::parse("1953-01");
  asked.months = 14;
  return asked;
}

// Number of an outcome; some in single precision, some not, and one that is no number.
inline double outcome_of(std::size_t arm, std::uint32_t history, std::size_t outcome) {
  if (history == 5 && outcome == 1) return std::numeric_limits<double>::quiet_NaN();
  const double value = static_cast<double>(arm * 1000 + history);
  return outcome == 0 ? value : value / 3;
}

inline Block block_of(const Asked& asked, std::uint32_t first, std::uint32_t count) {
  Block block{first, count, {}, {}};
  for (std::size_t arm = 0; arm < asked.arms.size(); ++arm)
    for (std::uint32_t h = first; h < first + count; ++h) {
      for (std::size_t o = 0; o < asked.outcomes.size(); ++o) block.outcomes.push_back(outcome_of(arm, h, o));
      for (int t = 0; t < asked.months; ++t) block.series.push_back(static_cast<double>(arm) + h + t / 100.0);
    }
  return block;
}

inline KeptDraw draw_of(std::uint32_t number) {
  const double d = number;
  return {number, 16, number, {{16, d / 7, 0.1}, {15, -d, 1e-300}}};
}

inline std::vector<MonthlySummary> summaries_of(const Asked& asked) {
  const auto months = static_cast<std::size_t>(asked.months);
  std::vector<MonthlySummary> summaries;
  for (const Asked::Arm& arm : asked.arms)
    summaries.push_back({arm.name, "H[A,B]", 20, false, std::vector<double>(months, 0.5), std::vector<double>(months, 0.25),
        std::vector<double>(months, 0.75)});
  return summaries;
}

inline std::vector<TracedHistory> traced_of(const Asked& asked, std::uint32_t history) {
  std::vector<TracedHistory> arms;
  for (const Asked::Arm& arm : asked.arms) {
    TracedHistory traced{history, arm.name,
        "1953-02\tthreat\tA\tB\t\t\t0\n1953-03\tcrisis\tB\tA\tBerlin, West\tdefender "
        "yields\t2.5\n1954-01\tsuperpower_war\t\t\t\t\t0\n",
        {}};
    for (const Asked::Column& column : asked.columns)
      traced.columns.emplace_back(column.cells.size() * static_cast<std::size_t>(asked.months), column.name == "H" ? 0.5 : 1.0);
    arms.push_back(std::move(traced));
  }
  return arms;
}

inline bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t n = 0; n < a.size(); ++n)
    if (std::bit_cast<std::uint64_t>(a[n]) != std::bit_cast<std::uint64_t>(b[n])) return false;
  return true;
}

// Keeps what is not kept yet of the small run, as a study would, and ends it.
inline void keep_all(StoreFile& store, const Asked& asked) {
  store.begin(asked);
  const std::uint32_t blocks[] = {0, 20, 40, 50};
  for (int n = 0; n < 3; ++n)
    if (store.histories() < blocks[n + 1]) store.keep(block_of(asked, store.histories(), blocks[n + 1] - store.histories()));
  if (store.summarised() == 0) store.keep(summaries_of(asked));
  while (store.traced() < 2) store.keep(traced_of(asked, store.traced()));
  for (std::uint32_t d = 0; d < asked.draws; ++d)
    if (!store.draw(d)) store.keep(draw_of(d));
  store.flush();
  store.finish({"screen\n", "everything\n", "{}\n"});
}

// What was kept comes back as it was.
inline void expect_whole(const std::string& path, const Asked& asked) {
  const StoredRun run(path);
  EXPECT_EQ(asked.worlds, run.histories());
  std::uint32_t next = 0;
  run.each_block([&](const Block& block) {
    EXPECT_EQ(next, block.first);
    const Block expected = block_of(asked, block.first, block.count);
    EXPECT_TRUE(same_bits(expected.outcomes, block.outcomes));
    EXPECT_TRUE(same_bits(expected.series, block.series));
    next += block.count;
  });
  EXPECT_EQ(asked.worlds, next);
  ASSERT_EQ(asked.draws, run.draws().size());
  for (const KeptDraw& draw : run.draws()) {
    const KeptDraw expected = draw_of(draw.number);
    EXPECT_EQ(expected.marked, draw.marked);
    EXPECT_EQ(expected.histories, draw.histories);
    for (std::size_t o = 0; o < asked.outcomes.size(); ++o) {
      EXPECT_EQ(expected.differences[o].count, draw.differences[o].count);
      EXPECT_EQ(expected.differences[o].mean, draw.differences[o].mean);
      EXPECT_EQ(expected.differences[o].squares, draw.differences[o].squares);
    }
  }
  EXPECT_EQ(2U, run.summaries().size());
  EXPECT_EQ((std::vector<std::uint32_t>{0, 1}), run.traced());
  EXPECT_EQ(traced_of(asked, 1)[1].events, run.trace(1)[1].events);
  EXPECT_EQ(traced_of(asked, 1)[1].columns, run.trace(1)[1].columns);
  ASSERT_TRUE(run.shown().has_value());
  EXPECT_EQ("everything\n", run.shown()->everything);
}

class InFolder : public testing::Test {
 protected:
  void SetUp() override {
    // In memory where that can be had: what is tested is not how fast a disk is.
    const std::filesystem::path memory = "/dev/shm";
    folder_ = (std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path()) /
              ("coexist-store-" + std::to_string(getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directory(folder_);
    path_ = folder_ / "run.db";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string read() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void write(const std::string& bytes) const { std::ofstream(path_, std::ios::binary | std::ios::trunc) << bytes; }

  std::filesystem::path folder_;
  std::string path_;
};

}  // namespace coexist
