// SPDX-License-Identifier: Apache-2.0
// How fast this machine plays the flagship scenario, and how near that is to what its processor could do.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace coexist {

struct BenchOptions {
  std::uint32_t repeats = 0;  // 0: nine, or two where quick
  int threads = 0;            // of "all cores"; 0: all of the machine
  bool quick = false;         // fewer and shorter: a trial, not a measurement
  const std::atomic<bool>* stop = nullptr;
  std::function<void(std::uint32_t done, std::uint32_t all)> progress;  // repeats
};

// Of the repeats.
struct Spread {
  double median = 0, low = 0, high = 0;
};

struct BenchResult {
  bool stopped = false;  // from outside, before all repeats were done; then nothing else is meant
  bool quick = false;
  std::uint32_t repeats = 0;
  int threads = 0;
  std::string scenario, processor, instruction_set;
  int model = 2;  // version of the model that was played

  // What one arm of the histories comes to, counted in the histories.  A history-month is a month that a history lived; an acting
  // dyad-step an active principal and another polity toward which an act was drawn in such a month.
  std::uint32_t histories = 0;
  std::uint32_t months = 0;  // from start to end of the scenario
  std::uint64_t history_months = 0, acting_dyad_steps = 0;

  Spread core_steps, core_months;        // a second of processor time, one thread
  Spread all_steps, all_months;          // a second by the clock, all threads
  Spread processor_share;                // processor time of one thread over time by the clock: below 1 others had the core
  Spread all_processors;                 // processor time of all threads over time by the clock
  Spread all_to_one;                     // by the clock
  Spread second_arm;                     // what the second arm of a pair costs, over what the first does
  Spread reference_steps, to_reference;  // the same on the reference engine; how many times faster the batch engine is

  Spread fused_multiply_adds;  // single ones a second, one core, nothing else to do
  Spread draws;                // 32-bit words of Philox a second
  Spread draws_share;          // of the batch engine's time
  double blocks = 0;           // of Philox, four words each, a history-month

  // Parts of the batch engine's time on one core.
  struct Part {
    std::string name;         // a mechanism, or "outcomes"
    double share = 0;         // of the time
    double of_the_limit = 0;  // the part's own limit over its time
  };
  std::vector<Part> parts;

  // The time in which the model's operations could issue if nothing waited for anything (docs/performance-limit.md).
  struct Kind {
    std::string name;
    double count = 0;        // operations on sixteen lanes, sixteen months of history at a time
    double nanoseconds = 0;  // each, nothing else to do
  };
  std::vector<Kind> operations;
  double widest = 0;                  // operations of all kinds a nanosecond, in the fastest mixture measured
  std::vector<std::string> bound_by;  // the kinds that share ports and take longest; empty: all of them together, at the widest
  Spread limit_steps;                 // acting dyad-steps a second of one core at the limit
  Spread limit_reached;               // share of it
};

// Takes a while and all cores.
BenchResult bench(const BenchOptions& options);

std::string as_text(const BenchResult& result);
// The contract's JSON (docs/interface.md).
std::string as_json(const BenchResult& result);

}  // namespace coexist
