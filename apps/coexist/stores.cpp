// SPDX-License-Identifier: Apache-2.0
// `show STORE` and `export STORE`.
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
  if (!shown) {
    const std::string command = run.value("command line");
    throw UsageError(
        in_quotes(path) + " keeps a run that is not finished: " + extent(run) + ". To go on: " + command + " --resume");
  }
  return {line.has("json") ? shown->json : line.has("all") ? shown->everything : shown->screen};
}

Outcome export_store(const CommandLine& line) {
  if (line.operands.empty()) throw UsageError("export needs a STORE: a file that --store wrote");
  if (line.operands.size() > 1) throw UsageError("export takes one STORE, found a second: " + in_quotes(line.operands[1]));
  const std::string format = line.value("format").value_or("csv");
  const std::vector<std::string> formats = {"csv", "netcdf"};
  if (format != "csv" && format != "netcdf")
    throw UsageError("--format is " + in_quotes(format) + ", expected csv or netcdf. " + suggestion(format, formats));
  const auto output = line.value("output");
  if (!output)
    throw UsageError(format == "csv" ? "export needs --output FOLDER, for its tables" : "export needs --output FILE.nc");
  const StoredRun run(line.operands[0]);
  if (!run.shown()) report("the run is not finished, and what is written is of " + extent(run));
  Outcome outcome;
  if (format == "csv") {
    for (const std::string& file : export_csv(run, *output, line.has("force"))) outcome.output += file + '\n';
  } else {
    export_netcdf(run, *output, line.has("force"));
    outcome.output = *output + '\n';
  }
  return outcome;
}

}  // namespace coexist::command
