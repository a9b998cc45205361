// SPDX-License-Identifier: Apache-2.0
// The address of an entity: a hash of its name, so that the order of listing and the presence of others cannot shift its luck.
#pragma once

#include <cstdint>
#include <string_view>

namespace coexist {

// 64-bit FNV-1a (Fowler, Noll and Vo) of an entity's name: "polity:USA", "dyad:RUS>IND", "pair:RUS|USA", "flashpoint:Berlin".
constexpr std::uint64_t name_hash(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : name) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3U;
  }
  return hash;
}

}  // namespace coexist
