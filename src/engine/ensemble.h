// SPDX-License-Identifier: Apache-2.0
// An ensemble: many histories, over all threads, their results handed on in the order of their numbers.
//
// Threads take pieces of whole batches; what is handed on does not depend on how many threads or how large a piece.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>

#include "engine/engine.h"

namespace coexist {

struct EnsembleOptions {
  std::uint32_t first = 0;  // number of the first history
  std::uint32_t histories = 0;
  int threads = 0;            // 0: as many as the machine has
  std::uint32_t piece = 256;  // histories a thread takes at a time
  EngineKind engine = EngineKind::batch;
  const std::atomic<bool>* stop = nullptr;                              // set: finish what is under way, then return
  std::function<void(std::uint32_t done, std::uint32_t all)> progress;  // called by one thread at a time
};

// Results of histories first .. first + count - 1, in the layout of Played but with `count` histories an arm.
struct Piece {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  Played played;
};

// Plays options.histories histories from options.first on and hands on each piece, in order, to `take`.  Returns how many histories were handed
// on: fewer than asked for only when stopped.
std::uint32_t play_ensemble(const Setting& setting, std::span<const Intervention> arms, int fork, const EnsembleOptions& options,
    const std::function<void(const Piece&)>& take);

}  // namespace coexist
