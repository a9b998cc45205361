// SPDX-License-Identifier: Apache-2.0
// What is wrong with a file, and what the scenario lacks of what it asks for, in one refusal.
#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "coexist/error.h"
#include "verbs.h"

namespace coexist::command {

void refuse_with(std::vector<Problem> wrong, const std::function<void()>& check) {
  constexpr std::size_t enough = 50;  // as many as are listed of one file
  if (wrong.empty()) return;
  if (wrong.size() >= enough) throw InputError(std::move(wrong));
  try {
    check();
  } catch (const InputError& error) {
    for (const Problem& more : error.problems())
      wrong.insert(std::ranges::upper_bound(wrong, more.line, {}, &Problem::line), more);
  }
  throw InputError(std::move(wrong));
}

}  // namespace coexist::command
