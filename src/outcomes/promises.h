// SPDX-License-Identifier: Apache-2.0
// Promises broken by the one who made them.
#pragma once

#include "model/model.h"
#include "model/outcome.h"
#include "world/month.h"

namespace coexist {

struct PromisesBroken {
  static constexpr OutcomeInfo info{"promises_broken", "count", Kind::conduct, Gather::total, Labels::none,
      "promised principles broken by the actor's acts, hidden ones included; toward own members only if promises cover them"};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    const int k = subject.actor;
    const MaskOf<Real> covers_own = now.frame.scope_own(k) > Real(0);
    Real count = Real(0);
    for (int a = 0; a < now.model.codebook.count; ++a) {
      if (now.model.codebook.acts[static_cast<std::size_t>(a)].breaks == 0) continue;
      const Real acts = sum_of_whole<Real>(now.shape.polities,
          [&](int l) { return truth<Real>((covers_own | !holds(now.frame.own(k, l))) & (now.flows.act(k, l) == Real(a))); });
      count = count + acts * now.frame.broken_by(k, a);
    }
    return count;
  }
};

// Acts of principal k that break a principle, seen or hidden, promised or not; toward its own bloc as toward others.
template <class Real> Real breaches_of(const Month<Real>& now, int k, int principle) {
  const Model& model = now.model;
  Table<Real> breaks{};
  for (std::size_t a = 0; a < model.codebook.size(); ++a)
    breaks[a] = ScalarOf<Real>(model.codebook.acts[a].breaks >> principle & 1U ? 1.0F : 0.0F);
  return sum_of_whole<Real>(now.shape.polities, [&](int l) {
    const Real act = now.flows.act(k, l);
    return when(act >= Real(0), entry(breaks, act));
  });
}

struct Breaches {
  static constexpr OutcomeInfo info{"breaches", "count", Kind::conduct, Gather::total, Labels::principles,
      "acts of the actor that break the principle, promised or not", 3};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    return breaches_of(now, subject.actor, subject.label);
  }
};

struct BreachesByRivals {
  static constexpr OutcomeInfo info{"breaches_by_rivals", "count", Kind::response, Gather::total, Labels::principles,
      "acts of the other principals that break the principle", 3};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    Real count = Real(0);
    for (int k = 0; k < now.shape.principals; ++k)
      if (k != subject.actor) count = count + breaches_of(now, k, subject.label);
    return count;
  }
};

// Agreements that take two, each counted once.
struct Agreements {
  static constexpr OutcomeInfo info{"agreements", "count", Kind::joint, Gather::total, Labels::none,
      "agreements between the superpowers for which both had to be ready", 3};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    bool has_any = false;
    for (const DatedDemonstration& d : now.model.demonstrations) has_any = has_any || (d.takes_two && d.month == now.t);
    return has_any ? now.flows.agreed(subject.actor, now.model.polity_of(subject.rival)) : Real(0);
  }
};

}  // namespace coexist
