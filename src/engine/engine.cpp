// SPDX-License-Identifier: Apache-2.0
#include "engine/engine.h"

namespace coexist {
namespace {

EngineKind widest() {
  for (const EngineKind kind : {EngineKind::avx512, EngineKind::avx2})
    if (is_supported(kind)) return kind;
  return EngineKind::baseline;
}

}  // namespace

// What was compiled, and what the processor can execute of it.
bool is_supported(EngineKind kind) {
#if defined(COEXIST_HAS_AVX2)
  if (kind == EngineKind::avx2)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
#endif
#if defined(COEXIST_HAS_AVX512)
  if (kind == EngineKind::avx512)
    return __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("avx512f") &&
           __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
#endif
  return kind != EngineKind::avx2 && kind != EngineKind::avx512;
}

std::unique_ptr<Engine> make_engine(EngineKind kind, const Setting& setting) {
  if (kind == EngineKind::batch) kind = widest();
  CHECK(is_supported(kind));
  switch (kind) {
    case EngineKind::reference: return std::make_unique<EngineOf<double>>(setting);
#if defined(COEXIST_HAS_AVX2)
    case EngineKind::avx2: return make_avx2(setting);
#endif
#if defined(COEXIST_HAS_AVX512)
    case EngineKind::avx512: return make_avx512(setting);
#endif
    default: return make_baseline(setting);
  }
}

std::string_view instruction_set(EngineKind kind) {
  switch (kind == EngineKind::batch ? widest() : kind) {
    case EngineKind::avx2: return "AVX2";
    case EngineKind::avx512: return "AVX-512";
    default: return "baseline";
  }
}

}  // namespace coexist
