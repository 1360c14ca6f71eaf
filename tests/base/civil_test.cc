#include "server/base/civil.h"

#include <gtest/gtest.h>

namespace kansrijk {
namespace civil_test {

TEST(Civil, ReadsExistingDatesOnly) {
  EXPECT_EQ(ParseDate("2024-02-29"), absl::CivilDay(2024, 2, 29));
  for (const char* bad : {"2023-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01",
                          "2026-01-01 ", "0000-12-31", "10000-01-01", "", "2026/01/01"}) {
    EXPECT_EQ(ParseDate(bad), std::nullopt) << bad;
  }
}

TEST(Civil, KeepsTheDayOfTheMonthOrTakesItsLast) {
  EXPECT_EQ(AddMonths(absl::CivilDay(2024, 2, 29), 12), absl::CivilDay(2025, 2, 28));
  EXPECT_EQ(AddMonths(absl::CivilDay(2026, 8, 31), 6), absl::CivilDay(2027, 2, 28));
  EXPECT_EQ(AddMonths(absl::CivilDay(2026, 12, 15), 1), absl::CivilDay(2027, 1, 15));
}

// Whatever a file or a database holds, and whatever is counted from it.
TEST(Civil, ArithmeticStopsAtTheFirstAndTheLastDay) {
  EXPECT_EQ(AddMonths(absl::CivilDay(9999, 6, 15), 12), kLastDay);
  EXPECT_EQ(AddMonths(absl::CivilDay(1, 6, 15), -12), kFirstDay);
  EXPECT_EQ(FormatDate(kLastDay + 1), "9999-12-31");
  EXPECT_EQ(FormatDate(kFirstDay - 1), "0001-01-01");
  EXPECT_EQ(DayOf(absl::InfiniteFuture()), kLastDay);
  EXPECT_EQ(DayOf(absl::InfinitePast()), kFirstDay);
}

TEST(Civil, WhatIsWrittenCanBeReadAgain) {
  for (const absl::CivilDay day :
       {kFirstDay, absl::CivilDay(476, 9, 4), absl::CivilDay(2199, 12, 31),
        AddMonths(absl::CivilDay(2199, 12, 31), 12), kLastDay, kLastDay + 400}) {
    EXPECT_EQ(FormatDate(Day(FormatDate(day))), FormatDate(day));
  }
}

TEST(Civil, ATextThatIsNoDateComesBeforeEveryDay) {
  for (const char* none : {"", "2023-02-29", "morgen", "99999-01-01", "-001-01-01"}) {
    EXPECT_EQ(Day(none), kFirstDay) << none;
    EXPECT_EQ(At(none, "09:00"), At("0001-01-01", "09:00")) << none;
  }
  EXPECT_EQ(At("2026-05-20", "25:00"), At("2026-05-20", "00:00"));
}

TEST(Civil, AnAgeCanBeAskedOfAnyTwoDays) {
  EXPECT_EQ(AgeOn(kLastDay, kFirstDay), 9998);
  EXPECT_EQ(AgeOn(kFirstDay, kLastDay), -9999);
}

TEST(Civil, ADayBeginsAtMidnightInAmsterdam) {
  // 22:30 UTC is past midnight in summer, and not yet in winter.
  EXPECT_EQ(DayOf(absl::FromCivil(absl::CivilMinute(2026, 7, 1, 22, 30), absl::UTCTimeZone())),
            absl::CivilDay(2026, 7, 2));
  EXPECT_EQ(DayOf(absl::FromCivil(absl::CivilMinute(2026, 1, 1, 22, 30), absl::UTCTimeZone())),
            absl::CivilDay(2026, 1, 1));
}

TEST(Civil, TheNightOfDaylightSavingIsAnHourShorterOrLonger) {
  EXPECT_EQ(At("2026-03-29", "04:00") - At("2026-03-29", "01:00"), absl::Hours(2));
  EXPECT_EQ(At("2026-10-25", "04:00") - At("2026-10-25", "01:00"), absl::Hours(4));
}

TEST(Civil, ReadsTimesOfDay) {
  EXPECT_EQ(ParseTimeOfDay("00:00"), 0);
  EXPECT_EQ(ParseTimeOfDay("23:59"), 23 * 60 + 59);
  for (const char* bad : {"24:00", "09:60", "9:00", "0900", ""}) {
    EXPECT_EQ(ParseTimeOfDay(bad), std::nullopt) << bad;
  }
}

TEST(Civil, TimestampsSurviveTheWayThereAndBack) {
  for (const int64_t micros : {int64_t{0}, int64_t{1'763'000'000'123'456}, int64_t{-1}}) {
    EXPECT_EQ(MicrosOf(TimestampFromMicros(micros)), micros);
  }
}

}  // namespace civil_test
}  // namespace kansrijk
