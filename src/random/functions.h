// SPDX-License-Identifier: Apache-2.0
// Exponential, logarithm, cosine, normal distribution: the same bits from every compiler and instruction set.
//
// A standard library's functions differ in their last digits from one machine to the next, and a draw that falls within that
// difference of a threshold gives another history.  These are polynomials over + - * / and a multiply-add rounded once, with the
// exponent put together by integer operations, written once over Real and without branches.  A unit that uses them is compiled
// with -ffp-contract=off.
//
// Largest errors found, double / float:
//   exponential, logarithm, logarithm_1p   relative 1.7e-16 / 9.1e-8
//   exponential_m1                         relative 2.9e-16 / 1.3e-7
//   cosine_of_turns                        absolute 2.3e-16 / 1.4e-7
//   normal_cdf                             absolute 2.8e-16 / 1.8e-7, relative 6.8e-16 / 4.0e-7
// NaN gives NaN.
#pragma once

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <limits>

#include "base/lanes.h"
#include "random/function_coefficients.h"

namespace coexist {

// Where the exponential's argument is held, so that neither it nor its reciprocal leaves the normal numbers.
template <class Scalar> inline constexpr Scalar lowest_exponent = std::same_as<Scalar, float> ? Scalar(-87) : Scalar(-708);
template <class Scalar> inline constexpr Scalar highest_exponent = std::same_as<Scalar, float> ? Scalar(88) : Scalar(709);

// The part of a polynomial from a coefficient on, by Estrin's scheme: halves of it are evaluated side by side, so that the chain
// of operations that wait for one another is as long as the logarithm of the degree.  powers[k] is x^(2^k).
template <std::size_t First, std::size_t Count, class Real, class Scalar, std::size_t Size, std::size_t Powers>
[[gnu::always_inline]] inline Real polynomial_part(
    const std::array<Scalar, Size>& coefficients, const std::array<Real, Powers>& powers) {
  if constexpr (Count == 1) {
    return Real(coefficients[First]);
  } else {
    constexpr std::size_t low = std::bit_ceil(Count) / 2;
    return multiply_add(powers[std::bit_width(low) - 1], polynomial_part<First + low, Count - low>(coefficients, powers),
        polynomial_part<First, low>(coefficients, powers));
  }
}

// The sum of coefficients[k] x^k; the first is added last, so that its size does not round the others away.
template <class Real, class Scalar, std::size_t Size>
[[gnu::always_inline]] inline Real polynomial(Real x, const std::array<Scalar, Size>& coefficients) {
  std::array<Real, std::bit_width(Size - 1)> powers;
  powers[0] = x;
  for (std::size_t k = 1; k < powers.size(); ++k) powers[k] = powers[k - 1] * powers[k - 1];
  return multiply_add(x, polynomial_part<1, Size - 1>(coefficients, powers), Real(coefficients[0]));
}

// x = exponent ln(2) + rest, |rest| <= ln(2)/2; gives e^rest - 1.
template <class Real> [[gnu::always_inline]] inline Real reduced_exponential_m1(Real x, Whole<Real>& exponent) {
  using Table = FunctionCoefficients<ScalarOf<Real>>;
  exponent = nearest_whole(x * Real(Table::per_log_2));
  // The first step is exact: x and exponent * log_2 agree in their leading digits.
  const Real nearly = multiply_add(-exponent.value, Real(Table::log_2), x);
  const Real rest = multiply_add(-exponent.value, Real(Table::log_2_rest), nearly);
  return multiply_add(rest * rest, polynomial(rest, Table::exponential), rest);
}

// e^x for an x that is not above 0; held at -708 (float: -87), where the result is a normal number.
template <class Real> Real exponential_of_negative(Real x) {
  Whole<Real> exponent;
  const Real less_one = reduced_exponential_m1(largest(x, Real(lowest_exponent<ScalarOf<Real>>)), exponent);
  return scale_by_power_of_two(Real(1) + less_one, exponent);
}

// e^x; x is held within [-708, 709] (float: [-87, 88]), where the result is a normal number.
template <class Real> Real exponential(Real x) {
  using Scalar = ScalarOf<Real>;
  Whole<Real> exponent;
  const Real less_one = reduced_exponential_m1(clip(x, Real(lowest_exponent<Scalar>), Real(highest_exponent<Scalar>)), exponent);
  return scale_by_power_of_two(Real(1) + less_one, exponent);
}

// e^x - 1, to full relative precision also where x is small; x is held as in exponential.
template <class Real> Real exponential_m1(Real x) {
  using Scalar = ScalarOf<Real>;
  Whole<Real> exponent;
  const Real less_one = reduced_exponential_m1(clip(x, Real(lowest_exponent<Scalar>), Real(highest_exponent<Scalar>)), exponent);
  const Real power = scale_by_power_of_two(Real(1), exponent);
  return multiply_add(power, less_one, power - Real(1));
}

// ln(x) + correction, with the method of fdlibm (Ng, Sun Microsystems, 1993): with m the mantissa, f = m - 1 and s = f / (2 + f),
// ln(m) = ln((1 + s)/(1 - s)) = f - (f^2/2 - s (f^2/2 + R(s^2))).
template <class Real> [[gnu::always_inline]] inline Real corrected_logarithm(Real x, Real correction) {
  using Scalar = ScalarOf<Real>;
  using Table = FunctionCoefficients<Scalar>;
  Real mantissa;
  const Real exponent = split_exponent(x, mantissa);
  const Real f = mantissa - Real(1);
  const Real s = f / (Real(2) + f);
  const Real s2 = s * s;
  const Real half_square = Real(Scalar(0.5)) * f * f;
  const Real below = half_square - s * multiply_add(s2, polynomial(s2, Table::logarithm), half_square);
  const Real small = multiply_add(exponent, Real(Table::log_2_rest), correction);
  const Real result = multiply_add(exponent, Real(Table::log_2), f - (below - small));
  return select(x > Real(0), result, Real(std::numeric_limits<Scalar>::quiet_NaN()));
}

// ln(x) for a normal x; NaN where x is not positive.  Below the normal numbers and at infinity it stays near the ends' values.
template <class Real> Real logarithm(Real x) { return corrected_logarithm(x, Real(0)); }

// ln(1 + x), to full relative precision also where x is small; NaN where x is -1 or less.
template <class Real> Real logarithm_1p(Real x) {
  const Real sum = Real(1) + x;
  const Real taken = sum - Real(1);
  const Real lost = (Real(1) - (sum - taken)) + (x - taken);  // exactly what rounding the sum lost (Knuth's two-sum)
  return corrected_logarithm(sum, lost / sum);
}

// cos(2 pi u) for u in [0, 1).  By symmetry it is sin(2 pi w) with w = |u - 1/2| - 1/4, within a quarter turn of 0.
template <class Real> Real cosine_of_turns(Real u) {
  using Scalar = ScalarOf<Real>;
  using Table = FunctionCoefficients<Scalar>;
  const Real w = absolute(u - Real(Scalar(0.5))) - Real(Scalar(0.25));
  const Real w2 = w * w;
  const Real small = multiply_add(w2 * w, polynomial(w2, Table::sine), w * Real(Table::turn_rest));
  return multiply_add(w, Real(Table::turn), small);
}

// The chance that a standard normal variable is below x.  The tail beyond |x| is e^(-x^2/2) times a polynomial that falls
// slowly, so that it is precise relative to its own size; it is followed to 37 (float: 12.5) standard deviations.
template <class Real> Real normal_cdf(Real x) {
  using Scalar = ScalarOf<Real>;
  using Table = FunctionCoefficients<Scalar>;
  const Real a = least(absolute(x), Real(Table::widest_tail));
  const Real square = a * a;
  const Real square_rest = multiply_add(a, a, -square);
  const Real half(Scalar(0.5));
  const Real rounded = exponential_of_negative(-half * square);
  const Real bell = multiply_add(rounded, -half * square_rest, rounded);
  const Real inverse = Real(1) / (a + Real(Table::tail_centre));
  const Real slow = polynomial((a - Real(Table::tail_centre)) * inverse, Table::normal_tail) * inverse;
  const Real tail = bell * slow;
  return select(x < Real(0), tail, multiply_add(-bell, slow, Real(1)));
}

// 1 / (1 + e^-x); 0 where it would leave the normal numbers, x below -708 (float: -87).
template <class Real> Real logistic(Real x) {
  const Real lowest(lowest_exponent<ScalarOf<Real>>);
  const Real result = Real(1) / (Real(1) + exponential(least(-x, -lowest)));
  return select(x < lowest, Real(0), result);
}

}  // namespace coexist
