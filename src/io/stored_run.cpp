// SPDX-License-Identifier: Apache-2.0
// A store opened for reading.
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "coexist/error.h"
#include "coexist/names.h"
#include "coexist/store.h"
#include "io/store_tables.h"

namespace coexist {
namespace {

// What a file says, which may come from anywhere, as lines for a terminal.
std::string printable_lines(const std::string& text) {
  std::string lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines += printable(std::string_view(text).substr(at, end - at));
    if (end < text.size()) lines += '\n';
    at = end + 1;
  }
  return lines;
}

}  // namespace

class StoredRun::Open {
 public:
  explicit Open(const std::string& path) : database(path, Database::Access::read), tables(path, database) {
    database.execute("BEGIN");  // what is read is of one moment
    tables.check_schema();
    asked = tables.read_asked();
  }
  Database database;
  StoreTables tables;
  Asked asked;
};

StoredRun::StoredRun(std::string path) : path_(std::move(path)) {
  struct stat about{};
  if (stat(path_.c_str(), &about) != 0)
    throw InputError({path_, 0, 0, std::string("cannot be opened: ") + std::strerror(errno), ""});
  if (!S_ISREG(about.st_mode)) throw InputError({path_, 0, 0, "is not a regular file, expected a store", ""});
  check_length(path_, static_cast<std::uintmax_t>(about.st_size));
  open_ = reading(path_, [&] { return std::make_unique<Open>(path_); });
}

StoredRun::~StoredRun() = default;

const Asked& StoredRun::asked() const { return open_->asked; }

std::string StoredRun::value(const std::string& name) const {
  for (const auto* entries : {&open_->asked.same, &open_->asked.noted})
    for (const auto& [entry, value] : *entries)
      if (entry == name) return value;
  return {};
}

std::uint32_t StoredRun::histories() const {
  return reading(path_, [&] {
    const auto blocks = open_->tables.blocks(open_->asked);
    return blocks.empty() ? 0 : blocks.back().first + blocks.back().count;
  });
}

std::optional<Shown> StoredRun::shown() const {
  return reading(path_, [&]() -> std::optional<Shown> {
    StoreTables& tables = open_->tables;
    if (tables.rows(answer_kind).empty()) return std::nullopt;
    const auto text = [&](const char* name) { return printable_lines(tables.read_text({answer_kind, 0, 1, "", name})); };
    return Shown{text("screen"), text("everything"), text("json")};
  });
}

void StoredRun::each_block(const std::function<void(const Block&)>& take) const {
  reading(path_, [&] {
    for (const StoreTables::Row& row : open_->tables.blocks(open_->asked)) take(open_->tables.read_block(open_->asked, row));
  });
}

std::vector<KeptDraw> StoredRun::draws() const {
  return reading(path_, [&] {
    std::vector<KeptDraw> draws;
    for (const StoreTables::Row& row : open_->tables.rows(draw_kind))
      if (auto draw = open_->tables.read_draw(open_->asked, row.first)) draws.push_back(std::move(*draw));
    return draws;
  });
}

std::vector<MonthlySummary> StoredRun::summaries() const {
  return reading(path_, [&] {
    std::vector<MonthlySummary> summaries;
    const auto months = static_cast<std::ptrdiff_t>(open_->asked.months);
    for (const std::string_view kind : {monthly_kind, course_kind})
      for (const StoreTables::Row& row : open_->tables.rows(kind)) {
        const auto values =
            open_->tables.read({kind, row.first, row.count, row.arm, row.name}, 3 * static_cast<std::size_t>(months));
        const auto first = values.begin();
        summaries.push_back({row.arm, row.name, row.count, kind == course_kind, {first, first + months},
            {first + months, first + 2 * months}, {first + 2 * months, values.end()}});
      }
    return summaries;
  });
}

std::vector<std::uint32_t> StoredRun::traced() const {
  return reading(path_, [&] {
    std::vector<std::uint32_t> histories;
    for (const StoreTables::Row& row : open_->tables.rows(events_kind, open_->asked.arms.front().name))
      histories.push_back(row.first);
    return histories;
  });
}

std::vector<TracedHistory> StoredRun::trace(std::uint32_t history) const {
  return reading(path_, [&] {
    std::vector<TracedHistory> arms;
    const Asked& asked = open_->asked;
    for (const Asked::Arm& arm : asked.arms) {
      if (!open_->tables.has({events_kind, history, 1, arm.name, ""})) continue;
      TracedHistory traced{history, arm.name, open_->tables.read_text({events_kind, history, 1, arm.name, ""}), {}};
      for (const Asked::Column& column : asked.columns)
        traced.columns.push_back(open_->tables.read(
            {trace_kind, history, 1, arm.name, column.name}, column.cells.size() * static_cast<std::size_t>(asked.months)));
      arms.push_back(std::move(traced));
    }
    return arms;
  });
}

}  // namespace coexist
