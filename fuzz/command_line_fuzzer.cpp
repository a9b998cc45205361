// SPDX-License-Identifier: Apache-2.0
// A command line, one word a line: parsed, its values read, and, for one in four, the question that it asks posed to a small scenario.
// Nothing is played and no file is opened.
#include "fuzzing.h"
#include "io/overrides.h"
#include "study/setting.h"
#include "verbs.h"

using namespace coexist;
using namespace coexist::fuzzing;

// The command's own stand beside its main().
namespace coexist::command {
void report(const std::string&) {}
void report(const InputError&) {}
}  // namespace coexist::command

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint64_t now_and_then = 4;  // a question is posed
  std::vector<std::string> words(1);
  for (std::size_t at = 0; at < size; ++at) {
    if (data[at] == '\n')
      words.emplace_back();
    else if (data[at] != 0)  // no word of a command line holds it
      words.back() += static_cast<char>(data[at]);
  }
  try {
    const command::CommandLine line = command::parse(words);
    if (line.wanted == command::CommandLine::Wanted::help)
      require(!(line.verb ? command::verb_help(*line.verb) : command::program_help()).empty(), "there is help");
    if (line.wanted != command::CommandLine::Wanted::result) return 0;
    const bool asks = line.verb->verb == command::ask;
    if (!asks && line.verb->verb != command::run) return 0;
    const std::vector<Override> overrides = command::overrides_of(line);
    const StudyOptions options = command::study_options(line);
    require(options.worlds >= 1 && options.worlds <= max_worlds, "worlds are bounded");
    if (!is_one_in(now_and_then, data, size)) return 0;
    if (overrides.empty()) {
      pose(small().scenario, options, asks ? ArmsAsked::two : ArmsAsked::one);
      return 0;
    }
    Problems problems("small.toml");
    Node changed = small().tree;
    apply_overrides(changed, overrides, problems);
    pose(scenario_in(changed, "small.toml", problems), options, asks ? ArmsAsked::two : ArmsAsked::one);
  } catch (const command::UsageError& error) {
    require(*error.what() != '\0', "a refusal says why");
    require(printable(error.what()) == error.what(), "a refusal is printable");
  } catch (const InputError& error) {
    require_fit_to_show(error);
  }
  return 0;
}
