// SPDX-License-Identifier: Apache-2.0
// Acts, principles and doctrines as numbers (model 2.1 to 2.3): what a scenario's text becomes.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "coexist/number.h"

namespace coexist {

// What the mechanisms know an act by.  The order in which acts are drawn is the scenario's.  Aid may be missing.
enum class Role { accommodate, trade, normal, denounce, subvert, threaten, force, aid };
inline constexpr int most_acts = 8;
inline constexpr std::array<const char*, most_acts> role_names = {
    "accommodate", "trade", "normal", "denounce", "subvert", "threaten", "force", "aid"};

// The consequences of an act that a government weighs (model 3.2).
enum Feature { gain, danger, fear, hostility, reciprocity, public_mood, order, promise, cost };
inline constexpr int feature_count = 9;
inline constexpr std::array<const char*, feature_count> feature_names = {
    "gain", "danger", "fear", "hostility", "reciprocity", "public", "order", "promise", "cost"};

// One bit a principle.
using Principles = std::uint32_t;

// An act of the codebook (model 2.2).
struct ActNumbers {
  Role role = Role::normal;
  Number base = 0;        // b, log-odds against normal relations, nats
  Number intensity = 0;   // e, -1..1
  Number revision = 0;    // r
  Number escalation = 0;  // k
  Number cost = 0;        // c
  Number seen = 1;        // o, chance that it is observed
  Number salience = 1;    // weight as evidence, routine months
  Principles breaks = 0;
  Number severity = 0;  // share of the principles it breaks

  Number hostile_intensity() const { return intensity < 0 ? intensity : Number(0); }
  Number hidden() const { return 1 - seen; }  // chance that it is not observed
};

// The acts in the order in which the choice among them is drawn.
struct Codebook {
  std::array<ActNumbers, most_acts> acts;  // the first `count` of them
  int count = 7;
  std::array<int, most_acts> position{};  // of each role in `acts`; where there is no aid, -1
  int principles = 0;                     // that there are
  int at(Role role) const { return position[static_cast<std::size_t>(role)]; }
  bool has_aid() const { return count == most_acts; }
  std::size_t size() const { return static_cast<std::size_t>(count); }
};

// The same where the compiler knows how many acts there are, so that it can lay out loops over them.
template <int Count> struct SizedCodebook : Codebook {
  static constexpr int count = Count;
  static constexpr std::size_t size() { return std::size_t{Count}; }
  static constexpr bool has_aid() { return Count == most_acts; }
};

// work(codebook), of the size that it has.  It is a copy: that no column shares its memory is plain to the compiler.
template <class Work> void with_size(const Codebook& codebook, Work work) {
  if (codebook.has_aid())
    work(SizedCodebook<most_acts>{codebook});
  else
    work(SizedCodebook<most_acts - 1>{codebook});
}

// What a government follows (model 2.3): intent, means, promise, demonstration.
struct DoctrineNumbers {
  std::string id;
  std::array<Number, feature_count> weight{};  // intent, nats per unit of the feature
  double militancy = 0.5;                      // means, 0..1
  Principles promises = 0;
  double scope_own = 0;  // how far promises cover members of its own bloc, 0..1
  double fund = 0;       // of the movement, 0..1
  double demo_rate = 0;  // 1/year
  double dove = 0;
  double precedent = 0;                       // how far it can be argued from the common canon, 0..1
  double restraint = 0;                       // share of the principles that it promises, 0..1
  int demonstrates_as = -1;                   // the doctrine whose dated demonstrations it makes
  std::array<double, most_acts> broken_by{};  // promised principles that each act breaks, count
};

// A public stereotype of the motive behind what a government does (Kydd 2005).
struct StereotypeNumbers {
  std::array<Number, feature_count> weight{};
  Number militancy = 0.5;
};

}  // namespace coexist
