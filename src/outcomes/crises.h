// SPDX-License-Identifier: Apache-2.0
// Crises: how many, between whom, how high they climbed, and the wars they ended in.
#pragma once

#include "model/model.h"
#include "model/outcome.h"
#include "world/month.h"

namespace coexist {

struct Crises {
  static constexpr OutcomeInfo info{
      "crises", "count", Kind::joint, Gather::total, Labels::none, "crises between the superpowers"};
  template <class Real> static Real read(const Month<Real>& now, const Subject&) { return now.flows.crises_between(0); }
};

struct CrisesSuperpower {
  static constexpr OutcomeInfo info{
      "crises_superpower", "count", Kind::joint, Gather::total, Labels::none, "crises to which either superpower is a party"};
  template <class Real> static Real read(const Month<Real>& now, const Subject&) { return now.flows.crises_with(0); }
};

struct HighestRung {
  static constexpr OutcomeInfo info{"highest_rung", "rung 0..5", Kind::joint, Gather::highest, Labels::none,
      "highest rung of the crises between the superpowers; 0: no crisis"};
  template <class Real> static Real read(const Month<Real>& now, const Subject&) { return now.flows.highest_rung(0); }
};

struct LimitedWars {
  static constexpr OutcomeInfo info{"limited_wars", "count", Kind::joint, Gather::total, Labels::none,
      "wars out of crises that are not between the superpowers"};
  template <class Real> static Real read(const Month<Real>& now, const Subject&) { return now.flows.limited_wars(0); }
};

}  // namespace coexist
