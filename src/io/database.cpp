// SPDX-License-Identifier: Apache-2.0
#include "io/database.h"

#include <sqlite3.h>

#include "coexist/error.h"

namespace coexist {
namespace {

[[noreturn]] void fail(sqlite3* database, int code) {
  throw DatabaseError(code, database ? sqlite3_errmsg(database) : sqlite3_errstr(code));
}

}  // namespace

bool DatabaseError::is_busy() const { return (code_ & 0xff) == SQLITE_BUSY || (code_ & 0xff) == SQLITE_LOCKED; }
bool DatabaseError::is_no_database() const { return (code_ & 0xff) == SQLITE_NOTADB; }
bool DatabaseError::is_corrupt() const { return (code_ & 0xff) == SQLITE_CORRUPT || is_no_database(); }

bool DatabaseError::is_of_the_disk() const { return (code_ & 0xff) == SQLITE_FULL || (code_ & 0xff) == SQLITE_IOERR; }

Database::Database(const std::string& path, Access access) {
  const int flags = access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  const int code = sqlite3_open_v2(path.c_str(), &handle_, flags | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  if (code != SQLITE_OK) {
    const std::string what = handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
    static_cast<void>(sqlite3_close(handle_));
    throw DatabaseError(code, what);
  }
  // A file from elsewhere is data: nothing in it is run.
  static_cast<void>(sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr));
  static_cast<void>(sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr));
}

Database::~Database() { static_cast<void>(sqlite3_close(handle_)); }

void Database::execute(const char* sql) {
  const int code = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(handle_, code);
}

std::int64_t Database::number(const char* sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.number(0) : 0;
}

bool Database::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

Statement::Statement(Database& database, const char* sql) : database_(database.handle()) {
  check(sqlite3_prepare_v2(database_, sql, -1, &statement_, nullptr));
}

Statement::~Statement() { static_cast<void>(sqlite3_finalize(statement_)); }

void Statement::check(int code) const {
  if (code != SQLITE_OK) fail(database_, code);
}

Statement& Statement::bind(int at, std::int64_t value) {
  check(sqlite3_bind_int64(statement_, at, value));
  return *this;
}

Statement& Statement::bind(int at, std::string_view text) {
  check(sqlite3_bind_text64(statement_, at, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind_bytes(int at, std::span<const char> bytes) {
  // No bytes are a blob of none, not a null.
  check(sqlite3_bind_blob64(statement_, at, bytes.empty() ? "" : bytes.data(), bytes.size(), SQLITE_STATIC));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) {
    const DatabaseError error(code, sqlite3_errmsg(database_));
    static_cast<void>(sqlite3_reset(statement_));
    throw error;
  }
  return false;
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

void Statement::reset() { check(sqlite3_reset(statement_)); }

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Statement::text(int column) const {
  const std::span<const char> all = bytes(column);
  return {all.begin(), all.end()};
}

std::span<const char> Statement::bytes(int column) const {
  const void* const data = sqlite3_column_blob(statement_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return {static_cast<const char*>(data), data ? size : 0};
}

}  // namespace coexist
