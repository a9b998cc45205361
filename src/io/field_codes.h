// SPDX-License-Identifier: Apache-2.0
// How the field's tables name their columns, and how they write what is not known.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include "io/csv_table.h"

namespace coexist {

// Columns that are looked for where `columns` does not say: the key of [[polity]], and names that the field gives it.
struct UsualColumns {
  std::string_view key;
  std::array<std::string_view, 6> names;
};
inline constexpr std::array usual_columns = {
    UsualColumns{"id", {"id", "stateabb", "abb", "statenme_abb"}},
    UsualColumns{"ccode", {"ccode", "cowcode", "cow_code", "gwcode", "gwno"}},
    UsualColumns{"name", {"name", "statenme", "country_name", "country", "statename"}},
    UsualColumns{"Y", {"Y", "gdp", "maddison_gdp", "rgdp"}},
    UsualColumns{"M", {"M", "milex"}},
    UsualColumns{"open", {"open", "v2x_polyarchy"}},
    UsualColumns{"system", {"system"}},
    UsualColumns{"bloc", {"bloc"}},
    UsualColumns{"region", {"region"}},
    UsualColumns{"enters", {"enters"}},
};
// How the field writes that a number is not known.
inline constexpr std::array<std::string_view, 11> missing_codes = {
    "", "NA", "NaN", "N/A", ".", "-9", "-8", "-7", "-99", "-999", "-9999"};

inline bool is_missing(std::string_view text) {
  return std::ranges::any_of(missing_codes, [&](std::string_view code) { return same_word(code, text); });
}

inline std::optional<double> number_in(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

inline std::optional<int> whole_in(std::string_view text) {
  const std::optional<double> value = number_in(text);
  constexpr double most = 1e9;
  if (!value || std::abs(*value) > most || *value != std::floor(*value)) return std::nullopt;
  return static_cast<int>(*value);
}

}  // namespace coexist
