// SPDX-License-Identifier: Apache-2.0
// `list` and `show`: everything that has a name, room by room.  A thing is described once, as JSON; tables and sheets for people
// are read from that.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "coexist/catalogue.h"
#include "coexist/names.h"
#include "coexist/numbers.h"
#include "coexist/scenario_file.h"
#include "paragraph.h"
#include "verbs.h"

namespace coexist::command {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> listed(std::string_view words) {
  std::vector<std::string> all;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(", "), words.size());
    all.emplace_back(words.substr(0, end));
    words.remove_prefix(std::min(end + 2, words.size()));
  }
  return all;
}

// ---- what there is

const Scenario& first_scenario() {
  static const Scenario scenario = load_scenario(bundled_scenarios().front());
  return scenario;
}

Json scenarios() {
  Json all = Json::array();
  for (const std::string& name : bundled_scenarios()) {
    const Scenario scenario = read_scenario(bundled_text(name), name);
    Json questions = Json::array();
    for (const Question& question : scenario.questions) questions.push_back(question.id);
    all.push_back({{"name", name}, {"title", scenario.title}, {"start", scenario.start.text()}, {"end", scenario.end.text()},
        {"polities", scenario.polities.size()}, {"questions", questions}});
    if (!scenario.look_for.empty()) all.back()["look_for"] = scenario.look_for;
  }
  return all;
}

// What a piece says of itself: the first sentence of its first comment.
std::string about(const std::string& text) {
  std::string all;
  for (std::size_t at = 0; at < text.size() && text[at] == '#';) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    all += text.substr(at + 1, end - at - 1);
    at = end + 1;
    if (all.ends_with('.')) break;
  }
  all.erase(0, all.find_first_not_of(' '));
  return all.substr(0, all.find(".  "));
}

Json pieces() {
  Json all = Json::array();
  for (const std::string& name : library_pieces())
    all.push_back({{"name", name}, {"folder", name.substr(0, name.find('/'))}, {"about", about(library_text(name))}});
  return all;
}

Json weights_of(const Weights& w) {
  return {{"gain", w.gain}, {"danger", w.danger}, {"fear", w.fear}, {"hostility", w.hostility}, {"reciprocity", w.reciprocity},
      {"public", w.public_}, {"order", w.order}, {"promise", w.promise}, {"cost", w.cost}};
}

Json doctrines() {
  Json all = Json::array();
  for (const Doctrine& d : first_scenario().doctrines)
    all.push_back({{"name", d.id}, {"militancy", d.militancy}, {"fund", d.fund}, {"demo_rate", d.demo_rate}, {"dove", d.dove},
        {"scope_own", d.scope_own}, {"precedent", d.precedent}, {"promises", d.promises}, {"weights", weights_of(d.weights)},
        {"scenario", first_scenario().name}});
  return all;
}

Json acts() {
  Json all = Json::array();
  for (const Act& a : first_scenario().acts)
    all.push_back({{"name", a.id}, {"b", a.b}, {"e", a.e}, {"r", a.r}, {"k", a.k}, {"c", a.c}, {"seen", a.seen},
        {"salience", a.salience}, {"breaks", a.breaks}, {"scenario", first_scenario().name}});
  return all;
}

Json mechanisms() {
  Json all = Json::array();
  for (const MechanismEntry& entry : catalogue().mechanisms) {
    Json names = Json::array();
    for (const Parameter& parameter : entry.parameters) names.push_back(parameter.name);
    all.push_back({{"name", entry.name}, {"claim", entry.claim}, {"section", entry.section}, {"source", entry.source},
        {"since", entry.since}, {"parameters", names}});
  }
  return all;
}

Json prior_of(const Prior& prior) {
  switch (prior.kind) {
    case Prior::Kind::fixed: return {{"kind", "fixed"}};
    case Prior::Kind::lognormal: return {{"kind", "lognormal"}, {"deviation", prior.second}};
    case Prior::Kind::normal: return {{"kind", "normal"}, {"mean", prior.first}, {"deviation", prior.second}};
    case Prior::Kind::uniform: return {{"kind", "uniform"}, {"low", prior.first}, {"high", prior.second}};
  }
  return {};
}

Json range_of(const Range& range) {
  const auto end = [](double value) {
    return std::abs(value) < std::numeric_limits<double>::max() ? Json(value) : Json(nullptr);
  };
  return {{"low", end(range.low)}, {"low_open", range.low_open}, {"high", end(range.high)}, {"high_open", range.high_open}};
}

Json parameters() {
  Json all = Json::array();
  for (const MechanismEntry& entry : catalogue().mechanisms)
    for (const Parameter& p : entry.parameters)
      all.push_back({{"name", p.name}, {"default", p.standard}, {"unit", p.unit}, {"prior", prior_of(p.prior)},
          {"range", range_of(p.range)}, {"mechanism", entry.name}, {"meaning", p.meaning}, {"source", p.source}});
  return all;
}

Json outcomes() {
  Json all = Json::array();
  for (const OutcomeEntry& o : catalogue().outcomes)
    all.push_back({{"name", o.name}, {"unit", o.unit}, {"kind", o.kind}, {"since", o.since}, {"meaning", o.meaning}});
  return all;
}

Json columns() {
  Json all = Json::array();
  for (const ColumnEntry& c : catalogue().columns)
    all.push_back({{"name", c.name}, {"index", listed(c.index)}, {"unit", c.unit}, {"meaning", c.meaning}});
  return all;
}

// The number of an act that goes by a key of its description; none where it is another fact.
const ActNumberEntry* act_number(std::string_view key) {
  const auto& all = catalogue().act_numbers;
  const auto found = std::ranges::find(all, key, &ActNumberEntry::name);
  return found == all.end() ? nullptr : &*found;
}

// The first scenario's own numbers by their paths, as `--set` takes them: all that are judged, and those of acts.
Json numbers() {
  const Scenario& scenario = first_scenario();
  Json all = Json::array();
  for (const NumberInForce& number : numbers_in_force(scenario, scenario.questions.front()))
    if (number.mechanism.empty())
      all.push_back({{"name", number.name}, {"value", number.value}, {"unit", number.unit}, {"prior", number.prior},
          {"meaning", number.meaning}, {"source", number.source}, {"scenario", scenario.name}});
  for (const Json& act : acts())
    for (const ActNumberEntry& number : catalogue().act_numbers) {
      const std::string path = "act." + act["name"].get<std::string>() + '.' + std::string(number.name);
      if (std::any_of(all.begin(), all.end(), [&](const Json& one) { return one["name"] == path; })) continue;
      all.push_back({{"name", path}, {"value", act[std::string(number.name)]}, {"unit", number.unit}, {"prior", "fixed"},
          {"meaning", number.meaning}, {"source", number.source}, {"scenario", scenario.name}});
    }
  return all;
}

struct Room {
  const char* name;
  const char* singular;
  Json (*entries)();
  std::vector<std::pair<const char*, int>> table;  // facts and their widths, of which one line a thing is made
  const char* below;                               // the fact on the lines below
};

const std::vector<Room>& rooms() {
  static const std::vector<Room> all = {
      {"scenarios", "scenario", scenarios, {{"name", 28}, {"start", 10}, {"end", 10}, {"questions", 30}}, "title"},
      {"library", "piece of the library", pieces, {{"name", 40}, {"folder", 12}}, "about"},
      {"doctrines", "doctrine", doctrines, {{"name", 24}, {"militancy", 12}, {"fund", 8}, {"demo_rate", 12}, {"scope_own", 10}},
          "promises"},
      {"acts", "act", acts, {{"name", 16}, {"b", 8}, {"e", 8}, {"r", 8}, {"k", 8}, {"c", 8}, {"seen", 8}}, "breaks"},
      {"mechanisms", "mechanism", mechanisms, {{"name", 16}, {"section", 10}, {"since", 8}}, "claim"},
      {"parameters", "parameter", parameters, {{"name", 12}, {"default", 10}, {"unit", 24}, {"prior", 22}, {"mechanism", 10}},
          "meaning"},
      {"outcomes", "outcome", outcomes, {{"name", 26}, {"unit", 20}, {"kind", 10}}, "meaning"},
      {"columns", "column", columns, {{"name", 18}, {"index", 24}, {"unit", 18}}, "meaning"},
  };
  return all;
}

// Shown by their paths, and not listed: they are those of one scenario.
const Room& room_of_numbers() {
  static const Room room = {"numbers", "number of a scenario", numbers, {}, ""};
  return room;
}

// ---- how it is shown

std::string end_of_range(const Json& range, const char* end, const char* open) {
  const std::string relation = range[open] ? " < " : " <= ";
  if (range[end].is_null()) return "";
  return std::string_view(end) == "low" ? fmt::format("{:g}{}", range[end].get<double>(), relation)
                                        : fmt::format("{}{:g}", relation, range[end].get<double>());
}

std::string in_words(const Json& fact) {
  if (fact.is_string()) return fact.get<std::string>();
  if (fact.is_number()) return fmt::format("{:g}", fact.get<double>());
  std::string text;
  if (fact.is_array()) {
    for (const Json& item : fact) text += (text.empty() ? "" : ", ") + in_words(item);
  } else if (fact.contains("low_open")) {
    text = end_of_range(fact, "low", "low_open") + "value" + end_of_range(fact, "high", "high_open");
    if (text == "value") text = "any number";
  } else if (fact.contains("kind")) {
    for (const auto& [key, value] : fact.items())
      if (key != "kind") text += (text.empty() ? "" : ", ") + in_words(value);
    text = fact["kind"].get<std::string>() + (text.empty() ? "" : "(" + text + ")");
  } else {
    for (const auto& [key, value] : fact.items()) text += (text.empty() ? "" : ", ") + key + ' ' + in_words(value);
  }
  return text;
}

std::string below(const std::string& text, std::size_t indent) {
  std::string lines;
  for (const std::string& line : paragraph(text, 80 - indent)) lines += std::string(indent, ' ') + line + '\n';
  return lines;
}

std::string trimmed(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line + '\n';
}

std::string folder_of(const std::string& name) { return name.substr(0, std::min(name.find('/'), name.size())); }

// A fact in a cell of a table; of a list that does not fit, the first and how many more.
std::string in_a_cell(const Json& fact, std::size_t width) {
  const std::string all = in_words(fact);
  if (!fact.is_array() || fact.size() < 2 || all.size() <= width) return all;
  return in_words(fact.front()) + fmt::format(", and {} more", fact.size() - 1);
}

std::string table_of(const Room& room) {
  std::string line;
  for (const auto& [fact, width] : room.table) line += fmt::format("{:<{}}", fact, width);
  std::string text = trimmed(line) + below(room.below, 4);
  std::string folder;
  for (const Json& entry : room.entries()) {
    const std::string of = std::string_view(room.name) == "scenarios" ? folder_of(entry["name"].get<std::string>()) : "";
    if (of == "classics" && of != folder) text += "\nclassics: each reproduces a published result (docs/classics.md)\n";
    folder = of;
    line.clear();
    for (const auto& [fact, width] : room.table) line += fmt::format("{:<{}}", in_a_cell(entry[fact], 32) + ' ', width);
    text += trimmed(line) + below(in_words(entry[room.below]), 4);
  }
  return text;
}

std::string sheet_of(const Room& room, const Json& entry) {
  std::string text = entry["name"].get<std::string>() + ", " + room.singular + '\n';
  for (const auto& [fact, value] : entry.items()) {
    if (fact == "name" || in_words(value).empty()) continue;
    constexpr std::size_t indent = 14;
    std::string said = in_words(value);
    if (const ActNumberEntry* number = std::string_view(room.name) == "acts" ? act_number(fact) : nullptr) {
      const std::string unit = number->unit == "1" ? "" : fmt::format(" ({})", number->unit);
      said = fmt::format("{:<6} {}{}; {}", said, number->meaning, unit, number->source);
    }
    text += fmt::format("  {:<{}}", fact, indent - 2) + below(said, indent).substr(indent);
  }
  return text;
}

std::string printed(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n'; }

// A member of a family goes by the family's name: systems.soviet is one of systems, H[USA,RUS] a cell of H.  An act and a doctrine go
// by their paths too.
bool goes_by(const Room& room, const std::string& name, const std::string& wanted) {
  const std::string_view in(room.name);
  const bool has_paths = in == "acts" || in == "doctrines";
  return name == wanted || (in == "outcomes" && wanted.starts_with(name + '.')) ||
         (in == "columns" && wanted.ends_with(']') && wanted.starts_with(name + '[')) ||
         (has_paths && wanted == std::string(room.singular) + '.' + name);
}

}  // namespace

Outcome list_room(const CommandLine& line) {
  if (line.operands.size() > 1) throw UsageError("list takes one ROOM, found a second: " + in_quotes(line.operands[1]));
  const bool all = line.operands.empty();
  Json json;
  std::string text;
  std::vector<std::string> names;
  for (const Room& room : rooms()) {
    names.emplace_back(room.name);
    if (!all && line.operands[0] != room.name) continue;
    if (line.has("json")) {
      json[room.name] = room.entries();
    } else if (all) {
      std::string found;
      std::string last;
      for (const Json& entry : room.entries()) {
        const auto name = entry["name"].get<std::string>();
        // A family may have the name of the whole that stands before it.
        if (name != last) found += (found.empty() ? "" : ", ") + name;
        last = name;
      }
      text += std::string(room.name) + '\n' + below(found, 2);
    } else {
      text = table_of(room);
    }
  }
  if (json.empty() && text.empty())
    throw UsageError("there is no room " + in_quotes(line.operands[0]) + " to list. " + suggestion(line.operands[0], names));
  return {line.has("json") ? printed(json) : text};
}

namespace {

bool is_file(const std::string& path) {
  std::error_code none;
  return std::filesystem::is_regular_file(path, none);
}

}  // namespace

Outcome show_name(const CommandLine& line) {
  if (line.operands.empty()) throw UsageError("show needs a NAME; `coexist list` says what there is");
  if (line.operands.size() > 1) throw UsageError("show takes one NAME, found a second: " + in_quotes(line.operands[1]));
  const std::string& wanted = line.operands[0];
  Json json;
  std::string text;
  std::vector<std::string> names;
  std::vector<Room> searched = rooms();
  if (wanted.contains('.')) searched.push_back(room_of_numbers());
  for (const Room& room : searched)
    for (Json& entry : room.entries()) {
      const auto name = entry["name"].get<std::string>();
      names.push_back(name);
      if (!goes_by(room, name, wanted)) continue;
      const std::string_view in(room.name);
      const std::string file = in == "scenarios" ? bundled_text(name) : in == "library" ? library_text(name) : "";
      if (!file.empty()) entry["text"] = file;
      text += (text.empty() ? "" : "\n") + (file.empty() ? sheet_of(room, entry) : file);
      json[room.name].push_back(std::move(entry));
    }
  if (json.empty() && is_file(wanted)) return show_store(line);
  if (json.empty()) {
    const std::string near = nearest_name(wanted, names);
    throw UsageError("nothing is called " + in_quotes(wanted) + ". " +
                     (near.empty() ? "`coexist list` says what there is" : "Did you mean '" + near + "'?"));
  }
  return {line.has("json") ? printed(json) : text};
}

Outcome check_files(const CommandLine& line) {
  if (line.operands.empty()) throw UsageError("check needs a FILE, or several");
  Outcome outcome;
  const auto counted = [](std::size_t number, const char* one, const char* many) {
    return std::to_string(number) + ' ' + (number == 1 ? one : many);
  };
  for (const std::string& file : line.operands) {
    try {
      std::vector<Problem> warnings;
      const Scenario scenario = load_scenario(file, {}, &warnings);
      for (const Problem& warning : warnings) report("warning: " + describe(warning));
      outcome.output += file + ": ok, " + counted(scenario.polities.size(), "polity", "polities") + ", " +
                        counted(scenario.principal_slots.size(), "principal", "principals") + ", " +
                        counted(scenario.questions.size(), "question", "questions") + ", " +
                        counted(static_cast<std::size_t>(scenario.months()), "month", "months") + ", model version " +
                        std::to_string(scenario.model) + '\n';
    } catch (const InputError& error) {
      report(error);
      outcome.exit_code = exit_wrong_input;
    }
  }
  return outcome;
}

}  // namespace coexist::command
