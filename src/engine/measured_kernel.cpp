// SPDX-License-Identifier: Apache-2.0
// What is measured of one instruction set: compiled once for each, as kernel.cpp is, with COEXIST_KERNEL its name.
//
// Operations issue from registers that the compiler must believe to change all the time and into results that it must believe to
// be used, so that none is left out, shared or made to wait for another.
#include "engine/measured.h"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <numeric>
#include <utility>

#define COEXIST_JOIN(a, b) a##b
#define COEXIST_MEASURED(kernel) COEXIST_JOIN(measured_, kernel)

#if defined(__AVX512F__)
#define COEXIST_REGISTER "v"
#elif defined(__x86_64__)
#define COEXIST_REGISTER "x"
#elif defined(__aarch64__)
#define COEXIST_REGISTER "w"
#else
#define COEXIST_REGISTER "m"
#endif

namespace coexist {
namespace {

struct Isa {};
using Real = Lanes<float, 16, Isa>;
using Clock = std::chrono::steady_clock;

thread_local ByPhase<double>* seconds_by_phase = nullptr;
thread_local Clock::time_point last_lap;

void take_lap(Phase phase) {
  const Clock::time_point now = Clock::now();
  (*seconds_by_phase)[static_cast<std::size_t>(phase)] += std::chrono::duration<double>(now - last_lap).count();
  last_lap = now;
}

}  // namespace

template <> struct PhaseWatch<Real> {
  static void lap(Phase phase) { take_lap(phase); }
};

namespace {

class Timed final : public Engine {
 public:
  Timed(const Setting& setting, ByPhase<double>& seconds) : engine_(setting), seconds_(&seconds) {}
  int lanes() const override { return engine_.lanes(); }
  void play(std::uint32_t first, std::span<const Intervention> arms, int fork, Played& played) override {
    seconds_by_phase = seconds_;
    last_lap = Clock::now();
    engine_.play(first, arms, fork, played);
    take_lap(Phase::outcomes);
  }

 private:
  EngineOf<Real> engine_;
  ByPhase<double>* seconds_;
};

// Sixteen lanes as registers hold them.
#if defined(__AVX512F__)
constexpr int register_lanes = 16;
#elif defined(__AVX2__)
constexpr int register_lanes = 8;
#else
constexpr int register_lanes = 4;
#endif
constexpr int registers = 16 / register_lanes;
using Part = Lanes<float, register_lanes, Isa>;
using PartWords = WordsOf<Part>;
typedef std::uint64_t Wide __attribute__((vector_size(register_lanes * sizeof(float))));

// What may have been changed, as far as the compiler can tell; what is needed, as far as it can tell.
// By value: g++ leaves in memory what an assembler statement refers to within a structure.
template <class V> [[gnu::always_inline]] inline V changed(V vector) {
  asm volatile("" : "+" COEXIST_REGISTER(vector));
  return vector;
}
template <class V> [[gnu::always_inline]] inline void need(V vector) { asm volatile("" : : COEXIST_REGISTER(vector)); }

struct Operands {
  Part a, b;
  std::array<Part, Measured::issued> sums;  // as many as wait for themselves without keeping others waiting
#if defined(__AVX512F__)
  __mmask16 bits;
#elif defined(__AVX2__)
  Part sign;
#else
  MaskOf<Part> mask;
#endif
  PartWords words, other_words;
  Wide wide, factor;
};

template <Operation operation, int turn> [[gnu::always_inline]] inline void issue_one(Operands& of) {
  using enum Operation;
  if constexpr (operation == integer) {
    of.words.v = changed(of.words.v);
    need((of.words ^ of.other_words).v);
  } else if constexpr (operation == shift) {
    of.words.v = changed(of.words.v);
    need((of.words >> 7).v);
  } else if constexpr (operation == integer_multiply) {
    of.wide = changed(of.wide);
    // g++ knows the instruction for 64-bit products of 32-bit factors by its own name only.
#if defined(__AVX512F__)
    // Masked by nothing: of the unmasked form g++ 12 thinks that it reads what nobody has set.
    need(_mm512_maskz_mul_epu32(0xFF, reinterpret_cast<__m512i>(of.wide), reinterpret_cast<__m512i>(of.factor)));
#elif defined(__AVX2__)
    need(_mm256_mul_epu32(reinterpret_cast<__m256i>(of.wide), reinterpret_cast<__m256i>(of.factor)));
#else
    constexpr std::uint64_t low_half = 0xffffffffU;
    need((of.wide & low_half) * (of.factor & low_half));
#endif
  } else if constexpr (operation == multiply_add) {
    // In place, as there is no instruction for anything else.
    Part& sum = of.sums[turn % Measured::issued];
#if defined(__AVX512F__)
    sum = Part(_mm512_fmadd_ps(of.a.v, of.b.v, sum.v));
#elif defined(__AVX2__)
    sum = Part(_mm256_fmadd_ps(of.a.v, of.b.v, sum.v));
#else
    sum = coexist::multiply_add(of.a, of.b, sum);
#endif
    sum.v = changed(sum.v);
  } else {
    of.a.v = changed(of.a.v);
    if constexpr (operation == add) need((of.a + of.b).v);
    if constexpr (operation == multiply) need((of.a * of.b).v);
    if constexpr (operation == divide) need((of.a / of.b).v);
    if constexpr (operation == square_root) need(coexist::square_root(of.a).v);
    // Masks as the compilers keep them: a bit a lane, or the signs of a vector; not the vector of truths of base/lanes.h.
    if constexpr (operation == select) {
#if defined(__AVX512F__)
      need(_mm512_mask_blend_ps(of.bits, of.a.v, of.b.v));
#elif defined(__AVX2__)
      need(_mm256_blendv_ps(of.a.v, of.b.v, of.sign.v));
#else
      of.b.v = changed(of.b.v);
      need(coexist::select(of.mask, of.a, of.b).v);
#endif
    }
    if constexpr (operation == compare) {
#if defined(__AVX512F__)
      const __mmask16 less = _mm512_cmp_ps_mask(of.a.v, of.b.v, _CMP_LT_OQ);
      asm volatile("" : : "k"(less));
#else
      need((of.a < of.b).v);
#endif
    }
  }
}

// Written out by recursion, because it is inlined early: what stays in memory would be loaded.
template <Operation first, Operation second, int turns> [[gnu::always_inline]] inline void issue_turns(Operands& of) {
  issue_one<first, turns>(of);
  if constexpr (first != second) issue_one<second, turns>(of);
  if constexpr (turns > 1) issue_turns<first, second, turns - 1>(of);
}

template <Operation first, Operation second> void issue(std::uint64_t times) {
  Operands of;
  of.a = Part(1.5);
  of.b = Part(0.25);
  of.sums.fill(Part(0.75));
#if defined(__AVX512F__)
  of.bits = 0x5555U;
  asm volatile("" : "+k"(of.bits));
#elif defined(__AVX2__)
  of.sign = Part(-1);
  of.sign.v = changed(of.sign.v);
#else
  of.mask = of.b < of.a;
  of.mask.v = changed(of.mask.v);
#endif
  of.words = PartWords(0x9E3779B9U);
  of.other_words = PartWords(0xBB67AE85U);
  of.wide = Wide{} + 0xD2511F53U;
  of.factor = Wide{} + 0xCD9E8D57U;
  of.b.v = changed(of.b.v);
  of.other_words.v = changed(of.other_words.v);
  of.factor = changed(of.factor);
  for (std::uint64_t n = 0; n < times; ++n) issue_turns<first, second, Measured::issued * registers>(of);
  for (const Part& sum : of.sums) need(sum.v);
}

// Blocks in rows, as mechanisms ask for nearly all of theirs; none waits for another.
std::uint32_t draw(std::uint64_t blocks) {
  const Draws<Real> draws(1, 0);
  std::array<std::uint64_t, 24> names;
  std::iota(names.begin(), names.end(), 1);
  WordsOf<Real> together(0U);
  for (std::uint64_t left = blocks; left > 0;) {
    const std::size_t row = std::min<std::uint64_t>(left, names.size());
    left -= row;
    draws.blocks(
        static_cast<int>(left & 127U), DrawGroup::act, names.data(), row, [&](std::size_t, const DrawBlock<Real>& block) {
          together = together ^ block.word[0] ^ block.word[1] ^ block.word[2] ^ block.word[3];
        });
  }
  std::uint32_t all = 0;
  for (int lane = 0; lane < lanes_of<Real>; ++lane) all ^= together.v[lane];
  return all;
}

template <std::size_t first> constexpr auto issue_row() {
  return []<std::size_t... Second>(std::index_sequence<Second...>) {
    return ByOperation<void (*)(std::uint64_t)>{
        {&issue<static_cast<Operation>(std::min(first, Second)), static_cast<Operation>(std::max(first, Second))>...}};
  }(std::make_index_sequence<operation_count>());
}

constexpr auto issue_table() {
  return []<std::size_t... First>(std::index_sequence<First...>) {
    return ByOperation<ByOperation<void (*)(std::uint64_t)>>{{issue_row<First>()...}};
  }(std::make_index_sequence<operation_count>());
}

}  // namespace

const Measured& COEXIST_MEASURED(COEXIST_KERNEL)() {
  static constexpr Measured all = {[](const Setting& setting, ByPhase<double>& seconds) -> std::unique_ptr<Engine> {
                                     return std::make_unique<Timed>(setting, seconds);
                                   },
      issue_table(), &draw};
  return all;
}

}  // namespace coexist
