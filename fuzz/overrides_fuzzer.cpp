// SPDX-License-Identifier: Apache-2.0
// `--set PATH=VALUE`, one a line, on a small scenario: whatever is accepted is a scenario that writes and reads back.
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
  static const std::string text = write_scenario(small_scenario());
  static const Node tree = [] {
    Problems none("small.toml");
    return parse_toml(text, none).value();
  }();
  const std::vector<Override> overrides = overrides_in(std::string(data, data + size));
  Problems problems("small.toml");
  Node changed = tree;
  try {
    apply_overrides(changed, overrides, problems);
    problems.throw_if_any();
    // What leads somewhere is worth the whole reader, which takes a hundred times as long: now and then.
    constexpr std::size_t now_and_then = 8;
    if (size % now_and_then != 0) return 0;
    const std::string written = write_scenario(read_scenario(text, "small.toml", overrides));
    require(
        write_scenario(read_scenario(written, "written.toml")) == written, "what was written reads back to the same scenario");
  } catch (const InputError& error) {
    require_fit_to_show(error);
  }
  return 0;
}
