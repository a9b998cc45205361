// SPDX-License-Identifier: Apache-2.0
// Keeps a run: what SQLite is asked to promise, and the order in which things are written.
#include "coexist/store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>

#include "coexist/error.h"
#include "coexist/new_file.h"
#include "io/problems.h"
#include "io/store_tables.h"

namespace coexist {
namespace {

constexpr auto between_commits = std::chrono::milliseconds(500);  // of draws, which are small; a block is committed at once
constexpr const char* go_on = "What was finished is in it: the same command with --resume goes on";
constexpr std::size_t longest_shown = 60;

std::string shown(const std::string& value) {
  return value.empty() ? "none" : value.size() > longest_shown || value.find('\n') != std::string::npos ? "another" : value;
}

}  // namespace

class StoreFile::Open {
 public:
  Open(const std::string& path, const Asked& asked)
      : path_(path), asked_(asked), database_(path, Database::Access::write), tables_(path, database_) {
    // Locked until it is closed, by a lock that ends with the process.
    database_.execute("PRAGMA page_size = 8192; PRAGMA locking_mode = EXCLUSIVE");
    const bool is_new = tables_.is_empty();
    if (!is_new) {  // before anything is written: what cannot be gone on with stays as it was
      tables_.check_schema();
      compare(tables_.read_asked());
    }
    // A write-ahead log: a commit is whole or not there.
    database_.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE");
    if (is_new)
      tables_.create();
    else
      forget();
    tables_.write_asked(asked_);
    // Of a run that is gone on with, what is asked now is committed with the first of what is kept now: whoever finds before that it
    // cannot be gone on with leaves it as it was.
    if (is_new) database_.execute("COMMIT");
    for (const StoreTables::Row& row : tables_.blocks(asked_)) histories_ = row.first + row.count;
    has_draws_ = !tables_.rows(draw_kind).empty();
    for (const StoreTables::Row& row : tables_.rows(monthly_kind)) summarised_ = std::max(summarised_, row.count);
    for (const StoreTables::Row& row : tables_.rows(events_kind, asked_.arms.front().name)) traced_ = row.first + 1;
  }

  ~Open() {
    // One file again, which needs no log beside it to be read.  Where that fails, the log stays and is read with it.
    try {
      if (database_.in_transaction()) database_.execute("ROLLBACK");
      database_.execute("PRAGMA journal_mode = DELETE");
    } catch (const DatabaseError&) {
    }
  }
  Open(const Open&) = delete;
  Open& operator=(const Open&) = delete;

  std::uint32_t histories() const { return histories_; }
  std::uint32_t summarised() const { return summarised_; }
  std::uint32_t traced() const { return traced_; }

  void replay(const std::function<bool(Block&&)>& take) {
    for (const StoreTables::Row& row : tables_.blocks(asked_))
      if (!take(tables_.read_block(asked_, row))) return;
  }

  std::optional<KeptDraw> draw(std::uint32_t number) { return has_draws_ ? tables_.read_draw(asked_, number) : std::nullopt; }

  void keep(const Block& block) {
    const auto months = static_cast<std::size_t>(asked_.months);
    const std::size_t outcomes = asked_.outcomes.size();
    const std::size_t series = asked_.series.size();
    begin();
    std::vector<double> column;
    for (std::size_t arm = 0; arm < asked_.arms.size(); ++arm) {
      const std::string& name = asked_.arms[arm].name;
      const std::size_t first = arm * block.count;
      for (std::size_t o = 0; o < outcomes; ++o) {
        column.clear();
        for (std::size_t h = first; h < first + block.count; ++h) column.push_back(block.outcomes[h * outcomes + o]);
        tables_.write({outcome_kind, block.first, block.count, name, asked_.outcomes[o].name}, column);
      }
      for (std::size_t s = 0; s < series; ++s) {
        column.clear();
        for (std::size_t h = first; h < first + block.count; ++h) {
          const auto values = block.series.begin() + static_cast<std::ptrdiff_t>((h * series + s) * months);
          column.insert(column.end(), values, values + static_cast<std::ptrdiff_t>(months));
        }
        tables_.write({series_kind, block.first, block.count, name, asked_.series[s]}, column);
      }
    }
    commit();
    histories_ = block.first + block.count;
  }

  void keep(const KeptDraw& draw) {
    begin();
    std::vector<double> values = {static_cast<double>(draw.marked)};
    for (const KeptDraw::Sums& sums : draw.differences)
      values.insert(values.end(), {static_cast<double>(sums.count), sums.mean, sums.squares});
    tables_.write({draw_kind, draw.number, draw.histories, "", ""}, values);
    if (Clock::now() - committed_ > between_commits) commit();
  }

  void keep(const std::vector<MonthlySummary>& summaries) {
    begin();
    for (const MonthlySummary& summary : summaries) {
      std::vector<double> values = summary.mean;
      values.insert(values.end(), summary.low.begin(), summary.low.end());
      values.insert(values.end(), summary.high.begin(), summary.high.end());
      tables_.write({summary.all ? course_kind : monthly_kind, 0, summary.histories, summary.arm, summary.series}, values);
      if (!summary.all) summarised_ = summary.histories;
    }
    commit();
  }

  void keep(const std::vector<TracedHistory>& arms) {
    begin();
    for (const TracedHistory& traced : arms) {
      tables_.write_text({events_kind, traced.history, 1, traced.arm, ""}, traced.events);
      for (std::size_t c = 0; c < traced.columns.size(); ++c)
        tables_.write({trace_kind, traced.history, 1, traced.arm, asked_.columns[c].name}, traced.columns[c]);
      traced_ = traced.history + 1;
    }
    commit();
  }

  void commit() {
    if (database_.in_transaction()) database_.execute("COMMIT");
    committed_ = Clock::now();
  }

  void finish(const Shown& answer) {
    begin();
    tables_.write_text({answer_kind, 0, 1, "", "screen"}, answer.screen);
    tables_.write_text({answer_kind, 0, 1, "", "everything"}, answer.everything);
    tables_.write_text({answer_kind, 0, 1, "", "json"}, answer.json);
    commit();
    // As when it is closed, but here a failure is told.
    database_.execute("PRAGMA journal_mode = DELETE");
  }

 private:
  using Clock = std::chrono::steady_clock;

  void begin() {
    if (!database_.in_transaction()) database_.execute("BEGIN IMMEDIATE");
  }

  // Throws InputError where what is kept answers something else, with every difference.
  void compare(const Asked& kept) const {
    std::vector<Problem> problems;
    const char* const remedy = "Ask the same, choose another file, or overwrite this one with --force (without --resume)";
    for (const auto& [name, value] : asked_.same) {
      const auto found = std::ranges::find(kept.same, name, &Asked::Entry::first);
      const std::string before = found == kept.same.end() ? "" : found->second;
      // The text differs wherever anything of it does: said only where nothing else says it.
      if (before == value || (!problems.empty() && name == "text of the scenario")) continue;
      const std::string was = shown(before);
      const std::string message =
          was == "another" || shown(value) == "another" || was == shown(value)
              ? "keeps a run of another " + name
              : "keeps a run of another " + name + ": there it is " + printable(was) + ", asked is " + printable(shown(value));
      problems.push_back({path_, 0, 0, message, remedy});
      if (name == "command") break;  // whose other entries are others'
    }
    // One remedy is enough.
    for (std::size_t n = 0; n + 1 < problems.size(); ++n) problems[n].remedy.clear();
    if (!problems.empty()) throw InputError(std::move(problems));
    if (kept.arms.size() != asked_.arms.size() || kept.outcomes.size() != asked_.outcomes.size() || kept.months != asked_.months)
      throw InputError({path_, 0, 0, "keeps other outcomes or arms than those asked for", remedy});
    if (kept.worlds > asked_.worlds)
      throw InputError({path_, 0, 0,
          "keeps a run of " + std::to_string(kept.worlds) + " histories an arm, more than the " + std::to_string(asked_.worlds) +
              " asked for",
          "Ask for at least as many with --worlds"});
  }

  // What does not hold of what is asked now: the answer, until it is given again, and draws that are of no use to it.
  void forget() {
    Statement draws(database_, "DELETE FROM packed WHERE kind = 'draw' AND (first >= ? OR count > ?)");
    draws.bind(1, std::int64_t{asked_.draws}).bind(2, std::int64_t{asked_.histories_a_draw}).run();
    database_.execute("DELETE FROM packed WHERE kind IN ('answer', 'course')");
  }

  std::string path_;
  Asked asked_;
  Database database_;
  StoreTables tables_;
  std::uint32_t histories_ = 0, summarised_ = 0, traced_ = 0;
  bool has_draws_ = false;  // from before: those of this run are not asked for again
  Clock::time_point committed_ = Clock::now();
};

StoreFile::StoreFile(std::string path, How how) : path_(std::move(path)), how_(std::move(how)) {}
StoreFile::~StoreFile() = default;

namespace {

// Removes a store and what SQLite left beside it, unless somebody writes it.
void remove_store(const std::string& path) {
  try {
    Database old(path, Database::Access::write);
    old.execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; ROLLBACK");
  } catch (const DatabaseError& error) {
    if (error.is_busy())
      throw InputError({path, 0, 0, "is in use by another run of the program", "Wait until it ends, or choose another file"});
    // What cannot be opened can be overwritten.
  }
  for (const char* suffix : {"", "-wal", "-shm", "-journal"})
    if (unlink((path + suffix).c_str()) != 0 && errno != ENOENT)
      throw InputError({path, 0, 0, std::string("cannot be overwritten: ") + std::strerror(errno), ""});
}

// Runs `work`, turning what SQLite says into a RunError.
template <class Work> auto writing(const std::string& path, Work work) {
  try {
    return work();
  } catch (const DatabaseError& error) {
    throw RunError(quoted(path) + " cannot be written: " + printable(error.what()) + ". " + go_on);
  }
}

}  // namespace

void StoreFile::begin(const Asked& asked) {
  const bool there = is_regular_file("--store", path_);
  if (there && !how_.resume && !how_.force)
    throw InputError({"--store", 0, 0, quoted(path_) + " exists",
        "Go on with it with --resume, choose another name, or overwrite it with --force"});
  if (there && !how_.resume) remove_store(path_);
  if (!there || !how_.resume) create_new_file("--store", path_);
  // One that was killed before it began is empty, and is begun.
  struct stat about{};
  if (stat(path_.c_str(), &about) == 0 && about.st_size > 0) check_length(path_, static_cast<std::uintmax_t>(about.st_size));
  Asked noted = asked;
  noted.noted.emplace_back("command line", how_.command);
  try {
    open_ = std::make_unique<Open>(path_, noted);
  } catch (const DatabaseError& error) {
    if (error.is_of_the_disk()) throw RunError(quoted(path_) + " cannot be written: " + printable(error.what()));
    reading(path_, [&] { throw error; });
  }
}

std::uint32_t StoreFile::histories() const { return open_->histories(); }
std::uint32_t StoreFile::summarised() const { return open_->summarised(); }
std::uint32_t StoreFile::traced() const { return open_->traced(); }

void StoreFile::replay(const std::function<bool(Block&&)>& take) {
  reading(path_, [&] { open_->replay(take); });
}
std::optional<KeptDraw> StoreFile::draw(std::uint32_t number) {
  return reading(path_, [&] { return open_->draw(number); });
}
void StoreFile::keep(const Block& block) {
  writing(path_, [&] { open_->keep(block); });
}
void StoreFile::keep(const KeptDraw& draw) {
  writing(path_, [&] { open_->keep(draw); });
}
void StoreFile::keep(const std::vector<MonthlySummary>& summaries) {
  writing(path_, [&] { open_->keep(summaries); });
}
void StoreFile::keep(const std::vector<TracedHistory>& arms) {
  writing(path_, [&] { open_->keep(arms); });
}
void StoreFile::flush() {
  writing(path_, [&] { open_->commit(); });
}

void StoreFile::finish(const Shown& answer) {
  writing(path_, [&] { open_->finish(answer); });
  open_.reset();
}

}  // namespace coexist
