// SPDX-License-Identifier: Apache-2.0
// Example.  Societies learn from others' growth what each system delivers, remember who broke the principles, and may adopt a
// system by example, without violence.
//
//   v[s] += q_m Delta, then one Kalman step on the growth seen under s               Buera, Monge-Naranjo and Primiceri (2011)
//   rate = chi_A sigma( theta_A (m[s'] - m[s]) - theta_X (X_pole(s') - X_pole(s)) - theta_D D(s, s') - theta_0 - theta_L max(loyalty, 0)
//                       - entrenched + aid_P (aided_pole(s') - aided_pole(s)) )
//
// m, v: mean (1/year) and variance (1/year^2) of what a polity has learnt about growth under a system.  Each polity under s is an
// observation gamma_j + reported[s] of precision L_ij / s_obs^2; L is prominence, less from another region.  X: remembered breaches
// of the principles, X <- X (1 - Delta x_c) + sum of severities of acts seen; entrenched: the resistance of institutions
// (mechanisms/institutions.h); aided: where there is aid, what is remembered of it (mechanisms/aid.h).  Rates 1/year, thetas in nats per
// unit.
// Departures: published figures exceed the truth by `reported`; the record of coercion spoils a pole's example.
#pragma once

#include <algorithm>
#include <array>

#include "model/mechanism.h"
#include "model/model.h"
#include "random/functions.h"
#include "world/month.h"

namespace coexist {

struct Example {
  static constexpr MechanismInfo info{"example",
      "a system that performs, and whose pole keeps its principles, is adopted by example", "3.8",
      "Buera, Monge-Naranjo and Primiceri 2011"};
  bool on = true;

  Parameter observation_noise{
      "s_obs", "1/year", 0.30, lognormal(0.3), positive, "noise with which one month of another's growth is read", "judgement"};
  Parameter drift{"q_m", "1/year^3", 0.00004, lognormal(0.5), not_negative, "yearly drift variance of what is learnt",
      "Buera Monge-Naranjo and Primiceri 2011 (order of magnitude)"};
  Parameter deviation_start{
      "m_sd0", "1/year", 0.02, lognormal(0.3), not_negative, "initial standard deviation of beliefs about growth", "judgement"};
  Parameter highest_rate{
      "chi_A", "1/year", 0.10, lognormal(0.5), not_negative, "highest rate of adopting another system by example", "judgement"};
  Parameter appeal{"theta_A", "year", 60, lognormal(0.4), not_negative, "sensitivity of that rate to appeal", "judgement"};
  Parameter threshold{"theta_0", "nats", 1.6, normal(1.6, 0.4), any_number, "its threshold", "judgement"};
  Parameter resistance_distance{
      "theta_D", "nats", 1.5, lognormal(0.3), not_negative, "resistance per unit of ideological distance", "judgement"};
  Parameter resistance_loyalty{
      "theta_L", "1", 0.8, lognormal(0.3), not_negative, "resistance per unit of loyalty to the present bloc", "judgement"};
  Parameter cost_of_breaches{"theta_X", "nats", 0.5, lognormal(0.5), not_negative,
      "loss of appeal per unit of the pole's remembered breaches of the principles", "judgement"};
  Parameter breaches_fade{"x_c", "1/year", 1, lognormal(0.3), yearly_rate, "decay of that memory", "judgement"};

  auto sheet() {
    return std::array{&observation_noise, &drift, &deviation_start, &highest_rate, &appeal, &threshold, &resistance_distance,
        &resistance_loyalty, &cost_of_breaches, &breaches_fade};
  }

  // Everybody starts at the mean over systems of the prominence-weighted mean growth under each.
  static double growth_expected(const Model& model) {
    double sum = 0;
    int systems = 0;
    for (int s = 0; s < model.system_count(); ++s) {
      double weight = 0;
      double growth = 0;
      for (const PolityNumbers& p : model.polities)
        if (p.system == s && p.enters <= 0) {  // nobody has heard of one that is yet to enter
          weight += p.prominence;
          growth += p.prominence * p.growth;
        }
      if (weight > 0) {
        sum += growth / weight;
        ++systems;
      }
    }
    return systems > 0 ? sum / systems : 0;
  }

  template <class Real> void initialise(const Model& model, State<Real>& state) const {
    const double mean = growth_expected(model);
    for (int i = 0; i < model.polity_count(); ++i)
      for (int s = 0; s < model.system_count(); ++s) {
        state.growth_learnt(i, s) = Real(mean);
        state.growth_variance(i, s) = Real(deviation_start * deviation_start);
      }
  }

  // One Kalman step: an observation of the given precision.
  template <class Real> static void update(Real& mean, Real& variance, Real observed, Real precision) {
    const Real gain = variance * precision / (Real(1) + variance * precision);
    mean = mean + gain * (observed - mean);
    variance = variance * (Real(1) - gain);
  }

  // Sums by region serve every observer: own region at full weight, the others at far_weight.
  template <class Real> void learn(const Month<Real>& now) const {
    if (!on) return;
    const Model& model = now.model;
    const int regions = model.regions;
    struct Seen {
      Real weight, growth;
    };
    std::array<Seen, max_regions> near, far;
    std::array<Real, max_regions> observed, precision;
    for (int s = 0; s < now.shape.systems; ++s) {
      const Real reported = Real(model.reported[static_cast<std::size_t>(s)]);
      for (int region = 0; region < regions; ++region)
        near[static_cast<std::size_t>(region)] = far[static_cast<std::size_t>(region)] = {Real(0), Real(0)};
      for (int j = 0; j < now.shape.polities; ++j) {
        const PolityNumbers& polity = model.polity(j);
        const MaskOf<Real> under_it = (now.state.system(j) == Real(s)) & holds(now.state.present(j));
        if (!any(under_it)) continue;
        const Real weight = when(under_it, Real(polity.prominence));
        const Real growth = weight * (now.flows.growth(j) + reported);
        for (int region = 0; region < regions; ++region) {
          Seen& sum = (polity.region == region ? near : far)[static_cast<std::size_t>(region)];
          sum.weight += weight;
          sum.growth += growth;
        }
      }
      for (int region = 0; region < regions; ++region) {
        const Seen& here = near[static_cast<std::size_t>(region)];
        const Seen& elsewhere = far[static_cast<std::size_t>(region)];
        const Real weight = here.weight + Real(model.far_weight) * elsewhere.weight;
        const Real growth = here.growth + Real(model.far_weight) * elsewhere.growth;
        observed[static_cast<std::size_t>(region)] = growth / select(weight > Real(0), weight, Real(1));
        precision[static_cast<std::size_t>(region)] = weight / Real(observation_noise * observation_noise);
      }
      for (int i = 0; i < now.shape.polities; ++i) {
        const auto region = static_cast<std::size_t>(model.polity(i).region);
        Real& mean = now.state.growth_learnt(i, s);
        Real& variance = now.state.growth_variance(i, s);
        variance = variance + Real(drift * month_length);
        update(mean, variance, observed[region], precision[region]);
      }
    }
  }

  // Breaches of the principles are remembered whether or not they were promised.
  template <class Real> void record(const Month<Real>& now) const {
    if (!on) return;
    const Model& model = now.model;
    const int principals = now.shape.principals;
    ByPrincipal<Real> remembered;
    for (int k = 0; k < principals; ++k) remembered[k] = now.state.breaches(k) * Real(1 - month_length * breaches_fade);
    for (int l = 0; l < now.shape.polities; ++l)
      for (int k = 0; k < principals; ++k)
        if (l != model.polity_of(k)) remembered[k] = remembered[k] + now.flows.severity(k, l);
    for (int k = 0; k < principals; ++k) now.state.breaches(k) = remembered[k];
  }

  // Realignment: each other system has its chance, one draw chooses among them in their order.  A few polities at a time: first how
  // strongly each system pulls, then the chances, then the choices.  `gifts`: what aid adds (mechanisms/aid.h).
  template <class Real, class Gifts> void realign(const Month<Real>& now, const Gifts& gifts) const {
    const int polities = now.shape.polities;
    std::array<Real, std::size_t{abreast} * max_systems> pulls;  // of those that any history may turn to, in their order
    for (int first = 0; first < polities; first += abreast) {
      const int last = std::min(first + abreast, polities);
      std::size_t alternatives = 0;
      for (int i = first; i < last; ++i)
        if (may_realign(now, i)) pull_on(now, gifts, i, pulls, alternatives);
      each_in_step(pulls, alternatives, [&](auto pull) { return chance_of_rate(decltype(pull)(highest_rate) * logistic(pull)); });
      const Real* next = pulls.data();  // chances now
      for (int i = first; i < last; ++i) {
        now.flows.reformed(i) = Real(0);
        now.flows.transfer(i) = Real(0);
        if (may_realign(now, i)) choose(now, i, next);
      }
    }
  }

 private:
  template <class Real> bool may_realign(const Month<Real>& now, int i) const { return on && now.model.polity(i).principal < 0; }

  // How strongly each system that is not every history's pulls on polity i, in nats: `pulls` from `next` on.
  template <class Real, class Gifts, class Pulls>
  void pull_on(const Month<Real>& now, const Gifts& gifts, int i, Pulls& pulls, std::size_t& next) const {
    const Model& model = now.model;
    const bool is_courted = gifts.is_given(model);
    const Real system = now.state.system(i);
    const Real loyalty = when(now.state.bloc(i) >= Real(0), largest(now.state.loyalty(i), Real(0)));
    const Real entrenched = now.frame.entrenched(i);
    Real present_mean = Real(0);
    Real present_record = Real(0);
    Real present_aid = Real(0);
    for (int s = 0; s < now.shape.systems; ++s) {
      const MaskOf<Real> present = system == Real(s);
      present_mean = select(present, now.state.growth_learnt(i, s), present_mean);
      present_record = select(present, record_of_pole(now, s), present_record);
      if (is_courted)
        present_aid = select(present, gifts.remembered_of(now, i, model.pole[static_cast<std::size_t>(s)]), present_aid);
    }
    for (int s = 0; s < now.shape.systems; ++s) {
      if (!any(system != Real(s))) continue;
      Real far = Real(0);
      for (int from = 0; from < now.shape.systems; ++from)
        far = select(system == Real(from), Real(model.distance_of(from, s)), far);
      Real pull = Real(appeal) * (now.state.growth_learnt(i, s) - present_mean) -
                  Real(cost_of_breaches) * (record_of_pole(now, s) - present_record) - Real(resistance_distance) * far -
                  Real(threshold) - Real(resistance_loyalty) * loyalty - entrenched;
      if (is_courted) pull = pull + gifts.pull(now, i, model.pole[static_cast<std::size_t>(s)], present_aid);
      pulls[next++] = pull;
    }
  }

  // Polity i adopts a system or keeps its own; `chance`: the next of the chances of those that pulled on it.
  template <class Real> static void choose(const Month<Real>& now, int i, const Real*& chance) {
    const Real system = now.state.system(i);
    const Real u = now.luck.realignment()[i];
    Real cumulated = Real(0);
    MaskOf<Real> undecided = holds(now.state.present(i)) & (now.flows.overthrown(i) == Real(0));
    LedgerEntry<Real>* const kept = now.ledger ? begin_choice(*now.ledger, i, now.shape.systems, undecided, u) : nullptr;
    for (int s = 0; s < now.shape.systems; ++s) {
      const MaskOf<Real> other = system != Real(s);
      if (!any(other)) {
        if (kept) add_bound(*kept, cumulated, MaskOf<Real>(false), s);
        continue;
      }
      cumulated = cumulated + when(other, *chance++);
      const MaskOf<Real> adopts = undecided & other & (u < cumulated);
      if (kept) add_bound(*kept, cumulated, adopts, s);
      if (!any(adopts)) continue;
      undecided = undecided & !adopts;
      now.flows.reformed(i) = select(adopts, Real(s + 1), now.flows.reformed(i));
      now.flows.transfer(i) = select(adopts, Real(1), now.flows.transfer(i));
      now.flows.to_system(i) = select(adopts, Real(s), now.flows.to_system(i));
      now.flows.to_bloc(i) = select(adopts, Real(now.model.pole[static_cast<std::size_t>(s)]), now.flows.to_bloc(i));
    }
  }

  // Polity i is about to choose among the systems, the last alternative being to keep its own.
  template <class Real>
  [[gnu::cold, gnu::noinline]] static LedgerEntry<Real>* begin_choice(
      Ledger<Real>& ledger, int i, int systems, MaskOf<Real> chooses, Real draw) {
    ledger.push_back({.decision = decisions::realignment, .where = chooses, .who = i, .draw = draw, .result = Real(systems)});
    return &ledger.back();
  }
  template <class Real>
  [[gnu::cold, gnu::noinline]] static void add_bound(LedgerEntry<Real>& kept, Real cumulated, MaskOf<Real> adopts, int system) {
    kept.upto.push_back(cumulated);
    kept.result = select(adopts, Real(system), kept.result);
  }

  template <class Real> static Real record_of_pole(const Month<Real>& now, int system) {
    const int pole = now.model.pole[static_cast<std::size_t>(system)];
    return pole < 0 ? Real(0) : now.state.breaches(pole);
  }
};

}  // namespace coexist
