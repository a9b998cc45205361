// SPDX-License-Identifier: Apache-2.0
#include "base/days.h"

#include <chrono>

namespace coexist {
namespace {

std::chrono::sys_days first_day(Date date) {
  return std::chrono::year(date.year()) / std::chrono::month(static_cast<unsigned>(date.month())) / 1;
}

}  // namespace

int days_between(Date earlier, Date later) { return static_cast<int>((first_day(later) - first_day(earlier)).count()); }

}  // namespace coexist
