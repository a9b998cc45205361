// SPDX-License-Identifier: Apache-2.0
// Numbers for people: as many digits as their error supports, and no more.
#pragma once

#include <string>

namespace coexist {

// `value` with its last digit at the size of `error` (half the width of its interval), at most `most` decimals; an error of 0 gives
// `most` decimals, cut of trailing zeros.  Never "-0".
std::string rounded(double value, double error, int most = 4);

// An error itself, to its first digit; "<0.0001" where that is too small to show, since nothing is known without error.
std::string rounded_error(double error, int most = 4);

// An end of an interval that does not hold zero: ">0" or "<0" where its digits show nothing.
std::string rounded_end(double end, double error, int most = 4);

// Decimals that an error supports: the place of its first digit.
int decimals_for(double error, int most = 4);

}  // namespace coexist
