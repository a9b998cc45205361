// SPDX-License-Identifier: Apache-2.0
// Luck, one number at a time.  Addressed: Philox4x32-10 at the address that the model gives to every decision, so that a history
// is the engine's to rounding.  Native: the standard library's engine and distributions, as one would use them without a reason
// not to; the address goes unused.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>

namespace straightforward {

enum Group : std::uint32_t { act = 1, dyad, polity, loyalty, flashpoint, accident, false_alarm, principal };

class Addressed {
 public:
  Addressed(std::uint64_t seed, std::uint32_t history) : seed_(seed), history_(history) {}

  double uniform(int month, Group group, std::uint64_t entity, int word) const {
    return (block(month, group, entity)[static_cast<std::size_t>(word)] >> 8) * 0x1p-24;
  }
  double normal(int month, Group group, std::uint64_t entity, int word) const {
    const double radius = std::sqrt(-2 * std::log(1 - uniform(month, group, entity, word)));
    return radius * std::cos(2 * std::numbers::pi * uniform(month, group, entity, word + 1));
  }

 private:
  using Block = std::array<std::uint32_t, 4>;

  static std::uint32_t low(std::uint64_t x) { return static_cast<std::uint32_t>(x); }
  static std::uint32_t high(std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); }

  Block block(int month, Group group, std::uint64_t entity) const {
    Block x = {history_, static_cast<std::uint32_t>(month) + 65536 * group, low(entity), high(entity)};
    std::uint32_t k = low(seed_), l = high(seed_);
    for (int round = 0; round < 10; ++round, k += 0x9E3779B9u, l += 0xBB67AE85u) {
      const std::uint64_t left = 0xD2511F53ull * x[0], right = 0xCD9E8D57ull * x[2];
      x = {high(right) ^ x[1] ^ k, low(right), high(left) ^ x[3] ^ l, low(left)};
    }
    return x;
  }

  std::uint64_t seed_;
  std::uint32_t history_;
};

class Native {
 public:
  Native(std::uint64_t seed, std::uint32_t history) : engine_(seed * 1'000'003 + history) {}

  double uniform(int, Group, std::uint64_t, int) { return uniform_(engine_); }
  double normal(int, Group, std::uint64_t, int) { return normal_(engine_); }

 private:
  std::mt19937_64 engine_;
  std::uniform_real_distribution<double> uniform_;
  std::normal_distribution<double> normal_;
};

}  // namespace straightforward
