// SPDX-License-Identifier: Apache-2.0
// Competition without war: who is ahead at the end.
#pragma once

#include "model/model.h"
#include "model/outcome.h"
#include "world/month.h"

namespace coexist {

struct RelativeOutput {
  static constexpr OutcomeInfo info{"relative_output", "ratio", Kind::joint, Gather::at_end, Labels::none,
      "output of the actor over that of the rival superpower, at the end", 3};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    return now.state.output(now.model.polity_of(subject.actor)) / now.state.output(now.model.polity_of(subject.rival));
  }
};

struct OutputUnder {
  static constexpr OutcomeInfo info{"output_under", "share of all output", Kind::response, Gather::at_end, Labels::systems,
      "share of all polities' output that is made under the system, at the end", 3};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    Real under = Real(0);
    Real all = Real(0);
    for (int i = 0; i < now.shape.polities; ++i) {
      const Real output = now.state.present(i) * now.state.output(i);
      under = under + when(now.state.system(i) == Real(subject.label), output);
      all = all + output;
    }
    return under / all;
  }
};

// Aid is an act with a price: what the actor pays of its output.
struct AidGiven {
  static constexpr OutcomeInfo info{"aid", "share of output", Kind::conduct, Gather::mean, Labels::none,
      "output that the actor gives away as aid, as a share of what it makes, mean", 3};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    const int giver = now.model.polity_of(subject.actor);
    return now.flows.aid_given(giver) / now.state.output(giver);
  }
};

// Prestige of performance: what those in no bloc have learnt of growth under the actor's system, less that under the rival's.
struct Prestige {
  static constexpr OutcomeInfo info{"prestige", "growth a year", Kind::response, Gather::at_end, Labels::none,
      "growth learnt of the actor's system less that of the rival's, mean over those in no bloc, by prominence, at the end", 3};
  template <class Real> static Real read(const Month<Real>& now, const Subject& subject) {
    const Model& model = now.model;
    const Real ours = now.state.system(model.polity_of(subject.actor));
    const Real theirs = now.state.system(model.polity_of(subject.rival));
    Real sum = Real(0);
    Real weight = Real(0);
    for (int i = 0; i < model.polity_count(); ++i) {
      const Real counts = when(now.state.bloc(i) < Real(0), Real(model.polity(i).prominence) * now.state.present(i));
      Real ahead = Real(0);
      for (int s = 0; s < model.system_count(); ++s) {
        const Real learnt = now.state.growth_learnt(i, s);
        ahead = ahead + when(ours == Real(s), learnt) - when(theirs == Real(s), learnt);
      }
      sum = sum + counts * ahead;
      weight = weight + counts;
    }
    return sum / select(weight > Real(0), weight, Real(1));
  }
};

}  // namespace coexist
