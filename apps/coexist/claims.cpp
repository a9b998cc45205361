// SPDX-License-Identifier: Apache-2.0
// `claims`.
#include "coexist/claims.h"

#include "coexist/names.h"
#include "coexist/scenario_file.h"
#include "interruption.h"
#include "progress.h"
#include "verbs.h"

namespace coexist::command {
namespace {

// What it takes on two cores: under a minute.
constexpr std::uint32_t default_worlds = 5000;
constexpr std::uint64_t most_worlds = 100'000;  // what is compared history by history is kept in memory

// The flagship, unless somebody says otherwise.
std::string rivalry_of(const CommandLine& line) {
  if (line.operands.size() > 1) throw UsageError("claims takes one SCENARIO, found a second: " + in_quotes(line.operands[1]));
  return line.operands.empty() ? scenarios_with_claims().front() : line.operands[0];
}

}  // namespace

Outcome judge_what_is_said(const CommandLine& line) {
  const std::string name = rivalry_of(line);
  if (line.has("json") && line.has("markdown")) throw UsageError("--json and --markdown exclude each other");
  ClaimsOptions options;
  options.study = study_options(line);
  options.study.worlds = line.has("worlds")
                             ? static_cast<std::uint32_t>(whole_number("worlds", *line.value("worlds"), 2, most_worlds))
                             : default_worlds;
  if (line.has("prior"))
    options.study.prior_draws = static_cast<std::uint32_t>(whole_number("prior", *line.value("prior"), 0, options.study.worlds));
  const std::vector<Override> overrides = overrides_of(line);
  const Scenario scenario = load_scenario(name, overrides);
  options.with_numbers = [&](const std::vector<Override>& further) {
    std::vector<Override> all = overrides;
    all.insert(all.end(), further.begin(), further.end());
    return read_scenario(scenario.text, scenario.source, all);
  };
  std::vector<Problem> wrong;
  const Claims said = line.has("claims") ? load_claims_file(*line.value("claims"), &wrong) : bundled_claims(scenario);
  refuse_with(std::move(wrong), [&] { check_claims(scenario, said, options); });
  options.study.stop = &heed_interruption();
  Progress progress(line.has("quiet"), "twin histories");
  options.study.progress = [&](std::uint32_t done, std::uint32_t all) { progress.show(done, all); };
  const ClaimsResult result = judge_claims(scenario, said, options);
  progress.erase();
  if (result.stopped) {
    report("interrupted after " + std::to_string(progress.done()) + " of " + std::to_string(progress.all()) + " twin histories");
    return {"", exit_interrupted};
  }
  if (line.has("json")) return {as_json(result)};
  if (line.has("markdown")) return {as_markdown(result, command_of(line))};
  TextStyle style;
  style.color = wants_color();
  style.all = line.has("all");
  style.asked = shell_word(name);
  return {as_text(result, style)};
}

}  // namespace coexist::command
