// SPDX-License-Identifier: Apache-2.0
// Observers.  Members of a bloc judge the rival leader's motive for themselves, from what they are exposed to; their views weigh on
// their leader's, and on how much they need it.
//
//   B_lj += eta sum_k omega_l(k) told_jk + eta omega_b (crises of l's leader with j) + Delta kappa_B (B0 - B_lj)           Kydd (2005)
//   p_ij as i's leader acts on it = (1 - y_O) p_ij + y_O (mean over i's members of sigma(B_lj), by prominence)            Snyder (1984)
//   threat that binds l to leader b = largest over rivals j of [ (1 - y_L) p_bj + y_L sigma(B_lj) ] H_bj                  Walt (1987)
//
// B_lj: log-odds that polity l gives to "j is a revisionist", nats.  told_jk: evidence of j's act toward k about motive, as belief reads
// it, salience included.  omega_l(k): 1 if k = l, omega_b for another member of its bloc, omega_3 otherwise: one's own exposure counts
// most, as in belief.  y_O, y_L: pure numbers in 0..1.
// Claim: allies can be reassured apart from their leader, pull it toward or away from accommodation, and cling to it less the less they
// fear the other side.
// Departures: members read acts as their leader would, with the same stereotypes; a polity that changes its bloc keeps its views.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "model/mechanism.h"
#include "model/model.h"
#include "random/functions.h"
#include "world/month.h"

namespace coexist {

struct Observers {
  static constexpr MechanismInfo info{
      "observers", "allies judge the rival for themselves, and weigh on their leader", "3.15", "Snyder 1984; Walt 1987", 3};
  bool on = true;

  Parameter counsel_weight{"y_O", "1", 0.25, uniform(0, 0.5), share, "weight of the members' views in what their leader acts on",
      "judgement; Snyder 1984"};
  Parameter own_view{"y_L", "1", 0.5, uniform(0, 1), share,
      "weight of a member's own view, beside its leader's, in the threat that binds it", "judgement; Walt 1987"};

  auto sheet() { return std::array{&counsel_weight, &own_view}; }

  // What l gave to j at the start, and what its belief returns to.  `belief`: mechanisms/belief.h.
  template <class Belief> static double anchor(const Belief& belief, const Model& model, int l, int j) {
    const PolityNumbers& polity = model.polity(l);
    if (polity.bloc >= 0) return polity.bloc == j ? 0.0 : belief.anchor(model, polity.bloc, j);
    const double unaligned = belief.distrust_unaligned;
    return unaligned > 0 && unaligned < 1 ? logarithm(unaligned / (1 - unaligned)) : 0.0;
  }
  template <class Belief> static double start(const Belief& belief, const Model& model, int l, int j) {
    const PolityNumbers& polity = model.polity(l);
    return polity.bloc >= 0 && polity.bloc != j ? belief.start(model, polity.bloc, j) : anchor(belief, model, l, j);
  }

  // With belief's parameters, which calibrate() has handed over.
  std::vector<double> opinion_start, opinion_anchor;  // [polity * principals + principal], nats

  template <class Belief> void calibrate(const Model& model, const Belief& belief) {
    opinion_start.clear();
    opinion_anchor.clear();
    for (int l = 0; l < model.polity_count(); ++l)
      for (int j = 0; j < model.principal_count(); ++j) {
        opinion_start.push_back(start(belief, model, l, j));
        opinion_anchor.push_back(anchor(belief, model, l, j));
      }
  }

  template <class Real> void initialise(const Model& model, State<Real>& state) const {
    for (int l = 0; l < model.polity_count(); ++l)
      for (int j = 0; j < model.principal_count(); ++j) {
        state.opinion(l, j) = Real(opinion_start[at(model, l, j)]);
        state.alarm(l, j) = logistic(state.opinion(l, j));
      }
  }

  // p_ij as i acts on it, [i][j]: its own, and its members'.
  template <class Real> ByPrincipal<ByPrincipal<Real>> counsels(const Month<Real>& now) const {
    const int principals = now.shape.principals;
    ByPrincipal<ByPrincipal<Real>> acted_on;
    for (int i = 0; i < principals; ++i)
      for (int j = 0; j < principals; ++j) acted_on[i][j] = now.state.suspicion(i, j);
    if (!on) return acted_on;
    ByPrincipal<Real> weight{};
    ByPrincipal<ByPrincipal<Real>> sum{};
    for (int l = 0; l < now.shape.polities; ++l)
      for (int i = 0; i < principals; ++i) {
        if (l == now.model.polity_of(i)) continue;
        const Real counts = Real(now.model.polity(l).prominence) * now.frame.own(i, l);
        weight[i] = weight[i] + counts;
        for (int j = 0; j < principals; ++j)
          if (j != i) sum[i][j] = sum[i][j] + counts * now.state.alarm(l, j);
      }
    for (int i = 0; i < principals; ++i) {
      const MaskOf<Real> has_members = weight[i] > Real(0);
      for (int j = 0; j < principals; ++j) {
        if (j == i) continue;
        Real& p = acted_on[i][j];
        const Real mean = sum[i][j] / select(has_members, weight[i], Real(1));
        p = select(has_members, p + Real(counsel_weight) * (mean - p), p);
      }
    }
    return acted_on;
  }

  // The probability of revisionism by which the threat of j binds l to its leader, who holds p.
  template <class Real> Real threat_felt(const Month<Real>& now, int l, int j, Real p) const {
    if (!on) return p;
    return p + Real(own_view) * (now.state.alarm(l, j) - p);
  }

  // Step 4, after belief has read the month's acts.
  template <class Real, class Belief> void learn(const Month<Real>& now, const Belief& belief) const {
    if (!on || !belief.on) return;
    const Model& model = now.model;
    const int polities = now.shape.polities;
    const int principals = now.shape.principals;
    for (int j = 0; j < principals; ++j) {
      // What j's acts told, in all and by the bloc of those toward whom they were.
      Real all = Real(0);
      ByPrincipal<Real> of_bloc{};
      for (int k = 0; k < polities; ++k) {
        if (k == model.polity_of(j)) continue;
        const Real told = now.flows.told(j, k);
        all = all + told;
        for (int b = 0; b < principals; ++b) of_bloc[b] += when(now.state.bloc(k) == Real(b), told);
      }
      for (int l = 0; l < polities; ++l) {
        if (l == model.polity_of(j)) continue;
        const Real bloc = now.state.bloc(l);
        const Real own = now.flows.told(j, l);
        Real beside = Real(0);  // toward the others of its bloc
        Real crises = Real(0);
        for (int b = 0; b < principals; ++b) {
          const MaskOf<Real> in_it = bloc == Real(b);
          beside = select(in_it, of_bloc[b] - own, beside);
          if (b != j) crises = select(in_it, now.flows.crisis_evidence(b, j), crises);
        }
        const Real learnt = own + Real(belief.weight_bloc) * (beside + crises) + Real(belief.weight_third) * (all - own - beside);
        Real& view = now.state.opinion(l, j);
        const Real back = Real(month_length * belief.forgetting) * (Real(opinion_anchor[at(model, l, j)]) - view);
        view = clip(view + Real(belief.discount) * learnt + back, Real(-belief.bound), Real(belief.bound));
      }
      for (int l = 0; l < polities; l += 2) {  // j's own, which nobody reads, among them
        const int next = std::min(l + 1, polities - 1);
        const auto alarm =
            in_step(std::array{now.state.opinion(l, j), now.state.opinion(next, j)}, [](auto view) { return logistic(view); });
        now.state.alarm(l, j) = alarm[0];
        now.state.alarm(next, j) = alarm[1];
      }
    }
  }

 private:
  static std::size_t at(const Model& model, int l, int j) {
    return static_cast<std::size_t>(l) * model.principals.size() + static_cast<std::size_t>(j);
  }
};

}  // namespace coexist
