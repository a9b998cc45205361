// SPDX-License-Identifier: Apache-2.0
// The elementary functions: near the truth, as the C library has it in long double; and the same bits everywhere.
#include "random/functions.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>

namespace coexist {
namespace {

struct ThisUnit {};
using Many = Lanes<float, 16, ThisUnit>;
using ManyDouble = Lanes<double, 8, ThisUnit>;

long double true_normal_cdf(long double x) { return erfcl(-x / sqrtl(2.0L)) / 2; }
// By symmetry, so that the argument keeps its digits where the cosine is small.
long double true_cosine_of_turns(long double u) {
  const long double w = fabsl(u - 0.5L) - 0.25L;
  return sinl(2 * std::numbers::pi_v<long double> * w);
}

// The largest error over a sweep of arguments: point(t) for t in (0, 1).
struct Errors {
  long double absolute = 0;
  long double relative = 0;
};
template <class Scalar, class Point, class Ours, class Truth> Errors errors(Point point, Ours ours, Truth truth) {
  constexpr int steps = 200'000;
  Errors worst;
  for (int i = 0; i < steps; ++i) {
    const Scalar x = static_cast<Scalar>(point((i + 0.5) / steps));
    const long double expected = truth(static_cast<long double>(x));
    const long double off = fabsl(static_cast<long double>(ours(x)) - expected);
    if (!(off <= worst.absolute)) worst.absolute = off;
    if (expected != 0 && !(off / fabsl(expected) <= worst.relative)) worst.relative = off / fabsl(expected);
  }
  return worst;
}

// Tolerances: 2^-52 = 2.2e-16, 2^-23 = 1.2e-7.
template <class Scalar> constexpr bool is_double = std::same_as<Scalar, double>;
template <class Scalar> class Functions : public testing::Test {};
using Scalars = testing::Types<double, float>;
TYPED_TEST_SUITE(Functions, Scalars);

TYPED_TEST(Functions, ExponentialIsNearTheTruth) {
  using Scalar = TypeParam;
  const double low = lowest_exponent<Scalar>;
  const double high = highest_exponent<Scalar>;
  const long double tolerance = is_double<Scalar> ? 2.2e-16L : 1.2e-7L;  // one in the last place
  const auto ours = [](Scalar x) { return exponential(x); };
  const auto truth = [](long double x) { return expl(x); };
  EXPECT_LE(errors<Scalar>([=](double t) { return low + (high - low) * t; }, ours, truth).relative, tolerance);
  EXPECT_LE(errors<Scalar>([](double t) { return -2 + 4 * t; }, ours, truth).relative, tolerance);
}

TYPED_TEST(Functions, ExponentialIsHeldWithinTheNormalNumbers) {
  using Scalar = TypeParam;
  const Scalar infinity = std::numeric_limits<Scalar>::infinity();
  EXPECT_EQ(exponential(Scalar(0)), Scalar(1));
  EXPECT_EQ(exponential(-infinity), exponential(lowest_exponent<Scalar>));
  EXPECT_EQ(exponential(infinity), exponential(highest_exponent<Scalar>));
  EXPECT_GE(exponential(-infinity), std::numeric_limits<Scalar>::min());
  EXPECT_GE(Scalar(1) / exponential(-lowest_exponent<Scalar>), std::numeric_limits<Scalar>::min());
  EXPECT_LE(exponential(infinity), std::numeric_limits<Scalar>::max());
}

// Where the exponent steps from k to k + 1 the reduced argument jumps from ln(2)/2 to -ln(2)/2.
TYPED_TEST(Functions, ExponentialOfWhatIsNotPositiveIsTheSame) {
  using Scalar = TypeParam;
  for (const Scalar x : {Scalar(0), Scalar(-0.0), Scalar(-1e-30), Scalar(-0.34), Scalar(-1), Scalar(-17.5), Scalar(-86.9),
           Scalar(-87.1), Scalar(-700), Scalar(-709), Scalar(-1e30)})
    EXPECT_EQ(bits_of(exponential_of_negative(x)), bits_of(exponential(x))) << x;
}

TYPED_TEST(Functions, ExponentialRisesAcrossTheStepsOfItsReduction) {
  using Scalar = TypeParam;
  for (int k = is_double<Scalar> ? -1000 : -120; k < (is_double<Scalar> ? 1000 : 120); ++k) {
    Scalar x = static_cast<Scalar>((k + 0.5L) * std::numbers::ln2_v<long double>);
    for (int i = 0; i < 40; ++i) x = std::nextafter(x, -std::numeric_limits<Scalar>::infinity());
    for (int i = 0; i < 80; ++i) {
      const Scalar next = std::nextafter(x, std::numeric_limits<Scalar>::infinity());
      ASSERT_LE(exponential(x), exponential(next)) << "at " << x;
      x = next;
    }
  }
}

TYPED_TEST(Functions, LogarithmIsNearTheTruth) {
  using Scalar = TypeParam;
  const double range = is_double<Scalar> ? 1020 : 124;
  const long double tolerance = is_double<Scalar> ? 2.2e-16L : 1.2e-7L;
  const auto ours = [](Scalar x) { return logarithm(x); };
  const auto truth = [](long double x) { return logl(x); };
  EXPECT_LE(errors<Scalar>([=](double t) { return std::exp2(range * (2 * t - 1)); }, ours, truth).relative, tolerance);
  EXPECT_LE(errors<Scalar>([](double t) { return 0.3 + 2 * t; }, ours, truth).relative, tolerance);
  EXPECT_LE(errors<Scalar>([](double t) { return 1 + (t - 0.5) / 1024; }, ours, truth).relative, tolerance);
}

TYPED_TEST(Functions, LogarithmAtTheEndsOfItsDomain) {
  using Scalar = TypeParam;
  using Limits = std::numeric_limits<Scalar>;
  EXPECT_EQ(logarithm(Scalar(1)), Scalar(0));
  EXPECT_NEAR(logarithm(Limits::min()), std::log(Limits::min()), 1e-5);
  EXPECT_NEAR(logarithm(Limits::max()), std::log(Limits::max()), 1e-5);
  EXPECT_TRUE(std::isfinite(logarithm(Limits::denorm_min())));
  EXPECT_TRUE(std::isnan(logarithm(Scalar(0))));
  EXPECT_TRUE(std::isnan(logarithm(Scalar(-1))));
}

// A size from 2^-60 to 2^reach, of either sign.
template <int reach> double of_any_size(double t) {
  const double size = std::exp2(-60 + (60 + reach) * std::fabs(2 * t - 1));
  return t < 0.5 ? -size : size;
}

TYPED_TEST(Functions, LogarithmOfOnePlusIsNearTheTruth) {
  using Scalar = TypeParam;
  const long double tolerance = is_double<Scalar> ? 4.5e-16L : 2.4e-7L;
  const auto ours = [](Scalar x) { return logarithm_1p(x); };
  const auto truth = [](long double x) { return log1pl(x); };
  EXPECT_LE(errors<Scalar>(of_any_size<-1>, ours, truth).relative, tolerance);
  EXPECT_LE(errors<Scalar>([](double t) { return -0.999 + 20 * t; }, ours, truth).relative, tolerance);
  EXPECT_EQ(logarithm_1p(Scalar(0)), Scalar(0));
  EXPECT_TRUE(std::isnan(logarithm_1p(Scalar(-1))));
}

TYPED_TEST(Functions, ExponentialLessOneIsNearTheTruth) {
  using Scalar = TypeParam;
  const long double tolerance = is_double<Scalar> ? 4.5e-16L : 2.4e-7L;
  const auto ours = [](Scalar x) { return exponential_m1(x); };
  const auto truth = [](long double x) { return expm1l(x); };
  EXPECT_LE(errors<Scalar>(of_any_size<6>, ours, truth).relative, tolerance);
  EXPECT_LE(errors<Scalar>([](double t) { return -3 + 6 * t; }, ours, truth).relative, tolerance);
  EXPECT_EQ(exponential_m1(Scalar(0)), Scalar(0));
  EXPECT_EQ(exponential_m1(Scalar(-1000)), Scalar(-1));
  EXPECT_TRUE(std::isfinite(exponential_m1(Scalar(1000))));
}

TYPED_TEST(Functions, CosineIsNearTheTruth) {
  using Scalar = TypeParam;
  const auto ours = [](Scalar x) { return cosine_of_turns(x); };
  const long double tolerance = is_double<Scalar> ? 3e-16L : 1.5e-7L;
  EXPECT_LE(errors<Scalar>([](double t) { return t; }, ours, true_cosine_of_turns).absolute, tolerance);
  for (int eighth = 0; eighth < 8; ++eighth)
    EXPECT_NEAR(cosine_of_turns(static_cast<Scalar>(eighth / 8.0)), std::cos(eighth * std::numbers::pi / 4),
        static_cast<double>(tolerance));
  EXPECT_EQ(cosine_of_turns(Scalar(0.25)), Scalar(0));
}

TYPED_TEST(Functions, NormalDistributionIsNearTheTruth) {
  using Scalar = TypeParam;
  const auto ours = [](Scalar x) { return normal_cdf(x); };
  const Errors near = errors<Scalar>([](double t) { return -10 + 20 * t; }, ours, true_normal_cdf);
  EXPECT_LE(near.absolute, is_double<Scalar> ? 4e-16L : 2e-7L);
  EXPECT_LE(near.relative, is_double<Scalar> ? 1e-15L : 5e-7L);
  const double far = is_double<Scalar> ? -37 : -12.5;
  EXPECT_LE(
      errors<Scalar>([=](double t) { return far * t; }, ours, true_normal_cdf).relative, is_double<Scalar> ? 1e-15L : 5e-7L);
}

TYPED_TEST(Functions, NormalDistributionAtItsEnds) {
  using Scalar = TypeParam;
  const Scalar infinity = std::numeric_limits<Scalar>::infinity();
  EXPECT_NEAR(normal_cdf(Scalar(0)), 0.5, std::numeric_limits<Scalar>::epsilon());
  EXPECT_EQ(normal_cdf(infinity), Scalar(1));
  EXPECT_GT(normal_cdf(-infinity), Scalar(0));
  EXPECT_LT(normal_cdf(-infinity), Scalar(1e-30));
  EXPECT_GE(normal_cdf(-infinity), std::numeric_limits<Scalar>::min());  // a normal number
}

TYPED_TEST(Functions, LogisticIsNearTheTruthAndNeverOverflows) {
  using Scalar = TypeParam;
  const auto ours = [](Scalar x) { return logistic(x); };
  const auto truth = [](long double x) { return 1 / (1 + expl(-x)); };
  const Errors found = errors<Scalar>([](double t) { return -80 + 160 * t; }, ours, truth);
  EXPECT_LE(found.relative, is_double<Scalar> ? 4.5e-16L : 2.4e-7L);
  EXPECT_EQ(logistic(Scalar(0)), Scalar(0.5));
  EXPECT_EQ(logistic(Scalar(1e4)), Scalar(1));
  EXPECT_EQ(logistic(Scalar(-1e4)), Scalar(0));
  EXPECT_EQ(logistic(-std::numeric_limits<Scalar>::infinity()), Scalar(0));
  EXPECT_GE(logistic(lowest_exponent<Scalar>), std::numeric_limits<Scalar>::min());  // the last before 0 is a normal number
}

TYPED_TEST(Functions, NotANumberStaysOne) {
  const TypeParam nan = std::numeric_limits<TypeParam>::quiet_NaN();
  EXPECT_TRUE(std::isnan(exponential(nan)));
  EXPECT_TRUE(std::isnan(exponential_m1(nan)));
  EXPECT_TRUE(std::isnan(logarithm(nan)));
  EXPECT_TRUE(std::isnan(logarithm_1p(nan)));
  EXPECT_TRUE(std::isnan(cosine_of_turns(nan)));
  EXPECT_TRUE(std::isnan(normal_cdf(nan)));
  EXPECT_TRUE(std::isnan(logistic(nan)));
}

// A sweep whose arguments are sums of powers of two, so that they too are the same everywhere.
constexpr int sweep = 1 << 15;
constexpr int functions = 8;

// Argument i of the sweep for one function; every function is called.
template <class Scalar> Scalar argument(int function, int i) {
  const Scalar t = static_cast<Scalar>(i) / static_cast<Scalar>(sweep);  // exact
  switch (function) {
    case 0: return (t - Scalar(0.5)) * 184;                                           // exponential
    case 1: return (t + Scalar(0.5) / sweep) * (i % 3 == 0 ? 65536 : 2);              // logarithm
    case 2: return (t - Scalar(0.5)) * (i % 2 == 0 ? Scalar(1.5) : Scalar(0x1p-12));  // logarithm_1p
    case 3: return (t - Scalar(0.5)) * (i % 2 == 0 ? Scalar(16) : Scalar(0x1p-12));   // exponential_m1
    case 4: return t;                                                                 // cosine_of_turns
    case 5: return (t - Scalar(0.5)) * 28;                                            // normal_cdf
    case 6: return (t - Scalar(0.5)) * 200;                                           // logistic
    default: return t * 4096;                                                         // square_root
  }
}
template <class Real> Real apply(int function, Real x) {
  switch (function) {
    case 0: return exponential(x);
    case 1: return logarithm(x);
    case 2: return logarithm_1p(x);
    case 3: return exponential_m1(x);
    case 4: return cosine_of_turns(x);
    case 5: return normal_cdf(x);
    case 6: return logistic(x);
    default: return square_root(x);
  }
}

// FNV-1a over the bits of all results.
template <class Real> std::uint64_t hash_of_results() {
  using Scalar = ScalarOf<Real>;
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (int function = 0; function < functions; ++function)
    for (int i = 0; i < sweep; i += lanes_of<Real>) {
      Real x(0);
      for (int index = 0; index < lanes_of<Real>; ++index) set_lane(x, index, argument<Scalar>(function, i + index));
      const Real y = apply(function, x);
      for (int index = 0; index < lanes_of<Real>; ++index) {
        std::uint64_t bits = bits_of(lane(y, index));
        for (std::size_t byte = 0; byte < sizeof(Scalar); ++byte, bits >>= 8) hash = (hash ^ (bits & 0xff)) * 0x100000001b3U;
      }
    }
  return hash;
}

// Committed: they change only with the polynomials, never with compiler, optimisation or instruction set.
constexpr std::uint64_t float_bits = 0xf2d30d588172b4e;
constexpr std::uint64_t double_bits = 0xe14f720d0ff682a7;

TEST(SameBits, InSinglePrecision) { EXPECT_EQ(hash_of_results<float>(), float_bits); }
TEST(SameBits, InLanesOfSinglePrecision) { EXPECT_EQ(hash_of_results<Many>(), float_bits); }
TEST(SameBits, InDoublePrecision) { EXPECT_EQ(hash_of_results<double>(), double_bits); }
TEST(SameBits, InLanesOfDoublePrecision) { EXPECT_EQ(hash_of_results<ManyDouble>(), double_bits); }

TEST(SameBits, LaneByLane) {
  for (int function = 0; function < functions; ++function)
    for (int i = 0; i < sweep; i += 16) {
      Many x(0);
      for (int index = 0; index < 16; ++index) set_lane(x, index, argument<float>(function, i + index));
      const Many y = apply(function, x);
      for (int index = 0; index < 16; ++index)
        ASSERT_EQ(bits_of(lane(y, index)), bits_of(apply(function, lane(x, index))))
            << "function " << function << " at " << lane(x, index);
    }
}

TEST(Polynomial, IsTheSumOfItsTerms) {
  // 1 + 2x + ... + n x^(n-1) at x = 2: (n - 1) 2^n + 1
  EXPECT_EQ(polynomial(2.0, std::array{1.0, 2.0}), 5.0);
  EXPECT_EQ(polynomial(2.0, std::array{1.0, 2.0, 3.0}), 17.0);
  EXPECT_EQ(polynomial(2.0, std::array{1.0, 2.0, 3.0, 4.0}), 49.0);
  EXPECT_EQ(polynomial(2.0, std::array{1.0, 2.0, 3.0, 4.0, 5.0}), 129.0);
  EXPECT_EQ(polynomial(2.0, std::array{1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0}), 769.0);
  EXPECT_EQ(polynomial(2.0, std::array{1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0}), 4097.0);
}

}  // namespace
}  // namespace coexist
