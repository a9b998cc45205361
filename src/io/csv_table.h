// SPDX-License-Identifier: Apache-2.0
// Comma-separated values as RFC 4180 writes them: a header, then rows of as many cells, each of which knows its place.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/problems.h"

namespace coexist {

struct CsvCell {
  std::string text;  // less its quotes
  Place place;
};

struct CsvTable {
  std::vector<CsvCell> header;
  std::vector<std::vector<CsvCell>> rows;  // each as long as the header

  // The number of a column; letters of either case are the same.
  std::optional<std::size_t> column(std::string_view name) const;
  std::vector<std::string> names() const;
};

// Lines may end in CR LF, and the text begin with a byte order mark.  Nothing and its problems where the text is no such table: a
// quote not closed, a row of another length, two columns of a name, bytes that no text has.  `file`: as in Place.
std::optional<CsvTable> parse_csv(std::string_view text, Problems& problems, int file);

// ASCII letters of either case are the same.
bool same_word(std::string_view a, std::string_view b);

}  // namespace coexist
