// SPDX-License-Identifier: Apache-2.0
// What every mechanism says of itself.
#pragma once

#include <string_view>

#include "coexist/parameter.h"

namespace coexist {

struct MechanismInfo {
  std::string_view name;     // as in `--without`
  std::string_view claim;    // one sentence
  std::string_view section;  // of docs/model
  std::string_view source;
  int since = 2;  // the version of the model that brought it; earlier ones are without it
};

}  // namespace coexist
