// SPDX-License-Identifier: Apache-2.0
// Audience.  A visit can reach the host's public beside its government, and an agreement takes two.
//
//   P_l  <- P_l + aud_P a_kl open_l (1 - P_l)         the public of the host l, shown a demonstration by k         Osgood (1962); Kydd (2005)
//   H_lk <- H_lk - aud_H a_kl open_l                  the host's hostility: goodwill, which wears off as all hostility does
//   agreed with chance r_kl r_lk,  r_ij = sigma( ready_0 + [U_ij(accommodate) - b(accommodate)] - [U_ij(normal) - b(normal)] )
//
// a: how far the demonstration reached the public, 0..1 (the scenario's for dated ones, aud_0 for others).  open: 0..1.  U: log-odds of
// the act, as choice weighs it, less its constant: the occasion is there, and what is asked is who would take it.  One draw a treaty.
// aud_P, aud_H: pure numbers; ready_0: nats.
// Claim: commitment was shown by conferences and by a tour of thirteen days; treaties of 1955 and 1963 were signed by both.
// Departures: only the host's public is reached, not one's own or a third one; an occasion that is missed does not come again.
#pragma once

#include <array>

#include "doctrine/conduct.h"
#include "model/mechanism.h"
#include "model/model.h"
#include "random/functions.h"
#include "world/month.h"

namespace coexist {

struct Audience {
  static constexpr MechanismInfo info{"audience", "demonstrations reach the host's public, and agreements take two", "3.16",
      "Osgood 1962; Kydd 2005; judgement", 3};
  bool on = true;

  Parameter mobilised{"aud_P", "share", 0.01, lognormal(0.7), share,
      "share of an open society mobilised for peace by a demonstration that reaches all of it", "judgement"};
  Parameter goodwill{"aud_H", "1", 0.03, lognormal(0.7), share,
      "hostility of an open host taken away by a demonstration that reaches all of its public", "judgement"};
  Parameter undated{
      "aud_0", "1", 0.2, uniform(0, 0.5), share, "how far a demonstration without a date reaches the public", "judgement"};
  Parameter readiness{"ready_0", "nats", 2, normal(2, 1), any_number,
      "log-odds of a government's signing an agreement that costs and wins it nothing", "judgement"};

  auto sheet() { return std::array{&mobilised, &goodwill, &undated, &readiness}; }

  // Step 2, before the acts: agreements of the month.  `conduct` gives i's position toward l and its leaning.
  template <class Real, class Conduct> void sign(const Month<Real>& now, const Conduct& conduct) const {
    const Model& model = now.model;
    for (const DatedDemonstration& d : model.demonstrations) {
      if (!d.takes_two || model.polity(d.target).principal < 0) continue;
      const int other = model.polity(d.target).principal;
      const int self = model.polity_of(d.actor);
      now.flows.agreed(d.actor, d.target) = now.flows.agreed(other, self) = Real(0);
    }
    if (!on || !conduct.on) return;  // who chooses nothing signs nothing
    for (const DatedDemonstration& d : model.demonstrations) {
      if (!d.takes_two || d.month != now.t || model.polity(d.target).principal < 0) continue;
      const int other = model.polity(d.target).principal;
      const int self = model.polity_of(d.actor);
      const MaskOf<Real> may = conduct.belongs(now, d) & holds(now.frame.active(d.actor)) & holds(now.frame.active(other));
      if (!any(may)) continue;
      const Real chance = ready(now, conduct, d.actor, d.target) * ready(now, conduct, other, self);
      const Real u = now.luck.block(DrawGroup::leadership, model.polity(self).address).uniform(decisions::agreement);
      const MaskOf<Real> agreed = may & (u < chance);
      if (now.ledger) note_chance(*now.ledger, decisions::agreement, may, self, d.target, u, chance, agreed);
      now.flows.agreed(d.actor, d.target) = now.flows.agreed(other, self) = truth<Real>(agreed);
    }
  }

  // What demonstrations of the month add to the mobilised of l.
  template <class Real> Real drawn(const Month<Real>& now, int l, Real mobilised_now) const {
    return Real(mobilised * now.model.polity(l).open) * shown(now, l) * (Real(1) - mobilised_now);
  }

  // What a demonstration of the month toward principal i by polity l takes from i's hostility.
  template <class Real> Real won(const Month<Real>& now, int i, int l) const {
    const int visitor = now.model.polity(l).principal;
    if (!on || visitor < 0) return Real(0);
    const int host = now.model.polity_of(i);
    return Real(goodwill * now.model.polity(host).open) * now.flows.audience(visitor, host);
  }

 private:
  template <class Real> static Real shown(const Month<Real>& now, int l) {
    Real most = Real(0);
    for (int k = 0; k < now.shape.principals; ++k)
      if (now.model.polity_of(k) != l) most = largest(most, now.flows.audience(k, l));
    return most;
  }

  template <class Real, class Conduct> Real ready(const Month<Real>& now, const Conduct& conduct, int i, int l) const {
    const Codebook& codebook = now.model.codebook;
    const Odds<Real> odds = odds_of_acts(codebook, conduct.situation(now, i, l), conduct.leaning(now, i));
    const auto accommodate = static_cast<std::size_t>(codebook.at(Role::accommodate));
    const auto normal = static_cast<std::size_t>(codebook.at(Role::normal));
    const Real constants = Real(codebook.acts[accommodate].base - codebook.acts[normal].base);
    return logistic(Real(readiness) + odds.log_odds[accommodate] - odds.log_odds[normal] - constants);
  }
};

}  // namespace coexist
