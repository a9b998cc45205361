// SPDX-License-Identifier: Apache-2.0
#include "study/digest.h"

#include <xxhash.h>

#include <array>
#include <bit>
#include <cstdint>

#include "base/check.h"

namespace coexist {

struct Digest::State {
  XXH3_state_t* hash = XXH3_createState();
};

void Digest::Free::operator()(State* state) const {
  XXH3_freeState(state->hash);
  delete state;
}

Digest::Digest() : state_(new State) {
  CHECK(state_->hash != nullptr);
  XXH3_128bits_reset(state_->hash);
}

void Digest::add(std::span<const double> values) {
  for (const double value : values) {
    auto bits = std::bit_cast<std::uint64_t>(value);
    std::array<unsigned char, sizeof bits> bytes;  // little-endian on every machine
    for (unsigned char& byte : bytes) {
      byte = static_cast<unsigned char>(bits & 0xffU);
      bits >>= 8U;
    }
    XXH3_128bits_update(state_->hash, bytes.data(), bytes.size());
  }
}

std::string Digest::hex() const {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state_->hash));
  std::string text;
  for (const unsigned char byte : canonical.digest) {
    constexpr const char* digits = "0123456789abcdef";
    text += digits[byte >> 4U];
    text += digits[byte & 0xfU];
  }
  return text;
}

}  // namespace coexist
