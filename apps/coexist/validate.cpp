// SPDX-License-Identifier: Apache-2.0
// `validate`.
#include "coexist/facts.h"
#include "coexist/names.h"
#include "coexist/scenario_file.h"
#include "interruption.h"
#include "progress.h"
#include "verbs.h"

namespace coexist::command {
namespace {

constexpr std::uint32_t default_worlds = 2000;

Facts facts_about(const CommandLine& line, const Scenario& scenario, const StudyOptions& options) {
  if (line.has("facts")) {
    std::vector<Problem> wrong;
    Facts facts = load_facts_file(*line.value("facts"), &wrong);
    refuse_with(std::move(wrong), [&] { check_facts(scenario, facts, options); });
    return facts;
  }
  if (std::optional<Facts> facts = bundled_facts(scenario)) return *std::move(facts);
  std::string known;
  for (const std::string& name : scenarios_with_facts()) known += (known.empty() ? "" : ", ") + name;
  throw InputError({scenario.source, 0, 0, "no facts about the scenario " + quoted(scenario.name) + " are bundled",
      "Scenarios with facts: " + known + ". Give others with --facts FILE"});
}

}  // namespace

Outcome hold_against_the_record(const CommandLine& line) {
  const std::string name = scenario_of(line);
  StudyOptions options = study_options(line);
  if (!line.has("worlds")) options.worlds = default_worlds;
  const Scenario scenario = load_scenario(name, overrides_of(line));
  const Facts facts = facts_about(line, scenario, options);
  options.stop = &heed_interruption();
  Progress progress(line.has("quiet"), "histories");
  options.progress = [&](std::uint32_t done, std::uint32_t all) { progress.show(done, all); };
  FactsResult result = hold_against(scenario, facts, options);
  progress.erase();
  for (const auto& [path, value] : scenario.overridden) result.set.push_back(path + "=" + value);
  if (result.stopped) {
    report("interrupted after " + std::to_string(progress.done()) + " of " + std::to_string(progress.all()) + " histories");
    return {"", exit_interrupted};
  }
  const int code = line.has("strict") && result.met() < result.held() ? exit_failed : exit_done;
  if (line.has("json")) return {as_json(result), code};
  TextStyle style;
  style.color = wants_color();
  style.all = line.has("all");
  style.asked = shell_word(name);
  return {as_text(result, style), code};
}

}  // namespace coexist::command
