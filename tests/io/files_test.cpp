// SPDX-License-Identifier: Apache-2.0
// Files that are no scenarios: one clear message each.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "scenario_text.h"

namespace coexist {
namespace {

using testing::flagship;

class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "coexist-files-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }
  static std::string refusal(const std::string& path) {
    try {
      load_scenario(path);
    } catch (const InputError& error) {
      EXPECT_EQ(error.problems().size(), 1U);
      return error.what();
    }
    return "";
  }

  std::filesystem::path folder_;
};

TEST_F(Files, AFileIsRead) {
  const std::string path = write("a.toml", flagship());
  EXPECT_EQ(load_scenario(path).source, path);
}

TEST_F(Files, AFileComesBeforeABundledScenarioOfItsName) {
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder_);
  write("cold-war-1953", testing::with(flagship(), "title = \"The", "title = \"My"));
  const std::string title = load_scenario("cold-war-1953").title;
  std::filesystem::current_path(before);
  EXPECT_EQ(title, "My superpower rivalry, 1953 to 1964");
}

TEST_F(Files, AMissingFileSuggestsABundledOne) {
  const std::string said = refusal("cold-war-1935");
  EXPECT_TRUE(said.contains("no such file, nor a bundled scenario of that name")) << said;
  EXPECT_TRUE(said.contains("Did you mean 'cold-war-1953'?")) << said;
  EXPECT_TRUE(refusal((folder_ / "none.toml").string()).contains("no such file"));
  EXPECT_TRUE(refusal(std::string("a\0b", 3)).contains("no such file"));
  EXPECT_TRUE(refusal("").contains("no such file"));
}

TEST_F(Files, ADirectoryIsNone) { EXPECT_TRUE(refusal(folder_.string()).contains("is a directory, expected a scenario file")); }

TEST_F(Files, AnEmptyFileIsNone) { EXPECT_TRUE(refusal(write("empty.toml", "")).contains("is empty")); }

TEST_F(Files, ABinaryFileIsNone) {
  EXPECT_TRUE(refusal(write("binary.toml", std::string("\x7f"
                                                       "ELF\x02\x01\0\0",
                                               8)))
          .contains("is not text"));
}

TEST_F(Files, AHugeFileIsRefusedUnread) {
  const std::string path = write("huge.toml", "");
  std::filesystem::resize_file(path, 200U << 20);
  EXPECT_TRUE(refusal(path).contains("is 209715200 bytes long, expected at most 4194304 bytes"));  // 200 MiB, 4 MiB
}

TEST_F(Files, AnEndlessFileIsRefused) { EXPECT_TRUE(refusal("/dev/zero").contains("is too long")); }

TEST_F(Files, AFileWithoutPermissionSaysSo) {
  const std::string path = write("secret.toml", flagship());
  ASSERT_EQ(chmod(path.c_str(), 0), 0);
  if (access(path.c_str(), R_OK) == 0) GTEST_SKIP() << "this user may read everything";
  EXPECT_TRUE(refusal(path).contains("cannot be opened: Permission denied"));
}

}  // namespace
}  // namespace coexist
