// SPDX-License-Identifier: Apache-2.0
// Runs kept in files: one run, one file (docs/store.md).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "coexist/keeper.h"

namespace coexist {

// The answer as it was shown.
struct Shown {
  std::string screen, everything, json;
};

// Keeps a run in a file.  The file is made, or opened and locked, when the study begins.
class StoreFile final : public Keeper {
 public:
  struct How {
    bool resume = false;       // go on with what the file holds; without, a file that exists is refused
    bool force = false;        // overwrite a file that exists
    std::string command = {};  // as typed, for the record
  };
  StoreFile(std::string path, How how);
  ~StoreFile() override;

  void begin(const Asked& asked) override;
  std::uint32_t histories() const override;
  void replay(const std::function<bool(Block&&)>& take) override;
  std::optional<KeptDraw> draw(std::uint32_t number) override;
  std::uint32_t summarised() const override;
  std::uint32_t traced() const override;
  void keep(const Block& block) override;
  void keep(const KeptDraw& draw) override;
  void keep(const std::vector<MonthlySummary>& summaries) override;
  void keep(const std::vector<TracedHistory>& arms) override;
  void flush() override;

  // The run is done: keeps the answer and closes the file.
  void finish(const Shown& shown);

 private:
  class Open;
  std::string path_;
  How how_;
  std::unique_ptr<Open> open_;
};

// A store opened for reading.  All of these throw InputError where the file is not a store, is of a newer schema, or is damaged; a
// checksum is verified of everything read.
class StoredRun {
 public:
  explicit StoredRun(std::string path);
  ~StoredRun();
  StoredRun(const StoredRun&) = delete;
  StoredRun& operator=(const StoredRun&) = delete;

  const std::string& path() const { return path_; }
  const Asked& asked() const;
  std::string value(const std::string& name) const;  // of an entry of what was asked; empty where there is none
  std::uint32_t histories() const;
  std::optional<Shown> shown() const;  // none: the run is not finished
  void each_block(const std::function<void(const Block&)>& take) const;
  std::vector<KeptDraw> draws() const;
  std::vector<MonthlySummary> summaries() const;
  std::vector<std::uint32_t> traced() const;
  std::vector<TracedHistory> trace(std::uint32_t history) const;

 private:
  class Open;
  std::string path_;
  std::unique_ptr<Open> open_;
};

// The tables of a run as CSV in a folder, made where it is missing.  Returns the names of the files.  A file that exists is refused
// with InputError unless `force`; RunError where the disk does not take it.  `columns`: of traced histories, by name; none: those of
// the state, what a month leaves to the next; "all".
std::vector<std::string> export_csv(
    const StoredRun& run, const std::string& folder, bool force, const std::vector<std::string>& columns = {});

// The same tables as Parquet.  InputError where this machine lacks DuckDB's library.
std::vector<std::string> export_parquet(
    const StoredRun& run, const std::string& folder, bool force, const std::vector<std::string>& columns = {});

// The arrays of a run as NetCDF-4.  InputError where this build, or this machine, lacks the library.
void export_netcdf(const StoredRun& run, const std::string& path, bool force);

}  // namespace coexist
