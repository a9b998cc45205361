// SPDX-License-Identifier: Apache-2.0
// An input that is some sections of a scenario: they take the place of those of the small scenario, of which nothing is parsed again.
// Reached so, a reader of a section is asked many times as often as by whole scenarios.
#pragma once

#include <optional>

#include "fuzzing.h"

namespace coexist::fuzzing {

// What both have as tables is merged, what else both have is replaced.
inline void lay_over(Node& tree, const Node& sections) {
  for (const NodeEntry& entry : sections.entries) {
    Node* const there = tree.find(entry.key);
    if (there && there->kind == Node::Kind::table && entry.value.kind == Node::Kind::table)
      lay_over(*there, entry.value);
    else if (there)
      *there = entry.value;
    else
      tree.entries.push_back(entry);
  }
}

// The small scenario with these sections; none where they are refused.
inline std::optional<Scenario> with_sections(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  if (first_byte_not_utf8(text) != std::string::npos || text.find('\0') != std::string::npos)
    return std::nullopt;  // refused before
  Problems problems("sections.toml");
  try {
    const std::optional<Node> sections = parse_toml(text, problems);
    problems.throw_if_any();
    Node tree = small().tree;
    lay_over(tree, *sections);
    return scenario_in(tree, "sections.toml", problems);
  } catch (const InputError& error) {
    require_fit_to_show(error);
    return std::nullopt;
  }
}

}  // namespace coexist::fuzzing
