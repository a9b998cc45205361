// SPDX-License-Identifier: Apache-2.0
// What claims are judged by: the questions they need, each asked once and with the same luck, so that a contrast is compared with its
// base history by history.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>
#include <memory>
#include <set>

#include "coexist/claims.h"
#include "coexist/names.h"
#include "engine/helpers.h"
#include "study/priors.h"
#include "study/statistics.h"
#include "study/under_priors.h"

namespace coexist {
namespace {

// The share of each part takes many arms; fewer histories are enough for it.
constexpr std::uint32_t attributed_share = 8;
constexpr std::uint32_t arms_of_attribution = 14;

// Beside all dated acts, which are asked anyway.
constexpr std::array<const char*, 2> fewer_dated = {"pre-adoption", "none"};

// world: the world with the doctrine alone; draws: the same under each draw from the priors.
enum class Kind { ask, attribution, world, draws };

// A question to be asked, and what came of it.
struct Play {
  Kind kind = Kind::ask;
  std::shared_ptr<const Scenario> scenario;
  StudyOptions options;
  std::vector<std::string> names;  // of the outcomes of every history
  Answer answer;
  std::map<std::string, std::vector<double>> with, without;  // of the wanted outcomes, by history
  std::uint64_t work() const {
    if (kind == Kind::world || kind == Kind::draws) return options.worlds / 2;
    return kind == Kind::attribution ? std::uint64_t{arms_of_attribution} * options.worlds
                                     : (number_of_draws(options) > 0 ? 2 : 1) * std::uint64_t{options.worlds};
  }
};

struct Needed {
  std::size_t base = 0;
  std::optional<std::size_t> contrast;
  std::vector<std::size_t> dated;                         // for each of fewer_dated, or none
  std::optional<std::size_t> base_draws, contrast_draws;  // of a claim about its contrast
  struct Ablated {
    std::size_t base = 0;
    std::optional<std::size_t> contrast;  // of a claim about its contrast
  };
  std::vector<Ablated> ablated;  // as Claim::ablations
};

std::vector<Override> overrides_in(const std::vector<std::string>& set) {
  std::vector<Override> overrides;
  for (const std::string& text : set) {
    const std::size_t equals = text.rfind('=');
    overrides.push_back({text.substr(0, equals), text.substr(equals + 1)});
  }
  return overrides;
}

// A share's difference between twins by the score, of anything else by its pairs.
std::optional<Interval> interval_of(const PairedMoments& moments, const std::string& unit) {
  return unit == share_of_histories ? paired_share_interval(moments.difference.count(), moments.up, moments.down)
                                    : moments.difference.interval();
}

class Evidence {
 public:
  Evidence(const Scenario& scenario, const Claims& claims, const ClaimsOptions& options)
      : scenario_(std::make_shared<Scenario>(scenario)), claims_(claims), options_(options) {}

  // Throws InputError where something cannot be asked.
  void plan_all() {
    for (const Claim& claim : claims_.list) needed_.push_back(plan(claim));
    if (problems_.empty()) return;
    if (claims_.scenario != scenario_->name)
      problems_.insert(problems_.begin(),
          {claims_.source, 0, 0,
              "is about the scenario " + quoted(claims_.scenario) + ", and asked of " + quoted(scenario_->name),
              "Not all that it asks is there"});
    throw InputError(problems_);
  }

  ClaimsResult gather() {
    if (joined_ranks() != nullptr) throw RunError("claims are judged by one process: start it without mpirun");
    const auto start = std::chrono::steady_clock::now();
    plan_all();
    ClaimsResult result;
    result.scenario = scenario_->name;
    result.model = scenario_->model;
    result.title = claims_.title;
    result.about = claims_.about;
    result.source = scenario_->source;
    result.claims_source = claims_.source;
    result.worlds = options_.study.worlds;
    result.seed = options_.study.seed;
    result.draws = number_of_draws(options_.study);
    for (const auto& [path, value] : scenario_->overridden) result.set.push_back(path + "=" + value);
    result.dropped = options_.study.drop;
    result.without = options_.study.without;
    result.dated = options_.study.dated;
    result.stopped = !play_all();
    if (!result.stopped)
      for (std::size_t c = 0; c < claims_.list.size(); ++c) {
        const Claim& claim = claims_.list[c];
        std::vector<Finding> findings;
        for (const std::string& outcome : claim.outcomes) findings.push_back(finding_of(claim, needed_[c], outcome));
        Judgement judgement = judge(claim, findings);
        result.claims.push_back({claim, std::move(findings), std::move(judgement)});
      }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
  }

 private:
  // ---- what is to be played

  Needed plan(const Claim& claim) {
    Needed needed;
    if (claim.outcomes.empty()) return needed;
    for (const std::string& outcome : claim.outcomes) wanted_.insert(outcome);
    try {
      needed.base = add(Kind::ask, claim, {}, std::nullopt);
      check_outcomes(claim, plays_[needed.base]);
      if (!claim.of_contrast && options_.study.dated == "all" && has_dated_acts())
        for (const char* choice : fewer_dated) needed.dated.push_back(add(Kind::ask, claim, {}, 0, choice));
      using enum Contrast::Kind;
      const Contrast& contrast = claim.contrast;
      for (const std::string& mechanism : claim.ablations)
        if (claim.of_contrast)
          needed.ablated.push_back(
              {add(Kind::world, claim, {}, 0, {}, mechanism), add(Kind::world, claim, contrast, 0, {}, mechanism)});
        else
          needed.ablated.push_back({add(Kind::ask, claim, {}, 0, {}, mechanism), std::nullopt});
      if (contrast.kind == none) return needed;
      const Kind kind = contrast.kind == part ? Kind::attribution : claim.of_contrast ? Kind::world : Kind::ask;
      needed.contrast = add(kind, claim, contrast, 0);
      if (contrast.kind == question) check_outcomes(claim, plays_[*needed.contrast]);
      if (claim.of_contrast && number_of_draws(options_.study) > 0) {
        needed.base_draws = add(Kind::draws, claim, {}, std::nullopt);
        needed.contrast_draws = add(Kind::draws, claim, contrast, std::nullopt);
      }
    } catch (const InputError& error) {
      for (const Problem& problem : error.problems()) this->problem(claim, problem);
    }
    return needed;
  }

  bool has_dated_acts() const { return !scenario_->demonstrations.empty() || !scenario_->incidents.empty(); }

  void problem(const Claim& claim, const Problem& found) {
    // What is wrong whatever the claim is said once.
    if (found.file == "--prior" || found.file == "--worlds" || found.file == "--threads") {
      if (std::ranges::find(problems_, found.message, &Problem::message) == problems_.end()) problems_.push_back(found);
      return;
    }
    problems_.push_back({claims_.source, claim.line, claim.column,
        "claim " + quoted(claim.id) + ": " + (found.file.empty() ? "" : found.file + ": ") + found.message, found.remedy});
  }

  void check_outcomes(const Claim& claim, const Play& play) {
    for (const std::string& outcome : claim.outcomes)
      if (std::ranges::find(play.names, outcome) == play.names.end() || outcome.ends_with(".counted"))
        problem(claim, {"", 0, 0, "the question has no outcome " + quoted(outcome), suggestion(outcome, play.names)});
  }

  // The number of a play, which may have been asked for before.
  std::size_t add(Kind kind, const Claim& claim, const Contrast& contrast, std::optional<std::uint32_t> draws,
      const std::string& dated = {}, const std::string& off = {}) {
    Play play;
    play.kind = kind;
    play.scenario = scenario_;
    play.options = options_.study;
    StudyOptions& options = play.options;
    options.question = claim.question;
    std::string key = std::to_string(static_cast<int>(kind)) + '\n' + claim.question;
    if (contrast.kind == Contrast::Kind::question)
      key = std::to_string(static_cast<int>(kind)) + '\n' + (options.question = contrast.names[0]);
    if (!off.empty()) options.without.push_back(off);
    if (contrast.kind == Contrast::Kind::without)
      options.without.insert(options.without.end(), contrast.names.begin(), contrast.names.end());
    if (contrast.kind == Contrast::Kind::drop)
      options.drop.insert(options.drop.end(), contrast.names.begin(), contrast.names.end());
    if (contrast.kind == Contrast::Kind::set) {
      play.scenario = std::make_shared<Scenario>(options_.with_numbers(overrides_in(contrast.names)));
      for (const std::string& set : contrast.names) key += "\nset " + set;
    }
    for (const std::string& name : options.without) key += "\nwithout " + name;
    for (const std::string& event : options.drop) key += "\ndrop " + event;
    if (!dated.empty()) key += "\ndated " + (options.dated = dated);
    if (draws) options.prior_draws = *draws;
    if (kind == Kind::attribution) {
      options.attribute = true;
      options.prior_draws = 0;
      options.worlds = std::max<std::uint32_t>(2, options.worlds / attributed_share);
    }
    // Another claim may have asked the same without draws; with them it is asked once more only where that is so.
    key += "\ndraws " + std::to_string(number_of_draws(options));
    const auto before = numbers_.find(key);
    if (before != numbers_.end()) return before->second;
    play.names = outcome_names(*play.scenario, options);
    plays_.push_back(std::move(play));
    numbers_[key] = plays_.size() - 1;
    return plays_.size() - 1;
  }

  // ---- playing

  bool play_all() {
    for (const Play& play : plays_) all_ += play.work();
    for (Play& play : plays_) {
      if (!play_one(play)) return false;
      done_ += play.work();
      show(0);
    }
    return true;
  }

  void show(std::uint64_t further) const {
    if (options_.study.progress)
      options_.study.progress(static_cast<std::uint32_t>(done_ + further), static_cast<std::uint32_t>(all_));
  }

  void keep(Play& play, const char* arm, const std::vector<double>& values) const {
    auto& kept = std::string_view(arm) == "with" ? play.with : play.without;
    for (std::size_t o = 0; o < values.size(); ++o)
      if (wanted_.contains(play.names[o])) kept[play.names[o]].push_back(values[o]);
  }

  bool play_one(Play& play) {
    if (play.kind == Kind::draws) return play_draws(play);
    StudyOptions options = play.options;
    options.on_history = [&](std::uint32_t, const char* arm, const std::vector<double>& values) { keep(play, arm, values); };
    options.progress = [&](std::uint32_t done, std::uint32_t all) { show(play.work() * done / std::max(1U, all)); };
    if (play.kind == Kind::world) return !run(*play.scenario, ArmChoice::with, options).stopped;
    play.answer = ask(*play.scenario, options);
    return !play.answer.stopped;
  }

  bool play_draws(Play& play) {
    const std::uint32_t draws = number_of_draws(options_.study);
    const std::uint32_t histories = play.options.worlds / draws;
    for (std::uint32_t draw = 0; draw < draws; ++draw) {
      StudyOptions options = play.options;
      options.draw = draw;
      options.worlds = histories;
      options.batch = std::max(16U, histories / 4);  // so that there is something for more than one thread
      options.progress = nullptr;
      options.on_history = [&](std::uint32_t, const char* arm, const std::vector<double>& values) { keep(play, arm, values); };
      if (run(*play.scenario, ArmChoice::with, options).stopped) return false;
      show(play.work() * (draw + 1) / draws);
    }
    return true;
  }

  // ---- what came of it

  static const OutcomeAnswer& row_of(const Play& play, const std::string& outcome) {
    return *std::ranges::find(play.answer.outcomes, outcome, &OutcomeAnswer::name);
  }

  Finding finding_of(const Claim& claim, const Needed& needed, const std::string& outcome) const {
    const Play& base = plays_[needed.base];
    const OutcomeAnswer& row = row_of(base, outcome);
    Finding finding;
    finding.outcome = outcome;
    finding.meaning = row.meaning;
    finding.unit = row.unit;
    finding.kind = row.kind;
    finding.put_in = row.put_in;
    if (claim.of_contrast) {
      of_contrast(claim, needed, outcome, finding);
      return finding;
    }
    finding.with = row.with;
    finding.without = row.without;
    finding.difference = row.difference;
    finding.ci95 = row.ci95;
    finding.prior = row.prior;
    for (std::size_t a = 0; a < claim.ablations.size(); ++a) {
      const OutcomeAnswer& off = row_of(plays_[needed.ablated[a].base], outcome);
      finding.ablations.push_back({claim.ablations[a], off.difference, off.ci95});
    }
    for (const std::size_t fewer : needed.dated) {
      const OutcomeAnswer& same = row_of(plays_[fewer], outcome);
      finding.dated.push_back({plays_[fewer].options.dated, same.difference, same.ci95});
    }
    if (!needed.contrast) return finding;
    const Play& contrast = plays_[*needed.contrast];
    if (contrast.kind == Kind::attribution) {
      of_part(claim, contrast, outcome, finding);
      return finding;
    }
    const OutcomeAnswer& off = row_of(contrast, outcome);
    finding.difference_off = off.difference;
    finding.ci95_off = off.ci95;
    Moments change;
    const auto& [with, without] = std::pair(base.with.at(outcome), base.without.at(outcome));
    const auto& [with_off, without_off] = std::pair(contrast.with.at(outcome), contrast.without.at(outcome));
    for (std::size_t h = 0; h < with.size(); ++h) {
      const double value = (with[h] - without[h]) - (with_off[h] - without_off[h]);
      if (std::isfinite(value)) change.add(value);
    }
    finding.change = change.mean();
    finding.change_ci95 = change.interval();
    return finding;
  }

  static void of_part(const Claim& claim, const Play& contrast, const std::string& outcome, Finding& finding) {
    const auto shares = std::ranges::find(contrast.answer.attribution, outcome, &Attributed::outcome);
    const auto share = std::ranges::find(shares->parts, claim.contrast.names[0], &Attributed::Part::part);
    finding.change = share->value;
    finding.change_ci95 = share->ci95;
    // Of the histories that were attributed, a part of all.
    finding.difference_off = row_of(contrast, outcome).difference - share->value;
  }

  // The world with the doctrine as it is beside the same under the contrast.
  void of_contrast(const Claim& claim, const Needed& needed, const std::string& outcome, Finding& finding) const {
    const auto pairs = [&](const Play& base, const Play& contrast, std::size_t from, std::size_t to) {
      const std::vector<double>& as_it_is = base.with.at(outcome);
      const std::vector<double>& changed = contrast.with.at(outcome);
      PairedMoments moments;
      for (std::size_t h = from; h < std::min(to, as_it_is.size()); ++h)
        if (std::isfinite(as_it_is[h] - changed[h])) moments.add(as_it_is[h], changed[h]);
      return moments;
    };
    const PairedMoments moments = pairs(plays_[needed.base], plays_[*needed.contrast], 0, options_.study.worlds);
    finding.with = moments.with.mean();
    finding.without = moments.without.mean();
    finding.difference = finding.change = moments.difference.mean();
    finding.ci95 = finding.change_ci95 = interval_of(moments, finding.unit);
    for (std::size_t a = 0; a < claim.ablations.size(); ++a) {
      const PairedMoments off =
          pairs(plays_[needed.ablated[a].base], plays_[*needed.ablated[a].contrast], 0, options_.study.worlds);
      finding.ablations.push_back({claim.ablations[a], off.difference.mean(), interval_of(off, finding.unit)});
    }
    if (!needed.base_draws) return;
    const std::uint32_t draws = number_of_draws(options_.study);
    const std::size_t histories = options_.study.worlds / draws;
    std::vector<double> differences;
    std::vector<double> errors;
    for (std::uint32_t draw = 0; draw < draws; ++draw) {
      const PairedMoments under =
          pairs(plays_[*needed.base_draws], plays_[*needed.contrast_draws], draw * histories, (draw + 1) * histories);
      if (under.difference.count() < 2) continue;
      differences.push_back(under.difference.mean());
      errors.push_back(under.difference.standard_error());
    }
    if (differences.empty()) return;
    finding.prior = range_of_draws(differences, errors);
    finding.prior->scheme = options_.study.prior_scheme == PriorScheme::independent ? "independent" : "common";
  }

  std::shared_ptr<const Scenario> scenario_;
  const Claims& claims_;
  const ClaimsOptions& options_;
  std::vector<Play> plays_;
  std::map<std::string, std::size_t> numbers_;  // of plays, by what they ask
  std::vector<Needed> needed_;                  // [claim]
  std::set<std::string, std::less<>> wanted_;   // outcomes
  std::vector<Problem> problems_;
  std::uint64_t done_ = 0, all_ = 0;
};

}  // namespace

void check_claims(const Scenario& scenario, const Claims& claims, const ClaimsOptions& options) {
  Evidence(scenario, claims, options).plan_all();
}

ClaimsResult judge_claims(const Scenario& scenario, const Claims& claims, const ClaimsOptions& options) {
  return Evidence(scenario, claims, options).gather();
}

}  // namespace coexist
