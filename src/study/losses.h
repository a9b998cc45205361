// SPDX-License-Identifier: Apache-2.0
// Histories that went wrong: an outcome that is not a finite number, or lies outside its range.  They are left out with their twins,
// counted and named, so that each can be played again by itself; too many of them, and there is no answer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "coexist/study.h"
#include "engine/ensemble.h"

namespace coexist {

// More than this share of histories gone wrong, and the run fails (docs/decisions/0008-histories-that-go-wrong.md).
inline constexpr double most_lost = 0.01;

// Whether a history's outcome can be right: finite and, but for rounding, within the range of its unit.
bool can_be(double value, const OutcomeInfo& info);

struct LostHistory {
  std::uint32_t history = 0;
  std::string arm;
  std::string outcome;  // the first that is wrong; empty where none shows what went wrong
  double value = 0;
  std::optional<std::uint32_t> draw;  // from the priors
};

class Losses {
 public:
  // `arms`: names of the first arms of every piece; any further ones are of an attribution or of channels.
  explicit Losses(std::vector<std::string> arms) : arms_(std::move(arms)) {}

  // Histories to come are of this draw from the priors.
  void of_draw(std::uint32_t draw) { draw_ = draw; }

  // So many more went right, of which nothing else need be known.
  void went_right(std::uint32_t histories) { counted_ += histories; }

  // Counts history number h of a piece; true where it, in any arm, went wrong and must be left out.
  bool leaves_out(const Piece& piece, std::uint32_t h, const std::vector<OutcomeInstance>& outcomes);

  std::uint32_t lost() const { return lost_; }
  const std::vector<LostHistory>& first() const { return first_; }
  std::vector<std::uint32_t> first_numbers() const;
  // The commands that play the first of them again.
  std::vector<std::string> replays(const Scenario& scenario, const StudyOptions& options) const;

  // Throws RunError where more than `most_lost` of what was counted went wrong.
  void fail_if_too_many(const Scenario& scenario, const StudyOptions& options) const;

 private:
  static constexpr std::size_t named = 4;
  std::vector<std::string> arms_;
  std::optional<std::uint32_t> draw_;
  std::uint32_t counted_ = 0, lost_ = 0;
  std::vector<LostHistory> first_;
};

}  // namespace coexist
