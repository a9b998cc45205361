// SPDX-License-Identifier: Apache-2.0
// A store gives back the bits that were kept, notices when it cannot, and keeps others' runs apart.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <functional>
#include <random>

#include "coexist/names.h"
#include "io/dyad_years.h"
#include "io/packing.h"
#include "io/tables.h"
#include "stored.h"

namespace coexist {
namespace {

class Stores : public InFolder {
 protected:
  void keep() const {
    StoreFile store(path_, {});
    keep_all(store, small_question());
  }
  void change(const char* sql) const {
    sqlite3* database = nullptr;
    ASSERT_EQ(SQLITE_OK, sqlite3_open(path_.c_str(), &database));
    EXPECT_EQ(SQLITE_OK, sqlite3_exec(database, sql, nullptr, nullptr, nullptr)) << sqlite3_errmsg(database);
    sqlite3_close(database);
  }
  static std::string refused(const std::function<void()>& work) {
    try {
      work();
    } catch (const InputError& error) {
      return error.what();
    }
    return "not refused";
  }
  std::string refused_to_read() const {
    return refused([&] {
      const StoredRun run(path_);
      run.each_block([](const Block&) {});
      run.draws();
      run.summaries();
      run.shown();
      for (const std::uint32_t history : run.traced()) run.trace(history);
    });
  }
  std::string refused_to_resume(const Asked& asked) const {
    return refused([&] { StoreFile(path_, {.resume = true}).begin(asked); });
  }
};

void expect_says(const std::string& message, const std::string& words) {
  EXPECT_NE(std::string::npos, message.find(words)) << message;
}

TEST_F(Stores, GiveBackWhatWasKept) {
  keep();
  expect_whole(path_, small_question());
  const StoredRun run(path_);
  EXPECT_EQ(small_question().same, run.asked().same);
  EXPECT_EQ("Two rivals", run.value("title"));
  EXPECT_EQ(small_question().columns[0].cells, run.asked().columns[0].cells);
  EXPECT_EQ(2, run.asked().states[0].ccode);
}

TEST_F(Stores, GoOnWhereTheyEnded) {
  const Asked asked = small_question();
  {
    StoreFile store(path_, {.resume = true});  // without a file: begins one
    store.begin(asked);
    EXPECT_EQ(0U, store.histories());
    store.keep(block_of(asked, 0, 20));
    store.keep(draw_of(1));
    store.flush();
  }
  StoreFile store(path_, {.resume = true});
  keep_all(store, asked);
  expect_whole(path_, asked);
}

TEST_F(Stores, AreExtendedAndForgetWhatIsOfNoUse) {
  keep();
  Asked more = small_question();
  more.worlds = 80;
  more.draws = 2;
  StoreFile store(path_, {.resume = true});
  store.begin(more);
  EXPECT_EQ(50U, store.histories());
  EXPECT_TRUE(store.draw(1).has_value());
  EXPECT_FALSE(store.draw(2).has_value());
}

TEST_F(Stores, AreNotFinishedUntilTheyAre) {
  const Asked asked = small_question();
  {
    StoreFile store(path_, {});
    store.begin(asked);
    store.keep(block_of(asked, 0, 20));
  }
  const StoredRun run(path_);
  EXPECT_EQ(20U, run.histories());
  EXPECT_FALSE(run.shown().has_value());
}

TEST_F(Stores, OfSomethingElseAreRefused) {
  keep();
  Asked other = small_question();
  other.same[1].second = "2";
  const std::string message = refused_to_resume(other);
  expect_says(message, "another seed: there it is 1, asked is 2");
  expect_says(message, "--force");
  other = small_question();
  other.same[2].second = "name = \"three\"\n";
  expect_says(refused_to_resume(other), "another text of the scenario");
  other = small_question();
  other.worlds = 49;
  expect_says(refused_to_resume(other), "50 histories an arm, more than the 49");
  expect_whole(path_, small_question());
}

TEST_F(Stores, AreNeverOverwrittenUnlessForced) {
  keep();
  expect_says(refused([&] { StoreFile(path_, {}).begin(small_question()); }), "exists");
  expect_whole(path_, small_question());
  StoreFile store(path_, {.force = true});
  store.begin(small_question());
  EXPECT_EQ(0U, store.histories());
}

TEST_F(Stores, HaveOneWriter) {
  StoreFile first(path_, {});
  first.begin(small_question());
  first.keep(block_of(small_question(), 0, 20));
  expect_says(refused_to_resume(small_question()), "in use by another run");
  expect_says(refused([&] { StoreFile(path_, {.force = true}).begin(small_question()); }), "in use by another run");
  expect_says(refused_to_read(), "in use by another run");
  first.keep(block_of(small_question(), 20, 30));  // and is not disturbed
}

TEST_F(Stores, FollowNoSurprises) {
  std::filesystem::create_directory(path_);
  expect_says(refused([&] { StoreFile(path_, {.force = true}).begin(small_question()); }), "is a directory");
  std::filesystem::remove(path_);
  std::filesystem::create_symlink(folder_ / "elsewhere", path_);
  for (const bool resume : {false, true})
    expect_says(refused([&] { StoreFile(path_, {resume, true, ""}).begin(small_question()); }), "not a regular file");
  EXPECT_FALSE(std::filesystem::exists(folder_ / "elsewhere"));
  expect_says(refused([&] { StoreFile(folder_ / "none" / "run.db", {}).begin(small_question()); }), "cannot be written");
}

TEST_F(Stores, HaveThePermissionsTheUserGives) {
  const mode_t before = umask(0027);
  keep();
  umask(before);
  struct stat about{};
  ASSERT_EQ(0, stat(path_.c_str(), &about));
  EXPECT_EQ(0640U, about.st_mode & 0777U);
}

TEST_F(Stores, OfAnotherSchemaAreRefusedWithTheReason) {
  keep();
  change("PRAGMA user_version = 2");
  expect_says(refused_to_read(), "schema 2; this version of the program knows schema 1");
  expect_says(refused_to_resume(small_question()), "schema 2");
}

TEST_F(Stores, NameTheBlockThatIsDamaged) {
  keep();
  change(
      "UPDATE packed SET data = zeroblob(length(data)) WHERE kind = 'outcome' AND first = 20 AND arm = 'without' AND name = "
      "'fear'");
  expect_says(refused_to_read(), "is damaged: outcome, histories 20 to 39, arm without, fear");
  const Asked asked = small_question();
  expect_says(refused([&] {
    StoreFile store(path_, {.resume = true});
    store.begin(asked);
    store.replay([](Block&&) { return true; });
  }),
      "is damaged: outcome, histories 20 to 39");
}

// Every kind of column, its length, its place and its number: what is changed behind the program's back is noticed.
TEST_F(Stores, NoticeEveryChange) {
  keep();
  const std::string whole = read();
  for (const char* sql : {"UPDATE packed SET checksum = checksum + 1 WHERE kind = 'series' AND first = 0 AND arm = 'with'",
           "UPDATE packed SET numbers = numbers - 1 WHERE kind = 'trace' AND first = 1",
           "UPDATE packed SET width = 8 WHERE kind = 'monthly'", "UPDATE packed SET count = 17 WHERE kind = 'draw' AND first = 2",
           "UPDATE packed SET first = 9 WHERE kind = 'draw' AND first = 2",
           "UPDATE packed SET data = x'00' WHERE kind = 'answer'", "UPDATE packed SET data = x'00' WHERE kind = 'events'",
           "DELETE FROM packed WHERE kind = 'outcome' AND first = 0 AND name = 'fear' AND arm = 'with'",
           "DELETE FROM packed WHERE kind = 'outcome' AND first = 20", "DELETE FROM packed WHERE kind = 'outcome' AND first = 0",
           "UPDATE packed SET numbers = 1 << 40 WHERE kind = 'series'", "UPDATE asked SET value = '2' WHERE name = 'seed'",
           "UPDATE asked SET value = '60' WHERE name = 'worlds'", "UPDATE outcome SET unit = 'x'", "DELETE FROM arm",
           "UPDATE traced_column SET cells = ''", "UPDATE state SET ccode = 3"}) {
    write(whole);
    change(sql);
    expect_says(refused_to_read(), "is damaged: ");
  }
}

// Found by fuzzing: what SQLite says of a damaged schema repeats the file's bytes.
TEST_F(Stores, SayOnlyWhatCanBeShown) {
  keep();
  std::string bytes = read();
  const std::size_t schema = bytes.find("CREATE TABLE outcome");
  ASSERT_NE(std::string::npos, schema);
  bytes[schema + std::string("CREATE TABLE outcome").size() + 2] = '\x10';
  write(bytes);
  const std::string message = refused_to_read();
  expect_says(message, "is damaged: ");
  EXPECT_EQ(message, printable(message));
}

TEST_F(Stores, ShowNoControlCharactersOfAnAnswerFromElsewhere) {
  keep();
  {
    StoreFile store(path_, {.resume = true});
    store.begin(small_question());
    store.finish({"\x1b[31mred\n\n\r\xc3\xa9", "\x07\n", "{}\n"});
  }
  const std::optional<Shown> shown = StoredRun(path_).shown();
  ASSERT_TRUE(shown.has_value());
  EXPECT_EQ(printable("\x1b[31mred") + "\n\n" + printable("\r") + "\xc3\xa9", shown->screen);
  EXPECT_EQ(std::string::npos, shown->screen.find('\x1b'));
  EXPECT_EQ(printable("\x07") + "\n", shown->everything);
}

TEST_F(Stores, ThatAreNoneAreRefusedAndLeftAlone) {
  for (const std::string& bytes : {std::string("not a database, but long enough to be one: " + std::string(5000, 'x')),
           std::string("x"), std::string("SQLite format 3\0", 16) + std::string(200, '\1')}) {
    write(bytes);
    expect_says(refused_to_read(), "store");
    expect_says(refused_to_resume(small_question()), "store");
    EXPECT_TRUE(bytes == read());
  }
  write("");
  expect_says(refused_to_read(), "is not a store");
  expect_says(refused([&] { const StoredRun run((folder_ / "none").string()); }), "No such file");
  expect_says(refused([&] { const StoredRun run(folder_.string()); }), "not a regular file");
  std::filesystem::remove(path_);
  change("CREATE TABLE mine (x); INSERT INTO mine VALUES (1)");
  expect_says(refused_to_read(), "is not a store");
  expect_says(refused_to_resume(small_question()), "is not a store");
}

// Cut anywhere, or with bytes changed anywhere: read whole, or refused, and never anything else.
TEST_F(Stores, SurviveWhatDisksDoToFiles) {
  keep();
  const std::string whole = read();
  for (std::size_t length = 0; length < whole.size(); length += whole.size() / 60) {
    write(whole.substr(0, length));
    expect_says(refused_to_read(), length == 0 || length >= 512 ? "" : "is not a store");
    if (length >= 512) expect_says(refused_to_read(), "is damaged: ");
    if (length > 0) expect_says(refused_to_resume(small_question()), "run.db");
  }
  int noticed = 0;
  std::mt19937 luck(7);
  for (int n = 0; n < 300; ++n) {
    std::string bytes = whole;
    for (int k = 0; k <= n % 3; ++k) bytes[luck() % bytes.size()] ^= static_cast<char>(1U << luck() % 8);
    write(bytes);
    if (refused_to_read() != "not refused")
      ++noticed;
    else
      expect_whole(path_, small_question());
  }
  EXPECT_GT(noticed, 30);  // most bytes are unused room
}

TEST(Packing, KeepsEveryBit) {
  ColumnPacker packer;
  const double odd = std::bit_cast<double>(std::uint64_t{0x7ff0000000000001});
  for (const std::vector<double>& values :
      {std::vector<double>{}, std::vector<double>{1.5, -0.0, 1e30}, std::vector<double>{0.1, odd, 1e300},
          std::vector<double>(5000, 3.25), std::vector<double>{std::numeric_limits<double>::infinity(), 1e-45}}) {
    const Packed packed = packer.pack(values, "column");
    const auto back = unpack(packed, packed.data, "column");
    ASSERT_TRUE(back.has_value());
    EXPECT_TRUE(same_bits(values, *back));
    EXPECT_FALSE(unpack(packed, packed.data, "another column").has_value());
    EXPECT_FALSE(unpack_text(packed, packed.data, "column").has_value());
  }
  EXPECT_EQ(4, packer.pack(std::vector<double>{0.5}, "").width);
  EXPECT_EQ(8, packer.pack(std::vector<double>{0.1}, "").width);
}

TEST(DyadYears, AreOfYearsLived) {
  const Asked asked = small_question();
  const std::vector<DyadYear> rows = dyad_years(traced_of(asked, 0)[0], asked);
  ASSERT_EQ(4U, rows.size());  // two directions, 1953 and, to the war in January, 1954
  EXPECT_EQ("A", rows[0].state1);
  EXPECT_EQ(2, rows[0].ccode1);
  EXPECT_EQ(0, rows[0].ccode2);
  EXPECT_EQ(1953, rows[0].year);
  EXPECT_EQ(1954, rows[1].year);
  EXPECT_DOUBLE_EQ(0.5, rows[0].hostility);
  EXPECT_EQ(1, rows[0].threats);
  EXPECT_EQ(0, rows[2].threats);  // of B toward A
  EXPECT_EQ(1, rows[0].crises);
  EXPECT_EQ(1, rows[2].crises);
  EXPECT_EQ(0, rows[1].crises);
  EXPECT_DOUBLE_EQ(2.5, rows[0].highest_rung);
}

class Tables : public Stores {};

TEST_F(Tables, AreWrittenOnce) {
  keep();
  const StoredRun run(path_);
  const std::string folder = folder_ / "tables";
  const std::vector<std::string> files = export_csv(run, folder, false);
  EXPECT_EQ(12U, files.size());
  EXPECT_EQ((std::vector<bool>(run.asked().columns.size(), true)), chosen_columns(run, {"all"}));
  std::ifstream file(folder + "/outcomes.csv");
  std::string line;
  std::getline(file, line);
  EXPECT_EQ("history,arm,outcome,value", line);
  std::size_t lines = 0;
  while (std::getline(file, line)) ++lines;
  EXPECT_EQ(50U * 2 * 2, lines);
  expect_says(refused([&] { export_csv(run, folder, false); }), "exists");
  EXPECT_EQ(files, export_csv(run, folder, true));
  expect_says(refused([&] { export_csv(run, path_, true); }), "is a file");
}

}  // namespace
}  // namespace coexist
