// SPDX-License-Identifier: Apache-2.0
// Text broken into lines for a terminal.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace coexist::command {

// Broken at spaces into lines of at most `width` bytes; the indentation of the first line is kept, a longer word stands alone.
inline std::vector<std::string> paragraph(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  const std::size_t indent = std::min(text.find_first_not_of(' '), text.size());
  if (indent > 0 || text.size() <= width) return text.empty() ? lines : std::vector{std::string(text)};
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (lines.empty() || lines.back().size() + 1 + word.size() > width)
      lines.emplace_back(word);
    else
      (lines.back() += ' ') += word;
  }
  return lines;
}

}  // namespace coexist::command
