// SPDX-License-Identifier: Apache-2.0
// How the actor looks to others: its motive to the rival's allies, its resolve to the rival.
#pragma once

#include "model/model.h"
#include "model/outcome.h"
#include "world/month.h"

namespace coexist {

struct FearOfAllies {
  static constexpr OutcomeInfo info{"fear_of_allies", "probability", Kind::response, Gather::mean, Labels::none,
      "belief of the rival superpower's allies that the actor is a revisionist, by prominence, mean", 3};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    Real sum = Real(0);
    Real weight = Real(0);
    for (int i = 0; i < now.shape.polities; ++i) {
      if (i == now.model.polity_of(subject.actor)) continue;
      const Real counts = Real(now.model.polity(i).prominence) * now.frame.own(subject.rival, i);
      sum = sum + counts * now.state.alarm(i, subject.actor);
      weight = weight + counts;
    }
    return sum / select(weight > Real(0), weight, Real(1));
  }
};

struct ThoughtIrresolute {
  static constexpr OutcomeInfo info{"thought_irresolute", "probability", Kind::response, Gather::mean, Labels::none,
      "belief of the rival superpower that the actor is irresolute, mean", 3};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    return now.state.irresolute(subject.rival, subject.actor);
  }
};

}  // namespace coexist
