// SPDX-License-Identifier: Apache-2.0
// Dates are months: the model's step.  Written "1956-02".
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace coexist {

// Months counted from January of year 0, so that a difference of two dates is a number of months.
struct Date {
  int months = 0;

  static constexpr Date of(int year, int month) { return {year * 12 + month - 1}; }
  // "YYYY-MM" with a year of four digits, or nothing.
  static std::optional<Date> parse(std::string_view text);
  constexpr int year() const { return (months >= 0 ? months : months - 11) / 12; }
  constexpr int month() const { return months - year() * 12 + 1; }  // 1..12
  std::string text() const;                                         // "1956-02"
  std::string words() const;                                        // "February 1956", "March 446 BC"
  std::string year_words() const;                                   // "1956"; "446 BC" of the year -445, for there was no year 0

  friend constexpr auto operator<=>(Date, Date) = default;
  friend constexpr int operator-(Date later, Date earlier) { return later.months - earlier.months; }
  friend constexpr Date operator+(Date date, int later) { return {date.months + later}; }
};

}  // namespace coexist
