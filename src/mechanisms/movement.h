// SPDX-License-Identifier: Apache-2.0
// Movement.  A funded transnational peace movement spreads where people fear nuclear war and are free to organise.
//
//   P_i += Delta [ (alpha_P fund + beta_P P_i + gamma_P P_mean)(1 - P_i) fear_i sqrt(open_i) - d_P P_i ]                     Bass (1969)
//   fear_i = 1 - exp( -(fear_V N_i + fear_A alert) ),   N_i = 1 - exp(-S_j / W_0)
//
// P: share of society mobilised; fund: the sponsor's funding, 0..1; open: how far publics can speak and vote.  N: vulnerability to the
// principal of another bloc and system with the most surviving warheads.  Rates 1/year.  It takes off by itself where
// beta_P fear sqrt(open) > d_P.  Where nobody has warheads N = 0, and fear is of the war that crises between the first two principals
// bring near: it comes with their alert and goes with it.
// Departures: adoption is gated by fear and freedom; the mobilised tire; the sponsor's own use of force discredits it.
#pragma once

#include <algorithm>
#include <array>

#include "model/mechanism.h"
#include "model/model.h"
#include "random/functions.h"
#include "world/month.h"

namespace coexist {

struct PeaceMovement {
  static constexpr MechanismInfo info{
      "movement", "a funded peace movement spreads with fear and freedom to organise", "3.9", "Bass 1969"};
  bool on = true;

  Parameter funded{"alpha_P", "1/year", 0.012, lognormal(0.5), yearly_rate, "conversion by the sponsor's funding",
      "judgement; innovation about 0.03 on average (Sultan Farley and Lehmann 1990)"};
  Parameter at_home{"beta_P", "1/year", 0.40, lognormal(0.25), yearly_rate, "conversion by those already mobilised at home",
      "imitation about 0.38 on average (Sultan Farley and Lehmann 1990)"};
  Parameter abroad{
      "gamma_P", "1/year", 0.15, lognormal(0.4), yearly_rate, "conversion by the average of other societies", "judgement"};
  Parameter tiring{"d_P", "1/year", 0.25, lognormal(0.25), yearly_rate, "demobilisation", "judgement"};
  Parameter discredit{"kappa_P", "1", 0.25, uniform(0.05, 0.5), share, "share discredited by the sponsor's use of force",
      "judgement; Hungary 1956"};
  Parameter fear_vulnerability{
      "fear_V", "1", 1.2, lognormal(0.3), not_negative, "fear per unit of nuclear vulnerability", "judgement"};
  Parameter fear_alert{"fear_A", "1", 1.0, lognormal(0.4), not_negative, "fear per unit of alert", "judgement"};

  auto sheet() { return std::array{&funded, &at_home, &abroad, &tiring, &discredit, &fear_vulnerability, &fear_alert}; }

  template <class Real> static void initialise(const Model& model, State<Real>& state) {
    for (int i = 0; i < model.polity_count(); ++i) state.peace(i) = Real(model.polity(i).peace);
  }

  template <class Real> Real fear_of(Real vulnerability, Real alert) const {
    return Real(1) - exponential(-(Real(fear_vulnerability) * vulnerability + Real(fear_alert) * alert));
  }

  // fear_i, before the dated events of the month.  `damage(S)`: what surviving warheads destroy (mechanisms/arms.h).
  template <class Real, class Damage> void fear(const Month<Real>& now, Damage damage) const {
    const Model& model = now.model;
    const int principals = now.shape.principals;
    const Real alert =
        now.state.alert(std::min(model.superpower[0], model.superpower[1]), std::max(model.superpower[0], model.superpower[1]));
    ByPrincipal<Real> threat_of;  // N from each principal
    ByPrincipal<Real> most;       // surviving warheads that threaten each principal's bloc
    for (int j = 0; j < principals; ++j) threat_of[j] = damage(now.frame.surviving(model.polity_of(j)));
    for (int b = 0; b < principals; ++b) {
      Real worst = Real(0);
      Real warheads = Real(-1);
      for (int j = 0; j < principals; ++j) {
        if (j == b) continue;
        const int other = model.polity_of(j);
        const MaskOf<Real> counts = holds(now.frame.active(j)) &
                                    (now.state.system(other) != now.state.system(model.polity_of(b))) &
                                    (now.frame.surviving(other) > warheads);
        warheads = select(counts, now.frame.surviving(other), warheads);
        worst = select(counts, threat_of[j], worst);
      }
      most[b] = worst;
    }
    const Real of_superpowers = largest(threat_of[model.superpower[0]], threat_of[model.superpower[1]]);
    for (int i = 0; i < now.shape.polities; ++i) {
      Real vulnerability = Real(0.5) * of_superpowers;
      for (int b = 0; b < principals; ++b) vulnerability = select(now.state.bloc(i) == Real(b), most[b], vulnerability);
      now.frame.fear(i) = fear_of(vulnerability, alert);
    }
  }

  // The mood of every public that its government heeds, for the frame.
  template <class Real> static void sway(const Month<Real>& now) {
    for (int i = 0; i < now.shape.polities; ++i) now.frame.public_mood(i) = now.state.peace(i) * Real(now.model.polity(i).open);
  }

  // Change of P a year.
  template <class Real> Real spread(Real mobilised, Real mean, Real fund, Real fear, Real open) const {
    return (Real(funded) * fund + Real(at_home) * mobilised + Real(abroad) * mean) * (Real(1) - mobilised) * fear *
               square_root(open) -
           Real(tiring) * mobilised;
  }

  // Step 9, on the frame's fear.  `audience`: whom demonstrations reach (mechanisms/audience.h).
  template <class Real, class Reached> void advance(const Month<Real>& now, const Reached& audience) const {
    if (!on) return;
    const Model& model = now.model;
    Real mean = Real(0);
    Real weight = Real(0);
    for (int i = 0; i < now.shape.polities; ++i) {
      const Real w = Real(model.polity(i).prominence) * now.state.present(i);
      mean = mean + w * now.state.peace(i);
      weight = weight + w;
    }
    mean = mean / largest(weight, Real(1e-9));
    Real fund = Real(0);
    Real kept = Real(1);  // share that the sponsor's uses of force leave standing
    if (model.sponsor >= 0) {
      fund = now.frame.fund(model.sponsor);
      const Real force = Real(model.codebook.at(Role::force));
      for (int l = 0; l < now.shape.polities; ++l)
        kept = kept * select(now.flows.act(model.sponsor, l) == force, Real(1 - discredit), Real(1));
    }
    for (int i = 0; i < now.shape.polities; ++i) {
      Real& p = now.state.peace(i);
      p = (p + Real(month_length) * spread(p, mean, fund, now.frame.fear(i), Real(model.polity(i).open))) * kept;
      if (audience.on) p = p + audience.drawn(now, i, p);
    }
  }
};

}  // namespace coexist
