// SPDX-License-Identifier: Apache-2.0
// Claims files: TOML, as docs/claims.md describes it, read as strictly as scenarios are.
#include <algorithm>
#include <expected>

#include "coexist/catalogue.h"
#include "coexist/claims.h"
#include "io/bundled.h"
#include "io/files.h"
#include "io/sections.h"

namespace coexist {
namespace {

constexpr std::size_t longest_brief = 32;
constexpr std::size_t longest_text = 1000;

Names mechanism_names() {
  Names names{"mechanism", {}};
  for (const MechanismEntry& entry : catalogue().mechanisms) names.list.emplace_back(entry.name);
  return names;
}

std::string prose(TableReader& table, std::string_view key, Need need = Need::optional) {
  return table.label(key, need, Spelling::prose, longest_text);
}

std::vector<std::string> labels(TableReader& table, std::string_view key, std::string_view of_what) {
  std::vector<std::string> found;
  Once once("in '" + std::string(key) + "' in " + table.title() + " the entry");
  const std::string where = "'" + std::string(key) + "' in " + table.title();
  for (const Node* item : table.list(key, Need::optional, of_what))
    if (const auto text = label_of(*item, where, Spelling::prose, limits::name_bytes, table.problems()))
      if (once.add(*text, item->place, table.problems())) found.push_back(*text);
  return found;
}

Contrast read_contrast(TableReader& table) {
  const Names parts{"part of a doctrine", {"intent", "promises", "demonstrations", "movement", "means"}};
  using enum Contrast::Kind;
  Contrast contrast;
  std::vector<std::string> given;
  const auto take = [&](std::string_view key, Contrast::Kind kind, std::vector<std::string> names) {
    if (!table.find(key, Need::optional, "")) return;
    given.emplace_back(key);
    if (names.empty() && table.find(key, Need::optional, "")->kind == Node::Kind::array &&
        table.find(key, Need::optional, "")->items.empty())
      table.problem(key, "is empty, expected at least one entry");
    contrast = {kind, std::move(names)};
  };
  const auto one = [](const std::string& name) { return name.empty() ? std::vector<std::string>{} : std::vector{name}; };
  take("without", without, table.some_of("without", Need::optional, mechanism_names()));
  take("drop", drop, labels(table, "drop", "dated events, as demonstration:1959-09"));
  take("set", set, labels(table, "set", "numbers, as eta=0.2"));
  take("question", question, one(table.label("question", Need::optional, Spelling::word)));
  take("part", part, one(table.one_of("part", Need::optional, parts)));
  if (given.empty())
    table.problems().add(table.place(), table.title() + " is empty, expected one of without, drop, set, question and part");
  if (given.size() > 1) table.problem(given[1], "stands beside '" + given[0] + "', expected one of the two");
  for (const std::string& number : contrast.kind == set ? contrast.names : std::vector<std::string>{})
    if (const std::size_t equals = number.rfind('='); equals == number.npos || equals == 0 || equals + 1 == number.size())
      table.problem("set", "holds " + quoted(number) + ", expected PATH=VALUE, for example eta=0.2");
  table.done();
  return contrast;
}

std::vector<RecordFact> read_record(TableReader& claim) {
  std::vector<RecordFact> record;
  for (TableReader& table : claim.tables("record", Need::optional, limits::list, "text")) {
    RecordFact fact;
    fact.text = prose(table, "text", Need::required);
    double number = 0;
    if (table.find("value", Need::optional, "")) {
      table.number("value", Need::required, any_number, number);
      fact.value = number;
    }
    if (table.find("se", Need::optional, "")) {
      table.number("se", Need::required, not_negative, number);
      fact.standard_error = number;
      if (!fact.value) table.problem("se", "stands without 'value', expected both");
    }
    fact.unit = table.label("unit", Need::optional, Spelling::prose);
    fact.source = prose(table, "source", Need::required);
    table.done();
    record.push_back(std::move(fact));
  }
  return record;
}

// What must hold between the keys of a claim.
void check_claim(const TableReader& table, const Claim& claim) {
  const std::size_t said =
      (claim.contested.empty() ? 0U : 1U) + (claim.lacks.empty() ? 0U : 1U) + (claim.put_in.empty() ? 0U : 1U);
  if (claim.outcomes.empty() && said == 0)
    table.problems().add(table.place(), table.title() + " lacks the key 'outcomes'",
        "Give it outcomes to be judged by, or say why there is none: contested, lacks or put_in");
  if (said > 1)
    table.problems().add(
        table.place(), table.title() + " has more than one of contested, lacks and put_in", "Keep the one that decides");
  using enum Contrast::Kind;
  if (claim.of_contrast && (claim.contrast.kind == none || claim.contrast.kind == question || claim.contrast.kind == part))
    table.problem("effect_of", "is \"contrast\", expected a [claim.contrast] with without, drop or set");
  if (claim.outcomes.empty() && claim.contrast.kind != none)
    table.problems().add(table.place(), table.title() + " has a contrast, but no outcome to see it by", "Give it outcomes");
  if (claim.outcomes.empty() && !claim.ablations.empty())
    table.problem("ablations", "stands without 'outcomes', by which one would see them");
}

Claim read_claim(TableReader& table) {
  const Names directions{"direction", {"up", "down"}};
  const Names effects{"effect", {"doctrine", "contrast"}};
  Claim claim;
  claim.line = table.place().line;
  claim.column = table.place().column;
  claim.id = table.label("id", Need::required, Spelling::word);
  claim.brief = table.label("brief", Need::required, Spelling::prose, longest_brief);
  claim.text = prose(table, "text", Need::required);
  claim.mechanisms = table.some_of("mechanisms", Need::optional, mechanism_names());
  claim.question = table.label("question", Need::optional, Spelling::word);
  claim.outcomes = labels(table, "outcomes", "outcomes");
  if (const std::string expected = table.one_of("expected", Need::optional, directions); !expected.empty())
    claim.expected = expected == "up" ? Direction::up : Direction::down;
  claim.of_contrast = table.one_of("effect_of", Need::optional, effects) == "contrast";
  if (auto contrast = table.table("contrast", Need::optional)) claim.contrast = read_contrast(*contrast);
  claim.ablations = table.some_of("ablations", Need::optional, mechanism_names());
  claim.record = read_record(table);
  claim.note = prose(table, "note");
  claim.beyond = prose(table, "beyond");
  claim.contested = prose(table, "contested");
  claim.put_in = prose(table, "put_in");
  claim.lacks = prose(table, "lacks");
  table.done();
  check_claim(table, claim);
  return claim;
}

}  // namespace

Claims read_claims(const std::string& text, const std::string& source, std::vector<Problem>* found) {
  Problems problems(source);
  check_text(text, problems);
  problems.throw_if_any();
  const std::optional<Node> tree = parse_toml(text, problems);
  problems.throw_if_any();
  TableReader file(*tree, std::string(whole_file), problems);
  Claims claims;
  claims.source = source;
  int schema = 1;
  file.integer("schema", Need::optional, 1, 1, schema);
  claims.scenario = file.label("scenario", Need::required, Spelling::name);
  claims.title = file.label("title", Need::required, Spelling::prose, longest_text);
  for (const Node* item : file.list("about", Need::optional, "paragraphs"))
    if (const auto paragraph = label_of(*item, "'about'", Spelling::prose, longest_text, problems))
      claims.about.push_back(*paragraph);
  Once once("claim");
  for (TableReader& table : file.tables("claim", Need::required, limits::list, "id")) {
    const std::size_t before = problems.count();
    Claim claim = read_claim(table);
    if (!claim.id.empty()) once.add(claim.id, table.place_of("id"), problems);
    if (problems.count() == before) claims.list.push_back(std::move(claim));
  }
  file.done();
  try {
    problems.throw_if_any();
  } catch (const InputError& error) {
    if (!found) throw;
    *found = error.problems();
  }
  return claims;
}

Claims load_claims_file(const std::string& path, std::vector<Problem>* found) {
  const std::expected<std::string, std::string> text = text_of_file(path, false);
  if (text) return read_claims(*text, path, found);
  Problems problems(path);
  problems.add({}, text.error(), "Expected a claims file");
  problems.throw_if_any();
  return {};
}

std::vector<std::string> scenarios_with_claims() {
  std::vector<std::string> names;
  for (const BundledFile& file : bundled_claim_files()) names.emplace_back(file.name);
  return names;
}

Claims bundled_claims(const Scenario& scenario) {
  for (const BundledFile& file : bundled_claim_files())
    if (file.name == scenario.name) return read_claims(std::string(file.text), "claims/" + std::string(file.name));
  std::string known;
  for (const std::string& name : scenarios_with_claims()) known += (known.empty() ? "" : ", ") + name;
  throw InputError({scenario.source, 0, 0, "no claims about the scenario " + quoted(scenario.name) + " are bundled",
      "Scenarios with claims: " + known + ". Give others with --claims FILE"});
}

}  // namespace coexist
