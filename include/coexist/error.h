// SPDX-License-Identifier: Apache-2.0
// What is wrong with an input, said so that its author can mend it.
//
// Bad input is found before anything is simulated and reported once: one exception that carries every problem found, each with
// its place, what stands there, what was expected and, where a name is close, the name that was probably meant.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace coexist {

// One problem.  `file` is a path, the name of a bundled scenario, or the option it came by (`--set`); `line` and `column` count
// from 1, 0 where there is none.
struct Problem {
  std::string file;
  int line = 0;
  int column = 0;
  std::string message;       // what was found and what was expected, one sentence
  std::string remedy;        // what to do, one sentence; empty where the message says it
  std::string excerpt = {};  // the line in question and a mark below it, where its form is wrong; else empty
};

// "file:line:column: message. remedy"; the parts that are missing are left out.  The excerpt, where there is one, follows
// on lines of its own.
std::string describe(const Problem& problem);

// Thrown only before simulating.  Never empty; of very many problems the first are listed, the others counted.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Problem> problems);
  explicit InputError(Problem problem) : InputError(std::vector<Problem>{std::move(problem)}) {}
  const std::vector<Problem>& problems() const noexcept { return problems_; }

 private:
  std::vector<Problem> problems_;
};

// Thrown when a run fails for a reason outside the input: a full disk, an output that cannot be written.
class RunError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace coexist
