// SPDX-License-Identifier: Apache-2.0
// Blocs.  Members stay while attached to their leader; threat binds, coercion repels, and a leader less militant than a member looks
// like a traitor to it.
//
//   loyalty_i += Delta [ kappa_L (loyalty0 - loyalty) + l_aid max(e,0) + l_threat (T - T_0) - l_doc gap - l_int max(-e,0)
//                        + aid_L aided_leader ] + s_L sqrt(Delta) xi
//   rate of leaving = lam_s sigma( (l_star - loyalty) / s_l )                                         Snyder (1984) on entrapment; judgement
//
// loyalty: log-odds against defecting, nats.  e: intensity of the leader's act toward i this month, seen or not.  gap: how much more
// militant the member is than the leader's doctrine.  T: largest p H of the leader toward a rival principal.  A change of doctrine that
// widens the gap costs l_bet times the widening at once (betrayal).  aided: where there is aid, what is remembered of the leader's
// (mechanisms/aid.h).  Rates 1/year.
// This file owns system, bloc and loyalty: every transfer (force, overthrow, realignment, split) is applied here.
#pragma once

#include <array>
#include <vector>

#include "model/mechanism.h"
#include "model/model.h"
#include "random/functions.h"
#include "world/month.h"

namespace coexist {

struct Bloc {
  static constexpr MechanismInfo info{
      "bloc", "members stay while loyal; a milder leader can look like a traitor", "3.10", "judgement"};
  bool on = true;

  Parameter return_rate{
      "kappa_L", "1/year", 0.15, lognormal(0.4), yearly_rate, "rate at which loyalty returns to its base", "judgement"};
  Parameter cooperation{"l_aid", "nats/year", 0.5, lognormal(0.4), not_negative,
      "loyalty per unit of cooperative acts received from the leader, aid among them", "judgement"};
  Parameter threat{"l_threat", "nats/year", 0.3, lognormal(0.5), not_negative,
      "loyalty per unit of shared threat above its starting level", "judgement"};
  Parameter creed{"l_doc", "nats/year", 1.0, lognormal(0.4), not_negative,
      "loss per unit by which the member is the more militant", "judgement"};
  Parameter interference{"l_int", "nats/year", 2.0, lognormal(0.4), not_negative,
      "loss per unit of hostile acts received from the leader", "judgement"};
  Parameter betrayal{"l_bet", "nats", 1.0, lognormal(0.5), not_negative,
      "immediate loss per unit of the gap that a new doctrine opens", "judgement"};
  Parameter noise{"s_L", "nats/sqrt(year)", 0.35, lognormal(0.2), not_negative, "noise of loyalty", "judgement"};
  Parameter highest_rate{"lam_s", "1/year", 1.0, lognormal(0.4), not_negative, "highest rate of leaving a bloc", "judgement"};
  Parameter half_rate_at{
      "l_star", "nats", -0.3, normal(-0.3, 0.3), any_number, "loyalty at which half that rate is reached", "judgement"};
  Parameter width{"s_l", "nats", 0.25, lognormal(0.3), positive, "width", "judgement"};
  Parameter newcomer{"L_new", "nats", 1.5, fixed(), any_number, "loyalty of a newcomer to a bloc", "judgement"};

  auto sheet() {
    return std::array{&return_rate, &cooperation, &threat, &creed, &interference, &betrayal, &noise, &highest_rate, &half_rate_at,
        &width, &newcomer};
  }

  std::vector<double> threat_start;  // T_0, [principal]

  template <class Distrust, class Enmity> void calibrate(const Model& model, Distrust p, Enmity h) {
    threat_start.assign(model.principals.size(), 0);
    for (int b = 0; b < model.principal_count(); ++b)
      for (int j = 0; j < model.principal_count(); ++j)
        if (j != b && model.polity(model.polity_of(j)).bloc == j) {
          double& most = threat_start[static_cast<std::size_t>(b)];
          most = largest(most, p(b, j) * h(b, model.polity_of(j)));
        }
  }

  template <class Real> static void initialise(const Model& model, State<Real>& state) {
    for (int i = 0; i < model.polity_count(); ++i) {
      const PolityNumbers& polity = model.polity(i);
      state.system(i) = Real(polity.system);
      state.bloc(i) = Real(polity.bloc);
      state.loyalty(i) = state.loyalty_base(i) = Real(polity.loyalty);
      state.militancy(i) = Real(polity.militancy);
    }
  }

  // Who leads, who is whose member, who is of another bloc.
  template <class Real> static void relate(const Month<Real>& now) {
    const Model& model = now.model;
    for (int i = 0; i < now.shape.principals; ++i) {
      const int self = model.polity_of(i);
      now.frame.active(i) = truth<Real>((now.state.bloc(self) == Real(i)) & holds(now.state.present(self)));
      for (int l = 0; l < now.shape.polities; ++l) {
        const Real bloc = select(holds(now.state.present(l)), now.state.bloc(l), Real(-1));
        now.frame.own(i, l) = truth<Real>(MaskOf<Real>(l != self) & (bloc == Real(i)));
        now.frame.rival(i, l) = truth<Real>(MaskOf<Real>(l != self) & (bloc >= Real(0)) & (bloc != Real(i)));
      }
    }
  }

  // D of every dyad.
  template <class Real> static void measure_distances(const Month<Real>& now) {
    const Model& model = now.model;
    const int systems = now.shape.systems;
    std::array<Real, max_systems> far;  // from the principal's own system to each
    for (int i = 0; i < now.shape.principals; ++i) {
      const Real own = now.state.system(model.polity_of(i));
      for (int other = 0; other < systems; ++other) {
        Real& d = far[static_cast<std::size_t>(other)];
        d = Real(0);
        for (int from = 0; from < systems; ++from) d = select(own == Real(from), Real(model.distance_of(from, other)), d);
      }
      Real* const distance = now.frame.distance.row(i);
      for (int l = 0; l < now.shape.polities; ++l) {
        const Real system = now.state.system(l);
        Real d = far[0];
        for (int other = 1; other < systems; ++other) d = select(system == Real(other), far[static_cast<std::size_t>(other)], d);
        distance[l] = d;
      }
    }
  }

  template <class Real> void dated_militancy(const Month<Real>& now, int i, double value) const {
    if (on) now.state.militancy(i) = Real(value);
  }

  // Step 1: principal k's doctrine changes its militancy from `before` to `after`; `unargued`: what is left of a gap that the new one
  // is argued over (mechanisms/canon.h).
  template <class Real> void new_creed(const Month<Real>& now, int k, Real before, Real after, Real unargued) const {
    if (!on) return;
    for (int i = 0; i < now.shape.polities; ++i) {
      if (i == now.model.polity_of(k)) continue;
      const MaskOf<Real> member = now.state.bloc(i) == Real(k);
      const Real mil = now.state.militancy(i);
      const Real widening = largest(mil - after, Real(0)) - largest(mil - before, Real(0));
      now.state.loyalty(i) = now.state.loyalty(i) - when(member, Real(betrayal) * (unargued * largest(widening, Real(0))));
    }
  }

  // Applies the pending transfers.  A newcomer to a bloc, even to the one it was in, starts with a newcomer's loyalty.
  template <class Real> void admit(const Month<Real>& now) const {
    for (int l = 0; l < now.shape.polities; ++l) {
      const MaskOf<Real> moves = holds(now.flows.transfer(l));
      if (!any(moves)) continue;
      now.state.system(l) = select(moves, now.flows.to_system(l), now.state.system(l));
      now.state.bloc(l) = select(moves, now.flows.to_bloc(l), now.state.bloc(l));
      const MaskOf<Real> joins =
          moves & (now.flows.to_bloc(l) >= Real(0)) & (now.flows.to_bloc(l) != Real(now.model.polity(l).principal));
      now.state.loyalty(l) = select(joins, Real(newcomer), now.state.loyalty(l));
      now.state.loyalty_base(l) = select(joins, Real(newcomer), now.state.loyalty_base(l));
    }
  }

  // Change of loyalty a year.
  template <class Real> Real drift(Real loyalty, Real resting, Real act, Real more_threat, Real gap) const {
    return Real(return_rate) * (resting - loyalty) + Real(cooperation) * largest(act, Real(0)) + Real(threat) * more_threat -
           Real(creed) * gap - Real(interference) * largest(-act, Real(0));
  }

  // Step 10: the month's acts, the frame's distrust, the new hostility.  `views`: how members see the threat (mechanisms/observers.h);
  // `canon`: what is left of a gap in militancy; `gifts`: aid (mechanisms/aid.h).
  template <class Real, class Views, class Canon, class Gifts> void advance(
      const Month<Real>& now, const Views& views, const Canon& canon, const Gifts& gifts) const {
    if (!on) return;
    const Model& model = now.model;
    const int principals = now.shape.principals;
    ByPrincipal<Real> more_threat;
    for (int b = 0; b < principals; ++b) {
      Real most = Real(0);
      for (int j = 0; j < principals; ++j) {
        const int other = model.polity_of(j);
        if (j != b) most = largest(most, now.frame.active(j) * now.frame.distrust(b, other) * now.state.hostility(b, other));
      }
      more_threat[b] = most - Real(threat_start[static_cast<std::size_t>(b)]);
    }
    // What a member of b's bloc sees of it.
    const auto threat_to = [&](int i, int b) {
      if (!views.on) return more_threat[b];
      Real most = Real(0);
      for (int j = 0; j < principals; ++j) {
        const int other = model.polity_of(j);
        if (j == b || other == i) continue;
        const Real p = views.threat_felt(now, i, j, now.frame.distrust(b, other));
        most = largest(most, now.frame.active(j) * p * now.state.hostility(b, other));
      }
      return most - Real(threat_start[static_cast<std::size_t>(b)]);
    };
    const Real step_noise = Real(noise) * square_root(Real(month_length));
    const Real* const luck = now.luck.loyalty();
    const bool is_courted = gifts.is_given(model);
    for (int i = 0; i < now.shape.polities; ++i) {
      const MaskOf<Real> member = is_member(now, i);
      if (!any(member)) continue;
      const Real bloc = now.state.bloc(i);
      Real act = Real(0), extra = Real(0), creed_of_leader = Real(0), precedent = Real(0), aided = Real(0);
      for (int b = 0; b < principals; ++b) {
        const MaskOf<Real> led = bloc == Real(b);
        act = select(led, now.flows.intensity(b, i), act);
        if (any(led)) extra = select(led, threat_to(i, b), extra);
        creed_of_leader = select(led, now.frame.creed_militancy(b), creed_of_leader);
        precedent = select(led, now.frame.precedent(b), precedent);
        if (is_courted) aided = select(led, now.state.aided(i, b), aided);
      }
      const Real gap = canon.unargued(precedent) * largest(now.state.militancy(i) - creed_of_leader, Real(0));
      Real& loyalty = now.state.loyalty(i);
      Real moved =
          loyalty + Real(month_length) * drift(loyalty, now.state.loyalty_base(i), act, extra, gap) + step_noise * luck[i];
      if (is_courted) moved = moved + Real(month_length * gifts.gratitude) * aided;
      loyalty = select(member, moved, loyalty);
    }
  }

  // The rest of it: who leaves.  Transfers are pending then.
  template <class Real> void split(const Month<Real>& now) const {
    const Real* const luck = now.luck.split();
    for (int i = 0; i < now.shape.polities; ++i) {
      now.flows.departed(i) = now.flows.departed_from(i) = now.flows.transfer(i) = Real(0);
      const MaskOf<Real> member = is_member(now, i);
      if (!on || !any(member)) continue;
      const Real rate = Real(highest_rate) * logistic((Real(half_rate_at) - now.state.loyalty(i)) / Real(width));
      const Real chance = chance_of_rate(rate);
      const MaskOf<Real> leaves = member & (luck[i] < chance);
      if (now.ledger) note_chance(*now.ledger, decisions::split, member, i, -1, luck[i], chance, leaves);
      if (!any(leaves)) continue;
      Real creed_of_leader = Real(0);
      for (int b = 0; b < now.shape.principals; ++b)
        creed_of_leader = select(now.state.bloc(i) == Real(b), now.frame.creed_militancy(b), creed_of_leader);
      leave(now, i, leaves, creed_of_leader);
    }
  }

 private:
  // Of a bloc that another leads.
  template <class Real> static MaskOf<Real> is_member(const Month<Real>& now, int i) {
    const Real bloc = now.state.bloc(i);
    return (bloc >= Real(0)) & (bloc != Real(now.model.polity(i).principal)) & holds(now.state.present(i));
  }

  // A polity that can be a principal becomes one; another joins a principal of its own system that split off earlier and whose
  // doctrine is nearer its own militancy than its leader's; else it belongs to no bloc.
  template <class Real> static void leave(const Month<Real>& now, int i, MaskOf<Real> leaves, Real creed_of_leader) {
    const Model& model = now.model;
    const PolityNumbers& polity = model.polity(i);
    Real to = Real(-1);
    if (polity.can_be_principal) {
      to = Real(polity.principal);
    } else {
      Real nearest = absolute(now.state.militancy(i) - creed_of_leader);
      for (int k = 0; k < now.shape.principals; ++k) {
        const int other = model.polity_of(k);
        const Real far = absolute(now.state.militancy(i) - now.frame.creed_militancy(k));
        const MaskOf<Real> attracts = holds(now.frame.active(k)) & holds(now.state.left_bloc(other)) &
                                      (now.state.bloc(i) != Real(k)) & (now.state.system(other) == now.state.system(i)) &
                                      (far < nearest);
        nearest = select(attracts, far, nearest);
        to = select(attracts, Real(k), to);
      }
    }
    now.flows.departed(i) = truth<Real>(leaves);
    now.flows.departed_from(i) = when(leaves, now.state.bloc(i) + Real(1));
    now.flows.transfer(i) = truth<Real>(leaves);
    now.flows.to_system(i) = now.state.system(i);
    now.flows.to_bloc(i) = to;
    now.state.left_bloc(i) = select(leaves, Real(1), now.state.left_bloc(i));
  }
};

}  // namespace coexist
