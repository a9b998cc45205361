// SPDX-License-Identifier: Apache-2.0
// The polynomials of functions.h, lowest power first.  Made, not written:
//
//     python3 tools/function_coefficients.py > src/random/function_coefficients.h
#pragma once

#include <array>

namespace coexist {

// clang-format off
template <class Scalar> struct FunctionCoefficients;

template <> struct FunctionCoefficients<double> {
  static constexpr double log_2 = 0x1.62e42fefa39efp-1;
  static constexpr double log_2_rest = 0x1.abc9e3b39803fp-56;  // ln 2 less log_2
  static constexpr double per_log_2 = 0x1.71547652b82fep+0;
  static constexpr double turn = 0x1.921fb54442d18p+2;
  static constexpr double turn_rest = 0x1.1a62633145c07p-52;  // 2 pi less turn
  static constexpr double tail_centre = 0x1p+2;  // K
  static constexpr double widest_tail = 0x1.28p+5;
  // (e^r - 1 - r) / r^2, |r| <= ln(2)/2; error 1.1e-16
  static constexpr std::array exponential = {
      0x1.0000000000001p-1,
      0x1.5555555555556p-3,
      0x1.5555555553d37p-5,
      0x1.11111111109a6p-7,
      0x1.6c16c1789d1d7p-10,
      0x1.a01a01a7cebcdp-13,
      0x1.a019b8ca26fcfp-16,
      0x1.71de0d85293b8p-19,
      0x1.2891d4ffbb0f9p-22,
      0x1.af390ba7e6f47p-26,
  };
  // (ln((1 + s)/(1 - s)) - 2s) / s^3 in s^2, |s| <= 3 - 2 sqrt(2); error 3.1e-16
  static constexpr std::array logarithm = {
      0x1.5555555555558p-1,
      0x1.9999999995273p-2,
      0x1.2492492dfd86cp-2,
      0x1.c71c62d5e53ep-3,
      0x1.7462b91b8df65p-3,
      0x1.39fdcceb4bb45p-3,
      0x1.2b5f68a50d903p-3,
  };
  // (sin(2 pi w)/w - 2 pi) / w^2 in w^2, |w| <= 1/4; error 8.3e-17
  static constexpr std::array sine = {
      -0x1.4abbce625be53p+5,
      0x1.466bc6775aad6p+6,
      -0x1.32d2cce62adb9p+6,
      0x1.50783486f190cp+5,
      -0x1.e3074ee5f4a61p+3,
      0x1.e8f3b0121aafdp+1,
      -0x1.6f866b70b27bdp-1,
      0x1.9ec5cdbeecd34p-4,
  };
  // e^(a^2/2) Q(a) (a + K) in (a - K)/(a + K), 0 <= a <= widest_tail; error 1.7e-17
  static constexpr std::array normal_tail = {
      0x1.82b4bb8c94dcep-1,
      -0x1.373e3a893c287p-1,
      0x1.8c6dbf2cfc2ecp-2,
      -0x1.7dff2bff688b7p-3,
      0x1.eec4cc3e470dep-5,
      -0x1.ee27610340071p-8,
      -0x1.c81719ccc9633p-9,
      0x1.ab825f7a80476p-10,
      0x1.17a4a7fc0e6bbp-13,
      -0x1.e4a41496698d1p-13,
      -0x1.00138db82facbp-19,
      0x1.26cf6b3d56d74p-15,
      0x1.7ff4f5f5abfccp-21,
      -0x1.8d31bbfca32f4p-18,
      -0x1.4fcb31b8d8f64p-21,
      0x1.119ae7b7470bep-20,
      0x1.1b803910bc005p-22,
      -0x1.49a6d0c17e4a4p-23,
      -0x1.488c330180102p-24,
      0x1.e110313c126e1p-27,
      0x1.db08955e3c71fp-27,
      0x1.1d0539a431689p-32,
      -0x1.ea3a977332847p-31,
  };
};

template <> struct FunctionCoefficients<float> {
  static constexpr float log_2 = 0x1.62e43p-1f;
  static constexpr float log_2_rest = -0x1.05c61p-29f;  // ln 2 less log_2
  static constexpr float per_log_2 = 0x1.715476p+0f;
  static constexpr float turn = 0x1.921fb6p+2f;
  static constexpr float turn_rest = -0x1.777a5cp-23f;  // 2 pi less turn
  static constexpr float tail_centre = 0x1p+2f;  // K
  static constexpr float widest_tail = 0x1.9p+3f;
  // (e^r - 1 - r) / r^2, |r| <= ln(2)/2; error 6.5e-8
  static constexpr std::array exponential = {
      0x1p-1f,
      0x1.5554dcp-3f,
      0x1.555518p-5f,
      0x1.120be2p-7f,
      0x1.6d117cp-10f,
  };
  // (ln((1 + s)/(1 - s)) - 2s) / s^3 in s^2, |s| <= 3 - 2 sqrt(2); error 1.2e-9
  static constexpr std::array logarithm = {
      0x1.555556p-1f,
      0x1.9999ecp-2f,
      0x1.245c28p-2f,
      0x1.ddd4dap-3f,
  };
  // (sin(2 pi w)/w - 2 pi) / w^2 in w^2, |w| <= 1/4; error 6.9e-9
  static constexpr std::array sine = {
      -0x1.4abbcep+5f,
      0x1.466bc6p+6f,
      -0x1.32d214p+6f,
      0x1.503704p+5f,
      -0x1.d04ap+3f,
  };
  // e^(a^2/2) Q(a) (a + K) in (a - K)/(a + K), 0 <= a <= widest_tail; error 7.6e-9
  static constexpr std::array normal_tail = {
      0x1.82b4bcp-1f,
      -0x1.373e3ap-1f,
      0x1.8c6d94p-2f,
      -0x1.7dff0cp-3f,
      0x1.eeda26p-5f,
      -0x1.edf048p-8f,
      -0x1.cf24ecp-9f,
      0x1.9fc5bcp-10f,
      0x1.d9003cp-13f,
      -0x1.ce2892p-14f,
  };
};
// clang-format on

}  // namespace coexist
