// SPDX-License-Identifier: Apache-2.0
// Where the text of a scenario comes from: a file, or the program itself.
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <memory>

#include "coexist/names.h"
#include "coexist/scenario_file.h"
#include "io/bundled.h"
#include "io/files.h"
#include "io/limits.h"
#include "io/problems.h"

namespace coexist {
namespace {

[[noreturn]] void refuse(const std::string& file, const std::string& message, const std::string& remedy = {}) {
  Problems problems(file);
  problems.add({}, message, remedy);
  problems.throw_if_any();
  std::abort();
}

const BundledFile* find(std::span<const BundledFile> files, std::string_view name) {
  const auto found = std::ranges::find(files, name, &BundledFile::name);
  return found == files.end() ? nullptr : &*found;
}

const BundledFile* bundled(std::string_view name) {
  const BundledFile* file = find(bundled_files(), name);
  return file ? file : find(bundled_classics(), name);
}

std::vector<std::string> names_of(std::span<const BundledFile> files) {
  std::vector<std::string> names;
  for (const BundledFile& file : files) names.emplace_back(file.name);
  return names;
}

std::string of_size(std::uintmax_t bytes) {
  return "is " + std::to_string(bytes) + " bytes long, expected at most " + std::to_string(limits::file_bytes) + " bytes";
}

}  // namespace

std::expected<std::string, std::string> text_of_file(const std::string& path, bool plain) {
  const auto because = [] { return std::string(std::strerror(errno)); };
  struct stat about{};
  if (path.find('\0') != std::string::npos) return std::unexpected("is no name of a file");
  if (stat(path.c_str(), &about) == 0) {
    if (plain && !S_ISREG(about.st_mode)) return std::unexpected("is not a file");
    if (about.st_size > 0 && static_cast<std::uintmax_t>(about.st_size) > limits::file_bytes)
      return std::unexpected(of_size(static_cast<std::uintmax_t>(about.st_size)));
  }
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
  if (!file) return std::unexpected("cannot be opened: " + because());
  // A pipe has no size to ask for, so reading stops by itself, one byte beyond the limit.
  std::string text(limits::file_bytes + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  if (std::ferror(file.get())) return std::unexpected("cannot be read: " + because());
  if (text.size() > limits::file_bytes)
    return std::unexpected("is too long, expected at most " + std::to_string(limits::file_bytes) + " bytes");
  return text;
}

std::optional<std::string_view> piece_of_library(std::string_view name) {
  const BundledFile* file = find(bundled_pieces(), name);
  if (!file) file = bundled(name);
  return file ? std::optional(file->text) : std::nullopt;
}

Scenario load_scenario(const std::string& name_or_path, std::span<const Override> overrides, std::vector<Problem>* warnings) {
  struct stat about{};
  if (name_or_path.find('\0') == std::string::npos && stat(name_or_path.c_str(), &about) == 0) {
    if (S_ISDIR(about.st_mode)) refuse(name_or_path, "is a directory, expected a scenario file");
    std::expected<std::string, std::string> text = text_of_file(name_or_path, false);
    if (!text) refuse(name_or_path, text.error());
    return read_scenario(*text, name_or_path, overrides, warnings);
  }
  const int why = errno;
  if (const BundledFile* file = bundled(name_or_path))
    return read_scenario(std::string(file->text), name_or_path, overrides, warnings);
  if (why != ENOENT && why != ENOTDIR && why != ENAMETOOLONG)
    refuse(name_or_path, std::string("cannot be opened: ") + std::strerror(why));
  const std::string file = name_or_path + ".toml";
  std::error_code none;
  refuse(name_or_path, "no such file, nor a bundled scenario of that name",
      std::filesystem::is_regular_file(file, none) ? "Did you mean " + coexist::quoted(file) + '?'
                                                   : suggestion(name_or_path, bundled_scenarios()));
}

std::vector<std::string> bundled_scenarios() {
  std::vector<std::string> names = names_of(bundled_files());
  std::vector<std::string> classics = names_of(bundled_classics());
  std::ranges::sort(classics);  // by name, where the build goes by file
  std::ranges::move(classics, std::back_inserter(names));
  return names;
}

std::vector<std::string> library_pieces() { return names_of(bundled_pieces()); }

std::string library_text(const std::string& name) {
  if (const BundledFile* piece = find(bundled_pieces(), name)) return std::string(piece->text);
  const std::vector<std::string> names = library_pieces();
  refuse(name, "no piece of the library of that name", suggestion(name, names));
}

std::string bundled_text(const std::string& name) {
  if (const BundledFile* file = bundled(name)) return std::string(file->text);
  const std::vector<std::string> names = bundled_scenarios();
  refuse(name, "no bundled scenario of that name", suggestion(name, names));
}

}  // namespace coexist
