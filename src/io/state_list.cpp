// SPDX-License-Identifier: Apache-2.0
#include "io/state_list.h"

#include <algorithm>
#include <cstdlib>

#include "coexist/names.h"
#include "io/field_codes.h"
#include "io/limits.h"

namespace coexist {
namespace {

constexpr int months_a_year = 12;

std::optional<std::size_t> usual_column(const CsvTable& table, std::string_view key) {
  const auto usual = std::ranges::find(usual_columns, key, &UsualColumns::key);
  for (const std::string_view name : usual->names)
    if (const auto column = name.empty() ? std::nullopt : table.column(name)) return column;
  return std::nullopt;
}

std::optional<std::size_t> first_column(const CsvTable& table, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (const auto column = table.column(name)) return column;
  return std::nullopt;
}

// "1957-03-06", "1957-03", or a year, with the month of another column.
std::optional<Date> date_in(const std::string& text, const CsvCell* month, int otherwise) {
  constexpr std::size_t year_and_month = 7;
  if (text.size() > year_and_month && text[year_and_month] == '-') return Date::parse(text.substr(0, year_and_month));
  if (const auto date = Date::parse(text)) return date;
  const std::optional<int> in_year = whole_in(text);
  const std::optional<int> in_month = month ? whole_in(month->text) : std::optional(otherwise);
  if (!in_year || !in_month || *in_month < 1 || *in_month > months_a_year || std::abs(*in_year) > limits::year)
    return std::nullopt;
  return Date::of(*in_year, *in_month);
}

}  // namespace

bool StateList::read(const CsvTable& states, Place place, Problems& problems) {
  const auto code = usual_column(states, "ccode");
  const auto id = usual_column(states, "id");
  const auto name = usual_column(states, "name");
  const auto begins = first_column(states, {"styear", "system_start", "start"});
  const auto begins_month = states.column("stmonth");
  const auto ends = first_column(states, {"endyear", "system_end", "end"});
  const auto ends_month = states.column("endmonth");
  if ((!code && !id) || !begins || !ends) {
    problems.add(place, "'states' in [[polity]]: the table lacks columns of membership",
        "Expected ccode or stateabb, and styear, stmonth, endyear, endmonth, or start and end");
    return false;
  }
  bool is_good = true;
  const auto date = [&](const std::vector<CsvCell>& row, std::size_t column, std::optional<std::size_t> month, int otherwise) {
    const std::optional<Date> found = date_in(row[column].text, month ? &row[*month] : nullptr, otherwise);
    const bool is_year = date_in(row[column].text, nullptr, otherwise).has_value();
    const CsvCell& wrong = month && is_year ? row[*month] : row[column];
    if (!found)
      problems.add(wrong.place,
          "is " + coexist::quoted(wrong.text) + (is_year ? ", expected a month from 1 to 12" : ", expected a year or a date"));
    is_good = is_good && found.has_value();
    return found;
  };
  for (const std::vector<CsvCell>& row : states.rows) {
    const std::optional<Date> from = date(row, *begins, begins_month, 1);
    const bool goes_on = is_missing(row[*ends].text);
    const std::optional<Date> to =
        goes_on ? std::optional(Date::of(limits::year, months_a_year)) : date(row, *ends, ends_month, months_a_year);
    if (!from || !to) continue;
    const std::optional<int> number = code ? whole_in(row[*code].text) : std::nullopt;
    if (number) by_code_[*number].push_back({*from, *to});
    if (id) by_id_[row[*id].text].push_back({*from, *to});
    if (number && id) ids_.emplace(*number, row[*id].text);
    if (number && name) names_.emplace(*number, row[*name].text);
  }
  return is_good;
}

const std::vector<StateList::Spell>* StateList::spells_of(std::optional<int> code, const std::string& id) const {
  if (code)
    if (const auto found = by_code_.find(*code); found != by_code_.end()) return &found->second;
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &found->second;
}

std::optional<Date> StateList::joined(std::optional<int> code, const std::string& id, Date start, Date end) const {
  std::optional<Date> first;
  if (const std::vector<Spell>* spells = spells_of(code, id))
    for (const Spell& spell : *spells)
      if (spell.ends >= start && spell.begins <= end && (!first || spell.begins < *first)) first = spell.begins;
  return first;
}

Date StateList::last(std::optional<int> code, const std::string& id) const {
  return std::ranges::max_element(*spells_of(code, id), {}, &Spell::ends)->ends;
}

std::optional<std::string> StateList::id_of(int code) const {
  const auto found = ids_.find(code);
  return found == ids_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> StateList::name_of(int code) const {
  const auto found = names_.find(code);
  return found == names_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace coexist
