// SPDX-License-Identifier: Apache-2.0
// Every write, sync and opening of a small run made to fail, one after the other: a message, and a store of whole blocks.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <array>

#include "stored.h"

namespace coexist {
namespace {

// A file system that fails at the nth step that changes something, once or from then on.
struct FailingDisk {
  int steps = 0;
  int fails_at = 0;  // 0: never
  bool stays_broken = false;
  int with = SQLITE_IOERR_WRITE;

  bool is_time() {
    ++steps;
    return fails_at > 0 && (steps == fails_at || (stays_broken && steps > fails_at));
  }
};
FailingDisk disk;

struct FailingFile {
  sqlite3_file base;
  sqlite3_file* real;
};
sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<FailingFile*>(file)->real; }

int closes(sqlite3_file* file) {
  sqlite3_file* const inner = real(file);
  const int code = inner->pMethods ? inner->pMethods->xClose(inner) : SQLITE_OK;
  sqlite3_free(inner);
  return code;
}
int reads(sqlite3_file* f, void* to, int size, sqlite3_int64 at) { return real(f)->pMethods->xRead(real(f), to, size, at); }
int writes(sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
  if (disk.is_time()) return disk.with;
  return real(f)->pMethods->xWrite(real(f), from, size, at);
}
int truncates(sqlite3_file* f, sqlite3_int64 size) {
  if (disk.is_time()) return SQLITE_IOERR_TRUNCATE;
  return real(f)->pMethods->xTruncate(real(f), size);
}
int syncs(sqlite3_file* f, int flags) {
  if (disk.is_time()) return SQLITE_IOERR_FSYNC;
  return real(f)->pMethods->xSync(real(f), flags);
}
int sizes(sqlite3_file* f, sqlite3_int64* size) { return real(f)->pMethods->xFileSize(real(f), size); }
int locks(sqlite3_file* f, int level) { return real(f)->pMethods->xLock(real(f), level); }
int unlocks(sqlite3_file* f, int level) { return real(f)->pMethods->xUnlock(real(f), level); }
int reserves(sqlite3_file* f, int* out) { return real(f)->pMethods->xCheckReservedLock(real(f), out); }
int controls(sqlite3_file* f, int what, void* with) { return real(f)->pMethods->xFileControl(real(f), what, with); }
int sector(sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); }
int characteristics(sqlite3_file* f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); }

// Without shared memory: a store keeps its log's index to itself.
constexpr sqlite3_io_methods methods = {1, closes, reads, writes, truncates, syncs, sizes, locks, unlocks, reserves, controls,
    sector, characteristics, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};

sqlite3_vfs* usual = nullptr;

int opens(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* given) {
  auto* const failing = reinterpret_cast<FailingFile*>(file);
  failing->base.pMethods = nullptr;
  if (disk.is_time()) return SQLITE_CANTOPEN;
  failing->real = static_cast<sqlite3_file*>(sqlite3_malloc(usual->szOsFile));
  const int code = usual->xOpen(usual, name, failing->real, flags, given);
  failing->base.pMethods = &methods;
  if (code != SQLITE_OK) {
    sqlite3_free(failing->real);
    failing->base.pMethods = nullptr;
  }
  return code;
}
int deletes(sqlite3_vfs*, const char* name, int sync) {
  if (disk.is_time()) return SQLITE_IOERR_DELETE;
  return usual->xDelete(usual, name, sync);
}

class FailingDisks : public InFolder {
 protected:
  void SetUp() override {
    InFolder::SetUp();
    usual = sqlite3_vfs_find(nullptr);
    failing_ = *usual;
    failing_.zName = "failing";
    failing_.szOsFile = sizeof(FailingFile);
    failing_.xOpen = opens;
    failing_.xDelete = deletes;
    sqlite3_vfs_register(&failing_, 1);
  }
  void TearDown() override {
    sqlite3_vfs_unregister(&failing_);
    sqlite3_vfs_register(usual, 1);
    InFolder::TearDown();
  }

  // Whether the run came to its end; if not, it said why.
  bool comes_to_its_end(const Asked& asked) {
    try {
      StoreFile store(path_, {.resume = true});
      keep_all(store, asked);
      return true;
    } catch (const RunError& error) {
      EXPECT_NE(std::string::npos, std::string(error.what()).find("cannot be written")) << error.what();
    } catch (const InputError& error) {
      EXPECT_NE(std::string::npos, std::string(error.what()).find("run.db")) << error.what();
    }
    return false;
  }

  void try_every_step(bool stays_broken, int with) {
    const Asked asked = small_question();
    int failures = 0;
    for (int n = 1;; ++n) {
      ASSERT_LT(n, 1000);
      SCOPED_TRACE("step " + std::to_string(n));
      for (const char* suffix : {"", "-wal", "-journal"}) std::filesystem::remove(path_ + suffix);
      disk = {0, n, stays_broken, with};
      const bool ended = comes_to_its_end(asked);
      const int steps = disk.steps;
      disk = {};
      // What is kept opens, and holds nothing that is not whole; going on gives the whole run.
      {
        StoreFile store(path_, {.resume = true});
        store.begin(asked);
        std::uint32_t next = 0;
        store.replay([&](Block&& block) {
          EXPECT_EQ(next, block.first);
          EXPECT_TRUE(same_bits(block_of(asked, block.first, block.count).outcomes, block.outcomes));
          EXPECT_TRUE(same_bits(block_of(asked, block.first, block.count).series, block.series));
          next += block.count;
          return true;
        });
        EXPECT_EQ(next, store.histories());
        EXPECT_TRUE(next == 0 || next == 20 || next == 40 || next == 50) << next;
      }
      ASSERT_TRUE(comes_to_its_end(asked));
      expect_whole(path_, asked);
      if (!ended) ++failures;
      if (steps < n) break;  // the step that should fail was not reached: all have been tried
    }
    EXPECT_GT(failures, 30);
  }

  sqlite3_vfs failing_{};
};

TEST_F(FailingDisks, FailOnce) { try_every_step(false, SQLITE_IOERR_WRITE); }
TEST_F(FailingDisks, FailForGood) { try_every_step(true, SQLITE_IOERR_WRITE); }
TEST_F(FailingDisks, AreFull) { try_every_step(true, SQLITE_FULL); }

}  // namespace
}  // namespace coexist
