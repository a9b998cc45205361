// SPDX-License-Identifier: Apache-2.0
#include "study/story_end.h"

#include <algorithm>
#include <array>

#include "base/rounding.h"
#include "study/narrator.h"
#include "study/story_words.h"
#include "study/words.h"

namespace coexist {
namespace {

bool ends_history(const HistoryEvent& event) { return event.kind == "superpower_war" || event.kind == "nuclear_use"; }

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
    text += "Without it: " + how_it_ended(story_.without, without) + ' ' + state(without) + '\n';
    const std::vector<std::string> why = causes(with, without);
    if (why.empty()) {
      text += "Both left every country under the same system and in the same bloc.";
    } else {
      constexpr std::size_t most = 8;
      text += "Why they ended differently:";
      for (std::size_t n = 0; n < why.size() && n < most; ++n) text += ' ' + why[n] + '.';
      if (why.size() > most)
        text += ' ' + capital(counted(why.size() - most, "country more differs", "countries more differ")) + '.';
    }
    return text + '\n' + sums();
  }

 private:
  std::string name(const std::string& id) const { return polity_name(scenario_, id); }

  std::string how_it_ended(const std::vector<HistoryEvent>& events, const WorldAtEnd& world) const {
    std::vector<std::string> ends;
    for (const HistoryEvent& event : events)
      if (ends_history(event))
        ends.emplace_back(event.kind == "nuclear_use" ? "the use of nuclear weapons" : "war between the superpowers");
    if (!ends.empty()) return "it ended in " + enumerated(ends) + ", in " + world.last.words() + '.';
    return "no war between the superpowers to " + world.last.words() + '.';
  }

  std::string state(const WorldAtEnd& world) const {
    std::vector<std::string> systems;
    for (const std::string& system : scenario_.systems.names) {
      const auto count = std::ranges::count(world.polities, system, &WorldAtEnd::State::system);
      systems.push_back(std::to_string(count) + ' ' + system);
    }
    std::vector<std::string> blocs;
    for (const std::string& id : scenario_.principal_slots) {
      const auto members = std::ranges::count_if(world.polities, [&](const auto& p) { return p.leader == id && p.id != id; });
      if (members > 0) blocs.push_back(name(id) + " led " + counted(static_cast<std::size_t>(members), "other", "others"));
    }
    std::string text = "Systems: " + enumerated(systems) + '.';
    if (!blocs.empty()) text += ' ' + capital(enumerated(blocs)) + '.';
    const auto level = [](double value) { return rounded(value, 0.05, 2); };
    return text + " Hostility on a scale from 0 to 1: " + level(world.hostility_first) + " of " +
           name(scenario_.principal_slots[0]) + " toward " + name(scenario_.principal_slots[1]) + ", " +
           level(world.hostility_second) + " the other way.";
  }

  // What has changed since the beginning, and the sums of a single history.
  std::string changes(const std::vector<HistoryEvent>& events, const WorldAtEnd& world) const {
    std::vector<std::string> changed;
    for (const Polity& polity : scenario_.polities)
      if (const auto* end = state_of(world, polity.id)) {
        if (end->system != polity.system)
          changed.push_back(name(polity.id) + " went from " + polity.system + " to " + end->system);
        else if (end->leader != polity.bloc)
          changed.push_back(name(polity.id) + (polity.bloc.empty() ? " joined the bloc of " + name(end->leader)
                                                                   : " left the bloc of " + name(polity.bloc)));
      }
    const auto count = [&](const std::string& kind) {
      return static_cast<std::size_t>(std::ranges::count(events, kind, &HistoryEvent::kind));
    };
    return (changed.empty() ? "Every country ended under the system and in the bloc in which it began."
                            : "Since the beginning, " + enumerated(changed) + '.') +
           " In all: " + counted(count("crisis"), "crisis", "crises") + ", " + counted(count("threat"), "threat", "threats") +
           ", " + counted(count("intervention"), "use of force", "uses of force") + ", " +
           counted(count("overthrow"), "revolution", "revolutions") + ", " + counted(count("split"), "split", "splits") +
           " and " + counted(count("subversion"), "subversion", "subversions") + '.';
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

  std::string because(const HistoryEvent& event, const std::string& arm) const {
    if (const Parting* parting = parting_of(event, arm, story_.partings)) return " (" + odds_told(*parting) + ")";
    if (event.kind == "overthrow") return " (unrest had built up month by month; no single draw decided it)";
    return " (what came to pass only there led to it)";
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
    war(story_.with, "with", "With the doctrine", without.last, why);
    war(story_.without, "without", "Without it", with.last, why);
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

  // Why a history came to war; nothing where it did not, or the other had come to it before or at once.
  void war(const std::vector<HistoryEvent>& events, const std::string& arm, const std::string& where, Date other_last,
      std::vector<std::string>& why) const {
    const auto end = std::ranges::find_if(events, ends_history);
    if (end == events.end() || end->date == other_last) return;
    std::string text =
        where + ", " + (end->kind == "nuclear_use" ? "nuclear weapons were used" : "it came to war") + " in " + end->date.words();
    for (const HistoryEvent& event : events)
      if (event.date == end->date && ((event.kind == "crisis" && event.result == "war") || event.kind == "false_alarm")) {
        text += ": " + told(event, scenario_) + because(event, arm);
        break;
      }
    why.push_back(text);
  }

  std::string sums() const {
    static constexpr std::array<std::array<const char*, 2>, 6> rows = {{{"crises_superpower", "crises with a superpower"},
        {"limited_wars", "limited wars"}, {"threats", "threats by the actor"}, {"threats_by_rivals", "threats by the others"},
        {"subversions", "subversions by the actor"}, {"promises_broken", "promises broken"}}};
    std::vector<std::string> parts;
    for (const auto& [id, words] : rows)
      for (const StoryOutcome& outcome : story_.outcomes)
        if (outcome.name == id && outcome.with && outcome.without)
          parts.push_back(std::string(words) + ' ' + rounded(*outcome.with, 0, 2) + " and " + rounded(*outcome.without, 0, 2));
    std::string text = "In all, with and without: ";
    for (std::size_t n = 0; n < parts.size(); ++n) text += (n == 0 ? "" : ", ") + parts[n];
    const auto everyday =
        static_cast<std::size_t>(std::ranges::count_if(story_.partings, [](const Parting& p) { return !is_told(p); }));
    return text + ". " + capital(counted(story_.partings.size(), "decision", "decisions")) +
           " that both had to take fell differently under the same draw, " + std::to_string(everyday) +
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
