// SPDX-License-Identifier: Apache-2.0
// Months as days, for those who count in days.
#pragma once

#include "coexist/dates.h"

namespace coexist {

// From the first day of one month to that of another, in the calendar of ISO 8601.
int days_between(Date earlier, Date later);

}  // namespace coexist
