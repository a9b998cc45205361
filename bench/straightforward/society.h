// SPDX-License-Identifier: Apache-2.0
// What the month does to polities, steps 6 to 10 of the schedule, and the outcomes.
#pragma once

#include "world.h"

namespace straightforward {

// Step 6
template <class Luck> void World<Luck>::arm() {
  double threat_to[most_principals] = {};  // by principal, as bloc leader; its members share it
  for (int k = 0; k < principal_count_; ++k)
    for (const Principal& j : principals_)
      if (j.active && j.polity != principal(k).polity)
        threat_to[k] += dyad(k, j.polity).distrust * dyad(k, j.polity).hostility * polity(j.polity).spending;
  for (Polity& it : polities_) {
    const double threat = it.bloc >= 0 ? threat_to[slot(it.bloc)] : 0;
    const double change = it.entry->k * threat - p_.a_M * it.spending + it.entry->g * it.output;
    it.spending = std::min(it.spending + step * change, p_.burden_max * it.output);
  }
  for (int a = 0; a < 2; ++a) {
    const int i = case_.superpowers[size(a)], j = case_.superpowers[size(1 - a)];
    const double change = dyad(slot(i), j).distrust - case_.distrust[size(slot(i))][size(slot(j))];
    polity(i).plan += step * p_.b_W * (1 + p_.q_W * change - polity(i).plan);
  }
}

// Step 7
template <class Luck> void World<Luck>::grow() {
  for (int k = 0; k < principal_count_; ++k) {
    if (!principal(k).active) continue;
    for (int l = 0; l < n_; ++l)
      if (l != principal(k).polity && dyad(k, l).act == case_.act.trade) {
        polity(l).trade += 1;
        polity(principal(k).polity).trade += 0.1;
      }
  }
  const double scale = p_.s_Y / std::sqrt(step);
  for (int i = 0; i < n_; ++i) {
    Polity& it = polity(i);
    it.growth = case_.growth[size(month_)][size(i)] + p_.g_M * (it.entry->burden - it.burden) + p_.g_T * it.trade +
                scale * normal(Group::polity, it.entry->hash, 0);
    it.output *= std::exp(step * it.growth);
  }
}

// Step 8
template <class Luck> void World<Luck>::learn() {
  for (Polity& it : polities_) {
    double precision[most_systems], weighted[most_systems];
    for (int s = 0; s < system_count_; ++s) {
      precision[s] = 1 / (it.growth_variance[s] + p_.q_m * step);
      weighted[s] = it.growth_mean[s] * precision[s];
    }
    for (const Polity& j : polities_) {
      const double near = j.entry->region == it.entry->region ? 1 : case_.far_weight;
      const double weight = j.entry->prominence * near / (p_.s_obs * p_.s_obs);
      precision[j.system] += weight;
      weighted[j.system] += weight * (j.growth + case_.reported[size(j.system)]);
    }
    for (int s = 0; s < system_count_; ++s) {
      it.growth_variance[s] = 1 / precision[s];
      it.growth_mean[s] = weighted[s] / precision[s];
    }
  }
  for (int k = 0; k < principal_count_; ++k) {
    Principal& it = principal(k);
    it.record *= 1 - step * p_.x_c;
    if (!it.active) continue;
    for (int l = 0; l < n_; ++l)
      if (l != it.polity) it.record += case_.acts[size(dyad(k, l).seen)].severity;
  }
}

template <class Luck> void World<Luck>::revolt() {
  for (Polity& it : polities_) it.help *= 1 - step * p_.x_rate;
  for (int k = 0; k < principal_count_; ++k) {
    if (!principal(k).active) continue;
    const int sponsor = polity(principal(k).polity).system;
    for (int l = 0; l < n_; ++l)
      if (l != principal(k).polity && dyad(k, l).act == case_.act.subvert && !dyad(k, l).own)
        polity(l).help += sponsor == case_.challenger[size(polity(l).system)] ? p_.x_sub : -p_.x_sub;
  }
  for (Polity& it : polities_) {
    const double appeal = it.growth_mean[case_.challenger[size(it.system)]] - it.growth_mean[it.system];
    const double ready = normal_distribution((it.unrest + it.help + p_.psi * appeal - it.entry->mu) / it.entry->sigma);
    const double shock = p_.s_R * std::sqrt(step) * normal(Group::polity, it.entry->hash, 2);
    set_unrest(it, it.unrest + step * p_.tau * (ready - it.unrest) + shock);
  }
  intervene();
  for (Polity& it : polities_) {
    if (it.unrest < 0.5 || it.entry->is_principal || it.taken_by >= 0) continue;
    it.overthrown = true;
    it.system = case_.challenger[size(it.system)];
    it.unrest = p_.R_new;
    join(it, case_.pole[size(it.system)]);
    ++revolutions_[it.system];
  }
}

template <class Luck> void World<Luck>::intervene() {
  for (int k = 0; k < principal_count_; ++k) {
    if (!principal(k).active) continue;
    const int i = principal(k).polity;
    for (int l = 0; l < n_; ++l) {
      if (l == i || dyad(k, l).act != case_.act.force) continue;
      const double chance = logistic(p_.succ_0 + p_.succ_M * std::log(polity(i).spending / polity(l).spending));
      if (uniform(Group::dyad, dyad_hash(k, l), 2) >= chance) continue;
      int& taken_by = polity(l).taken_by;
      if (taken_by < 0 || polity(i).spending > polity(taken_by).spending) taken_by = i;
    }
  }
  for (int l = 0; l < n_; ++l) {
    Polity& it = polity(l);
    if (it.taken_by < 0) continue;
    it.unrest = p_.R_new;
    if (it.bloc == it.taken_by) continue;
    it.system = polity(it.taken_by).system;
    join(it, it.taken_by);
  }
}

template <class Luck> void World<Luck>::realign() {
  double record[most_systems] = {};
  for (int s = 0; s < system_count_; ++s)
    if (case_.pole[size(s)] >= 0) record[s] = principal(slot(case_.pole[size(s)])).record;
  for (Polity& it : polities_) {
    if (it.entry->is_principal || it.overthrown) continue;
    const double draw = uniform(Group::loyalty, it.entry->hash, 2);
    const double ties = it.bloc >= 0 ? p_.theta_L * std::max(it.loyalty, 0.0) : 0;
    const int now = it.system;
    double cumulated = 0;
    for (int s = 0; s < system_count_; ++s) {
      if (s == now) continue;
      const double pull = p_.theta_A * (it.growth_mean[s] - it.growth_mean[now]) - p_.theta_X * (record[s] - record[now]) -
                          p_.theta_D * distance(now, s) - p_.theta_0 - ties;
      cumulated += within_a_month(p_.chi_A * logistic(pull));
      if (draw < cumulated) {
        it.system = s;
        join(it, case_.pole[size(s)]);
        ++reforms_[s];
        break;
      }
    }
  }
}

// Step 9
template <class Luck> void World<Luck>::mobilise_for_peace() {
  double prominence = 0, mean = 0;
  for (const Polity& it : polities_) {
    prominence += it.entry->prominence;
    mean += it.entry->prominence * it.peace;
  }
  mean /= prominence;
  const int sponsor = slot(case_.sponsor);
  double kept = 1;
  if (principal(sponsor).active)
    for (int l = 0; l < n_; ++l)
      if (l != case_.sponsor && dyad(sponsor, l).act == case_.act.force) kept *= 1 - p_.kappa_P;
  const double funded = p_.alpha_P * principal(sponsor).doctrine->fund;
  for (Polity& it : polities_) {
    const double adoption = (funded + p_.beta_P * it.peace + p_.gamma_P * mean) * (1 - it.peace);
    it.peace = (it.peace + step * (adoption * it.fear * std::sqrt(it.entry->open) - p_.d_P * it.peace)) * kept;
  }
}

// Step 10
template <class Luck> void World<Luck>::test_loyalty() {
  double threat_to[most_principals] = {};
  for (int k = 0; k < principal_count_; ++k)
    for (const Principal& j : principals_)
      if (j.active && j.polity != principal(k).polity)
        threat_to[k] = std::max(threat_to[k], dyad(k, j.polity).distrust * dyad(k, j.polity).hostility);
  std::vector<std::pair<int, int>> leaving;  // who, to whom
  for (int i = 0; i < n_; ++i) {
    Polity& it = polity(i);
    if (it.bloc < 0 || it.bloc == i) continue;
    const int k = slot(it.bloc);
    const double act = case_.acts[size(dyad(k, i).act)].e;
    const double gap = std::max(0.0, it.militancy - principal(k).doctrine->mind.militancy);
    const double change = p_.kappa_L * (it.loyalty_rest - it.loyalty) + p_.l_aid * std::max(act, 0.0) -
                          p_.l_int * std::max(-act, 0.0) + p_.l_threat * (threat_to[k] - case_.worst_threat[size(k)]) -
                          p_.l_doc * gap;
    it.loyalty += step * change + p_.s_L * std::sqrt(step) * normal(Group::loyalty, it.entry->hash, 0);
    const double chance = within_a_month(p_.lam_s * logistic((p_.l_star - it.loyalty) / p_.s_l));
    if (uniform(Group::loyalty, it.entry->hash, 3) < chance)
      leaving.emplace_back(i, it.entry->can_be_principal ? i : new_leader(i));
  }
  for (const auto& [i, to] : leaving) {
    Polity& it = polity(i);
    bloc_split_ |= it.bloc == case_.actor;
    if (it.split_month < 0) it.split_month = month_;
    if (to == i) {
      it.bloc = i;
      principal(slot(i)).own_bloc_since = month_;
    } else {
      join(it, to);
    }
  }
}

// A principal of i's system that split off itself, if its doctrine is nearer to i than that of i's leader; -1: none.
template <class Luck> int World<Luck>::new_leader(int i) {
  const Polity& it = polity(i);
  int best = -1;
  double nearest = std::abs(it.militancy - doctrine_of(it.bloc)->mind.militancy);
  for (int l = 0; l < n_; ++l) {
    if (slot(l) < 0 || l == it.bloc || principal(slot(l)).own_bloc_since < 0 || polity(l).system != it.system) continue;
    const double gap = std::abs(it.militancy - doctrine_of(l)->mind.militancy);
    if (gap < nearest) best = l, nearest = gap;
  }
  return best;
}

// Step 11
template <class Luck> void World<Luck>::read() {
  const int actor = slot(case_.actor), rival = slot(case_.rival);
  const Polity &a = polity(case_.superpowers[0]), &b = polity(case_.superpowers[1]);
  now_ = {dyad(rival, case_.actor).hostility, dyad(actor, case_.rival).hostility, logistic(view(rival, actor).belief),
      a.spending + b.spending, 0.5 * (a.spending / a.output + b.spending / b.output)};
  if (month_ >= case_.adopt) {
    ++months_averaged_;
    sum_.hostility_toward_actor += now_.hostility_toward_actor;
    sum_.hostility_of_actor += now_.hostility_of_actor;
    sum_.fear_of_revolution += now_.fear_of_revolution;
    sum_.arms += now_.arms;
    sum_.arms_burden += now_.arms_burden;
  }
  for (std::size_t at = 0; at < case_.report_fear.size(); ++at)
    if (case_.report_fear[at].month >= month_) fear_at_[at] = now_.fear_of_revolution;
}

template <class Luck> std::vector<double> World<Luck>::outcomes() {
  const auto mean = [&](double Reading::* of) { return months_averaged_ > 0 ? sum_.*of / months_averaged_ : now_.*of; };
  std::vector<double> values = {chance_of_war_, chance_of_nuclear_use_};
  const auto add = [&](double value) { values.push_back(value); };
  for (const int count : {count_.crises, count_.crises_superpower, count_.highest_rung, count_.limited_wars, count_.threats,
           count_.subversions, count_.threats_by_rivals})
    add(count);
  add(mean(&Reading::hostility_toward_actor));
  add(mean(&Reading::hostility_of_actor));
  add(mean(&Reading::fear_of_revolution));
  for (std::size_t at = 0; at < case_.report_fear.size(); ++at) add(fear_at_[at]);
  add(mean(&Reading::arms));
  add(mean(&Reading::arms_burden));
  double peace = 0;
  for (const int i : case_.publics) peace += polity(i).peace;
  add(peace / static_cast<double>(case_.publics.size()));
  for (int s = 0; s < system_count_; ++s)
    add(static_cast<double>(std::count_if(polities_.begin(), polities_.end(), [&](const Polity& it) { return it.system == s; })));
  for (int s = 0; s < system_count_; ++s) add(revolutions_[s]);
  for (int s = 0; s < system_count_; ++s) add(reforms_[s]);
  for (const int count : {count_.interventions_own_bloc, count_.interventions_elsewhere, count_.promises_broken}) add(count);
  add(bloc_split_);
  for (const int i : case_.report_splits) {
    add(polity(i).split_month >= 0);
    add(polity(i).split_month >= 0 ? polity(i).split_month : month_);
  }
  add(superpower_war_);
  add(nuclear_use_);
  add(month_);
  return values;
}

inline std::vector<std::string> outcome_names(const Case& the_case) {
  std::vector<std::string> names = {"superpower_war", "nuclear_use", "crises", "crises_superpower", "highest_rung",
      "limited_wars", "threats", "subversions", "threats_by_rivals", "hostility_toward_actor", "hostility_of_actor",
      "fear_of_revolution"};
  for (const NamedDate& date : the_case.report_fear) names.push_back("fear_of_revolution." + date.name);
  names.insert(names.end(), {"arms", "arms_burden", "peace_mobilisation"});
  for (const char* family : {"systems.", "revolutions_to.", "reforms_to."})
    for (const std::string& system : the_case.systems) names.push_back(family + system);
  names.insert(names.end(), {"interventions_own_bloc", "interventions_elsewhere", "promises_broken", "bloc_split"});
  for (const int i : the_case.report_splits) {
    names.push_back("split_of." + the_case.polities[static_cast<std::size_t>(i)].id);
    names.push_back("split_month." + the_case.polities[static_cast<std::size_t>(i)].id);
  }
  names.insert(names.end(), {"superpower_war.counted", "nuclear_use.counted", "months"});
  return names;
}

}  // namespace straightforward
