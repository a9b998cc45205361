// SPDX-License-Identifier: Apache-2.0
// `new` and `schema`: where a scenario of one's own begins.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "coexist/names.h"
#include "coexist/scenario_file.h"
#include "verbs.h"

namespace coexist::command {
namespace {

void write_new_file(const std::string& path, const std::string& text, bool force) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | (force ? O_TRUNC : O_EXCL), 0666);
  if (file < 0 && errno == EEXIST) throw UsageError(in_quotes(path) + " exists; --force overwrites it");
  if (file < 0) throw UsageError(in_quotes(path) + " cannot be written: " + std::strerror(errno));
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t written = write(file, text.data() + done, text.size() - done);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const std::string why = std::strerror(errno);
      close(file);
      throw RunError(in_quotes(path) + " cannot be written: " + why);
    }
    done += static_cast<std::size_t>(written);
  }
  if (close(file) != 0) throw RunError(in_quotes(path) + " cannot be written: " + std::strerror(errno));
}

// The text of a scenario under another name: one that states its name states the new one.
std::string renamed(std::string text, const std::string& name) {
  const std::size_t at = text.find("\nname = \"");
  const std::size_t head = text.find("\n[scenario]\n");
  if (at == text.npos || head == text.npos || at < head || text.find("\n[", head + 1) < at) return text;
  return text.replace(at, text.find('\n', at + 1) - at, "\nname = \"" + name + '"');
}

}  // namespace

Outcome new_scenario_file(const CommandLine& line) {
  if (line.operands.empty()) throw UsageError("new needs a NAME; NAME.toml is written");
  if (line.operands.size() > 1) throw UsageError("new takes one NAME, found a second: " + in_quotes(line.operands[1]));
  std::string path = line.operands[0];
  if (!path.ends_with(".toml")) path += ".toml";
  const std::string name = path.substr(path.find_last_of('/') + 1, path.size() - path.find_last_of('/') - 1 - 5);
  constexpr std::size_t longest = 64;
  if (name.empty() || name.size() > longest || printable(name) != name || name.find_first_of(".\"\\") != name.npos)
    throw UsageError("new: " + in_quotes(name) +
                     " is no name of a scenario, expected at most 64 printable characters other than '.', "
                     "'\"' and '\\'");
  const std::string from = line.value("from").value_or("two-rivals");
  const std::string text = renamed(bundled_text(from), name);
  write_new_file(path,
      "# Begun as a copy of " + from + ".  What can stand here: docs/scenario.md, `coexist list library`.\n#   coexist check " +
          shell_word(path) + "\n#   coexist ask " + shell_word(path) + "\n\n" + text,
      line.has("force"));
  return {path + ", from " + from + ". Next: coexist check " + shell_word(path) + '\n'};
}

Outcome print_schema(const CommandLine& line) {
  if (!line.operands.empty()) throw UsageError("schema takes no operand, found " + in_quotes(line.operands[0]));
  return {scenario_schema()};
}

}  // namespace coexist::command
