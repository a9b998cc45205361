// SPDX-License-Identifier: Apache-2.0
// Hostility between the actor and the other superpower.
#pragma once

#include "model/model.h"
#include "model/outcome.h"
#include "world/month.h"

namespace coexist {

struct HostilityTowardActor {
  static constexpr OutcomeInfo info{"hostility_toward_actor", "0..1", Kind::response, Gather::mean, Labels::none,
      "hostility of the rival superpower toward the actor, mean"};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    return now.state.hostility(subject.rival, now.model.polity_of(subject.actor));
  }
};

struct HostilityOfActor {
  static constexpr OutcomeInfo info{"hostility_of_actor", "0..1", Kind::joint, Gather::mean, Labels::none,
      "hostility of the actor toward the rival superpower, mean"};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    return now.state.hostility(subject.actor, now.model.polity_of(subject.rival));
  }
};

}  // namespace coexist
