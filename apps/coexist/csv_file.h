// SPDX-License-Identifier: Apache-2.0
// --outcomes FILE.csv and --events FILE.csv: every outcome of every history and arm, and what happened in them.  Written beside FILE
// and moved there when complete, so that FILE is whole or not there at all.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "coexist/new_file.h"
#include "coexist/study.h"

namespace coexist::command {

class CsvFile {
 public:
  // As NewFile: throws InputError where `path` must not or cannot be written, and RunError later.
  CsvFile(const std::string& option, const std::string& path, bool force) : file_("--" + option, path, force) {}

  void outcome_header(const std::vector<std::string>& outcomes);
  void outcomes(std::uint32_t history, const char* arm, const std::vector<double>& values);
  void event_header();
  void event(const HistoryEvent& event);
  void finish() { file_.finish(); }

  const std::string& partial() const { return file_.partial(); }

 private:
  NewFile file_;
};

}  // namespace coexist::command
