// SPDX-License-Identifier: Apache-2.0
// `show STORE` and `export STORE`.
#include <algorithm>

#include "coexist/names.h"
#include "coexist/store.h"
#include "verbs.h"

namespace coexist::command {
namespace {

// How far a run has come.
std::string extent(const StoredRun& run) {
  const Asked& asked = run.asked();
  std::string text = std::to_string(run.histories()) + " of " + std::to_string(asked.worlds) + " histories";
  if (asked.draws == 0) return text;
  std::uint32_t whole = 0;
  for (const KeptDraw& draw : run.draws())
    if (draw.histories >= asked.histories_a_draw) ++whole;
  return text + " and " + std::to_string(whole) + " of " + std::to_string(asked.draws) + " draws from the priors";
}

}  // namespace

Outcome show_store(const CommandLine& line) {
  const std::string& path = line.operands[0];
  const StoredRun run(path);
  const std::optional<Shown> shown = run.shown();
  const std::string command = printable(run.value("command line"));
  if (!shown)
    throw UsageError(
        in_quotes(path) + " keeps a run that is not finished: " + extent(run) + ". To go on: " + command + " --resume");
  if (line.has("json")) return {shown->json};
  return {"The answer kept in " + in_quotes(path) + ", of the command\n  " + command + "\n\n" +
          (line.has("all") ? shown->everything : shown->screen)};
}

Outcome export_store(const CommandLine& line) {
  if (line.operands.empty()) throw UsageError("export needs a STORE: a file that --store wrote");
  if (line.operands.size() > 1) throw UsageError("export takes one STORE, found a second: " + in_quotes(line.operands[1]));
  const std::string format = line.value("format").value_or("csv");
  const std::vector<std::string> formats = {"csv", "parquet", "netcdf"};
  if (std::ranges::find(formats, format) == formats.end())
    throw UsageError("--format is " + in_quotes(format) + ", expected csv, parquet or netcdf. " + suggestion(format, formats));
  const bool tables = format != "netcdf";
  const auto output = line.value("output");
  if (!output) throw UsageError(tables ? "export needs --output FOLDER, for its tables" : "export needs --output FILE.nc");
  if (!tables && line.has("columns"))
    throw UsageError("--columns is of tables, and --format netcdf writes all columns. Leave it out, or export csv or parquet");
  const StoredRun run(line.operands[0]);
  if (!run.shown()) report("the run is not finished, and what is written is of " + extent(run));
  Outcome outcome;
  if (tables) {
    const auto write = format == "csv" ? export_csv : export_parquet;
    for (const std::string& file : write(run, *output, line.has("force"), line.values("columns"))) outcome.output += file + '\n';
  } else {
    export_netcdf(run, *output, line.has("force"));
    outcome.output = *output + '\n';
  }
  return outcome;
}

}  // namespace coexist::command
