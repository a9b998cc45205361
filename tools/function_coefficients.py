#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The polynomials of src/random/functions.h, fitted in forty digits and rounded.

Prints src/random/function_coefficients.h.  It needs mpmath, which nothing else here does:

    python3 -m venv venv && venv/bin/pip install mpmath
    venv/bin/python tools/function_coefficients.py > src/random/function_coefficients.h

Each polynomial is mpmath's Chebyshev fit on the interval that the reduced argument takes, so its error is within a small
factor of the least possible.  The error printed beside the coefficients is that of the polynomial alone; the degree is such that
what it leaves in the function (it is multiplied by the powers that the comment divides by) is lost in the rounding of the
arithmetic: 2^-53 = 1.1e-16 in double precision, 2^-24 = 6.0e-8 in single.
"""

import struct

from mpmath import chebyfit, erfc, exp, expm1, log, mp, mpf, nstr, pi, sin, sqrt

mp.dps = 40


def rounded(value, precision):
    """The nearest number of the precision, as a Python float, which holds both exactly."""
    digits = {"double": 53, "float": 24}[precision]
    with mp.workprec(digits):
        nearest = +mpf(value)
    result = float(nearest)
    assert mpf(result) == nearest
    if precision == "float":
        assert struct.unpack("f", struct.pack("f", result))[0] == result
    return result


def literal(value, precision):
    digits, exponent = rounded(value, precision).hex().split("p")
    return f"{digits.rstrip('0').rstrip('.')}p{exponent}" + ("f" if precision == "float" else "")


# Near a removable singularity the quotient loses digits, so its series takes over: thirty terms at |x| < 0.01 leave 1e-60.
def series_near_zero(function, coefficients):
    def evaluated(x):
        if abs(x) < mpf("0.01"):
            return sum(c * x**k for k, c in enumerate(coefficients))
        return function(x)

    return evaluated


# (e^r - 1 - r) / r^2
exponential = series_near_zero(lambda r: (expm1(r) - r) / r**2, [1 / mp.factorial(k + 2) for k in range(30)])

# (ln((1 + s) / (1 - s)) - 2 s) / (s z), with z = s^2:  2/3 + 2/5 z + 2/7 z^2 + ...
logarithm = series_near_zero(
    lambda z: (log((1 + sqrt(z)) / (1 - sqrt(z))) - 2 * sqrt(z)) / (sqrt(z) * z), [mpf(2) / (2 * k + 3) for k in range(30)]
)

# (sin(2 pi w) / w - 2 pi) / z, with z = w^2
sine = series_near_zero(
    lambda z: (sin(2 * pi * sqrt(z)) / sqrt(z) - 2 * pi) / z,
    [(-1) ** (k + 1) * (2 * pi) ** (2 * k + 3) / mp.factorial(2 * k + 3) for k in range(30)],
)

# The upper tail of the normal law over its exponential: e^(a^2/2) Q(a) (a + K), in t = (a - K) / (a + K), which
# brings the half-line to an interval (the variable of Shepherd and Laframboise 1981, Mathematics of Computation 36:249).
TAIL_CENTRE = mpf(4)


def normal_tail(t):
    a = TAIL_CENTRE * (1 + t) / (1 - t)
    return exp(a * a / 2) * erfc(a / sqrt(2)) / 2 * (a + TAIL_CENTRE)


HALF_LOG_2 = log(2) / 2
WIDEST_S = (sqrt(2) - 1) / (sqrt(2) + 1)  # of a mantissa between sqrt(1/2) and sqrt(2)
EDGE = mpf("1e-3")  # what rounding in the reduction may add to an interval, relative

# The tail is followed to where it would leave the normal numbers: Q(37) = 6e-300, Q(12.5) = 4e-36.
WIDEST_TAIL = {"double": mpf(37), "float": mpf("12.5")}


def tail_interval(precision):
    a = WIDEST_TAIL[precision]
    return [mpf(-1), (a - TAIL_CENTRE) / (a + TAIL_CENTRE)]


# name, what it is, function, interval by precision, degree by precision
POLYNOMIALS = [
    ("exponential", "(e^r - 1 - r) / r^2, |r| <= ln(2)/2", exponential,
     lambda p: [-HALF_LOG_2 * (1 + EDGE), HALF_LOG_2 * (1 + EDGE)], {"double": 9, "float": 4}),
    ("logarithm", "(ln((1 + s)/(1 - s)) - 2s) / s^3 in s^2, |s| <= 3 - 2 sqrt(2)", logarithm,
     lambda p: [mpf(0), WIDEST_S**2 * (1 + EDGE)], {"double": 6, "float": 3}),
    ("sine", "(sin(2 pi w)/w - 2 pi) / w^2 in w^2, |w| <= 1/4", sine,
     lambda p: [mpf(0), mpf(1) / 16], {"double": 7, "float": 4}),
    ("normal_tail", "e^(a^2/2) Q(a) (a + K) in (a - K)/(a + K), 0 <= a <= widest_tail", normal_tail,
     tail_interval, {"double": 22, "float": 9}),
]


def parts(value, precision):
    """The nearest number and the nearest to what it misses."""
    high = mpf(rounded(value, precision))
    return literal(high, precision), literal(value - high, precision)


def table(precision):
    lines = [f"template <> struct FunctionCoefficients<{precision}> {{"]

    def constant(name, text, comment=""):
        lines.append(f"  static constexpr {precision} {name} = {text};" + (f"  // {comment}" if comment else ""))

    high, low = parts(log(2), precision)
    constant("log_2", high)
    constant("log_2_rest", low, "ln 2 less log_2")
    constant("per_log_2", literal(1 / log(2), precision))
    high, low = parts(2 * pi, precision)
    constant("turn", high)
    constant("turn_rest", low, "2 pi less turn")
    constant("tail_centre", literal(TAIL_CENTRE, precision), "K")
    constant("widest_tail", literal(WIDEST_TAIL[precision], precision))
    for name, meaning, function, interval, degree in POLYNOMIALS:
        coefficients, error = chebyfit(function, interval(precision), degree[precision] + 1, error=True)
        lines.append(f"  // {meaning}; error {nstr(error, 2)}")
        lines.append(f"  static constexpr std::array {name} = {{")
        lines += [f"      {literal(c, precision)}," for c in reversed(coefficients)]
        lines.append("  };")
    lines.append("};")
    return lines


HEADER = """\
// SPDX-License-Identifier: Apache-2.0
// The polynomials of functions.h, lowest power first.  Made, not written:
//
//     python3 tools/function_coefficients.py > src/random/function_coefficients.h
#pragma once

#include <array>

namespace coexist {

// clang-format off
template <class Scalar> struct FunctionCoefficients;
"""


def main():
    print(HEADER)
    print("\n".join(table("double")))
    print()
    print("\n".join(table("float")))
    print("// clang-format on\n\n}  // namespace coexist")


if __name__ == "__main__":
    main()
