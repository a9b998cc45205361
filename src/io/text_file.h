// SPDX-License-Identifier: Apache-2.0
// The text of a file, not longer than a scenario may be, and whether it is text at all.
#pragma once

#include <string>

#include "io/problems.h"

namespace coexist {

// Throws InputError where `path` is missing, a directory, unreadable or too long; `expected`: what it should have been.
std::string text_of_file(const std::string& path, const std::string& expected);

// Records a problem where `text` is too long or not UTF-8.
void check_text(const std::string& text, Problems& problems);

}  // namespace coexist
