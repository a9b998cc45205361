// SPDX-License-Identifier: Apache-2.0
// The crisis ladder on random chances of holding and risks: a distribution, equal to the sum over all its paths, and monotone where the
// model says so.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cmath>
#include <numeric>

#include "base/lanes.h"
#include "mechanisms/crisis.h"

namespace coexist {
namespace {

using Rungs = std::array<double, rungs>;

Rungs some_chances() {
  Rungs chances;
  for (double& chance : chances) chance = *rc::gen::inRange(0, 1001) / 1000.0;
  return chances;
}

Rungs some_risks() {
  Rungs risks = some_chances();
  risks.back() = 1;  // the decision for war
  return risks;
}

double total(const Rungs& chances) { return std::accumulate(chances.begin(), chances.end(), 0.0); }

// What happens on every path: at each rung the challenger holds or not, the defender holds or not, control is lost or not; 8^5 paths,
// each with its chance, of which what follows the end is summed out.
struct BySlowEnumeration {
  Rungs challenger_yields{}, defender_yields{}, control_lost{};

  BySlowEnumeration(const Rungs& c, const Rungs& d, const Rungs& risk) {
    constexpr int paths = 1 << (3 * rungs);
    for (int path = 0; path < paths; ++path) {
      double chance = 1;
      int end = -1;
      for (int n = 0; n < rungs; ++n) {
        const auto at = static_cast<std::size_t>(n);
        const bool c_holds = (path >> (3 * n) & 1) != 0;
        const bool d_holds = (path >> (3 * n + 1) & 1) != 0;
        const bool lost = (path >> (3 * n + 2) & 1) != 0;
        chance *= (c_holds ? c[at] : 1 - c[at]) * (d_holds ? d[at] : 1 - d[at]) * (lost ? risk[at] : 1 - risk[at]);
        if (end < 0 && !(c_holds && d_holds && !lost)) end = 3 * n + (!c_holds ? 0 : !d_holds ? 1 : 2);
      }
      if (end < 0) continue;
      const auto rung = static_cast<std::size_t>(end / 3);
      (end % 3 == 0 ? challenger_yields : end % 3 == 1 ? defender_yields : control_lost)[rung] += chance;
    }
  }
};

RC_GTEST_PROP(LadderProperties, IsADistribution, ()) {
  const Ladder<double> ladder = climb(some_chances(), some_chances(), some_risks());
  for (const Rungs& ends : {ladder.challenger_yields, ladder.defender_yields, ladder.control_lost})
    for (const double chance : ends) RC_ASSERT(chance >= 0 && chance <= 1);
  const double all = total(ladder.challenger_yields) + total(ladder.defender_yields) + total(ladder.control_lost);
  RC_ASSERT(std::abs(all - 1) < 1e-12);
  RC_ASSERT(std::abs(ladder.war - total(ladder.control_lost)) < 1e-15);
}

// In single precision too, as the batch engine has it: 15 sums of rounding 6e-8.
RC_GTEST_PROP(LadderProperties, IsADistributionInSinglePrecision, ()) {
  std::array<float, rungs> c, d, r;
  const Rungs held_c = some_chances(), held_d = some_chances(), risks = some_risks();
  for (std::size_t n = 0; n < rungs; ++n) {
    c[n] = static_cast<float>(held_c[n]);
    d[n] = static_cast<float>(held_d[n]);
    r[n] = static_cast<float>(risks[n]);
  }
  const Ladder<float> ladder = climb(c, d, r);
  float all = 0;
  for (std::size_t n = 0; n < rungs; ++n) {
    RC_ASSERT(ladder.challenger_yields[n] >= 0 && ladder.defender_yields[n] >= 0 && ladder.control_lost[n] >= 0);
    all += ladder.challenger_yields[n] + ladder.defender_yields[n] + ladder.control_lost[n];
  }
  RC_ASSERT(std::abs(all - 1) < 2e-6F);
}

TEST(LadderProperties, IsTheSumOverAllPaths) {
  rc::check("every end has the chance of the paths that lead to it", [] {
    const Rungs c = some_chances(), d = some_chances(), risk = some_risks();
    const Ladder<double> ladder = climb(c, d, risk);
    const BySlowEnumeration slow(c, d, risk);
    for (std::size_t n = 0; n < rungs; ++n) {
      RC_ASSERT(std::abs(ladder.challenger_yields[n] - slow.challenger_yields[n]) < 1e-12);
      RC_ASSERT(std::abs(ladder.defender_yields[n] - slow.defender_yields[n]) < 1e-12);
      RC_ASSERT(std::abs(ladder.control_lost[n] - slow.control_lost[n]) < 1e-12);
    }
  });
}

// Holding firmer at any one rung never makes war less likely, nor does it make the other prevail less often by yielding oneself; a
// larger risk at a rung never makes war less likely.
RC_GTEST_PROP(LadderProperties, IsMonotone, ()) {
  const Rungs c = some_chances(), d = some_chances(), risk = some_risks();
  const auto rung = *rc::gen::inRange<std::size_t>(0, rungs);
  const auto raised = [&](Rungs chances) {
    chances[rung] += (1 - chances[rung]) * (*rc::gen::inRange(0, 101) / 100.0);
    return chances;
  };
  constexpr double rounding = 1e-14;
  const Ladder<double> before = climb(c, d, risk);
  const Ladder<double> firmer_challenger = climb(raised(c), d, risk);
  RC_ASSERT(firmer_challenger.war >= before.war - rounding);
  RC_ASSERT(total(firmer_challenger.challenger_yields) <= total(before.challenger_yields) + rounding);
  const Ladder<double> firmer_defender = climb(c, raised(d), risk);
  RC_ASSERT(firmer_defender.war >= before.war - rounding);
  RC_ASSERT(total(firmer_defender.defender_yields) <= total(before.defender_yields) + rounding);
  RC_ASSERT(climb(c, d, raised(risk)).war >= before.war - rounding);
}

// More danger or more risk make a party less firm; more resolve makes it firmer (model 3.6).
RC_GTEST_PROP(LadderProperties, FirmnessFollowsItsReasons, ()) {
  const Crisis crisis;
  const auto some = [](double scale) { return scale * *rc::gen::inRange(0, 1001) / 1000; };
  const Crisis::Party<double> party{
      .resolve = some(4) - 2, .danger = some(1), .public_mood = some(1), .danger_weight = some(3), .public_weight = some(3)};
  const double risk = some(1);
  const auto firmness = [&](const Crisis::Party<double>& of, double at) {
    return crisis.firmness(of, at, of.danger_weight, of.public_weight);
  };
  const double before = firmness(party, risk);
  Crisis::Party<double> changed = party;
  changed.resolve += some(2);
  RC_ASSERT(firmness(changed, risk) >= before);
  changed = party;
  changed.danger += some(1);
  RC_ASSERT(firmness(changed, risk) <= before);
  changed = party;
  changed.public_mood += some(1);
  RC_ASSERT(firmness(changed, risk) <= before);
  RC_ASSERT(firmness(party, risk + some(1)) <= before);
}

}  // namespace
}  // namespace coexist
