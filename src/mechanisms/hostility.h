// SPDX-License-Identifier: Apache-2.0
// Hostility.  Enmity rests on ideological distance, is fed by distrust and by what the other does, and wears off.
//
//   H_il <- fold( H + Delta [ -delta_H (H - h_il) - rho_H e_il + f_H (p_il - 1/2) ] + s_H sqrt(Delta) xi )
//   h_il = h_0 + h_D D(sys_i, sys_l), or h_0 toward an own member
//   e_bar_ij += Delta lambda_e ( clip( (1-omega_m) e(a_ji) + omega_m mean over i's members of e(a_jl) + crises ) - e_bar_ij )
//
// H: 0..1; fold reflects at 0 and 1.  p: probability that l, or its leader, is a revisionist.  e: memory of the other's acts,
// -1..1, where answering in kind and in degree is the finding of Goldstein and Freeman (1990).  Rates 1/year, s_H 1/sqrt(year).
// Departures: a leader's record colours relations with its members (omega_l); acts toward one's bloc count beside acts toward
// oneself (omega_m).
#pragma once

#include <array>

#include "model/mechanism.h"
#include "model/model.h"
#include "random/functions.h"
#include "world/month.h"

namespace coexist {

struct Hostility {
  static constexpr MechanismInfo info{
      "hostility", "distrust and hostile acts breed enmity, which wears off", "3.4", "Goldstein and Freeman 1990"};
  bool on = true;

  Parameter return_rate{"delta_H", "1/year", 0.60, lognormal(0.3), yearly_rate, "rate at which hostility returns to its base",
      "judgement; half-life about 14 months"};
  Parameter base{"h_0", "1", 0.10, uniform(0.02, 0.2), share, "base hostility at zero ideological distance", "judgement"};
  Parameter base_distance{
      "h_D", "1", 0.40, uniform(0.2, 0.6), share, "base hostility per unit of ideological distance", "judgement"};
  Parameter answer{"rho_H", "1/year", 0.30, lognormal(0.4), not_negative, "effect of the other's recent acts",
      "Goldstein and Freeman 1990 (order of magnitude)"};
  Parameter from_distrust{"f_H", "1/year", 0.30, lognormal(0.4), not_negative, "effect of distrust", "judgement"};
  Parameter noise{"s_H", "1/sqrt(year)", 0.08, lognormal(0.3), not_negative, "noise of hostility", "judgement"};
  Parameter renewal{
      "lambda_e", "1/year", 6, lognormal(0.3), yearly_rate, "rate at which the memory of acts renews", "judgement; two months"};
  Parameter weight_members{
      "omega_m", "1", 0.5, uniform(0.2, 0.8), share, "weight of acts toward one's bloc in the memory of acts", "judgement"};
  Parameter colour{"omega_l", "1", 0.5, uniform(0.2, 0.8), share,
      "share of the leader's record that colours relations with its members", "judgement"};

  auto sheet() {
    return std::array{&return_rate, &base, &base_distance, &answer, &from_distrust, &noise, &renewal, &weight_members, &colour};
  }

  template <class Real> static void initialise(const Model& model, State<Real>& state) {
    for (int i = 0; i < model.principal_count(); ++i)
      for (int l = 0; l < model.polity_count(); ++l) {
        const int bloc_i = model.polity(model.polity_of(i)).bloc;
        const int bloc_l = model.polity(l).bloc;
        state.hostility(i, l) = Real(bloc_l < 0         ? model.hostility_none
                                     : bloc_l == bloc_i ? model.hostility_own
                                                        : model.hostility_rival);
      }
  }

  // e_il: toward an active principal what i remembers of it; toward a rival's member a share of its leader's record.
  template <class Real> void recall(const Month<Real>& now) const {
    const Model& model = now.model;
    for (int i = 0; i < now.shape.principals; ++i)
      for (int l = 0; l < now.shape.polities; ++l) {
        if (l == model.polity_of(i)) continue;
        Real e = Real(0);
        for (int j = 0; j < now.shape.principals; ++j) {
          if (j == i) continue;
          const Real record = now.state.memory(i, j);
          e = select(now.state.bloc(l) == Real(j), model.polity_of(j) == l ? record : Real(colour) * record, e);
        }
        now.frame.recalled(i, l) = e;
      }
  }

  // Step 4: what i keeps in mind of j's acts of the month, as observed, and of the crises between them.
  template <class Real> void remember(const Month<Real>& now) const {
    if (!on) return;
    const Model& model = now.model;
    const int principals = now.shape.principals;
    ByPrincipal<Real> members{};                      // of i's bloc
    ByPrincipal<ByPrincipal<Real>> toward_members{};  // intensity of j's acts toward them, [i][j]
    for (int l = 0; l < now.shape.polities; ++l)
      for (int i = 0; i < principals; ++i) {
        if (l == model.polity_of(i)) continue;
        const Real own = now.frame.own(i, l);
        members[i] = members[i] + own;
        for (int j = 0; j < principals; ++j)
          if (j != i) toward_members[i][j] = toward_members[i][j] + own * now.flows.observed_intensity(j, l);
      }
    for (int i = 0; i < principals; ++i)
      for (int j = 0; j < principals; ++j) {
        if (i == j) continue;
        const Real mean = toward_members[i][j] / largest(members[i], Real(1));
        const Real direct = now.flows.observed_intensity(j, model.polity_of(i));
        const Real observed = Real(1 - weight_members) * direct + Real(weight_members) * mean + now.flows.crisis_intensity(i, j);
        Real& e = now.state.memory(i, j);
        e = e + Real(month_length * renewal) * (clip(observed, Real(-1), Real(1)) - e);
      }
  }

  // Drift of H a year.
  template <class Real> Real drift(Real h, Real resting, Real recalled, Real distrust) const {
    return Real(return_rate) * (resting - h) - Real(answer) * recalled + Real(from_distrust) * (distrust - Real(0.5));
  }

  // Step 5, on the frame's distrust and memory.  `audience`: goodwill won by demonstrations (mechanisms/audience.h).
  template <class Real, class Reached> void advance(const Month<Real>& now, const Reached& audience) const {
    if (!on) return;
    const Model& model = now.model;
    const Real step_noise = Real(noise) * square_root(Real(month_length));
    for (int i = 0; i < now.shape.principals; ++i) {
      const Real* const luck = now.luck.hostility(i);
      for (int l = 0; l < now.shape.polities; ++l) {
        if (l == model.polity_of(i)) continue;
        const Frame<Real>& f = now.frame;
        const Real resting = select(holds(f.own(i, l)), Real(base), Real(base) + Real(base_distance) * f.distance(i, l));
        Real& h = now.state.hostility(i, l);
        if (audience.on) h = h - audience.won(now, i, l);
        h = fold(h + Real(month_length) * drift(h, resting, f.recalled(i, l), f.distrust(i, l)) + step_noise * luck[l]);
      }
    }
  }
};

}  // namespace coexist
