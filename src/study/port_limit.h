// SPDX-License-Identifier: Apache-2.0
// The shortest time in which a processor could issue a number of operations if none ever waited for another, from what was
// measured of it; the reasoning is in docs/performance-limit.md.
#pragma once

#include <vector>

#include "engine/operations.h"

namespace coexist {

// Seconds of one operation of each of two kinds issued in turn; of a kind with itself, of one operation.
using IssueTimes = ByOperation<ByOperation<double>>;

struct PortLimit {
  double seconds = 0;
  std::vector<Operation> bound_by;  // kinds whose times add up to it; empty: all operations together, at the widest
};

// The most operations a second that any kind or two kinds reach.
double widest_issue(const IssueTimes& times);

PortLimit port_limit(const ByOperation<double>& counts, const IssueTimes& times);

}  // namespace coexist
