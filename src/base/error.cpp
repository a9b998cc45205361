// SPDX-License-Identifier: Apache-2.0
#include "coexist/error.h"

#include "base/check.h"
#include "coexist/names.h"

namespace coexist {
namespace {

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

InputError::InputError(std::vector<Problem> problems) : std::runtime_error(all_in_one(problems)), problems_(std::move(problems)) {
  CHECK(!problems_.empty());
}

}  // namespace coexist
