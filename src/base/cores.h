// SPDX-License-Identifier: Apache-2.0
// The processor cores this process may run on: a launcher or a batch system may have bound it to some of the machine's.
#pragma once

#include <vector>

namespace coexist {

// Their numbers, in order.  Never empty.
std::vector<int> allowed_cores();

// How many of the cores fall to process `who` of several on one machine, given what each may run on: every core goes to one of those
// that may use it, to the one that has the fewest so far.  At least 1.
int share_of_cores(const std::vector<std::vector<int>>& allowed, std::size_t who);

}  // namespace coexist
