// SPDX-License-Identifier: Apache-2.0
#include "study/events.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>

#include "base/rounding.h"
#include "study/story_words.h"
#include "study/words.h"

namespace coexist {
namespace {

std::string kind_name(EventKind kind) {
  switch (kind) {
    case EventKind::entry: return "entry";
    case EventKind::succession: return "succession";
    case EventKind::adoption: return "adoption";
    case EventKind::demonstration: return "demonstration";
    case EventKind::threat: return "threat";
    case EventKind::subversion: return "subversion";
    case EventKind::intervention: return "intervention";
    case EventKind::crisis: return "crisis";
    case EventKind::false_alarm: return "false_alarm";
    case EventKind::unrest: return "unrest";
    case EventKind::overthrow: return "overthrow";
    case EventKind::reform: return "reform";
    case EventKind::split: return "split";
    case EventKind::superpower_war: return "superpower_war";
    case EventKind::nuclear_use: return "nuclear_use";
  }
  return "";
}

// The name of the dated demonstration that an event is, under the doctrines in force; empty of a spontaneous one.
std::string name_of_demonstration(const Event& event, const Model& model, const std::vector<int>& doctrines) {
  std::set<std::string> names;
  for (const DatedDemonstration& d : model.demonstrations) {
    if (d.month != event.month || model.polity_of(d.actor) != event.who || d.target != event.whom || d.name.empty()) continue;
    const int in_force = doctrines[static_cast<std::size_t>(d.actor)];
    if (d.doctrine < 0 || model.doctrine(in_force).demonstrates_as == d.doctrine) names.insert(d.name);
  }
  return enumerated({names.begin(), names.end()});
}

std::string place_name(const Event& event, const Model& model, const std::vector<int>& doctrines) {
  if (event.kind == EventKind::demonstration) return name_of_demonstration(event, model, doctrines);
  if (event.kind != EventKind::crisis) return "";
  if (event.place == opened_by_threat) return "threat";
  if (event.place == opened_by_accident) return "accident";
  return model.flashpoints[static_cast<std::size_t>(event.place)].name;
}

std::string result_of(const Event& event, const Model& model) {
  const auto number = static_cast<int>(event.number);
  switch (event.kind) {
    case EventKind::adoption: return model.doctrine(number).id;
    case EventKind::overthrow:
    case EventKind::reform: return model.system_names[static_cast<std::size_t>(number)];
    case EventKind::split: return number < 0 ? "none" : model.polity(model.polity_of(number)).id;
    case EventKind::intervention: return number > 0 ? "succeeded" : "failed";
    case EventKind::crisis:
      switch (static_cast<CrisisEnd>(static_cast<int>(event.detail))) {
        case CrisisEnd::challenger_yields: return "challenger yields";
        case CrisisEnd::defender_yields: return "defender yields";
        case CrisisEnd::war: return "war";
      }
      return "";
    default: return "";
  }
}

}  // namespace

void tell_events(const Piece& piece, const Model& model, const Called& called, const std::vector<std::string>& arms,
    const std::function<void(const HistoryEvent&)>& listener) {
  if (!listener) return;
  const std::vector<Event>& events = piece.played.events;
  std::vector<std::size_t> order(events.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Arms without a name are played for a decomposition, not to be told.
  std::erase_if(order, [&](std::size_t n) { return static_cast<std::size_t>(events[n].arm) >= arms.size(); });
  std::ranges::sort(
      order, {}, [&](std::size_t n) { return std::tuple(events[n].history, events[n].arm, events[n].month, events[n].kind, n); });
  std::vector<int> doctrines;  // in force, by principal
  const Event* before = nullptr;
  for (const std::size_t n : order) {
    const Event& event = events[n];
    if (!before || before->history != event.history || before->arm != event.arm) doctrines = model.initial_doctrine;
    if (event.kind == EventKind::adoption)
      doctrines[static_cast<std::size_t>(model.polity(event.who).principal)] = static_cast<int>(event.number);
    before = &event;
    HistoryEvent told;
    told.history = piece.first + event.history;
    told.arm = arms[static_cast<std::size_t>(event.arm)];
    told.date = model.start + event.month;
    told.kind = called_so(called, kind_name(event.kind));
    if (event.who >= 0) told.actor = model.polity(event.who).id;
    if (event.whom >= 0) told.target = model.polity(event.whom).id;
    told.place = place_name(event, model, doctrines);
    told.result = result_of(event, model);
    if (event.over >= 0) told.over = model.polity(event.over).id;
    if (event.kind == EventKind::crisis || event.kind == EventKind::unrest) told.number = event.number;
    listener(told);
  }
}

std::string in_words(const HistoryEvent& event, const Scenario& scenario) {
  const std::string actor = capital(polity_name(scenario, event.actor));
  const std::string target = polity_name(scenario, event.target);
  if (event.kind == "entry") return actor + " becomes independent";
  if (event.kind == "succession") {
    for (const Leader& leader : scenario.leaders)
      if (leader.polity == event.actor && leader.date == event.date) return actor + ": " + leader.name + " comes to lead";
    return actor + ": a new leader";
  }
  if (event.kind == "adoption") return actor + " adopts " + spaced(event.result);
  if (event.kind == "demonstration")
    return actor + " demonstrates good will toward " + target + (event.place.empty() ? "" : ": " + event.place);
  if (event.kind == "threat") return actor + " threatens " + target;
  if (event.kind == "subversion") return actor + " subverts " + target;
  if (event.kind == "intervention")
    return actor + " uses force against " + target + (event.result == "succeeded" ? ", and prevails" : ", in vain");
  if (event.kind == "crisis") {
    const std::string over = event.place == "threat"     ? " after a threat"
                             : event.place == "accident" ? " by accident"
                                                         : " over " + event.place;
    const std::string end = event.result == "war"
                                ? "war"
                                : (event.result == "challenger yields" ? polity_name(scenario, event.actor) : target) + " yields";
    return "Crisis" + over + ": " + polity_name(scenario, event.actor) + " against " + target + ", to rung " +
           rounded(event.number, 1) + ", " + end;
  }
  if (event.kind == "false_alarm")
    return "False alarm between " + polity_name(scenario, event.actor) + " and " + target + ": weapons are launched";
  if (event.kind == "unrest") return "Unrest in " + polity_name(scenario, event.actor);
  if (event.kind == "overthrow") return actor + ": the order is overthrown, the " + event.result + " system comes";
  if (event.kind == "reform") return actor + " adopts the " + event.result + " system by example";
  if (event.kind == "split")
    return actor + " leaves the bloc of " + target +
           (event.result == "none" || event.result == event.actor ? "" : " for that of " + polity_name(scenario, event.result));
  if (event.kind == called_so(scenario.called, "superpower_war"))
    return called_so(scenario.called, "War between the superpowers");
  if (event.kind == "nuclear_use") return "A nuclear weapon is used";
  return event.kind;
}

}  // namespace coexist
