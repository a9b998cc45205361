// SPDX-License-Identifier: Apache-2.0
// Columns of numbers, packed: in single precision where that loses no bit, bytes of the same rank side by side, compressed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coexist {

struct Packed {
  int width = 8;  // bytes a number: 4 or 8; 1: text
  std::uint64_t numbers = 0;
  std::uint64_t checksum = 0;  // XXH3 of what is packed, seeded by what it is
  std::vector<char> data;
};

class ColumnPacker {
 public:
  ColumnPacker();
  // `what` names the column; another name has another checksum.
  Packed pack(std::span<const double> values, std::string_view what);
  Packed pack_text(std::string_view text, std::string_view what);

 private:
  struct Free {
    void operator()(void* context) const;
  };
  Packed compress(int width, std::uint64_t numbers, std::string_view what);
  std::unique_ptr<void, Free> context_;
  std::vector<char> shuffled_;
};

// None where the bytes are not those that were packed under this name.
std::optional<std::vector<double>> unpack(const Packed& packed, std::span<const char> data, std::string_view what);
std::optional<std::string> unpack_text(const Packed& packed, std::span<const char> data, std::string_view what);

std::uint64_t checksum_of(std::string_view bytes);

}  // namespace coexist
