// SPDX-License-Identifier: Apache-2.0
#include "interruption.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>

namespace coexist::command {
namespace {

std::atomic<bool> interrupted{false};
std::array<std::array<char, 4096>, 4> unfinished_files{};
std::atomic<std::size_t> unfinished_count{0};  // raised after a name stands whole, for the handler may run at any step
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<std::size_t>::is_always_lock_free,
    "a signal handler may touch nothing that locks");

extern "C" void on_signal(int) {
  if (interrupted.exchange(true)) {
    for (std::size_t n = 0; n < unfinished_count; ++n) unlink(unfinished_files[n].data());
    _exit(exit_interrupted);
  }
}

}  // namespace

const std::atomic<bool>& heed_interruption() {
  struct sigaction action{};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  return interrupted;
}

void remove_on_second_interruption(const std::string& file) {
  const std::size_t n = unfinished_count;
  if (n == unfinished_files.size() || file.size() >= unfinished_files[n].size()) return;
  std::ranges::copy(file, unfinished_files[n].begin());
  unfinished_count = n + 1;
}

}  // namespace coexist::command
