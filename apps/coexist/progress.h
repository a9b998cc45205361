// SPDX-License-Identifier: Apache-2.0
// One line on standard error while a run lasts: how far, how fast, how long still.  Nothing where nobody watches.
#pragma once

#include <chrono>
#include <cstdint>

namespace coexist::command {

class Progress {
 public:
  Progress(bool quiet, const char* of_what);
  ~Progress() { erase(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::uint32_t done, std::uint32_t all);
  void erase();

  std::uint32_t done() const { return done_; }
  std::uint32_t all() const { return all_; }

 private:
  using Clock = std::chrono::steady_clock;
  const char* of_what_;
  bool watched_;
  bool shown_ = false;
  std::uint32_t done_ = 0, all_ = 0;
  Clock::time_point start_ = Clock::now(), last_ = start_;
};

}  // namespace coexist::command
