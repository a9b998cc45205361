// SPDX-License-Identifier: Apache-2.0
// Numbers changed by their paths, as `--set` does.
#pragma once

#include <span>

#include "coexist/scenario_file.h"
#include "io/tree.h"

namespace coexist {

// Changes the tree, so that the reader checks the new values as it checks those of a file.  A path that leads nowhere, a value
// that is no number and a number given twice are recorded as problems of `--set PATH`.
void apply_overrides(Node& file, std::span<const Override> overrides, Problems& problems);

}  // namespace coexist
