// SPDX-License-Identifier: Apache-2.0
// What principals do to one another in a month: steps 1 to 5 of the schedule.
#pragma once

#include "world.h"

namespace straightforward {

// Step 1
template <class Luck> void World<Luck>::dated_history() {
  for (const Mood& mood : case_.moods) {
    if (mood.month != month_) continue;
    Polity& of = polity(mood.polity);
    if (mood.is_unrest)
      set_unrest(of, of.unrest + mood.value);
    else
      of.militancy = mood.value;
  }
  for (const Succession& succession : case_.successions) {
    if (succession.month != month_ || slot(succession.polity) < 0) continue;
    const int j = slot(succession.polity);
    for (int k = 0; k < principal_count_; ++k)
      if (k != j) view(k, j).belief += p_.zeta * (case_.belief_prior[size(k)][size(j)] - view(k, j).belief);
  }
  for (const Adoption& entry : case_.adoptions)
    if (entry.month == month_ && month_ > 0) adopt(entry.polity, case_.doctrines[size(entry.doctrine)]);
  if (month_ == case_.adopt) adopt(case_.actor, case_.doctrines[size(case_.question_doctrine)]);
}

template <class Luck> void World<Luck>::adopt(int i, const Doctrine& doctrine) {
  const double before = doctrine_of(i)->mind.militancy, after = doctrine.mind.militancy;
  doctrine_of(i) = &doctrine;
  for (int l = 0; l < n_; ++l) {
    Polity& member = polity(l);
    if (l != i && member.bloc == i) {
      const double wider = std::max(0.0, member.militancy - after) - std::max(0.0, member.militancy - before);
      member.loyalty -= p_.l_bet * std::max(wider, 0.0);
    }
  }
}

template <class Luck> void World<Luck>::set_unrest(Polity& of, double value) {
  of.unrest = of.entry->is_principal ? std::min(fold(value), 0.49) : fold(value);
}

// What several steps read, as the last month left it.
template <class Luck> void World<Luck>::take_stock() {
  const Row& path = case_.warheads[size(month_)];
  const Row& share = case_.surviving[size(month_)];
  for (int i = 0; i < n_; ++i) {
    Polity& it = polity(i);
    it.warheads = path[size(i)] * it.plan;
    it.surviving = share[size(i)] * it.warheads;
    it.burden = it.spending / it.output;
    it.trade = 0;
    it.yielded = 0;
    it.taken_by = -1;
    it.overthrown = false;
  }
  for (Principal& it : principals_) it.active = polity(it.polity).bloc == it.polity;
  for (int k = 0; k < principal_count_; ++k) {
    const int i = principal(k).polity;
    for (int l = 0; l < n_; ++l) {
      if (l == i) continue;
      Dyad& toward = dyad(k, l);
      const Polity& other = polity(l);
      toward.own = other.bloc == i;
      toward.rival = other.bloc >= 0 && !toward.own;
      toward.demonstrated = false;
      const double belief = toward.rival ? view(k, slot(other.bloc)).belief : -other.loyalty;
      toward.distrust = other.bloc < 0 ? p_.p_na : logistic(belief);
      toward.memory = is_active(l) ? view(k, slot(l)).recent : toward.rival ? p_.omega_l * view(k, slot(other.bloc)).recent : 0;
    }
  }
  const double alert = pair_of(case_.superpowers[0], case_.superpowers[1]).alert;
  for (Polity& it : polities_) {
    const double danger = it.bloc >= 0
                              ? threat_to_bloc(it.bloc)
                              : 0.5 * std::max(threat_to_bloc(case_.superpowers[0]), threat_to_bloc(case_.superpowers[1]));
    it.fear = 1 - std::exp(-(p_.fear_V * danger + p_.fear_A * alert));
  }
}

template <class Luck> double World<Luck>::threat_to_bloc(int leader) {
  double most = 0;
  for (const Principal& j : principals_)
    if (j.active && j.polity != leader && polity(j.polity).system != polity(leader).system)
      most = std::max(most, polity(j.polity).surviving);
  return 1 - std::exp(-most / p_.W_0);
}

// Step 2
template <class Luck> void World<Luck>::choose_acts() {
  for (const Demonstration& entry : case_.demonstrations)
    if (entry.month == month_ && is_active(entry.actor) &&
        (entry.doctrine < 0 || doctrine_of(entry.actor) == &case_.doctrines[size(entry.doctrine)]))
      dyad(slot(entry.actor), entry.target).demonstrated = true;
  for (int k = 0; k < principal_count_; ++k) {
    const Principal& actor = principal(k);
    if (!actor.active) continue;
    if (uniform(Group::principal, polity(actor.polity).entry->hash, 0) < within_a_month(actor.doctrine->demo_rate))
      dyad(k, case_.superpowers[actor.polity == case_.superpowers[0] ? 1 : 0]).demonstrated = true;
    for (int l = 0; l < n_; ++l)
      if (l != actor.polity) choose_act(k, l, dyad(k, l).demonstrated);
  }
}

template <class Luck> void World<Luck>::choose_act(int k, int l, bool demonstrates) {
  const Polity& actor = polity(principal(k).polity);
  const Polity& target = polity(l);
  const Doctrine& doctrine = *principal(k).doctrine;
  Dyad& toward = dyad(k, l);

  double forces = target.spending, surviving = target.surviving;
  if (toward.rival && target.bloc != l) {
    forces += p_.chi_x * polity(target.bloc).spending;
    surviving += p_.chi_x * polity(target.bloc).surviving;
  }
  const double share = actor.spending / (actor.spending + forces);
  const double danger = p_.V_c * (1 - share) + p_.V_n * (1 - std::exp(-surviving / p_.W_0));
  const double stake = toward.own ? 0 : share * distance(actor.system, target.system);
  const double unrest = toward.own ? std::clamp((target.unrest - p_.R_a) / (p_.R_b - p_.R_a), 0.0, 1.0) : 0;
  const double force = toward.rival ? 0 : case_.reach[size(k)][size(l)];
  const double scope = toward.own ? doctrine.scope_own : 1;
  const double situation[] = {stake, danger, unrest, force, scope, actor.peace * actor.entry->open};

  double odds[most_acts], as_revisionist[most_acts], as_security_seeker[most_acts];
  act_odds(doctrine.mind, doctrine, toward, situation, odds);
  act_odds(case_.revisionist, doctrine, toward, situation, as_revisionist);
  act_odds(case_.security_seeker, doctrine, toward, situation, as_security_seeker);

  const double draw = uniform(Group::act, dyad_hash(k, l), 0);
  double cumulated = 0;
  int chosen = 0;
  for (int a = 0; a < act_count_; ++a) {
    if (odds[a] > 0) chosen = a;
    cumulated += odds[a];
    if (cumulated > draw) break;
  }
  toward.act = demonstrates ? case_.act.accommodate : chosen;
  toward.seen = uniform(Group::act, dyad_hash(k, l), 1) < case_.acts[size(toward.act)].seen ? toward.act : case_.act.normal;
  toward.likelihood_ratio = std::log(chance_seen(as_revisionist, toward.seen) / chance_seen(as_security_seeker, toward.seen));
  count_act(k, toward);
}

// Multinomial logit of one with this mind (a doctrine or a stereotype) in the principal's place: the chance of each act.
template <class Luck>
void World<Luck>::act_odds(
    const Mind& mind, const Doctrine& doctrine, const Dyad& toward, const double* situation, double* odds) const {
  const auto [stake, danger, unrest, force, scope, mobilised] =
      std::array{situation[0], situation[1], situation[2], situation[3], situation[4], situation[5]};
  const Weights& w = mind.weights;
  const double toughness = w.reciprocity * toward.memory - w.fear * toward.distrust - w.hostility * toward.hostility;
  double total = 0;
  for (int a = 0; a < act_count_; ++a) {
    const Act& act = case_.acts[size(a)];
    const bool by_force = a == case_.act.force;
    if (by_force && force <= 0) {
      odds[a] = 0;
      continue;
    }
    const double means = by_force || a == case_.act.subvert ? 2 * mind.militancy : 1;
    double utility = act.b + w.gain * act.r * means * stake - w.danger * act.k * danger + act.e * toughness +
                     w.public_ * std::min(act.e, 0.0) * mobilised - w.promise * scope * doctrine.broken[size(a)] - w.cost * act.c;
    if (by_force) utility += w.order * unrest;
    odds[a] = std::exp(utility) * (by_force ? force : 1);
    total += odds[a];
  }
  for (int a = 0; a < act_count_; ++a) odds[a] /= total;
}

template <class Luck> double World<Luck>::chance_seen(const double* chances, int seen) const {
  if (seen != case_.act.normal) return case_.acts[size(seen)].seen * chances[seen];
  double chance = chances[seen];
  for (int a = 0; a < act_count_; ++a) chance += (1 - case_.acts[size(a)].seen) * chances[a];
  return chance;
}

template <class Luck> void World<Luck>::count_act(int k, const Dyad& toward) {
  if (principal(k).polity != case_.actor) {
    count_.threats_by_rivals += toward.act == case_.act.threaten;
    return;
  }
  count_.threats += toward.act == case_.act.threaten;
  count_.subversions += toward.act == case_.act.subvert;
  (toward.own ? count_.interventions_own_bloc : count_.interventions_elsewhere) += toward.act == case_.act.force;
  const Doctrine& doctrine = *principal(k).doctrine;
  if (!toward.own || doctrine.scope_own > 0) count_.promises_broken += doctrine.broken[size(toward.act)];
}

// Step 3
template <class Luck> void World<Luck>::open_crises() {
  crises_.clear();
  for (int k = 0; k < principal_count_; ++k) {
    if (!principal(k).active) continue;
    for (int l = 0; l < n_; ++l)
      if (l != principal(k).polity && dyad(k, l).act == case_.act.threaten && !dyad(k, l).own)
        open(principal(k).polity, polity(l).bloc >= 0 ? polity(l).bloc : l, 0, Group::act, dyad_hash(k, l), 2);
  }
  for (const Flashpoint& place : case_.flashpoints) {
    if (!may_fire(place)) continue;
    const int c = place.challenger, d = place.defender;
    double tension = 2 * p_.H_other;
    if (slot(c) >= 0 && slot(d) >= 0)
      tension = dyad(slot(c), d).hostility + dyad(slot(d), c).hostility;
    else if (slot(c) >= 0)
      tension = 2 * dyad(slot(c), d).hostility;
    else if (slot(d) >= 0)
      tension = 2 * dyad(slot(d), c).hostility;
    if (uniform(Group::flashpoint, place.hash, 0) < within_a_month(place.rate * tension / 2))
      open(c, d, place.stake, Group::flashpoint, place.hash, 1);
  }
  spared_war_ = spared_nuclear_use_ = 1;
  for (std::size_t at = 0; at < pairs_.size(); ++at) {
    const Pair& pair = case_.pairs[at];
    const int a = pair.first, b = pair.second;
    if (!is_active(a) || !is_active(b) || std::min(polity(a).warheads, polity(b).warheads) < 1) continue;
    const double alert = pairs_[at].alert;
    if (uniform(Group::accident, pair.hash, 0) < within_a_month(p_.rate_acc * (1 + p_.alert_acc * alert))) {
      const bool first = uniform(Group::accident, pair.hash, 1) < 0.5;
      open(first ? a : b, first ? b : a, 0, Group::accident, pair.hash, 2);
    }
    const double chance = within_a_month(p_.rate_fa * alert);
    const bool superpowers = is_superpower(a) && is_superpower(b);
    spared_nuclear_use_ *= 1 - chance;
    if (superpowers) spared_war_ *= 1 - chance;
    if (uniform(Group::false_alarm, pair.hash, 0) < chance) {
      nuclear_use_ = true;
      superpower_war_ |= superpowers;
    }
  }
}

template <class Luck> bool World<Luck>::may_fire(const Flashpoint& place) {
  if (month_ < place.first || month_ > place.last) return false;
  if (polity(place.challenger).bloc >= 0 && polity(place.challenger).bloc == polity(place.defender).bloc) return false;
  if (place.only_if_system >= 0 && polity(place.only_if_polity).system != place.only_if_system) return false;
  return place.only_if_bloc < 0 || polity(place.only_if_polity).bloc == place.only_if_bloc;
}

template <class Luck> void World<Luck>::open(
    int challenger, int defender, double stake, Group group, std::uint64_t entity, int word) {
  crises_.push_back({challenger, defender, stake, uniform(group, entity, word), uniform(group, entity, word + 1), 0, 0});
}

template <class Luck> void World<Luck>::settle_crises() {
  for (Crisis& crisis : crises_) settle(crisis);
  chance_of_war_ += 1 - spared_war_;
  chance_of_nuclear_use_ += 1 - spared_nuclear_use_;
}

template <class Luck> void World<Luck>::settle(Crisis& crisis) {
  const int c = crisis.challenger, d = crisis.defender;
  double by_challenger[rungs], by_defender[rungs], ends[3 * rungs];
  resolve_as_it_is(crisis, c, by_challenger);
  resolve_as_it_is(crisis, d, by_defender);
  double reached = 1, war = 0;
  for (int n = 0; n < rungs; ++n) {
    const double hold_c = logistic(by_challenger[n]), hold_d = logistic(by_defender[n]), lost = p_.lost_control[n];
    ends[3 * n] = reached * (1 - hold_c);
    ends[3 * n + 1] = reached * hold_c * (1 - hold_d);
    ends[3 * n + 2] = reached * hold_c * hold_d * lost;
    war += ends[3 * n + 2];
    reached *= hold_c * hold_d * (1 - lost);
  }
  int end = 0;
  for (double cumulated = ends[0]; cumulated <= crisis.outcome_draw && end < 3 * rungs - 1; cumulated += ends[end]) ++end;
  crisis.rung = end / 3 + 1;
  crisis.end = end % 3;

  double nuclear = p_.nu_max * (1 - std::exp(-(polity(c).warheads + polity(d).warheads) / p_.W_nu));
  if (std::min(polity(c).warheads, polity(d).warheads) < 1) nuclear *= p_.nu_lim;
  const bool superpowers = is_superpower(c) && is_superpower(d);
  spared_nuclear_use_ *= 1 - war * nuclear;
  if (superpowers) {
    spared_war_ *= 1 - war;
    ++count_.crises;
    count_.highest_rung = std::max(count_.highest_rung, crisis.rung);
  }
  count_.crises_superpower += is_superpower(c) || is_superpower(d);
  if (crisis.end == control_lost) {
    superpower_war_ |= superpowers;
    count_.limited_wars += !superpowers;
    nuclear_use_ |= crisis.nuclear_draw < nuclear;
  }
}

template <class Luck> void World<Luck>::resolve_as_it_is(const Crisis& crisis, int i, double* log_odds) {
  if (is_active(i))
    resolve(crisis, i, doctrine_of(i)->mind.weights.danger, doctrine_of(i)->mind.weights.public_, log_odds);
  else
    resolve(crisis, i, p_.dng_0, p_.pub_0, log_odds);
}

// Log-odds that i holds, rung by rung.
template <class Luck>
void World<Luck>::resolve(const Crisis& crisis, int i, double danger_weight, double public_weight, double* log_odds) {
  const bool defends = i == crisis.defender;
  const int j = defends ? crisis.challenger : crisis.defender;
  const Polity &self = polity(i), &other = polity(j);
  double ours = self.spending, theirs = other.spending, surviving = other.surviving;
  if (self.bloc >= 0 && self.bloc != i && self.bloc != j) ours += p_.chi_x * polity(self.bloc).spending;
  if (other.bloc >= 0 && other.bloc != j && other.bloc != i) {
    theirs += p_.chi_x * polity(other.bloc).spending;
    surviving += p_.chi_x * polity(other.bloc).surviving;
  }
  const double share = ours / (ours + theirs);
  const double danger = p_.V_c * (1 - share) + p_.V_n * (1 - std::exp(-surviving / p_.W_0));
  const double hostility = slot(i) >= 0 ? dyad(slot(i), j).hostility : p_.H_other;
  const double resolve = p_.res_0 + (defends ? p_.res_D : 0) + p_.res_M * (share - 0.5) + p_.res_H * hostility + self.reputation +
                         crisis.stake - p_.u_c * public_weight * self.peace * self.entry->open;
  for (int n = 0; n < rungs; ++n) log_odds[n] = resolve - p_.v_c * danger_weight * p_.lost_control[n] * danger;
}

// Step 4
template <class Luck> void World<Luck>::revise_beliefs() {
  for (View& it : views_) it.evidence = it.recent_crises = 0;
  for (PairState& it : pairs_) it.alarm = 0;
  for (const Crisis& crisis : crises_) {
    const int c = crisis.challenger, d = crisis.defender;
    if (crisis.end != control_lost) ++polity(crisis.end == challenger_yields ? c : d).yielded;
    if (!is_active(c) || !is_active(d)) continue;
    pair_of(c, d).alarm += static_cast<double>(crisis.rung) / rungs;
    for (const int watched : {c, d}) {
      View& observer = view(slot(watched == c ? d : c), slot(watched));
      observer.recent_crises += p_.e_crisis * crisis.rung / rungs;
      observer.evidence += p_.sal_crisis * evidence_of(crisis, watched);
    }
  }
  for (int k = 0; k < principal_count_; ++k) {
    const int i = principal(k).polity;
    for (int m = 0; m < principal_count_; ++m) {
      if (m == k) continue;
      View& it = view(k, m);
      const int j = principal(m).polity;
      double recent = it.recent_crises, evidence = it.evidence;
      if (principal(m).active) {
        double toward_members = 0;
        int members = 0;
        for (int l = 0; l < n_; ++l) {
          if (l == j) continue;
          const Dyad& theirs = dyad(m, l);
          const Act& seen = case_.acts[size(theirs.seen)];
          const bool member = l != i && polity(l).bloc == i;
          if (member) toward_members += seen.e, ++members;
          const double closeness = l == i ? 1 : member ? p_.omega_b : p_.omega_3;
          evidence += closeness * (theirs.demonstrated ? p_.sal_demo : 1) * seen.salience * theirs.likelihood_ratio;
        }
        recent += (1 - p_.omega_m) * case_.acts[size(dyad(m, i).seen)].e;
        if (members > 0) recent += p_.omega_m * toward_members / members;
      }
      const double forgetting = step * p_.kappa_B * (case_.belief_prior[size(k)][size(m)] - it.belief);
      it.belief = std::clamp(it.belief + p_.eta * evidence + forgetting, -p_.B_max, p_.B_max);
      it.recent += step * p_.lambda_e * (std::clamp(recent, -1.0, 1.0) - it.recent);
    }
  }
  for (PairState& it : pairs_) it.alert = std::clamp(it.alert * (1 - step * p_.rate_alert) + it.alarm, 0.0, 3.0);
  for (Polity& it : polities_) it.reputation = it.reputation * (1 - step * p_.rep_rate) - p_.rep_loss * it.yielded;
}

// Of i's decisions in a crisis: log-likelihood of a revisionist's over a security seeker's.
template <class Luck> double World<Luck>::evidence_of(const Crisis& crisis, int i) {
  double r[rungs], s[rungs];
  resolve(crisis, i, case_.revisionist.weights.danger, case_.revisionist.weights.public_, r);
  resolve(crisis, i, case_.security_seeker.weights.danger, case_.security_seeker.weights.public_, s);
  const bool challenges = i == crisis.challenger;
  const bool yields = crisis.end == (challenges ? challenger_yields : defender_yields);
  const bool not_asked_last = !challenges && crisis.end == challenger_yields;
  const int holds = crisis.rung - (yields || not_asked_last);
  double total = 0;
  for (int n = 0; n < holds; ++n) total += log_logistic(r[n]) - log_logistic(s[n]);
  if (yields) total += log_logistic(-r[holds]) - log_logistic(-s[holds]);
  return total;
}

// Step 5
template <class Luck> void World<Luck>::change_hostility() {
  for (int k = 0; k < principal_count_; ++k) {
    const int i = principal(k).polity;
    for (int l = 0; l < n_; ++l) {
      if (l == i) continue;
      Dyad& it = dyad(k, l);
      const double rest = it.own ? p_.h_0 : p_.h_0 + p_.h_D * distance(polity(i).system, polity(l).system);
      const double drift = -p_.delta_H * (it.hostility - rest) - p_.rho_H * it.memory + p_.f_H * (it.distrust - 0.5);
      it.hostility = fold(it.hostility + step * drift + p_.s_H * std::sqrt(step) * normal(Group::dyad, dyad_hash(k, l), 0));
    }
  }
}

}  // namespace straightforward
