#include <set>

#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace meeting_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A track that layla (B01) supports, and that sam (B02), who has an account, is to get to know.
class Meeting : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Match> Get(const Client& client, const std::string& name) {
    v1::GetMatchRequest request;
    request.set_name(name);
    return client.Call<v1::Match>("kansrijk.v1.MatchService/GetMatch", request);
  }

  std::vector<std::string> MeetingsOf(const Client& client, int page_size = 0) {
    std::vector<std::string> tracks;
    v1::ListMeetingsRequest request;
    request.set_page_size(page_size);
    do {
      const auto page =
          client.Call<v1::ListMeetingsResponse>("kansrijk.v1.MatchService/ListMeetings", request);
      EXPECT_OK(page);
      if (!page.ok()) break;
      for (const v1::Match& match : page->matches()) tracks.push_back(match.track_number());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return tracks;
  }

  absl::StatusOr<v1::Match> Report(const Client& client, const v1::Match& match) {
    v1::ReportConflictRequest request;
    request.set_name(match.name());
    request.set_reason("ex-partner");
    request.set_request_id(NewRequestId());
    return client.Call<v1::Match>("kansrijk.v1.MatchService/ReportConflict", request);
  }

  std::vector<std::string> ReasonsRecorded() {
    v1::ListConflictsRequest request;
    request.set_household(case_.household.name());
    const auto page = coordinator_.Call<v1::ListConflictsResponse>(
        "kansrijk.v1.MatchService/ListConflicts", request);
    EXPECT_OK(page);
    std::vector<std::string> reasons;
    for (const v1::Conflict& conflict : page->conflicts()) {
      reasons.push_back(conflict.account_handle() + ": " + conflict.reason());
    }
    return reasons;
  }

  std::vector<v1::Task> MeetingTasksOf(const Client& client) {
    const auto page = client.Call<v1::ListTasksResponse>("kansrijk.v1.CaseloadService/ListTasks",
                                                         v1::ListTasksRequest());
    EXPECT_OK(page);
    std::vector<v1::Task> tasks;
    for (const v1::Task& task : page->tasks()) {
      if (task.kind() == v1::TASK_KIND_MEETING) tasks.push_back(task);
    }
    return tasks;
  }

  std::vector<v1::Flag> ConflictFlagsOf(const Client& client) {
    const auto caseload = client.Call<v1::GetCaseloadResponse>(
        "kansrijk.v1.CaseloadService/GetCaseload", v1::GetCaseloadRequest());
    EXPECT_OK(caseload);
    std::vector<v1::Flag> flags;
    for (const v1::CaseloadEntry& entry : caseload->entries()) {
      for (const v1::Flag& flag : entry.flags()) {
        if (flag.kind() == v1::FLAG_KIND_CONFLICT_OF_INTEREST) flags.push_back(flag);
      }
    }
    return flags;
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  Case case_ = AddCase(coordinator_, "H-0142", AddBuddy(coordinator_, "B01"));
  Client layla_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  v1::Buddy buddy_ = AddBuddy(coordinator_, "B02");
  Client sam_ = server_.AddAccount("sam", v1::ROLE_BUDDY, "KO", "B02");
};

// The whole of what MEETING opens is one message: what is not in it, a meeting buddy does not
// learn.
TEST_F(Meeting, ShowsTheNameAndTheNeighbourhood) {
  const v1::Match match = Meet(coordinator_, case_.track, buddy_);
  for (const char* name : {"tracks/H-0142/matches/B02", "tracks/T0001/matches/B02"}) {
    const auto seen = Get(sam_, name);
    ASSERT_OK(seen) << name;
    EXPECT_EQ(seen->SerializeAsString(), match.SerializeAsString());
    EXPECT_EQ(seen->participant_name(), "Noor Testdeelnemer");
    EXPECT_EQ(seen->neighbourhood(), v1::NEIGHBOURHOOD_BEIJUM);
  }
  EXPECT_THAT(Get(sam_, "tracks/H-0142/matches/B01"), HasCode(StatusCode::kNotFound));
  std::set<std::string> filled;
  const auto* const reflection = match.GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection->ListFields(match, &fields);
  for (const auto* field : fields) filled.insert(field->name());
  EXPECT_EQ(filled, (std::set<std::string>{"buddy", "buddy_name", "buddy_number", "create_time",
                                           "etag", "household", "household_number", "name",
                                           "neighbourhood", "participant_name", "state", "track",
                                           "track_number", "update_time"}));
}

TEST_F(Meeting, DoesNotShowWhereAShieldedHouseholdLives) {
  Shield(coordinator_, case_.household.name());
  Meet(coordinator_, case_.track, buddy_);
  const auto seen = Get(sam_, "tracks/H-0142/matches/B02");
  ASSERT_OK(seen);
  EXPECT_EQ(seen->participant_name(), "Noor Testdeelnemer");
  EXPECT_EQ(seen->neighbourhood(), v1::NEIGHBOURHOOD_UNSPECIFIED);
}

TEST_F(Meeting, IsFoundByTheNameOfItsTrackToo) {
  Meet(coordinator_, case_.track, buddy_);
  EXPECT_OK(Get(sam_, absl::StrCat(case_.track.name(), "/matches/B02")));
}

TEST_F(Meeting, IsListedForItsBuddyUntilItIsOver) {
  EXPECT_THAT(MeetingsOf(sam_), IsEmpty());
  const v1::Match proposed = AddMatch(coordinator_, case_.track, buddy_);
  EXPECT_THAT(MeetingsOf(sam_), IsEmpty());
  const auto meeting = Transition(coordinator_, proposed, v1::MATCH_VERB_START_MEETING);
  ASSERT_OK(meeting);
  server_.clock().Advance(absl::Hours(1));
  const v1::Household other = AddHousehold(coordinator_, "H-0143");
  Meet(coordinator_, AddTrack(coordinator_, other, AddParticipant(coordinator_, other, "Sem")),
       buddy_);
  for (const int page_size : {0, 1, 2}) {
    EXPECT_THAT(MeetingsOf(sam_, page_size), ElementsAre("T0001", "T0002")) << page_size;
  }
  EXPECT_THAT(MeetingsOf(layla_), IsEmpty());
  ASSERT_OK(Transition(coordinator_, *meeting, v1::MATCH_VERB_DECLINE));
  EXPECT_THAT(MeetingsOf(sam_), ElementsAre("T0002"));
}

TEST_F(Meeting, BecomesActiveOnceItsBuddyHasConfirmed) {
  v1::Match match = Meet(coordinator_, case_.track, buddy_);
  const auto refused = Transition(coordinator_, match, v1::MATCH_VERB_ACTIVATE);
  EXPECT_THAT(refused, HasReason("MATCH_GUARDS_FAIL"));
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("the buddy, who sees whose track it is while they get acquainted, has not "
                        "confirmed that there is no conflict of interest"));
  const auto confirmed = Confirm(sam_, match);
  ASSERT_OK(confirmed);
  EXPECT_EQ(confirmed->confirm_date(), "2026-05-20");
  EXPECT_EQ(confirmed->state(), v1::MATCH_STATE_MEETING);
  EXPECT_OK(Transition(coordinator_, *confirmed, v1::MATCH_VERB_ACTIVATE));
}

TEST_F(Meeting, IsConfirmedByItsOwnBuddyInItsPresentForm) {
  const v1::Match match = Meet(coordinator_, case_.track, buddy_);
  EXPECT_THAT(Confirm(layla_, match), HasReason("NOT_OWN_MATCH"));
  EXPECT_THAT(Confirm(coordinator_, match), HasCode(StatusCode::kPermissionDenied));
  EXPECT_THAT(Confirm(layla_, case_.match), HasReason("NOT_MEETING"));
  const auto confirmed = Confirm(sam_, match);
  ASSERT_OK(confirmed);
  EXPECT_THAT(Confirm(sam_, match), HasReason("STALE_ETAG"));
  ASSERT_OK(Transition(coordinator_, *confirmed, v1::MATCH_VERB_DECLINE));
  EXPECT_THAT(Confirm(sam_, *confirmed), HasCode(StatusCode::kNotFound));
}

TEST_F(Meeting, IsATaskOfItsBuddyUntilConfirmed) {
  const v1::Match match = Meet(coordinator_, case_.track, buddy_);
  const std::vector<v1::Task> tasks = MeetingTasksOf(sam_);
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].participant_name(), "Noor Testdeelnemer");
  EXPECT_EQ(tasks[0].date(), "2026-05-20");
  EXPECT_THAT(tasks[0].text_nl(), HasSubstr("belangenverstrengeling"));
  EXPECT_THAT(MeetingTasksOf(layla_), IsEmpty());
  EXPECT_THAT(MeetingTasksOf(coordinator_), IsEmpty());
  ASSERT_OK(Confirm(sam_, match));
  EXPECT_THAT(MeetingTasksOf(sam_), IsEmpty());
}

TEST_F(Meeting, WithAConflictThatItsBuddyReportsIsAFlagAndDoesNotBecomeActive) {
  const v1::Match match = *Confirm(sam_, Meet(coordinator_, case_.track, buddy_));
  EXPECT_THAT(ConflictFlagsOf(coordinator_), IsEmpty());
  const auto reported = Report(sam_, match);
  ASSERT_OK(reported);
  EXPECT_EQ(reported->SerializeAsString(), match.SerializeAsString());
  EXPECT_THAT(Get(sam_, match.name()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(ReasonsRecorded(), ElementsAre("sam: ex-partner"));
  const std::vector<v1::Flag> flags = ConflictFlagsOf(coordinator_);
  ASSERT_EQ(flags.size(), 1U);
  EXPECT_EQ(flags[0].since(), "2026-05-20");
  EXPECT_EQ(flags[0].reason(),
            "buddy B02 has a conflict of interest with the household, known since 2026-05-20");
  EXPECT_THAT(Transition(coordinator_, match, v1::MATCH_VERB_ACTIVATE),
              HasReason("MATCH_GUARDS_FAIL"));
  ASSERT_OK(Transition(coordinator_, match, v1::MATCH_VERB_DECLINE));
  EXPECT_THAT(ConflictFlagsOf(coordinator_), IsEmpty());
}

TEST_F(Meeting, IsNotTheOnlyTimeToReportAConflict) {
  EXPECT_THAT(Report(sam_, case_.match), HasCode(StatusCode::kNotFound));
  Meet(coordinator_, case_.track, buddy_);
  EXPECT_THAT(Report(sam_, case_.match), HasCode(StatusCode::kNotFound)) << "another's match";
  server_.clock().Advance(absl::Hours(48));
  ASSERT_OK(Report(layla_, case_.match));
  const std::vector<v1::Flag> flags = ConflictFlagsOf(coordinator_);
  ASSERT_EQ(flags.size(), 1U);
  EXPECT_EQ(flags[0].since(), "2026-05-22");
  EXPECT_THAT(flags[0].reason_nl(), HasSubstr("buddy B01"));
  EXPECT_THAT(ConflictFlagsOf(layla_), IsEmpty()) << "what another told is not hers to see";
}

// A buddy who turns out to be someone of the household has one, recorded or not.
TEST_F(Meeting, WithSomeoneOfTheBuddysOwnHouseholdIsAFlagToo) {
  v1::LinkParticipantRequest link;
  link.set_name(case_.match.buddy());
  v1::GetBuddyRequest get;
  get.set_name(case_.match.buddy());
  link.set_etag(coordinator_.Call<v1::Buddy>("kansrijk.v1.BuddyService/GetBuddy", get)->etag());
  link.set_participant(case_.participant.name());
  link.set_request_id(NewRequestId());
  ASSERT_OK(coordinator_.Call<v1::Buddy>("kansrijk.v1.BuddyService/LinkParticipant", link));
  const std::vector<v1::Flag> flags = ConflictFlagsOf(coordinator_);
  ASSERT_EQ(flags.size(), 1U);
  EXPECT_THAT(flags[0].reason(), HasSubstr("buddy B01 has a conflict of interest"));
}

// A participant may have told the coordinator in confidence.
TEST_F(Meeting, TellsItsBuddyNothingOfAConflictThatOthersRecorded) {
  const v1::Match match = Meet(coordinator_, case_.track, buddy_);
  v1::RecordConflictRequest record;
  record.set_household(case_.household.name());
  record.set_buddy(buddy_.name());
  record.set_reason("bedreigd");
  record.set_request_id(NewRequestId());
  ASSERT_OK(coordinator_.Call<v1::Conflict>("kansrijk.v1.MatchService/RecordConflict", record));
  EXPECT_EQ(ConflictFlagsOf(coordinator_).size(), 1U);
  EXPECT_THAT(Get(sam_, match.name()), HasCode(StatusCode::kNotFound)) << "as if it were declined";
  EXPECT_THAT(Confirm(sam_, match), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(MeetingsOf(sam_), IsEmpty());
  EXPECT_THAT(MeetingTasksOf(sam_), IsEmpty());
  record.set_buddy(case_.match.buddy());
  record.set_request_id(NewRequestId());
  ASSERT_OK(coordinator_.Call<v1::Conflict>("kansrijk.v1.MatchService/RecordConflict", record));
  const auto reported = Report(layla_, case_.match);
  ASSERT_OK(reported);
  EXPECT_EQ(reported->SerializeAsString(), case_.match.SerializeAsString());
  EXPECT_THAT(ReasonsRecorded(), ElementsAre("coordinator: bedreigd", "coordinator: bedreigd"));
}

}  // namespace meeting_test
}  // namespace kansrijk::testing
