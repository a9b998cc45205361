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

bool is_supported(EngineKind kind) {
#if defined(__x86_64__)
  const bool v3 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
  if (kind == EngineKind::avx2) return v3;
  if (kind == EngineKind::avx512)
    return v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
#else
  if (kind == EngineKind::avx2 || kind == EngineKind::avx512) return false;
#endif
  return true;
}

std::unique_ptr<Engine> make_engine(EngineKind kind, const Setting& setting) {
  if (kind == EngineKind::batch) kind = widest();
  CHECK(is_supported(kind));
  switch (kind) {
    case EngineKind::reference: return std::make_unique<EngineOf<double>>(setting);
#if defined(__x86_64__)
    case EngineKind::avx2: return make_avx2(setting);
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
