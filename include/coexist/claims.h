// SPDX-License-Identifier: Apache-2.0
// Claims: what is commonly said of a doctrine, sentence by sentence, each held against the model and the record.
//
// A claim is data (library/claims, docs/claims.md): what to ask, which outcome to look at, what to leave out as a contrast.  Its status
// follows from rules, not from an opinion.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "coexist/report.h"
#include "coexist/scenario.h"
#include "coexist/study.h"

namespace coexist {

// What is changed to see what carries an effect, or what an event is worth.
struct Contrast {
  enum class Kind { none, without, drop, set, question, part };
  Kind kind = Kind::none;
  std::vector<std::string> names;  // mechanisms, dated events, "path=value"; of a question or a part of the doctrine: one
};
std::string in_words(const Contrast& contrast);  // "with belief off"

// What the record says, as a number or in words.
struct RecordFact {
  std::string text;
  std::optional<double> value, standard_error;
  std::string unit, source;
};

struct Claim {
  std::string id;
  std::string brief;                    // a few words, for a table
  std::string text;                     // the claim
  std::vector<std::string> mechanisms;  // that are said to carry it
  std::string question;                 // of the scenario; empty: its first
  std::vector<std::string> outcomes;    // the first decides
  std::optional<Direction> expected;    // what the claim says of the first
  bool of_contrast = false;             // about what the contrast leaves out, rather than about the doctrine as a whole
  Contrast contrast;
  std::vector<std::string> ablations;  // further mechanisms, each of which is switched off once beside what the contrast shows
  std::vector<RecordFact> record;
  std::string note;
  std::string beyond;        // a part of the claim that the model says nothing about
  std::string contested;     // why history itself contests it
  std::string put_in;        // why it is an assumption, where the outcome itself does not say so
  std::string lacks;         // what the model would need to have to judge it
  int line = 0, column = 0;  // of its file
};

struct Claims {
  std::string source;    // the file, or the bundled name, they were read from
  std::string scenario;  // name of the scenario they are about
  std::string title;
  std::vector<std::string> about;  // paragraphs that open the page
  std::vector<Claim> list;
};

// Claims in TOML.  Throws InputError, all problems at once; or, given `problems`, puts them there, and returns the others.
Claims read_claims(const std::string& text, const std::string& source, std::vector<Problem>* problems = nullptr);
Claims load_claims_file(const std::string& path, std::vector<Problem>* problems = nullptr);
// Those that come with the program about a scenario of this name; throws InputError, naming the scenarios that have some.
Claims bundled_claims(const Scenario& scenario);
std::vector<std::string> scenarios_with_claims();

// One outcome of a claim.
struct Finding {
  std::string outcome, meaning, unit, kind, put_in;  // as in OutcomeAnswer
  // With the doctrine and without it; of a claim about its contrast: the world with the doctrine as it is, and under the contrast.
  double with = 0, without = 0, difference = 0;
  std::optional<Interval> ci95;
  std::optional<PriorRange> prior;  // none where nothing was drawn
  // The same question under the contrast; none of a claim about the contrast itself, or without one.
  std::optional<double> difference_off;
  std::optional<Interval> ci95_off;
  double change = 0;  // by how much the contrast lessens the difference
  std::optional<Interval> change_ci95;
  // The same question with fewer of the dated demonstrations and incidents; none of a claim about the contrast itself, of a scenario
  // that has none, or where the claims were asked with fewer already.
  struct Dated {
    std::string choice;  // as in StudyOptions: pre-adoption or none
    double difference = 0;
    std::optional<Interval> ci95;
  };
  std::vector<Dated> dated;
  // The same difference, of the doctrine or of the contrast, without a mechanism; as Claim::ablations.
  struct Ablation {
    std::string mechanism;
    double difference = 0;
    std::optional<Interval> ci95;
  };
  std::vector<Ablation> ablations;
};

enum class ClaimStatus { input, found, undetermined, contested };
std::string status_name(ClaimStatus status);

struct Judgement {
  ClaimStatus status = ClaimStatus::undetermined;
  std::string why;             // one sentence
  std::optional<bool> agrees;  // of what is found: whether it goes the way the claim says
};

// The rules (docs/claims.md).  `findings`: in the order of the claim's outcomes.
Judgement judge(const Claim& claim, const std::vector<Finding>& findings);

struct JudgedClaim {
  Claim claim;
  std::vector<Finding> findings;
  Judgement judgement;
};

struct ClaimsOptions {
  StudyOptions study;  // worlds, seed, priors, threads, engine, stop, progress
  // The scenario with further numbers changed: what contrasts of the kind `set` ask for.
  std::function<Scenario(const std::vector<Override>& further)> with_numbers;
};

struct ClaimsResult {
  std::string scenario, source, claims_source;
  int model = 2;      // version of the model that was played
  std::string title;  // of the claims
  std::vector<std::string> about;
  std::uint32_t worlds = 0;
  std::uint32_t draws = 0;
  std::uint64_t seed = 1;
  std::vector<std::string> set, dropped, without;
  std::string dated = "all";  // as in StudyOptions
  std::vector<JudgedClaim> claims;
  double seconds = 0;
  bool stopped = false;
};

// Asks what the claims need, each question once.  Throws InputError, all problems at once, before anything is played.
ClaimsResult judge_claims(const Scenario& scenario, const Claims& claims, const ClaimsOptions& options);
// What it would refuse; nothing is played.
void check_claims(const Scenario& scenario, const Claims& claims, const ClaimsOptions& options);

// A table of the claims; with `style.all`, every claim with its outcomes, its record and what is beyond the model after it.
std::string as_text(const ClaimsResult& result, const TextStyle& style);
std::string as_json(const ClaimsResult& result);
// A page; `command`: what made it, to be stated at the top.
std::string as_markdown(const ClaimsResult& result, const std::string& command);

}  // namespace coexist
