// SPDX-License-Identifier: Apache-2.0
// The scenario that a tree says, where its text has been parsed already.
#pragma once

#include <string>
#include <vector>

#include "coexist/scenario.h"
#include "io/problems.h"
#include "io/tree.h"

namespace coexist {

// `source` names it in messages.  Throws InputError with all of `problems`, those found before among them.  `warnings`: where what is
// valid and hardly meant is to be said.
Scenario scenario_in(const Node& tree, const std::string& source, Problems& problems, std::vector<Problem>* warnings = nullptr);

}  // namespace coexist
