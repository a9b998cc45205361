// SPDX-License-Identifier: Apache-2.0
// Who keeps what a study has played, so that it can be gone on with after an end at any moment.
//
// A study tells its keeper what is asked, takes back what is kept already, and hands over the rest as it is played, in the order of
// histories.  What is taken back has the bits of what was played: digest and answer cannot tell the difference.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "coexist/dates.h"

namespace coexist {

// What is asked, for the record and for comparison.
struct Asked {
  using Entry = std::pair<std::string, std::string>;  // what it is; its value
  struct Arm {
    std::string name;  // with, without; with an attribution also each combination of parts, "intent+means"
    std::string doctrine;
  };
  struct Outcome {
    std::string name, unit, kind, meaning;
  };
  struct Column {
    std::string name, index, unit, meaning;
    std::vector<std::string> cells;  // "USA,RUS"
  };
  struct State {
    std::string id, name;
    int ccode = 0;  // of the Correlates of War; 0: none
  };
  std::vector<Entry> same;   // what another value of asks something else
  std::vector<Entry> noted;  // what may differ without a difference to what is kept
  std::uint32_t worlds = 0;  // histories an arm
  std::uint32_t draws = 0, histories_a_draw = 0;
  std::vector<Arm> arms;
  std::vector<Outcome> outcomes;
  std::vector<std::string> series;  // followed in every history
  std::vector<Column> columns;      // of a traced history
  std::vector<State> states;
  Date start;
  int months = 0;
};

// What consecutive histories came to.
struct Block {
  std::uint32_t first = 0, count = 0;
  std::vector<double> outcomes;  // [arm][history][outcome]
  std::vector<double> series;    // [arm][history][series][month]
};

// One draw from the priors, after so many of its histories.
struct KeptDraw {
  struct Sums {
    std::uint64_t count = 0;
    double mean = 0, squares = 0;  // of the paired difference; squares about the mean
  };
  std::uint32_t number = 0, histories = 0, marked = 0;
  std::vector<Sums> differences;  // [outcome]
};

// The monthly course of a series over histories of an arm.
struct MonthlySummary {
  std::string arm, series;
  std::uint32_t histories = 0;
  bool all = false;                     // over all histories of the run, rather than the first of them
  std::vector<double> mean, low, high;  // [month]; 5 and 95 % quantiles
};

// One whole history of one arm.
struct TracedHistory {
  std::uint32_t history = 0;
  std::string arm;
  std::string events;                        // lines of tab-separated fields: date, kind, actor, target, place, result, number
  std::vector<std::vector<double>> columns;  // as in Asked::columns, [column][cell * months + month]
};

class Keeper {
 public:
  Keeper() = default;
  virtual ~Keeper() = default;
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;

  // Comes first, before anything is played.  Throws InputError where what is kept answers something else.
  virtual void begin(const Asked& asked) = 0;

  // Histories kept: 0 .. n-1.
  virtual std::uint32_t histories() const = 0;
  // Hands back the blocks kept, in order, as long as `take` returns true.
  virtual void replay(const std::function<bool(Block&&)>& take) = 0;
  virtual std::optional<KeptDraw> draw(std::uint32_t number) = 0;
  // Histories over which the courses of the default series are kept; histories traced: 0 .. n-1.
  virtual std::uint32_t summarised() const = 0;
  virtual std::uint32_t traced() const = 0;

  // Each is kept whole or not at all.  They throw RunError where they cannot be kept.
  virtual void keep(const Block& block) = 0;  // begins where the last one ended
  virtual void keep(const KeptDraw& draw) = 0;
  virtual void keep(const std::vector<MonthlySummary>& summaries) = 0;
  virtual void keep(const std::vector<TracedHistory>& arms) = 0;  // one history in all its arms
  // What was handed over is safe from here on.
  virtual void flush() = 0;
};

}  // namespace coexist
