// SPDX-License-Identifier: Apache-2.0
// A study that is ended anywhere and gone on with comes to the same answer, and plays only what is not kept.
#include "study/keeping.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "coexist/report.h"
#include "coexist/scenario_file.h"
#include "coexist/study.h"
#include "study/asked.h"

namespace coexist {
namespace {

// Keeps in memory; ends the run, as a kill would, after so many things kept.
class Memory final : public Keeper {
 public:
  struct Killed {};

  void begin(const Asked& what) override {
    asked = what;
    std::erase_if(draws, [&](const auto& draw) { return draw.second.histories > what.histories_a_draw; });
  }
  std::uint32_t histories() const override { return blocks.empty() ? 0 : blocks.back().first + blocks.back().count; }
  void replay(const std::function<bool(Block&&)>& take) override {
    for (const Block& block : blocks)
      if (!take(Block(block))) return;
  }
  std::optional<KeptDraw> draw(std::uint32_t number) override {
    const auto found = draws.find(number);
    return found == draws.end() ? std::nullopt : std::optional(found->second);
  }
  std::uint32_t summarised() const override { return summaries.empty() ? 0 : summaries.front().histories; }
  std::uint32_t traced() const override { return static_cast<std::uint32_t>(traces.size()); }
  void keep(const Block& block) override {
    EXPECT_EQ(histories(), block.first);
    step();
    blocks.push_back(block);
  }
  void keep(const KeptDraw& draw) override {
    step();
    draws[draw.number] = draw;
  }
  void keep(const std::vector<MonthlySummary>& kept) override {
    step();
    (kept.front().all ? courses : summaries) = kept;
  }
  void keep(const std::vector<TracedHistory>& arms) override {
    EXPECT_EQ(traces.size(), arms.front().history);
    step();
    traces.push_back(arms);
  }
  void flush() override { ++flushed; }

  Asked asked;
  std::vector<Block> blocks;
  std::map<std::uint32_t, KeptDraw> draws;
  std::vector<MonthlySummary> summaries, courses;
  std::vector<std::vector<TracedHistory>> traces;
  int flushed = 0, steps = 0, ends_at = 0;

 private:
  void step() {
    if (++steps == ends_at) throw Killed{};
  }
};

const Scenario& flagship() {
  static const Scenario scenario = load_scenario(bundled_scenarios().front());
  return scenario;
}

StudyOptions small() {
  StudyOptions options;
  options.worlds = 1100;
  options.until = "1957-06";
  options.prior_draws = 5;
  return options;
}

std::string told(Answer answer) {
  answer.seconds = answer.twin_worlds_per_second = 0;
  return as_json(answer);
}
std::string told(RunResult result) {
  result.seconds = result.worlds_per_second = 0;
  return as_json(result);
}

TEST(Keeping, ChangesNothing) {
  StudyOptions options = small();
  const std::string plain = told(ask(flagship(), options));
  Memory memory;
  options.keeper = &memory;
  options.trace = 2;
  EXPECT_EQ(plain, told(ask(flagship(), options)));
  EXPECT_EQ(1100U, memory.histories());
  EXPECT_EQ(5U, memory.draws.size());
  EXPECT_EQ(2U, memory.traces.size());
  EXPECT_EQ(12U, memory.summaries.size());
  EXPECT_EQ(512U, memory.summaries.front().histories);
  // Asked again, nothing is played.
  const int steps = memory.steps;
  const Answer again = ask(flagship(), options);
  EXPECT_EQ(steps, memory.steps);
  EXPECT_EQ(0, again.twin_worlds_per_second);
  EXPECT_EQ(plain, told(again));
}

// Ended at each thing kept, one after the other, in one chain of runs.
TEST(Keeping, ComesToTheSameAnswerFromAnyEnd) {
  StudyOptions options = small();
  options.threads = 2;
  const std::string plain = told(ask(flagship(), options));
  Memory memory;
  options.keeper = &memory;
  options.trace = 2;
  int ends = 0;
  for (;; ++ends) {
    ASSERT_LT(ends, 100);
    memory.steps = 0;
    memory.ends_at = 2;
    try {
      EXPECT_EQ(plain, told(ask(flagship(), options)));
      break;
    } catch (const Memory::Killed&) {
    }
  }
  EXPECT_GE(ends, 8);
}

TEST(Keeping, HoldsOfAnInterruptedRun) {
  StudyOptions options = small();
  const std::string plain = told(ask(flagship(), options));
  Memory memory;
  options.keeper = &memory;
  options.batch = 16;
  for (const std::uint32_t until : {100U, 700U, 1000U, 1150U, 1400U}) {
    std::atomic<bool> stop{false};
    StudyOptions interrupted = options;
    interrupted.stop = &stop;
    interrupted.progress = [&](std::uint32_t done, std::uint32_t) { stop = stop || done >= until; };
    const Answer answer = ask(flagship(), interrupted);
    EXPECT_TRUE(answer.stopped);
    EXPECT_GE(memory.histories(), std::min(until, 1100U));  // what was finished is kept
    EXPECT_GT(memory.flushed, 0);
  }
  EXPECT_EQ(plain, told(ask(flagship(), options)));
}

TEST(Keeping, IsExtended) {
  StudyOptions options = small();
  Memory memory;
  options.keeper = &memory;
  options.worlds = 500;
  ask(flagship(), options);
  const std::map<std::uint32_t, KeptDraw> before = memory.draws;
  options.worlds = 1100;
  const std::string extended = told(ask(flagship(), options));
  EXPECT_LT(before.at(0).histories, memory.draws.at(0).histories);
  EXPECT_EQ(500U, memory.blocks.back().first);
  options.keeper = nullptr;
  EXPECT_EQ(told(ask(flagship(), options)), extended);
  // Fewer histories a draw than kept: of no use, played again.
  options.keeper = &memory;
  options.prior_draws = 10;
  const std::string more_draws = told(ask(flagship(), options));
  options.keeper = nullptr;
  EXPECT_EQ(told(ask(flagship(), options)), more_draws);
}

TEST(Keeping, HoldsOfAnAttribution) {
  StudyOptions options = small();
  options.worlds = 60;
  options.prior_draws = 0;
  options.attribute = true;
  const std::string plain = told(ask(flagship(), options));
  Memory memory;
  options.keeper = &memory;
  options.worlds = 37;
  ask(flagship(), options);
  EXPECT_EQ(32U, memory.asked.arms.size());
  EXPECT_EQ("intent", memory.asked.arms[2].name);
  options.worlds = 60;
  EXPECT_EQ(plain, told(ask(flagship(), options)));
}

TEST(Keeping, HoldsOfOneArmWithItsColumns) {
  StudyOptions options = small();
  options.series = {"H[USA,RUS]", "M[USA]"};
  const std::string plain = told(run(flagship(), ArmChoice::without, options));
  Memory memory;
  options.keeper = &memory;
  options.trace = 1;
  options.worlds = 333;
  run(flagship(), ArmChoice::without, options);
  EXPECT_EQ(333U, memory.courses.front().histories);
  options.worlds = 1100;
  EXPECT_EQ(plain, told(run(flagship(), ArmChoice::without, options)));
  EXPECT_EQ(2U, memory.courses.size());
  EXPECT_EQ("without", memory.traces.at(0).at(0).arm);
}

// A traced history is the history: its columns are those that `run --world` shows, its events those that are listened to.
TEST(Keeping, TracesWhatIsPlayed) {
  StudyOptions options = small();
  options.worlds = 3;
  options.prior_draws = 0;
  Memory memory;
  options.keeper = &memory;
  options.trace = 3;
  ask(flagship(), options);
  std::size_t events = 0;
  options.keeper = nullptr;
  options.trace = 0;
  options.on_event = [&](const HistoryEvent&) { ++events; };
  ask(flagship(), options);
  std::size_t lines = 0;
  for (const auto& arms : memory.traces)
    for (const TracedHistory& traced : arms) lines += static_cast<std::size_t>(std::ranges::count(traced.events, '\n'));
  EXPECT_EQ(events, lines);
  StudyOptions one = small();
  one.world = 2;
  one.series = {"H[RUS,USA]"};
  const RunResult result = run(flagship(), ArmChoice::with, one);
  const auto column = std::ranges::find(memory.asked.columns, "H", &Asked::Column::name);
  const auto cell = std::ranges::find(column->cells, "RUS,USA") - column->cells.begin();
  const std::vector<double>& all = memory.traces[2][0].columns[static_cast<std::size_t>(column - memory.asked.columns.begin())];
  const std::vector<double>& expected = result.series[0].mean;
  const auto months = static_cast<std::ptrdiff_t>(expected.size());
  EXPECT_EQ(expected, std::vector<double>(all.begin() + cell * months, all.begin() + (cell + 1) * months));
}

// Events are not kept: where they are listened to, everything is played again.
TEST(Keeping, PlaysAgainForEvents) {
  StudyOptions options = small();
  options.worlds = 40;
  options.prior_draws = 0;
  std::size_t plain = 0, resumed = 0;
  options.on_event = [&](const HistoryEvent&) { ++plain; };
  const std::string answer = told(ask(flagship(), options));
  Memory memory;
  options.keeper = &memory;
  options.on_event = nullptr;
  options.worlds = 25;
  ask(flagship(), options);
  options.worlds = 40;
  options.on_event = [&](const HistoryEvent&) { ++resumed; };
  EXPECT_EQ(answer, told(ask(flagship(), options)));
  EXPECT_EQ(plain, resumed);
  EXPECT_EQ(40U, memory.histories());
}

TEST(Keeping, NoticesNumbersOfAnotherBuild) {
  StudyOptions options = small();
  options.worlds = 40;
  options.prior_draws = 0;
  Memory memory;
  options.keeper = &memory;
  ask(flagship(), options);
  memory.blocks[0].outcomes[7] += 1e-9;
  EXPECT_THROW(ask(flagship(), options), InputError);
}

TEST(Keeping, KnowsEveryColumnOnce) {
  const Posed posed = pose(flagship(), small());
  const EveryColumn every = every_column(posed.setting.model, {});
  std::size_t cells = 0;
  for (const Asked::Column& column : every.columns) cells += column.cells.size();
  EXPECT_EQ(cells, every.cells.size());
  // Each name is one that --series takes.
  StudyOptions options = small();
  for (std::size_t n = 0; n < every.cells.size(); n += 11)
    options.series.push_back(every.cells[n].name.ends_with("[]") ? every.cells[n].column : every.cells[n].name);
  const Posed named = pose(flagship(), options);
  for (std::size_t n = 0; n < named.setting.series.size(); ++n) {
    EXPECT_EQ(every.cells[n * 11].row, named.setting.series[n].row) << named.setting.series[n].name;
    EXPECT_EQ(every.cells[n * 11].place, named.setting.series[n].place) << named.setting.series[n].name;
  }
}

}  // namespace
}  // namespace coexist
