// SPDX-License-Identifier: Apache-2.0
// Columns hold their indices to their sets in debug builds; in release builds that costs nothing, and is not there.
#include "world/columns.h"

#include <gtest/gtest.h>

namespace coexist {
namespace {

const Shape shape{.polities = 3, .principals = 2, .systems = 2};

TEST(Columns, HaveACellForEveryEntityOfTheirIndex) {
  Store<State, double> state(shape);
  for (int k = 0; k < 2; ++k)
    for (int i = 0; i < 3; ++i) state->hostility(k, i) = 10 * k + i;
  for (int i = 0; i < 3; ++i) state->output(i) = i;
  EXPECT_EQ(state->hostility(1, 2), 12);
  EXPECT_EQ(state->output(2), 2);
}

TEST(Columns, RefuseAnIndexOutsideTheirSetInDebugBuilds) {
#ifdef NDEBUG
  GTEST_SKIP() << "a release build";
#else
  Store<State, double> state(shape);
  EXPECT_THROW(state->hostility(2, 0), BrokenInvariant);
  EXPECT_THROW(state->hostility(0, 3), BrokenInvariant);
  EXPECT_THROW(state->output(-1), BrokenInvariant);
  EXPECT_THROW(state->output(3), BrokenInvariant);
#endif
}

}  // namespace
}  // namespace coexist
