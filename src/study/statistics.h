// SPDX-License-Identifier: Apache-2.0
// Statistics of pairs: what a difference is, and how sure one can be of it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "coexist/study.h"

namespace coexist {

// Mean and variance of a stream (Welford 1962).  The bits depend on the order of the values alone.
class Moments {
 public:
  void add(double value) {
    ++count_;
    const double before = value - mean_;
    mean_ += before / static_cast<double>(count_);
    squares_ += before * (value - mean_);
  }
  std::uint64_t count() const { return count_; }
  double mean() const { return mean_; }
  double variance() const { return count_ > 1 ? squares_ / static_cast<double>(count_ - 1) : 0; }  // unbiased
  double standard_error() const;
  // 95 % interval of the mean by Student's t; none below two values.  Values that are all the same, and not 0, have the width that a
  // share never seen could have (Clopper and Pearson 1934): 1 - 0.025^(1/n) of the value.
  std::optional<Interval> interval() const;

  // What it has come to, to be gone on with later.
  KeptDraw::Sums sums() const { return {count_, mean_, squares_}; }
  static Moments from(const KeptDraw::Sums& sums) {
    Moments moments;
    moments.count_ = sums.count;
    moments.mean_ = sums.mean;
    moments.squares_ = sums.squares;
    return moments;
  }

 private:
  std::uint64_t count_ = 0;
  double mean_ = 0;
  double squares_ = 0;
};

// The difference of an outcome between two arms, and in how many pairs it is of either sign.
struct DifferenceMoments {
  Moments difference;
  std::uint64_t up = 0, down = 0;

  void add(double in_one, double in_other) {
    difference.add(in_one - in_other);
    up += in_one > in_other ? 1 : 0;
    down += in_one < in_other ? 1 : 0;
  }
  // 95 %, as befits it: `is_share`, where the outcome is 0 or 1 in each history.
  std::optional<Interval> interval(bool is_share) const;
};

// An outcome in both arms of pairs of twins.
struct PairedMoments : DifferenceMoments {
  Moments with, without;

  void add(double in_with, double in_without) {
    with.add(in_with);
    without.add(in_without);
    DifferenceMoments::add(in_with, in_without);
  }
  // How many times more histories one would need without pairing; none where the difference does not vary.
  std::optional<double> pairing_gain() const;
};

// 95 % interval of the chance of an event that happened in `events` of `count` histories (Wilson 1927); none below two.  Student's
// interval fails where events are few.
std::optional<Interval> share_interval(std::uint64_t count, std::uint64_t events);

// 95 % interval of the difference of the chances of an event in twins, by the score (Tango 1998): of `pairs`, `up` have it with the
// doctrine alone and `down` without it alone.  It has a width also where no pair was seen to differ; none below two pairs.
std::optional<Interval> paired_share_interval(std::uint64_t pairs, std::uint64_t up, std::uint64_t down);

// 97.5 % quantile of Student's t with `degrees` >= 1 degrees of freedom: closed forms for 1 and 2, else the expansion of Abramowitz
// and Stegun (1964), 26.7.5, within 3e-3 from 3 on and 1e-4 from 6 on.
double student_t_975(std::uint64_t degrees);

// Quantile by linear interpolation between order statistics (Hyndman and Fan 1996, type 7).  REQUIRES: not empty; 0 <= p <= 1.
double quantile(std::vector<double> values, double p);

// Spearman's rank correlation, ties at their mean rank; 0 where either side does not vary.  REQUIRES: equal lengths.
double rank_correlation(std::span<const double> a, std::span<const double> b);

}  // namespace coexist
