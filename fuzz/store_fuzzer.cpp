// SPDX-License-Identifier: Apache-2.0
// A store of a small run, damaged: the input says which of its bytes are which, or is the whole file.  Everything in it is read, and
// the run is gone on with.
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "coexist/store.h"
#include "coexist/study.h"
#include "fuzzing.h"

using namespace coexist;
using namespace coexist::fuzzing;

namespace {

namespace fs = std::filesystem;

const Scenario& scenario() {
  static const Scenario small = small_scenario();
  return small;
}

StudyOptions asked() {
  StudyOptions options;
  options.worlds = 16;
  options.prior_draws = 0;
  options.threads = 1;
  options.engine = EngineChoice::reference;  // the kernels are not instrumented
  options.until = "1953-09";
  options.trace = 1;
  return options;
}

void run_kept(const std::string& path, StoreFile::How how) {
  StoreFile store(path, std::move(how));
  StudyOptions options = asked();
  options.keeper = &store;
  run(scenario(), ArmChoice::with, options);
  store.finish({"screen", "everything", "{}"});
}

// A folder of this process, gone with it.
struct Workplace {
  fs::path folder = fs::temp_directory_path() / ("coexist-fuzz-" + std::to_string(getpid()));
  std::string whole;
  Workplace() {
    fs::create_directories(folder);
    const std::string path = (folder / "whole").string();
    run_kept(path, {false, true, "fuzz"});
    std::ifstream file(path, std::ios::binary);
    whole.assign(std::istreambuf_iterator<char>(file), {});
  }
  ~Workplace() { fs::remove_all(folder); }
};

void read_everything(const std::string& path) {
  const StoredRun stored(path);
  static_cast<void>(stored.shown());
  stored.each_block([](const Block& block) { require(block.count > 0, "a block holds histories"); });
  stored.draws();
  stored.summaries();
  for (const std::uint32_t history : stored.traced()) stored.trace(history);
}

// Four bytes an edit: where, and which; what is too short for one cuts the file off there.
std::string edited(const std::string& whole, const std::uint8_t* data, std::size_t size) {
  std::string bytes = whole;
  for (std::size_t at = 0; at + 4 <= size; at += 4)
    bytes[(data[at] | std::size_t{data[at + 1]} << 8 | std::size_t{data[at + 2]} << 16) % bytes.size()] =
        static_cast<char>(data[at + 3]);
  if (size % 4 == 3)
    bytes.resize((data[size - 3] | std::size_t{data[size - 2]} << 8 | std::size_t{data[size - 1]} << 16) % bytes.size());
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Workplace place;
  const bool is_whole_file = size > 0 && data[0] == 'S';  // as a database of SQLite begins
  const std::string path = (place.folder / "damaged").string();
  {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << (is_whole_file ? std::string(reinterpret_cast<const char*>(data), size) : edited(place.whole, data, size));
  }
  try {
    read_everything(path);
  } catch (const InputError& error) {
    require_fit_to_show(error);
  }
  try {
    run_kept(path, {true, false, "fuzz"});
    read_everything(path);  // what could be gone on with is whole
  } catch (const InputError& error) {
    require_fit_to_show(error);
  } catch (const RunError&) {
  }
  for (const char* end : {"", "-wal", "-shm", "-journal"}) fs::remove(path + end);
  return 0;
}
