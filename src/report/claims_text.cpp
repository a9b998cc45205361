// SPDX-License-Identifier: Apache-2.0
// Claims judged, in a terminal: a table of all of them, and each at length.
#include <algorithm>

#include "coexist/claims.h"
#include "report/claims_numbers.h"
#include "report/layout.h"

namespace coexist {
namespace {

constexpr std::size_t indent = 5;

class Screen {
 public:
  Screen(const ClaimsResult& result, const TextStyle& style)
      : result_(result), style_(style), width_(static_cast<std::size_t>(std::max(60, style.width))) {}

  std::string text() {
    text_ = strong(result_.title) + '\n';
    add(claims_basis(result_));
    text_ += '\n';
    text_ += to_left("", indent) + to_left("claim", 33) + to_left("status", 13) + to_right("difference", 13) +
             to_right("contrast", 14) + '\n';
    for (const JudgedClaim& judged : result_.claims) row(judged);
    text_ += '\n';
    for (const ClaimStatus status : claim_statuses) legend(status_name(status), status_meaning(status));
    add("Difference: of the first outcome, at the default numbers, chances and shares in points of a hundred, \u00b1 its 95 % "
        "simulation error where it shows; contrast: the same with the mechanism off that is said to carry it, or what else is "
        "left out.");
    if (style_.all) {
      if (shows_dated(result_)) with_fewer_dated();
      for (const JudgedClaim& judged : result_.claims) at_length(judged);
    } else {
      text_ += "Next: coexist claims " + (style_.asked.empty() ? result_.scenario : style_.asked) + " --all\n";
    }
    return std::move(text_);
  }

 private:
  std::string strong(const std::string& text) const { return style_.color ? "\x1b[1m" + text + "\x1b[0m" : text; }

  void add(const std::string& text) {
    for (const std::string& line : wrapped(text, width_)) text_ += line + '\n';
  }

  void legend(const std::string& head, const std::string& meaning) {
    constexpr std::size_t head_width = 14;
    std::string before = to_left(head + ':', head_width);
    for (const std::string& line : wrapped(meaning, width_ - head_width)) {
      text_ += before + line + '\n';
      before.assign(head_width, ' ');
    }
  }

  void row(const JudgedClaim& judged) {
    std::string line =
        to_left(judged.claim.id, indent) + to_left(judged.claim.brief, 33) + to_left(status_shown(judged.judgement), 13);
    if (!judged.findings.empty()) {
      const ShownFinding shown = shown_finding(judged.findings.front());
      line += to_right(shown.difference, 13) + to_right(shown.contrast, 14);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text_ += line + '\n';
  }

  void with_fewer_dated() {
    text_ += '\n' + to_left("", indent) + to_left("dated demonstrations, incidents", 33) + to_right("all", 14) +
             to_right("pre-adoption", 14) + to_right("none", 14) + '\n';
    for (const JudgedClaim& judged : result_.claims) {
      if (judged.findings.empty() || judged.findings.front().dated.empty()) continue;
      const ShownFinding shown = shown_finding(judged.findings.front());
      text_ += to_left(judged.claim.id, indent) + label(shown.label, 33) + to_right(shown.difference, 14) +
               to_right(shown.dated[0], 14) + to_right(shown.dated[1], 14) + '\n';
    }
    add(dated_explained);
  }

  void at_length(const JudgedClaim& judged) {
    const Claim& claim = judged.claim;
    text_ += '\n' + strong(claim.id + ". " + capitalised(claim.brief) + ": " + status_shown(judged.judgement)) + '\n';
    paragraph(claim.text);
    paragraph(judged.judgement.why);
    if (!judged.findings.empty()) {
      const std::string contrast = claim.of_contrast ? "" : to_right("contrast", 14);
      text_ += to_left("", indent) + to_left("outcome", 29) + to_right("difference", 14) + to_right("under the priors", 18) +
               contrast + '\n';
      for (const Finding& finding : judged.findings) {
        const ShownFinding shown = shown_finding(finding);
        std::string line = to_left("", indent) + label(shown.label, 29) + to_right(shown.difference, 14) +
                           to_right(shown.range, 18) + to_right(shown.contrast, 14);
        line.erase(line.find_last_not_of(' ') + 1);
        text_ += line + '\n';
      }
      if (claim.contrast.kind != Contrast::Kind::none) paragraph(contrast_explained(claim));
    }
    for (const std::string& line : ablations_in_words(judged.findings)) paragraph(line);
    for (const RecordFact& fact : claim.record) paragraph("Record: " + fact_in_words(fact));
    if (!claim.note.empty()) paragraph("Note: " + claim.note);
    if (!claim.beyond.empty()) paragraph("Not judged: " + claim.beyond + '.');
  }

  // A name that leaves no room has a line of its own.
  static std::string label(const std::string& name, std::size_t width) {
    return name.size() < width ? to_left(name, width) : name + '\n' + to_left("", indent + width);
  }

  void paragraph(const std::string& text) {
    for (const std::string& line : wrapped(text, width_ - indent)) text_ += std::string(indent, ' ') + line + '\n';
  }

  const ClaimsResult& result_;
  const TextStyle& style_;
  std::size_t width_;
  std::string text_;
};

}  // namespace

std::string as_text(const ClaimsResult& result, const TextStyle& style) { return Screen(result, style).text(); }

}  // namespace coexist
