// SPDX-License-Identifier: Apache-2.0
// The phases of a month that can be told apart when it is measured: the mechanisms, and the gathering of outcomes.
#pragma once

#include <array>
#include <string_view>

namespace coexist {

enum class Phase {
  choice,
  belief,
  hostility,
  arms,
  crisis,
  economy,
  example,
  revolution,
  movement,
  bloc,
  succession,
  entry,
  exploitation,
  mutuality,
  observers,
  audience,
  canon,
  institutions,
  aid,
  outcomes
};
inline constexpr std::array<std::string_view, 20> phase_names = {"choice", "belief", "hostility", "arms", "crisis", "economy",
    "example", "revolution", "movement", "bloc", "succession", "entry", "exploitation", "mutuality", "observers", "audience",
    "canon", "institutions", "aid", "outcomes"};
inline constexpr std::size_t phase_count = phase_names.size();
template <class T> using ByPhase = std::array<T, phase_count>;

// Told when a phase is done.  The engines that play do not listen; those that measure specialise it for a Real of their own.
template <class Real> struct PhaseWatch {
  static void lap(Phase) {}
};

}  // namespace coexist
