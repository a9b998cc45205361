// SPDX-License-Identifier: Apache-2.0
// Channels.  Which way did the effect of a doctrine go?
//
//   effect through c  =  mean over pairs of  Y(with) - Y(with, columns of c as in the twin without)                 Pearl (2001)
//
// Claim: an effect that disappears when a quantity is held at its course in the other twin went through that quantity.
// Estimand: the natural indirect effect of c, on twins.  One more arm follows the doctrine and meets the same luck, but in every month
// the columns of c take the values that they have in the twin without.  Both courses are computed, so that nothing need be identified
// from data, and the difference is that of each pair.  Of the two natural indirect effects it is the total one of Robins and Greenland
// (1992), which holds c away from a world that has the doctrine.
// Held exactly: wherever a mechanism has written a column of c, the month says so (engine/month.h), and its value there in the twin
// takes its place before anybody reads it.  Entry is not among these places: it gives a newcomer the same columns in every arm.
//
// The columns, and why these:
//   belief    B and p: what principals hold of each other's motive, and so their fear of revolution; of each other's resolve; and what
//             members of blocs hold of a principal's motive.
//   fear      the fear of nuclear war, and the alert that breeds it, accidents and false alarms: the fear of surprise (Schelling 1960).
//   arms      spending and the warhead plan, what arms writes.  Warheads, shares of forces, the cost of war and the burden follow; not
//             the burden itself, whose other half is output.
//   publics   the share mobilised for peace; the public mood that governments heed follows.
//   example   what is learnt of growth under each system, and the remembered breaches of the principles: both halves of a pole's example.
//   alliance  loyalty and the level it returns to.  Not the bloc: who leaves follows, from held loyalty and the same draws.
// What goes none of these ways is the remainder: the actor's own acts and what they do at once, hostility and the memory of acts,
// trade and output, unrest and help, reputation.
//
// Departures: channels meet (alarm breeds arms, arms breed fear), an effect through two in a row is in both, and so they need not add
// up; the remainder is what they leave, of either sign.  It is no effect of its own.  Where the twin's history has ended in war, its
// columns go on as if that war had been averted in its month: the model gives a war no consequences for them, and a history that goes
// on beside it has nothing else to be held at.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "world/columns.h"

namespace coexist {

enum class Channel { none, belief, fear, arms, publics, example, alliance };
inline constexpr std::array channels = {
    Channel::belief, Channel::fear, Channel::arms, Channel::publics, Channel::example, Channel::alliance};
inline constexpr std::array<std::string_view, 7> channel_names = {
    "none", "belief", "fear", "arms", "publics", "example", "alliance"};
constexpr std::string_view name_of(Channel channel) { return channel_names[static_cast<std::size_t>(channel)]; }

// Each column of a channel, with the set it is indexed by.
template <class Real, class Visit> void each_column(Channel channel, const State<Real>& s, const Frame<Real>& f, Visit visit) {
  using enum IndexSet;
  switch (channel) {
    case Channel::belief:
      visit(s.belief, principal_pair), visit(s.suspicion, principal_pair);
      visit(s.doubt, principal_pair), visit(s.irresolute, principal_pair);
      visit(s.opinion, polity_principal), visit(s.alarm, polity_principal);
      break;
    case Channel::fear: visit(f.fear, polity), visit(s.alert, principal_pair); break;
    case Channel::arms: visit(s.spending, polity), visit(s.warhead_plan, polity); break;
    case Channel::publics: visit(s.peace, polity); break;
    case Channel::example:
      visit(s.growth_learnt, polity_system), visit(s.growth_variance, polity_system), visit(s.breaches, principal);
      break;
    case Channel::alliance: visit(s.loyalty, polity), visit(s.loyalty_base, polity); break;
    case Channel::none: break;
  }
}

// The columns of all channels of an arm, at every place of the month at which one of them had been written, one after the other.
template <class Real> using Written = std::vector<Real>;

// What an arm does at such a place: writes its columns down for others, or takes those of the channel it holds from what its twin
// has written down.  Every arm comes to the same places in the same order.
template <class Real> class Holding {
 public:
  Holding(const Shape& shape, Written<Real>& own) : shape_(shape), own_(&own) { own.clear(); }
  Holding(const Shape& shape, const Written<Real>& of_twin, Channel held) : shape_(shape), of_twin_(&of_twin), held_(held) {}

  void at(Channel written, const State<Real>& state, const Frame<Real>& frame) {
    each_column(written, state, frame, [&](const Column<Real>& column, IndexSet set) {
      const auto [rows, places] = shape_.extent(set);
      const std::size_t cells = static_cast<std::size_t>(rows) * static_cast<std::size_t>(places);
      if (own_ != nullptr) {
        own_->insert(own_->end(), column.data, column.data + cells);
        return;
      }
      CHECK(next_ + cells <= of_twin_->size());
      if (written == held_) std::copy_n(of_twin_->data() + next_, cells, column.data);
      next_ += cells;
    });
  }

 private:
  Shape shape_;
  Written<Real>* own_ = nullptr;
  const Written<Real>* of_twin_ = nullptr;
  Channel held_ = Channel::none;
  std::size_t next_ = 0;
};

}  // namespace coexist
