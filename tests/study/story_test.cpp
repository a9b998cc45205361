// SPDX-License-Identifier: Apache-2.0
// Stories: partings are draws between two chances, nothing differs before the first but what the question puts in, what is told is
// what happened, and histories are found by their events.
#include "coexist/story.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "coexist/report.h"
#include "coexist/scenario_file.h"
#include "study/narrator.h"
#include "study/story_words.h"

namespace coexist {
namespace {

StoryOptions twins(std::uint32_t world, const std::string& question = {}, EngineChoice engine = EngineChoice::batch) {
  StoryOptions options;
  options.twin = true;
  options.study.world = world;
  options.study.question = question;
  options.study.engine = engine;
  return options;
}

// Calls `law` with the stories of twins of every bundled question.
template <class Law> void for_many_twins(std::uint32_t worlds, Law law) {
  for (const std::string& name : bundled_scenarios()) {
    const Scenario scenario = load_scenario(name);
    // A case of many polities and years takes as long as all others together: fewer of its twins, of its first question.
    const bool is_wide = scenario.polities.size() * static_cast<std::size_t>(scenario.months()) > 6000;
    for (const Question& question : scenario.questions) {
      for (const EngineChoice engine : {EngineChoice::batch, EngineChoice::reference})
        for (std::uint32_t world = 0; world < (is_wide ? std::min(worlds, 3U) : worlds); ++world) {
          SCOPED_TRACE(
              name + ", " + question.id + (engine == EngineChoice::batch ? ", batch " : ", reference ") + std::to_string(world));
          law(scenario, story(scenario, twins(world, question.id, engine)));
        }
      if (is_wide) break;
    }
  }
}

TEST(Partings, TheDrawLiesBetweenTheTwoChances) {
  constexpr double rounding = 2e-7;  // a chance is rounded once more than what single precision compares
  std::map<std::string, int> seen;
  for_many_twins(12, [&](const Scenario&, const Story& told) {
    for (const Parting& p : told.partings) {
      EXPECT_LE(std::min(p.with.chance, p.without.chance), p.draw + rounding) << p.decision << ' ' << p.chance_of;
      EXPECT_GE(std::max(p.with.chance, p.without.chance), p.draw - rounding) << p.decision << ' ' << p.chance_of;
      EXPECT_NE(p.with.result, p.without.result) << p.decision;
      EXPECT_FALSE(p.chance_of.empty());
      for (const Parting::Side* side : {&p.with, &p.without}) EXPECT_TRUE(side->chance >= 0 && side->chance <= 1);
      ++seen[p.decision];
    }
  });
  for (const char* decision : {"act", "demonstration", "split", "flashpoint_fires", "flashpoint_outcome", "realignment"})
    EXPECT_GT(seen[decision], 0) << decision;
}

// A first parting between acts of which neither is an event is told by the names of both, whichever they are.
TEST(Story, EverydayActsHaveTheirNames) {
  const std::vector<Override> overrides = {{"act.aid.b", "1"}, {"act.denounce.b", "0"}};
  const Scenario scenario = load_scenario("cold-war-1953", overrides);
  std::string all;
  for (std::uint32_t world = 0; world < 48; ++world)
    for (const StoryEntry& entry : story(scenario, twins(world)).entries) all += entry.text + '\n';
  for (const char* noun : {"aid", "trade", "normal relations", "a denunciation"})
    EXPECT_TRUE(all.contains(std::string(" chose ") + noun + "; without it, ")) << noun;
}

bool same(const HistoryEvent& a, const HistoryEvent& b) {
  return a.date == b.date && a.kind == b.kind && a.actor == b.actor && a.target == b.target && a.place == b.place &&
         a.result == b.result && a.number == b.number;
}

// Events of one history that the other has not.
std::vector<HistoryEvent> only(const std::vector<HistoryEvent>& events, const std::vector<HistoryEvent>& others) {
  std::vector<HistoryEvent> found;
  for (const HistoryEvent& event : events)
    if (std::ranges::none_of(others, [&](const HistoryEvent& other) { return same(event, other); })) found.push_back(event);
  return found;
}

bool is_put_in(const HistoryEvent& event, const Scenario& scenario, const Question& question) {
  if (event.kind == "adoption") return event.actor == question.actor && event.date == question.adopt;
  return event.kind == "demonstration" && std::ranges::any_of(scenario.demonstrations, [&](const Demonstration& d) {
    return !d.doctrine.empty() && d.actor == event.actor && d.target == event.target && d.date == event.date;
  });
}

TEST(Partings, BeforeTheFirstTheTwinsAreOne) {
  std::size_t stories = 0;
  for_many_twins(8, [&](const Scenario& scenario, const Story& told) {
    if (told.partings.empty()) return;
    ++stories;
    const Date first = told.partings.front().date;
    EXPECT_GE(first, told.question->adopt);
    for (const auto& events : {only(told.with, told.without), only(told.without, told.with)})
      for (const HistoryEvent& event : events)
        EXPECT_TRUE(event.date >= first || is_put_in(event, scenario, *told.question)) << in_words(event, scenario);
    EXPECT_TRUE(std::ranges::is_sorted(told.partings, {}, &Parting::date));
  });
  EXPECT_GT(stories, 10U);
}

// A dated demonstration is called by its name where the doctrine that makes it is in force, and only there.
TEST(Story, DatedDemonstrationsHaveTheirNames) {
  const Story told = story(load_scenario("cold-war-1953"), twins(4));  // in which both were ready for Geneva
  const auto names = [](const std::vector<HistoryEvent>& events, Date date) {
    std::vector<std::string> found;
    for (const HistoryEvent& e : events)
      if (e.kind == "demonstration" && e.actor == "RUS" && e.date == date) found.push_back(e.place);
    return found;
  };
  using Names = std::vector<std::string>;
  for (const auto& events : {told.with, told.without}) EXPECT_EQ(names(events, Date::of(1955, 7)), Names{"the Geneva summit"});
  EXPECT_EQ(names(told.with, Date::of(1959, 9)), Names{"the visit of 15 to 27 September 1959"});
  EXPECT_EQ(names(told.without, Date::of(1959, 9)), Names{});
  EXPECT_EQ(names(told.with, Date::of(1953, 11)), names(told.without, Date::of(1953, 11)));
  EXPECT_EQ(names(told.with, Date::of(1953, 11)), Names{""});  // one that nobody dated
  const auto tells = [&](const std::string& text) {
    return std::ranges::any_of(told.entries, [&](const StoryEntry& e) { return e.text == text; });
  };
  EXPECT_TRUE(tells("The Soviet Union and the United States made gestures of good will toward each other: the Geneva summit."));
  EXPECT_TRUE(
      tells("The Soviet Union made a gesture of good will toward the United States: the visit of 15 to 27 September 1959."));
}

// What history had is told in the month it had it in, in every arm, where it came to pass.
TEST(Story, IncidentsAreToldByTheirNames) {
  const Scenario scenario = load_scenario("cold-war-1953");
  const auto told = [&](const StoryOptions& options) {
    std::vector<std::string> found;
    for (const StoryEntry& e : story(scenario, options).entries)
      if (e.kind == "incident") found.push_back(e.date.text() + ' ' + e.arm + ": " + e.text);
    return found;
  };
  const std::vector<std::string> all = told(twins(4));
  ASSERT_EQ(all.size(), scenario.incidents.size());
  EXPECT_EQ(all[0], "1960-05 both: The U-2 over Sverdlovsk: the United States worked to subvert the Soviet Union.");
  EXPECT_EQ(all[1], "1960-05 both: The summit of Paris broken off: the Soviet Union denounced the United States.");
  StoryOptions fewer = twins(4);
  fewer.study.drop = {"incident:1960-05"};
  EXPECT_EQ(told(fewer).size(), all.size() - 2);
  StoryOptions none = twins(4);
  none.study.dated = "none";
  EXPECT_TRUE(told(none).empty());
  StoryOptions idle = twins(4);
  idle.study.without = {"choice"};
  EXPECT_TRUE(told(idle).empty());
  StoryOptions alone = twins(4);
  alone.twin = false;
  alone.arm = ArmChoice::without;
  EXPECT_TRUE(told(alone).at(0).starts_with("1960-05 without: The U-2"));
}

// One whose act is an event of its own is told once, by its name, and one of an actor that cannot act not at all.
TEST(Story, AnIncidentIsToldOnceIfItCameToPass) {
  Scenario scenario = load_scenario("cold-war-1953");
  const auto dated = [&](const char* month, const char* actor, const char* target, const char* act, const char* name) {
    Incident incident = scenario.incidents.front();
    incident.date = Date::parse(month).value();
    incident.actor = actor;
    incident.target = target;
    incident.act = act;
    incident.name = name;
    scenario.incidents.push_back(incident);
  };
  dated("1954-05", "CHN", "USA", "normal", "the quiet of Peking");
  dated("1954-06", "CHN", "USA", "threaten", "the thunder of Peking");
  dated("1954-07", "RUS", "YUG", "force", "the march on Belgrade");
  dated("1954-08", "RUS", "USA", "threaten", "the note of August");
  std::map<std::string, std::string> told;
  for (const StoryEntry& e : story(scenario, twins(4)).entries)
    if (e.date.year() == 1954 && e.kind != "year") told[e.date.text()] += e.text + '|';
  EXPECT_EQ(told["1954-05"].find("Peking"), std::string::npos);
  EXPECT_EQ(told["1954-06"].find("Peking"), std::string::npos);
  EXPECT_TRUE(told["1954-07"].starts_with("The march on Belgrade: the Soviet Union used force against Yugoslavia"))
      << told["1954-07"];
  EXPECT_TRUE(told["1954-08"].starts_with("The note of August: the Soviet Union threatened the United States"))
      << told["1954-08"];
  for (const char* month : {"1954-07", "1954-08"})
    EXPECT_EQ(told[month].find("Soviet Union", told[month].find("Soviet Union") + 1), std::string::npos) << told[month];
}

// What a draw decided happened there, and not in the other.
TEST(Partings, TheirConsequencesExist) {
  std::map<std::string, int> seen;
  const auto expect_event = [&](const Parting& p, const std::string& kind, const std::vector<HistoryEvent>& here,
                                const std::vector<HistoryEvent>& there) {
    const auto is_it = [&](const HistoryEvent& e) {
      return e.date == p.date && e.kind == kind && e.actor == p.actor && (p.target.empty() || e.target == p.target);
    };
    EXPECT_TRUE(std::ranges::any_of(here, is_it)) << kind << " in " << p.date.text();
    EXPECT_TRUE(std::ranges::none_of(there, is_it)) << kind << " in " << p.date.text();
    ++seen[kind];
  };
  for_many_twins(12, [&](const Scenario&, const Story& told) {
    for (const Parting& p : told.partings) {
      for (const bool with : {true, false}) {
        const std::string& result = (with ? p.with : p.without).result;
        const auto& here = with ? told.with : told.without;
        const auto& there = with ? told.without : told.with;
        if (p.decision == "act" && result == "threaten") expect_event(p, "threat", here, there);
        if (p.decision == "act" && result == "subvert") expect_event(p, "subversion", here, there);
        if (p.decision == "act" && result == "force") expect_event(p, "intervention", here, there);
        if (p.decision == "split" && result == "yes") expect_event(p, "split", here, there);
      }
    }
  });
  for (const char* kind : {"threat", "subversion", "intervention", "split"}) EXPECT_GT(seen[kind], 0) << kind;
}

// The first parting of the flagship's history 0, word by word.
TEST(Partings, AnActIsToldWithWhatIsWorse) {
  const Story told = story(load_scenario("cold-war-1953"), twins(0));
  ASSERT_FALSE(told.partings.empty());
  const Parting& first = told.partings.front();
  EXPECT_EQ("act", first.decision);
  EXPECT_EQ("RUS", first.actor);
  EXPECT_EQ("subvert", first.without.result);
  EXPECT_EQ("subversion or worse", first.chance_of);
  EXPECT_LT(first.with.chance, first.without.chance);
}

// History 586 ends with a war of February 1953, before the congress of 1956.
TEST(Story, OfAWarBeforeTheDoctrineSaysWhyTheTwinsAreOne) {
  const Story told = story(load_scenario("cold-war-1953"), twins(586));
  EXPECT_TRUE(told.partings.empty());
  EXPECT_TRUE(told.opening.contains("ends before that month")) << told.opening;
  EXPECT_TRUE(told.incidents.empty());  // all are of later years
  EXPECT_FALSE(story(load_scenario("cold-war-1953"), twins(0)).opening.contains("ends before"));
}

TEST(Partings, ADoctrineInPlaceOfItselfPartsNothing) {
  StoryOptions options = twins(3);
  options.study.instead = "peaceful_coexistence";
  const Story told = story(load_scenario("cold-war-1953"), options);
  EXPECT_TRUE(told.partings.empty());
  EXPECT_TRUE(only(told.with, told.without).empty());
  for (const StoryEntry& entry : told.entries) EXPECT_EQ("both", entry.arm) << entry.text;
}

TEST(Partings, DigitsShowTheDrawBetween) {
  Parting parting;
  parting.chance_of = "a threat or worse";
  parting.with.chance = 0.041;
  parting.without.chance = 0.079;
  parting.draw = 0.05;
  EXPECT_EQ("chance of a threat or worse 4.1 % with, 7.9 % without; drawn 5.0 %", odds_told(parting));
  parting.draw = 0.0411;
  EXPECT_EQ("chance of a threat or worse 4.10 % with, 7.90 % without; drawn 4.11 %", odds_told(parting));
  parting.with.chance = 0;
  parting.without.chance = 0.0006;
  parting.draw = 0.0002;
  EXPECT_EQ("chance of a threat or worse 0 % with, 0.1 % without; drawn under 0.1 %", odds_told(parting));
}

// The history told is that of the ensemble.
TEST(Story, IsTheHistoryOfThatNumber) {
  const Scenario scenario = load_scenario("cold-war-1953");
  for (const EngineChoice engine : {EngineChoice::batch, EngineChoice::reference}) {
    StudyOptions study;
    study.worlds = 6;
    study.prior_draws = 0;
    study.engine = engine;
    std::map<std::string, std::vector<double>> outcomes;
    std::map<std::string, std::vector<HistoryEvent>> events;
    study.on_history = [&](std::uint32_t history, const char* arm, const std::vector<double>& values) {
      if (history == 5) outcomes[arm] = values;
    };
    study.on_event = [&](const HistoryEvent& event) {
      if (event.history == 5) events[event.arm].push_back(event);
    };
    ask(scenario, study);
    const Story told = story(scenario, twins(5, "", engine));
    EXPECT_TRUE(std::ranges::equal(told.with, events["with"], same));
    EXPECT_TRUE(std::ranges::equal(told.without, events["without"], same));
    ASSERT_EQ(outcomes["with"].size(), told.outcomes.size());
    for (std::size_t o = 0; o < told.outcomes.size(); ++o) {
      EXPECT_EQ(outcomes["with"][o], *told.outcomes[o].with);
      EXPECT_EQ(outcomes["without"][o], *told.outcomes[o].without);
    }
    for (const ArmChoice arm : {ArmChoice::with, ArmChoice::without}) {
      StoryOptions alone = twins(5, "", engine);
      alone.twin = false;
      alone.arm = arm;
      const Story one = story(scenario, alone);
      const bool with = arm == ArmChoice::with;
      EXPECT_TRUE(std::ranges::equal(with ? one.with : one.without, events[with ? "with" : "without"], same));
      EXPECT_TRUE((with ? one.without : one.with).empty());
      EXPECT_TRUE(one.partings.empty());
    }
  }
}

// Entries are in order, none is without words, and every event that is told one by one is told: as many sentences as there are
// events, but for those that share one.
TEST(Story, TellsEverythingInOrder) {
  for_many_twins(6, [](const Scenario&, const Story& told) {
    EXPECT_TRUE(std::ranges::is_sorted(told.entries, {}, &StoryEntry::date));
    for (const StoryEntry& entry : told.entries) {
      EXPECT_TRUE(entry.text.ends_with('.')) << entry.text;
      EXPECT_TRUE(entry.arm == "with" || entry.arm == "without" || entry.arm == "both");
      EXPECT_EQ(std::string::npos, entry.text.find("  ")) << entry.text;
      EXPECT_EQ(std::string::npos, entry.text.find('_')) << entry.text;
    }
    // Splits are neither merged with anything nor left out.
    for (const auto* events : {&told.with, &told.without})
      for (const HistoryEvent& event : *events)
        if (event.kind == "split") {
          EXPECT_TRUE(std::ranges::any_of(told.entries, [&](const StoryEntry& entry) {
            return entry.date == event.date && entry.text.find("left the bloc of") != std::string::npos;
          })) << event.date.text();
        }
  });
}

// A history with war in one arm only: the other goes on alone, and the closing says why.
TEST(Story, SaysWhyOneOfTwoCameToWar) {
  const Scenario scenario = load_scenario("cold-war-1953");
  std::size_t wars = 0;
  for (std::uint32_t world = 0; world < 200 && wars < 2; ++world) {
    const Story told = story(scenario, twins(world));
    const auto is_war = [](const HistoryEvent& e) { return e.kind == "superpower_war"; };
    const bool with = std::ranges::any_of(told.with, is_war);
    if (with == std::ranges::any_of(told.without, is_war)) continue;
    ++wars;
    EXPECT_NE(std::string::npos, told.closing.find("there this history ends")) << told.closing;
    EXPECT_NE(std::string::npos, told.closing.find("Why they ended differently")) << told.closing;
    const Date end = std::ranges::find_if(with ? told.with : told.without, is_war)->date;
    for (const StoryEntry& entry : told.entries)
      if (entry.date > end && entry.kind != "year") {
        EXPECT_EQ(with ? "without" : "with", entry.arm) << entry.text;
      }
  }
  EXPECT_EQ(2U, wars);
}

TEST(Story, NeedsAQuestionForATwin) {
  Scenario scenario = load_scenario("cold-war-1953");
  scenario.questions.clear();
  EXPECT_THROW(story(scenario, twins(0)), InputError);
  StoryOptions alone = twins(0);
  alone.twin = false;
  EXPECT_FALSE(story(scenario, alone).entries.empty());
}

TEST(Story, NoLineOfTheTerminalIsTooLong) {
  for_many_twins(3, [](const Scenario&, const Story& told) {
    const std::string text = as_text(told, {});
    for (std::size_t from = 0; from < text.size();) {
      const std::size_t end = text.find('\n', from);
      EXPECT_LE(end - from, 80U) << text.substr(from, end - from);
      from = end + 1;
    }
  });
}

TEST(Find, PicksByTheDateOfTheEvent) {
  const Scenario scenario = load_scenario("cold-war-1953");
  StoryOptions options;
  options.study.worlds = 200;
  const Found found = find_event(scenario, "Split of china", options);
  EXPECT_EQ("split of China", found.event);
  EXPECT_EQ(200U, found.worlds);
  std::vector<Date> dates;
  for (std::uint32_t world = 0; world < 200; ++world) {
    StoryOptions one;
    one.study.world = world;
    const Story told = story(scenario, one);
    const auto split =
        std::ranges::find_if(told.with, [](const HistoryEvent& e) { return e.kind == "split" && e.actor == "CHN"; });
    if (split == told.with.end()) continue;
    dates.push_back(split->date);
    for (const Found::Instance& instance : {found.early, found.typical, found.late})
      if (instance.world == world) {
        EXPECT_EQ(split->date, instance.date);
      }
  }
  EXPECT_EQ(dates.size(), found.with_it);
  std::ranges::sort(dates);
  EXPECT_EQ(dates[(dates.size() - 1) / 2], found.typical.date);
  EXPECT_LT(found.early.date, found.typical.date);
  EXPECT_LT(found.typical.date, found.late.date);
}

TEST(Find, SaysWhereNothingIsFound) {
  StoryOptions options;
  options.study.worlds = 32;
  const Found found = find_event(load_scenario("cold-war-1953"), "revolution in the United States", options);
  EXPECT_EQ(0U, found.with_it);
}

TEST(Find, SuggestsTheNearestEvent) {
  try {
    find_event(load_scenario("cold-war-1953"), "split of Chna", {});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string::npos, describe(error.problems().front()).find("'split of China'"));
  }
  EXPECT_THROW(find_event(load_scenario("cold-war-1953"), "the weather", {}), InputError);
}

}  // namespace
}  // namespace coexist
