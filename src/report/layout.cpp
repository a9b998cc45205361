// SPDX-License-Identifier: Apache-2.0
#include "report/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "coexist/names.h"

namespace coexist {

std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

std::string brief(double value) { return std::isfinite(value) ? fmt::format("{:.4g}", value) : "none"; }

ShownUnit shown_unit(std::string_view unit) {
  constexpr std::string_view share = "share of ";
  if (unit == "probability") return {"%", 100};
  if (unit.starts_with(share)) return {"% of " + std::string(unit.substr(share.size())), 100};
  return {std::string(unit), 1};
}

ShownUnit shown_unit(std::string_view outcome, std::string_view unit) {
  if (is_war_of_the_two(outcome) || outcome == "nuclear_use") return {std::string(of_thousand_histories), 1000};
  return shown_unit(unit);
}

std::size_t text_width(std::string_view text) {
  // A byte of the form 10xxxxxx continues a character of UTF-8.
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string to_left(std::string_view text, std::size_t width) {
  return std::string(text) + std::string(width - std::min(width, text_width(text)), ' ');
}

std::string to_right(std::string_view text, std::size_t width) {
  return std::string(std::max<std::size_t>(1, width - std::min(width, text_width(text))), ' ') + std::string(text);
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    std::size_t end = std::min(text.find(' '), text.size());
    while (text.substr(end).starts_with(" %")) end = std::min(text.find(' ', end + 1), text.size());  // stays with its number
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    if (lines.empty() || text_width(lines.back()) + 1 + text_width(word) > width)
      lines.emplace_back(word);
    else
      (lines.back() += ' ') += word;
  }
  return lines;
}

std::string in_words(std::string_view identifier) {
  std::string words(identifier);
  std::ranges::replace(words, '_', ' ');
  return words;
}

}  // namespace coexist
