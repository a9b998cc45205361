// SPDX-License-Identifier: Apache-2.0
// --outcomes FILE.csv: every outcome of every history and arm.  Written beside FILE and moved there when complete, so that FILE is
// whole or not there at all.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace coexist::command {

class OutcomeFile {
 public:
  // Throws UsageError where `path` must not or cannot be written: it exists (unless `force`), it is no regular file, its folder is
  // missing or not writable.
  OutcomeFile(std::string path, bool force);
  ~OutcomeFile();  // removes what is incomplete
  OutcomeFile(const OutcomeFile&) = delete;
  OutcomeFile& operator=(const OutcomeFile&) = delete;

  // These throw RunError where the disk does not take it.
  void header(const std::vector<std::string>& outcomes);
  void row(std::uint32_t history, const char* arm, const std::vector<double>& values);
  void finish();

  const std::string& partial() const { return partial_; }

 private:
  void write(const std::string& line);
  [[noreturn]] void fail() const;

  std::string path_, partial_;
  bool force_;
  std::FILE* file_ = nullptr;
};

}  // namespace coexist::command
