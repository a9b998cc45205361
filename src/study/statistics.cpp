// SPDX-License-Identifier: Apache-2.0
#include "study/statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/check.h"

namespace coexist {
namespace {

std::vector<double> ranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<double> rank(values.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first;
    while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]]) ++last;
    for (std::size_t i = first; i <= last; ++i) rank[order[i]] = (static_cast<double>(first) + static_cast<double>(last)) / 2;
    first = last + 1;
  }
  return rank;
}

constexpr double normal_975 = 1.959963984540054;

}  // namespace

double Moments::standard_error() const { return count_ > 0 ? std::sqrt(variance() / static_cast<double>(count_)) : 0; }

std::optional<Interval> Moments::interval() const {
  if (count_ < 2) return std::nullopt;
  double half = student_t_975(count_ - 1) * standard_error();
  // Where nothing varied, what varies rarely may not have been seen: with chance 0.975^n or less, if it happens in more than this share.
  if (squares_ == 0) half = std::abs(mean_) * (1 - std::pow(0.025, 1 / static_cast<double>(count_)));
  return Interval{mean_ - half, mean_ + half};
}

std::optional<Interval> DifferenceMoments::interval(bool is_share) const {
  return is_share ? paired_share_interval(difference.count(), up, down) : difference.interval();
}

std::optional<double> PairedMoments::pairing_gain() const {
  const double variance = difference.variance();
  if (!(variance > 0)) return std::nullopt;
  return (with.variance() + without.variance()) / variance;
}

std::optional<Interval> share_interval(std::uint64_t count, std::uint64_t events) {
  CHECK(events <= count);
  if (count < 2) return std::nullopt;
  const double n = static_cast<double>(count);
  const double seen = static_cast<double>(events) / n;
  const double middle = (seen + normal_975 * normal_975 / (2 * n)) / (1 + normal_975 * normal_975 / n);
  const double half =
      normal_975 / (1 + normal_975 * normal_975 / n) * std::sqrt(seen * (1 - seen) / n + normal_975 * normal_975 / (4 * n * n));
  // At the ends rounding must not leave out what was seen.
  return Interval{events == 0 ? 0 : middle - half, events == count ? 1 : middle + half};
}

std::optional<Interval> paired_share_interval(std::uint64_t pairs, std::uint64_t up, std::uint64_t down) {
  CHECK(up + down <= pairs);
  if (pairs < 2) return std::nullopt;
  const double n = static_cast<double>(pairs);
  const double b = static_cast<double>(up);
  const double c = static_cast<double>(down);
  // By how many standard errors what was seen exceeds a true difference `d`; the error is that of the likeliest chances with this d.
  const auto score = [&](double d) {
    const double linear = (2 * n - b + c) * d - b - c;
    const double likeliest_down = (std::sqrt(linear * linear + 8 * n * c * d * (1 - d)) - linear) / (4 * n);
    const double variance = n * (2 * likeliest_down + d * (1 - d));
    const double excess = b - c - n * d;
    return variance > 0 ? excess / std::sqrt(variance) : excess > 0 ? 2 * normal_975 : excess < 0 ? -2 * normal_975 : 0;
  };
  const auto end = [&](double inside, double outside, double sign) {
    for (int step = 0; step < 60; ++step) {
      const double middle = (inside + outside) / 2;
      (sign * score(middle) < normal_975 ? inside : outside) = middle;
    }
    return inside;
  };
  const double seen = (b - c) / n;
  return Interval{end(seen, -1, 1), end(seen, 1, -1)};
}

double student_t_975(std::uint64_t degrees) {
  CHECK(degrees >= 1);
  if (degrees == 1) return 12.706204736174698;  // tan(0.475 pi)
  if (degrees == 2) return 4.302652729749462;   // 2 (0.975 - 0.5) sqrt(2 / (4 * 0.975 * 0.025))
  const double z = normal_975;
  const double z2 = z * z;
  const double n = static_cast<double>(degrees);
  const double g1 = z * (z2 + 1) / 4;
  const double g2 = z * ((5 * z2 + 16) * z2 + 3) / 96;
  const double g3 = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
  const double g4 = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
  return z + (g1 + (g2 + (g3 + g4 / n) / n) / n) / n;
}

double quantile(std::vector<double> values, double p) {
  CHECK(!values.empty() && p >= 0 && p <= 1);
  const double position = p * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(below);
  std::ranges::nth_element(values, at);
  if (below + 1 == values.size()) return *at;
  const double above = *std::min_element(at + 1, values.end());
  return *at + (above - *at) * (position - static_cast<double>(below));
}

double rank_correlation(std::span<const double> a, std::span<const double> b) {
  CHECK(a.size() == b.size());
  const std::vector<double> x = ranks(a);
  const std::vector<double> y = ranks(b);
  const double middle = (static_cast<double>(a.size()) - 1) / 2;
  double xy = 0, xx = 0, yy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xy += (x[i] - middle) * (y[i] - middle);
    xx += (x[i] - middle) * (x[i] - middle);
    yy += (y[i] - middle) * (y[i] - middle);
  }
  return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : 0;
}

}  // namespace coexist
