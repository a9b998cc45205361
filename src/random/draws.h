// SPDX-License-Identifier: Apache-2.0
// The luck of a history, addressed rather than consumed.
//
// Every draw is a pure function of the seed, the history, the month, the decision it settles and the name of the entity it is
// about.  A twin history asks for the same address and meets the same luck, and a draw that is not used shifts no other.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/lanes.h"
#include "base/name_hash.h"
#include "random/functions.h"
#include "random/philox.h"

namespace coexist {

// Decisions about one entity that share a block of four words.
enum class DrawGroup : std::uint32_t {
  act = 1,           // of a dyad
  dyad_state = 2,    // of a dyad
  polity_state = 3,  // of a polity
  allegiance = 4,    // of a polity
  flashpoint = 5,    // of a flashpoint
  accident = 6,      // of a pair of principals
  false_alarm = 7,   // of a pair of principals
  leadership = 8,    // of a polity that is a principal
};

// A decision's word in the block of its group.  A normal draw takes that word and the next.
struct Decision {
  DrawGroup group;
  int word;
  std::string_view name;
  int words = 1;
};

namespace decisions {
inline constexpr Decision act{DrawGroup::act, 0, "act"};
inline constexpr Decision act_seen{DrawGroup::act, 1, "act_seen"};
inline constexpr Decision threat_outcome{DrawGroup::act, 2, "threat_outcome"};
inline constexpr Decision threat_nuclear{DrawGroup::act, 3, "threat_nuclear"};
inline constexpr Decision hostility_normal{DrawGroup::dyad_state, 0, "hostility_normal", 2};
inline constexpr Decision force_success{DrawGroup::dyad_state, 2, "force_success"};
inline constexpr Decision growth_normal{DrawGroup::polity_state, 0, "growth_normal", 2};
inline constexpr Decision unrest_normal{DrawGroup::polity_state, 2, "unrest_normal", 2};
inline constexpr Decision loyalty_normal{DrawGroup::allegiance, 0, "loyalty_normal", 2};
inline constexpr Decision realignment{DrawGroup::allegiance, 2, "realignment"};
inline constexpr Decision split{DrawGroup::allegiance, 3, "split"};
inline constexpr Decision flashpoint_fires{DrawGroup::flashpoint, 0, "flashpoint_fires"};
inline constexpr Decision flashpoint_outcome{DrawGroup::flashpoint, 1, "flashpoint_outcome"};
inline constexpr Decision flashpoint_nuclear{DrawGroup::flashpoint, 2, "flashpoint_nuclear"};
inline constexpr Decision accident_fires{DrawGroup::accident, 0, "accident_fires"};
inline constexpr Decision accident_challenger{DrawGroup::accident, 1, "accident_challenger"};
inline constexpr Decision accident_outcome{DrawGroup::accident, 2, "accident_outcome"};
inline constexpr Decision accident_nuclear{DrawGroup::accident, 3, "accident_nuclear"};
inline constexpr Decision false_alarm{DrawGroup::false_alarm, 0, "false_alarm"};
inline constexpr Decision demonstration{DrawGroup::leadership, 0, "demonstration"};
inline constexpr Decision adoption{DrawGroup::leadership, 1, "adoption"};
inline constexpr Decision agreement{DrawGroup::leadership, 2, "agreement"};

inline constexpr std::array all = {
    act,
    act_seen,
    threat_outcome,
    threat_nuclear,
    hostility_normal,
    force_success,
    growth_normal,
    unrest_normal,
    loyalty_normal,
    realignment,
    split,
    flashpoint_fires,
    flashpoint_outcome,
    flashpoint_nuclear,
    accident_fires,
    accident_challenger,
    accident_outcome,
    accident_nuclear,
    false_alarm,
    demonstration,
    adoption,
    agreement,
};
}  // namespace decisions

// Every word of a block belongs to at most one decision, so that no two share their luck.
template <std::size_t Size> constexpr bool words_are_disjoint(const std::array<Decision, Size>& list) {
  for (std::size_t i = 0; i < Size; ++i) {
    if (list[i].word < 0 || list[i].words < 1 || list[i].word + list[i].words > 4) return false;
    for (std::size_t j = i + 1; j < Size; ++j) {
      const bool apart = list[i].word + list[i].words <= list[j].word || list[j].word + list[j].words <= list[i].word;
      if (list[i].name == list[j].name || (list[i].group == list[j].group && !apart)) return false;
    }
  }
  return true;
}
static_assert(words_are_disjoint(decisions::all));

// The four words of one group, of one history or one of each lane's.
template <class Real> struct DrawBlock {
  std::array<WordsOf<Real>, 4> word;

  // In [0, 1): the word's first 24 bits, exact in single precision.
  Real uniform(int index) const {
    return number_of<Real>(word[static_cast<std::size_t>(index)] >> 8) * Real(ScalarOf<Real>(0x1p-24));
  }
  Real uniform(Decision decision) const { return uniform(decision.word); }

  // Standard normal, from this word and the next (Box and Muller 1958).  1 - u is exact and never 0.
  Real normal(int index) const {
    const Real radius = square_root(Real(-2) * logarithm(Real(1) - uniform(index)));
    return radius * cosine_of_turns(uniform(index + 1));
  }
  Real normal(Decision decision) const { return normal(decision.word); }
};

// The draws of a history, or of the histories from `first_history` on, one in each lane.
template <class Real> class Draws {
 public:
  Draws(std::uint64_t seed, std::uint32_t first_history) : keys_(seed), histories_(numbered_from<WordsOf<Real>>(first_history)) {}

  // Months count from 0, the first; they stay below 65536, where the group begins.
  DrawBlock<Real> block(int month, DrawGroup group, std::uint64_t name) const {
    return {philox4x32_10(histories_, counter(month, group, name), keys_)};
  }

  // The same for a row of names; each may be reduced, by `take(n, block)`, to what is wanted of it.
  template <class Take>
  void blocks(int month, DrawGroup group, const std::uint64_t* names, std::size_t count, Take take) const {
    std::size_t n = 0;
    for (; n + 1 < count; n += 2) {
      const auto two =
          two_blocks(histories_, TwoRests{counter(month, group, names[n]), counter(month, group, names[n + 1])}, keys_);
      take(n, DrawBlock<Real>{two[0]});
      take(n + 1, DrawBlock<Real>{two[1]});
    }
    if (n < count) take(n, block(month, group, names[n]));
  }

 private:
  static std::array<std::uint32_t, 3> counter(int month, DrawGroup group, std::uint64_t name) {
    return {static_cast<std::uint32_t>(month) + 65536U * static_cast<std::uint32_t>(group), static_cast<std::uint32_t>(name),
        static_cast<std::uint32_t>(name >> 32)};
  }

  philox::Keys keys_;
  WordsOf<Real> histories_;
};

}  // namespace coexist
