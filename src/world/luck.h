// SPDX-License-Identifier: Apache-2.0
// The luck of a month: what is drawn for every dyad and every polity, drawn once and met by every arm.
//
// A row is drawn when it is first asked for in a month; which rows are asked for changes no draw, because every draw has an address
// of its own (random/draws.h).  What is drawn for few is not kept: `block` draws it where it is needed.
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
        allegiance_(polities_), growth_(polities_), unrest_(polities_), loyalty_(polities_) {
    const std::size_t principals = addresses_.dyads.size() / polities_;
    acts_.resize(principals, Row<DrawBlock<Real>>(polities_));
    hostility_.resize(principals, Row<Real>(polities_));
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

  // Rows over the polities: the draws of group `act` of a principal toward each,
  const DrawBlock<Real>* acts(int principal) {
    Row<DrawBlock<Real>>& row = acts_[static_cast<std::size_t>(principal)];
    if (row.is_due()) draw(DrawGroup::act, dyads_of(principal), row.values);
    return row.values.data();
  }
  // the normals of its hostility toward each,
  const Real* hostility(int principal) {
    Row<Real>& row = hostility_[static_cast<std::size_t>(principal)];
    if (row.is_due()) {
      draw(DrawGroup::dyad_state, dyads_of(principal), words_);
      normals(decisions::hostility_normal, words_, row.values);
    }
    return row.values.data();
  }
  // the normals of growth and of unrest,
  const Real* growth() { return states().growth_.values.data(); }
  const Real* unrest() { return states().unrest_.values.data(); }
  // the draws of group `allegiance`, and among them the normals of loyalty.
  const DrawBlock<Real>* allegiances() {
    if (allegiance_.is_due()) draw(DrawGroup::allegiance, addresses_.polities.data(), allegiance_.values);
    return allegiance_.values.data();
  }
  const Real* loyalty() {
    allegiances();
    if (loyalty_.is_due()) normals(decisions::loyalty_normal, allegiance_.values, loyalty_.values);
    return loyalty_.values.data();
  }

  // The month's draws of a group about one entity.
  DrawBlock<Real> block(DrawGroup group, std::uint64_t name) const { return draws_.block(month_, group, name); }

 private:
  template <class T> struct Row {
    std::vector<T> values;
    bool drawn = false;
    explicit Row(std::size_t size) : values(size) {}
    bool is_due() { return !std::exchange(drawn, true); }
  };

  const std::uint64_t* dyads_of(int principal) const {
    return addresses_.dyads.data() + static_cast<std::size_t>(principal) * polities_;
  }

  void draw(DrawGroup group, const std::uint64_t* names, std::vector<DrawBlock<Real>>& blocks) const {
    draws_.blocks(month_, group, names, polities_, [&](std::size_t l, const DrawBlock<Real>& block) { blocks[l] = block; });
  }

  // A loop of its own: short phases over a row overlap, where one long body a polity would wait for itself.
  void normals(Decision decision, const std::vector<DrawBlock<Real>>& blocks, std::vector<Real>& values) const {
    for (std::size_t l = 0; l < polities_; ++l) values[l] = blocks[l].normal(decision);
  }

  Luck& states() {
    if (growth_.is_due()) {
      draw(DrawGroup::polity_state, addresses_.polities.data(), words_);
      normals(decisions::growth_normal, words_, growth_.values);
      normals(decisions::unrest_normal, words_, unrest_.values);
    }
    return *this;
  }

  void forget() {
    for (auto& row : acts_) row.drawn = false;
    for (auto& row : hostility_) row.drawn = false;
    allegiance_.drawn = growth_.drawn = loyalty_.drawn = false;
  }

  LuckAddresses addresses_;
  std::uint64_t seed_;
  Draws<Real> draws_;
  std::size_t polities_;
  int month_ = 0;
  std::vector<DrawBlock<Real>> words_;
  std::vector<Row<DrawBlock<Real>>> acts_;
  std::vector<Row<Real>> hostility_;
  Row<DrawBlock<Real>> allegiance_;
  Row<Real> growth_, unrest_, loyalty_;
};

}  // namespace coexist
