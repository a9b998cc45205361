// SPDX-License-Identifier: Apache-2.0
// Where the text of a scenario comes from: a file, or the program itself.
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include "coexist/names.h"
#include "coexist/scenario_file.h"
#include "io/bundled.h"
#include "io/limits.h"
#include "io/problems.h"
#include "io/text_file.h"

namespace coexist {
namespace {

[[noreturn]] void refuse(const std::string& file, const std::string& message, const std::string& remedy = {}) {
  Problems problems(file);
  problems.add({}, message, remedy);
  problems.throw_if_any();
  std::abort();
}

const BundledFile* bundled(std::string_view name) {
  const auto files = bundled_files();
  const auto found = std::ranges::find(files, name, &BundledFile::name);
  return found == files.end() ? nullptr : &*found;
}

std::string of_size(std::uintmax_t bytes) {
  return "is " + std::to_string(bytes) + " bytes long, expected at most " + std::to_string(limits::file_bytes) + " bytes";
}

std::string read_file(const std::string& path) {
  const auto because = [] { return std::string(std::strerror(errno)); };
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) refuse(path, "cannot be opened: " + because());
  // A pipe has no size to ask for, so reading stops by itself, one byte beyond the limit.
  std::string text(limits::file_bytes + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  if (std::ferror(file.get())) refuse(path, "cannot be read: " + because());
  if (text.size() > limits::file_bytes)
    refuse(path, "is too long, expected at most " + std::to_string(limits::file_bytes) + " bytes");
  return text;
}

}  // namespace

void check_text(const std::string& text, Problems& problems) {
  if (text.size() > limits::file_bytes) {
    problems.add({}, "is " + std::to_string(text.size()) + " bytes long, expected at most " + std::to_string(limits::file_bytes));
  } else if (const std::size_t at = std::min(first_byte_not_utf8(text), text.find('\0')); at != std::string::npos) {
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    problems.add({static_cast<int>(line), 0}, "is not text: byte " + std::to_string(at + 1) + " of the file is " +
                                                  (text[at] == '\0' ? "zero" : "not UTF-8") + ", expected a TOML file in UTF-8");
  }
}

std::string text_of_file(const std::string& path, const std::string& expected) {
  struct stat about{};
  if (path.find('\0') != std::string::npos || stat(path.c_str(), &about) != 0)
    refuse(path, std::string("cannot be opened: ") + std::strerror(path.find('\0') != std::string::npos ? EINVAL : errno));
  if (S_ISDIR(about.st_mode)) refuse(path, "is a directory, expected " + expected);
  if (about.st_size > 0 && static_cast<std::uintmax_t>(about.st_size) > limits::file_bytes)
    refuse(path, of_size(static_cast<std::uintmax_t>(about.st_size)));
  return read_file(path);
}

Scenario load_scenario(const std::string& name_or_path, std::span<const Override> overrides) {
  struct stat about{};
  if (name_or_path.find('\0') == std::string::npos && stat(name_or_path.c_str(), &about) == 0) {
    return read_scenario(text_of_file(name_or_path, "a scenario file"), name_or_path, overrides);
  }
  const int why = errno;
  if (const BundledFile* file = bundled(name_or_path)) return read_scenario(std::string(file->text), name_or_path, overrides);
  if (why != ENOENT && why != ENOTDIR && why != ENAMETOOLONG)
    refuse(name_or_path, std::string("cannot be opened: ") + std::strerror(why));
  const std::vector<std::string> names = bundled_scenarios();
  refuse(name_or_path, "no such file, nor a bundled scenario of that name", suggestion(name_or_path, names));
}

std::vector<std::string> bundled_scenarios() {
  std::vector<std::string> names;
  for (const BundledFile& file : bundled_files()) names.emplace_back(file.name);
  return names;
}

std::string bundled_text(const std::string& name) {
  if (const BundledFile* file = bundled(name)) return std::string(file->text);
  const std::vector<std::string> names = bundled_scenarios();
  refuse(name, "no bundled scenario of that name", suggestion(name, names));
}

}  // namespace coexist
