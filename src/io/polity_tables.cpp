// SPDX-License-Identifier: Apache-2.0
#include "io/polity_tables.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

#include "coexist/dates.h"
#include "coexist/names.h"
#include "io/csv_table.h"
#include "io/field_codes.h"
#include "io/fields.h"
#include "io/files.h"
#include "io/limits.h"
#include "io/state_list.h"

namespace coexist {
namespace {

using Strings = std::vector<std::string>;

// What belongs to reading a table; every other key of the entry is the value of that key for all its polities.
constexpr std::array<std::string_view, 7> table_keys = {"from", "states", "year", "only", "columns", "factor", "missing"};

constexpr std::array<std::string_view, 6> text_keys = {"id", "name", "system", "bloc", "region", "enters"};

Node text_node(const std::string& text, Place place) {
  Node node;
  node.kind = Node::Kind::text;
  node.text = text;
  node.place = place;
  return node;
}

Node number_node(double number, Place place) {
  Node node;
  const bool is_whole = number == std::floor(number) && std::abs(number) < 1e15;
  node.kind = is_whole ? Node::Kind::integer : Node::Kind::number;
  node.number = number;
  node.integer = is_whole ? static_cast<std::int64_t>(number) : 0;
  node.place = place;
  return node;
}

void set(Node& table, const std::string& key, Node value) {
  if (Node* before = table.find(key)) {
    *before = std::move(value);
    return;
  }
  const Place place = value.place;
  table.entries.push_back({key, place, std::move(value)});
}

// One row of the table that is wanted, and who it is.
struct Row {
  const std::vector<CsvCell>* cells = nullptr;
  std::string id, name;
  std::optional<int> code;
  Place place;
};

class TableTaker {
 public:
  TableTaker(const Node& entry, const Node& file, const std::filesystem::path& folder, Problems& problems)
      : entry_(entry), folder_(folder), problems_(problems) {
    const Node* head = file.find("scenario");
    start_ = date_of(head, "start");
    end_ = date_of(head, "end");
  }

  std::vector<Node> polities() {
    const Node* from = entry_.find("from");
    const std::optional<CsvTable> table = table_in(*from, "from");
    std::optional<CsvTable> states;
    if (const Node* named = entry_.find("states")) {
      states = table_in(*named, "states");
      if (!states) return {};
    }
    if (!table) return {};
    table_ = &*table;
    choose_year();
    choose_columns();
    if (states) {
      has_states_ = true;
      is_wrong_ = !states_.read(*states, entry_.find("states")->place, problems_) || is_wrong_;
    }
    if (is_wrong_) return {};
    std::vector<Row> rows = rows_of_the_year();
    narrow(rows);
    std::vector<Node> all;
    for (const Row& row : rows)
      if (std::optional<Node> polity = polity_of(row)) all.push_back(std::move(*polity));
    return all;
  }

 private:
  void problem(Place place, const std::string& message, const std::string& remedy = {}) {
    problems_.add(place, message, remedy);
    is_wrong_ = true;
  }

  static std::optional<Date> date_of(const Node* head, std::string_view key) {
    const Node* date = head ? head->find(key) : nullptr;
    return date && date->kind == Node::Kind::text ? Date::parse(date->text) : std::nullopt;
  }

  std::optional<CsvTable> table_in(const Node& named, const std::string& key) {
    if (named.kind != Node::Kind::text || named.text.empty() || named.text.size() > limits::path_bytes) {
      problem(named.place, "'" + key + "' in [[polity]] is " + in_words(named) + ", expected the name of a CSV file");
      return std::nullopt;
    }
    const std::string path = (folder_ / named.text).lexically_normal().string();
    const std::expected<std::string, std::string> text = text_of_file(path, true);
    if (!text) {
      problem(named.place, "'" + key + "' in [[polity]]: " + coexist::quoted(named.text) + ' ' + text.error());
      return std::nullopt;
    }
    const int number = problems_.add_file(path);
    return check_text(*text, problems_, number, "a CSV table") ? parse_csv(*text, problems_, number) : std::nullopt;
  }

  void choose_year() {
    if (const Node* year = entry_.find("year")) {
      if (year->kind == Node::Kind::integer && std::abs(year->integer) <= limits::year)
        year_ = static_cast<int>(year->integer);
      else
        problem(year->place, "'year' in [[polity]] is " + in_words(*year) + ", expected a year");
    } else if (start_) {
      year_ = start_->year();
    }
  }

  // Which column holds which key.
  void choose_columns() {
    for (const UsualColumns& usual : usual_columns)
      for (const std::string_view name : usual.names)
        if (const auto column = name.empty() ? std::nullopt : table_->column(name); column && !columns_.contains(usual.key))
          columns_.emplace(usual.key, *column);
    for (const auto& field : polity_fields)
      if (const auto column = table_->column(field.key); column && !columns_.contains(field.key))
        columns_.emplace(field.key, *column);
    const Node* named = entry_.find("columns");
    for (const NodeEntry& each : tables_in(named, "columns")) {
      if (!is_key(each.key)) {
        problem(each.place, "'columns' in [[polity]] names the key " + coexist::quoted(each.key) + ", which no polity has",
            suggestion(each.key, keys()));
        continue;
      }
      if (each.value.kind != Node::Kind::text) {
        problem(
            each.value.place, "'" + each.key + "' in 'columns' is " + in_words(each.value) + ", expected the name of a column");
        continue;
      }
      if (const auto column = table_->column(each.value.text))
        columns_[each.key] = *column;
      else
        problem(each.value.place, "the table has no column " + coexist::quoted(each.value.text),
            suggestion(each.value.text, table_->names()));
    }
    // What the entry itself says holds for all.
    for (const NodeEntry& own : entry_.entries)
      if (!is_table_key(own.key)) columns_.erase(own.key);
    year_column_ = table_->column("year");
    if (!columns_.contains("id") && !columns_.contains("ccode"))
      problem(entry_.find("from")->place, "the table has no column that says which polity a row is",
          "Name it: columns = { id = \"COLUMN\" }, or ccode; looked for: id, stateabb, abb, ccode, gwcode");
    for (const std::string_view key : {"factor", "missing"})
      for (const NodeEntry& each : tables_in(entry_.find(key), std::string(key)))
        if (!is_key(each.key))
          problem(each.place,
              "'" + std::string(key) + "' in [[polity]] names the key " + coexist::quoted(each.key) + ", which no polity has",
              suggestion(each.key, keys()));
        else if (key == "factor" && each.value.kind != Node::Kind::integer && each.value.kind != Node::Kind::number)
          problem(each.value.place, "'" + each.key + "' in 'factor' is " + in_words(each.value) + ", expected a number");
  }

  std::vector<NodeEntry> tables_in(const Node* node, const std::string& key) {
    if (!node) return {};
    if (node->kind == Node::Kind::table) return node->entries;
    problem(node->place, "'" + key + "' in [[polity]] is " + in_words(*node) + ", expected a table, as { M = ... }");
    return {};
  }

  static bool is_table_key(std::string_view key) { return std::ranges::find(table_keys, key) != table_keys.end(); }
  static Strings keys() {
    Strings all(text_keys.begin(), text_keys.end());
    all.emplace_back("ccode");
    for (const auto& field : polity_fields) all.emplace_back(field.key);
    return all;
  }
  static bool is_key(std::string_view key) {
    return std::ranges::any_of(keys(), [&](const std::string& known) { return known == key; });
  }

  std::optional<Date> joined(const Row& row) const {
    return start_ && end_ ? states_.joined(row.code, row.id, *start_, *end_) : std::nullopt;
  }

  std::optional<Row> row_of(const std::vector<CsvCell>& cells) {
    Row row{&cells, {}, {}, {}, cells[0].place};
    if (const auto column = columns_.find("ccode"); column != columns_.end()) row.code = whole_in(cells[column->second].text);
    if (const auto column = columns_.find("id"); column != columns_.end())
      row.id = cells[column->second].text;
    else if (row.code)
      row.id = states_.id_of(*row.code).value_or(std::to_string(*row.code));
    if (const auto column = columns_.find("name"); column != columns_.end())
      row.name = cells[column->second].text;
    else if (row.code)
      row.name = states_.name_of(*row.code).value_or("");
    if (!row.id.empty()) return row;
    problem(row.place, "is a row without a polity", "Give it an abbreviation or a code, or remove it");
    return std::nullopt;
  }

  // The row of the year; of a polity that joins later, with `states`, its first one.
  std::vector<Row> rows_of_the_year() {
    std::vector<Row> all;
    std::set<std::string> later;
    bool has_year = false;
    for (const std::vector<CsvCell>& cells : table_->rows) {
      const auto year = year_column_ ? whole_in(cells[*year_column_].text) : std::optional(year_.value_or(0));
      if (!year) {
        problem(cells[*year_column_].place, "is " + coexist::quoted(cells[*year_column_].text) + ", expected a year");
        continue;
      }
      const bool is_of_year = !year_column_ || year == year_;
      if (!is_of_year && (!has_states_ || !end_ || *year > end_->year() || *year < year_.value_or(0))) continue;
      const auto row = row_of(cells);
      if (!row) continue;
      has_year = has_year || is_of_year;
      if (is_of_year) {
        all.push_back(*row);
        continue;
      }
      const auto joins = joined(*row);
      if (!joins || joins->year() <= year_.value_or(0) || *year < joins->year()) continue;
      if (later.insert(row->id).second) all.push_back(*row);
    }
    if (!has_year && !is_wrong_)
      problem(entry_.find("from")->place, "the table has no row of " + (year_ ? std::to_string(*year_) : std::string("the year")),
          "Give the year of its rows: year = ...");
    return all;
  }

  // Those of `only`, by abbreviation, code or name.
  void narrow(std::vector<Row>& rows) {
    const Node* only = entry_.find("only");
    if (!only) return;
    if (only->kind != Node::Kind::array) {
      problem(only->place, "'only' in [[polity]] is " + in_words(*only) + ", expected a list of abbreviations, codes or names");
      return;
    }
    std::vector<Row> chosen;
    for (const Node& wanted : only->items) {
      if (wanted.kind != Node::Kind::text && wanted.kind != Node::Kind::integer) {
        problem(wanted.place, "'only' in [[polity]] holds " + in_words(wanted) + ", expected an abbreviation, a code or a name");
        continue;
      }
      const std::string text = wanted.kind == Node::Kind::integer ? std::to_string(wanted.integer) : wanted.text;
      std::vector<const Row*> found;
      for (const Row& row : rows)
        if (same_word(row.id, text) || same_word(row.name, text) || (row.code && std::to_string(*row.code) == text))
          found.push_back(&row);
      if (found.empty()) not_found(wanted, text, rows);
      if (found.size() > 1) several(wanted, text, found);
      if (found.size() == 1) chosen.push_back(*found[0]);
    }
    rows = std::move(chosen);
  }

  static std::string listed(const std::vector<const Row*>& rows) {
    constexpr std::size_t most = 8;
    std::string text;
    for (std::size_t n = 0; n < std::min(most, rows.size()); ++n)
      text +=
          (n == 0 ? "" : ", ") + printable(rows[n]->id) + (rows[n]->name.empty() ? "" : " (" + printable(rows[n]->name) + ")");
    return text + (rows.size() > most ? " and others" : "");
  }

  void several(const Node& wanted, const std::string& text, const std::vector<const Row*>& rows) {
    problem(wanted.place, "'only' in [[polity]] holds " + coexist::quoted(text) + ", which is more than one: " + listed(rows),
        "Name one by its abbreviation or code; one row a polity and year is expected");
  }

  void not_found(const Node& wanted, const std::string& text, const std::vector<Row>& rows) {
    std::vector<const Row*> like;
    for (const Row& row : rows)
      if (text.size() > 2 && std::ranges::search(row.name, text, [](char a, char b) {
            return same_word({&a, 1}, {&b, 1});
          }).begin() != row.name.end())
        like.push_back(&row);
    const std::string message = "'only' in [[polity]] holds " + coexist::quoted(text) + ", which no row of " +
                                (year_ ? std::to_string(*year_) : std::string("the table")) + " is";
    if (!like.empty()) {
      problem(wanted.place, message,
          (like.size() > 1 ? "It may be one of " : "Is it ") + listed(like) +
              (like.size() > 1 ? ": name it by its abbreviation or code" : "?"));
      return;
    }
    Strings known;
    for (const Row& row : rows) {
      known.push_back(row.id);
      if (!row.name.empty()) known.push_back(row.name);
    }
    problem(wanted.place, message, problems_.many() ? "" : suggestion(text, known));
  }

  std::optional<Node> polity_of(const Row& row) {
    Node polity;
    polity.kind = Node::Kind::table;
    polity.place = row.place;
    for (const NodeEntry& own : entry_.entries)
      if (!is_table_key(own.key)) polity.entries.push_back(own);
    for (const auto& [key, column] : columns_) put(polity, row, key, (*row.cells)[column]);
    set(polity, "id", text_node(row.id, row.place));
    if (!row.name.empty()) set(polity, "name", text_node(row.name, row.place));
    if (has_states_ && start_ && end_) {
      const std::optional<Date> joins = joined(row);
      if (!joins) {
        problems_.warn(row.place, printable(row.id) + " is no member of the system of states within the scenario, by 'states'",
            "It is left out");
        return std::nullopt;
      }
      if (*joins > *start_) set(polity, "enters", text_node(joins->text(), row.place));
      warn_of_exit(row);
    }
    return polity;
  }

  void warn_of_exit(const Row& row) {
    const Date last = states_.last(row.code, row.id);
    if (last < *end_)
      problems_.warn(row.place, printable(row.id) + " leaves the system of states in " + last.text() + ", by 'states'",
          "Here it stays: polities come, and none goes");
  }

  void put(Node& polity, const Row& row, const std::string& key, const CsvCell& cell) {
    if (key == "id" || key == "name") return;
    const bool is_text = std::ranges::find(text_keys, key) != text_keys.end();
    if (is_missing(cell.text)) {
      if (key == "ccode" || (is_text && cell.text.empty())) return;
      const Node* missing = entry_.find("missing");
      if (const Node* value = missing ? missing->find(key) : nullptr)
        set(polity, key, *value);
      else
        missing_.push_back({key, cell, row.id});
      if (!missing || !missing->find(key)) set(polity, key, unknown(cell));
      return;
    }
    if (is_text) {
      set(polity, key, text_node(cell.text, cell.place));
      return;
    }
    const std::optional<double> number = number_in(cell.text);
    if (!number) {
      problem(cell.place, "'" + key + "' of " + printable(row.id) + " is " + coexist::quoted(cell.text) + ", expected a number");
      return;
    }
    const Node* factors = entry_.find("factor");
    const Node* factor = factors ? factors->find(key) : nullptr;
    set(polity, key, number_node(factor ? *number * factor->number : *number, cell.place));
  }

  // Stands for a value that is not known, until a [[polity]] of the file gives one.
  static Node unknown(const CsvCell& cell) {
    Node node;
    node.kind = Node::Kind::boolean;
    node.place = cell.place;
    return node;
  }

 public:
  struct Missing {
    std::string key;
    CsvCell cell;
    std::string id;
  };
  const std::vector<Missing>& missing() const { return missing_; }

 private:
  const Node& entry_;
  std::filesystem::path folder_;
  Problems& problems_;
  const CsvTable* table_ = nullptr;
  std::optional<Date> start_, end_;
  std::optional<int> year_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::optional<std::size_t> year_column_;
  bool has_states_ = false;
  bool is_wrong_ = false;
  StateList states_;
  std::vector<Missing> missing_;
};

const std::string* id_of(const Node& polity) {
  const Node* id = polity.kind == Node::Kind::table ? polity.find("id") : nullptr;
  return id && id->kind == Node::Kind::text ? &id->text : nullptr;
}

}  // namespace

void take_polity_tables(Node& file, std::string_view source, Problems& problems) {
  Node* list = file.find("polity");
  if (!list || list->kind != Node::Kind::array) return;
  const auto is_from = [](const Node& item) { return item.kind == Node::Kind::table && item.find("from"); };
  if (std::ranges::none_of(list->items, is_from)) return;
  const std::filesystem::path folder = std::filesystem::path(source).parent_path();
  std::vector<Node> items;
  std::vector<bool> is_of_table;
  std::vector<TableTaker::Missing> missing;
  for (const Node& item : list->items) {
    if (is_from(item)) {
      TableTaker taker(item, file, folder, problems);
      for (Node& polity : taker.polities()) {
        items.push_back(std::move(polity));
        is_of_table.push_back(true);
      }
      missing.insert(missing.end(), taker.missing().begin(), taker.missing().end());
      continue;
    }
    const std::string* id = id_of(item);
    std::size_t same = 0;
    while (same < items.size() && !(is_of_table[same] && id && id_of(items[same]) && *id_of(items[same]) == *id)) ++same;
    if (same == items.size()) {
      items.push_back(item);
      is_of_table.push_back(false);
      continue;
    }
    for (const NodeEntry& own : item.entries) set(items[same], own.key, own.value);
  }
  for (const TableTaker::Missing& each : missing) {
    const auto polity = std::ranges::find_if(items, [&](const Node& item) { return id_of(item) && *id_of(item) == each.id; });
    const Node* value = polity == items.end() ? nullptr : polity->find(each.key);
    if (!value || value->kind != Node::Kind::boolean) continue;
    problems.add(each.cell.place,
        "'" + each.key + "' of " + printable(each.id) + " is missing" +
            (each.cell.text.empty() ? "" : " (" + printable(each.cell.text) + ")"),
        "Say what to take with missing = { " + each.key +
            " = ... }, give it in a [[polity]] of its own, or leave the polity out with 'only'");
    std::erase_if(polity->entries, [&](const NodeEntry& entry) { return entry.key == each.key; });
  }
  list->items = std::move(items);
}

}  // namespace coexist
