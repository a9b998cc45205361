// SPDX-License-Identifier: Apache-2.0
#include "report/story_json.h"

#include "coexist/report.h"
#include "coexist/version.h"

namespace coexist {
namespace {

using Json = nlohmann::ordered_json;

Json word(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json json_of(const HistoryEvent& event) {
  return {{"date", event.date.text()}, {"kind", event.kind}, {"actor", word(event.actor)}, {"target", word(event.target)},
      {"place", word(event.place)}, {"result", word(event.result)}, {"number", event.number}};
}

Json json_of(const Parting& parting) {
  const auto side = [](const Parting::Side& s) { return Json{{"chance", s.chance}, {"result", s.result}}; };
  return {{"date", parting.date.text()}, {"decision", parting.decision}, {"actor", word(parting.actor)},
      {"target", word(parting.target)}, {"place", word(parting.place)}, {"chance_of", parting.chance_of},
      {"with", side(parting.with)}, {"without", side(parting.without)}, {"draw", parting.draw}};
}

Json json_of(const StoryOutcome& outcome) {
  Json json = {{"name", outcome.name}, {"meaning", outcome.meaning}, {"unit", outcome.unit}};
  if (outcome.with) json["with"] = *outcome.with;
  if (outcome.without) json["without"] = *outcome.without;
  return json;
}

Json json_of(const Found& found) {
  Json json = {{"event", found.event}, {"arm", found.arm}, {"worlds", found.worlds}, {"with_it", found.with_it}};
  const auto instance = [&](const Found::Instance& i) {
    return found.with_it > 0 ? Json{{"world", i.world}, {"date", i.date.text()}} : Json(nullptr);
  };
  json["early"] = instance(found.early);
  json["typical"] = instance(found.typical);
  json["late"] = instance(found.late);
  return json;
}

template <class List> Json json_list(const List& list) {
  Json json = Json::array();
  for (const auto& entry : list) json.push_back(json_of(entry));
  return json;
}

std::string printed(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n'; }

}  // namespace

Json page_story(const Story& story) {
  Json entries = Json::array();
  for (const StoryEntry& entry : story.entries)
    entries.push_back({{"date", entry.date.text()}, {"arm", entry.arm}, {"kind", entry.kind}, {"text", entry.text}});
  return {{"world", story.world}, {"title", story.title}, {"opening", story.opening}, {"entries", entries},
      {"closing", story.closing}};
}

std::string as_json(const Story& story) {
  Json json;
  json["coexist"] = version();
  json["model"] = story.model;
  json["scenario"] = story.scenario;
  json["world"] = story.world;
  json["seed"] = story.seed;
  json["question"] = nullptr;
  if (story.question)
    json["question"] = {{"id", story.question->id}, {"actor", story.question->actor}, {"doctrine", story.question->doctrine},
        {"instead", story.question->instead}, {"adopt", story.question->adopt.text()}};
  if (story.found) json["find"] = json_of(*story.found);
  json["events"] = Json::object();
  if (story.twin || story.arm == "with") json["events"]["with"] = json_list(story.with);
  if (story.twin || story.arm == "without") json["events"]["without"] = json_list(story.without);
  if (story.twin) json["partings"] = json_list(story.partings);
  json["outcomes"] = json_list(story.outcomes);
  json["story"] = page_story(story);
  return printed(json);
}

std::string as_json(const Found& found) {
  return printed({{"coexist", version()}, {"model", found.model}, {"find", json_of(found)}});
}

}  // namespace coexist
