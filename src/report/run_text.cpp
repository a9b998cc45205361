// SPDX-License-Identifier: Apache-2.0
// One arm in a terminal: its outcomes, and the columns asked for, month by month.
#include <fmt/format.h>

#include <algorithm>

#include "base/rounding.h"
#include "coexist/report.h"
#include "report/layout.h"

namespace coexist {
namespace {

std::string heading(const RunResult& result) {
  std::string text = result.scenario;
  if (result.question)
    text += ", " + result.question->actor + " with " +
            in_words(result.arm == "with" ? result.question->doctrine : result.question->instead) + " from " +
            result.question->adopt.words();
  text += "; ";
  if (result.world)
    text += "history " + grouped(*result.world);
  else
    text += grouped(result.worlds) + (result.worlds == 1 ? " history" : " histories");
  text += ", " + result.start.words() + " to " + result.until.words() + ", seed " + std::to_string(result.seed);
  if (result.draw) text += ", under draw " + std::to_string(*result.draw) + " of judged numbers from their priors";
  text += '.';
  if (result.marked > 0) text += " Not counted: " + grouped(result.marked) + " histories that went wrong.";
  return text;
}

// A name that is as wide as its column has a line of its own.
std::string named(const std::string& name) {
  constexpr std::size_t width = 27;
  return text_width(name) < width ? to_left(name, width) : name + '\n' + std::string(width, ' ');
}

std::string outcome_table(const RunResult& result) {
  const auto row = [](const std::string& name, const std::string& unit, const std::string& mean, const std::string& error,
                       const std::string& low, const std::string& high) {
    return named(name) + to_left(unit, 15) + to_right(mean, 10) + to_right(error, 9) + to_right(low, 9) + to_right(high, 9) +
           '\n';
  };
  const auto row_of_one = [](const std::string& name, const std::string& unit, const std::string& value) {
    return named(name) + to_left(unit, 15) + to_right(value, 10) + '\n';
  };
  std::string table =
      result.world ? row_of_one("outcome", "unit", "value") : row("outcome", "unit", "mean", "+- 95 %", "5 %", "95 %");
  for (const OutcomeSummary& outcome : result.outcomes) {
    const auto [unit, scale] = shown_unit(outcome.name, outcome.unit);
    if (result.world) {
      table += row_of_one(outcome.name, unit, brief(scale * outcome.mean));
      continue;
    }
    const double half_width = outcome.ci95 ? scale * (outcome.ci95->high - outcome.ci95->low) / 2 : 0;
    table += row(outcome.name, unit, rounded(scale * outcome.mean, half_width),
        outcome.ci95 ? rounded(half_width, half_width) : "none", brief(scale * outcome.low), brief(scale * outcome.high));
  }
  if (!result.world) table += "+- 95 %: simulation error of the mean.  5 %, 95 %: of the histories.\n";
  return table;
}

// A column of the table of series, with its title above.
struct Column {
  std::vector<std::string> cells;
  std::size_t width = 0;
  Column(std::string title, std::vector<std::string> values) : cells(std::move(values)) {
    cells.insert(cells.begin(), std::move(title));
    for (const std::string& cell : cells) width = std::max(width, text_width(cell));
  }
};
constexpr std::size_t between_columns = 2;

std::size_t width_of(const std::vector<Column>& columns) {
  std::size_t width = 0;
  for (const Column& column : columns) width += between_columns + column.width;
  return width;
}

// The columns of each series.  Numbers in full where they are one history's own, so that they can be compared digit by digit with
// another program's.
std::vector<std::vector<Column>> columns_of_series(const RunResult& result) {
  const auto column = [&](const std::string& title, const std::vector<double>& values) {
    std::vector<std::string> cells;
    for (const double value : values)
      cells.push_back(result.world ? fmt::format("{:.17g}", value) : fmt::format("{:.6g}", value));
    return Column(title, std::move(cells));
  };
  std::vector<std::vector<Column>> all;
  for (const SeriesSummary& series : result.series) {
    all.push_back({column(series.name, series.mean)});
    if (result.world) continue;
    all.back().push_back(column(series.name + ".5%", series.low));
    all.back().push_back(column(series.name + ".95%", series.high));
  }
  return all;
}

// Series side by side as far as they fit, further ones in a table below, with the months again; one that is too wide by itself is
// parted between its columns.
std::string series_table(const RunResult& result, std::size_t width) {
  std::vector<std::string> dates;
  for (int month = 0; month <= result.until - result.start; ++month) dates.push_back((result.start + month).text());
  const Column months("month", std::move(dates));
  std::vector<std::vector<Column>> tables(1);
  const auto has_room = [&](std::size_t more) {
    return tables.back().empty() || months.width + width_of(tables.back()) + more <= width;
  };
  for (std::vector<Column>& series : columns_of_series(result)) {
    if (!has_room(width_of(series))) tables.emplace_back();
    for (Column& column : series) {
      if (!has_room(between_columns + column.width)) tables.emplace_back();
      tables.back().push_back(std::move(column));
    }
  }
  std::string text;
  for (const std::vector<Column>& table : tables) {
    if (!text.empty()) text += '\n';
    for (std::size_t line = 0; line < months.cells.size(); ++line) {
      text += to_right(months.cells[line], months.width);
      for (const Column& column : table)
        text += to_right(line < column.cells.size() ? column.cells[line] : "", between_columns + column.width);
      text += '\n';
    }
  }
  return text;
}

}  // namespace

std::string as_text(const RunResult& result, const TextStyle& style) {
  std::string text;
  const auto width = static_cast<std::size_t>(std::max(40, style.width));
  const auto add = [&](const std::string& paragraph) {
    for (const std::string& line : wrapped(paragraph, width)) text += line + '\n';
  };
  add(heading(result));
  if (!result.look_for.empty()) {
    text += '\n';
    add("What to look for: " + result.look_for);
  }
  text += '\n' + outcome_table(result);
  if (!result.series.empty()) text += '\n' + series_table(result, width);
  return text;
}

}  // namespace coexist
