// SPDX-License-Identifier: Apache-2.0
// Facts files: TOML, as docs/facts.md describes it, read as strictly as scenarios are.
#include <algorithm>
#include <expected>

#include "coexist/facts.h"
#include "io/bundled.h"
#include "io/files.h"
#include "io/sections.h"

namespace coexist {
namespace {

constexpr std::size_t longest_brief = 33;
constexpr std::size_t longest_text = 1000;
constexpr int longest_step = 120;  // months

std::string prose(TableReader& table, std::string_view key, Need need = Need::optional) {
  return table.label(key, need, Spelling::prose, longest_text);
}

std::vector<std::string> columns(TableReader& table, std::string_view key) {
  std::vector<std::string> found;
  Once once("in '" + std::string(key) + "' in " + table.title() + " the column");
  const std::string where = "'" + std::string(key) + "' in " + table.title();
  for (const Node* item : table.list(key, Need::optional, "columns"))
    if (const auto text = label_of(*item, where, Spelling::prose, limits::name_bytes, table.problems()))
      if (once.add(*text, item->place, table.problems())) found.push_back(*text);
  return found;
}

std::optional<Date> date(TableReader& table, std::string_view key) {
  const Node* node = table.find(key, Need::optional, "a date");
  return node ? date_of(*node, "'" + std::string(key) + "' in " + table.title(), {}, table.problems()) : std::nullopt;
}

Interval range_in(TableReader& table) {
  const auto items = table.list("range", Need::required, "two numbers, the lower first");
  const std::string where = "'range' in " + table.title();
  if (!items.empty() && items.size() != 2)
    table.problem("range", "has " + std::to_string(items.size()) + " entries, expected two, the lower first");
  if (items.size() != 2) return {};
  const std::optional<double> low = number_of(*items[0], where, any_number, table.problems());
  const std::optional<double> high = number_of(*items[1], where, any_number, table.problems());
  if (low && high && *low > *high) table.problem("range", "begins above its end, expected the lower first");
  return {low.value_or(0), high.value_or(0)};
}

bool takes_two(Measurement measure) {
  using enum Measurement;
  return measure == share || measure == ratio || measure == growth_correlation || measure == correlation;
}
bool takes_equals(Measurement measure) {
  using enum Measurement;
  return measure == count || measure == entries || measure == ever;
}

// What must hold between the keys of a fact.
void check_fact(const TableReader& table, const Fact& fact, bool has_measure) {
  Problems& problems = table.problems();
  if (!fact.measure) {
    if (fact.lacks.empty() && !has_measure)
      problems.add(table.place(), table.title() + " lacks the key 'measure'",
          "Say how it is read off a history, or with 'lacks' why nothing in the model can be held beside it");
    return;
  }
  const Measurement measure = *fact.measure;
  const std::string name = "'measure' is " + quoted(measure_names[static_cast<std::size_t>(measure)]);
  const auto needs = [&](std::string_view key, bool given, bool wanted) {
    if (given != wanted)
      problems.add(table.place(),
          table.title() + (wanted ? " lacks the key '" : " has the key '") + std::string(key) + "', while " + name,
          wanted ? "Give it" : "Leave it out");
  };
  if (!fact.lacks.empty()) table.problem("lacks", "stands beside 'measure', expected one of the two");
  needs("of", !fact.of.empty(), true);
  needs("per", !fact.per.empty(), takes_two(measure));
  needs("equals", !fact.equals.empty(), takes_equals(measure));
  needs("before_from", fact.before_from.has_value(), measure == Measurement::more_per_year);
  needs("before_until", fact.before_until.has_value(), measure == Measurement::more_per_year);
  const auto ordered = [&](std::string_view key, std::optional<Date> from, std::optional<Date> until) {
    if (from && until && *from > *until) table.problem(key, "lies before the date it begins with, expected a later one");
  };
  ordered("until", fact.from, fact.until);
  ordered("before_until", fact.before_from, fact.before_until);
}

Fact read_fact(TableReader& table) {
  Names measures{"measure", {}};
  measures.list.assign(measure_names.begin(), measure_names.end());
  const Names judges{"way to judge", {"history", "mean"}};
  Fact fact;
  fact.line = table.place().line;
  fact.id = table.label("id", Need::required, Spelling::word);
  fact.brief = table.label("brief", Need::required, Spelling::prose, longest_brief);
  fact.unit = table.label("unit", Need::optional, Spelling::prose);
  if (const std::string name = table.one_of("measure", Need::optional, measures); !name.empty())
    fact.measure = static_cast<Measurement>(std::ranges::find(measures.list, name) - measures.list.begin());
  const bool has_measure = table.find("measure", Need::optional, "") != nullptr;
  fact.of = columns(table, "of");
  fact.per = columns(table, "per");
  fact.equals = table.label("equals", Need::optional, Spelling::prose);
  fact.from = date(table, "from");
  fact.until = date(table, "until");
  fact.before_from = date(table, "before_from");
  fact.before_until = date(table, "before_until");
  table.integer("every", Need::optional, 1, longest_step, fact.every);
  fact.of_mean = table.one_of("judged_by", Need::optional, judges) == "mean";
  if (table.find("record", Need::optional, "")) {
    double number = 0;
    table.number("record", Need::required, any_number, number);
    fact.record = number;
  }
  fact.range = range_in(table);
  fact.source = prose(table, "source", Need::required);
  fact.note = prose(table, "note");
  fact.lacks = prose(table, "lacks");
  table.done();
  check_fact(table, fact, has_measure);
  return fact;
}

}  // namespace

Facts read_facts(const std::string& text, const std::string& source, std::vector<Problem>* found) {
  Problems problems(source);
  check_text(text, problems);
  problems.throw_if_any();
  const std::optional<Node> tree = parse_toml(text, problems);
  problems.throw_if_any();
  TableReader file(*tree, std::string(whole_file), problems);
  Facts facts;
  facts.source = source;
  int schema = 1;
  file.integer("schema", Need::optional, 1, 1, schema);
  facts.scenario = file.label("scenario", Need::required, Spelling::name);
  Once once("fact");
  for (TableReader& table : file.tables("fact", Need::required, limits::list, "id")) {
    Fact fact = read_fact(table);
    if (fact.id.empty() || once.add(fact.id, table.place_of("id"), problems)) facts.list.push_back(std::move(fact));
  }
  file.done();
  try {
    problems.throw_if_any();
  } catch (const InputError& error) {
    if (!found) throw;
    *found = error.problems();
  }
  return facts;
}

Facts load_facts_file(const std::string& path, std::vector<Problem>* found) {
  const std::expected<std::string, std::string> text = text_of_file(path, false);
  if (text) return read_facts(*text, path, found);
  Problems problems(path);
  problems.add({}, text.error(), "Expected a facts file");
  problems.throw_if_any();
  return {};
}

std::vector<std::string> scenarios_with_facts() {
  std::vector<std::string> names;
  for (const BundledFile& file : bundled_fact_files()) names.emplace_back(file.name);
  return names;
}

std::optional<Facts> bundled_facts(const Scenario& scenario) {
  for (const BundledFile& file : bundled_fact_files())
    if (file.name == scenario.name) return read_facts(std::string(file.text), "facts/" + std::string(file.name));
  return std::nullopt;
}

}  // namespace coexist
