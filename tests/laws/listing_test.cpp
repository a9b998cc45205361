// SPDX-License-Identifier: Apache-2.0
// Laws of listing: in which order a scenario lists things is nobody's luck, and luck goes with names alone.
//
// Two lists are orders of a draw and stand apart: the acts (model 3.2: the first act whose cumulated probability exceeds the draw)
// and, for realignment by example, the systems (model 3.8: one draw choosing among them in their order).
#include <algorithm>
#include <array>
#include <cmath>

#include "laws/everything.h"
#include "study/statistics.h"

namespace coexist::laws {
namespace {

Scenario listed_backwards(Scenario s) {
  std::ranges::reverse(s.polities);
  std::ranges::reverse(s.leaders);
  std::ranges::reverse(s.demonstrations);
  std::ranges::reverse(s.flashpoints);
  std::ranges::reverse(s.history);
  std::ranges::reverse(s.adoptions);
  std::ranges::reverse(s.doctrines);
  std::ranges::reverse(s.questions);
  std::ranges::reverse(s.movement.publics);
  std::ranges::reverse(s.systems.principles);
  for (Doctrine& doctrine : s.doctrines) std::ranges::reverse(doctrine.promises);
  for (Act& act : s.acts) std::ranges::reverse(act.breaks);
  // The first two slots are the superpowers; with them exchanged the others follow as before, but for those who lead a bloc from the
  // start and demonstrate good will toward the first (model 3.2).
  const bool others_lead = std::any_of(s.principal_slots.begin() + 2, s.principal_slots.end(), [&](const std::string& id) {
    return std::ranges::any_of(s.polities, [&](const Polity& polity) { return polity.id == id && polity.bloc == id; });
  });
  if (!others_lead) std::swap(s.principal_slots[0], s.principal_slots[1]);
  if (s.principal_slots.size() > 3) std::ranges::reverse(s.principal_slots.begin() + 2, s.principal_slots.end());
  return s;
}

Scenario systems_backwards(Scenario s) {
  std::ranges::reverse(s.systems.names);
  std::ranges::reverse(s.systems.distance);
  for (std::vector<double>& row : s.systems.distance) std::ranges::reverse(row);
  std::ranges::reverse(s.systems.challenger);
  std::ranges::reverse(s.systems.pole);
  std::ranges::reverse(s.systems.reported);
  return s;
}

TEST(ListingLaw, TheOrderOfListsChangesNothing) {
  for_everything([](const Asked& asked) {
    const Scenario backwards = listed_backwards(asked.scenario);
    for_both_engines(asked.options, 32, 4,
        [&](const StudyOptions& options) { expect_same(play(asked.scenario, options), play(backwards, options)); });
  });
}

// The same through the file: written backwards and read again.
TEST(ListingLaw, TheOrderOfTheFileChangesNothing) {
  for_everything([](const Asked& asked) {
    const Scenario backwards = read_scenario(write_scenario(listed_backwards(asked.scenario)), "backwards.toml");
    expect_same(play(asked.scenario, asked.options), play(backwards, asked.options));
  });
}

// Where nobody adopts by example, the order of systems is an order of listing too.
TEST(ListingLaw, TheOrderOfSystemsChangesNothingWithoutExample) {
  for_everything([](Asked asked) {
    asked.options.without = {"example"};
    const Scenario backwards = systems_backwards(asked.scenario);
    for_both_engines(asked.options, 32, 4,
        [&](const StudyOptions& options) { expect_same(play(asked.scenario, options), play(backwards, options)); });
  });
}

// Two polities alike in all but their names, first in the order of names, so that a sum over polities meets them first: there
// (0 + a) + b and (0 + b) + a are the same to the bit.
constexpr std::array<const char*, 2> alike = {"AAA", "AAB"};

// `like`: a polity of the scenario that they resemble.
Scenario with_two_alike(Scenario scenario, const std::string& like) {
  const auto found = std::ranges::find(scenario.polities, like, &Polity::id);
  EXPECT_NE(found, scenario.polities.end());
  Polity polity = *found;
  for (const char* id : alike) {
    polity.id = polity.name = id;
    scenario.polities.push_back(polity);
    for (auto& [from, reach] : scenario.reach)
      if (const auto of_like = reach.find(like); of_like != reach.end()) reach[id] = double{of_like->second};
    if (const auto path = scenario.growth_path.find(like); path != scenario.growth_path.end()) {
      const std::vector<double> same = path->second;
      scenario.growth_path[id] = same;
    }
  }
  return scenario;
}

std::vector<std::string> life_of(const std::string& id, const std::string& system) {
  std::vector<std::string> cells;
  for (const char* column : {"Y", "M", "R", "P", "sys", "bloc", "loyalty", "mil", "x", "burden", "rep"})
    cells.push_back(std::string(column) + "[" + id + "]");
  cells.push_back("m[" + id + "," + system + "]");
  return cells;
}

struct TwoLives {
  StudyOptions options;
  std::size_t cells = 0;  // of each life
};
TwoLives two_lives(const Asked& asked) {
  TwoLives lives{asked.options, 0};
  for (const char* id : alike)
    for (const std::string& cell : life_of(id, asked.scenario.systems.names.front())) lives.options.series.push_back(cell);
  lives.cells = lives.options.series.size() / alike.size();
  return lives;
}

// A member of no principal slot whose bloc is the second superpower's, one of the first's, and one of none.
std::vector<std::string> examples_of_polities(const Scenario& scenario) {
  std::vector<std::string> examples;
  for (const std::string& bloc : {scenario.principal_slots[0], scenario.principal_slots[1], std::string()})
    for (const Polity& polity : scenario.polities)
      if (polity.bloc == bloc && std::ranges::find(scenario.principal_slots, polity.id) == scenario.principal_slots.end()) {
        examples.push_back(polity.id);
        break;
      }
  return examples;
}

struct Addresses {
  Model& model;
  int a = model.find_polity(alike[0]), b = model.find_polity(alike[1]);
  std::uint64_t& polity(int i) const { return model.polities[static_cast<std::size_t>(i)].address; }
  std::uint64_t& dyad(int k, int i) const { return model.dyad_address[model.at(k, i)]; }
};

// Their luck exchanged, their lives are exchanged, bit for bit, up to the first month in which a third polity meets a different
// world; over a scenario's length that is never, for what their acts and lives add up to is the same.
TEST(ListingLaw, TwoAlikeExchangeTheirLivesWithTheirLuck) {
  for_everything([](const Asked& asked) {
    for (const std::string& like : examples_of_polities(asked.scenario)) {
      SCOPED_TRACE("like " + like);
      const TwoLives lives = two_lives(asked);
      Posed plain = pose(with_two_alike(asked.scenario, like), lives.options);
      Posed swapped = pose(with_two_alike(asked.scenario, like), lives.options);
      const Addresses of{swapped.setting.model};
      std::swap(of.polity(of.a), of.polity(of.b));
      for (int k = 0; k < swapped.setting.model.principal_count(); ++k) std::swap(of.dyad(k, of.a), of.dyad(k, of.b));
      Played one, other;
      const auto engine = make_engine(EngineKind::batch, plain.setting);
      engine->play(0, std::array{plain.with}, plain.fork, one);
      make_engine(EngineKind::batch, swapped.setting)->play(0, std::array{swapped.with}, swapped.fork, other);
      EXPECT_EQ(one.outcomes, other.outcomes);
      const auto histories = static_cast<std::size_t>(engine->lanes());
      const auto months = static_cast<std::size_t>(plain.setting.model.months);
      const Course before{one, histories, 2 * lives.cells, months};
      const Course after{other, histories, 2 * lives.cells, months};
      bool lives_differ = false;
      for (std::size_t h = 0; h < histories; ++h)
        for (std::size_t c = 0; c < lives.cells; ++c)
          for (std::size_t t = 0; t < months; ++t) {
            lives_differ = lives_differ || before(0, h, c, t) != before(0, h, c + lives.cells, t);
            ASSERT_TRUE(same_bits(before(0, h, c, t), after(0, h, c + lives.cells, t)))
                << lives.options.series[c] << ", month " << t;
            ASSERT_TRUE(same_bits(before(0, h, c + lives.cells, t), after(0, h, c, t)))
                << lives.options.series[c] << ", month " << t;
          }
      EXPECT_TRUE(lives_differ);  // their own luck makes different lives of the two
    }
  });
}

// Given one luck, the two live one life: nothing but luck tells them apart, not even their place in the order.
TEST(ListingLaw, TwoAlikeWithOneLuckLiveOneLife) {
  for_everything([](const Asked& asked) {
    for (const std::string& like : examples_of_polities(asked.scenario)) {
      SCOPED_TRACE("like " + like);
      const TwoLives lives = two_lives(asked);
      Posed posed = pose(with_two_alike(asked.scenario, like), lives.options);
      const Addresses of{posed.setting.model};
      of.polity(of.b) = of.polity(of.a);
      for (int k = 0; k < posed.setting.model.principal_count(); ++k) of.dyad(k, of.b) = of.dyad(k, of.a);
      for (const EngineKind kind : {EngineKind::batch, EngineKind::reference}) {
        const auto engine = make_engine(kind, posed.setting);
        Played played;
        engine->play(0, std::array{posed.with}, posed.fork, played);
        const auto histories = static_cast<std::size_t>(engine->lanes());
        const Course course{played, histories, 2 * lives.cells, static_cast<std::size_t>(posed.setting.model.months)};
        for (std::size_t h = 0; h < histories; ++h)
          for (std::size_t c = 0; c < lives.cells; ++c)
            for (std::size_t t = 0; t < course.months; ++t)
              ASSERT_TRUE(same_bits(course(0, h, c, t), course(0, h, c + lives.cells, t)))
                  << lives.options.series[c] << ", month " << t;
      }
    }
  });
}

// With their own luck the two are alike in distribution: over 480 histories the mean of the difference of their unrest, output and
// spending at the end lies within 4 standard errors of 0 (36 comparisons at most: a false alarm in 36 * 6e-5 = 0.2 % of seeds).
TEST(ListingLaw, TwoAlikeFareAlikeOnAverage) {
  const Asked asked = flagship();
  for (const std::string& like : examples_of_polities(asked.scenario)) {
    SCOPED_TRACE("like " + like);
    const TwoLives lives = two_lives(asked);
    const Posed posed = pose(with_two_alike(asked.scenario, like), lives.options);
    const auto engine = make_engine(EngineKind::batch, posed.setting);
    std::array<Moments, 4> differences;  // of Y, M, R, P: the first cells of a life
    const auto histories = static_cast<std::uint32_t>(engine->lanes());
    for (std::uint32_t first = 0; first < 480; first += histories) {
      Played played;
      engine->play(first, std::array{posed.without}, posed.fork, played);
      const Course course{played, histories, 2 * lives.cells, static_cast<std::size_t>(posed.setting.model.months)};
      for (std::size_t h = 0; h < histories; ++h)
        for (std::size_t c = 0; c < differences.size(); ++c)
          differences[c].add(course(0, h, c, course.months - 1) - course(0, h, c + lives.cells, course.months - 1));
    }
    for (std::size_t c = 0; c < differences.size(); ++c) {
      EXPECT_GT(differences[c].standard_error(), 0);
      EXPECT_LT(std::abs(differences[c].mean()), 4 * differences[c].standard_error()) << lives.options.series[c];
    }
  }
}

}  // namespace
}  // namespace coexist::laws
