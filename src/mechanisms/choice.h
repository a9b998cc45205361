// SPDX-License-Identifier: Apache-2.0
// Choice.  Each month every active principal does one thing toward every other polity, the likelier the better it serves the
// weights of its doctrine.
//
//   pi(a) = avail(a) exp( b(a) + sum_f w_f phi_f(a) ) / sum                             McFadden (1974); McKelvey and Palfrey (1995)
//
// The features phi_f, and the equation, stand in doctrine/conduct.h, because observers use them too.  Weights in nats: the noise
// has scale 1.  A demonstration (a visit, a conference, a unilateral cut) replaces the act by `accommodate`: dated ones always,
// others at the doctrine's yearly rate toward the other superpower.
// Departures: one act a month from a fixed codebook, scaled from Goldstein (1992); choices toward different polities are
// independent given the situation.
#pragma once

#include <array>

#include "doctrine/conduct.h"
#include "model/mechanism.h"
#include "model/model.h"
#include "world/month.h"

namespace coexist {

struct Choice {
  static constexpr MechanismInfo info{"choice", "governments choose acts by weighing their consequences, with noise", "3.2",
      "McFadden 1974; McKelvey and Palfrey 1995"};
  bool on = true;

  std::array<Parameter*, 0> sheet() { return {}; }

  // i's position toward l, from the frame.  Common knowledge: observers read the same.
  template <class Real> static Situation<Real> situation(const Month<Real>& now, int i, int l) {
    const Frame<Real>& f = now.frame;
    const MaskOf<Real> own = holds(f.own(i, l));
    // Force is for polities that are no principals, active or not.
    const bool principal = now.model.polity(l).principal >= 0;
    const MaskOf<Real> may_be_forced = MaskOf<Real>(!principal) & (own | !holds(f.rival(i, l)));
    Situation<Real> s;
    s.stake = select(own, Real(0), f.share(i, l) * f.distance(i, l));
    s.danger = f.danger(i, l);
    s.distrust = f.distrust(i, l);
    s.hostility = now.state.hostility(i, l);
    s.memory = f.recalled(i, l);
    s.public_mood = f.public_mood(now.model.polity_of(i));
    s.unrest = when(own, f.unrest(l));
    s.reach = when(may_be_forced, Real(now.model.reach[now.model.at(i, l)]));
    s.scope = select(own, f.scope_own(i), Real(1));
    for (int a = 0; a < act_count; ++a) s.broken_by[static_cast<std::size_t>(a)] = f.broken_by(i, a);
    return s;
  }

  // The act whose share of the cumulated odds the uniform `u` falls into.
  template <class Real> static Real pick(const Codebook& codebook, const Odds<Real>& odds, Real u) {
    const Real mark = u * odds.sum;
    Real cumulated = Real(0);
    Real picked = Real(codebook.at(Role::normal));
    MaskOf<Real> open(true);
    for (std::size_t a = 0; a < act_count; ++a) {
      cumulated = cumulated + odds.odds[a];
      const MaskOf<Real> here = open & (mark < cumulated);
      picked = select(here, Real(static_cast<double>(a)), picked);
      open = open & !here;
    }
    return picked;
  }

  template <class Real> void act(const Month<Real>& now) const {
    const Model& model = now.model;
    const int polities = model.polity_count();
    for (int i = 0; i < model.principal_count(); ++i) {
      const MaskOf<Real> active = holds(now.frame.active(i));
      Leaning<Real> leaning;
      for (int f = 0; f < feature_count; ++f) leaning.weight[static_cast<std::size_t>(f)] = now.frame.weight(i, f);
      leaning.militancy = now.frame.creed_militancy(i);
      for (int l = 0; l < polities; ++l) {
        const MaskOf<Real> acting = active & holds(now.state.present(l));
        if (!on || l == model.polity_of(i) || !any(acting)) {
          record(now, i, l, MaskOf<Real>(false), Real(no_act), MaskOf<Real>(false), MaskOf<Real>(false));
          continue;
        }
        const auto luck = now.draws.block(now.t, DrawGroup::act, model.dyad(i, l));
        const MaskOf<Real> demonstrates = acting & demonstration(now, i, l);
        Real act =
            pick(model.codebook, odds_of_acts(model.codebook, situation(now, i, l), leaning), luck.uniform(decisions::act));
        act = select(demonstrates, Real(model.codebook.at(Role::accommodate)), act);
        Real chance_seen = Real(1);
        for (int a = 0; a < act_count; ++a)
          chance_seen = select(act == Real(a), Real(model.codebook.acts[static_cast<std::size_t>(a)].seen), chance_seen);
        record(now, i, l, acting, act, luck.uniform(decisions::act_seen) < chance_seen, demonstrates);
      }
    }
  }

 private:
  template <class Real>
  static void record(
      const Month<Real>& now, int i, int l, MaskOf<Real> acting, Real act, MaskOf<Real> seen, MaskOf<Real> demonstrates) {
    const Codebook& codebook = now.model.codebook;
    const Real observed = select(seen, act, Real(codebook.at(Role::normal)));
    Real intensity = Real(0);
    Real observed_intensity = Real(0);
    for (int a = 0; a < act_count; ++a) {
      const Real e = Real(codebook.acts[static_cast<std::size_t>(a)].intensity);
      intensity = select(act == Real(a), e, intensity);
      observed_intensity = select(observed == Real(a), e, observed_intensity);
    }
    now.flows.act(i, l) = select(acting, act, Real(no_act));
    now.flows.observed(i, l) = select(acting, observed, Real(no_act));
    now.flows.intensity(i, l) = when(acting, intensity);
    now.flows.observed_intensity(i, l) = when(acting, observed_intensity);
    now.flows.demonstrated(i, l) = truth<Real>(demonstrates);
  }

  // Dated demonstrations of every arm, those of the doctrine in force, and the spontaneous ones toward the other superpower.
  template <class Real> static MaskOf<Real> demonstration(const Month<Real>& now, int i, int l) {
    const Model& model = now.model;
    MaskOf<Real> happens(false);
    for (const DatedDemonstration& d : model.demonstrations) {
      if (d.month != now.t || d.actor != i || d.target != l) continue;
      if (d.doctrine < 0) {
        happens = MaskOf<Real>(true);
      } else {
        for (std::size_t k = 0; k < model.doctrines.size(); ++k)
          if (model.doctrines[k].demonstrates_as == d.doctrine)
            happens = happens | (now.state.doctrine(i) == Real(static_cast<double>(k)));
      }
    }
    const int other = model.superpower[i == model.superpower[0] ? 1 : 0];
    if (l == model.polity_of(other)) {
      const auto luck = now.draws.block(now.t, DrawGroup::leadership, model.polity(model.polity_of(i)).address);
      happens = happens | (luck.uniform(decisions::demonstration) < chance_of_rate(now.frame.demo_rate(i)));
    }
    return happens;
  }
};

}  // namespace coexist
