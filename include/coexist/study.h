// SPDX-License-Identifier: Apache-2.0
// Studies: a question asked of pairs of arms, and its answer with its uncertainty.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "coexist/error.h"
#include "coexist/keeper.h"
#include "coexist/scenario.h"

namespace coexist {

// A number changed by its path, as `--set` does: "eta", "doctrine.two_camps.fund", "polity.HUN.mu", "flashpoint.Berlin.rate".
struct Override {
  std::string path;
  std::string value;
};

enum class EngineChoice { batch, reference };

// How the weights of doctrines and stereotypes vary under the priors: each on its own (the wider), or mostly together by feature.
enum class PriorScheme { independent, common };

// One thing that happened in one history.
struct HistoryEvent {
  std::uint32_t history = 0;
  std::string arm;  // with, without
  Date date;
  std::string kind;  // entry, succession, adoption, demonstration, threat, subversion, intervention, crisis, false_alarm, unrest,
                     // overthrow, reform, split, superpower_war (as the scenario calls the two), nuclear_use
  std::string actor, target;  // polities, by identifier; empty where there is none
  std::string place;          // of a crisis: the flashpoint, "threat" or "accident"; of a dated demonstration: its name
  std::string result;         // doctrine adopted, system brought, bloc joined, how a crisis or an intervention ended
  double number = 0;          // rung of a crisis; share added by unrest
  std::string over;           // of a crisis after a threat: the polity threatened
};
// The event as a sentence, with the names of the scenario's polities.
std::string in_words(const HistoryEvent& event, const Scenario& scenario);

// What `ask` and `run` share.
struct StudyOptions {
  std::string question;                                     // id; empty: the scenario's first
  std::optional<std::string> actor, about, instead, adopt;  // in place of the question's own
  std::vector<std::string> drop;                            // dated events left out: "demonstration:1959-09"
  std::vector<std::string> without;                         // mechanisms off
  std::string dated =
      "all";  // dated demonstrations and incidents: all, pre-adoption (those before the question's adoption), none
  std::uint32_t worlds = 20000;  // histories an arm, 1 .. max_worlds
  std::uint64_t seed = 1;
  std::optional<std::string> until;  // horizon, "YYYY-MM"; default: the scenario's end
  int threads = 0;                   // 0: all
  std::uint32_t batch = 256;         // histories a thread takes at a time; no influence on results
  EngineChoice engine = EngineChoice::batch;
  std::optional<std::uint32_t> prior_draws;  // ask(): 0: none; default: one for every 100 histories, at most 200, none below 20
  PriorScheme prior_scheme = PriorScheme::independent;
  bool attribute = false;              // ask(): which part of the doctrine did it?
  bool attribute_principles = false;   // ask(): the same, and which of the promised principles?
  bool channels = false;               // ask(): which way did it go?
  std::vector<std::string> series;     // `H[USA,RUS]`, for run()
  std::optional<std::uint32_t> world;  // run(): one history's own values
  std::optional<std::uint32_t> draw;   // run(): under this draw of all judged numbers from their priors

  Keeper* keeper = nullptr;  // who keeps what is played; none: nobody
  std::uint32_t trace = 0;   // histories kept whole, with their events and monthly columns, from 0 on; needs a keeper

  const std::atomic<bool>* stop = nullptr;  // set from outside: end soon, say how far it got
  std::function<void(std::uint32_t done, std::uint32_t all)> progress;
  // One call a history and arm, in order: every outcome, as in `outcome_names`.
  std::function<void(std::uint32_t history, const char* arm, const std::vector<double>& values)> on_history;
  // One call an event, in order of history, arm and month.  Subversions, a hundred a history, are events too.
  std::function<void(const HistoryEvent& event)> on_event;
};
inline constexpr std::uint32_t max_worlds = 10'000'000;
inline constexpr std::uint32_t max_draws = 10'000;

struct Interval {
  double low = 0, high = 0;
  bool holds_zero() const { return low <= 0 && high >= 0; }
};

enum class Direction { up, down, undetermined };
std::string direction_name(Direction direction);

// What the answer would have been under other values of the judged numbers, drawn from their priors.
struct PriorRange {
  std::string scheme;                                    // independent, common
  std::uint32_t draws = 0;                               // that could be counted
  std::uint32_t marked = 0;                              // pairs left out because one of their histories went wrong
  double q05 = 0, q95 = 0;                               // quantiles of the difference over draws
  double negative = 0, positive = 0;                     // share of draws of each sign, a draw's own error taken into account
  std::string verdict;                                   // holds (95 % agree in sign), likely (80 %), undetermined
  std::vector<std::pair<std::string, double>> leans_on;  // the numbers it leans on most, with their rank correlation
  double chance_correlation = 0;  // what the largest of as many unrelated numbers exceeds in one of twenty lists
  Interval range() const { return {q05, q95}; }
};

struct OutcomeAnswer {
  std::string name, meaning, unit;
  std::string kind;       // conduct, response, joint
  std::string estimator;  // "exact chance", "count" or "mean"
  double with = 0, without = 0, difference = 0;
  std::optional<Interval> ci95;           // of the difference, from the pairs; none from a single pair
  double turned_up = 0, turned_down = 0;  // shares of histories
  std::optional<double> pairing_gain;     // none where the difference does not vary
  struct Counted {
    double with = 0, without = 0;
  };
  std::optional<Counted> counted;        // of an exact chance: the share of histories in which the event happened
  std::optional<Interval> counted_ci95;  // of the difference of the two shares
  std::optional<PriorRange> prior;       // none where no draws were asked for
  std::string put_in;                    // what follows from an input by construction; empty: nothing does
  Direction direction() const;           // by the simulation error: undetermined where the interval holds zero or there is none
  Direction direction_under_priors() const;  // undetermined where the range over draws holds zero, or fewer than 80 % agree
};

// A mean over pairs, with its 95 % interval; none from a single pair.
struct Estimate {
  double value = 0;
  std::optional<Interval> ci95;
};

// The share of each part of the doctrine in an outcome's difference; the shares add up to it.
struct Attributed {
  std::string outcome;
  struct Principle : Estimate {
    std::string principle;  // as the scenario names it, or weight_and_scope
  };
  struct Part : Estimate {
    std::string part;                   // intent, promises, demonstrations, movement, means
    std::vector<Principle> principles;  // of promises, where they were asked for; they add up to it
  };
  std::vector<Part> parts;
  // By set of parts that are those of the doctrine, bit i for parts[i], the others being those of its predecessor: the difference to
  // the world without.  The first is 0, the last the whole difference.
  std::vector<Estimate> sets;
};

// The effect that disappears from an outcome's difference when a channel is held at what it is in the world without.
struct Channelled {
  std::string outcome;
  struct Way : Estimate {
    std::string channel;  // belief, fear, arms, publics, example, alliance; last the remainder
  };
  std::vector<Way> ways;  // they add up to the difference
};

// What a dated event did alone, in the world with the doctrine: that world less the same without the event.
struct EventEffect {
  struct Row {
    std::string outcome;
    double difference = 0;
    std::optional<Interval> ci95;
  };
  std::string event;  // "demonstration:1959-09"
  std::string name;   // as the scenario calls it; may be empty
  std::vector<Row> outcomes;
};

struct Sentence {
  std::string text;
  std::string outcome;  // the outcome whose row it rests on; empty for one about none
  Direction direction = Direction::undetermined;
  std::string basis;  // "simulation": the interval at the defaults; "prior": the range over draws from the priors
};

// How many facts of the record the world with the doctrine meets (coexist/facts.h), of those that the model can be held beside.
struct FactsMet {
  std::size_t met = 0, held = 0;
  std::uint32_t worlds = 0;  // histories that were played for it
};

struct Answer {
  std::string scenario, title;
  int model = 2;  // version of the model that was played
  Called called;
  std::uint32_t worlds = 0;  // histories an arm
  std::uint64_t seed = 1;
  Question question;
  std::string actor_name, rival_name;  // as they stand in a sentence: "the Soviet Union"
  Date start, until;
  std::vector<OutcomeAnswer> outcomes;
  std::vector<Attributed> attribution;  // in the order of `outcomes`; empty unless asked for
  std::vector<Channelled> channels;     // in the order of `outcomes`; empty unless asked for
  std::vector<Sentence> sentences;
  std::vector<std::string> dropped, without;  // what was left out
  std::string dated = "all";                  // of dated demonstrations and incidents: which took place
  std::vector<std::string> dropped_names;     // of each of `dropped`, as the scenario calls it; may be empty
  std::vector<EventEffect> events_alone;      // of each of `dropped`
  std::vector<std::string> set;               // numbers set from outside, "eta=0.2"
  std::string source;                         // the file, or the bundled name, that was read
  std::optional<FactsMet> record;             // of a scenario with facts, asked its own first question
  std::string digest;
  std::uint32_t marked = 0;                     // pairs left out because one of their histories went wrong
  std::vector<std::uint32_t> marked_histories;  // the first of them
  std::vector<std::string> replays;             // commands that play these again, and the first under the priors
  double seconds = 0;
  double twin_worlds_per_second = 0;
  std::string instruction_set;
  bool stopped = false;  // ended early; `worlds` says how far it got
};

// Names of the columns that on_history is given, for a scenario and question.
std::vector<std::string> outcome_names(const Scenario& scenario, const StudyOptions& options);

// Twin arms, with and without the doctrine, under the same draws.  Throws InputError, all problems at once.
Answer ask(const Scenario& scenario, const StudyOptions& options);

// One arm.
struct OutcomeSummary {
  std::string name, meaning, unit, kind;
  double mean = 0;
  std::optional<Interval> ci95;  // of the mean
  double low = 0, high = 0;      // 5 % and 95 % quantiles over histories
};
struct SeriesSummary {
  std::string name;
  std::vector<double> mean, low, high;  // [month]; of one history: `mean` alone, its own values
};
struct RunResult {
  std::string scenario, title, arm;
  int model = 2;         // version of the model that was played
  std::string look_for;  // the scenario's own paragraph on what to look for
  std::optional<Question> question;
  std::uint32_t worlds = 0;
  std::optional<std::uint32_t> world;
  std::optional<std::uint32_t> draw;  // of judged numbers, from their priors
  std::uint64_t seed = 1;
  Date start, until;
  std::vector<OutcomeSummary> outcomes;
  std::vector<SeriesSummary> series;
  std::string digest;
  std::uint32_t marked = 0;
  std::vector<std::uint32_t> marked_histories;
  std::vector<std::string> replays;  // commands that play these again
  double seconds = 0;
  double worlds_per_second = 0;
  std::string instruction_set;
  bool stopped = false;
};
enum class ArmChoice { with, without };
RunResult run(const Scenario& scenario, ArmChoice arm, const StudyOptions& options);

}  // namespace coexist
