// SPDX-License-Identifier: Apache-2.0
// Libraries that are opened when something is exported, rather than linked: every other command starts without them.
#pragma once

#include <string>

namespace coexist {

// Null where this machine has none of that name; InputError where this program cannot open any.  `format`: what it is wanted for.
void* open_shared_library(const std::string& name, const std::string& format);

// Null where the library has no such function.
void* find_in_library(void* library, const char* function);

}  // namespace coexist
