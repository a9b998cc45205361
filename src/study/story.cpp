// SPDX-License-Identifier: Apache-2.0
// A history played for its story: its events and decisions, and the world at its end.
#include "coexist/story.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/float_environment.h"
#include "coexist/names.h"
#include "study/events.h"
#include "study/narrator.h"
#include "study/partings.h"
#include "study/setting.h"
#include "study/story_end.h"
#include "study/story_words.h"
#include "study/words.h"

namespace coexist {
namespace {

class Teller {
 public:
  Teller(const Scenario& scenario, const StoryOptions& options) : scenario_(scenario), options_(options) {
    options_.study.worlds = 1;
    for (const Incident& incident : scenario.incidents) follow("act_number", incident.actor + ',' + incident.target);
    for (const Polity& polity : scenario.polities)
      for (const char* column : {"present", "sys", "bloc"}) follow(column, polity.id);
    const auto& slots = scenario.principal_slots;
    follow("H", slots[0] + ',' + slots[1]);
    follow("H", slots[1] + ',' + slots[0]);
    posed_ = pose(scenario, options_.study, options.twin ? ArmsAsked::two : ArmsAsked::one);
    if (options.twin && !posed_.has_question)
      throw InputError({scenario.source, 0, 0, "the scenario asks no question, so its histories have no twins",
          "Add a [[question]], or give --actor, --about, --instead and --adopt"});
    posed_.setting.keep_events = true;
    posed_.setting.keep_decisions = options.twin ? 1 : 0;
  }

  Story tell() {
    const Model& model = posed_.setting.model;
    story_.world = options_.study.world.value_or(0);
    story_.scenario = scenario_.name;
    story_.model = scenario_.model;
    story_.seed = options_.study.seed;
    if (posed_.has_question) story_.question = posed_.question;
    story_.twin = options_.twin;
    if (!options_.twin) story_.arm = options_.arm == ArmChoice::with ? "with" : "without";
    if (!play()) {
      story_.stopped = true;
      return std::move(story_);
    }
    if (options_.twin) story_.partings = partings_of(decisions_[0], decisions_[1], model, scenario_);
    list_outcomes();
    list_incidents();
    const std::vector<WorldAtEnd> worlds = options_.twin ? std::vector{at_end(0), at_end(1)} : std::vector{at_end(0)};
    story_.title = title();
    const Date last = std::max(worlds.front().last, worlds.back().last);
    story_.entries = entries_of(story_, scenario_, model.start, last);
    story_.opening = opening(last);
    story_.closing =
        options_.twin ? closing_of_twins(story_, scenario_, worlds[0], worlds[1]) : closing_of(story_, scenario_, worlds[0]);
    return std::move(story_);
  }

 private:
  void follow(const std::string& column, const std::string& of) { options_.study.series.push_back(column + '[' + of + ']'); }

  bool play() {
    std::vector<Intervention> arms;
    if (options_.twin || options_.arm == ArmChoice::with) arms.push_back(posed_.with);
    if (options_.twin || options_.arm == ArmChoice::without) arms.push_back(posed_.without);
    const std::vector<std::string> names = options_.twin ? std::vector<std::string>{"with", "without"} : std::vector{story_.arm};
    EnsembleOptions how = ensemble_options(options_.study);
    how.first = story_.world;
    how.histories = 1;
    how.threads = 1;
    return play_ensemble(posed_.setting, arms, posed_.fork, how, [&](const Piece& piece) {
      played_ = piece.played;
      tell_events(piece, posed_.setting.model, scenario_.called, names,
          [&](const HistoryEvent& event) { (event.arm == "with" ? story_.with : story_.without).push_back(event); });
      for (const Decided& decided : played_.decisions) decisions_[static_cast<std::size_t>(decided.arm)].push_back(decided);
    }) == 1;
  }

  void list_outcomes() {
    const auto& outcomes = posed_.setting.outcomes;
    for (std::size_t o = 0; o < outcomes.size(); ++o) {
      const OutcomeInfo& info = outcomes[o].info();
      StoryOutcome row{outcomes[o].name, called_so(scenario_.called, info.meaning), std::string(info.unit), {}, {}};
      const double first = played_.outcomes[o];
      if (options_.twin) {
        row.with = first;
        row.without = played_.outcomes[outcomes.size() + o];
      } else {
        (story_.arm == "with" ? row.with : row.without) = first;
      }
      story_.outcomes.push_back(row);
    }
  }

  // Named incidents of the arms told that came to pass: neither dropped, nor after the end, nor of a principal that could not act.
  void list_incidents() {
    const Model& model = posed_.setting.model;
    if (!posed_.setting.mechanisms.choice.on) return;
    const std::size_t first = first_followed();
    for (std::size_t arm = 0; arm < (options_.twin ? 2U : 1U); ++arm)
      for (const DatedIncident& incident : model.incidents) {
        HistoryEvent event;
        event.arm = options_.twin ? (arm == 0 ? "with" : "without") : story_.arm;
        event.date = model.start + incident.month;
        event.kind = "incident";
        event.actor = model.polity(model.polity_of(incident.actor)).id;
        event.target = model.polity(incident.target).id;
        event.place = incident.name;
        const auto& all = scenario_.incidents;
        const auto found = std::ranges::find_if(
            all, [&](const Incident& i) { return i.actor == event.actor && i.target == event.target && i.date == event.date; });
        if (event.place.empty() || event.date > last_month(arm) || found == all.end()) continue;
        const auto cell = first + static_cast<std::size_t>(found - all.begin());
        if (value(arm, cell, incident.month) != incident.act) continue;
        event.result = found->act;
        story_.incidents.push_back(std::move(event));
      }
  }

  // The options' own series come first, then those of incidents, then those of the end.
  std::size_t first_followed() const {
    return posed_.setting.series.size() - 3 * scenario_.polities.size() - 2 - scenario_.incidents.size();
  }

  double value(std::size_t arm, std::size_t cell, int month) const {
    const std::size_t cells = posed_.setting.series.size();
    const auto months = static_cast<std::size_t>(posed_.setting.model.months);
    return played_.series[(arm * cells + cell) * months + static_cast<std::size_t>(month)];
  }
  // The last month of an arm's own that a followed cell was in.
  double value(std::size_t arm, std::size_t cell) const { return value(arm, cell, posed_.setting.model.months - 1); }

  // The month with which an arm ended.
  Date last_month(std::size_t arm) const {
    const Model& model = posed_.setting.model;
    Date last = model.start + (model.months - 1);
    const bool with = options_.twin ? arm == 0 : story_.arm == "with";
    for (const HistoryEvent& event : with ? story_.with : story_.without)
      if (is_war_of_the_two(event.kind) || event.kind == "nuclear_use") last = event.date;
    return last;
  }

  WorldAtEnd at_end(std::size_t arm) const {
    const Model& model = posed_.setting.model;
    WorldAtEnd world;
    std::size_t cell = first_followed() + scenario_.incidents.size();
    for (const Polity& polity : scenario_.polities) {
      const bool is_present = value(arm, cell) > 0;
      const auto bloc = static_cast<int>(value(arm, cell + 2));
      if (is_present)
        world.polities.push_back({polity.id, model.system_names[static_cast<std::size_t>(value(arm, cell + 1))],
            bloc < 0 ? "" : model.polity(model.polity_of(bloc)).id});
      cell += 3;
    }
    world.hostility_first = value(arm, cell);
    world.hostility_second = value(arm, cell + 1);
    world.last = last_month(arm);
    return world;
  }

  std::string title() const {
    const std::string name = scenario_.title.empty() ? scenario_.name : scenario_.title;
    const std::string number = "history " + std::to_string(story_.world);
    if (options_.twin) return name + ": " + number + " and its twin";
    if (!story_.question) return name + ": " + number;
    return name + ": " + number + ", " + story_.arm + ' ' + spaced(story_.question->doctrine);
  }

  std::string opening(Date last) const {
    const Model& model = posed_.setting.model;
    std::vector<std::string> systems;
    for (const std::string& system : scenario_.systems.names) {
      const auto count = std::ranges::count_if(
          scenario_.polities, [&](const Polity& p) { return p.system == system && (!p.enters || *p.enters <= model.start); });
      systems.push_back(std::to_string(count) + ' ' + system);
    }
    std::string text =
        "The world from " + model.start.words() + " to " + (model.start + (model.months - 1)).words() +
        "; its countries at the start, by political system: " + enumerated(systems) +
        ". This is no forecast: it is one course among many that the model allows. A crisis climbs a ladder of "
        "five rungs until one side backs down or control is lost. Subversions are counted by the year; other everyday acts "
        "(trade, denunciation) are not told.";
    if (!story_.question) return text;
    const Question& q = *story_.question;
    const std::string actor = polity_name(scenario_, q.actor);
    if (!options_.twin)
      return text + " In " + q.adopt.words() + ' ' + actor +
             (story_.arm == "with" ? " takes up " + spaced(q.doctrine) : " follows " + spaced(q.instead)) + '.';
    text += " The history is told twice, under the same luck: in " + q.adopt.words() + ' ' + actor + " takes up " +
            spaced(q.doctrine) + " (with the doctrine), or follows " + spaced(q.instead) + " (without it).";
    if (story_.partings.empty())
      return text + (last < q.adopt ? " This history ends before that month, and so does its twin: they are one."
                                    : " No draw falls differently between the two.");
    return text +
           " Up to then the two are one. From there chances begin to differ, and both meet the same draws: where a draw lies "
           "between their two chances, they part, for the first time in " +
           story_.partings.front().date.words() + '.';
  }

  const Scenario& scenario_;
  StoryOptions options_;
  Posed posed_;
  Story story_;
  Played played_;
  std::array<std::vector<Decided>, 2> decisions_;
};

}  // namespace

Story story(const Scenario& scenario, const StoryOptions& options) {
  const FloatEnvironment standard;
  return Teller(scenario, options).tell();
}

}  // namespace coexist
