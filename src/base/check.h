// SPDX-License-Identifier: Apache-2.0
// CHECK states what must hold unless this program itself is wrong.  It is on in every build: a wrong engine must stop, not answer.
#pragma once

#include <stdexcept>
#include <string>

namespace coexist {

// Our own mistake, never the user's.
class BrokenInvariant : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] inline void broken(const char* what, const char* file, int line) {
  throw BrokenInvariant(std::string(file) + ':' + std::to_string(line) + ": does not hold: " + what);
}

}  // namespace coexist

#define CHECK(condition)                                                 \
  do {                                                                   \
    if (!(condition)) ::coexist::broken(#condition, __FILE__, __LINE__); \
  } while (false)
