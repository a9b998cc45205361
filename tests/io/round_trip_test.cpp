// SPDX-License-Identifier: Apache-2.0
// A scenario written and read again is the same scenario, to the last bit.
#include <gtest/gtest.h>

#include <cmath>
#include <tuple>

#include "io/fields.h"
#include "scenario_text.h"

namespace coexist {
namespace {

using testing::flagship;

template <class T, std::size_t N> void same_numbers(const std::array<NumberField<T>, N>& fields, const T& a, const T& b) {
  for (const NumberField<T>& field : fields) EXPECT_EQ(a.*field.member, b.*field.member) << field.key;
}

template <class T, class Same> void same_lists(const std::vector<T>& a, const std::vector<T>& b, Same same) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) same(a[i], b[i]);
}

void same_cast(const Scenario& a, const Scenario& b) {
  const Systems &s = a.systems, &t = b.systems;
  EXPECT_EQ(std::tie(s.names, s.distance, s.challenger, s.pole, s.far_weight, s.reported, s.principles),
      std::tie(t.names, t.distance, t.challenger, t.pole, t.far_weight, t.reported, t.principles));
  EXPECT_EQ(std::tie(a.movement.sponsor, a.movement.publics), std::tie(b.movement.sponsor, b.movement.publics));
  same_lists(a.acts, b.acts, [](const Act& x, const Act& y) {
    EXPECT_EQ(std::tie(x.id, x.breaks), std::tie(y.id, y.breaks));
    same_numbers(act_fields, x, y);
  });
  const auto same_stereotype = [](const Stereotype& x, const Stereotype& y) {
    same_numbers(stereotype_fields, x, y);
    same_numbers(weight_fields, x.weights, y.weights);
  };
  same_stereotype(a.security_seeker, b.security_seeker);
  same_stereotype(a.revisionist, b.revisionist);
  same_lists(a.doctrines, b.doctrines, [](const Doctrine& x, const Doctrine& y) {
    EXPECT_EQ(std::tie(x.id, x.promises, x.varies_with), std::tie(y.id, y.promises, y.varies_with));
    same_numbers(doctrine_fields, x, y);
    same_numbers(weight_fields, x.weights, y.weights);
  });
  same_lists(a.polities, b.polities, [](const Polity& x, const Polity& y) {
    EXPECT_EQ(std::tie(x.id, x.ccode, x.name, x.system, x.bloc, x.region, x.can_be_principal),
        std::tie(y.id, y.ccode, y.name, y.system, y.bloc, y.region, y.can_be_principal));
    same_numbers(polity_fields, x, y);
  });
}

void same_course(const Scenario& a, const Scenario& b) {
  same_lists(a.questions, b.questions, [](const Question& x, const Question& y) {
    EXPECT_EQ(std::tie(x.id, x.actor, x.doctrine, x.instead, x.adopt, x.report_fear, x.report_splits),
        std::tie(y.id, y.actor, y.doctrine, y.instead, y.adopt, y.report_fear, y.report_splits));
  });
  same_lists(a.adoptions, b.adoptions, [](const Adoption& x, const Adoption& y) {
    EXPECT_EQ(std::tie(x.polity, x.date, x.doctrine, x.choose, x.bias), std::tie(y.polity, y.date, y.doctrine, y.choose, y.bias));
  });
  same_lists(a.leaders, b.leaders, [](const Leader& x, const Leader& y) {
    EXPECT_EQ(std::tie(x.polity, x.name, x.date), std::tie(y.polity, y.name, y.date));
  });
  same_lists(a.demonstrations, b.demonstrations, [](const Demonstration& x, const Demonstration& y) {
    EXPECT_EQ(std::tie(x.actor, x.target, x.date, x.doctrine, x.name, x.takes_two, x.in_every_arm_before_adoption),
        std::tie(y.actor, y.target, y.date, y.doctrine, y.name, y.takes_two, y.in_every_arm_before_adoption));
    same_numbers(demonstration_fields, x, y);
  });
  same_lists(a.incidents, b.incidents, [](const Incident& x, const Incident& y) {
    EXPECT_EQ(std::tie(x.name, x.actor, x.target, x.date, x.act), std::tie(y.name, y.actor, y.target, y.date, y.act));
  });
  same_lists(a.flashpoints, b.flashpoints, [](const Flashpoint& x, const Flashpoint& y) {
    EXPECT_EQ(std::tie(x.name, x.challenger, x.defender, x.from, x.to), std::tie(y.name, y.challenger, y.defender, y.from, y.to));
    same_numbers(flashpoint_fields, x, y);
    ASSERT_EQ(x.only_if.has_value(), y.only_if.has_value());
    if (!x.only_if) return;
    EXPECT_EQ(std::tie(x.only_if->polity, x.only_if->system), std::tie(y.only_if->polity, y.only_if->system));
  });
  same_lists(a.history, b.history, [](const DatedEvent& x, const DatedEvent& y) {
    EXPECT_EQ(std::tie(x.kind, x.polity, x.date, x.size), std::tie(y.kind, y.polity, y.date, y.size));
  });
}

void same(const Scenario& a, const Scenario& b) {
  EXPECT_EQ(a.called, b.called);
  EXPECT_EQ(std::tie(a.name, a.title, a.model, a.start, a.end, a.principal_slots, a.belief, a.reach, a.growth_first_year),
      std::tie(b.name, b.title, b.model, b.start, b.end, b.principal_slots, b.belief, b.reach, b.growth_first_year));
  EXPECT_EQ(std::tie(a.growth_path, a.parameters, a.without, a.look_for, a.meant, a.currency),
      std::tie(b.growth_path, b.parameters, b.without, b.look_for, b.meant, b.currency));
  EXPECT_EQ(std::tie(a.warheads.years, a.warheads.stock, a.warheads.survivable),
      std::tie(b.warheads.years, b.warheads.stock, b.warheads.survivable));
  same_numbers(hostility_fields, a, b);
  same_cast(a, b);
  same_course(a, b);
}

TEST(RoundTrip, OfEveryBundledScenario) {
  for (const std::string& name : bundled_scenarios()) {
    SCOPED_TRACE(name);
    const Scenario scenario = load_scenario(name);
    const std::string text = write_scenario(scenario);
    const Scenario again = read_scenario(text, "again.toml");
    same(scenario, again);
    EXPECT_EQ(write_scenario(again), text);
  }
}

// Numbers without a short decimal form, at the ends of their ranges, and names that need quotes.
TEST(RoundTrip, OfAwkwardValues) {
  Scenario scenario = read_scenario(flagship(), "cold-war-1953");
  scenario.title = "a \"quoted\" \\ title, caf\xc3\xa9";
  scenario.called = {"great power", "great powers"};
  scenario.look_for = "a \"quoted\" \\ paragraph";
  scenario.meant = {"tau", "eta"};
  scenario.currency = "billions of \"1953\" dollars";
  scenario.demonstrations[0].name = "a \"quoted\" visit";
  scenario.polities[8].mu = 1.0 / 3;
  scenario.polities[8].loyalty = -0.0;
  scenario.polities[8].Y = 1e12;
  scenario.polities[8].sigma = 1e-12;
  scenario.polities[8].prominence = 5e-324;  // the smallest number there is
  scenario.polities[8].region = "";
  scenario.acts[0].b = 0.1 + 0.2;
  scenario.parameters = {{"eta", 0.30000000000000004}};
  scenario.without = {"movement", "arms"};
  scenario.demonstrations[0].takes_two = true;
  scenario.demonstrations[1].audience = 1.0 / 3;
  scenario.demonstrations[3].in_every_arm_before_adoption = true;
  scenario.incidents = {
      {"USA", "RUS", Date::of(1960, 5), "subvert", "a \"quoted\" name"}, {"RUS", "GFR", Date::of(1961, 8), "denounce", ""}};
  scenario.adoptions[1].doctrine = "";
  scenario.adoptions[1].choose = {"detente", "containment"};
  scenario.adoptions[1].bias = {0, -1e-7};
  scenario.start = Date::of(1953, 2);
  scenario.leaders.erase(scenario.leaders.begin());  // January
  for (Flashpoint& flashpoint : scenario.flashpoints) flashpoint.from = std::max(flashpoint.from, scenario.start);
  const Scenario again = read_scenario(write_scenario(scenario), "again.toml");
  same(scenario, again);
  EXPECT_TRUE(std::signbit(again.polities[8].loyalty));
}

// A rivalry before the common era, without a nuclear weapon.
TEST(RoundTrip, OfWhatIsLeftOut) {
  Scenario scenario = read_scenario(flagship(), "cold-war-1953");
  const int shift = Date::of(-431, 3) - Date::of(1953, 1);
  scenario.start = scenario.start + shift;
  scenario.end = scenario.start + 11;
  scenario.warheads = {};
  scenario.growth_path = {};
  scenario.growth_first_year = 0;
  scenario.belief = {};
  scenario.reach = {};
  scenario.leaders = {};
  scenario.demonstrations = {};
  scenario.incidents = {};
  scenario.flashpoints = {};
  scenario.history = {};
  scenario.questions = {};
  for (Adoption& adoption : scenario.adoptions) adoption.date = adoption.date + shift;
  std::erase_if(scenario.adoptions, [&](const Adoption& adoption) { return adoption.date > scenario.end; });
  const std::string text = write_scenario(scenario);
  EXPECT_TRUE(text.contains("start = \"-0431-03\""));
  same(scenario, read_scenario(text, "again.toml"));
}

}  // namespace
}  // namespace coexist
