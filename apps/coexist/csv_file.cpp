// SPDX-License-Identifier: Apache-2.0
#include "csv_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>

#include "coexist/error.h"
#include "command_line.h"

namespace coexist::command {
namespace {

void refuse_unless_new(const std::string& option, const std::string& path, bool force) {
  struct stat about{};
  if (lstat(path.c_str(), &about) != 0) {
    if (errno == ENOENT) return;
    throw UsageError("--" + option + ' ' + in_quotes(path) + " cannot be written: " + std::strerror(errno));
  }
  if (S_ISDIR(about.st_mode))
    throw UsageError("--" + option + ' ' + in_quotes(path) + " is a directory, expected the name of a file");
  if (!S_ISREG(about.st_mode))
    throw UsageError("--" + option + ' ' + in_quotes(path) + " is not a regular file, expected the name of a new one");
  if (!force)
    throw UsageError("--" + option + ' ' + in_quotes(path) + " exists. Choose another name, or overwrite it with --force");
}

std::string digits_of(double value) {
  char digits[32];
  constexpr int enough_to_read_back = 17;
  return {digits, std::to_chars(digits, digits + sizeof digits, value, std::chars_format::general, enough_to_read_back).ptr};
}

// Quoted where it holds a comma (RFC 4180); names of scenarios hold no quotation mark.
std::string field(const std::string& text) { return text.find(',') == std::string::npos ? text : '"' + text + '"'; }

}  // namespace

CsvFile::CsvFile(std::string option, std::string path, bool force)
    : option_(std::move(option)), path_(std::move(path)), partial_(path_ + ".partial-" + std::to_string(getpid())),
      force_(force) {
  refuse_unless_new(option_, path_, force_);
  if (path_.ends_with('/'))
    throw UsageError("--" + option_ + ' ' + in_quotes(path_) + " is a directory, expected the name of a file");
  const int descriptor = open(partial_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (descriptor >= 0) file_ = fdopen(descriptor, "w");
  if (!file_) throw UsageError("--" + option_ + ' ' + in_quotes(path_) + " cannot be written: " + std::strerror(errno));
}

CsvFile::~CsvFile() {
  if (!file_) return;
  static_cast<void>(std::fclose(file_));
  static_cast<void>(unlink(partial_.c_str()));
}

void CsvFile::fail() const { throw RunError(in_quotes(path_) + " cannot be written: " + std::strerror(errno)); }

void CsvFile::write(const std::string& line) {
  if (std::fwrite(line.data(), 1, line.size(), file_) != line.size()) fail();
}

void CsvFile::outcome_header(const std::vector<std::string>& outcomes) {
  std::string line = "history,arm";
  for (const std::string& outcome : outcomes) line += ',' + outcome;
  write(line + '\n');
}

void CsvFile::outcomes(std::uint32_t history, const char* arm, const std::vector<double>& values) {
  std::string line = std::to_string(history) + ',' + arm;
  for (const double value : values) line += ',' + digits_of(value);
  write(line + '\n');
}

void CsvFile::event_header() { write("history,arm,date,kind,actor,target,place,result,number\n"); }

void CsvFile::event(const HistoryEvent& event) {
  std::string line = std::to_string(event.history) + ',' + event.arm + ',' + event.date.text() + ',' + event.kind + ',' +
                     event.actor + ',' + event.target + ',' + field(event.place) + ',' + field(event.result) + ',';
  if (event.kind == "crisis" || event.kind == "unrest") line += digits_of(event.number);
  write(line + '\n');
}

void CsvFile::finish() {
  if (std::fflush(file_) != 0 || fsync(fileno(file_)) != 0) fail();
  // A file that has come to be there meanwhile is somebody else's; not every file system can refuse in the same step.
  const bool moved =
      force_ ? std::rename(partial_.c_str(), path_.c_str()) == 0
             : renameat2(AT_FDCWD, partial_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE) == 0 ||
                   (errno == EINVAL && access(path_.c_str(), F_OK) != 0 && std::rename(partial_.c_str(), path_.c_str()) == 0);
  if (!moved) fail();
  static_cast<void>(std::fclose(file_));
  file_ = nullptr;
}

}  // namespace coexist::command
