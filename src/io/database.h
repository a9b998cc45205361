// SPDX-License-Identifier: Apache-2.0
// SQLite, as much of it as a store needs.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace coexist {

class DatabaseError : public std::runtime_error {
 public:
  DatabaseError(int code, const std::string& what) : std::runtime_error(what), code_(code) {}
  bool is_busy() const;         // another process has it
  bool is_no_database() const;  // the file is something else
  bool is_corrupt() const;
  bool is_of_the_disk() const;  // full, or failing

 private:
  int code_;
};

class Database {
 public:
  enum class Access { read, write };
  // A file that is there.  All of these throw DatabaseError.
  Database(const std::string& path, Access access);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void execute(const char* sql);
  std::int64_t number(const char* sql);  // the first value of the first row; 0 where there is none
  bool in_transaction() const;
  sqlite3* handle() const { return handle_; }

 private:
  sqlite3* handle_ = nullptr;
};

// Bound from 1 on, read from 0 on, as in SQLite.
class Statement {
 public:
  Statement(Database& database, const char* sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(int at, std::int64_t value);
  Statement& bind(int at, std::string_view text);
  Statement& bind_bytes(int at, std::span<const char> bytes);  // must live until the statement has run
  bool step();                                                 // true: there is a row
  void run();                                                  // to its end, ready for the next
  void reset();
  std::int64_t number(int column) const;
  std::string text(int column) const;
  std::span<const char> bytes(int column) const;  // until the next step

 private:
  void check(int code) const;
  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace coexist
