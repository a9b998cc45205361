// SPDX-License-Identifier: Apache-2.0
// The engine that counts, and the choice of the instruction set to measure.
#include "engine/measured.h"

#include <utility>

#include "engine/counted_lanes.h"

namespace coexist {
namespace {

thread_local ByPhase<OperationCounts>* counts_by_phase = nullptr;

void take_count(Phase phase) {
  OperationCounts& counted = operations_counted();
  if (counts_by_phase) {
    OperationCounts& sum = (*counts_by_phase)[static_cast<std::size_t>(phase)];
    for (std::size_t n = 0; n < operation_count; ++n) sum.of[n] += counted.of[n];
    sum.blocks += counted.blocks;
    sum.lane_accesses += counted.lane_accesses;
  }
  counted = {};
}

}  // namespace

template <> struct PhaseWatch<CountedLanes> {
  static void lap(Phase phase) { take_count(phase); }
};

namespace {

class Counting final : public Engine {
 public:
  Counting(const Setting& setting, ByPhase<OperationCounts>& counts) : engine_(setting), counts_(&counts) {}
  int lanes() const override { return engine_.lanes(); }
  void play(std::uint32_t first, std::span<const Intervention> arms, int fork, Played& played) override {
    counts_by_phase = counts_;
    operations_counted() = {};
    engine_.play(first, arms, fork, played);
    take_count(Phase::outcomes);
    counts_by_phase = nullptr;
  }

 private:
  EngineOf<CountedLanes> engine_;
  ByPhase<OperationCounts>* counts_;
};

}  // namespace

std::unique_ptr<Engine> make_counting(const Setting& setting, ByPhase<OperationCounts>& counts) {
  return std::make_unique<Counting>(setting, counts);
}

const Measured& measured() {
#if defined(COEXIST_HAS_AVX512)
  if (is_supported(EngineKind::avx512)) return measured_avx512();
#endif
#if defined(COEXIST_HAS_AVX2)
  if (is_supported(EngineKind::avx2)) return measured_avx2();
#endif
  return measured_baseline();
}

}  // namespace coexist
