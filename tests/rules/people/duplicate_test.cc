#include "server/rules/people/duplicate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace kansrijk::rules {
namespace duplicate_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Person {
  const char* given;
  const char* family;
  const char* birth_date;
  const char* phone = "";
};

v1::Member MemberOf(const Person& person, const std::string& number = "L0142a") {
  v1::Member member;
  member.set_name(absl::StrCat("households/1/members/", number));
  member.set_household("households/1");
  member.set_number(number);
  member.set_given_name(person.given);
  member.set_family_name(person.family);
  member.set_birth_date(person.birth_date);
  member.set_phone(person.phone);
  return member;
}

struct Compared {
  Person one;
  Person other;
  int points;
  const char* reason;
};

constexpr Compared kCompared[] = {
    {{"Noor", "Vos", "1990-02-28", "0612345678"},
     {"NOOR", "Vós", "1990-02-28", "+31 6 12345678"},
     100,
     "same date of birth, same name, same telephone number"},
    {{"Noor", "Vos", "1990-02-28"},
     {"Noor", "Vos", "1990-02-28"},
     80,
     "same date of birth, same name"},
    {{"Vos", "Noor", "1990-02-28"},
     {"Noor", "Vos", "1990-02-28"},
     76,
     "same date of birth, given and family name exchanged"},
    {{"Mohamed", "el Idrissi", "1990-02-28"},
     {"Mohammed", "Idrisi", "1990-02-28"},
     70,
     "same date of birth, similar name"},
    {{"Idrissi", "Mohamed", "1990-02-28"},
     {"Mohammed", "Idrisi", "1990-02-28"},
     70,
     "same date of birth, similar name"},
    {{"Noor", "", "1990-02-28"},
     {"Noor", "Vos", "1990-02-28"},
     70,
     "same date of birth, similar name"},
    {{"Renée", "van der Hof", "1990-02-28"},
     {"Renee", "Hof", "1990-02-28"},
     80,
     "same date of birth, same name"},
    {{"Noor", "Vos", "1990-02-28"},
     {"Noor", "Bakker", "1990-02-28"},
     60,
     "same date of birth, same given name"},
    {{"Noor", "Vos", "1990-02-03"},
     {"Noor", "Vos", "1990-03-02"},
     68,
     "day and month of birth exchanged, same name"},
    {{"Noor", "Vos", "1990-02-28"},
     {"Noor", "Vos", "1990-02-26"},
     60,
     "date of birth differs in one digit, same name"},
    {{"Noor", "Vos", "1961-05-06", "06 12345678"},
     {"Noor", "Vos", "1990-02-28", "0031612345678"},
     60,
     "same name, same telephone number"},
    {{"Noor", "Vos", "1990-02-28", "06 12345678"},
     {"Bram", "Smit", "1990-02-28", "06-12345678"},
     60,
     "same date of birth, same telephone number"},
    // Not enough for a warning.
    {{"Noor", "Vos", "1961-05-06"}, {"Noor", "Vos", "1990-02-28"}, 40, "same name"},
    {{"Noor", "Vos", "1990-02-28"}, {"Bram", "Smit", "1990-02-28"}, 40, "same date of birth"},
    {{"Mohamed", "Idrissi", "1990-02-28", "06 12345678"},
     {"Mohammed", "Idrisi", "1961-05-06", "06 12345678"},
     50,
     "similar name, same telephone number"},
    {{"Noor", "Vos", "1990-02-28"}, {"Bram", "Smit", "1961-05-06"}, 0, ""},
    {{"Noor", "Vos", "1990-02-28", "geen"}, {"Bram", "Smit", "1961-05-06", "-"}, 0, ""},
};

TEST(Likeness, AddsUpWhatSpeaksForIt) {
  for (const Compared& pair : kCompared) {
    const auto likeness = LikenessOf(MemberOf(pair.one), MemberOf(pair.other));
    EXPECT_EQ(likeness.points, pair.points) << pair.reason;
    EXPECT_EQ(likeness.reason, pair.reason);
  }
}

TEST(Likeness, IsTheSameBothWays) {
  for (const Compared& pair : kCompared) {
    EXPECT_EQ(LikenessOf(MemberOf(pair.other), MemberOf(pair.one)).points, pair.points)
        << pair.reason;
  }
}

TEST(Likeness, IsGivenInDutchToo) {
  const auto likeness = LikenessOf(MemberOf({"Mohamed", "Idrissi", "1990-02-28"}),
                                   MemberOf({"Mohammed", "Idrisi", "1990-02-28"}));
  EXPECT_EQ(likeness.reason_nl, "zelfde geboortedatum, naam lijkt erop");
}

TEST(Likeness, OfTwinsIsNoWarning) {
  EXPECT_LT(
      LikenessOf(MemberOf({"Sem", "Vos", "2015-02-28"}), MemberOf({"Julia", "Vos", "2015-02-28"}))
          .points,
      kDuplicateLikenessMin);
}

TEST(ProbableDuplicates, SayWhoAndWhy) {
  const auto duplicates = ProbableDuplicates(MemberOf({"Noor", "Vos", "1990-02-28"}, "L0001a"),
                                             {MemberOf({"Noor", "", "1990-02-28"}, "L0142a"),
                                              MemberOf({"Bram", "Smit", "1990-02-28"}, "L0143a")});
  ASSERT_THAT(duplicates, SizeIs(1));
  EXPECT_EQ(duplicates[0].household(), "households/1");
  EXPECT_EQ(duplicates[0].member(), "households/1/members/L0142a");
  EXPECT_EQ(duplicates[0].member_number(), "L0142a");
  EXPECT_EQ(duplicates[0].member_name(), "Noor");
  EXPECT_EQ(duplicates[0].birth_date(), "1990-02-28");
  EXPECT_EQ(duplicates[0].likeness(), 70);
  EXPECT_EQ(duplicates[0].reason(), "same date of birth, similar name");
}

TEST(ProbableDuplicates, AreTheTenLikestThenByNumberWithoutTheMemberItself) {
  std::vector<v1::Member> candidates;
  for (char letter = 'l'; letter >= 'a'; --letter) {
    candidates.push_back(
        MemberOf({"Noor", "Vos", "1990-02-28"}, absl::StrCat("L0142", std::string(1, letter))));
  }
  candidates.push_back(MemberOf({"Noor", "Vos", "1990-02-28", "06 1"}, "L0200a"));
  const v1::Member member = MemberOf({"Noor", "Vos", "1990-02-28", "06 1"}, "L0142a");
  std::vector<std::string> numbers;
  for (const auto& duplicate : ProbableDuplicates(member, candidates)) {
    numbers.push_back(duplicate.member_number());
  }
  EXPECT_THAT(numbers, ElementsAre("L0200a", "L0142b", "L0142c", "L0142d", "L0142e", "L0142f",
                                   "L0142g", "L0142h", "L0142i", "L0142j"));
}

TEST(SwapDayAndMonth, ExchangesThemWhereBothAreMonths) {
  EXPECT_EQ(SwapDayAndMonth("1990-02-03"), "1990-03-02");
  EXPECT_EQ(SwapDayAndMonth("1990-12-11"), "1990-11-12");
  EXPECT_THAT(SwapDayAndMonth("1990-02-13"), IsEmpty());
  EXPECT_THAT(SwapDayAndMonth("1990-02-02"), IsEmpty());
}

}  // namespace duplicate_test
}  // namespace kansrijk::rules
