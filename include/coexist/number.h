// SPDX-License-Identifier: Apache-2.0
// A number of the model in both precisions: as it was read, and rounded once to what the batch engine computes with.
//
// Rounding where it is used would cost that engine a conversion for every use in every month.
#pragma once

namespace coexist {

struct Number {
  double precise = 0;
  float rounded = 0;

  constexpr Number() = default;
  constexpr Number(double value) : precise(value), rounded(static_cast<float>(value)) {}
  constexpr operator double() const { return precise; }
};

}  // namespace coexist
