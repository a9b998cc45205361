// SPDX-License-Identifier: Apache-2.0
// Ctrl-C and SIGTERM: the first ends the run soon, the second at once.
#pragma once

#include <atomic>
#include <string>

namespace coexist::command {

inline constexpr int exit_interrupted = 130;

// From here on the first signal sets the flag that is returned, and a second one exits.  To be called before a file is made that an
// interrupted run must not leave behind.
const std::atomic<bool>& heed_interruption();

// A second signal removes `file` as well; of four files at most, with paths shorter than 4,096 bytes.
void remove_on_second_interruption(const std::string& file);

}  // namespace coexist::command
