// SPDX-License-Identifier: Apache-2.0
// The catalogue of what exists: every mechanism with its parameter sheet, every column, every outcome, the numbers of acts.  Filled
// once, from the mechanism and outcome files themselves (engine/catalogue.cpp); the scenario reader, `coexist list` and `show` read it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "coexist/parameter.h"

namespace coexist {

struct MechanismEntry {
  std::string_view name;
  std::string_view claim;    // one sentence
  std::string_view section;  // of docs/model
  std::string_view source;
  std::vector<Parameter> parameters;
  int since = 2;  // the version of the model that brought it
};

struct ColumnEntry {
  std::string_view name;   // as in `--series`
  std::string_view index;  // "polity", "principal, polity", ...
  std::string_view unit;
  std::string_view meaning;
  std::string_view group;  // "state": what a month leaves to the next; "frame", "flows": within one
};

struct OutcomeEntry {
  std::string_view name;  // a family ends in ".<label>"
  std::string_view unit;
  std::string_view kind;  // conduct, response, joint
  std::string_view meaning;
  int since = 2;  // the version of the model from which on it is reported
};

// A number that every act of a scenario has, by its key in `[[act]]`.
struct ActNumberEntry {
  std::string_view name;
  std::string_view unit;
  std::string_view meaning;
  std::string_view source;  // of the library's values
};

struct Catalogue {
  std::vector<MechanismEntry> mechanisms;
  std::vector<ColumnEntry> columns;
  std::vector<OutcomeEntry> outcomes;
  std::vector<ActNumberEntry> act_numbers;

  const Parameter* parameter(std::string_view name) const;
  const MechanismEntry* mechanism(std::string_view name) const;
};

const Catalogue& catalogue();

}  // namespace coexist
