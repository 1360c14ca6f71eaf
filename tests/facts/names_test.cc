#include "server/facts/names.h"

#include <gtest/gtest.h>

namespace kansrijk {
namespace names_test {

TEST(Names, HaveThePatternThatTheirProtoDeclares) {
  EXPECT_EQ(HouseholdName("h"), "households/h");
  EXPECT_EQ(SessionName("t", "s"), "tracks/t/sessions/s");
  EXPECT_EQ(SituationName("h", "m", "s"), "households/h/members/m/situations/s");
  EXPECT_EQ(EnrolmentName("s", "e"), "trainingSessions/s/enrolments/e");
  EXPECT_EQ(IdOf(SituationName("h", "m", "s")), "s");
}

TEST(Names, AreEmptyOfWhatIsNotThere) {
  EXPECT_EQ(HouseholdName(""), "");
  EXPECT_EQ(SessionName("t", ""), "");
}

TEST(Nameable, AreNumbersThatPeopleCanType) {
  for (const char* number : {"1", "H-0001", "17-3", "L0003a", "T.2023_4", "KO", "Zoë1", "A+B"}) {
    EXPECT_TRUE(IsNameable(number)) << number;
  }
}

TEST(Nameable, IsNothingThatACommandWouldTakeForSomethingElse) {
  for (const char* number : {"",
                             "H 0012",
                             "2023/014",
                             "H-0013 (oud)",
                             "Fam. Pranger",
                             "-1",
                             "--all",
                             "-",
                             "H-",
                             "..",
                             "H\u00A01",
                             "H\u200B1",
                             "\u0410-1",
                             "\uFF21-1",
                             "H\n1",
                             "#1",
                             "a;b",
                             "$(x)",
                             "\xFF",
                             "0190c5f2-7b1e-7abc-8def-0123456789ab"}) {
    EXPECT_FALSE(IsNameable(number)) << number;
  }
}

}  // namespace names_test
}  // namespace kansrijk
