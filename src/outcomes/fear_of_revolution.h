// SPDX-License-Identifier: Apache-2.0
// Fear of revolution: the rival's belief that the actor is out to overturn other systems.
#pragma once

#include "model/model.h"
#include "model/outcome.h"
#include "world/month.h"

namespace coexist {

struct FearOfRevolution {
  static constexpr OutcomeInfo info{"fear_of_revolution", "probability", Kind::response, Gather::mean, Labels::none,
      "belief of the rival superpower that the actor is a revisionist, mean"};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    return now.state.suspicion(subject.rival, subject.actor);
  }
};

struct FearOfRevolutionAt {
  static constexpr OutcomeInfo info{"fear_of_revolution", "probability", Kind::response, Gather::at_date, Labels::dates,
      "belief of the rival superpower that the actor is a revisionist, at the date"};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    return now.state.suspicion(subject.rival, subject.actor);
  }
};

}  // namespace coexist
