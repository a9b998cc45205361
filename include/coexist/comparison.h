// SPDX-License-Identifier: Apache-2.0
// One question asked several times under the same luck: against several alternatives, or at several dates.
#pragma once

#include <string>
#include <vector>

#include "coexist/report.h"
#include "coexist/study.h"

namespace coexist {

struct Comparison {
  enum class By { against, adopt };
  By by = By::against;
  std::vector<std::string> values;  // doctrines, or dates "YYYY-MM"
  std::vector<Answer> answers;      // one for each
  bool stopped = false;             // ended early
};
std::string name_of(Comparison::By by);  // against, adopt

// Asks once for each value, which takes the place of the options' `instead` or `adopt`.  Throws InputError with the problems of all
// of them before anything is played.  What is played is kept by nobody.
Comparison compare(
    const Scenario& scenario, const StudyOptions& options, Comparison::By by, const std::vector<std::string>& values);

// One table: differences by outcome and value; with `all`, of every outcome.
std::string as_text(const Comparison& comparison, const TextStyle& style);
std::string as_json(const Comparison& comparison);

}  // namespace coexist
