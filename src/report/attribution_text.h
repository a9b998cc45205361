// SPDX-License-Identifier: Apache-2.0
// Which part of the doctrine did it, and which way did it go: tables for people.
#pragma once

#include <string>
#include <vector>

#include "coexist/study.h"

namespace coexist {

// One outcome of a table: its words, and what its numbers are multiplied by (100 where they are shown in per cent).
struct AttributedRow {
  std::string outcome, label;
  double scale = 1;
};

// The outcomes of the first screen.
std::vector<AttributedRow> attributed_rows(const Answer& answer);

// The tables for these outcomes, line by line, 80 columns wide.
std::vector<std::string> attribution_lines(const Answer& answer, const std::vector<AttributedRow>& rows);
std::vector<std::string> channel_lines(const Answer& answer, const std::vector<AttributedRow>& rows);

}  // namespace coexist
