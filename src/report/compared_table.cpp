// SPDX-License-Identifier: Apache-2.0
#include "report/compared_table.h"

#include <algorithm>

#include "base/rounding.h"
#include "report/answer_text.h"
#include "report/layout.h"

namespace coexist {
namespace {

constexpr std::size_t label_width = 29;
constexpr std::size_t column_width = 17;

// The words of a column's heading above each other, its last line lowest.
void add_headings(const std::vector<std::string>& headings, std::vector<std::string>& lines) {
  std::vector<std::vector<std::string>> wrapped_headings;
  std::size_t deepest = 1;
  for (const std::string& heading : headings) {
    wrapped_headings.push_back(wrapped(heading, column_width - 1));
    deepest = std::max(deepest, wrapped_headings.back().size());
  }
  for (std::size_t depth = 0; depth < deepest; ++depth) {
    std::string line = to_left(depth + 1 == deepest ? "difference" : "", label_width);
    for (const auto& heading : wrapped_headings) {
      const std::size_t above = deepest - heading.size();
      line += to_right(depth < above ? "" : heading[depth - above], column_width);
    }
    while (line.ends_with(' ')) line.pop_back();
    lines.push_back(line);
  }
}

// A column of a difference by simulation error.
ComparedCell cell_of(double difference, const std::optional<Interval>& ci95, double scale) {
  if (!ci95) return {"undetermined", "one pair", Direction::undetermined};
  OutcomeAnswer row;
  row.difference = difference * scale;
  row.ci95 = Interval{ci95->low * scale, ci95->high * scale};
  ShownRow numbers = shown(row, most_decimals);
  const std::string range = numbers.low + " .. " + numbers.high;
  // A difference too small for so many decimals has more, and so has its range where there is room.
  const auto shows_nothing = [&] { return numbers.difference.find_first_of("123456789") == std::string::npos; };
  for (int most = most_decimals + 1; most <= most_decimals_of_all && shows_nothing(); ++most) numbers = shown(row, most);
  const std::string longer = numbers.low + " .. " + numbers.high;
  const bool none = difference == 0 && ci95->low == 0 && ci95->high == 0;
  return {none                                           ? "none seen"
          : numbers.direction == Direction::undetermined ? "undetermined"
                                                         : numbers.difference,
      text_width(longer) < column_width ? longer : range, numbers.direction};
}

}  // namespace

std::vector<std::string> compared_lines(
    const std::vector<std::string>& headings, const std::vector<ComparedRow>& rows, std::size_t width) {
  const std::size_t columns = std::max<std::size_t>(1, (std::max(width, label_width) - label_width) / column_width);
  std::vector<std::string> lines;
  for (std::size_t first = 0; first < headings.size(); first += columns) {
    const std::size_t last = std::min(headings.size(), first + columns);
    if (first > 0) lines.emplace_back();
    const auto at = [](std::size_t n) { return static_cast<std::ptrdiff_t>(n); };
    add_headings({headings.begin() + at(first), headings.begin() + at(last)}, lines);
    for (const ComparedRow& row : rows) {
      const bool fits = text_width(row.label) < label_width;
      if (!fits) lines.push_back(row.label);
      std::string differences = to_left(fits ? row.label : "", label_width);
      std::string ranges = to_left("", label_width);
      for (std::size_t n = first; n < last; ++n) {
        differences += to_right(row.cells[n].difference, column_width);
        ranges += to_right(row.cells[n].range, column_width);
      }
      lines.push_back(differences);
      lines.push_back(ranges);
    }
  }
  return lines;
}

std::vector<std::string> event_lines(const Answer& answer, const std::vector<const OutcomeAnswer*>& outcomes, std::size_t width) {
  std::vector<std::string> lines =
      wrapped("What each event left out does alone: the world with " + in_words(answer.question.doctrine) +
                  " and all its events, less the same world without this one.",
          width);
  std::vector<std::string> headings;
  std::vector<ComparedRow> rows;
  for (const OutcomeAnswer* outcome : outcomes) rows.push_back({label_of(*outcome, answer.question.actor), {}});
  for (const EventEffect& effect : answer.events_alone) {
    std::string heading = effect.event;
    if (const std::size_t colon = heading.find(':'); colon != std::string::npos) heading.insert(colon + 1, " ");
    headings.push_back(heading);
    for (std::size_t n = 0; n < outcomes.size(); ++n) {
      const auto row = std::ranges::find(effect.outcomes, outcomes[n]->name, &EventEffect::Row::outcome);
      rows[n].cells.push_back(row == effect.outcomes.end()
                                  ? ComparedCell{}
                                  : cell_of(row->difference, row->ci95, shown_unit(outcomes[n]->name, outcomes[n]->unit).scale));
    }
  }
  for (std::string& line : compared_lines(headings, rows, width)) lines.push_back(std::move(line));
  std::string names;
  for (const EventEffect& effect : answer.events_alone)
    if (!effect.name.empty()) names += (names.empty() ? "" : "; ") + effect.event + ": " + effect.name;
  if (!names.empty())
    for (std::string& line : wrapped(names + '.', width)) lines.push_back(std::move(line));
  for (std::string& line : wrapped("Below each difference what luck alone leaves open; no guess was varied.", width))
    lines.push_back(std::move(line));
  return lines;
}

}  // namespace coexist
