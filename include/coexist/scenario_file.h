// SPDX-License-Identifier: Apache-2.0
// Scenario files: TOML in, a Scenario out, or every problem at once.  The only place that knows their format.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "coexist/error.h"
#include "coexist/scenario.h"
#include "coexist/study.h"

namespace coexist {

// The scenario in `text`.  `source` names it in messages.  Throws InputError with all problems found.  `warnings`, where it is
// given, becomes what is valid and hardly meant.
Scenario read_scenario(const std::string& text, const std::string& source, std::span<const Override> overrides = {},
    std::vector<Problem>* warnings = nullptr);

// The scenario in a file, or a bundled one by its name (a file of that name comes first).  Throws InputError.
Scenario load_scenario(
    const std::string& name_or_path, std::span<const Override> overrides = {}, std::vector<Problem>* warnings = nullptr);

// The scenario as TOML that reads back to the same scenario.
std::string write_scenario(const Scenario& scenario);

// A JSON Schema of scenario files, by which editors complete and check keys.
std::string scenario_schema();

// Names of the bundled scenarios, in order, and the text of one.
std::vector<std::string> bundled_scenarios();
std::string bundled_text(const std::string& name);

// The same of the pieces of the library, which scenarios put themselves together from with `use`.
std::vector<std::string> library_pieces();
std::string library_text(const std::string& name);

}  // namespace coexist
