// SPDX-License-Identifier: Apache-2.0
// The law of forms: what the compiler knows of a codebook, or of a scenario's shape, beforehand changes no bit of what follows from it.
#include <algorithm>
#include <bit>
#include <concepts>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "doctrine/conduct.h"
#include "engine/month.h"
#include "engine/simulation.h"
#include "laws/everything.h"

namespace coexist::laws {
namespace {

struct ThisUnit {};
using Many = Lanes<float, 16, ThisUnit>;

// Numbers by which situations, weights and acts vary; of lanes, one each.
class Numbers {
 public:
  explicit Numbers(std::uint32_t seed) : random_(seed) {}
  double between(double low, double high) {
    return low + (high - low) * static_cast<double>(random_()) / static_cast<double>(std::mt19937::max());
  }
  template <class Real> Real many(double low, double high) {
    Real number(0);
    for (int h = 0; h < lanes_of<Real>; ++h) set_lane(number, h, between(low, high));
    return number;
  }

 private:
  std::mt19937 random_;
};

template <class Real> Situation<Real> any_situation(const Codebook& codebook, Numbers& numbers) {
  Situation<Real> now{.stake = numbers.many<Real>(0, 1),
      .danger = numbers.many<Real>(0, 1),
      .distrust = numbers.many<Real>(0, 1),
      .hostility = numbers.many<Real>(0, 1),
      .memory = numbers.many<Real>(-1, 1),
      .public_mood = numbers.many<Real>(0, 1),
      .unrest = numbers.many<Real>(0, 1),
      .reach = numbers.many<Real>(0, 1),
      .aidable = Real(1),
      .scope = numbers.many<Real>(0, 1),
      .broken_by = {}};
  set_lane(now.reach, 0, numbers.between(0, 1) < 0.5 ? 0 : 1);
  set_lane(now.aidable, 0, numbers.between(0, 1) < 0.5 ? 0 : 1);
  for (std::size_t a = 0; a < codebook.size(); ++a)
    if (codebook.acts[a].breaks != 0) now.broken_by[a] = Real(static_cast<double>(std::popcount(codebook.acts[a].breaks)));
  return now;
}

template <class Real> Leaning<Real> any_leaning(Numbers& numbers) {
  Leaning<Real> leaning;
  for (Real& weight : leaning.weight) weight = numbers.many<Real>(0, 3);
  leaning.militancy = numbers.many<Real>(0, 1);
  return leaning;
}

template <class Real> void expect_same(const char* what, Real expected, Real found) {
  for (int h = 0; h < lanes_of<Real>; ++h)
    EXPECT_EQ(bits_of(lane(expected, h)), bits_of(lane(found, h))) << what << ", lane " << h;
}

template <class Real, class Book> void expect_same_conduct(const Codebook& plain, const Book& known, Numbers& numbers) {
  const Situation<Real> now = any_situation<Real>(plain, numbers);
  const Leaning<Real> one = any_leaning<Real>(numbers);
  const Leaning<Real> other = any_leaning<Real>(numbers);
  const Odds<Real> expected = odds_of_acts(plain, now, one);
  const Odds<Real> found = odds_of_acts(known, now, one);
  expect_same("sum", expected.sum, found.sum);
  for (std::size_t a = 0; a < plain.size(); ++a) {
    expect_same("log odds", expected.log_odds[a], found.log_odds[a]);
    expect_same("odds", expected.odds[a], found.odds[a]);
    expect_same("odds up to an act", expected.upto[a], found.upto[a]);
    const Real observed(static_cast<double>(a));
    expect_same("evidence", evidence_of(telling_of(plain, now, one, other, observed)),
        evidence_of(telling_of(known, now, one, other, observed)));
  }
}

// Moves every number of the acts that is not zero.
void vary(Codebook& codebook, Numbers& numbers) {
  for (std::size_t a = 0; a < codebook.size(); ++a)
    for (Number ActNumbers::* number : {&ActNumbers::base, &ActNumbers::intensity, &ActNumbers::revision, &ActNumbers::escalation,
             &ActNumbers::cost, &ActNumbers::seen})
      codebook.acts[a].*number = double{codebook.acts[a].*number} * numbers.between(0.5, 1);
}

TEST(FormLaw, WhatIsKnownOfActsBeforehandChangesNoBit) {
  Numbers numbers(7);
  for_every_scenario([&](const Asked& asked) {
    Codebook codebook = pose(asked.scenario, asked.options).setting.model.codebook;
    for (int times = 0; times < 50; ++times) {
      with_form(codebook, [&](const auto& known) {
        expect_same_conduct<double>(codebook, known, numbers);
        expect_same_conduct<Many>(codebook, known, numbers);
      });
      vary(codebook, numbers);
    }
  });
}

std::size_t acts_known(const Codebook& codebook) {
  std::size_t known = 0;
  with_form(codebook, [&](const auto& book) {
    for (std::size_t a = 0; a < codebook.size(); ++a) known += book.form(a).terms != terms::every ? 1U : 0U;
  });
  return known;
}

// The library's acts are known, so that what is usual is fast; one that gets a term more, or another place, is not taken for known.
TEST(FormLaw, OnlyWhatAnActIsMayBeKnownOfIt) {
  const Scenario scenario = load_scenario("cold-war-1953");
  const Codebook codebook = pose(scenario, options_of(scenario.questions.front())).setting.model.codebook;
  EXPECT_EQ(7U, acts_known(codebook));
  const Scenario without_aid = load_scenario("two-rivals");
  EXPECT_EQ(6U, acts_known(pose(without_aid, options_of(without_aid.questions.front())).setting.model.codebook));
  const auto at = [&](Role role) { return static_cast<std::size_t>(codebook.at(role)); };
  Codebook risky = codebook;
  risky.acts[at(Role::trade)].escalation = 0.1;
  EXPECT_EQ(0U, acts_known(risky));
  Codebook forbidden = codebook;
  forbidden.acts[at(Role::denounce)].breaks = 1;
  EXPECT_EQ(0U, acts_known(forbidden));
  Codebook secret = codebook;
  secret.acts[at(Role::threaten)].seen = 0.9;
  EXPECT_EQ(0U, acts_known(secret));
  Codebook reordered = codebook;
  std::swap(reordered.acts[at(Role::trade)], reordered.acts[at(Role::normal)]);
  std::swap(
      reordered.position[static_cast<std::size_t>(Role::trade)], reordered.position[static_cast<std::size_t>(Role::normal)]);
  EXPECT_EQ(0U, acts_known(reordered));
}

// Every column after some months of a batch, in which the actor takes up the doctrine of the question, then what was noted of them.
template <class Known> std::vector<float> lived(const Posed& posed) {
  const Setting& setting = posed.setting;
  const Shape shape = shape_of(setting.model);
  Luck<Many> luck(addresses_of(setting.model), setting.seed);
  Store<State, Many> state(shape), start(shape);
  Store<Frame, Many> frame(shape);
  Store<Flows, Many> flows(shape);
  Journal<Many> journal;
  Ledger<Many> ledger;
  luck.meet(0);
  setting.mechanisms.each([&](const auto& mechanism) {
    if constexpr (requires { mechanism.initialise(setting.model, *state); }) mechanism.initialise(setting.model, *state);
  });
  start.copy_from(state);
  const Intervention adopts{.actor = posed.with.actor, .from = 10, .doctrine = posed.with.doctrine};
  for (int t = 0; t < std::min(setting.model.months, 20); ++t) {
    luck.begin(t);
    live_month<Known>(setting.mechanisms,
        Month<Many>{setting.model, t, shape, luck, adopts, *state, *frame, *flows, &journal, &ledger}, *start);
  }
  std::vector<float> values;
  const auto keep_number = [&](const Many& number) {
    for (int h = 0; h < lanes_of<Many>; ++h) values.push_back(lane(number, h));
  };
  const auto keep = [&](const Column<Many>& column, const ColumnInfo& info) {
    const auto [rows, places] = shape.extent(info.index);
    for (int cell = 0; cell < rows * places; ++cell) keep_number(column.data[cell]);
  };
  State<Many>::list(*state, keep);
  Frame<Many>::list(*frame, keep);
  Flows<Many>::list(*flows, keep);
  for (const JournalEntry<Many>& entry : journal)
    for (const Many& said : {truth<Many>(entry.where), Many(entry.who), when(entry.where, entry.number)}) keep_number(said);
  for (const LedgerEntry<Many>& entry : ledger)
    for (const Many& said : {truth<Many>(entry.where), Many(entry.who), entry.draw, when(entry.where, entry.result)})
      keep_number(said);
  return values;
}

TEST(FormLaw, WhatIsKnownOfAShapeBeforehandChangesNoBit) {
  std::set<std::pair<int, int>> known;
  for_every_scenario([&](const Asked& asked) {
    const Posed posed = pose(asked.scenario, asked.options);
    with_shape(shape_of(posed.setting.model), [&]<class Known>(Known) {
      if constexpr (!std::same_as<Known, UnknownShape>)
        known.insert({posed.setting.model.principal_count(), posed.setting.model.system_count()});
      const std::vector<float> expected = lived<UnknownShape>(posed);
      const std::vector<float> found = lived<Known>(posed);
      ASSERT_EQ(expected.size(), found.size());
      for (std::size_t i = 0; i < expected.size(); ++i)
        ASSERT_EQ(bits_of(expected[i]), bits_of(found[i])) << asked.scenario.name << ", cell " << i;
    });
  });
  EXPECT_EQ((std::set<std::pair<int, int>>{{2, 2}, {2, 3}, {3, 3}}), known);
}

}  // namespace
}  // namespace coexist::laws
