// SPDX-License-Identifier: Apache-2.0
// Sixteen lanes of single precision that count what is done to them.
//
// CountedLanes stands where base/lanes.h has Lanes<float, 16, Isa>, does the same with the same bits, and tallies every operation
// of sixteen lanes by its kind.  The model's templates played with it tell how much arithmetic the model asks for, as written.
// Where one instruction does what is written as two (the lesser of two, the merging of halves in Philox), one is counted, so that
// the limit that follows is not too generous.  What is not counted: constants spread over the lanes, loads, stores, addresses,
// scalars.  Everything that base/lanes.h and random/philox.h offer for lanes is here, in the same order.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>

#include "base/lanes.h"
#include "engine/operations.h"
#include "random/philox.h"

namespace coexist {

// The tally of this thread.
inline OperationCounts& operations_counted() {
  thread_local OperationCounts counts;
  return counts;
}
inline void count(Operation operation, std::uint64_t times = 1) { operations_counted().of[operation] += times; }

struct CountedIsa {};
using PlainLanes = Lanes<float, 16, CountedIsa>;

struct CountedMask {
  MaskOf<PlainLanes> plain;

  CountedMask() = default;
  CountedMask(MaskOf<PlainLanes> mask) : plain(mask) {}
  CountedMask(bool truth) : plain(truth) {}

  friend CountedMask operator&(CountedMask a, CountedMask b) { return count(Operation::integer), a.plain & b.plain; }
  friend CountedMask operator|(CountedMask a, CountedMask b) { return count(Operation::integer), a.plain | b.plain; }
  friend CountedMask operator!(CountedMask a) { return count(Operation::integer), !a.plain; }
  CountedMask& operator&=(CountedMask o) { return *this = *this & o; }
  CountedMask& operator|=(CountedMask o) { return *this = *this | o; }
};

struct CountedLanes {
  using Mask = CountedMask;
  PlainLanes plain;

  CountedLanes() = default;
  CountedLanes(PlainLanes lanes) : plain(lanes) {}
  template <class S>
    requires std::convertible_to<const S&, double>
  CountedLanes(const S& s) : plain(s) {}

  friend CountedLanes operator+(CountedLanes a, CountedLanes b) { return count(Operation::add), a.plain + b.plain; }
  friend CountedLanes operator-(CountedLanes a, CountedLanes b) { return count(Operation::add), a.plain - b.plain; }
  friend CountedLanes operator*(CountedLanes a, CountedLanes b) { return count(Operation::multiply), a.plain * b.plain; }
  friend CountedLanes operator/(CountedLanes a, CountedLanes b) { return count(Operation::divide), a.plain / b.plain; }
  friend CountedLanes operator-(CountedLanes a) { return count(Operation::integer), -a.plain; }
  CountedLanes& operator+=(CountedLanes o) { return *this = *this + o; }
  CountedLanes& operator-=(CountedLanes o) { return *this = *this - o; }
  CountedLanes& operator*=(CountedLanes o) { return *this = *this * o; }
  friend CountedMask operator<(CountedLanes a, CountedLanes b) { return count(Operation::compare), a.plain < b.plain; }
  friend CountedMask operator<=(CountedLanes a, CountedLanes b) { return count(Operation::compare), a.plain <= b.plain; }
  friend CountedMask operator>(CountedLanes a, CountedLanes b) { return count(Operation::compare), a.plain > b.plain; }
  friend CountedMask operator>=(CountedLanes a, CountedLanes b) { return count(Operation::compare), a.plain >= b.plain; }
  friend CountedMask operator==(CountedLanes a, CountedLanes b) { return count(Operation::compare), a.plain == b.plain; }
  friend CountedMask operator!=(CountedLanes a, CountedLanes b) { return count(Operation::compare), a.plain != b.plain; }
};

// Words of random numbers, and the bits of numbers.
struct CountedWords {
  WordsOf<PlainLanes> plain;

  CountedWords() = default;
  CountedWords(WordsOf<PlainLanes> words) : plain(words) {}
  template <std::same_as<std::uint32_t> Word> CountedWords(Word word) : plain(word) {}

  friend CountedWords operator^(CountedWords a, CountedWords b) { return count(Operation::integer), a.plain ^ b.plain; }
  friend CountedWords operator+(CountedWords a, CountedWords b) { return count(Operation::integer), a.plain + b.plain; }
  friend CountedWords operator&(CountedWords a, CountedWords b) { return count(Operation::integer), of(a.plain.v & b.plain.v); }
  friend CountedWords operator|(CountedWords a, CountedWords b) { return count(Operation::integer), of(a.plain.v | b.plain.v); }
  friend CountedWords operator>>(CountedWords a, int bits) { return count(Operation::shift), a.plain >> bits; }
  friend CountedWords operator<<(CountedWords a, int bits) { return count(Operation::shift), of(a.plain.v << bits); }

 private:
  static CountedWords of(WordsOf<PlainLanes>::Vector vector) { return WordsOf<PlainLanes>(vector); }
};

template <> struct Traits<CountedLanes> {
  static constexpr int lanes = 16;
  using Scalar = float;
  using Mask = CountedMask;
  using Words = CountedWords;
};

inline CountedLanes select(CountedMask mask, CountedLanes a, CountedLanes b) {
  return count(Operation::select), select(mask.plain, a.plain, b.plain);
}
inline CountedLanes entry(const Table<CountedLanes>& table, CountedLanes index) {
  return count(Operation::add), count(Operation::select), entry(table, index.plain);
}
inline bool any(CountedMask mask) { return count(Operation::integer), any(mask.plain); }
inline bool all(CountedMask mask) { return count(Operation::integer), all(mask.plain); }

inline bool lane(CountedMask mask, int index) { return ++operations_counted().lane_accesses, lane(mask.plain, index); }
inline float lane(CountedLanes a, int index) { return ++operations_counted().lane_accesses, lane(a.plain, index); }
inline void set_lane(CountedLanes& a, int index, double value) {
  ++operations_counted().lane_accesses;
  set_lane(a.plain, index, value);
}

inline CountedLanes least(CountedLanes a, CountedLanes b) { return count(Operation::compare), least(a.plain, b.plain); }
inline CountedLanes largest(CountedLanes a, CountedLanes b) { return count(Operation::compare), largest(a.plain, b.plain); }

inline CountedLanes square_root(CountedLanes a) { return count(Operation::square_root), square_root(a.plain); }
inline CountedLanes multiply_add(CountedLanes a, CountedLanes b, CountedLanes c) {
  // The sign of a factor or of what is added costs nothing: there are instructions for all four.
  return count(Operation::multiply_add), multiply_add(a.plain, b.plain, c.plain);
}

inline CountedWords bits_of(CountedLanes a) { return WordsOf<PlainLanes>(bits_of(a.plain)); }

template <> inline CountedLanes number_of<CountedLanes>(CountedWords words) {
  return count(Operation::add), number_of<PlainLanes>(words.plain);
}
template <> inline CountedWords numbered_from<CountedWords>(std::uint32_t first) {
  return numbered_from<WordsOf<PlainLanes>>(first);
}

// Words of the even and of the odd lanes, as in random/philox.h.
struct CountedPairs {
  using Plain = philox::PairedWords<16, CountedIsa>;
  Plain plain;

  CountedPairs(Plain pairs) : plain(pairs) {}
  explicit CountedPairs(CountedWords words) : plain(words.plain) { count(Operation::shift); }
  explicit operator CountedWords() const {
    count(Operation::shift), count(Operation::select);
    return static_cast<WordsOf<PlainLanes>>(plain);
  }
  friend CountedPairs operator^(CountedPairs a, CountedPairs b) { return count(Operation::integer, 2), a.plain ^ b.plain; }
  friend CountedPairs operator^(std::uint64_t a, CountedPairs b) { return count(Operation::integer, 2), a ^ b.plain; }
  // A key is mixed in by the instruction that mixes in another word.
  friend CountedPairs operator^(CountedPairs a, std::uint64_t b) { return a.plain ^ b; }
  friend CountedPairs low_product(CountedPairs a, std::uint64_t factor) {
    return count(Operation::integer_multiply, 2), low_product(a.plain, factor);
  }
  friend CountedPairs high(CountedPairs a) { return count(Operation::shift, 2), high(a.plain); }
};

inline std::array<CountedWords, 4> philox4x32_10(
    CountedWords first, std::array<std::uint32_t, 3> rest, const philox::Keys& keys) {
  ++operations_counted().blocks;
  const auto words =
      philox::mix<0>(keys, CountedPairs(first), std::uint64_t{rest[0]}, std::uint64_t{rest[1]}, std::uint64_t{rest[2]});
  return {static_cast<CountedWords>(words[0]), static_cast<CountedWords>(words[1]), static_cast<CountedWords>(words[2]),
      static_cast<CountedWords>(words[3])};
}

}  // namespace coexist
