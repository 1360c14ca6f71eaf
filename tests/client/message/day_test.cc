#include "client/message/day.h"

#include "gtest/gtest.h"
#include "tests/client/language.h"

namespace kansrijk::client {
namespace day_test {

constexpr absl::CivilDay kToday(2026, 11, 27);  // a Friday

// "" when it is no day.
std::string Meant(const std::string& typed, v1::DateKind kind = v1::DATE_KIND_HAPPENED,
                  absl::CivilDay today = kToday) {
  const auto day = DayMeant(typed, kind, today);
  return day.has_value() ? absl::FormatCivilTime(*day) : "";
}

TEST(DayMeant, ReadsADateInAnyDress) {
  for (const char* typed : {"2026-11-26", "26-11-2026", "26-11-26", "26/11/2026", "26.11.2026",
                            "26-11", "26/11", "26 november", "26 nov 2026", " 26-11-2026 ",
                            "yesterday", "gisteren", "Gisteren", "donderdag", "thursday"}) {
    EXPECT_EQ(Meant(typed), "2026-11-26") << typed;
  }
  EXPECT_EQ(Meant("vandaag"), "2026-11-27");
  EXPECT_EQ(Meant("eergisteren"), "2026-11-25");
  EXPECT_EQ(Meant("overmorgen"), "2026-11-29");
  EXPECT_EQ(Meant("1 mrt"), "2026-03-01");
  EXPECT_EQ(Meant("1 maart"), "2026-03-01");
}

TEST(DayMeant, TakesTheYearInWhichADayOfItsKindLies) {
  EXPECT_EQ(Meant("1-9", v1::DATE_KIND_HAPPENED), "2026-09-01");
  EXPECT_EQ(Meant("1-9", v1::DATE_KIND_PLANNED), "2027-09-01");
  EXPECT_EQ(Meant("1-2", v1::DATE_KIND_PLANNED), "2027-02-01");
  EXPECT_EQ(Meant("20-12", v1::DATE_KIND_HAPPENED, absl::CivilDay(2027, 1, 5)), "2026-12-20");
  EXPECT_EQ(Meant("1-9", v1::DATE_KIND_ANY), "2026-09-01");
  EXPECT_EQ(Meant("1-4", v1::DATE_KIND_ANY), "2026-04-01");
}

TEST(DayMeant, LooksBackFromTheEndOfAYearWhereTheNextIsNear) {
  for (const v1::DateKind kind : {v1::DATE_KIND_HAPPENED, v1::DATE_KIND_ANY}) {
    EXPECT_EQ(Meant("1-1", kind), "2026-01-01");
    EXPECT_EQ(Meant("2-1", kind), "2026-01-02");
    EXPECT_EQ(Meant("31-12", kind), "2025-12-31");
  }
  EXPECT_EQ(Meant("1-1", v1::DATE_KIND_PLANNED), "2027-01-01");
}

// Whoever is a day off is told so, instead of getting the same day of another year.
TEST(DayMeant, StaysInTheYearOfWhoIsSomeDaysAstray) {
  EXPECT_EQ(Meant("28-11", v1::DATE_KIND_HAPPENED), "2026-11-28");
  EXPECT_EQ(Meant("26-11", v1::DATE_KIND_PLANNED), "2026-11-26");
}

TEST(DayMeant, TakesTheWeekdayOnTheSideWhereADayOfItsKindLies) {
  EXPECT_EQ(Meant("maandag", v1::DATE_KIND_HAPPENED), "2026-11-23");
  EXPECT_EQ(Meant("maandag", v1::DATE_KIND_PLANNED), "2026-11-30");
  EXPECT_EQ(Meant("vrijdag", v1::DATE_KIND_HAPPENED), "2026-11-27");
  EXPECT_EQ(Meant("vrijdag", v1::DATE_KIND_PLANNED), "2026-11-27");
}

TEST(DayMeant, WantsTheYearOfABirth) {
  EXPECT_EQ(Meant("6-2", v1::DATE_KIND_BIRTH), "");
  EXPECT_EQ(Meant("6-2-1998", v1::DATE_KIND_BIRTH), "1998-02-06");
  EXPECT_EQ(Meant("6-2-98", v1::DATE_KIND_BIRTH), "1998-02-06");
  EXPECT_EQ(Meant("6-2-24", v1::DATE_KIND_BIRTH), "2024-02-06");
  EXPECT_EQ(Meant("maandag", v1::DATE_KIND_BIRTH), "");
}

TEST(DayMeant, FindsALeapDayInAnotherYear) {
  EXPECT_EQ(Meant("29-2", v1::DATE_KIND_PLANNED, absl::CivilDay(2027, 11, 27)), "2028-02-29");
  EXPECT_EQ(Meant("29-2", v1::DATE_KIND_HAPPENED), "");
}

TEST(DayMeant, RefusesWhatIsNoDay) {
  for (const char* typed : {"", "-", "30-2-2026", "2023-02-30", "31-4", "0-1", "1-13", "ooit", "26",
                            "26-11-2026-1", "26-11-20261", "26 no", "9999999999-1"}) {
    EXPECT_EQ(Meant(typed), "") << typed;
  }
}

TEST(TimeMeant, ReadsATimeOfDayInAnyDress) {
  for (const char* typed : {"09:05", "9:05", "9.05", "9u05", "9:05 uur"}) {
    EXPECT_EQ(TimeMeant(typed), "09:05") << typed;
  }
  for (const char* typed : {"14:00", "14u", "14 uur", "14h"}) {
    EXPECT_EQ(TimeMeant(typed), "14:00") << typed;
  }
  for (const char* typed : {"", "24:00", "9:60", "9", "9:5", "negen", "-1:00"}) {
    EXPECT_FALSE(TimeMeant(typed).has_value()) << typed;
  }
}

TEST(WithDatesRead, WritesDatesAsTheLanguageDoes) {
  const std::string sentence = "VOG verlopen op 2023-11-11, afspraak 2026-11-26.";
  {
    const InLanguage dutch(Language::kDutch);
    EXPECT_EQ(WithDatesRead(sentence), "VOG verlopen op 11-11-2023, afspraak 26-11-2026.");
    EXPECT_EQ(DateRead("2026-03-02"), "02-03-2026");
  }
  const InLanguage english(Language::kEnglish);
  EXPECT_EQ(WithDatesRead(sentence), sentence);
  EXPECT_EQ(DateRead("2026-03-02"), "2026-03-02");
}

TEST(WithDatesRead, LeavesWhatIsNoDateOrPartOfAnotherWord) {
  const InLanguage dutch(Language::kDutch);
  for (const char* text : {"2023-02-30", "import/2026-11-26.csv", "12026-11-26", "2026-11-261",
                           "0191e0a4-0000-7000-8000-000000000001", ""}) {
    EXPECT_EQ(WithDatesRead(text), text);
  }
}

}  // namespace day_test
}  // namespace kansrijk::client
