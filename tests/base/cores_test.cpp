// SPDX-License-Identifier: Apache-2.0
// Cores that fall to each of several processes on one machine.
#include "base/cores.h"

#include <gtest/gtest.h>

namespace coexist {
namespace {

std::vector<int> shares(const std::vector<std::vector<int>>& allowed) {
  std::vector<int> all;
  for (std::size_t who = 0; who < allowed.size(); ++who) all.push_back(share_of_cores(allowed, who));
  return all;
}

TEST(Cores, ThisProcessMayUseSome) { EXPECT_FALSE(allowed_cores().empty()); }

TEST(Cores, OneAloneHasAllItMayUse) { EXPECT_EQ(shares({{0, 1, 5}}), (std::vector<int>{3})); }

TEST(Cores, BoundProcessesKeepTheirs) { EXPECT_EQ(shares({{0, 1}, {2, 3, 4}}), (std::vector<int>{2, 3})); }

TEST(Cores, UnboundProcessesShareEvenly) {
  const std::vector<int> machine = {0, 1, 2, 3, 4, 5, 6, 7};
  EXPECT_EQ(shares({machine, machine, machine}), (std::vector<int>{3, 3, 2}));
}

TEST(Cores, NobodyIsWithoutOne) { EXPECT_EQ(shares({{0}, {0}, {0}}), (std::vector<int>{1, 1, 1})); }

TEST(Cores, WhatOnlyOneMayUseIsNotCountedForTwo) { EXPECT_EQ(shares({{0, 1, 2, 3}, {3}}), (std::vector<int>{3, 1})); }

}  // namespace
}  // namespace coexist
