// SPDX-License-Identifier: Apache-2.0
// The month: what it leaves out because nothing can have changed, and sums in another order.
#include "engine/month.h"

#include <gtest/gtest.h>

#include <vector>

#include "both_arms.h"

namespace coexist {
namespace {

using namespace testing;

TEST(Month, SumsOfWholeNumbersAreThoseInOrder) {
  for (int count = 0; count < 10; ++count) {
    double expected = 0;
    for (int l = 0; l < count; ++l) expected += (l * 7) % 5;
    EXPECT_EQ(sum_of_whole<double>(count, [](int l) { return (l * 7) % 5; }), expected) << count;
  }
}

// What a doctrine says is read out in months in which one may be new.  Read out again in every month it is the same.
TEST(Month, WhatDoctrinesSayIsNewInThatMonthOnly) {
  const BothArms question({}, load_scenario("cold-war-1953"));
  const Setting& setting = question.posed.setting;
  const Shape shape = shape_of(setting.model);
  Luck<double> luck(addresses_of(setting.model), setting.seed);
  Store<State, double> state(shape), start(shape);
  Store<Frame, double> frame(shape);
  Store<Flows, double> flows(shape);
  luck.meet(3);
  setting.mechanisms.each([&](const auto& mechanism) {
    if constexpr (requires { mechanism.initialise(setting.model, *state); }) mechanism.initialise(setting.model, *state);
  });
  start.copy_from(state);
  const auto said = [&] {
    std::vector<double> values;
    for (int k = 0; k < shape.principals; ++k) {
      for (int f = 0; f < feature_count; ++f) values.push_back(frame->weight(k, f));
      for (int a = 0; a < setting.model.codebook.count; ++a) values.push_back(frame->broken_by(k, a));
      for (const auto* column :
          {&frame->creed_militancy, &frame->scope_own, &frame->fund, &frame->demo_rate, &frame->precedent, &frame->restraint})
        values.push_back((*column)(k));
    }
    for (int l = 0; l < shape.polities; ++l) values.push_back(frame->entrenched(l));
    return values;
  };
  int news = 0;
  for (int t = 0; t < setting.model.months; ++t) {
    luck.begin(t);
    const Month<double> now{setting.model, t, shape, luck, question.arms[0], *state, *frame, *flows};
    one_month(setting.mechanisms, now, *start);
    const std::vector<double> before = said();
    setting.mechanisms.succession.expound(now);
    setting.mechanisms.institutions.weigh(now);
    ASSERT_EQ(before, said()) << "month " << t;
    news += setting.mechanisms.succession.is_news(now) ? 1 : 0;
  }
  EXPECT_GT(news, 2);  // the start, the intervention, later adoptions
  EXPECT_LT(news, 20);
}

}  // namespace
}  // namespace coexist
