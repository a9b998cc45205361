// SPDX-License-Identifier: Apache-2.0
// The position between two powers at which the closed forms of choice and inference are worked out.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "doctrine/conduct.h"
#include "model/model.h"
#include "small_world.h"

namespace coexist::testing {

inline constexpr std::array role_order = {
    Role::accommodate, Role::trade, Role::normal, Role::denounce, Role::subvert, Role::threaten, Role::force};

inline const Model& reference_model() {
  static const Model model = compile(reference_case(), reference_case().end);
  return model;
}

// Gain .55, danger .6, p .8, H .7, memory -.1, public .02, scope 1, force out of reach; with the four principles promised or
// none.
inline Situation<double> worked_situation(const Codebook& codebook, bool promised) {
  DoctrineNumbers doctrine;
  doctrine.promises = promised ? 0b1111 : 0;
  count_broken_promises(codebook, doctrine);
  return {.stake = 0.55,
      .danger = 0.6,
      .distrust = 0.8,
      .hostility = 0.7,
      .memory = -0.1,
      .public_mood = 0.02,
      .unrest = 0,
      .reach = 0,
      .scope = 1,
      .broken_by = doctrine.broken_by};
}

// The same position toward everybody, as the mechanism of belief asks for it.
struct SamePosition {
  Situation<double> position;
  Situation<double> standing(const Month<double>&, int) const { return position; }
  void face(const Month<double>&, int, int, Situation<double>&) const {}
};

inline Odds<double> conduct_of(
    const StereotypeNumbers& stereotype, const Codebook& codebook, const Situation<double>& situation) {
  return odds_of_acts(codebook, situation, leaning_of<double>(stereotype));
}

inline double probability(const Codebook& codebook, const Odds<double>& odds, Role role) {
  return odds.odds[static_cast<std::size_t>(codebook.at(role))] / odds.sum;
}

// ln pi_R / pi_S of an act as observed.
inline double evidence_about(const Model& model, const Codebook& codebook, const Situation<double>& situation, Role observed) {
  return evidence_of(telling_of(codebook, situation, leaning_of<double>(model.revisionist),
      leaning_of<double>(model.security_seeker), static_cast<double>(codebook.at(observed))));
}

inline Codebook nothing_hidden(Codebook codebook) {
  for (ActNumbers& act : codebook.acts) act.seen = 1;
  return codebook;
}

// A codebook in which only some acts are ever chosen, all alike but for what a test changes.
inline Codebook only(const std::vector<Role>& acts) {
  Codebook codebook;
  for (std::size_t a = 0; a < role_order.size(); ++a) {
    codebook.acts[a] = {};
    codebook.acts[a].role = role_order[a];
    codebook.acts[a].base = -1e9;
    codebook.position[a] = static_cast<int>(a);
  }
  for (const Role role : acts) codebook.acts[static_cast<std::size_t>(role)].base = 0;
  return codebook;
}
inline ActNumbers& act_of(Codebook& codebook, Role role) { return codebook.acts[static_cast<std::size_t>(codebook.at(role))]; }

}  // namespace coexist::testing
