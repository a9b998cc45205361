// SPDX-License-Identifier: Apache-2.0
// `--set PATH=VALUE`, one a line, on a small scenario that is parsed once; of what is accepted, one in eight is written and read back.
#include "fuzzing.h"
#include "io/overrides.h"

using namespace coexist;
using namespace coexist::fuzzing;

namespace {

std::vector<Override> overrides_in(const std::string& text) {
  constexpr std::size_t most = 3;
  std::vector<Override> overrides;
  for (std::size_t at = 0; at < text.size() && overrides.size() < most;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    if (const std::size_t equals = line.rfind('='); equals != std::string::npos)
      overrides.push_back({line.substr(0, equals), line.substr(equals + 1)});
    at = end + 1;
  }
  return overrides;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint64_t now_and_then = 8;
  const std::vector<Override> overrides = overrides_in(std::string(data, data + size));
  Problems problems("small.toml");
  Node changed = small().tree;
  try {
    apply_overrides(changed, overrides, problems);
    // What the sections have to say beside a path that leads nowhere is asked of one in eight, too.
    const bool now = is_one_in(now_and_then, data, size);
    if (!now) problems.throw_if_any();
    const Scenario scenario = scenario_in(changed, "small.toml", problems);
    if (now) require_reads_back(scenario);
  } catch (const InputError& error) {
    require_fit_to_show(error);
  }
  return 0;
}
