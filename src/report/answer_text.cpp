// SPDX-License-Identifier: Apache-2.0
// An answer on the first screen: question, sentences, headline outcomes, what the numbers rest on, what to type next.  24 lines of
// 80 columns, so that nothing scrolls away before it is read.
#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <ranges>
#include <utility>

#include "base/rounding.h"
#include "coexist/catalogue.h"
#include "coexist/names.h"
#include "coexist/report.h"
#include "report/answer_text.h"
#include "report/attribution_text.h"
#include "report/compared_table.h"
#include "report/layout.h"
#include "study/under_priors.h"
#include "study/wording.h"

namespace coexist {
namespace {

constexpr std::size_t screen_lines = 24;
constexpr std::size_t headlines = 6;
constexpr std::size_t indent = 4;

using Lines = std::vector<std::string>;

// Responses lead: what others did and felt is found by the model, what the actor did is largely put in with its doctrine.
constexpr std::array headline_order = {"fear_of_revolution", "hostility_toward_actor", "crises", "superpower_war", "arms_burden",
    "subversions", "bloc_split", "crises_superpower", "threats_by_rivals", "threats"};

}  // namespace

bool has_warheads(const Answer& answer) {
  return std::ranges::any_of(answer.outcomes, [](const OutcomeAnswer& outcome) { return outcome.name == "nuclear_use"; });
}

std::string plain_words(const std::string& outcome, const std::string& actor) {
  if (outcome == "hostility_toward_actor") return "hostility toward " + actor;
  if (outcome == "crises") return "crises of the two rivals";
  if (outcome.starts_with("crises_")) return "crises with either rival";
  if (is_war_of_the_two(outcome)) return "war of the two";
  if (outcome == "nuclear_use") return "nuclear use";
  if (outcome == "arms_burden") return "arms";
  if (outcome == "subversions" || outcome == "threats") return outcome + " by " + actor;
  if (outcome == "threats_by_rivals") return "threats by the others";
  if (outcome == "bloc_split") return "a split in its bloc";
  return in_words(outcome);
}

namespace {

// What follows from an input by construction was put in, whoever it happens to.
std::string origin(const OutcomeAnswer& outcome) {
  if (outcome.kind == "conduct" || !outcome.put_in.empty()) return "put in";
  return outcome.kind == "response" ? "found" : "both";
}

}  // namespace

std::string label_of(const OutcomeAnswer& outcome, const std::string& actor) {
  const ShownUnit unit = shown_unit(outcome.name, outcome.unit);
  const std::string words = plain_words(outcome.name, actor);
  if (unit.scale == 1) return unit.name == "months" || unit.name == "currency/year" ? words + ", " + unit.name : words;
  return words + (unit.name == of_thousand_histories ? ", of 1,000" : unit.name == "% of output" ? ", % of output" : ", %");
}

ShownRow shown(const OutcomeAnswer& outcome, int most) {
  const double scale = shown_unit(outcome.name, outcome.unit).scale;
  const double error = outcome.ci95 ? scale * (outcome.ci95->high - outcome.ci95->low) / 2 : 0;
  const std::optional<Interval> range = outcome.prior ? outcome.prior->range() : outcome.ci95;
  ShownRow row;
  row.with = rounded(scale * outcome.with, error, most);
  row.without = rounded(scale * outcome.without, error, most);
  row.difference = rounded(scale * outcome.difference, error, most);
  if (outcome.difference > 0 && row.difference.find_first_of("123456789") != std::string::npos) row.difference.insert(0, "+");
  row.direction = outcome.prior ? outcome.direction_under_priors() : outcome.direction();
  if (range) {
    // The ends of a range under the priors are known less well than the difference at the defaults: a tenth of its half width.
    const double end_error = outcome.prior ? scale * (range->high - range->low) / 20 : error;
    const auto end = range->holds_zero() ? rounded : rounded_end;
    row.low = end(scale * range->low, end_error, most);
    row.high = end(scale * range->high, end_error, most);
  }
  if (outcome.ci95) {
    const auto end = outcome.ci95->holds_zero() ? rounded : rounded_end;
    row.half_width = rounded_error(error, most);
    row.ci_low = end(scale * outcome.ci95->low, error, most);
    row.ci_high = end(scale * outcome.ci95->high, error, most);
  }
  return row;
}

std::string shown_difference(const OutcomeAnswer& outcome, const ShownRow& row) {
  if (never_differs(outcome)) return "none seen";
  return row.direction == Direction::undetermined ? "undetermined" : row.difference;
}

std::vector<const OutcomeAnswer*> headline_rows(const Answer& answer) {
  std::vector<const OutcomeAnswer*> rows;
  for (const char* name : headline_order) {
    const std::string called = called_so(name, answer.called.one, answer.called.many);
    const auto found = std::ranges::find(answer.outcomes, called, &OutcomeAnswer::name);
    if (found != answer.outcomes.end() && rows.size() < headlines) rows.push_back(&*found);
  }
  return rows;
}

namespace {

constexpr std::size_t sentences_on_screen = 6;

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

}  // namespace

std::string question_in_words(const Answer& answer) {
  return "What difference did " + in_words(answer.question.doctrine) + " make?";
}

std::string premise_in_words(const Answer& answer) {
  const Question& q = answer.question;
  std::string actor = answer.actor_name;
  if (!actor.empty()) actor[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(actor[0])));
  std::string posed = actor + " takes up " + in_words(q.doctrine) + " instead of " + in_words(q.instead) + " in " +
                      q.adopt.words() + ": " + grouped(answer.worlds) + (answer.worlds == 1 ? " pair" : " pairs") +
                      " of twin histories under the same luck, " + answer.start.year_words() + " to " +
                      answer.until.year_words() + '.';
  if (q.doctrine == q.instead) posed += " Both follow the same doctrine, so that nothing can differ.";
  return posed + changes_in_words(answer);
}

std::string switched_off(const std::vector<std::string>& mechanisms, int model) {
  std::vector<std::string> names = mechanisms;
  for (std::string& name : names)
    if (const MechanismEntry* mechanism = catalogue().mechanism(name); mechanism != nullptr && mechanism->since > model)
      name += " (not in model version " + std::to_string(model) + ')';
  return names.empty() ? "" : " Switched off: " + joined(names) + '.';
}

std::string changes_in_words(const Answer& answer) {
  std::string posed;
  if (!answer.set.empty()) posed += " Set: " + joined(answer.set) + '.';
  if (answer.source != answer.scenario && !answer.source.empty()) posed += " Scenario: " + answer.source + '.';
  std::vector<std::string> dropped = answer.dropped;
  for (std::size_t n = 0; n < std::min(dropped.size(), answer.dropped_names.size()); ++n)
    if (!answer.dropped_names[n].empty()) dropped[n] += " (" + answer.dropped_names[n] + ')';
  if (!dropped.empty()) posed += " Left out: " + joined(dropped) + '.';
  if (answer.dated != "all")
    posed += answer.dated == "none" ? " No dated acts took place." : " Of dated acts those before the adoption took place.";
  posed += switched_off(answer.without, answer.model);
  if (answer.marked > 0) posed += " Not counted: " + grouped(answer.marked) + " pairs that went wrong.";
  return posed;
}

namespace {

class Screen {
 public:
  Screen(const Answer& answer, const TextStyle& style)
      : answer_(answer), style_(style), width_(static_cast<std::size_t>(std::max(40, style.width))), paint_(style.color) {}

  std::string text() const {
    const std::vector<Lines> rest = {table(), basis(), next()};
    Lines top = question();
    std::size_t taken = top.size();
    for (const Lines& block : rest) taken += block.size();
    Lines sentences = style_.all ? every_sentence() : paragraph(screen_lines - std::min(screen_lines, taken));
    // Blank lines between the blocks as long as there is room for them; before the table first.
    std::size_t room = screen_lines - std::min(screen_lines, taken + sentences.size());
    std::array<bool, 4> blank{};
    for (const std::size_t before : {std::size_t{1}, std::size_t{3}, std::size_t{0}, std::size_t{2}})
      if (room > 0 || style_.all) {
        blank[before] = true;
        room -= std::min<std::size_t>(room, 1);
      }
    std::string screen;
    const auto print = [&](const Lines& lines, bool blank_before) {
      if (blank_before) screen += '\n';
      for (const std::string& line : lines) screen += line + '\n';
    };
    print(top, false);
    print(sentences, blank[0]);
    for (std::size_t n = 0; n < rest.size(); ++n) print(rest[n], blank[n + 1]);
    if (!answer_.attribution.empty()) print(attribution_lines(answer_, attributed_rows(answer_)), true);
    if (!answer_.channels.empty()) print(channel_lines(answer_, attributed_rows(answer_)), true);
    if (!answer_.events_alone.empty()) print(event_lines(answer_, headline_rows(answer_), width_), true);
    if (style_.all) print(everything(), true);
    return screen;
  }

 private:
  Lines question() const {
    Lines lines = {paint_.strong(question_in_words(answer_))};
    for (std::string& line : wrapped(premise_in_words(answer_), width_)) lines.push_back(std::move(line));
    return lines;
  }

  Lines every_sentence() const {
    Lines lines;
    for (const Sentence& sentence : answer_.sentences) {
      std::string mark = "* ";
      for (const std::string& line : wrapped(sentence.text, width_ - mark.size())) {
        lines.push_back(mark + line);
        mark = "  ";
      }
    }
    return lines;
  }

  // As many whole sentences as fit, six at most.
  Lines paragraph(std::size_t most) const {
    Lines fitting;
    std::string text;
    for (const Sentence& sentence : answer_.sentences | std::views::take(sentences_on_screen)) {
      text += (text.empty() ? "" : " ") + sentence.text;
      Lines lines = wrapped(text, width_);
      if (lines.size() > most) break;
      fitting = std::move(lines);
    }
    return fitting;
  }

  const PriorRange* prior() const {
    if (answer_.outcomes.empty()) return nullptr;
    const std::optional<PriorRange>& first = answer_.outcomes.front().prior;
    return first ? &*first : nullptr;
  }

  Lines table() const {
    Lines lines = {to_left("outcome", 24) + to_right("with", 8) + to_right("without", 8) + to_right("difference", 13) +
                   to_right(prior() || one_pair() ? "range" : "luck alone", 19) + "  origin"};
    for (const OutcomeAnswer* outcome : headline_rows(answer_)) {
      const ShownRow row = shown(*outcome, most_decimals);
      const std::string label = label_of(*outcome, answer_.question.actor);
      const std::string difference = shown_difference(*outcome, row);
      const std::string range = row.low.empty() ? "none of one pair" : row.low + " .. " + row.high;
      lines.push_back(to_left(label, 24) + to_right(row.with, 8) + to_right(row.without, 8) +
                      paint_.direction(to_right(difference, 13), row.direction) + to_right(range, 19) + "  " + origin(*outcome));
    }
    return lines;
  }

  Lines basis() const {
    Lines lines = {"put in: the actor's own acts; found: what others did, believed or felt; both."};
    const std::string doubt = prior()      ? over_draws(*prior())
                              : one_pair() ? "One pair: no range, no finding. Ask with more --worlds."
                                           : "Luck alone: what luck leaves open. No guess was varied; these may be wrong.";
    for (std::string& line : wrapped(doubt, width_)) lines.push_back(std::move(line));
    return lines;
  }

  std::array<std::string, 2> further(const std::string& asked) const {
    if (answer_.attribution.empty()) return {"coexist ask " + asked + " --attribute", "which part of it did it"};
    return {"coexist ask " + asked + " --channels", "which way it went"};
  }

  Lines next() const {
    const std::string asked = style_.asked.empty() ? answer_.scenario : style_.asked;
    const bool learns = std::ranges::find(answer_.without, "belief") == answer_.without.end();
    // What is on the screen already is not offered again.
    const std::vector<std::array<std::string, 2>> commands = {
        style_.all ? further(asked) : std::array<std::string, 2>{"coexist ask " + asked + " --all", "every outcome"},
        learns ? std::array<std::string, 2>{"coexist ask " + asked + " --without belief", "if nobody read motives"}
               : std::array<std::string, 2>{"coexist show belief", "the mechanism that is off"},
        answer_.record ? std::array<std::string, 2>{"coexist validate " + asked, facts_met(*answer_.record)}
                       : std::array<std::string, 2>{"coexist run " + asked + " --arm without", "the world without it"}};
    std::size_t widest = 0;
    for (const auto& [command, purpose] : commands) widest = std::max(widest, text_width(command));
    Lines lines;
    if (!style_.page.empty())
      lines.push_back("Page: " + style_.page + ", for a browser: charts, map, parts of the doctrine, a story");
    if (!lines.empty() && text_width(lines.back()) > width_) lines.back() = "Page: " + style_.page;
    for (const auto& [command, purpose] : commands) {
      const bool is_first = command == commands.front()[0];
      std::string line = (is_first ? "Next: " : "      ") + to_left(command, widest) + "  " + purpose;
      // A command is never cut: without its purpose it may be longer than the screen.
      lines.push_back(text_width(line) <= width_ ? std::move(line) : (is_first ? "Next: " : "      ") + command);
    }
    return lines;
  }

  static std::string facts_met(const FactsMet& record) {
    return grouped(record.met) + " of " + grouped(record.held) + " recorded facts met";
  }

  bool one_pair() const { return answer_.worlds == 1; }

  static std::string over_draws(const PriorRange& prior) {
    const std::string draws = grouped(prior.draws);
    if (prior.draws < enough_draws)
      return "Provisional: range of 90 of 100 answers from only " + draws + " other sets of guesses.";
    return "with, without: our best guesses; range: 90 of 100 answers from " + draws + " others.";
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
    for (std::string& line : wrapped(legend(), width_)) lines.push_back(std::move(line));
    return lines;
  }

  std::string legend() const {
    std::string text =
        "with, without, difference: from our best guess of every number in the model (its default). +- 95 %: what luck leaves "
        "open, which more histories remove. ?: undetermined, the range holds zero. Differences of % are percentage points. ";
    if (prior())
      text +=
          "range: where 90 of 100 answers lie when every guess is drawn anew from its stated range (its prior), " +
          grouped(prior()->draws) +
          " times. holds: at least 95 of 100 draws agree on the sign; likely: at least 80; undetermined: fewer, or fewer than " +
          grouped(fewest_draws) +
          " draws. leans on: the guesses with which the difference moves most from draw to draw, with their rank correlation; "
          "`--set` changes one. ";
    return text + "`coexist show OUTCOME` says what one means.";
  }

  // What moves an outcome by construction is said once, in a note.
  void add_row(const OutcomeAnswer& outcome, Lines& notes, Lines& lines) const {
    const ShownRow row = shown(outcome, most_decimals_of_all);
    std::string name = outcome.name;
    if (!outcome.put_in.empty()) {
      const auto note = std::ranges::find(notes, outcome.put_in);
      name += " [" + std::to_string(note - notes.begin() + 1) + ']';
      if (note == notes.end()) notes.push_back(outcome.put_in);
    }
    std::string difference = row.difference + (outcome.ci95 ? " +- " + row.half_width : "");
    if (never_differs(outcome)) difference = "none seen";
    difference += row.direction == Direction::undetermined && !never_differs(outcome) ? " ?" : "  ";
    constexpr std::size_t name_width = 28;
    if (text_width(name) >= name_width) lines.push_back(std::exchange(name, {}));  // a line of its own
    lines.push_back(to_left(name, name_width) + to_left(shown_unit(outcome.name, outcome.unit).name, 15) + to_right(row.with, 8) +
                    to_right(row.without, 8) + paint_.direction(to_right(difference, 21), row.direction));
    while (lines.back().ends_with(' ')) lines.back().pop_back();
    if (!outcome.prior || never_differs(outcome)) return;
    lines.push_back(to_right("range " + row.low + " .. " + row.high + ", " + outcome.prior->verdict, width_ - 2));
    for (const std::string& line : leans_on(*outcome.prior)) lines.push_back(std::string(indent, ' ') + line);
  }

  // The guesses with which the difference moves most, each with its number; those left out that may be noise.
  Lines leans_on(const PriorRange& prior) const {
    constexpr std::size_t most = 3;
    Lines lines;
    for (const auto& [name, correlation] : prior.leans_on | std::views::take(most)) {
      if (std::abs(correlation) <= prior.chance_correlation) continue;
      const std::string guess = name + (correlation > 0 ? " +" : " ") + rounded(correlation, 0.01);
      if (lines.empty()) {
        lines.push_back("leans on " + guess);
        continue;
      }
      lines.back() += ',';
      if (text_width(lines.back()) + 2 + text_width(guess) > width_ - 2 * indent)
        lines.push_back(guess);
      else
        lines.back() += ' ' + guess;
    }
    return lines;
  }

  const Answer& answer_;
  const TextStyle& style_;
  std::size_t width_;
  Painter paint_;
};

}  // namespace

std::string as_text(const Answer& answer, const TextStyle& style) { return Screen(answer, style).text(); }

}  // namespace coexist
