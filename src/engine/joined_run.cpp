// SPDX-License-Identifier: Apache-2.0
#include "coexist/ranks.h"
#include "engine/helpers.h"

namespace coexist {

JoinedRun::JoinedRun() : ranks_(join_ranks()) { set_joined_ranks(ranks_.get()); }

JoinedRun::~JoinedRun() { set_joined_ranks(nullptr); }

bool JoinedRun::leads() const { return !is_helper(); }

std::vector<std::string> JoinedRun::leave(const std::string& failure, bool is_urgent) {
  if (!ranks_) return {};
  return part_from(*ranks_, failure, is_urgent);
}

}  // namespace coexist
