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

#include <algorithm>
#include <array>
#include <span>

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
    Situation<Real> s = standing(now, i);
    face(now, i, l, s);
    return s;
  }

  // What of it is the same toward everybody,
  template <class Real> static Situation<Real> standing(const Month<Real>& now, int i) {
    Situation<Real> s;
    s.public_mood = now.frame.public_mood(now.model.polity_of(i));
    for (int a = 0; a < now.model.codebook.count; ++a) s.broken_by[static_cast<std::size_t>(a)] = now.frame.broken_by(i, a);
    return s;
  }
  // and the rest.
  template <class Real> static void face(const Month<Real>& now, int i, int l, Situation<Real>& s) {
    const Frame<Real>& f = now.frame;
    const MaskOf<Real> own = holds(f.own(i, l));
    // Force is for polities that are no principals, active or not.
    const bool principal = now.model.polity(l).principal >= 0;
    const MaskOf<Real> may_be_forced = MaskOf<Real>(!principal) & (own | !holds(f.rival(i, l)));
    s.stake = select(own, Real(0), f.share(i, l) * f.distance(i, l)) * f.allure(i, l);
    s.danger = f.danger(i, l) * f.nerve(i, l);
    s.distrust = f.distrust(i, l);
    s.hostility = now.state.hostility(i, l);
    s.memory = f.recalled(i, l);
    s.unrest = when(own, f.unrest(l));
    s.reach = when(may_be_forced, Real(now.model.reach[now.model.at(i, l)]));
    if (now.model.codebook.has_aid()) s.aidable = f.aidable(i, l);
    s.scope = select(own, f.scope_own(i), f.mutual(i, l));
  }

  // The act whose share of the cumulated odds the uniform `u` falls into.
  template <class Book, class Real>
  [[gnu::always_inline]] static Real pick(const Book& codebook, const Odds<Real>& odds, Real u) {
    const Real mark = u * odds.sum;
    Real picked = Real(codebook.at(Role::normal));
    for_each_act(codebook, [&](std::size_t n) __attribute__((always_inline)) {
      const std::size_t a = codebook.size() - 1 - n;  // the first of those above the mark is the last to be picked
      picked = select(mark < odds.upto[a], Real(static_cast<double>(a)), picked);
    });
    return picked;
  }

  // A few polities at a time: first what is chosen toward each, then what it comes to.  `audience`: whom demonstrations reach
  // (mechanisms/audience.h).
  template <class Real, class Reached> void act(const Month<Real>& now, const Reached& audience) const {
    with_form(now.model.codebook, [&](const auto& codebook) { act_by(codebook, now, audience); });
  }

  // The weights of the doctrine in force.
  template <class Real> static Leaning<Real> leaning(const Month<Real>& now, int i) {
    Leaning<Real> leaning;
    for (int f = 0; f < feature_count; ++f) leaning.weight[static_cast<std::size_t>(f)] = now.frame.weight(i, f);
    leaning.militancy = now.frame.creed_militancy(i);
    return leaning;
  }

  // Whether a dated demonstration is one of the doctrine in force, or of every arm.
  template <class Real> static MaskOf<Real> belongs(const Month<Real>& now, const DatedDemonstration& d) {
    if (d.doctrine < 0) return MaskOf<Real>(true);
    MaskOf<Real> in_force(false);
    for (std::size_t k = 0; k < now.model.doctrines.size(); ++k)
      if (now.model.doctrines[k].demonstrates_as == d.doctrine)
        in_force = in_force | (now.state.doctrine(d.actor) == Real(static_cast<double>(k)));
    return in_force;
  }

 private:
  template <class Book, class Real, class Reached>
  [[gnu::noinline]] void act_by(const Book& codebook, const Month<Real>& month, const Reached& audience) const {
    const Month<Real> now = month;  // a copy, as every step has (engine/month.h)
    const Model& model = now.model;
    const int polities = now.shape.polities;
    for (int i = 0; i < now.shape.principals; ++i) {
      const MaskOf<Real> active = holds(now.frame.active(i));
      if (!on || !any(active)) {
        for (int l = 0; l < polities; ++l) rest(now, i, l);
        continue;
      }
      const Leaning<Real> leaning = this->leaning(now, i);
      Situation<Real> position = standing(now, i);
      const Real* const luck = now.luck.act(i);
      const Real* const luck_seen = now.luck.act_seen(i);
      const Recording<Real> recording(now, i);
      const int self = model.polity_of(i);
      for (int first = 0; first < polities; first += abreast) {
        const int last = std::min(first + abreast, polities);
        std::array<Real, abreast> acts;
        for (int l = first; l < last; ++l) {
          if (l == self) continue;
          face(now, i, l, position);
          acts[static_cast<std::size_t>(l - first)] = pick(codebook, odds_of_acts(codebook, position, leaning), luck[l]);
        }
        for (int l = first; l < last; ++l) {
          if (l == self)
            rest(now, i, l);
          else
            record(now, recording, audience, i, l, active & holds(now.state.present(l)),
                acts[static_cast<std::size_t>(l - first)], luck_seen[l]);
        }
      }
      if (now.ledger) note_choices(now, i);
    }
  }

  template <class Real> static void rest(const Month<Real>& now, int i, int l) {
    now.flows.act(i, l) = now.flows.observed(i, l) = Real(no_act);
    now.flows.intensity(i, l) = now.flows.observed_intensity(i, l) = now.flows.demonstrated(i, l) = Real(0);
    now.flows.audience(i, l) = now.flows.severity(i, l) = Real(0);
  }

  // What an act looks like from outside, by its place in the codebook; and toward whom a month may bring more than a choice.
  template <class Real> struct Recording {
    Table<Real> chance_seen, intensity, severity;
    Real normal;
    // Of i's rows of the flows, where each begins.
    Real *act, *observed, *acts_intensity, *observed_intensity, *acts_severity, *demonstrated, *audience;
    bool is_dated;         // history had somebody act in the month, or demonstrate
    int other_superpower;  // polity
    Recording(const Month<Real>& now, int i)
        : chance_seen(table_of<Real>(now.model.codebook, &ActNumbers::seen)),
          intensity(table_of<Real>(now.model.codebook, &ActNumbers::intensity)),
          severity(table_of<Real>(now.model.codebook, &ActNumbers::severity)), normal(now.model.codebook.at(Role::normal)),
          act(now.flows.act.row(i)), observed(now.flows.observed.row(i)), acts_intensity(now.flows.intensity.row(i)),
          observed_intensity(now.flows.observed_intensity.row(i)), acts_severity(now.flows.severity.row(i)),
          demonstrated(now.flows.demonstrated.row(i)), audience(now.flows.audience.row(i)),
          other_superpower(now.model.polity_of(Choice::other_superpower(now.model, i))) {
      const auto is_now = [&](const auto& dated) { return dated.month == now.t; };
      is_dated = std::ranges::any_of(now.model.demonstrations, is_now) || std::ranges::any_of(now.model.incidents, is_now);
    }
  };

  // What i does toward l, once history and demonstrations have had their say.
  template <class Real> struct Done {
    Real act;
    MaskOf<Real> demonstrates = MaskOf<Real>(false);
    Real audience = Real(0);  // share of the public reached, where it demonstrates
    bool everybody_knows = false;
  };

  template <class Real, class Reached>
  [[gnu::always_inline]] static void record(const Month<Real>& now, const Recording<Real>& of, const Reached& reached, int i,
      int l, MaskOf<Real> acting, Real chosen, Real luck_seen) {
    Done<Real> done{chosen};
    if (of.is_dated || l == of.other_superpower) done = instead(now, of.is_dated, reached, i, l, acting, chosen);
    const MaskOf<Real> seen = (luck_seen < entry(of.chance_seen, done.act)) | MaskOf<Real>(done.everybody_knows);
    const Real observed = select(seen, done.act, of.normal);
    of.act[l] = select(acting, done.act, Real(no_act));
    of.observed[l] = select(acting, observed, Real(no_act));
    of.acts_intensity[l] = when(acting, entry(of.intensity, done.act));
    of.observed_intensity[l] = when(acting, entry(of.intensity, observed));
    of.acts_severity[l] = when(acting, entry(of.severity, observed));
    of.demonstrated[l] = truth<Real>(done.demonstrates);
    of.audience[l] = when(done.demonstrates, done.audience);
  }

  // In the place of what was chosen: what history had i do, or a demonstration.
  template <class Real, class Reached>
  [[gnu::noinline]] static Done<Real> instead(
      const Month<Real>& now, bool is_dated, const Reached& reached, int i, int l, MaskOf<Real> acting, Real chosen) {
    if (const DatedIncident* const of_history = is_dated ? incident(now, i, l) : nullptr)
      return {.act = Real(of_history->act), .everybody_knows = true};
    Done<Real> done;
    done.demonstrates = acting & demonstration(now, is_dated, reached, i, l, done.audience);
    done.act = select(done.demonstrates, Real(now.model.codebook.at(Role::accommodate)), chosen);
    return done;
  }

  // What history had i do toward l this month, if anything.
  template <class Real> static const DatedIncident* incident(const Month<Real>& now, int i, int l) {
    for (const DatedIncident& each : now.model.incidents)
      if (each.month == now.t && each.actor == i && each.target == l) return &each;
    return nullptr;
  }

  // The choices of principal i once more, for those who compare twins.  Where it demonstrates, or history had it act, its choice came to
  // nothing.
  template <class Real> [[gnu::cold, gnu::noinline]] static void note_choices(const Month<Real>& now, int i) {
    const Leaning<Real> leaning = Choice::leaning(now, i);
    const Codebook& codebook = now.model.codebook;
    const int self = now.model.polity_of(i);
    Situation<Real> position = standing(now, i);
    for (int l = 0; l < now.shape.polities; ++l) {
      const MaskOf<Real> acts = now.flows.act(i, l) != Real(no_act);
      if (!any(acts) || incident(now, i, l) != nullptr) continue;
      face(now, i, l, position);
      const Odds<Real> odds = odds_of_acts(codebook, position, leaning);
      LedgerEntry<Real> entry{.decision = decisions::act,
          .where = MaskOf<Real>(acts & !holds(now.flows.demonstrated(i, l))),
          .who = self,
          .whom = l,
          .draw = now.luck.act(i)[l]};
      entry.result = pick(codebook, odds, entry.draw);
      for (std::size_t a = 0; a + 1 < codebook.size(); ++a) entry.upto.push_back(odds.upto[a] / odds.sum);
      now.ledger->push_back(std::move(entry));
      if (l != now.model.polity_of(other_superpower(now.model, i))) continue;
      const Real luck = now.luck.block(DrawGroup::leadership, now.model.polity(self).address).uniform(decisions::demonstration);
      const Real chance = chance_of_rate(now.frame.demo_rate(i));
      note_chance(*now.ledger, decisions::demonstration, acts, self, l, luck, chance, luck < chance);
    }
  }

  static int other_superpower(const Model& model, int i) { return model.superpower[i == model.superpower[0] ? 1 : 0]; }

  // Dated demonstrations of every arm, those of the doctrine in force, agreements that both signed, and the spontaneous ones toward the
  // other superpower.  `audience`: how far each reaches the public.
  template <class Real, class Reached>
  static MaskOf<Real> demonstration(const Month<Real>& now, bool is_dated, const Reached& reached, int i, int l, Real& audience) {
    const Model& model = now.model;
    MaskOf<Real> happens(false);
    const auto happen = [&](MaskOf<Real> where, double share_reached) {
      happens = happens | where;
      audience = select(where, largest(audience, Real(share_reached)), audience);
    };
    const std::span<const DatedDemonstration> all = model.demonstrations;
    for (const DatedDemonstration& d : is_dated ? all : all.first(0)) {
      if (d.month != now.t) continue;
      const bool signs = d.takes_two && model.polity(d.target).principal == i && model.polity_of(d.actor) == l;
      if ((d.actor != i || d.target != l) && !signs) continue;
      if (d.takes_two && reached.on)
        happen(holds(now.flows.agreed(i, l)), d.audience);
      else if (!signs)
        happen(belongs(now, d), d.audience);
    }
    if (l == model.polity_of(other_superpower(model, i))) {
      const auto luck = now.luck.block(DrawGroup::leadership, model.polity(model.polity_of(i)).address);
      happen(luck.uniform(decisions::demonstration) < chance_of_rate(now.frame.demo_rate(i)), reached.undated);
    }
    return happens;
  }
};

}  // namespace coexist
