// SPDX-License-Identifier: Apache-2.0
// Institutions.  Established democracies do not give up their system.
//
//   resistance_l = inst_D open_l   (nats, against adopting another system by example)
//   mu_l <- mu_l + inst_R open_l   (of the threshold at which its society joins a revolution)        Przeworski and Limongi (1997)
//
// open: how far publics can speak and vote, 0..1.  In the record of 1950 to 1990 no democracy above some 6,000 dollars (1985) of
// income a head gave way; the open polities of the period were nearly all above half of that.
// Departures: openness stands for institutions and income together, which the scenarios do not tell apart; it is the scenario's and does
// not change with the system.
#pragma once

#include <array>

#include "model/mechanism.h"
#include "model/model.h"
#include "world/month.h"

namespace coexist {

struct Institutions {
  static constexpr MechanismInfo info{
      "institutions", "established democracies do not give up their system", "3.18", "Przeworski and Limongi 1997", 3};
  bool on = true;

  Parameter against_example{"inst_D", "nats", 5, lognormal(0.3), not_negative,
      "resistance of a fully open polity to adopting another system by example", "judgement; Przeworski and Limongi 1997"};
  Parameter against_revolution{"inst_R", "share of society", 0.05, lognormal(0.5), share,
      "threshold of joining a revolution added in a fully open polity", "judgement"};

  auto sheet() { return std::array{&against_example, &against_revolution}; }

  // For the frame, where it stays: in the first month only.
  template <class Real> void weigh(const Month<Real>& now) const {
    for (int l = 0; l < now.shape.polities; ++l)
      now.frame.entrenched(l) = on ? Real(against_example * now.model.polity(l).open) : Real(0);
  }

  double threshold(const PolityNumbers& polity) const { return on ? double{against_revolution} * polity.open.precise : 0.0; }
};

}  // namespace coexist
