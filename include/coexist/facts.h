// SPDX-License-Identifier: Apache-2.0
// Facts of the record, and what the model's histories come to in their place.
//
// A fact is data (library/facts, docs/facts.md): a summary number of the record with its own doubt, and how the same number is read off
// one history.  A history of the world with the doctrine stands beside the one history there was; whether the record could be one of
// the model's histories follows from a rule, not from an opinion.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "coexist/dates.h"
#include "coexist/report.h"
#include "coexist/scenario.h"
#include "coexist/study.h"

namespace coexist {

// How a number is read off one history.  `of`, `per`: sums of columns; `a span`: its months from `from` to `until`, as far as the history
// lived.  A number that a history does not have (nothing to divide by, a history that ended before) leaves it out of the count.
enum class Measurement {
  per_year,            // sum of `of` over the span, a year of it
  more_per_year,       // the same, less that of the months from `before_from` to `before_until`
  share,               // sum of `of` over that of `per`, over the span
  mean,                // of `of`, over the span
  at,                  // `of` at `until`
  ratio,               // `of` over `per` at `until`
  growth,              // yearly rate of `of` from `from` to `until`: difference of logarithms over years
  growth_correlation,  // of the growth of `of` and `per` from one December to the next, within the span
  correlation,         // of `of` and `per`, month by month
  persistence,         // correlation of `of` with itself `every` months later, means of `every` months
  dispersion,          // variance over mean of the yearly sums of `of`, whole years of the span
  count,               // how many of the columns `of` hold `equals` at `until`
  entries,             // how often one of the columns `of` comes to hold `equals` within the span
  ever                 // 1 where one of the columns `of` holds `equals` in some month of the span, else 0
};
inline constexpr std::array measure_names = {"per_year", "more_per_year", "share", "mean", "at", "ratio", "growth",
    "growth_correlation", "correlation", "persistence", "dispersion", "count", "entries", "ever"};

struct Fact {
  std::string id;
  std::string brief;  // a few words, for a table
  std::string unit;
  std::optional<Measurement> measure;  // none: the model has nothing to hold beside it, as `lacks` says
  std::vector<std::string> of, per;
  std::string equals;                                          // the name of a system, or a whole number
  std::optional<Date> from, until, before_from, before_until;  // default: the scenario's span
  int every = 1;
  bool of_mean = false;          // a demand on the mean over histories, rather than on a single one
  std::optional<double> record;  // none: a demand without a number of its own
  Interval range;                // where the record, given its own doubt, can lie
  std::string source, note, lacks;
  int line = 0;  // of its file
};

struct Facts {
  std::string source;    // the file, or the bundled name, they were read from
  std::string scenario;  // name of the scenario they are about
  std::vector<Fact> list;
};

// Facts in TOML.  Throws InputError, all problems at once; or, given `problems`, puts them there, and returns what was read.
Facts read_facts(const std::string& text, const std::string& source, std::vector<Problem>* problems = nullptr);
Facts load_facts_file(const std::string& path, std::vector<Problem>* problems = nullptr);
// Those that come with the program about a scenario of this name; none where there are none.
std::optional<Facts> bundled_facts(const Scenario& scenario);
std::vector<std::string> scenarios_with_facts();

enum class FactStatus {
  inside,   // the band of histories holds the record, or their middle lies where the record can lie
  outside,  // neither
  unheld    // the model has nothing to hold beside it
};
std::string status_name(FactStatus status);

struct HeldFact {
  Fact fact;
  FactStatus status = FactStatus::unheld;
  std::uint32_t histories = 0;         // that have the number
  double mean = 0, middle = 0;         // over them; the middle is the median
  double q05 = 0, q95 = 0;             // the band of nine histories in ten
  std::optional<Interval> mean_ci95;   // simulation error of the mean
  std::optional<double> below, above;  // shares of histories below and above the record
};

struct FactsResult {
  std::string scenario, source, facts_source;
  int model = 2;      // version of the model that was played
  Question question;  // whose doctrine is in force
  std::uint32_t worlds = 0;
  std::uint64_t seed = 1;
  std::uint32_t marked = 0;  // histories left out because they went wrong
  std::vector<std::string> set, dropped, without;
  std::vector<HeldFact> facts;
  double seconds = 0;
  bool stopped = false;

  std::size_t met() const;   // inside
  std::size_t held() const;  // inside or outside
};

// The rule (docs/facts.md).
FactStatus held(const Fact& fact, const HeldFact& found);

// Plays `options.worlds` histories of the arm with the doctrine.  Throws InputError, all problems at once, before anything is played.
FactsResult hold_against(const Scenario& scenario, const Facts& facts, const StudyOptions& options);
// What it would refuse; nothing is played.
void check_facts(const Scenario& scenario, const Facts& facts, const StudyOptions& options);

// How many bundled facts the scenario meets, as its first question stands; none where it has no facts, or where the question, its
// dates or its history are not the scenario's own.  Plays at most 1,000 histories.
std::optional<FactsMet> facts_met(const Scenario& scenario, const StudyOptions& options);

// A table; with `style.all`, every fact at length after it.
std::string as_text(const FactsResult& result, const TextStyle& style);
std::string as_json(const FactsResult& result);

}  // namespace coexist
