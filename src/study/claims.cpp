// SPDX-License-Identifier: Apache-2.0
// The status of a claim, from its numbers.  The rules are stated in docs/claims.md, in this order; the first that applies decides.
#include "coexist/claims.h"

#include <cmath>

#include "base/rounding.h"
#include "study/words.h"

namespace coexist {
namespace {

double half_width(const Interval& interval) { return (interval.high - interval.low) / 2; }

// A finding's numbers as they stand in a sentence: chances and shares in points of a hundred, with the decimals an interval supports.
class Said {
 public:
  explicit Said(const Finding& finding)
      : name_(spaced(finding.outcome)), scale_(finding.unit == "probability" || finding.unit.starts_with("share of ") ? 100 : 1) {
  }

  const std::string& name() const { return name_; }
  std::string unit() const { return scale_ == 1 ? "" : " points"; }
  std::string with_error(double value, const std::optional<Interval>& interval) const {
    const double half = interval ? scale_ * half_width(*interval) : 0;
    return rounded(scale_ * value, half) + (half > 0 ? " \u00b1" + rounded(half, half) : "") + unit();
  }
  // An end of the range under the priors, which is known to a tenth of its half width.
  std::string end(double value, const Interval& range) const { return rounded(scale_ * value, scale_ * half_width(range) / 10); }

 private:
  std::string name_;
  double scale_;
};

std::string ends_as_sentence(std::string text) {
  if (!text.empty() && !text.ends_with('.')) text += '.';
  return text;
}

Direction sign_of(double value) { return value > 0 ? Direction::up : value < 0 ? Direction::down : Direction::undetermined; }

std::string listed(const std::vector<std::string>& names, const char* last) {
  std::string text;
  for (std::size_t n = 0; n < names.size(); ++n) text += (n == 0 ? "" : n + 1 == names.size() ? last : ", ") + names[n];
  return text;
}

std::string event_in_words(const std::string& event) {
  const std::size_t colon = event.find(':');
  const auto date = colon == std::string::npos ? std::nullopt : Date::parse(event.substr(colon + 1));
  return date ? "the " + event.substr(0, colon) + " of " + date->words() : event;
}

Judgement undetermined(std::string why) { return {ClaimStatus::undetermined, std::move(why), std::nullopt}; }

std::string per_cent(double share) { return rounded(100 * share, 1) + " %"; }

// Why a difference cannot be told; empty where it can.
std::string doubt_about_difference(const Finding& finding) {
  const Said said(finding);
  if (!finding.ci95) return "Too few histories to tell the difference in " + said.name() + ".";
  if (finding.ci95->holds_zero())
    return "At the default numbers the difference in " + said.name() + " is " +
           said.with_error(finding.difference, finding.ci95) + ", which holds zero.";
  if (!finding.prior) return "The judged numbers were not drawn from their priors: nothing is known beyond the defaults.";
  const PriorRange& prior = *finding.prior;
  if (prior.verdict == "undetermined")
    return "Under the priors the sign of the difference in " + said.name() +
           " is open: " + per_cent(std::max(prior.negative, prior.positive)) + " of " + std::to_string(prior.draws) +
           " draws agree.";
  if (prior.range().holds_zero())
    return "Under the priors the difference in " + said.name() + " goes from " + said.end(prior.q05, prior.range()) + " to " +
           said.end(prior.q95, prior.range()) + said.unit() + ", which holds zero.";
  return {};
}

// Why the contrast does not show what carries the difference; empty where it does.
std::string doubt_about_contrast(const Claim& claim, const Finding& finding) {
  if (claim.of_contrast) return {};
  const Said said(finding);
  if (claim.contrast.kind == Contrast::Kind::none || !finding.change_ci95)
    return "No contrast shows what carries the difference in " + said.name() + ".";
  const std::string moved = capital(in_words(claim.contrast)) + ", the difference in " + said.name() + " moves by " +
                            said.with_error(finding.change, finding.change_ci95);
  if (finding.change_ci95->holds_zero() || std::abs(finding.change) <= half_width(*finding.ci95))
    return moved + ", less than its interval: something else carries it.";
  if (sign_of(finding.change) != sign_of(finding.difference)) return moved + " and so grows: something else carries it.";
  return {};
}

std::string what_was_found(const Claim& claim, const Finding& finding) {
  const Said said(finding);
  const std::string sure = "; " + per_cent(std::max(finding.prior->negative, finding.prior->positive)) + " of " +
                           std::to_string(finding.prior->draws) + " draws agree in its sign.";
  if (claim.of_contrast)
    return capital(said.name()) + (finding.difference > 0 ? " is higher by " : " is lower by ") +
           said.with_error(std::abs(finding.difference), finding.ci95) + " than " + in_words(claim.contrast) + sure;
  return "The difference in " + said.name() + " is " + said.with_error(finding.difference, finding.ci95) + ", and " +
         said.with_error(*finding.difference_off, finding.ci95_off) + ' ' + in_words(claim.contrast) + sure;
}

}  // namespace

std::string status_name(ClaimStatus status) {
  switch (status) {
    case ClaimStatus::input: return "input";
    case ClaimStatus::found: return "found";
    case ClaimStatus::undetermined: return "undetermined";
    case ClaimStatus::contested: return "contested";
  }
  return "undetermined";
}

std::string in_words(const Contrast& contrast) {
  std::vector<std::string> names = contrast.names;
  switch (contrast.kind) {
    case Contrast::Kind::none: return "without a contrast";
    case Contrast::Kind::without: return "with " + listed(names, " and ") + " off";
    case Contrast::Kind::drop:
      for (std::string& name : names) name = event_in_words(name);
      return "without " + listed(names, " and ");
    case Contrast::Kind::set: return "with " + listed(names, " and ");
    case Contrast::Kind::question: return "asked as " + listed(names, "");
    case Contrast::Kind::part: return "less the share of " + listed(names, "");
  }
  return {};
}

Judgement judge(const Claim& claim, const std::vector<Finding>& findings) {
  if (!claim.contested.empty()) return {ClaimStatus::contested, capital(ends_as_sentence(claim.contested)), std::nullopt};
  if (!claim.lacks.empty()) return undetermined("The model would need what it does not have: " + ends_as_sentence(claim.lacks));
  if (!claim.put_in.empty()) return {ClaimStatus::input, "Put in: " + ends_as_sentence(claim.put_in), std::nullopt};
  if (findings.empty()) return undetermined("No outcome shows it.");
  const Finding& decisive = findings.front();
  if (!decisive.put_in.empty())
    return {ClaimStatus::input, "Put in by construction: " + ends_as_sentence(decisive.put_in), std::nullopt};
  if (decisive.kind == "conduct")
    return {ClaimStatus::input,
        "Put in: " + spaced(decisive.outcome) + " is the actor's own conduct, which its doctrine asks for.", std::nullopt};
  if (std::string doubt = doubt_about_difference(decisive); !doubt.empty()) return undetermined(std::move(doubt));
  if (std::string doubt = doubt_about_contrast(claim, decisive); !doubt.empty()) return undetermined(std::move(doubt));
  Judgement found{ClaimStatus::found, what_was_found(claim, decisive), std::nullopt};
  if (decisive.kind == "joint") found.why += " It is the doing of both sides, and that of the actor was put in.";
  if (claim.expected) {
    found.agrees = *claim.expected == sign_of(decisive.difference);
    if (!*found.agrees) found.why += " That goes against the claim.";
  }
  return found;
}

}  // namespace coexist
