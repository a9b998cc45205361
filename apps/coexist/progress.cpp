// SPDX-License-Identifier: Apache-2.0
#include "progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace coexist::command {
namespace {

constexpr auto between_updates = std::chrono::milliseconds(100);
constexpr int line_width = 79;  // a line that fills the terminal would break

}  // namespace

Progress::Progress(bool quiet, const char* of_what) : of_what_(of_what), watched_(!quiet && isatty(STDERR_FILENO) != 0) {}

void Progress::show(std::uint32_t done, std::uint32_t all) {
  done_ = done;
  all_ = all;
  const Clock::time_point now = Clock::now();
  if (!watched_ || now - last_ < between_updates || all == 0) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const double rate = done / seconds;
  const double left = rate > 0 ? (all - done) / rate : 0;
  constexpr std::uint64_t bar = 20;
  const auto filled = static_cast<std::size_t>(bar * done / all);
  const std::string line = fmt::format(
      "[{:<{}}] {} of {} {}, {:.0f} a second, {:.0f} s left", std::string(filled, '#'), bar, done, all, of_what_, rate, left);
  std::fputs(fmt::format("\r{:<{}.{}}", line, line_width, line_width).c_str(), stderr);
  shown_ = true;
}

void Progress::erase() {
  if (shown_) std::fputs(fmt::format("\r{:<{}}\r", "", line_width).c_str(), stderr);
  shown_ = false;
}

}  // namespace coexist::command
