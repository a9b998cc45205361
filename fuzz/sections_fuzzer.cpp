// SPDX-License-Identifier: Apache-2.0
// Some sections of a scenario, read in place of those of a small one; of what is accepted, one in eight is written and read back.
#include "sections.h"

using namespace coexist;
using namespace coexist::fuzzing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint64_t now_and_then = 8;
  if (const auto scenario = with_sections(data, size); scenario && is_one_in(now_and_then, data, size))
    require_reads_back(*scenario);
  return 0;
}
