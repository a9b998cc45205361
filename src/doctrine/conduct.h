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
#include <cstddef>
#include <utility>

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

// A number of each act, in the codebook's order.
template <class Real> using OfActs = std::array<Real, most_acts>;

// The odds of each act.
template <class Real> struct Odds {
  OfActs<Real> log_odds;  // U(a) less the largest among the available acts, nats
  OfActs<Real> odds;      // avail(a) exp(log_odds)
  OfActs<Real> upto;      // odds of the act and of those before it
  Real sum;               // of odds; at least the availability of the likeliest act
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

// work(a) for the place of each act.  Where the compiler knows how many there are it is written out for each, so that what is known
// of an act stays in registers.  A book of acts is a Codebook, a SizedCodebook or a FormedCodebook.
template <class Book, class Work> [[gnu::always_inline]] inline void for_each_act(const Book& codebook, Work work) {
  if constexpr (requires { std::array<int, Book::size()>{}; })
    [&]<std::size_t... A>(std::index_sequence<A...>)
        __attribute__((always_inline)) { (work(A), ...); }(std::make_index_sequence<Book::size()>());
  else
    for (std::size_t a = 0; a < codebook.size(); ++a) work(a);
}

// What of the terms w_f phi_f is the same for every act; the act's own numbers do the rest.
template <class Real> struct Concerns {
  Real tone;            // of reciprocity, fear and hostility, for the act's intensity
  Real prize;           // of gain, for the act's revision
  Real prize_by_creed;  // the same for subversion and force
  Real risk;            // of danger, for the act's escalation
  Real displeasure;     // of the public, for a hostile act's intensity
  Real rescue;          // of order, for force
  Real bond;            // of promise, for the principles that the act breaks
  Real expense;         // of cost, for the act's cost

  [[gnu::always_inline]] Concerns(const Situation<Real>& now, const Leaning<Real>& by) {
    const auto& w = by.weight;
    tone = w[reciprocity] * now.memory - w[fear] * now.distrust - w[hostility] * now.hostility;
    prize = w[gain] * now.stake;
    prize_by_creed = Real(2) * by.militancy * prize;  // the creed lets prizes be sought by subversion and force
    risk = w[danger] * now.danger;
    displeasure = w[public_mood] * now.public_mood;
    rescue = w[order] * now.unrest;
    bond = w[promise] * now.scope;
    expense = w[cost];
  }
};

// U(a); where the act is not available, far below all others.
template <class Book, class Real>
[[gnu::always_inline]] inline Real utility_of(
    const Book& codebook, std::size_t a, const Situation<Real>& now, const Concerns<Real>& of) {
  const ActNumbers& act = codebook.acts[a];
  const ActForm form = codebook.form(a);
  Real u = Real(act.base);
  if (form.has(terms::revision))
    u = u + Real(act.revision) * (form.role == Role::force || form.role == Role::subvert ? of.prize_by_creed : of.prize);
  if (form.has(terms::escalation)) u = u - Real(act.escalation) * of.risk;
  if (form.has(terms::intensity)) u = u + Real(act.intensity) * of.tone;
  if (form.has(terms::hostile)) u = u + Real(act.hostile_intensity()) * of.displeasure;
  if (form.has(terms::breaks)) u = u - of.bond * now.broken_by[a];
  if (form.has(terms::cost)) u = u - of.expense * Real(act.cost);
  if (form.role == Role::force) return select(now.reach > Real(0), u + of.rescue, Real(-1e30));
  if (form.role == Role::aid) return select(now.aidable > Real(0), u, Real(-1e30));
  return u;
}

// avail(a) exp(log_odds)
template <class Book, class Real>
[[gnu::always_inline]] inline Real odds_of_act(const Book& codebook, std::size_t a, const Situation<Real>& now, Real log_odds) {
  const Real odds = exponential_of_negative(log_odds);
  const Role role = codebook.form(a).role;
  return role == Role::force ? odds * now.reach : role == Role::aid ? odds * now.aidable : odds;
}

template <class Book, class Real>
[[gnu::always_inline]] inline Odds<Real> odds_of_acts(const Book& codebook, const Situation<Real>& now, const Leaning<Real>& by) {
  const Concerns<Real> concerns(now, by);
  Odds<Real> result;
  Real highest = Real(-1e30);
  for_each_act(codebook, [&](std::size_t a) __attribute__((always_inline)) {
    result.log_odds[a] = utility_of(codebook, a, now, concerns);
    highest = largest(highest, result.log_odds[a]);
  });
  result.sum = Real(0);
  for_each_act(codebook, [&](std::size_t a) __attribute__((always_inline)) {
    result.log_odds[a] = result.log_odds[a] - highest;
    result.odds[a] = odds_of_act(codebook, a, now, result.log_odds[a]);
    result.sum = result.sum + result.odds[a];
    result.upto[a] = result.sum;
  });
  return result;
}

// What an act tells of the motive behind it, before the logarithms of sums are taken.  Of resolve it tells the same with the
// irresolute in the revisionist's place and the resolute in the seeker's (mechanisms/exploitation.h).
template <class Real> struct Telling {
  Real of_act;                              // ln [ odds_R(a) / odds_S(a) ] of the act that was observed, nats
  MaskOf<Real> is_quiet;                    // where nothing was seen
  Real revisionist_quiet, revisionist_sum;  // odds_R of a month in which nothing is seen, and of all acts
  Real seeker_quiet, seeker_sum;            // odds_S of the same
};

// Both stereotypes are weighed act by act, which takes an act's numbers up once.  Nothing is seen in normal relations, or where an
// act stays hidden.  `observed` is an act's place in the codebook; a hidden act is observed as normal relations.
template <class Book, class Real>
[[gnu::always_inline]] inline Telling<Real> telling_of(const Book& codebook, const Situation<Real>& now,
    const Leaning<Real>& revisionist, const Leaning<Real>& seeker, Real observed) {
  const Concerns<Real> of_revisionist(now, revisionist);
  const Concerns<Real> of_seeker(now, seeker);
  OfActs<Real> r, s;  // utilities, then odds
  Real r_highest = Real(-1e30);
  Real s_highest = Real(-1e30);
  for_each_act(codebook, [&](std::size_t a) __attribute__((always_inline)) {
    r[a] = utility_of(codebook, a, now, of_revisionist);
    s[a] = utility_of(codebook, a, now, of_seeker);
    r_highest = largest(r_highest, r[a]);
    s_highest = largest(s_highest, s[a]);
  });
  Telling<Real> telling;
  telling.of_act = telling.revisionist_sum = telling.seeker_sum = telling.revisionist_quiet = telling.seeker_quiet = Real(0);
  telling.is_quiet = observed == Real(codebook.at(Role::normal));
  for_each_act(codebook, [&](std::size_t a) __attribute__((always_inline)) {
    const Real r_log = r[a] - r_highest;
    const Real s_log = s[a] - s_highest;
    telling.of_act = select(observed == Real(static_cast<double>(a)), r_log - s_log, telling.of_act);
    r[a] = odds_of_act(codebook, a, now, r_log);
    s[a] = odds_of_act(codebook, a, now, s_log);
    telling.revisionist_sum = telling.revisionist_sum + r[a];
    telling.seeker_sum = telling.seeker_sum + s[a];
    if (codebook.form(a).role == Role::normal) {
      telling.revisionist_quiet = r[a];
      telling.seeker_quiet = s[a];
    }
  });
  for_each_act(codebook, [&](std::size_t a) __attribute__((always_inline)) {
    if (codebook.form(a).role == Role::normal || !codebook.form(a).has(terms::hidden)) return;
    const Real hidden = Real(codebook.acts[a].hidden());
    telling.revisionist_quiet = telling.revisionist_quiet + hidden * r[a];
    telling.seeker_quiet = telling.seeker_quiet + hidden * s[a];
  });
  return telling;
}

// Evidence: ln [ q_R(observed) / q_S(observed) ], nats.
template <class Real> Real evidence_of(const Telling<Real>& telling) {
  const Real least_odds = Real(1e-30);  // keeps the logarithm finite where both stereotypes find the act all but impossible
  const auto [of_quiet, of_all] =
      in_step(std::array{largest(telling.revisionist_quiet, least_odds) / largest(telling.seeker_quiet, least_odds),
                  telling.revisionist_sum / telling.seeker_sum},
          [](auto ratio) { return logarithm(ratio); });
  return select(telling.is_quiet, of_quiet, telling.of_act) - of_all;
}

}  // namespace coexist
