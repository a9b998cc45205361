// SPDX-License-Identifier: Apache-2.0
// Numbers that a paper, or arithmetic, says the model must give; a failure prints what was expected, what came, and how near it
// had to be.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <source_location>
#include <string>
#include <string_view>

namespace coexist::testing {

inline std::string digits(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", value);
  return text;
}

inline void expect_closed_form(std::string_view what, double got, double expected, double tolerance,
    std::source_location where = std::source_location::current()) {
  if (std::abs(got - expected) <= tolerance) return;  // false for NaN
  ADD_FAILURE_AT(where.file_name(), static_cast<int>(where.line()))
      << what << ": expected " << digits(expected) << ", got " << digits(got) << ", tolerance " << digits(tolerance);
}

// One unit of the last digit of a number in positional notation.
inline double last_digit(std::string_view printed) {
  const std::size_t point = printed.find('.');
  return point == std::string_view::npos ? 1.0 : std::pow(10.0, -static_cast<double>(printed.size() - point - 1));
}

// To the digits that a table prints, which are rounded to the nearest.
inline void expect_printed(
    std::string_view what, double got, const char* printed, std::source_location where = std::source_location::current()) {
  expect_closed_form(what, got, std::strtod(printed, nullptr), 0.500001 * last_digit(printed), where);
}

}  // namespace coexist::testing
