#include "server/rules/working_day.h"

#include <gmock/gmock.h>

namespace kansrijk::rules {
namespace working_day_test {

using absl::CivilDay;

TEST(EasterSunday, FallsWhereTheChurchesKeptIt) {
  for (const CivilDay easter :
       {CivilDay(1818, 3, 22), CivilDay(1943, 4, 25), CivilDay(1954, 4, 18), CivilDay(1981, 4, 19),
        CivilDay(2000, 4, 23), CivilDay(2008, 3, 23), CivilDay(2011, 4, 24), CivilDay(2022, 4, 17),
        CivilDay(2023, 4, 9), CivilDay(2024, 3, 31), CivilDay(2025, 4, 20), CivilDay(2026, 4, 5),
        CivilDay(2027, 3, 28), CivilDay(2038, 4, 25), CivilDay(2049, 4, 18), CivilDay(2076, 4, 19),
        CivilDay(2285, 3, 22)}) {
    EXPECT_EQ(EasterSunday(easter.year()), easter);
  }
}

TEST(EasterSunday, IsASundayFromMarch22ToApril25) {
  for (absl::civil_year_t year = 1900; year < 2300; ++year) {
    const CivilDay easter = EasterSunday(year);
    EXPECT_EQ(absl::GetWeekday(easter), absl::Weekday::sunday) << easter;
    EXPECT_GE(easter, CivilDay(year, 3, 22));
    EXPECT_LE(easter, CivilDay(year, 4, 25));
  }
}

TEST(IsPublicHoliday, KnowsTheHolidaysOf2026) {
  const CivilDay holidays[] = {CivilDay(2026, 1, 1),   CivilDay(2026, 4, 3),  CivilDay(2026, 4, 5),
                               CivilDay(2026, 4, 6),   CivilDay(2026, 4, 27), CivilDay(2026, 5, 5),
                               CivilDay(2026, 5, 14),  CivilDay(2026, 5, 24), CivilDay(2026, 5, 25),
                               CivilDay(2026, 12, 25), CivilDay(2026, 12, 26)};
  for (CivilDay day(2026, 1, 1); day.year() == 2026; ++day) {
    EXPECT_EQ(IsPublicHoliday(day), ::testing::Value(holidays, ::testing::Contains(day))) << day;
  }
}

TEST(IsPublicHoliday, KeepsKingsDayOffASunday) {
  EXPECT_TRUE(IsPublicHoliday(CivilDay(2025, 4, 26)));
  EXPECT_FALSE(IsPublicHoliday(CivilDay(2025, 4, 27)));
  EXPECT_FALSE(IsPublicHoliday(CivilDay(2026, 4, 26)));
  EXPECT_TRUE(IsPublicHoliday(CivilDay(2026, 4, 27)));
}

TEST(AddWorkingDays, SkipsWeekends) {
  EXPECT_EQ(AddWorkingDays(CivilDay(2026, 6, 5), 1), CivilDay(2026, 6, 8));  // Friday, Monday
  EXPECT_EQ(AddWorkingDays(CivilDay(2026, 6, 6), 1), CivilDay(2026, 6, 8));  // from a Saturday
  EXPECT_EQ(AddWorkingDays(CivilDay(2026, 6, 1), 10), CivilDay(2026, 6, 15));
  EXPECT_EQ(AddWorkingDays(CivilDay(2026, 6, 6), 0), CivilDay(2026, 6, 6));
}

TEST(AddWorkingDays, SkipsChristmasAndNewYear) {
  // Friday 25 December, Friday 1 January.
  EXPECT_EQ(AddWorkingDays(CivilDay(2026, 12, 24), 1), CivilDay(2026, 12, 28));
  EXPECT_EQ(AddWorkingDays(CivilDay(2026, 12, 18), 10), CivilDay(2027, 1, 5));
}

TEST(AddWorkingDays, SkipsEasterAndWhatFollowsIt) {
  EXPECT_EQ(AddWorkingDays(CivilDay(2026, 4, 2), 1), CivilDay(2026, 4, 7));
  // King's Day, Liberation Day and Ascension Day on the way.
  EXPECT_EQ(AddWorkingDays(CivilDay(2026, 4, 24), 12), CivilDay(2026, 5, 15));
  EXPECT_EQ(AddWorkingDays(CivilDay(2026, 5, 13), 10), CivilDay(2026, 5, 29));
}

}  // namespace working_day_test
}  // namespace kansrijk::rules
