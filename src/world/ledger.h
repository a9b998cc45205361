// SPDX-License-Identifier: Apache-2.0
// The decisions of a month that a draw settled, for those who ask where twin histories part.  Kept only where asked for: a mechanism
// tells of each decision what it compared and what came of it, and computes nothing else with it.
//
// The alternatives of a decision stand in an order, the same in every twin, and share the interval of the draw in that order: `upto`
// holds where each but the last ends.  So the draw lies below upto[result] and not below upto[result - 1], and where two twins
// decide differently under one draw, it lies between their bounds of the earlier of the two alternatives.
#pragma once

#include <vector>

#include "base/lanes.h"
#include "random/draws.h"
#include "world/journal.h"

namespace coexist {

// A decision in the histories of a batch where it was to be taken.  Noise is no decision, nor is a chance that no history changes:
// whether an act is seen, and who challenges after an accident.
template <class Real> struct LedgerEntry {
  Decision decision;
  MaskOf<Real> where;
  int who = -1, whom = -1;       // polities
  int place = opened_by_threat;  // of a crisis: the flashpoint, or how it opened
  int over = -1;                 // of a crisis after a threat: the polity threatened
  Real draw = Real(0);
  Real result = Real(0);        // number of the alternative that came about
  std::vector<Real> upto = {};  // by alternative but the last
};

template <class Real> using Ledger = std::vector<LedgerEntry<Real>>;

// Numbers of the alternatives where something happens or does not.
inline constexpr int it_happens = 0;
inline constexpr int it_does_not = 1;

}  // namespace coexist
