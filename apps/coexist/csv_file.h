// SPDX-License-Identifier: Apache-2.0
// --outcomes FILE.csv and --events FILE.csv: every outcome of every history and arm, and what happened in them.  Written beside FILE
// and moved there when complete, so that FILE is whole or not there at all.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "coexist/study.h"

namespace coexist::command {

class CsvFile {
 public:
  // Throws UsageError where `path` must not or cannot be written: it exists (unless `force`), it is no regular file, its folder is
  // missing or not writable.
  CsvFile(std::string option, std::string path, bool force);
  ~CsvFile();  // removes what is incomplete
  CsvFile(const CsvFile&) = delete;
  CsvFile& operator=(const CsvFile&) = delete;

  // These throw RunError where the disk does not take it.
  void outcome_header(const std::vector<std::string>& outcomes);
  void outcomes(std::uint32_t history, const char* arm, const std::vector<double>& values);
  void event_header();
  void event(const HistoryEvent& event);
  void finish();

  const std::string& partial() const { return partial_; }

 private:
  void write(const std::string& line);
  [[noreturn]] void fail() const;

  std::string option_, path_, partial_;
  bool force_;
  std::FILE* file_ = nullptr;
};

}  // namespace coexist::command
