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
    for (int l = 0; l < now.model.polity_count(); ++l) {
      if (l == now.model.polity_of(k)) continue;
      const MaskOf<Real> covered = covers_own | !holds(now.frame.own(k, l));
      for (int a = 0; a < act_count; ++a)
        if (now.model.codebook.acts[static_cast<std::size_t>(a)].breaks != 0)
          count = count + when(covered & (now.flows.act(k, l) == Real(a)), now.frame.broken_by(k, a));
    }
    return count;
  }
};

}  // namespace coexist
