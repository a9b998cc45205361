// SPDX-License-Identifier: Apache-2.0
// A number that is one history's, or one each of several histories side by side.
//
// Equations are written once, over a type Real.  Real is `double` in the reference engine (one history at a time) and
// `Lanes<float, 16, Isa>` in the batch engine (sixteen histories).  Both have the same operations: + - * /, comparisons that give
// a mask (`bool`, or one truth per lane), `select`, `any`, `square_root`, `multiply_add`.  Every operation is one that IEEE 754
// rounds exactly, so the bits do not depend on instruction set or compiler.
//
// Isa is an empty tag: the same template compiled for another instruction set is another type, so that the linker never hands the
// code of one to the other.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

#include "coexist/number.h"

namespace coexist {

template <class T, int N, class Isa> struct Lanes;

template <class T> struct IntegerOfSize;
template <> struct IntegerOfSize<float> {
  using Signed = std::int32_t;
  using Unsigned = std::uint32_t;
};
template <> struct IntegerOfSize<double> {
  using Signed = std::int64_t;
  using Unsigned = std::uint64_t;
};

// One truth per lane: all bits set, or none.
template <class T, int N, class Isa> struct LaneMask {
  using Element = typename IntegerOfSize<T>::Signed;
  typedef Element Vector __attribute__((vector_size(N * sizeof(Element))));
  Vector v;

  LaneMask() = default;
  LaneMask(Vector vector) : v(vector) {}
  LaneMask(bool truth) : v(Vector{} - static_cast<Element>(truth)) {}

  friend LaneMask operator&(LaneMask a, LaneMask b) { return a.v & b.v; }
  friend LaneMask operator|(LaneMask a, LaneMask b) { return a.v | b.v; }
  friend LaneMask operator!(LaneMask a) { return ~a.v; }
  LaneMask& operator&=(LaneMask o) {
    v &= o.v;
    return *this;
  }
  LaneMask& operator|=(LaneMask o) {
    v |= o.v;
    return *this;
  }
};

template <class T, int N, class Isa> struct Lanes {
  using Unsigned = typename IntegerOfSize<T>::Unsigned;
  typedef T Vector __attribute__((vector_size(N * sizeof(T))));
  typedef Unsigned Bits __attribute__((vector_size(N * sizeof(T))));
  using Mask = LaneMask<T, N, Isa>;
  Vector v;

  Lanes() = default;
  Lanes(Vector vector) : v(vector) {}
  template <class S>
    requires std::convertible_to<const S&, double>
  Lanes(const S& s) : v(rounded(s) - Vector{}) {}  // less zero: plus zero would turn -0 into 0

  // A number of the model has been rounded already.
  template <class S> static T rounded(const S& s) {
    if constexpr (std::same_as<T, float> && std::convertible_to<const S&, const Number&> && !std::is_arithmetic_v<S>)
      return static_cast<const Number&>(s).rounded;
    else
      return static_cast<T>(static_cast<double>(s));
  }

  friend Lanes operator+(Lanes a, Lanes b) { return a.v + b.v; }
  friend Lanes operator-(Lanes a, Lanes b) { return a.v - b.v; }
  friend Lanes operator*(Lanes a, Lanes b) { return a.v * b.v; }
  friend Lanes operator/(Lanes a, Lanes b) { return a.v / b.v; }
  friend Lanes operator-(Lanes a) { return -a.v; }
  Lanes& operator+=(Lanes o) {
    v += o.v;
    return *this;
  }
  Lanes& operator-=(Lanes o) {
    v -= o.v;
    return *this;
  }
  Lanes& operator*=(Lanes o) {
    v *= o.v;
    return *this;
  }
  friend Mask operator<(Lanes a, Lanes b) { return Mask(a.v < b.v); }
  friend Mask operator<=(Lanes a, Lanes b) { return Mask(a.v <= b.v); }
  friend Mask operator>(Lanes a, Lanes b) { return Mask(a.v > b.v); }
  friend Mask operator>=(Lanes a, Lanes b) { return Mask(a.v >= b.v); }
  friend Mask operator==(Lanes a, Lanes b) { return Mask(a.v == b.v); }
  friend Mask operator!=(Lanes a, Lanes b) { return Mask(a.v != b.v); }
};

// work(number) of each of several numbers.  Lanes are put side by side, so that the steps of all go together: what one waits for, the
// others do meanwhile.  Not with g++ 12, which makes a patchwork of vectors that are wider than the processor's.
template <class Real, std::size_t Count, class Work>
std::array<Real, Count> in_step(const std::array<Real, Count>& numbers, Work work) {
  std::array<Real, Count> results;
  for (std::size_t n = 0; n < Count; ++n) results[n] = work(numbers[n]);
  return results;
}
#if defined(__clang__)
template <class T, int N, class Isa, std::size_t Count, class Work>
[[gnu::always_inline]] inline std::array<Lanes<T, N, Isa>, Count> in_step(
    const std::array<Lanes<T, N, Isa>, Count>& numbers, Work work) {
  static_assert(std::has_single_bit(Count), "a vector has a power of two lanes");
  constexpr int lanes_of_all = N * static_cast<int>(Count);
  Lanes<T, lanes_of_all, Isa> all;
  std::memcpy(&all.v, &numbers, sizeof all.v);
  all = work(all);
  std::array<Lanes<T, N, Isa>, Count> results;
  std::memcpy(&results, &all.v, sizeof results);
  return results;
}
#endif

// numbers[n] = work(numbers[n]) for the first `count` of an array, a few at a time in step.
template <class Real, std::size_t Size, class Work>
[[gnu::always_inline]] inline void each_in_step(std::array<Real, Size>& numbers, std::size_t count, Work work) {
  constexpr std::size_t together = 4;
  static_assert(Size % together == 0);
  for (std::size_t n = 0; n < count; n += together) {
    std::array<Real, together> some;
    for (std::size_t k = 0; k < together; ++k) some[k] = numbers[n + k < count ? n + k : count - 1];
    some = in_step(some, work);
    for (std::size_t k = 0; k < together; ++k) numbers[n + k] = some[k];
  }
}

// Unsigned 32-bit words, one per lane: what the random numbers are made of.
template <int N, class Isa> struct LaneWords {
  typedef std::uint32_t Vector __attribute__((vector_size(N * sizeof(std::uint32_t))));
  Vector v;
  LaneWords() = default;
  LaneWords(Vector vector) : v(vector) {}
  template <std::same_as<std::uint32_t> Word>  // a template, or g++ 12 takes it for the constructor above
  LaneWords(Word word) : v(Vector{} + word) {}
  friend LaneWords operator^(LaneWords a, LaneWords b) { return a.v ^ b.v; }
  friend LaneWords operator+(LaneWords a, LaneWords b) { return a.v + b.v; }
  friend LaneWords operator>>(LaneWords a, int bits) { return a.v >> bits; }
};

// What goes with a Real: how many histories it holds, its mask, its words, the type of one lane.
template <class Real> struct Traits;
template <> struct Traits<double> {
  static constexpr int lanes = 1;
  using Scalar = double;
  using Mask = bool;
  using Words = std::uint32_t;
};
template <> struct Traits<float> {
  static constexpr int lanes = 1;
  using Scalar = float;
  using Mask = bool;
  using Words = std::uint32_t;
};
template <class T, int N, class Isa> struct Traits<Lanes<T, N, Isa>> {
  static constexpr int lanes = N;
  using Scalar = T;
  using Mask = LaneMask<T, N, Isa>;
  using Words = LaneWords<N, Isa>;
};
template <class Real> using MaskOf = typename Traits<Real>::Mask;
template <class Real> using WordsOf = typename Traits<Real>::Words;
template <class Real> using ScalarOf = typename Traits<Real>::Scalar;
template <class Real> inline constexpr int lanes_of = Traits<Real>::lanes;

// select(mask, a, b): a where the mask holds, else b.
inline double select(bool mask, double a, double b) { return mask ? a : b; }
inline float select(bool mask, float a, float b) { return mask ? a : b; }
template <class T, int N, class Isa>
Lanes<T, N, Isa> select(LaneMask<T, N, Isa> mask, Lanes<T, N, Isa> a, Lanes<T, N, Isa> b) {
  using M = typename LaneMask<T, N, Isa>::Vector;
  M x, y;
  std::memcpy(&x, &a.v, sizeof x);
  std::memcpy(&y, &b.v, sizeof y);
  const M z = (x & mask.v) | (y & ~mask.v);
  Lanes<T, N, Isa> result;
  std::memcpy(&result.v, &z, sizeof z);
  return result;
}
template <class Real> Real when(MaskOf<Real> mask, Real a) { return select(mask, a, Real(0)); }

inline bool any(bool mask) { return mask; }
inline bool all(bool mask) { return mask; }
template <class T, int N, class Isa> bool any(LaneMask<T, N, Isa> mask) {
#if defined(__AVX512F__)  // compilers fold the loop below through memory or a chain of shuffles
  if constexpr (sizeof mask.v == sizeof(__m512i)) {
    __m512i all_lanes;
    std::memcpy(&all_lanes, &mask.v, sizeof all_lanes);
    return _mm512_test_epi32_mask(all_lanes, all_lanes) != 0;
  }
#elif defined(__AVX2__)
  if constexpr (sizeof mask.v == 2 * sizeof(__m256i)) {
    __m256i half[2];
    std::memcpy(half, &mask.v, sizeof half);
    const __m256i either = _mm256_or_si256(half[0], half[1]);
    return _mm256_testz_si256(either, either) == 0;
  }
#endif
  typename LaneMask<T, N, Isa>::Element together = 0;
  for (int lane = 0; lane < N; ++lane) together |= mask.v[lane];
  return together != 0;
}
template <class T, int N, class Isa> bool all(LaneMask<T, N, Isa> mask) { return !any(!mask); }

inline bool lane(bool mask, int) { return mask; }
inline double lane(double a, int) { return a; }
inline float lane(float a, int) { return a; }
template <class T, int N, class Isa> bool lane(LaneMask<T, N, Isa> mask, int index) { return mask.v[index] != 0; }
template <class T, int N, class Isa> T lane(Lanes<T, N, Isa> a, int index) { return a.v[index]; }
inline void set_lane(double& a, int, double value) { a = value; }
inline void set_lane(float& a, int, double value) { a = static_cast<float>(value); }
template <class T, int N, class Isa> void set_lane(Lanes<T, N, Isa>& a, int index, double value) {
  a.v[index] = static_cast<T>(value);
}

// `b < a ? b : a`, so that the bits are the same whichever instruction the compiler takes.
template <class Real> Real least(Real a, Real b) { return select(b < a, b, a); }
template <class Real> Real largest(Real a, Real b) { return select(a < b, b, a); }
template <class Real> Real clip(Real a, Real low, Real high) { return least(largest(a, low), high); }
template <class Real> Real absolute(Real a) { return select(a < Real(0), -a, a); }

inline double square_root(double a) { return std::sqrt(a); }
inline float square_root(float a) { return std::sqrt(a); }
template <class T, int N, class Isa> Lanes<T, N, Isa> square_root(Lanes<T, N, Isa> a) {
#if __has_builtin(__builtin_elementwise_sqrt)
  return __builtin_elementwise_sqrt(a.v);
#else
  Lanes<T, N, Isa> result;
  for (int lane = 0; lane < N; ++lane) result.v[lane] = std::sqrt(a.v[lane]);
  return result;
#endif
}

// a b + c rounded once, with or without an instruction for it.
inline double multiply_add(double a, double b, double c) { return __builtin_fma(a, b, c); }
inline float multiply_add(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
template <class T, int N, class Isa>
Lanes<T, N, Isa> multiply_add(Lanes<T, N, Isa> a, Lanes<T, N, Isa> b, Lanes<T, N, Isa> c) {
#if __has_builtin(__builtin_elementwise_fma)  // clang makes a patchwork of vectors of the loop
  return __builtin_elementwise_fma(a.v, b.v, c.v);
#else
  Lanes<T, N, Isa> result;
  for (int lane = 0; lane < N; ++lane) result.v[lane] = multiply_add(T(a.v[lane]), T(b.v[lane]), T(c.v[lane]));
  return result;
#endif
}

// A short table of numbers that every lane may look into.
inline constexpr int table_size = 8;
template <class Real> using Table = std::array<ScalarOf<Real>, table_size>;

// The entry at a whole number of 0 to 7; where there is none, any entry.
template <class Scalar>
  requires std::floating_point<Scalar>
Scalar entry(const std::array<Scalar, table_size>& table, Scalar index) {
  return table[static_cast<std::size_t>(static_cast<int>(index)) % table_size];
}
template <class T, int N, class Isa>
Lanes<T, N, Isa> entry(const std::array<T, table_size>& table, Lanes<T, N, Isa> index) {
  Lanes<T, N, Isa> result;
#if defined(__AVX512F__)
  if constexpr (std::same_as<T, float> && N == 16) {
    const __m256 once = _mm256_loadu_ps(table.data());
    const __m512 twice = _mm512_insertf32x8(_mm512_castps256_ps512(once), once, 1);
    __m512 x;
    std::memcpy(&x, &index.v, sizeof x);
    constexpr __mmask16 every = 0xffff;  // g++ 12 warns of its own header where no lane is said to be kept
    x = _mm512_maskz_permutexvar_ps(every, _mm512_maskz_cvttps_epi32(every, x), twice);
    std::memcpy(&result.v, &x, sizeof x);
    return result;
  }
#elif defined(__AVX2__)
  if constexpr (std::same_as<T, float> && N == 16) {
    __m256 half[2];
    std::memcpy(half, &index.v, sizeof half);
    for (__m256& x : half) x = _mm256_permutevar8x32_ps(_mm256_loadu_ps(table.data()), _mm256_cvttps_epi32(x));
    std::memcpy(&result.v, half, sizeof half);
    return result;
  }
#endif
  for (int lane = 0; lane < N; ++lane) result.v[lane] = entry(table, T(index.v[lane]));
  return result;
}

// The bits of IEEE 754, as unsigned integers or a vector of them, and back.
inline std::uint64_t bits_of(double a) { return std::bit_cast<std::uint64_t>(a); }
inline std::uint32_t bits_of(float a) { return std::bit_cast<std::uint32_t>(a); }
template <class T, int N, class Isa> auto bits_of(Lanes<T, N, Isa> a) {
  typename Lanes<T, N, Isa>::Bits bits;
  std::memcpy(&bits, &a.v, sizeof bits);
  return bits;
}
template <class Real, class Bits> Real real_of_bits(Bits bits) {
  static_assert(sizeof(Real) == sizeof bits);
  Real result;
  std::memcpy(&result, &bits, sizeof result);
  return result;
}

// Digits of the mantissa that are stored.  Adding 2^stored_digits leaves a whole number in the low bits of the sum; half as much
// again lets it be negative.
template <class Scalar> inline constexpr int stored_digits = std::numeric_limits<Scalar>::digits - 1;
template <class Scalar>
inline constexpr Scalar whole_shift = static_cast<Scalar>(typename IntegerOfSize<Scalar>::Unsigned(1) << stored_digits<Scalar>);
template <class Scalar> inline constexpr Scalar signed_whole_shift = whole_shift<Scalar> * Scalar(1.5);

// A whole number, and that with signed_whole_shift added, which has it as an integer in its low bits.
template <class Real> struct Whole {
  Real shifted, value;
};

// The nearest whole number, of two the even one; for magnitudes below 2^22 (float) or 2^51 (double).
template <class Real> Whole<Real> nearest_whole(Real a) {
  const Real shift(signed_whole_shift<ScalarOf<Real>>);
  const Real shifted = a + shift;
  return {shifted, shifted - shift};
}

// a 2^exponent, by adding to the exponent's bits: where a and the result are normal numbers.
template <class Real> Real scale_by_power_of_two(Real a, const Whole<Real>& exponent) {
  return real_of_bits<Real>(bits_of(a) + (bits_of(exponent.shifted) << stored_digits<ScalarOf<Real>>));
}

// The whole number k and the mantissa m in [sqrt(1/2), sqrt(2)) of a = m 2^k, for positive normal a.
template <class Real> Real split_exponent(Real a, Real& mantissa) {
  using Scalar = ScalarOf<Real>;
  using Unsigned = typename IntegerOfSize<Scalar>::Unsigned;
  constexpr Unsigned one = std::bit_cast<Unsigned>(Scalar(1));
  constexpr Unsigned least = std::bit_cast<Unsigned>(Scalar(0.70710678118654752440));  // sqrt(1/2)
  constexpr Unsigned unit = Unsigned(1) << stored_digits<Scalar>;
  constexpr Scalar shift = whole_shift<Scalar>;
  const auto moved = bits_of(a) + (one - least);  // an exponent changes where the mantissa passes sqrt(2)
  mantissa = real_of_bits<Real>((moved & (unit - 1)) + least);
  return real_of_bits<Real>((moved >> stored_digits<Scalar>) | std::bit_cast<Unsigned>(shift)) -
         Real(shift + Scalar(std::numeric_limits<Scalar>::max_exponent - 1));
}

// Words below 2^24 as numbers, exactly.
template <class Real> Real number_of(WordsOf<Real> words) {
  if constexpr (lanes_of<Real> == 1) {
    return static_cast<Real>(words);
  } else {
    typedef std::int32_t Signed __attribute__((vector_size(lanes_of<Real> * sizeof(std::int32_t))));
    Signed whole;  // no sign is set, and AVX2 converts signed numbers only
    std::memcpy(&whole, &words.v, sizeof whole);
    return Real(__builtin_convertvector(whole, typename Real::Vector));
  }
}

// The first sixteen, or the one, whole numbers from `first`: the histories of a batch.
template <class Words> Words numbered_from(std::uint32_t first) {
  if constexpr (std::same_as<Words, std::uint32_t>) {
    return first;
  } else {
    Words words(first);
    for (std::uint32_t lane = 0; lane < sizeof(words.v) / sizeof(std::uint32_t); ++lane) words.v[lane] += lane;
    return words;
  }
}

}  // namespace coexist
