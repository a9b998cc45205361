// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "coexist/catalogue.h"
#include "io/sections.h"

namespace coexist {
namespace {

struct Row {
  std::string polity;
  Place place;
  std::vector<double> values;
  std::size_t items = 0;
};

// The rows `POLITY = [number, ...]` of a table.
std::vector<Row> read_rows(TableReader& table, const Names& polities, Range range) {
  std::vector<Row> rows;
  for (const NodeEntry* entry : table.others()) {
    const std::string where = quoted(entry->key) + " in " + table.title();
    if (!is_known(entry->key, entry->place, table.title(), polities, table.problems())) continue;
    if (entry->value.kind != Node::Kind::array || entry->value.items.size() > limits::list) {
      const std::string found =
          entry->value.kind == Node::Kind::array ? "has " + entries(entry->value.items.size()) : "is " + in_words(entry->value);
      table.problems().add(
          entry->value.place, where + " " + found + ", expected a list of at most " + std::to_string(limits::list) + " numbers");
      continue;
    }
    Row row{entry->key, entry->value.place, {}, entry->value.items.size()};
    for (const Node& item : entry->value.items) {
      // The wrong value keeps its place, so that the others stay in the right year.
      row.values.push_back(number_of(item, where, range, table.problems()).value_or(0));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

void read_years(TableReader& table, Warheads& warheads, const Scenario& scenario, const Horizon& horizon) {
  const std::string where = "'years' in " + table.title();
  bool whole = true;
  for (const Node* item : table.list("years", Need::required, "years in a row")) {
    const bool is_year = item->kind == Node::Kind::integer && std::abs(item->integer) <= limits::year;
    if (!is_year) {
      table.problems().add(item->place, where + " holds " + in_words(*item) + ", expected a year");
      whole = false;
      continue;
    }
    const int year = static_cast<int>(item->integer);
    if (whole && !warheads.years.empty() && year != warheads.years.back() + 1) {
      table.problems().add(item->place, where + " goes from " + std::to_string(warheads.years.back()) + " to " +
                                            std::to_string(year) + ", expected years in a row");
      whole = false;
    }
    warheads.years.push_back(year);
  }
  if (!whole || !horizon.first || !horizon.last) return;
  // Values hold at the end of a year and are read in mid-month, so the first January needs the year before.
  const int first = scenario.start.year() - 1;
  const int last = scenario.end.year();
  const Node* years = table.find("years", Need::optional, "");
  if (!years || years->kind != Node::Kind::array) return;
  if (warheads.years.empty() || warheads.years.front() > first || warheads.years.back() < last)
    table.problem("years", "does not cover the scenario, expected " + std::to_string(first) + " to " + std::to_string(last) +
                               ", from the year before its start to its last");
}

void read_stock(TableReader& warheads, std::string_view key, const Names& polities, Range range, std::size_t years,
    std::map<std::string, std::vector<double>>& into) {
  auto table = warheads.table(key, Need::required);
  if (!table) return;
  for (Row& row : read_rows(*table, polities, range)) {
    if (row.items != years && years > 0)
      table->problems().add(row.place, quoted(row.polity) + " in " + table->title() + " has " + entries(row.items) +
                                           ", expected " + std::to_string(years) + ", one for each of 'years'");
    into[row.polity] = std::move(row.values);
  }
}

void same_polities(const TableReader& table, const std::map<std::string, std::vector<double>>& has,
    const std::map<std::string, std::vector<double>>& needs, std::string_view needs_key) {
  for (const auto& [polity, values] : has)
    if (!needs.contains(polity)) table.problem(needs_key, "lacks a row for " + quoted(polity));
}

}  // namespace

void read_movement(Reading& reading) {
  auto table = reading.file.table("movement", Need::optional);
  if (!table) return;
  reading.scenario.movement.sponsor = table->one_of("sponsor", Need::optional, reading.principals, true);
  reading.scenario.movement.publics = table->some_of("publics", Need::optional, reading.polities);
  table->done();
}

void read_belief(Reading& reading) {
  auto table = reading.file.table("belief", Need::optional);
  if (!table) return;
  Names pairs{"pair of principals, observer_observed,", {}, false, true};
  for (const std::string& observer : reading.principals.list)
    for (const std::string& observed : reading.principals.list)
      if (observer != observed) pairs.list.push_back(observer + '_' + observed);
  for (const NodeEntry* entry : table->others()) {
    if (!is_known(entry->key, entry->place, "[belief]", pairs, reading.problems)) continue;
    const std::size_t bar = entry->key.find('_');
    const auto value = number_of(entry->value, quoted(entry->key) + " in [belief]", any_number, reading.problems);
    if (value && bar != std::string::npos)
      reading.scenario.belief[{entry->key.substr(0, bar), entry->key.substr(bar + 1)}] = *value;
  }
  table->done();
}

void read_hostility(Reading& reading) {
  auto table = reading.file.table("hostility", Need::optional);
  if (!table) return;
  table->numbers(hostility_fields, reading.scenario);
  table->done();
}

void read_warheads(Reading& reading) {
  auto table = reading.file.table("warheads", Need::optional);
  if (!table) return;
  if (table->is_empty()) return;  // as if it did not stand there
  Warheads& warheads = reading.scenario.warheads;
  read_years(*table, warheads, reading.scenario, reading.horizon);
  const std::size_t years = warheads.years.size();
  read_stock(*table, "stock", reading.polities, not_negative, years, warheads.stock);
  read_stock(*table, "survivable", reading.polities, share, years, warheads.survivable);
  const bool has_both = table->find("stock", Need::optional, "") && table->find("survivable", Need::optional, "");
  if (has_both && !reading.problems.in_part()) {
    same_polities(*table, warheads.stock, warheads.survivable, "survivable");
    same_polities(*table, warheads.survivable, warheads.stock, "stock");
  }
  table->done();
}

void read_reach(Reading& reading) {
  auto table = reading.file.table("reach", Need::optional);
  if (!table) return;
  for (const NodeEntry* entry : table->others()) {
    if (!is_known(entry->key, entry->place, "[reach]", reading.principals, reading.problems)) continue;
    if (entry->value.kind != Node::Kind::table) {
      reading.problems.add(entry->value.place,
          quoted(entry->key) + " in [reach] is " + in_words(entry->value) + ", expected a table of polities and shares");
      continue;
    }
    TableReader row(entry->value, "[reach] " + quoted(entry->key), reading.problems);
    auto& reaches = reading.scenario.reach[entry->key];
    for (const NodeEntry* cell : row.others()) {
      if (!is_known(cell->key, cell->place, row.title(), reading.polities, reading.problems)) continue;
      if (cell->key == entry->key)
        reading.problems.add(cell->place, row.title() + " names " + quoted(cell->key) + " itself, expected another polity");
      if (const auto value = number_of(cell->value, quoted(cell->key) + " in " + row.title(), share, reading.problems))
        reaches[cell->key] = *value;
    }
  }
  table->done();
}

void read_growth_path(Reading& reading) {
  auto table = reading.file.table("growth_path", Need::optional);
  if (!table) return;
  Scenario& scenario = reading.scenario;
  const Node* given = table->find("first_year", Need::optional, "");
  const bool is_year = given && given->kind == Node::Kind::integer && std::abs(given->integer) <= limits::year;
  table->integer("first_year", Need::required, -limits::year, limits::year, scenario.growth_first_year);
  const bool known = is_year && reading.horizon.first && reading.horizon.last;
  if (known && scenario.growth_first_year > scenario.start.year())
    table->problem("first_year", "is " + std::to_string(scenario.growth_first_year) +
                                     ", after the start of the scenario, expected at most " +
                                     std::to_string(scenario.start.year()));
  for (Row& row : read_rows(*table, reading.polities, any_number)) {
    const int years = scenario.end.year() - scenario.growth_first_year + 1;
    if (known && static_cast<int>(row.items) < years)
      reading.problems.add(row.place,
          quoted(row.polity) + " in [growth_path] has " + entries(row.items) + ", expected " + std::to_string(years) +
              ", one a year from " + std::to_string(scenario.growth_first_year) + " to " + std::to_string(scenario.end.year()));
    scenario.growth_path[row.polity] = std::move(row.values);
  }
  table->done();
}

Names parameter_names() {
  Names names{"parameter", {}, true};
  for (const MechanismEntry& mechanism : catalogue().mechanisms)
    for (const Parameter& parameter : mechanism.parameters) names.list.emplace_back(parameter.name);
  return names;
}

void read_parameters(Reading& reading) {
  auto table = reading.file.table("parameters", Need::optional);
  if (!table) return;
  const Names names = parameter_names();
  for (const NodeEntry* entry : table->others()) {
    if (!is_known(entry->key, entry->place, "[parameters]", names, reading.problems)) continue;
    const Parameter* parameter = catalogue().parameter(entry->key);
    const auto value =
        number_of(entry->value, "parameter " + quoted(entry->key), parameter ? parameter->range : any_number, reading.problems);
    if (value) reading.scenario.parameters[entry->key] = *value;
  }
  table->done();
}

void read_without(Reading& reading) {
  Names names{"mechanism", {}, true};
  for (const MechanismEntry& mechanism : catalogue().mechanisms) names.list.emplace_back(mechanism.name);
  reading.scenario.without = reading.file.some_of("without", Need::optional, names);
}

}  // namespace coexist
