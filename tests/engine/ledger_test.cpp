// SPDX-License-Identifier: Apache-2.0
// Ledgers: what is told of every decision is what the engine did, in every engine, and telling it changes nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "both_arms.h"

namespace coexist {
namespace {

using namespace testing;

Played play(const BothArms& question, EngineKind kind, std::uint32_t first) {
  Played played;
  make_engine(kind, question.posed.setting)->play(first, question.arms, question.posed.fork, played);
  return played;
}

BothArms with_ledger(int histories, const Scenario& scenario = load_scenario("cold-war-1953")) {
  BothArms question({}, scenario);
  question.posed.setting.keep_decisions = histories;
  question.posed.setting.keep_events = true;
  return question;
}

// The draw lies in the part of its interval that belongs to what came about: to single precision, in which shares of a sum are
// rounded once more than what the engine compares.
void expect_between_its_bounds(const Decided& d, const std::string& name) {
  constexpr double rounding = 2e-7;
  const auto at = static_cast<std::size_t>(d.result);
  ASSERT_LE(at, d.upto.size()) << name;
  ASSERT_TRUE(std::ranges::is_sorted(d.upto)) << name;
  if (at < d.upto.size()) {
    EXPECT_LE(d.draw, d.upto[at] + rounding) << name;
  }
  if (at > 0) {
    EXPECT_GE(d.draw, d.upto[at - 1] - rounding) << name;
  }
}

std::vector<EngineKind> supported() {
  std::vector<EngineKind> kinds;
  for (const EngineKind kind : {EngineKind::reference, EngineKind::baseline, EngineKind::avx2, EngineKind::avx512})
    if (is_supported(kind)) kinds.push_back(kind);
  return kinds;
}

TEST(Ledger, EveryDrawLiesWithinTheBoundsOfWhatCameAbout) {
  for (const char* const name : {"cold-war-1953", "decolonisation-1955"}) {
    const BothArms question = with_ledger(16, load_scenario(name));
    for (const EngineKind kind : supported()) {
      const Played played = play(question, kind, 0);
      ASSERT_FALSE(played.decisions.empty());
      using Key = std::tuple<std::uint32_t, int, int, std::string, int, int, int, int>;
      std::set<Key> told;
      for (const Decided& d : played.decisions) {
        const std::string decision(d.decision.name);
        expect_between_its_bounds(d, decision);
        EXPECT_TRUE(told.insert({d.history, d.arm, d.month, decision, d.who, d.whom, d.place, d.over}).second)
            << decision << " is told twice";
      }
    }
  }
}

// Threats and uses of force, crises and their ends, splits and realignments: an event for every such result, and for no other.
TEST(Ledger, EventsAreWhatWasDecided) {
  const BothArms question = with_ledger(16);
  const Codebook& codebook = question.posed.setting.model.codebook;
  using Key = std::tuple<std::uint32_t, int, int, int, int, int>;
  for (const EngineKind kind : {EngineKind::reference, EngineKind::batch}) {
    const Played played = play(question, kind, 16);
    std::multiset<Key> decided;
    for (const Decided& d : played.decisions) {
      const auto add = [&](EventKind event, int whom, int number) {
        decided.insert({d.history, d.arm, d.month * 100 + static_cast<int>(event), d.who, whom, number});
      };
      const std::string_view name = d.decision.name;
      if (name == "act" && d.result == codebook.at(Role::threaten)) add(EventKind::threat, d.whom, 0);
      if (name == "act" && d.result == codebook.at(Role::force)) add(EventKind::intervention, d.whom, 0);
      if (name == "split" && d.result == it_happens) add(EventKind::split, 0, 0);
      if (name == "realignment" && d.result < question.posed.setting.model.system_count()) add(EventKind::reform, 0, d.result);
      if (name.ends_with("_outcome")) add(EventKind::crisis, d.whom, d.result);
    }
    std::multiset<Key> happened;
    for (const Event& e : played.events) {
      const auto add = [&](int whom, int number) {
        happened.insert({e.history, e.arm, e.month * 100 + static_cast<int>(e.kind), e.who, whom, number});
      };
      if (e.kind == EventKind::threat || e.kind == EventKind::intervention) add(e.whom, 0);
      if (e.kind == EventKind::split) add(0, 0);
      if (e.kind == EventKind::reform) add(0, static_cast<int>(e.number));
      if (e.kind == EventKind::crisis) add(e.whom, 3 * (static_cast<int>(e.number) - 1) + static_cast<int>(e.detail));
    }
    EXPECT_GT(happened.size(), 50U);
    EXPECT_EQ(decided, happened);
  }
}

TEST(Ledger, KeepingItChangesNoBit) {
  const BothArms plain({}, load_scenario("cold-war-1953"));
  const BothArms kept = with_ledger(16);
  for (const EngineKind kind : {EngineKind::reference, EngineKind::batch})
    EXPECT_EQ(0U, different_bits(play(plain, kind, 3).outcomes, play(kept, kind, 3).outcomes));
}

TEST(Ledger, AllInstructionSetsTellTheSame) {
  const BothArms question = with_ledger(16);
  const Played batch = play(question, EngineKind::batch, 0);
  for (const EngineKind kind : supported()) {
    if (kind == EngineKind::reference) continue;
    const Played other = play(question, kind, 0);
    ASSERT_EQ(batch.decisions.size(), other.decisions.size());
    for (std::size_t n = 0; n < batch.decisions.size(); ++n) {
      const Decided& a = batch.decisions[n];
      const Decided& b = other.decisions[n];
      ASSERT_TRUE(a.decision.name == b.decision.name && a.who == b.who && a.whom == b.whom && a.result == b.result &&
                  a.draw == b.draw && a.upto == b.upto)
          << a.decision.name << " in month " << a.month;
    }
  }
}

TEST(Ledger, OnlyTheHistoriesAskedForAreKept) {
  for (const int count : {0, 1, 5}) {
    std::set<std::uint32_t> histories;
    for (const Decided& d : play(with_ledger(count), EngineKind::batch, 0).decisions) histories.insert(d.history);
    EXPECT_EQ(static_cast<std::size_t>(count), histories.size());
  }
}

// Every decision there is stands in a ledger, but for noise and for chances that no history changes.  Control that is easily lost,
// and a doctrine that is chosen, bring about the rare ones.
TEST(Ledger, EveryDecisionIsTold) {
  Scenario scenario = load_scenario("cold-war-1953");
  scenario.parameters["eps_1"] = 0.5;
  scenario.parameters["v_c"] = 0;  // nobody shrinks from that
  scenario.parameters["rate_acc"] = 5;
  Adoption chosen = scenario.adoptions.front();
  for (Adoption& adoption : scenario.adoptions)
    if (adoption.date > scenario.start) chosen = adoption;
  std::erase_if(scenario.adoptions, [&](const Adoption& a) { return a.polity == chosen.polity && a.date == chosen.date; });
  chosen.choose = {chosen.doctrine, scenario.doctrines.front().id};
  if (chosen.choose[0] == chosen.choose[1]) chosen.choose[1] = scenario.doctrines.back().id;
  chosen.doctrine.clear();
  chosen.date = scenario.start + 3;  // before wars end the histories
  scenario.adoptions.push_back(chosen);
  scenario.model = 3;  // in which agreements take two
  scenario.demonstrations.push_back(
      {.actor = "RUS", .target = "USA", .date = scenario.start + 1, .doctrine = "", .name = "", .takes_two = true});
  const BothArms question = with_ledger(16, scenario);
  std::set<std::string> told;
  for (std::uint32_t first = 0; first < 64; first += 16)
    for (const Decided& d : play(question, EngineKind::batch, first).decisions) {
      told.insert(std::string(d.decision.name));
      expect_between_its_bounds(d, std::string(d.decision.name));
    }
  std::set<std::string> all = {"threat_nuclear"};
  for (const Decision& decision : decisions::all)
    if (decision.words == 1) all.insert(std::string(decision.name));
  all.erase("act_seen");             // a chance of the act
  all.erase("accident_challenger");  // a fair coin
  EXPECT_EQ(all, told);
}

}  // namespace
}  // namespace coexist
