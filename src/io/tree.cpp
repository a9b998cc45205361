// SPDX-License-Identifier: Apache-2.0
// From toml++ to the tree: the only file that knows the TOML library.
#include "io/tree.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <tuple>

#include "io/limits.h"
#include "io/mistakes.h"

namespace {
// Thrown where toml++ finds that it has gone wrong.
struct TomlLibraryFailed {};
constexpr void toml_library_holds(bool condition) {
  if (!condition) throw TomlLibraryFailed();
}
}  // namespace

// toml++ 3.3 asserts what a malformed file can make untrue, and in release builds tells the compiler to assume it: an abort, or
// undefined behaviour.  So its assertions stay on here, and throw.
#undef NDEBUG
#define TOML_ASSERT(condition) toml_library_holds(static_cast<bool>(condition))
#include <toml++/toml.h>

namespace coexist {
namespace {

Place place_of(const toml::source_region& region) {
  return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

Node converted(const toml::node& from) {
  Node node;
  node.place = place_of(from.source());
  if (const auto* text = from.as_string()) {
    node.kind = Node::Kind::text;
    node.text = text->get();
  } else if (const auto* integer = from.as_integer()) {
    node.kind = Node::Kind::integer;
    node.integer = integer->get();
    node.number = static_cast<double>(integer->get());
  } else if (const auto* number = from.as_floating_point()) {
    node.kind = Node::Kind::number;
    node.number = number->get();
  } else if (const auto* boolean = from.as_boolean()) {
    node.kind = Node::Kind::boolean;
    node.boolean = boolean->get();
  } else if (const auto* array = from.as_array()) {
    node.kind = Node::Kind::array;
    for (const toml::node& item : *array) node.items.push_back(converted(item));
  } else if (const auto* table = from.as_table()) {
    for (const auto& [key, value] : *table)
      node.entries.push_back({std::string(key.str()), place_of(key.source()), converted(value)});
    // toml++ sorts by name.
    std::ranges::sort(node.entries, {}, [](const NodeEntry& entry) { return std::tuple(entry.place.line, entry.place.column); });
  } else {
    node.kind = Node::Kind::date;
  }
  return node;
}

bool begins_a_key(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '"' ||
         c == '\'';
}

struct Objection {
  Place place;
  std::string what;
};

// What toml++ 3.3 does not survive: a dotted key of very many parts, over which it recurses, a table header without a name, and
// letters that are not ASCII where only quotes and comments may hold them.
std::optional<Objection> objection(std::string_view text) {
  int line = 1;
  int depth = 0;  // of brackets and braces
  std::size_t parts = 1;
  bool line_begins = true;
  std::size_t line_start = 0;
  const auto next_line = [&](std::size_t at) {
    ++line;
    line_start = at + 1;
  };
  const auto here = [&](std::size_t at) {
    const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    const auto characters = std::ranges::count_if(text.substr(line_start, at - line_start), std::not_fn(continues));
    return Place{line, static_cast<int>(characters) + 1};
  };
  for (std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool first = line_begins;
    line_begins = c == '\n' || (first && (c == ' ' || c == '\t'));
    if (c == '#') {
      at = std::min(text.find('\n', at), text.size()) - 1;
    } else if (c == '"' || c == '\'') {
      const std::string_view three = c == '"' ? "\"\"\"" : "'''";
      const bool many_lines = text.substr(at).starts_with(three);
      const std::string_view close = many_lines ? three : three.substr(0, 1);
      at += close.size();
      while (at < text.size() && !text.substr(at).starts_with(close) && (many_lines || text[at] != '\n')) {
        if (text[at] == '\n') next_line(at);
        if (text[at] == '\\' && c == '"' && at + 1 < text.size() && text[at + 1] != '\n') ++at;
        ++at;
      }
      if (at < text.size() && text[at] == '\n') next_line(at);
      if (at < text.size()) at += close.size() - 1;
    } else if (c == '.') {
      if (++parts > limits::key_parts)
        return Objection{here(at), "a dotted key has more than " + std::to_string(limits::key_parts) + " parts"};
    } else if (std::string_view("\n=,[]{}").contains(c)) {
      parts = 1;
      if (first && depth == 0 && c == '[') {
        const std::size_t name = text.find_first_not_of(" \t", at + (text.substr(at).starts_with("[[") ? 2 : 1));
        if (name != text.npos && text[name] != ']' && !begins_a_key(text[name]))
          return Objection{here(at), "not valid TOML: a table header without a name"};
      }
      if (c == '[' || c == '{') ++depth;
      if (c == ']' || c == '}') --depth;
      if (c == '\n') next_line(at);
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      return Objection{here(at), "not valid TOML: a letter that is not ASCII, outside quotes"};
    }
  }
  return std::nullopt;
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  const auto entry = std::ranges::find(entries, key, &NodeEntry::key);
  return entry == entries.end() ? nullptr : &entry->value;
}

Node* Node::find(std::string_view key) { return const_cast<Node*>(std::as_const(*this).find(key)); }

std::string shortest(double number) {
  char digits[32];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
  return {digits, end};
}

std::string in_words(const Node& node) {
  switch (node.kind) {
    case Node::Kind::text: return node.text.empty() ? "an empty text" : "the text " + quoted(node.text);
    case Node::Kind::integer: return std::to_string(node.integer);
    case Node::Kind::number: return shortest(node.number);
    case Node::Kind::boolean: return node.boolean ? "true" : "false";
    case Node::Kind::date: return "a TOML date or time";
    case Node::Kind::array: return "a list";
    case Node::Kind::table: return "a table";
  }
  return "";
}

std::optional<Node> parse_toml(const std::string& text, Problems& problems) {
  if (const std::optional<Objection> found = objection(text)) {
    problems.add(found->place, found->what, likely_mistake(text, found->place), excerpt_of(text, found->place));
    return std::nullopt;
  }
  try {
    Node tree = converted(toml::parse(text));
    tree.place = {};  // what the file lacks is missing nowhere in particular
    return tree;
  } catch (const toml::parse_error& error) {
    std::string why(error.description());
    if (why.starts_with("Error while ")) why = "while " + why.substr(12);
    why = why.substr(0, why.find(" (TOML_"));  // the library's own name of a limit
    constexpr std::size_t longest = 200;
    if (why.size() > longest) why = why.substr(0, longest) + "...";
    const Place place = place_of(error.source());
    problems.add(place, "not valid TOML: " + why, likely_mistake(text, place), excerpt_of(text, place));
  } catch (const TomlLibraryFailed&) {
    problems.add({}, "not valid TOML, and so far from it that the place cannot be told");
  }
  return std::nullopt;
}

}  // namespace coexist
