// SPDX-License-Identifier: Apache-2.0
// `new` and `schema`: where a scenario of one's own begins.
#include "coexist/names.h"
#include "coexist/new_file.h"
#include "coexist/scenario_file.h"
#include "coexist/version.h"
#include "verbs.h"

namespace coexist::command {
namespace {

constexpr const char* to_begin_from = "two-rivals";

// The text of a scenario under another name: one that states its name states the new one.
std::string renamed(std::string text, const std::string& name) {
  const std::size_t at = text.find("\nname = \"");
  const std::size_t head = text.find("\n[scenario]\n");
  if (at == text.npos || head == text.npos || at < head || text.find("\n[", head + 1) < at) return text;
  return text.replace(at, text.find('\n', at + 1) - at, "\nname = \"" + name + '"');
}

// The line that states the version of the model, for a copy of a text that states none.  What is there to begin from begins with the
// newest, so that nothing the library has is without effect; a copy of another scenario answers as that one does.
std::string stated_version(const std::string& text, const std::string& from) {
  if (text.starts_with("model = ") || text.contains("\nmodel = ")) return "";
  const int model = from == to_begin_from ? model_version : read_scenario(text, from).model;
  const std::string newest = std::to_string(model_version);
  return "model = " + std::to_string(model) +
         (model == model_version ? "   # the newest version of the model"
                                 : "   # " + newest + " is the newest version of the model") +
         " (docs/scenario.md)\n\n";
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
  const std::string from = line.value("from").value_or(to_begin_from);
  const std::string text = renamed(bundled_text(from), name);
  NewFile file("new", path, line.has("force"));
  file.write("# Begun as a copy of " + from +
             ".  What can stand here: docs/scenario.md, `coexist list library`.\n#   coexist check " + shell_word(path) +
             "\n#   coexist ask " + shell_word(path) + "\n\n" + stated_version(text, from) + text);
  file.finish();
  return {path + ", from " + from + ". Next: coexist check " + shell_word(path) + '\n'};
}

Outcome print_schema(const CommandLine& line) {
  if (!line.operands.empty()) throw UsageError("schema takes no operand, found " + in_quotes(line.operands[0]));
  return {scenario_schema()};
}

}  // namespace coexist::command
