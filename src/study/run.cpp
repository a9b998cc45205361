// SPDX-License-Identifier: Apache-2.0
// An ensemble of one arm: what its outcomes come to, and the course of any column.
#include <algorithm>
#include <chrono>

#include "base/float_environment.h"
#include "coexist/study.h"
#include "engine/helpers.h"
#include "study/asked.h"
#include "study/digest.h"
#include "study/events.h"
#include "study/fingerprint.h"
#include "study/keeping.h"
#include "study/losses.h"
#include "study/priors.h"
#include "study/quantiles.h"
#include "study/setting.h"
#include "study/statistics.h"
#include "study/words.h"

namespace coexist {
namespace {

// Mean and quantiles of one number over histories.
struct Summary {
  explicit Summary(std::size_t most_runs) : quantiles(most_runs) {}
  void add(double value) {
    moments.add(value);
    quantiles.add(value);
    if (value == 1) ++ones;
  }
  double quantile(double p) { return moments.count() > 0 ? quantiles.quantile(p) : 0; }

  Moments moments;
  Quantiles quantiles;
  std::uint64_t ones = 0;  // of a share of histories: those that have the event
};

// Runs of values that each of `numbers` quantities may keep for its quantiles: together a quarter of a gigabyte at most, and one alone
// enough for all values of an ensemble of the default size.
std::size_t runs_to_keep(std::size_t numbers) {
  constexpr std::size_t all = 6'000'000;
  constexpr std::size_t fewest = 512;
  constexpr std::size_t most = 32'768;
  return std::clamp(all / std::max<std::size_t>(1, numbers), fewest, most);
}

void keep_courses(const RunResult& result, Keeper& keeper) {
  std::vector<MonthlySummary> summaries;
  for (const SeriesSummary& series : result.series)
    summaries.push_back({result.arm, series.name, result.worlds, true, series.mean, series.low, series.high});
  if (!summaries.empty()) keeper.keep(summaries);
}

}  // namespace

RunResult run(const Scenario& scenario, ArmChoice arm, const StudyOptions& options) {
  const FloatEnvironment standard;
  const auto start = std::chrono::steady_clock::now();
  Posed posed = pose(scenario, options, ArmsAsked::one);
  if (options.draw) {
    const DrawnScenario drawn = draw_from_priors(scenario, posed.question, options.prior_scheme, options.seed, *options.draw);
    posed = pose(drawn.scenario, options, ArmsAsked::one);
  }
  posed.setting.keep_events = static_cast<bool>(options.on_event);
  const Setting& setting = posed.setting;
  const auto months = static_cast<std::size_t>(setting.model.months);
  const std::size_t outcomes = setting.outcomes.size();
  const std::array<Intervention, 1> arms = {arm == ArmChoice::with ? posed.with : posed.without};
  const char* const arm_name = arm == ArmChoice::with ? "with" : "without";

  const std::size_t course_size = setting.series.size() * months;
  constexpr std::size_t most_course = 400'000;
  if (course_size > most_course)
    throw InputError({"--series", 0, 0,
        std::to_string(setting.series.size()) + " series of " + std::to_string(months) + " months are " +
            std::to_string(course_size) + " numbers a history, more than " + std::to_string(most_course),
        "Ask for fewer series"});

  RunResult result;
  EnsembleOptions how = ensemble_options(options);
  how.shared = &setting;
  // A piece is some megabytes at most.
  constexpr std::size_t most_in_a_piece = 1'000'000;
  how.piece = std::min(how.piece, static_cast<std::uint32_t>(most_in_a_piece / (outcomes + course_size + 1) + 1));
  if (options.world) {
    how.first = *options.world;
    how.histories = 1;
  }
  const std::string fingerprint = fingerprint_of(scenario, options, std::string("run ") + arm_name);
  if (is_helper()) {
    const std::shared_ptr<const Setting> lent(std::shared_ptr<const void>(), &setting);
    help(fingerprint, [&](std::uint32_t) { return Ensemble{lent, {arms.begin(), arms.end()}, posed.fork}; }, how);
    result.stopped = true;
    return result;
  }
  const Leading leading(fingerprint);
  Digest digest;
  Losses losses({arm_name});
  if (options.draw) losses.of_draw(*options.draw);
  const std::size_t runs = runs_to_keep(outcomes + course_size);
  std::vector<Summary> summaries(outcomes, Summary(runs));
  std::vector<Summary> course(options.world ? 0 : course_size, Summary(runs));  // [series][month]
  const std::vector<std::string> told = {arm_name};
  std::uint32_t kept_before = 0;
  if (options.keeper) {
    const bool with = arm == ArmChoice::with;
    Asked asked =
        asked_of(scenario, options, posed, "run", {{arm_name, with ? posed.question.doctrine : posed.question.instead}});
    asked.same.emplace_back("arm", arm_name);
    const bool is_drawn = options.draw.has_value();
    asked.same.emplace_back("draw from the priors", is_drawn ? std::to_string(*options.draw) : "none");
    asked.same.emplace_back("scheme of the priors", !is_drawn                                          ? "none"
                                                    : options.prior_scheme == PriorScheme::independent ? "independent"
                                                                                                       : "common");
    options.keeper->begin(asked);
    if (!options.on_event) kept_before = options.keeper->histories();
  }
  const auto take = [&](const Piece& piece) {
    tell_events(piece, setting.model, scenario.called, told, options.on_event);
    for (std::uint32_t h = 0; h < piece.count; ++h) {
      const std::span<const double> values(piece.played.outcomes.data() + h * outcomes, outcomes);
      digest.add(values);
      if (options.on_history) options.on_history(piece.first + h, arm_name, {values.begin(), values.end()});
      const double* const months_of = piece.played.series.data() + h * course_size;
      if (options.world)
        for (std::size_t c = 0; c < setting.series.size(); ++c)
          result.series.push_back({setting.series[c].name, {months_of + c * months, months_of + (c + 1) * months}, {}, {}});
      if (losses.leaves_out(piece, h, setting.outcomes)) continue;
      for (std::size_t o = 0; o < outcomes; ++o) summaries[o].add(values[o]);
      for (std::size_t at = 0; at < course.size(); ++at) course[at].add(months_of[at]);
    }
  };
  result.worlds =
      options.world ? play_ensemble(setting, arms, posed.fork, how, take) : play_kept(posed, arms, told, how, options, take);
  result.stopped = result.worlds < how.histories || !trace_histories(posed, arms, told, how, options);
  result.scenario = scenario.name;
  result.model = scenario.model;
  result.title = scenario.title;
  result.look_for = scenario.look_for;
  result.arm = arm_name;
  if (posed.has_question) result.question = posed.question;
  result.world = options.world;
  result.draw = options.draw;
  result.seed = options.seed;
  result.start = scenario.start;
  result.until = scenario.start + (setting.model.months - 1);
  result.digest = digest.hex();
  result.instruction_set = options.engine == EngineChoice::reference ? "reference" : instruction_set(EngineKind::batch);
  result.marked = losses.lost();
  result.marked_histories = losses.first_numbers();
  result.replays = losses.replays(scenario, options);
  // One that is played by itself is shown as it is.
  if (!result.stopped && !options.world) losses.fail_if_too_many(scenario, options);
  if (!result.stopped) {
    for (std::size_t o = 0; o < outcomes; ++o) {
      const OutcomeInfo& info = setting.outcomes[o].info();
      Summary& summary = summaries[o];
      OutcomeSummary row{setting.outcomes[o].name, called_so(scenario.called, info.meaning), std::string(info.unit),
          kind_names[static_cast<std::size_t>(info.kind)], summary.moments.mean(), summary.moments.interval(),
          summary.quantile(0.05), summary.quantile(0.95)};
      if (info.unit == share_of_histories) row.ci95 = share_interval(summary.moments.count(), summary.ones);
      result.outcomes.push_back(std::move(row));
    }
    for (std::size_t at = 0; at < course.size(); ++at) {
      if (at % months == 0) result.series.push_back({setting.series[at / months].name, {}, {}, {}});
      result.series.back().mean.push_back(course[at].moments.mean());
      result.series.back().low.push_back(course[at].quantile(0.05));
      result.series.back().high.push_back(course[at].quantile(0.95));
    }
    if (!options.world && options.keeper) keep_courses(result, *options.keeper);
  }
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  result.worlds_per_second = result.seconds > 0 ? (result.worlds - std::min(kept_before, result.worlds)) / result.seconds : 0;
  return result;
}

}  // namespace coexist
