// SPDX-License-Identifier: Apache-2.0
// A scenario: everything that describes a case, as data.  What a user writes in TOML is read into this, strictly; a program may
// fill it directly.  docs/scenario.md describes the file, docs/model the meaning.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "coexist/dates.h"

namespace coexist {

// Weights over the consequences of an act (model 3.2), nats per unit of the feature.
struct Weights {
  double gain = 0, danger = 0, fear = 0, hostility = 0, reciprocity = 0, public_ = 0, order = 0, promise = 0, cost = 0;
};

struct Act {
  std::string id;       // accommodate, trade, normal, denounce, subvert, threaten, force, aid: what the mechanisms know an act by
  double b = 0;         // log-odds against normal relations when all else is nil
  double e = 0;         // intensity, -1 (most hostile) .. 1 (most cooperative)
  double r = 0;         // revision gain
  double k = 0;         // escalation risk
  double c = 0;         // direct cost
  double seen = 1;      // chance that it is observed, 0..1
  double salience = 1;  // weight as evidence, routine months
  std::vector<std::string> breaks;  // principles
};

struct Stereotype {
  double militancy = 0.5;
  Weights weights;
};

struct Doctrine {
  std::string id;
  double militancy = 0.5;             // 0..1
  std::vector<std::string> promises;  // principles
  double scope_own = 0;               // 0..1, how far promises cover members of its own bloc
  double fund = 0;                    // 0..1, funding of the movement
  double demo_rate = 0;               // demonstrations a year beside the dated ones
  double dove = 0;                    // for adoption under fear
  double precedent = 0;               // 0..1, how far it can be argued from the common canon
  std::string varies_with;  // another doctrine with whose judged numbers its own vary under the priors; empty: on its own
  Weights weights;
};

struct Adoption {
  std::string polity;
  Date date;
  std::string doctrine;             // history fixes it, or, where this is empty,
  std::vector<std::string> choose;  // the leadership picks from its repertoire (model 3.11)
  std::vector<double> bias;         // log-odds of each of `choose`; empty: all 0
};

struct Leader {
  std::string polity, name;
  Date date;
};

struct Demonstration {
  std::string actor, target;
  Date date;
  std::string doctrine;                       // empty: it happened in every arm
  std::string name;                           // as it stands in a sentence, "the Geneva summit"; may be empty
  bool in_every_arm_before_adoption = false;  // of a doctrine's: dated before the question's adoption it happened anyway
  bool takes_two = false;                     // an agreement: made where both sides are ready (model version 3)
  double audience = 0;                        // 0..1, how far it reached the target's public (model version 3)
};

// An act that history had, in every arm.
struct Incident {
  std::string actor, target;
  Date date;
  std::string act;   // of the codebook
  std::string name;  // for people; may be empty
};

struct Flashpoint {
  std::string name, challenger, defender;
  double rate = 0;   // crises a year per unit of mean mutual hostility
  double stake = 0;  // nats, added to both sides' resolve
  Date from, to;     // both months included
  struct Condition {
    std::string polity, system;
  };
  std::optional<Condition> only_if;
};

struct DatedEvent {
  enum class Kind { unrest, militancy };
  Kind kind = Kind::unrest;
  std::string polity;
  Date date;
  double size = 0;  // unrest: added to the share mobilised; militancy: the new value
};

struct Question {
  std::string id;
  std::string actor, doctrine, instead;
  Date adopt;
  std::vector<Date> report_fear;           // dates at which the rival's belief is an outcome of its own
  std::vector<std::string> report_splits;  // polities whose split is an outcome of its own
};

struct Systems {
  std::vector<std::string> names;
  std::vector<std::vector<double>> distance;  // [system][system], 0..1
  std::vector<std::string> challenger;        // [system] what a revolution inside a polity of the system would bring
  std::vector<std::string> pole;              // [system] the polity whose bloc a newcomer joins; may be empty
  double far_weight = 1;                      // weight of examples from another region
  std::vector<double> reported;               // [system] excess of published over actual growth, 1/year
  std::vector<std::string> principles;
};

struct Movement {
  std::string sponsor;  // empty: none
  std::vector<std::string> publics;
};

struct Warheads {
  std::vector<int> years;                                 // year-end values, years in a row
  std::map<std::string, std::vector<double>> stock;       // by polity, one value a year
  std::map<std::string, std::vector<double>> survivable;  // share deliverable after a first strike, 0..1
};

struct Polity {
  std::string id;
  int ccode = 0;
  std::string name;
  std::string system;
  std::string bloc;               // the principal whose bloc it is in; empty: none
  double Y = 0, M = 0, M_eq = 0;  // output, military spending, its resting level: constant currency a year
  double growth = 0;              // 1/year, net of the burden of the time
  double open = 0;                // 0..1
  double mu = 0.5, sigma = 0.2;
  double R = 0, P = 0;  // shares of society
  double militancy = 0.5;
  double loyalty = 0;  // nats
  std::string region;
  double prominence = 1;
  bool can_be_principal = false;
  std::optional<Date> enters;  // when it joins the system of states; none: there from the beginning
};

// What the first two principals are called, one and several of them; outcomes, events and texts follow.
struct Called {
  std::string one = "superpower", many = "superpowers";
  friend bool operator==(const Called&, const Called&) = default;
};

struct Scenario {
  std::string source;  // the file, or the bundled name, it was read from
  std::string text;    // as read
  std::string name, title;
  std::string look_for;            // what to look for in its histories, one paragraph for people; may be empty
  std::vector<std::string> meant;  // parameters that are meant to lie far from their priors
  std::string currency;            // in what Y and M are counted, "billions of 1953 dollars"; may be empty
  int model = 2;
  Date start, end;                           // both months included
  std::vector<std::string> principal_slots;  // the first two are the superpowers, or what `called` says
  Called called;
  std::vector<Question> questions;
  Systems systems;
  Movement movement;
  std::vector<Act> acts;  // in the order in which the choice is drawn
  Stereotype security_seeker, revisionist;
  std::vector<Doctrine> doctrines;
  std::vector<Adoption> adoptions;
  std::vector<Leader> leaders;
  std::vector<Demonstration> demonstrations;
  std::vector<Incident> incidents;
  std::vector<Flashpoint> flashpoints;
  std::vector<DatedEvent> history;
  std::map<std::pair<std::string, std::string>, double> belief;  // (observer, observed): starting log-odds; others at B0
  double hostility_rival = 0.75, hostility_own = 0.10, hostility_non_aligned = 0.30;
  Warheads warheads;
  std::map<std::string, std::map<std::string, double>> reach;  // [principal][polity], 0..1
  int growth_first_year = 0;
  std::map<std::string, std::vector<double>> growth_path;  // by polity, one value a year
  std::vector<Polity> polities;
  std::map<std::string, double> parameters;  // overrides of the sheets' defaults, by name
  // Numbers set from outside, by path and value: no draw from a prior replaces them.
  std::vector<std::pair<std::string, std::string>> overridden;
  std::vector<std::string> without;  // mechanisms switched off

  int months() const { return end - start + 1; }
};

}  // namespace coexist
