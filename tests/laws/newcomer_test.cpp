// SPDX-License-Identifier: Apache-2.0
// A polity more that nobody deals with changes nobody's life, not by a bit.
//
// Principals act toward every polity, so there is always somebody who deals with it.  The law is stated with the channels closed by
// which that reaches third parties:
//   omega_3 = 0        observers read acts toward third parties as evidence about motive
//   g_T = 0            a principal gains from the trade it makes
//   aid_Y = 0          a principal pays for the aid it gives
//   chi_A = 0          example: breaches toward it spoil a pole's record, and it could realign into a bloc itself
//   threats left out   a threat toward it opens a crisis, with its wars, and a principal that yields loses reputation
// It has no prominence (nobody learns from it, and it weighs nothing in the mean of publics), belongs to no bloc, is out of everybody's
// reach, holds no warheads, and its order is secure.  The law is that no other channel exists, and that no draw is shifted.
#include <array>

#include "laws/everything.h"

namespace coexist::laws {
namespace {

constexpr const char* id = "NEW";

Scenario with_channels_closed(Scenario scenario) {
  for (const char* parameter : {"omega_3", "g_T", "aid_Y", "chi_A"}) scenario.parameters[parameter] = 0;
  for (Act& act : scenario.acts)
    if (act.id == "threaten") act.b = -100;  // exp(-100) = 4e-44: never drawn, and no such crisis; the other two kinds remain
  return scenario;
}

// Last in the order of names of the flagship's, and, with `first`, before all of them.
Scenario with_newcomer(Scenario scenario, bool first) {
  Polity polity = scenario.polities.front();
  polity.id = first ? std::string("AA") + id : std::string("Z") + id;
  polity.name = "Newcomer";
  polity.ccode = 0;
  polity.system = scenario.systems.names.back();
  polity.bloc.clear();
  polity.prominence = 0;
  polity.mu = 1;
  polity.sigma = 0.1;
  polity.R = 0;
  polity.region = "elsewhere";
  polity.can_be_principal = false;
  polity.enters.reset();
  scenario.polities.push_back(polity);
  return scenario;
}

// What others' lives show, cell by cell.
std::vector<std::string> lives_of_others(const Scenario& scenario, const StudyOptions& options) {
  std::vector<std::string> cells;
  const Model model = pose(scenario, options).setting.model;
  for (const ColumnEntry& column : catalogue().columns)
    if (column.name != "X")  // X counts breaches toward everybody, the newcomer too
      for (const std::string& cell : cells_of(model, column)) cells.push_back(cell);
  return cells;
}

TEST(NewcomerLaw, APolityThatNobodyDealsWithChangesNobodysLife) {
  for_everything([](const Asked& asked) {
    const Scenario plain = with_channels_closed(asked.scenario);
    StudyOptions options = asked.options;
    options.series = lives_of_others(plain, options);
    const Posed posed = pose(plain, options);
    for (const bool first : {false, true}) {
      const Posed more = pose(with_newcomer(plain, first), options);
      for (const EngineKind kind : {EngineKind::reference, EngineKind::batch}) {
        if (kind == EngineKind::batch && first) continue;  // series of a whole batch are large: one place in the order is enough
        Played one, other;
        make_engine(kind, posed.setting)->play(3, std::array{posed.with}, posed.fork, one);
        make_engine(kind, more.setting)->play(3, std::array{more.with}, more.fork, other);
        ASSERT_EQ(one.series.size(), other.series.size());
        const auto months = static_cast<std::size_t>(posed.setting.model.months);
        for (std::size_t at = 0; at < one.series.size(); ++at)
          ASSERT_TRUE(same_bits(one.series[at], other.series[at]))
              << options.series[at / months % options.series.size()] << ", month " << at % months << ": " << one.series[at]
              << " and " << other.series[at];
      }
    }
  });
}

// Outcomes, in more histories: all but those that count acts toward everybody, or polities.
TEST(NewcomerLaw, OutcomesStayButForWhatCountsTheNewcomer) {
  for_everything([](const Asked& asked) {
    const Scenario plain = with_channels_closed(asked.scenario);
    const Scenario more = with_newcomer(plain, false);
    for_both_engines(asked.options, 64, 4, [&](const StudyOptions& options) {
      const Histories one = play(plain, options);
      const Histories other = play(more, options);
      ASSERT_EQ(one.names, other.names);
      for (std::size_t n = 0; n < one.with.size(); ++n)
        for (std::size_t o = 0; o < one.names.size(); ++o) {
          const std::string& name = one.names[o];
          const double added = other.with[n][o] - one.with[n][o];
          if (name.starts_with("output_under.") || name == "prestige") continue;  // shares and means of all there are
          if (name == "subversions" || name == "promises_broken" || name.starts_with("breaches")) {
            EXPECT_GE(added, 0) << name;
          } else if (name == "systems." + plain.systems.names.back()) {
            EXPECT_EQ(added, 1) << name;
          } else {
            ASSERT_EQ(added, 0) << name << ", history " << n;
          }
        }
    });
  });
}

// The law could fail: with its channels open, a newcomer is felt.
TEST(NewcomerLaw, ANewcomerWhoIsDealtWithIsFelt) {
  const Asked asked = flagship();
  const Histories one = play(asked.scenario, asked.options);
  const Histories other = play(with_newcomer(asked.scenario, false), asked.options);
  const std::size_t fear = one.at("fear_of_revolution");
  EXPECT_NE(one.with[0][fear], other.with[0][fear]);
}

}  // namespace
}  // namespace coexist::laws
