// SPDX-License-Identifier: Apache-2.0
// Crisis.  Two parties climb a ladder of rungs, each betting that the other will yield before control is lost.
//
//   rung n: the challenger holds with chance h_c(n), then the defender with h_d(n), then control is lost with chance eps_n
//   h_i(n) = sigma( res_i - v_c w_danger,i eps_n V_ij - u_c w_public,i P_i open_i )              Schelling (1960); Powell (1990)
//   res_i  = res_0 + res_D [i defends] + res_M (s_ij - 1/2) + res_H H_ij + rep_i + stake + boldness_ij
//
// An absorbing Markov chain: the chances of {challenger yields, defender yields, control lost} at rungs 1..K are exact, and one
// draw settles a crisis, in that order of outcomes.  boldness: of exploitation.  The last rung is the decision for war (eps_K = 1) and both know it.  res, v_c, u_c:
// nats; V: share of all at stake.
// A crisis opens when a principal threatens a polity that is not its own member (the patron answers for a rival's member), when a
// flashpoint fires, or by accident between two nuclear principals.  Lost control is war; it turns nuclear with chance
//   nu = nu_max (1 - exp(-(W_c + W_d)/W_nu)), times nu_lim unless both have a warhead.
// On alert, a false alarm can do the same (Barrett, Baum and Hostetler 2013).
// Departures: a mobilised public makes holding firm dearer, where Fearon (1994) has audiences make yielding dearer: these publics fear
// war more than they prize resolve; rep_loss is a price of yielding paid afterwards, in later crises.  Crises of one month do not see
// each other; decisions in a crisis are evidence about motive, discounted as all is.
#pragma once

#include <array>

#include "doctrine/doctrine.h"
#include "model/mechanism.h"
#include "model/model.h"
#include "random/functions.h"
#include "world/month.h"

namespace coexist {

inline constexpr int rungs = 5;

// Chances of the ends of a crisis, by rung.
template <class Real> struct Ladder {
  std::array<Real, rungs> challenger_yields, defender_yields, control_lost;
  Real war;  // chance that control is lost at any rung
};

template <class Real>
Ladder<Real> climb(const std::array<Real, rungs>& challenger_holds, const std::array<Real, rungs>& defender_holds,
    const std::array<Real, rungs>& risk) {
  Ladder<Real> ladder;
  Real reached = Real(1);
  ladder.war = Real(0);
  for (std::size_t n = 0; n < rungs; ++n) {
    const Real challenged = reached * challenger_holds[n];
    const Real both = challenged * defender_holds[n];
    ladder.challenger_yields[n] = reached * (Real(1) - challenger_holds[n]);
    ladder.defender_yields[n] = challenged * (Real(1) - defender_holds[n]);
    ladder.control_lost[n] = both * risk[n];
    ladder.war = ladder.war + ladder.control_lost[n];
    reached = both * (Real(1) - risk[n]);
  }
  return ladder;
}

struct Crisis {
  static constexpr MechanismInfo info{"crisis",
      "threats and flashpoints open crises in which both sides bet on the other's yielding", "3.6",
      "Schelling 1960; Powell 1990; Barrett, Baum and Hostetler 2013"};
  bool on = true;

  Parameter risk_1{"eps_1", "1", 0.0003, lognormal(0.7), share, "risk of losing control at rung 1", "judgement"};
  Parameter risk_2{"eps_2", "1", 0.001, lognormal(0.7), share, "risk at rung 2", "judgement"};
  Parameter risk_3{"eps_3", "1", 0.003, lognormal(0.7), share, "risk at rung 3", "judgement"};
  Parameter risk_4{"eps_4", "1", 0.015, lognormal(0.7), share, "risk at rung 4", "judgement"};
  Parameter risk_5{"eps_5", "1", 1, fixed(), share, "the last rung is the decision for war", "definition"};
  Parameter caution{"v_c", "nats", 25, lognormal(0.3), not_negative,
      "weight of the risk of war in holding firm (times the doctrine's danger weight)", "judgement"};
  Parameter audience{"u_c", "nats", 1.0, lognormal(0.5), not_negative,
      "weight of a mobilised public in holding firm (times the doctrine's public weight)",
      "judgement; against Fearon 1994, where audiences punish yielding"};
  Parameter resolve{"res_0", "nats", 0.3, normal(0.3, 0.3), any_number, "resolve of a challenger", "judgement"};
  Parameter resolve_defender{
      "res_D", "nats", 0.5, normal(0.5, 0.2), any_number, "additional resolve of the defender of the status quo", "judgement"};
  Parameter resolve_forces{
      "res_M", "nats", 1.0, lognormal(0.4), not_negative, "resolve per unit of conventional share above one half", "judgement"};
  Parameter resolve_hostility{"res_H", "nats", 0.8, lognormal(0.4), not_negative, "resolve per unit of hostility", "judgement"};
  Parameter danger_other{
      "dng_0", "nats", 1.5, fixed(), not_negative, "danger weight of a party with no doctrine in the scenario", "judgement"};
  Parameter public_other{
      "pub_0", "nats", 1.0, fixed(), not_negative, "public weight of a party with no doctrine in the scenario", "judgement"};
  Parameter hostility_other{"H_other", "1", 0.5, fixed(), share, "hostility of a party that is no principal", "judgement"};
  Parameter reputation_loss{"rep_loss", "nats", 0.5, lognormal(0.4), not_negative, "resolve lost by yielding", "judgement"};
  Parameter reputation_rate{"rep_rate", "1/year", 0.7, lognormal(0.3), yearly_rate, "recovery of reputation", "judgement"};
  Parameter intensity{"e_crisis", "1", -0.8, fixed(), symmetric_share,
      "intensity recorded for a crisis that reaches the last rung", "Goldstein 1992 scaled"};
  Parameter accident_rate{"rate_acc", "1/year", 0.05, lognormal(0.6), not_negative,
      "accidents and incidents between two nuclear principals that open a crisis", "judgement"};
  Parameter accident_alert{
      "alert_acc", "1", 2, lognormal(0.4), not_negative, "multiplier of accidents per unit of alert", "judgement"};
  Parameter alert_rate{"rate_alert", "1/year", 4, lognormal(0.3), yearly_rate, "decay of alert", "judgement"};
  Parameter false_alarm_rate{"rate_fa", "1/year", 0.002, lognormal(1), not_negative,
      "inadvertent launch per year and unit of alert (alert runs from 0 to 3)",
      "Barrett Baum and Hostetler 2013 (lower part of range)"};
  Parameter nuclear_most{"nu_max", "1", 0.6, uniform(0.3, 0.9), share,
      "probability that war between nuclear powers turns nuclear at saturation", "judgement"};
  Parameter nuclear_scale{"W_nu", "count", 1000, lognormal(0.5), positive,
      "warheads of the two together at which it reaches 63 per cent of that", "judgement"};
  Parameter nuclear_limited{"nu_lim", "1", 0.02, lognormal(0.6), share, "the same when only one side is nuclear", "judgement"};
  Parameter salience{"sal_crisis", "routine months", 5, lognormal(0.5), not_negative,
      "salience of one decision in a crisis as evidence", "judgement; costly signals (Kydd 2005)"};

  auto sheet() {
    return std::array{&risk_1, &risk_2, &risk_3, &risk_4, &risk_5, &caution, &audience, &resolve, &resolve_defender,
        &resolve_forces, &resolve_hostility, &danger_other, &public_other, &hostility_other, &reputation_loss, &reputation_rate,
        &intensity, &accident_rate, &accident_alert, &alert_rate, &false_alarm_rate, &nuclear_most, &nuclear_scale,
        &nuclear_limited, &salience};
  }

  template <class Real> std::array<Real, rungs> risks() const {
    return {Real(risk_1), Real(risk_2), Real(risk_3), Real(risk_4), Real(risk_5)};
  }

  // A party as it stands at the first rung.
  template <class Real> struct Party {
    Real resolve;        // res, nats
    Real danger;         // V, share of all at stake
    Real public_mood;    // P open
    Real danger_weight;  // of the doctrine in force
    Real public_weight;
  };

  // Log-odds of holding at a rung of the given risk, nats.
  template <class Real> Real firmness(const Party<Real>& party, Real risk, Real danger_weight, Real public_weight) const {
    return party.resolve - Real(caution) * danger_weight * risk * party.danger -
           Real(audience) * public_weight * party.public_mood;
  }

  // Step 3.  `mind` has `forces`, effective forces and war_cost (mechanisms/arms.h), and `witness`, who reads resolve from what parties
  // decide (mechanisms/exploitation.h).
  template <class Real, class Mind> void open_and_settle(const Month<Real>& now, const Mind& mind) const {
    clear(now);
    if (!on) return;
    open_from_threats(now, mind);
    open_from_flashpoints(now, mind);
    open_by_accident(now, mind);
    false_alarms(now);
  }

  // Step 4: alert and reputation, after the evidence of the month has been read.
  template <class Real> void settle_down(const Month<Real>& now) const {
    if (!on) return;
    for (int a = 0; a < now.shape.principals; ++a)
      for (int b = a + 1; b < now.shape.principals; ++b) {
        Real& alert = now.state.alert(a, b);
        alert = clip(alert * Real(1 - month_length * alert_rate) + now.flows.crisis_alert(a, b), Real(0), Real(3));
      }
    for (int l = 0; l < now.shape.polities; ++l) {
      Real& reputation = now.state.reputation(l);
      reputation = reputation * Real(1 - month_length * reputation_rate) - Real(reputation_loss) * now.flows.yielded(l);
    }
  }

 private:
  template <class Real> static void clear(const Month<Real>& now) {
    const Flows<Real>& f = now.flows;
    for (Real* value : {&f.crises_between(0), &f.crises_with(0), &f.highest_rung(0), &f.limited_wars(0), &f.war_chance(0),
             &f.nuclear_chance(0), &f.war(0), &f.nuclear(0)})
      *value = Real(0);
    for (int i = 0; i < now.shape.principals; ++i)
      for (int j = 0; j < now.shape.principals; ++j)
        f.resolve_shown(i, j) = f.crisis_evidence(i, j) = f.crisis_intensity(i, j) = f.crisis_alert(i, j) = Real(0);
    for (int l = 0; l < now.shape.polities; ++l) f.yielded(l) = Real(0);
  }

  // (i) A threat toward a polity that is not the sender's own member; the patron answers for a rival's member.
  template <class Real, class Mind> void open_from_threats(const Month<Real>& now, const Mind& mind) const {
    const Model& model = now.model;
    const Real threaten = Real(model.codebook.at(Role::threaten));
    for (int i = 0; i < now.shape.principals; ++i)
      for (int l = 0; l < now.shape.polities; ++l) {
        if (l == model.polity_of(i)) continue;
        const MaskOf<Real> threatened = (now.flows.act(i, l) == threaten) & !holds(now.frame.own(i, l));
        if (!any(threatened)) continue;
        const DrawBlock<Real> luck = now.luck.block(DrawGroup::act, model.dyad(i, l));
        const Real outcome = luck.uniform(decisions::threat_outcome);
        const Real nuclear = luck.uniform(decisions::threat_nuclear);
        MaskOf<Real> alone = threatened;
        for (int j = 0; j < now.shape.principals; ++j) {
          if (j == i) continue;
          const MaskOf<Real> patron_answers = threatened & (now.state.bloc(l) == Real(j));
          alone = alone & !patron_answers;
          settle(now, mind, patron_answers, of_threat(model.polity_of(i), model.polity_of(j), l), outcome, nuclear);
        }
        settle(now, mind, alone, of_threat(model.polity_of(i), l, l), outcome, nuclear);
      }
  }

  // (ii) Flashpoints, inside their dates, while the two are not in one bloc; the likelier the more hostile they are.
  template <class Real, class Mind> void open_from_flashpoints(const Month<Real>& now, const Mind& mind) const {
    const Model& model = now.model;
    for (std::size_t number = 0; number < model.flashpoints.size(); ++number) {
      const FlashpointNumbers& place = model.flashpoints[number];
      if (now.t < place.from || now.t > place.to) continue;
      const Real bloc_c = now.state.bloc(place.challenger);
      MaskOf<Real> open = !((bloc_c >= Real(0)) & (bloc_c == now.state.bloc(place.defender)));
      open = open & holds(now.state.present(place.challenger)) & holds(now.state.present(place.defender));
      if (place.condition_polity >= 0) open = open & holds(now.state.present(place.condition_polity));
      if (place.condition_polity >= 0) open = open & (now.state.system(place.condition_polity) == Real(place.condition_system));
      const Real mutual = mean_hostility(now, place.challenger, place.defender);
      const auto luck = now.luck.block(DrawGroup::flashpoint, place.address);
      const Real chance = chance_of_rate(Real(place.rate) * mutual);
      const MaskOf<Real> fires = open & (luck.uniform(decisions::flashpoint_fires) < chance);
      const Dispute dispute{place.challenger, place.defender, static_cast<int>(number), place.stake,
          decisions::flashpoint_outcome, decisions::flashpoint_nuclear};
      if (now.ledger)
        note_of_dispute(
            *now.ledger, open, dispute, decisions::flashpoint_fires, luck.uniform(decisions::flashpoint_fires), chance, fires);
      settle(now, mind, fires, dispute, luck.uniform(decisions::flashpoint_outcome), luck.uniform(decisions::flashpoint_nuclear));
    }
  }

  // (iii) Accidents between two active principals with a warhead each; a fair coin says who challenges.
  template <class Real, class Mind> void open_by_accident(const Month<Real>& now, const Mind& mind) const {
    const Model& model = now.model;
    for (int a = 0; a < now.shape.principals; ++a)
      for (int b = a + 1; b < now.shape.principals; ++b) {
        const MaskOf<Real> nuclear_pair = both_nuclear(now, a, b);
        if (!any(nuclear_pair)) continue;
        const auto luck = now.luck.block(DrawGroup::accident, model.pair(a, b));
        const Real rate = Real(accident_rate) * (Real(1) + Real(accident_alert) * now.state.alert(a, b));
        const Real chance = chance_of_rate(rate);
        const MaskOf<Real> happens = nuclear_pair & (luck.uniform(decisions::accident_fires) < chance);
        const Dispute either_way = of_accident(model.polity_of(a), model.polity_of(b));
        if (now.ledger)
          note_of_dispute(*now.ledger, nuclear_pair, either_way, decisions::accident_fires,
              luck.uniform(decisions::accident_fires), chance, happens);
        if (!any(happens)) continue;
        const MaskOf<Real> first = luck.uniform(decisions::accident_challenger) < Real(0.5);
        const Real outcome = luck.uniform(decisions::accident_outcome);
        const Real turns = luck.uniform(decisions::accident_nuclear);
        settle(now, mind, happens & first, either_way, outcome, turns);
        settle(now, mind, happens & !first, of_accident(model.polity_of(b), model.polity_of(a)), outcome, turns);
      }
  }

  template <class Real> static MaskOf<Real> both_nuclear(const Month<Real>& now, int a, int b) {
    return holds(now.frame.active(a)) & holds(now.frame.active(b)) & (now.frame.warheads(now.model.polity_of(a)) >= Real(1)) &
           (now.frame.warheads(now.model.polity_of(b)) >= Real(1));
  }

  template <class Real> void false_alarms(const Month<Real>& now) const {
    const Model& model = now.model;
    for (int a = 0; a < now.shape.principals; ++a)
      for (int b = a + 1; b < now.shape.principals; ++b) {
        const MaskOf<Real> nuclear_pair = both_nuclear(now, a, b);
        if (!any(nuclear_pair)) continue;
        const auto luck = now.luck.block(DrawGroup::false_alarm, model.pair(a, b));
        const Real chance = when(nuclear_pair, chance_of_rate(Real(false_alarm_rate) * now.state.alert(a, b)));
        const Real draw = luck.uniform(decisions::false_alarm);
        const Real launched = truth<Real>(draw < chance);
        if (now.ledger)
          note_chance(*now.ledger, decisions::false_alarm, nuclear_pair, model.polity_of(a), model.polity_of(b), draw, chance,
              holds(launched));
        either(now.flows.nuclear_chance(0), chance);
        now.flows.nuclear(0) = largest(now.flows.nuclear(0), launched);
        note<Real>(now,
            {.kind = EventKind::false_alarm, .where = holds(launched), .who = model.polity_of(a), .whom = model.polity_of(b)});
        if (between_superpowers(model, model.polity_of(a), model.polity_of(b))) {
          either(now.flows.war_chance(0), chance);
          now.flows.war(0) = largest(now.flows.war(0), launched);
        }
      }
  }

  // c becomes the chance of either of two independent events.
  template <class Real> static void either(Real& c, Real p) { c = c + p * (Real(1) - c); }

  static bool is_superpower(const Model& model, int l) {
    return l == model.polity_of(model.superpower[0]) || l == model.polity_of(model.superpower[1]);
  }
  static bool between_superpowers(const Model& model, int c, int d) { return is_superpower(model, c) && is_superpower(model, d); }

  // Mean of the two sides' hostility; for a party that keeps none, the other's.
  template <class Real> Real mean_hostility(const Month<Real>& now, int c, int d) const {
    const int kc = now.model.polity(c).principal;
    const int kd = now.model.polity(d).principal;
    if (kc < 0 && kd < 0) return Real(hostility_other);
    const Real of_c = kc >= 0 ? now.state.hostility(kc, d) : now.state.hostility(kd, c);
    const Real of_d = kd >= 0 ? now.state.hostility(kd, c) : of_c;
    return (of_c + of_d) * Real(0.5);
  }

  template <class Real, class Forces>
  Party<Real> party(const Month<Real>& now, const Forces& forces, int i, int other, bool defends, Real stake) const {
    const Model& model = now.model;
    const int k = model.polity(i).principal;
    const int k_other = model.polity(other).principal;
    const auto mine = forces.effective_forces(now, i, [&](int j) { return MaskOf<Real>(j != k_other); });
    const auto theirs = forces.effective_forces(now, other, [&](int j) { return MaskOf<Real>(j != k); });
    const Real share_of_forces = mine.spending / (mine.spending + theirs.spending);
    const Real enmity = k >= 0 ? now.state.hostility(k, other) : Real(hostility_other);
    Party<Real> p;
    p.resolve = Real(resolve) + Real(defends ? double{resolve_defender} : 0.0) +
                Real(resolve_forces) * (share_of_forces - Real(0.5)) + Real(resolve_hostility) * enmity +
                now.state.reputation(i) + stake;
    if (k >= 0 && k_other >= 0) p.resolve = p.resolve + now.frame.boldness(k, other);
    p.danger = forces.war_cost(share_of_forces, theirs.surviving);
    p.public_mood = now.frame.public_mood(i);
    p.danger_weight = Real(danger_other);
    p.public_weight = Real(public_other);
    if (k >= 0) {
      const MaskOf<Real> has_doctrine = holds(now.frame.active(k));
      p.danger_weight = select(has_doctrine, now.frame.weight(k, danger), p.danger_weight);
      p.public_weight = select(has_doctrine, now.frame.weight(k, Feature::public_mood), p.public_weight);
    }
    return p;
  }

  // Who challenges whom, over what.
  struct Dispute {
    int challenger, defender;  // polities
    int place;                 // a flashpoint, or how else it opened
    double stake;              // nats
    Decision end, nuclear;     // what settles it, and whether a war over it turns nuclear
    int over = -1;             // after a threat: the polity threatened
  };
  static Dispute of_threat(int challenger, int defender, int threatened) {
    return {challenger, defender, opened_by_threat, 0, decisions::threat_outcome, decisions::threat_nuclear, threatened};
  }
  static Dispute of_accident(int challenger, int defender) {
    return {challenger, defender, opened_by_accident, 0, decisions::accident_outcome, decisions::accident_nuclear};
  }
  template <class Real> static LedgerEntry<Real> about(const Dispute& dispute, Decision decision, MaskOf<Real> where, Real draw) {
    return {.decision = decision,
        .where = where,
        .who = dispute.challenger,
        .whom = dispute.defender,
        .place = dispute.place,
        .over = dispute.over,
        .draw = draw};
  }

  // Whether something happens that belongs to a dispute: that it opens, that a war over it turns nuclear.
  template <class Real>
  [[gnu::cold, gnu::noinline]] static void note_of_dispute(Ledger<Real>& ledger, MaskOf<Real> where, Dispute dispute,
      Decision decision, Real draw, Real chance, MaskOf<Real> happens) {
    if (!any(where)) return;
    LedgerEntry<Real> entry = about(dispute, decision, where, draw);
    entry.result = select(happens, Real(it_happens), Real(it_does_not));
    entry.upto = {chance};
    ledger.push_back(std::move(entry));
  }

  // The ends of a crisis: rung by rung, that the challenger yields, that the defender does, that control is lost.
  template <class Real>
  [[gnu::cold, gnu::noinline]] static void note_end(Ledger<Real>& ledger, MaskOf<Real> opens, Dispute dispute,
      Ladder<Real> ladder, Real draw, Real rung, MaskOf<Real> c_yields, MaskOf<Real> d_yields) {
    LedgerEntry<Real> entry = about(dispute, dispute.end, opens, draw);
    entry.result = Real(3) * (rung - Real(1)) + select(c_yields, Real(0), select(d_yields, Real(1), Real(2)));
    Real cumulated = Real(0);
    for (std::size_t n = 0; n < rungs; ++n)
      for (const Real& chance : {ladder.challenger_yields[n], ladder.defender_yields[n], ladder.control_lost[n]})
        entry.upto.push_back(cumulated = cumulated + chance);
    entry.upto.pop_back();
    ledger.push_back(std::move(entry));
  }

  // A crisis in the histories where it `opens`.
  template <class Real, class Mind>
  void settle(const Month<Real>& now, const Mind& mind, MaskOf<Real> opens, const Dispute& dispute, Real outcome,
      Real turns_nuclear) const {
    if (!any(opens)) return;
    const int c = dispute.challenger;
    const int d = dispute.defender;
    const Real stake = Real(dispute.stake);
    const Model& model = now.model;
    const Flows<Real>& flows = now.flows;
    const Party<Real> challenger = party(now, mind.forces, c, d, false, stake);
    const Party<Real> defender = party(now, mind.forces, d, c, true, stake);
    const std::array<Real, rungs> risk = risks<Real>();
    std::array<Real, rungs> firm_c, firm_d, holds_c, holds_d;
    for (std::size_t n = 0; n < rungs; ++n) {
      firm_c[n] = firmness(challenger, risk[n], challenger.danger_weight, challenger.public_weight);
      firm_d[n] = firmness(defender, risk[n], defender.danger_weight, defender.public_weight);
      holds_c[n] = logistic(firm_c[n]);
      holds_d[n] = logistic(firm_d[n]);
    }
    const Ladder<Real> ladder = climb(holds_c, holds_d, risk);

    // One draw settles it: the end, and the rung at which it came.
    Real rung = Real(rungs);
    MaskOf<Real> open(true);
    MaskOf<Real> c_yields(false);
    MaskOf<Real> d_yields(false);
    Real cumulated = Real(0);
    for (std::size_t n = 0; n < rungs; ++n) {
      const Real here = Real(static_cast<double>(n + 1));
      const auto ends = [&](Real chance) {
        cumulated = cumulated + chance;
        const MaskOf<Real> now_ends = open & (outcome < cumulated);
        rung = select(now_ends, here, rung);
        open = open & !now_ends;
        return now_ends;
      };
      c_yields = c_yields | ends(ladder.challenger_yields[n]);
      d_yields = d_yields | ends(ladder.defender_yields[n]);
      ends(ladder.control_lost[n]);
    }
    const MaskOf<Real> war = opens & !c_yields & !d_yields;
    if (now.ledger) note_end(*now.ledger, opens, dispute, ladder, outcome, rung, c_yields, d_yields);

    const Real end = select(c_yields, Real(static_cast<double>(CrisisEnd::challenger_yields)),
        select(d_yields, Real(static_cast<double>(CrisisEnd::defender_yields)), Real(static_cast<double>(CrisisEnd::war))));
    note<Real>(now, {.kind = EventKind::crisis,
                        .where = opens,
                        .who = c,
                        .whom = d,
                        .place = dispute.place,
                        .number = rung,
                        .detail = end,
                        .over = dispute.over});

    const Real both_warheads = now.frame.warheads(c) + now.frame.warheads(d);
    const MaskOf<Real> both_have = (now.frame.warheads(c) >= Real(1)) & (now.frame.warheads(d) >= Real(1));
    const Real escalates = Real(nuclear_most) * (Real(1) - exponential(-(both_warheads / Real(nuclear_scale)))) *
                           select(both_have, Real(1), Real(nuclear_limited));
    const Real chance_of_war = when(opens, ladder.war);
    either(flows.nuclear_chance(0), chance_of_war * escalates);
    flows.nuclear(0) = largest(flows.nuclear(0), truth<Real>(war & (turns_nuclear < escalates)));
    if (now.ledger)
      note_of_dispute(*now.ledger, war, dispute, dispute.nuclear, turns_nuclear, escalates, turns_nuclear < escalates);
    const Real opened = truth<Real>(opens);
    if (is_superpower(model, c) || is_superpower(model, d)) flows.crises_with(0) += opened;
    if (between_superpowers(model, c, d)) {
      flows.crises_between(0) += opened;
      flows.highest_rung(0) = largest(flows.highest_rung(0), when(opens, rung));
      flows.war(0) = largest(flows.war(0), truth<Real>(war));
      either(flows.war_chance(0), chance_of_war);
    } else {
      flows.limited_wars(0) += truth<Real>(war);
    }
    flows.yielded(c) += truth<Real>(opens & c_yields);
    flows.yielded(d) += truth<Real>(opens & d_yields);

    const int kc = model.polity(c).principal;
    const int kd = model.polity(d).principal;
    if (kc >= 0) mind.witness.watch_crisis(now, opens, kc, kd, firm_c, rung, c_yields, MaskOf<Real>(false));
    if (kd >= 0) mind.witness.watch_crisis(now, opens, kd, kc, firm_d, rung, d_yields, c_yields);
    if (kc < 0 || kd < 0) return;
    const MaskOf<Real> between_active = opens & is_active_principal(now, c) & is_active_principal(now, d);
    if (!any(between_active)) return;
    const Real climbed = when(between_active, rung * Real(1.0 / rungs));
    flows.crisis_alert(kc < kd ? kc : kd, kc < kd ? kd : kc) += climbed;
    flows.crisis_intensity(kc, kd) += Real(intensity) * climbed;
    flows.crisis_intensity(kd, kc) += Real(intensity) * climbed;
    flows.crisis_evidence(kd, kc) += when(
        between_active, Real(salience) * decisions(model, between_active, challenger, risk, rung, c_yields, MaskOf<Real>(false)));
    flows.crisis_evidence(kc, kd) +=
        when(between_active, Real(salience) * decisions(model, between_active, defender, risk, rung, d_yields, c_yields));
  }

  // Sum of ln(h_R/h_S) over the rungs at which the party held, and ln((1-h_R)/(1-h_S)) where it yielded.  `cut_short`: the other
  // yielded before the party had to decide at the last rung reached.  `where`: the histories in crisis; rungs that none of them
  // reached are left out, as they add nothing.
  template <class Real>
  Real decisions(const Model& model, MaskOf<Real> where, const Party<Real>& party, const std::array<Real, rungs>& risk, Real rung,
      MaskOf<Real> yielded, MaskOf<Real> cut_short) const {
    const auto weight = [](const StereotypeNumbers& s, Feature f) { return s.weight[static_cast<std::size_t>(f)]; };
    Real told = Real(0);
    for (std::size_t n = 0; n < rungs; ++n) {
      const Real here = Real(static_cast<double>(n + 1));
      if (!any(where & (here <= rung))) break;
      const Real r =
          firmness(party, risk[n], Real(weight(model.revisionist, danger)), Real(weight(model.revisionist, public_mood)));
      const Real s =
          firmness(party, risk[n], Real(weight(model.security_seeker, danger)), Real(weight(model.security_seeker, public_mood)));
      const Real held = logarithm_1p(exponential(-s)) - logarithm_1p(exponential(-r));
      const Real gave_way = logarithm_1p(exponential(s)) - logarithm_1p(exponential(r));
      const MaskOf<Real> last = here == rung;
      told = told + when((here < rung) | (last & !yielded & !cut_short), held) + when(last & yielded, gave_way);
    }
    return told;
  }
};

}  // namespace coexist
