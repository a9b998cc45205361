// SPDX-License-Identifier: Apache-2.0
// Laws of the ranges: at the ends of every parameter's prior, and of its range where that has an end, every history stays finite and
// every outcome inside its unit.
#include <cmath>
#include <limits>
#include <string_view>

#include "laws/everything.h"
#include "study/priors.h"

namespace coexist::laws {
namespace {

bool is_inside_unit(const OutcomeInfo& info, double value) {
  const std::string_view unit = info.unit;
  if (!std::isfinite(value)) return false;
  if (info.gather == Gather::chance) return value >= 0;  // a sum over the months lived, a probability only in the mean
  if (unit == "probability" || unit == "0..1" || unit.starts_with("share")) return value >= 0 && value <= 1;
  if (unit == "rung 0..5") return value >= 0 && value <= 5 && value == std::floor(value);
  if (unit == "count" || unit == "months" || unit == "polities") return value >= 0 && value == std::floor(value);
  if (unit == "currency/year" || unit == "ratio") return value > 0;
  if (unit == "growth a year") return std::abs(value) < 1;
  ADD_FAILURE() << "a unit that this law does not know: " << unit;
  return false;
}

void expect_sound(const Scenario& scenario, const StudyOptions& options) {
  const Posed posed = pose(scenario, options);
  const Histories histories = play(scenario, options);
  EXPECT_EQ(histories.marked, 0U);
  for (std::size_t o = 0; o < histories.names.size(); ++o)
    for (std::size_t n = 0; n < histories.with.size(); ++n)
      for (const double value : {histories.with[n][o], histories.without[n][o]})
        EXPECT_TRUE(is_inside_unit(posed.setting.outcomes[o].info(), value))
            << histories.names[o] << ", history " << n << ": " << value;
}

double at_probability(const Parameter& parameter, double u) {
  return value_of_prior(parameter.prior, parameter.range, parameter.standard, u);
}

// The end of a range, or, where that is open, a value close to it.
double end_of(const Parameter& parameter, bool high) {
  const Range& range = parameter.range;
  if (high) return range.high_open ? range.high * (1 - 1e-6) : range.high;
  return range.low_open ? range.low + 1e-6 * std::abs(parameter.standard) : range.low;
}

template <class Visit> void for_every_parameter(Visit visit) {
  for (const MechanismEntry& mechanism : catalogue().mechanisms)
    for (const Parameter& parameter : mechanism.parameters) visit(parameter);
}

TEST(RangeLawSlow, EveryParameterAtTheEndsOfItsPrior) {
  for_every_scenario([](const Asked& asked) {
    for_every_parameter([&](const Parameter& parameter) {
      if (parameter.prior.kind == Prior::Kind::fixed) return;
      for (const double u : {0.001, 0.999}) {
        Scenario scenario = asked.scenario;
        const double value = at_probability(parameter, u);
        EXPECT_TRUE(parameter.range.contains(value)) << parameter.name << " = " << value;
        scenario.parameters[std::string(parameter.name)] = value;
        SCOPED_TRACE(std::string(parameter.name) + " = " + std::to_string(value));
        expect_sound(scenario, asked.options);
      }
    });
  });
}

TEST(RangeLawSlow, EveryParameterAtTheEndsOfItsRange) {
  const Asked asked = flagship();
  for_every_parameter([&](const Parameter& parameter) {
    for (const bool high : {false, true}) {
      const double end = high ? parameter.range.high : parameter.range.low;
      if (std::abs(end) == std::numeric_limits<double>::max()) continue;
      Scenario scenario = asked.scenario;
      const double value = end_of(parameter, high);
      ASSERT_TRUE(parameter.range.contains(value)) << parameter.name << " = " << value;
      scenario.parameters[std::string(parameter.name)] = value;
      SCOPED_TRACE(std::string(parameter.name) + " = " + std::to_string(value));
      expect_sound(scenario, asked.options);
    }
  });
}

TEST(RangeLawSlow, AllParametersAtOneEndOfTheirPriors) {
  for_everything([](const Asked& asked) {
    for (const double u : {0.001, 0.999}) {
      SCOPED_TRACE(u);
      Scenario scenario = asked.scenario;
      for_every_parameter(
          [&](const Parameter& parameter) { scenario.parameters[std::string(parameter.name)] = at_probability(parameter, u); });
      for_both_engines(asked.options, 16, 1, [&](const StudyOptions& options) { expect_sound(scenario, options); });
    }
  });
}

TEST(RangeLawSlow, DrawsFromAllPriors) {
  for_every_scenario([](const Asked& asked) {
    for (const PriorScheme scheme : {PriorScheme::independent, PriorScheme::common})
      for (std::uint32_t draw = 0; draw < 30; ++draw) {
        SCOPED_TRACE("draw " + std::to_string(draw));
        expect_sound(draw_from_priors(asked.scenario, question_of(asked), scheme, 7, draw).scenario, asked.options);
      }
  });
}

// The same on a handful of histories, quick enough for every build.
TEST(RangeLaw, OutcomesStayInsideTheirUnits) {
  for_everything([](const Asked& asked) {
    for_both_engines(asked.options, 32, 2, [&](const StudyOptions& options) { expect_sound(asked.scenario, options); });
    expect_sound(draw_from_priors(asked.scenario, question_of(asked), PriorScheme::independent, 1, 0).scenario, asked.options);
  });
}

}  // namespace
}  // namespace coexist::laws
