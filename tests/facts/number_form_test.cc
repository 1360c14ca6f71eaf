#include "server/facts/number_form.h"

#include "gmock/gmock.h"

namespace kansrijk {
namespace number_form_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(NumbersMeant, AreInTheFormInWhichNumbersAreGivenOut) {
  for (const char* said : {"7", "07", "h7", "h-7", "H-07", "h.0007", "H0007", "h-0007"}) {
    EXPECT_THAT(NumbersMeant("Household", said), ElementsAre("H-0007")) << said;
  }
  EXPECT_THAT(NumbersMeant("Session", "s881"), ElementsAre("S-0881"));
  EXPECT_THAT(NumbersMeant("TrainingSession", "s7"), ElementsAre("S07"));
  EXPECT_THAT(NumbersMeant("Buddy", "b5"), ElementsAre("B05"));
  EXPECT_THAT(NumbersMeant("Household", "12345"), ElementsAre("H-12345"));
}

TEST(NumbersMeant, OfCodesAreInCapitalsAndBeginAtZeroOne) {
  EXPECT_THAT(NumbersMeant("Training", "a1"), ElementsAre("A1", "A01"));
  EXPECT_THAT(NumbersMeant("Training", "a01"), ElementsAre("A01"));
  EXPECT_THAT(NumbersMeant("Organisation", "ko"), ElementsAre("KO"));
}

TEST(NumbersMeant, OfAMemberHaveTheLetterAfterThatOfTheHousehold) {
  for (const char* said : {"7a", "l7A", "L-7a"}) {
    EXPECT_THAT(NumbersMeant("Member", said), ElementsAre("L0007a")) << said;
  }
  EXPECT_THAT(NumbersMeant("Member", "7"), IsEmpty());
}

TEST(NumbersMeant, OfATrackCanBeThoseOfItsHousehold) {
  EXPECT_THAT(NumbersMeant("Track", "7"), ElementsAre("T0007", "H-0007"));
  EXPECT_THAT(NumbersMeant("Track", "h7"), ElementsAre("H-0007"));
  EXPECT_THAT(NumbersMeant("Track", "t7"), ElementsAre("T0007"));
}

TEST(NumbersMeant, OfAMatchAndAnEnrolmentAreThoseOfWhoIsInThem) {
  EXPECT_THAT(NumbersMeant("Match", "5"), ElementsAre("B05"));
  EXPECT_THAT(NumbersMeant("Enrolment", "x1"), ElementsAre("X-0001"));
  EXPECT_THAT(NumbersMeant("Enrolment", "b1"), ElementsAre("B01"));
}

TEST(NumbersMeant, OfWhatPeopleGaveACodeAreInCapitals) {
  EXPECT_THAT(NumbersMeant("Organisation", "wijb"), ElementsAre("WIJB"));
  EXPECT_THAT(NumbersMeant("Training", "a05"), ElementsAre("A05"));
}

TEST(NumbersMeant, AreNoneOfWhatIsNoNumberOrSaidInFull) {
  for (const char* said : {"", "H-0007", "wouter", "h", "7a", "B7", "H-7-8", "99999999999"}) {
    EXPECT_THAT(NumbersMeant("Household", said), IsEmpty()) << said;
  }
}

}  // namespace number_form_test
}  // namespace kansrijk
