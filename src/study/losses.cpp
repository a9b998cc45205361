// SPDX-License-Identifier: Apache-2.0
#include "study/losses.h"

#include <fmt/format.h>

#include <cmath>

#include "coexist/names.h"

namespace coexist {
namespace {

constexpr const char* mixture = "mixed";

std::optional<LostHistory> wrong_in(
    const Piece& piece, std::uint32_t h, std::size_t arm, const std::vector<OutcomeInstance>& outcomes) {
  const std::size_t at = arm * piece.count + h;
  const double* const values = piece.played.outcomes.data() + at * outcomes.size();
  for (std::size_t o = 0; o < outcomes.size(); ++o)
    if (!can_be(values[o], outcomes[o].info())) return LostHistory{piece.first + h, {}, outcomes[o].name, values[o], {}};
  if (piece.played.marked[at]) return LostHistory{piece.first + h, {}, {}, 0, {}};
  return std::nullopt;
}

std::string replay_of(const LostHistory& lost, const Scenario& scenario, const StudyOptions& options) {
  const bool mixed = lost.arm == mixture;
  std::string command = mixed ? "coexist ask " : "coexist run ";
  command += shell_word(scenario.source);
  const auto add = [&](const char* option, const std::string& value) {
    command += fmt::format(" --{} {}", option, shell_word(value));
  };
  const auto add_if = [&](const char* option, const std::optional<std::string>& value) {
    if (value && !value->empty()) add(option, *value);
  };
  add_if("question", options.question);
  add_if("actor", options.actor);
  add_if("about", options.about);
  add_if("instead", options.instead);
  add_if("adopt", options.adopt);
  add_if("until", options.until);
  for (const auto& [path, value] : scenario.overridden) add("set", path + "=" + value);
  for (const std::string& mechanism : options.without) add("without", mechanism);
  for (const std::string& event : options.drop) add("drop", event);
  if (options.dated != "all") add("dated", options.dated);
  if (options.seed != 1) add("seed", std::to_string(options.seed));
  if (options.engine == EngineChoice::reference) add("engine", "reference");
  if (lost.draw) {
    add("draw", std::to_string(*lost.draw));
    if (options.prior_scheme == PriorScheme::common) add("prior-scheme", "common");
  }
  // A mixture of two doctrines, or a world in which a channel is held, has no arm of its own: the question is asked again as far as
  // this history.
  if (mixed) {
    if (options.attribute || options.attribute_principles)
      command += options.attribute_principles ? " --attribute principles" : " --attribute";
    if (options.channels) command += " --channels";
    return command + fmt::format(" --prior 0 --worlds {}", lost.history + 1);
  }
  return command + fmt::format(" --arm {} --world {}", lost.arm, lost.history);
}

}  // namespace

bool can_be(double value, const OutcomeInfo& info) {
  if (!std::isfinite(value)) return false;
  constexpr double rounding = 1e-4;  // sums of single precision
  const Range range = range_of(info);
  return value >= range.low - rounding && value <= range.high + rounding;
}

bool Losses::leaves_out(const Piece& piece, std::uint32_t h, const std::vector<OutcomeInstance>& outcomes) {
  ++counted_;
  const std::size_t arms = piece.played.marked.size() / piece.count;
  for (std::size_t arm = 0; arm < arms; ++arm) {
    std::optional<LostHistory> lost = wrong_in(piece, h, arm, outcomes);
    if (!lost) continue;
    ++lost_;
    if (first_.size() == named) return true;
    lost->arm = arm < arms_.size() ? arms_[arm] : mixture;
    lost->draw = draw_;
    first_.push_back(std::move(*lost));
    return true;
  }
  return false;
}

std::vector<std::uint32_t> Losses::first_numbers() const {
  std::vector<std::uint32_t> numbers;
  for (const LostHistory& lost : first_) numbers.push_back(lost.history);
  return numbers;
}

std::vector<std::string> Losses::replays(const Scenario& scenario, const StudyOptions& options) const {
  std::vector<std::string> commands;
  for (const LostHistory& lost : first_) commands.push_back(replay_of(lost, scenario, options));
  return commands;
}

void Losses::fail_if_too_many(const Scenario& scenario, const StudyOptions& options) const {
  if (lost_ <= most_lost * counted_) return;
  const LostHistory& first = first_.front();
  const char* const what = arms_.size() == 1 ? "histories" : "pairs of histories";
  std::string message = fmt::format("{} of {} {} went wrong{}, more than the {} % that may be left out; in the first ", lost_,
      counted_, what, first.draw ? " under draws from the priors" : "", 100 * most_lost);
  if (first.outcome.empty())
    message += "a value is not a finite number";
  else if (std::isfinite(first.value))
    message += fmt::format("'{}' is {}, outside its range", first.outcome, first.value);
  else
    message += fmt::format("'{}' is not a finite number", first.outcome);
  message += ", which `" + replay_of(first, scenario, options) + "` shows";
  if (first.draw && arms_.size() > 1) message += ". With --prior 0 the defaults alone are played";
  throw RunError(message);
}

}  // namespace coexist
