// SPDX-License-Identifier: Apache-2.0
// The outcomes there are, in the order in which they are reported, and the gathering of their monthly readings.
#pragma once

#include <array>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "outcomes/acts.h"
#include "outcomes/arms.h"
#include "outcomes/competition.h"
#include "outcomes/crises.h"
#include "outcomes/fear_of_revolution.h"
#include "outcomes/hostility.h"
#include "outcomes/observers.h"
#include "outcomes/peace.h"
#include "outcomes/promises.h"
#include "outcomes/splits.h"
#include "outcomes/systems.h"
#include "outcomes/war.h"

namespace coexist {

using Outcomes = std::tuple<SuperpowerWar, NuclearUse, Crises, CrisesSuperpower, HighestRung, LimitedWars, Threats, Subversions,
    ThreatsByRivals, HostilityTowardActor, HostilityOfActor, FearOfRevolution, FearOfRevolutionAt, ArmsSpending, ArmsBurden,
    PeaceMobilisation, SystemsAtEnd, RevolutionsTo, ReformsTo, InterventionsOwnBloc, InterventionsElsewhere, PromisesBroken,
    BlocSplit, SplitOf, SplitMonth, DeparturesFromRival, FearOfAllies, ThoughtIrresolute, Breaches, BreachesByRivals, Agreements,
    AidGiven, RelativeOutput, OutputUnder, Prestige, SuperpowerWarCounted, NuclearUseCounted>;
inline constexpr std::size_t outcome_types = std::tuple_size_v<Outcomes>;

constexpr std::array<OutcomeInfo, outcome_types> outcome_infos() {
  return []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<OutcomeInfo, outcome_types>{std::tuple_element_t<I, Outcomes>::info...};
  }(std::make_index_sequence<outcome_types>());
}

// One outcome of a question: a type, or one member of a family.
struct OutcomeInstance {
  std::size_t type = 0;
  std::string name;  // as in JSON and CSV
  Subject subject;
  int counted = -1;       // for an exact chance: the instance that counts the event
  bool is_count = false;  // whether it is such a count, shown beside its chance only

  const OutcomeInfo& info() const {
    static constexpr auto infos = outcome_infos();
    return infos[type];
  }
};

template <class Real> Real read_outcome(const OutcomeInstance& outcome, const Month<Real>& now) {
  using Reader = Real (*)(const Month<Real>&, const Subject&);
  static constexpr auto readers = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<Reader, outcome_types>{&std::tuple_element_t<I, Outcomes>::template read<Real>...};
  }(std::make_index_sequence<outcome_types>());
  return readers[outcome.type](now, outcome.subject);
}

// What the outcomes have come to, in a batch.
template <class Real> class Tally {
 public:
  explicit Tally(const std::vector<OutcomeInstance>& outcomes)
      : outcomes_(&outcomes), gathered_(outcomes.size()), last_(outcomes.size()) {}

  void clear() {
    for (Real& value : gathered_) value = Real(0);
    for (Real& value : last_) value = Real(0);
    months_ = Real(0);
  }

  // The readings of a month, in the histories that lived it.  `averaging`: adoption has come.
  void gather(const Month<Real>& now, MaskOf<Real> lived, bool averaging) {
    if (averaging) months_ = months_ + truth<Real>(lived);
    const Real months = largest(months_, Real(1));
    const bool may_end = now.t + 1 == now.model.months || any(lived & (holds(now.flows.war(0)) | holds(now.flows.nuclear(0))));
    for (std::size_t o = 0; o < outcomes_->size(); ++o) {
      const OutcomeInstance& outcome = (*outcomes_)[o];
      const Gather how = outcome.info().gather;
      if (how == Gather::at_date && now.t > outcome.subject.label) continue;
      if (how == Gather::at_end && !may_end) continue;
      const Real reading = read_outcome(outcome, now);
      Real& value = gathered_[o];
      switch (how) {
        case Gather::chance:
        case Gather::total: value = value + when(lived, reading); break;
        case Gather::highest: value = select(lived, largest(value, reading), value); break;
        case Gather::mean:
          last_[o] = select(lived, reading, last_[o]);
          if (averaging) value = value + when(lived, (reading - value) / months);  // what does not vary keeps its bits
          break;
        case Gather::at_end:
        case Gather::at_date: value = select(lived, reading, value); break;
      }
    }
  }

  // The outcome in history h of the batch.
  double value(std::size_t outcome, int h) const {
    const double months = lane(months_, h);
    if ((*outcomes_)[outcome].info().gather != Gather::mean) return lane(gathered_[outcome], h);
    return months > 0 ? lane(gathered_[outcome], h) : lane(last_[outcome], h);
  }

 private:
  const std::vector<OutcomeInstance>* outcomes_;
  std::vector<Real> gathered_, last_;
  Real months_ = Real(0);
};

}  // namespace coexist
