// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "coexist/names.h"
#include "io/sections.h"

namespace coexist {
namespace {

void read_weights(TableReader& owner, Weights& into) {
  if (auto table = owner.table("weights", Need::required)) {
    table->numbers(weight_fields, into);
    table->done();
  }
}

// The items of a list that must have one entry for each system.
std::vector<const Node*> per_system(TableReader& table, std::string_view key, Need need, std::size_t systems) {
  auto items = table.list(key, need, "one entry for each system", limits::systems);
  if (table.find(key, Need::optional, "") && systems > 0 && items.size() != systems) {
    table.problem(key, "has " + entries(items.size()) + ", expected " + std::to_string(systems) + ", one for each system");
    items.clear();
  }
  return items;
}

void read_distance(TableReader& table, Systems& systems, Problems& problems) {
  const std::size_t n = systems.names.size();
  systems.distance.assign(n, std::vector<double>(n));
  const auto rows = per_system(table, "distance", Need::required, n);
  bool whole = !rows.empty();
  for (std::size_t i = 0; i < std::min(n, rows.size()); ++i) {
    const std::string where = "row " + std::to_string(i + 1) + " of 'distance' in [systems]";
    if (rows[i]->kind != Node::Kind::array || rows[i]->items.size() != n) {
      const std::string found =
          rows[i]->kind == Node::Kind::array ? "has " + entries(rows[i]->items.size()) : "is " + in_words(*rows[i]);
      problems.add(rows[i]->place, where + " " + found + ", expected a list of " + std::to_string(n) + " numbers");
      whole = false;
      continue;
    }
    for (std::size_t j = 0; j < n; ++j) {
      const auto value = number_of(rows[i]->items[j], where, share, problems);
      systems.distance[i][j] = value.value_or(0);
      whole = whole && value;
    }
  }
  if (!whole) return;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      const Node& cell = rows[i]->items[j];
      const std::string between = "'distance' from " + quoted(systems.names[i]) + " to " + quoted(systems.names[j]);
      if (i == j && cell.number != 0)
        problems.add(cell.place, between + " is " + in_words(cell) + ", expected 0: a system is at no distance from itself");
      const Node& mirror = rows[j]->items[i];
      if (i != j && cell.number != mirror.number)
        problems.add(cell.place,
            between + " is " + in_words(cell) + ", but " + in_words(mirror) + " the other way, expected a symmetric matrix");
    }
}

std::vector<std::string> read_words(
    TableReader& table, std::string_view key, Need need, std::size_t most, std::string_view what) {
  std::vector<std::string> words;
  Once once{std::string(what)};
  const std::string where = "'" + std::string(key) + "' in " + table.title();
  for (const Node* item : table.list(key, need, "names", most)) {
    const auto word = label_of(*item, where, Spelling::word, limits::name_bytes, table.problems());
    if (word && once.add(*word, item->place, table.problems())) words.push_back(*word);
  }
  return words;
}

// A paragraph may be written over several lines: blanks and ends of lines are one blank each.
std::string read_paragraph(TableReader& table, std::string_view key, std::size_t longest) {
  const Node* node = table.find(key, Need::optional, "");
  if (!node) return {};
  Node folded = *node;
  std::string words;
  for (const char c : node->text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank)
      words += c;
    else if (!words.empty() && words.back() != ' ')
      words += ' ';
  }
  if (words.ends_with(' ')) words.pop_back();
  folded.text = words;
  return label_of(folded, "'" + std::string(key) + "' in " + table.title(), Spelling::prose, longest, table.problems())
      .value_or("");
}

// One of the first two principals, and both: as outcomes and events are called, so nothing that a table of CSV could trip over.
void read_called(TableReader& table, Called& called) {
  const auto items = table.list("called", Need::optional, "two texts, one of them and both");
  if (!table.find("called", Need::optional, "")) return;
  std::vector<std::string> words;
  constexpr std::size_t longest = 24;
  for (const Node* item : items) {
    const auto word = label_of(*item, "'called' in [scenario]", Spelling::name, longest, table.problems());
    if (!word) return;
    const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' || c == '-'; };
    if (!std::ranges::all_of(*word, is_plain)) {
      table.problems().add(item->place, "'called' in [scenario] holds " + quoted(*word) + ", expected letters, spaces and '-'");
      return;
    }
    words.push_back(*word);
  }
  if (words.size() == 2)
    called = {words[0], words[1]};
  else
    table.problem("called", "has " + entries(words.size()) + ", expected two: one of them and both, as [\"rival\", \"rivals\"]");
}

}  // namespace

void read_polity_names(Reading& reading) {
  Once once("polity");
  for (TableReader& table : reading.file.tables("polity", Need::required, limits::polities, "id")) {
    Polity polity;
    polity.id = table.label("id", Need::required, Spelling::polity, limits::polity_id_bytes);
    if (!polity.id.empty() && once.add(polity.id, table.place_of("id"), reading.problems))
      reading.polities.list.push_back(polity.id);
    reading.scenario.polities.push_back(polity);
    reading.polity_tables.push_back(std::move(table));
  }
}

void read_header(Reading& reading) {
  auto table = reading.file.table("scenario", Need::required);
  if (!table) return;
  Scenario& scenario = reading.scenario;
  const std::string name = table->label("name", Need::optional, Spelling::name);
  if (!name.empty()) scenario.name = name;
  constexpr std::size_t longest_title = 200;
  scenario.title = table->label("title", Need::optional, Spelling::prose, longest_title);
  if (scenario.title.empty()) scenario.title = scenario.name;
  constexpr std::size_t longest_look_for = 2000;
  scenario.look_for = read_paragraph(*table, "look_for", longest_look_for);
  scenario.currency = table->label("currency", Need::optional, Spelling::prose);
  scenario.meant = table->some_of("meant", Need::optional, parameter_names());
  read_called(*table, scenario.called);
  const std::string_view form = "a month, \"YYYY-MM\"";
  const Node* start = table->find("start", Need::required, form);
  const Node* end = table->find("end", Need::required, form);
  if (start) reading.horizon.first = date_of(*start, "'start' in [scenario]", {}, reading.problems);
  if (end) reading.horizon.last = date_of(*end, "'end' in [scenario]", {}, reading.problems);
  scenario.start = reading.horizon.first.value_or(Date{});
  scenario.end = reading.horizon.last.value_or(Date{});
  if (reading.horizon.first && reading.horizon.last) {
    if (scenario.end < scenario.start) {
      table->problem("end", "is " + scenario.end.text() + ", before the start, " + scenario.start.text());
      reading.horizon = {};
    } else if (scenario.months() > limits::months) {
      table->problem("end", "makes the scenario " + std::to_string(scenario.months()) + " months long, expected at most " +
                                std::to_string(limits::months));
    }
  }
  Once once("principal");
  const std::string where = "'principal_slots' in [scenario]";
  for (const Node* item : table->list("principal_slots", Need::required, "polities", limits::principals)) {
    const auto id = one_of(*item, where, reading.polities, reading.problems);
    if (id && once.add(*id, item->place, reading.problems)) reading.principals.list.push_back(*id);
  }
  scenario.principal_slots = reading.principals.list;
  const Node* slots = table->find("principal_slots", Need::optional, "");
  if (slots && slots->kind == Node::Kind::array && slots->items.size() < 2)
    table->problem("principal_slots", "names " + std::to_string(slots->items.size()) + ", expected at least two polities");
  table->done();
}

void read_systems(Reading& reading) {
  auto table = reading.file.table("systems", Need::required);
  if (!table) return;
  Systems& systems = reading.scenario.systems;
  systems.names = read_words(*table, "names", Need::required, limits::systems, "system");
  const std::size_t n = systems.names.size();
  if (const Node* names = table->find("names", Need::optional, "");
      names && names->kind == Node::Kind::array && names->items.empty())
    table->problem("names", "is empty, expected at least one system");
  reading.systems.list = systems.names;
  read_distance(*table, systems, reading.problems);
  for (const Node* item : per_system(*table, "challenger", Need::required, n))
    systems.challenger.push_back(one_of(*item, "'challenger' in [systems]", reading.systems, reading.problems).value_or(""));
  for (const Node* item : per_system(*table, "pole", Need::optional, n)) {
    const bool none = item->kind == Node::Kind::text && item->text.empty();
    systems.pole.push_back(none ? "" : one_of(*item, "'pole' in [systems]", reading.principals, reading.problems).value_or(""));
  }
  for (const Node* item : per_system(*table, "reported", Need::optional, n))
    systems.reported.push_back(number_of(*item, "'reported' in [systems]", any_number, reading.problems).value_or(0));
  systems.challenger.resize(n);
  systems.pole.resize(n);
  systems.reported.resize(n);
  table->number("far_weight", Need::optional, share, systems.far_weight);
  systems.principles = read_words(*table, "principles", Need::optional, limits::principles, "principle");
  reading.principles.list = systems.principles;
  table->done();
}

void read_polities(Reading& reading) {
  for (std::size_t i = 0; i < reading.polity_tables.size(); ++i) {
    TableReader& table = reading.polity_tables[i];
    Polity& polity = reading.scenario.polities[i];
    constexpr int largest_code = 999'999;
    table.integer("ccode", Need::optional, 0, largest_code, polity.ccode);
    polity.name = table.label("name", Need::optional, Spelling::prose);
    if (polity.name.empty()) polity.name = polity.id;
    polity.system = table.one_of("system", Need::required, reading.systems);
    polity.bloc = table.one_of("bloc", Need::optional, reading.principals, true);
    // A principal that does not say leads its own.
    if (!table.find("bloc", Need::optional, "") && reading.principals.contains(polity.id)) polity.bloc = polity.id;
    table.numbers(polity_fields, polity);
    if (!table.find("M_eq", Need::optional, "")) polity.M_eq = polity.M;
    polity.region = table.label("region", Need::optional, Spelling::prose);
    table.flag("can_be_principal", polity.can_be_principal);
    if (table.find("enters", Need::optional, "date")) {
      polity.enters = table.date("enters", Need::optional, reading.horizon);
      if (reading.principals.contains(polity.id))
        table.problem(
            "enters", "is given, but " + quoted(polity.id) + " is a principal", "A principal is there from the start: remove it");
    }
    table.done();
  }
}

void read_acts(Reading& reading) {
  const Names known{"act", {act_ids.begin(), act_ids.end()}};
  Once once("act");
  for (TableReader& table : reading.file.tables("act", Need::required, limits::list, "id")) {
    Act act;
    act.id = table.one_of("id", Need::required, known);
    table.numbers(act_fields, act, act.id.empty() ? Need::optional : Need::required);  // an act that is none need not be whole
    act.breaks = table.some_of("breaks", Need::optional, reading.principles);
    table.done();
    if (!act.id.empty() && once.add(act.id, table.place_of("id"), reading.problems)) reading.scenario.acts.push_back(act);
  }
}

void read_stereotypes(Reading& reading) {
  auto both = reading.file.table("stereotype", Need::required);
  if (!both) return;
  const auto read = [&](std::string_view key, Stereotype& into) {
    auto table = both->table(key, Need::required);
    if (!table) return;
    table->numbers(stereotype_fields, into);
    read_weights(*table, into.weights);
    table->done();
  };
  read("S", reading.scenario.security_seeker);
  read("R", reading.scenario.revisionist);
  both->done();
}

void read_doctrines(Reading& reading) {
  Once once("doctrine");
  struct Named {
    std::string doctrine, by;
    Place place;
  };
  std::vector<Named> named;  // by others, of which all must be known
  for (TableReader& table : reading.file.tables("doctrine", Need::required, limits::doctrines, "id")) {
    Doctrine doctrine;
    doctrine.id = table.label("id", Need::required, Spelling::word);
    table.numbers(doctrine_fields, doctrine);
    doctrine.promises = table.some_of("promises", Need::optional, reading.principles);
    read_weights(table, doctrine.weights);
    if (table.find("varies_with", Need::optional, "a doctrine")) {
      doctrine.varies_with = table.label("varies_with", Need::optional, Spelling::word);
      named.push_back({doctrine.varies_with, table.title(), table.place_of("varies_with")});
    }
    table.done();
    if (doctrine.id.empty() || !once.add(doctrine.id, table.place_of("id"), reading.problems)) continue;
    reading.doctrines.list.push_back(doctrine.id);
    reading.scenario.doctrines.push_back(doctrine);
  }
  for (const Named& one : named)
    if (!one.doctrine.empty()) is_known(one.doctrine, one.place, one.by, reading.doctrines, reading.problems);
}

}  // namespace coexist
