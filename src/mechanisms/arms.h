// SPDX-License-Identifier: Apache-2.0
// Arms.  A polity arms in answer to the forces it fears, tires of what it spends, and keeps pace with its output.
//
//   dM_i/dt = k_i sum_j p_ij H_ij M_j - a_M M_i + g_i Y_i                        Richardson (1960), Arms and Insecurity
//
// M, Y: constant currency a year.  p: probability that j is a revisionist, H: hostility, both of i's bloc leader, 0..1.  k, a, g:
// 1/year.  The sum runs over the active principals of other blocs.  k_i and g_i are not free: the scenario gives the level M_eq at
// which the equation rests under the starting beliefs and hostility when all others spend theirs, and phi_M its threat-driven share:
//   k_i = phi_M a_M M_eq / threat_eq,   g_i = (1 - phi_M) a_M M_eq / Y(0);   phi_M = 0 outside blocs and where there is no threat.
// Warheads follow a dated path times a plan that answers distrust: dw/dt = b_W [ 1 + q_W (p - p(0)) - w ].
// What war would cost, V = V_c (1 - s) + V_n (1 - exp(-S/W_0)), is read by choice and crisis; a patron's forces stand behind its
// members with weight chi_x (extended deterrence, Huth 1988).
// Departures: the threat is weighted by distrust and hostility; the autonomous term grows with output, or spending would fall
// behind a growing economy; spending is capped at a share of output.
#pragma once

#include <array>
#include <vector>

#include "model/mechanism.h"
#include "model/model.h"
#include "random/functions.h"
#include "world/month.h"

namespace coexist {

struct Arms {
  static constexpr MechanismInfo info{"arms", "polities arm in answer to the forces they fear", "3.5", "Richardson 1960"};
  bool on = true;

  Parameter fatigue{"a_M", "1/year", 0.35, lognormal(0.3), yearly_rate, "rate at which spending decays for fatigue and expense",
      "Richardson 1960 (order of magnitude)"};
  Parameter threat_share{
      "phi_M", "1", 0.5, uniform(0.3, 0.7), share, "share of resting spending that is threat-driven", "judgement"};
  // Above 0: between two polities without any forces there are no shares of forces.
  Parameter ceiling{
      "burden_max", "1", 0.30, uniform(0.22, 0.4), Range{0, 1, true}, "largest share of output spent on forces", "judgement"};
  Parameter plan_rate{"b_W", "1/year", 0.5, lognormal(0.4), yearly_rate, "rate of adjustment of warhead plans", "judgement"};
  Parameter plan_answer{"q_W", "1", 0.5, uniform(0, 1), not_negative, "elasticity of warhead plans to distrust", "judgement"};
  Parameter cost_conventional{"V_c", "share of all at stake", 0.4, lognormal(0.3), not_negative,
      "cost of a conventional war against an equal (twice the coefficient at parity)", "judgement"};
  Parameter cost_nuclear{
      "V_n", "share of all at stake", 1, fixed(), not_negative, "cost of a nuclear war at saturation", "definition of the unit"};
  Parameter destruction{"W_0", "count", 150, lognormal(0.6), positive, "surviving warheads that do 63 per cent of the damage",
      "judgement; McNamara's assured-destruction criterion is 400 megaton-equivalents"};
  Parameter extended{"chi_x", "1", 0.6, uniform(0.3, 0.9), share,
      "extended deterrence: weight of the patron's forces behind a member", "judgement; Huth 1988"};

  auto sheet() {
    return std::array{
        &fatigue, &threat_share, &ceiling, &plan_rate, &plan_answer, &cost_conventional, &cost_nuclear, &destruction, &extended};
  }

  // k_i and g_i, [polity], 1/year; p(0) of the superpowers toward each other, by place in Model::superpower.
  std::vector<double> threat_response, autonomous;
  std::array<double, 2> distrust_start{};

  // `p(i, j)` and `h(i, l)`: distrust and hostility at the start.
  template <class Distrust, class Enmity> void calibrate(const Model& model, Distrust p, Enmity h) {
    threat_response.assign(model.polities.size(), 0);
    autonomous.assign(model.polities.size(), 0);
    for (int i = 0; i < model.polity_count(); ++i) {
      const PolityNumbers& polity = model.polity(i);
      double threat = 0;
      for (int j = 0; polity.bloc >= 0 && j < model.principal_count(); ++j) {
        const PolityNumbers& other = model.polity(model.polity_of(j));
        if (other.bloc == j && j != polity.bloc)
          threat += p(polity.bloc, j) * h(polity.bloc, model.polity_of(j)) * other.resting_spending;
      }
      const double driven = threat > 0 ? double{threat_share} : 0;
      const auto at = static_cast<std::size_t>(i);
      if (threat > 0) threat_response[at] = driven * fatigue * polity.resting_spending / threat;
      autonomous[at] = (1 - driven) * fatigue * polity.resting_spending / polity.output;
    }
    for (std::size_t s = 0; s < 2; ++s) distrust_start[s] = p(model.superpower[s], model.superpower[1 - s]);
  }

  template <class Real> static void initialise(const Model& model, State<Real>& state) {
    for (int i = 0; i < model.polity_count(); ++i) {
      state.spending(i) = Real(model.polity(i).spending);
      state.warhead_plan(i) = Real(1);
    }
  }

  // W and S of the month: the dated path times the plan the last month left.
  template <class Real> static void deploy(const Month<Real>& now) {
    for (int i = 0; i < now.shape.polities; ++i) {
      const PolityNumbers& polity = now.model.polity(i);
      const auto t = static_cast<std::size_t>(now.t);
      now.frame.warheads(i) = polity.warheads.empty() ? Real(0) : Real(polity.warheads[t]) * now.state.warhead_plan(i);
      now.frame.surviving(i) = polity.warheads.empty() ? Real(0) : Real(polity.survivable[t]) * now.frame.warheads(i);
    }
  }

  // Share of all that surviving warheads destroy.
  template <class Real> Real damage(Real surviving) const { return Real(1) - exponential(-(surviving / Real(destruction))); }

  template <class Real> Real war_cost(Real share_of_forces, Real surviving) const {
    return Real(cost_conventional) * (Real(1) - share_of_forces) + Real(cost_nuclear) * damage(surviving);
  }

  // Forces of l, and of its patron where l is a member, not the leader, of a bloc.  `patron_counts(j)`: whether j does as a patron.
  template <class Real> struct Forces {
    Real spending, surviving;
  };
  template <class Real, class PatronCounts>
  Forces<Real> effective_forces(const Month<Real>& now, int l, PatronCounts patron_counts) const {
    Forces<Real> forces{now.state.spending(l), now.frame.surviving(l)};
    for (int j = 0; j < now.shape.principals; ++j) {
      const int patron = now.model.polity_of(j);
      if (patron == l) continue;
      const MaskOf<Real> stands_behind = (now.state.bloc(l) == Real(j)) & patron_counts(j);
      forces.spending = forces.spending + when(stands_behind, Real(extended) * now.state.spending(patron));
      forces.surviving = forces.surviving + when(stands_behind, Real(extended) * now.frame.surviving(patron));
    }
    return forces;
  }

  // s_il and V_il for every acting dyad.
  template <class Real> void weigh_dangers(const Month<Real>& now) const {
    const Model& model = now.model;
    const int principals = now.shape.principals;
    for (int l = 0; l < now.shape.polities; ++l) {
      ByPrincipal<Forces<Real>> behind;  // what each patron adds
      for (int j = 0; j < principals; ++j) {
        const int patron = model.polity_of(j);
        const MaskOf<Real> stands_behind = (now.state.bloc(l) == Real(j)) & MaskOf<Real>(patron != l);
        behind[j] = {when(stands_behind, Real(extended) * now.state.spending(patron)),
            when(stands_behind, Real(extended) * now.frame.surviving(patron))};
      }
      for (int i = 0; i < principals; ++i) {
        if (l == model.polity_of(i)) continue;
        Forces<Real> theirs{now.state.spending(l), now.frame.surviving(l)};
        for (int j = 0; j < principals; ++j) {
          if (j == i) continue;
          theirs.spending += behind[j].spending;
          theirs.surviving += behind[j].surviving;
        }
        const Real mine = now.state.spending(model.polity_of(i));
        const Real share_of_forces = mine / (mine + theirs.spending);
        now.frame.share(i, l) = share_of_forces;
        now.frame.danger(i, l) = war_cost(share_of_forces, theirs.surviving);
      }
    }
  }

  template <class Real> Real growth(Real spending, Real threat, Real output, Real k, Real g) const {
    return k * threat - Real(fatigue) * spending + g * output;
  }

  // Step 6: the frame's distrust, the new hostility, the old spending and output.
  template <class Real> void advance(const Month<Real>& now) const {
    if (!on) return;
    const Model& model = now.model;
    const int principals = now.shape.principals;
    for (int i = 0; i < now.shape.polities; ++i) {
      Real threat = Real(0);
      for (int b = 0; b < principals; ++b) {
        const MaskOf<Real> led_by_b = now.state.bloc(i) == Real(b);
        if (!any(led_by_b)) continue;
        Real of_leader = Real(0);
        for (int j = 0; j < principals; ++j) {
          const int other = model.polity_of(j);
          if (j != b)
            of_leader = of_leader + now.frame.active(j) * now.frame.distrust(b, other) * now.state.hostility(b, other) *
                                        now.state.spending(other);
        }
        threat = select(led_by_b, of_leader, threat);
      }
      const auto at = static_cast<std::size_t>(i);
      const Real change =
          growth(now.state.spending(i), threat, now.state.output(i), Real(threat_response[at]), Real(autonomous[at]));
      now.flows.new_spending(i) = least(now.state.spending(i) + Real(month_length) * change, Real(ceiling) * now.state.output(i));
    }
    for (int i = 0; i < now.shape.polities; ++i) now.state.spending(i) = now.flows.new_spending(i);
    for (std::size_t s = 0; s < 2; ++s) {
      const int self = model.superpower[s];
      const Real p = now.frame.distrust(self, model.polity_of(model.superpower[1 - s]));
      Real& w = now.state.warhead_plan(model.polity_of(self));
      w = w + Real(month_length * plan_rate) * (Real(1) + Real(plan_answer) * (p - Real(distrust_start[s])) - w);
    }
  }
};

}  // namespace coexist
