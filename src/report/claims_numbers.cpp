// SPDX-License-Identifier: Apache-2.0
#include "report/claims_numbers.h"

#include <cctype>

#include "base/rounding.h"
#include "report/answer_text.h"
#include "report/layout.h"

namespace coexist {
namespace {

double half_of(const std::optional<Interval>& interval, double scale) {
  return interval ? scale * (interval->high - interval->low) / 2 : 0;
}

std::string with_sign(double value, const std::string& shown) {
  return value > 0 && shown.find_first_of("123456789") != std::string::npos ? '+' + shown : shown;
}

// An error too small for the decimals shown is not shown.
std::string with_error(double value, const std::optional<Interval>& interval, double scale) {
  const double half = half_of(interval, scale);
  const std::string text = with_sign(value, rounded(scale * value, half, most_decimals));
  const std::string error = rounded(half, half, most_decimals);
  return error.find_first_of("123456789") == std::string::npos ? text : text + " \u00b1" + error;
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

std::string capitalised(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string status_meaning(ClaimStatus status) {
  switch (status) {
    case ClaimStatus::found: return "the model gives it, under 80 % of draws or more, and by the mechanism named";
    case ClaimStatus::input: return "it was put into the model, and says nothing about the world";
    case ClaimStatus::undetermined: return "the model cannot tell, or lacks what it would take";
    case ClaimStatus::contested: return "history itself disputes it";
  }
  return {};
}

std::string status_shown(const Judgement& judgement) {
  return status_name(judgement.status) + (judgement.agrees && !*judgement.agrees ? ", against" : "");
}

ShownFinding shown_finding(const Finding& finding) {
  const double scale = shown_unit(finding.unit).scale;
  const double half = half_of(finding.ci95, scale);
  ShownFinding shown;
  shown.label = in_words(finding.outcome) + (scale == 1 ? "" : ", %");
  shown.with = rounded(scale * finding.with, half, most_decimals);
  shown.without = rounded(scale * finding.without, half, most_decimals);
  shown.difference = with_error(finding.difference, finding.ci95, scale);
  if (finding.prior) {
    const double end_error = scale * (finding.prior->q95 - finding.prior->q05) / 20;
    shown.range = rounded(scale * finding.prior->q05, end_error, most_decimals) + " .. " +
                  rounded(scale * finding.prior->q95, end_error, most_decimals);
  }
  for (const Finding::Dated& fewer : finding.dated) shown.dated.push_back(with_error(fewer.difference, fewer.ci95, scale));
  if (finding.difference_off) {
    // Where its own error is not known, that of the share that was taken off it.
    shown.contrast = finding.ci95_off
                         ? with_error(*finding.difference_off, finding.ci95_off, scale)
                         : with_sign(*finding.difference_off,
                               rounded(scale * *finding.difference_off, half_of(finding.change_ci95, scale), most_decimals));
  }
  return shown;
}

std::string claims_basis(const ClaimsResult& result) {
  std::string text = "Scenario " + result.scenario + ": " + grouped(result.worlds) +
                     " pairs of twin histories a question, seed " + std::to_string(result.seed) + "; ";
  text += result.draws == 0 ? "no draws from the priors (from 2,000 pairs on there are), so that nothing can be found."
                            : grouped(result.draws) + " draws of all judged numbers from their priors.";
  if (result.source != result.scenario) text += " Read from " + result.source + '.';
  if (!result.set.empty()) text += " Set: " + listed(result.set) + '.';
  if (!result.dropped.empty()) text += " Left out: " + listed(result.dropped) + '.';
  text += switched_off(result.without, result.model);
  if (result.dated != "all") text += " Dated acts: " + result.dated + '.';
  return text;
}

std::string contrast_explained(const Claim& claim) {
  const std::string contrast = in_words(claim.contrast);
  if (claim.of_contrast) return "Difference: the world with the doctrine as it is, less the same world " + contrast + '.';
  return "Contrast: the difference " + contrast + '.';
}

std::vector<std::string> ablations_in_words(const std::vector<Finding>& findings) {
  std::vector<std::string> lines;
  if (findings.empty()) return lines;
  for (std::size_t a = 0; a < findings.front().ablations.size(); ++a) {
    std::string line = "With " + findings.front().ablations[a].mechanism + " off: ";
    for (const Finding& finding : findings) {
      const Finding::Ablation& off = finding.ablations[a];
      const ShownFinding shown = shown_finding(finding);
      line += (&finding == findings.data() ? "" : "; ") + shown.label + ' ' +
              with_error(off.difference, off.ci95, shown_unit(finding.unit).scale);
    }
    lines.push_back(line + '.');
  }
  return lines;
}

bool shows_dated(const ClaimsResult& result) {
  for (const JudgedClaim& judged : result.claims)
    if (!judged.findings.empty() && !judged.findings.front().dated.empty()) return true;
  return false;
}

std::string fact_in_words(const RecordFact& fact) {
  std::string text = fact.text;
  if (fact.value) {
    text += ": " + brief(*fact.value);
    if (fact.standard_error) text += " (se " + brief(*fact.standard_error) + ')';
    if (!fact.unit.empty()) text += ' ' + fact.unit;
  }
  return capitalised(text) + ". Source: " + fact.source + '.';
}

}  // namespace coexist
