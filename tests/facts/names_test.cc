#include "server/facts/names.h"

#include <gtest/gtest.h>

#include <type_traits>

#include "server/base/error.h"

namespace kansrijk {
namespace names_test {

TEST(Names, HaveThePatternThatTheirProtoDeclares) {
  EXPECT_EQ(HouseholdName(Id("h")), "households/h");
  EXPECT_EQ(SessionName(Id("t"), Id("s")), "tracks/t/sessions/s");
  EXPECT_EQ(SituationName(Id("h"), Id("m"), Id("s")), "households/h/members/m/situations/s");
  EXPECT_EQ(EnrolmentName(Id("s"), Id("e")), "trainingSessions/s/enrolments/e");
  EXPECT_EQ(IdOf(SituationName(Id("h"), Id("m"), Id("s"))), Id("s"));
}

// What takes an id takes no name or number, and the other way about.
static_assert(!std::is_convertible_v<std::string, Id> && !std::is_convertible_v<const char*, Id>);
static_assert(!std::is_convertible_v<Id, std::string> &&
              !std::is_convertible_v<Id, absl::string_view> &&
              !std::is_constructible_v<Argument, Id>);

TEST(Names, TellTheIdOfWhatAThingBelongsTo) {
  EXPECT_EQ(ParentIdOf(StepName(Id("t"), Id("s"))), Id("t"));
  EXPECT_EQ(ParentIdOf(SituationName(Id("h"), Id("m"), Id("s"))), Id("m"));
}

TEST(Names, AreEmptyOfWhatIsNotThere) {
  EXPECT_EQ(HouseholdName(Id()), "");
  EXPECT_EQ(SessionName(Id("t"), Id()), "");
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
