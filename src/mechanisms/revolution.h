// SPDX-License-Identifier: Apache-2.0
// Revolution within.  People join when enough others have; help from outside and the appeal of the other system lower the threshold,
// and force can undo it all.
//
//   R_i <- fold( R + Delta tau [ Phi( (R + x_i + psi A_i - mu_i) / sigma_i ) - R ] + s_R sqrt(Delta) xi )     Granovetter (1978); Kuran (1989)
//
// R: share of society mobilised; mu, sigma: mean and spread of its thresholds; x: outside help, A: growth learnt under the system its
// revolutionaries want less that under the present one (1/year).  tau: 1/year.  R >= 1/2 overthrows the order.  The noise is
// essential: without it nothing crosses the tipping point.  An intervention by k succeeds with chance sigma(succ_0 + succ_M ln(M_k/M_l)).
// Departures: continuous thresholds, so that a society is a single number; overthrow resets mobilisation to R_new.
#pragma once

#include <array>

#include "model/mechanism.h"
#include "model/model.h"
#include "random/functions.h"
#include "world/month.h"

namespace coexist {

struct Revolution {
  static constexpr MechanismInfo info{"revolution",
      "societies tip when enough of their members have joined; force can stop or impose it", "3.8",
      "Granovetter 1978; Kuran 1989"};
  bool on = true;

  Parameter help_one{
      "x_sub", "share of society", 0.03, lognormal(0.4), share, "help of one observed or unobserved subversion", "judgement"};
  Parameter help_fades{"x_rate", "1/year", 2, lognormal(0.3), yearly_rate, "decay of that help", "judgement"};
  Parameter appeal{"psi", "year", 2, lognormal(0.5), not_negative, "mobilisation per unit of appeal", "judgement"};
  Parameter speed{"tau", "1/year", 1.5, lognormal(0.3), yearly_rate, "speed of mobilisation", "judgement"};
  Parameter noise{"s_R", "1/sqrt(year)", 0.11, lognormal(0.15), not_negative, "noise of mobilisation", "judgement"};
  Parameter after{"R_new", "share", 0.03, fixed(), share, "mobilisation after an overthrow or an intervention", "judgement"};
  Parameter seen_as_lost{"R_b", "share", 0.40, fixed(), share, "mobilisation at which it sees the order as lost",
      "judgement; near the tipping point"};
  Parameter seen_as_unrest{
      "R_a", "share", 0.12, uniform(0.08, 0.18), share, "mobilisation above which a bloc leader sees unrest", "judgement"};
  Parameter success{
      "succ_0", "nats", 0, normal(0, 0.5), any_number, "log-odds of success of an intervention at equal forces", "judgement"};
  Parameter success_forces{"succ_M", "1", 0.6, lognormal(0.3), not_negative, "effect of the log ratio of forces", "judgement"};

  auto sheet() {
    return std::array{
        &help_one, &help_fades, &appeal, &speed, &noise, &after, &seen_as_lost, &seen_as_unrest, &success, &success_forces};
  }

  template <class Real> static void initialise(const Model& model, State<Real>& state) {
    for (int i = 0; i < model.polity_count(); ++i) state.unrest(i) = Real(model.polity(i).unrest);
  }

  // Step 1: dated unrest adds its size.
  template <class Real> void dated_unrest(const Month<Real>& now, int i, double size) const {
    if (!on) return;
    const MaskOf<Real> there = holds(now.state.present(i));
    now.state.unrest(i) = select(there, fold(now.state.unrest(i) + Real(size)), now.state.unrest(i));
    note<Real>(now, {.kind = EventKind::unrest, .where = there, .who = i, .number = Real(size)});
  }

  // z: how far an order is about to be lost.
  template <class Real> void watch(const Month<Real>& now) const {
    const Real width = Real(largest(seen_as_lost - seen_as_unrest, 1e-9));
    for (int i = 0; i < now.shape.polities; ++i)
      now.frame.unrest(i) = clip((now.state.unrest(i) - Real(seen_as_unrest)) / width, Real(0), Real(1));
  }

  // mu, with what institutions add: rounded once where they add nothing.
  template <class Real> static Real mean_threshold(const PolityNumbers& polity, double added) {
    return added == 0 ? Real(polity.regime_loyalty) : Real(polity.regime_loyalty.precise + added);
  }

  // Where mobilisation is heading, given thresholds spread normally.
  template <class Real> static Real joined(Real mobilised, Real mean, Real spread) {
    return normal_cdf((mobilised - mean) / spread);
  }

  // Help from every principal of another bloc, for or against what l's revolutionaries want; worth what it is followed (mechanisms/canon.h).
  template <class Real> void help(const Month<Real>& now) const {
    if (!on) return;
    const Model& model = now.model;
    const Real subvert = Real(model.codebook.at(Role::subvert));
    for (int l = 0; l < now.shape.polities; ++l) {
      Real wanted = Real(-1);
      for (int s = 0; s < now.shape.systems; ++s)
        wanted = select(now.state.system(l) == Real(s), Real(model.challenger[static_cast<std::size_t>(s)]), wanted);
      Real& x = now.state.help(l);
      x = x * Real(1 - month_length * help_fades);
      for (int k = 0; k < now.shape.principals; ++k) {
        if (model.polity_of(k) == l) continue;
        const MaskOf<Real> subverts = (now.flows.act(k, l) == subvert) & (now.state.bloc(l) != Real(k));
        const MaskOf<Real> in_favour = now.state.system(model.polity_of(k)) == wanted;
        x = x + when(subverts, select(in_favour, Real(help_one) * now.frame.following(k), Real(-help_one)));
      }
    }
  }

  // `institutions`: what they add to thresholds (mechanisms/institutions.h).
  template <class Real, class Institutions> void mobilise(const Month<Real>& now, const Institutions& institutions) const {
    if (!on) return;
    const Model& model = now.model;
    const Real step_noise = Real(noise) * square_root(Real(month_length));
    const Real* const luck = now.luck.unrest();
    for (int i = 0; i < now.shape.polities; ++i) {
      const PolityNumbers& polity = model.polity(i);
      Real attraction = Real(0);
      for (int s = 0; s < now.shape.systems; ++s) {
        const Real gap =
            now.state.growth_learnt(i, model.challenger[static_cast<std::size_t>(s)]) - now.state.growth_learnt(i, s);
        attraction = select(now.state.system(i) == Real(s), gap, attraction);
      }
      Real& r = now.state.unrest(i);
      const Real toward = joined(r + now.state.help(i) + Real(appeal) * attraction,
          mean_threshold<Real>(polity, institutions.threshold(polity)), Real(polity.spread));
      r = fold(r + Real(month_length * speed) * (toward - r) + step_noise * luck[i]);
      if (polity.principal >= 0) r = least(r, Real(0.49));  // principals do not fall
    }
  }

  // Interventions of the month; of two that succeed, the better armed prevails.
  template <class Real> void intervene(const Month<Real>& now) const {
    const Model& model = now.model;
    const Real force = Real(model.codebook.at(Role::force));
    for (int l = 0; l < now.shape.polities; ++l) {
      now.flows.occupied(l) = now.flows.transfer(l) = Real(0);
      Real best = Real(-1);
      for (int k = 0; k < now.shape.principals; ++k) {
        const int sender = model.polity_of(k);
        if (sender == l) continue;
        const MaskOf<Real> forced = now.flows.act(k, l) == force;
        if (!any(forced)) continue;
        JournalEntry<Real> attempt{.kind = EventKind::intervention, .where = forced, .who = sender, .whom = l};
        if (!on) {
          note(now, attempt);
          continue;
        }
        const Real ratio = now.state.spending(sender) / now.state.spending(l);
        const Real chance = logistic(Real(success) + Real(success_forces) * logarithm(ratio));
        const Real u = now.luck.block(DrawGroup::dyad_state, model.dyad(k, l)).uniform(decisions::force_success);
        const MaskOf<Real> succeeds = forced & (u < chance);
        if (now.ledger) note_chance(*now.ledger, decisions::force_success, forced, sender, l, u, chance, succeeds);
        attempt.number = truth<Real>(succeeds);
        note(now, attempt);
        const MaskOf<Real> prevails = succeeds & (now.state.spending(sender) > best);
        best = select(prevails, now.state.spending(sender), best);
        const MaskOf<Real> own = holds(now.frame.own(k, l));
        now.flows.occupied(l) = select(prevails, Real(1), now.flows.occupied(l));
        now.flows.transfer(l) = select(prevails, truth<Real>(!own), now.flows.transfer(l));
        now.flows.to_system(l) = select(prevails, now.state.system(sender), now.flows.to_system(l));
        now.flows.to_bloc(l) = select(prevails, Real(k), now.flows.to_bloc(l));
      }
      now.state.unrest(l) = select(holds(now.flows.occupied(l)), Real(after), now.state.unrest(l));
    }
  }

  template <class Real> void overthrow(const Month<Real>& now) const {
    const Model& model = now.model;
    for (int l = 0; l < now.shape.polities; ++l) {
      now.flows.overthrown(l) = now.flows.transfer(l) = Real(0);
      if (!on || model.polity(l).principal >= 0) continue;
      const MaskOf<Real> falls = (now.state.unrest(l) >= Real(0.5)) & !holds(now.flows.occupied(l)) & holds(now.state.present(l));
      if (!any(falls)) continue;
      for (int s = 0; s < now.shape.systems; ++s) {
        const int wanted = model.challenger[static_cast<std::size_t>(s)];
        const MaskOf<Real> from_s = falls & (now.state.system(l) == Real(s));
        now.flows.overthrown(l) = select(from_s, Real(wanted + 1), now.flows.overthrown(l));
        now.flows.to_system(l) = select(from_s, Real(wanted), now.flows.to_system(l));
        now.flows.to_bloc(l) = select(from_s, Real(model.pole[static_cast<std::size_t>(wanted)]), now.flows.to_bloc(l));
      }
      now.flows.transfer(l) = truth<Real>(falls);
      now.state.unrest(l) = select(falls, Real(after), now.state.unrest(l));
    }
  }
};

}  // namespace coexist
