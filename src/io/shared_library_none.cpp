// SPDX-License-Identifier: Apache-2.0
// Libraries in a program that is linked statically: there are none, and the C library's own way of opening one, which would need the
// very C library of the machine that linked, is kept out of it.  SQLite, which asks for nothing of the kind here, refers to it.
#include "io/shared_library.h"

#include "coexist/error.h"

extern "C" {
void* dlopen(const char* file, int mode);
void* dlsym(void* handle, const char* name);
int dlclose(void* handle);
char* dlerror();

void* dlopen(const char*, int) { return nullptr; }
void* dlsym(void*, const char*) { return nullptr; }
int dlclose(void*) { return 0; }
char* dlerror() { return nullptr; }
}

namespace coexist {

void* open_shared_library(const std::string&, const std::string& format) {
  throw InputError({"--format", 0, 0, "this program is linked statically, and opens no library that writes " + format,
      "Export csv; or build it where it is to run (./run in the sources)"});
}

void* find_in_library(void*, const char*) { return nullptr; }

}  // namespace coexist
