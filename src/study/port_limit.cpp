// SPDX-License-Identifier: Apache-2.0
#include "study/port_limit.h"

#include <algorithm>

namespace coexist {
namespace {

// Two kinds compete for the same ports where in turn they take as long as one after the other.  Where they compete for some ports
// only they are taken not to compete at all: the limit is then too short rather than too long.
bool compete(const IssueTimes& times, std::size_t a, std::size_t b) {
  constexpr double nearly_all = 0.9;
  return times[a][b] >= nearly_all * (times[a][a] + times[b][b]);
}

}  // namespace

double widest_issue(const IssueTimes& times) {
  double widest = 0;
  for (std::size_t a = 0; a < operation_count; ++a)
    for (std::size_t b = a; b < operation_count; ++b) widest = std::max(widest, (a == b ? 1 : 2) / times[a][b]);
  return widest;
}

PortLimit port_limit(const ByOperation<double>& counts, const IssueTimes& times) {
  PortLimit limit;
  double all = 0;
  for (const double number : counts) all += number;
  limit.seconds = all / widest_issue(times);
  for (unsigned set = 1; set < 1U << operation_count; ++set) {
    double seconds = 0;
    bool each_with_each = true;
    std::vector<Operation> kinds;
    for (std::size_t a = 0; a < operation_count && each_with_each; ++a) {
      if (!(set >> a & 1U)) continue;
      for (const Operation b : kinds) each_with_each = each_with_each && compete(times, static_cast<std::size_t>(b), a);
      kinds.push_back(static_cast<Operation>(a));
      seconds += counts[a] * times[a][a];
    }
    if (each_with_each && seconds > limit.seconds) limit = {seconds, kinds};
  }
  return limit;
}

}  // namespace coexist
