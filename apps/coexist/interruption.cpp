// SPDX-License-Identifier: Apache-2.0
#include "interruption.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>

namespace coexist::command {
namespace {

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may touch nothing that locks");
std::array<std::array<char, 4096>, 4> unfinished_files{};

extern "C" void on_signal(int) {
  if (interrupted.exchange(true)) {
    for (const auto& file : unfinished_files)
      if (file[0] != '\0') unlink(file.data());
    _exit(exit_interrupted);
  }
}

}  // namespace

const std::atomic<bool>& heed_interruption(const std::vector<std::string>& unfinished) {
  for (std::size_t n = 0; n < std::min(unfinished.size(), unfinished_files.size()); ++n)
    if (unfinished[n].size() < unfinished_files[n].size()) std::ranges::copy(unfinished[n], unfinished_files[n].begin());
  struct sigaction action{};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  return interrupted;
}

}  // namespace coexist::command
