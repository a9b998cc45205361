// SPDX-License-Identifier: Apache-2.0
// One table of several differences: outcomes by row; alternatives, dates or events by column.
#pragma once

#include <string>
#include <vector>

#include "coexist/study.h"

namespace coexist {

struct ComparedCell {
  std::string difference, range;
  Direction direction = Direction::undetermined;
};
struct ComparedRow {
  std::string label;
  std::vector<ComparedCell> cells;  // by column
};

// Line by line: each difference with its range below it; more columns than the width holds go into blocks below each other.
std::vector<std::string> compared_lines(
    const std::vector<std::string>& headings, const std::vector<ComparedRow>& rows, std::size_t width);

// What each event did alone: rows for these outcomes.
std::vector<std::string> event_lines(const Answer& answer, const std::vector<const OutcomeAnswer*>& outcomes, std::size_t width);

}  // namespace coexist
