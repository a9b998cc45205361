// SPDX-License-Identifier: Apache-2.0
#include "io/dyad_years.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace coexist {
namespace {

// A column of a traced history, by the name of its cell.
class CellReader {
 public:
  CellReader(const TracedHistory& traced, const Asked& asked, const std::string& name)
      : months_(static_cast<std::size_t>(asked.months)) {
    const auto column = std::ranges::find(asked.columns, name, &Asked::Column::name);
    if (column == asked.columns.end()) return;
    values_ = &traced.columns[static_cast<std::size_t>(column - asked.columns.begin())];
    cells_ = &column->cells;
    for (std::size_t n = 0; n < column->cells.size(); ++n) number_[column->cells[n]] = n;
  }
  const std::vector<std::string>& cells() const {
    static const std::vector<std::string> none;
    return cells_ ? *cells_ : none;
  }
  double at(const std::string& cell, std::size_t month) const {
    const auto found = number_.find(cell);
    return found == number_.end() ? 0 : (*values_)[found->second * months_ + month];
  }

 private:
  std::size_t months_;
  const std::vector<double>* values_ = nullptr;
  const std::vector<std::string>* cells_ = nullptr;
  std::map<std::string, std::size_t> number_;
};

int year_of(const std::string& date) { return std::atoi(date.c_str()); }

void count(const std::vector<TracedEvent>& events, DyadYear& row) {
  for (const TracedEvent& event : events) {
    if (year_of(event.date) != row.year) continue;
    const bool by_one = event.actor == row.state1 && event.target == row.state2;
    const bool by_other = event.actor == row.state2 && event.target == row.state1;
    if (by_one && event.kind == "demonstration") ++row.demonstrations;
    if (by_one && event.kind == "subversion") ++row.subversions;
    if (by_one && event.kind == "threat") ++row.threats;
    if (by_one && event.kind == "intervention") ++row.interventions;
    if ((by_one || by_other) && event.kind == "crisis") {
      ++row.crises;
      row.highest_rung = std::max(row.highest_rung, std::strtod(event.number.c_str(), nullptr));
    }
  }
}

}  // namespace

std::vector<TracedEvent> events_of(const TracedHistory& traced) {
  std::vector<TracedEvent> events;
  for (std::size_t at = 0; at < traced.events.size();) {
    const std::size_t end = std::min(traced.events.find('\n', at), traced.events.size());
    std::vector<std::string> fields(1);
    for (const char c : traced.events.substr(at, end - at)) {
      if (c == '\t')
        fields.emplace_back();
      else
        fields.back() += c;
    }
    fields.resize(7);
    events.push_back({fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6]});
    at = end + 1;
  }
  return events;
}

std::vector<DyadYear> dyad_years(const TracedHistory& traced, const Asked& asked) {
  const CellReader hostility(traced, asked, "H");
  const CellReader act(traced, asked, "act");
  const CellReader present(traced, asked, "present");
  const std::vector<TracedEvent> events = events_of(traced);
  int months = asked.months;
  for (const TracedEvent& event : events)
    if (event.kind.ends_with("_war") || event.kind == "nuclear_use")
      months = std::min(months, Date::parse(event.date).value_or(asked.start) - asked.start + 1);
  const auto ccode = [&](const std::string& id) {
    const auto found = std::ranges::find(asked.states, id, &Asked::State::id);
    return found == asked.states.end() ? 0 : found->ccode;
  };
  std::vector<DyadYear> rows;
  for (const std::string& cell : hostility.cells()) {
    DyadYear row;
    row.state1 = cell.substr(0, cell.find(','));
    row.state2 = cell.substr(cell.find(',') + 1);
    row.ccode1 = ccode(row.state1);
    row.ccode2 = ccode(row.state2);
    for (int month = 0; month < months;) {
      DyadYear year = row;
      year.year = year_of((asked.start + month).text());
      int lived = 0;
      for (; month < months && year_of((asked.start + month).text()) == year.year; ++month) {
        const auto t = static_cast<std::size_t>(month);
        if (!(present.at(year.state1, t) > 0 && present.at(year.state2, t) > 0)) continue;
        ++lived;
        year.hostility += (hostility.at(cell, t) - year.hostility) / lived;
        year.act += (act.at(cell, t) - year.act) / lived;
      }
      if (lived == 0) continue;
      count(events, year);
      rows.push_back(std::move(year));
    }
  }
  return rows;
}

}  // namespace coexist
