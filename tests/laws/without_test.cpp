// SPDX-License-Identifier: Apache-2.0
// The law of switches: a mechanism that is off leaves its columns as they start and its events do not happen; the others go on.
#include <algorithm>
#include <array>
#include <map>

#include "laws/everything.h"

namespace coexist::laws {
namespace {

struct Switch {
  std::string mechanism;
  int step;                              // of the month (model 1, schedule)
  std::vector<std::string> columns;      // that it alone moves: off, they stay at their first month's value
  std::vector<std::string> outcomes;     // that are 0 without it; a family by its name and a dot
  std::vector<std::string> others = {};  // columns that it moves among others
  std::string lives_on = {};             // a mechanism without which it has nothing to do

  std::vector<std::string> all_columns() const {
    std::vector<std::string> all = columns;
    all.insert(all.end(), others.begin(), others.end());
    return all;
  }
};

// What each mechanism owns.  `bloc` off, loyalty still becomes a newcomer's where another mechanism moves a polity into a bloc.
const std::vector<Switch>& switches() {
  static const std::vector<Switch> all = {
      {"entry", 0, {"present"}, {}},
      {"succession", 1, {"doctrine"}, {}},
      {"canon", 1, {"following"}, {}, {}, "succession"},
      {"institutions", 1, {"entrenched"}, {}},
      {"audience", 2, {"agreement"}, {}, {}, "choice"},
      {"choice", 2, {"act_number", "act", "seen", "demonstration"},
          {"threats", "subversions", "threats_by_rivals", "interventions_own_bloc", "interventions_elsewhere",
              "promises_broken"}},
      {"crisis", 3, {"alert", "rep", "yielded", "crisis_evidence", "war", "nuclear"},
          {"superpower_war", "nuclear_use", "crises", "crises_superpower", "highest_rung", "limited_wars",
              "superpower_war.counted", "nuclear_use.counted"}},
      {"belief", 4, {"B", "p"}, {}},
      {"observers", 4, {"B_member", "p_member"}, {}, {}, "belief"},
      {"exploitation", 4, {"Z", "q"}, {}},
      {"mutuality", 4, {"U"}, {}, {}, "choice"},
      {"hostility", 5, {"H", "e_bar"}, {}},
      {"arms", 6, {"M", "w"}, {}},
      {"economy", 7, {"Y", "growth"}, {}},
      {"aid", 2, {"aided", "aid_given", "aid_growth"}, {"aid"}, {}, "choice"},
      {"example", 8, {"m", "v", "X", "reformed"}, {"reforms_to."}},
      {"revolution", 8, {"R", "x", "overthrown", "occupied"}, {"revolutions_to."}},
      {"movement", 9, {"P"}, {}},
      {"bloc", 10, {"mil", "left", "departed"}, {"bloc_split", "split_of."}, {"loyalty"}},
  };
  return all;
}

struct Watched {
  std::string column, cell;
};
std::vector<Watched> watched(const Asked& asked) {
  const Model model = pose(asked.scenario, asked.options).setting.model;
  std::vector<Watched> all;
  for (const Switch& entry : switches())
    for (const std::string& name : entry.all_columns()) {
      const auto column = std::ranges::find(catalogue().columns, name, &ColumnEntry::name);
      EXPECT_NE(column, catalogue().columns.end()) << name;
      for (const std::string& cell : cells_of(model, *column)) all.push_back({name, cell});
    }
  return all;
}

// One batch of histories of history as it went, without intervention, so that doctrines change by succession alone.
struct Watching {
  Posed posed;
  Played played;
  std::size_t histories;
  std::vector<Watched> cells;
  Course course() const { return {played, histories, cells.size(), static_cast<std::size_t>(posed.setting.model.months)}; }

  bool moves(const std::string& column) const {
    for (std::size_t c = 0; c < cells.size(); ++c)
      if (cells[c].column == column)
        for (std::size_t h = 0; h < histories; ++h)
          for (std::size_t t = 1; t < course().months; ++t)
            if (!same_bits(course()(0, h, c, t), course()(0, h, c, 0))) return true;
    return false;
  }
};

Watching watch(const Asked& asked, const std::string& without, EngineKind kind, int months = 0) {
  StudyOptions options = asked.options;
  if (!without.empty()) options.without = {without};
  Watching watching{{}, {}, 0, watched(asked)};
  for (const Watched& cell : watching.cells) options.series.push_back(cell.cell);
  watching.posed = pose(asked.scenario, options);
  if (months > 0) watching.posed.setting.model.months = months;
  const auto engine = make_engine(kind, watching.posed.setting);
  watching.histories = static_cast<std::size_t>(engine->lanes());
  engine->play(0, std::array{Intervention{}}, 0, watching.played);
  return watching;
}

TEST(WithoutLaw, EveryMechanismHasItsSwitch) {
  std::vector<std::string> listed, known;
  for (const Switch& entry : switches()) listed.push_back(entry.mechanism);
  for (const MechanismEntry& entry : catalogue().mechanisms) known.emplace_back(entry.name);
  std::ranges::sort(listed);
  std::ranges::sort(known);
  EXPECT_EQ(listed, known);
}

TEST(WithoutLaw, WhatIsOffStandsStillAndTheRestGoesOn) {
  for_everything([](const Asked& asked) {
    const Watching all_on = watch(asked, "", EngineKind::batch);
    for (const Switch& off : switches()) {
      SCOPED_TRACE("without " + off.mechanism);
      const Watching watching = watch(asked, off.mechanism, EngineKind::batch);
      for (const Switch& entry : switches())
        for (const std::string& column : entry.columns) {
          if (entry.mechanism == off.mechanism) {
            EXPECT_FALSE(watching.moves(column)) << column;
          }
        }
      for (const Switch& entry : switches()) {
        // A mechanism whose every event needs another's acts has nothing to do without them; it has a column that moves still.
        const auto moves = [](const Watching& w) { return [&w](const std::string& column) { return w.moves(column); }; };
        if (entry.mechanism != off.mechanism && entry.lives_on != off.mechanism && is_lively(asked) &&
            std::ranges::any_of(entry.columns, moves(all_on))) {
          EXPECT_TRUE(std::ranges::any_of(entry.all_columns(), moves(watching))) << entry.mechanism;
        }
      }
      EXPECT_EQ(std::ranges::count(watching.played.marked, 0), std::ssize(watching.played.marked));
    }
  });
}

TEST(WithoutLaw, WhatIsOffStandsStillInTheReferenceEngine) {
  const Asked asked = flagship();
  for (const Switch& off : switches()) {
    SCOPED_TRACE("without " + off.mechanism);
    const Watching watching = watch(asked, off.mechanism, EngineKind::reference);
    for (const std::string& column : off.columns) EXPECT_FALSE(watching.moves(column)) << column;
  }
}

// The starting value is the scenario's: what a column keeps is not merely constant.
TEST(WithoutLaw, WhatIsOffKeepsWhatTheScenarioSays) {
  for_everything([](const Asked& asked) {
    const std::map<std::string, double Polity::*> fields = {
        {"Y", &Polity::Y}, {"M", &Polity::M}, {"R", &Polity::R}, {"P", &Polity::P}, {"mil", &Polity::militancy}};
    for (const Switch& off : switches()) {
      const Watching watching = watch(asked, off.mechanism, EngineKind::reference);
      const Course course = watching.course();
      for (std::size_t c = 0; c < watching.cells.size(); ++c) {
        const auto field = fields.find(watching.cells[c].column);
        if (field == fields.end() || std::ranges::find(off.columns, field->first) == off.columns.end()) continue;
        for (const Polity& polity : asked.scenario.polities)
          if (watching.cells[c].cell == field->first + "[" + polity.id + "]") {
            EXPECT_EQ(course(0, 0, c, course.months - 1), polity.*field->second) << watching.cells[c].cell;
          }
      }
    }
  });
}

TEST(WithoutLaw, EventsOfWhatIsOffDoNotHappen) {
  for_everything([](const Asked& asked) {
    for (const Switch& off : switches()) {
      SCOPED_TRACE("without " + off.mechanism);
      StudyOptions options = asked.options;
      options.without = {off.mechanism};
      for_both_engines(options, 32, 2, [&](const StudyOptions& how) {
        const Histories histories = play(asked.scenario, how);
        EXPECT_EQ(histories.marked, 0U);
        for (const std::string& outcome : off.outcomes) {
          bool found = false;
          for (std::size_t o = 0; o < histories.names.size(); ++o) {
            if (outcome.ends_with('.') ? !histories.names[o].starts_with(outcome) : histories.names[o] != outcome) continue;
            found = true;
            for (std::size_t n = 0; n < histories.with.size(); ++n) {
              EXPECT_EQ(histories.with[n][o], 0) << histories.names[o];
              EXPECT_EQ(histories.without[n][o], 0) << histories.names[o];
            }
          }
          const bool unarmed = outcome.starts_with("nuclear") && asked.scenario.warheads.stock.empty();
          const bool lacks_aid =
              outcome == "aid" && std::ranges::find(asked.scenario.acts, "aid", &Act::id) == asked.scenario.acts.end();
          EXPECT_TRUE(found || unarmed || lacks_aid || (outcome == "split_of." && question_of(asked).report_splits.empty()))
              << outcome;
        }
      });
    }
  });
}

// `bloc` off, nobody's loyalty drifts: it stays at its start but where a polity is moved into a bloc, by force or by its own people,
// and then is a newcomer's.
TEST(WithoutLaw, WithoutBlocLoyaltyIsTheScenariosOrANewcomers) {
  for_everything([](const Asked& asked) {
    StudyOptions options = asked.options;
    options.without = {"bloc"};
    for (const Polity& polity : asked.scenario.polities) options.series.push_back("loyalty[" + polity.id + "]");
    const Posed posed = pose(asked.scenario, options);
    Played played;
    make_engine(EngineKind::reference, posed.setting)->play(0, std::array{posed.with}, posed.fork, played);
    const double newcomer = posed.setting.mechanisms.bloc.newcomer;
    const Course course{played, 1, asked.scenario.polities.size(), static_cast<std::size_t>(posed.setting.model.months)};
    for (std::size_t i = 0; i < course.cells; ++i)
      for (std::size_t t = 0; t < course.months; ++t) {
        const double loyalty = course(0, 0, i, t);
        ASSERT_TRUE(loyalty == asked.scenario.polities[i].loyalty || loyalty == newcomer)
            << options.series[i] << ", month " << t << ": " << loyalty;
      }
  });
}

// In the first month a mechanism that is off has changed nothing yet of what comes before its step.
TEST(WithoutLaw, NothingBeforeItsStepKnowsThatAMechanismIsOff) {
  for_everything([](Asked asked) {
    std::erase_if(
        asked.scenario.history, [&](const DatedEvent& e) { return e.date == asked.scenario.start; });  // they are step 1
    const Watching all_on = watch(asked, "", EngineKind::reference, 1);
    const Course before = all_on.course();
    for (const Switch& off : switches()) {
      SCOPED_TRACE("without " + off.mechanism);
      const Watching watching = watch(asked, off.mechanism, EngineKind::reference, 1);
      const Course after = watching.course();
      for (std::size_t c = 0; c < watching.cells.size(); ++c)
        for (const Switch& entry : switches())
          if (entry.step < off.step && std::ranges::find(entry.columns, watching.cells[c].column) != entry.columns.end()) {
            EXPECT_TRUE(same_bits(before(0, 0, c, 0), after(0, 0, c, 0))) << watching.cells[c].cell;
          }
    }
  });
}

}  // namespace
}  // namespace coexist::laws
