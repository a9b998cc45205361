// SPDX-License-Identifier: Apache-2.0
// Kullback and Leibler (1951), On information and sufficiency: belief drifts toward the truth at the rate of the divergence
// between the two stereotypes' conduct.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "closed_form.h"
#include "mechanisms/belief.h"
#include "mechanisms/choice.h"
#include "situation.h"
#include "small_world.h"

namespace coexist {
namespace {

using namespace testing;

// Expected evidence of a month in which `actor` acts: each act seen with its chance, else read as normal relations.
double drift(const StereotypeNumbers& actor, const Codebook& codebook, bool promised) {
  const Model& model = reference_model();
  const Situation<double> situation = worked_situation(codebook, promised);
  const Odds<double> conduct = conduct_of(actor, codebook, situation);
  const double quiet = evidence_about(model, codebook, situation, Role::normal);
  double sum = 0;
  for (const Role role : role_order) {
    const double seen = codebook.acts[static_cast<std::size_t>(codebook.at(role))].seen;
    const double told = evidence_about(model, codebook, situation, role);
    if (role != Role::force) sum += probability(codebook, conduct, role) * (seen * told + (1 - seen) * quiet);
  }
  return sum;
}

// Sum of p ln(p/q) over the acts that happen, from the stereotypes' conduct alone.
double divergence(const StereotypeNumbers& p, const StereotypeNumbers& q, const Codebook& codebook, bool promised) {
  const Situation<double> situation = worked_situation(codebook, promised);
  const Odds<double> of_p = conduct_of(p, codebook, situation);
  const Odds<double> of_q = conduct_of(q, codebook, situation);
  double sum = 0;
  for (const Role role : role_order)
    if (const double chance = probability(codebook, of_p, role); chance > 0)
      sum += chance * std::log(chance / probability(codebook, of_q, role));
  return sum;
}

TEST(KullbackLeibler, BeliefDriftsAtTheDivergence) {
  const Model& model = reference_model();
  const Codebook codebook = nothing_hidden(model.codebook);
  for (const bool promised : {false, true}) {
    const std::string which = promised ? ", promised" : ", no promise";
    expect_closed_form("S acting" + which, drift(model.security_seeker, codebook, promised),
        -divergence(model.security_seeker, model.revisionist, codebook, promised), 1e-15);
    expect_closed_form("R acting" + which, drift(model.revisionist, codebook, promised),
        divergence(model.revisionist, model.security_seeker, codebook, promised), 1e-15);
  }
}

TEST(KullbackLeibler, DriftInNumbers) {
  const Model& model = reference_model();
  const Codebook codebook = nothing_hidden(model.codebook);
  expect_printed("S acting, no promise", drift(model.security_seeker, codebook, false), "-0.03129948198");
  expect_printed("R acting, no promise", drift(model.revisionist, codebook, false), "0.04383432751");
  expect_printed("S acting, promised", drift(model.security_seeker, codebook, true), "-0.04435589078");
  expect_printed("R acting, promised", drift(model.revisionist, codebook, true), "0.1014825574");
}

// Half of all subversion stays hidden and is read as a quiet month, q(normal) = pi(normal) + pi(subvert)/2: belief learns half as
// fast.
TEST(KullbackLeibler, HiddenActsSlowTheDrift) {
  const Model& model = reference_model();
  expect_closed_form("codebook: subversion is seen",
      model.codebook.acts[static_cast<std::size_t>(model.codebook.at(Role::subvert))].seen, 0.5, 0);
  expect_printed("S acting, no promise", drift(model.security_seeker, model.codebook, false), "-0.01632492196");
}

TEST(KullbackLeibler, EvidenceOfEachAct) {
  const Model& model = reference_model();
  const Codebook codebook = nothing_hidden(model.codebook);
  constexpr std::array<std::array<const char*, 6>, 2> printed = {{
      {"-0.35410001", "-0.10360001", "-0.082100012", "0.028399988", "1.1209", "1.1139"},
      {"-0.34226763", "-0.09176763", "-0.07026763", "0.04023237", "2.6327324", "4.1257324"},
  }};
  for (const bool promised : {false, true})
    for (std::size_t a = 0; a < 6; ++a)
      expect_printed(
          std::string(role_names[static_cast<std::size_t>(role_order[a])]) + (promised ? ", promised" : ", no promise"),
          evidence_about(model, codebook, worked_situation(codebook, promised), role_order[a]), printed[promised][a]);
}

// The mechanism itself, over 400 histories of 1000 months with drawn acts, each month from the same belief.
void belief_drifts(const StereotypeNumbers& actor, bool promised, double discount, double expected) {
  SmallWorld world(reduced_to({"RUS", "USA"}));
  const int i = world.principal("USA");
  const int j = world.principal("RUS");
  const int self = world.polity("USA");
  world.model.codebook = nothing_hidden(world.model.codebook);
  const Codebook& codebook = world.model.codebook;
  world.mechanisms.belief.discount.value = discount;
  world.mechanisms.belief.forgetting.value = 0;
  world.mechanisms.bloc.relate(world.month());
  for (int k = 0; k < 2; ++k)
    for (int l = 0; l < 2; ++l) world.flows->act(k, l) = world.flows->observed(k, l) = no_act;
  const Situation<double> situation = worked_situation(codebook, promised);
  const Odds<double> conduct = conduct_of(actor, codebook, situation);
  constexpr int months = 1000;
  constexpr std::uint32_t histories = 400;
  double sum = 0;
  double squares = 0;
  for (std::uint32_t history = 0; history < histories; ++history) {
    world.luck.meet(history);
    for (world.t = 0; world.t < months; ++world.t) {
      const Month<double> month = world.month();
      const double u = month.luck.act(j)[self];
      const double act = Choice::pick(codebook, conduct, u);
      world.flows->act(j, self) = world.flows->observed(j, self) = act;
      world.state->belief(i, j) = 0;
      world.mechanisms.belief.observe(month, SamePosition{situation});
      sum += world.state->belief(i, j);
      squares += world.state->belief(i, j) * world.state->belief(i, j);
    }
  }
  constexpr double n = double{months} * histories;
  const double mean = sum / n;
  expect_closed_form("drift a month", mean, discount * expected, std::min(1e-3, 4 * std::sqrt((squares / n - mean * mean) / n)));
}

TEST(KullbackLeibler, BeliefDriftsInTheMechanism) {
  const Model& model = reference_model();
  belief_drifts(model.security_seeker, false, 1, -0.03129948198);
  belief_drifts(model.security_seeker, true, 1, -0.04435589078);
  belief_drifts(model.revisionist, false, 1, 0.04383432751);
  belief_drifts(model.security_seeker, false, 0.1, -0.03129948198);  // at -eta KL, with the default eta
}

}  // namespace
}  // namespace coexist
