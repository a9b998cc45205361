// SPDX-License-Identifier: Apache-2.0
// The events of a month: those that flows record, beside the ones mechanisms noted themselves, and their sorting by history.
#pragma once

#include <cstdint>
#include <vector>

#include "model/model.h"
#include "world/month.h"

namespace coexist {

// One event of one history.
struct Event {
  std::uint32_t history = 0;  // within its batch or piece
  int arm = 0;
  int month = 0;
  EventKind kind = EventKind::threat;
  int who = -1, whom = -1;  // polities
  int place = opened_by_threat;
  double number = 0, detail = 0;
  int over = -1;  // of a crisis after a threat: the polity threatened
};

// One decision of one history, as a ledger has it.
struct Decided {
  std::uint32_t history = 0;  // within its batch or piece
  int arm = 0;
  int month = 0;
  Decision decision;
  int who = -1, whom = -1;  // polities
  int place = opened_by_threat;
  int over = -1;
  double draw = 0;
  int result = 0;
  std::vector<double> upto;  // chances, by alternative but the last
};

template <class Real> void note_flows(const Month<Real>& now) {
  const Model& model = now.model;
  const Flows<Real>& f = now.flows;
  for (int k = 0; k < model.principal_count(); ++k)
    for (int l = 0; l < model.polity_count(); ++l) {
      const int who = model.polity_of(k);
      if (l == who) continue;
      const auto did = [&](Role role) { return f.act(k, l) == Real(model.codebook.at(role)); };
      note<Real>(now, {.kind = EventKind::demonstration, .where = holds(f.demonstrated(k, l)), .who = who, .whom = l});
      note<Real>(now, {.kind = EventKind::threat, .where = did(Role::threaten), .who = who, .whom = l});
      note<Real>(now, {.kind = EventKind::subversion, .where = did(Role::subvert), .who = who, .whom = l});
    }
  for (int l = 0; l < model.polity_count(); ++l) {
    note<Real>(
        now, {.kind = EventKind::overthrow, .where = f.overthrown(l) > Real(0), .who = l, .number = f.overthrown(l) - Real(1)});
    note<Real>(now, {.kind = EventKind::reform, .where = f.reformed(l) > Real(0), .who = l, .number = f.reformed(l) - Real(1)});
    for (int b = 0; b < model.principal_count(); ++b)
      note<Real>(now, {.kind = EventKind::split,
                          .where = f.departed_from(l) == Real(b + 1),
                          .who = l,
                          .whom = model.polity_of(b),
                          .number = f.to_bloc(l)});
  }
  note<Real>(now, {.kind = EventKind::superpower_war, .where = holds(f.war(0))});
  note<Real>(now, {.kind = EventKind::nuclear_use, .where = holds(f.nuclear(0))});
}

// Adds a month's journal to the events of the histories that lived it.
template <class Real>
void append_events(const Journal<Real>& journal, MaskOf<Real> lived, int month, std::vector<Event>& events) {
  for (const JournalEntry<Real>& entry : journal) {
    const MaskOf<Real> where = entry.where & lived;
    for (int h = 0; h < lanes_of<Real>; ++h)
      if (lane(where, h))
        events.push_back({static_cast<std::uint32_t>(h), 0, month, entry.kind, entry.who, entry.whom, entry.place,
            static_cast<double>(lane(entry.number, h)), static_cast<double>(lane(entry.detail, h)), entry.over});
  }
}

// Adds a month's ledger to the decisions of the histories that lived it, of the first `count` of the batch.
template <class Real>
void append_decisions(const Ledger<Real>& ledger, MaskOf<Real> lived, int month, int count, std::vector<Decided>& decisions) {
  for (const LedgerEntry<Real>& entry : ledger) {
    const MaskOf<Real> where = entry.where & lived;
    for (int h = 0; h < lanes_of<Real> && h < count; ++h) {
      if (!lane(where, h)) continue;
      Decided decided{static_cast<std::uint32_t>(h), 0, month, entry.decision, entry.who, entry.whom, entry.place, entry.over,
          static_cast<double>(lane(entry.draw, h)), static_cast<int>(lane(entry.result, h)), {}};
      for (const Real& bound : entry.upto) decided.upto.push_back(static_cast<double>(lane(bound, h)));
      decisions.push_back(std::move(decided));
    }
  }
}

}  // namespace coexist
