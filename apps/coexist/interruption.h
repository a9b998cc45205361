// SPDX-License-Identifier: Apache-2.0
// Ctrl-C and SIGTERM: the first ends the run soon, the second at once.
#pragma once

#include <atomic>
#include <string>
#include <vector>

namespace coexist::command {

inline constexpr int exit_interrupted = 130;

// From here on the signals set the flag that is returned.  A second one removes the files `unfinished`, four at most, and exits.
const std::atomic<bool>& heed_interruption(const std::vector<std::string>& unfinished);

}  // namespace coexist::command
