// SPDX-License-Identifier: Apache-2.0
#include "io/store_tables.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "coexist/names.h"
#include "io/problems.h"

namespace coexist {
namespace {

constexpr const char* schema = R"(
CREATE TABLE asked (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL, same INTEGER NOT NULL);
CREATE TABLE arm (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, doctrine TEXT NOT NULL);
CREATE TABLE outcome (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, unit TEXT NOT NULL, kind TEXT NOT NULL,
  meaning TEXT NOT NULL);
CREATE TABLE series (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE traced_column (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, indexed_by TEXT NOT NULL, unit TEXT NOT NULL,
  meaning TEXT NOT NULL, cells TEXT NOT NULL);
CREATE TABLE state (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, ccode INTEGER NOT NULL, name TEXT NOT NULL);
CREATE TABLE packed (kind TEXT NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL, arm TEXT NOT NULL, name TEXT NOT NULL,
  width INTEGER NOT NULL, numbers INTEGER NOT NULL, checksum INTEGER NOT NULL, data BLOB NOT NULL,
  PRIMARY KEY (kind, first, arm, name));
)";

std::uint32_t whole(const std::string& text) {
  std::uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string lines(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) (all += word) += '\n';
  return all;
}

std::vector<std::string> words_of(const std::string& lines) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    words.push_back(lines.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

}  // namespace

void StoreTables::check_schema() {
  if (database_->number("PRAGMA application_id") != store_application) refuse_as_no_store(path_);
  const std::int64_t found = database_->number("PRAGMA user_version");
  if (found != store_schema)
    throw InputError({path_, 0, 0,
        "is a store of schema " + std::to_string(found) + "; this version of the program knows schema " +
            std::to_string(store_schema),
        "Use the version of coexist that wrote it"});
  // While there is a log, the file may still be shorter than what is kept.
  Statement mode(*database_, "PRAGMA journal_mode");
  const bool has_log = mode.step() && mode.text(0) == "wal";
  const auto bytes = static_cast<std::uintmax_t>(database_->number("PRAGMA page_count") * database_->number("PRAGMA page_size"));
  std::error_code none;
  if (!has_log && std::filesystem::file_size(path_, none) < bytes) damaged("it is shorter than when it was written");
}

bool StoreTables::is_empty() {
  return database_->number("PRAGMA application_id") == 0 && database_->number("SELECT count(*) FROM sqlite_schema") == 0;
}

void StoreTables::create() {
  database_->execute(schema);
  database_->execute(("PRAGMA application_id = " + std::to_string(store_application)).c_str());
  database_->execute(("PRAGMA user_version = " + std::to_string(store_schema)).c_str());
}

std::uint64_t StoreTables::checksum_of_catalogue(const Asked& asked) const {
  std::string all;
  const auto add = [&](std::string_view text) { (all += text) += '\0'; };
  for (const auto* entries : {&asked.same, &asked.noted})
    for (const auto& [name, value] : *entries) add(name), add(value);
  for (const std::uint32_t number : {asked.worlds, asked.draws, asked.histories_a_draw, static_cast<std::uint32_t>(asked.months)})
    add(std::to_string(number));
  add(asked.start.text());
  for (const auto& [name, doctrine] : asked.arms) add(name), add(doctrine);
  for (const auto& [name, unit, kind, meaning] : asked.outcomes) add(name), add(unit), add(kind), add(meaning);
  for (const std::string& name : asked.series) add(name);
  for (const auto& [name, index, unit, meaning, cells] : asked.columns)
    add(name), add(index), add(unit), add(meaning), add(lines(cells));
  for (const auto& [id, name, ccode] : asked.states) add(id), add(name), add(std::to_string(ccode));
  return checksum_of(all);
}

void StoreTables::write_asked(const Asked& asked) {
  for (const char* table : {"asked", "arm", "outcome", "series", "traced_column", "state"})
    database_->execute((std::string("DELETE FROM ") + table).c_str());
  Statement entry(*database_, "INSERT INTO asked (name, value, same) VALUES (?, ?, ?)");
  const auto add = [&](std::string_view name, std::string_view value, bool same) {
    entry.bind(1, name).bind(2, value).bind(3, same ? 1 : 0).run();
  };
  for (const auto& [name, value] : asked.same) add(name, value, true);
  for (const auto& [name, value] : asked.noted) add(name, value, false);
  Statement number(*database_, "INSERT INTO asked (name, value, same) VALUES (?, ?, 2)");
  const auto add_number = [&](std::string_view name, const std::string& value) { number.bind(1, name).bind(2, value).run(); };
  add_number("worlds", std::to_string(asked.worlds));
  add_number("draws", std::to_string(asked.draws));
  add_number("histories a draw", std::to_string(asked.histories_a_draw));
  add_number("months", std::to_string(asked.months));
  add_number("start", asked.start.text());
  add_number("checksum", std::to_string(checksum_of_catalogue(asked)));
  Statement arm(*database_, "INSERT INTO arm (name, doctrine) VALUES (?, ?)");
  for (const auto& [name, doctrine] : asked.arms) arm.bind(1, name).bind(2, doctrine).run();
  Statement outcome(*database_, "INSERT INTO outcome (name, unit, kind, meaning) VALUES (?, ?, ?, ?)");
  for (const auto& [name, unit, kind, meaning] : asked.outcomes)
    outcome.bind(1, name).bind(2, unit).bind(3, kind).bind(4, meaning).run();
  Statement series(*database_, "INSERT INTO series (name) VALUES (?)");
  for (const std::string& name : asked.series) series.bind(1, name).run();
  Statement column(*database_, "INSERT INTO traced_column (name, indexed_by, unit, meaning, cells) VALUES (?, ?, ?, ?, ?)");
  for (const auto& [name, index, unit, meaning, cells] : asked.columns)
    column.bind(1, name).bind(2, index).bind(3, unit).bind(4, meaning).bind(5, lines(cells)).run();
  Statement state(*database_, "INSERT INTO state (id, ccode, name) VALUES (?, ?, ?)");
  for (const auto& [id, name, ccode] : asked.states) state.bind(1, id).bind(2, std::int64_t{ccode}).bind(3, name).run();
}

Asked StoreTables::read_asked() {
  Asked asked;
  std::string checksum;
  Statement entry(*database_, "SELECT name, value, same FROM asked ORDER BY number");
  while (entry.step()) {
    const std::string name = entry.text(0);
    const std::string value = entry.text(1);
    if (entry.number(2) != 2) {
      (entry.number(2) == 1 ? asked.same : asked.noted).emplace_back(name, value);
    } else if (name == "worlds") {
      asked.worlds = whole(value);
    } else if (name == "draws") {
      asked.draws = whole(value);
    } else if (name == "histories a draw") {
      asked.histories_a_draw = whole(value);
    } else if (name == "months") {
      asked.months = static_cast<int>(whole(value));
    } else if (name == "start") {
      asked.start = Date::parse(value).value_or(Date{});
    } else {
      checksum = value;
    }
  }
  Statement arm(*database_, "SELECT name, doctrine FROM arm ORDER BY number");
  while (arm.step()) asked.arms.push_back({arm.text(0), arm.text(1)});
  Statement outcome(*database_, "SELECT name, unit, kind, meaning FROM outcome ORDER BY number");
  while (outcome.step()) asked.outcomes.push_back({outcome.text(0), outcome.text(1), outcome.text(2), outcome.text(3)});
  Statement series(*database_, "SELECT name FROM series ORDER BY number");
  while (series.step()) asked.series.push_back(series.text(0));
  Statement column(*database_, "SELECT name, indexed_by, unit, meaning, cells FROM traced_column ORDER BY number");
  while (column.step())
    asked.columns.push_back({column.text(0), column.text(1), column.text(2), column.text(3), words_of(column.text(4))});
  Statement state(*database_, "SELECT id, name, ccode FROM state ORDER BY number");
  while (state.step()) asked.states.push_back({state.text(0), state.text(1), static_cast<int>(state.number(2))});
  if (asked.arms.empty() || asked.outcomes.empty() || checksum != std::to_string(checksum_of_catalogue(asked)))
    damaged("what was asked");
  return asked;
}

std::string StoreTables::named(const Key& key) {
  return std::string(key.kind) + '\n' + std::to_string(key.first) + '\n' + std::to_string(key.count) + '\n' + key.arm + '\n' +
         key.name;
}

void StoreTables::put(const Key& key, const Packed& packed) {
  if (!insert_)
    insert_.emplace(*database_,
        "INSERT OR REPLACE INTO packed (kind, first, count, arm, name, width, numbers, checksum, data) VALUES (?, ?, ?, ?, ?, ?, "
        "?, ?, ?)");
  insert_->bind(1, key.kind).bind(2, std::int64_t{key.first}).bind(3, std::int64_t{key.count}).bind(4, key.arm).bind(5, key.name);
  insert_->bind(6, std::int64_t{packed.width}).bind(7, static_cast<std::int64_t>(packed.numbers));
  insert_->bind(8, static_cast<std::int64_t>(packed.checksum)).bind_bytes(9, packed.data).run();
}

void StoreTables::write(const Key& key, std::span<const double> values) { put(key, packer_.pack(values, named(key))); }

void StoreTables::write_text(const Key& key, std::string_view text) { put(key, packer_.pack_text(text, named(key))); }

StoreTables::Found StoreTables::find(const Key& key) {
  if (!select_)
    select_.emplace(*database_,
        "SELECT width, numbers, checksum, data FROM packed WHERE kind = ? AND first = ? AND arm = ? AND name = ? AND count = ?");
  select_->reset();
  select_->bind(1, key.kind).bind(2, std::int64_t{key.first}).bind(3, key.arm).bind(4, key.name).bind(5, std::int64_t{key.count});
  std::string what = std::string(key.kind);
  if (key.kind != answer_kind) {
    what += key.count > 1 ? ", histories " + std::to_string(key.first) + " to " + std::to_string(key.first + key.count - 1)
                          : ", history " + std::to_string(key.first);
    if (key.kind == draw_kind) what = "draw " + std::to_string(key.first);
  }
  if (!key.arm.empty()) what += ", arm " + key.arm;
  if (!key.name.empty()) what += ", " + key.name;
  if (!select_->step()) damaged(what + " is missing");
  Found found{{static_cast<int>(select_->number(0)), static_cast<std::uint64_t>(select_->number(1)),
                  static_cast<std::uint64_t>(select_->number(2)), {}},
      std::move(what), select_->bytes(3)};
  return found;
}

std::vector<double> StoreTables::read(const Key& key, std::size_t numbers) {
  const Found found = find(key);
  auto values = unpack(found.packed, found.data, named(key));
  select_->reset();  // a statement under way keeps the file from being closed
  if (!values || values->size() != numbers) damaged(found.what);
  return std::move(*values);
}

std::string StoreTables::read_text(const Key& key) {
  const Found found = find(key);
  auto text = unpack_text(found.packed, found.data, named(key));
  select_->reset();
  if (!text) damaged(found.what);
  return std::move(*text);
}

bool StoreTables::has(const Key& key) {
  Statement statement(*database_, "SELECT 1 FROM packed WHERE kind = ? AND first = ? AND arm = ? AND name = ?");
  statement.bind(1, key.kind).bind(2, std::int64_t{key.first}).bind(3, key.arm).bind(4, key.name);
  return statement.step();
}

std::vector<StoreTables::Row> StoreTables::rows(std::string_view kind, const std::string& arm, const std::string& name) {
  Statement statement(*database_,
      "SELECT first, count, arm, name FROM packed WHERE kind = ? AND (? = '' OR arm = ?) AND (? = '' OR name = ?) ORDER BY "
      "first, rowid");
  statement.bind(1, kind).bind(2, arm).bind(3, arm).bind(4, name).bind(5, name);
  std::vector<Row> rows;
  while (statement.step())
    rows.push_back({static_cast<std::uint32_t>(statement.number(0)), static_cast<std::uint32_t>(statement.number(1)),
        statement.text(2), statement.text(3)});
  return rows;
}

std::vector<StoreTables::Row> StoreTables::blocks(const Asked& asked) {
  std::vector<Row> found = rows(outcome_kind, asked.arms.front().name, asked.outcomes.front().name);
  std::uint32_t next = 0;
  constexpr std::uint32_t longest = 1U << 20U;
  for (const Row& row : found) {
    if (row.first != next || row.count == 0 || row.count > longest)
      damaged("the block of histories from " + std::to_string(next));
    next = row.first + row.count;
  }
  return found;
}

Block StoreTables::read_block(const Asked& asked, const Row& row) {
  const auto months = static_cast<std::size_t>(asked.months);
  const std::size_t outcomes = asked.outcomes.size();
  const std::size_t series = asked.series.size();
  Block block{row.first, row.count, {}, {}};
  block.outcomes.resize(asked.arms.size() * row.count * outcomes);
  block.series.resize(asked.arms.size() * row.count * series * months);
  for (std::size_t arm = 0; arm < asked.arms.size(); ++arm) {
    for (std::size_t o = 0; o < outcomes; ++o) {
      const std::vector<double> values =
          read({outcome_kind, row.first, row.count, asked.arms[arm].name, asked.outcomes[o].name}, row.count);
      for (std::size_t h = 0; h < row.count; ++h) block.outcomes[(arm * row.count + h) * outcomes + o] = values[h];
    }
    for (std::size_t s = 0; s < series; ++s) {
      const std::vector<double> values =
          read({series_kind, row.first, row.count, asked.arms[arm].name, asked.series[s]}, row.count * months);
      for (std::size_t h = 0; h < row.count; ++h)
        std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(h * months), months,
            block.series.begin() + static_cast<std::ptrdiff_t>(((arm * row.count + h) * series + s) * months));
    }
  }
  return block;
}

std::optional<KeptDraw> StoreTables::read_draw(const Asked& asked, std::uint32_t number) {
  Statement statement(*database_, "SELECT count FROM packed WHERE kind = 'draw' AND first = ? AND arm = '' AND name = ''");
  statement.bind(1, std::int64_t{number});
  if (!statement.step()) return std::nullopt;
  KeptDraw draw;
  draw.number = number;
  draw.histories = static_cast<std::uint32_t>(statement.number(0));
  constexpr std::size_t sums = 3;
  const std::vector<double> values = read({draw_kind, number, draw.histories, "", ""}, 1 + sums * asked.outcomes.size());
  const auto count_of = [&](double value) {
    if (!(value >= 0 && value <= draw.histories)) damaged("draw " + std::to_string(number));
    return static_cast<std::uint32_t>(value);
  };
  draw.marked = count_of(values[0]);
  for (std::size_t at = 1; at < values.size(); at += sums)
    draw.differences.push_back({count_of(values[at]), values[at + 1], values[at + 2]});
  return draw;
}

void refuse_as_no_store(const std::string& path) {
  const std::string remedy = path.ends_with(".toml") ? "Of a scenario say: coexist check " + shell_word(path) : "";
  throw InputError({path, 0, 0, "is not a store: it is not a file that --store wrote", remedy});
}

void check_length(const std::string& path, std::uintmax_t bytes) {
  constexpr std::uintmax_t smallest = 512;
  if (bytes < smallest) refuse_as_no_store(path);
}

std::string log_remedy(const std::string& path) {
  if (access((path + "-wal").c_str(), F_OK) != 0) return {};
  return "What was kept last lies in its log, " + printable(path) +
         "-wal; to read it takes a little room and the right to write "
         "there: make room, or copy both files elsewhere";
}

void StoreTables::damaged(const std::string& what) const {
  throw InputError({path_, 0, 0, "is damaged: " + printable(what), damage_remedy});
}

}  // namespace coexist
