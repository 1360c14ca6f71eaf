// Follow-up after the end through the API: told of, recorded, and read.
#include "kansrijk/v1/caseload.pb.h"
#include "tests/service/track/caseload_fixture.h"

namespace kansrijk::testing {
namespace follow_up_test {

using absl::StatusCode;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class FollowUp : public CaseloadFixture {
 protected:
  // Closed on 2026-05-20.
  v1::Track Close(v1::ExitReason reason = v1::EXIT_REASON_PAID_WORK) {
    const v1::Track track = WaiveEndAssessment(coordinator_, case_.track);
    v1::TransitionTrackRequest request;
    request.set_name(track.name());
    request.set_etag(track.etag());
    request.set_verb(v1::TRACK_VERB_CLOSE);
    request.set_exit_reason(reason);
    request.set_request_id(NewRequestId());
    const auto closed =
        coordinator_.Call<v1::Track>("kansrijk.v1.TrackService/TransitionTrack", request);
    EXPECT_OK(closed);
    return closed.ok() ? *closed : v1::Track();
  }

  absl::StatusOr<v1::Track> Record(const Client& client,
                                   v1::FollowUpMoment moment = v1::FOLLOW_UP_MOMENT_UNSPECIFIED,
                                   bool not_reached = false) {
    v1::RecordFollowUpRequest request;
    request.set_name(case_.track.name());
    request.set_moment(moment);
    request.set_not_reached(not_reached);
    request.set_note("Werkt nog, en de bijstand is niet teruggekomen.");
    request.set_request_id(NewRequestId());
    return client.Call<v1::Track>("kansrijk.v1.TrackService/RecordFollowUp", request);
  }

  // "2026-06-20 H-0142 navraag, 1 maand na het einde"; ! for what is overdue.
  std::vector<std::string> TodayOn(const std::string& day) {
    server_.clock().Set(NoonOf(day));
    const auto listed = server_.LogIn("coordinator")
                            .Call<v1::ListTasksResponse>("kansrijk.v1.CaseloadService/ListTasks",
                                                         v1::ListTasksRequest());
    EXPECT_OK(listed);
    std::vector<std::string> lines;
    if (!listed.ok()) return lines;
    for (const auto& task : listed->tasks()) {
      EXPECT_EQ(task.kind(), v1::TASK_KIND_FOLLOW_UP);
      lines.push_back(absl::StrCat(task.date(), task.overdue() ? "! " : " ",
                                   task.household_number(), " ", task.text_nl()));
    }
    return lines;
  }

  Case case_ = AddCase(coordinator_, "H-0142", first_);
};

TEST_F(FollowUp, IsATaskOfTheCoordinatorsAtOneSixAndTwelveMonths) {
  Close();
  EXPECT_THAT(TodayOn("2026-06-19"), IsEmpty());
  EXPECT_THAT(TodayOn("2026-06-20"),
              ElementsAre("2026-06-20 H-0142 navraag, 1 maand na het einde"));
  EXPECT_THAT(TodayOn("2026-06-25"),
              ElementsAre("2026-06-20! H-0142 navraag, 1 maand na het einde"));
  ASSERT_OK(Record(server_.LogIn("coordinator")));
  EXPECT_THAT(TodayOn("2026-06-26"), IsEmpty());
  EXPECT_THAT(TodayOn("2026-11-20"),
              ElementsAre("2026-11-20 H-0142 navraag, 6 maanden na het einde"));
  ASSERT_OK(Record(server_.LogIn("coordinator"), v1::FOLLOW_UP_MOMENT_UNSPECIFIED, true));
  EXPECT_THAT(TodayOn("2027-05-20"),
              ElementsAre("2027-05-20 H-0142 navraag, 12 maanden na het einde"));
  EXPECT_THAT(TodayOn("2027-11-21"), IsEmpty());
}

TEST_F(FollowUp, StandsWithTheTrackThatItIsOf) {
  const v1::Track closed = Close();
  ASSERT_EQ(closed.follow_ups_size(), 3);
  EXPECT_EQ(closed.follow_ups(0).due_date(), "2026-06-20");
  EXPECT_EQ(closed.follow_ups(2).due_date(), "2027-05-20");
  server_.clock().Set(NoonOf("2026-06-22"));
  const auto recorded = Record(server_.LogIn("coordinator"));
  ASSERT_OK(recorded);
  const v1::FollowUp& done = recorded->follow_ups(0);
  EXPECT_EQ(done.moment(), v1::FOLLOW_UP_MOMENT_ONE_MONTH);
  EXPECT_EQ(done.done_date(), "2026-06-22");
  EXPECT_EQ(done.note(), "Werkt nog, en de bijstand is niet teruggekomen.");
  EXPECT_EQ(done.account_handle(), "coordinator");
  EXPECT_THAT(Record(server_.LogIn("coordinator")), HasReason("FOLLOW_UP_DONE"));
}

TEST_F(FollowUp, IsNotAskedForWhenTheParticipantDiedOrDroppedOut) {
  Close(v1::EXIT_REASON_DECEASED);
  case_ = AddCase(coordinator_, "H-0001", first_);
  ASSERT_OK(Transition(coordinator_, case_.track, v1::TRACK_VERB_DROP_OUT));
  EXPECT_THAT(TodayOn("2026-06-25"), IsEmpty());
  EXPECT_THAT(Record(server_.LogIn("coordinator")),
              AllOf(HasCode(StatusCode::kFailedPrecondition), HasReason("NO_FOLLOW_UP")));
}

TEST_F(FollowUp, IsNotAskedForWhenTheParticipantDiedLater) {
  Close(v1::EXIT_REASON_GOALS_ACHIEVED);
  v1::GetMemberRequest get;
  get.set_name(case_.participant.name());
  v1::EndMembershipRequest request;
  request.set_name(get.name());
  request.set_etag(
      coordinator_.Call<v1::Member>("kansrijk.v1.HouseholdService/GetMember", get)->etag());
  request.set_leave_reason(v1::LEAVE_REASON_DIED);
  request.set_request_id(NewRequestId());
  ASSERT_OK(coordinator_.Call<v1::Member>("kansrijk.v1.HouseholdService/EndMembership", request));
  EXPECT_THAT(TodayOn("2026-06-20"), IsEmpty());
  EXPECT_THAT(Record(server_.LogIn("coordinator")), HasReason("NO_FOLLOW_UP"));
}

TEST_F(FollowUp, IsOfTheOwnOrganisationAndNotForBuddies) {
  Close();
  server_.AddOrganisation("ELDERS");
  server_.clock().Set(NoonOf("2026-06-25"));
  const Client stranger = server_.AddAccount("elders", v1::ROLE_COORDINATOR, "ELDERS");
  EXPECT_THAT(Record(stranger), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Record(Layla()), HasCode(StatusCode::kPermissionDenied));
  for (const Client& client : {stranger, Layla()}) {
    const auto listed = client.Call<v1::ListTasksResponse>("kansrijk.v1.CaseloadService/ListTasks",
                                                           v1::ListTasksRequest());
    ASSERT_OK(listed);
    EXPECT_THAT(listed->tasks(), IsEmpty());
  }
}

}  // namespace follow_up_test
}  // namespace kansrijk::testing
