// SPDX-License-Identifier: Apache-2.0
// Claims as terminal and page show them alike: numbers rounded to what their error supports, contrasts and records in words.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "coexist/claims.h"

namespace coexist {

inline constexpr std::array claim_statuses = {
    ClaimStatus::found, ClaimStatus::input, ClaimStatus::undetermined, ClaimStatus::contested};

std::string status_meaning(ClaimStatus status);
// "found", or "found, against" where what is found goes against the claim.
std::string status_shown(const Judgement& judgement);

// A finding in the columns of a table.
struct ShownFinding {
  std::string label;  // the outcome in words, with its unit where it is a share
  std::string with, without;
  std::string difference;          // with its error
  std::string range;               // under the priors
  std::string contrast;            // the difference under the contrast; empty where there is none
  std::vector<std::string> dated;  // the difference with fewer dated acts, as Finding::dated
};
ShownFinding shown_finding(const Finding& finding);

// What the numbers rest on: histories, draws, seed, what was changed.
std::string claims_basis(const ClaimsResult& result);
std::string contrast_explained(const Claim& claim);
// "With canon off: +67.3 +-0.9 (split of.CHN, %)", of each ablation; empty where there is none.
std::vector<std::string> ablations_in_words(const std::vector<Finding>& findings);
// What the columns of dated acts say, and whether there are such columns.
bool shows_dated(const ClaimsResult& result);
inline constexpr const char* dated_explained =
    "Gestures dated after the doctrine is taken up are scripted into the world with it; agreements happen where both sides are "
    "ready, incidents in both worlds. Difference: of the claim's first outcome at the default numbers, with all of them, with "
    "those "
    "before the adoption alone, and with none.";
std::string fact_in_words(const RecordFact& fact);
std::string capitalised(std::string text);

}  // namespace coexist
