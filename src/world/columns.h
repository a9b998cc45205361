// SPDX-License-Identifier: Apache-2.0
// Columns [entity, history]: what holds in a batch of histories at one time.
//
// A batch is as many histories as a Real holds: one in the reference engine, sixteen in the batch engine.  A column has one Real
// per entity.  Three groups of columns:
//   State   what a month leaves to the next; each column has one writer
//   Frame   what several mechanisms read, brought up to date once a month after the dated events, then frozen
//   Flows   what the mechanisms hand each other within the month
// Each group lists its columns once, with name, index set, unit and meaning; storage, `run --series` and the documentation follow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <new>
#include <string_view>
#include <utility>

#include "base/check.h"
#include "base/lanes.h"
#include "doctrine/doctrine.h"

namespace coexist {

enum class IndexSet {
  world,
  polity,
  principal,
  polity_system,
  polity_principal,
  dyad,
  principal_pair,
  principal_act,
  principal_feature
};

struct Shape {
  int polities = 0, principals = 0, systems = 0;
  // Entities of an index set: rows, and columns within a row.
  std::pair<int, int> extent(IndexSet set) const {
    switch (set) {
      case IndexSet::world: return {1, 1};
      case IndexSet::polity: return {polities, 1};
      case IndexSet::principal: return {principals, 1};
      case IndexSet::polity_system: return {polities, systems};
      case IndexSet::polity_principal: return {polities, principals};
      case IndexSet::dyad: return {principals, polities};
      case IndexSet::principal_pair: return {principals, principals};
      case IndexSet::principal_act: return {principals, most_acts};
      case IndexSet::principal_feature: return {principals, feature_count};
    }
    return {0, 0};
  }
};

struct ColumnInfo {
  std::string_view name;
  IndexSet index;
  std::string_view unit;
  std::string_view meaning;
};

// A view of one column: `column(i)`, or `column(i, j)` for one indexed by pairs.  Debug builds hold the indices to their sets.
template <class T> struct Column {
  T* data = nullptr;
  int stride = 1;
#ifdef NDEBUG
  void has_rows(int) {}
  T& operator()(int row) const { return data[row * stride]; }
  T& operator()(int row, int column) const { return data[row * stride + column]; }
#else
  int rows = std::numeric_limits<int>::max();  // until it is said
  void has_rows(int count) { rows = count; }
  T& operator()(int row) const { return (*this)(row, 0); }
  T& operator()(int row, int column) const {
    CHECK(row >= 0 && row < rows && column >= 0 && column < stride);
    return data[row * stride + column];
  }
#endif
  T* row(int number) const { return &(*this)(number, 0); }
};

// Storage of a group of columns in one block.  Group is State, Frame or Flows.
template <template <class> class Group, class Real> class Store {
 public:
  explicit Store(const Shape& shape) {
    std::size_t cells = 0;
    Group<Real>::list(columns_, [&](auto&, const ColumnInfo& info) { cells += count(shape, info); });
    cells_ = cells;
    block_.reset(static_cast<Real*>(::operator new(cells * sizeof(Real), alignment)));
    std::size_t next = 0;
    Group<Real>::list(columns_, [&](auto& column, const ColumnInfo& info) {
      column.data = block_.get() + next;
      column.stride = shape.extent(info.index).second;
      column.has_rows(shape.extent(info.index).first);
      next += count(shape, info);
    });
    clear();
  }
  void clear() {
    for (std::size_t i = 0; i < cells_; ++i) block_.get()[i] = Real(0);
  }
  void copy_from(const Store& other) {
    CHECK(cells_ == other.cells_);
    for (std::size_t i = 0; i < cells_; ++i) block_.get()[i] = other.block_.get()[i];
  }
  Group<Real>& operator*() { return columns_; }
  const Group<Real>& operator*() const { return columns_; }
  Group<Real>* operator->() { return &columns_; }

 private:
  static constexpr std::align_val_t alignment{64};
  struct Free {
    void operator()(Real* block) const { ::operator delete(block, alignment); }
  };
  static std::size_t count(const Shape& shape, const ColumnInfo& info) {
    const auto [rows, columns] = shape.extent(info.index);
    return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
  }
  Group<Real> columns_;
  std::unique_ptr<Real, Free> block_;
  std::size_t cells_ = 0;
};

template <class Real> struct State {
  using C = Column<Real>;
  C present, output, spending, warhead_plan, unrest, peace, system, bloc, loyalty, loyalty_base, militancy, help, reputation;
  C aided, burden, doctrine, breaches, left_bloc, growth_learnt, growth_variance, hostility, belief, suspicion, memory, alert;
  C doubt, irresolute, wronged, opinion, alarm;

  template <class Visit> static void list(State& s, Visit visit) {
    using enum IndexSet;
    visit(s.present, ColumnInfo{"present", polity, "0 or 1", "whether the polity exists"});
    visit(s.output, ColumnInfo{"Y", polity, "currency/year", "yearly output"});
    visit(s.spending, ColumnInfo{"M", polity, "currency/year", "yearly military spending"});
    visit(s.warhead_plan, ColumnInfo{"w", polity, "1", "warhead plan, as a multiple of the dated path"});
    visit(s.unrest, ColumnInfo{"R", polity, "share", "society mobilised for revolution"});
    visit(s.peace, ColumnInfo{"P", polity, "share", "society mobilised for peace"});
    visit(s.system, ColumnInfo{"sys", polity, "number", "political system, counted from 0 in the scenario's order"});
    visit(s.bloc, ColumnInfo{"bloc", polity, "number", "leading principal, counted from 0 by identifier; -1: no bloc"});
    visit(s.loyalty, ColumnInfo{"loyalty", polity, "nats", "log-odds against defecting from the bloc"});
    visit(s.loyalty_base, ColumnInfo{"loyalty0", polity, "nats", "the level loyalty returns to"});
    visit(s.militancy, ColumnInfo{"mil", polity, "0..1", "militancy of the polity's own leadership"});
    visit(s.help, ColumnInfo{"x", polity, "share", "outside help to its revolutionaries"});
    visit(s.reputation, ColumnInfo{"rep", polity, "nats", "reputation for resolve"});
    visit(s.burden, ColumnInfo{"burden", polity, "share", "spending over output"});
    visit(s.doctrine, ColumnInfo{"doctrine", principal, "number", "doctrine in force, counted from 0 in the scenario's order"});
    visit(s.breaches, ColumnInfo{"X", principal, "acts", "remembered breaches of the principles"});
    visit(s.left_bloc, ColumnInfo{"left", polity, "0 or 1", "whether it has left a bloc of its own will"});
    visit(s.growth_learnt, ColumnInfo{"m", polity_system, "1/year", "mean of what it has learnt about growth under a system"});
    visit(s.growth_variance, ColumnInfo{"v", polity_system, "1/year^2", "variance of it"});
    visit(s.hostility, ColumnInfo{"H", dyad, "0..1", "hostility"});
    visit(s.belief, ColumnInfo{"B", principal_pair, "nats", "log-odds that the other is a revisionist"});
    visit(s.suspicion, ColumnInfo{"p", principal_pair, "probability", "that the other is a revisionist: B as a probability"});
    visit(s.memory, ColumnInfo{"e_bar", principal_pair, "-1..1", "recent intensity of the other's acts"});
    visit(s.alert, ColumnInfo{"alert", principal_pair, "0..3", "alert between the two; the lower number first"});
    visit(s.doubt, ColumnInfo{"Z", principal_pair, "nats", "log-odds that the other is irresolute"});
    visit(s.irresolute, ColumnInfo{"q", principal_pair, "probability", "that the other is irresolute: Z as a probability"});
    visit(s.wronged,
        ColumnInfo{"U", principal_pair, "acts", "remembered breaches of the principles by the other toward it and its bloc"});
    visit(s.opinion,
        ColumnInfo{"B_member", polity_principal, "nats", "log-odds that a polity gives to a principal's being a revisionist"});
    visit(s.alarm, ColumnInfo{"p_member", polity_principal, "probability",
                       "that the principal is a revisionist: B_member as a probability"});
    visit(s.aided, ColumnInfo{"aided", polity_principal, "0..1", "share of recent months in which the principal gave it aid"});
  }
};

template <class Real> struct Frame {
  using C = Column<Real>;
  C active, warheads, surviving, fear, public_mood, unrest, distrust, recalled, share, danger, distance, own, rival;
  C weight, creed_militancy, scope_own, fund, demo_rate, broken_by;
  C precedent, restraint, mutual, aidable, opening, allure, nerve, boldness, entrenched, following;

  template <class Visit> static void list(Frame& f, Visit visit) {
    using enum IndexSet;
    visit(f.active, ColumnInfo{"active", principal, "0 or 1", "whether it leads its own bloc and acts"});
    visit(f.warheads, ColumnInfo{"W", polity, "count", "deliverable warheads, as read during the month"});
    visit(f.surviving, ColumnInfo{"S", polity, "count", "warheads that survive a first strike"});
    visit(f.fear, ColumnInfo{"fear", polity, "0..1", "fear of nuclear war, as read during the month"});
    visit(f.public_mood, ColumnInfo{"public", polity, "share", "P times openness"});
    visit(f.unrest, ColumnInfo{"z", polity, "0..1", "how far its order is about to be lost, as its bloc's leader sees it"});
    visit(f.distrust,
        ColumnInfo{"distrust", dyad, "probability", "that the other, or its leader, is a revisionist, as read during the month"});
    visit(f.recalled, ColumnInfo{"e", dyad, "-1..1", "memory of the other's acts, as read during the month"});
    visit(f.share, ColumnInfo{"s", dyad, "0..1", "share of forces"});
    visit(f.danger, ColumnInfo{"V", dyad, "share at stake", "what war would cost"});
    visit(f.distance, ColumnInfo{"D", dyad, "0..1", "ideological distance"});
    visit(f.own, ColumnInfo{"own", dyad, "0 or 1", "member of the bloc it leads"});
    visit(f.rival, ColumnInfo{"rival", dyad, "0 or 1", "of another bloc"});
    visit(f.weight, ColumnInfo{"weight", principal_feature, "nats", "weights of the doctrine in force"});
    visit(f.creed_militancy, ColumnInfo{"creed", principal, "0..1", "militancy of the doctrine in force"});
    visit(f.scope_own, ColumnInfo{"scope_own", principal, "0..1", "how far promises cover its own bloc"});
    visit(f.fund, ColumnInfo{"fund", principal, "0..1", "funding of the movement by the doctrine in force"});
    visit(f.demo_rate, ColumnInfo{"demo_rate", principal, "1/year", "demonstrations beside the dated ones"});
    visit(f.broken_by, ColumnInfo{"broken_by", principal_act, "count", "promised principles that each act would break"});
    visit(f.precedent, ColumnInfo{"precedent", principal, "0..1", "how far the doctrine in force can be argued from the canon"});
    visit(f.restraint, ColumnInfo{"restraint", principal, "0..1", "share of the principles that the doctrine in force promises"});
    visit(f.mutual,
        ColumnInfo{"mutual", dyad, "0..1", "how far its promises still bind it toward the other, which keeps or breaks them"});
    visit(f.aidable, ColumnInfo{"aidable", dyad, "0 or 1", "whether the principal may give the polity aid"});
    visit(f.opening, ColumnInfo{"opening", dyad, "-1..1", "how much readier than usual the other is thought to give way"});
    visit(f.allure, ColumnInfo{"allure", dyad, "1", "multiple of what revision would win, for the opening"});
    visit(f.nerve, ColumnInfo{"nerve", dyad, "1", "multiple of the danger it counts with, for the opening"});
    visit(f.boldness, ColumnInfo{"boldness", dyad, "nats", "resolve added by the opening"});
    visit(f.entrenched, ColumnInfo{"entrenched", polity, "nats", "resistance of its institutions to another system"});
    visit(f.following,
        ColumnInfo{"following", principal, "1", "militants abroad who hold to it, as a multiple of those of its system"});
  }
};

// Number of the act where none was made.
inline constexpr double no_act = -1;

template <class Real> struct Flows {
  using C = Column<Real>;
  C act, intensity, observed, observed_intensity, severity, demonstrated, audience, agreed, told;
  C resolve_shown, crisis_evidence, crisis_intensity, crisis_alert, yielded;
  C crises_between, crises_with, highest_rung, limited_wars, war_chance, nuclear_chance, war, nuclear;
  C aid_given, aid_growth, new_spending, growth, occupied, transfer, to_system, to_bloc, overthrown, reformed, departed,
      departed_from;

  template <class Visit> static void list(Flows& f, Visit visit) {
    using enum IndexSet;
    visit(f.act, ColumnInfo{"act_number", dyad, "number", "the month's act, by its place in the codebook; -1: none"});
    visit(f.intensity, ColumnInfo{"act", dyad, "-1..1", "intensity of the month's act"});
    visit(f.observed, ColumnInfo{"seen_number", dyad, "number", "the act as observed: a hidden one counts as normal relations"});
    visit(f.observed_intensity, ColumnInfo{"seen", dyad, "-1..1", "intensity of the month's act as observed"});
    visit(f.severity, ColumnInfo{"severity", dyad, "0..1", "share of the principles that the act was seen to break"});
    visit(f.demonstrated, ColumnInfo{"demonstration", dyad, "0 or 1", "whether the act was a demonstration"});
    visit(f.audience, ColumnInfo{"audience", dyad, "0..1", "how far a demonstration reached the public it was shown to"});
    visit(f.agreed, ColumnInfo{"agreement", dyad, "0 or 1", "whether an agreement that takes two was signed"});
    visit(f.told, ColumnInfo{"told", dyad, "nats", "evidence of the act about motive, before it is discounted"});
    visit(
        f.resolve_shown, ColumnInfo{"resolve_shown", principal_pair, "nats", "evidence of irresolution from the month's crises"});
    visit(f.crisis_evidence, ColumnInfo{"crisis_evidence", principal_pair, "nats", "evidence from the month's crises"});
    visit(f.crisis_intensity, ColumnInfo{"crisis_intensity", principal_pair, "-1..0", "intensity recorded for them"});
    visit(f.crisis_alert, ColumnInfo{"crisis_alert", principal_pair, "rungs/K", "alert raised by them"});
    visit(f.yielded, ColumnInfo{"yielded", polity, "count", "times it yielded in a crisis this month"});
    visit(f.crises_between, ColumnInfo{"crises_between", world, "count", "crises between the superpowers this month"});
    visit(f.crises_with, ColumnInfo{"crises_with", world, "count", "crises with either superpower this month"});
    visit(f.highest_rung, ColumnInfo{"rung", world, "0..5", "highest rung of the crises between the superpowers"});
    visit(f.limited_wars, ColumnInfo{"limited_wars", world, "count", "wars this month that are not between the superpowers"});
    visit(f.war_chance, ColumnInfo{"war_chance", world, "probability", "exact chance of superpower war this month"});
    visit(f.nuclear_chance, ColumnInfo{"nuclear_chance", world, "probability", "exact chance of nuclear use this month"});
    visit(f.war, ColumnInfo{"war", world, "0 or 1", "superpower war"});
    visit(f.nuclear, ColumnInfo{"nuclear", world, "0 or 1", "nuclear use"});
    visit(f.aid_given, ColumnInfo{"aid_given", polity, "currency/year", "aid it gives this month, as a yearly sum"});
    visit(f.aid_growth, ColumnInfo{"aid_growth", polity, "1/year", "growth that the month's aid brings and costs it"});
    visit(f.new_spending, ColumnInfo{"new_spending", polity, "currency/year", "military spending before it is taken over"});
    visit(f.growth, ColumnInfo{"growth", polity, "1/year", "growth of the month"});
    visit(f.occupied, ColumnInfo{"occupied", polity, "0 or 1", "an intervention succeeded this month"});
    visit(f.transfer, ColumnInfo{"transfer", polity, "0 or 1", "moves to the system and bloc that follow"});
    visit(f.to_system, ColumnInfo{"to_system", polity, "number", "the system it moves to"});
    visit(f.to_bloc, ColumnInfo{"to_bloc", polity, "number", "the bloc it moves to"});
    visit(f.overthrown, ColumnInfo{"overthrown", polity, "number", "1 + the system an overthrow brought; 0: none"});
    visit(f.reformed, ColumnInfo{"reformed", polity, "number", "1 + the system adopted by example; 0: none"});
    visit(f.departed, ColumnInfo{"departed", polity, "0 or 1", "left its bloc this month"});
    visit(f.departed_from, ColumnInfo{"departed_from", polity, "number", "1 + the bloc it left; 0: none"});
  }
};

}  // namespace coexist
