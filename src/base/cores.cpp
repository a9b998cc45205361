// SPDX-License-Identifier: Apache-2.0
#include "base/cores.h"

#include <algorithm>
#include <map>
#include <thread>

#if defined(__linux__)
#include <sched.h>
#endif

namespace coexist {

std::vector<int> allowed_cores() {
  std::vector<int> cores;
#if defined(__linux__)
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0)
    for (int core = 0; core < CPU_SETSIZE; ++core)
      if (CPU_ISSET(static_cast<unsigned>(core), &set)) cores.push_back(core);
#endif
  // A machine of more cores than the set can hold, or another system.
  if (cores.empty())
    for (unsigned core = 0; core < std::max(1U, std::thread::hardware_concurrency()); ++core)
      cores.push_back(static_cast<int>(core));
  return cores;
}

int share_of_cores(const std::vector<std::vector<int>>& allowed, std::size_t who) {
  std::map<int, std::vector<std::size_t>> users;
  for (std::size_t process = 0; process < allowed.size(); ++process)
    for (const int core : allowed[process]) users[core].push_back(process);
  std::vector<int> share(allowed.size(), 0);
  for (const auto& [core, processes] : users)
    ++share[*std::ranges::min_element(processes, {}, [&](std::size_t process) { return share[process]; })];
  return std::max(1, share[who]);
}

}  // namespace coexist
