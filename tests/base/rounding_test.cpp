// SPDX-License-Identifier: Apache-2.0
// Numbers for people: digits that their error supports, and nothing that looks like certainty where there is none.
#include "base/rounding.h"

#include <gtest/gtest.h>

namespace coexist {
namespace {

TEST(Rounding, DigitsAreThoseTheErrorSupports) {
  EXPECT_EQ(rounded(-9.912, 0.13), "-9.9");
  EXPECT_EQ(rounded(98.7, 4), "99");
  EXPECT_EQ(rounded(-0.00001, 0.01), "0.00");
  EXPECT_EQ(rounded(0.25, 0), "0.25");
}

TEST(Rounding, AnErrorTooSmallToShowIsNotNone) {
  EXPECT_EQ(rounded_error(0.13), "0.1");
  EXPECT_EQ(rounded_error(0.00006), "0.0001");
  EXPECT_EQ(rounded_error(0.00004), "<0.0001");
  EXPECT_EQ(rounded_error(0.000004, 5), "<0.00001");
  EXPECT_EQ(rounded_error(0), "0");
}

TEST(Rounding, AnEndBesideZeroIsNotZero) {
  EXPECT_EQ(rounded_end(-0.004, 0.1), "<0");
  EXPECT_EQ(rounded_end(0.004, 0.1), ">0");
  EXPECT_EQ(rounded_end(0, 0.1), "0.0");
  EXPECT_EQ(rounded_end(-0.27, 0.1), "-0.3");
}

}  // namespace
}  // namespace coexist
