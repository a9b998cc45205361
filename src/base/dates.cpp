// SPDX-License-Identifier: Apache-2.0
#include "coexist/dates.h"

#include <array>

namespace coexist {
namespace {

constexpr std::array month_names = {
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};

std::string digits(int number, std::size_t width) {
  std::string text = std::to_string(number < 0 ? -number : number);
  while (text.size() < width) text.insert(text.begin(), '0');
  return (number < 0 ? "-" : "") + text;
}

}  // namespace

// A year before the common era is written with a minus, "-0431-03", and counted astronomically (year 0 exists).
std::optional<Date> Date::parse(std::string_view text) {
  const bool before = text.starts_with('-');
  if (before) text.remove_prefix(1);
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  int year = 0;
  int month = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 4) continue;
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    int& part = i < 4 ? year : month;
    part = part * 10 + (text[i] - '0');
  }
  if (month < 1 || month > 12) return std::nullopt;
  return Date::of(before ? -year : year, month);
}

std::string Date::text() const { return digits(year(), 4) + '-' + digits(month(), 2); }

std::string Date::words() const { return std::string(month_names[static_cast<std::size_t>(month() - 1)]) + ' ' + year_words(); }

std::string Date::year_words() const { return year() > 0 ? std::to_string(year()) : std::to_string(1 - year()) + " BC"; }

}  // namespace coexist
