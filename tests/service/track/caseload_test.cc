#include "kansrijk/v1/buddy.pb.h"
#include "tests/service/track/caseload_fixture.h"

namespace kansrijk::testing {
namespace caseload_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Caseload : public CaseloadFixture {
 protected:
  static absl::StatusOr<v1::GetCaseloadResponse> Get(const Client& client,
                                                     const v1::GetCaseloadRequest& request) {
    return client.Call<v1::GetCaseloadResponse>("kansrijk.v1.CaseloadService/GetCaseload", request);
  }

  // All entries, page after page.
  static std::vector<v1::CaseloadEntry> All(const Client& client, v1::GetCaseloadRequest request) {
    std::vector<v1::CaseloadEntry> entries;
    do {
      const auto page = Get(client, request);
      EXPECT_OK(page);
      if (!page.ok()) break;
      EXPECT_EQ(page->loads().empty(), !request.page_token().empty());
      entries.insert(entries.end(), page->entries().begin(), page->entries().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return entries;
  }

  static std::vector<v1::CaseloadEntry> Of(const Client& client, const std::string& buddy = "",
                                           int page_size = 0) {
    v1::GetCaseloadRequest request;
    request.set_buddy(buddy);
    request.set_page_size(page_size);
    return All(client, request);
  }

  static std::vector<v1::CaseloadEntry> ReviewsDueOf(const Client& client, int page_size = 0) {
    v1::GetCaseloadRequest request;
    request.set_review_due(true);
    request.set_page_size(page_size);
    return All(client, request);
  }

  static std::vector<std::string> HouseholdsOf(const std::vector<v1::CaseloadEntry>& entries) {
    std::vector<std::string> numbers;
    for (const auto& entry : entries) numbers.push_back(entry.household_number());
    return numbers;
  }

  static std::vector<v1::FlagKind> KindsOf(
      const google::protobuf::RepeatedPtrField<v1::Flag>& flags) {
    std::vector<v1::FlagKind> kinds;
    for (const auto& flag : flags) kinds.push_back(flag.kind());
    return kinds;
  }

  static std::vector<std::string> ChangesOf(const v1::CaseloadEntry& entry) {
    std::vector<std::string> changes;
    for (const auto& change : entry.changes()) changes.push_back(change.text());
    return changes;
  }

  template <typename Change>
  void ChangeBuddy(const v1::Buddy& buddy, const std::string& field, Change change) {
    v1::GetBuddyRequest get;
    get.set_name(buddy.name());
    const auto current = coordinator_.Call<v1::Buddy>("kansrijk.v1.BuddyService/GetBuddy", get);
    ASSERT_OK(current);
    v1::UpdateBuddyRequest request;
    *request.mutable_buddy() = *current;
    change(*request.mutable_buddy());
    request.mutable_update_mask()->add_paths(field);
    request.set_request_id(NewRequestId());
    ASSERT_OK(coordinator_.Call<v1::Buddy>("kansrijk.v1.BuddyService/UpdateBuddy", request));
  }
};

TEST_F(Caseload, TellsWhatTheTrackIsAndWhyItNeedsAttention) {
  const Case made = AddCase(coordinator_, "H-0142", first_);
  LogFor(made, first_, "2026-04-20", "2026-05-04");
  LogFor(made, first_, "2026-04-10", "2026-04-20");
  const auto entries = Of(Layla());
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
  EXPECT_EQ(entry.next_appointment_date(), "") << "it is over";
  EXPECT_EQ(entry.attention_date(), "2026-05-05");
  ASSERT_EQ(entry.flags_size(), 2);
  EXPECT_EQ(entry.flags(0).kind(), v1::FLAG_KIND_APPOINTMENT_PASSED);
  EXPECT_EQ(entry.flags(1).kind(), v1::FLAG_KIND_NO_SESSION);
  EXPECT_EQ(entry.flags(1).since(), "2026-05-12");
  EXPECT_EQ(entry.flags(1).reason(), "no contact for 30 days");
  EXPECT_EQ(entry.flags(1).reason_nl(), "al 30 dagen geen contact");
}

// The scenario: attempts that reached nobody hid a family that nobody had seen.
TEST_F(Caseload, CountsFromTheLastSessionAtWhichTheParticipantWasThere) {
  const Case made = AddCase(coordinator_, "H-0142", first_);
  LogFor(made, first_, "2026-04-08");
  for (const char* day : {"2026-04-15", "2026-04-22", "2026-05-18"}) {
    LogFor(made, first_, day, "", /*no_show=*/true);
  }
  for (const Client& client : {Layla(), coordinator_}) {
    const auto entries = Of(client);
    ASSERT_EQ(entries.size(), 1);
    EXPECT_EQ(entries[0].last_session_date(), "2026-04-08");
    ASSERT_EQ(entries[0].flags_size(), 2);
    EXPECT_EQ(entries[0].flags(0).kind(), v1::FLAG_KIND_NO_SESSION);
    EXPECT_EQ(entries[0].flags(0).reason_nl(), "al 42 dagen geen contact");
    EXPECT_EQ(entries[0].flags(1).kind(), v1::FLAG_KIND_NO_SHOWS);
    EXPECT_EQ(entries[0].flags(1).since(), "2026-05-18");
    EXPECT_EQ(entries[0].flags(1).reason_nl(), "3 keer niet verschenen, 42 dagen niet gezien");
  }
}

TEST_F(Caseload, LosesTheRunOfNoShowsWithAContactOfWhateverKind) {
  const Case made = AddCase(coordinator_, "H-0142", first_);
  LogFor(made, first_, "2026-05-11");
  for (const char* day : {"2026-05-12", "2026-05-13", "2026-05-14", "2026-05-15"}) {
    LogFor(made, first_, day, "", /*no_show=*/true);
  }
  ASSERT_EQ(Of(Layla())[0].flags_size(), 1);
  EXPECT_EQ(Of(Layla())[0].flags(0).reason(), "4 no-shows in a row, not seen for 9 days");
  LogFor(made, first_, "2026-05-16");
  EXPECT_THAT(Of(Layla())[0].flags(), IsEmpty());
  LogFor(made, first_, "2026-05-17", "", /*no_show=*/true);
  LogFor(made, first_, "2026-05-18", "", /*no_show=*/true);
  EXPECT_THAT(Of(Layla())[0].flags(), IsEmpty());
  ChangeSettings("no_shows_in_a_row",
                 [](v1::Settings& settings) { settings.set_no_shows_in_a_row(2); });
  EXPECT_EQ(Of(Layla())[0].flags_size(), 1);
}

TEST_F(Caseload, TellsOfNoShowsThoughNobodyWasEverThere) {
  const Case made = AddCase(coordinator_, "H-0142", first_);
  for (const char* day : {"2026-01-07", "2026-01-14", "2026-01-21"}) {
    LogFor(made, first_, day, "", /*no_show=*/true);
  }
  const auto entries = Of(coordinator_);
  EXPECT_EQ(entries[0].last_session_date(), "");
  ASSERT_EQ(entries[0].flags_size(), 2);
  EXPECT_EQ(entries[0].flags(0).reason(), "3 no-shows in a row, not seen for 135 days");
}

TEST_F(Caseload, LosesTheFlagWithTheSession) {
  const Case made = AddCase(coordinator_, "H-0142", first_);
  EXPECT_EQ(Of(Layla())[0].flags_size(), 1);
  ASSERT_OK(Log(Layla(), SessionOn(made.track.name(), "")));
  const auto after = Of(Layla());
  EXPECT_THAT(after[0].flags(), IsEmpty());
  EXPECT_EQ(after[0].attention_date(), "2026-06-11");
}

TEST_F(Caseload, OfABuddyIsTheOwnTracksMostUrgentFirst) {
  LogFor(AddCase(coordinator_, "H-0001", first_), first_, "2026-05-18");
  LogFor(AddCase(coordinator_, "H-0002", first_), first_, "2026-04-01");
  LogFor(AddCase(coordinator_, "H-0003", first_), first_, "2026-05-01");
  AddCase(coordinator_, "H-0004", second_);
  EXPECT_THAT(HouseholdsOf(Of(Layla())), ElementsAre("H-0002", "H-0003", "H-0001"));
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
  EXPECT_THAT(Of(Layla()), IsEmpty());
  const auto entries = Of(coordinator_);
  ASSERT_EQ(entries.size(), 1);
  EXPECT_EQ(entries[0].buddy(), "");
  ASSERT_EQ(entries[0].flags_size(), 1);
  EXPECT_EQ(entries[0].flags(0).kind(), v1::FLAG_KIND_NO_BUDDY);
  EXPECT_EQ(entries[0].flags(0).since(), "2026-05-19");
}

TEST_F(Caseload, ShowsTheActiveMatchBeforeTheMeetingOne) {
  const Case made = AddCase(coordinator_, "H-0142", second_);
  const v1::Match meeting = Meet(coordinator_, made.track, first_);
  EXPECT_EQ(Of(coordinator_)[0].buddy_number(), "B02");
  EXPECT_THAT(Of(Layla()), IsEmpty());
  EXPECT_THAT(Of(coordinator_, "buddies/B01"), IsEmpty());
  ASSERT_OK(Transition(coordinator_, *Confirm(Layla(), meeting), v1::MATCH_VERB_ACTIVATE));
  EXPECT_EQ(Of(coordinator_)[0].buddy_number(), "B01");
  EXPECT_EQ(Of(Layla())[0].buddy_number(), "B01");
  EXPECT_EQ(Of(coordinator_, "buddies/B02")[0].buddy_number(), "B02");
}

TEST_F(Caseload, FlagsTheFirstGoalAndStepThatAreOverdue) {
  const Case made = AddCase(coordinator_, "H-0142", first_);
  LogFor(made, first_, "2026-05-18");
  PutGoal(made, "D-0001", v1::GOAL_STATE_IN_PROGRESS, "2026-05-19");
  PutGoal(made, "D-0002", v1::GOAL_STATE_AGREED, "2026-05-17");
  PutGoal(made, "D-0003", v1::GOAL_STATE_AGREED, "2026-05-20");
  PutStep("D-0001", "A-0001", v1::STEP_STATE_BUSY, "2026-05-18");
  PutStep("D-0003", "A-0002", v1::STEP_STATE_OPEN, "2026-06-18");
  for (const Client& client : {coordinator_, Layla()}) {
    const auto entries = Of(client);
    ASSERT_EQ(entries.size(), 1);
    ASSERT_THAT(KindsOf(entries[0].flags()),
                ElementsAre(v1::FLAG_KIND_GOAL_OVERDUE, v1::FLAG_KIND_STEP_OVERDUE));
    EXPECT_EQ(entries[0].flags(0).reason(), "2 goals overdue, the first D-0002, due 2026-05-17");
    EXPECT_EQ(entries[0].flags(1).reason(), "step A-0001 is 2 days late");
    EXPECT_EQ(entries[0].attention_date(), "2026-05-18");
  }
}

TEST_F(Caseload, DoesNotFlagGoalsAndStepsThatAreNotBeingWorkedOn) {
  const Case made = AddCase(coordinator_, "H-0142", first_);
  LogFor(made, first_, "2026-05-18");
  PutGoal(made, "D-0001", v1::GOAL_STATE_DRAFT, "2026-05-01");
  PutGoal(made, "D-0002", v1::GOAL_STATE_POSTPONED, "2026-05-01");
  PutGoal(made, "D-0003", v1::GOAL_STATE_ACHIEVED, "2026-05-01");
  PutGoal(made, "D-0004", v1::GOAL_STATE_IN_PROGRESS, "2026-07-01");
  PutStep("D-0002", "A-0001", v1::STEP_STATE_OPEN, "2026-05-01");
  PutStep("D-0004", "A-0002", v1::STEP_STATE_DONE, "2026-05-01", "2026-05-01");
  PutStep("D-0004", "A-0003", v1::STEP_STATE_DROPPED, "2026-05-01", "2026-05-01");
  EXPECT_THAT(Of(coordinator_)[0].flags(), IsEmpty());
}

TEST_F(Caseload, FlagsAnAssessmentUntilItIsMade) {
  const Case made = AddCase(coordinator_, "H-0142", first_);
  LogFor(made, first_, "2026-05-18");
  ChangeSettings("days_to_begin_assessment",
                 [](v1::Settings& settings) { settings.set_days_to_begin_assessment(28); });
  const auto before = Of(Layla());
  ASSERT_THAT(KindsOf(before[0].flags()), ElementsAre(v1::FLAG_KIND_BEGIN_ASSESSMENT_MISSING));
  EXPECT_EQ(before[0].flags(0).since(), "2026-02-02");
  PutAssessment(made, v1::ASSESSMENT_MOMENT_BEGIN, "2026-02-10");
  EXPECT_THAT(Of(Layla())[0].flags(), IsEmpty());
}

TEST_F(Caseload, KeepsToTheSettingsOfTheOrganisation) {
  LogFor(AddCase(coordinator_, "H-0142", first_), first_, "2026-05-12");
  EXPECT_THAT(Of(Layla())[0].flags(), IsEmpty());
  ChangeSettings("days_without_session_max",
                 [](v1::Settings& settings) { settings.set_days_without_session_max(7); });
  EXPECT_THAT(KindsOf(Of(Layla())[0].flags()), ElementsAre(v1::FLAG_KIND_NO_SESSION));
}

TEST_F(Caseload, TellsCoordinatorsWhenTracksAreToBeReviewed) {
  const Case made = AddCase(coordinator_, "H-0142", first_);
  v1::CaseloadEntry entry = Of(coordinator_)[0];
  EXPECT_EQ(entry.last_review_date(), "");
  EXPECT_EQ(entry.review_due_date(), "2026-01-02") << "the application: at once";
  ASSERT_OK(Hold(coordinator_, made.track.name(), "2026-05-11"));
  entry = Of(coordinator_)[0];
  EXPECT_EQ(entry.last_review_date(), "2026-05-11");
  EXPECT_EQ(entry.review_due_date(), "2026-05-25");
  ChangeSettings("days_between_reviews",
                 [](v1::Settings& settings) { settings.set_days_between_reviews(7); });
  EXPECT_EQ(Of(coordinator_)[0].review_due_date(), "2026-05-18");
  entry = Of(Layla())[0];
  EXPECT_EQ(entry.last_review_date(), "");
  EXPECT_EQ(entry.review_due_date(), "");
  EXPECT_THAT(entry.changes(), IsEmpty());
}

TEST_F(Caseload, ListsTheReviewsThatAreDue) {
  const Case today = AddCase(coordinator_, "H-0001", first_);
  const Case tomorrow = AddCase(coordinator_, "H-0002", first_);
  AddCase(coordinator_, "H-0003", second_);
  ASSERT_OK(Hold(coordinator_, today.track.name(), "2026-05-06"));
  ASSERT_OK(Hold(coordinator_, tomorrow.track.name(), "2026-05-07"));
  EXPECT_THAT(HouseholdsOf(ReviewsDueOf(coordinator_)), ElementsAre("H-0001", "H-0003"));
  EXPECT_THAT(HouseholdsOf(ReviewsDueOf(coordinator_, 1)), ElementsAre("H-0001", "H-0003"));
  v1::GetCaseloadRequest request;
  request.set_review_due(true);
  const auto refused = Get(Layla(), request);
  EXPECT_THAT(refused, HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(refused, HasReason("REVIEW_DUE_FOR_COORDINATORS"));
  EXPECT_THAT(refused, BlamesField("review_due"));
}

TEST_F(Caseload, CountsAllThatHappenedBeforeTheFirstReview) {
  const Case made = AddCase(coordinator_, "H-0142", first_);
  LogFor(made, first_, "2026-05-01");
  // To INTAKE and ACTIVE; the application itself is no change.
  EXPECT_THAT(ChangesOf(Of(coordinator_)[0]),
              ElementsAre("2 changes of state", "1 match made, changed or ended", "1 session"));
}

TEST_F(Caseload, CountsWhatHappenedSinceTheLastReview) {
  const Case made = AddCase(coordinator_, "H-0142", first_);
  LogFor(made, first_, "2026-05-01");
  for (const char* goal : {"D-0001", "D-0002", "D-0003"}) {
    PutGoal(made, goal, v1::GOAL_STATE_IN_PROGRESS, "2026-07-01");
  }
  PutGoalEvent("D-0001", v1::GOAL_VERB_UNSPECIFIED, v1::GOAL_STATE_DRAFT);
  ASSERT_OK(Hold(coordinator_, made.track.name()));
  EXPECT_THAT(Of(coordinator_)[0].changes(), IsEmpty());
  server_.clock().Advance(absl::Hours(1));  // on the day of the review, and after it
  LogFor(made, first_, "2026-05-02");
  LogFor(made, first_, "2026-05-20");
  LogFor(made, first_, "2026-05-20", "", true);
  PutGoalEvent("D-0002", v1::GOAL_VERB_UNSPECIFIED, v1::GOAL_STATE_DRAFT);
  PutGoalEvent("D-0002", v1::GOAL_VERB_AGREE, v1::GOAL_STATE_AGREED);
  PutGoalEvent("D-0001", v1::GOAL_VERB_ACHIEVE, v1::GOAL_STATE_ACHIEVED);
  PutGoalEvent("D-0002", v1::GOAL_VERB_ACHIEVE_PARTLY, v1::GOAL_STATE_PARTLY_ACHIEVED);
  PutGoalEvent("D-0003", v1::GOAL_VERB_STOP, v1::GOAL_STATE_STOPPED);
  PutStep("D-0003", "A-0001", v1::STEP_STATE_DONE, "2026-05-20", "2026-05-20");
  PutStep("D-0003", "A-0002", v1::STEP_STATE_OPEN, "2026-06-20");
  PutAssessment(made, v1::ASSESSMENT_MOMENT_BEGIN, "2026-05-20");
  ASSERT_OK(Transition(coordinator_, made.match, v1::MATCH_VERB_END));
  ASSERT_OK(Transition(coordinator_, made.track, v1::TRACK_VERB_PAUSE));
  const auto entries = Of(coordinator_);
  EXPECT_THAT(ChangesOf(entries[0]),
              ElementsAre("1 change of state", "1 match made, changed or ended", "2 sessions",
                          "1 no-show", "1 goal achieved", "1 goal partly achieved",
                          "1 goal stopped", "1 new goal", "1 step done", "1 assessment"));
  EXPECT_EQ(entries[0].changes(2).text_nl(), "2 sessies");
}

TEST_F(Caseload, CountsWhatHappenedAfterAReviewThatWasRecordedLater) {
  const Case made = AddCase(coordinator_, "H-0142", first_);
  LogFor(made, first_, "2026-05-01");
  LogFor(made, first_, "2026-05-12");
  ASSERT_OK(Hold(coordinator_, made.track.name(), "2026-05-11"));
  EXPECT_THAT(ChangesOf(Of(coordinator_)[0]), ElementsAre("1 session"));
}

TEST_F(Caseload, TellsWhatTheBuddiesHaveOnHand) {
  AddCase(coordinator_, "H-0001", first_);
  const Case second = AddCase(coordinator_, "H-0002", first_);
  Meet(coordinator_, second.track, second_);
  ChangeBuddy(first_, "capacity", [](v1::Buddy& buddy) { buddy.set_capacity(1); });
  ChangeBuddy(second_, "conduct_certificate_date",
              [](v1::Buddy& buddy) { buddy.set_conduct_certificate_date("2023-06-30"); });
  const auto all = Get(coordinator_, v1::GetCaseloadRequest());
  ASSERT_OK(all);
  ASSERT_EQ(all->loads_size(), 2);
  const v1::BuddyLoad& full = all->loads(0);
  EXPECT_EQ(full.buddy(), first_.name());
  EXPECT_EQ(full.buddy_number(), "B01");
  EXPECT_EQ(full.buddy_name(), "Layla Test");
  EXPECT_EQ(full.active_matches(), 2);
  EXPECT_EQ(full.meeting_matches(), 0);
  EXPECT_EQ(full.capacity(), 1);
  ASSERT_THAT(KindsOf(full.flags()), ElementsAre(v1::FLAG_KIND_OVER_CAPACITY));
  EXPECT_EQ(full.flags(0).since(), "2026-01-05");
  const v1::BuddyLoad& meeting = all->loads(1);
  EXPECT_EQ(meeting.buddy_number(), "B02");
  EXPECT_EQ(meeting.active_matches(), 0);
  EXPECT_EQ(meeting.meeting_matches(), 1);
  ASSERT_THAT(KindsOf(meeting.flags()), ElementsAre(v1::FLAG_KIND_CONDUCT_CERTIFICATE_ENDING));
  EXPECT_EQ(meeting.flags(0).since(), "2026-05-01");

  const auto own = Get(Layla(), v1::GetCaseloadRequest());
  ASSERT_OK(own);
  ASSERT_EQ(own->loads_size(), 1);
  EXPECT_EQ(own->loads(0).buddy_number(), "B01");
  v1::GetCaseloadRequest request;
  request.set_buddy("buddies/B02");
  const auto one = Get(coordinator_, request);
  ASSERT_OK(one);
  ASSERT_EQ(one->loads_size(), 1);
  EXPECT_EQ(one->loads(0).buddy_number(), "B02");
  EXPECT_THAT(Get(Layla(), request), HasCode(StatusCode::kNotFound));
}

TEST_F(Caseload, HoldsOpenTracksOfTheOwnOrganisationOnly) {
  const Case closed = AddCase(coordinator_, "H-0001", first_);
  AddCase(coordinator_, "H-0002", first_);
  ASSERT_OK(Transition(coordinator_, closed.track, v1::TRACK_VERB_DROP_OUT));
  EXPECT_THAT(HouseholdsOf(Of(coordinator_)), ElementsAre("H-0002"));
  EXPECT_THAT(HouseholdsOf(Of(Layla())), ElementsAre("H-0002"));
  server_.AddOrganisation("ELDERS");
  const auto elsewhere =
      Get(server_.AddAccount("elders", v1::ROLE_COORDINATOR, "ELDERS"), v1::GetCaseloadRequest());
  ASSERT_OK(elsewhere);
  EXPECT_THAT(elsewhere->entries(), IsEmpty());
  EXPECT_THAT(elsewhere->loads(), IsEmpty());
}

}  // namespace caseload_test
}  // namespace kansrijk::testing
