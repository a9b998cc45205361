// SPDX-License-Identifier: Apache-2.0
// Answers for machines: the contract's JSON.  Doubles in as many digits as bring back the same double; what is not a number is null.
#include <nlohmann/json.hpp>

#include "coexist/comparison.h"
#include "coexist/report.h"
#include "coexist/version.h"

namespace coexist {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const std::optional<Interval>& interval) { return interval ? Json{interval->low, interval->high} : Json(nullptr); }

Json json_of(const Question& question, Date start, Date until) {
  return {{"id", question.id}, {"actor", question.actor}, {"doctrine", question.doctrine}, {"instead", question.instead},
      {"adopt", question.adopt.text()}, {"start", start.text()}, {"until", until.text()}};
}

Json json_of(const PriorRange& prior) {
  Json leans_on = Json::array();
  for (const auto& [name, correlation] : prior.leans_on) leans_on.push_back(Json::array({name, correlation}));
  return {{"scheme", prior.scheme}, {"draws", prior.draws}, {"q05", prior.q05}, {"q95", prior.q95}, {"negative", prior.negative},
      {"positive", prior.positive}, {"verdict", prior.verdict}, {"leans_on", leans_on},
      {"chance_correlation", prior.chance_correlation}, {"marked", prior.marked}};
}

Json json_of(const OutcomeAnswer& outcome) {
  Json json = {{"name", outcome.name}, {"meaning", outcome.meaning}, {"unit", outcome.unit}, {"kind", outcome.kind},
      {"estimator", outcome.estimator}, {"with", outcome.with}, {"without", outcome.without}, {"difference", outcome.difference},
      {"ci95", json_of(outcome.ci95)}, {"turned_up", outcome.turned_up}, {"turned_down", outcome.turned_down},
      {"pairing_gain", outcome.pairing_gain ? Json(*outcome.pairing_gain) : Json(nullptr)}};
  if (outcome.counted) json["counted"] = {{"with", outcome.counted->with}, {"without", outcome.counted->without}};
  json["put_in"] = outcome.put_in.empty() ? Json(nullptr) : Json(outcome.put_in);
  if (outcome.prior) json["prior"] = json_of(*outcome.prior);
  return json;
}

Json json_of(const Attributed& attributed) {
  Json parts = Json::array();
  for (const Attributed::Part& part : attributed.parts) {
    Json json = {{"part", part.part}, {"value", part.value}, {"ci95", json_of(part.ci95)}};
    for (const Attributed::Principle& principle : part.principles)
      json["principles"].push_back(
          {{"principle", principle.principle}, {"value", principle.value}, {"ci95", json_of(principle.ci95)}});
    parts.push_back(std::move(json));
  }
  Json sets = Json::array();
  for (const Estimate& set : attributed.sets) sets.push_back({{"value", set.value}, {"ci95", json_of(set.ci95)}});
  return {{"outcome", attributed.outcome}, {"parts", parts}, {"sets", sets}};
}

Json json_of_channels(const std::vector<Channelled>& channels) {
  Json all = Json::array();
  for (const Channelled& outcome : channels)
    for (const Channelled::Way& way : outcome.ways)
      all.push_back({{"outcome", outcome.outcome}, {"channel", way.channel}, {"value", way.value}, {"ci95", json_of(way.ci95)}});
  return all;
}

Json json_of(const EventEffect& effect) {
  Json outcomes = Json::array();
  for (const EventEffect::Row& row : effect.outcomes)
    outcomes.push_back({{"outcome", row.outcome}, {"difference", row.difference}, {"ci95", json_of(row.ci95)}});
  return {{"event", effect.event}, {"name", effect.name.empty() ? Json(nullptr) : Json(effect.name)}, {"outcomes", outcomes}};
}

Json json_of(const Sentence& sentence) {
  return {{"text", sentence.text}, {"outcome", sentence.outcome.empty() ? Json(nullptr) : Json(sentence.outcome)},
      {"direction", direction_name(sentence.direction)}, {"basis", sentence.basis}};
}

Json json_of(const OutcomeSummary& outcome) {
  return {{"name", outcome.name}, {"meaning", outcome.meaning}, {"unit", outcome.unit}, {"kind", outcome.kind},
      {"mean", outcome.mean}, {"ci95", json_of(outcome.ci95)}, {"q05", outcome.low}, {"q95", outcome.high}};
}

template <class List> Json json_list(const List& list) {
  Json json = Json::array();
  for (const auto& entry : list) json.push_back(json_of(entry));
  return json;
}

Json json_of_series(const RunResult& result) {
  Json months = Json::array();
  for (int month = 0; month <= result.until - result.start; ++month) months.push_back((result.start + month).text());
  Json all = Json::array();
  for (const SeriesSummary& series : result.series) {
    Json json = {{"name", series.name}, {"months", months}};
    if (result.world) {
      json["values"] = series.mean;
    } else {
      json["mean"] = series.mean;
      json["q05"] = series.low;
      json["q95"] = series.high;
    }
    all.push_back(std::move(json));
  }
  return all;
}

// A file's own words may hold any bytes; JSON is UTF-8.
std::string printed(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n'; }

Json json_of(const Answer& answer) {
  Json json;
  json["coexist"] = version();
  json["model"] = answer.model;
  json["scenario"] = answer.scenario;
  json["worlds"] = answer.worlds;
  json["seed"] = answer.seed;
  json["question"] = json_of(answer.question, answer.start, answer.until);
  json["source"] = answer.source;
  json["set"] = answer.set;
  json["dropped"] = answer.dropped;
  json["dated"] = answer.dated;
  json["without"] = answer.without;
  json["outcomes"] = json_list(answer.outcomes);
  if (!answer.attribution.empty()) json["attribution"] = json_list(answer.attribution);
  if (!answer.channels.empty()) json["channels"] = json_of_channels(answer.channels);
  if (!answer.events_alone.empty()) json["events_alone"] = json_list(answer.events_alone);
  json["answer"] = json_list(answer.sentences);
  if (answer.record)
    json["record"] = {{"met", answer.record->met}, {"held", answer.record->held}, {"worlds", answer.record->worlds}};
  json["digest"] = answer.digest;
  json["marked"] = answer.marked;
  if (answer.marked > 0) json["marked_histories"] = answer.marked_histories;
  if (!answer.replays.empty()) json["replays"] = answer.replays;
  json["seconds"] = answer.seconds;
  json["twin_worlds_per_second"] = answer.twin_worlds_per_second;
  return json;
}

}  // namespace

std::string as_json(const Answer& answer) { return printed(json_of(answer)); }

std::string as_json(const Comparison& comparison) {
  Json all = Json::array();
  for (std::size_t n = 0; n < comparison.answers.size(); ++n) {
    Json one = {{name_of(comparison.by), comparison.values[n]}};
    one.update(json_of(comparison.answers[n]));
    all.push_back(std::move(one));
  }
  return printed({{"comparison", all}});
}

std::string as_json(const RunResult& result) {
  Json json;
  json["coexist"] = version();
  json["model"] = result.model;
  json["scenario"] = result.scenario;
  if (!result.look_for.empty()) json["look_for"] = result.look_for;
  json["arm"] = result.arm;
  json["worlds"] = result.worlds;
  if (result.world) json["world"] = *result.world;
  if (result.draw) json["draw"] = *result.draw;
  json["seed"] = result.seed;
  json["start"] = result.start.text();
  json["until"] = result.until.text();
  json["question"] = result.question ? json_of(*result.question, result.start, result.until) : Json(nullptr);
  json["outcomes"] = json_list(result.outcomes);
  json["series"] = json_of_series(result);
  json["digest"] = result.digest;
  json["marked"] = result.marked;
  if (result.marked > 0) json["marked_histories"] = result.marked_histories;
  if (!result.replays.empty()) json["replays"] = result.replays;
  json["seconds"] = result.seconds;
  json["worlds_per_second"] = result.worlds_per_second;
  return printed(json);
}

}  // namespace coexist
