// SPDX-License-Identifier: Apache-2.0
// Dates: what is read as one and what is not, and counting in months.
#include "coexist/dates.h"

#include <gtest/gtest.h>

#include <string>

#include "base/days.h"

namespace coexist {
namespace {

TEST(Dates, AreParsed) {
  EXPECT_EQ(Date::parse("1956-02"), Date::of(1956, 2));
  EXPECT_EQ(Date::parse("0000-01"), Date{0});
  EXPECT_EQ(Date::parse("9999-12"), Date::of(9999, 12));
  EXPECT_EQ(Date::parse("-0431-03"), Date::of(-431, 3));
}

TEST(Dates, AreRefusedWhenNotWrittenSo) {
  for (const char* text : {"", "1956", "1956-2", "1956-00", "1956-13", "1956-99", "56-02", "01956-02", "1956/02", "1956-02-01",
           " 1956-02", "1956-02 ", "1956-0x", "19a6-02", "+1956-02", "--956-02", "-431-03", "-", "1956--2", "February 1956"})
    EXPECT_EQ(Date::parse(text), std::nullopt) << '\'' << text << '\'';
}

TEST(Dates, HaveAYearAndAMonth) {
  EXPECT_EQ(Date::of(1953, 1).months, 1953 * 12);
  EXPECT_EQ(Date::of(1953, 12).year(), 1953);
  EXPECT_EQ(Date::of(1953, 12).month(), 12);
  EXPECT_EQ(Date{-1}.year(), -1);  // December of the year before year 0
  EXPECT_EQ(Date{-1}.month(), 12);
  EXPECT_EQ(Date{-12}.year(), -1);
  EXPECT_EQ(Date{-12}.month(), 1);
  EXPECT_EQ(Date{-13}.year(), -2);
  EXPECT_EQ(Date{-13}.month(), 12);
}

TEST(Dates, SurviveBeingWritten) {
  for (int months = -9999 * 12; months <= 9999 * 12 + 11; ++months) {
    const Date date{months};
    ASSERT_EQ(Date::parse(date.text()), date) << date.text();
  }
}

TEST(Dates, AreWritten) {
  EXPECT_EQ(Date::of(1956, 2).text(), "1956-02");
  EXPECT_EQ(Date::of(33, 4).text(), "0033-04");
  EXPECT_EQ(Date::of(-431, 3).text(), "-0431-03");
  EXPECT_EQ(Date::of(1956, 2).words(), "February 1956");
  EXPECT_EQ(Date::of(1953, 12).words(), "December 1953");
  EXPECT_EQ(Date::of(-431, 7).words(), "July 432 BC");
  EXPECT_EQ(Date::of(0, 12).words(), "December 1 BC");
  EXPECT_EQ(Date::of(1, 1).year_words(), "1");
}

TEST(Dates, CountInMonths) {
  EXPECT_EQ(Date::of(1985, 3) - Date::of(1953, 1), 32 * 12 + 2);
  EXPECT_EQ(Date::of(1953, 1) - Date::of(1985, 3), -(32 * 12 + 2));
  EXPECT_EQ(Date::of(1953, 11) + 3, Date::of(1954, 2));
  EXPECT_EQ(Date::of(1953, 2) + -3, Date::of(1952, 11));
  EXPECT_EQ(Date::of(0, 1) + -1, Date::of(-1, 12));
  EXPECT_LT(Date::of(1953, 12), Date::of(1954, 1));
  EXPECT_GT(Date::of(-430, 1), Date::of(-431, 12));
}

// Of 400 years of the calendar there are 146,097 days; year 0 and -4 are leap years, -100 is none.
TEST(Dates, CountInDays) {
  EXPECT_EQ(days_between(Date::of(1953, 1), Date::of(1953, 12)), 334);
  EXPECT_EQ(days_between(Date::of(1956, 2), Date::of(1956, 3)), 29);
  EXPECT_EQ(days_between(Date::of(-444, 2), Date::of(-444, 3)), 29);
  EXPECT_EQ(days_between(Date::of(-431, 2), Date::of(-431, 3)), 28);
  EXPECT_EQ(days_between(Date::of(-100, 2), Date::of(-100, 3)), 28);
  EXPECT_EQ(days_between(Date::of(0, 2), Date::of(0, 3)), 29);
  EXPECT_EQ(days_between(Date::of(-444, 1), Date::of(1556, 1)), 5 * 146097);
  EXPECT_EQ(days_between(Date::of(1, 1), Date::of(0, 1)), -366);
}

}  // namespace
}  // namespace coexist
