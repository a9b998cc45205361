// SPDX-License-Identifier: Apache-2.0
// Stories for a terminal: a heading a year, a paragraph an entry, with the month and the world it happened in before it.
#include <fmt/format.h>

#include <algorithm>

#include "coexist/report.h"
#include "report/layout.h"

namespace coexist {
namespace {

constexpr std::size_t month_width = 5;  // "  Feb"
constexpr std::size_t arm_width = 9;    // " without "

// A number and its per cent sign stay on one line.
constexpr const char* glued = "\u00a0%";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::string paragraph(const std::string& text, std::size_t width, const std::string& head) {
  std::string lines;
  const std::string margin(text_width(head), ' ');
  for (const std::string& line : wrapped(replaced(text, " %", glued), width - text_width(head)))
    lines += (lines.empty() ? head : margin) + replaced(line, glued, " %") + '\n';
  return lines;
}

// "Feb"
std::string month_of(Date date) { return date.words().substr(0, 3); }

// Texts may hold more than one paragraph, one a line.
template <class Each> void each_line(const std::string& text, Each each) {
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    each(text.substr(from, end - from));
    from = end + 1;
  }
}

}  // namespace

std::string as_text(const Story& story, const TextStyle& style) {
  const auto width = static_cast<std::size_t>(std::max(40, style.width));
  const auto strong = [&](const std::string& text) { return style.color ? "\x1b[1m" + text + "\x1b[0m" : text; };
  std::string text;
  for (const std::string& line : wrapped(story.title, width)) text += strong(line) + '\n';
  text += '\n' + paragraph(story.opening, width, "");
  if (story.twin && !story.partings.empty())
    text += paragraph("* marks what one draw decided; the rest followed from that, or came with the doctrine.", width, "");
  std::string year, month;
  for (const StoryEntry& entry : story.entries) {
    if (entry.date.year_words() != year) {
      year = entry.date.year_words();
      month.clear();
      text += '\n' + strong(year) + '\n';
    }
    const bool sums_up = entry.kind == "year";
    const std::string now = sums_up ? "" : month_of(entry.date);
    std::string head = fmt::format("{:>{}} ", now == month ? "" : now, month_width);
    if (!sums_up) month = now;
    if (story.twin) head += fmt::format("{:<{}}", sums_up || entry.arm == "both" ? "" : entry.arm, arm_width - 1);
    if (story.twin) head += entry.kind == "parting" ? "* " : "  ";
    text += paragraph(entry.text, width, head);
  }
  text += '\n' + strong("The end") + '\n';
  each_line(story.closing, [&](const std::string& line) { text += paragraph(line, width, ""); });
  return text;
}

std::string as_text(const Found& found, const TextStyle& style) {
  const auto width = static_cast<std::size_t>(std::max(40, style.width));
  const std::string histories = grouped(found.worlds) + (found.worlds == 1 ? " history " : " histories ");
  if (found.with_it == 0) {
    // Rule of three: with no event in n trials, its chance is below 3/n at 95 per cent.
    const std::string bound =
        found.worlds >= 30 ? fmt::format(" Its chance is below {:.2g} % (95 %).", 300.0 / found.worlds) : std::string();
    return paragraph("'" + found.event + "' happens in none of " + histories + found.arm + " the doctrine." + bound +
                         " More --worlds may find it.",
        width, "");
  }
  std::string text = paragraph(
      "'" + found.event + "' happens in " + grouped(found.with_it) + " of " + histories + found.arm + " the doctrine. To read:",
      width, "");
  const auto row = [&](const char* name, const Found::Instance& i) {
    text +=
        fmt::format("  {:<8} {}  coexist story {} --arm {} --world {}\n", name, i.date.text(), style.asked, found.arm, i.world);
  };
  if (found.early.world != found.typical.world) row("early", found.early);
  row("typical", found.typical);
  if (found.late.world != found.typical.world) row("late", found.late);
  return text;
}

}  // namespace coexist
