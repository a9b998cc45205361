// SPDX-License-Identifier: Apache-2.0
// Mobilisation for peace.
#pragma once

#include "model/model.h"
#include "model/outcome.h"
#include "world/month.h"

namespace coexist {

struct PeaceMobilisation {
  static constexpr OutcomeInfo info{"peace_mobilisation", "share of society", Kind::response, Gather::at_end, Labels::none,
      "share mobilised for peace, mean of the publics named in the scenario, at the end"};
  template <class Real> static Real read(const Month<Real>& now, const Subject&) {
    Real sum = Real(0);
    Real count = Real(0);
    for (const int i : now.model.publics) {
      sum = sum + now.state.present(i) * now.state.peace(i);
      count = count + now.state.present(i);
    }
    return sum / largest(count, Real(1));
  }
};

}  // namespace coexist
