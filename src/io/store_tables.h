// SPDX-License-Identifier: Apache-2.0
// The tables of a store (docs/store.md): what both who writes and who reads one know of them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "coexist/error.h"
#include "coexist/names.h"
#include "coexist/store.h"
#include "io/database.h"
#include "io/packing.h"

namespace coexist {

inline constexpr std::int64_t store_application = 0x436F4578;  // "CoEx"
inline constexpr std::int64_t store_schema = 1;

inline constexpr const char* damage_remedy =
    "Take a copy of the file, or run again and overwrite it with --force (without --resume)";

// Kinds of columns.
inline constexpr std::string_view outcome_kind = "outcome";  // a block's histories
inline constexpr std::string_view series_kind = "series";    // a block's histories, month by month
inline constexpr std::string_view draw_kind = "draw";        // a draw from the priors: marked, then the sums of each outcome
inline constexpr std::string_view monthly_kind = "monthly";  // means, then 5 % quantiles, then 95 %, of the first histories
inline constexpr std::string_view course_kind = "course";    // the same, of all histories
inline constexpr std::string_view trace_kind = "trace";      // a history's column, cell by cell, month by month
inline constexpr std::string_view events_kind = "events";    // a history's events, as text
inline constexpr std::string_view answer_kind = "answer";    // the answer as it was shown: screen, everything, json

class StoreTables {
 public:
  struct Key {
    std::string_view kind;
    std::uint32_t first = 0, count = 0;
    std::string arm, name;
  };
  struct Row {
    std::uint32_t first = 0, count = 0;
    std::string arm, name;
  };

  StoreTables(std::string path, Database& database) : path_(std::move(path)), database_(&database) {}

  // Throws InputError unless the file is a store of a schema that this program knows.
  void check_schema();
  bool is_empty();  // no table yet
  void create();

  void write_asked(const Asked& asked);
  Asked read_asked();

  void write(const Key& key, std::span<const double> values);
  void write_text(const Key& key, std::string_view text);
  // What stands under a key; `numbers`: how many they must be.  They throw InputError where it is missing or damaged.
  std::vector<double> read(const Key& key, std::size_t numbers);
  std::string read_text(const Key& key);
  bool has(const Key& key);
  // The rows of a kind, in order of `first`; of one arm and name where those are given.
  std::vector<Row> rows(std::string_view kind, const std::string& arm = "", const std::string& name = "");

  // What histories are kept: blocks one after the other from history 0 on.
  std::vector<Row> blocks(const Asked& asked);
  Block read_block(const Asked& asked, const Row& row);
  std::optional<KeptDraw> read_draw(const Asked& asked, std::uint32_t number);

  [[noreturn]] void damaged(const std::string& what) const;

 private:
  struct Found {
    Packed packed;
    std::string what;
    std::span<const char> data;
  };
  void put(const Key& key, const Packed& packed);
  static std::string named(const Key& key);
  std::uint64_t checksum_of_catalogue(const Asked& asked) const;

  std::string path_;
  Database* database_;
  ColumnPacker packer_;
  std::optional<Statement> insert_, select_;
  Found find(const Key& key);
};

// A file too short to be a database is an empty one to SQLite, and would be written over.
void check_length(const std::string& path, std::uintmax_t bytes);

// Where a run that was killed has left its log beside the file: what that needs to be read; else nothing.
std::string log_remedy(const std::string& path);

// That a file is no store; of a scenario, what can be done with that.
[[noreturn]] void refuse_as_no_store(const std::string& path);

// Runs `work`, turning what SQLite says of a file into an InputError about it.
template <class Work> auto reading(const std::string& path, Work work) {
  try {
    return work();
  } catch (const DatabaseError& error) {
    if (error.is_busy())
      throw InputError({path, 0, 0, "is in use by another run of the program", "Wait until it ends, or choose another file"});
    if (error.is_no_database()) refuse_as_no_store(path);
    if (error.is_corrupt()) throw InputError({path, 0, 0, "is damaged: " + printable(error.what()), damage_remedy});
    throw InputError({path, 0, 0, "cannot be read as a store: " + printable(error.what()), log_remedy(path)});
  }
}

}  // namespace coexist
