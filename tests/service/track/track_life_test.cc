#include <gmock/gmock.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/assessment.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace track_life_test {

using absl::StatusCode;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kService[] = "kansrijk.v1.TrackService/";

v1::CheckIntakeItemRequest Tick(const v1::Track& track, v1::IntakeItem item,
                                const std::string& date = "") {
  v1::CheckIntakeItemRequest request;
  request.set_name(track.name());
  request.set_etag(track.etag());
  request.set_item(item);
  request.set_date(date);
  request.set_request_id(NewRequestId());
  return request;
}

v1::CheckIntakeItemRequest Untick(const v1::Track& track, v1::IntakeItem item) {
  v1::CheckIntakeItemRequest request = Tick(track, item);
  request.set_undone(true);
  return request;
}

absl::StatusOr<v1::Track> Do(const Client& client, const v1::CheckIntakeItemRequest& request) {
  return client.Call<v1::Track>(absl::StrCat(kService, "CheckIntakeItem"), request);
}

absl::StatusOr<v1::Track> Do(const Client& client, const v1::TransitionTrackRequest& request) {
  return client.Call<v1::Track>(absl::StrCat(kService, "TransitionTrack"), request);
}

v1::TransitionTrackRequest ToDo(const v1::Track& track, v1::TrackVerb verb,
                                const std::string& date = "") {
  v1::TransitionTrackRequest request;
  request.set_name(track.name());
  request.set_etag(track.etag());
  request.set_verb(verb);
  request.set_date(date);
  request.set_request_id(NewRequestId());
  return request;
}

absl::StatusOr<v1::Track> Record(const Client& client, const std::string& track,
                                 v1::Outcome outcome, const std::string& date = "") {
  v1::RecordOutcomeRequest request;
  request.set_name(track);
  request.set_outcome(outcome);
  request.set_date(date);
  request.set_request_id(NewRequestId());
  return client.Call<v1::Track>(absl::StrCat(kService, "RecordOutcome"), request);
}

absl::StatusOr<v1::Track> Get(const Client& client, const std::string& name) {
  v1::GetTrackRequest request;
  request.set_name(name);
  return client.Call<v1::Track>(absl::StrCat(kService, "GetTrack"), request);
}

// "outcome date handle" of each.
std::vector<std::string> OutcomesOf(const v1::Track& track) {
  std::vector<std::string> all;
  for (const auto& outcome : track.outcomes()) {
    all.push_back(absl::StrCat(v1::Outcome_Name(outcome.outcome()).substr(sizeof("OUTCOME_") - 1),
                               " ", outcome.date(), " ", outcome.account_handle()));
  }
  return all;
}

// "due done number", and "waived" of one that is.
std::vector<std::string> ReviewsOf(const v1::Track& track) {
  std::vector<std::string> all;
  for (const auto& moment : track.review_moments()) {
    all.push_back(absl::StrCat(moment.due_date(), " ", moment.done_date(), " ",
                               moment.assessment_number(), moment.waived() ? "waived" : ""));
  }
  return all;
}

// With buddy B01, matched with what AddCase makes.
class TrackLife : public ::testing::Test {
 protected:
  v1::Track Applied(const std::string& household_number = "H-0142") {
    const auto household = AddHousehold(coordinator_, household_number);
    return AddTrack(coordinator_, household, AddParticipant(coordinator_, household, "Noor"));
  }

  v1::Track WaitingSince(const std::string& household_number, const std::string& date) {
    auto track = Transition(coordinator_, Applied(household_number), v1::TRACK_VERB_START_INTAKE,
                            "2026-01-03");
    EXPECT_OK(track);
    track = Transition(coordinator_, *track, v1::TRACK_VERB_PUT_ON_WAITING_LIST, date);
    EXPECT_OK(track);
    return *track;
  }

  Client Stranger() {
    server_.AddOrganisation("WB");
    return server_.AddAccount("pieter", v1::ROLE_COORDINATOR, "WB");
  }

  // A buddy of the organisation whom nobody matched.
  Client Bystander() {
    AddBuddy(coordinator_, "B02");
    return server_.AddAccount("karim", v1::ROLE_BUDDY, "KO", "B02");
  }

  absl::StatusOr<v1::Assessment> Assess(const v1::Track& track, v1::AssessmentMoment moment,
                                        const std::string& date) {
    v1::RecordAssessmentRequest request;
    request.set_parent(track.name());
    v1::Assessment& assessment = *request.mutable_assessment();
    assessment.set_instrument("participation-ladder");
    assessment.set_moment(moment);
    assessment.set_date(date);
    v1::Score& score = *assessment.add_scores();
    score.set_item("participation");
    score.set_level(4);
    request.set_request_id(NewRequestId());
    return coordinator_.Call<v1::Assessment>("kansrijk.v1.AssessmentService/RecordAssessment",
                                             request);
  }

  // The account of B01, made when it is first asked for: whoever has one confirms matches herself.
  const Client& Layla() {
    if (!account_.has_value()) {
      account_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
    }
    return *account_;
  }

  std::vector<std::string> Waiting(const Client& client, int page_size = 0) {
    std::vector<std::string> all;
    v1::ListWaitingTracksRequest request;
    request.set_page_size(page_size);
    do {
      const auto page = client.Call<v1::ListWaitingTracksResponse>(
          absl::StrCat(kService, "ListWaitingTracks"), request);
      EXPECT_OK(page);
      if (!page.ok()) break;
      for (const auto& track : page->tracks()) {
        all.push_back(absl::StrCat(track.household_number(), " ", track.waiting_since()));
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return all;
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("tess", v1::ROLE_COORDINATOR);
  v1::Buddy layla_ = AddBuddy(coordinator_, "B01");
  std::optional<Client> account_;
};

using CheckIntakeItem = TrackLife;
using ListWaitingTracks = TrackLife;
using RecordOutcome = TrackLife;
using PauseTrack = TrackLife;
using EndTrack = TrackLife;
using ReviewMoments = TrackLife;

TEST_F(CheckIntakeItem, TicksAndTakesTheTickAway) {
  const v1::Track applied = Applied();
  ASSERT_EQ(applied.intake_checks_size(), 7);
  const auto ticked = Do(coordinator_, Tick(applied, v1::INTAKE_ITEM_FIRST_TALK, "2026-01-02"));
  ASSERT_OK(ticked);
  EXPECT_NE(ticked->etag(), applied.etag());
  ASSERT_EQ(ticked->intake_checks_size(), 7);
  EXPECT_EQ(ticked->intake_checks(0).item(), v1::INTAKE_ITEM_FIRST_TALK);
  EXPECT_EQ(ticked->intake_checks(0).date(), "2026-01-02");
  EXPECT_EQ(ticked->intake_checks(0).account_handle(), "tess");
  EXPECT_EQ(ticked->intake_checks(1).date(), "");
  EXPECT_EQ(Get(coordinator_, applied.name())->SerializeAsString(), ticked->SerializeAsString());

  const auto again = Do(coordinator_, Tick(*ticked, v1::INTAKE_ITEM_FIRST_TALK));
  ASSERT_OK(again);
  EXPECT_EQ(again->intake_checks(0).date(), "2026-05-20");
  const auto undone = Do(coordinator_, Untick(*again, v1::INTAKE_ITEM_FIRST_TALK));
  ASSERT_OK(undone);
  EXPECT_EQ(undone->intake_checks(0).date(), "");
  EXPECT_EQ(undone->intake_checks(0).account_handle(), "");
  EXPECT_OK(Do(coordinator_, Untick(*undone, v1::INTAKE_ITEM_FIRST_TALK)));
}

TEST_F(CheckIntakeItem, OfConsentIsTheConsentDateOfTheTrack) {
  const v1::Track applied = Applied();
  EXPECT_EQ(applied.intake_checks(5).item(), v1::INTAKE_ITEM_CONSENT);
  EXPECT_EQ(applied.intake_checks(5).date(), "2026-01-02");
  const auto undone = Do(coordinator_, Untick(applied, v1::INTAKE_ITEM_CONSENT));
  ASSERT_OK(undone);
  EXPECT_EQ(undone->participation_consent_date(), "");
  EXPECT_EQ(undone->intake_checks(5).date(), "");
  const auto ticked = Do(coordinator_, Tick(*undone, v1::INTAKE_ITEM_CONSENT, "2026-02-03"));
  ASSERT_OK(ticked);
  EXPECT_EQ(ticked->participation_consent_date(), "2026-02-03");
  EXPECT_EQ(ticked->intake_checks(5).account_handle(), "tess");
}

TEST_F(CheckIntakeItem, RefusesDatesAndTracksThatDoNotFit) {
  const v1::Track applied = Applied();
  const auto future = Do(coordinator_, Tick(applied, v1::INTAKE_ITEM_OTHER_HELP, "2026-05-21"));
  EXPECT_THAT(future, HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(future, HasReason("DATE_IN_FUTURE"));
  EXPECT_THAT(future, BlamesField("date"));
  const auto early = Do(coordinator_, Tick(applied, v1::INTAKE_ITEM_OTHER_HELP, "2026-01-01"));
  EXPECT_THAT(early, HasReason("DATE_TOO_EARLY"));
  EXPECT_THAT(early, BlamesField("date"));
  EXPECT_THAT(Do(coordinator_, Tick(applied, v1::INTAKE_ITEM_UNSPECIFIED)), BlamesField("item"));

  const Case active = AddCase(coordinator_, "H-0150", layla_);
  const auto late = Do(coordinator_, Tick(active.track, v1::INTAKE_ITEM_OTHER_HELP));
  EXPECT_THAT(late, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(late, HasReason("INTAKE_OVER"));
}

TEST_F(CheckIntakeItem, NeedsTheCurrentEtagACoordinatorAndTheCaseload) {
  const v1::Track applied = Applied();
  EXPECT_THAT(Do(Layla(), Tick(applied, v1::INTAKE_ITEM_FIRST_TALK)),
              HasCode(StatusCode::kPermissionDenied));
  EXPECT_THAT(Do(Stranger(), Tick(applied, v1::INTAKE_ITEM_FIRST_TALK)),
              HasCode(StatusCode::kNotFound));
  ASSERT_OK(Do(coordinator_, Tick(applied, v1::INTAKE_ITEM_FIRST_TALK)));
  EXPECT_THAT(Do(coordinator_, Tick(applied, v1::INTAKE_ITEM_OTHER_HELP)), HasReason("STALE_ETAG"));
}

TEST_F(ListWaitingTracks, ShowsTheLongestWaitingFirst) {
  WaitingSince("H-0001", "2026-03-01");
  WaitingSince("H-0002", "2026-02-01");
  WaitingSince("H-0003", "2026-02-01");
  WaitingSince("H-0004", "2026-01-15");
  AddCase(coordinator_, "H-0006", layla_);
  const std::vector<std::string> order = {"H-0004 2026-01-15", "H-0002 2026-02-01",
                                          "H-0003 2026-02-01", "H-0001 2026-03-01"};
  for (const int page_size : {0, 1, 2, 3, 4}) {
    EXPECT_EQ(Waiting(coordinator_, page_size), order) << page_size;
  }
  EXPECT_THAT(Waiting(Stranger()), IsEmpty());
  EXPECT_THAT(Layla().Call<v1::ListWaitingTracksResponse>(
                  absl::StrCat(kService, "ListWaitingTracks"), v1::ListWaitingTracksRequest()),
              HasCode(StatusCode::kPermissionDenied));
}

TEST_F(ListWaitingTracks, ShowsApplicationsAndIntakesToo) {
  WaitingSince("H-0001", "2026-02-01");
  Applied("H-0002");  // on 2026-01-02
  ASSERT_OK(Transition(coordinator_, Applied("H-0003"), v1::TRACK_VERB_START_INTAKE, "2026-03-01"));
  WaitingSince("H-0004", "2026-01-03");
  ASSERT_OK(Transition(coordinator_, Applied("H-0005"), v1::TRACK_VERB_WITHDRAW));
  for (const int page_size : {0, 1, 2, 3}) {
    EXPECT_THAT(Waiting(coordinator_, page_size),
                ElementsAre("H-0002 ", "H-0003 ", "H-0004 2026-01-03", "H-0001 2026-02-01"))
        << page_size;
  }
}

TEST_F(ListWaitingTracks, LeavesOutWhoIsServedOrGone) {
  const v1::Track served = WaitingSince("H-0001", "2026-03-01");
  const v1::Track gone = WaitingSince("H-0002", "2026-03-02");
  WaitingSince("H-0003", "2026-03-03");
  const auto meeting = Transition(coordinator_, AddMatch(coordinator_, served, layla_),
                                  v1::MATCH_VERB_START_MEETING);
  ASSERT_OK(meeting);
  ASSERT_OK(Transition(coordinator_, *meeting, v1::MATCH_VERB_ACTIVATE));
  const auto active = Transition(coordinator_, served, v1::TRACK_VERB_ACTIVATE);
  ASSERT_OK(active);
  EXPECT_EQ(active->waiting_since(), "");
  const auto withdrawn = Transition(coordinator_, gone, v1::TRACK_VERB_WITHDRAW);
  ASSERT_OK(withdrawn);
  EXPECT_EQ(withdrawn->waiting_since(), "");
  EXPECT_THAT(Waiting(coordinator_), ElementsAre("H-0003 2026-03-03"));
}

TEST_F(PauseTrack, MovesThePlannedEndByTheDaysItLasted) {
  const Case made = AddCase(coordinator_, "H-0150", layla_);
  auto pause = ToDo(made.track, v1::TRACK_VERB_PAUSE, "2026-02-01");
  pause.set_pause_until("2026-03-15");
  const auto paused = Do(coordinator_, pause);
  ASSERT_OK(paused);
  EXPECT_EQ(paused->pause_until(), "2026-03-15");
  EXPECT_EQ(paused->planned_end_date(), "2027-01-05");
  const auto resumed = Do(coordinator_, ToDo(*paused, v1::TRACK_VERB_RESUME, "2026-03-04"));
  ASSERT_OK(resumed);
  EXPECT_EQ(resumed->pause_until(), "");
  EXPECT_EQ(resumed->planned_end_date(), "2027-02-05");
  EXPECT_THAT(ReviewsOf(*resumed), ElementsAre("2026-02-02  ", "2026-07-22  ", "2027-02-05  "));
}

TEST_F(PauseTrack, RefusesAnEndBeforeItsDateOrWithAnotherVerb) {
  const Case made = AddCase(coordinator_, "H-0150", layla_);
  auto early = ToDo(made.track, v1::TRACK_VERB_PAUSE, "2026-02-01");
  early.set_pause_until("2026-01-31");
  const auto refused = Do(coordinator_, early);
  EXPECT_THAT(refused, HasReason("DATE_TOO_EARLY"));
  EXPECT_THAT(refused, BlamesField("pause_until"));
  auto other = ToDo(made.track, v1::TRACK_VERB_DROP_OUT);
  other.set_exit_reason(v1::EXIT_REASON_MOVED);
  other.set_pause_until("2026-06-01");
  const auto not_taken = Do(coordinator_, other);
  EXPECT_THAT(not_taken, HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(not_taken, BlamesField("pause_until"));
}

TEST_F(PauseTrack, GoesOnAsPlannedWhenTheEndOfTheTrackIsTakenBack) {
  const Case made = AddCase(coordinator_, "H-0150", layla_);
  auto pause = ToDo(made.track, v1::TRACK_VERB_PAUSE, "2026-02-01");
  pause.set_pause_until("2026-06-15");
  const auto paused = Do(coordinator_, pause);
  ASSERT_OK(paused);
  auto end = ToDo(*paused, v1::TRACK_VERB_DROP_OUT);
  end.set_exit_reason(v1::EXIT_REASON_MOVED);
  const auto ended = Do(coordinator_, end);
  ASSERT_OK(ended);
  const auto again = Do(coordinator_, ToDo(*ended, v1::TRACK_VERB_REOPEN));
  ASSERT_OK(again);
  EXPECT_EQ(again->state(), v1::TRACK_STATE_PAUSED);
  EXPECT_EQ(again->pause_until(), "2026-06-15");
}

// Just after midnight in Amsterdam it is still the day before in UTC.
TEST_F(PauseTrack, CountsDaysOfAmsterdamWhenTheClocksChange) {
  const Case made = AddCase(coordinator_, "H-0150", layla_);
  const struct {
    const char* midnight_utc;
    const char* today;
    const char* day_before;
    const char* planned_end;
  } kChanges[] = {
      {"2026-03-28T23:05:00Z", "2026-03-29", "2026-03-28", "2027-01-06"},
      {"2026-03-29T22:05:00Z", "2026-03-30", "2026-03-29", "2027-01-07"},
      {"2026-10-24T22:05:00Z", "2026-10-25", "2026-10-24", "2027-01-08"},
      {"2026-10-25T23:05:00Z", "2026-10-26", "2026-10-25", "2027-01-09"},
  };
  v1::Track track = made.track;
  for (const auto& change : kChanges) {
    absl::Time midnight;
    ASSERT_TRUE(absl::ParseTime(absl::RFC3339_full, change.midnight_utc, &midnight, nullptr));
    server_.clock().Set(midnight);
    const Client tonight = server_.LogIn("tess");
    auto moved = Do(tonight, ToDo(track, v1::TRACK_VERB_PAUSE, change.day_before));
    ASSERT_OK(moved);
    moved = Do(tonight, ToDo(*moved, v1::TRACK_VERB_RESUME));
    ASSERT_OK(moved);
    EXPECT_EQ(moved->events(moved->events_size() - 1).date(), change.today);
    EXPECT_EQ(moved->planned_end_date(), change.planned_end) << change.today;
    track = *moved;
  }
}

TEST_F(RecordOutcome, KeepsWhatHoldsOldestFirst) {
  const Case made = AddCase(coordinator_, "H-0150", layla_);
  ASSERT_OK(Record(Layla(), made.track.name(), v1::OUTCOME_PAID_WORK));
  ASSERT_OK(Record(Layla(), "tracks/H-0150", v1::OUTCOME_HOUSING, "2026-01-05"));
  const auto track = Record(coordinator_, made.track.name(), v1::OUTCOME_DEBTS_MANAGED);
  ASSERT_OK(track);
  EXPECT_THAT(OutcomesOf(*track),
              ElementsAre("HOUSING 2026-01-05 layla", "PAID_WORK 2026-05-20 layla",
                          "DEBTS_MANAGED 2026-05-20 tess"));
  EXPECT_EQ(Get(Layla(), made.track.name())->SerializeAsString(), track->SerializeAsString());
}

TEST_F(RecordOutcome, RefusesItTwiceAndDatesThatDoNotFit) {
  const Case made = AddCase(coordinator_, "H-0150", layla_);
  const std::string& name = made.track.name();
  ASSERT_OK(Record(Layla(), name, v1::OUTCOME_PAID_WORK));
  const auto twice = Record(coordinator_, name, v1::OUTCOME_PAID_WORK);
  EXPECT_THAT(twice, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(twice, HasReason("OUTCOME_RECORDED"));
  EXPECT_THAT(Record(Layla(), name, v1::OUTCOME_HOUSING, "2026-01-04"),
              AllOf(HasReason("DATE_TOO_EARLY"), BlamesField("date")));
  EXPECT_THAT(Record(Layla(), name, v1::OUTCOME_HOUSING, "2026-05-21"),
              AllOf(HasReason("DATE_IN_FUTURE"), BlamesField("date")));
  EXPECT_THAT(Record(Layla(), name, v1::OUTCOME_UNSPECIFIED), BlamesField("outcome"));
  EXPECT_THAT(OutcomesOf(*Get(Layla(), name)), ElementsAre("PAID_WORK 2026-05-20 layla"));
}

TEST_F(RecordOutcome, IsFromTheStartOnAndGoesOnAfterTheEnd) {
  const auto applied = Record(coordinator_, Applied().name(), v1::OUTCOME_HOUSING);
  EXPECT_THAT(applied, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(applied, HasReason("TRACK_NOT_STARTED"));
  const Case made = AddCase(coordinator_, "H-0150", layla_);
  ASSERT_OK(Transition(coordinator_, made.track, v1::TRACK_VERB_DROP_OUT));
  EXPECT_OK(Record(coordinator_, made.track.name(), v1::OUTCOME_HOUSING));
  EXPECT_THAT(Record(Layla(), made.track.name(), v1::OUTCOME_PAID_WORK),
              HasCode(StatusCode::kNotFound));
}

TEST_F(RecordOutcome, IsForTheCaseloadOnly) {
  const Case made = AddCase(coordinator_, "H-0150", layla_);
  EXPECT_THAT(Record(Bystander(), made.track.name(), v1::OUTCOME_HOUSING),
              HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Record(Stranger(), made.track.name(), v1::OUTCOME_HOUSING),
              HasCode(StatusCode::kNotFound));
}

TEST_F(EndTrack, RecordsOutcomesWithItOnceEach) {
  const Case made = AddCase(coordinator_, "H-0150", layla_);
  ASSERT_OK(Record(Layla(), made.track.name(), v1::OUTCOME_HOUSING, "2026-03-01"));
  auto request =
      ToDo(WaiveEndAssessment(coordinator_, made.track), v1::TRACK_VERB_CLOSE, "2026-05-10");
  request.set_exit_reason(v1::EXIT_REASON_PAID_WORK);
  for (const auto outcome : {v1::OUTCOME_PAID_WORK, v1::OUTCOME_HOUSING, v1::OUTCOME_PAID_WORK}) {
    request.add_outcomes(outcome);
  }
  const auto closed = Do(coordinator_, request);
  ASSERT_OK(closed);
  EXPECT_THAT(OutcomesOf(*closed),
              ElementsAre("HOUSING 2026-03-01 layla", "PAID_WORK 2026-05-10 tess"));
}

TEST_F(EndTrack, TakesNoOutcomesWithOtherVerbs) {
  const Case made = AddCase(coordinator_, "H-0150", layla_);
  auto request = ToDo(made.track, v1::TRACK_VERB_PAUSE);
  request.add_outcomes(v1::OUTCOME_HOUSING);
  const auto refused = Do(coordinator_, request);
  EXPECT_THAT(refused, HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(refused, HasReason("OUTCOMES_NOT_TAKEN"));
  EXPECT_THAT(refused, BlamesField("outcomes"));
}

TEST_F(EndTrack, NeedsAnEndAssessmentOrAWaiver) {
  const Case made = AddCase(coordinator_, "H-0150", layla_);
  ASSERT_OK(Assess(made.track, v1::ASSESSMENT_MOMENT_HALFWAY, "2026-04-01"));
  const auto refused = Transition(coordinator_, made.track, v1::TRACK_VERB_CLOSE);
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("NO_END_ASSESSMENT"));
  EXPECT_THAT(Transition(coordinator_, made.track, v1::TRACK_VERB_START_AFTERCARE),
              HasReason("NO_END_ASSESSMENT"));
  ASSERT_OK(Assess(made.track, v1::ASSESSMENT_MOMENT_END, "2026-05-01"));
  const auto aftercare = Transition(coordinator_, made.track, v1::TRACK_VERB_START_AFTERCARE);
  ASSERT_OK(aftercare);
  EXPECT_OK(Transition(coordinator_, *aftercare, v1::TRACK_VERB_CLOSE));
}

TEST_F(ReviewMoments, TellWhatIsDueAndWhatWasDone) {
  const Case made = AddCase(coordinator_, "H-0150", layla_);
  EXPECT_THAT(ReviewsOf(made.track), ElementsAre("2026-02-02  ", "2026-07-05  ", "2027-01-05  "));
  const auto begin = Assess(made.track, v1::ASSESSMENT_MOMENT_BEGIN, "2026-01-20");
  ASSERT_OK(begin);
  const auto track = Get(Layla(), WaiveEndAssessment(coordinator_, made.track).name());
  ASSERT_OK(track);
  EXPECT_THAT(ReviewsOf(*track),
              ElementsAre(absl::StrCat("2026-02-02 2026-01-20 ", begin->number()), "2026-07-05  ",
                          "2027-01-05  waived"));
  EXPECT_THAT(ReviewsOf(Applied()), IsEmpty());
}

TEST_F(ReviewMoments, OfAStartOnALeapDayFallOnExistingDays) {
  const auto household = AddHousehold(coordinator_, "H-0142");
  const auto participant = AddParticipant(coordinator_, household, "Noor");
  v1::CreateTrackRequest request;
  request.set_parent(household.name());
  request.mutable_track()->set_participant(participant.name());
  request.mutable_track()->set_target_group(v1::TARGET_GROUP_OTHER);
  request.mutable_track()->set_apply_date("2024-02-01");
  request.mutable_track()->set_participation_consent_date("2024-02-01");
  request.set_request_id(NewRequestId());
  auto track = coordinator_.Call<v1::Track>(absl::StrCat(kService, "CreateTrack"), request);
  ASSERT_OK(track);
  track = Transition(coordinator_, *track, v1::TRACK_VERB_START_INTAKE, "2024-02-02");
  ASSERT_OK(track);
  const auto meeting = Transition(coordinator_, AddMatch(coordinator_, *track, layla_),
                                  v1::MATCH_VERB_START_MEETING);
  ASSERT_OK(meeting);
  ASSERT_OK(Transition(coordinator_, *meeting, v1::MATCH_VERB_ACTIVATE));
  track = Transition(coordinator_, *track, v1::TRACK_VERB_ACTIVATE, "2024-02-29");
  ASSERT_OK(track);
  EXPECT_EQ(track->planned_end_date(), "2025-02-28");
  EXPECT_THAT(ReviewsOf(*track), ElementsAre("2024-03-28  ", "2024-08-29  ", "2025-02-28  "));
}

}  // namespace track_life_test
}  // namespace kansrijk::testing
