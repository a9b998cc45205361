// SPDX-License-Identifier: Apache-2.0
// The kinds of operation that the model's arithmetic is made of, each on sixteen lanes at a time: what an engine that counts tells
// apart, and what a processor's throughput is measured of.  docs/performance-limit.md says what is made of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace coexist {

enum class Operation {
  add,               // and subtract, and make a number of a whole one
  multiply,          //
  multiply_add,      // rounded once
  divide,            //
  square_root,       //
  compare,           // and the lesser or the larger of two
  select,            // one of two by a mask
  integer,           // bitwise logic of numbers and masks, sums of whole numbers
  shift,             // of whole numbers
  integer_multiply,  // eight 64-bit products of 32-bit factors: half of what a round of Philox needs of sixteen words
};
inline constexpr std::array<std::string_view, 10> operation_names = {
    "add", "multiply", "multiply_add", "divide", "square_root", "compare", "select", "integer", "shift", "integer_multiply"};
inline constexpr std::size_t operation_count = operation_names.size();

template <class T> struct ByOperation : std::array<T, operation_count> {
  using std::array<T, operation_count>::operator[];
  T& operator[](Operation operation) { return (*this)[static_cast<std::size_t>(operation)]; }
  const T& operator[](Operation operation) const { return (*this)[static_cast<std::size_t>(operation)]; }
};

// How often each was done.
struct OperationCounts {
  ByOperation<std::uint64_t> of{};
  std::uint64_t blocks = 0;         // of Philox, made of the operations above
  std::uint64_t lane_accesses = 0;  // reading or writing one lane: no part of the limit
};

}  // namespace coexist
