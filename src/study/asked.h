// SPDX-License-Identifier: Apache-2.0
// What a study is asked, written down for a keeper.
#pragma once

#include <string>
#include <vector>

#include "coexist/study.h"
#include "study/setting.h"

namespace coexist {

// Everything a cell of every column, of the polities and principals that there are.
struct EveryColumn {
  std::vector<Asked::Column> columns;
  std::vector<SeriesCell> cells;  // column by column, in the order of their cells
};
EveryColumn every_column(const Model& model, const Called& called);

// `verb`: ask or run.  The caller fills in the number of draws, and which arm it is where it is one.
Asked asked_of(const Scenario& scenario, const StudyOptions& options, const Posed& posed, const std::string& verb,
    std::vector<Asked::Arm> arms);

}  // namespace coexist
