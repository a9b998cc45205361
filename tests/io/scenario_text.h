// SPDX-License-Identifier: Apache-2.0
// The flagship's text, and ways to spoil it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "coexist/scenario_file.h"

namespace coexist::testing {

inline const std::string& flagship() {
  static const std::string text = bundled_text("cold-war-1953");
  return text;
}

// `text` with the first `from` replaced, which must be there.
inline std::string with(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) {
    ADD_FAILURE() << "not in the text: " << from;
    return text;
  }
  return text.replace(at, from.size(), to);
}

// The line on which `part` first stands.
inline int line_of(const std::string& text, std::string_view part) {
  const std::size_t at = text.find(part);
  if (at == std::string::npos) ADD_FAILURE() << "not in the text: " << part;
  return 1 +
         static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size())), '\n'));
}

inline std::vector<Problem> problems_of(const std::string& text, std::span<const Override> overrides = {}) {
  try {
    read_scenario(text, "test.toml", overrides);
  } catch (const InputError& error) {
    return error.problems();
  }
  return {};
}

inline std::string listed(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) text += describe(problem) + "\n";
  return text;
}

}  // namespace coexist::testing
