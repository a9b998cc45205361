// SPDX-License-Identifier: Apache-2.0
// Conduct: how likely each act is, given a situation and the weights somebody brings to it.
//
//   pi(a) = avail(a) exp(U(a)) / sum,   U(a) = b(a) + sum_f w_f phi_f(a)                 McFadden (1974); McKelvey and Palfrey (1995)
//
// The same equation says what a government does (with the weights of its doctrine) and what an observer expects of it (with the
// weights of a stereotype): what an observer may read of another's conduct is the situation and the act, never the weights.
#pragma once

#include <array>
#include <concepts>

#include "base/lanes.h"
#include "doctrine/doctrine.h"
#include "random/functions.h"

namespace coexist {

// What is common knowledge about i's position toward l (model 3.2).
template <class Real> struct Situation {
  Real stake;                             // G, what revision would win, 0..1
  Real danger;                            // V, what war would cost, share of all at stake
  Real distrust;                          // p, probability that l, or its leader, is a revisionist
  Real hostility;                         // H of i toward l, 0..1
  Real memory;                            // e_il, recent intensity of l's acts, -1..1
  Real public_mood;                       // P_i open_i, 0..1
  Real unrest;                            // z, how far an own member's order is about to be lost, 0..1; 0 toward others
  Real reach;                             // availability of force, 0..1
  Real aidable = Real(0);                 // availability of aid, 0 or 1
  Real scope;                             // how far i's promises cover l, 0..1
  std::array<Real, most_acts> broken_by;  // promised principles that each act breaks, count
};

// Weights, and how far help by force is part of the creed.
template <class Real> struct Leaning {
  std::array<Real, feature_count> weight;  // nats per unit of the feature
  Real militancy;                          // 0..1
};

template <class Real> Leaning<Real> leaning_of(const StereotypeNumbers& stereotype) {
  Leaning<Real> leaning;
  for (std::size_t f = 0; f < feature_count; ++f) leaning.weight[f] = Real(stereotype.weight[f]);
  leaning.militancy = Real(stereotype.militancy);
  return leaning;
}

// The odds of each act, in the codebook's order.  A book of acts is a Codebook or a SizedCodebook.
template <class Real> struct Odds {
  std::array<Real, most_acts> log_odds;  // U(a) less the largest among the available acts, nats
  std::array<Real, most_acts> odds;      // avail(a) exp(log_odds)
  Real sum;                              // of odds; at least the availability of the likeliest act
};

// A number of every act, to be looked up by the act's place in the codebook.
template <class Real> Table<Real> table_of(const Codebook& codebook, Number ActNumbers::* number) {
  Table<Real> table{};
  for (std::size_t a = 0; a < codebook.size(); ++a) {
    const Number& value = codebook.acts[a].*number;
    if constexpr (std::same_as<ScalarOf<Real>, float>)
      table[a] = value.rounded;
    else
      table[a] = value.precise;
  }
  return table;
}

// Polities whose acts are weighed side by side, in short phases: utilities, odds, the choice or what it tells.
inline constexpr int abreast = 8;

// U(a) less the largest among the available acts.
template <class Book, class Real>
void weigh_acts(const Book& codebook, const Situation<Real>& now, const Leaning<Real>& by, Odds<Real>& result) {
  const auto& w = by.weight;
  const Real tone = w[reciprocity] * now.memory - w[fear] * now.distrust - w[hostility] * now.hostility;
  const Real prize = w[gain] * now.stake;
  const Real risk = w[danger] * now.danger;
  const Real displeasure = w[public_mood] * now.public_mood;
  const Real rescue = w[order] * now.unrest;
  const Real bond = w[promise] * now.scope;
  const Real means = Real(2) * by.militancy;  // how far the creed lets prizes be sought by subversion and force

  Real highest = Real(-1e30);
  for (std::size_t a = 0; a < codebook.size(); ++a) {
    const ActNumbers& act = codebook.acts[a];
    const bool by_force = act.role == Role::force;
    const Real reward = Real(act.revision) * (by_force || act.role == Role::subvert ? means * prize : prize);
    Real utility = Real(act.base) + reward - Real(act.escalation) * risk + Real(act.intensity) * tone +
                   Real(act.hostile_intensity()) * displeasure - bond * now.broken_by[a] - w[cost] * Real(act.cost);
    if (by_force) {
      utility = utility + rescue;
      utility = select(now.reach > Real(0), utility, Real(-1e30));
    }
    if (act.role == Role::aid) utility = select(now.aidable > Real(0), utility, Real(-1e30));
    highest = largest(highest, utility);
    result.log_odds[a] = utility;
  }
  for (std::size_t a = 0; a < codebook.size(); ++a) result.log_odds[a] = result.log_odds[a] - highest;
}

// How far the acts that are not always there are.
template <class Real> struct Available {
  Real force, aid;
  Available() = default;
  explicit Available(const Situation<Real>& now) : force(now.reach), aid(now.aidable) {}
};

// The odds, once the acts are weighed.
template <class Book, class Real>
void compare_acts(const Book& codebook, const Available<Real>& available, Odds<Real>& result) {
  for (std::size_t a = 0; a < codebook.size(); ++a) result.odds[a] = exponential_of_negative(result.log_odds[a]);
  const auto force = static_cast<std::size_t>(codebook.at(Role::force));
  result.odds[force] = result.odds[force] * available.force;
  if (codebook.has_aid()) {
    const auto aid = static_cast<std::size_t>(codebook.at(Role::aid));
    result.odds[aid] = result.odds[aid] * available.aid;
  }
  result.sum = Real(0);
  for (std::size_t a = 0; a < codebook.size(); ++a) result.sum = result.sum + result.odds[a];
}

template <class Book, class Real>
Odds<Real> odds_of_acts(const Book& codebook, const Situation<Real>& now, const Leaning<Real>& by) {
  Odds<Real> result;
  weigh_acts(codebook, now, by, result);
  compare_acts(codebook, Available<Real>(now), result);
  return result;
}

// Odds of a month in which nothing is seen: normal relations, or an act that stayed hidden.
template <class Book, class Real> Real odds_of_quiet(const Book& codebook, const Odds<Real>& odds) {
  Real quiet = odds.odds[static_cast<std::size_t>(codebook.at(Role::normal))];
  for (std::size_t a = 0; a < codebook.size(); ++a)
    if (codebook.acts[a].role != Role::normal && codebook.acts[a].seen < 1)
      quiet = quiet + Real(codebook.acts[a].hidden()) * odds.odds[a];
  return quiet;
}

// Evidence: ln [ q_R(observed) / q_S(observed) ], nats.  `observed` is an act's place in the codebook; a hidden act is observed
// as normal relations.
template <class Book, class Real>
Real evidence_of(const Book& codebook, const Odds<Real>& revisionist, const Odds<Real>& seeker, Real observed) {
  const Real least_odds = Real(1e-30);  // keeps the logarithm finite where both stereotypes find the act all but impossible
  const Real quiet =
      logarithm(largest(odds_of_quiet(codebook, revisionist), least_odds) / largest(odds_of_quiet(codebook, seeker), least_odds));
  Real ratio = Real(0);
  for (int a = 0; a < codebook.count; ++a) {
    const auto at = static_cast<std::size_t>(a);
    const Real of_act = a == codebook.at(Role::normal) ? quiet : revisionist.log_odds[at] - seeker.log_odds[at];
    ratio = select(observed == Real(a), of_act, ratio);
  }
  return ratio - logarithm(revisionist.sum / seeker.sum);
}

}  // namespace coexist
