// SPDX-License-Identifier: Apache-2.0
// What a scenario gives by date, as it comes to pass in the arms of a question.
#pragma once

#include <vector>

#include "coexist/courses.h"
#include "study/setting.h"

namespace coexist {

// In the order of dates, up to the horizon; less what was dropped and what belongs to mechanisms that are off.
std::vector<DatedHistory> dated_history(const Scenario& scenario, const Posed& posed);

}  // namespace coexist
