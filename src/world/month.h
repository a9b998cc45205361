// SPDX-License-Identifier: Apache-2.0
// What a mechanism is handed: the model, the month, the luck, and the columns.
#pragma once

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/lanes.h"
#include "world/channels.h"
#include "world/columns.h"
#include "world/journal.h"
#include "world/ledger.h"
#include "world/luck.h"

namespace coexist {

struct Model;

// The analyst's change to a run: from month `from` on, the actor follows `doctrine`, whatever its history says.
struct Intervention {
  int actor = -1;  // principal; -1: none
  int from = 0;    // month
  int doctrine = -1;
  Channel held = Channel::none;  // whose columns have the values they have in
  int twin = -1;                 // this arm, one that comes before
};

template <class Real> struct Month {
  const Model& model;
  int t;  // months since the start
  Shape shape;
  Luck<Real>& luck;
  const Intervention& intervention;
  State<Real> state;
  Frame<Real> frame;
  Flows<Real> flows;
  Journal<Real>* journal = nullptr;  // where events are kept, if they are
  Ledger<Real>* ledger = nullptr;    // where decisions are kept, if they are
  Holding<Real>* holding = nullptr;  // of a channel, if any is held
};

// Polities that a sweep takes one after the other, before the next step is taken for all of them: short steps over a few polities
// overlap, where one long body a polity would wait for itself.
inline constexpr int abreast = 8;

// Columns of a channel have been written.
template <class Real> void written(const Month<Real>& now, Channel channel) {
  if (now.holding != nullptr) now.holding->at(channel, now.state, now.frame);
}

// Keeps an event for those who read histories.
template <class Real> void note(const Month<Real>& now, const JournalEntry<Real>& entry) {
  if (now.journal && any(entry.where)) now.journal->push_back(entry);
}

// Keeps a decision whether something happens, for those who compare twins.  Callers ask for a ledger first.  Like all that only a
// ledger needs it is a call of its own and takes values, so that nothing of the sweep it stands in has to lie in memory for it.
template <class Real>
[[gnu::cold, gnu::noinline]] void note_chance(Ledger<Real>& ledger, Decision decision, MaskOf<Real> where, int who, int whom,
    Real draw, Real chance, MaskOf<Real> happens) {
  if (!any(where)) return;
  ledger.push_back({.decision = decision,
      .where = where,
      .who = who,
      .whom = whom,
      .draw = draw,
      .result = select(happens, Real(it_happens), Real(it_does_not)),
      .upto = {chance}});
}

// A truth column holds 0 or 1.
template <class Real> MaskOf<Real> holds(Real truth) { return truth > Real(0.5); }
template <class Real> Real truth(MaskOf<Real> mask) { return select(mask, Real(1), Real(0)); }

// Sum of value(l) over the first `count` numbers l, where each value is a whole number and none is -0: such sums are exact in any
// order, as long as they are below 2^24, and four at a time do not wait for each other.
template <class Real, class Value> Real sum_of_whole(int count, Value value) {
  std::array<Real, 4> sums;
  sums.fill(Real(0));
  int l = 0;
  for (; l + 4 <= count; l += 4)
    for (int n = 0; n < 4; ++n) sums[static_cast<std::size_t>(n)] = sums[static_cast<std::size_t>(n)] + value(l + n);
  for (; l < count; ++l) sums[0] = sums[0] + value(l);
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

// Where polity l is a principal that leads its own bloc.
template <class Real> MaskOf<Real> is_active_principal(const Month<Real>& now, int l) {
  const int k = now.model.polity(l).principal;
  return k < 0 ? MaskOf<Real>(false) : holds(now.frame.active(k));
}

// Chance that an event of a yearly rate happens within a month: 1 - exp(-rate/12).
template <class Real> Real chance_of_rate(Real rate) { return -exponential_m1(rate * Real(-1.0 / 12.0)); }

// Reflects at 0 and at 1, then clips.
template <class Real> Real fold(Real a) {
  const Real above = select(a < Real(0), -a, a);
  const Real below = select(above > Real(1), Real(2) - above, above);
  return clip(below, Real(0), Real(1));
}

}  // namespace coexist
