// SPDX-License-Identifier: Apache-2.0
// What happened, event by event, for those who want to read a history.  Kept only where asked for.  The kinds stand in the order in
// which the events of a month are told.
#pragma once

#include <vector>

#include "base/lanes.h"

namespace coexist {

enum class EventKind {
  entry,          // who: a polity joins the system of states
  succession,     // who: a polity; a new leader
  adoption,       // who: a polity; number: the doctrine
  unrest,         // who; number: what was added
  demonstration,  // who toward whom
  threat,
  subversion,
  intervention,  // who against whom; number: 1 if it succeeded
  crisis,        // who challenges whom; number: the rung; detail: how it ended; place: the flashpoint, or how it opened
  false_alarm,   // between who and whom: a launch
  overthrow,     // who; number: the system it brought
  reform,        // who; number: the system adopted by example
  split,         // who leaves whom; number: the bloc it joins, by its principal; -1: none
  superpower_war,
  nuclear_use
};

// How a crisis opened, where it was no flashpoint's; and how it ended.
inline constexpr int opened_by_threat = -1;
inline constexpr int opened_by_accident = -2;
enum class CrisisEnd { challenger_yields, defender_yields, war };

// An event in the histories of a batch where it happened.
template <class Real> struct JournalEntry {
  EventKind kind;
  MaskOf<Real> where;
  int who = -1;   // polity
  int whom = -1;  // polity
  int place = opened_by_threat;
  Real number = Real(0);
  Real detail = Real(0);
  int over = -1;  // of a crisis after a threat: the polity threatened
};

template <class Real> using Journal = std::vector<JournalEntry<Real>>;

}  // namespace coexist
