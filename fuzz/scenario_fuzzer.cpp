// SPDX-License-Identifier: Apache-2.0
// A scenario's text: read and checked; of what is accepted, one in four is written and read back to itself.
#include "fuzzing.h"

using namespace coexist;
using namespace coexist::fuzzing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint64_t now_and_then = 4;
  try {
    const Scenario scenario = read_scenario(std::string(data, data + size), "fuzz.toml");
    if (is_one_in(now_and_then, data, size)) require_reads_back(scenario);
  } catch (const InputError& error) {
    require_fit_to_show(error);
  }
  return 0;
}
