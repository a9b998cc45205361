// SPDX-License-Identifier: Apache-2.0
// Facts beside the model, for machines (docs/interface.md).
#include <nlohmann/json.hpp>

#include "coexist/facts.h"
#include "coexist/version.h"

namespace coexist {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
template <class T> Json value_or_null(const std::optional<T>& value) { return value ? Json(*value) : Json(nullptr); }
Json date_or_null(const std::optional<Date>& date) { return date ? Json(date->text()) : Json(nullptr); }

Json json_of(const HeldFact& held) {
  const Fact& fact = held.fact;
  Json json = {{"id", fact.id}, {"brief", fact.brief}, {"unit", text_or_null(fact.unit)}, {"status", status_name(held.status)},
      {"record", value_or_null(fact.record)}, {"range", {fact.range.low, fact.range.high}},
      {"judged_by", fact.of_mean ? "mean" : "history"},
      {"measure", fact.measure ? Json(measure_names[static_cast<std::size_t>(*fact.measure)]) : Json(nullptr)}, {"of", fact.of},
      {"per", fact.per}, {"from", date_or_null(fact.from)}, {"until", date_or_null(fact.until)}, {"histories", held.histories}};
  const bool known = held.histories > 0;
  json["mean"] = known ? Json(held.mean) : Json(nullptr);
  json["mean_ci95"] = held.mean_ci95 ? Json{held.mean_ci95->low, held.mean_ci95->high} : Json(nullptr);
  json["middle"] = known ? Json(held.middle) : Json(nullptr);
  json["band90"] = known ? Json{held.q05, held.q95} : Json(nullptr);
  json["below"] = value_or_null(held.below);
  json["above"] = value_or_null(held.above);
  json["source"] = fact.source;
  json["note"] = text_or_null(fact.note);
  json["lacks"] = text_or_null(fact.lacks);
  return json;
}

}  // namespace

std::string as_json(const FactsResult& result) {
  Json facts = Json::array();
  for (const HeldFact& held : result.facts) facts.push_back(json_of(held));
  const Json json = {{"coexist", version()}, {"model", result.model}, {"scenario", result.scenario}, {"source", result.source},
      {"facts_source", result.facts_source},
      {"question", {{"id", result.question.id}, {"actor", result.question.actor}, {"doctrine", result.question.doctrine},
                       {"adopt", result.question.adopt.text()}}},
      {"worlds", result.worlds}, {"seed", result.seed}, {"marked", result.marked}, {"set", result.set},
      {"dropped", result.dropped}, {"without", result.without}, {"met", result.met()}, {"held", result.held()},
      {"facts", std::move(facts)}, {"seconds", result.seconds}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace coexist
