// SPDX-License-Identifier: Apache-2.0
// The floating-point environment that results rest on: round to nearest, subnormal numbers kept.  A host program may have changed
// it; a worker sets it on entry and puts it back when it leaves.
#pragma once

#include <cfenv>

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

namespace coexist {

class FloatEnvironment {
 public:
  FloatEnvironment() {
    std::fegetenv(&before_);
    std::fesetround(FE_TONEAREST);
#if defined(__x86_64__)
    constexpr unsigned flush_to_zero = 0x8000U;
    constexpr unsigned denormals_are_zero = 0x0040U;
    _mm_setcsr(_mm_getcsr() & ~(flush_to_zero | denormals_are_zero));
#endif
  }
  ~FloatEnvironment() { std::fesetenv(&before_); }
  FloatEnvironment(const FloatEnvironment&) = delete;
  FloatEnvironment& operator=(const FloatEnvironment&) = delete;

 private:
  std::fenv_t before_;
};

}  // namespace coexist
