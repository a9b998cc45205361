// SPDX-License-Identifier: Apache-2.0
// Kydd (2005), Trust and Mistrust in International Relations: acts reveal motive as far as the motives would act differently.
#include <gtest/gtest.h>

#include <cmath>

#include "closed_form.h"
#include "mechanisms/belief.h"
#include "situation.h"
#include "small_world.h"

namespace coexist {
namespace {

using namespace testing;

// Two acts of equal utility, one of which breaks a promise that S weighs with 2 and R with 0.5.
struct PromiseToKeep {
  Codebook codebook = only({Role::normal, Role::subvert});
  Model model;
  explicit PromiseToKeep() {
    model.security_seeker.weight[promise] = 2;
    model.revisionist.weight[promise] = 0.5;
  }
  double told(Role observed, double promised) const {
    Situation<double> situation{};
    situation.scope = 1;
    situation.broken_by[static_cast<std::size_t>(codebook.at(Role::subvert))] = promised;
    return evidence_about(model, codebook, situation, observed);
  }
};

// pi(break) = e^-w / (1 + e^-w), pi(keep) = 1 / (1 + e^-w):
// ln ratio of keeping = ln[(1 + e^-2) / (1 + e^-0.5)] = -0.34714897, of breaking = 2 - 0.5 + that = 1.152851.
TEST(Kydd, APromiseMakesKeepingAndBreakingTell) {
  const PromiseToKeep game;
  const double kept = std::log((1 + std::exp(-2.0)) / (1 + std::exp(-0.5)));
  expect_closed_form("broken", game.told(Role::subvert, 1), 1.5 + kept, 1e-12);
  expect_closed_form("kept", game.told(Role::normal, 1), kept, 1e-12);
  expect_printed("broken", game.told(Role::subvert, 1), "1.152851");
  expect_printed("kept", game.told(Role::normal, 1), "-0.34714897");
}

TEST(Kydd, WithoutAPromiseTheSameActsTellNothing) {
  const PromiseToKeep game;
  expect_closed_form("the act", game.told(Role::subvert, 0), 0, 1e-12);
  expect_closed_form("its omission", game.told(Role::normal, 0), 0, 1e-12);
}

// Signalling is worth +0.5 to S and -0.5 to R, with noise of scale 0.1: +-5 in units of the noise.  Chances 1/(1 + e^-5) and
// 1/(1 + e^5), whose ratio is e^-5.
TEST(Kydd, ACostlySignalSeparates) {
  Codebook codebook = only({Role::normal, Role::accommodate});
  act_of(codebook, Role::accommodate).revision = -1;
  Model model;
  model.security_seeker.weight[gain] = -5;
  model.revisionist.weight[gain] = 5;
  Situation<double> situation{};
  situation.stake = 1;
  expect_closed_form("signal", evidence_about(model, codebook, situation, Role::accommodate), -5, 1e-12);
  expect_closed_form("its omission", evidence_about(model, codebook, situation, Role::normal), 5, 1e-12);
}

TEST(Kydd, ASignalThatCostsBothTheSameTellsNothing) {
  Codebook codebook = only({Role::normal, Role::accommodate});
  act_of(codebook, Role::accommodate).cost = 0.7;
  Model model;
  model.security_seeker.weight[cost] = 3;
  model.revisionist.weight[cost] = 3;
  expect_closed_form("signal", evidence_about(model, codebook, Situation<double>{}, Role::accommodate), 0, 1e-15);
}

// A visit reassures, against normal relations, because it gives up gains that only R seeks: utilities at the worked situation
// differ by 0.7 (tone_R - tone_S) + r G (2.5 - 0.3) with tone_S = -2.05, tone_R = -1.92, G = 0.55: 0.091 - 0.363 at r = -0.3,
// 0.091 at r = 0.
TEST(Kydd, AVisitReassuresOnlyBecauseItGivesUpGains) {
  const Model& model = reference_model();
  Codebook codebook = nothing_hidden(model.codebook);
  const Situation<double> situation = worked_situation(codebook, false);
  const auto against_normal = [&] {
    return evidence_about(model, codebook, situation, Role::accommodate) -
           evidence_about(model, codebook, situation, Role::normal);
  };
  expect_closed_form("r = -0.3", against_normal(), 0.091 - 0.363, 1e-14);
  act_of(codebook, Role::accommodate).revision = 0;
  expect_closed_form("r = 0", against_normal(), 0.091, 1e-14);
}

// With the discount at 1 and forgetting off, one act moves belief by Bayes' rule: posterior odds are prior odds times the ratio
// of the chances of what was seen.  Odds of 3 (B = ln 3) and a ratio of e^1.152851 (above): p = 1 / (1 + e^-(ln 3 + 1.152851)).
TEST(Kydd, BeliefFollowsBayes) {
  SmallWorld world(reduced_to({"RUS", "USA"}));
  const int i = world.principal("USA");
  const int j = world.principal("RUS");
  const int self = world.polity("USA");
  const PromiseToKeep game;
  world.model.codebook = game.codebook;
  world.model.security_seeker = game.model.security_seeker;
  world.model.revisionist = game.model.revisionist;
  world.mechanisms.belief.discount.value = 1;
  world.mechanisms.belief.forgetting.value = 0;
  world.mechanisms.bloc.relate(world.month());
  world.state->belief(i, j) = std::log(3.0);
  for (int k = 0; k < 2; ++k)
    for (int l = 0; l < 2; ++l) world.flows->act(k, l) = world.flows->observed(k, l) = no_act;
  world.flows->act(j, self) = world.flows->observed(j, self) = game.codebook.at(Role::subvert);
  Situation<double> situation{};
  situation.scope = 1;
  situation.broken_by[static_cast<std::size_t>(game.codebook.at(Role::subvert))] = 1;
  world.mechanisms.belief.observe(world.month(), SamePosition{situation});
  const double chance_r = std::exp(-0.5) / (1 + std::exp(-0.5));
  const double chance_s = std::exp(-2.0) / (1 + std::exp(-2.0));
  const double posterior = 0.75 * chance_r / (0.75 * chance_r + 0.25 * chance_s);  // odds of 3 are a chance of 3/4
  expect_closed_form("p", world.state->suspicion(i, j), posterior, 1e-14);
}

}  // namespace
}  // namespace coexist
