#include <gmock/gmock.h>

#include <vector>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/track.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk {
namespace track_test {

using testing::BlamesField;
using testing::Client;
using ::testing::ElementsAre;
using testing::HasCode;
using testing::HasReason;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::NewRequestId;

constexpr char kService[] = "kansrijk.v1.TrackService/";

v1::CreateTrackRequest Application(const v1::Household& household, const v1::Member& participant) {
  v1::CreateTrackRequest request;
  request.set_parent(household.name());
  request.mutable_track()->set_participant(participant.name());
  request.mutable_track()->set_target_group(v1::TARGET_GROUP_WORKING_POOR);
  request.set_request_id(NewRequestId());
  return request;
}

absl::StatusOr<v1::Track> Create(const Client& client, const v1::CreateTrackRequest& request) {
  return client.Call<v1::Track>(absl::StrCat(kService, "CreateTrack"), request);
}

absl::StatusOr<v1::Track> Get(const Client& client, const std::string& name) {
  v1::GetTrackRequest request;
  request.set_name(name);
  return client.Call<v1::Track>(absl::StrCat(kService, "GetTrack"), request);
}

absl::StatusOr<v1::Track> Update(const Client& client, const v1::Track& track,
                                 const std::vector<std::string>& paths) {
  v1::UpdateTrackRequest request;
  *request.mutable_track() = track;
  for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
  request.set_request_id(NewRequestId());
  return client.Call<v1::Track>(absl::StrCat(kService, "UpdateTrack"), request);
}

v1::TransitionTrackRequest ToDo(const v1::Track& track, v1::TrackVerb verb) {
  v1::TransitionTrackRequest request;
  request.set_name(track.name());
  request.set_etag(track.etag());
  request.set_verb(verb);
  request.set_request_id(NewRequestId());
  return request;
}

absl::StatusOr<v1::Track> Do(const Client& client, const v1::TransitionTrackRequest& request) {
  return client.Call<v1::Track>(absl::StrCat(kService, "TransitionTrack"), request);
}

absl::StatusOr<v1::Track> Do(const Client& client, const v1::Track& track, v1::TrackVerb verb) {
  return Do(client, ToDo(track, verb));
}

std::vector<std::string> Numbers(const Client& client, v1::ListTracksRequest request) {
  std::vector<std::string> numbers;
  request.set_page_size(2);
  do {
    const auto page =
        client.Call<v1::ListTracksResponse>(absl::StrCat(kService, "ListTracks"), request);
    EXPECT_OK(page);
    if (!page.ok()) break;
    EXPECT_LE(page->tracks_size(), 2);
    for (const v1::Track& track : page->tracks()) {
      EXPECT_EQ(track.events_size(), 0);
      EXPECT_EQ(track.intake_checks_size(), 0);
      numbers.push_back(track.number());
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return numbers;
}

class TrackOffice : public ::testing::Test {
 protected:
  Client Stranger() {
    server_.AddOrganisation("WB");
    return server_.AddAccount("pieter", v1::ROLE_COORDINATOR, "WB");
  }

  v1::Match Seen(const v1::Match& match) {
    v1::GetMatchRequest request;
    request.set_name(match.name());
    const auto seen = coordinator_.Call<v1::Match>("kansrijk.v1.MatchService/GetMatch", request);
    EXPECT_OK(seen);
    return seen.value_or(v1::Match());
  }

  testing::TestServer server_;
  Client coordinator_ = server_.AddAccount("tess", v1::ROLE_COORDINATOR);
  v1::Household household_ = testing::AddHousehold(coordinator_, "H-0142");
  v1::Member participant_ = testing::AddParticipant(coordinator_, household_, "Noor");
};

using CreateTrack = TrackOffice;
using GetTrack = TrackOffice;
using UpdateTrack = TrackOffice;
using ListTracks = TrackOffice;

// With a track that is active since 2026-01-05, matched with buddy B01.
class TransitionTrack : public TrackOffice {
 protected:
  v1::Buddy layla_ = testing::AddBuddy(coordinator_, "B01");
  testing::Case case_ = testing::AddCase(coordinator_, "H-0150", layla_);
  Client buddy_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
};

TEST_F(CreateTrack, RecordsAnApplicationOfToday) {
  const auto track = Create(coordinator_, Application(household_, participant_));
  ASSERT_OK(track);
  EXPECT_EQ(track->number(), "T0001");
  EXPECT_EQ(track->state(), v1::TRACK_STATE_APPLIED);
  EXPECT_EQ(track->apply_date(), "2026-05-20");
  EXPECT_EQ(track->household(), household_.name());
  EXPECT_EQ(track->household_number(), "H-0142");
  EXPECT_EQ(track->participant_name(), "Noor Testdeelnemer");
  EXPECT_EQ(track->start_date(), "");
  ASSERT_EQ(track->events_size(), 1);
  EXPECT_EQ(track->events(0).verb(), v1::TRACK_VERB_UNSPECIFIED);
  EXPECT_EQ(track->events(0).state(), v1::TRACK_STATE_APPLIED);
  EXPECT_EQ(track->events(0).date(), "2026-05-20");
  EXPECT_EQ(track->events(0).account_handle(), "tess");
  EXPECT_EQ(Get(coordinator_, track->name())->SerializeAsString(), track->SerializeAsString());
}

TEST_F(CreateTrack, RefusesWhoDoesNotTakePartInTheHousehold) {
  v1::CreateMemberRequest child;
  child.set_parent(household_.name());
  child.mutable_member()->set_given_name("Bo");
  child.mutable_member()->set_birth_date("2020-01-01");
  child.mutable_member()->set_relation(v1::MEMBER_RELATION_CHILD);
  child.set_request_id(NewRequestId());
  const auto bo = coordinator_.Call<v1::Member>("kansrijk.v1.HouseholdService/CreateMember", child);
  ASSERT_OK(bo);
  const auto refused = Create(coordinator_, Application(household_, *bo));
  EXPECT_THAT(refused, HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("NOT_PARTICIPANT"));

  const auto neighbours = testing::AddHousehold(coordinator_, "H-0143");
  EXPECT_THAT(Create(coordinator_, Application(neighbours, participant_)),
              HasReason("NOT_PARTICIPANT"));
}

TEST_F(CreateTrack, RefusesASecondOpenTrackAndTakesOneAfterTheEnd) {
  const auto first = Create(coordinator_, Application(household_, participant_));
  ASSERT_OK(first);
  const auto refused = Create(coordinator_, Application(household_, participant_));
  EXPECT_THAT(refused, HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("OPEN_TRACK"));
  ASSERT_OK(Do(coordinator_, *first, v1::TRACK_VERB_WITHDRAW));
  EXPECT_OK(Create(coordinator_, Application(household_, participant_)));
}

TEST_F(CreateTrack, RefusesFutureDatesAndANumberInUse) {
  auto request = Application(household_, participant_);
  request.mutable_track()->set_apply_date("2026-05-21");
  const auto tomorrow = Create(coordinator_, request);
  EXPECT_THAT(tomorrow, HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(tomorrow, BlamesField("track.apply_date"));

  auto consent = Application(household_, participant_);
  consent.mutable_track()->set_participation_consent_date("2026-05-21");
  EXPECT_THAT(Create(coordinator_, consent), BlamesField("track.participation_consent_date"));

  auto numbered = Application(household_, participant_);
  numbered.mutable_track()->set_number("T0099");
  ASSERT_OK(Create(coordinator_, numbered));
  const auto sam = testing::AddParticipant(coordinator_, household_, "Sam");
  auto again = Application(household_, sam);
  again.mutable_track()->set_number("T0099");
  EXPECT_THAT(Create(coordinator_, again), HasReason("NUMBER_IN_USE"));
}

TEST_F(CreateTrack, HasOneEffectWhenRepeated) {
  const auto request = Application(household_, participant_);
  const auto first = Create(coordinator_, request);
  const auto second = Create(coordinator_, request);
  ASSERT_OK(first);
  ASSERT_OK(second);
  EXPECT_EQ(second->name(), first->name());
  EXPECT_THAT(Numbers(coordinator_, {}), ElementsAre("T0001"));
}

TEST_F(GetTrack, FindsByNumberAndByHousehold) {
  const auto track = Create(coordinator_, Application(household_, participant_));
  ASSERT_OK(track);
  EXPECT_EQ(Get(coordinator_, "tracks/T0001")->name(), track->name());
  EXPECT_EQ(Get(coordinator_, "tracks/H-0142")->name(), track->name());
  EXPECT_THAT(Get(Stranger(), track->name()), HasCode(absl::StatusCode::kNotFound));
}

TEST_F(UpdateTrack, ChangesWhatTheMaskNames) {
  auto track = Create(coordinator_, Application(household_, participant_));
  ASSERT_OK(track);
  track->set_target_group(v1::TARGET_GROUP_OTHER);
  track->set_intake_source("school");
  track->set_apply_date("2026-05-01");
  track->set_planned_end_date("2027-06-01");
  track->set_aftercare_end_date("2027-12-01");
  track->set_participation_consent_date("2026-05-19");
  track->set_end_assessment_waiver("verhuisd");
  const auto changed =
      Update(coordinator_, *track,
             {"target_group", "intake_source", "apply_date", "planned_end_date",
              "aftercare_end_date", "participation_consent_date", "end_assessment_waiver"});
  ASSERT_OK(changed);
  EXPECT_EQ(Get(coordinator_, track->name())->SerializeAsString(), changed->SerializeAsString());
  EXPECT_EQ(changed->intake_source(), "school");
  EXPECT_EQ(changed->apply_date(), "2026-05-01");
  EXPECT_EQ(changed->end_assessment_waiver(), "verhuisd");
  EXPECT_EQ(changed->events_size(), 1);
}

TEST_F(UpdateTrack, RefusesDatesThatDoNotFit) {
  auto track = Create(coordinator_, Application(household_, participant_));
  ASSERT_OK(track);
  track->set_planned_end_date("2026-05-19");
  const auto early = Update(coordinator_, *track, {"planned_end_date"});
  EXPECT_THAT(early, HasReason("DATE_TOO_EARLY"));
  EXPECT_THAT(early, BlamesField("track.planned_end_date"));
  track->set_apply_date("2026-05-21");
  EXPECT_THAT(Update(coordinator_, *track, {"apply_date"}), BlamesField("track.apply_date"));
}

TEST_F(UpdateTrack, RefusesTheStateAStaleEtagAndStrangers) {
  const auto track = Create(coordinator_, Application(household_, participant_));
  ASSERT_OK(track);
  EXPECT_THAT(Update(coordinator_, *track, {"state"}), HasReason("MASK_UNKNOWN_PATH"));
  EXPECT_THAT(Update(Stranger(), *track, {"intake_source"}), HasCode(absl::StatusCode::kNotFound));
  ASSERT_OK(Update(coordinator_, *track, {"intake_source"}));
  const auto stale = Update(coordinator_, *track, {"intake_source"});
  EXPECT_THAT(stale, HasCode(absl::StatusCode::kAborted));
  EXPECT_THAT(stale, HasReason("STALE_ETAG"));
}

TEST_F(TransitionTrack, LeavesTheOwnQuestionToTheBuddyOfTheMatchToo) {
  v1::Track track = case_.track;
  track.set_own_question("Weer aan het werk");
  track.set_intake_source("school");
  EXPECT_THAT(Update(buddy_, track, {"intake_source"}), HasReason("OWN_QUESTION_ONLY"));
  EXPECT_THAT(Update(buddy_, track, {"own_question", "planned_end_date"}),
              HasCode(absl::StatusCode::kPermissionDenied));
  const auto changed = Update(buddy_, track, {"own_question"});
  ASSERT_OK(changed);
  EXPECT_EQ(changed->own_question(), "Weer aan het werk");
  EXPECT_EQ(changed->intake_source(), case_.track.intake_source());
  const auto other = Create(coordinator_, Application(household_, participant_));
  ASSERT_OK(other);
  testing::Meet(coordinator_, *other, layla_);
  EXPECT_THAT(Update(buddy_, *other, {"own_question"}), HasCode(absl::StatusCode::kNotFound))
      << "of a track that is only being met";
}

TEST_F(TransitionTrack, SaysBeforeWhatADateLies) {
  const auto paused = Do(coordinator_, case_.track, v1::TRACK_VERB_PAUSE);
  ASSERT_OK(paused);
  auto request = ToDo(*paused, v1::TRACK_VERB_RESUME);
  request.set_date("2026-05-01");
  EXPECT_EQ(Do(coordinator_, request).status().message(),
            "`date` 2026-05-01 is before the pause (2026-05-20)");
  request.set_request_id(NewRequestId());
  request.set_date("2026-01-01");
  EXPECT_THAT(std::string(Do(coordinator_, request).status().message()),
              HasSubstr("is before the application (2026-01-02)"));
}

TEST_F(TransitionTrack, ActivationSetsStartAndPlannedEnd) {
  EXPECT_EQ(case_.track.state(), v1::TRACK_STATE_ACTIVE);
  EXPECT_EQ(case_.track.start_date(), "2026-01-05");
  EXPECT_EQ(case_.track.planned_end_date(), "2027-01-05");
}

TEST_F(TransitionTrack, ActivationNeedsConsentAndAnActiveMatch) {
  auto track = Create(coordinator_, Application(household_, participant_));
  ASSERT_OK(track);
  track = Do(coordinator_, *track, v1::TRACK_VERB_START_INTAKE);
  ASSERT_OK(track);
  const auto unconsented = Do(coordinator_, *track, v1::TRACK_VERB_ACTIVATE);
  EXPECT_THAT(unconsented, HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(unconsented, HasReason("NO_PARTICIPATION_CONSENT"));
  track->set_participation_consent_date("2026-05-20");
  track = Update(coordinator_, *track, {"participation_consent_date"});
  ASSERT_OK(track);
  EXPECT_THAT(Do(coordinator_, *track, v1::TRACK_VERB_ACTIVATE), HasReason("NO_ACTIVE_MATCH"));
  const auto meeting = testing::Meet(coordinator_, *track, layla_);
  EXPECT_THAT(Do(coordinator_, *track, v1::TRACK_VERB_ACTIVATE), HasReason("NO_ACTIVE_MATCH"));
  const auto confirmed = testing::Confirm(buddy_, meeting);
  ASSERT_OK(confirmed);
  ASSERT_OK(testing::Transition(coordinator_, *confirmed, v1::MATCH_VERB_ACTIVATE));
  EXPECT_OK(Do(coordinator_, *track, v1::TRACK_VERB_ACTIVATE));
}

TEST_F(TransitionTrack, KeepsEveryStepWithWhoAndWhy) {
  auto request = ToDo(case_.track, v1::TRACK_VERB_PAUSE);
  request.set_date("2026-03-01");
  request.set_note("opname");
  const auto paused = Do(coordinator_, request);
  ASSERT_OK(paused);
  EXPECT_EQ(paused->state(), v1::TRACK_STATE_PAUSED);
  ASSERT_EQ(paused->events_size(), 4);
  const v1::TrackEvent& last = paused->events(3);
  EXPECT_EQ(last.verb(), v1::TRACK_VERB_PAUSE);
  EXPECT_EQ(last.state(), v1::TRACK_STATE_PAUSED);
  EXPECT_EQ(last.date(), "2026-03-01");
  EXPECT_EQ(last.account_handle(), "tess");
  EXPECT_EQ(last.note(), "opname");
  EXPECT_EQ(Get(coordinator_, paused->name())->SerializeAsString(), paused->SerializeAsString());
}

TEST_F(TransitionTrack, RefusesWhatTheStateDoesNotAllow) {
  const auto refused = Do(coordinator_, case_.track, v1::TRACK_VERB_RESUME);
  EXPECT_THAT(refused, HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("ILLEGAL_TRANSITION"));
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("`TRACK_VERB_PAUSE, TRACK_VERB_START_AFTERCARE, TRACK_VERB_CLOSE, "
                        "TRACK_VERB_DROP_OUT, TRACK_VERB_RECORD_DEATH`"));
}

TEST_F(TransitionTrack, RefusesDatesOutOfOrder) {
  auto request = ToDo(case_.track, v1::TRACK_VERB_PAUSE);
  request.set_date("2026-01-04");
  EXPECT_THAT(Do(coordinator_, request), HasReason("DATE_TOO_EARLY"));
  request.set_date("2026-05-21");
  request.set_request_id(NewRequestId());
  const auto future = Do(coordinator_, request);
  EXPECT_THAT(future, HasReason("DATE_IN_FUTURE"));
  EXPECT_THAT(future, BlamesField("date"));
}

TEST_F(TransitionTrack, GoesThroughAftercareAndBackWithAnActiveMatchOnly) {
  EXPECT_THAT(Do(coordinator_, case_.track, v1::TRACK_VERB_START_AFTERCARE),
              HasReason("NO_END_ASSESSMENT"));
  const auto waived = testing::WaiveEndAssessment(coordinator_, case_.track);
  auto track = Do(coordinator_, waived, v1::TRACK_VERB_START_AFTERCARE);
  ASSERT_OK(track);
  EXPECT_EQ(track->state(), v1::TRACK_STATE_AFTERCARE);
  EXPECT_EQ(track->aftercare_end_date(), "2026-11-20");

  const auto reopened = Do(coordinator_, *track, v1::TRACK_VERB_REOPEN);
  ASSERT_OK(reopened);
  EXPECT_EQ(reopened->state(), v1::TRACK_STATE_ACTIVE);
  EXPECT_EQ(reopened->aftercare_end_date(), "");
  EXPECT_EQ(reopened->start_date(), "2026-01-05");

  track = Do(coordinator_, *reopened, v1::TRACK_VERB_START_AFTERCARE);
  ASSERT_OK(track);
  ASSERT_OK(testing::Transition(coordinator_, case_.match, v1::MATCH_VERB_END));
  EXPECT_THAT(Do(coordinator_, *track, v1::TRACK_VERB_REOPEN), HasReason("NO_ACTIVE_MATCH"));
}

TEST_F(TransitionTrack, ClosingNeedsAReasonAndEndsTheMatches) {
  const auto b02 = testing::AddBuddy(coordinator_, "B02");
  const auto proposed = testing::AddMatch(coordinator_, case_.track, b02);
  EXPECT_OK(Get(buddy_, case_.track.name()));
  const auto waived = testing::WaiveEndAssessment(coordinator_, case_.track);
  auto request = ToDo(waived, v1::TRACK_VERB_CLOSE);
  const auto unreasoned = Do(coordinator_, request);
  EXPECT_THAT(unreasoned, HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(unreasoned, HasReason("EXIT_REASON_REQUIRED"));

  request.set_exit_reason(v1::EXIT_REASON_PAID_WORK);
  request.set_date("2026-05-10");
  request.set_request_id(NewRequestId());
  const auto closed = Do(coordinator_, request);
  ASSERT_OK(closed);
  EXPECT_EQ(closed->state(), v1::TRACK_STATE_CLOSED);
  EXPECT_EQ(closed->close_date(), "2026-05-10");
  EXPECT_EQ(closed->exit_reason(), v1::EXIT_REASON_PAID_WORK);
  EXPECT_EQ(Seen(case_.match).state(), v1::MATCH_STATE_ENDED);
  EXPECT_EQ(Seen(case_.match).until(), "2026-05-10");
  EXPECT_EQ(Seen(case_.match).end_reason(), "");
  EXPECT_EQ(Seen(proposed).state(), v1::MATCH_STATE_DECLINED);
  EXPECT_EQ(Seen(proposed).until(), "");
  EXPECT_THAT(Get(buddy_, case_.track.name()), HasCode(absl::StatusCode::kNotFound));
}

TEST_F(TransitionTrack, LeavesMatchesOfOtherTracksAlone) {
  const auto other = testing::AddCase(coordinator_, "H-0151", layla_, &buddy_);
  auto request = ToDo(case_.track, v1::TRACK_VERB_DROP_OUT);
  request.set_exit_reason(v1::EXIT_REASON_NO_CONTACT);
  ASSERT_OK(Do(coordinator_, request));
  EXPECT_EQ(Seen(other.match).state(), v1::MATCH_STATE_ACTIVE);
  EXPECT_OK(Get(buddy_, other.track.name()));
}

TEST_F(TransitionTrack, TakesAnExitReasonOnlyWhereTheTrackEnds) {
  auto request = ToDo(case_.track, v1::TRACK_VERB_PAUSE);
  request.set_exit_reason(v1::EXIT_REASON_MOVED);
  const auto refused = Do(coordinator_, request);
  EXPECT_THAT(refused, HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(refused, BlamesField("exit_reason"));
}

TEST_F(TransitionTrack, NeedsTheCurrentEtagACoordinatorAndTheCaseload) {
  EXPECT_THAT(Do(buddy_, case_.track, v1::TRACK_VERB_PAUSE),
              HasCode(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Do(Stranger(), case_.track, v1::TRACK_VERB_PAUSE),
              HasCode(absl::StatusCode::kNotFound));
  ASSERT_OK(Do(coordinator_, case_.track, v1::TRACK_VERB_PAUSE));
  EXPECT_THAT(Do(coordinator_, case_.track, v1::TRACK_VERB_RESUME), HasReason("STALE_ETAG"));
}

TEST_F(TransitionTrack, HasOneEffectWhenRepeated) {
  const auto request = ToDo(case_.track, v1::TRACK_VERB_PAUSE);
  const auto first = Do(coordinator_, request);
  const auto second = Do(coordinator_, request);
  ASSERT_OK(first);
  ASSERT_OK(second);
  EXPECT_EQ(second->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(Get(coordinator_, case_.track.name())->events_size(), 4);
}

TEST_F(ListTracks, FiltersByHouseholdAndState) {
  const auto sam = testing::AddParticipant(coordinator_, household_, "Sam");
  const auto first = Create(coordinator_, Application(household_, participant_));
  ASSERT_OK(first);
  ASSERT_OK(Create(coordinator_, Application(household_, sam)));
  const auto other = testing::AddHousehold(coordinator_, "H-0143");
  const auto eva = testing::AddParticipant(coordinator_, other, "Eva");
  ASSERT_OK(Create(coordinator_, Application(other, eva)));
  ASSERT_OK(Do(coordinator_, *first, v1::TRACK_VERB_START_INTAKE));

  EXPECT_THAT(Numbers(coordinator_, {}), ElementsAre("T0001", "T0002", "T0003"));
  v1::ListTracksRequest of_household;
  of_household.set_household("households/H-0142");
  EXPECT_THAT(Numbers(coordinator_, of_household), ElementsAre("T0001", "T0002"));
  of_household.set_state(v1::TRACK_STATE_INTAKE);
  EXPECT_THAT(Numbers(coordinator_, of_household), ElementsAre("T0001"));
  v1::ListTracksRequest applied;
  applied.set_state(v1::TRACK_STATE_APPLIED);
  EXPECT_THAT(Numbers(coordinator_, applied), ElementsAre("T0002", "T0003"));
}

TEST_F(ListTracks, ShowsABuddyTheTracksMatchedNow) {
  const auto layla = testing::AddBuddy(coordinator_, "B01");
  const Client buddy = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  testing::AddBuddy(coordinator_, "B02");
  const Client other = server_.AddAccount("karim", v1::ROLE_BUDDY, "KO", "B02");
  ASSERT_OK(Create(coordinator_, Application(household_, participant_)));
  const auto made = testing::AddCase(coordinator_, "H-0150", layla, &buddy);
  EXPECT_THAT(Numbers(buddy, {}), ElementsAre(made.track.number()));
  EXPECT_THAT(Numbers(other, {}), IsEmpty());
  EXPECT_THAT(Numbers(Stranger(), {}), IsEmpty());
}

}  // namespace track_test
}  // namespace kansrijk
