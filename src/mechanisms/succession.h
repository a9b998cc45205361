// SPDX-License-Identifier: Apache-2.0
// Succession and doctrine.  Leaders come and go on historical dates; a new doctrine is adopted as history has it, or chosen the more
// readily the milder it is and the greater the fear of nuclear war.
//
//   P(d) = exp( bias_d + dove_fear fear_i dove_d ) / sum                                                                  McFadden (1974)
//
// fear: 0..1; dove: a doctrine's index of mildness; bias, dove_fear: nats.  The analyst's intervention stands above it: from its month
// on the actor follows the doctrine the question names.
// Source: the claim that the threat of nuclear war pushed leaders to coexistence; the strength is judgement.
#pragma once

#include <algorithm>
#include <array>

#include "model/mechanism.h"
#include "model/model.h"
#include "random/functions.h"
#include "world/month.h"

namespace coexist {

struct Succession {
  static constexpr MechanismInfo info{"succession",
      "new leaders can break with the predecessor's line, the readier the greater the nuclear danger", "3.11",
      "McFadden 1974; judgement"};
  bool on = true;

  Parameter fear_weight{"dove_fear", "nats", 2.0, lognormal(0.4), not_negative,
      "effect of fear of war on adopting a doctrine (times its dove index)", "judgement; used when adoption is free"};

  auto sheet() { return std::array{&fear_weight}; }

  template <class Real> static void initialise(const Model& model, State<Real>& state) {
    for (int k = 0; k < model.principal_count(); ++k)
      state.doctrine(k) = Real(model.initial_doctrine[static_cast<std::size_t>(k)]);
  }

  template <class Real> Real log_odds(Real fear, double bias, double dove) const {
    return Real(bias) + Real(fear_weight) * fear * Real(dove);
  }

  // Step 1.  `new_leader(k)` and `new_creed(k, before, after, precedent)` tell the mechanisms that answer.
  template <class Real, class NewLeader, class NewCreed>
  void advance(const Month<Real>& now, NewLeader new_leader, NewCreed new_creed) const {
    const Model& model = now.model;
    for (const DatedSuccession& s : model.successions)
      if (on && s.month == now.t && s.month > 0) {
        new_leader(s.principal);
        note<Real>(now, {.kind = EventKind::succession, .where = MaskOf<Real>(true), .who = model.polity_of(s.principal)});
      }
    for (const DatedAdoption& a : model.adoptions)
      if (on && a.month == now.t && !decided(now, a.principal)) {
        const Real chosen = choose(now, a);
        if (a.month > 0)
          adopt(now, a.principal, chosen, new_creed);
        else
          now.state.doctrine(a.principal) = chosen;  // what it begins with betrays nobody
      }
    if (now.intervention.actor >= 0 && now.intervention.from == now.t)
      adopt(now, now.intervention.actor, Real(now.intervention.doctrine), new_creed);
  }

  // Whether a doctrine in force may be another than in the month before.
  template <class Real> static bool is_news(const Month<Real>& now) {
    const auto is_now = [&](const DatedAdoption& adoption) { return adoption.month == now.t; };
    return now.t == 0 || (now.intervention.actor >= 0 && now.intervention.from == now.t) ||
           std::ranges::any_of(now.model.adoptions, is_now);
  }

  // What the doctrine in force says, for the frame, where it stays until another one is in force.
  template <class Real> static void expound(const Month<Real>& now) {
    const Model& model = now.model;
    for (int k = 0; k < now.shape.principals; ++k) {
      for (int f = 0; f < feature_count; ++f)
        now.frame.weight(k, f) = read(now, k, [&](const DoctrineNumbers& d) { return d.weight[static_cast<std::size_t>(f)]; });
      for (int a = 0; a < model.codebook.count; ++a)
        now.frame.broken_by(k, a) =
            read(now, k, [&](const DoctrineNumbers& d) { return d.broken_by[static_cast<std::size_t>(a)]; });
      now.frame.creed_militancy(k) = read(now, k, [](const DoctrineNumbers& d) { return d.militancy; });
      now.frame.scope_own(k) = read(now, k, [](const DoctrineNumbers& d) { return d.scope_own; });
      now.frame.fund(k) = read(now, k, [](const DoctrineNumbers& d) { return d.fund; });
      now.frame.demo_rate(k) = read(now, k, [](const DoctrineNumbers& d) { return d.demo_rate; });
      now.frame.precedent(k) = read(now, k, [](const DoctrineNumbers& d) { return d.precedent; });
      now.frame.restraint(k) = read(now, k, [](const DoctrineNumbers& d) { return d.restraint; });
    }
  }

 private:
  // Where the question fixes a doctrine, later history does not change it.
  template <class Real> static bool decided(const Month<Real>& now, int k) {
    return now.intervention.actor == k && now.t >= now.intervention.from;
  }

  template <class Real, class Field> static Real of_doctrine(const Model& model, Real doctrine, Field field) {
    const auto first = static_cast<int>(lane(doctrine, 0));
    if (all(doctrine == Real(first))) return Real(double{field(model.doctrine(first))});  // as where history fixed it
    Real value = Real(0);
    for (int h = 0; h < lanes_of<Real>; ++h) {
      const auto d = static_cast<int>(lane(doctrine, h));
      set_lane(value, h, field(model.doctrine(d)));
    }
    return value;
  }
  template <class Real, class Field> static Real read(const Month<Real>& now, int k, Field field) {
    return of_doctrine(now.model, now.state.doctrine(k), field);
  }

  template <class Real> Real choose(const Month<Real>& now, const DatedAdoption& adoption) const {
    const Model& model = now.model;
    if (adoption.repertoire.size() == 1) return Real(adoption.repertoire.front());
    const PolityNumbers& polity = model.polity(model.polity_of(adoption.principal));
    const Real fear = now.frame.fear(model.polity_of(adoption.principal));
    const Real u = now.luck.block(DrawGroup::leadership, polity.address).uniform(decisions::adoption);
    const auto weight = [&](std::size_t d) {
      return exponential(log_odds(fear, adoption.bias[d], model.doctrine(adoption.repertoire[d]).dove));
    };
    Real sum = Real(0);
    for (std::size_t d = 0; d < adoption.repertoire.size(); ++d) sum = sum + weight(d);
    Real cumulated = Real(0);
    Real chosen = Real(adoption.repertoire.back());
    MaskOf<Real> open(true);
    LedgerEntry<Real> kept{.decision = decisions::adoption, .where = open, .who = model.polity_of(adoption.principal), .draw = u};
    for (std::size_t d = 0; d < adoption.repertoire.size(); ++d) {
      cumulated = cumulated + weight(d);
      const MaskOf<Real> here = open & (u * sum < cumulated);
      chosen = select(here, Real(adoption.repertoire[d]), chosen);
      open = open & !here;
      if (!now.ledger || d + 1 == adoption.repertoire.size()) continue;
      kept.upto.push_back(cumulated / sum);
      kept.result = kept.result + truth<Real>(open);
    }
    if (now.ledger) now.ledger->push_back(std::move(kept));
    return chosen;
  }

  template <class Real, class NewCreed> static void adopt(const Month<Real>& now, int k, Real doctrine, NewCreed new_creed) {
    const auto militancy = [](const DoctrineNumbers& d) { return d.militancy; };
    const Real before = read(now, k, militancy);
    now.state.doctrine(k) = doctrine;
    note<Real>(
        now, {.kind = EventKind::adoption, .where = MaskOf<Real>(true), .who = now.model.polity_of(k), .number = doctrine});
    new_creed(k, before, read(now, k, militancy), read(now, k, [](const DoctrineNumbers& d) { return d.precedent; }));
  }
};

}  // namespace coexist
