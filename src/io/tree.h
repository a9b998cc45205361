// SPDX-License-Identifier: Apache-2.0
// A TOML file as a tree in which every key and value knows its place, and which `--set` can change.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/problems.h"

namespace coexist {

struct NodeEntry;

struct Node {
  enum class Kind { text, integer, number, boolean, date, array, table };
  Kind kind = Kind::table;
  Place place;
  std::string text;
  std::int64_t integer = 0;
  double number = 0;  // of an integer, too
  bool boolean = false;
  std::vector<Node> items;         // of an array
  std::vector<NodeEntry> entries;  // of a table, in the order of the file

  const Node* find(std::string_view key) const;
  Node* find(std::string_view key);
};

struct NodeEntry {
  std::string key;
  Place place;
  Node value;
};

// What stands there, in words: "the text 'x'", "the number 3", "an array".
std::string in_words(const Node& node);

// Whether `text` is short enough and text at all; a problem where not.  `file`: as in Place.
bool check_text(const std::string& text, Problems& problems, int file = 0, std::string_view expected = "a TOML file");

// The tree of `text`, or nothing and one problem.
std::optional<Node> parse_toml(const std::string& text, Problems& problems, int file = 0);

// A number as it is written shortest such that it reads back the same.
std::string shortest(double number);

}  // namespace coexist
