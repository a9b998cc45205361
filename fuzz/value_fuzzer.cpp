// SPDX-License-Identifier: Apache-2.0
// One value of a command line, read as everything that a value may be, and shown as messages show it.
#include <limits>
#include <optional>

#include "coexist/dates.h"
#include "fuzzing.h"
#include "verbs.h"

using namespace coexist;
using namespace coexist::fuzzing;

// The command's own stand beside its main().
namespace coexist::command {
void report(const std::string&) {}
void report(const InputError&) {}
}  // namespace coexist::command

namespace {

void read_as_number(const std::string& text) {
  constexpr std::uint64_t low = 1;
  for (const std::uint64_t high : {std::uint64_t{max_worlds}, std::numeric_limits<std::uint64_t>::max()}) try {
      const std::uint64_t number = command::whole_number("worlds", text, low, high);
      require(low <= number && number <= high, "a number that is taken lies in its range");
      require(text.ends_with(std::to_string(number)), "a number that is taken stands there");
    } catch (const command::UsageError& error) {
      require(printable(error.what()) == error.what(), "a refusal is printable");
    }
}

void read_as_override(const std::string& text) {
  command::CommandLine line;
  line.given["set"] = {text};
  try {
    const std::vector<Override> overrides = command::overrides_of(line);
    require(overrides.size() == 1 && overrides[0].path + '=' + overrides[0].value == text, "path and value are what was given");
  } catch (const command::UsageError& error) {
    require(printable(error.what()) == error.what(), "a refusal is printable");
  }
}

void show(const std::string& text) {
  const std::string shown = printable(text);
  require(printable(shown) == shown, "what is printable stays as it is");
  require(first_byte_not_utf8(shown) == std::string::npos, "what is printable is UTF-8");
  require(printable(quoted(text)) == quoted(text), "what is quoted is printable");
  require(printable(command::in_quotes(text)) == command::in_quotes(text), "what is quoted is printable");
  require(printable(shell_word(text)) == shell_word(text), "a word for the shell is printable");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  read_as_number(text);
  read_as_override(text);
  if (const std::optional<Date> date = Date::parse(text))
    require(date->year() == 0 || date->text() == text, "a date reads back to itself");
  show(text);
  return 0;
}
