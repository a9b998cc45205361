// SPDX-License-Identifier: Apache-2.0
// The measurements behind `coexist bench`.  What is compared is measured in turn, in every repeat, so that a machine whose speed
// drifts does so for all of them; what is said is the median of the repeats.
#include "coexist/bench.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <ctime>
#include <fstream>
#include <limits>
#include <thread>

#include "base/float_environment.h"
#include "coexist/scenario_file.h"
#include "engine/measured.h"
#include "study/port_limit.h"
#include "study/setting.h"
#include "study/statistics.h"
#include "study/work.h"

namespace coexist {
namespace {

constexpr std::uint32_t lanes = 16;

struct Time {
  double clock = 0, processor = 0;  // seconds
};

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  constexpr double nano = 1e-9;
  return static_cast<double>(now.tv_sec) + nano * static_cast<double>(now.tv_nsec);
}

template <class Work> Time time_of(Work work) {
  const double processor = processor_seconds();
  const auto start = std::chrono::steady_clock::now();
  work();
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), processor_seconds() - processor};
}

Spread spread_of(const std::vector<double>& values) {
  return {quantile(values, 0.5), *std::ranges::min_element(values), *std::ranges::max_element(values)};
}

// The flagship's question, and the playing of it.
class Flagship {
 public:
  Flagship() : posed_(pose(load_scenario(bundled_scenarios().front()), {})), arms_{posed_.with, posed_.without} {}

  const Setting& setting() const { return posed_.setting; }
  int version() const { return posed_.setting.model.version; }
  std::uint32_t months() const { return static_cast<std::uint32_t>(posed_.setting.model.months); }

  Time play(EngineKind engine, std::uint32_t histories, std::size_t arms, int threads) const {
    EnsembleOptions how;
    how.histories = histories;
    how.threads = threads;
    how.piece = 2 * lanes;
    how.engine = engine;
    return time_of([&] { play_ensemble(setting(), std::span(arms_).first(arms), posed_.fork, how, [](const Piece&) {}); });
  }

  // Plays whole batches of one arm on an engine.
  void play_batches(Engine& engine, std::uint32_t first, std::uint32_t histories) const {
    Played played;
    for (std::uint32_t at = 0; at < histories; at += lanes)
      engine.play(first + at, std::span(arms_).first(1), posed_.fork, played);
  }

  Work count(EngineKind engine, std::uint32_t histories) const {
    return count_work(setting(), std::span(arms_).first(1), posed_.fork, engine, histories);
  }

 private:
  Posed posed_;
  std::array<Intervention, 2> arms_;
};

// Seconds of one call of `work(n)`, by n: of a few runs, each long enough for the clock, the fastest.  Whatever else the machine
// does can only make it slower.
template <class WorkTimes> double fastest(WorkTimes work, double seconds, int runs) {
  constexpr std::uint64_t first_try = 16;
  const double estimate = std::max(time_of([&] { work(first_try); }).clock / first_try, 1e-10);
  const auto times = static_cast<std::uint64_t>(std::max(1.0, std::ceil(seconds / estimate)));
  double best = std::numeric_limits<double>::max();
  for (int run = 0; run < runs; ++run) best = std::min(best, time_of([&] { work(times); }).clock);
  return best / static_cast<double>(times);
}

constexpr double run_seconds = 20e-6;

IssueTimes issue_times(int runs) {
  IssueTimes times{};
  for (std::size_t a = 0; a < operation_count; ++a)
    for (std::size_t b = a; b < operation_count; ++b)
      times[a][b] = times[b][a] = fastest(measured().issue[a][b], run_seconds, runs) / Measured::issued;
  return times;
}

double draw_seconds(int runs) {
  volatile std::uint32_t drawn = 0;
  return fastest([&](std::uint64_t n) { drawn = measured().draw(n); }, run_seconds, runs);
}

// Seconds of each phase a batch, on one core; of many batches the median, which does not see those in which others had the core.
ByPhase<double> phase_seconds(const Flagship& flagship, std::uint32_t histories) {
  ByPhase<double> seconds{};
  ByPhase<std::vector<double>> of_batch;
  const auto engine = measured().make_timed(flagship.setting(), seconds);
  for (std::uint32_t at = 0; at < histories; at += lanes) {
    seconds = {};
    flagship.play_batches(*engine, at, lanes);
    for (std::size_t p = 0; p < phase_count; ++p) of_batch[p].push_back(seconds[p]);
  }
  for (std::size_t p = 0; p < phase_count; ++p) seconds[p] = quantile(of_batch[p], 0.5);
  return seconds;
}

std::string processor_name() {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("model name"))
      if (const auto colon = line.find(": "); colon != std::string::npos) return line.substr(colon + 2);
  return "unknown";
}

// What the repeats measured, each a number a repeat.
struct Repeats {
  std::vector<double> core, all, share, processors, all_to_one, second_arm, reference, to_reference, multiply_adds, draws,
      draws_share, limit, reached;
  ByPhase<std::vector<double>> phases;
  ByOperation<std::vector<double>> issue;
  std::vector<double> widest;
};

class Bench {
 public:
  explicit Bench(const BenchOptions& options) : options_(options) {
    constexpr std::uint32_t many = 9, few = 2;
    result_.quick = options.quick;
    result_.repeats = options.repeats > 0 ? options.repeats : options.quick ? few : many;
    result_.threads = options.threads > 0 ? options.threads : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    result_.histories = options.quick ? 2 * lanes : 16 * lanes;
    result_.months = flagship_.months();
    result_.model = flagship_.version();
    result_.scenario = bundled_scenarios().front();
    result_.processor = processor_name();
    result_.instruction_set = instruction_set(EngineKind::batch);
  }

  BenchResult measure() {
    count();
    flagship_.play(EngineKind::batch, result_.histories, 1, result_.threads);  // caches and clocks of all cores wake up
    for (std::uint32_t n = 0; n < result_.repeats; ++n) {
      if (options_.progress) options_.progress(n, result_.repeats);
      if (options_.stop && options_.stop->load()) {
        result_.stopped = true;
        return result_;
      }
      repeat();
    }
    conclude();
    return result_;
  }

 private:
  void count() {
    const Work work = flagship_.count(EngineKind::batch, result_.histories);
    result_.history_months = work.history_months;
    result_.acting_dyad_steps = work.acting_dyad_steps;
    reference_steps_ = static_cast<double>(flagship_.count(EngineKind::reference, reference_histories).acting_dyad_steps);
    flagship_.play_batches(*make_counting(flagship_.setting(), counts_), 0, result_.histories);
    for (const OperationCounts& counts : counts_) {
      blocks_ += static_cast<double>(counts.blocks);
      for (std::size_t n = 0; n < operation_count; ++n) operations_[n] += static_cast<double>(counts.of[n]);
    }
  }

  void repeat() {
    const auto histories = result_.histories;
    const auto steps = static_cast<double>(result_.acting_dyad_steps);
    const int runs = options_.quick ? 2 : 5;
    const auto many = histories * static_cast<std::uint32_t>(result_.threads);

    const Time one = flagship_.play(EngineKind::batch, histories, 1, 1);
    const IssueTimes times = issue_times(runs);
    const Time all = flagship_.play(EngineKind::batch, many, 1, result_.threads);
    const Time pair = flagship_.play(EngineKind::batch, histories, 2, 1);
    const double block = draw_seconds(runs);
    const Time reference = flagship_.play(EngineKind::reference, reference_histories, 1, 1);
    const ByPhase<double> phases = phase_seconds(flagship_, histories);
    const Time again = flagship_.play(EngineKind::batch, histories, 1, 1);

    const double seconds = (one.processor + again.processor) / 2;
    repeats_.core.push_back(steps / seconds);
    repeats_.share.push_back(std::min(1.0, (one.processor + again.processor) / (one.clock + again.clock)));
    repeats_.all.push_back(steps * result_.threads / all.clock);
    repeats_.processors.push_back(all.processor / all.clock);
    repeats_.all_to_one.push_back(result_.threads * (one.clock + again.clock) / 2 / all.clock);
    repeats_.second_arm.push_back(pair.processor / seconds - 1);
    repeats_.reference.push_back(reference_steps_ / reference.processor);
    repeats_.to_reference.push_back(repeats_.core.back() / repeats_.reference.back());
    repeats_.multiply_adds.push_back(lanes / times[Operation::multiply_add][Operation::multiply_add]);
    constexpr double words = 4;
    repeats_.draws.push_back(words * lanes / block);
    repeats_.draws_share.push_back(blocks_of_a_batch() * block * static_cast<double>(histories / lanes) / seconds);
    const double shortest = port_limit(operations_, times).seconds;
    repeats_.limit.push_back(steps / shortest);
    repeats_.reached.push_back(shortest / seconds);
    for (std::size_t p = 0; p < phase_count; ++p) repeats_.phases[p].push_back(phases[p]);
    for (std::size_t n = 0; n < operation_count; ++n) repeats_.issue[n].push_back(times[n][n]);
    repeats_.widest.push_back(widest_issue(times));
    times_ = times;
  }

  double blocks_of_a_batch() const { return blocks_ / static_cast<double>(result_.histories / lanes); }

  void conclude() {
    const double months_a_step = static_cast<double>(result_.history_months) / static_cast<double>(result_.acting_dyad_steps);
    const auto months = [&](const Spread& steps) {
      return Spread{steps.median * months_a_step, steps.low * months_a_step, steps.high * months_a_step};
    };
    result_.core_steps = spread_of(repeats_.core);
    result_.core_months = months(result_.core_steps);
    result_.all_steps = spread_of(repeats_.all);
    result_.all_months = months(result_.all_steps);
    result_.processor_share = spread_of(repeats_.share);
    result_.all_processors = spread_of(repeats_.processors);
    result_.all_to_one = spread_of(repeats_.all_to_one);
    result_.second_arm = spread_of(repeats_.second_arm);
    result_.reference_steps = spread_of(repeats_.reference);
    result_.to_reference = spread_of(repeats_.to_reference);
    result_.fused_multiply_adds = spread_of(repeats_.multiply_adds);
    result_.draws = spread_of(repeats_.draws);
    result_.draws_share = spread_of(repeats_.draws_share);
    result_.blocks = blocks_of_a_batch() / months_played_a_batch();
    result_.limit_steps = spread_of(repeats_.limit);
    result_.limit_reached = spread_of(repeats_.reached);
    parts();
    operations();
  }

  // A history that has ended goes on beside those that have not: its months are played, and not lived.
  double months_played_a_batch() const { return static_cast<double>(result_.months); }

  void parts() {
    ByPhase<double> seconds{};
    double all = 0;
    for (std::size_t p = 0; p < phase_count; ++p) all += seconds[p] = quantile(repeats_.phases[p], 0.5);
    for (std::size_t p = 0; p < phase_count; ++p) {
      ByOperation<double> counts{};
      const double batches = static_cast<double>(result_.histories / lanes);
      for (std::size_t n = 0; n < operation_count; ++n) counts[n] = static_cast<double>(counts_[p].of[n]) / batches;
      result_.parts.push_back({std::string(phase_names[p]), seconds[p] / all, port_limit(counts, times_).seconds / seconds[p]});
    }
  }

  void operations() {
    const double batch_months = static_cast<double>(result_.histories / lanes) * months_played_a_batch();
    constexpr double nano = 1e9;
    for (std::size_t n = 0; n < operation_count; ++n)
      result_.operations.push_back(
          {std::string(operation_names[n]), operations_[n] / batch_months, quantile(repeats_.issue[n], 0.5) * nano});
    result_.widest = quantile(repeats_.widest, 0.5) / nano;
    for (const Operation kind : port_limit(operations_, times_).bound_by)
      result_.bound_by.emplace_back(operation_names[static_cast<std::size_t>(kind)]);
  }

  static constexpr std::uint32_t reference_histories = 4;
  const BenchOptions& options_;
  const FloatEnvironment standard_;
  Flagship flagship_;
  BenchResult result_;
  double reference_steps_ = 0;
  ByPhase<OperationCounts> counts_{};
  ByOperation<double> operations_{};  // of all batches
  double blocks_ = 0;
  IssueTimes times_{};  // of the last repeat: who competes with whom does not change
  Repeats repeats_;
};

}  // namespace

BenchResult bench(const BenchOptions& options) { return Bench(options).measure(); }

}  // namespace coexist
