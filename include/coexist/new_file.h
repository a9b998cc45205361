// SPDX-License-Identifier: Apache-2.0
// Files that are made: never over one that is there unless told to, never through a link, with the permissions the user gives new
// files, and whole or not at all.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coexist {

// Whether there is a file; InputError where something else has the name.  `option`: who named it, for messages.
bool is_regular_file(const std::string& option, const std::string& path);

// An empty file, or InputError.
void create_new_file(const std::string& option, const std::string& path);

// Written beside `path` and moved there by finish().
class NewFile {
 public:
  NewFile(std::string option, std::string path, bool force);  // throws InputError
  ~NewFile();
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  const std::string& partial() const { return partial_; }
  // By which this process can open the partial file again, whatever its name holds.
  std::string descriptor() const { return "/proc/self/fd/" + std::to_string(file_); }
  // These throw RunError.
  void write(std::string_view text);  // nothing: all that came before is in the file
  void finish();

 private:
  [[noreturn]] void fail() const;

  std::string path_, partial_, buffer_;
  bool force_;
  int file_ = -1;
};

// New files in a folder, which is made where it is missing.
class NewFolder {
 public:
  NewFolder(std::string option, std::string folder, bool force);  // throws InputError, as does add()
  NewFile& add(const std::string& name);
  std::vector<std::string> finish();  // all of them; their names

 private:
  std::string option_, folder_;
  bool force_;
  std::vector<std::unique_ptr<NewFile>> files_;
  std::vector<std::string> names_;
};

}  // namespace coexist
