// SPDX-License-Identifier: Apache-2.0
// An answer on the first screen: question, sentences, headline outcomes, what the numbers rest on, what to type next.  24 lines of
// 80 columns, so that nothing scrolls away before it is read.
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <ranges>

#include "base/rounding.h"
#include "coexist/names.h"
#include "coexist/report.h"
#include "report/attribution_text.h"
#include "report/layout.h"

namespace coexist {
namespace {

constexpr std::size_t screen_lines = 24;
constexpr std::size_t headlines = 6;
constexpr int most_decimals = 3;         // what the columns of the first screen hold
constexpr int most_decimals_of_all = 5;  // and those of the whole table

using Lines = std::vector<std::string>;

// Responses lead: what others did and felt is found by the model, what the actor did is largely put in with its doctrine.
constexpr std::array headline_order = {"fear_of_revolution", "hostility_toward_actor", "crises", "superpower_war", "arms",
    "subversions", "bloc_split", "crises_superpower", "threats_by_rivals", "threats"};

std::string plain_words(const std::string& outcome, const std::string& actor, const Called& called) {
  const auto so = [&](const char* text) { return called_so(text, called.one, called.many); };
  if (outcome == "hostility_toward_actor") return "hostility toward " + actor;
  if (outcome == "crises") return so("superpower crises");
  if (outcome == so("crises_superpower")) return so("crises with a superpower");
  if (outcome == "arms") return so("superpowers' arms");
  if (outcome == "subversions" || outcome == "threats") return outcome + " by " + actor;
  if (outcome == "threats_by_rivals") return "threats by its rivals";
  if (outcome == "bloc_split") return "a split in its bloc";
  return in_words(outcome);
}

// What follows from an input by construction was put in, whoever it happens to.
std::string origin(const OutcomeAnswer& outcome) {
  if (outcome.kind == "conduct" || !outcome.put_in.empty()) return "put in";
  return outcome.kind == "response" ? "found" : "both";
}

// A row's numbers as they are shown: the range is that under the priors, or, where none was asked for, the simulation error.
struct Shown {
  std::string with, without, difference, low, high, half_width;
  Direction direction = Direction::undetermined;
};

Shown shown(const OutcomeAnswer& outcome, int most) {
  const double scale = shown_unit(outcome.unit).scale;
  const double error = outcome.ci95 ? scale * (outcome.ci95->high - outcome.ci95->low) / 2 : 0;
  const std::optional<Interval> range = outcome.prior ? outcome.prior->range() : outcome.ci95;
  Shown row;
  row.with = rounded(scale * outcome.with, error, most);
  row.without = rounded(scale * outcome.without, error, most);
  row.difference = rounded(scale * outcome.difference, error, most);
  if (outcome.difference > 0 && row.difference.find_first_of("123456789") != std::string::npos) row.difference.insert(0, "+");
  row.direction = outcome.prior ? outcome.direction_under_priors() : outcome.direction();
  if (range) {
    // The ends of a range under the priors are known less well than the difference at the defaults: a tenth of its half width.
    const double end_error = outcome.prior ? scale * (range->high - range->low) / 20 : error;
    row.low = rounded(scale * range->low, end_error, most);
    row.high = rounded(scale * range->high, end_error, most);
  }
  if (outcome.ci95) row.half_width = rounded(error, error, most);
  return row;
}

// No pair differs at all: more than undetermined, and less than a proof.
bool never_differs(const OutcomeAnswer& outcome) {
  return outcome.difference == 0 && outcome.turned_up == 0 && outcome.turned_down == 0;
}

constexpr std::size_t most_sentences = 6;
constexpr std::uint32_t enough_draws = 100;  // with fewer the 5 % and 95 % points are those of a few draws

class Painter {
 public:
  explicit Painter(bool color) : color_(color) {}
  std::string strong(const std::string& text) const { return paint(text, "1"); }
  std::string direction(const std::string& text, Direction direction) const {
    if (direction == Direction::undetermined) return paint(text, "2");
    return paint(text, direction == Direction::up ? "33" : "36");
  }

 private:
  std::string paint(const std::string& text, const char* code) const {
    return color_ ? std::string("\x1b[") + code + 'm' + text + "\x1b[0m" : text;
  }
  bool color_;
};

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

class Screen {
 public:
  Screen(const Answer& answer, const TextStyle& style)
      : answer_(answer), style_(style), width_(static_cast<std::size_t>(std::max(40, style.width))), paint_(style.color) {}

  std::string text() const {
    const std::vector<Lines> rest = {table(), basis(), next()};
    Lines top = question();
    std::size_t taken = top.size();
    for (const Lines& block : rest) taken += block.size();
    Lines sentences = paragraph(screen_lines - std::min(screen_lines, taken));
    // Blank lines between the blocks as long as there is room for them; before the table first.
    std::size_t room = screen_lines - std::min(screen_lines, taken + sentences.size());
    std::array<bool, 4> blank{};
    for (const std::size_t before : {std::size_t{1}, std::size_t{3}, std::size_t{0}, std::size_t{2}})
      if (room > 0) {
        blank[before] = true;
        --room;
      }
    std::string screen;
    const auto print = [&](const Lines& lines, bool blank_before) {
      if (blank_before) screen += '\n';
      for (const std::string& line : lines) screen += line + '\n';
    };
    print(top, false);
    print(sentences, blank[0]);
    for (std::size_t n = 0; n < rest.size(); ++n) print(rest[n], blank[n + 1]);
    if (!answer_.attribution.empty()) print(attributed(), true);
    if (style_.all) print(everything(), true);
    return screen;
  }

 private:
  Lines question() const {
    const Question& q = answer_.question;
    Lines lines = {paint_.strong("What difference did " + in_words(q.doctrine) + " make?")};
    std::string actor = answer_.actor_name;
    if (!actor.empty()) actor[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(actor[0])));
    std::string posed = actor + " takes up " + in_words(q.doctrine) + " instead of " + in_words(q.instead) + " in " +
                        q.adopt.words() + ": " + grouped(answer_.worlds) + (answer_.worlds == 1 ? " pair" : " pairs") +
                        " of twin histories under the same luck, " + answer_.start.year_words() + " to " +
                        answer_.until.year_words() + '.';
    if (!answer_.set.empty()) posed += " Set: " + joined(answer_.set) + '.';
    if (answer_.source != answer_.scenario && !answer_.source.empty()) posed += " Scenario: " + answer_.source + '.';
    if (!answer_.dropped.empty()) posed += " Left out: " + joined(answer_.dropped) + '.';
    if (!answer_.without.empty()) posed += " Switched off: " + joined(answer_.without) + '.';
    if (answer_.marked > 0) posed += " Not counted: " + grouped(answer_.marked) + " pairs that went wrong.";
    for (std::string& line : wrapped(posed, width_)) lines.push_back(std::move(line));
    return lines;
  }

  // As many whole sentences as fit, six at most.
  Lines paragraph(std::size_t most) const {
    Lines fitting;
    std::string text;
    for (const Sentence& sentence : answer_.sentences | std::views::take(most_sentences)) {
      text += (text.empty() ? "" : " ") + sentence.text;
      Lines lines = wrapped(text, width_);
      if (lines.size() > most) break;
      fitting = std::move(lines);
    }
    return fitting;
  }

  std::string called(const char* name) const { return called_so(name, answer_.called.one, answer_.called.many); }

  std::vector<const OutcomeAnswer*> chosen() const {
    std::vector<const OutcomeAnswer*> rows;
    for (const char* name : headline_order) {
      const auto found = std::ranges::find(answer_.outcomes, called(name), &OutcomeAnswer::name);
      if (found != answer_.outcomes.end() && rows.size() < headlines) rows.push_back(&*found);
    }
    return rows;
  }

  const PriorRange* prior() const {
    if (answer_.outcomes.empty()) return nullptr;
    const std::optional<PriorRange>& first = answer_.outcomes.front().prior;
    return first ? &*first : nullptr;
  }

  Lines table() const {
    Lines lines = {to_left("outcome", 24) + to_right("with", 8) + to_right("without", 8) + to_right("difference", 13) +
                   to_right(prior() ? "under the priors" : "95 % interval", 19) + "  origin"};
    for (const OutcomeAnswer* outcome : chosen()) {
      const Shown row = shown(*outcome, most_decimals);
      const std::string label = plain_words(outcome->name, answer_.question.actor, answer_.called) +
                                (shown_unit(outcome->unit).scale == 1 ? "" : ", %");
      std::string difference = row.direction == Direction::undetermined ? "undetermined" : row.difference;
      if (never_differs(*outcome)) difference = "none seen";
      const std::string range = row.low.empty() ? "none of one pair" : row.low + " .. " + row.high;
      lines.push_back(to_left(label, 24) + to_right(row.with, 8) + to_right(row.without, 8) +
                      paint_.direction(to_right(difference, 13), row.direction) + to_right(range, 19) + "  " + origin(*outcome));
    }
    return lines;
  }

  Lines basis() const {
    Lines lines = {"put in: the actor's own acts; found: what others did, believed or felt; both."};
    const std::string doubt =
        prior()
            ? "Under the priors: 5 to 95 % of differences over " + grouped(prior()->draws) +
                  (prior()->draws < enough_draws ? " draws only: provisional." : " draws of judged numbers.")
            : "Intervals: simulation error at the default numbers; doubt about the numbers themselves (priors) is not in them.";
    for (std::string& line : wrapped(doubt, width_)) lines.push_back(std::move(line));
    return lines;
  }

  Lines next() const {
    const std::string asked = style_.asked.empty() ? answer_.scenario : style_.asked;
    const bool learns = std::ranges::find(answer_.without, "belief") == answer_.without.end();
    const std::vector<std::array<std::string, 2>> commands = {{"coexist ask " + asked + " --all", "every outcome"},
        learns ? std::array<std::string, 2>{"coexist ask " + asked + " --without belief", "if nobody read motives"}
               : std::array<std::string, 2>{"coexist show belief", "the mechanism that is off"},
        {"coexist run " + asked + " --arm without", "the world without it"}};
    std::size_t widest = 0;
    for (const auto& [command, purpose] : commands) widest = std::max(widest, text_width(command));
    Lines lines;
    for (const auto& [command, purpose] : commands) {
      std::string line = (lines.empty() ? "Next: " : "      ") + to_left(command, widest) + "  " + purpose;
      // A command is never cut: without its purpose it may be longer than the screen.
      lines.push_back(text_width(line) <= width_ ? std::move(line) : (lines.empty() ? "Next: " : "      ") + command);
    }
    return lines;
  }

  Lines attributed() const {
    std::vector<AttributedRow> rows;
    for (const OutcomeAnswer* outcome : chosen()) {
      const double scale = shown_unit(outcome->unit).scale;
      rows.push_back(
          {outcome->name, plain_words(outcome->name, answer_.question.actor, answer_.called) + (scale == 1 ? "" : ", %"), scale});
    }
    return attribution_lines(answer_, rows);
  }

  // Every outcome, by origin.
  Lines everything() const {
    Lines lines = {to_left("outcome", 28) + to_left("unit", 15) + to_right("with", 8) + to_right("without", 8) +
                   to_right("difference +- 95 %", 19)};
    Lines notes;
    for (const auto& [kind, title] : {std::pair{"response", "found: what others did, believed or felt"},
             std::pair{"joint", "both: what all sides made of it"}, std::pair{"conduct", "put in: the actor's own acts"}}) {
      if (std::ranges::none_of(answer_.outcomes, [&](const OutcomeAnswer& o) { return o.kind == kind; })) continue;
      lines.push_back(paint_.strong(title));
      for (const OutcomeAnswer& outcome : answer_.outcomes)
        if (outcome.kind == kind) add_row(outcome, notes, lines);
    }
    for (std::size_t n = 0; n < notes.size(); ++n)
      for (std::string& line : wrapped('[' + std::to_string(n + 1) + "] by construction: " + notes[n], width_))
        lines.push_back(std::move(line));
    for (std::string& line : wrapped("+- 95 %: simulation error. ?: undetermined, the range holds zero. Differences of % are "
                                     "percentage points. `coexist show OUTCOME` says what one means.",
             width_))
      lines.push_back(std::move(line));
    return lines;
  }

  // What moves an outcome by construction is said once, in a note.
  void add_row(const OutcomeAnswer& outcome, Lines& notes, Lines& lines) const {
    const Shown row = shown(outcome, most_decimals_of_all);
    std::string name = outcome.name;
    if (!outcome.put_in.empty()) {
      const auto note = std::ranges::find(notes, outcome.put_in);
      name += " [" + std::to_string(note - notes.begin() + 1) + ']';
      if (note == notes.end()) notes.push_back(outcome.put_in);
    }
    std::string difference = row.difference + (outcome.ci95 ? " +- " + row.half_width : "");
    if (never_differs(outcome)) difference = "none seen";
    difference += row.direction == Direction::undetermined && !never_differs(outcome) ? " ?" : "  ";
    lines.push_back(to_left(name, 28) + to_left(shown_unit(outcome.unit).name, 15) + to_right(row.with, 8) +
                    to_right(row.without, 8) + paint_.direction(to_right(difference, 21), row.direction));
    while (lines.back().ends_with(' ')) lines.back().pop_back();
    if (outcome.prior)
      lines.push_back(to_right("under the priors " + row.low + " .. " + row.high + ", " + outcome.prior->verdict, width_ - 2));
  }

  const Answer& answer_;
  const TextStyle& style_;
  std::size_t width_;
  Painter paint_;
};

}  // namespace

std::string as_text(const Answer& answer, const TextStyle& style) { return Screen(answer, style).text(); }

}  // namespace coexist
