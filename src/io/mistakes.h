// SPDX-License-Identifier: Apache-2.0
// A file that is not TOML: the line in question, and which of the common mistakes it probably is.
#pragma once

#include <string>
#include <string_view>

#include "io/problems.h"

namespace coexist {

// Two lines: as much of the line at `place` as a terminal shows, and a mark below the column.  Empty where there is no such line.
std::string excerpt_of(std::string_view text, Place place);

// What to do about the mistake that the line at `place` looks like; empty where it looks like none.
std::string likely_mistake(std::string_view text, Place place);

}  // namespace coexist
