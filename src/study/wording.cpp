// SPDX-License-Identifier: Apache-2.0
#include "study/wording.h"

#include <algorithm>
#include <cmath>

#include "base/rounding.h"

namespace coexist {
namespace {

constexpr int most_decimals = 4;

// With exactly so many decimals.
std::string fixed(double value, int decimals) { return rounded(value, std::pow(10.0, -decimals), most_decimals); }

bool shows_nothing(const std::string& number) { return number.find_first_of("123456789") == std::string::npos; }

double half_width(const std::optional<Interval>& interval) { return interval ? (interval->high - interval->low) / 2 : 0; }

// As many decimals as tell the arms apart, and no more than the error supports; what is not nothing does not look like nothing.
int decimals_of_levels(double with, double without, double error, bool whole) {
  const double gap = std::abs(with - without);
  constexpr double part_of_gap = 5, part_of_level = 20;
  const double needed = gap > 0 ? gap / (whole ? 1 : part_of_gap) : std::max(std::abs(with), std::abs(without)) / part_of_level;
  int decimals = needed > 0 ? std::min(decimals_for(needed, most_decimals), decimals_for(error, most_decimals)) : 0;
  for (const double level : {with, without})
    while (level != 0 && decimals < most_decimals && shows_nothing(fixed(level, decimals))) ++decimals;
  return decimals;
}

}  // namespace

Measure of_thousand() { return {1000, "in ", " of 1,000 histories", "", "", "fewer", "more", true}; }

Measure of_hundred(const OutcomeAnswer& row) {
  constexpr double rarest = 0.005;  // rounds to one of a hundred
  for (const double level : {row.with, row.without})
    if (level > 0 && level < rarest) return of_thousand();
  return {100, "in ", " of 100 histories", "", "", "fewer", "more", true};
}

Measure per_cent() { return {100, "", " %", " %", " points", "lower", "higher", true}; }

Measure from_zero_to_one() { return {1, "", "", " on a scale from 0 to 1", "", "lower", "higher", false}; }

Measure a_history(const OutcomeAnswer& row) {
  if (std::max(row.with, row.without) < 1) return {100, "", " in 100 histories", "", "", "fewer", "more", true};
  return {1, "", " a history", "", "", "fewer", "more", false};
}

std::string levels_in_words(const OutcomeAnswer& row, const Measure& measure) {
  const double with = row.with * measure.factor;
  const double without = row.without * measure.factor;
  const int decimals = decimals_of_levels(with, without, half_width(row.ci95) * measure.factor, measure.whole);
  const std::string first = fixed(with, decimals);
  const std::string second = fixed(without, decimals);
  if (first == second)
    return measure.before + first + measure.first + (measure.second == measure.first ? "" : measure.second) + " either way";
  return measure.before + first + measure.first + " instead of " + second + measure.second;
}

std::string range_in_words(const Interval& range, double end_error, const Measure& measure) {
  constexpr int most = 3;
  const double low = range.low * measure.factor;
  const double high = range.high * measure.factor;
  int decimals = decimals_for(end_error * measure.factor, most);
  const auto is_whole = [](double end) { return end == 0 || std::abs(end) >= 1; };
  if (measure.whole && is_whole(low) && is_whole(high) && fixed(low, 0) != fixed(high, 0)) decimals = 0;
  const auto size = [&](double end) { return fixed(std::abs(end), decimals); };
  const std::string first = size(low);
  const std::string last = size(high);
  const auto counted = [&](const std::string& number) {
    return number + (number == "1" && measure.points == " points" ? " point" : measure.points) + ' ';
  };
  if (low < 0 && high > 0 && !shows_nothing(first) && !shows_nothing(last))
    return counted(first) + measure.less + " to " + last + ' ' + measure.more;
  // On one side of zero, or so near it that the digits do not tell.
  const bool is_less = std::abs(low) > std::abs(high);
  const std::string far = is_less ? first : last;
  const std::string at_zero = range.holds_zero() ? "0" : "above 0";
  const std::string near = shows_nothing(is_less ? last : first) ? at_zero : is_less ? last : first;
  const std::string& word = is_less ? measure.less : measure.more;
  if (shows_nothing(far)) return "about 0";
  return (near == far ? "" : near + " to ") + counted(far) + word;
}

std::string size_in_words(double part, const std::optional<Interval>& ci95, double difference, const Measure& measure) {
  constexpr double parts = 20;
  const double digit = std::abs(difference) * measure.factor / parts;
  const int supported = decimals_for(half_width(ci95) * measure.factor, most_decimals);
  return fixed(std::abs(part) * measure.factor, digit > 0 ? std::min(decimals_for(digit, most_decimals), supported) : supported);
}

Basis basis_of(const OutcomeAnswer& row) {
  if (!row.prior) return {row.ci95, half_width(row.ci95), row.direction(), "simulation"};
  // The ends of a range over draws are known less well than the difference itself: to a tenth of its half width.
  constexpr double part_known = 10;
  return {row.prior->range(), half_width(row.prior->range()) / part_known, row.direction_under_priors(), "prior"};
}

bool never_differs(const OutcomeAnswer& row) {
  const bool in_pairs = row.difference == 0 && row.turned_up == 0 && row.turned_down == 0;
  return in_pairs && (!row.prior || (row.prior->q05 == 0 && row.prior->q95 == 0));
}

}  // namespace coexist
