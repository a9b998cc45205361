// SPDX-License-Identifier: Apache-2.0
// Acts: how often the actor, or its rivals, did the hostile things of the codebook.
#pragma once

#include "model/model.h"
#include "model/outcome.h"
#include "world/month.h"

namespace coexist {

// Acts of a role that every codebook has by principal k, toward anybody; toward itself its act is `no_act`.
template <class Real> Real acts_of(const Month<Real>& now, int k, Role role) {
  const Real act = Real(now.model.codebook.at(role));
  return sum_of_whole<Real>(now.shape.polities, [&](int l) { return truth<Real>(now.flows.act(k, l) == act); });
}

struct Threats {
  static constexpr OutcomeInfo info{"threats", "count", Kind::conduct, Gather::total, Labels::none, "threats made by the actor"};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    return acts_of(now, subject.actor, Role::threaten);
  }
};

struct Subversions {
  static constexpr OutcomeInfo info{
      "subversions", "count", Kind::conduct, Gather::total, Labels::none, "subversions by the actor, seen or hidden"};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    return acts_of(now, subject.actor, Role::subvert);
  }
};

struct ThreatsByRivals {
  static constexpr OutcomeInfo info{
      "threats_by_rivals", "count", Kind::response, Gather::total, Labels::none, "threats made by the other principals"};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    Real count = Real(0);
    for (int k = 0; k < now.shape.principals; ++k)
      if (k != subject.actor) count = count + acts_of(now, k, Role::threaten);
    return count;
  }
};

// Uses of force by the actor, tried whether or not they succeed; `own`: inside its bloc.
template <class Real> Real interventions(const Month<Real>& now, int k, bool own) {
  const Real force = Real(now.model.codebook.at(Role::force));
  return sum_of_whole<Real>(now.shape.polities, [&](int l) {
    const MaskOf<Real> inside = holds(now.frame.own(k, l));
    return truth<Real>((now.flows.act(k, l) == force) & (own ? inside : !inside));
  });
}

struct InterventionsOwnBloc {
  static constexpr OutcomeInfo info{"interventions_own_bloc", "count", Kind::conduct, Gather::total, Labels::none,
      "uses of force by the actor inside its own bloc"};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    return interventions(now, subject.actor, true);
  }
};

struct InterventionsElsewhere {
  static constexpr OutcomeInfo info{
      "interventions_elsewhere", "count", Kind::conduct, Gather::total, Labels::none, "uses of force by the actor elsewhere"};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    return interventions(now, subject.actor, false);
  }
};

}  // namespace coexist
