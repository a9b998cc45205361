// SPDX-License-Identifier: Apache-2.0
// A damaged store: the run is gone on with, and what could be gone on with is whole.
#include "stores.h"

using namespace coexist;
using namespace coexist::fuzzing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Workplace place;
  write_damaged(place, data, size);
  try {
    run_kept(place.damaged, {true, false, "fuzz"});
    read_everything(place.damaged);
  } catch (const InputError& error) {
    require_fit_to_show(error);
  } catch (const RunError&) {
  }
  clear(place);
  return 0;
}
