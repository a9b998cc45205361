// SPDX-License-Identifier: Apache-2.0
#include "command_line.h"

#include <algorithm>
#include <charconv>

#include "coexist/names.h"

namespace coexist::command {
namespace {

using Words = std::vector<std::string>;

Words verb_names() {
  Words names;
  for (const VerbInfo& verb : verbs()) names.emplace_back(verb.name);
  return names;
}

std::string listed(const Words& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

bool is_option(std::string_view word) { return word.starts_with("--") && word.size() > 2; }

const VerbInfo& find_verb(const std::string& name) {
  const auto found = std::ranges::find_if(verbs(), [&](const VerbInfo& verb) { return verb.name == name; });
  if (found != verbs().end()) return *found;
  const Words names = verb_names();
  const std::string near = nearest_name(name, names);
  if (name.starts_with('-')) throw UsageError("unknown option " + in_quotes(name) + " before the verb. Verbs: " + listed(names));
  throw UsageError("unknown verb " + in_quotes(name) + '.' + (near.empty() ? "" : " Did you mean '" + near + "'?") +
                   " Verbs: " + listed(names));
}

class Parser {
 public:
  Parser(const VerbInfo& verb, std::span<const std::string> words) : words_(words) { line_.verb = &verb; }

  CommandLine parse() {
    while (at_ < words_.size()) {
      const std::string& word = words_[at_++];
      if (word == "--") {
        line_.operands.insert(line_.operands.end(), words_.begin() + static_cast<std::ptrdiff_t>(at_), words_.end());
        break;
      }
      if (word == "--help" || word == "-h") {
        line_.wanted = CommandLine::Wanted::help;
        return std::move(line_);
      }
      if (word.starts_with('-') && word.size() > 1)
        option(word);
      else
        line_.operands.push_back(word);
    }
    return std::move(line_);
  }

 private:
  void option(const std::string& word) {
    const std::size_t equals = word.find('=');
    const OptionInfo& info = find(word.substr(0, equals));
    const std::string name = "--" + std::string(info.name);
    Words& values = line_.given[info.name];
    if (!values.empty() && info.times == OptionInfo::Times::once) throw UsageError(name + " is given twice, expected once");
    const std::string_view shown = info.value;
    if (shown.starts_with('[')) return optional_word(info, shown.substr(1, shown.size() - 2), word, values);
    if (shown.empty()) {
      if (equals != std::string::npos) throw UsageError(name + " takes no value, found " + in_quotes(word.substr(equals + 1)));
      values.emplace_back();
      return;
    }
    if (equals != std::string::npos) {
      values.push_back(word.substr(equals + 1));
    } else {
      if (at_ == words_.size() || is_option(words_[at_]))
        throw UsageError(name + " needs a value: " + name + ' ' + info.value + ", " + info.purpose);
      values.push_back(words_[at_++]);
      while (info.times == OptionInfo::Times::several && at_ < words_.size() && !words_[at_].starts_with('-'))
        values.push_back(words_[at_++]);
    }
    if (values.back().empty()) throw UsageError(name + " is empty, expected " + info.value + ": " + info.purpose);
  }

  // An option with one word that may follow it: any other word is an operand.
  void optional_word(const OptionInfo& info, std::string_view only, const std::string& given, Words& values) {
    const std::size_t equals = given.find('=');
    if (equals != std::string::npos && given.substr(equals + 1) != only)
      throw UsageError("--" + std::string(info.name) + " is " + in_quotes(given.substr(equals + 1)) + ", expected " +
                       std::string(only) + " or no value");
    const bool follows = equals == std::string::npos && at_ < words_.size() && words_[at_] == only;
    if (follows) ++at_;
    values.emplace_back(follows || equals != std::string::npos ? only : "");
  }

  const OptionInfo& find(const std::string& word) const {
    Words known;
    for (const OptionInfo& info : options())
      if (info.verbs & line_.verb->verb) {
        known.push_back("--" + std::string(info.name));
        if (word == known.back()) return info;
      }
    std::string message = "unknown option " + in_quotes(word) + " of " + line_.verb->name + '.';
    for (const OptionInfo& info : options())
      if (word == "--" + std::string(info.name)) message = std::string(line_.verb->name) + " has no option " + word + '.';
    const std::string near = nearest_name(word, known);
    throw UsageError(message + (near.empty() ? "" : " Did you mean '" + near + "'?") + " `coexist " + line_.verb->name +
                     " --help` lists its options");
  }

  std::span<const std::string> words_;
  std::size_t at_ = 0;
  CommandLine line_;
};

}  // namespace

std::optional<std::string> CommandLine::value(std::string_view option) const {
  const auto found = given.find(option);
  return found == given.end() ? std::nullopt : std::optional(found->second.front());
}

std::vector<std::string> CommandLine::values(std::string_view option) const {
  const auto found = given.find(option);
  return found == given.end() ? Words{} : found->second;
}

CommandLine parse(std::span<const std::string> words) {
  CommandLine line;
  if (words.empty()) throw UsageError("a verb is missing. Verbs: " + listed(verb_names()));
  const std::string& first = words[0];
  if (first == "--help" || first == "-h" || first == "help") {
    line.wanted = CommandLine::Wanted::help;
    if (words.size() > 1) line.verb = &find_verb(words[1]);
    return line;
  }
  if (first == "--version") {
    if (words.size() > 1) throw UsageError("--version stands alone, found " + in_quotes(words[1]));
    line.wanted = CommandLine::Wanted::version;
    return line;
  }
  return Parser(find_verb(first), words.subspan(1)).parse();
}

std::uint64_t whole_number(std::string_view option, const std::string& text, std::uint64_t low, std::uint64_t high) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (whole && number >= low && number <= high) return number;
  throw UsageError("--" + std::string(option) + " is " + in_quotes(text) + ", expected a whole number from " +
                   std::to_string(low) + " to " + std::to_string(high));
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t longest = 60;
  return quoted(text, longest);
}

}  // namespace coexist::command
