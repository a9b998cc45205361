// SPDX-License-Identifier: Apache-2.0
#include "coexist/names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>

namespace coexist {
namespace {

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

constexpr std::size_t longest_compared = 64;

// Twice the edit distance (optimal string alignment), a change of case counting 1; of names that are not too long.
std::size_t distance(std::string_view a, std::string_view b) {
  using Row = std::array<std::size_t, longest_compared + 1>;
  std::array<Row, 3> rows{};  // of the letter before the last one, of the last one, of this one
  Row* before = &rows[0];
  Row* last = &rows[1];
  Row* here = &rows[2];
  for (std::size_t j = 0; j <= b.size(); ++j) (*here)[j] = 2 * j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before, last);
    std::swap(last, here);
    (*here)[0] = 2 * i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0U : lower(a[i - 1]) == lower(b[j - 1]) ? 1U : 2U;
      (*here)[j] = std::min({(*last)[j] + 2, (*here)[j - 1] + 2, (*last)[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) (*here)[j] = std::min((*here)[j], (*before)[j - 2] + 2);
    }
  }
  return (*here)[b.size()];
}

}  // namespace

std::string nearest_name(std::string_view name, std::span<const std::string> candidates) {
  if (name.empty() || name.size() > longest_compared) return {};
  std::string best;
  std::size_t least = std::max<std::size_t>(2, 2 * name.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > longest_compared) continue;
    const auto same_letter = [](char a, char b) { return lower(a) == lower(b); };
    if (std::ranges::equal(name, candidate, same_letter)) return candidate;  // whatever the case
    const std::size_t d = distance(name, candidate);
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

std::string suggestion(std::string_view name, std::span<const std::string> candidates) {
  if (const std::string near = nearest_name(name, candidates); !near.empty()) return "Did you mean '" + near + "'?";
  if (candidates.empty()) return {};
  std::string text = "Known: ";
  constexpr std::size_t most = 12;
  for (std::size_t i = 0; i < std::min(most, candidates.size()); ++i) text += (i ? ", " : "") + candidates[i];
  if (candidates.size() > most) text += ", and " + std::to_string(candidates.size() - most) + " more";
  return text;
}

std::string called_so(std::string text, std::string_view one, std::string_view many) {
  constexpr std::string_view from = "superpower";
  if (one == from) return text;
  const bool is_name = text.find(' ') == text.npos;
  std::size_t at = 0;
  while ((at = text.find(from, at)) != text.npos) {
    std::size_t size = from.size();
    const bool several = text.substr(at + size).starts_with('s');
    if (several) ++size;
    std::string to(several ? many : one);
    if (is_name) std::ranges::replace(to, ' ', '_');
    // "a superpower", "an empire"; "the rival superpower", "the rival".
    constexpr std::string_view rival = "rival ";
    const std::string_view before = std::string_view(text).substr(0, at);
    const bool article = before == "a " || before.ends_with(" a ");
    if (article && std::string_view("aeiouAEIOU").contains(to.front())) {
      text.insert(at - 1, "n");
      ++at;
    } else if (before.ends_with(rival) && to.starts_with("rival")) {
      at -= rival.size();
      size += rival.size();
    }
    text.replace(at, size, to);
    at += to.size();
  }
  return text;
}

std::string shell_word(const std::string& text) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=.,:/@%";
  if (!text.empty() && text.find_first_not_of(plain) == std::string::npos) return text;
  const std::string visible = printable(text);
  // Bash's form for what cannot be shown as it is; elsewhere a quote ends the word, stands by itself and begins it again.
  const bool escapes = visible != text;
  std::string shown = escapes ? "$'" : "'";
  for (const char c : text) {
    if (c == '\'')
      shown += escapes ? "\\'" : "'\\''";
    else if (c == '\\' && escapes)
      shown += "\\\\";
    else
      shown += c;
  }
  return (escapes ? printable(shown) : shown) + '\'';
}

}  // namespace coexist
