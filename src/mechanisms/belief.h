// SPDX-License-Identifier: Apache-2.0
// Belief about motive.  Observers ask of every act how much likelier it is from a revisionist than from a security seeker.
//
//   B_ij += eta sum_l omega_i(l) lambda_jl ln[ q_R(obs_jl) / q_S(obs_jl) ] + (crises) + Delta kappa_B (B0_ij - B_ij)         Kydd (2005)
//
// B: log-odds i gives to "j is a revisionist", nats.  q: chance of what was observed (doctrine/conduct.h), with the public
// stereotypes R and S in j's place and j's situation, promises and available acts: the situation is common knowledge, the weights
// are private.  So a promise makes every later act more telling, kept or broken; a signal that costs both motives the same moves
// nothing.  eta, omega, lambda: pure numbers.  kappa_B: 1/year.
// Departures: evidence is discounted (eta) because acts are not independent; beliefs slowly return to the prior; a succession
// brings them part of the way back (zeta); log-odds are bounded.
#pragma once

#include <algorithm>
#include <array>

#include "doctrine/conduct.h"
#include "model/mechanism.h"
#include "model/model.h"
#include "world/month.h"

namespace coexist {

struct Belief {
  static constexpr MechanismInfo info{"belief", "conduct, promises and demonstrations reveal motive", "3.3", "Kydd 2005"};
  bool on = true;

  Parameter discount{"eta", "1", 0.10, lognormal(0.5), not_negative,
      "weight of one routine month toward one polity as evidence about motive",
      "judgement; conservatism in revising beliefs (Edwards 1968)"};
  Parameter weight_bloc{"omega_b", "1", 0.5, uniform(0.2, 1), share,
      "weight of an act toward a member of the observer's bloc relative to one toward the observer", "judgement"};
  Parameter weight_third{"omega_3", "1", 0.15, uniform(0, 0.4), share, "weight of an act toward any other polity", "judgement"};
  Parameter forgetting{"kappa_B", "1/year", 0.30, lognormal(0.4), yearly_rate,
      "forgetting: rate at which beliefs return to the prior", "judgement"};
  Parameter prior_belief{"B0", "nats", 0.8, normal(0.8, 0.5), any_number,
      "prior log-odds that another principal of a different system is a revisionist", "judgement"};
  Parameter succession_reset{
      "zeta", "1", 0.20, uniform(0, 0.5), share, "share of the way back to the prior on a succession", "judgement"};
  Parameter bound{"B_max", "nats", 6, fixed(), positive, "bound on absolute log-odds", "numerical bound"};
  Parameter distrust_unaligned{"p_na", "1", 0.30, uniform(0.15, 0.45), share,
      "probability of revisionism ascribed to a polity outside every bloc", "judgement"};
  Parameter salience_demonstration{"sal_demo", "routine months", 4, lognormal(0.5), not_negative,
      "salience of a demonstration as evidence", "judgement; costly signals (Kydd 2005)"};

  auto sheet() {
    return std::array{&discount, &weight_bloc, &weight_third, &forgetting, &prior_belief, &succession_reset, &bound,
        &distrust_unaligned, &salience_demonstration};
  }

  // What i gave to j at the start, and what i's belief returns to: for two principals of one system the scenario's start.
  double start(const Model& model, int i, int j) const {
    const auto at = static_cast<std::size_t>(i) * model.principals.size() + static_cast<std::size_t>(j);
    return model.belief_given[at] ? model.belief_start[at] : double{prior_belief};
  }
  double anchor(const Model& model, int i, int j) const {
    const bool same = model.polity(model.polity_of(i)).system == model.polity(model.polity_of(j)).system;
    return same ? start(model, i, j) : double{prior_belief};
  }

  template <class Real> void initialise(const Model& model, State<Real>& state) const {
    for (int i = 0; i < model.principal_count(); ++i)
      for (int j = 0; j < model.principal_count(); ++j) {
        state.belief(i, j) = Real(i == j ? 0.0 : start(model, i, j));
        state.suspicion(i, j) = logistic(state.belief(i, j));
      }
  }

  // p_il: toward a rival bloc the belief about its leader, toward a free polity a constant, toward an own member its disloyalty.
  // `observers`: the beliefs that principals act on (mechanisms/observers.h).
  template <class Real, class Views> void distrust(const Month<Real>& now, const Views& observers) const {
    const Model& model = now.model;
    const int principals = now.shape.principals;
    const ByPrincipal<ByPrincipal<Real>> acted_on = observers.counsels(now);
    for (int l = 0; l < now.shape.polities; ++l) {
      const Real disloyalty = logistic(-now.state.loyalty(l));
      for (int i = 0; i < principals; ++i) {
        if (l == model.polity_of(i)) continue;
        Real p = Real(distrust_unaligned);
        for (int j = 0; j < principals; ++j)
          if (j != i) p = select(now.state.bloc(l) == Real(j), acted_on[i][j], p);
        now.frame.distrust(i, l) = select(holds(now.frame.own(i, l)), disloyalty, p);
      }
    }
  }

  // A new leader in j: observers return part of the way to the prior.
  template <class Real> void succession(const Month<Real>& now, int j) const {
    if (!on) return;
    for (int i = 0; i < now.shape.principals; ++i) {
      if (i == j) continue;
      Real& b = now.state.belief(i, j);
      b = b + Real(succession_reset) * (Real(anchor(now.model, i, j)) - b);
      now.state.suspicion(i, j) = logistic(b);
    }
  }

  // `conduct` gives j's position toward l as everybody knows it (mechanisms/choice.h).
  template <class Real, class Conduct> void observe(const Month<Real>& now, const Conduct& conduct) const {
    if (on) with_form(now.model.codebook, [&](const auto& codebook) { observe_by(codebook, now, conduct); });
  }

 private:
  template <class Book, class Real, class Conduct>
  [[gnu::noinline]] void observe_by(const Book& codebook, const Month<Real>& month, const Conduct& conduct) const {
    const Month<Real> now = month;  // a copy, as every step has (engine/month.h)
    const int principals = now.shape.principals;
    for (int j = 0; j < principals; ++j) {
      ByPrincipal<Real> learnt{};
      if (any(holds(now.frame.active(j))))
        read_conduct(codebook, now, conduct, j, learnt);
      else
        for (int l = 0; l < now.shape.polities; ++l) now.flows.told(j, l) = Real(0);
      for (int i = 0; i < principals; ++i) {
        if (i == j) continue;
        Real& b = now.state.belief(i, j);
        const Real back = Real(month_length * forgetting) * (Real(anchor(now.model, i, j)) - b);
        b = b + Real(discount) * (learnt[i] + now.flows.crisis_evidence(i, j)) + back;
        b = clip(b, Real(-bound), Real(bound));
        now.state.suspicion(i, j) = logistic(b);
      }
    }
  }

  // What every principal learns from j's acts of the month.
  template <class Book, class Real, class Conduct>
  [[gnu::always_inline]] void read_conduct(
      const Book& codebook, const Month<Real>& now, const Conduct& conduct, int j, ByPrincipal<Real>& learnt) const {
    const Model& model = now.model;
    const int polities = now.shape.polities;
    Situation<Real> position = conduct.standing(now, j);
    const Table<Real> of_act = table_of<Real>(codebook, &ActNumbers::salience);
    const Leaning<Real> revisionist = leaning_of<Real>(model.revisionist);
    const Leaning<Real> seeker = leaning_of<Real>(model.security_seeker);
    const int self = model.polity_of(j);
    for (int first = 0; first < polities; first += abreast) {
      const int last = std::min(first + abreast, polities);
      std::array<Telling<Real>, abreast> telling;
      for (int l = first; l < last; ++l) {
        if (l == self) continue;
        conduct.face(now, j, l, position);
        telling[static_cast<std::size_t>(l - first)] =
            telling_of(codebook, position, revisionist, seeker, now.flows.observed(j, l));
      }
      for (int l = first; l < last; ++l) {
        if (l == self) {
          now.flows.told(j, l) = Real(0);
          continue;
        }
        const Real evidence = evidence_of(telling[static_cast<std::size_t>(l - first)]);
        // lambda_jl: the salience of the occasion, times the act's own where the codebook gives one.
        const Real salience = entry(of_act, now.flows.observed(j, l)) *
                              select(holds(now.flows.demonstrated(j, l)), Real(salience_demonstration), Real(1));
        const Real told = when(now.flows.act(j, l) >= Real(0), salience * evidence);
        now.flows.told(j, l) = told;
        for (int i = 0; i < now.shape.principals; ++i) {
          if (i == j) continue;
          const Real attention =
              l == model.polity_of(i) ? Real(1) : select(holds(now.frame.own(i, l)), Real(weight_bloc), Real(weight_third));
          learnt[i] = learnt[i] + attention * told;
        }
      }
    }
  }
};

}  // namespace coexist
