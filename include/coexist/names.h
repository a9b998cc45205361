// SPDX-License-Identifier: Apache-2.0
// Names in messages: the nearest known one to one that is unknown, and how a shell reads one back.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace coexist {

// The candidate nearest to `name` (edit distance with transpositions, case counting half), or empty where none is near enough
// to be meant: more than a third of the letters would have to change.
std::string nearest_name(std::string_view name, std::span<const std::string> candidates);

// "Did you mean 'x'?" or "Known: a, b, c" (at most twelve), or empty where there is nothing to suggest.
std::string suggestion(std::string_view name, std::span<const std::string> candidates);

// `text` fit for a terminal: control characters, and those that turn the direction of writing, as escapes.
std::string printable(std::string_view text);

// 'text' in quotes, printable, and cut after so many characters.
std::string quoted(std::string_view text, std::size_t longest = 40);

// The byte at which `text` stops being UTF-8, or npos.
std::size_t first_byte_not_utf8(std::string_view text);

// `text` with "superpower" and "superpowers" as one and several are called; in names of outcomes and events spaces become '_'.
std::string called_so(std::string text, std::string_view one, std::string_view many);

// Whether an outcome or a kind of event is war between the first two principals, whatever these are called.
inline bool is_war_of_the_two(std::string_view name) { return name.ends_with("_war"); }

// A word as a shell would read it back.
std::string shell_word(const std::string& text);

}  // namespace coexist
