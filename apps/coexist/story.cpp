// SPDX-License-Identifier: Apache-2.0
// `story`: one history told, chosen by its number or by an event.
#include "coexist/story.h"

#include <optional>

#include "coexist/report.h"
#include "coexist/scenario_file.h"
#include "interruption.h"
#include "progress.h"
#include "verbs.h"

namespace coexist::command {

Outcome tell_story(const CommandLine& line) {
  constexpr std::uint32_t worlds_searched = 1000;
  const Scenario scenario = load_scenario(scenario_of(line), overrides_of(line));
  StoryOptions options;
  options.study = study_options(line);
  options.arm = arm_of(line);
  options.twin = line.has("twin");
  const auto text = line.value("find");
  if (text && line.has("world")) throw UsageError("--find chooses the history, and so does --world: give one of them");
  if (!text && line.has("worlds"))
    throw UsageError("--worlds says how many histories --find looks through: give --find TEXT too");
  if (options.twin && !text && line.has("arm")) throw UsageError("--twin tells both arms: leave out --arm");
  TextStyle style = style_of(line);
  for (const char* option : {"seed", "engine"})
    if (const auto given = line.value(option)) style.asked += " --" + std::string(option) + ' ' + *given;
  std::optional<Found> found;
  if (text) {
    if (!line.has("worlds")) options.study.worlds = worlds_searched;
    Progress progress(line.has("quiet"), "histories");
    options.study.stop = &heed_interruption();
    options.study.progress = [&](std::uint32_t done, std::uint32_t all) { progress.show(done, all); };
    found = find_event(scenario, *text, options);
    progress.erase();
    if (found->stopped) {
      report("interrupted after " + std::to_string(found->worlds) + " of " + std::to_string(options.study.worlds) + " histories");
      return {"", exit_interrupted};
    }
    if (found->with_it == 0) return {line.has("json") ? as_json(*found) : as_text(*found, style)};
    options.study.world = found->typical.world;
    options.study.progress = {};
  }
  Story told = coexist::story(scenario, options);
  told.found = found;
  if (told.stopped) return {"", exit_interrupted};
  if (line.has("json")) return {as_json(told)};
  return {(found ? as_text(*found, style) + '\n' : "") + as_text(told, style)};
}

}  // namespace coexist::command
