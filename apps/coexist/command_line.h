// SPDX-License-Identifier: Apache-2.0
// What was typed: a verb, its operands, its options.  Everything that can be wrong with it is said in one message that names what
// stands there, what was expected, and the nearest name.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace coexist::command {

// The command line is wrong; nothing was run.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum Verb : unsigned {
  ask = 1,
  run = 2,
  check = 4,
  list = 8,
  show = 16,
  bench = 32,
  export_run = 64,
  story = 128,
  begin = 256,
  schema = 512,
  claims = 1024,
  cite = 2048,
  validate = 4096
};

struct VerbInfo {
  Verb verb;
  const char* name;
  const char* operands;
  const char* purpose;
  const char* details;  // of `coexist VERB --help`
};

struct OptionInfo {
  enum class Times { once, repeatable, several };  // several: one or more values at a time
  const char* name;                                // without its dashes
  const char* value;                               // what stands for it in the help; empty: a flag; [word]: that word, or none
  unsigned verbs;
  Times times;
  const char* group;
  const char* purpose;
  bool asks = false;  // part of what is asked, rather than of how it is run or shown
};

std::span<const VerbInfo> verbs();
std::span<const OptionInfo> options();

struct CommandLine {
  enum class Wanted { result, help, version };
  Wanted wanted = Wanted::result;
  const VerbInfo* verb = nullptr;  // none: help or version of the program
  std::vector<std::string> operands;
  std::map<std::string, std::vector<std::string>, std::less<>> given;  // by option

  bool has(std::string_view option) const { return given.contains(option); }
  std::optional<std::string> value(std::string_view option) const;
  std::vector<std::string> values(std::string_view option) const;
};

// Throws UsageError.
CommandLine parse(std::span<const std::string> words);

// The whole of `text` as a whole number from `low` to `high`; throws UsageError naming the option.
std::uint64_t whole_number(std::string_view option, const std::string& text, std::uint64_t low, std::uint64_t high);

// In quotes, control characters made visible, long texts cut: safe to show in a terminal.
std::string in_quotes(std::string_view text);

std::string program_help();
std::string verb_help(const VerbInfo& verb);
// Two lines, for who types the command alone.
std::string usage();

}  // namespace coexist::command
