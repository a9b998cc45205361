// SPDX-License-Identifier: Apache-2.0
#include "report/attribution_text.h"

#include <algorithm>

#include "base/rounding.h"
#include "report/layout.h"

namespace coexist {
namespace {

constexpr std::size_t label_width = 24;
constexpr std::size_t part_width = 11;

std::string heading(const std::string& part) { return part == "demonstrations" ? "demonstr." : part; }

}  // namespace

std::vector<std::string> attribution_lines(const Answer& answer, const std::vector<AttributedRow>& rows) {
  std::vector<std::string> lines = {"Which part of the doctrine did it?  Shares of the difference, Shapley's rule:"};
  std::string header = to_left("", label_width);
  for (const Attributed::Part& part : answer.attribution.front().parts) header += to_right(heading(part.part), part_width);
  lines.push_back(header);
  for (const AttributedRow& row : rows) {
    const auto found = std::ranges::find(answer.attribution, row.outcome, &Attributed::outcome);
    if (found == answer.attribution.end()) continue;
    std::string values = to_left(row.label, label_width);
    std::string errors = to_left("", label_width);
    for (const Attributed::Part& part : found->parts) {
      const double error = part.ci95 ? (part.ci95->high - part.ci95->low) / 2 * row.scale : 0;
      values += to_right(rounded(part.value * row.scale, error), part_width);
      errors += to_right(part.ci95 ? "+- " + rounded(error, error) : "", part_width);
    }
    lines.push_back(values);
    lines.push_back(errors);
  }
  for (std::string& line :
      wrapped("+- 95 %: what luck leaves open, with our best guesses. The parts of a row add up to its difference. Intent: "
              "all weights but the one on promises; means: militancy; movement: its funding.",
          80))
    lines.push_back(std::move(line));
  return lines;
}

}  // namespace coexist
