// SPDX-License-Identifier: Apache-2.0
// Systems: who lives under which at the end, and how it came about.
#pragma once

#include "model/model.h"
#include "model/outcome.h"
#include "world/month.h"

namespace coexist {

struct SystemsAtEnd {
  static constexpr OutcomeInfo info{
      "systems", "polities", Kind::response, Gather::at_end, Labels::systems, "polities under the system at the end"};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    return sum_of_whole<Real>(now.shape.polities,
        [&](int i) { return truth<Real>((now.state.system(i) == Real(subject.label)) & holds(now.state.present(i))); });
  }
};

struct RevolutionsTo {
  static constexpr OutcomeInfo info{
      "revolutions_to", "count", Kind::response, Gather::total, Labels::systems, "overthrows that brought the system"};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    return sum_of_whole<Real>(
        now.shape.polities, [&](int i) { return truth<Real>(now.flows.overthrown(i) == Real(subject.label + 1)); });
  }
};

struct ReformsTo {
  static constexpr OutcomeInfo info{"reforms_to", "count", Kind::response, Gather::total, Labels::systems,
      "adoptions of the system by example, without violence"};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    return sum_of_whole<Real>(
        now.shape.polities, [&](int i) { return truth<Real>(now.flows.reformed(i) == Real(subject.label + 1)); });
  }
};

}  // namespace coexist
