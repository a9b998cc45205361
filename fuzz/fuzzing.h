// SPDX-License-Identifier: Apache-2.0
// What the fuzz targets share: what counts as a finding, and a scenario small enough to be read and played thousands of times a
// second.
//
// A finding is whatever ends the process: a sanitizer's report, an exception that nobody was to see, a requirement that does not
// hold.  InputError is the right answer to most inputs and no finding; what it says is checked.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/name_hash.h"
#include "coexist/scenario_file.h"
#include "io/limits.h"
#include "io/problems.h"
#include "io/scenario_tree.h"
#include "io/tree.h"

namespace coexist::fuzzing {

inline void require(bool holds, std::string_view what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %.*s\n", static_cast<int>(what.size()), what.data());
  std::abort();
}

// A message for a terminal: some words, printable, of bounded length.
inline void require_fit_to_show(const InputError& error) {
  constexpr std::size_t longest = 4000;
  require(!error.problems().empty(), "an input error names a problem");
  require(error.problems().size() <= limits::problems_listed + 1, "the list of problems is bounded");
  for (const Problem& problem : error.problems()) {
    const std::string text = describe(problem);
    require(!problem.message.empty(), "a problem says what is wrong");
    require(printable(problem.message) == problem.message && printable(problem.remedy) == problem.remedy,
        "a problem is printable: " + printable(text));
    std::string one_line = problem.excerpt;
    std::ranges::replace(one_line, '\n', ' ');
    require(
        printable(one_line) == one_line && std::ranges::count(problem.excerpt, '\n') <= 1, "an excerpt is two printable lines");
    require(text.size() < longest, "a problem is short");
  }
}

// Two powers and one neighbour of the flagship, over three years, with every section of a scenario.
inline Scenario small_scenario() {
  Scenario s = load_scenario("cold-war-1953");
  const std::vector<std::string> kept = {"RUS", "USA", "HUN"};
  const auto gone = [&](const std::string& id) { return std::ranges::find(kept, id) == kept.end(); };
  s.name = "small";
  s.end = s.start + 35;
  const auto late = [&](const auto& dated) { return dated.date > s.end; };
  std::erase_if(s.polities, [&](const Polity& p) { return gone(p.id); });
  const std::vector<std::string> held = {"two_camps", "peaceful_coexistence", "containment"};
  const auto unheld = [&](const std::string& doctrine) { return std::ranges::find(held, doctrine) == held.end(); };
  std::erase_if(s.doctrines, [&](const Doctrine& d) { return unheld(d.id); });
  std::erase_if(s.principal_slots, gone);
  std::erase_if(s.adoptions, [&](const Adoption& a) { return gone(a.polity) || late(a) || unheld(a.doctrine); });
  std::erase_if(s.leaders, [&](const Leader& l) { return gone(l.polity) || late(l); });
  std::erase_if(s.demonstrations, [&](const Demonstration& d) { return gone(d.actor) || gone(d.target) || late(d); });
  std::erase_if(s.incidents, [&](const Incident& i) { return gone(i.actor) || gone(i.target); });
  s.incidents.resize(1);
  s.incidents[0].date = s.start + 6;  // all of the flagship's are later
  std::erase_if(s.flashpoints, [&](const Flashpoint& f) {
    return gone(f.challenger) || gone(f.defender) || f.to > s.end || (f.only_if && gone(f.only_if->polity));
  });
  std::erase_if(s.history, [&](const DatedEvent& e) { return gone(e.polity) || late(e); });
  std::erase_if(s.belief, [&](const auto& entry) { return gone(entry.first.first) || gone(entry.first.second); });
  std::erase_if(s.reach, [&](const auto& entry) { return gone(entry.first); });
  for (auto& [from, targets] : s.reach) std::erase_if(targets, [&](const auto& entry) { return gone(entry.first); });
  std::erase_if(s.growth_path, [&](const auto& entry) { return gone(entry.first); });
  std::erase_if(s.warheads.stock, [&](const auto& entry) { return gone(entry.first); });
  std::erase_if(s.warheads.survivable, [&](const auto& entry) { return gone(entry.first); });
  std::erase_if(s.movement.publics, gone);
  s.flashpoints.push_back({"Budapest", "RUS", "USA", 0.5, 0.2, s.start, s.end, {}});
  s.parameters = {{"eta", 0.1}};
  s.questions.resize(1);
  for (Question& question : s.questions) {
    question.adopt = s.start + 1;
    std::erase_if(question.report_fear, [&](Date date) { return date > s.end; });
    std::erase_if(question.report_splits, gone);
  }
  return s;
}

// The small scenario, and its text parsed once.
struct SmallScenario {
  Scenario scenario;
  Node tree;
};

inline const SmallScenario& small() {
  static const SmallScenario parsed = [] {
    const std::string text = write_scenario(small_scenario());
    Problems none("small.toml");
    return SmallScenario{read_scenario(text, "small.toml"), parse_toml(text, none).value()};
  }();
  return parsed;
}

// Whether this is the one input in so many of which more is asked, what takes many times as long; the same for the same bytes.
inline bool is_one_in(std::uint64_t many, const std::uint8_t* data, std::size_t size) {
  return name_hash(std::string_view(reinterpret_cast<const char*>(data), size)) % many == 0;
}

inline void require_reads_back(const Scenario& scenario) {
  const std::string written = write_scenario(scenario);
  try {
    require(
        write_scenario(read_scenario(written, "written.toml")) == written, "what was written reads back to the same scenario");
  } catch (const InputError& error) {
    std::fputs((std::string(error.what()) + "\n" + written).c_str(), stderr);
    require(false, "what was accepted and written is accepted again");
  }
}

}  // namespace coexist::fuzzing
