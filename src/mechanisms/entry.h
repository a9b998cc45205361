// SPDX-License-Identifier: Apache-2.0
// Entry.  New polities join the system of states on their dates: independence, not war, made most of the states of the period.
//
//   present_i(t) = [ t >= enters_i ],   and at t = enters_i every column of i is set to its start
//
// enters: a month, from the scenario; a polity without one is there from the beginning.  Until it enters nobody acts toward it, learns
// from it or counts it.  It comes with the values the scenario states, which stand for its date of entry.
// Source: membership of the interstate system (Correlates of War); the number of states grew from 84 in 1955 to 122 in 1964.
// Departures: dates are given, not caused; a colony has no life of its own before.
#pragma once

#include <array>

#include "model/mechanism.h"
#include "model/model.h"
#include "world/month.h"

namespace coexist {

struct Entry {
  static constexpr MechanismInfo info{
      "entry", "new polities join the system of states on their dates", "3.12", "Correlates of War, state system membership"};
  bool on = true;

  std::array<Parameter*, 0> sheet() { return {}; }

  template <class Real> static void initialise(const Model& model, State<Real>& state) {
    for (int i = 0; i < model.polity_count(); ++i) state.present(i) = Real(model.polity(i).enters <= 0 ? 1.0 : 0.0);
  }

  // Step 1, before all else.  `start`: the state at the start, whose columns of a newcomer become its own.
  template <class Real> void advance(const Month<Real>& now, State<Real>& start) const {
    if (!on) return;
    for (int i = 0; i < now.shape.polities; ++i)
      if (now.model.polity(i).enters == now.t && now.t > 0) {
        begin_life(now, start, i);
        now.state.present(i) = Real(1);
        note<Real>(now, {.kind = EventKind::entry, .where = MaskOf<Real>(true), .who = i});
      }
  }

 private:
  template <class Real> static void begin_life(const Month<Real>& now, State<Real>& start, int i) {
    std::array<const Real*, sizeof(State<Real>) / sizeof(Column<Real>)> from{};  // State is its columns and nothing else
    std::size_t next = 0;
    State<Real>::list(start, [&](auto& column, const ColumnInfo&) { from[next++] = column.data; });
    next = 0;
    State<Real> columns = now.state;
    State<Real>::list(columns, [&](auto& column, const ColumnInfo& info) {
      const Column<const Real> initial{from[next++], column.stride};
      if (info.index == IndexSet::polity) column(i) = initial(i);
      if (info.index == IndexSet::polity_system)
        for (int s = 0; s < now.shape.systems; ++s) column(i, s) = initial(i, s);
      if (info.index == IndexSet::polity_principal)
        for (int k = 0; k < now.shape.principals; ++k) column(i, k) = initial(i, k);
      if (info.index == IndexSet::dyad)
        for (int k = 0; k < now.shape.principals; ++k) column(k, i) = initial(k, i);
    });
  }
};

}  // namespace coexist
