// SPDX-License-Identifier: Apache-2.0
// Histories in which an event happens, found by its words.
#include <algorithm>
#include <array>
#include <functional>

#include "base/float_environment.h"
#include "coexist/names.h"
#include "coexist/story.h"
#include "study/events.h"
#include "study/setting.h"
#include "study/words.h"

namespace coexist {
namespace {

// An event that the scenario could have: its words, and how it is known.
struct Sought {
  std::string words;
  std::function<bool(const HistoryEvent&)> is_it;
};

bool has_warheads(const Scenario& scenario) {
  return std::ranges::any_of(scenario.warheads.stock,
      [](const auto& row) { return std::ranges::any_of(row.second, [](double number) { return number > 0; }); });
}

std::vector<Sought> events_of(const Scenario& scenario) {
  const auto kind = [](const std::string& wanted) { return [wanted](const HistoryEvent& e) { return e.kind == wanted; }; };
  std::vector<Sought> all = {
      {called_so(scenario.called, "superpower war"), [](const HistoryEvent& e) { return is_war_of_the_two(e.kind); }},
      {"crisis at the brink", [](const HistoryEvent& e) { return e.kind == "crisis" && e.number >= 5; }},
      {"war", [](const HistoryEvent& e) { return e.kind == "crisis" && e.result == "war"; }},
      {"split", kind("split")},
      {"revolution", kind("overthrow")},
      {"realignment", kind("reform")},
      {"intervention", kind("intervention")},
  };
  if (has_warheads(scenario)) {
    all.push_back({"nuclear use", kind("nuclear_use")});
    all.push_back({"false alarm", kind("false_alarm")});
    all.push_back({"crisis by accident", [](const HistoryEvent& e) { return e.kind == "crisis" && e.place == "accident"; }});
  }
  for (const Flashpoint& place : scenario.flashpoints) {
    const std::string& name = place.name;
    all.push_back({"crisis over " + name, [name](const HistoryEvent& e) { return e.kind == "crisis" && e.place == name; }});
    all.push_back({"war over " + name,
        [name](const HistoryEvent& e) { return e.kind == "crisis" && e.place == name && e.result == "war"; }});
  }
  for (const Polity& polity : scenario.polities) {
    const std::string id = polity.id;
    const auto done_by = [id](const std::string& wanted) {
      return [id, wanted](const HistoryEvent& e) { return e.kind == wanted && e.actor == id; };
    };
    const auto done_to = [id](const std::string& wanted) {
      return [id, wanted](const HistoryEvent& e) { return e.kind == wanted && e.target == id; };
    };
    for (const std::string& name : {polity.name, polity.id}) {
      if (name.empty()) continue;
      all.push_back({"split of " + name, done_by("split")});
      all.push_back({"revolution in " + name, done_by("overthrow")});
      all.push_back({"realignment of " + name, done_by("reform")});
      all.push_back({"intervention in " + name, done_to("intervention")});
      all.push_back({"threat against " + name, done_to("threat")});
      all.push_back({"threat by " + name, done_by("threat")});
    }
  }
  return all;
}

// As words are compared: small letters, no article.
std::string plain(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (const std::size_t article = text.find(" the "); article != std::string::npos) text.erase(article, 4);
  return text;
}

Sought sought(const Scenario& scenario, const std::string& text) {
  std::vector<std::string> words;
  for (const Sought& event : events_of(scenario)) {
    if (plain(event.words) == plain(text)) return event;
    words.push_back(event.words);
  }
  const std::string near = nearest_name(text, words);
  throw InputError({"--find", 0, 0, "no event is called " + quoted(text),
      near.empty() ? "Write for example '" + called_so(scenario.called, "superpower war") + "', " +
                         (scenario.flashpoints.empty() ? "" : "'crisis over " + scenario.flashpoints.front().name + "', ") +
                         "'split of X', 'revolution in X', 'realignment of X', 'intervention in X', 'threat against X' or "
                         "'threat by X', X "
                         "being a polity"
                   : "Did you mean '" + near + "'?"});
}

}  // namespace

Found find_event(const Scenario& scenario, const std::string& text, const StoryOptions& options) {
  const FloatEnvironment standard;
  const Sought event = sought(scenario, text);
  Posed posed = pose(scenario, options.study, ArmsAsked::one);
  posed.setting.keep_events = true;
  const bool with = options.arm == ArmChoice::with;
  const std::vector<std::string> names = {with ? "with" : "without"};
  std::vector<Found::Instance> instances;
  Found found;
  found.event = event.words;
  found.arm = names.front();
  const EnsembleOptions how = ensemble_options(options.study);
  const std::array<Intervention, 1> arms = {with ? posed.with : posed.without};
  found.worlds = play_ensemble(posed.setting, arms, posed.fork, how, [&](const Piece& piece) {
    tell_events(piece, posed.setting.model, scenario.called, names, [&](const HistoryEvent& e) {
      const bool is_first = instances.empty() || instances.back().world != e.history;  // they come history by history
      if (is_first && event.is_it(e)) instances.push_back({e.history, e.date});
    });
  });
  found.stopped = found.worlds < how.histories;
  found.with_it = static_cast<std::uint32_t>(instances.size());
  if (instances.empty()) return found;
  std::ranges::sort(instances, {}, [](const Found::Instance& i) { return std::pair(i.date, i.world); });
  const std::size_t last = instances.size() - 1;
  found.early = instances[last / 10];
  found.typical = instances[last / 2];
  found.late = instances[last - last / 10];
  return found;
}

}  // namespace coexist
