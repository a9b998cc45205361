// SPDX-License-Identifier: Apache-2.0
// A batch of histories of one arm, from their start to a month.
#pragma once

#include <span>
#include <vector>

#include "engine/chronicle.h"
#include "engine/month.h"
#include "engine/outcomes.h"

namespace coexist {

inline LuckAddresses addresses_of(const Model& model) {
  LuckAddresses addresses{{}, model.dyad_address};
  for (const PolityNumbers& polity : model.polities) addresses.polities.push_back(polity.address);
  return addresses;
}

inline Shape shape_of(const Model& model) { return {model.polity_count(), model.principal_count(), model.system_count()}; }

// One cell of a column whose course is wanted: `H[USA,RUS]`.
struct SeriesCell {
  std::string name;    // as asked for
  std::string column;  // "H"
  int row = 0, place = 0;
};

// Everything that is the same for all histories of a run.
struct Setting {
  Model model;
  Mechanisms mechanisms;
  std::vector<OutcomeInstance> outcomes;
  std::vector<SeriesCell> series;
  int adopt = 0;  // month from which averages run
  std::uint64_t seed = 1;
  bool keep_events = false;
  int keep_decisions = 0;  // of how many histories of a batch, from its first
};

template <class Real> class Simulation {
 public:
  explicit Simulation(const Setting& setting)
      : setting_(&setting), state_(shape_of(setting.model)), start_(shape_of(setting.model)), frame_(shape_of(setting.model)),
        flows_(shape_of(setting.model)), tally_(setting.outcomes) {
    for (const SeriesCell& cell : setting.series) cells_.push_back(find(cell));
    course_.resize(cells_.size() * static_cast<std::size_t>(setting.model.months), Real(0));
  }

  void begin() {
    const Model& model = setting_->model;
    const Mechanisms& m = setting_->mechanisms;
    alive_ = MaskOf<Real>(true);
    state_.clear();
    frame_.clear();
    flows_.clear();
    tally_.clear();
    events_.clear();
    decisions_.clear();
    m.each([&](const auto& mechanism) {
      if constexpr (requires { mechanism.initialise(model, *state_); }) mechanism.initialise(model, *state_);
    });
    start_.copy_from(state_);
  }

  // Takes over the past of another batch of the same histories.
  void fork_from(const Simulation& past) {
    alive_ = past.alive_;
    state_.copy_from(past.state_);
    start_.copy_from(past.start_);
    frame_.copy_from(past.frame_);
    flows_.copy_from(past.flows_);
    tally_ = past.tally_;
    course_ = past.course_;
    events_ = past.events_;
    decisions_ = past.decisions_;
  }

  // Month t, under its luck.
  void advance(int t, Luck<Real>& luck, const Intervention& intervention) { live(t, luck, intervention, nullptr); }
  // The same, and what is in the channels is kept for those whose twin this arm is.
  void advance_as_twin(int t, Luck<Real>& luck, const Intervention& intervention) {
    Holding<Real> holding(shape_of(setting_->model), written_);
    live(t, luck, intervention, &holding);
  }
  // The same beside a twin, which has lived through the month: a channel is held at what it is there.
  void advance_beside(int t, Luck<Real>& luck, const Intervention& intervention, const Simulation& twin) {
    Holding<Real> holding(shape_of(setting_->model), twin.written_, intervention.held);
    live(t, luck, intervention, &holding);
  }

  double outcome(std::size_t o, int h) const { return tally_.value(o, h); }

  // Value of a cell in month t of history h; after the end of a history its last.
  double value(std::size_t cell, int t, int h) const {
    return lane(course_[cell * static_cast<std::size_t>(setting_->model.months) + static_cast<std::size_t>(t)], h);
  }

  // What happened, month by month; `history` counts within the batch.
  const std::vector<Event>& events() const { return events_; }
  // What was decided, likewise.
  const std::vector<Decided>& decisions() const { return decisions_; }

 private:
  void live(int t, Luck<Real>& luck, const Intervention& intervention, Holding<Real>* holding) {
    const Month<Real> now{setting_->model, t, shape_of(setting_->model), luck, intervention, *state_, *frame_, *flows_,
        setting_->keep_events ? &journal_ : nullptr, setting_->keep_decisions > 0 ? &ledger_ : nullptr, holding};
    journal_.clear();
    ledger_.clear();
    one_month(setting_->mechanisms, now, *start_);
    if (setting_->keep_events) {
      note_flows(now);
      append_events(journal_, alive_, t, events_);
    }
    append_decisions(ledger_, alive_, t, setting_->keep_decisions, decisions_);
    tally_.gather(now, alive_, t >= setting_->adopt);
    follow(t);
    alive_ = alive_ & !(holds(flows_->war(0)) | holds(flows_->nuclear(0)));
  }

  void follow(int t) {
    const auto months = static_cast<std::size_t>(setting_->model.months);
    for (std::size_t c = 0; c < cells_.size(); ++c) {
      const std::size_t at = c * months + static_cast<std::size_t>(t);
      course_[at] = t == 0 ? *cells_[c] : select(alive_, *cells_[c], course_[at - 1]);
    }
  }

  const Real* find(const SeriesCell& cell) {
    const Real* found = nullptr;
    const auto look = [&](auto& column, const ColumnInfo& info) {
      if (info.name == cell.column) found = &column(cell.row, cell.place);
    };
    State<Real>::list(*state_, look);
    Frame<Real>::list(*frame_, look);
    Flows<Real>::list(*flows_, look);
    CHECK(found != nullptr);
    return found;
  }

  const Setting* setting_;
  Store<State, Real> state_, start_;
  Store<Frame, Real> frame_;
  Store<Flows, Real> flows_;
  Tally<Real> tally_;
  MaskOf<Real> alive_ = MaskOf<Real>(true);
  std::vector<const Real*> cells_;
  std::vector<Real> course_;  // [cell, month]
  Journal<Real> journal_;     // of the month
  std::vector<Event> events_;
  Ledger<Real> ledger_;  // of the month
  std::vector<Decided> decisions_;
  Written<Real> written_;  // in the month, where this arm is a twin of another
};

}  // namespace coexist
