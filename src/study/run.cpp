// SPDX-License-Identifier: Apache-2.0
// An ensemble of one arm: what its outcomes come to, and the course of any column.
#include <chrono>
#include <cmath>

#include "base/float_environment.h"
#include "coexist/study.h"
#include "study/digest.h"
#include "study/events.h"
#include "study/setting.h"
#include "study/statistics.h"

namespace coexist {
namespace {

SeriesSummary summarise(const std::string& name, const std::vector<std::vector<double>>& by_month) {
  SeriesSummary summary;
  summary.name = name;
  for (const std::vector<double>& values : by_month) {
    Moments moments;
    for (const double value : values) moments.add(value);
    summary.mean.push_back(moments.mean());
    summary.low.push_back(values.empty() ? 0 : quantile(values, 0.05));
    summary.high.push_back(values.empty() ? 0 : quantile(values, 0.95));
  }
  return summary;
}

}  // namespace

RunResult run(const Scenario& scenario, ArmChoice arm, const StudyOptions& options) {
  const FloatEnvironment standard;
  const auto start = std::chrono::steady_clock::now();
  Posed posed = pose(scenario, options, ArmsAsked::one);
  posed.setting.keep_events = static_cast<bool>(options.on_event);
  const Setting& setting = posed.setting;
  const auto months = static_cast<std::size_t>(setting.model.months);
  const std::size_t outcomes = setting.outcomes.size();
  const std::array<Intervention, 1> arms = {arm == ArmChoice::with ? posed.with : posed.without};
  const char* const arm_name = arm == ArmChoice::with ? "with" : "without";

  const std::uint64_t kept = std::uint64_t{options.worlds} * (outcomes + setting.series.size() * months);
  constexpr std::uint64_t most_kept = 250'000'000;  // numbers, two gigabytes: quantiles need them all
  if (!options.world && kept > most_kept)
    throw InputError({"--worlds", 0, 0,
        std::to_string(options.worlds) + " histories of so many outcomes and months are " + std::to_string(kept) +
            " numbers to keep, more than " + std::to_string(most_kept),
        "Ask for fewer histories, or fewer series"});

  RunResult result;
  EnsembleOptions how = ensemble_options(options);
  if (options.world) {
    how.first = *options.world;
    how.histories = 1;
  }
  Digest digest;
  std::vector<Moments> moments(outcomes);
  std::vector<std::vector<double>> all(outcomes);
  std::vector<std::vector<std::vector<double>>> course(setting.series.size(), std::vector<std::vector<double>>(months));
  result.worlds = play_ensemble(setting, arms, posed.fork, how, [&](const Piece& piece) {
    tell_events(piece, setting.model, {arm_name}, options.on_event);
    for (std::uint32_t h = 0; h < piece.count; ++h) {
      const std::span<const double> values(piece.played.outcomes.data() + h * outcomes, outcomes);
      digest.add(values);
      if (options.on_history) options.on_history(piece.first + h, arm_name, {values.begin(), values.end()});
      const double* const months_of = piece.played.series.data() + h * setting.series.size() * months;
      if (options.world)
        for (std::size_t c = 0; c < setting.series.size(); ++c)
          result.series.push_back({setting.series[c].name, {months_of + c * months, months_of + (c + 1) * months}, {}, {}});
      if (piece.played.marked[h]) {
        ++result.marked;
        constexpr std::size_t named = 4;
        if (result.marked_histories.size() < named) result.marked_histories.push_back(piece.first + h);
        continue;
      }
      for (std::size_t o = 0; o < outcomes; ++o) {
        moments[o].add(values[o]);
        all[o].push_back(values[o]);
      }
      if (!options.world)
        for (std::size_t c = 0; c < setting.series.size(); ++c)
          for (std::size_t t = 0; t < months; ++t) course[c][t].push_back(months_of[c * months + t]);
    }
  });
  result.stopped = result.worlds < how.histories;
  result.scenario = scenario.name;
  result.title = scenario.title;
  result.arm = arm_name;
  if (posed.has_question) result.question = posed.question;
  result.world = options.world;
  result.seed = options.seed;
  result.start = scenario.start;
  result.until = scenario.start + (setting.model.months - 1);
  result.digest = digest.hex();
  result.instruction_set = options.engine == EngineChoice::reference ? "reference" : instruction_set(EngineKind::batch);
  if (!result.stopped && !options.world && moments.front().count() == 0)
    throw RunError(nothing_counted(result.marked, result.marked_histories));
  if (!result.stopped) {
    for (std::size_t o = 0; o < outcomes; ++o) {
      const OutcomeInfo& info = setting.outcomes[o].info();
      OutcomeSummary row{setting.outcomes[o].name, std::string(info.meaning), std::string(info.unit),
          kind_names[static_cast<std::size_t>(info.kind)], moments[o].mean(), moments[o].interval(), 0, 0};
      if (!all[o].empty()) {
        row.low = quantile(all[o], 0.05);
        row.high = quantile(all[o], 0.95);
      }
      result.outcomes.push_back(std::move(row));
    }
    if (!options.world)
      for (std::size_t c = 0; c < setting.series.size(); ++c)
        result.series.push_back(summarise(setting.series[c].name, course[c]));
  }
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  result.worlds_per_second = result.seconds > 0 ? result.worlds / result.seconds : 0;
  return result;
}

}  // namespace coexist
