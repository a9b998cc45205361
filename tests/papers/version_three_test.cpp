// SPDX-License-Identifier: Apache-2.0
// Mechanisms of model version 3 against their closed forms: mutual promises, observers, audiences, the canon, institutions, aid.
#include <gtest/gtest.h>

#include <cmath>

#include "closed_form.h"
#include "mechanisms/choice.h"
#include "situation.h"
#include "small_world.h"

namespace coexist {
namespace {

using namespace testing;

struct Cold : SmallWorld {
  int usa, rus, west, east;  // principals, polities
  explicit Cold(const Scenario& scenario = under_version(reduced_to({"USA", "RUS", "CHN", "IND", "POL", "UKG", "FRN"}), 3))
      : SmallWorld(scenario) {
    usa = principal("USA");
    rus = principal("RUS");
    west = polity("USA");
    east = polity("RUS");
    nobody_acts();
    freeze();
  }
  void nobody_acts() {
    for (int k = 0; k < model.principal_count(); ++k)
      for (int l = 0; l < model.polity_count(); ++l) {
        flows->act(k, l) = flows->observed(k, l) = no_act;
        flows->severity(k, l) = flows->told(k, l) = 0;
      }
  }
  void does(int k, int l, Role role) {
    flows->act(k, l) = flows->observed(k, l) = model.codebook.at(role);
    flows->severity(k, l) = model.codebook.acts[static_cast<std::size_t>(model.codebook.at(role))].severity;
  }
};

// mutual = 1 - mu_P (1 - e^(-U / U_0)): 1 toward one who keeps the principles, 1 - mu_P where there is no end of breaches.
TEST(Mutuality, APromiseLapsesAsTheOtherBreaksIt) {
  Mutuality m;
  m.lapse.value = 0.5;
  m.scale.value = 2;
  EXPECT_EQ(m.binding(0.0), 1);
  expect_closed_form("after two", m.binding(2.0), 1 - 0.5 * (1 - std::exp(-1.0)), 1e-15);
  expect_closed_form("without end", m.binding(1e3), 0.5, 1e-15);
}

// A threat breaks two of four principles, a subversion one: U = 0.5 + y_m 0.25 after a threat against the leader and a subversion of a
// member; a year later (1 - y_c / 12)^12 of it is left.
TEST(Mutuality, BreachesAreRememberedAndFade) {
  Cold world;
  world.does(world.rus, world.west, Role::threaten);
  world.does(world.rus, world.polity("UKG"), Role::subvert);
  world.does(world.rus, world.polity("IND"), Role::subvert);  // nobody's
  world.mechanisms.mutuality.record(world.month());
  const double once = 0.5 + 0.25 * world.mechanisms.mutuality.weight_members;
  expect_closed_form("U", world.state->wronged(world.usa, world.rus), once, 1e-15);
  EXPECT_EQ(world.state->wronged(world.rus, world.usa), 0);
  world.nobody_acts();
  for (int month = 0; month < 12; ++month) world.mechanisms.mutuality.record(world.month());
  expect_closed_form("a year later", world.state->wronged(world.usa, world.rus),
      once * std::pow(1 - world.mechanisms.mutuality.fade / 12, 12), 1e-15);
  world.mechanisms.mutuality.weigh(world.month());
  EXPECT_LT(world.frame->mutual(world.usa, world.east), 1);
  EXPECT_EQ(world.frame->mutual(world.usa, world.polity("IND")), 1);
  EXPECT_EQ(world.frame->mutual(world.rus, world.west), 1);
}

// Broken by the other side without end, a promise weighs half: the odds of a threat, which breaks two promised principles, rise by
// e^(2 w / 2).
TEST(Mutuality, WhoeverBreaksAPromiseIsLessProtectedByIt) {
  Cold world;
  world.mechanisms.mutuality.lapse.value = 0.5;
  const auto odds = [&] {
    world.mechanisms.mutuality.weigh(world.month());
    Situation<double> position = Choice::situation(world.month(), world.rus, world.west);
    position.broken_by[static_cast<std::size_t>(world.model.codebook.at(Role::threaten))] = 2;
    Leaning<double> leaning{};
    leaning.weight[promise] = 1.5;
    const Odds<double> all = odds_of_acts(world.model.codebook, position, leaning);
    return all.log_odds[static_cast<std::size_t>(world.model.codebook.at(Role::threaten))] -
           all.log_odds[static_cast<std::size_t>(world.model.codebook.at(Role::normal))];
  };
  const double kept = odds();
  world.state->wronged(world.rus, world.usa) = 1e3;
  expect_closed_form("log-odds", odds() - kept, 2 * 1.5 * 0.5, 1e-12);
}

// One act of evidence 1 toward Britain: 1 to Britain, omega_b to France beside it, omega_3 to India and Poland, each times eta.
TEST(Observers, OnesOwnExposureCountsMost) {
  Cold world;
  const Belief& belief = world.mechanisms.belief;
  world.mechanisms.belief.forgetting.value = 0;
  const auto before = [&](const char* id) { return world.state->opinion(world.polity(id), world.rus); };
  const double britain = before("UKG"), france = before("FRN"), india = before("IND"), poland = before("POL");
  world.flows->told(world.rus, world.polity("UKG")) = 1;
  world.mechanisms.observers.learn(world.month(), belief);
  expect_closed_form("Britain", before("UKG") - britain, belief.discount, 1e-15);
  expect_closed_form("France", before("FRN") - france, belief.discount * belief.weight_bloc, 1e-15);
  expect_closed_form("India", before("IND") - india, belief.discount * belief.weight_third, 1e-15);
  expect_closed_form("Poland", before("POL") - poland, belief.discount * belief.weight_third, 1e-15);
}

// p = (1 - y) p_leader + y mean: Britain and France, of prominence 1 each, at 0.2 and 0.4, leader at 0.8, y = 0.25: 0.6 + 0.075.
TEST(Observers, AlliesWeighOnTheirLeader) {
  Cold world;
  world.mechanisms.observers.counsel_weight.value = 0.25;
  world.state->suspicion(world.usa, world.rus) = 0.8;
  world.state->alarm(world.polity("UKG"), world.rus) = 0.2;
  world.state->alarm(world.polity("FRN"), world.rus) = 0.4;
  expect_closed_form("p", world.mechanisms.observers.counsels(world.month())[world.usa][world.rus], 0.675, 1e-15);
  world.mechanisms.observers.on = false;
  EXPECT_EQ(world.mechanisms.observers.counsels(world.month())[world.usa][world.rus], 0.8);
}

TEST(Observers, TheThreatThatBindsAMemberIsPartlyItsOwn) {
  Cold world;
  world.mechanisms.observers.own_view.value = 0.5;
  world.state->alarm(world.polity("FRN"), world.rus) = 0.2;
  expect_closed_form(
      "felt", world.mechanisms.observers.threat_felt(world.month(), world.polity("FRN"), world.rus, 0.8), 0.5, 1e-15);
}

// A visit that all of an open public sees mobilises aud_P open (1 - P) and takes aud_H open from the host's hostility.
TEST(Audience, AVisitReachesTheHostsPublic) {
  Cold world;
  world.flows->audience(world.rus, world.west) = 1;
  const Audience& audience = world.mechanisms.audience;
  const double open = world.model.polity(world.west).open;
  expect_closed_form("P", audience.drawn(world.month(), world.west, 0.1), audience.mobilised * open * 0.9, 1e-15);
  expect_closed_form("H", audience.won(world.month(), world.usa, world.east), audience.goodwill * open, 1e-15);
  EXPECT_EQ(audience.won(world.month(), world.rus, world.west), 0);
  EXPECT_EQ(audience.drawn(world.month(), world.polity("UKG"), 0.1), 0);
}

// An agreement needs both: where neither gains nor loses, each signs with chance sigma(ready_0), and they agree in the square of it.
TEST(Audience, AnAgreementTakesTwo) {
  Scenario scenario = under_version(reduced_to({"USA", "RUS"}), 3);
  scenario.demonstrations.push_back(
      {.actor = "RUS", .target = "USA", .date = scenario.start, .doctrine = "", .name = "", .takes_two = true});
  for (Doctrine& d : scenario.doctrines) d.weights = {};
  SmallWorld world(scenario);
  world.mechanisms.audience.readiness.value = 0.5;
  const int rus = world.principal("RUS"), usa = world.principal("USA");
  int agreed = 0;
  constexpr std::uint32_t histories = 20000;
  for (std::uint32_t history = 0; history < histories; ++history) {
    world.begin(history);
    world.freeze();
    world.mechanisms.audience.sign(world.month(), world.mechanisms.choice);
    ASSERT_EQ(world.flows->agreed(rus, world.polity("USA")), world.flows->agreed(usa, world.polity("RUS")));
    agreed += world.flows->agreed(rus, world.polity("USA")) > 0 ? 1 : 0;
  }
  const double each = 1 / (1 + std::exp(-0.5));
  const double chance = each * each;
  expect_closed_form("share", agreed / double{histories}, chance, 4 * std::sqrt(chance * (1 - chance) / histories));
}

// Of a gap of 0.3 a full precedent argues half away; nothing without one.
TEST(Canon, APrecedentArguesAGapAway) {
  Canon canon;
  canon.softens.value = 0.5;
  EXPECT_EQ(canon.unargued(0.0), 1);
  expect_closed_form("full", canon.unargued(1.0), 0.5, 1e-15);
  canon.on = false;
  EXPECT_EQ(canon.unargued(1.0), 1);
}

// Left with a patron milder by 0.3: e^(-1.5 0.3); with a more militant one of the same system that acts, it has those who left beside
// its own.
TEST(Canon, MilitantsAbroadChangeTheirPatron) {
  Cold world;
  world.mechanisms.canon.militancy_abroad.value = 0.7;
  world.mechanisms.canon.leaving.value = 1.5;
  const int chn = world.principal("CHN");
  world.frame->creed_militancy(world.rus) = 0.4;
  world.frame->precedent(world.rus) = 0;
  world.frame->creed_militancy(chn) = 0.9;
  world.frame->active(chn) = 0;
  world.mechanisms.canon.lead(world.month());
  const double left = std::exp(-1.5 * 0.3);
  expect_closed_form("the milder", world.frame->following(world.rus), left, 1e-15);
  expect_closed_form("one that does not act", world.frame->following(chn), 1, 1e-15);
  world.frame->active(chn) = 1;
  world.mechanisms.canon.lead(world.month());
  expect_closed_form("the more militant", world.frame->following(chn), 1 + (1 - left), 1e-15);
  world.frame->precedent(world.rus) = 1;
  world.mechanisms.canon.softens.value = 1;
  world.mechanisms.canon.lead(world.month());
  expect_closed_form("argued away", world.frame->following(world.rus), 1, 1e-15);
}

// A fully open polity resists another system by inst_D nats; half as open, by half of it.
TEST(Institutions, OpenPolitiesResistAnotherSystem) {
  Cold world;
  const double d = world.mechanisms.institutions.against_example;
  for (const char* id : {"UKG", "POL"}) {
    const PolityNumbers& polity = world.model.polity(world.polity(id));
    expect_closed_form(id, world.frame->entrenched(world.polity(id)), d * polity.open, 1e-12);
    expect_closed_form(id, world.mechanisms.institutions.threshold(polity),
        world.mechanisms.institutions.against_revolution * polity.open, 1e-15);
  }
  world.mechanisms.institutions.on = false;
  world.mechanisms.institutions.weigh(world.month());
  EXPECT_EQ(world.frame->entrenched(world.polity("UKG")), 0);
}

// The same with aid among the acts, as library/acts/aid has it.
Scenario with_aid(Scenario scenario) {
  Act aid;
  aid.id = "aid";
  aid.b = -2.2;
  aid.e = 0.7;
  aid.r = 0.1;
  aid.c = 0.25;
  scenario.acts.insert(scenario.acts.begin(), aid);
  return scenario;
}

struct Courted : Cold {
  explicit Courted(const Scenario& scenario = with_aid(under_version(reduced_to({"USA", "RUS", "CHN", "IND", "POL", "UKG"}), 3)))
      : Cold(scenario) {}
  double given(const char* id) { return flows->aid_given(polity(id)); }
  double growth(const char* id) { return flows->aid_growth(polity(id)); }
  void month_of_aid() { mechanisms.aid.advance(month(), 0.1); }
};

// A gift to India is aid_Y Y_IND a year; India grows aid_G aid_Y faster, the giver, as under arms, 0.1 price Y_IND / Y_USA slower.
TEST(Aid, AGiftHasAPriceAndHelpsALittle) {
  Courted world;
  world.mechanisms.aid.worth_of_a_month.value = 0.04;
  world.mechanisms.aid.helps_growth.value = 0.25;
  world.does(world.usa, world.polity("IND"), Role::aid);
  world.month_of_aid();
  const double gift = 0.04 * world.state->output(world.polity("IND"));
  expect_closed_form("gift", world.given("USA"), gift, 1e-15);
  EXPECT_EQ(world.given("RUS"), 0);
  expect_closed_form("India", world.growth("IND"), 0.25 * 0.04, 1e-15);
  expect_closed_form("giver", world.growth("USA"), -0.1 * gift / world.state->output(world.west), 1e-15);
  EXPECT_EQ(world.growth("POL"), 0);
}

// Who would give more than aid_C of its output gives just that, and every recipient less in proportion.
TEST(Aid, AGiverHasItsLimit) {
  Courted world;
  Aid& aid = world.mechanisms.aid;
  aid.worth_of_a_month.value = 0.5;
  aid.most_given.value = 0.01;
  world.state->output(world.east) = 10;
  for (const char* id : {"IND", "POL"}) {
    world.state->output(world.polity(id)) = 40;
    world.does(world.rus, world.polity(id), Role::aid);
  }
  world.month_of_aid();
  expect_closed_form("given", world.given("RUS"), 0.1, 1e-15);
  const double part = 0.1 / (2 * 0.5 * 40);
  for (const char* id : {"IND", "POL"}) expect_closed_form(id, world.growth(id), aid.helps_growth * 0.5 * part, 1e-15);
}

// aided = 1 - (1 - f/12)^n after n months of aid; what it adds to a pull is attraction times what is remembered of the pole, less what
// is of the pole that leads now.
TEST(Aid, GiftsAreRememberedAndAttract) {
  Courted world;
  world.mechanisms.aid.fading.value = 0.6;
  world.mechanisms.aid.attraction.value = 2;
  const int india = world.polity("IND");
  world.does(world.usa, india, Role::aid);
  for (int n = 0; n < 12; ++n) world.month_of_aid();
  const double remembered = 1 - std::pow(1 - 0.6 / 12, 12);
  expect_closed_form("aided", world.state->aided(india, world.usa), remembered, 1e-14);
  EXPECT_EQ(world.state->aided(india, world.rus), 0);
  expect_closed_form("toward the giver", world.mechanisms.aid.pull(world.month(), india, world.usa, 0.0), 2 * remembered, 1e-14);
  expect_closed_form(
      "away from it", world.mechanisms.aid.pull(world.month(), india, world.rus, remembered), -2 * remembered, 1e-14);
  EXPECT_EQ(world.mechanisms.aid.pull(world.month(), india, -1, 0.0), 0);
}

// A member whose leader has aided it every month gains aid_L / 12 a month in loyalty beside the rest.
TEST(Aid, AMemberIsGrateful) {
  Courted world;
  const int poland = world.polity("POL");
  const double before = world.state->loyalty(poland);
  const auto after = [&](double aided) {
    world.state->loyalty(poland) = before;
    world.state->aided(poland, world.rus) = aided;
    const Mechanisms& m = world.mechanisms;
    m.bloc.advance(world.month(), m.observers, m.canon, m.aid);
    return world.state->loyalty(poland);
  };
  expect_closed_form("gain", after(1) - after(0), world.mechanisms.aid.gratitude / 12, 1e-14);
}

TEST(Aid, GoesToMembersAndToThoseOfNoBloc) {
  Courted world;
  const auto may = [&](int k, const char* id) { return world.frame->aidable(k, world.polity(id)) > 0; };
  EXPECT_TRUE(may(world.usa, "UKG"));
  EXPECT_TRUE(may(world.usa, "IND"));
  EXPECT_TRUE(may(world.rus, "CHN"));  // until it leads a bloc of its own
  EXPECT_FALSE(may(world.usa, "POL"));
  EXPECT_FALSE(may(world.usa, "RUS"));
  EXPECT_FALSE(may(world.usa, "USA"));
}

// Where aid is not to be had, the other acts are as likely as if there were no such act, to the bit.
TEST(Aid, IsNotMissedWhereItIsOff) {
  Scenario off = with_aid(under_version(reduced_to({"USA", "RUS", "CHN", "IND", "POL", "UKG"}), 3));
  off.without = {"aid"};
  Courted with(off);
  Courted never(under_version(reduced_to({"USA", "RUS", "CHN", "IND", "POL", "UKG"}), 3));
  for (const char* id : {"RUS", "IND", "UKG"}) {
    const int l = with.polity(id);
    const auto odds = [&](Courted& world) {
      const Month<double> now = world.month();
      return odds_of_acts(world.model.codebook, Choice::situation(now, world.usa, l), Choice::leaning(now, world.usa));
    };
    const Odds<double> there = odds(with), gone = odds(never);
    EXPECT_EQ(there.odds[static_cast<std::size_t>(with.model.codebook.at(Role::aid))], 0) << id;
    EXPECT_EQ(there.sum, gone.sum) << id;
    for (const Role role : role_order)
      EXPECT_EQ(there.odds[static_cast<std::size_t>(with.model.codebook.at(role))],
          gone.odds[static_cast<std::size_t>(never.model.codebook.at(role))])
          << id;
  }
}

// Version 2 is without any of them.
TEST(VersionThree, VersionTwoIsWithoutIt) {
  const SmallWorld two(reference_case());
  const SmallWorld three(under_version(reference_case(), 3));
  int newer = 0;
  two.mechanisms.each([&](const auto& mechanism) { EXPECT_EQ(mechanism.on, mechanism.info.since <= 2) << mechanism.info.name; });
  three.mechanisms.each([&](const auto& mechanism) {
    EXPECT_TRUE(mechanism.on) << mechanism.info.name;
    newer += mechanism.info.since == 3 ? 1 : 0;
  });
  EXPECT_EQ(newer, 7);
}

}  // namespace
}  // namespace coexist
