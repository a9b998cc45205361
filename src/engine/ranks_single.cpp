// SPDX-License-Identifier: Apache-2.0
// Ranks in a build without MPI: there are none, and many processes that think themselves alone are refused.
#include <cstdlib>
#include <string>

#include "coexist/error.h"
#include "engine/ranks.h"

namespace coexist {

std::unique_ptr<Ranks> join_ranks() {
  for (const char* const name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"}) {
    const char* const size = std::getenv(name);
    if (size == nullptr || std::string(size) == "1") continue;
    for (const char* const number : {"OMPI_COMM_WORLD_RANK", "PMI_RANK"}) {
      const char* const rank = std::getenv(number);
      if (rank != nullptr && std::string(rank) != "0") throw RunError("");
    }
    throw RunError("this build has no MPI, and was started as one of " + std::string(size) +
                   " processes. Install libopenmpi-dev and build again, or start it alone");
  }
  return nullptr;
}

}  // namespace coexist
