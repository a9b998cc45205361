// SPDX-License-Identifier: Apache-2.0
#include "study/quantiles.h"

#include <algorithm>
#include <bit>

#include "base/check.h"

namespace coexist {

// A number that grows with the value and is the same where sign, exponent and leading bits are; no value lies between -0 and 0.
std::int64_t Quantiles::leading(double value) const {
  const auto magnitude = static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(value) & ~(std::uint64_t{1} << 63U));
  const std::int64_t bits = magnitude >> (52 - bits_);
  return value < 0 ? -1 - bits : bits;
}

void Quantiles::settle() {
  std::ranges::sort(fresh_);
  std::vector<Run> all;
  all.reserve(runs_.size() + fresh_.size());
  auto run = runs_.begin();
  for (const double value : fresh_) {
    for (; run != runs_.end() && run->low <= value; ++run) all.push_back(*run);
    all.push_back({value, value, 1});
  }
  all.insert(all.end(), run, runs_.end());
  settled_ += fresh_.size();
  fresh_.clear();
  runs_ = std::move(all);
  join_runs();
  while (runs_.size() > most_runs_ && bits_ > 0) {
    --bits_;
    join_runs();
  }
}

void Quantiles::join_runs() {
  std::size_t kept = 0;
  for (const Run& run : runs_) {
    if (kept > 0 && leading(runs_[kept - 1].low) == leading(run.low)) {
      runs_[kept - 1].high = std::max(runs_[kept - 1].high, run.high);
      runs_[kept - 1].count += run.count;
    } else {
      runs_[kept++] = run;
    }
  }
  runs_.resize(kept);
}

double Quantiles::order_statistic(std::uint64_t number) const {
  for (const Run& run : runs_) {
    if (number < run.count) {
      if (run.count == 1 || run.low == run.high) return run.low;
      return run.low + (run.high - run.low) * (static_cast<double>(number) / static_cast<double>(run.count - 1));
    }
    number -= run.count;
  }
  return runs_.back().high;
}

double Quantiles::quantile(double p) {
  if (!fresh_.empty()) settle();
  CHECK(settled_ > 0 && p >= 0 && p <= 1);
  const double position = p * static_cast<double>(settled_ - 1);
  const auto below = static_cast<std::uint64_t>(position);
  const double at = order_statistic(below);
  if (below + 1 == settled_) return at;
  const double above = order_statistic(below + 1);
  return at + (above - at) * (position - static_cast<double>(below));
}

}  // namespace coexist
