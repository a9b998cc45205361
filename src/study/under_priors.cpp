// SPDX-License-Identifier: Apache-2.0
#include "study/under_priors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "coexist/catalogue.h"
#include "model/model.h"
#include "random/functions.h"
#include "study/priors.h"
#include "study/setting.h"
#include "study/statistics.h"

namespace coexist {
namespace {

constexpr std::uint32_t fewest_histories = 100;  // a draw: the sign under one needs about as many
constexpr std::uint32_t widest_batch = 16;
constexpr std::uint32_t apart = 65536;  // numbers of the histories of one draw and of the next lie this far apart

// Five numbers of the largest rank correlation.
std::vector<std::pair<std::string, double>> leaning(
    const std::vector<std::pair<std::string, std::vector<double>>>& numbers, const std::vector<double>& differences) {
  std::vector<std::pair<std::string, double>> leans;
  for (const auto& [name, values] : numbers) leans.emplace_back(name, rank_correlation(values, differences));
  constexpr std::size_t most = 5;
  const auto kept = static_cast<std::ptrdiff_t>(std::min(most, leans.size()));
  const auto stronger = [](const auto& a, const auto& b) {
    return std::pair(-std::abs(a.second), a.first) < std::pair(-std::abs(b.second), b.first);
  };
  std::partial_sort(leans.begin(), leans.begin() + kept, leans.end(), stronger);
  leans.resize(static_cast<std::size_t>(kept));
  return leans;
}

// The rank correlation that the largest of `numbers` unrelated ones exceeds in one of twenty lists of `draws` (Bonferroni; the
// correlation of independent ranks has variance 1/(draws - 1)).
double chance_correlation(std::size_t numbers, std::size_t draws) {
  if (numbers == 0 || draws < 2) return 1;
  const double tail = 0.025 / static_cast<double>(numbers);
  double low = 0;
  double high = 9;
  for (int step = 0; step < 60; ++step) {
    const double middle = (low + high) / 2;
    (normal_cdf(-middle) > tail ? low : high) = middle;
  }
  return std::min(1.0, low / std::sqrt(static_cast<double>(draws) - 1));
}

}  // namespace

UnderPriors::UnderPriors(const Scenario& scenario, const Question& question, const StudyOptions& options)
    : scenario_(scenario), question_(question), options_(options), draws_(number_of_draws(options)) {
  if (draws_ == 0) return;
  if (draws_ > max_draws)
    throw InputError({"--prior", 0, 0, std::to_string(draws_) + " draws are more than " + std::to_string(max_draws), ""});
  if (options.worlds / draws_ < fewest_histories)
    throw InputError({"--prior", 0, 0,
        std::to_string(draws_) + " draws leave " + std::to_string(options.worlds / draws_) + " histories a draw",
        "The sign under one draw needs at least 100: give at most " + std::to_string(options.worlds / fewest_histories) +
            " draws, or more --worlds"});
  // As many histories again as at the defaults, in whole batches.
  histories_a_draw_ = (options.worlds / draws_ + widest_batch - 1) / widest_batch * widest_batch;
  if (compile(scenario, scenario.end).has_warheads()) return;
  for (const MechanismEntry& mechanism : catalogue().mechanisms)
    for (const Parameter& parameter : mechanism.parameters)
      if (is_of_warheads(parameter)) idle_.emplace_back(parameter.name);
}

Ensemble UnderPriors::ensemble(std::uint32_t draw) const {
  const DrawnScenario drawn = draw_from_priors(scenario_, question_, options_.prior_scheme, options_.seed, draw);
  const auto posed = std::make_shared<const Posed>(pose(drawn.scenario, options_));
  return {std::shared_ptr<const Setting>(posed, &posed->setting), {posed->with, posed->without}, posed->fork};
}

// What the keeper has of a draw.  One of which histories went wrong is played again, to name them.
KeptDraw UnderPriors::kept(std::uint32_t number, std::size_t outcomes) const {
  KeptDraw draw;
  if (options_.keeper) draw = options_.keeper->draw(number).value_or(KeptDraw{});
  if (draw.histories > histories_a_draw_ || draw.marked > 0) draw = {};
  draw.number = number;
  draw.differences.resize(outcomes);
  return draw;
}

// Draws are played as far as they are not kept, all as one list of work.
bool UnderPriors::play(const std::vector<OutcomeInstance>& outcomes, const std::function<void(std::uint32_t)>& progress) {
  std::vector<KeptDraw> draws;
  std::vector<Stretch> stretches;
  for (std::uint32_t d = 0; d < draws_; ++d) {
    draws.push_back(kept(d, outcomes.size()));
    const std::uint32_t before = draws.back().histories;
    losses_.went_right(before);
    if (before < histories_a_draw_) stretches.push_back({d + 1, d * apart + before, histories_a_draw_ - before});
  }
  std::uint32_t wanted = 0;
  for (const Stretch& stretch : stretches) wanted += stretch.histories;
  EnsembleOptions how = ensemble_options(options_);
  how.progress = [&](std::uint32_t done, std::uint32_t) { progress(histories() - wanted + done); };
  std::vector<Moments> differences;
  std::uint32_t in_stretch = 0;
  const auto put_by = [&](KeptDraw& draw) {
    for (std::size_t o = 0; o < outcomes.size(); ++o) draw.differences[o] = differences[o].sums();
    draw.histories += std::exchange(in_stretch, 0);
    if (options_.keeper) options_.keeper->keep(draw);
  };
  const auto make = [this](std::uint32_t number) { return ensemble(number - 1); };
  const auto take = [&](std::size_t stretch, const Piece& piece) {
    KeptDraw& draw = draws[stretches[stretch].ensemble - 1];
    if (in_stretch == 0) {
      differences.clear();
      for (const KeptDraw::Sums& sums : draw.differences) differences.push_back(Moments::from(sums));
      losses_.of_draw(draw.number);
    }
    for (std::uint32_t h = 0; h < piece.count; ++h) {
      if (losses_.leaves_out(piece, h, outcomes)) {
        ++draw.marked;
        continue;
      }
      const double* const with = piece.played.outcomes.data() + h * outcomes.size();
      const double* const without = piece.played.outcomes.data() + (piece.count + h) * outcomes.size();
      for (std::size_t o = 0; o < outcomes.size(); ++o) differences[o].add(with[o] - without[o]);
    }
    in_stretch += piece.count;
    if (in_stretch == stretches[stretch].histories) put_by(draw);
  };
  if (!stretches.empty()) played_ = play_stretches(stretches, make, how, take);
  if (in_stretch > 0) {
    const auto begun = std::ranges::find_if(draws, [&](const KeptDraw& draw) { return draw.histories < histories_a_draw_; });
    put_by(*begun);
  }
  if (options_.keeper) options_.keeper->flush();
  if (played_ < wanted) return false;
  progress(histories());
  for (const KeptDraw& draw : draws) add(draw);
  return true;
}

void UnderPriors::add(const KeptDraw& draw) {
  if (draw.differences.front().count < 2) return;  // all of its histories went wrong: nothing is known of this draw
  ++counted_;
  differences_.resize(draw.differences.size());
  errors_.resize(draw.differences.size());
  for (std::size_t o = 0; o < draw.differences.size(); ++o) {
    const Moments difference = Moments::from(draw.differences[o]);
    differences_[o].push_back(difference.mean());
    errors_[o].push_back(difference.standard_error());
  }
  const DrawnScenario drawn = draw_from_priors(scenario_, question_, options_.prior_scheme, options_.seed, draw.number);
  std::size_t n = 0;
  for (const auto& [path, value] : drawn.numbers) {
    if (std::ranges::find(idle_, path) != idle_.end()) continue;
    if (n == numbers_.size()) numbers_.push_back({path, {}});
    numbers_[n++].second.push_back(value);
  }
}

PriorRange range_of_draws(const std::vector<double>& differences, const std::vector<double>& errors) {
  PriorRange range;
  const auto draws = static_cast<std::uint32_t>(differences.size());
  range.draws = draws;
  range.q05 = quantile(differences, 0.05);
  range.q95 = quantile(differences, 0.95);
  for (std::uint32_t d = 0; d < draws; ++d) {
    // How probable each sign of the draw's true difference is, given the error of its estimate.
    const double difference = differences[d];
    const double error = errors[d];
    const double below = error > 0 ? normal_cdf(-difference / error) : difference < 0 ? 1 : 0;
    const double above = error > 0 ? 1 - below : difference > 0 ? 1 : 0;
    range.negative += below / draws;
    range.positive += above / draws;
  }
  const double agree = std::max(range.negative, range.positive);
  range.verdict = draws < fewest_draws ? "undetermined" : agree >= 0.95 ? "holds" : agree >= 0.8 ? "likely" : "undetermined";
  return range;
}

std::optional<PriorRange> UnderPriors::range(std::size_t o) const {
  if (counted_ == 0) return std::nullopt;
  PriorRange range = range_of_draws(differences_[o], errors_[o]);
  range.scheme = options_.prior_scheme == PriorScheme::independent ? "independent" : "common";
  range.marked = losses_.lost();
  range.leans_on = leaning(numbers_, differences_[o]);
  range.chance_correlation = chance_correlation(numbers_.size(), counted_);
  return range;
}

}  // namespace coexist
