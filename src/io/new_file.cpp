// SPDX-License-Identifier: Apache-2.0
#include "coexist/new_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "coexist/error.h"
#include "io/problems.h"

namespace coexist {
namespace {

constexpr mode_t all_may = 0666;  // less what the user's umask takes away
constexpr std::size_t buffered = 1 << 16;

[[noreturn]] void refuse(
    const std::string& option, const std::string& path, const std::string& why, const std::string& remedy = {}) {
  throw InputError({option, 0, 0, quoted(path) + ' ' + why, remedy});
}

int open_new(const std::string& option, const std::string& path, const std::string& file) {
  const int opened = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, all_may);
  if (opened < 0) refuse(option, path, std::string("cannot be written: ") + std::strerror(errno));
  return opened;
}

}  // namespace

bool is_regular_file(const std::string& option, const std::string& path) {
  struct stat about{};
  if (path.ends_with('/')) refuse(option, path, "is a directory, expected the name of a file");
  if (lstat(path.c_str(), &about) != 0) {
    if (errno == ENOENT) return false;
    refuse(option, path, std::string("cannot be used: ") + std::strerror(errno));
  }
  if (S_ISDIR(about.st_mode)) refuse(option, path, "is a directory, expected the name of a file");
  if (!S_ISREG(about.st_mode)) refuse(option, path, "is not a regular file, expected the name of one");
  return true;
}

void create_new_file(const std::string& option, const std::string& path) { close(open_new(option, path, path)); }

NewFile::NewFile(std::string option, std::string path, bool force)
    : path_(std::move(path)), partial_(path_ + ".partial-" + std::to_string(getpid())), force_(force) {
  if (is_regular_file(option, path_) && !force_)
    refuse(option, path_, "exists", "Choose another name, or overwrite it with --force");
  file_ = open_new(option, path_, partial_);
}

NewFile::~NewFile() {
  if (file_ < 0) return;
  close(file_);
  static_cast<void>(unlink(partial_.c_str()));
}

void NewFile::fail() const { throw RunError(quoted(path_) + " cannot be written: " + std::strerror(errno)); }

void NewFile::write(std::string_view text) {
  buffer_ += text;
  if (buffer_.size() < buffered && !text.empty()) return;
  for (std::string_view rest = buffer_; !rest.empty();) {
    const ssize_t written = ::write(file_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail();
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
}

void NewFile::finish() {
  write("");
  if (fsync(file_) != 0) fail();
  // A file that has come to be there meanwhile is somebody else's; not every file system can refuse in the same step.
  const bool moved =
      force_ ? std::rename(partial_.c_str(), path_.c_str()) == 0
             : renameat2(AT_FDCWD, partial_.c_str(), AT_FDCWD, path_.c_str(), RENAME_NOREPLACE) == 0 ||
                   (errno == EINVAL && access(path_.c_str(), F_OK) != 0 && std::rename(partial_.c_str(), path_.c_str()) == 0);
  if (!moved) fail();
  close(file_);
  file_ = -1;
}

NewFolder::NewFolder(std::string option, std::string folder, bool force)
    : option_(std::move(option)), folder_(std::move(folder)), force_(force) {
  struct stat about{};
  if (stat(folder_.c_str(), &about) == 0) {
    if (!S_ISDIR(about.st_mode)) refuse(option_, folder_, "is a file, expected the name of a folder");
  } else if (mkdir(folder_.c_str(), 0777) != 0) {
    refuse(option_, folder_, std::string("cannot be made: ") + std::strerror(errno));
  }
}

NewFile& NewFolder::add(const std::string& name) {
  names_.push_back(folder_ + (folder_.ends_with('/') ? "" : "/") + name);
  return *files_.emplace_back(std::make_unique<NewFile>(option_, names_.back(), force_));
}

std::vector<std::string> NewFolder::finish() {
  for (const auto& file : files_) file->finish();
  return names_;
}

}  // namespace coexist
