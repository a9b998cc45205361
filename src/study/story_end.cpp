// SPDX-License-Identifier: Apache-2.0
#include "study/story_end.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/rounding.h"
#include "coexist/names.h"
#include "study/narrator.h"
#include "study/story_words.h"
#include "study/words.h"

namespace coexist {
namespace {

bool ends_history(const HistoryEvent& event) { return is_war_of_the_two(event.kind) || event.kind == "nuclear_use"; }

const WorldAtEnd::State* state_of(const WorldAtEnd& world, const std::string& id) {
  const auto found = std::ranges::find(world.polities, id, &WorldAtEnd::State::id);
  return found == world.polities.end() ? nullptr : &*found;
}

class Ending {
 public:
  Ending(const Story& story, const Scenario& scenario) : story_(story), scenario_(scenario) {}

  std::string alone(const WorldAtEnd& world) const {
    const std::vector<HistoryEvent>& events = story_.arm == "with" ? story_.with : story_.without;
    return how_it_ended(events, world) + ' ' + state(world) + '\n' + changes(events, world);
  }

  std::string twins(const WorldAtEnd& with, const WorldAtEnd& without) const {
    std::string text = "With the doctrine: " + how_it_ended(story_.with, with) + ' ' + state(with) + '\n';
    text += "Without it: " + how_it_ended(story_.without, without) + ' ' + state(without) + '\n' + sums() + '\n';
    const std::vector<std::string> why = causes(with, without);
    if (why.empty()) return text + "No war divides them, and both left every country under the same system and in the same bloc.";
    constexpr std::size_t most = 8;
    text += "Why they ended differently:";
    for (std::size_t n = 0; n < why.size() && n < most; ++n) text += '\n' + capital(why[n]) + '.';
    if (why.size() > most)
      text += '\n' + capital(counted(why.size() - most, "more difference", "more differences")) + " of this kind.";
    return text;
  }

 private:
  std::string name(const std::string& id) const { return polity_name(scenario_, id); }

  std::string how_it_ended(const std::vector<HistoryEvent>& events, const WorldAtEnd& world) const {
    std::vector<std::string> ends;
    for (const HistoryEvent& event : events)
      if (ends_history(event))
        ends.emplace_back(event.kind == "nuclear_use" ? "the use of nuclear weapons"
                                                      : called_so(scenario_.called, "war between the superpowers"));
    if (!ends.empty()) return "it ended in " + enumerated(ends) + ", in " + world.last.words() + '.';
    return called_so(scenario_.called, "no war between the superpowers to ") + world.last.words() + '.';
  }

  std::string state(const WorldAtEnd& world) const {
    std::vector<std::string> systems;
    for (const std::string& system : scenario_.systems.names) {
      const auto count = std::ranges::count(world.polities, system, &WorldAtEnd::State::system);
      const std::string lived = count == 1 ? " country lived under the " : " countries lived under the ";
      systems.push_back(
          std::to_string(count) + (systems.empty() ? lived : " under the ") + system + (systems.empty() ? " system" : " one"));
    }
    std::vector<std::string> blocs;
    for (const std::string& id : scenario_.principal_slots) {
      const auto members = std::ranges::count_if(world.polities, [&](const auto& p) { return p.leader == id && p.id != id; });
      if (members > 0) blocs.push_back(std::to_string(members) + (blocs.empty() ? " followed " : " ") + name(id));
    }
    std::string text = enumerated(systems) + '.';
    if (!blocs.empty()) text += ' ' + enumerated(blocs) + '.';
    const auto level = [](double value) { return rounded(value, 0.05, 2); };
    return text + " Hostility, from 0 to 1: " + level(world.hostility_first) + " of " + name(scenario_.principal_slots[0]) +
           " toward " + name(scenario_.principal_slots[1]) + ", " + level(world.hostility_second) + " the other way.";
  }

  // What has changed since the beginning, and the sums of a single history.
  std::string changes(const std::vector<HistoryEvent>& events, const WorldAtEnd& world) const {
    std::vector<std::string> what;                        // in the order of the first of whom it is said,
    std::map<std::string, std::vector<std::string>> who;  // and of whom
    for (const Polity& polity : scenario_.polities) {
      const auto* end = state_of(world, polity.id);
      if (!end || (end->system == polity.system && end->leader == polity.bloc)) continue;
      const std::string change = end->system != polity.system
                                     ? "went from the " + polity.system + " to the " + end->system + " system"
                                 : polity.bloc.empty() ? "joined the bloc of " + name(end->leader)
                                                       : "left the bloc of " + name(polity.bloc);
      if (who[change].empty()) what.push_back(change);
      who[change].push_back(name(polity.id));
    }
    std::string changed;
    for (const std::string& change : what) changed += (changed.empty() ? "" : "; ") + enumerated(who[change]) + ' ' + change;
    static constexpr std::array<std::array<const char*, 3>, 6> kinds = {{{"crisis", "crisis", "crises"},
        {"threat", "threat", "threats"}, {"intervention", "use of force", "uses of force"},
        {"overthrow", "revolution", "revolutions"}, {"split", "split", "splits"}, {"subversion", "subversion", "subversions"}}};
    std::vector<std::string> sums;
    for (const auto& [kind, one, several] : kinds)
      if (const auto count = std::ranges::count(events, kind, &HistoryEvent::kind); count > 0)
        sums.push_back(counted(static_cast<std::size_t>(count), one, several));
    return (changed.empty() ? "Every country ended under the system and in the bloc in which it began."
                            : "Since the beginning, " + changed + '.') +
           (sums.empty() ? "" : " In all: " + enumerated(sums) + '.');
  }

  static bool changes_state(const HistoryEvent& event, const std::string& id) {
    if (event.kind == "intervention") return event.target == id && event.result == "succeeded";
    return (event.kind == "overthrow" || event.kind == "reform" || event.kind == "split") && event.actor == id;
  }

  std::vector<HistoryEvent> only_in(
      const std::vector<HistoryEvent>& events, const std::vector<HistoryEvent>& others, const std::string& id) const {
    std::vector<HistoryEvent> found;
    for (const HistoryEvent& event : events)
      if (changes_state(event, id) && std::ranges::none_of(others, [&](const HistoryEvent& other) {
            return changes_state(other, id) && other.date == event.date && other.kind == event.kind &&
                   other.result == event.result;
          }))
        found.push_back(event);
    return found;
  }

  const std::vector<HistoryEvent>& events_of(const std::string& arm) const {
    return arm == "with" ? story_.with : story_.without;
  }

  // The draw that decided an event; of a crisis after a threat, the one that decided the threat.
  const Parting* decider(const HistoryEvent& event, const std::string& arm) const {
    if (const Parting* parting = parting_of(event, arm, story_.partings)) return parting;
    if (event.kind == "crisis" && event.place == "threat")
      for (const HistoryEvent& threat : events_of(arm))
        if (threat.kind == "threat" && threat.date == event.date && threat.actor == event.actor && threat.target == event.over)
          if (const Parting* parting = parting_of(threat, arm, story_.partings)) return parting;
    return nullptr;
  }

  std::string because(const HistoryEvent& event, const std::string& arm) const {
    if (const Parting* parting = decider(event, arm)) return " (" + odds_told(*parting) + ")";
    if (event.kind == "overthrow") return " (unrest had built up month by month; no single draw decided it)";
    return " (the chance of it arose only there)";
  }

  std::string what_happened(const HistoryEvent& event, const std::string& arm) const {
    std::string text = event.kind == "overthrow" ? "a revolution brought the " + event.result + " system"
                       : event.kind == "reform"  ? "it went over to the " + event.result + " system"
                       : event.kind == "split"   ? "it left the bloc of " + name(event.target)
                                                 : name(event.actor) + " intervened by force";
    return text + " in " + event.date.words() + because(event, arm);
  }

  std::vector<std::string> causes(const WorldAtEnd& with, const WorldAtEnd& without) const {
    std::vector<std::string> why;
    wars("with", "with the doctrine", "without", why);
    wars("without", "without it", "with", why);
    for (const Polity& polity : scenario_.polities) {
      const auto* here = state_of(with, polity.id);
      const auto* there = state_of(without, polity.id);
      if (!here || !there || (here->system == there->system && here->leader == there->leader)) continue;
      std::vector<std::string> parts;
      for (const HistoryEvent& event : only_in(story_.with, story_.without, polity.id))
        parts.push_back("with the doctrine, " + what_happened(event, "with"));
      for (const HistoryEvent& event : only_in(story_.without, story_.with, polity.id))
        parts.push_back("without it, " + what_happened(event, "without"));
      std::string text = capital(name(polity.id)) + ": ";
      for (std::size_t n = 0; n < parts.size(); ++n) text += (n == 0 ? "" : "; ") + parts[n];
      if (!parts.empty()) why.push_back(text);
    }
    return why;
  }

  // The wars, and launches by mistake, that only one of the two histories had.
  void wars(const std::string& arm, const std::string& where, const std::string& other, std::vector<std::string>& why) const {
    const auto is_war = [](const HistoryEvent& e) {
      return e.kind == "false_alarm" || (e.kind == "crisis" && e.result == "war");
    };
    for (const HistoryEvent& event : events_of(arm)) {
      if (!is_war(event) || std::ranges::any_of(events_of(other), [&](const HistoryEvent& e) {
            return is_war(e) && e.date == event.date && e.kind == event.kind && e.actor == event.actor && e.place == event.place;
          }))
        continue;
      std::string text = told(event, scenario_);
      for (const char* opening : {"Crisis ", "An ", "On "})
        if (text.starts_with(opening)) text[0] = static_cast<char>(text[0] - 'A' + 'a');
      const bool ends =
          std::ranges::any_of(events_of(arm), [&](const HistoryEvent& e) { return ends_history(e) && e.date == event.date; });
      why.push_back(
          event.date.words() + ", " + where + ": " + text + because(event, arm) + (ends ? "; there this history ends" : ""));
    }
  }

  std::string sums() const {
    const std::string actor = story_.question ? name(story_.question->actor) : std::string();
    const std::array<std::array<std::string, 2>, 6> rows = {
        {{called_so(scenario_.called, "crises_superpower"), called_so(scenario_.called, "crises with a superpower")},
            {"limited_wars", "wars that stayed limited"}, {"threats", "threats by " + actor},
            {"threats_by_rivals", "threats by others"}, {"subversions", "subversions by " + actor},
            {"promises_broken", "promises broken"}}};
    std::vector<std::string> parts;
    for (const auto& [id, words] : rows)
      for (const StoryOutcome& outcome : story_.outcomes)
        if (outcome.name == id && outcome.with && outcome.without)
          parts.push_back(words + ' ' + rounded(*outcome.with, 0, 2) + " and " + rounded(*outcome.without, 0, 2));
    const auto everyday =
        static_cast<std::size_t>(std::ranges::count_if(story_.partings, [](const Parting& p) { return !is_told(p); }));
    return "In all, with and without: " + enumerated(parts) + ". Of the decisions that both had to take, " +
           std::to_string(story_.partings.size()) + " fell differently under the same draw, " + std::to_string(everyday) +
           " of them about everyday acts.";
  }

  const Story& story_;
  const Scenario& scenario_;
};

}  // namespace

std::string closing_of(const Story& story, const Scenario& scenario, const WorldAtEnd& world) {
  return capital(Ending(story, scenario).alone(world));
}

std::string closing_of_twins(const Story& story, const Scenario& scenario, const WorldAtEnd& with, const WorldAtEnd& without) {
  return Ending(story, scenario).twins(with, without);
}

}  // namespace coexist
