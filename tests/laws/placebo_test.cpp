// SPDX-License-Identifier: Apache-2.0
// Laws of the placebo: a doctrine that differs from its predecessor in name alone, or that cannot act, makes a difference of exactly 0
// in every history and outcome.
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "laws/everything.h"

namespace coexist::laws {
namespace {

// The same doctrine in both arms, for every doctrine there is.
TEST(PlaceboLaw, ADoctrineAgainstItselfMakesNoDifference) {
  for_everything([](const Asked& asked) {
    for (const Doctrine& doctrine : asked.scenario.doctrines) {
      SCOPED_TRACE(doctrine.id);
      for_both_engines(asked.options, 16, 1, [&](StudyOptions options) {
        options.about = options.instead = doctrine.id;
        expect_no_difference(play(asked.scenario, options));
      });
    }
  });
}

// A copy under another name, with the copy's own dated demonstrations.
TEST(PlaceboLaw, ARenamedCopyMakesNoDifference) {
  for_everything([](const Asked& asked) {
    for (const Doctrine& doctrine : asked.scenario.doctrines) {
      SCOPED_TRACE(doctrine.id);
      Scenario scenario = asked.scenario;
      Doctrine copy = doctrine;
      copy.id = "a_copy";
      scenario.doctrines.insert(scenario.doctrines.begin(), copy);
      for (Demonstration demonstration : asked.scenario.demonstrations)
        if (demonstration.doctrine == doctrine.id) {
          demonstration.doctrine = copy.id;
          scenario.demonstrations.push_back(demonstration);
        }
      for_both_engines(asked.options, 16, 1, [&](StudyOptions options) {
        options.about = copy.id;
        options.instead = doctrine.id;
        expect_no_difference(play(scenario, options));
      });
    }
  });
}

// To hold the actor to the doctrine that it has, and would keep, is to do nothing.
TEST(PlaceboLaw, AnInterventionThatChangesNothingChangesNoBit) {
  for_everything([](const Asked& asked) {
    const Question& question = question_of(asked);
    Scenario scenario = asked.scenario;
    std::erase_if(scenario.adoptions, [&](const Adoption& a) { return a.polity == question.actor && a.date > scenario.start; });
    Posed posed = pose(scenario, asked.options);
    const Model& model = posed.setting.model;
    posed.without.doctrine = model.initial_doctrine[static_cast<std::size_t>(posed.without.actor)];
    for (const EngineKind kind : {EngineKind::batch, EngineKind::reference}) {
      const auto engine = make_engine(kind, posed.setting);
      Played played;
      engine->play(0, std::array{posed.without, Intervention{}}, posed.fork, played);
      const auto half = played.outcomes.begin() + static_cast<std::ptrdiff_t>(played.outcomes.size() / 2);
      EXPECT_TRUE(std::equal(played.outcomes.begin(), half, half, played.outcomes.end()));
    }
  });
}

using Part = void (*)(Doctrine& doctrine, const Doctrine& predecessor);
// The parts of a doctrine by which it acts (model 2.3).  `dove` is none: it bears on adoption, which the question fixes.
constexpr std::array<std::pair<const char*, Part>, 7> parts = {{
    {"weights", [](Doctrine& d, const Doctrine& p) { d.weights = p.weights; }},
    {"militancy", [](Doctrine& d, const Doctrine& p) { d.militancy = p.militancy; }},
    {"precedent", [](Doctrine& d, const Doctrine& p) { d.precedent = p.precedent; }},
    {"promises", [](Doctrine& d, const Doctrine& p) { d.promises = p.promises; }},
    {"scope_own", [](Doctrine& d, const Doctrine& p) { d.scope_own = p.scope_own; }},
    {"fund", [](Doctrine& d, const Doctrine& p) { d.fund = p.fund; }},
    {"demo_rate", [](Doctrine& d, const Doctrine& p) { d.demo_rate = p.demo_rate; }},
}};

// The doctrine in question with every part but `kept` made its predecessor's, and, unless `kept` names them, without its dated
// demonstrations.
Scenario with_parts_equal(const Asked& asked, std::string_view kept) {
  Scenario scenario = asked.scenario;
  const Question& question = question_of(asked);
  const Doctrine predecessor = doctrine_of(scenario, question.instead);
  Doctrine& doctrine = doctrine_of(scenario, question.doctrine);
  for (const auto& [name, equal] : parts)
    if (name != kept) equal(doctrine, predecessor);
  if (kept != "demonstrations")
    std::erase_if(scenario.demonstrations, [&](const Demonstration& d) { return d.doctrine == question.doctrine; });
  return scenario;
}

TEST(PlaceboLaw, WithEveryPartEqualThereIsNoDifference) {
  for_everything([](const Asked& asked) {
    const Scenario scenario = with_parts_equal(asked, "");
    for_both_engines(asked.options, 64, 4, [&](const StudyOptions& options) { expect_no_difference(play(scenario, options)); });
  });
}

// The law above could fail: any part alone that differs between the two doctrines makes a difference in some history.
TEST(PlaceboLaw, EveryPartAloneMakesADifference) {
  const Asked asked = flagship();
  const auto acts = [&](std::string_view kept, bool expected) {
    SCOPED_TRACE(kept);
    StudyOptions options = asked.options;
    options.worlds = 128;
    EXPECT_EQ(any_difference(play(with_parts_equal(asked, kept), options)), expected);
  };
  const Question& question = question_of(asked);
  Scenario scenario = asked.scenario;
  const Doctrine with = doctrine_of(scenario, question.doctrine);
  const Doctrine without = doctrine_of(scenario, question.instead);
  acts("weights", true);
  acts("militancy", with.militancy != without.militancy);
  acts("promises", with.promises != without.promises);
  acts("scope_own", with.scope_own != without.scope_own && !without.promises.empty());  // covers what is promised
  acts("fund", with.fund != without.fund && scenario.movement.sponsor == question.actor);
  acts("demo_rate", with.demo_rate != without.demo_rate);
  acts("demonstrations",
      std::ranges::any_of(scenario.demonstrations, [&](const Demonstration& d) { return d.doctrine == question.doctrine; }));
}

// The channels by which a doctrine reaches the world at all.  All closed, two different doctrines make no difference.
struct Channel {
  const char* name;
  std::vector<const char*> mechanisms;  // switched off
  std::vector<const char*> effects;     // parameters set to 0
};
const std::vector<Channel>& channels() {
  static const std::vector<Channel> all = {
      {"what it does toward others", {"choice"}, {}},
      {"how it stands in a crisis", {"crisis"}, {}},
      {"what it pays to the movement", {}, {"alpha_P"}},
      // Its militancy weighed by members: while they stay, by their loyalty; when they leave, by whom they join.
      {"how its bloc takes it", {}, {"l_doc", "l_bet", "lam_s"}},
  };
  return all;
}

Histories play_with_channels_closed(const Asked& asked, StudyOptions options, std::string_view open) {
  Scenario scenario = asked.scenario;
  for (const Channel& channel : channels()) {
    if (channel.name == open) continue;
    options.without.insert(options.without.end(), channel.mechanisms.begin(), channel.mechanisms.end());
    for (const char* effect : channel.effects) scenario.parameters[effect] = 0;
  }
  return play(scenario, options);
}

TEST(PlaceboLaw, ADoctrineThatCannotActMakesNoDifference) {
  for_everything([](const Asked& asked) {
    for_both_engines(asked.options, 64, 4,
        [&](const StudyOptions& options) { expect_no_difference(play_with_channels_closed(asked, options, "")); });
  });
}

TEST(PlaceboLaw, EveryChannelAloneMakesADifference) {
  const Asked asked = flagship();
  for (const Channel& channel : channels()) {
    SCOPED_TRACE(channel.name);
    StudyOptions options = asked.options;
    options.worlds = 64;
    EXPECT_TRUE(any_difference(play_with_channels_closed(asked, options, channel.name)));
  }
}

}  // namespace
}  // namespace coexist::laws
