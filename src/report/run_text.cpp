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

// Numbers in full where they are one history's own, so that they can be compared digit by digit with another program's.
std::string series_table(const RunResult& result) {
  std::vector<std::vector<std::string>> columns = {{"month"}};
  for (int month = 0; month <= result.until - result.start; ++month) columns[0].push_back((result.start + month).text());
  const auto add = [&](const std::string& title, const std::vector<double>& values) {
    columns.push_back({title});
    for (const double value : values)
      columns.back().push_back(result.world ? fmt::format("{:.17g}", value) : fmt::format("{:.6g}", value));
  };
  for (const SeriesSummary& series : result.series) {
    add(series.name, series.mean);
    if (result.world) continue;
    add(series.name + ".5%", series.low);
    add(series.name + ".95%", series.high);
  }
  std::vector<std::size_t> widths;
  for (const auto& column : columns) {
    std::size_t widest = 0;
    for (const std::string& cell : column) widest = std::max(widest, text_width(cell));
    widths.push_back(widest + (widths.empty() ? 0 : 2));
  }
  std::string table;
  for (std::size_t line = 0; line < columns[0].size(); ++line) {
    for (std::size_t c = 0; c < columns.size(); ++c)
      table += to_right(line < columns[c].size() ? columns[c][line] : "", widths[c]);
    table += '\n';
  }
  return table;
}

}  // namespace

std::string as_text(const RunResult& result, const TextStyle& style) {
  std::string text;
  const auto add = [&](const std::string& paragraph) {
    for (const std::string& line : wrapped(paragraph, static_cast<std::size_t>(std::max(40, style.width)))) text += line + '\n';
  };
  add(heading(result));
  if (!result.look_for.empty()) {
    text += '\n';
    add("What to look for: " + result.look_for);
  }
  text += '\n' + outcome_table(result);
  if (!result.series.empty()) text += '\n' + series_table(result);
  return text;
}

}  // namespace coexist
