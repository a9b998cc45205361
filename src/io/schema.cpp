// SPDX-License-Identifier: Apache-2.0
// The JSON Schema of scenario files.  Numbers, with their ranges, come from the fields that the reader reads, parameters from their
// sheets.  Nothing but what tells tables apart is required, for the rest may come from pieces that the file uses.
#include <nlohmann/json.hpp>

#include "coexist/catalogue.h"
#include "coexist/scenario_file.h"
#include "coexist/version.h"
#include "io/fields.h"

namespace coexist {
namespace {

using Json = nlohmann::ordered_json;

Json text_of(const char* meaning) { return {{"type", "string"}, {"description", meaning}}; }
Json names(const char* meaning) { return {{"type", "array"}, {"items", {{"type", "string"}}}, {"description", meaning}}; }
Json date(const char* meaning) {
  return {{"type", "string"}, {"pattern", "^-?[0-9]{4}-(0[1-9]|1[0-2])$"}, {"description", meaning}};
}
Json flag(const char* meaning) { return {{"type", "boolean"}, {"description", meaning}}; }

Json number(Range range = any_number) {
  Json json = {{"type", "number"}};
  if (range.low > -limits::largest_number) json[range.low_open ? "exclusiveMinimum" : "minimum"] = range.low;
  if (range.high < limits::largest_number) json[range.high_open ? "exclusiveMaximum" : "maximum"] = range.high;
  return json;
}
Json numbers(Range range = any_number) { return {{"type", "array"}, {"items", number(range)}}; }

template <class T, std::size_t N> void add_numbers(Json& keys, const std::array<NumberField<T>, N>& fields) {
  for (const NumberField<T>& field : fields) keys[std::string(field.key)] = number(field.range);
}

Json table(Json keys, const std::vector<std::string>& required = {}) {
  Json json = {{"type", "object"}, {"properties", std::move(keys)}, {"additionalProperties", false}};
  if (!required.empty()) json["required"] = required;
  return json;
}
// Keys are names of the user's choosing.
Json table_of(Json values) { return {{"type", "object"}, {"additionalProperties", std::move(values)}}; }
Json list_of(Json tables) { return {{"type", "array"}, {"items", std::move(tables)}}; }

Json weights() {
  Json keys = Json::object();
  add_numbers(keys, weight_fields);
  return table(keys);
}

Json known_parameters() {
  Json known = Json::array();
  for (const MechanismEntry& mechanism : catalogue().mechanisms)
    for (const Parameter& parameter : mechanism.parameters) known.push_back(std::string(parameter.name));
  return known;
}

Json scenario() {
  return table({{"name", text_of("what it is called")}, {"title", text_of("one line for people")},
      {"look_for", text_of("what to look for in its histories, a paragraph for people")},
      {"currency", text_of("in what Y and M are counted, as \"billions of 1953 dollars\"")},
      {"meant", {{"type", "array"}, {"items", {{"enum", known_parameters()}}},
                    {"description", "parameters that are meant to lie far from their priors"}}},
      {"start", date("first month")}, {"end", date("last month")},
      {"principal_slots", names("those that can act toward others; the first two are the rivals")},
      {"called", {{"type", "array"}, {"items", {{"type", "string"}}}, {"minItems", 2}, {"maxItems", 2},
                     {"description", "what the first two are called, one and both"}}}});
}

Json question() {
  return table({{"id", text_of("its name")}, {"actor", text_of("who takes up the doctrine")},
      {"doctrine", text_of("the doctrine asked about")}, {"instead", text_of("the one it is compared with")},
      {"adopt", date("when the arms part")}, {"report_fear", {{"type", "array"}, {"items", date("a date to report")}}},
      {"report_splits", names("polities whose split is an outcome")}});
}

Json systems() {
  return table({{"names", names("political systems")}, {"distance", {{"type", "array"}, {"items", numbers(share)}}},
      {"challenger", names("what a revolution inside each brings")}, {"pole", names("whose bloc a newcomer joins, or \"\"")},
      {"reported", numbers()}, {"far_weight", number(share)}, {"principles", names("what acts can break")}});
}

Json act() {
  Json keys = {{"id", {{"enum", act_ids}}}, {"breaks", names("principles it breaks")}};
  add_numbers(keys, act_fields);
  return table(keys, {"id"});
}

Json stereotype() {
  Json keys = {{"weights", weights()}};
  add_numbers(keys, stereotype_fields);
  return table(keys);
}

Json doctrine() {
  Json keys = {{"id", text_of("its name")}, {"promises", names("principles it promises")}, {"weights", weights()},
      {"varies_with", text_of("a doctrine with whose judged numbers its own vary under the priors")}};
  add_numbers(keys, doctrine_fields);
  return table(keys, {"id"});
}

Json adoption() {
  return table({{"polity", text_of("a principal")}, {"date", date("when; default: the start")}, {"doctrine", text_of("fixed")},
                   {"choose", names("or those to choose from")}, {"bias", numbers()}},
      {"polity"});
}

Json demonstration() {
  Json keys = {{"actor", text_of("a principal")}, {"target", text_of("a polity")}, {"date", date("when")},
      {"doctrine", text_of("in whose force alone it happens, or \"\"")},
      {"name", text_of("as it stands in a sentence, \"the Geneva summit\"")},
      {"takes_two", flag("an agreement: made where both are ready")},
      {"in_every_arm_before_adoption", flag("dated before the doctrine in question is adopted it happens anyway")}};
  add_numbers(keys, demonstration_fields);
  return table(keys);
}

Json flashpoint() {
  Json keys = {{"name", text_of("its name")}, {"challenger", text_of("a polity")}, {"defender", text_of("a polity")},
      {"from", date("first month")}, {"to", date("last month")},
      {"only_if", table({{"polity", text_of("a polity")}, {"system", text_of("a system")}})}};
  add_numbers(keys, flashpoint_fields);
  return table(keys, {"name"});
}

Json polity() {
  Json keys = {{"id", text_of("letters, digits, '-'")}, {"ccode", {{"type", "integer"}, {"minimum", 0}}},
      {"name", text_of("for people")}, {"system", text_of("at the start")}, {"bloc", text_of("whose bloc it is in, or \"\"")},
      {"region", text_of("near examples are of the same region")},
      {"can_be_principal", flag("may leave a bloc and lead its own")}, {"enters", date("when it joins the system of states")}};
  add_numbers(keys, polity_fields);
  keys["from"] = text_of("a CSV file, one polity a row, beside this one");
  keys["states"] = text_of("a CSV file of membership in the system of states");
  keys["year"] = {{"type", "integer"}};
  keys["only"] = {{"type", "array"}, {"items", {{"type", {"string", "integer"}}}},
      {"description", "abbreviations, codes or names of those to take"}};
  keys["columns"] = table_of({{"type", "string"}});
  keys["factor"] = table_of({{"type", "number"}});
  keys["missing"] = {{"type", "object"}, {"description", "what to take where a value is missing"}};
  return table(keys);  // an id, or a table of them
}

Json parameters() {
  Json keys = Json::object();
  for (const MechanismEntry& mechanism : catalogue().mechanisms)
    for (const Parameter& parameter : mechanism.parameters) {
      Json& entry = keys[std::string(parameter.name)] = number(parameter.range);
      entry["default"] = parameter.standard;
      entry["description"] = std::string(parameter.meaning) + ", " + std::string(parameter.unit);
    }
  return table(keys);
}

Json without() {
  Json known = Json::array();
  for (const MechanismEntry& mechanism : catalogue().mechanisms) known.push_back(std::string(mechanism.name));
  return {{"type", "array"}, {"items", {{"enum", known}}}, {"description", "mechanisms switched off"}};
}

}  // namespace

std::string scenario_schema() {
  Json hostility = Json::object();
  add_numbers(hostility, hostility_fields);
  const Json years = {{"type", "array"}, {"items", {{"type", "integer"}}}};
  Json growth = table_of(numbers());
  growth["properties"] = {{"first_year", {{"type", "integer"}}}};
  Json keys = {{"schema", {{"const", 1}}},
      {"model", {{"type", "integer"}, {"minimum", oldest_model}, {"maximum", model_version}}},
      {"use", names("pieces of the library, or files that end in .toml")}, {"without", without()}, {"scenario", scenario()},
      {"question", {{"anyOf", {question(), list_of(question())}}}}, {"systems", systems()},
      {"movement", table({{"sponsor", text_of("a principal, or \"\"")}, {"publics", names("whose mobilisation is reported")}})},
      {"act", list_of(act())}, {"stereotype", table({{"S", stereotype()}, {"R", stereotype()}})},
      {"doctrine", list_of(doctrine())}, {"adoption", list_of(adoption())},
      {"leader", list_of(table({{"polity", text_of("a principal")}, {"name", text_of("who")}, {"date", date("when")}}))},
      {"demonstration", list_of(demonstration())},
      {"incident", list_of(table({{"actor", text_of("a principal")}, {"target", text_of("a polity")}, {"date", date("when")},
                       {"act", {{"enum", act_ids}}}, {"name", text_of("for people")}}))},
      {"flashpoint", list_of(flashpoint())},
      {"history", list_of(table({{"kind", {{"enum", {"unrest", "militancy"}}}}, {"polity", text_of("a polity")},
                      {"date", date("when")}, {"size", number(share)}, {"value", number(share)}}))},
      {"belief", table_of(number())}, {"hostility", table(hostility)},
      {"warheads",
          table({{"years", years}, {"stock", table_of(numbers(not_negative))}, {"survivable", table_of(numbers(share))}})},
      {"reach", table_of(table_of(number(share)))}, {"growth_path", growth}, {"polity", list_of(polity())},
      {"parameters", parameters()}};
  Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "A scenario of Coexistence, schema 1"}};
  schema.update(table(std::move(keys)));
  return schema.dump(2) + '\n';
}

}  // namespace coexist
