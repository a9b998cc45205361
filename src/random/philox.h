// SPDX-License-Identifier: Apache-2.0
// Philox4x32-10: a block of four random words as a pure function of a counter and a key.
//
// Salmon, Moraes, Dror and Shaw (2011), Parallel Random Numbers: As Easy as 1, 2, 3, SC '11.  Words is std::uint32_t, or one word
// per lane; a key belongs to all lanes.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>

#include "base/lanes.h"

namespace coexist {

// The 64-bit product of words with a constant, as its high and low words.
struct WordProduct {
  std::uint32_t high;
  std::uint32_t low;
};
[[gnu::always_inline]] inline WordProduct product(std::uint32_t words, std::uint32_t factor) {
  const std::uint64_t wide = std::uint64_t{words} * factor;
  return {static_cast<std::uint32_t>(wide >> 32), static_cast<std::uint32_t>(wide)};
}

template <int N, class Isa> struct LaneWordProduct {
  LaneWords<N, Isa> high;
  LaneWords<N, Isa> low;
};
template <int N, class Isa> [[gnu::always_inline]] inline LaneWordProduct<N, Isa> product(
    LaneWords<N, Isa> words, std::uint32_t factor) {
  // Two words to a double word; the products of the even and of the odd ones, each where its factors stood.
  typedef std::uint64_t Wide __attribute__((vector_size(N * sizeof(std::uint32_t))));
  constexpr std::uint64_t low_half = 0xffffffffU;
  Wide pairs;
  std::memcpy(&pairs, &words.v, sizeof pairs);
  const Wide even = (pairs & low_half) * std::uint64_t{factor};
  const Wide odd = (pairs >> 32) * std::uint64_t{factor};
  const Wide high = (even >> 32) | (odd & ~low_half);
  const Wide low = (even & low_half) | (odd << 32);
  LaneWordProduct<N, Isa> result;
  std::memcpy(&result.high.v, &high, sizeof high);
  std::memcpy(&result.low.v, &low, sizeof low);
  return result;
}

template <class Words>
std::array<Words, 4> philox4x32_10(std::array<Words, 4> counter, std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const auto first = product(counter[0], 0xD2511F53U);
    const auto second = product(counter[2], 0xCD9E8D57U);
    counter = {second.high ^ counter[1] ^ Words(key[0]), second.low, first.high ^ counter[3] ^ Words(key[1]), first.low};
    key[0] += 0x9E3779B9U;  // the golden ratio
    key[1] += 0xBB67AE85U;  // sqrt(3) - 1
  }
  return counter;
}

}  // namespace coexist
