// SPDX-License-Identifier: Apache-2.0
// What a 95 % interval promises: of many studies of one size, 95 in 100 have the true value inside.  2,000 studies each, of cases whose
// true value is known; the share inside is printed (./test -R IntervalCoverage -V) and must lie between 93.5 and 96.5 %.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "coexist/scenario_file.h"
#include "random/draws.h"
#include "random/functions.h"
#include "study/attribution.h"
#include "study/setting.h"
#include "study/statistics.h"

namespace coexist {
namespace {

constexpr std::uint32_t studies = 2000;

// Uniforms of one study: a stream for a test, addressed as the engine's are.
class Luck {
 public:
  explicit Luck(std::uint32_t study) : draws_(20240229, study) {}
  double uniform() {
    if (used_ == 4) {
      block_ = draws_.block(0, DrawGroup::flashpoint, ++number_);
      used_ = 0;
    }
    return block_.uniform(used_++);
  }
  double normal() {
    const double radius = std::sqrt(-2 * logarithm(1 - uniform()));
    return radius * cosine_of_turns(uniform());
  }

 private:
  Draws<double> draws_;
  DrawBlock<double> block_{};
  std::uint64_t number_ = 0;
  int used_ = 4;
};

// Plays all studies; `of_one` returns whether the interval of one holds the true value.
void expect_coverage(const std::string& what, const std::function<bool(Luck&)>& of_one) {
  std::uint32_t inside = 0;
  for (std::uint32_t study = 0; study < studies; ++study) {
    Luck luck(study);
    inside += of_one(luck) ? 1 : 0;
  }
  const double coverage = 100.0 * inside / studies;
  std::printf("coverage of 95 %% intervals, %s: %.2f %%\n", what.c_str(), coverage);
  ::testing::Test::RecordProperty("coverage", std::to_string(coverage));
  EXPECT_GE(coverage, 93.5) << what;
  EXPECT_LE(coverage, 96.5) << what;
}

bool holds(const std::optional<Interval>& interval, double truth) {
  return interval && interval->low <= truth && truth <= interval->high;
}

// Twins that share most of their luck, as histories do: the difference is 0.1 on average.
TEST(IntervalCoverage, OfDifferences) {
  for (const int pairs : {10, 100, 1000})
    expect_coverage("difference of " + std::to_string(pairs) + " pairs", [&](Luck& luck) {
      PairedMoments m;
      for (int n = 0; n < pairs; ++n) {
        const double shared = luck.normal();
        m.add(0.1 + shared + 0.3 * luck.normal(), shared + 0.3 * luck.normal());
      }
      return holds(m.difference.interval(), 0.1);
    });
}

// An event in 2 to 50 of a thousand histories.  Counts are whole, so that at any one chance the share inside steps up and down with it
// (Brown, Cai and DasGupta 2001): every study has a chance of its own.
TEST(IntervalCoverage, OfRareChances) {
  constexpr int histories = 1000;
  expect_coverage("chances of 0.002 to 0.05", [&](Luck& luck) {
    const double chance = 0.002 * exponential(luck.uniform() * logarithm(25.0));
    std::uint64_t events = 0;
    for (int n = 0; n < histories; ++n) events += luck.uniform() < chance ? 1 : 0;
    return holds(share_interval(histories, events), chance);
  });
}

// An event that the doctrine brings in one of a hundred pairs and prevents in one of two hundred, and rarer ones.
TEST(IntervalCoverage, OfDifferencesOfRareChances) {
  struct Case {
    double brought, prevented;
  };
  constexpr int pairs = 1000;
  const auto inside = [](Luck& luck, Case c) {
    std::uint64_t up = 0;
    std::uint64_t down = 0;
    for (int n = 0; n < pairs; ++n) {
      const double u = luck.uniform();
      up += u < c.brought ? 1 : 0;
      down += u > 1 - c.prevented ? 1 : 0;
    }
    return holds(paired_share_interval(pairs, up, down), c.brought - c.prevented);
  };
  for (const Case c : {Case{0.01, 0.005}, Case{0.004, 0.004}, Case{0.001, 0.006}, Case{0.05, 0.02}})
    expect_coverage("chances brought " + std::to_string(c.brought) + ", prevented " + std::to_string(c.prevented),
        [&](Luck& luck) { return inside(luck, c); });
  // As above: every study has chances of its own, down to two pairs in a thousand that differ.
  expect_coverage("chances brought of 0.002 to 0.05, prevented less", [&](Luck& luck) {
    const double brought = 0.002 * exponential(luck.uniform() * logarithm(25.0));
    return inside(luck, {brought, brought * luck.uniform()});
  });
}

// A game whose worth varies from history to history: players 0 and 1 add 2 and 1 on average and 0.6 together, player 2 nothing.
TEST(IntervalCoverage, OfShapleyParts) {
  constexpr std::array truth = {2.3, 1.3, 0.0};
  constexpr int histories = 200;
  for (std::size_t player = 0; player < truth.size(); ++player)
    expect_coverage("Shapley part " + std::to_string(player), [&](Luck& luck) {
      Moments part;
      for (int n = 0; n < histories; ++n) {
        const double shared = luck.normal();
        const double first = 2 + luck.normal();
        const double second = luck.uniform() < 0.5 ? 0 : 2;
        const double third = 0.5 * luck.normal();
        std::array<double, 8> worth{};
        for (std::size_t set = 0; set < worth.size(); ++set)
          worth[set] = shared + ((set & 1U) != 0 ? first : 0) + ((set & 2U) != 0 ? second : 0) + ((set & 3U) == 3U ? 0.6 : 0) +
                       ((set & 4U) != 0 ? third : 0);
        part.add(shapley_values(worth)[player]);
      }
      return holds(part.interval(), truth[player]);
    });
}

// Histories of the flagship as a population whose means are known, and studies that draw from it: the shapes that outcomes, rare
// chances and parts of a doctrine really have.
struct Population {
  std::vector<std::string> names;
  std::vector<bool> is_share;
  std::vector<std::vector<double>> with, without;          // [outcome][history]
  std::vector<std::array<std::vector<double>, 5>> shares;  // [outcome][part][history]
};

Population played(std::uint32_t histories) {
  const Scenario scenario = load_scenario("cold-war-1953");
  StudyOptions options;
  options.worlds = histories;
  Posed posed = pose(scenario, options);
  Attribution parts(posed, false);
  const auto& outcomes = posed.setting.outcomes;
  Population all;
  for (const OutcomeInstance& outcome : outcomes) {
    all.names.push_back(outcome.name);
    all.is_share.push_back(outcome.info().unit == share_of_histories);
  }
  all.with.resize(outcomes.size());
  all.without.resize(outcomes.size());
  all.shares.resize(outcomes.size());
  EnsembleOptions how = ensemble_options(options);
  how.piece = 32;
  play_ensemble(posed.setting, parts.arms(), posed.fork, how, [&](const Piece& piece) {
    for (std::uint32_t h = 0; h < piece.count; ++h)
      for (std::size_t o = 0; o < outcomes.size(); ++o) {
        const auto value = [&](std::size_t arm) { return piece.played.outcomes[(arm * piece.count + h) * outcomes.size() + o]; };
        all.with[o].push_back(value(0));
        all.without[o].push_back(value(1));
        const std::vector<double> shares =
            parts.of_history(std::span(piece.played.outcomes).subspan(h * outcomes.size()), piece.count * outcomes.size(), o);
        for (std::size_t part = 0; part < shares.size(); ++part) all.shares[o][part].push_back(shares[part]);
      }
  });
  return all;
}

double mean_of(const std::vector<double>& values) {
  Moments moments;
  for (const double value : values) moments.add(value);
  return moments.mean();
}

TEST(IntervalCoverageSlow, OfTheFlagshipsOutcomesAndParts) {
  constexpr std::uint32_t population = 6000;
  constexpr int few = 1000;   // as a page plays of every set of parts; of 500, a part that hardly moves anything has 92.9 %
  constexpr int many = 2000;  // of a rare event, else too few to tell
  constexpr std::size_t part_count = 5;
  const std::set<std::string> some = {"superpower_war", "superpower_war.counted", "nuclear_use.counted", "hostility_toward_actor",
      "arms", "threats", "bloc_split"};
  const Population all = played(population);
  std::size_t judged = 0;
  for (std::size_t o = 0; o < all.names.size(); ++o) {
    if (!some.contains(all.names[o])) continue;
    ++judged;
    const double truth = mean_of(all.with[o]) - mean_of(all.without[o]);
    const int pairs = all.is_share[o] ? many : few;
    const auto sample = [&](Luck& luck, auto take) {
      for (int n = 0; n < pairs; ++n) take(static_cast<std::size_t>(luck.uniform() * population));
    };
    expect_coverage(all.names[o], [&](Luck& luck) {
      PairedMoments m;
      sample(luck, [&](std::size_t at) { m.add(all.with[o][at], all.without[o][at]); });
      return holds(all.is_share[o] ? paired_share_interval(m.difference.count(), m.up, m.down) : m.difference.interval(), truth);
    });
    if (all.is_share[o]) continue;  // parts are reported of chances and means
    for (std::size_t part = 0; part < part_count; ++part) {
      const std::vector<double>& shares = all.shares[o][part];
      const double part_truth = mean_of(shares);
      expect_coverage(all.names[o] + ", " + std::string(doctrine_parts[part]), [&](Luck& luck) {
        Moments moments;
        sample(luck, [&](std::size_t at) { moments.add(shares[at]); });
        return holds(moments.interval(), part_truth);
      });
    }
  }
  EXPECT_EQ(judged, some.size());
}

}  // namespace
}  // namespace coexist
