// SPDX-License-Identifier: Apache-2.0
// The paired comparison: twin arms under the same draws, their differences, and what the differences lean on.
#include <chrono>
#include <cmath>

#include "coexist/study.h"
#include "random/functions.h"
#include "study/attribution.h"
#include "study/digest.h"
#include "study/events.h"
#include "study/priors.h"
#include "study/sentences.h"
#include "study/setting.h"
#include "study/statistics.h"
#include "study/words.h"

namespace coexist {
namespace {

constexpr std::size_t arms = 2;  // with, without

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

bool is_marked(const Piece& piece, std::uint32_t h) { return piece.played.marked[h] || piece.played.marked[piece.count + h]; }

class Asking {
 public:
  Asking(const Scenario& scenario, const StudyOptions& options)
      : scenario_(scenario), options_(options), posed_(pose(scenario, options)), moments_(posed_.setting.outcomes.size()) {
    if (!posed_.has_question)
      throw InputError({scenario.source, 0, 0, "the scenario asks no question",
          "Add a [[question]], or give --actor, --about, --instead and --adopt"});
    draws_ = number_of_draws(options);
    if (draws_ > 0 && options.worlds / draws_ < 100)
      throw InputError({"--prior", 0, 0,
          std::to_string(draws_) + " draws leave " + std::to_string(options.worlds / draws_) + " histories a draw",
          "The sign under one draw needs at least 100: give at most " + std::to_string(options.worlds / 100) +
              " draws, or more --worlds"});
    all_ = options.worlds + draws_ * histories_a_draw();
  }

  Answer ask() {
    const auto start = std::chrono::steady_clock::now();
    at_defaults();
    if (!answer_.stopped) under_priors();
    describe();
    answer_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    answer_.twin_worlds_per_second = answer_.seconds > 0 ? (answer_.worlds + played_under_priors_) / answer_.seconds : 0;
    return std::move(answer_);
  }

 private:
  static constexpr std::uint32_t widest_batch = 16;
  static constexpr std::uint32_t apart = 65536;  // numbers of the histories of one draw and of the next lie this far apart
  static constexpr std::size_t marked_named = 4;
  static constexpr std::uint32_t attributed_piece = 32;  // smaller pieces, for there are sixteen times the arms

  // As many histories again as at the defaults, in whole batches.
  std::uint32_t histories_a_draw() const {
    return draws_ == 0 ? 0 : (options_.worlds / draws_ + widest_batch - 1) / widest_batch * widest_batch;
  }

  EnsembleOptions ensemble(std::uint32_t done) const {
    EnsembleOptions ensemble = ensemble_options(options_);
    if (options_.progress)
      ensemble.progress = [this, done](std::uint32_t now, std::uint32_t) { options_.progress(done + now, all_); };
    return ensemble;
  }

  void at_defaults() {
    Digest digest;
    posed_.setting.keep_events = static_cast<bool>(options_.on_event);
    const std::size_t outcomes = posed_.setting.outcomes.size();
    std::vector<Intervention> played = {posed_.with, posed_.without};
    EnsembleOptions how = ensemble(0);
    if (options_.attribute) {
      attribution_.emplace(posed_);
      played = attribution_->arms();
      how.piece = std::min(how.piece, attributed_piece);
    }
    answer_.worlds = play_ensemble(posed_.setting, played, posed_.fork, how, [&](const Piece& piece) {
      tell_events(piece, posed_.setting.model, {"with", "without"}, options_.on_event);
      for (std::uint32_t h = 0; h < piece.count; ++h) {
        const auto [with, without] = twins(piece, h, outcomes);
        digest.add(with);
        digest.add(without);
        if (options_.on_history) {
          options_.on_history(piece.first + h, "with", {with.begin(), with.end()});
          options_.on_history(piece.first + h, "without", {without.begin(), without.end()});
        }
        if (is_marked(piece, h)) {
          ++answer_.marked;
          if (answer_.marked_histories.size() < marked_named) answer_.marked_histories.push_back(piece.first + h);
          continue;
        }
        for (std::size_t o = 0; o < outcomes; ++o) moments_[o].add(with[o], without[o]);
        if (attribution_) {
          const std::size_t first = h * outcomes;
          attribution_->add(std::span(piece.played.outcomes).subspan(first), piece.count * outcomes);
        }
      }
    });
    answer_.stopped = answer_.worlds < options_.worlds;
    answer_.digest = digest.hex();
  }

  // Per draw: mean difference and its standard error, for every outcome.
  void under_priors() {
    if (draws_ == 0) return;
    const std::size_t outcomes = posed_.setting.outcomes.size();
    differences_.assign(outcomes, {});
    errors_.assign(outcomes, {});
    for (std::uint32_t d = 0; d < draws_; ++d) {
      const DrawnScenario drawn = draw_from_priors(scenario_, posed_.question, options_.prior_scheme, options_.seed, d);
      Posed posed = pose(drawn.scenario, options_);
      EnsembleOptions how = ensemble(options_.worlds + d * histories_a_draw());
      how.first = d * apart;
      how.histories = histories_a_draw();
      how.piece = widest_batch;
      std::vector<PairedMoments> moments(outcomes);
      const std::array<Intervention, arms> both = {posed.with, posed.without};
      const std::uint32_t played = play_ensemble(posed.setting, both, posed.fork, how, [&](const Piece& piece) {
        for (std::uint32_t h = 0; h < piece.count; ++h) {
          const auto [with, without] = twins(piece, h, outcomes);
          if (is_marked(piece, h)) continue;
          for (std::size_t o = 0; o < outcomes; ++o) moments[o].add(with[o], without[o]);
        }
      });
      if (played < how.histories) {
        answer_.stopped = true;
        return;
      }
      played_under_priors_ += played;
      for (std::size_t o = 0; o < outcomes; ++o) {
        differences_[o].push_back(moments[o].difference.mean());
        errors_[o].push_back(moments[o].difference.standard_error());
      }
      if (numbers_.empty()) numbers_.resize(drawn.numbers.size());
      for (std::size_t n = 0; n < drawn.numbers.size(); ++n) {
        numbers_[n].first = drawn.numbers[n].first;
        numbers_[n].second.push_back(drawn.numbers[n].second);
      }
    }
  }

  PriorRange range_of(std::size_t o) const {
    PriorRange range;
    range.scheme = options_.prior_scheme == PriorScheme::independent ? "independent" : "common";
    range.draws = draws_;
    range.q05 = quantile(differences_[o], 0.05);
    range.q95 = quantile(differences_[o], 0.95);
    for (std::uint32_t d = 0; d < draws_; ++d) {
      // How probable each sign of the draw's true difference is, given the error of its estimate.
      const double difference = differences_[o][d];
      const double error = errors_[o][d];
      const double negative = error > 0 ? normal_cdf(-difference / error) : difference < 0 ? 1 : 0;
      const double positive = error > 0 ? 1 - negative : difference > 0 ? 1 : 0;
      range.negative += negative / draws_;
      range.positive += positive / draws_;
    }
    const double agree = std::max(range.negative, range.positive);
    range.verdict = agree >= 0.95 ? "holds" : agree >= 0.8 ? "likely" : "undetermined";
    std::vector<std::pair<std::string, double>> leans;
    for (const auto& [name, values] : numbers_) leans.emplace_back(name, rank_correlation(values, differences_[o]));
    constexpr std::ptrdiff_t most = 5;
    const auto weaker = [](const auto& a, const auto& b) { return std::abs(a.second) > std::abs(b.second); };
    const std::ptrdiff_t kept = std::min(most, static_cast<std::ptrdiff_t>(leans.size()));
    std::partial_sort(leans.begin(), leans.begin() + kept, leans.end(), weaker);
    leans.resize(static_cast<std::size_t>(kept));
    range.leans_on = std::move(leans);
    return range;
  }

  void describe() {
    answer_.scenario = scenario_.name;
    answer_.title = scenario_.title;
    answer_.seed = options_.seed;
    answer_.question = posed_.question;
    answer_.actor_name = polity_name(scenario_, posed_.question.actor);
    answer_.rival_name = polity_name(scenario_, rival_of(scenario_, posed_.question));
    answer_.start = scenario_.start;
    answer_.until = scenario_.start + (posed_.setting.model.months - 1);
    answer_.dropped = options_.drop;
    answer_.without = scenario_.without;
    answer_.without.insert(answer_.without.end(), options_.without.begin(), options_.without.end());
    answer_.instruction_set = options_.engine == EngineChoice::reference ? "reference" : instruction_set(EngineKind::batch);
    if (answer_.stopped) return;
    const auto& outcomes = posed_.setting.outcomes;
    for (std::size_t o = 0; o < outcomes.size(); ++o) {
      if (outcomes[o].is_count) continue;
      const OutcomeInfo& info = outcomes[o].info();
      const PairedMoments& m = moments_[o];
      OutcomeAnswer row;
      row.name = outcomes[o].name;
      row.meaning = info.meaning;
      row.unit = info.unit;
      row.kind = kind_names[static_cast<std::size_t>(info.kind)];
      row.estimator = estimator_of(info);
      row.with = m.with.mean();
      row.without = m.without.mean();
      row.difference = m.difference.mean();
      row.ci95 = m.difference.interval();
      row.pairing_gain = m.pairing_gain();
      const PairedMoments& turned = outcomes[o].counted < 0 ? m : moments_[static_cast<std::size_t>(outcomes[o].counted)];
      const auto pairs = static_cast<double>(std::max<std::uint64_t>(1, m.difference.count()));
      row.turned_up = static_cast<double>(turned.up) / pairs;
      row.turned_down = static_cast<double>(turned.down) / pairs;
      if (outcomes[o].counted >= 0) {
        row.counted = OutcomeAnswer::Counted{turned.with.mean(), turned.without.mean()};
        row.counted_ci95 = turned.difference.interval();
      }
      if (draws_ > 0) row.prior = range_of(o);
      row.put_in = put_in_by_construction(row.name, scenario_, posed_.question, posed_.setting.mechanisms.bloc.betrayal);
      if (attribution_) {
        Attributed shares{row.name, {}};
        for (std::size_t part = 0; part < doctrine_parts.size(); ++part) {
          const Moments& share = attribution_->share(o, part);
          shares.parts.push_back({std::string(doctrine_parts[part]), share.mean(), share.interval()});
        }
        answer_.attribution.push_back(std::move(shares));
      }
      answer_.outcomes.push_back(std::move(row));
    }
    answer_.sentences = sentences_of(answer_, scenario_);
  }

  const Scenario& scenario_;
  const StudyOptions& options_;
  Posed posed_;
  std::vector<PairedMoments> moments_;  // [outcome]
  std::optional<Attribution> attribution_;
  std::uint32_t draws_ = 0, all_ = 0, played_under_priors_ = 0;
  std::vector<std::vector<double>> differences_, errors_;             // [outcome][draw]
  std::vector<std::pair<std::string, std::vector<double>>> numbers_;  // [number] its name, its values by draw
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
  for (const OutcomeInstance& outcome : pose(scenario, options).setting.outcomes) names.push_back(outcome.name);
  return names;
}

Answer ask(const Scenario& scenario, const StudyOptions& options) { return Asking(scenario, options).ask(); }

}  // namespace coexist
