// SPDX-License-Identifier: Apache-2.0
// `bench`.
#include "coexist/bench.h"

#include <string>

#include "interruption.h"
#include "progress.h"
#include "verbs.h"

namespace coexist::command {

Outcome bench_machine(const CommandLine& line) {
  constexpr std::uint64_t most_repeats = 1000;
  constexpr std::uint64_t most_threads = 1024;
  if (!line.operands.empty()) throw UsageError("bench takes no operand, found " + in_quotes(line.operands[0]));
  BenchOptions options;
  if (const auto given = line.value("repeats"))
    options.repeats = static_cast<std::uint32_t>(whole_number("repeats", *given, 1, most_repeats));
  if (const auto given = line.value("threads"))
    options.threads = static_cast<int>(whole_number("threads", *given, 1, most_threads));
  options.quick = line.has("quick");
  options.stop = &heed_interruption();
  Progress progress(line.has("quiet"), "repeats");
  options.progress = [&](std::uint32_t done, std::uint32_t all) { progress.show(done, all); };
  const BenchResult result = coexist::bench(options);
  progress.erase();
  if (result.stopped) {
    report("interrupted after " + std::to_string(progress.done()) + " of " + std::to_string(result.repeats) + " repeats");
    return {"", exit_interrupted};
  }
  return {line.has("json") ? as_json(result) : as_text(result)};
}

}  // namespace coexist::command
