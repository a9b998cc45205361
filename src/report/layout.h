// SPDX-License-Identifier: Apache-2.0
// Numbers and words laid out in columns, no line longer than the terminal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coexist {

// "20,000"
std::string grouped(std::uint64_t number);

// Four significant digits, for numbers without an uncertainty of their own.
std::string brief(double value);

// How a number of a unit is shown: chances and shares in per cent.
struct ShownUnit {
  std::string name;
  double scale = 1;
};
ShownUnit shown_unit(std::string_view unit);
// Of an outcome: what is rare, war and nuclear use, is counted in 1,000 histories.
ShownUnit shown_unit(std::string_view outcome, std::string_view unit);
inline constexpr std::string_view of_thousand_histories = "of 1,000";

// Width in columns of a terminal: characters, not bytes.
std::size_t text_width(std::string_view text);
std::string to_left(std::string_view text, std::size_t width);
// Never touching what stands before it: at least one space, even where `width` is too small.
std::string to_right(std::string_view text, std::size_t width);

// Broken at spaces into lines of at most `width` columns; a longer word stands alone.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

// An identifier as words: "peaceful_coexistence" -> "peaceful coexistence".
std::string in_words(std::string_view identifier);

}  // namespace coexist
