// SPDX-License-Identifier: Apache-2.0
// Libraries in a program that is linked as usual.
#include <dlfcn.h>

#include "io/shared_library.h"

namespace coexist {

void* open_shared_library(const std::string& name, const std::string&) { return dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL); }
void* find_in_library(void* library, const char* function) { return dlsym(library, function); }

}  // namespace coexist
