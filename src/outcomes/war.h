// SPDX-License-Identifier: Apache-2.0
// War and nuclear use.  Too rare to be counted: the exact chance of every month lived is gathered before the draws (model 4).
// What was counted is kept beside it.
#pragma once

#include "model/model.h"
#include "model/outcome.h"
#include "world/month.h"

namespace coexist {

struct SuperpowerWar {
  static constexpr OutcomeInfo info{"superpower_war", "probability", Kind::joint, Gather::chance, Labels::none,
      "war between the superpowers by the end, from its exact chance"};
  template <class Real> static Real read(const Month<Real>& now, const Subject&) { return now.flows.war_chance(0); }
};

struct NuclearUse {
  static constexpr OutcomeInfo info{"nuclear_use", "probability", Kind::joint, Gather::chance, Labels::none,
      "use of a nuclear weapon by anyone by the end, from its exact chance"};
  template <class Real> static Real read(const Month<Real>& now, const Subject&) { return now.flows.nuclear_chance(0); }
};

struct SuperpowerWarCounted {
  static constexpr OutcomeInfo info{"superpower_war.counted", "share of histories", Kind::joint, Gather::highest, Labels::none,
      "war between the superpowers, counted"};
  template <class Real> static Real read(const Month<Real>& now, const Subject&) { return now.flows.war(0); }
};

struct NuclearUseCounted {
  static constexpr OutcomeInfo info{
      "nuclear_use.counted", "share of histories", Kind::joint, Gather::highest, Labels::none, "nuclear use, counted"};
  template <class Real> static Real read(const Month<Real>& now, const Subject&) { return now.flows.nuclear(0); }
};

}  // namespace coexist
