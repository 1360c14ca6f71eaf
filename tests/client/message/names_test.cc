#include "client/message/names.h"

#include "gtest/gtest.h"

namespace kansrijk::client {
namespace names_test {

TEST(ResourceName, PutsTheCollectionBeforeANumber) {
  EXPECT_EQ(*ResourceName("Household", "H-0142"), "households/H-0142");
  EXPECT_EQ(*ResourceName("Track", "T0142"), "tracks/T0142");
  EXPECT_EQ(*ResourceName("Track", "H-0142"), "tracks/H-0142");
  EXPECT_EQ(*ResourceName("Buddy", "B01"), "buddies/B01");
  EXPECT_EQ(*ResourceName("Organisation", "KO"), "organisations/KO");
  EXPECT_EQ(*ResourceName("Member", "L0142a"), "households/-/members/L0142a");
  EXPECT_EQ(*ResourceName("Session", "S-0881"), "tracks/-/sessions/S-0881");
  EXPECT_EQ(*ResourceName("Account", "layla"), "accounts/layla");
  EXPECT_EQ(*ResourceName("Assessment", "M-0012"), "tracks/-/assessments/M-0012");
  EXPECT_EQ(*ResourceName("Goal", "D-0012"), "tracks/-/goals/D-0012");
  EXPECT_EQ(*ResourceName("Step", "A-0031"), "tracks/-/steps/A-0031");
  EXPECT_EQ(*ResourceName("Signal", "V-0003"), "tracks/-/signals/V-0003");
  EXPECT_EQ(*ResourceName("Ambition", "P-0002"), "buddies/-/ambitions/P-0002");
}

TEST(ResourceName, LeavesAWholeNameAsItIs) {
  EXPECT_EQ(*ResourceName("Track", "tracks/0190aa"), "tracks/0190aa");
}

TEST(ResourceName, LeavesOutSpacesWithinANumber) {
  EXPECT_EQ(*ResourceName("Household", "H 0142"), "households/H0142");
  EXPECT_EQ(*ResourceName("Household", " 142 "), "households/142");
  EXPECT_EQ(*PairName("Match", "T 0142", "B 1"), "tracks/T0142/matches/B1");
}

TEST(ResourceName, RefusesWhatCannotBeAName) {
  for (const char* typed : {"", "de Boer", "H-0142\n", "\x1b[2J"}) {
    EXPECT_FALSE(ResourceName("Household", typed).ok()) << typed;
  }
}

TEST(PairName, JoinsTrackAndBuddy) {
  EXPECT_EQ(*PairName("Match", "T0142", "B01"), "tracks/T0142/matches/B01");
  EXPECT_EQ(*PairName("Match", "tracks/T0142", "buddies/B01"), "tracks/T0142/matches/B01");
  EXPECT_FALSE(PairName("Match", "T0142", "").ok());
}

TEST(PairName, JoinsATrainingSessionAndWhoAttends) {
  EXPECT_EQ(*PairName("Enrolment", "S01", "X-0001"), "trainingSessions/S01/enrolments/X-0001");
}

}  // namespace names_test
}  // namespace kansrijk::client
