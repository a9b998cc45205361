// SPDX-License-Identifier: Apache-2.0
// Facts beside the model, in a terminal: a table of all of them, and each at length.
#include <algorithm>
#include <cmath>

#include "base/rounding.h"
#include "coexist/facts.h"
#include "report/answer_text.h"
#include "report/layout.h"

namespace coexist {
namespace {

constexpr std::size_t indent = 2;
constexpr std::size_t label_width = 33;
constexpr std::size_t record_width = 6;
constexpr std::size_t range_width = 15;
constexpr std::size_t band_width = 17;
constexpr std::size_t status_width = 9;

// Shares in per cent, as the brief says.
double scale_of(const Fact& fact) { return fact.unit.starts_with("share") ? 100 : 1; }

// To what a twentieth of the width of `precision` supports; whole numbers without decimals, where all of them are.
std::vector<std::string> shown(const std::vector<double>& values, const Interval& precision, double scale) {
  const double width = (precision.high - precision.low) * scale;
  std::vector<std::string> texts;
  bool are_whole = true;
  for (const double value : values) {
    texts.push_back(rounded(value * scale, width > 0 ? width / 20 : std::abs(value * scale) / 100, 2));
    const std::size_t point = texts.back().find('.');
    are_whole = are_whole && (point == std::string::npos || texts.back().find_first_not_of('0', point + 1) == std::string::npos);
  }
  if (are_whole)
    for (std::string& text : texts) text.erase(std::min(text.find('.'), text.size()));
  return texts;
}
std::string shown(double value, const Interval& precision, double scale) {
  return shown(std::vector{value}, precision, scale)[0];
}
std::string shown(const Interval& range, const Interval& precision, double scale) {
  const auto texts = shown(std::vector{range.low, range.high}, precision, scale);
  return texts[0] + " .. " + texts[1];
}

// A demand on the mean has the simulation error of the mean; else the band of histories.
Interval model_of(const HeldFact& held) {
  if (!held.fact.of_mean) return {held.q05, held.q95};
  return held.mean_ci95.value_or(Interval{held.mean, held.mean});
}

std::string record_of(const Fact& fact) { return fact.record ? shown(*fact.record, fact.range, scale_of(fact)) : "-"; }

class Screen {
 public:
  Screen(const FactsResult& result, const TextStyle& style)
      : result_(result), style_(style), width_(static_cast<std::size_t>(std::max(60, style.width))) {}

  std::string text() {
    text_ = strong("Could the record be one of the model's histories?") + '\n';
    add(basis());
    text_ += '\n';
    text_ += to_left("fact", label_width) + to_right("record", record_width) + to_right("its doubt", range_width) +
             to_right("model", band_width) + '\n';
    for (const HeldFact& held : result_.facts) row(held);
    text_ += '\n';
    add("model: nine histories of ten lie there; m: of a demand on the mean, its 95 % simulation error. inside: the model's "
        "range "
        "holds the record, or the middle of the model lies within the record's doubt. -: nothing in the model to hold beside it. "
        "At the default numbers; their doubt is not in it.");
    if (style_.all)
      for (const HeldFact& held : result_.facts) at_length(held);
    else
      text_ += "Next: coexist validate " + (style_.asked.empty() ? result_.scenario : style_.asked) + " --all\n";
    return std::move(text_);
  }

 private:
  std::string strong(const std::string& text) const { return style_.color ? "\x1b[1m" + text + "\x1b[0m" : text; }

  void add(const std::string& text) {
    for (const std::string& line : wrapped(text, width_)) text_ += line + '\n';
  }
  void paragraph(const std::string& text) {
    for (const std::string& line : wrapped(text, width_ - indent)) text_ += std::string(indent, ' ') + line + '\n';
  }

  std::string basis() const {
    std::string text = result_.scenario + ": " + grouped(result_.met()) + " of " + grouped(result_.held()) +
                       " facts are met, in " + grouped(result_.worlds) + " histories with " +
                       in_words(result_.question.doctrine) + " from " + result_.question.adopt.words() + ", seed " +
                       std::to_string(result_.seed) + '.';
    text += switched_off(result_.without, result_.model);
    for (const std::string& name : result_.dropped) text += " " + name + " left out.";
    for (const std::string& number : result_.set) text += " " + number + '.';
    if (result_.marked > 0) text += " Not counted: " + grouped(result_.marked) + " histories that went wrong.";
    return text;
  }

  void row(const HeldFact& held) {
    const Fact& fact = held.fact;
    const double scale = scale_of(fact);
    std::string line = to_left(fact.brief, label_width) + to_right(record_of(fact), record_width) +
                       to_right(shown(fact.range, fact.range, scale), range_width);
    if (held.status == FactStatus::unheld) {
      line += to_right("-", band_width);
    } else {
      const Interval model = model_of(held);
      line += to_right((fact.of_mean ? "m " : "") + shown(model, model, scale), band_width) +
              to_right(status_name(held.status), status_width);
    }
    text_ += line + '\n';
  }

  void at_length(const HeldFact& held) {
    const Fact& fact = held.fact;
    const double scale = scale_of(fact);
    text_ += '\n' + strong(fact.id + ": " + fact.brief + ": " + status_name(held.status)) + '\n';
    paragraph("Record: " + record_of(fact) + ", between " + shown(fact.range.low, fact.range, scale) + " and " +
              shown(fact.range.high, fact.range, scale) + ". " + fact.source + '.');
    if (!fact.lacks.empty()) paragraph("The model lacks " + fact.lacks + '.');
    if (fact.measure && held.histories == 0) paragraph("No history has this number.");
    if (held.histories > 0) {
      const Interval band{held.q05, held.q95};
      std::string model = "Model: ";
      if (fact.unit == "share of histories") {
        const Interval error = model_of(held);
        model += "in " + shown(held.mean, error, scale) +
                 " % of histories (95 % simulation error: " + shown(error, error, scale) + ").";
      } else {
        model += "middle " + shown(held.middle, band, scale) + ", nine of ten between " + shown(band.low, band, scale) + " and " +
                 shown(band.high, band, scale) + ", mean " + shown(held.mean, held.mean_ci95.value_or(band), scale) + '.';
        if (held.below && held.above)
          model += " Below the record: " + rounded(100 * *held.below, 1, 0) + " % of histories, above it " +
                   rounded(100 * *held.above, 1, 0) + " %.";
      }
      if (held.histories + result_.marked < result_.worlds)
        model += " " + grouped(result_.worlds - result_.marked - held.histories) + " histories do not have this number.";
      paragraph(model);
    }
    if (!fact.note.empty()) paragraph("Note: " + fact.note);
  }

  const FactsResult& result_;
  const TextStyle& style_;
  std::size_t width_;
  std::string text_;
};

}  // namespace

std::string as_text(const FactsResult& result, const TextStyle& style) { return Screen(result, style).text(); }

}  // namespace coexist
