// SPDX-License-Identifier: Apache-2.0
// The parts that the engine's time goes to, each on its own, on every instruction set of this processor; sixteen histories at a
// time, and an item is one of them.  Compiled once for each instruction set, as the kernels are.
#include "micro_benchmarks.h"

#include <benchmark/benchmark.h>

#include <array>
#include <string>

#include "coexist/scenario_file.h"
#include "doctrine/conduct.h"
#include "mechanisms/crisis.h"
#include "random/draws.h"
#include "random/functions.h"
#include "study/setting.h"

#define COEXIST_TEXT_OF(name) #name
#define COEXIST_TEXT(name) COEXIST_TEXT_OF(name)
#define COEXIST_JOIN(a, b) a##b
#define COEXIST_REGISTER(kernel) COEXIST_JOIN(register_, kernel)

namespace coexist {
namespace {

struct Isa {};
using Real = Lanes<float, 16, Isa>;

// Independent calls side by side, as a sweep over polities makes them.
constexpr std::size_t calls = 64;
using Row = std::array<Real, calls>;

Row row(double low, double high) {
  Row values;
  const Draws<Real> draws(1, 0);
  for (std::size_t n = 0; n < calls; ++n) values[n] = Real(low) + Real(high - low) * draws.block(0, DrawGroup::act, n).uniform(0);
  return values;
}

void items(benchmark::State& state) { state.SetItemsProcessed(state.iterations() * static_cast<int>(calls) * lanes_of<Real>); }

void draw_block(benchmark::State& state) {
  const Draws<Real> draws(1, 0);
  Row row;
  for ([[maybe_unused]] auto _ : state) {
    for (std::size_t n = 0; n < calls; ++n) row[n] = draws.block(0, DrawGroup::act, n).uniform(0);
    benchmark::DoNotOptimize(row);
  }
  items(state);
}

template <Real (*function)(Real)> void of_a_row(benchmark::State& state, double low, double high) {
  Row from = row(low, high);
  Row to;
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(from);
    for (std::size_t n = 0; n < calls; ++n) to[n] = function(from[n]);
    benchmark::DoNotOptimize(to);
  }
  items(state);
}
void exponential_of(benchmark::State& state) { of_a_row<exponential<Real>>(state, -10, 10); }
void logarithm_of(benchmark::State& state) { of_a_row<logarithm<Real>>(state, 1e-3, 1e3); }
void normal_cdf_of(benchmark::State& state) { of_a_row<normal_cdf<Real>>(state, -5, 5); }

// Governments in middling situations, with the weights of the flagship's stereotypes.
struct Conduct {
  Posed posed = pose(load_scenario(bundled_scenarios().front()), {});
  const Codebook& codebook = posed.setting.model.codebook;
  Leaning<Real> revisionist = leaning_of<Real>(posed.setting.model.revisionist);
  Leaning<Real> seeker = leaning_of<Real>(posed.setting.model.security_seeker);
  Row distrust = row(0, 1);

  Situation<Real> situation(std::size_t n) const {
    const Real half = Real(0.5);
    return {.stake = half,
        .danger = half,
        .distrust = distrust[n],
        .hostility = half,
        .memory = Real(0),
        .public_mood = half,
        .unrest = Real(0),
        .reach = half,
        .scope = half,
        .broken_by = {}};
  }
};

void odds(benchmark::State& state) {
  Conduct conduct;
  Row sums;
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(conduct.distrust);
    for (std::size_t n = 0; n < calls; ++n) sums[n] = odds_of_acts(conduct.codebook, conduct.situation(n), conduct.seeker).sum;
    benchmark::DoNotOptimize(sums);
  }
  items(state);
}

void evidence(benchmark::State& state) {
  Conduct conduct;
  Row told;
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(conduct.distrust);
    for (std::size_t n = 0; n < calls; ++n)
      told[n] = evidence_of(telling_of(conduct.codebook, conduct.situation(n), conduct.revisionist, conduct.seeker,
          Real(static_cast<double>(n % conduct.codebook.size()))));
    benchmark::DoNotOptimize(told);
  }
  items(state);
}

void ladder(benchmark::State& state) {
  Row holds = row(0, 1);
  Row war;
  const std::array<Real, rungs> risk = Crisis().risks<Real>();
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(holds);
    for (std::size_t n = 0; n < calls; ++n) {
      std::array<Real, rungs> challenger, defender;
      challenger.fill(holds[n]);
      defender.fill(holds[calls - 1 - n]);
      war[n] = climb(challenger, defender, risk).war;
    }
    benchmark::DoNotOptimize(war);
  }
  items(state);
}

void add(const char* name, void (*benchmark)(benchmark::State&)) {
  benchmark::RegisterBenchmark((std::string(COEXIST_TEXT(COEXIST_KERNEL) "/") + name).c_str(), benchmark);
}

}  // namespace

void COEXIST_REGISTER(COEXIST_KERNEL)() {
  add("draw_block", draw_block);
  add("exponential", exponential_of);
  add("logarithm", logarithm_of);
  add("normal_cdf", normal_cdf_of);
  add("odds_of_acts", odds);
  add("evidence", evidence);
  add("crisis_ladder", ladder);
}

}  // namespace coexist
