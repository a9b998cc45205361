// SPDX-License-Identifier: Apache-2.0
// What rank 0 sends a helper to do, and how the result travels back.
#pragma once

#include "engine/player.h"
#include "engine/ranks.h"

namespace coexist {

struct Errand {
  std::uint64_t play = 0;    // results of an earlier one, which was stopped, are told from those of this one by it
  std::uint32_t number = 0;  // of the unit, in the list of work
  Unit unit;
};

inline std::vector<char> packed(const Errand& errand) {
  Packer packer;
  packer.put(errand);
  return packer.take();
}

inline Errand errand_of(const std::vector<char>& bytes) {
  Errand errand;
  Unpacker(bytes).get(errand);
  return errand;
}

struct Result {
  Errand errand;
  Piece piece;
};

inline std::vector<char> packed(const Result& result) {
  Packer packer;
  packer.put(result.errand);
  packer.put(result.piece.played.outcomes);
  packer.put(result.piece.played.series);
  packer.put(result.piece.played.marked);
  packer.put(result.piece.played.events);
  return packer.take();
}

inline Result result_of(const std::vector<char>& bytes) {
  Unpacker unpacker(bytes);
  Result result;
  unpacker.get(result.errand);
  result.piece.first = result.errand.unit.first;
  result.piece.count = result.errand.unit.count;
  unpacker.get(result.piece.played.outcomes);
  unpacker.get(result.piece.played.series);
  unpacker.get(result.piece.played.marked);
  unpacker.get(result.piece.played.events);
  return result;
}

// A helper's first words in a study.
struct Hello {
  std::uint64_t study = 0;
  int threads = 0;
  std::string machine, fingerprint;
};

inline std::vector<char> packed(const Hello& hello) {
  Packer packer;
  packer.put(hello.study);
  packer.put(hello.threads);
  packer.put(std::vector<char>(hello.machine.begin(), hello.machine.end()));
  packer.put(std::vector<char>(hello.fingerprint.begin(), hello.fingerprint.end()));
  return packer.take();
}

inline Hello hello_of(const std::vector<char>& bytes) {
  Unpacker unpacker(bytes);
  Hello hello;
  std::vector<char> text;
  unpacker.get(hello.study);
  unpacker.get(hello.threads);
  unpacker.get(text);
  hello.machine.assign(text.begin(), text.end());
  unpacker.get(text);
  hello.fingerprint.assign(text.begin(), text.end());
  return hello;
}

}  // namespace coexist
