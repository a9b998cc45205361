// SPDX-License-Identifier: Apache-2.0
// Everything there is, for laws to run on: each question of each bundled scenario, played, with every history's outcomes.
#pragma once

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "coexist/catalogue.h"
#include "coexist/scenario_file.h"
#include "coexist/study.h"
#include "study/setting.h"

namespace coexist::laws {

struct Asked {
  Scenario scenario;
  StudyOptions options;  // the question; no draws from priors
};

inline StudyOptions options_of(const Question& question, std::uint32_t worlds = 16) {
  StudyOptions options;
  options.question = question.id;
  options.worlds = worlds;
  options.threads = 1;
  options.prior_draws = 0;
  return options;
}

// Calls `law` with every bundled scenario and question, under a trace that names them; `first_alone`: of each scenario the first
// question, for what does not depend on it.
template <class Law> void for_everything(Law law, bool first_alone = false) {
  std::size_t questions = 0;
  for (const std::string& name : bundled_scenarios()) {
    Scenario scenario = load_scenario(name);
    scenario.called = {};  // laws know outcomes by the names they have in the catalogue
    // The widest case takes as long as all others together: its first question stands for the rest, and builds with checks and
    // sanitizers, many times slower, meet it in other tests only.
    constexpr std::size_t wide = 6000;  // polity-months
    const bool is_wide = scenario.polities.size() * static_cast<std::size_t>(scenario.months()) > wide;
#ifdef NDEBUG
    constexpr bool is_quick = true;
#else
    constexpr bool is_quick = false;
#endif
    if (is_wide && !is_quick) continue;
    for (const Question& question : scenario.questions) {
      SCOPED_TRACE(name + ", " + question.id);
      law(Asked{scenario, options_of(question)});
      ++questions;
      if (first_alone || is_wide) break;
    }
  }
  EXPECT_GT(questions, 0U);
}
template <class Law> void for_every_scenario(Law law) { for_everything(law, true); }

// The first bundled scenario and its first question: where a law is shown to be able to fail.
inline Asked flagship() {
  const Scenario scenario = load_scenario(bundled_scenarios().front());
  return {scenario, options_of(scenario.questions.front())};
}

template <class Law> void for_both_engines(
    StudyOptions options, std::uint32_t batch_histories, std::uint32_t reference_histories, Law law) {
  options.worlds = batch_histories;
  options.engine = EngineChoice::batch;
  {
    SCOPED_TRACE("batch engine");
    law(options);
  }
  options.worlds = reference_histories;
  options.engine = EngineChoice::reference;
  SCOPED_TRACE("reference engine");
  law(options);
}

// In a classic nearly everything is switched off: that something moves at all is no law there, that nothing wrong does is.
inline bool is_lively(const Asked& asked) { return !asked.scenario.source.starts_with("classics/"); }

// Every history of both arms.
struct Histories {
  std::vector<std::string> names;                  // of the outcomes
  std::vector<std::vector<double>> with, without;  // [history][outcome]
  std::string digest;
  std::uint32_t marked = 0;

  std::size_t at(const std::string& name) const {
    for (std::size_t o = 0; o < names.size(); ++o)
      if (names[o] == name) return o;
    ADD_FAILURE() << "no outcome " << name;
    return 0;
  }
};

inline Histories play(const Scenario& scenario, StudyOptions options) {
  Histories histories;
  options.on_history = [&](std::uint32_t, const char* arm, const std::vector<double>& values) {
    (std::string(arm) == "with" ? histories.with : histories.without).push_back(values);
  };
  const Answer answer = ask(scenario, options);
  histories.names = outcome_names(scenario, options);
  histories.digest = answer.digest;
  histories.marked = answer.marked;
  return histories;
}

inline bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

// Bit for bit, outcomes matched by name: the first outcome that differs is reported.
inline void expect_same(const Histories& a, const Histories& b) {
  ASSERT_EQ(a.names.size(), b.names.size());
  ASSERT_EQ(a.with.size(), b.with.size());
  for (std::size_t o = 0; o < a.names.size(); ++o) {
    const std::size_t p = b.at(a.names[o]);
    for (std::size_t n = 0; n < a.with.size(); ++n) {
      ASSERT_TRUE(same_bits(a.with[n][o], b.with[n][p]))
          << a.names[o] << ", history " << n << ", with: " << a.with[n][o] << " and " << b.with[n][p];
      ASSERT_TRUE(same_bits(a.without[n][o], b.without[n][p]))
          << a.names[o] << ", history " << n << ", without: " << a.without[n][o] << " and " << b.without[n][p];
    }
  }
}

// No difference between the arms, in any history and outcome.
inline void expect_no_difference(const Histories& histories) {
  ASSERT_FALSE(histories.with.empty());
  for (std::size_t n = 0; n < histories.with.size(); ++n)
    for (std::size_t o = 0; o < histories.names.size(); ++o)
      ASSERT_TRUE(same_bits(histories.with[n][o], histories.without[n][o]))
          << histories.names[o] << ", history " << n << ": " << histories.with[n][o] << " with, " << histories.without[n][o]
          << " without";
}

inline bool any_difference(const Histories& histories) {
  for (std::size_t n = 0; n < histories.with.size(); ++n)
    for (std::size_t o = 0; o < histories.names.size(); ++o)
      if (!same_bits(histories.with[n][o], histories.without[n][o])) return true;
  return false;
}

// The question that the options of `asked` name.
inline const Question& question_of(const Asked& asked) {
  for (const Question& question : asked.scenario.questions)
    if (question.id == asked.options.question) return question;
  return asked.scenario.questions.front();
}

inline Doctrine& doctrine_of(Scenario& scenario, const std::string& id) {
  for (Doctrine& doctrine : scenario.doctrines)
    if (doctrine.id == id) return doctrine;
  ADD_FAILURE() << "no doctrine " << id;
  return scenario.doctrines.front();
}

// The months of a cell of the options' series, in one arm of histories that an engine has played.
struct Course {
  const Played& played;
  std::size_t lanes, cells, months;

  double operator()(std::size_t arm, std::size_t history, std::size_t cell, std::size_t month) const {
    return played.series[((arm * lanes + history) * cells + cell) * months + month];
  }
};

// Every cell of a column, as `--series` writes them.
inline std::vector<std::string> cells_of(const Model& model, const ColumnEntry& column) {
  const auto entities = [&](std::string_view set) {
    std::vector<std::string> names;
    if (set == "polity")
      for (const PolityNumbers& p : model.polities) names.push_back(p.id);
    if (set == "principal")
      for (const int p : model.principals) names.push_back(model.polity(p).id);
    if (set == "system") names = model.system_names;
    if (set == "act") names.assign(role_names.begin(), role_names.begin() + model.codebook.count);
    if (set == "feature") names.assign(feature_names.begin(), feature_names.end());
    return names;
  };
  const std::string name(column.name);
  if (column.index.empty()) return {name};
  const std::size_t comma = column.index.find(", ");
  std::vector<std::string> cells;
  for (const std::string& row : entities(column.index.substr(0, comma))) {
    if (comma == std::string_view::npos) {
      cells.push_back(name + "[" + row + "]");
      continue;
    }
    for (const std::string& place : entities(column.index.substr(comma + 2)))
      if (row != place) cells.push_back(name + "[" + row + "," + place + "]");
  }
  return cells;
}

}  // namespace coexist::laws
