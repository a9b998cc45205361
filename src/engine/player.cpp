// SPDX-License-Identifier: Apache-2.0
#include "engine/player.h"

#include <algorithm>

namespace coexist {
namespace {

// Puts history h of every arm of a batch at place `at` of a piece.
void copy_history(const Played& batch, std::size_t lanes, std::size_t h, std::size_t arms, Piece& piece, std::size_t at) {
  const std::size_t outcomes = batch.outcomes.size() / (arms * lanes);
  const std::size_t series = batch.series.size() / (arms * lanes);
  for (std::size_t arm = 0; arm < arms; ++arm) {
    const std::size_t from = arm * lanes + h;
    const std::size_t to = arm * piece.count + at;
    std::copy_n(batch.outcomes.begin() + static_cast<std::ptrdiff_t>(from * outcomes), outcomes,
        piece.played.outcomes.begin() + static_cast<std::ptrdiff_t>(to * outcomes));
    std::copy_n(batch.series.begin() + static_cast<std::ptrdiff_t>(from * series), series,
        piece.played.series.begin() + static_cast<std::ptrdiff_t>(to * series));
    piece.played.marked[to] = batch.marked[from];
  }
}

}  // namespace

bool Player::play(const Unit& unit, Piece& piece) {
  if (!engine_ || number_ != unit.ensemble) {
    engine_.reset();  // it points into the setting
    ensemble_ = (*make_)(unit.ensemble);
    engine_ = make_engine(kind_, *ensemble_.setting);
    number_ = unit.ensemble;
  }
  const Setting& setting = *ensemble_.setting;
  const std::size_t arms = ensemble_.arms.size();
  piece.first = unit.first;
  piece.count = unit.count;
  piece.played.outcomes.resize(arms * piece.count * setting.outcomes.size());
  piece.played.series.resize(arms * piece.count * setting.series.size() * static_cast<std::size_t>(setting.model.months));
  piece.played.marked.resize(arms * piece.count);
  const auto lanes = static_cast<std::uint32_t>(engine_->lanes());
  for (std::uint32_t at = 0; at < piece.count; at += lanes) {
    if (stopped_()) return false;
    engine_->play(piece.first + at, ensemble_.arms, ensemble_.fork, batch_);
    for (Event event : batch_.events) {
      event.history += at;
      if (event.history < piece.count) piece.played.events.push_back(event);
    }
    for (Decided& decided : batch_.decisions) {
      decided.history += at;
      if (decided.history < piece.count) piece.played.decisions.push_back(std::move(decided));
    }
    for (std::uint32_t h = 0; h < std::min(lanes, piece.count - at); ++h) copy_history(batch_, lanes, h, arms, piece, at + h);
  }
  return true;
}

}  // namespace coexist
