// SPDX-License-Identifier: Apache-2.0
// The sections of a scenario file, each read by one function.  The names that sections refer to are gathered first, so that the
// order of sections in the file does not matter.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "coexist/scenario.h"
#include "io/table_reader.h"

namespace coexist {

struct Reading {
  TableReader& file;
  Problems& problems;
  Scenario scenario = {};
  std::vector<TableReader> polity_tables = {};  // as scenario.polities
  Horizon horizon = {};
  Names polities{"polity", {}, false, true}, principals{"principal", {}, false, true}, systems{"system", {}, false, true},
      principles{"principle", {}, true, true}, doctrines{"doctrine", {}, false, true};
};

// sections_cast.cpp: who there is and what they may do.  In this order.
void read_polity_names(Reading& reading);
void read_header(Reading& reading);
void read_systems(Reading& reading);
void read_polities(Reading& reading);
void read_acts(Reading& reading);
void read_stereotypes(Reading& reading);
void read_doctrines(Reading& reading);

// sections_course.cpp: what happens when.
void read_adoptions(Reading& reading);
void read_leaders(Reading& reading);
void read_demonstrations(Reading& reading);
void read_incidents(Reading& reading);
void read_flashpoints(Reading& reading);
void read_history(Reading& reading);
void read_questions(Reading& reading);

// sections_tables.cpp: tables of numbers by name and year.
void read_movement(Reading& reading);
void read_belief(Reading& reading);
void read_hostility(Reading& reading);
void read_warheads(Reading& reading);
void read_reach(Reading& reading);
void read_growth_path(Reading& reading);
void read_parameters(Reading& reading);
Names parameter_names();  // of every mechanism
void read_without(Reading& reading);

// scenario_checks.cpp: what must hold between sections.
void check_scenario(Reading& reading);

// oddities.cpp: what is valid and hardly meant, as warnings.  Of a scenario without a problem.
void warn_of_oddities(Reading& reading);

bool leads_own_bloc(const Scenario& scenario, std::string_view polity);

// Draws are addressed by the hash of a name, so no two names of a scenario may share it.  The first two that do.
using NameHash = std::uint64_t (*)(std::string_view);
std::optional<std::pair<std::string, std::string>> names_sharing_hash(std::span<const std::string> names, NameHash hash);
std::vector<std::string> addressed_names(const Scenario& scenario);

}  // namespace coexist
