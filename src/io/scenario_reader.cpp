// SPDX-License-Identifier: Apache-2.0
#include "coexist/scenario_file.h"

#include <algorithm>
#include <string_view>

#include "coexist/version.h"
#include "io/overrides.h"
#include "io/pieces.h"
#include "io/polity_tables.h"
#include "io/scenario_tree.h"
#include "io/sections.h"

namespace coexist {
namespace {

// "histories/two-rivals.toml" -> "two-rivals": what a scenario without a name is called.
std::string stem(std::string_view source) {
  source.remove_prefix(source.find_last_of('/') + 1);
  if (source.ends_with(".toml")) source.remove_suffix(5);
  std::string name;
  for (const char c : printable(source).substr(0, limits::name_bytes)) name += c == '.' || c == '"' ? '-' : c;
  return name.empty() ? "scenario" : name;
}

void read_versions(Reading& reading) {
  int schema = 1;
  reading.file.find("use", Need::optional, "");  // its pieces have been taken
  reading.file.integer("schema", Need::optional, 1, 1, schema);
  reading.file.integer("model", Need::optional, oldest_model, model_version, reading.scenario.model);
}

void read_sections(Reading& reading) {
  read_versions(reading);
  read_without(reading);
  read_polity_names(reading);
  read_header(reading);
  read_systems(reading);
  read_polities(reading);
  read_acts(reading);
  read_stereotypes(reading);
  read_doctrines(reading);
  read_adoptions(reading);
  read_leaders(reading);
  read_demonstrations(reading);
  read_incidents(reading);
  read_flashpoints(reading);
  read_history(reading);
  read_questions(reading);
  read_movement(reading);
  read_belief(reading);
  read_hostility(reading);
  read_warheads(reading);
  read_reach(reading);
  read_growth_path(reading);
  read_parameters(reading);
  reading.file.done();
}

// What is wrong with the file itself where a piece that it uses cannot be had: only what no piece could mend.
void read_alone(Node own, Problems& problems) {
  // Rows of tables are not read: which of them count hangs on the scenario's months, which a piece may have.
  if (Node* polities = own.find("polity"))
    std::erase_if(polities->items, [](const Node& item) { return item.kind == Node::Kind::table && item.find("from"); });
  problems.read_in_part();
  TableReader file(own, std::string(whole_file), problems);
  Reading reading{file, problems};
  read_sections(reading);
}

}  // namespace

Scenario scenario_in(const Node& tree, const std::string& source, Problems& problems, std::vector<Problem>* warnings) {
  TableReader file(tree, std::string(whole_file), problems);
  Reading reading{file, problems};
  reading.scenario.source = source;
  reading.scenario.name = stem(source);
  read_sections(reading);
  check_scenario(reading);
  problems.throw_if_any();
  if (warnings) {
    warn_of_oddities(reading);
    *warnings = problems.warnings();
  }
  return std::move(reading.scenario);
}

Scenario read_scenario(
    const std::string& text, const std::string& source, std::span<const Override> overrides, std::vector<Problem>* warnings) {
  Problems problems(source);
  check_text(text, problems);
  problems.throw_if_any();
  std::optional<Node> tree = parse_toml(text, problems);
  problems.throw_if_any();
  if (tree->entries.empty()) {
    problems.add({}, "is empty, expected a scenario", "Begin from a bundled one, such as cold-war-1953");
    problems.throw_if_any();
  }
  const Node own = tree->find("use") ? *tree : Node{};
  take_pieces(*tree, source, problems);
  if (problems.count() > 0) read_alone(own, problems);
  problems.throw_if_any();
  take_polity_tables(*tree, source, problems);
  problems.throw_if_any();
  apply_overrides(*tree, overrides, problems);
  Scenario scenario = scenario_in(*tree, source, problems, warnings);
  scenario.text = text;
  for (const Override& override : overrides) scenario.overridden.emplace_back(override.path, override.value);
  return scenario;
}

}  // namespace coexist
