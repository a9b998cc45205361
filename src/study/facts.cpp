// SPDX-License-Identifier: Apache-2.0
// Facts held beside histories: each number read off every history that has it, and the rule by which the record is inside or outside.
#include "coexist/facts.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <numeric>

#include "base/float_environment.h"
#include "coexist/names.h"
#include "random/functions.h"
#include "study/losses.h"
#include "study/quantiles.h"
#include "study/setting.h"
#include "study/statistics.h"

namespace coexist {
namespace {

constexpr int a_year = 12;
constexpr std::size_t fewest_pairs = 3;  // that have a correlation

using Numbers = std::vector<double>;

// Pearson's; none where a side does not vary.
std::optional<double> correlation_of(const Numbers& a, const Numbers& b) {
  if (a.size() < fewest_pairs) return std::nullopt;
  const auto n = static_cast<double>(a.size());
  const double mean_a = std::accumulate(a.begin(), a.end(), 0.0) / n;
  const double mean_b = std::accumulate(b.begin(), b.end(), 0.0) / n;
  double ab = 0;
  double aa = 0;
  double bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - mean_a) * (b[i] - mean_b);
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
  }
  if (!(aa > 0) || !(bb > 0)) return std::nullopt;
  return ab / std::sqrt(aa * bb);
}

// A fact with its columns found and its dates counted in months from the beginning.
struct Reader {
  const Fact* fact = nullptr;
  std::vector<std::size_t> of, per;  // series
  double equals = 0;
  int from = 0, until = 0, before_from = 0, before_until = 0;  // months, both included
};

// One history: values[series * months + month], of which `lived` months count.
struct History {
  const double* values;
  int months;
  int lived;
  Date start;

  double at(std::size_t series, int month) const {
    return values[series * static_cast<std::size_t>(months) + static_cast<std::size_t>(month)];
  }
  double sum(const std::vector<std::size_t>& columns, int month) const {
    double all = 0;
    for (const std::size_t column : columns) all += at(column, month);
    return all;
  }
  // Over the months lived of a span.
  Numbers course(const std::vector<std::size_t>& columns, int from, int until) const {
    Numbers all;
    for (int t = from; t <= std::min(until, lived - 1); ++t) all.push_back(sum(columns, t));
    return all;
  }
  bool is_december(int month) const { return (start + month).month() == a_year; }
};

double total(const Numbers& numbers) { return std::accumulate(numbers.begin(), numbers.end(), 0.0); }

std::optional<double> over(double one, double other) { return other != 0 ? std::optional(one / other) : std::nullopt; }

std::optional<double> yearly(const History& history, const Reader& read, int from, int until) {
  const Numbers months = history.course(read.of, from, until);
  return months.empty() ? std::nullopt : std::optional(total(months) * a_year / static_cast<double>(months.size()));
}

std::optional<double> growth_of(double before, double after, double years) {
  if (!(before > 0) || !(after > 0) || !(years > 0)) return std::nullopt;
  return logarithm(after / before) / years;
}

// From one December to the next; none of all where one is not positive.
Numbers december_growth(const History& history, const std::vector<std::size_t>& columns, const Reader& read) {
  Numbers all;
  std::optional<double> before;
  for (int t = read.from; t <= std::min(read.until, history.lived - 1); ++t) {
    if (!history.is_december(t)) continue;
    const double now = history.sum(columns, t);
    if (before) {
      const std::optional<double> growth = growth_of(*before, now, 1);
      if (!growth) return {};
      all.push_back(*growth);
    }
    before = now;
  }
  return all;
}

// Means of every so many months; a rest is left out.
Numbers in_steps(const Numbers& months, int every) {
  const auto step = static_cast<std::size_t>(every);
  Numbers all;
  for (std::size_t first = 0; first + step <= months.size(); first += step)
    all.push_back(std::accumulate(months.begin() + static_cast<std::ptrdiff_t>(first),
                      months.begin() + static_cast<std::ptrdiff_t>(first + step), 0.0) /
                  static_cast<double>(every));
  return all;
}

std::optional<double> persistence_of(const History& history, const Reader& read) {
  const Numbers steps = in_steps(history.course(read.of, read.from, read.until), read.fact->every);
  if (steps.size() < 2) return std::nullopt;
  return correlation_of({steps.begin(), steps.end() - 1}, {steps.begin() + 1, steps.end()});
}

std::optional<double> dispersion_of(const History& history, const Reader& read) {
  Moments years;
  for (const double mean : in_steps(history.course(read.of, read.from, read.until), a_year)) years.add(mean * a_year);
  return years.count() < 2 ? std::nullopt : over(years.variance(), years.mean());
}

std::optional<double> entries_of(const History& history, const Reader& read, bool only_whether) {
  const int last = std::min(read.until, history.lived - 1);
  if (last < read.from) return std::nullopt;
  int entries = 0;
  bool ever = false;
  for (const std::size_t column : read.of)
    for (int t = read.from; t <= last; ++t) {
      const bool holds = history.at(column, t) == read.equals;
      ever = ever || holds;
      if (holds && t > 0 && history.at(column, t - 1) != read.equals) ++entries;
    }
  return only_whether ? (ever ? 1 : 0) : entries;
}

// None where the history does not have the number.
std::optional<double> measured(const History& history, const Reader& read) {
  const bool reached = read.until < history.lived;
  const auto span = [&](const std::vector<std::size_t>& columns) { return history.course(columns, read.from, read.until); };
  switch (*read.fact->measure) {
    case Measurement::per_year: return yearly(history, read, read.from, read.until);
    case Measurement::more_per_year: {
      const auto before = yearly(history, read, read.before_from, read.before_until);
      const auto after = yearly(history, read, read.from, read.until);
      return before && after ? std::optional(*after - *before) : std::nullopt;
    }
    case Measurement::share: return over(total(span(read.of)), total(span(read.per)));
    case Measurement::mean: {
      const Numbers months = span(read.of);
      return over(total(months), static_cast<double>(months.size()));
    }
    case Measurement::at: return reached ? std::optional(history.sum(read.of, read.until)) : std::nullopt;
    case Measurement::ratio:
      return reached ? over(history.sum(read.of, read.until), history.sum(read.per, read.until)) : std::nullopt;
    case Measurement::growth:
      return reached ? growth_of(history.sum(read.of, read.from), history.sum(read.of, read.until),
                           static_cast<double>(read.until - read.from) / a_year)
                     : std::nullopt;
    case Measurement::growth_correlation: {
      const Numbers one = december_growth(history, read.of, read);
      const Numbers other = december_growth(history, read.per, read);
      return one.size() == other.size() ? correlation_of(one, other) : std::nullopt;
    }
    case Measurement::correlation: return correlation_of(span(read.of), span(read.per));
    case Measurement::persistence: return persistence_of(history, read);
    case Measurement::dispersion: return dispersion_of(history, read);
    case Measurement::count:
      return reached ? std::optional(static_cast<double>(std::ranges::count_if(
                           read.of, [&](std::size_t column) { return history.at(column, read.until) == read.equals; })))
                     : std::nullopt;
    case Measurement::entries: return entries_of(history, read, false);
    case Measurement::ever: return entries_of(history, read, true);
  }
  return std::nullopt;
}

// One number over histories.
struct Found {
  Moments moments;
  Quantiles quantiles{4096};
  std::uint64_t ones = 0, below = 0, above = 0;
};

class Holder {
 public:
  Holder(const Scenario& scenario, const Facts& facts, const StudyOptions& options)
      : scenario_(scenario), facts_(facts), options_(options) {
    options_.series.clear();
    posed_ = pose(scenario_, options_, ArmsAsked::one);
    if (!posed_.has_question)
      throw InputError({scenario_.source, 0, 0, "the scenario asks no question",
          "Add a [[question]], so that there is an arm with the doctrine"});
    ends_ = {follow("war"), follow("nuclear")};
    for (const Fact& fact : facts_.list) prepare(fact);
    if (!problems_.empty()) throw InputError(problems_);
    posed_ = pose(scenario_, options_, ArmsAsked::one);
  }

  FactsResult play() {
    const int months = posed_.setting.model.months;
    const std::size_t numbers = options_.series.size() * static_cast<std::size_t>(months);
    EnsembleOptions how = ensemble_options(options_);
    // A piece is some megabytes at most.
    constexpr std::size_t most_in_a_piece = 300'000;
    how.piece = std::min(how.piece, static_cast<std::uint32_t>(most_in_a_piece / (numbers + 1) + 1));
    const std::array<Intervention, 1> arms = {posed_.with};
    Losses losses({"with"});
    std::vector<Found> found(readers_.size());
    FactsResult result;
    result.worlds = play_ensemble(posed_.setting, arms, posed_.fork, how, [&](const Piece& piece) {
      for (std::uint32_t h = 0; h < piece.count; ++h) {
        if (losses.leaves_out(piece, h, posed_.setting.outcomes)) continue;
        const History history{piece.played.series.data() + h * numbers, months, months, posed_.setting.model.start};
        take(history, found);
      }
    });
    result.stopped = result.worlds < how.histories;
    if (!result.stopped) losses.fail_if_too_many(scenario_, options_);
    result.marked = losses.lost();
    tell(found, result);
    return result;
  }

 private:
  void problem(const Fact& fact, const std::string& message, const std::string& remedy = {}) {
    problems_.push_back({facts_.source, fact.line, 1, "fact " + quoted(fact.id) + ": " + message, remedy});
  }

  std::size_t follow(const std::string& cell) {
    const auto known = std::ranges::find(options_.series, cell);
    if (known != options_.series.end()) return static_cast<std::size_t>(known - options_.series.begin());
    options_.series.push_back(cell);
    return options_.series.size() - 1;
  }

  // "sys[*]": of every polity.
  std::vector<std::string> cells_of(const std::string& text) const {
    if (!text.ends_with("[*]")) return {text};
    std::vector<std::string> all;
    for (const PolityNumbers& polity : posed_.setting.model.polities)
      all.push_back(text.substr(0, text.size() - 2) + polity.id + ']');
    return all;
  }

  std::vector<std::size_t> columns(const Fact& fact, const std::vector<std::string>& texts) {
    std::vector<std::size_t> all;
    for (const std::string& text : texts) {
      const std::vector<std::string> cells = cells_of(text);
      StudyOptions trial = options_;
      trial.series = {cells.front()};
      try {
        pose(scenario_, trial, ArmsAsked::one);
      } catch (const InputError& error) {
        for (const Problem& wrong : error.problems()) problem(fact, wrong.message, wrong.remedy);
        continue;
      }
      for (const std::string& cell : cells) all.push_back(follow(cell));
    }
    return all;
  }

  int month(const Fact& fact, std::string_view key, std::optional<Date> date, int otherwise) {
    if (!date) return otherwise;
    const int t = *date - posed_.setting.model.start;
    if (t >= 0 && t < posed_.setting.model.months) return t;
    problem(fact,
        "'" + std::string(key) + "' is " + date->text() + ", outside " + posed_.setting.model.start.text() + " to " +
            (posed_.setting.model.start + (posed_.setting.model.months - 1)).text(),
        "Give a date that the histories reach");
    return otherwise;
  }

  double number_of(const Fact& fact) {
    if (fact.equals.empty()) return 0;
    const std::vector<std::string>& systems = posed_.setting.model.system_names;
    const auto system = std::ranges::find(systems, fact.equals);
    if (system != systems.end()) return static_cast<double>(system - systems.begin());
    const bool is_number =
        fact.equals.size() <= 4 && std::ranges::all_of(fact.equals, [](char c) { return c >= '0' && c <= '9'; });
    if (is_number) return std::stoi(fact.equals);
    problem(fact, "there is no system " + quoted(fact.equals), suggestion(fact.equals, systems));
    return 0;
  }

  void prepare(const Fact& fact) {
    Reader read;
    read.fact = &fact;
    if (fact.measure) {
      const int last = posed_.setting.model.months - 1;
      read.of = columns(fact, fact.of);
      read.per = columns(fact, fact.per);
      read.equals = number_of(fact);
      read.from = month(fact, "from", fact.from, 0);
      read.until = month(fact, "until", fact.until, last);
      read.before_from = month(fact, "before_from", fact.before_from, 0);
      read.before_until = month(fact, "before_until", fact.before_until, last);
    }
    readers_.push_back(std::move(read));
  }

  void take(History history, std::vector<Found>& found) const {
    // The month in which a history ends is lived; its columns stay as they are after it.
    for (int t = 0; t < history.months; ++t)
      if (history.at(ends_[0], t) != 0 || history.at(ends_[1], t) != 0) {
        history.lived = t + 1;
        break;
      }
    for (std::size_t f = 0; f < readers_.size(); ++f) {
      if (!readers_[f].fact->measure) continue;
      const std::optional<double> value = measured(history, readers_[f]);
      if (!value || !std::isfinite(*value)) continue;
      Found& all = found[f];
      all.moments.add(*value);
      all.quantiles.add(*value);
      all.ones += *value == 1 ? 1U : 0U;
      if (const auto& record = readers_[f].fact->record) {
        all.below += *value < *record ? 1U : 0U;
        all.above += *value > *record ? 1U : 0U;
      }
    }
  }

  void tell(std::vector<Found>& found, FactsResult& result) const {
    for (std::size_t f = 0; f < readers_.size(); ++f) {
      const Fact& fact = *readers_[f].fact;
      HeldFact held_fact;
      held_fact.fact = fact;
      Found& all = found[f];
      const std::uint64_t count = all.moments.count();
      held_fact.histories = static_cast<std::uint32_t>(count);
      if (count > 0) {
        held_fact.mean = all.moments.mean();
        held_fact.middle = all.quantiles.quantile(0.5);
        held_fact.q05 = all.quantiles.quantile(0.05);
        held_fact.q95 = all.quantiles.quantile(0.95);
        held_fact.mean_ci95 = fact.measure == Measurement::ever ? share_interval(count, all.ones) : all.moments.interval();
        if (fact.record) {
          held_fact.below = static_cast<double>(all.below) / static_cast<double>(count);
          held_fact.above = static_cast<double>(all.above) / static_cast<double>(count);
        }
      }
      held_fact.status = held(fact, held_fact);
      result.facts.push_back(std::move(held_fact));
    }
    result.scenario = scenario_.name;
    result.model = scenario_.model;
    result.source = scenario_.source;
    result.facts_source = facts_.source;
    result.question = posed_.question;
    result.seed = options_.seed;
    result.dropped = options_.drop;
    result.without = options_.without;
  }

  const Scenario& scenario_;
  const Facts& facts_;
  StudyOptions options_;
  Posed posed_;
  std::vector<Problem> problems_;
  std::vector<Reader> readers_;
  std::array<std::size_t, 2> ends_{};  // series that say that a history is over
};

}  // namespace

std::string status_name(FactStatus status) {
  switch (status) {
    case FactStatus::inside: return "inside";
    case FactStatus::outside: return "outside";
    case FactStatus::unheld: break;
  }
  return "not held";
}

FactStatus held(const Fact& fact, const HeldFact& found) {
  if (!fact.measure || found.histories == 0) return FactStatus::unheld;
  const auto within = [](double value, double low, double high) { return value >= low && value <= high; };
  if (fact.of_mean) return within(found.mean, fact.range.low, fact.range.high) ? FactStatus::inside : FactStatus::outside;
  const bool record_in_band = fact.record && within(*fact.record, found.q05, found.q95);
  const bool middle_in_range = within(found.middle, fact.range.low, fact.range.high);
  return record_in_band || middle_in_range ? FactStatus::inside : FactStatus::outside;
}

std::size_t FactsResult::met() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(facts, [](const HeldFact& fact) { return fact.status == FactStatus::inside; }));
}

std::size_t FactsResult::held() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(facts, [](const HeldFact& fact) { return fact.status != FactStatus::unheld; }));
}

std::optional<FactsMet> facts_met(const Scenario& scenario, const StudyOptions& options) {
  const bool is_its_own = (options.question.empty() || options.question == scenario.questions.front().id) && !options.actor &&
                          !options.about && !options.adopt && !options.until && options.drop.empty() && options.dated == "all";
  const std::optional<Facts> facts = is_its_own ? bundled_facts(scenario) : std::nullopt;
  if (!facts) return std::nullopt;
  constexpr std::uint32_t enough = 1000;
  StudyOptions of_facts;
  of_facts.without = options.without;
  of_facts.worlds = std::min(options.worlds, enough);
  of_facts.seed = options.seed;
  of_facts.threads = options.threads;
  of_facts.engine = options.engine;
  of_facts.stop = options.stop;
  const FactsResult result = hold_against(scenario, *facts, of_facts);
  if (result.stopped) return std::nullopt;
  return FactsMet{result.met(), result.held(), result.worlds};
}

void check_facts(const Scenario& scenario, const Facts& facts, const StudyOptions& options) {
  static_cast<void>(Holder(scenario, facts, options));
}

FactsResult hold_against(const Scenario& scenario, const Facts& facts, const StudyOptions& options) {
  const FloatEnvironment standard;
  const auto start = std::chrono::steady_clock::now();
  FactsResult result = Holder(scenario, facts, options).play();
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

}  // namespace coexist
