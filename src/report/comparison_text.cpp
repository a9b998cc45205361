// SPDX-License-Identifier: Apache-2.0
// One question asked several times, in a terminal: one table of the differences.
#include <algorithm>

#include "coexist/comparison.h"
#include "report/answer_text.h"
#include "report/attribution_text.h"
#include "report/compared_table.h"
#include "report/layout.h"
#include "study/wording.h"
#include "study/words.h"

namespace coexist {
namespace {

std::string heading_of(const Comparison& comparison, std::size_t n) {
  const Question& question = comparison.answers[n].question;
  return comparison.by == Comparison::By::against ? in_words(question.instead) : question.adopt.words();
}

std::string premise(const Comparison& comparison) {
  const Answer& first = comparison.answers.front();
  const bool against = comparison.by == Comparison::By::against;
  std::string text = capital(first.actor_name) + " takes up " + in_words(first.question.doctrine);
  text += against ? " in " + first.question.adopt.words() + " instead of each of these: "
                  : " instead of " + in_words(first.question.instead) + " in each of these months: ";
  text += grouped(first.worlds) + (first.worlds == 1 ? " pair" : " pairs") + " of twin histories each, under the same luck, " +
          first.start.year_words() + " to " + first.until.year_words() + '.';
  return text + changes_in_words(first);
}

std::string how_to_read(const Answer& first, Comparison::By by) {
  const std::optional<PriorRange>& prior = first.outcomes.front().prior;
  std::string text = "Below each difference ";
  if (prior)
    text += "its range: 90 of 100 answers from " + grouped(prior->draws) + " other sets of guesses" +
            (prior->draws < enough_draws ? " only: provisional." : ".");
  else
    text += "what luck alone leaves open; no guess was varied.";
  text += " Undetermined: it holds zero, or the draws are few or divided.";
  if (by == Comparison::By::adopt) text += " Levels are averaged from each date on, so over different years.";
  return text;
}

}  // namespace

std::string as_text(const Comparison& comparison, const TextStyle& style) {
  const auto width = static_cast<std::size_t>(std::max(40, style.width));
  if (comparison.answers.empty() || comparison.answers.front().outcomes.empty()) return {};
  const Answer& first = comparison.answers.front();
  std::vector<const OutcomeAnswer*> outcomes = headline_rows(first);
  if (style.all) {
    outcomes.clear();
    for (const OutcomeAnswer& outcome : first.outcomes) outcomes.push_back(&outcome);
  }
  std::vector<std::string> headings;
  for (std::size_t n = 0; n < comparison.answers.size(); ++n) headings.push_back(heading_of(comparison, n));
  std::vector<ComparedRow> rows;
  for (const OutcomeAnswer* outcome : outcomes) {
    ComparedRow row{label_of(*outcome, first.question.actor), {}};
    for (const Answer& answer : comparison.answers) {
      // An outcome of a date or polity is one of every question, or of none: all have the same.
      const auto other = std::ranges::find(answer.outcomes, outcome->name, &OutcomeAnswer::name);
      if (other == answer.outcomes.end()) {
        row.cells.emplace_back();
        continue;
      }
      const ShownRow numbers = shown(*other, most_decimals);
      row.cells.push_back({shown_difference(*other, numbers),
          numbers.low.empty() ? "one pair" : numbers.low + " .. " + numbers.high, numbers.direction});
    }
    rows.push_back(std::move(row));
  }
  std::vector<std::string> lines = {question_in_words(first)};
  const auto add = [&](std::vector<std::string> more) {
    for (std::string& line : more) lines.push_back(std::move(line));
  };
  add(wrapped(premise(comparison), width));
  lines.emplace_back();
  add(compared_lines(headings, rows, width));
  lines.emplace_back();
  add(wrapped(how_to_read(first, comparison.by), width));
  if (!style.asked.empty()) {
    const std::string command = "Next: coexist ask " + style.asked + " --" +
                                (comparison.by == Comparison::By::against ? "instead " : "adopt ") + comparison.values.front();
    const std::string purpose = "   one of them in full";
    add({text_width(command + purpose) <= width ? command + purpose : command});  // a command is never cut
  }
  for (std::size_t n = 0; n < comparison.answers.size(); ++n) {
    const Answer& answer = comparison.answers[n];
    const auto explain = [&](const std::vector<std::string>& more) {
      add({"", (comparison.by == Comparison::By::against ? "Instead of " : "Taken up in ") + heading_of(comparison, n) + '.'});
      add(more);
    };
    if (!answer.attribution.empty()) explain(attribution_lines(answer, attributed_rows(answer)));
    if (!answer.channels.empty()) explain(channel_lines(answer, attributed_rows(answer)));
    if (!answer.events_alone.empty()) explain(event_lines(answer, headline_rows(answer), width));
  }
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

}  // namespace coexist
