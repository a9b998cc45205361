// SPDX-License-Identifier: Apache-2.0
// The paired comparison: twin arms under the same draws, their differences, and what the differences lean on.
#include <chrono>
#include <cmath>

#include "base/float_environment.h"
#include "coexist/study.h"
#include "engine/helpers.h"
#include "study/asked.h"
#include "study/attribution.h"
#include "study/by_channel.h"
#include "study/digest.h"
#include "study/event_effects.h"
#include "study/events.h"
#include "study/fingerprint.h"
#include "study/keeping.h"
#include "study/losses.h"
#include "study/put_in.h"
#include "study/sentences.h"
#include "study/setting.h"
#include "study/statistics.h"
#include "study/under_priors.h"
#include "study/words.h"

namespace coexist {
namespace {

std::string estimator_of(const OutcomeInfo& info) {
  switch (info.gather) {
    case Gather::chance: return "exact chance";
    case Gather::total:
    case Gather::highest: return "count";
    default: return "mean";
  }
}

// Reads one history of a piece: its outcomes in both arms.
std::pair<std::span<const double>, std::span<const double>> twins(const Piece& piece, std::uint32_t h, std::size_t outcomes) {
  const double* values = piece.played.outcomes.data();
  return {{values + h * outcomes, outcomes}, {values + (piece.count + h) * outcomes, outcomes}};
}

class Asking {
 public:
  Asking(const Scenario& scenario, const StudyOptions& options)
      : scenario_(scenario), options_(options), posed_(pose(scenario, options)), moments_(posed_.setting.outcomes.size()),
        priors_(scenario, posed_.question, options) {
    if (!posed_.has_question)
      throw InputError({scenario.source, 0, 0, "the scenario asks no question",
          "Add a [[question]], or give --actor, --about, --instead and --adopt; without one it can be played: coexist run " +
              scenario.source});
  }

  Answer ask() {
    const auto start = std::chrono::steady_clock::now();
    posed_.setting.keep_events = static_cast<bool>(options_.on_event);
    if (attributes()) attribution_.emplace(posed_, options_.attribute_principles);
    if (options_.channels) by_channel_.emplace(posed_);
    const std::string fingerprint = fingerprint_of(scenario_, options_, "ask");
    if (is_helper()) {
      help(fingerprint, [this](std::uint32_t number) { return ensemble(number); }, ensemble_options(options_));
      answer_.stopped = true;
      return std::move(answer_);
    }
    const Leading leading(fingerprint);
    at_defaults();
    if (!answer_.stopped)
      answer_.stopped =
          !priors_.play(posed_.setting.outcomes, [this](std::uint32_t done) { show_progress(options_.worlds + done); });
    if (!answer_.stopped && !options_.drop.empty()) events_alone();
    describe();
    answer_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const std::uint32_t played = answer_.worlds - std::min(kept_, answer_.worlds) + priors_.played();
    answer_.twin_worlds_per_second = answer_.seconds > 0 ? played / answer_.seconds : 0;
    return std::move(answer_);
  }

 private:
  static constexpr std::uint32_t rows_a_piece = 1024;  // histories times arms, where there are many arms

  bool attributes() const { return options_.attribute || options_.attribute_principles; }

  void show_progress(std::uint32_t done) const {
    if (options_.progress)
      options_.progress(done, beside_events() + options_.worlds * static_cast<std::uint32_t>(options_.drop.size()));
  }

  // Histories of the question itself.
  std::uint32_t beside_events() const { return options_.worlds + priors_.histories(); }

  void events_alone() {
    auto effects =
        effects_of_dropped_events(scenario_, options_, [this](std::uint32_t done) { show_progress(beside_events() + done); });
    answer_.stopped = !effects;
    if (effects) answer_.events_alone = std::move(*effects);
  }

  std::vector<Intervention> arms() const {
    std::vector<Intervention> all = attribution_ ? attribution_->arms() : std::vector{posed_.with, posed_.without};
    if (by_channel_) all.insert(all.end(), by_channel_->arms().begin(), by_channel_->arms().end());
    return all;
  }

  // Number 0 is at the defaults, the others are the draws from the priors.
  Ensemble ensemble(std::uint32_t number) const {
    if (number > 0) return priors_.ensemble(number - 1);
    return {std::shared_ptr<const Setting>(std::shared_ptr<const void>(), &posed_.setting), arms(), posed_.fork};
  }

  void at_defaults() {
    Digest digest;
    const std::size_t outcomes = posed_.setting.outcomes.size();
    EnsembleOptions how = ensemble_options(options_);
    how.progress = [this](std::uint32_t done, std::uint32_t) { show_progress(done); };
    how.shared = &posed_.setting;
    if (options_.keeper) begin_keeping();
    const std::vector<Intervention> played = arms();
    how.piece = std::min(how.piece, std::max(1U, rows_a_piece / static_cast<std::uint32_t>(played.size())));
    const std::vector<std::string> told = {"with", "without"};
    answer_.worlds = play_kept(posed_, played, told, how, options_, [&](const Piece& piece) {
      tell_events(piece, posed_.setting.model, scenario_.called, told, options_.on_event);
      for (std::uint32_t h = 0; h < piece.count; ++h) {
        const auto [with, without] = twins(piece, h, outcomes);
        digest.add(with);
        digest.add(without);
        if (options_.on_history) {
          options_.on_history(piece.first + h, "with", {with.begin(), with.end()});
          options_.on_history(piece.first + h, "without", {without.begin(), without.end()});
        }
        if (losses_.leaves_out(piece, h, posed_.setting.outcomes)) continue;
        for (std::size_t o = 0; o < outcomes; ++o) moments_[o].add(with[o], without[o]);
        const auto arms_of_history = std::span(piece.played.outcomes).subspan(h * outcomes);
        const std::size_t stride = piece.count * outcomes;
        if (attribution_) attribution_->add(arms_of_history, stride);
        if (by_channel_) by_channel_->add(arms_of_history, stride, played.size() - by_channel_->arms().size());
      }
    });
    answer_.stopped = answer_.worlds < options_.worlds;
    answer_.digest = digest.hex();
    answer_.marked = losses_.lost();
    answer_.marked_histories = losses_.first_numbers();
    answer_.replays = losses_.replays(scenario_, options_);
    if (!answer_.stopped) losses_.fail_if_too_many(scenario_, options_);
    if (!answer_.stopped) answer_.stopped = !trace_histories(posed_, played, told, how, options_);
  }

  void begin_keeping() {
    std::vector<Asked::Arm> arms = {{"with", posed_.question.doctrine}, {"without", posed_.question.instead}};
    if (attribution_)
      for (const std::string& parts : attribution_->combinations()) arms.push_back({parts, "put together"});
    if (by_channel_)
      for (const std::string& held : ByChannel::names()) arms.push_back({held, posed_.question.doctrine});
    Asked asked = asked_of(scenario_, options_, posed_, "ask", std::move(arms));
    asked.same.emplace_back("attribution", options_.attribute_principles ? "principles" : attributes() ? "yes" : "no");
    asked.same.emplace_back("channels", options_.channels ? "yes" : "no");
    asked.same.emplace_back("scheme of the priors", options_.prior_scheme == PriorScheme::independent ? "independent" : "common");
    asked.draws = priors_.draws();
    asked.histories_a_draw = priors_.histories_a_draw();
    options_.keeper->begin(asked);
    if (!options_.on_event) kept_ = options_.keeper->histories();
  }

  void describe() {
    answer_.scenario = scenario_.name;
    answer_.model = scenario_.model;
    answer_.title = scenario_.title;
    answer_.called = scenario_.called;
    answer_.seed = options_.seed;
    answer_.question = posed_.question;
    answer_.actor_name = polity_name(scenario_, posed_.question.actor);
    answer_.rival_name = polity_name(scenario_, rival_of(scenario_, posed_.question));
    answer_.start = scenario_.start;
    answer_.until = scenario_.start + (posed_.setting.model.months - 1);
    answer_.dropped = options_.drop;
    answer_.dated = options_.dated;
    for (const std::string& event : options_.drop) answer_.dropped_names.push_back(name_of_event(event, scenario_));
    answer_.source = scenario_.source;
    for (const auto& [path, value] : scenario_.overridden) answer_.set.push_back(path + "=" + value);
    answer_.without = scenario_.without;
    answer_.without.insert(answer_.without.end(), options_.without.begin(), options_.without.end());
    answer_.instruction_set = options_.engine == EngineChoice::reference ? "reference" : instruction_set(EngineKind::batch);
    if (answer_.stopped) return;
    priors_.losses().fail_if_too_many(scenario_, options_);
    for (std::string& command : priors_.losses().replays(scenario_, options_)) answer_.replays.push_back(std::move(command));
    const auto& outcomes = posed_.setting.outcomes;
    for (std::size_t o = 0; o < outcomes.size(); ++o) {
      if (outcomes[o].is_count) continue;
      const OutcomeInfo& info = outcomes[o].info();
      const PairedMoments& m = moments_[o];
      OutcomeAnswer row;
      row.name = outcomes[o].name;
      row.meaning = called_so(scenario_.called, info.meaning);
      row.unit = info.unit;
      row.kind = kind_names[static_cast<std::size_t>(info.kind)];
      row.estimator = estimator_of(info);
      row.with = m.with.mean();
      row.without = m.without.mean();
      row.difference = m.difference.mean();
      row.ci95 = m.interval(info.unit == share_of_histories);
      row.pairing_gain = m.pairing_gain();
      const PairedMoments& turned = outcomes[o].counted < 0 ? m : moments_[static_cast<std::size_t>(outcomes[o].counted)];
      const auto pairs = static_cast<double>(std::max<std::uint64_t>(1, m.difference.count()));
      row.turned_up = static_cast<double>(turned.up) / pairs;
      row.turned_down = static_cast<double>(turned.down) / pairs;
      if (outcomes[o].counted >= 0) {
        row.counted = OutcomeAnswer::Counted{turned.with.mean(), turned.without.mean()};
        row.counted_ci95 = turned.interval(true);
      }
      row.prior = priors_.range(o);
      row.put_in = put_in_by_construction(row.name, scenario_, posed_.question, answer_.without);
      if (attribution_) answer_.attribution.push_back(attribution_->answer(o, row.name, info.unit == share_of_histories));
      if (by_channel_) answer_.channels.push_back(by_channel_->answer(o, row.name));
      answer_.outcomes.push_back(std::move(row));
    }
    answer_.sentences = sentences_of(answer_, scenario_);
  }

  const Scenario& scenario_;
  const StudyOptions& options_;
  Posed posed_;
  std::vector<PairedMoments> moments_;  // [outcome]
  Losses losses_{{"with", "without"}};
  std::optional<Attribution> attribution_;
  std::optional<ByChannel> by_channel_;
  UnderPriors priors_;
  std::uint32_t kept_ = 0;  // histories at the defaults that need not be played
  Answer answer_;
};

}  // namespace

std::string direction_name(Direction direction) {
  switch (direction) {
    case Direction::up: return "up";
    case Direction::down: return "down";
    case Direction::undetermined: return "undetermined";
  }
  return "undetermined";
}

namespace {

Direction direction_of(const Interval& interval) {
  if (interval.holds_zero()) return Direction::undetermined;
  return interval.low > 0 ? Direction::up : Direction::down;
}

}  // namespace

Direction OutcomeAnswer::direction() const { return ci95 ? direction_of(*ci95) : Direction::undetermined; }

Direction OutcomeAnswer::direction_under_priors() const {
  if (!prior || prior->verdict == "undetermined") return Direction::undetermined;
  return direction_of(prior->range());
}

std::vector<std::string> outcome_names(const Scenario& scenario, const StudyOptions& options) {
  std::vector<std::string> names;
  for (const OutcomeInstance& outcome : pose(scenario, options, ArmsAsked::one).setting.outcomes) names.push_back(outcome.name);
  return names;
}

Answer ask(const Scenario& scenario, const StudyOptions& options) {
  const FloatEnvironment standard;
  return Asking(scenario, options).ask();
}

}  // namespace coexist
