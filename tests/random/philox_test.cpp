// SPDX-License-Identifier: Apache-2.0
// Philox against its authors' known answers and their implementation.
#include "random/philox.h"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>

namespace coexist {
namespace {

struct ThisUnit {};
using Words = LaneWords<16, ThisUnit>;
using Block = std::array<std::uint32_t, 4>;

philox::Keys keys_of(std::array<std::uint32_t, 2> key) { return philox::Keys(std::uint64_t{key[1]} << 32 | key[0]); }
Block scalar(Block counter, std::array<std::uint32_t, 2> key) {
  return philox4x32_10(counter[0], {counter[1], counter[2], counter[3]}, keys_of(key));
}

// Random123 1.14.0, tests/kat_vectors, the lines "philox4x32 10".
TEST(Philox, GivesTheKnownAnswers) {
  EXPECT_EQ(scalar({0, 0, 0, 0}, {0, 0}), (Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  constexpr std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(scalar({ones, ones, ones, ones}, {ones, ones}), (Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(scalar({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
      (Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

// Each block's answer is the next one's question, so that counters and keys wander over all bits.
TEST(Philox, AgreesWithRandom123) {
  Block counter = {1, 2, 3, 4};
  std::array<std::uint32_t, 2> key = {5, 6};
  for (int i = 0; i < 20000; ++i) {
    const r123::Philox4x32::ctr_type theirs =
        r123::Philox4x32()({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
    const Block ours = scalar(counter, key);
    ASSERT_EQ(ours, (Block{theirs[0], theirs[1], theirs[2], theirs[3]})) << "after " << i << " blocks";
    key = {ours[3], counter[0]};
    counter = ours;
  }
}

// The first word is a lane's own, the others are shared.
TEST(Philox, GivesEachLaneItsOwnBlock) {
  const std::array<std::uint32_t, 2> key = {0xa4093822, 0x299f31d0};
  Block counter = {1, 2, 3, 4};
  for (int i = 0; i < 2000; ++i) {
    Words first;
    for (std::uint32_t lane = 0; lane < 16; ++lane) first.v[lane] = counter[0] + lane * 0x9E3779B1U;
    const std::array<Words, 4> blocks = philox4x32_10(first, {counter[1], counter[2], counter[3]}, keys_of(key));
    for (std::uint32_t lane = 0; lane < 16; ++lane) {
      const Block alone = scalar({first.v[lane], counter[1], counter[2], counter[3]}, key);
      ASSERT_EQ((Block{blocks[0].v[lane], blocks[1].v[lane], blocks[2].v[lane], blocks[3].v[lane]}), alone) << "lane " << lane;
    }
    counter = scalar(counter, key);
  }
}

TEST(Philox, GivesTwoBlocksInStepAsEachAlone) {
  const philox::Keys keys = keys_of({0xa4093822, 0x299f31d0});
  const Words first = numbered_from<Words>(0xfffffff8);  // a lane wraps around
  TwoRests rest = {{{2, 3, 4}, {5, 6, 7}}};
  for (int i = 0; i < 2000; ++i) {
    const auto both = two_blocks(first, rest, keys);
    TwoRests next;
    for (std::size_t n = 0; n < both.size(); ++n) {
      const std::array<Words, 4> alone = philox4x32_10(first, rest[n], keys);
      for (std::size_t word = 0; word < alone.size(); ++word)
        for (int lane = 0; lane < 16; ++lane) ASSERT_EQ(alone[word].v[lane], both[n][word].v[lane]) << "block " << n;
      next[1 - n] = {alone[0].v[1], alone[1].v[2], alone[2].v[3]};
    }
    rest = next;
  }
}

}  // namespace
}  // namespace coexist
