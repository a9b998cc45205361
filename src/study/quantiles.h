// SPDX-License-Identifier: Apache-2.0
// Quantiles of a stream in bounded memory: exact while there are few distinct values, as of counts, or few values at all; else each
// within the spread of neighbours that share their leading bits.
//
// The values are kept sorted, as runs of neighbours that agree in the leading bits of their floating-point numbers, each with its
// lowest, its highest and how many.  At first a run is one value.  Where there come to be more runs than may be kept, agreement is asked
// of one bit less, and runs are joined.  What is kept is thus a function of the values alone, whatever their order.  Inside a run values
// are taken to lie evenly between its ends: a quantile is off by less than the width of a run, 2^-bits() of its size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coexist {

class Quantiles {
 public:
  // `most_runs`: how many are kept, or one for every power of two that occurs; memory is about forty bytes each.
  explicit Quantiles(std::size_t most_runs) : most_runs_(most_runs) {}

  // REQUIRES: finite.
  void add(double value) {
    fresh_.push_back(value);
    if (fresh_.size() >= most_runs_ / 2 + 1) settle();
  }
  // By linear interpolation between order statistics (Hyndman and Fan 1996, type 7).  REQUIRES: some values; 0 <= p <= 1.
  double quantile(double p);

  std::uint64_t count() const { return settled_ + fresh_.size(); }
  // Leading bits of the significand that the values of a run have in common; 52: all.
  int bits() const { return bits_; }
  bool is_exact() const { return bits_ == 52; }

 private:
  struct Run {
    double low = 0, high = 0;
    std::uint64_t count = 0;
  };
  void settle();
  void join_runs();
  std::int64_t leading(double value) const;
  double order_statistic(std::uint64_t number) const;

  std::size_t most_runs_;
  int bits_ = 52;
  std::vector<double> fresh_;  // not yet among the runs
  std::vector<Run> runs_;      // sorted, apart from each other
  std::uint64_t settled_ = 0;  // values in the runs
};

}  // namespace coexist
