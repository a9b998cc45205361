// SPDX-License-Identifier: Apache-2.0
#include "base/rounding.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace coexist {

int decimals_for(double error, int most) {
  if (!(error > 0)) return most;
  return std::clamp(static_cast<int>(std::ceil(-std::log10(error) - 1e-9)), 0, most);
}

std::string rounded(double value, double error, int most) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals_for(error, most), value);
  std::string number = text;
  if (!(error > 0) && number.find('.') != std::string::npos) {
    while (number.ends_with('0')) number.pop_back();
    if (number.ends_with('.')) number.pop_back();
  }
  if (number.starts_with('-') && number.find_first_not_of("-0.") == std::string::npos) number.erase(0, 1);
  return number;
}

std::string rounded_error(double error, int most) {
  if (!(error > 0) || error >= std::pow(10.0, -most) / 2) return rounded(error, error, most);
  return '<' + rounded(std::pow(10.0, -most), 0, most);
}

std::string rounded_end(double end, double error, int most) {
  const std::string number = rounded(end, error, most);
  if (end == 0 || number.find_first_of("123456789") != std::string::npos) return number;
  return end > 0 ? ">0" : "<0";
}

}  // namespace coexist
