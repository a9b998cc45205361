// SPDX-License-Identifier: Apache-2.0
// A stored run as tidy tables: one row an observation, names in the first columns, for R, Stata and Python.  What every table and
// column of it is stands in one list, from which headers, types and codebook follow.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "coexist/new_file.h"
#include "coexist/store.h"

namespace coexist {

enum class CellType { text, integer, number };

struct TableColumn {
  std::string_view name;
  CellType type;
  std::string_view meaning;
};

struct TableInfo {
  std::string_view name, row;  // what one row is
  std::span<const TableColumn> columns;
};

// Every table that a run may have.
std::span<const TableInfo> table_infos();

// Which columns of traced histories are to be written, by their names; none: those of the state; "all".  Throws InputError.
std::vector<bool> chosen_columns(const StoredRun& run, const std::vector<std::string>& names);

// The tables of this run as CSV, into the files that `open` hands out; all are asked for before the first is filled, so that one that
// must not be written stops them all.
void write_tables(const StoredRun& run, std::vector<bool> columns, const std::function<NewFile&(const TableInfo&)>& open);

}  // namespace coexist
