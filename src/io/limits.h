// SPDX-License-Identifier: Apache-2.0
// How large a scenario may be.  Beyond these the reader refuses, before it spends memory or time; docs/scenario.md lists them.
#pragma once

#include <cstddef>

namespace coexist::limits {

constexpr std::size_t file_bytes = std::size_t{4} << 20;
constexpr std::size_t polities = 64;
constexpr std::size_t principals = 8;
constexpr std::size_t systems = 8;
constexpr std::size_t doctrines = 64;
constexpr std::size_t principles = 32;
constexpr std::size_t list = 256;  // entries of any other list
constexpr int months = 600;
constexpr std::size_t name_bytes = 64;
constexpr std::size_t polity_id_bytes = 16;
constexpr std::size_t pieces = 64;  // that a scenario uses, one way or another
constexpr std::size_t path_bytes = 1000;
constexpr std::size_t key_parts = 16;  // of a dotted key: the TOML parser recurses over them
constexpr int year = 9999;

// The batch engine computes in single precision; larger numbers, or divisors smaller than this, would overflow there.
constexpr double largest_number = 1e12;
constexpr double smallest_divisor = 1e-12;

constexpr std::size_t problems_listed = 50;
constexpr std::size_t problems_kept = 1000;  // further ones are counted only

}  // namespace coexist::limits
