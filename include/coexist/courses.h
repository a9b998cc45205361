// SPDX-License-Identifier: Apache-2.0
// How things went over time in both arms of a question: means and bands of histories month by month, systems polity by polity, and
// the history that is given by date.  What a page of an answer shows beside its table.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "coexist/scenario.h"
#include "coexist/study.h"

namespace coexist {

// The course of one quantity over histories.
struct CourseLine {
  std::string arm;  // with, without
  std::vector<std::optional<double>> mean, low,
      high;  // [month]; 5 and 95 % quantiles over histories; none where it is not defined
};

struct CourseChart {
  std::string id;  // hostility_toward_actor, spending.RUS, systems.soviet, ...
  std::string title, unit, note;
  std::vector<CourseLine> lines;  // with, without
};

// What the scenario gives by date: it happens in every history of its arm.
struct DatedHistory {
  Date date;
  std::string text;  // "The Soviet Union adopts peaceful coexistence"
  std::string arm;   // with, without, both
};

// How many histories have a polity under each system, and in each bloc.
struct PolityCourse {
  std::string id, name, region;
  int ccode = 0;  // of the Correlates of War; 0: none
  bool is_principal = false;
  // Thousandths of histories, [date][system] and [date][bloc]; empty before the polity is there.
  std::vector<std::vector<int>> with, without;
  std::vector<std::vector<int>> bloc_with, bloc_without;
};

struct Courses {
  std::uint32_t worlds = 0;  // pairs counted
  Date start;
  int months = 0;
  std::vector<CourseChart> charts;
  std::vector<DatedHistory> dated;
  std::vector<Date> map_dates;  // every third month, and the last
  std::vector<std::string> systems;
  std::vector<std::string> blocs;  // by the names of their leaders; last: no bloc
  std::vector<PolityCourse> polities;
  bool stopped = false;
};

// Plays the first options.worlds histories of both arms, the same ones as ask() and run() do.  Not shared with other ranks.  Keeps,
// traces and tells nothing.  Throws InputError.
Courses courses_of(const Scenario& scenario, const StudyOptions& options);

}  // namespace coexist
