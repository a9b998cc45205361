// SPDX-License-Identifier: Apache-2.0
// What was put in, and so is not found: outcomes that follow from an input by construction.
#pragma once

#include <string>
#include <vector>

#include "coexist/scenario.h"

namespace coexist {

// Why an outcome moves by construction, whatever the mechanisms find; empty where it does not.  `off`: mechanisms switched off.
std::string put_in_by_construction(
    const std::string& outcome, const Scenario& scenario, const Question& question, const std::vector<std::string>& off);

}  // namespace coexist
