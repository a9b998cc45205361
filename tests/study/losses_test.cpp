// SPDX-License-Identifier: Apache-2.0
// Histories that go wrong: found by value, left out with their twins, named; too many are refused.
#include "study/losses.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "coexist/scenario_file.h"
#include "study/setting.h"
#include "study/under_priors.h"

namespace coexist {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

const Posed& posed() {
  static const Posed posed = pose(load_scenario("cold-war-1953"), {});
  return posed;
}
const std::vector<OutcomeInstance>& outcomes() { return posed().setting.outcomes; }

std::size_t at(const std::string& name) {
  for (std::size_t o = 0; o < outcomes().size(); ++o)
    if (outcomes()[o].name == name) return o;
  ADD_FAILURE() << name;
  return 0;
}

// Histories 100, 101, ... of so many arms, all outcomes 0.
Piece quiet_piece(std::uint32_t histories, std::size_t arms) {
  Piece piece{100, histories, {}};
  piece.played.outcomes.assign(histories * arms * outcomes().size(), 0);
  piece.played.marked.assign(histories * arms, 0);
  return piece;
}
double& value(Piece& piece, std::size_t arm, std::uint32_t h, const std::string& name) {
  return piece.played.outcomes[(arm * piece.count + h) * outcomes().size() + at(name)];
}

TEST(Losses, AnOutcomeLiesInTheRangeOfItsUnit) {
  const auto can = [](const char* name, double v) { return can_be(v, outcomes()[at(name)].info()); };
  for (const OutcomeInstance& outcome : outcomes()) {
    EXPECT_FALSE(can_be(nan, outcome.info())) << outcome.name;
    EXPECT_FALSE(can_be(infinity, outcome.info())) << outcome.name;
    EXPECT_EQ(can_be(-1, outcome.info()), outcome.info().unit == "growth a year") << outcome.name;  // which alone can be negative
    EXPECT_TRUE(can_be(0, outcome.info())) << outcome.name;
    EXPECT_TRUE(can_be(1, outcome.info())) << outcome.name;
  }
  EXPECT_FALSE(can("hostility_toward_actor", 1.01));
  EXPECT_TRUE(can("hostility_toward_actor", 1 + 1e-6));  // rounding of a mean in single precision
  EXPECT_FALSE(can("fear_of_revolution", 1.5));
  EXPECT_TRUE(can("superpower_war", 1.5));  // a sum of chances is no probability
  EXPECT_FALSE(can("bloc_split", 2));
  EXPECT_FALSE(can("highest_rung", 6));
  EXPECT_TRUE(can("highest_rung", 5));
  EXPECT_TRUE(can("arms", 1e9));
}

TEST(Losses, AreLeftOutWithTheirTwinsAndNoOthers) {
  Piece piece = quiet_piece(6, 2);
  value(piece, 0, 1, "arms") = nan;
  value(piece, 1, 3, "fear_of_revolution") = 1.2;
  piece.played.marked[1 * piece.count + 4] = 1;  // by the engine, without a word why
  Losses losses({"with", "without"});
  std::vector<std::uint32_t> left_out;
  for (std::uint32_t h = 0; h < piece.count; ++h)
    if (losses.leaves_out(piece, h, outcomes())) left_out.push_back(h);
  EXPECT_EQ(left_out, (std::vector<std::uint32_t>{1, 3, 4}));
  EXPECT_EQ(losses.lost(), 3U);
  EXPECT_EQ(losses.first_numbers(), (std::vector<std::uint32_t>{101, 103, 104}));
  EXPECT_EQ(losses.first()[0].arm, "with");
  EXPECT_EQ(losses.first()[1].arm, "without");
  EXPECT_EQ(losses.first()[1].outcome, "fear_of_revolution");
}

// One of a hundred may be lost, two may not.
TEST(Losses, MoreThanTheStatedShareFails) {
  const Scenario scenario = load_scenario("cold-war-1953");
  for (const std::uint32_t wrong : {0U, 1U, 2U}) {
    Piece piece = quiet_piece(100, 1);
    for (std::uint32_t h = 0; h < wrong; ++h) value(piece, 0, 10 + h, "threats") = -5;
    Losses losses({"without"});
    for (std::uint32_t h = 0; h < piece.count; ++h) losses.leaves_out(piece, h, outcomes());
    if (wrong < 2) {
      EXPECT_NO_THROW(losses.fail_if_too_many(scenario, {}));
      continue;
    }
    try {
      losses.fail_if_too_many(scenario, {});
      ADD_FAILURE() << "nothing thrown";
    } catch (const RunError& error) {
      EXPECT_STREQ(error.what(),
          "2 of 100 histories went wrong, more than the 1 % that may be left out; in the first 'threats' is -5, outside its "
          "range, "
          "which `coexist run cold-war-1953 --arm without --world 110` shows");
    }
  }
}

TEST(Losses, AreReplayedByACommandWithEverythingThatWasAsked) {
  Scenario scenario = load_scenario("cold-war-1953");
  scenario.source = "my case.toml";
  scenario.overridden = {{"flashpoint.Taiwan Strait.rate", "0.5"}};
  StudyOptions options;
  options.question = "after-stalin-1953";
  options.without = {"example"};
  options.drop = {"demonstration:1959-09"};
  options.seed = 7;
  options.until = "1960-12";
  options.engine = EngineChoice::reference;
  options.prior_scheme = PriorScheme::common;
  Piece piece = quiet_piece(1, 32);
  value(piece, 0, 0, "arms") = nan;
  Losses losses({"with", "without"});
  losses.of_draw(17);
  EXPECT_TRUE(losses.leaves_out(piece, 0, outcomes()));
  EXPECT_EQ(losses.replays(scenario, options).front(),
      "coexist run 'my case.toml' --question after-stalin-1953 --until 1960-12 --set 'flashpoint.Taiwan Strait.rate=0.5' "
      "--without "
      "example --drop demonstration:1959-09 --seed 7 --engine reference --draw 17 --prior-scheme common --arm with --world 100");
  // A mixture of two doctrines, or a world in which a channel is held, is no arm that can be asked for.
  value(piece, 0, 0, "arms") = 0;
  value(piece, 20, 0, "arms") = nan;
  Losses mixed({"with", "without"});
  EXPECT_TRUE(mixed.leaves_out(piece, 0, outcomes()));
  StudyOptions asked;
  asked.attribute = asked.channels = true;
  EXPECT_EQ(mixed.replays(load_scenario("cold-war-1953"), asked).front(),
      "coexist ask cold-war-1953 --attribute --channels --prior 0 --worlds 101");
}

// In the engine: noise that overflows single precision in some histories.  Those that stay finite are what they are without the others,
// for each is the same when played by itself, and the command given shows the one that went wrong.
TEST(Losses, DoNotSpoilTheirNeighbours) {
  const std::vector<Override> noisy = {{"s_Y", "6"}};
  const Scenario scenario = load_scenario("cold-war-1953", noisy);
  StudyOptions options;
  options.worlds = 2000;
  std::vector<std::vector<double>> values;
  options.on_history = [&](std::uint32_t, const char*, const std::vector<double>& of_one) { values.push_back(of_one); };
  const RunResult result = run(scenario, ArmChoice::with, options);
  ASSERT_GT(result.marked, 0U);
  ASSERT_EQ(result.replays.size(), result.marked_histories.size());
  for (const OutcomeSummary& outcome : result.outcomes) EXPECT_TRUE(std::isfinite(outcome.mean)) << outcome.name;
  const std::uint32_t wrong = result.marked_histories.front();
  for (std::uint32_t h = wrong / 16 * 16; h < wrong / 16 * 16 + 16; ++h) {
    StudyOptions one;
    one.world = h;
    std::vector<double> alone;
    one.on_history = [&](std::uint32_t, const char*, const std::vector<double>& of_one) { alone = of_one; };
    const RunResult single = run(scenario, ArmChoice::with, one);
    EXPECT_EQ(single.marked, h == wrong ? 1U : single.marked);
    if (single.marked == 0) {
      EXPECT_EQ(alone, values[h]) << h;
    }
  }
}

// Also within draws from the priors: they count there, and the command names the draw.
TEST(Losses, UnderThePriorsAreReplayedByTheirDraw) {
  const std::vector<Override> noisy = {{"s_Y", "6.5"}};
  const Scenario scenario = load_scenario("cold-war-1953", noisy);
  StudyOptions options;
  options.worlds = 2000;
  options.prior_draws = 20;
  UnderPriors priors(scenario, scenario.questions.front(), options);
  ASSERT_TRUE(priors.play(pose(scenario, options).setting.outcomes, [](std::uint32_t) {}));
  ASSERT_GT(priors.losses().lost(), 20U);
  EXPECT_THROW(priors.losses().fail_if_too_many(scenario, options), RunError);
  const LostHistory& first = priors.losses().first().front();
  ASSERT_TRUE(first.draw.has_value());
  StudyOptions again;
  again.draw = first.draw;
  again.world = first.history;
  EXPECT_EQ(run(scenario, first.arm == "with" ? ArmChoice::with : ArmChoice::without, again).marked, 1U);
}

}  // namespace
}  // namespace coexist
