// SPDX-License-Identifier: Apache-2.0
// A stored run as CSV files in a folder.
#include "coexist/new_file.h"
#include "coexist/store.h"
#include "io/tables.h"

namespace coexist {

std::vector<std::string> export_csv(
    const StoredRun& run, const std::string& folder, bool force, const std::vector<std::string>& columns) {
  const std::vector<bool> chosen = chosen_columns(run, columns);
  NewFolder files("--output", folder, force);
  files.add("scenario.toml").write(run.value("scenario as read"));
  write_tables(run, chosen, [&](const TableInfo& table) -> NewFile& { return files.add(std::string(table.name) + ".csv"); });
  return files.finish();
}

}  // namespace coexist
