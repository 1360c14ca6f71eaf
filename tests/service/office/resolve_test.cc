// Numbers as people say them, in the calls of every service.
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace resolve_test {

using absl::StatusCode;
using ::testing::HasSubstr;

class Numbers : public ::testing::Test {
 protected:
  std::string HouseholdFound(const Client& client, const std::string& said) {
    v1::GetHouseholdRequest request;
    request.set_name(absl::StrCat("households/", said));
    const auto household =
        client.Call<v1::Household>("kansrijk.v1.HouseholdService/GetHousehold", request);
    return household.ok() ? household->number() : std::string(household.status().message());
  }

  absl::StatusOr<v1::Track> Track(const std::string& said) {
    v1::GetTrackRequest request;
    request.set_name(absl::StrCat("tracks/", said));
    return carla_.Call<v1::Track>("kansrijk.v1.TrackService/GetTrack", request);
  }

  TestServer server_;
  const Client carla_ = server_.AddAccount("carla", v1::ROLE_COORDINATOR);
};

TEST_F(Numbers, AreFoundInAnyDress) {
  AddHousehold(carla_, "H-0007");
  for (const char* said : {"H-0007", "7", "h7", "h-7", "H0007"}) {
    EXPECT_EQ(HouseholdFound(carla_, said), "H-0007") << said;
  }
}

// Organisations that gave numbers of their own keep them.
TEST_F(Numbers, AreFoundAsTheyAreSaidBeforeAnyOtherWay) {
  AddHousehold(carla_, "H-0007");
  AddHousehold(carla_, "7");
  AddHousehold(carla_, "h-7");
  EXPECT_EQ(HouseholdFound(carla_, "7"), "7");
  EXPECT_EQ(HouseholdFound(carla_, "h-7"), "h-7");
  EXPECT_EQ(HouseholdFound(carla_, "h7"), "H-0007");
}

TEST_F(Numbers, InAnyDressReachNoFurtherThanInFull) {
  AddCase(carla_, "H-0007", AddBuddy(carla_, "B05"));
  AddHousehold(carla_, "H-0008");
  const Client noor = server_.AddAccount("noor", v1::ROLE_BUDDY, "KO", "B05");
  EXPECT_EQ(HouseholdFound(noor, "7"), "H-0007");
  EXPECT_THAT(HouseholdFound(noor, "8"), HasSubstr("not found"));
  EXPECT_THAT(HouseholdFound(noor, "9"), HasSubstr("not found"));
}

TEST_F(Numbers, ThatMeanATrackAndTheHouseholdOfAnotherAreAskedAbout) {
  const v1::Buddy buddy = AddBuddy(carla_, "B05");
  AddCase(carla_, "H-0002", buddy);  // T0001
  AddCase(carla_, "H-0001", buddy);  // T0002
  const auto either = Track("1");
  EXPECT_THAT(either, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(either, HasReason("AMBIGUOUS_NUMBER"));
  EXPECT_EQ(Track("t1")->household_number(), "H-0002");
  EXPECT_EQ(Track("h1")->household_number(), "H-0001");
}

TEST_F(Numbers, OfATrackAndItsOwnHouseholdMeanOneThing) {
  AddCase(carla_, "H-0001", AddBuddy(carla_, "B05"));  // T0001
  EXPECT_EQ(Track("1")->number(), "T0001");
}

// Who reads or puts right how a track ended has the household's number at hand.
TEST_F(Numbers, OfAHouseholdWithoutAnOpenTrackMeanTheOneThatEndedLast) {
  const v1::Buddy buddy = AddBuddy(carla_, "B05");
  const Case first = AddCase(carla_, "H-0001", buddy);
  const auto end = [&](const v1::Track& track, const std::string& date) {
    EXPECT_OK(Transition(carla_, track, v1::TRACK_VERB_RECORD_DEATH, date));
  };
  end(first.track, "2026-03-01");
  EXPECT_EQ(Track("h1")->number(), first.track.number());
  const v1::Member other = AddParticipant(carla_, first.household, "Noor");
  const v1::Track second = AddTrack(carla_, first.household, other);
  EXPECT_EQ(Track("h1")->number(), second.number()) << "the open one";
  end(second, "2026-02-01");
  EXPECT_EQ(Track("h1")->number(), first.track.number()) << "which ended after it";
  const auto reopened = Transition(carla_, *Track("h1"), v1::TRACK_VERB_REOPEN);
  ASSERT_OK(reopened);
  EXPECT_EQ(reopened->number(), first.track.number());
}

TEST_F(Numbers, OfAHouseholdMeanNoEndedTrackThatTheCallerDoesNotSee) {
  const Case one = AddCase(carla_, "H-0001", AddBuddy(carla_, "B05"));
  const Client noor = server_.AddAccount("noor", v1::ROLE_BUDDY, "KO", "B05");
  EXPECT_OK(Transition(carla_, one.track, v1::TRACK_VERB_RECORD_DEATH, "2026-03-01"));
  v1::GetTrackRequest request;
  request.set_name("tracks/H-0001");
  EXPECT_THAT(noor.Call<v1::Track>("kansrijk.v1.TrackService/GetTrack", request),
              HasCode(StatusCode::kNotFound));
}

// ---- what a record refers to is called by its number and name ----

TEST_F(Numbers, StandBesideWhatABuddyRefersTo) {
  v1::Buddy buddy = AddBuddy(carla_, "B05");
  v1::GetBuddyRequest request;
  request.set_name("buddies/b5");
  const auto got = carla_.Call<v1::Buddy>("kansrijk.v1.BuddyService/GetBuddy", request);
  ASSERT_OK(got);
  EXPECT_EQ(got->organisation_code(), "KO");
  EXPECT_FALSE(got->organisation_name().empty());
  EXPECT_EQ(got->backup_organisation().empty(), got->backup_organisation_code().empty());
  EXPECT_EQ(got->participant_number(), "");
}

TEST_F(Numbers, AndNamesOfItsBuddiesStandOnATrack) {
  AddCase(carla_, "H-0001", AddBuddy(carla_, "B05"));
  const auto track = Track("T0001");
  ASSERT_OK(track);
  ASSERT_EQ(track->buddies_size(), 1);
  EXPECT_EQ(track->buddies(0).buddy_number(), "B05");
  EXPECT_FALSE(track->buddies(0).buddy_name().empty());
  EXPECT_EQ(track->buddies(0).state(), v1::MATCH_STATE_ACTIVE);
  EXPECT_EQ(track->buddies(0).since(), "2026-01-05");
}

}  // namespace resolve_test
}  // namespace kansrijk::testing
