// SPDX-License-Identifier: Apache-2.0
// A store of a small run, damaged: the input says which of its bytes are which, or is the whole file.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "coexist/store.h"
#include "coexist/study.h"
#include "fuzzing.h"

namespace coexist::fuzzing {

namespace fs = std::filesystem;

inline StudyOptions asked_of_store() {
  StudyOptions options;
  options.worlds = 2;
  options.prior_draws = 0;
  options.threads = 1;
  options.engine = EngineChoice::reference;  // the kernels are not instrumented
  options.until = "1953-04";
  options.trace = 1;
  return options;
}

inline void run_kept(const std::string& path, StoreFile::How how) {
  StoreFile store(path, std::move(how));
  StudyOptions options = asked_of_store();
  options.keeper = &store;
  run(small().scenario, ArmChoice::with, options);
  store.finish({"screen", "everything", "{}"});
}

// A folder of this process, gone with it.
struct Workplace {
  fs::path folder = fs::temp_directory_path() / ("coexist-fuzz-" + std::to_string(getpid()));
  std::string whole, damaged = (folder / "damaged").string();
  Workplace() {
    fs::create_directories(folder);
    const std::string path = (folder / "whole").string();
    run_kept(path, {false, true, "fuzz"});
    std::ifstream file(path, std::ios::binary);
    whole.assign(std::istreambuf_iterator<char>(file), {});
  }
  ~Workplace() { fs::remove_all(folder); }
};

// Four bytes an edit: where, and which; what is too short for one cuts the file off there.
inline std::string edited(const std::string& whole, const std::uint8_t* data, std::size_t size) {
  std::string bytes = whole;
  for (std::size_t at = 0; at + 4 <= size; at += 4)
    bytes[(data[at] | std::size_t{data[at + 1]} << 8 | std::size_t{data[at + 2]} << 16) % bytes.size()] =
        static_cast<char>(data[at + 3]);
  if (size % 4 == 3)
    bytes.resize((data[size - 3] | std::size_t{data[size - 2]} << 8 | std::size_t{data[size - 1]} << 16) % bytes.size());
  return bytes;
}

// Writes the damaged store where `place` says.
inline void write_damaged(const Workplace& place, const std::uint8_t* data, std::size_t size) {
  const bool is_whole_file = size > 0 && data[0] == 'S';  // as a database of SQLite begins
  std::ofstream file(place.damaged, std::ios::binary | std::ios::trunc);
  file << (is_whole_file ? std::string(reinterpret_cast<const char*>(data), size) : edited(place.whole, data, size));
}

inline void read_everything(const std::string& path) {
  const StoredRun stored(path);
  static_cast<void>(stored.shown());
  stored.each_block([](const Block& block) { require(block.count > 0, "a block holds histories"); });
  stored.draws();
  stored.summaries();
  for (const std::uint32_t history : stored.traced()) stored.trace(history);
}

inline void clear(const Workplace& place) {
  for (const char* end : {"", "-wal", "-shm", "-journal"}) unlink((place.damaged + end).c_str());
}

}  // namespace coexist::fuzzing
