// SPDX-License-Identifier: Apache-2.0
// Arms of the two superpowers.
#pragma once

#include "model/model.h"
#include "model/outcome.h"
#include "world/month.h"

namespace coexist {

template <class Real> Real of_superpower(const Month<Real>& now, const Column<Real>& column, std::size_t which) {
  return column(now.model.polity_of(now.model.superpower[which]));
}

struct ArmsSpending {
  static constexpr OutcomeInfo info{"arms", "currency/year", Kind::joint, Gather::mean, Labels::none,
      "military spending of the two superpowers together, mean"};
  template <class Real> static Real read(const Month<Real>& now, const Subject&) {
    return of_superpower(now, now.state.spending, 0) + of_superpower(now, now.state.spending, 1);
  }
};

struct ArmsBurden {
  static constexpr OutcomeInfo info{"arms_burden", "share of output", Kind::joint, Gather::mean, Labels::none,
      "military spending over output, mean of the two superpowers"};
  template <class Real> static Real read(const Month<Real>& now, const Subject&) {
    return (of_superpower(now, now.state.burden, 0) + of_superpower(now, now.state.burden, 1)) * Real(0.5);
  }
};

}  // namespace coexist
