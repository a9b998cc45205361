// SPDX-License-Identifier: Apache-2.0
#include "coexist/error.h"

#include "base/check.h"
#include "coexist/names.h"

namespace coexist {
namespace {

// A list that can be read: a command line of a million wrong words has as many problems.
std::vector<Problem> bounded(std::vector<Problem> problems) {
  constexpr std::size_t most = 50;  // and a line that counts the others
  if (problems.size() <= most + 1) return problems;
  const std::string more = "and " + std::to_string(problems.size() - most) + " more problems";
  problems.resize(most);
  problems.push_back({problems.front().file, 0, 0, more, ""});
  return problems;
}

std::string all_in_one(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!text.empty()) text += '\n';
    text += describe(problem);
  }
  return text;
}

}  // namespace

std::string describe(const Problem& problem) {
  std::string text = printable(problem.file);
  if (problem.line > 0) text += ':' + std::to_string(problem.line);
  if (problem.line > 0 && problem.column > 0) text += ':' + std::to_string(problem.column);
  if (!text.empty()) text += ": ";
  text += problem.message;
  if (!problem.remedy.empty()) text += ". " + problem.remedy;
  if (!problem.excerpt.empty()) text += '\n' + problem.excerpt;
  return text;
}

InputError::InputError(std::vector<Problem> problems)
    : std::runtime_error(all_in_one(bounded(problems))), problems_(bounded(std::move(problems))) {
  CHECK(!problems_.empty());
}

}  // namespace coexist
