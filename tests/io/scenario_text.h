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

// `text` without its `use`.
inline std::string without_use(std::string text) {
  const std::size_t at = text.find("\nuse = ");
  return at == text.npos ? text : text.erase(at, text.find("]\n", at) + 1 - at);
}

// `text` with what stands behind `key`, the first time after `from`, replaced by the list of these names.
inline std::string with_names(
    std::string text, std::string_view from, std::string_view key, const std::vector<std::string>& names) {
  const std::size_t named = text.find(from);
  if (named == std::string::npos) {
    ADD_FAILURE() << "not in the text: " << from;
    return text;
  }
  const std::size_t begin = text.find(key, named) + key.size();
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "\"" : ", \"") + name + '"';
  return text.replace(begin, text.find('\n', begin) - begin, '[' + list + ']');
}

// Whole: the pieces of the library that it uses stand in it, as it changes them, before it says who governs with which doctrine.
inline const std::string& flagship() {
  static const std::string whole = [] {
    const Scenario read = load_scenario("cold-war-1953");
    std::string pieces = library_text("acts/aid") + without_use(library_text("acts/standard"));
    for (const Act& act : read.acts) pieces = with_names(std::move(pieces), '"' + act.id + '"', "breaks = ", act.breaks);
    pieces += without_use(library_text("stereotypes/standard"));
    for (const Doctrine& doctrine : read.doctrines)
      pieces += with_names(library_text("doctrines/" + doctrine.id), "id = ", "promises = ", doctrine.promises);
    std::string text = without_use(bundled_text("cold-war-1953"));
    return text.insert(text.find("[[adoption]]"), pieces);
  }();
  return whole;
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
