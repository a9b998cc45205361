// SPDX-License-Identifier: Apache-2.0
// Comma-separated values: what RFC 4180 allows is read, with the place of every cell; what is no table is refused.
#include "io/csv_table.h"

#include <gtest/gtest.h>

namespace coexist {
namespace {

CsvTable read(const std::string& text) {
  Problems problems("t.csv");
  auto table = parse_csv(text, problems, 0);
  problems.throw_if_any();
  return *std::move(table);
}

std::string refusal(const std::string& text) {
  try {
    read(text);
  } catch (const InputError& error) {
    return describe(error.problems().front());
  }
  return "accepted";
}

TEST(CsvTable, ReadsWhatTheStandardAllows) {
  const CsvTable table = read(
      "\xef\xbb\xbf"
      "a,\"b, c\",d\r\n1, 2 ,\"say \"\"no\"\"\"\r\n\r\n3,,\"two\nlines\"\r\n4,5,6");
  ASSERT_EQ(3U, table.header.size());
  EXPECT_EQ("b, c", table.header[1].text);
  ASSERT_EQ(3U, table.rows.size());
  EXPECT_EQ("2", table.rows[0][1].text) << "spaces around a cell are no part of it";
  EXPECT_EQ("say \"no\"", table.rows[0][2].text);
  EXPECT_EQ("", table.rows[1][1].text);
  EXPECT_EQ("two\nlines", table.rows[1][2].text);
  EXPECT_EQ("6", table.rows[2][2].text);
  EXPECT_EQ(6, table.rows[2][0].place.line) << "a quoted line break is a line";
  EXPECT_EQ(3, table.rows[0][1].place.column);
  EXPECT_EQ(std::optional<std::size_t>(2), table.column("D"));
  EXPECT_FALSE(table.column("e"));
}

TEST(CsvTable, RefusesWhatIsNoTable) {
  EXPECT_NE(std::string::npos, refusal("").find("is empty"));
  EXPECT_NE(std::string::npos, refusal("a,b\n1\n").find("t.csv:2:1: has 1 cells where the header has 2"));
  EXPECT_NE(std::string::npos, refusal("a,b\n1,\"x\n").find("t.csv:2:3: opens a quote that is never closed"));
  EXPECT_NE(std::string::npos, refusal("a,b\n\"1\"2,3\n").find("t.csv:2:4: has text after a closing quote"));
  EXPECT_NE(std::string::npos, refusal("a,A\n1,2\n").find("t.csv:1:3: is a second column 'A'"));
  EXPECT_NE(std::string::npos, refusal("a,\n1,2\n").find("t.csv:1:3: is a column without a name"));
  EXPECT_NE(std::string::npos, refusal(std::string("a\nx\0y\n", 6)).find("t.csv:2:1: holds a byte 0"));
  EXPECT_NE(std::string::npos, refusal("a\n" + std::string(1001, 'x')).find("cell of 1001 bytes"));
  EXPECT_NE(std::string::npos, refusal("a;b\n1;2\n").find("t.csv:1:1: is a header of one column, with semicolons or tabs in it"));
  EXPECT_NE(std::string::npos, refusal("a\tb\n1\t2\n").find("expected commas between its columns"));
}

TEST(CsvTable, EveryRowThatIsWrongIsSaid) {
  Problems problems("t.csv");
  EXPECT_FALSE(parse_csv("a,b\n1\n1,2\n1,2,3\n", problems, 0));
  try {
    problems.throw_if_any();
    FAIL() << "two rows are wrong";
  } catch (const InputError& error) {
    ASSERT_EQ(2U, error.problems().size());
    EXPECT_EQ(2, error.problems()[0].line);
    EXPECT_EQ(4, error.problems()[1].line);
  }
}

}  // namespace
}  // namespace coexist
