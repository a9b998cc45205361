// SPDX-License-Identifier: Apache-2.0
// A damaged store: opened, and everything in it read.
#include "stores.h"

using namespace coexist;
using namespace coexist::fuzzing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Workplace place;
  write_damaged(place, data, size);
  try {
    read_everything(place.damaged);
  } catch (const InputError& error) {
    require_fit_to_show(error);
  }
  clear(place);
  return 0;
}
