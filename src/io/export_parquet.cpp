// SPDX-License-Identifier: Apache-2.0
// A stored run as Parquet files in a folder: the tables of the CSV export, with types.  DuckDB turns one into the other, a reader and a
// writer that the field's tools agree with.  Its library is opened when something is exported, and not needed to build: what of its C
// interface is used here has been the same since its first stable version.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <type_traits>

#include "coexist/error.h"
#include "coexist/names.h"
#include "coexist/new_file.h"
#include "coexist/store.h"
#include "io/shared_library.h"
#include "io/tables.h"

namespace coexist {
namespace {

// duckdb_result; what is in it is DuckDB's.
struct QueryResult {
  std::array<std::uint64_t, 3> counts;
  std::array<void*, 3> parts;
};
using Handle = void*;
constexpr int success = 0;  // DuckDBSuccess

// The library, by the functions of its C interface that are used.
class DuckdbLibrary {
 public:
  DuckdbLibrary() {
    const char* const named = std::getenv("COEXIST_DUCKDB");
    const std::string name = named && *named ? named : "libduckdb.so";
    void* const handle = open_shared_library(name, "Parquet");
    if (!handle)
      throw InputError(
          {"--format", 0, 0, "Parquet needs DuckDB's library, and " + quoted(name, longest_name) + " cannot be opened",
              "Take libduckdb.so from duckdb.org (libduckdb for Linux) and name it by COEXIST_DUCKDB=FILE; or export csv"});
    find(handle, open, "duckdb_open");
    find(handle, connect, "duckdb_connect");
    find(handle, query, "duckdb_query");
    find(handle, result_error, "duckdb_result_error");
    find(handle, destroy_result, "duckdb_destroy_result");
    find(handle, disconnect, "duckdb_disconnect");
    find(handle, close, "duckdb_close");
  }

  int (*open)(const char* path, Handle* database) = nullptr;
  int (*connect)(Handle database, Handle* connection) = nullptr;
  int (*query)(Handle connection, const char* sql, QueryResult* result) = nullptr;
  const char* (*result_error)(QueryResult* result) = nullptr;
  void (*destroy_result)(QueryResult* result) = nullptr;
  void (*disconnect)(Handle* connection) = nullptr;
  void (*close)(Handle* database) = nullptr;

 private:
  static constexpr std::size_t longest_name = 200;
  template <class Function> static void find(void* handle, Function& function, const char* name) {
    function = reinterpret_cast<Function>(find_in_library(handle, name));
    if (!function)
      throw InputError({"--format", 0, 0, std::string("the library opened for Parquet is not DuckDB's: it has no ") + name,
          "Name libduckdb.so by COEXIST_DUCKDB=FILE; or export csv"});
  }
};

// A database in memory.
class Duckdb {
 public:
  Duckdb() {
    if (library_.open(nullptr, &database_) != success || library_.connect(database_, &connection_) != success) {
      library_.close(&database_);
      throw RunError("DuckDB cannot be started");
    }
    run("SET autoinstall_known_extensions = false");  // what it lacks it is not to fetch
  }
  ~Duckdb() {
    library_.disconnect(&connection_);
    library_.close(&database_);
  }
  Duckdb(const Duckdb&) = delete;
  Duckdb& operator=(const Duckdb&) = delete;

  void run(const std::string& sql) {
    QueryResult result{};
    const bool done = library_.query(connection_, sql.c_str(), &result) == success;
    const char* const error = done ? nullptr : library_.result_error(&result);
    const std::string why = error ? error : "no reason given";
    library_.destroy_result(&result);
    if (!done) throw RunError("DuckDB cannot write Parquet: " + printable(why));
  }

 private:
  DuckdbLibrary library_;
  Handle database_ = nullptr, connection_ = nullptr;
};

const char* type_of(CellType type) {
  switch (type) {
    case CellType::text: return "VARCHAR";
    case CellType::integer: return "BIGINT";
    case CellType::number: return "DOUBLE";
  }
  return "";
}

// Both files by their descriptors: what their names hold, a quote or a star, means nothing to DuckDB.
std::string copy(const TableInfo& table, const std::string& from, const std::string& to) {
  std::string types;
  std::string texts;
  for (const TableColumn& column : table.columns) {
    const std::string name = "'" + std::string(column.name) + "'";
    types += (types.empty() ? "" : ", ") + name + ": '" + type_of(column.type) + "'";
    if (column.type == CellType::text) texts += (texts.empty() ? "" : ", ") + name;
  }
  // An empty field is no number; an empty text is a text.
  return "COPY (SELECT * FROM read_csv('" + from +
         "', header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', " +
         "nullstr = '', max_line_size = 16777216, columns = {" + types + "}, force_not_null = [" + texts + "])) TO '" + to +
         "' (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)";
}

}  // namespace

std::vector<std::string> export_parquet(
    const StoredRun& run, const std::string& folder, bool force, const std::vector<std::string>& columns) {
  const std::vector<bool> chosen = chosen_columns(run, columns);
  Duckdb duckdb;
  NewFolder files("--output", folder, force);
  NewFolder passing("--output", folder, true);  // never finished, and so gone with this function
  struct Pair {
    const TableInfo* table;
    NewFile *csv, *parquet;
  };
  std::vector<Pair> pairs;
  files.add("scenario.toml").write(run.value("scenario as read"));
  write_tables(run, chosen, [&](const TableInfo& table) -> NewFile& {
    const std::string name(table.name);
    pairs.push_back({&table, &passing.add(name + ".parquet.csv"), &files.add(name + ".parquet")});
    return *pairs.back().csv;
  });
  for (const auto& [table, csv, parquet] : pairs) {
    csv->write("");
    duckdb.run(copy(*table, csv->descriptor(), parquet->descriptor()));
  }
  return files.finish();
}

}  // namespace coexist
