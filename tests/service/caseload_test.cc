#include "kansrijk/v1/caseload.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Caseload : public ::testing::Test {
 protected:
  // All entries, page after page.
  std::vector<v1::CaseloadEntry> Of(const Client& client, const std::string& buddy = "",
                                    int page_size = 0) {
    v1::GetCaseloadRequest request;
    request.set_buddy(buddy);
    request.set_page_size(page_size);
    std::vector<v1::CaseloadEntry> entries;
    do {
      const auto page =
          client.Call<v1::GetCaseloadResponse>("kansrijk.v1.CaseloadService/GetCaseload", request);
      EXPECT_OK(page);
      if (!page.ok()) break;
      entries.insert(entries.end(), page->entries().begin(), page->entries().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return entries;
  }

  static std::vector<std::string> HouseholdsOf(const std::vector<v1::CaseloadEntry>& entries) {
    std::vector<std::string> numbers;
    for (const auto& entry : entries) numbers.push_back(entry.household_number());
    return numbers;
  }

  void LogFor(const Case& of, const v1::Buddy& buddy, const std::string& date,
              const std::string& next_appointment_date = "") {
    v1::LogSessionRequest request = SessionOn(of.track.name(), date);
    request.mutable_session()->set_buddy(buddy.name());
    request.mutable_session()->set_next_appointment_date(next_appointment_date);
    EXPECT_OK(Log(coordinator_, request));
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  v1::Buddy first_ = AddBuddy(coordinator_, "B01");
  v1::Buddy second_ = AddBuddy(coordinator_, "B02");
  Client layla_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
};

TEST_F(Caseload, TellsWhatTheTrackIsAndWhyItNeedsAttention) {
  const Case made = AddCase(coordinator_, "H-0142", first_);
  LogFor(made, first_, "2026-04-20", "2026-05-04");
  LogFor(made, first_, "2026-04-10", "2026-04-20");
  const auto entries = Of(layla_);
  ASSERT_EQ(entries.size(), 1);
  const v1::CaseloadEntry& entry = entries[0];
  EXPECT_EQ(entry.track(), made.track.name());
  EXPECT_EQ(entry.track_number(), made.track.number());
  EXPECT_EQ(entry.household(), made.household.name());
  EXPECT_EQ(entry.participant_name(), "Noor Testdeelnemer");
  EXPECT_EQ(entry.buddy(), first_.name());
  EXPECT_EQ(entry.buddy_number(), "B01");
  EXPECT_EQ(entry.buddy_name(), "Layla Test");
  EXPECT_EQ(entry.state(), v1::TRACK_STATE_ACTIVE);
  EXPECT_EQ(entry.last_session_date(), "2026-04-20");
  EXPECT_EQ(entry.next_appointment_date(), "2026-05-04");
  EXPECT_EQ(entry.attention_date(), "2026-05-05");
  ASSERT_EQ(entry.flags_size(), 2);
  EXPECT_EQ(entry.flags(0).kind(), v1::FLAG_KIND_APPOINTMENT_PASSED);
  EXPECT_EQ(entry.flags(1).kind(), v1::FLAG_KIND_NO_SESSION);
  EXPECT_EQ(entry.flags(1).since(), "2026-05-12");
  EXPECT_EQ(entry.flags(1).reason(), "no session for 30 days");
  EXPECT_EQ(entry.flags(1).reason_nl(), "al 30 dagen geen sessie");
}

TEST_F(Caseload, LosesTheFlagWithTheSession) {
  const Case made = AddCase(coordinator_, "H-0142", first_);
  EXPECT_EQ(Of(layla_)[0].flags_size(), 1);
  ASSERT_OK(Log(layla_, SessionOn(made.track.name(), "")));
  const auto after = Of(layla_);
  EXPECT_THAT(after[0].flags(), IsEmpty());
  EXPECT_EQ(after[0].attention_date(), "2026-06-11");
}

TEST_F(Caseload, OfABuddyIsTheOwnTracksMostUrgentFirst) {
  LogFor(AddCase(coordinator_, "H-0001", first_), first_, "2026-05-18");
  LogFor(AddCase(coordinator_, "H-0002", first_), first_, "2026-04-01");
  LogFor(AddCase(coordinator_, "H-0003", first_), first_, "2026-05-01");
  AddCase(coordinator_, "H-0004", second_);
  EXPECT_THAT(HouseholdsOf(Of(layla_)), ElementsAre("H-0002", "H-0003", "H-0001"));
}

TEST_F(Caseload, OfACoordinatorGoesByBuddyTheMostUrgentFirst) {
  LogFor(AddCase(coordinator_, "H-0001", first_), first_, "2026-05-18");
  LogFor(AddCase(coordinator_, "H-0002", first_), first_, "2026-04-20");
  LogFor(AddCase(coordinator_, "H-0003", second_), second_, "2026-05-10");
  LogFor(AddCase(coordinator_, "H-0004", second_), second_, "2026-04-01");
  const v1::Household waiting = AddHousehold(coordinator_, "H-0005");
  AddTrack(coordinator_, waiting, AddParticipant(coordinator_, waiting, "Sem"));
  // The application of 2 January has been waiting since 14 February: before all sessions.
  const std::vector<std::string> order = {"H-0005", "H-0004", "H-0003", "H-0002", "H-0001"};
  for (const int page_size : {0, 1, 2, 3, 4, 5}) {
    EXPECT_EQ(HouseholdsOf(Of(coordinator_, "", page_size)), order) << page_size;
  }
  EXPECT_THAT(HouseholdsOf(Of(coordinator_, "buddies/B02")), ElementsAre("H-0004", "H-0003"));
}

TEST_F(Caseload, FlagsATrackThatLostItsBuddy) {
  const Case made = AddCase(coordinator_, "H-0142", first_);
  LogFor(made, first_, "2026-05-18");
  ASSERT_OK(Transition(coordinator_, made.match, v1::MATCH_VERB_END, "2026-05-19"));
  EXPECT_THAT(Of(layla_), IsEmpty());
  const auto entries = Of(coordinator_);
  ASSERT_EQ(entries.size(), 1);
  EXPECT_EQ(entries[0].buddy(), "");
  ASSERT_EQ(entries[0].flags_size(), 1);
  EXPECT_EQ(entries[0].flags(0).kind(), v1::FLAG_KIND_NO_BUDDY);
  EXPECT_EQ(entries[0].flags(0).since(), "2026-05-19");
}

TEST_F(Caseload, ShowsTheActiveMatchBeforeTheMeetingOne) {
  const Case made = AddCase(coordinator_, "H-0142", second_);
  ASSERT_OK(Transition(coordinator_, AddMatch(coordinator_, made.track, first_),
                       v1::MATCH_VERB_START_MEETING));
  EXPECT_EQ(Of(coordinator_)[0].buddy_number(), "B02");
  EXPECT_EQ(Of(layla_)[0].buddy_number(), "B01");
  EXPECT_EQ(Of(coordinator_, "buddies/B01")[0].buddy_number(), "B01");
}

TEST_F(Caseload, HoldsOpenTracksOfTheOwnOrganisationOnly) {
  const Case closed = AddCase(coordinator_, "H-0001", first_);
  AddCase(coordinator_, "H-0002", first_);
  ASSERT_OK(Transition(coordinator_, WaiveEndAssessment(coordinator_, closed.track),
                       v1::TRACK_VERB_CLOSE));
  EXPECT_THAT(HouseholdsOf(Of(coordinator_)), ElementsAre("H-0002"));
  EXPECT_THAT(HouseholdsOf(Of(layla_)), ElementsAre("H-0002"));
  server_.AddOrganisation("ELDERS");
  EXPECT_THAT(Of(server_.AddAccount("elders", v1::ROLE_COORDINATOR, "ELDERS")), IsEmpty());
}

}  // namespace
}  // namespace kansrijk::testing
