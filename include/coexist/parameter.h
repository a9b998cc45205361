// SPDX-License-Identifier: Apache-2.0
// A number of the model that can be read, varied and doubted.
//
// A mechanism states each of its numbers once, as a Parameter: name, unit, default, prior, range, meaning, source.  Defaults,
// priors, scenario keys, `coexist show`, `--set` and the documentation all follow from that statement.
#pragma once

#include <limits>
#include <string_view>

#include "coexist/number.h"

namespace coexist {

// What is believed of a number before any data.  Priors are truncated to the parameter's range.
struct Prior {
  enum class Kind { fixed, lognormal, normal, uniform };
  Kind kind = Kind::fixed;
  double first = 0;   // lognormal: 1; normal: mean; uniform: low end
  double second = 0;  // lognormal and normal: standard deviation (lognormal: of the logarithm); uniform: high end
};
constexpr Prior fixed() { return {}; }
// The default times the exponential of a normal of standard deviation `deviation`.
constexpr Prior lognormal(double deviation) { return {Prior::Kind::lognormal, 1, deviation}; }
constexpr Prior normal(double mean, double deviation) { return {Prior::Kind::normal, mean, deviation}; }
constexpr Prior uniform(double low, double high) { return {Prior::Kind::uniform, low, high}; }

// Values a parameter may take: low <= value <= high, with an end left out where it is open.
struct Range {
  double low = -std::numeric_limits<double>::max();
  double high = std::numeric_limits<double>::max();
  bool low_open = false;
  bool high_open = false;
  constexpr bool contains(double value) const {
    return (low_open ? value > low : value >= low) && (high_open ? value < high : value <= high);
  }
};
constexpr Range any_number{};
constexpr Range not_negative{0};
constexpr Range positive{0, std::numeric_limits<double>::max(), true};
constexpr Range share{0, 1};
constexpr Range symmetric_share{-1, 1};
// A rate a year: one step of an explicit Euler scheme with a month of 1/12 year must stay below 1.
constexpr Range yearly_rate{0, 12, false, true};

struct Parameter {
  std::string_view name;  // the symbol of docs/model, Greek spelled out
  std::string_view unit;
  double standard;  // the default
  Prior prior;
  Range range;
  std::string_view meaning;
  std::string_view source;
  Number value;  // the default, unless a scenario, --set or a draw from the priors says otherwise

  constexpr Parameter(std::string_view name_, std::string_view unit_, double standard_, Prior prior_, Range range_,
      std::string_view meaning_, std::string_view source_)
      : name(name_), unit(unit_), standard(standard_), prior(prior_), range(range_), meaning(meaning_), source(source_),
        value(standard_) {}

  // In an equation a parameter stands for its value.
  constexpr operator double() const { return value.precise; }
  constexpr operator const Number&() const { return value; }
};

}  // namespace coexist
