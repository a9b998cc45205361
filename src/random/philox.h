// SPDX-License-Identifier: Apache-2.0
// Philox4x32-10: a block of four random words as a pure function of a counter and a key.
//
// Salmon, Moraes, Dror and Shaw (2011), Parallel Random Numbers: As Easy as 1, 2, 3, SC '11.  A word of the counter is the same for
// all lanes or one each: the rounds are written once over both, and a word that is the same for all is worked on once.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>

#include "base/lanes.h"

namespace coexist {
namespace philox {

inline constexpr int rounds = 10;
inline constexpr std::uint64_t low_half = 0xffffffffU;

// The words mixed in, round by round; they belong to all lanes.
class Keys {
 public:
  constexpr explicit Keys(std::uint64_t key) {
    auto first = static_cast<std::uint32_t>(key);
    auto second = static_cast<std::uint32_t>(key >> 32);
    for (auto& round : words_) {
      round = {first, second};
      first += 0x9E3779B9U;   // the golden ratio
      second += 0xBB67AE85U;  // sqrt(3) - 1
    }
  }
  constexpr std::uint64_t operator()(int round, std::size_t word) const { return words_[static_cast<std::size_t>(round)][word]; }

 private:
  std::array<std::array<std::uint64_t, 2>, rounds> words_{};
};

// A word of all lanes, in the low half of a double word: what is in the high half does not matter until the end.
constexpr std::uint64_t low_product(std::uint64_t word, std::uint64_t factor) { return (word & low_half) * factor; }
constexpr std::uint64_t high(std::uint64_t product) { return product >> 32; }

// One word a lane, those of the even and of the odd lanes apart, as the instruction that multiplies them reads and leaves them.
template <int N, class Isa> struct PairedWords {
  typedef std::uint64_t Wide __attribute__((vector_size(N * sizeof(std::uint32_t))));
  Wide even, odd;

  PairedWords(Wide even_words, Wide odd_words) : even(even_words), odd(odd_words) {}
  explicit PairedWords(LaneWords<N, Isa> words) {
    std::memcpy(&even, &words.v, sizeof even);
    odd = even >> 32;
  }
  explicit operator LaneWords<N, Isa>() const {
    const Wide together = (even & low_half) | (odd << 32);
    LaneWords<N, Isa> words;
    std::memcpy(&words.v, &together, sizeof together);
    return words;
  }
  friend PairedWords operator^(PairedWords a, PairedWords b) { return {a.even ^ b.even, a.odd ^ b.odd}; }
  friend PairedWords operator^(PairedWords a, std::uint64_t b) { return {a.even ^ (Wide{} + b), a.odd ^ (Wide{} + b)}; }
  friend PairedWords operator^(std::uint64_t a, PairedWords b) { return b ^ a; }
  friend PairedWords low_product(PairedWords a, std::uint64_t factor) {
    return {low_product_of(a.even, factor), low_product_of(a.odd, factor)};
  }
  friend PairedWords high(PairedWords a) { return {a.even >> 32, a.odd >> 32}; }

 private:
  [[gnu::always_inline]] static Wide low_product_of(Wide a, std::uint64_t factor) {
#if defined(__AVX512F__)  // named, because compilers take the full product of double words, which is slower, where there is one
    if constexpr (sizeof(Wide) == sizeof(__m512i)) {
      __m512i x;
      std::memcpy(&x, &a, sizeof x);
      x = _mm512_mul_epu32(x, _mm512_set1_epi64(static_cast<long long>(factor)));
      std::memcpy(&a, &x, sizeof x);
      return a;
    }
#elif defined(__AVX2__)
    if constexpr (sizeof(Wide) == 2 * sizeof(__m256i)) {
      __m256i x[2];
      std::memcpy(x, &a, sizeof x);
      for (__m256i& half : x) half = _mm256_mul_epu32(half, _mm256_set1_epi64x(static_cast<long long>(factor)));
      std::memcpy(&a, x, sizeof x);
      return a;
    }
#endif
    return (a & low_half) * factor;
  }
};

// A word of each of two blocks that are made in step: what one waits for, the other does meanwhile.
template <class Word> struct Both {
  Word one, other;
};
template <class Word> [[gnu::always_inline]] inline Both<Word> low_product(Both<Word> a, std::uint64_t factor) {
  return {low_product(a.one, factor), low_product(a.other, factor)};
}
template <class Word> [[gnu::always_inline]] inline Both<Word> high(Both<Word> a) { return {high(a.one), high(a.other)}; }
template <class A, class B> [[gnu::always_inline]] inline auto operator^(Both<A> a, Both<B> b) {
  return Both{a.one ^ b.one, a.other ^ b.other};
}
template <class Word> [[gnu::always_inline]] inline Both<Word> operator^(Both<Word> a, std::uint64_t key) {
  return {a.one ^ key, a.other ^ key};
}

template <int Round, class A, class B, class C, class D>
[[gnu::always_inline]] inline auto mix(const Keys& keys, A a, B b, C c, D d) {
  if constexpr (Round == rounds) {
    return std::array<A, 4>{a, b, c, d};
  } else {
    const auto first = low_product(a, 0xD2511F53U);
    const auto second = low_product(c, 0xCD9E8D57U);
    return mix<Round + 1>(keys, high(second) ^ (b ^ keys(Round, 0)), second, high(first) ^ (d ^ keys(Round, 1)), first);
  }
}

}  // namespace philox

// The block of a counter whose first word may be one a lane.
inline std::array<std::uint32_t, 4> philox4x32_10(
    std::uint32_t first, std::array<std::uint32_t, 3> rest, const philox::Keys& keys) {
  const auto words =
      philox::mix<0>(keys, std::uint64_t{first}, std::uint64_t{rest[0]}, std::uint64_t{rest[1]}, std::uint64_t{rest[2]});
  std::array<std::uint32_t, 4> block;
  for (std::size_t n = 0; n < block.size(); ++n) block[n] = static_cast<std::uint32_t>(words[n]);
  return block;
}
template <int N, class Isa>
[[gnu::always_inline]] inline std::array<LaneWords<N, Isa>, 4> philox4x32_10(
    LaneWords<N, Isa> first, std::array<std::uint32_t, 3> rest, const philox::Keys& keys) {
  const auto words = philox::mix<0>(
      keys, philox::PairedWords<N, Isa>(first), std::uint64_t{rest[0]}, std::uint64_t{rest[1]}, std::uint64_t{rest[2]});
  std::array<LaneWords<N, Isa>, 4> block;
  for (std::size_t n = 0; n < block.size(); ++n) block[n] = static_cast<LaneWords<N, Isa>>(words[n]);
  return block;
}

// Two blocks that have the counter's first word in common; of lanes, in step.
using TwoRests = std::array<std::array<std::uint32_t, 3>, 2>;
template <class Words>
std::array<std::array<Words, 4>, 2> two_blocks(Words first, const TwoRests& rest, const philox::Keys& keys) {
  return {philox4x32_10(first, rest[0], keys), philox4x32_10(first, rest[1], keys)};
}
template <int N, class Isa>
[[gnu::always_inline]] inline std::array<std::array<LaneWords<N, Isa>, 4>, 2> two_blocks(
    LaneWords<N, Isa> first, const TwoRests& rest, const philox::Keys& keys) {
  const philox::PairedWords<N, Isa> paired(first);
  const auto both = [&](std::size_t n) { return philox::Both<std::uint64_t>{rest[0][n], rest[1][n]}; };
  const auto words = philox::mix<0>(keys, philox::Both<philox::PairedWords<N, Isa>>{paired, paired}, both(0), both(1), both(2));
  std::array<std::array<LaneWords<N, Isa>, 4>, 2> blocks;
  for (std::size_t n = 0; n < words.size(); ++n) {
    blocks[0][n] = static_cast<LaneWords<N, Isa>>(words[n].one);
    blocks[1][n] = static_cast<LaneWords<N, Isa>>(words[n].other);
  }
  return blocks;
}

}  // namespace coexist
