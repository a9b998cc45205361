// SPDX-License-Identifier: Apache-2.0
// The luck of a month: what is drawn for every dyad and every polity, drawn once and met by every arm.
//
// A row is drawn when it is first asked for in a month; which rows are asked for changes no draw, because every draw has an address
// of its own (random/draws.h).  What is needed for few is not kept: `block` draws it where it is needed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "random/draws.h"

namespace coexist {

// What the entities of a model are addressed by.
struct LuckAddresses {
  std::vector<std::uint64_t> polities;
  std::vector<std::uint64_t> dyads;  // [principal * polities + polity]
};

template <class Real> class Luck {
 public:
  Luck(LuckAddresses addresses, std::uint64_t seed)
      : addresses_(std::move(addresses)), seed_(seed), draws_(seed, 0), polities_(addresses_.polities.size()), words_(polities_),
        growth_(polities_), unrest_(polities_), loyalty_(polities_), realignment_(polities_), split_(polities_) {
    for (std::size_t principal = 0; principal < addresses_.dyads.size() / polities_; ++principal) {
      acts_.push_back({Row(polities_), Row(polities_)});
      hostility_.push_back({Row(polities_)});
    }
  }

  // The histories from `first` on, one in each lane.
  void meet(std::uint32_t first) {
    draws_ = Draws<Real>(seed_, first);
    forget();
  }
  void begin(int month) {
    month_ = month;
    forget();
  }

  // Rows over the polities: the uniforms of a principal's choice of an act toward each, and of whether the act is seen,
  const Real* act(int principal) { return acts_of(principal).chosen.data(); }
  const Real* act_seen(int principal) { return acts_of(principal).seen.data(); }
  // the normals of its hostility toward each,
  const Real* hostility(int principal) {
    Enmity& enmity = hostility_[static_cast<std::size_t>(principal)];
    if (is_due(enmity.drawn)) {
      draw(DrawGroup::dyad_state, dyads_of(principal));
      normals(decisions::hostility_normal, enmity.normals);
    }
    return enmity.normals.data();
  }
  // the normals of growth and of unrest,
  const Real* growth() { return states().growth_.data(); }
  const Real* unrest() { return states().unrest_.data(); }
  // the normals of loyalty, and the uniforms of realignment and of splits.
  const Real* loyalty() { return allegiances().loyalty_.data(); }
  const Real* realignment() { return allegiances().realignment_.data(); }
  const Real* split() { return allegiances().split_.data(); }

  // The month's draws of a group about one entity.
  DrawBlock<Real> block(DrawGroup group, std::uint64_t name) const { return draws_.block(month_, group, name); }

 private:
  using Row = std::vector<Real>;
  struct Acts {
    Row chosen, seen;
    bool drawn = false;
  };
  struct Enmity {
    Row normals;
    bool drawn = false;
  };
  static bool is_due(bool& drawn) { return !std::exchange(drawn, true); }

  const std::uint64_t* dyads_of(int principal) const {
    return addresses_.dyads.data() + static_cast<std::size_t>(principal) * polities_;
  }

  // The words of a group about a row of entities, for the rows below.
  void draw(DrawGroup group, const std::uint64_t* names) {
    draws_.blocks(month_, group, names, polities_, [&](std::size_t l, const DrawBlock<Real>& block) { words_[l] = block; });
  }
  // Loops of their own: short phases over a row overlap, where one long body a polity would wait for itself.
  void uniforms(Decision decision, Row& row) const {
    for (std::size_t l = 0; l < polities_; ++l) row[l] = words_[l].uniform(decision);
  }
  void normals(Decision decision, Row& row) const {
    for (std::size_t l = 0; l < polities_; ++l) row[l] = words_[l].normal(decision);
  }

  Acts& acts_of(int principal) {
    Acts& acts = acts_[static_cast<std::size_t>(principal)];
    if (is_due(acts.drawn)) {
      draw(DrawGroup::act, dyads_of(principal));
      uniforms(decisions::act, acts.chosen);
      uniforms(decisions::act_seen, acts.seen);
    }
    return acts;
  }

  Luck& states() {
    if (is_due(states_drawn_)) {
      draw(DrawGroup::polity_state, addresses_.polities.data());
      normals(decisions::growth_normal, growth_);
      normals(decisions::unrest_normal, unrest_);
    }
    return *this;
  }

  Luck& allegiances() {
    if (is_due(allegiances_drawn_)) {
      draw(DrawGroup::allegiance, addresses_.polities.data());
      normals(decisions::loyalty_normal, loyalty_);
      uniforms(decisions::realignment, realignment_);
      uniforms(decisions::split, split_);
    }
    return *this;
  }

  void forget() {
    for (Acts& acts : acts_) acts.drawn = false;
    for (Enmity& enmity : hostility_) enmity.drawn = false;
    states_drawn_ = allegiances_drawn_ = false;
  }

  LuckAddresses addresses_;
  std::uint64_t seed_;
  Draws<Real> draws_;
  std::size_t polities_;
  int month_ = 0;
  std::vector<DrawBlock<Real>> words_;  // of the row being drawn
  std::vector<Acts> acts_;
  std::vector<Enmity> hostility_;
  Row growth_, unrest_, loyalty_, realignment_, split_;
  bool states_drawn_ = false, allegiances_drawn_ = false;
};

}  // namespace coexist
