// SPDX-License-Identifier: Apache-2.0
// Which program and which model gave an answer: both belong beside every result that is kept.
#pragma once

#include <string_view>

namespace coexist {

// Of the program, "major.minor.patch".
std::string_view version();

// Of the model in docs/model: another number, other results.  A scenario names the version that it is written for, from the oldest that
// can be played to the newest.
inline constexpr int oldest_model = 2;
inline constexpr int model_version = 3;

}  // namespace coexist
