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
std::array<char, 4096> unfinished_file{};

extern "C" void on_signal(int) {
  if (interrupted.exchange(true)) {
    if (unfinished_file[0] != '\0') unlink(unfinished_file.data());
    _exit(exit_interrupted);
  }
}

}  // namespace

const std::atomic<bool>& heed_interruption(const std::string& unfinished) {
  if (unfinished.size() < unfinished_file.size()) std::ranges::copy(unfinished, unfinished_file.begin());
  struct sigaction action{};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  // A limit on the size of files then fails the write, which is reported, instead of ending the program.
  static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
  return interrupted;
}

}  // namespace coexist::command
