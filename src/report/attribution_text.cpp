// SPDX-License-Identifier: Apache-2.0
#include "report/attribution_text.h"

#include <algorithm>

#include "base/rounding.h"
#include "report/answer_text.h"
#include "report/layout.h"

namespace coexist {
namespace {

using Lines = std::vector<std::string>;

constexpr std::size_t screen_width = 80;
constexpr std::size_t label_width = 24;
constexpr std::size_t part_width = 11;
constexpr std::size_t channel_width = 8;

// As a heading that fits its column.
std::string heading(const std::string& name) {
  if (name == "demonstrations") return "demonstr.";
  if (name == "alliance") return "allies";
  return name == "remainder" ? "rest" : name;
}

double error_of(const Estimate& estimate, double scale) {
  return estimate.ci95 ? (estimate.ci95->high - estimate.ci95->low) / 2 * scale : 0;
}

std::string value_of(const Estimate& estimate, double scale) {
  return rounded(estimate.value * scale, error_of(estimate, scale));
}

void append(Lines& lines, std::string_view text, std::size_t indent = 0) {
  for (const std::string& line : wrapped(text, screen_width - indent)) lines.push_back(std::string(indent, ' ') + line);
}

// The promised principles of a row, below it.
void append_principles(Lines& lines, const Attributed& attributed, double scale) {
  for (const Attributed::Part& part : attributed.parts) {
    if (part.principles.empty()) continue;
    std::string text = part.part + ":";
    for (const Attributed::Principle& principle : part.principles) {
      text += (text.ends_with(':') ? " " : ", ") + in_words(principle.principle) + ' ' + value_of(principle, scale);
      text += " +- " + rounded_error(error_of(principle, scale));
    }
    append(lines, text, 2);
  }
}

// One pair has no error, and no number is shown without.
bool is_one_pair(const Answer& answer) { return !answer.outcomes.front().ci95; }

}  // namespace

std::vector<AttributedRow> attributed_rows(const Answer& answer) {
  std::vector<AttributedRow> rows;
  for (const OutcomeAnswer* outcome : headline_rows(answer))
    rows.push_back({outcome->name, label_of(*outcome, answer.question.actor), shown_unit(outcome->name, outcome->unit).scale});
  return rows;
}

Lines attribution_lines(const Answer& answer, const std::vector<AttributedRow>& rows) {
  Lines lines = {"Which part of the doctrine did it?  What each adds to the difference:"};
  if (is_one_pair(answer)) {
    lines.emplace_back("One pair of histories cannot tell. Ask with more --worlds.");
    return lines;
  }
  std::string header = to_left("", label_width);
  for (const Attributed::Part& part : answer.attribution.front().parts) header += to_right(heading(part.part), part_width);
  lines.push_back(header);
  bool has_principles = false;
  for (const AttributedRow& row : rows) {
    const auto found = std::ranges::find(answer.attribution, row.outcome, &Attributed::outcome);
    if (found == answer.attribution.end()) continue;
    std::string values = to_left(row.label, label_width);
    std::string errors = to_left("", label_width);
    for (const Attributed::Part& part : found->parts) {
      const double error = error_of(part, row.scale);
      values += to_right(value_of(part, row.scale), part_width);
      errors += to_right("+- " + rounded_error(error), part_width);
      has_principles = has_principles || !part.principles.empty();
    }
    lines.push_back(values);
    lines.push_back(errors);
    append_principles(lines, *found, row.scale);
  }
  append(lines,
      "What a part adds is averaged over all orders in which the parts could be added (Shapley's rule); a row adds up to its "
      "difference. +- 95 %: what luck leaves open, with our best guesses. Intent: all weights but the one on promises; means: "
      "militancy; movement: its funding.");
  if (has_principles)
    append(lines,
        "Below a row, what each promised principle has in its promises (Owen's rule); weight and scope: how much the doctrine "
        "minds breaking them, and how far they cover its own bloc.");
  return lines;
}

Lines channel_lines(const Answer& answer, const std::vector<AttributedRow>& rows) {
  Lines lines = {
      "Which way did it go?  How much of the difference goes away when one thing is", "kept as it is in the world without:"};
  if (is_one_pair(answer)) {
    lines.back() += " one pair of histories cannot tell. Ask with more --worlds.";
    return lines;
  }
  std::string header = to_left("", label_width);
  for (const Channelled::Way& way : answer.channels.front().ways) header += to_right(heading(way.channel), channel_width);
  lines.push_back(header);
  for (const AttributedRow& row : rows) {
    const auto found = std::ranges::find(answer.channels, row.outcome, &Channelled::outcome);
    if (found == answer.channels.end()) continue;
    std::string values = to_left(row.label, label_width);
    std::string errors = to_left("  +- 95 %", label_width);
    for (const Channelled::Way& way : found->ways) {
      const double error = error_of(way, row.scale);
      values += to_right(value_of(way, row.scale), channel_width);
      errors += to_right(rounded_error(error), channel_width);
    }
    lines.push_back(values);
    lines.push_back(errors);
  }
  append(lines,
      "+- 95 %: what luck leaves open, with our best guesses. Belief: in the other's motive; fear: of war, and alert; "
      "arms: " +
          std::string(has_warheads(answer) ? "spending and warheads" : "spending") +
          "; publics: mobilised for peace; example: growth learnt, breaches remembered; allies: loyalty to "
          "blocs. Channels overlap: the rest is what they leave, of either sign.");
  return lines;
}

}  // namespace coexist
