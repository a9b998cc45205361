// SPDX-License-Identifier: Apache-2.0
<<<<<<< Updated upstream
// A stored run as tidy tables: one row an observation, names in the first columns, for R, Stata and Python.
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <memory>

#include "coexist/error.h"
#include "coexist/new_file.h"
#include "coexist/store.h"
#include "io/dyad_years.h"
#include "io/problems.h"
=======
// A stored run as CSV files in a folder.
#include "coexist/store.h"
#include "io/new_file.h"
#include "io/tables.h"
>>>>>>> Stashed changes

namespace coexist {

std::vector<std::string> export_csv(
    const StoredRun& run, const std::string& folder, bool force, const std::vector<std::string>& columns) {
  NewFolder files("--output", folder, force);
  write_tables(run, columns, [&](const TableInfo& table) -> NewFile& { return files.add(std::string(table.name) + ".csv"); });
  files.add("scenario.toml").write(run.value("scenario as read"));
  return files.finish();
}

}  // namespace coexist
