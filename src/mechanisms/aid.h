// SPDX-License-Identifier: Apache-2.0
// Aid.  Principals compete for others with gifts: an act that has a price, helps growth a little, and is remembered.
//
//   gift_kl   = aid_Y Y_l   where k's act toward l is aid, all in proportion less where they exceed aid_C Y_k          Morgenthau (1962)
//   gamma_l  += aid_G sum_k gift_kl / Y_l,    gamma_k -= g_M sum_l gift_kl / Y_k                       Clemens and others (2012)
//   aided_lk += Delta aid_f ( 1[k aids l] - aided_lk )
//   pull of system s on l      += aid_P ( aided_l,pole(s) - aided_l,pole(own) )      Alesina and Dollar (2000); Kuziemko and Werker (2006)
//   change of a member's loyalty += aid_L aided_l,leader                                                nats a year
//
// gift: currency a year, in the month of the act.  Y: output.  gamma: growth, 1/year.  aided: share of recent months with aid, 0..1;
// at the start 0.  pole(s): the principal that leads system s; where nobody does, what it has given is 0.  The pull is on every polity
// that may change its system by example (mechanisms/example.h).  g_M: what a burden of arms costs growth; aid is paid from the same
// output.
// Claim: aid follows strategic interest more than need; what it buys is votes and alignment, and growth only a little, and that
// is disputed (Burnside and Dollar 2000).
// To whom: members of the own bloc, and polities in none; not members of a rival's bloc.  Whether it is given is choice, with the
// numbers of the codebook's act `aid`; observers read it like every act (mechanisms/belief.h).  What history had a principal give
// (an incident) is given to whomever it says; of an act that was not to be had observers read only that it was none of the others.
// Departures: what is remembered is that aid was given, not what it was worth; a gift is a share of what the recipient makes, not of
// its need; military aid is not told apart; nobody refuses it or takes it from both sides to play them off; no doctrine has a weight
// for aid of its own.
#pragma once

#include <array>
#include <string_view>

#include "model/mechanism.h"
#include "model/model.h"
#include "world/month.h"

namespace coexist {

struct Aid {
  static constexpr MechanismInfo info{"aid", "gifts cost the giver output and win over those who are given to", "3.19",
      "Morgenthau 1962; Alesina and Dollar 2000; Clemens and others 2012", 3};
  // Without force where the scenario lacks the act.
  static constexpr std::array<std::string_view, 4> columns = {"aided", "aidable", "aid_given", "aid_growth"};
  bool on = true;

  Parameter worth_of_a_month{"aid_Y", "share of output", 0.05, lognormal(0.5), share,
      "what a month of aid is worth, as a yearly share of the recipient's output", "judgement"};
  Parameter most_given{"aid_C", "share of output", 0.03, uniform(0.01, 0.05), share,
      "most of its output that a principal gives away",
      "judgement; the European Recovery Program took some 2 % of American output"};
  Parameter helps_growth{"aid_G", "1", 0.15, uniform(0, 0.3), not_negative,
      "growth of the recipient per unit of its output given to it",
      "Clemens and others 2012; none on average: Burnside and Dollar 2000"};
  Parameter fading{"aid_f", "1/year", 0.5, lognormal(0.3), yearly_rate, "fading of the memory of aid", "judgement"};
  Parameter attraction{"aid_P", "nats", 1.0, uniform(0, 2), not_negative,
      "pull of the giver's system on one that it aids every month", "judgement; Kuziemko and Werker 2006"};
  Parameter gratitude{"aid_L", "nats/year", 0.3, lognormal(0.5), not_negative,
      "loyalty of a member that its leader aids every month, beside that for a cooperative act", "judgement"};

  auto sheet() { return std::array{&worth_of_a_month, &most_given, &helps_growth, &fading, &attraction, &gratitude}; }

  // Whether there is aid at all: the scenario's codebook may lack it.
  bool is_given(const Model& model) const { return on && model.codebook.has_aid(); }

  // To whom, for the frame.
  template <class Real> void weigh(const Month<Real>& now) const {
    const Model& model = now.model;
    if (!model.codebook.has_aid()) return;
    for (int k = 0; k < now.shape.principals; ++k)
      for (int l = 0; l < now.shape.polities; ++l)
        now.frame.aidable(k, l) = truth<Real>(MaskOf<Real>(on && l != model.polity_of(k)) & !holds(now.frame.rival(k, l)));
  }

  // Step 7, before the economy.  `burden`: growth lost per unit of output that is given away.
  template <class Real> void advance(const Month<Real>& now, double burden) const {
    const Model& model = now.model;
    if (!is_given(model)) return;
    const Real aid = Real(model.codebook.at(Role::aid));
    for (int i = 0; i < now.shape.polities; ++i) now.flows.aid_given(i) = now.flows.aid_growth(i) = Real(0);
    for (int k = 0; k < now.shape.principals; ++k) {
      const int giver = model.polity_of(k);
      Real asked = Real(0);
      for (int l = 0; l < now.shape.polities; ++l)
        if (l != giver) asked = asked + when(now.flows.act(k, l) == aid, Real(worth_of_a_month) * now.state.output(l));
      const Real most = Real(most_given) * now.state.output(giver);
      const MaskOf<Real> too_much = asked > most;
      const Real part = select(too_much, most, Real(1)) / select(too_much, asked, Real(1));
      for (int l = 0; l < now.shape.polities; ++l) {
        if (l == giver) continue;
        const Real aids = truth<Real>(now.flows.act(k, l) == aid);
        Real& remembered = now.state.aided(l, k);
        remembered = remembered + Real(month_length * fading) * (aids - remembered);
        now.flows.aid_growth(l) = now.flows.aid_growth(l) + aids * part * Real(helps_growth * worth_of_a_month);
      }
      now.flows.aid_given(giver) = asked * part;
      now.flows.aid_growth(giver) =
          now.flows.aid_growth(giver) - Real(burden) * now.flows.aid_given(giver) / now.state.output(giver);
    }
  }

  // What aid adds to the pull of a system on polity l, whose own is led by `own`; a pole of -1: nobody leads it.
  template <class Real> Real pull(const Month<Real>& now, int l, int pole, Real own) const {
    return Real(attraction) * (remembered_of(now, l, pole) - own);
  }
  template <class Real> static Real remembered_of(const Month<Real>& now, int l, int pole) {
    return pole < 0 ? Real(0) : now.state.aided(l, pole);
  }
};

}  // namespace coexist
