// SPDX-License-Identifier: Apache-2.0
// Ensembles: many histories, over all threads and ranks, their results handed on in the order of their numbers.
//
// Threads take pieces of whole batches; what is handed on does not depend on how many threads or ranks, or how large a piece.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "engine/engine.h"

namespace coexist {

// What the histories of an ensemble have in common.
struct Ensemble {
  std::shared_ptr<const Setting> setting;
  std::vector<Intervention> arms;
  int fork = 0;  // month up to which the arms share their past
};

// Ensembles are known by numbers, so that whoever needs one can make it: the same one on every thread and every rank.
using MakeEnsemble = std::function<Ensemble(std::uint32_t number)>;

struct EnsembleOptions {
  std::uint32_t first = 0;  // number of the first history
  std::uint32_t histories = 0;
  int threads = 0;            // 0: as many as this process has cores
  std::uint32_t piece = 256;  // histories a thread takes at a time, at most
  EngineKind engine = EngineKind::batch;
  const std::atomic<bool>* stop = nullptr;                              // set: finish what is under way, then return
  std::function<void(std::uint32_t done, std::uint32_t all)> progress;  // called by one thread at a time
  const Setting* shared = nullptr;  // of ensemble 0, which other ranks can make: any other setting is played by this rank alone
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

// Some histories of an ensemble.
struct Stretch {
  std::uint32_t ensemble = 0;
  std::uint32_t first = 0, histories = 0;
};

// Plays all stretches, of which options.first and .histories say nothing, as one list of work: no thread waits for the end of a stretch.
// `make` is called by several threads at once.  Pieces are handed on in order, stretch by stretch; returns how many histories.
std::uint32_t play_stretches(std::span<const Stretch> stretches, const MakeEnsemble& make, const EnsembleOptions& options,
    const std::function<void(std::size_t stretch, const Piece&)>& take);

}  // namespace coexist
