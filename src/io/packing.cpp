// SPDX-License-Identifier: Apache-2.0
#include "io/packing.h"

#include <xxhash.h>
#include <zstd.h>

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace coexist {
namespace {

constexpr int level = 1;  // more costs more time than it saves space: the planes of exponents shrink, those of mantissas do not
constexpr std::uint64_t largest = std::uint64_t{1} << 30;  // bytes of one column: no file makes us ask for more

std::uint64_t checksum_of_column(int width, std::uint64_t numbers, std::span<const char> data, std::string_view what) {
  std::string seed(what);
  seed += ' ' + std::to_string(width) + ' ' + std::to_string(numbers);
  return XXH3_64bits_withSeed(data.data(), data.size(), XXH3_64bits(seed.data(), seed.size()));
}

// Byte `rank` of every number, rank by rank: the same on machines of either byte order.
template <class Bits> void shuffle(std::span<const double> values, std::vector<char>& planes, auto bits_of) {
  planes.resize(values.size() * sizeof(Bits));
  for (std::size_t rank = 0; rank < sizeof(Bits); ++rank) {
    char* const plane = planes.data() + rank * values.size();
    for (std::size_t n = 0; n < values.size(); ++n)
      plane[n] = static_cast<char>(static_cast<Bits>(bits_of(values[n]) >> (8 * rank)));
  }
}

template <class Bits> Bits gathered(std::span<const char> planes, std::size_t numbers, std::size_t n) {
  Bits bits = 0;
  for (std::size_t rank = 0; rank < sizeof(Bits); ++rank)
    bits |= static_cast<Bits>(static_cast<Bits>(static_cast<unsigned char>(planes[rank * numbers + n])) << (8 * rank));
  return bits;
}

bool is_single(double value) {
  return std::bit_cast<std::uint64_t>(static_cast<double>(static_cast<float>(value))) == std::bit_cast<std::uint64_t>(value);
}

std::optional<std::vector<char>> decompress(const Packed& packed, std::span<const char> data, std::string_view what) {
  if (packed.width != 1 && packed.width != 4 && packed.width != 8) return std::nullopt;
  if (packed.numbers > largest / 8) return std::nullopt;
  if (checksum_of_column(packed.width, packed.numbers, data, what) != packed.checksum) return std::nullopt;
  std::vector<char> planes(packed.numbers * static_cast<std::uint64_t>(packed.width));
  // Made once: for a small column it costs more than the column.
  static thread_local const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), &ZSTD_freeDCtx);
  if (!context) throw std::bad_alloc();
  const std::size_t size = ZSTD_decompressDCtx(context.get(), planes.data(), planes.size(), data.data(), data.size());
  if (ZSTD_isError(size) || size != planes.size()) return std::nullopt;
  return planes;
}

}  // namespace

ColumnPacker::ColumnPacker() : context_(ZSTD_createCCtx()) {
  if (!context_) throw std::bad_alloc();
}

void ColumnPacker::Free::operator()(void* context) const { ZSTD_freeCCtx(static_cast<ZSTD_CCtx*>(context)); }

Packed ColumnPacker::compress(int width, std::uint64_t numbers, std::string_view what) {
  Packed packed;
  packed.width = width;
  packed.numbers = numbers;
  packed.data.resize(ZSTD_compressBound(shuffled_.size()));
  const std::size_t size = ZSTD_compressCCtx(
      static_cast<ZSTD_CCtx*>(context_.get()), packed.data.data(), packed.data.size(), shuffled_.data(), shuffled_.size(), level);
  if (ZSTD_isError(size)) throw std::runtime_error(ZSTD_getErrorName(size));
  packed.data.resize(size);
  packed.checksum = checksum_of_column(width, numbers, packed.data, what);
  return packed;
}

Packed ColumnPacker::pack(std::span<const double> values, std::string_view what) {
  if (std::ranges::all_of(values, is_single)) {
    shuffle<std::uint32_t>(values, shuffled_, [](double v) { return std::bit_cast<std::uint32_t>(static_cast<float>(v)); });
    return compress(4, values.size(), what);
  }
  shuffle<std::uint64_t>(values, shuffled_, [](double v) { return std::bit_cast<std::uint64_t>(v); });
  return compress(8, values.size(), what);
}

Packed ColumnPacker::pack_text(std::string_view text, std::string_view what) {
  shuffled_.assign(text.begin(), text.end());
  return compress(1, text.size(), what);
}

std::optional<std::vector<double>> unpack(const Packed& packed, std::span<const char> data, std::string_view what) {
  const auto planes = decompress(packed, data, what);
  if (!planes || packed.width == 1) return std::nullopt;
  std::vector<double> values(packed.numbers);
  for (std::size_t n = 0; n < values.size(); ++n)
    values[n] = packed.width == 4 ? static_cast<double>(std::bit_cast<float>(gathered<std::uint32_t>(*planes, values.size(), n)))
                                  : std::bit_cast<double>(gathered<std::uint64_t>(*planes, values.size(), n));
  return values;
}

std::optional<std::string> unpack_text(const Packed& packed, std::span<const char> data, std::string_view what) {
  const auto text = decompress(packed, data, what);
  if (!text || packed.width != 1) return std::nullopt;
  return std::string(text->begin(), text->end());
}

std::uint64_t checksum_of(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

}  // namespace coexist
