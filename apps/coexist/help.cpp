// SPDX-License-Identifier: Apache-2.0
// Help, from the tables of verbs and options; 80 columns.
#include <fmt/format.h>

#include "coexist/scenario_file.h"
#include "command_line.h"
#include "paragraph.h"

namespace coexist::command {
namespace {

constexpr std::size_t indent = 28;

std::string entry(const std::string& head, const std::string& purpose) {
  std::string text = fmt::format("  {:<{}}", head, indent - 2);
  // A head that is too long has its purpose on the lines below.
  bool fresh = head.size() + 3 > indent;
  if (fresh) text = "  " + head + '\n';
  for (const std::string& line : paragraph(purpose, 80 - indent)) {
    text += (fresh ? std::string(indent, ' ') : "") + line + '\n';
    fresh = true;
  }
  return text;
}

std::string options_of(Verb verb) {
  std::string text;
  std::string group;
  for (const OptionInfo& option : options()) {
    if (!(option.verbs & verb)) continue;
    if (option.group != group) text += '\n' + (group = option.group) + ":\n";
    std::string head = "--" + std::string(option.name);
    if (*option.value != '\0') head += ' ' + std::string(option.value);
    if (option.times == OptionInfo::Times::several) head += "...";
    text += entry(head, std::string(option.purpose) + (option.times == OptionInfo::Times::once ? "" : "; repeatable"));
  }
  return text;
}

}  // namespace

std::string usage() {
  return "usage: coexist VERB ...\n       coexist --help says what there is; `coexist ask cold-war-1953` is a start\n";
}

std::string program_help() {
  std::string text =
      "coexist plays twin histories of a rivalry, with and without a foreign-policy\n"
      "doctrine, under the same luck, and says what difference it made.\n\n"
      "usage: coexist VERB ...\n\nVerbs:\n";
  for (const VerbInfo& verb : verbs()) text += entry(std::string(verb.name) + ' ' + verb.operands, verb.purpose);
  text += "  --help, VERB --help, --version\n\nA SCENARIO is a file, or the name of a bundled one:\n";
  for (const std::string& name : bundled_scenarios()) text += "  " + name + '\n';
  text +=
      "\nStart here:\n"
      "  coexist ask cold-war-1953             what difference did it make?\n"
      "  coexist ask cold-war-1953 --all       the same, with every outcome\n"
      "  coexist new my                        my.toml, a scenario of your own\n"
      "  coexist check my.toml                 is it valid?\n\n"
      "Results go to standard output, progress and messages to standard error.\n"
      "Exit codes: 0 done; 1 failed while running; 2 the input or the command line is\n"
      "wrong, nothing was run; 130 interrupted.\n";
  return text;
}

std::string verb_help(const VerbInfo& verb) {
  std::string options_text = options_of(verb.verb);
  std::string text = "usage: coexist " + std::string(verb.name) + (*verb.operands ? " " : "") + verb.operands +
                     (options_text.empty() ? "" : " [OPTIONS]") + "\n\n";
  std::string_view details = verb.details;
  while (!details.empty()) {
    const std::size_t end = details.find('\n');
    for (const std::string& line : paragraph(details.substr(0, end), 80)) text += line + '\n';
    if (details.substr(0, end).empty()) text += '\n';
    details.remove_prefix(end + 1);
  }
  return text + options_text;
}

}  // namespace coexist::command
