// SPDX-License-Identifier: Apache-2.0
// Registers the micro-benchmarks of every instruction set of this processor and hands over to Google Benchmark.
#include <benchmark/benchmark.h>

#include "engine/engine.h"
#include "micro_benchmarks.h"

int main(int argc, char** argv) {
  coexist::register_baseline();
#if defined(COEXIST_HAS_AVX2)
  if (is_supported(coexist::EngineKind::avx2)) coexist::register_avx2();
#endif
#if defined(COEXIST_HAS_AVX512)
  if (is_supported(coexist::EngineKind::avx512)) coexist::register_avx512();
#endif
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
