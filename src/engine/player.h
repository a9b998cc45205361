// SPDX-License-Identifier: Apache-2.0
// One thread's engine: plays units of work, each some consecutive histories of an ensemble.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "engine/ensemble.h"

namespace coexist {

struct Unit {
  std::uint32_t ensemble = 0;
  std::uint32_t first = 0, count = 0;
};

class Player {
 public:
  Player(const MakeEnsemble& make, EngineKind kind, std::function<bool()> stopped)
      : make_(&make), kind_(kind), stopped_(std::move(stopped)) {}

  // False when stopped before the end.
  bool play(const Unit& unit, Piece& piece);

 private:
  const MakeEnsemble* make_;
  EngineKind kind_;
  std::function<bool()> stopped_;
  std::uint32_t number_ = 0;  // of the ensemble that is made
  Ensemble ensemble_;
  std::unique_ptr<Engine> engine_;
  Played batch_;
};

}  // namespace coexist
