// SPDX-License-Identifier: Apache-2.0
// Splits of the actor's bloc.
#pragma once

#include "model/model.h"
#include "model/outcome.h"
#include "world/month.h"

namespace coexist {

struct BlocSplit {
  static constexpr OutcomeInfo info{
      "bloc_split", "share of histories", Kind::response, Gather::highest, Labels::none, "any member leaves the actor's bloc"};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    Real any_left = Real(0);
    for (int i = 0; i < now.shape.polities; ++i)
      any_left = largest(any_left, truth<Real>(now.flows.departed_from(i) == Real(subject.actor + 1)));
    return any_left;
  }
};

struct DeparturesFromRival {
  static constexpr OutcomeInfo info{"departures_from_rival", "count", Kind::response, Gather::total, Labels::none,
      "members that leave the rival superpower's bloc", 3};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    return sum_of_whole<Real>(
        now.shape.polities, [&](int i) { return truth<Real>(now.flows.departed_from(i) == Real(subject.rival + 1)); });
  }
};

struct SplitOf {
  static constexpr OutcomeInfo info{
      "split_of", "share of histories", Kind::response, Gather::highest, Labels::splits, "the polity leaves its bloc"};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    return now.state.left_bloc(subject.label);
  }
};

struct SplitMonth {
  static constexpr OutcomeInfo info{"split_month", "months", Kind::response, Gather::total, Labels::splits,
      "months lived before the polity leaves its bloc; all of them if it does not"};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    return truth<Real>(!holds(now.state.left_bloc(subject.label)));
  }
};

}  // namespace coexist
