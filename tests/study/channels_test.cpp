// SPDX-License-Identifier: Apache-2.0
// Channels: which way an effect went.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "coexist/scenario_file.h"
#include "engine/engine.h"
#include "study/by_channel.h"
#include "study/setting.h"

namespace coexist {
namespace {

StudyOptions channelled(std::uint32_t worlds) {
  StudyOptions options;
  options.worlds = worlds;
  options.prior_draws = 0;
  options.channels = true;
  return options;
}

const Channelled::Way& way(const Channelled& outcome, const std::string& channel) {
  return *std::ranges::find(outcome.ways, channel, &Channelled::Way::channel);
}

Doctrine& doctrine_of(Scenario& scenario, const std::string& id) {
  return *std::ranges::find(scenario.doctrines, id, &Doctrine::id);
}

// The flagship with a doctrine that differs from its predecessor in the funding of the movement alone.
Scenario funding_alone() {
  Scenario scenario = load_scenario("cold-war-1953");
  Doctrine& with = doctrine_of(scenario, "peaceful_coexistence");
  const double fund = with.fund;
  with = doctrine_of(scenario, "two_camps");
  with.id = "peaceful_coexistence";
  with.fund = fund;
  std::erase_if(scenario.demonstrations, [](const Demonstration& d) { return d.doctrine == "peaceful_coexistence"; });
  return scenario;
}

TEST(Channels, AddUpToTheDifferenceWithTheRemainder) {
  const Answer answer = ask(load_scenario("cold-war-1953"), channelled(48));
  ASSERT_EQ(answer.channels.size(), answer.outcomes.size());
  for (std::size_t o = 0; o < answer.outcomes.size(); ++o) {
    const OutcomeAnswer& outcome = answer.outcomes[o];
    ASSERT_EQ(answer.channels[o].ways.size(), channels.size() + 1);
    double sum = 0;
    for (const Channelled::Way& each : answer.channels[o].ways) {
      sum += each.value;
      ASSERT_TRUE(each.ci95) << outcome.name;
      EXPECT_LE(each.ci95->low, each.value);
      EXPECT_GE(each.ci95->high, each.value);
    }
    EXPECT_NEAR(sum, outcome.difference, 1e-12 * (1 + std::abs(outcome.with) + std::abs(outcome.without))) << outcome.name;
  }
}

TEST(Channels, LeaveTheAnswerAsItIs) {
  const Scenario scenario = load_scenario("cold-war-1953");
  StudyOptions plain = channelled(48);
  plain.channels = false;
  EXPECT_EQ(ask(scenario, plain).digest, ask(scenario, channelled(48)).digest);
}

// A doctrine in place of itself: the world in which a channel is held is the world itself, in every bit.
TEST(Channels, AreNothingForADoctrineAgainstItself) {
  const Scenario scenario = load_scenario("cold-war-1953");
  for (const EngineChoice engine : {EngineChoice::batch, EngineChoice::reference}) {
    StudyOptions options = channelled(engine == EngineChoice::batch ? 32 : 3);
    options.engine = engine;
    options.about = options.instead = "peaceful_coexistence";
    for (const Channelled& outcome : ask(scenario, options).channels)
      for (const Channelled::Way& each : outcome.ways) EXPECT_EQ(each.value, 0) << outcome.outcome << ", " << each.channel;
  }
}

// A movement that is funded differently reaches the world by its publics and no other way: held where they are without, nothing is
// left of the effect, not a bit.
TEST(Channels, AnEffectWithOneWayGoesThatWay) {
  const Scenario scenario = funding_alone();
  for (const EngineChoice engine : {EngineChoice::batch, EngineChoice::reference}) {
    StudyOptions options = channelled(engine == EngineChoice::batch ? 256 : 8);
    options.engine = engine;
    const Posed posed = pose(scenario, options);
    const ByChannel by_channel(posed);
    std::vector<Intervention> arms = {posed.with, posed.without};
    const auto publics = std::ranges::find(by_channel.arms(), Channel::publics, &Intervention::held);
    arms.push_back(*publics);
    const auto player = make_engine(engine == EngineChoice::batch ? EngineKind::batch : EngineKind::reference, posed.setting);
    Played played;
    player->play(0, arms, posed.fork, played);
    const std::size_t arm = played.outcomes.size() / 3;
    const auto at = [&](std::size_t n) { return played.outcomes.begin() + static_cast<std::ptrdiff_t>(n * arm); };
    EXPECT_FALSE(std::equal(at(0), at(1), at(1), at(2)));
    EXPECT_TRUE(std::equal(at(1), at(2), at(2), at(3)));
    const Answer answer = ask(scenario, options);
    for (std::size_t o = 0; o < answer.outcomes.size(); ++o)
      EXPECT_EQ(way(answer.channels[o], "publics").value, answer.outcomes[o].difference) << answer.outcomes[o].name;
  }
}

// Nothing goes by what a mechanism that is off would have moved.  Loyalty is no example: whoever changes sides by revolution gets some,
// also where nobody's loyalty moves.
TEST(Channels, OfAMechanismThatIsOffAreNothing) {
  const Scenario scenario = load_scenario("cold-war-1953");
  using Mechanisms = std::vector<std::string>;
  // What is believed is believed of resolve too, and by members.
  for (const auto& [mechanisms, channel] : {std::pair{Mechanisms{"belief", "exploitation", "observers"}, "belief"},
           {Mechanisms{"arms"}, "arms"}, {Mechanisms{"movement"}, "publics"}, {Mechanisms{"example"}, "example"}}) {
    StudyOptions options = channelled(32);
    options.without = mechanisms;
    double most = 0;
    for (const Channelled& outcome : ask(scenario, options).channels)
      most = std::max(most, std::abs(way(outcome, channel).value));
    EXPECT_EQ(most, 0) << channel;
  }
  // It could fail: with everything on, each of them carries something.
  const Answer whole = ask(scenario, channelled(256));
  for (const Channel channel : channels) {
    double most = 0;
    for (const Channelled& outcome : whole.channels)
      most = std::max(most, std::abs(way(outcome, std::string(name_of(channel))).value));
    EXPECT_GT(most, 0) << name_of(channel);
  }
}

// The same bits on every instruction set, with any number of threads and size of piece.
TEST(Channels, DoNotDependOnTheMachine) {
  const Scenario scenario = load_scenario("cold-war-1953");
  const Posed posed = pose(scenario, channelled(16));
  std::vector<Intervention> arms = {posed.with, posed.without};
  const ByChannel by_channel(posed);
  arms.insert(arms.end(), by_channel.arms().begin(), by_channel.arms().end());
  std::vector<double> first;
  for (const EngineKind kind : {EngineKind::baseline, EngineKind::avx2, EngineKind::avx512}) {
    if (!is_supported(kind)) continue;
    Played played;
    make_engine(kind, posed.setting)->play(0, arms, posed.fork, played);
    if (first.empty()) first = played.outcomes;
    EXPECT_EQ(first, played.outcomes) << instruction_set(kind);
  }
  StudyOptions options = channelled(100);
  options.threads = 1;
  const Answer one = ask(scenario, options);
  options.threads = 3;
  options.batch = 16;
  const Answer three = ask(scenario, options);
  for (std::size_t o = 0; o < one.channels.size(); ++o)
    for (std::size_t c = 0; c <= channels.size(); ++c) EXPECT_EQ(one.channels[o].ways[c].value, three.channels[o].ways[c].value);
}

}  // namespace
}  // namespace coexist
