// SPDX-License-Identifier: Apache-2.0
#include "coexist/comparison.h"

#include "coexist/names.h"
#include "engine/helpers.h"
#include "study/setting.h"

namespace coexist {
namespace {

StudyOptions options_for(const StudyOptions& options, Comparison::By by, const std::string& value) {
  StudyOptions one = options;
  (by == Comparison::By::against ? one.instead : one.adopt) = value;
  return one;
}

// Everything that is wrong with any of the questions, each problem once.
void check(const Scenario& scenario, const StudyOptions& options, Comparison::By by, const std::vector<std::string>& values) {
  std::vector<Problem> problems;
  const auto add = [&](const Problem& problem) {
    for (const Problem& known : problems)
      if (describe(known) == describe(problem)) return;
    problems.push_back(problem);
  };
  const std::string option = "--" + name_of(by);
  if (values.empty())
    add({option, 0, 0, "there is nothing to compare", "Give at least one, or several with commas between them"});
  for (std::size_t n = 0; n < values.size(); ++n)
    for (std::size_t before = 0; before < n; ++before)
      if (values[n] == values[before]) add({option, 0, 0, quoted(values[n]) + " is given twice", "Leave one out"});
  for (const std::string& value : values) try {
      static_cast<void>(pose(scenario, options_for(options, by, value)));
    } catch (const InputError& error) {
      for (Problem problem : error.problems()) {
        if (by == Comparison::By::against && problem.file == "--instead") problem.file = option;
        add(problem);
      }
    }
  if (!problems.empty()) throw InputError(problems);
}

}  // namespace

std::string name_of(Comparison::By by) { return by == Comparison::By::against ? "against" : "adopt"; }

Comparison compare(
    const Scenario& scenario, const StudyOptions& options, Comparison::By by, const std::vector<std::string>& values) {
  check(scenario, options, by, values);
  Comparison comparison{by, values, {}, false};
  for (std::size_t n = 0; n < values.size(); ++n) {
    StudyOptions one = options_for(options, by, values[n]);
    if (options.progress)
      one.progress = [&, n](std::uint32_t done, std::uint32_t all) {
        options.progress(static_cast<std::uint32_t>(n) * all + done, static_cast<std::uint32_t>(values.size()) * all);
      };
    comparison.answers.push_back(ask(scenario, one));
    // A helper of another process has no answer, and goes on to help with the next.
    if (comparison.answers.back().stopped && !is_helper()) {
      comparison.stopped = true;
      return comparison;
    }
  }
  return comparison;
}

}  // namespace coexist
