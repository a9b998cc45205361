// SPDX-License-Identifier: Apache-2.0
// The shortest time of a mixture of operations, on processors whose ports are known.
#include "study/port_limit.h"

#include <gtest/gtest.h>

namespace coexist {
namespace {

using enum Operation;

// Every kind has a port of its own and takes one second; nothing competes.
IssueTimes all_apart() {
  IssueTimes times{};
  for (std::size_t a = 0; a < operation_count; ++a)
    for (std::size_t b = 0; b < operation_count; ++b) times[a][b] = 1;
  return times;
}

void share_ports(IssueTimes& times, Operation a, Operation b) { times[a][b] = times[b][a] = times[a][a] + times[b][b]; }

ByOperation<double> counts(double adds, double multiplies, double fused) {
  ByOperation<double> of{};
  of[add] = adds;
  of[multiply] = multiplies;
  of[multiply_add] = fused;
  return of;
}

TEST(PortLimit, KindsThatShareNoPortIssueSideBySide) {
  // Two a second at best: 5 + 3 operations take 4 seconds, the five additions 5.
  const PortLimit limit = port_limit(counts(5, 3, 0), all_apart());
  EXPECT_DOUBLE_EQ(limit.seconds, 5);
  EXPECT_EQ(limit.bound_by, std::vector{add});
}

TEST(PortLimit, TimesOfKindsThatSharePortsAdd) {
  IssueTimes times = all_apart();
  share_ports(times, multiply, multiply_add);
  const PortLimit limit = port_limit(counts(5, 3, 4), times);
  EXPECT_DOUBLE_EQ(limit.seconds, 7);
  EXPECT_EQ(limit.bound_by, (std::vector{multiply, multiply_add}));
}

TEST(PortLimit, NoMoreIssueThanInTheFastestMixture) {
  // Three kinds apart, four of each: twelve operations at two a second.
  const PortLimit limit = port_limit(counts(4, 4, 4), all_apart());
  EXPECT_DOUBLE_EQ(limit.seconds, 6);
  EXPECT_TRUE(limit.bound_by.empty());
}

TEST(PortLimit, KindsThatShareOnlySomePortsDoNotAdd) {
  IssueTimes times = all_apart();
  times[add][multiply] = times[multiply][add] = 1.5;
  EXPECT_DOUBLE_EQ(port_limit(counts(5, 5, 0), times).seconds, 5);
}

TEST(PortLimit, TheWidestIsThatOfOneKindOrTwo) {
  IssueTimes times = all_apart();
  EXPECT_DOUBLE_EQ(widest_issue(times), 2);
  times[integer][integer] = 0.25;
  EXPECT_DOUBLE_EQ(widest_issue(times), 4);
}

TEST(PortLimit, NothingTakesNoTime) { EXPECT_EQ(port_limit(counts(0, 0, 0), all_apart()).seconds, 0); }

}  // namespace
}  // namespace coexist
