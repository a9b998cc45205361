// SPDX-License-Identifier: Apache-2.0
// The version stands in CMakeLists.txt alone and is handed to this file only, so that a new one recompiles one file.
#include "coexist/version.h"

namespace coexist {

std::string_view version() { return COEXIST_VERSION; }

}  // namespace coexist
