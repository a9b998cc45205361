// SPDX-License-Identifier: Apache-2.0
// Golden histories: what the reference model gives for histories 0 to 7 of seed 1 at the defaults, in both arms (worlds.csv), and
// history 0 month by month (trace_world0.csv), as two independent prototypes in double precision found them.  Any change of an
// equation, a draw or the order of updates shows here.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "coexist/scenario_file.h"
#include "study/setting.h"

namespace coexist {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::stringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  return cells;
}

std::vector<Row> table(const std::string& name) {
  const char* root = std::getenv("COEXIST_ROOT");
  const std::string path = std::string(root ? root : ".") + "/tests/golden/" + name;
  std::ifstream file(path);
  if (!file) ADD_FAILURE() << "cannot read " << path << "; COEXIST_ROOT names the root of the repository";
  std::vector<Row> rows;
  std::string line;
  std::getline(file, line);
  const std::vector<std::string> head = cells_of(line);
  while (std::getline(file, line)) {
    const std::vector<std::string> cells = cells_of(line);
    EXPECT_EQ(cells.size(), head.size()) << line;
    Row row;
    for (std::size_t c = 0; c < std::min(cells.size(), head.size()); ++c) row[head[c]] = cells[c];
    rows.push_back(std::move(row));
  }
  return rows;
}

// One unit of the last digit of a number as printed, with or without an exponent, to the given significant digits: a table that
// cuts trailing zeros off still printed that many.
double last_digit(const std::string& printed, int significant) {
  const double value = std::abs(std::strtod(printed.c_str(), nullptr));
  if (value == 0) return 0;
  return std::pow(10.0, std::floor(std::log10(value)) + 1 - significant);
}

bool agrees(double got, const std::string& printed, int significant) {
  if (printed == "nan") return std::isnan(got);
  return std::abs(got - std::strtod(printed.c_str(), nullptr)) <= last_digit(printed, significant);
}

std::string digits(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.13g", value);
  return text;
}

// Differences between a table and a run: all of them counted, the first listed.
class Mismatches {
 public:
  void compare(const std::string& where, double got, const std::string& printed, int significant) {
    ++compared_;
    if (agrees(got, printed, significant)) return;
    if (++count_ <= 40) list_ += "  " + where + ": expected " + printed + ", got " + digits(got) + "\n";
  }
  int compared() const { return compared_; }
  void report() const { EXPECT_EQ(count_, 0) << "of " << compared_ << " numbers differ:\n" << list_; }

 private:
  int compared_ = 0, count_ = 0;
  std::string list_;
};

struct ReferenceRun {
  Posed posed;
  std::unique_ptr<Engine> engine;
  Played played;

  explicit ReferenceRun(const std::vector<std::string>& series) {
    StudyOptions options;
    options.engine = EngineChoice::reference;
    options.series = series;
    posed = pose(load_scenario("fixtures/cold-war-v2"), options);
    engine = make_engine(EngineKind::reference, posed.setting);
  }
  void play(std::uint32_t history) {
    const std::array arms = {posed.with, posed.without};
    engine->play(history, arms, posed.fork, played);
  }
  double outcome(std::size_t arm, const std::string& name) const {
    const auto& outcomes = posed.setting.outcomes;
    const auto found = std::ranges::find(outcomes, name, &OutcomeInstance::name);
    if (found == outcomes.end()) {
      ADD_FAILURE() << "no outcome " << name;
      return std::nan("");
    }
    return played.outcomes[arm * outcomes.size() + static_cast<std::size_t>(found - outcomes.begin())];
  }
  double value(std::size_t arm, const std::string& name, std::size_t month) const {
    const auto& series = posed.setting.series;
    const auto months = static_cast<std::size_t>(posed.setting.model.months);
    const auto found = std::ranges::find(series, name, &SeriesCell::name);
    if (found == series.end()) {
      ADD_FAILURE() << "no series " << name;
      return std::nan("");
    }
    return played.series[(arm * series.size() + static_cast<std::size_t>(found - series.begin())) * months + month];
  }
};

std::size_t arm_of(const Row& row) { return row.at("arm") == "with" ? 0 : 1; }

TEST(Golden, EightWorldsInBothArms) {
  const std::map<std::string, std::string> outcome_of = {
      {"crises_direct", "crises"},
      {"crises_super", "crises_superpower"},
      {"threats_RUS", "threats"},
      {"subvert_RUS", "subversions"},
      {"int_RUS_own", "interventions_own_bloc"},
      {"soviet_end", "systems.soviet"},
      {"p_dec59", "fear_of_revolution.1959-12"},
      {"p_dec64", "fear_of_revolution.1964-12"},
      {"arms", "arms"},
      {"P_end", "peace_mobilisation"},
  };
  const std::vector<Row> rows = table("worlds.csv");
  ASSERT_EQ(rows.size(), 16U);
  ReferenceRun run({"H[USA,RUS]"});
  Mismatches mismatches;
  for (const Row& row : rows) {
    run.play(static_cast<std::uint32_t>(std::stoul(row.at("world"))));
    const std::size_t arm = arm_of(row);
    const std::string where = row.at("arm") + " world " + row.at("world") + ' ';
    for (const auto& [column, outcome] : outcome_of)
      mismatches.compare(where + column, run.outcome(arm, outcome), row.at(column), 10);
    // The month of a split is the number of months before it; a history without one counts them all.
    const double before = run.outcome(arm, "split_month.CHN");
    const bool split = run.outcome(arm, "split_of.CHN") > 0;
    mismatches.compare(where + "split_t", split ? before : std::nan(""), row.at("split_t"), 10);
    double hostility = 0;
    const int months = run.posed.setting.model.months;
    for (int t = run.posed.fork; t < months; ++t) hostility += run.value(arm, "H[USA,RUS]", static_cast<std::size_t>(t));
    mismatches.compare(where + "H_USA_RUS", hostility / (months - run.posed.fork), row.at("H_USA_RUS"), 10);
  }
  EXPECT_EQ(mismatches.compared(), 16 * 12);
  mismatches.report();
}

TEST(Golden, WorldZeroMonthByMonth) {
  const std::vector<std::string> publics = {"USA", "UKG", "FRN", "GFR", "ITA"};
  const std::map<std::string, std::string> series_of = {
      {"p_USA_RUS", "p[USA,RUS]"},
      {"p_RUS_USA", "p[RUS,USA]"},
      {"H_USA_RUS", "H[USA,RUS]"},
      {"H_RUS_USA", "H[RUS,USA]"},
      {"M_USA", "M[USA]"},
      {"M_RUS", "M[RUS]"},
      {"burden_USA", "burden[USA]"},
      {"burden_RUS", "burden[RUS]"},
      {"loy_CHN", "loyalty[CHN]"},
      {"split", "left[CHN]"},
      {"crises_direct", "crises_between"},
      {"crises_super", "crises_with"},
      {"R_HUN", "R[HUN]"},
      {"fear_USA", "fear[USA]"},
      {"W_USA", "W[USA]"},
      {"W_RUS", "W[RUS]"},
      {"B_USA_RUS", "B[USA,RUS]"},
  };
  std::vector<std::string> series = {"m[IND,soviet]", "m[IND,market]"};
  for (const auto& [column, name] : series_of) series.push_back(name);
  for (const std::string& id : publics) series.push_back("P[" + id + ']');
  std::vector<std::string> systems;
  for (const Polity& polity : load_scenario("fixtures/cold-war-v2").polities) systems.push_back("sys[" + polity.id + ']');
  series.insert(series.end(), systems.begin(), systems.end());

  const std::vector<Row> rows = table("trace_world0.csv");
  ASSERT_EQ(rows.size(), 2U * 144U);
  ReferenceRun run(series);
  run.play(0);
  Mismatches mismatches;
  for (const Row& row : rows) {
    const std::size_t arm = arm_of(row);
    const std::size_t month = std::stoul(row.at("month"));
    const std::string where = row.at("arm") + " month " + row.at("month") + ' ';
    for (const auto& [column, name] : series_of)
      mismatches.compare(where + column, run.value(arm, name, month), row.at(column), 12);
    double mobilised = 0;
    for (const std::string& id : publics) mobilised += run.value(arm, "P[" + id + ']', month) / 5;
    mismatches.compare(where + "P_west", mobilised, row.at("P_west"), 12);
    double soviet = 0;
    for (const std::string& name : systems) soviet += run.value(arm, name, month) == 1;
    mismatches.compare(where + "soviet", soviet, row.at("soviet"), 12);
    // A difference of two numbers of the size of 0.02 carries their rounding: to 1e-15 beside its own printed digits.
    const double appeal = run.value(arm, "m[IND,soviet]", month) - run.value(arm, "m[IND,market]", month);
    const double printed = std::strtod(row.at("A_IND").c_str(), nullptr);
    mismatches.compare(where + "A_IND", std::abs(appeal - printed) <= 1e-15 ? printed : appeal, row.at("A_IND"), 12);
  }
  EXPECT_EQ(mismatches.compared(), 288 * 20);
  mismatches.report();
}

}  // namespace
}  // namespace coexist
