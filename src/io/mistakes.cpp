// SPDX-License-Identifier: Apache-2.0
#include "io/mistakes.h"

#include <algorithm>
#include <vector>

#include "coexist/dates.h"

namespace coexist {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") + 1 - first);
}

// Where line `number` begins; npos where there is none.
std::size_t start_of_line(std::string_view text, int number) {
  std::size_t at = 0;
  for (int line = 1; line < number; ++line) {
    at = text.find('\n', at);
    if (at == text.npos) return at;
    ++at;
  }
  return at;
}

std::string_view line_at(std::string_view text, std::size_t start) {
  return text.substr(start, std::min(text.find('\n', start), text.size()) - start);
}

// What a walk through the text up to the end of a line has met.
struct Left {
  char quote = 0;             // that the line leaves open
  std::vector<int> brackets;  // lines of the '[' and '{' that are open
};

Left left_open(std::string_view text, std::size_t end) {
  Left left;
  int line = 1;
  for (std::size_t at = 0; at < end; ++at) {
    const char c = text[at];
    if (c == '\n') {
      ++line;
    } else if (c == '#') {
      at = std::min(text.find('\n', at), end) - 1;
    } else if (c == '"' || c == '\'') {
      const std::size_t close = text.find_first_of(c == '"' ? "\"\n" : "'\n", at + 1);
      if (close == text.npos || text[close] == '\n') {
        left.quote = c;
        at = std::min(close, end) - 1;
      } else {
        left.quote = 0;
        at = close;
      }
    } else if (c == '[' || c == '{') {
      left.brackets.push_back(line);
    } else if ((c == ']' || c == '}') && !left.brackets.empty()) {
      left.brackets.pop_back();
    }
    if (c == '\n' && at + 1 < end) left.quote = 0;  // only the last line's counts
  }
  return left;
}

// The text before a comment, as far as it can be told.
std::string_view without_comment(std::string_view line) {
  const std::size_t comment = line.find('#');
  return trimmed(line.substr(0, comment));
}

bool is_number_with_comma(std::string_view value) {
  const std::size_t comma = value.find(',');
  if (comma == value.npos || comma == 0 || comma + 1 == value.size()) return false;
  const auto digits = [](std::string_view part) { return std::ranges::all_of(part, is_digit); };
  const std::string_view whole = value.substr(value.starts_with('-') || value.starts_with('+') ? 1 : 0);
  return digits(whole.substr(0, whole.find(','))) && digits(value.substr(comma + 1));
}

// A date outside quotes in which a parser stopped: it ends at the mark, or the mark lies within it.
std::string_view unquoted_date(std::string_view line, std::size_t mark) {
  constexpr std::size_t length = 7;  // 1956-02
  char quote = 0;
  for (std::size_t at = 0; at < line.size() && at <= mark; ++at) {
    const char c = line[at];
    if (quote != 0 ? c == quote : c == '"' || c == '\'') {
      quote = quote != 0 ? 0 : c;
      continue;
    }
    if (quote != 0 || !is_digit(c) || (at > 0 && (is_digit(line[at - 1]) || is_letter(line[at - 1])))) continue;
    const std::string_view date = line.substr(at, length);
    if (date.size() == length && Date::parse(date) && mark <= at + length) return date;
  }
  return {};
}

std::string about_value(std::string_view key, std::string_view value) {
  constexpr std::size_t longest = 40;
  if (value.empty()) return "Give " + quoted(key) + " a value after the '='";
  if (is_number_with_comma(value)) return "Write a decimal point, not a comma";
  if (Date::parse(value)) return "Put a date in quotes: \"" + std::string(value) + "\"";
  const std::string word(value);
  if (word == "True" || word == "TRUE" || word == "False" || word == "FALSE") return "Write true or false in small letters";
  const bool leading_zero = value.size() > 1 && value[0] == '0' && is_digit(value[1]);
  if (leading_zero && std::ranges::all_of(value, [](char c) { return is_digit(c) || c == '.'; }))
    return "Write a number without leading zeros";
  if (value.ends_with('%') && is_digit(value[0])) return "Write a share without '%': 5 % is 0.05";
  if (value.starts_with('.') || value.ends_with('.')) return "Write a digit on both sides of the decimal point";
  if (is_letter(value[0]) && value.find_first_of("\"'[]{}=") == value.npos)
    return "Put a text in quotes: \"" + printable(value.substr(0, longest)) + (value.size() > longest ? "...\"" : "\"");
  return {};
}

}  // namespace

std::string excerpt_of(std::string_view text, Place place) {
  constexpr std::size_t widest = 68;  // of a line of 80, with the indentation
  if (place.line < 1 || place.column < 1) return {};
  const std::size_t start = start_of_line(text, place.line);
  if (start == text.npos) return {};
  // One character a column: what a terminal would take for more, or for a command, is shown as '?'.
  std::string shown;
  std::vector<std::size_t> columns;  // where each character of `shown` begins
  for (std::string_view rest = line_at(text, start); !rest.empty();) {
    std::size_t length = 1;
    while (length < rest.size() && continues_character(rest[length])) ++length;
    const std::string_view character = rest.substr(0, length);
    columns.push_back(shown.size());
    if (character == "\t")
      shown += ' ';
    else
      shown += printable(character) == character ? character : "?";
    rest.remove_prefix(length);
  }
  while (
      !shown.empty() && (shown.back() == ' ' || shown.back() == '?') && columns.size() > static_cast<std::size_t>(place.column)) {
    shown.pop_back();
    columns.pop_back();
  }
  const std::size_t mark = std::min(static_cast<std::size_t>(place.column) - 1, columns.size());
  const std::size_t first = mark > widest * 3 / 4 ? mark - widest * 3 / 4 : 0;
  columns.push_back(shown.size());
  const std::size_t last = std::min(first + widest, columns.size() - 1);
  return "    " + shown.substr(columns[first], columns[last] - columns[first]) + "\n    " + std::string(mark - first, ' ') + '^';
}

std::string likely_mistake(std::string_view text, Place place) {
  const std::size_t start = start_of_line(text, std::max(1, place.line));
  if (start == text.npos) return {};
  const std::string_view line = line_at(text, start);
  for (const char* const mark : {"\u201c", "\u201d", "\u201e", "\u2018", "\u2019", "\u00ab", "\u00bb"})
    if (line.contains(mark)) return "Use straight quotes: \"";
  if (const std::string_view date = unquoted_date(line, static_cast<std::size_t>(std::max(1, place.column)) - 1); !date.empty())
    return "Put a date in quotes: \"" + std::string(date) + '"';
  const Left left = left_open(text, start + line.size());
  if (left.quote != 0) return std::string("Close the text with ") + left.quote;
  const std::string_view said = without_comment(line);
  const std::size_t equals = said.find('=');
  if (equals != said.npos) {
    const std::string_view key = trimmed(said.substr(0, equals));
    const std::string_view value = trimmed(said.substr(equals + 1));
    if (!left.brackets.empty() && left.brackets.front() < place.line && !said.starts_with('{'))
      return "Close the bracket that is opened in line " + std::to_string(left.brackets.front());
    if (std::string about = about_value(key, value); !about.empty()) return about;
  } else if (said.find(':') != said.npos && !said.empty() && is_letter(said[0])) {
    return "Write key = value, with '=' rather than ':'";
  } else if (!said.empty() && is_letter(said[0]) && left.brackets.empty()) {
    return "Write key = value, or begin a comment with #";
  }
  if (!left.brackets.empty()) return "Close the bracket that is opened in line " + std::to_string(left.brackets.back());
  return {};
}

}  // namespace coexist
