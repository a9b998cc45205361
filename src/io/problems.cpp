// SPDX-License-Identifier: Apache-2.0
#include "io/problems.h"

#include <algorithm>
#include <tuple>

#include "io/limits.h"

namespace coexist {
namespace {

// The length of the UTF-8 sequence at the start of `text` (RFC 3629: shortest form, no surrogates), or 0.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return continues(1) ? 2 : 0;
  if (first >= 0xE0 && first < 0xF0) {
    if (!continues(1) || !continues(2)) return 0;
    if (first == 0xE0 && byte(1) < 0xA0) return 0;
    return first == 0xED && byte(1) >= 0xA0 ? 0 : 3;
  }
  if (first >= 0xF0 && first < 0xF5) {
    if (!continues(1) || !continues(2) || !continues(3)) return 0;
    if (first == 0xF0 && byte(1) < 0x90) return 0;
    return first == 0xF4 && byte(1) >= 0x90 ? 0 : 4;
  }
  return 0;
}

std::string hexadecimal(unsigned char byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  return std::string("\\x") + digits[byte >> 4U] + digits[byte & 15U];
}

// C0 and DEL; C1 (U+0080 to U+009F); line and paragraph separators and the marks of writing direction.
bool is_control(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  if (character.size() == 1) return byte(0) < 0x20 || byte(0) == 0x7F;
  if (character.size() == 2) return byte(0) == 0xC2 && byte(1) < 0xA0;
  if (character.size() == 3 && byte(0) == 0xE2 && byte(1) == 0x80)
    return byte(2) == 0x8E || byte(2) == 0x8F || (byte(2) >= 0xA8 && byte(2) <= 0xAE);
  return character.size() == 3 && byte(0) == 0xE2 && byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9;
}

}  // namespace

std::size_t first_byte_not_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(text.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

std::string printable(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(1, sequence_length(text));
    const std::string_view character = text.substr(0, length);
    if (sequence_length(text) == 0 || is_control(character)) {
      for (const char c : character) result += c == '\n' ? "\\n" : c == '\t' ? "\\t" : hexadecimal(static_cast<unsigned char>(c));
    } else {
      result += character;
    }
    text.remove_prefix(length);
  }
  return result;
}

std::string quoted(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t characters = 0; end < text.size() && characters < limits::quoted_characters; ++characters)
    end += std::max<std::size_t>(1, sequence_length(text.substr(end)));
  return "'" + printable(text.substr(0, end)) + (end < text.size() ? "...'" : "'");
}

std::string entries(std::size_t number) { return std::to_string(number) + (number == 1 ? " entry" : " entries"); }

int Problems::add_origin(std::string_view name) {
  origins_.push_back(printable(name));
  return static_cast<int>(origins_.size()) - 1;
}

void Problems::add(Place place, std::string_view message, std::string_view remedy) {
  if (found_.size() < limits::problems_kept)
    found_.push_back({place, found_.size(), printable(message), printable(remedy)});
  else
    ++not_kept_;
}

bool Problems::many() const { return found_.size() >= limits::problems_kept; }

void Problems::throw_if_any() {
  if (found_.empty()) return;
  // Those of one place stay in the order in which they were found.
  std::ranges::sort(found_, {},
      [](const Found& found) { return std::tuple(found.place.option, found.place.line, found.place.column, found.number); });
  std::vector<Problem> listed;
  for (const Found& found : found_) {
    if (listed.size() == limits::problems_listed) break;
    const Place& place = found.place;
    listed.push_back({origins_[static_cast<std::size_t>(place.option)], place.option ? 0 : place.line,
        place.option ? 0 : place.column, found.message, found.remedy});
  }
  if (const std::size_t more = found_.size() - listed.size() + not_kept_; more > 0)
    listed.push_back(
        {origins_.front(), 0, 0, "and " + std::to_string(more) + (more == 1 ? " more problem" : " more problems"), ""});
  throw InputError(std::move(listed));
}

}  // namespace coexist
