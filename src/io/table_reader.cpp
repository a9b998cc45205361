// SPDX-License-Identifier: Apache-2.0
#include "io/table_reader.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "coexist/names.h"

namespace coexist {
namespace {

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool spelled(std::string_view text, Spelling spelling) {
  if (spelling == Spelling::polity || spelling == Spelling::word)
    return std::ranges::all_of(
        text, [&](char c) { return is_letter_or_digit(c) || c == '-' || (c == '_' && spelling == Spelling::word); });
  if (printable(text) != text) return false;
  return spelling == Spelling::prose || text.find_first_of(".\"") == text.npos;
}

std::string in_words(Spelling spelling, std::size_t longest) {
  std::string of;
  switch (spelling) {
    case Spelling::polity: of = "letters, digits and '-'"; break;
    case Spelling::word: of = "letters, digits, '_' and '-'"; break;
    case Spelling::name: of = "printable characters other than '.' and '\"'"; break;
    case Spelling::prose: of = "printable characters"; break;
  }
  return "a text of 1 to " + std::to_string(longest) + " bytes of " + of;
}

std::string in_words(const Horizon& horizon) {
  if (horizon.first && horizon.last) return "from " + horizon.first->text() + " to " + horizon.last->text();
  if (horizon.last) return "not after " + horizon.last->text();
  return horizon.first ? "not before " + horizon.first->text() : "at any time";
}

std::string and_expected(const Node& node, std::string_view where, std::string_view expected) {
  return std::string(where) + " is " + in_words(node) + ", expected " + std::string(expected);
}

std::string named(std::string_view key, const std::string& title) { return "'" + std::string(key) + "' in " + title; }

// Of "1956-13" the "13"; empty where the text is no date for another reason.
std::string month_that_is_not(std::string_view text) {
  constexpr std::string_view form = "0000-00";
  if (text.size() != form.size()) return "";
  for (std::size_t at = 0; at < form.size(); ++at)
    if (form[at] == '-' ? text[at] != '-' : text[at] < '0' || text[at] > '9') return "";
  const std::string_view month = text.substr(form.find('-') + 1);
  return month == "00" || month > "12" ? std::string(month) : "";
}

const std::string date_form = "a date as text, \"YYYY-MM\"";

}  // namespace

std::string in_words(Range range) {
  const bool low = range.low > -limits::largest_number;
  const bool high = range.high < limits::largest_number;
  const std::string from = shortest(range.low);
  const std::string to = shortest(range.high);
  if (!low && !high) return "a number";
  if (range.low == limits::smallest_divisor && !high) return "a number greater than 0 (at least " + from + ")";
  if (!low) return "a number " + std::string(range.high_open ? "less than " : "of at most ") + to;
  if (!high) return "a number " + std::string(range.low_open ? "greater than " : "of at least ") + from;
  return "a number " + std::string(range.low_open ? "above " : "from ") + from + (range.high_open ? " to less than " : " to ") +
         to;
}

bool Names::contains(std::string_view name) const { return std::ranges::find(list, name) != list.end(); }

bool Once::add(const std::string& name, Place place, Problems& problems) {
  const auto [before, is_new] = places_.try_emplace(name, place);
  if (!is_new)
    problems.add(place, what_ + " " + quoted(name) + " stands twice, first in line " + std::to_string(before->second.line),
        "Remove one of them");
  return is_new;
}

std::optional<double> number_of(const Node& node, std::string_view where, Range range, Problems& problems) {
  if (node.kind != Node::Kind::integer && node.kind != Node::Kind::number) {
    problems.add(node.place, and_expected(node, where, in_words(range)));
  } else if (!std::isfinite(node.number)) {
    problems.add(node.place, std::string(where) + " is " + in_words(node) + ", which is not finite, expected " + in_words(range));
  } else if (!range.contains(node.number)) {
    problems.add(node.place, and_expected(node, where, in_words(range)));
  } else if (std::abs(node.number) > limits::largest_number) {
    problems.add(node.place, and_expected(node, where, "a number of at most " + shortest(limits::largest_number) + " in size"));
  } else {
    return node.number;
  }
  return std::nullopt;
}

std::optional<std::string> label_of(
    const Node& node, std::string_view where, Spelling spelling, std::size_t longest, Problems& problems) {
  if (node.kind == Node::Kind::text && !node.text.empty() && node.text.size() <= longest && spelled(node.text, spelling))
    return node.text;
  problems.add(node.place, and_expected(node, where, in_words(spelling, longest)));
  return std::nullopt;
}

std::optional<Date> date_of(const Node& node, std::string_view where, const Horizon& horizon, Problems& problems) {
  const std::optional<Date> date = node.kind == Node::Kind::text ? Date::parse(node.text) : std::nullopt;
  if (!date) {
    const std::string month = node.kind == Node::Kind::text ? month_that_is_not(node.text) : "";
    if (month.empty())
      problems.add(node.place, and_expected(node, where, date_form));
    else
      problems.add(node.place, std::string(where) + " is " + quoted(node.text) + ", and there is no month " + month);
  } else if ((horizon.first && *date < *horizon.first) || (horizon.last && *date > *horizon.last)) {
    problems.add(node.place,
        std::string(where) + " is " + quoted(node.text) + ", outside the scenario, expected a date " + in_words(horizon));
  } else {
    return date;
  }
  return std::nullopt;
}

bool is_known(std::string_view name, Place place, std::string_view where, const Names& names, Problems& problems) {
  if ((names.list.empty() && !names.may_be_empty) || names.contains(name)) return true;
  if (names.are_of_the_scenario && problems.in_part()) return true;
  const std::string remedy = problems.many() ? "" : suggestion(name, names.list);
  problems.add(place, std::string(where) + ": unknown " + names.what + " " + quoted(name), remedy);
  return false;
}

std::optional<std::string> one_of(const Node& node, std::string_view where, const Names& names, Problems& problems) {
  if (node.kind != Node::Kind::text)
    problems.add(node.place, and_expected(node, where, "a known " + names.what));
  else if (is_known(node.text, node.place, where, names, problems))
    return node.text;
  return std::nullopt;
}

TableReader::TableReader(const Node& table, std::string title, Problems& problems)
    : table_(&table), title_(std::move(title)), problems_(&problems) {}

const Node* TableReader::find(std::string_view key, Need need, std::string_view expected) {
  if (std::ranges::find(known_, key) == known_.end()) known_.emplace_back(key);
  const Node* node = table_->find(key);
  if (!node && need == Need::required && !problems_->in_part())
    problems_->add(table_->place, title_ + " lacks the key '" + std::string(key) + "'", "Give it " + std::string(expected));
  return node;
}

std::vector<const NodeEntry*> TableReader::others() {
  std::vector<const NodeEntry*> found;
  for (const NodeEntry& entry : table_->entries)
    if (std::ranges::find(known_, entry.key) == known_.end()) found.push_back(&entry);
  all_taken_ = true;
  if (found.size() > limits::list) {
    problems_->add(place(), title_ + " has " + entries(found.size()) + ", expected at most " + std::to_string(limits::list));
    found.resize(limits::list);
  }
  return found;
}

Place TableReader::place_of(std::string_view key) const {
  const Node* node = table_->find(key);
  return node ? node->place : table_->place;
}

void TableReader::problem(std::string_view key, std::string_view is_wrong, std::string_view remedy) const {
  problems_->add(place_of(key), named(key, title_) + " " + std::string(is_wrong), remedy);
}

void TableReader::warn(std::string_view key, std::string_view is_odd, std::string_view remedy) const {
  problems_->warn(place_of(key), named(key, title_) + " " + std::string(is_odd), remedy);
}

void TableReader::number(std::string_view key, Need need, Range range, double& into) {
  if (const Node* node = find(key, need, in_words(range)))
    into = number_of(*node, named(key, title_), range, *problems_).value_or(into);
}

void TableReader::integer(std::string_view key, Need need, int low, int high, int& into) {
  const std::string expected = "a whole number from " + std::to_string(low) + " to " + std::to_string(high);
  const Node* node = find(key, need, expected);
  if (!node) return;
  if (node->kind != Node::Kind::integer || node->integer < low || node->integer > high)
    problems_->add(node->place, and_expected(*node, named(key, title_), expected));
  else
    into = static_cast<int>(node->integer);
}

void TableReader::flag(std::string_view key, bool& into) {
  const Node* node = find(key, Need::optional, "");
  if (!node) return;
  if (node->kind != Node::Kind::boolean)
    problems_->add(node->place, and_expected(*node, named(key, title_), "true or false"));
  else
    into = node->boolean;
}

std::string TableReader::label(std::string_view key, Need need, Spelling spelling, std::size_t longest) {
  const Node* node = find(key, need, in_words(spelling, longest));
  return node ? label_of(*node, named(key, title_), spelling, longest, *problems_).value_or("") : "";
}

std::string TableReader::one_of(std::string_view key, Need need, const Names& names, bool or_none) {
  const Node* node = find(key, need, "a known " + names.what + (or_none ? ", or \"\"" : ""));
  if (!node || (or_none && node->kind == Node::Kind::text && node->text.empty())) return "";
  return coexist::one_of(*node, named(key, title_), names, *problems_).value_or("");
}

std::vector<std::string> TableReader::some_of(std::string_view key, Need need, const Names& names) {
  std::vector<std::string> result;
  Once once("in " + named(key, title_) + " the " + names.what);
  for (const Node* item : list(key, need, "names, each a known " + names.what)) {
    const auto name = coexist::one_of(*item, named(key, title_), names, *problems_);
    if (name && once.add(*name, item->place, *problems_)) result.push_back(*name);
  }
  return result;
}

Date TableReader::date(std::string_view key, Need need, const Horizon& horizon) {
  const Node* node = find(key, need, date_form);
  return node ? date_of(*node, named(key, title_), horizon, *problems_).value_or(Date{}) : Date{};
}

std::vector<const Node*> TableReader::list(std::string_view key, Need need, std::string_view of_what, std::size_t most) {
  const std::string expected = "a list of " + std::string(of_what);
  const Node* node = find(key, need, expected);
  std::vector<const Node*> items;
  if (!node) return items;
  if (node->kind != Node::Kind::array) {
    problems_->add(node->place, and_expected(*node, named(key, title_), expected));
    return items;
  }
  if (node->items.size() > most)
    problem(key, "has " + entries(node->items.size()) + ", expected at most " + std::to_string(most));
  for (std::size_t i = 0; i < std::min(most, node->items.size()); ++i) items.push_back(&node->items[i]);
  return items;
}

std::optional<TableReader> TableReader::table(std::string_view key, Need need) {
  const std::string expected = "a table";
  const Node* node = find(key, need, expected);
  if (!node) return std::nullopt;
  std::string title = named(key, title_);
  if (title_ == whole_file)
    title = "[" + std::string(key) + "]";
  else if (title_.starts_with('[') && title_.ends_with(']'))
    title = title_.substr(0, title_.size() - 1) + "." + std::string(key) + "]";
  if (node->kind == Node::Kind::table) return TableReader(*node, title, *problems_);
  problems_->add(node->place, and_expected(*node, named(key, title_), expected));
  return std::nullopt;
}

std::vector<TableReader> TableReader::tables(
    std::string_view key, Need need, std::size_t most, std::string_view name_key, bool or_single, std::string_view other_key) {
  const std::string header = "[[" + std::string(key) + "]]";
  std::vector<TableReader> result;
  const auto add = [&](const Node& node, const std::string& number) {
    if (node.kind != Node::Kind::table) {
      problems_->add(node.place, and_expected(node, header + number, "a table"));
      return;
    }
    const Node* name = node.find(name_key);
    if (name == nullptr && !other_key.empty()) name = node.find(other_key);
    const bool has_name = name && name->kind == Node::Kind::text && !name->text.empty();
    result.push_back(TableReader(node, has_name ? header + " " + quoted(name->text) : header + number, *problems_));
  };
  const Node* single = table_->find(key);
  if (or_single && single && single->kind == Node::Kind::table) {
    known_.emplace_back(key);
    add(*single, "");
    return result;
  }
  const bool is_empty = single && single->kind == Node::Kind::array && single->items.empty();
  if (is_empty && need == Need::required && !problems_->in_part())
    problem(key, "is empty, expected at least one table " + header);
  int number = 0;
  for (const Node* item : list(key, need, "tables " + header, most)) add(*item, " number " + std::to_string(++number));
  return result;
}

void TableReader::done() {
  if (all_taken_) return;
  for (const NodeEntry& entry : table_->entries) {
    if (std::ranges::find(known_, entry.key) != known_.end()) continue;
    constexpr std::array of_the_head = {"use", "model", "schema"};
    const bool misplaced = std::ranges::find(of_the_head, entry.key) != of_the_head.end() && title_ != whole_file;
    problems_->add(entry.place, "unknown key " + quoted(entry.key) + " in " + title_,
        misplaced           ? quoted(entry.key) + " belongs to the head of the file, before its first table"
        : problems_->many() ? ""
                            : suggestion(entry.key, known_));
  }
}

}  // namespace coexist
