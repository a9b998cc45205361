// SPDX-License-Identifier: Apache-2.0
// Canon.  A doctrine that can be argued from the common scripture is read less as betrayal; militants abroad read it too.
//
//   gap_i     <- (1 - can_0 precedent) gap_i,  in loyalty and at adoption (mechanisms/bloc.h)                              Snow and Benford (1988)
//   left_k    = exp( -can_M (1 - can_0 precedent_k) max(0, mil_out - militancy_k) )
//   following_k = left_k + sum over rivals k' for the same militants of (1 - left_k'), where k is the more militant of the two
//
// precedent: how far the doctrine can be argued from the canon, 0..1; militancy: of the doctrine in force.  mil_out: militancy of parties
// and militants outside the bloc.  left: share of them that hold to k as a patron.  following: those it leads, as a multiple of those
// that its system has in a polity: what its help to revolutionaries there is worth (mechanisms/revolution.h).  can_M: 1/unit of
// militancy.
// Claim: Lenin's "cohabitation" and the workers' own revolution made coexistence arguable; to others it was the end of revolution, and
// parties outside the bloc split or found another patron.
// Departures: militants abroad have one militancy; those who lose their patron and find no other are lost to revolution with outside help.
#pragma once

#include <array>

#include "model/mechanism.h"
#include "model/model.h"
#include "random/functions.h"
#include "world/month.h"

namespace coexist {

struct Canon {
  static constexpr MechanismInfo info{"canon", "an argument from the common scripture softens what looks like betrayal", "3.17",
      "Snow and Benford 1988; judgement", 3};
  bool on = true;

  Parameter softens{"can_0", "1", 0.5, uniform(0, 1), share, "share of a gap in militancy that a full precedent argues away",
      "judgement; Snow and Benford 1988"};
  Parameter militancy_abroad{
      "mil_out", "1", 0.7, uniform(0.5, 0.9), share, "militancy of parties and militants outside the bloc", "judgement"};
  Parameter leaving{"can_M", "1", 1.5, lognormal(0.5), not_negative,
      "log of militants abroad lost per unit by which they are the more militant", "judgement"};

  auto sheet() { return std::array{&softens, &militancy_abroad, &leaving}; }

  // What is left of a gap in militancy, given a doctrine that can be argued so far.
  template <class Real> Real unargued(Real precedent) const { return on ? Real(1) - Real(softens) * precedent : Real(1); }

  // following of every principal, for the frame.
  template <class Real> void lead(const Month<Real>& now) const {
    const Model& model = now.model;
    const int principals = now.shape.principals;
    ByPrincipal<Real> left;
    for (int k = 0; k < principals; ++k) {
      const Real gap = largest(Real(militancy_abroad) - now.frame.creed_militancy(k), Real(0));
      left[k] = on ? exponential(-(Real(leaving) * unargued(now.frame.precedent(k)) * gap)) : Real(1);
    }
    for (int k = 0; k < principals; ++k) {
      Real following = left[k];
      for (int other = 0; on && other < principals; ++other) {
        if (other == k) continue;
        const MaskOf<Real> takes_over = holds(now.frame.active(k)) & holds(now.frame.active(other)) &
                                        (now.state.system(model.polity_of(k)) == now.state.system(model.polity_of(other))) &
                                        (now.frame.creed_militancy(k) > now.frame.creed_militancy(other));
        following = following + when(takes_over, Real(1) - left[other]);
      }
      now.frame.following(k) = following;
    }
  }
};

}  // namespace coexist
