#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/appointment.pb.h"
#include "kansrijk/v1/assessment.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace track_ending_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// What is open in the case when its track ends. Today is 2026-05-20.
class TrackEnding : public ::testing::Test, protected Referring {
 protected:
  v1::Track Now() const {
    v1::GetTrackRequest request;
    request.set_name(case_.track.name());
    const auto track = coordinator.Call<v1::Track>("kansrijk.v1.TrackService/GetTrack", request);
    EXPECT_OK(track);
    return track.ok() ? *track : v1::Track();
  }

  v1::TransitionTrackRequest Ending(v1::TrackVerb verb, v1::ExitReason reason,
                                    const std::string& date = "") const {
    v1::TransitionTrackRequest request;
    request.set_name(case_.track.name());
    request.set_etag(Now().etag());
    request.set_verb(verb);
    request.set_exit_reason(reason);
    request.set_date(date);
    request.set_request_id(NewRequestId());
    return request;
  }

  v1::TransitionTrackRequest DropOut(v1::ExitReason reason = v1::EXIT_REASON_NO_CONTACT,
                                     const std::string& date = "") const {
    return Ending(v1::TRACK_VERB_DROP_OUT, reason, date);
  }

  v1::TransitionTrackRequest Reopening() const {
    auto request = Ending(v1::TRACK_VERB_REOPEN, v1::EXIT_REASON_UNSPECIFIED);
    request.set_note("Verkeerd traject gekozen.");
    return request;
  }

  absl::StatusOr<v1::Track> Take(const v1::TransitionTrackRequest& request) const {
    return coordinator.Call<v1::Track>("kansrijk.v1.TrackService/TransitionTrack", request);
  }

  v1::Goal AddGoal(const std::vector<v1::GoalVerb>& verbs) const {
    v1::CreateGoalRequest create;
    create.set_parent(case_.track.name());
    create.mutable_goal()->set_pillar(v1::PILLAR_FINANCES);
    create.mutable_goal()->set_text("Ik heb een betalingsregeling.");
    create.mutable_goal()->set_measure("Brief van de GKB");
    create.mutable_goal()->set_due_date("2026-12-31");
    create.set_request_id(NewRequestId());
    auto goal = coordinator.Call<v1::Goal>("kansrijk.v1.GoalService/CreateGoal", create);
    EXPECT_OK(goal);
    for (const v1::GoalVerb verb : verbs) {
      v1::TransitionGoalRequest request;
      request.set_name(goal->name());
      request.set_etag(goal->etag());
      request.set_verb(verb);
      if (verb == v1::GOAL_VERB_POSTPONE) request.set_note("Even rust");
      request.set_request_id(NewRequestId());
      goal = coordinator.Call<v1::Goal>("kansrijk.v1.GoalService/TransitionGoal", request);
      EXPECT_OK(goal);
    }
    return goal.ok() ? *goal : v1::Goal();
  }

  v1::Step AddStep(const v1::Goal& goal) const {
    v1::CreateStepRequest request;
    request.set_parent(goal.name());
    request.mutable_step()->set_text("Brieven verzamelen");
    request.mutable_step()->set_due_date("2026-06-30");
    request.set_request_id(NewRequestId());
    const auto step = coordinator.Call<v1::Step>("kansrijk.v1.GoalService/CreateStep", request);
    EXPECT_OK(step);
    return step.ok() ? *step : v1::Step();
  }

  v1::Goal GoalNow(const v1::Goal& goal) const {
    v1::GetGoalRequest request;
    request.set_name(goal.name());
    const auto now = coordinator.Call<v1::Goal>("kansrijk.v1.GoalService/GetGoal", request);
    EXPECT_OK(now);
    return now.ok() ? *now : v1::Goal();
  }

  v1::ConsentState StateOf(const v1::Consent& consent) const {
    v1::GetConsentRequest request;
    request.set_name(consent.name());
    const auto now =
        coordinator.Call<v1::Consent>("kansrijk.v1.ConsentService/GetConsent", request);
    EXPECT_OK(now);
    return now.ok() ? now->state() : v1::CONSENT_STATE_UNSPECIFIED;
  }

  v1::Match MatchNow() const {
    v1::GetMatchRequest request;
    request.set_name(case_.match.name());
    const auto match = coordinator.Call<v1::Match>("kansrijk.v1.MatchService/GetMatch", request);
    EXPECT_OK(match);
    return match.ok() ? *match : v1::Match();
  }

  v1::Member MemberNow() const {
    v1::GetMemberRequest request;
    request.set_name(case_.participant.name());
    const auto member =
        coordinator.Call<v1::Member>("kansrijk.v1.HouseholdService/GetMember", request);
    EXPECT_OK(member);
    return member.ok() ? *member : v1::Member();
  }

  // A referral by WIJ that joined the case's track, accepted or started.
  v1::Referral Joined(bool started) const {
    const auto draft = DraftInbound(wim, NewInbound());
    EXPECT_OK(draft);
    const auto sent = Do(wim, *draft, v1::REFERRAL_VERB_SEND);
    EXPECT_OK(sent);
    const auto opened = Do(coordinator, *sent, v1::REFERRAL_VERB_RECEIVE);
    EXPECT_OK(opened);
    auto accept = ToDo(*opened, v1::REFERRAL_VERB_ACCEPT);
    accept.set_participant(case_.participant.name());
    auto referral = Do(coordinator, accept);
    EXPECT_OK(referral);
    for (const auto verb : {v1::REFERRAL_VERB_HAND_OVER, v1::REFERRAL_VERB_START}) {
      if (started) referral = Do(coordinator, *referral, verb);
      EXPECT_OK(referral);
    }
    return referral.ok() ? *referral : v1::Referral();
  }

  // What became of the referral at the end of the track.
  static v1::SettledResult SettledOf(const v1::Track& track, const std::string& number) {
    for (const v1::Settlement& settlement : track.settlements()) {
      if (settlement.number() == number) return settlement.result();
    }
    return v1::SETTLED_RESULT_UNSPECIFIED;
  }

  absl::StatusOr<v1::Assessment> Assess(v1::AssessmentMoment moment,
                                        const std::string& date) const {
    v1::RecordAssessmentRequest request;
    request.set_parent(case_.track.name());
    request.mutable_assessment()->set_moment(moment);
    request.mutable_assessment()->set_date(date);
    v1::Score& score = *request.mutable_assessment()->add_scores();
    score.set_item("work");
    score.set_level(2);
    request.set_request_id(NewRequestId());
    return coordinator.Call<v1::Assessment>("kansrijk.v1.AssessmentService/RecordAssessment",
                                            request);
  }

  absl::StatusOr<v1::Track> Correct(v1::Track track, const std::vector<std::string>& paths) const {
    v1::UpdateTrackRequest request;
    *request.mutable_track() = std::move(track);
    for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
    request.set_reason("Verkeerd aangeklikt.");
    request.set_request_id(NewRequestId());
    return coordinator.Call<v1::Track>("kansrijk.v1.TrackService/UpdateTrack", request);
  }

  // "GOAL D-0001 ENDED" of each.
  static std::vector<std::string> Settled(const v1::Track& track) {
    std::vector<std::string> all;
    for (const v1::Settlement& one : track.settlements()) {
      all.push_back(absl::StrCat(
          v1::SettledKind_Name(one.kind()).substr(sizeof("SETTLED_KIND_") - 1), " ", one.number(),
          " ", v1::SettledResult_Name(one.result()).substr(sizeof("SETTLED_RESULT_") - 1)));
    }
    return all;
  }
};

TEST_F(TrackEnding, NamesAndSettlesAllThatIsOpen) {
  const v1::Goal draft = AddGoal({});
  const v1::Goal busy = AddGoal({v1::GOAL_VERB_AGREE, v1::GOAL_VERB_START});
  const v1::Goal postponed =
      AddGoal({v1::GOAL_VERB_AGREE, v1::GOAL_VERB_START, v1::GOAL_VERB_POSTPONE});
  const v1::Goal achieved =
      AddGoal({v1::GOAL_VERB_AGREE, v1::GOAL_VERB_START, v1::GOAL_VERB_ACHIEVE});
  const v1::Step step = AddStep(busy);
  const v1::Referral sent = Sent();
  const auto unsent = Draft(coordinator, NewDraft());
  ASSERT_OK(unsent);
  const auto ended = Take(DropOut());
  ASSERT_OK(ended);
  EXPECT_THAT(Settled(*ended),
              ElementsAre("MATCH B03 ENDED", absl::StrCat("GOAL ", draft.number(), " ENDED"),
                          absl::StrCat("GOAL ", busy.number(), " ENDED"),
                          absl::StrCat("GOAL ", postponed.number(), " ENDED"),
                          absl::StrCat("STEP ", step.number(), " ENDED"), "REFERRAL R-0001 ENDED",
                          "REFERRAL R-0002 ENDED", "CONSENT C-0001 ENDED"));
  for (const v1::Goal& goal : {draft, busy, postponed}) {
    EXPECT_EQ(GoalNow(goal).state(), v1::GOAL_STATE_STOPPED);
    EXPECT_EQ(GoalNow(goal).end_date(), "2026-05-20");
  }
  EXPECT_EQ(GoalNow(achieved).state(), v1::GOAL_STATE_ACHIEVED);
  EXPECT_EQ(Get(coordinator, sent.name())->state(), v1::REFERRAL_STATE_WITHDRAWN);
  EXPECT_EQ(Get(coordinator, unsent->name())->state(), v1::REFERRAL_STATE_WITHDRAWN);
  EXPECT_THAT(Get(fatima, sent.name()), HasCode(StatusCode::kNotFound));
}

TEST_F(TrackEnding, LetsReferralsGoOnWhenAskedOrHandedOver) {
  const v1::Referral sent = Sent();
  auto request = DropOut();
  request.set_keep_referrals(true);
  const auto ended = Take(request);
  ASSERT_OK(ended);
  EXPECT_THAT(Settled(*ended),
              ElementsAre("MATCH B03 ENDED", "REFERRAL R-0001 GOES_ON", "CONSENT C-0001 GOES_ON"));
  EXPECT_EQ(Get(fatima, sent.name())->state(), v1::REFERRAL_STATE_SENT);
}

TEST_F(TrackEnding, IsToldWithAReferralThatGoesOnToTheSenderOnly) {
  const v1::Referral sent = Sent();
  EXPECT_EQ(Get(coordinator, sent.name())->track_close_date(), "");
  auto request = DropOut(v1::EXIT_REASON_MOVED, "2026-05-20");
  request.set_keep_referrals(true);
  ASSERT_OK(Take(request));
  v1::ListReferralsRequest list;
  list.set_side(v1::REFERRAL_SIDE_SENDER);
  const auto page = coordinator.Call<v1::ListReferralsResponse>(
      "kansrijk.v1.ReferralService/ListReferrals", list);
  ASSERT_OK(page);
  ASSERT_EQ(page->referrals_size(), 1);
  EXPECT_EQ(page->referrals(0).track_close_date(), "2026-05-20");
  EXPECT_EQ(Get(fatima, sent.name())->track_close_date(), "");
}

TEST_F(TrackEnding, LetsAHandedOverReferralBeTakenOver) {
  const v1::Referral sent = Sent();
  const auto ended = Take(DropOut(v1::EXIT_REASON_HANDED_OVER));
  ASSERT_OK(ended);
  EXPECT_OK(Do(fatima, *Get(fatima, sent.name()), v1::REFERRAL_VERB_RECEIVE));
}

TEST_F(TrackEnding, KeepsTheConsentOfAReferralThatHasStarted) {
  const v1::Referral started =
      After(Sent(), {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT,
                     v1::REFERRAL_VERB_HAND_OVER, v1::REFERRAL_VERB_START});
  const auto ended = Take(DropOut());
  ASSERT_OK(ended);
  EXPECT_THAT(Settled(*ended),
              ElementsAre("MATCH B03 ENDED", "REFERRAL R-0001 GOES_ON", "CONSENT C-0001 GOES_ON"));
  EXPECT_OK(Get(fatima, started.name()));
}

TEST_F(TrackEnding, OfSomeoneWhoDiedIsNoDropoutAndEndsEveryConsent) {
  const v1::Referral started =
      After(Sent(), {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT,
                     v1::REFERRAL_VERB_HAND_OVER, v1::REFERRAL_VERB_START});
  const v1::Consent unused = Consented(v1::REFERRAL_REASON_DEBTS);
  const auto ended = Take(DropOut(v1::EXIT_REASON_DECEASED, "2026-05-20"));
  ASSERT_OK(ended);
  EXPECT_EQ(ended->state(), v1::TRACK_STATE_CLOSED);
  EXPECT_EQ(ended->events().rbegin()->verb(), v1::TRACK_VERB_RECORD_DEATH);
  EXPECT_EQ(ended->exit_reason(), v1::EXIT_REASON_DECEASED);
  EXPECT_EQ(StateOf(unused), v1::CONSENT_STATE_WITHDRAWN);
  EXPECT_THAT(Get(fatima, started.name()), HasCode(StatusCode::kNotFound));
  EXPECT_EQ(MemberNow().leave_reason(), v1::LEAVE_REASON_DIED);
  EXPECT_EQ(MemberNow().leave_date(), "2026-05-20");
}

TEST_F(TrackEnding, AnswersTheReferralThatLedToItAndNamesIt) {
  for (const bool started : {false, true}) {
    const v1::Referral accepted = Joined(started);
    const auto ended = Take(DropOut());
    ASSERT_OK(ended);
    EXPECT_EQ(SettledOf(*ended, accepted.number()),
              started ? v1::SETTLED_RESULT_GOES_ON : v1::SETTLED_RESULT_ENDED);
    EXPECT_EQ(Get(wim, accepted.name())->state(),
              started ? v1::REFERRAL_STATE_STARTED : v1::REFERRAL_STATE_NOT_STARTED);
    const auto reopened = Take(Reopening());
    ASSERT_OK(reopened);
    EXPECT_NE(SettledOf(*reopened, accepted.number()), v1::SETTLED_RESULT_UNSPECIFIED);
  }
}

TEST_F(TrackEnding, OfSomeoneWhoDiedAnswersWhateverLedToIt) {
  const v1::Referral accepted = Joined(false);
  const v1::Referral started = Joined(true);
  const auto died = Take(Ending(v1::TRACK_VERB_RECORD_DEATH, v1::EXIT_REASON_UNSPECIFIED));
  ASSERT_OK(died);
  for (const v1::Referral& referral : {accepted, started}) {
    EXPECT_EQ(SettledOf(*died, referral.number()), v1::SETTLED_RESULT_ENDED);
  }
  EXPECT_EQ(Get(wim, accepted.name())->state(), v1::REFERRAL_STATE_NOT_STARTED);
  EXPECT_EQ(Get(wim, started.name())->state(), v1::REFERRAL_STATE_COMPLETED);
  EXPECT_EQ(Get(wim, started.name())->outcome(), v1::REFERRAL_OUTCOME_STOPPED);
}

TEST_F(TrackEnding, OfSomeoneWhoDiedIsTakenBackWithTheTrackAlone) {
  ASSERT_OK(Take(Ending(v1::TRACK_VERB_RECORD_DEATH, v1::EXIT_REASON_UNSPECIFIED)));
  v1::EndMembershipRequest back;
  back.set_name(case_.participant.name());
  back.set_etag(MemberNow().etag());
  back.set_undone(true);
  back.set_request_id(NewRequestId());
  const auto refused =
      coordinator.Call<v1::Member>("kansrijk.v1.HouseholdService/EndMembership", back);
  EXPECT_THAT(refused, HasReason("TRACK_ENDED_BY_DEATH"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr(case_.track.number()));
  ASSERT_OK(Take(Reopening()));
  EXPECT_EQ(MemberNow().leave_reason(), v1::LEAVE_REASON_UNSPECIFIED);
}

TEST_F(TrackEnding, OfSomeoneWhoDiedNeedsNoEndAssessmentFromAnyOpenState) {
  const auto paused = Take(Ending(v1::TRACK_VERB_PAUSE, v1::EXIT_REASON_UNSPECIFIED));
  ASSERT_OK(paused);
  auto request = Ending(v1::TRACK_VERB_RECORD_DEATH, v1::EXIT_REASON_UNSPECIFIED);
  const auto ended = Take(request);
  ASSERT_OK(ended);
  EXPECT_EQ(ended->state(), v1::TRACK_STATE_CLOSED);
  request = Ending(v1::TRACK_VERB_RECORD_DEATH, v1::EXIT_REASON_PAID_WORK);
  EXPECT_THAT(Take(request), HasReason("ILLEGAL_TRANSITION"));
}

TEST_F(TrackEnding, OfADeathHasNoOtherReason) {
  const auto refused = Take(Ending(v1::TRACK_VERB_RECORD_DEATH, v1::EXIT_REASON_PAID_WORK));
  EXPECT_THAT(refused, HasReason("EXIT_REASON_NOT_TAKEN"));
  EXPECT_THAT(refused, BlamesField("exit_reason"));
}

TEST_F(TrackEnding, DoesNotComeBeforeWhatHappened) {
  ASSERT_OK(Log(layla, SessionOn(case_.track.name(), "2026-05-18")));
  const auto refused = Take(DropOut(v1::EXIT_REASON_MOVED, "2026-05-17"));
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("HAPPENED_AFTER_END"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("S-0001 is of 2026-05-18"));
  EXPECT_OK(Take(DropOut(v1::EXIT_REASON_MOVED, "2026-05-18")));
}

TEST_F(TrackEnding, DoesNotComeBeforeAnAppointmentThatWasHeldOrMissed) {
  for (const auto verb : {v1::APPOINTMENT_VERB_HOLD, v1::APPOINTMENT_VERB_MISS}) {
    v1::CreateAppointmentRequest create;
    create.set_parent(case_.track.name());
    create.mutable_appointment()->set_date("2026-05-20");
    create.set_request_id(NewRequestId());
    const auto made = coordinator.Call<v1::Appointment>(
        "kansrijk.v1.AppointmentService/CreateAppointment", create);
    ASSERT_OK(made);
    v1::TransitionAppointmentRequest request;
    request.set_name(made->name());
    request.set_etag(made->etag());
    request.set_verb(verb);
    request.set_request_id(NewRequestId());
    ASSERT_OK(coordinator.Call<v1::Appointment>(
        "kansrijk.v1.AppointmentService/TransitionAppointment", request));
    const auto refused = Take(DropOut(v1::EXIT_REASON_MOVED, "2026-05-19"));
    EXPECT_THAT(refused, HasReason("HAPPENED_AFTER_END"));
    EXPECT_THAT(std::string(refused.status().message()), HasSubstr(made->number()));
  }
}

TEST_F(TrackEnding, DoesNotComeBeforeAReferralThatStarted) {
  After(Sent(), {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT, v1::REFERRAL_VERB_HAND_OVER,
                 v1::REFERRAL_VERB_START});
  const auto refused = Take(DropOut(v1::EXIT_REASON_MOVED, "2026-05-19"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("R-0001 is of 2026-05-20"));
}

// Whoever misses somebody does not know yet; the day of the death stays what it was.
TEST_F(TrackEnding, OfADeathComesBeforeWhatTookNobodyAlive) {
  v1::LogSessionRequest no_show = SessionOn(case_.track.name(), "2026-05-19");
  no_show.mutable_session()->set_no_show(true);
  no_show.mutable_session()->set_minutes(0);
  ASSERT_OK(Log(layla, no_show));
  Sent();
  AddGoal({v1::GOAL_VERB_AGREE});
  ASSERT_OK(Take(Ending(v1::TRACK_VERB_PAUSE, v1::EXIT_REASON_UNSPECIFIED, "2026-05-20")));
  const auto died = Ending(v1::TRACK_VERB_RECORD_DEATH, v1::EXIT_REASON_UNSPECIFIED, "2026-05-15");
  const auto ended = Take(died);
  ASSERT_OK(ended);
  EXPECT_EQ(ended->close_date(), "2026-05-15");
}

TEST_F(TrackEnding, OfADeathDoesNotComeBeforeContactOrAnAssessment) {
  const auto die_on = [&](const std::string& date) {
    return Take(Ending(v1::TRACK_VERB_RECORD_DEATH, v1::EXIT_REASON_UNSPECIFIED, date));
  };
  ASSERT_OK(Log(layla, SessionOn(case_.track.name(), "2026-05-12")));
  EXPECT_THAT(die_on("2026-05-11"), HasReason("HAPPENED_AFTER_END"));
  ASSERT_OK(Assess(v1::ASSESSMENT_MOMENT_BEGIN, "2026-05-14"));
  EXPECT_THAT(die_on("2026-05-13"), HasReason("HAPPENED_AFTER_END"));
  EXPECT_OK(die_on("2026-05-14"));
}

// Contact that came later says that the meetings went on.
TEST_F(TrackEnding, AndPauseAndAftercareComeAfterTheLastContact) {
  ASSERT_OK(Log(layla, SessionOn(case_.track.name(), "2026-05-18")));
  for (const auto verb : {v1::TRACK_VERB_PAUSE, v1::TRACK_VERB_START_AFTERCARE}) {
    const v1::Track track = WaiveEndAssessment(coordinator, Now());
    const auto early = Transition(coordinator, track, verb, "2026-05-17");
    EXPECT_THAT(early, HasReason("CONTACT_AFTER_STEP"));
    EXPECT_THAT(std::string(early.status().message()), HasSubstr("S-0001 is of 2026-05-18"));
  }
  EXPECT_OK(Take(Ending(v1::TRACK_VERB_PAUSE, v1::EXIT_REASON_UNSPECIFIED, "2026-05-18")));
}

TEST_F(TrackEnding, DoesNotComeBeforeAnAssessmentAnOutcomeOrAGoal) {
  ASSERT_OK(Assess(v1::ASSESSMENT_MOMENT_BEGIN, "2026-05-10"));
  EXPECT_THAT(Take(DropOut(v1::EXIT_REASON_MOVED, "2026-05-09")), HasReason("HAPPENED_AFTER_END"));
  AddGoal({v1::GOAL_VERB_AGREE});
  const auto refused = Take(DropOut(v1::EXIT_REASON_MOVED, "2026-05-19"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("D-0001 is of 2026-05-20"));
}

TEST_F(TrackEnding, IsTakenBackWithItsMatchGoalsAndSteps) {
  const v1::Goal busy = AddGoal({v1::GOAL_VERB_AGREE, v1::GOAL_VERB_START});
  const v1::Step step = AddStep(busy);
  const v1::Referral sent = Sent();
  ASSERT_OK(Take(DropOut()));
  const v1::Match ended = MatchNow();
  EXPECT_EQ(ended.state(), v1::MATCH_STATE_ENDED);
  const auto reopened = Take(Reopening());
  ASSERT_OK(reopened);
  EXPECT_EQ(reopened->state(), v1::TRACK_STATE_ACTIVE);
  EXPECT_EQ(reopened->close_date(), "");
  EXPECT_EQ(reopened->exit_reason(), v1::EXIT_REASON_UNSPECIFIED);
  EXPECT_EQ(reopened->events().rbegin()->note(), "Verkeerd traject gekozen.");
  EXPECT_EQ(MatchNow().state(), v1::MATCH_STATE_ACTIVE);
  EXPECT_EQ(MatchNow().since(), case_.match.since());
  EXPECT_EQ(MatchNow().until(), "");
  EXPECT_EQ(GoalNow(busy).state(), v1::GOAL_STATE_IN_PROGRESS);
  EXPECT_EQ(GoalNow(busy).end_date(), "");
  EXPECT_EQ(GoalNow(busy).steps(0).state(), v1::STEP_STATE_OPEN);
  EXPECT_EQ(Get(coordinator, sent.name())->state(), v1::REFERRAL_STATE_WITHDRAWN);
  EXPECT_THAT(Settled(*reopened),
              ElementsAre("MATCH B03 REOPENED", absl::StrCat("GOAL ", busy.number(), " REOPENED"),
                          absl::StrCat("STEP ", step.number(), " REOPENED"),
                          "REFERRAL R-0001 ENDED", "CONSENT C-0001 ENDED"));
  EXPECT_OK(Log(layla, SessionOn(case_.track.name(), "2026-05-20")));
}

TEST_F(TrackEnding, IsTakenBackFromAPauseAndFromADeath) {
  ASSERT_OK(Take(Ending(v1::TRACK_VERB_PAUSE, v1::EXIT_REASON_UNSPECIFIED)));
  ASSERT_OK(Take(Ending(v1::TRACK_VERB_RECORD_DEATH, v1::EXIT_REASON_UNSPECIFIED)));
  const auto reopened = Take(Reopening());
  ASSERT_OK(reopened);
  EXPECT_EQ(reopened->state(), v1::TRACK_STATE_PAUSED);
  EXPECT_EQ(MemberNow().leave_reason(), v1::LEAVE_REASON_UNSPECIFIED);
}

// A match in which somebody may not be by now is not in force again.
TEST_F(TrackEnding, LeavesAMatchEndedThatAHardGuardKeepsBackByNow) {
  const auto change = [&](const std::string& path, auto set) {
    v1::GetBuddyRequest get;
    get.set_name(case_.match.buddy());
    v1::UpdateBuddyRequest request;
    *request.mutable_buddy() =
        *coordinator.Call<v1::Buddy>("kansrijk.v1.BuddyService/GetBuddy", get);
    set(*request.mutable_buddy());
    request.mutable_update_mask()->add_paths(path);
    request.set_request_id(NewRequestId());
    EXPECT_OK(coordinator.Call<v1::Buddy>("kansrijk.v1.BuddyService/UpdateBuddy", request));
  };
  const auto reopened = [&] {
    const auto track = Take(Reopening());
    EXPECT_OK(track);
    return track.ok() ? Settled(*track) : std::vector<std::string>();
  };
  ASSERT_OK(Take(DropOut()));
  change("confidentiality_signed", [](v1::Buddy& one) { one.set_confidentiality_signed(false); });
  EXPECT_THAT(reopened(), ElementsAre("MATCH B03 ENDED"));
  EXPECT_EQ(MatchNow().state(), v1::MATCH_STATE_ENDED);
}

TEST_F(TrackEnding, LeavesTheMatchEndedOfABuddyWhoLeft) {
  ASSERT_OK(Take(DropOut()));
  v1::GetBuddyRequest get;
  get.set_name(case_.match.buddy());
  v1::LeaveBuddyRequest leave;
  leave.set_name(case_.match.buddy());
  leave.set_etag(coordinator.Call<v1::Buddy>("kansrijk.v1.BuddyService/GetBuddy", get)->etag());
  leave.set_reason("verhuisd");
  leave.set_request_id(NewRequestId());
  ASSERT_OK(coordinator.Call<v1::LeaveBuddyResponse>("kansrijk.v1.MatchService/LeaveBuddy", leave));
  const auto track = Take(Reopening());
  ASSERT_OK(track);
  EXPECT_THAT(Settled(*track), ElementsAre("MATCH B03 ENDED"));
  EXPECT_EQ(MatchNow().state(), v1::MATCH_STATE_ENDED);
}

TEST_F(TrackEnding, IsTakenBackForThirtyDaysAfterItWasRecorded) {
  ASSERT_OK(Take(DropOut(v1::EXIT_REASON_NO_CONTACT, "2026-03-01")));
  GoTo("2026-06-20");
  const auto late = Take(Reopening());
  EXPECT_THAT(late, HasReason("TAKE_BACK_TOO_LATE"));
  EXPECT_THAT(std::string(late.status().message()), HasSubstr("until 2026-06-19"));
  GoTo("2026-06-19");
  EXPECT_OK(Take(Reopening()));
}

TEST_F(TrackEnding, IsNotTakenBackWhileTheParticipantHasAnotherTrack) {
  ASSERT_OK(Take(DropOut()));
  const v1::Track other = AddTrack(coordinator, case_.household, case_.participant);
  const auto refused = Take(Reopening());
  EXPECT_THAT(refused, HasReason("OPEN_TRACK"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr(other.number()));
}

TEST_F(TrackEnding, LeavesAMatchEndedWhoseBuddyHasAConflictByNow) {
  ASSERT_OK(Take(DropOut()));
  v1::RecordConflictRequest conflict;
  conflict.set_household(case_.household.name());
  conflict.set_buddy(case_.match.buddy());
  conflict.set_reason("familie");
  conflict.set_request_id(NewRequestId());
  ASSERT_OK(coordinator.Call<v1::Conflict>("kansrijk.v1.MatchService/RecordConflict", conflict));
  const auto reopened = Take(Reopening());
  ASSERT_OK(reopened);
  EXPECT_THAT(Settled(*reopened), ElementsAre("MATCH B03 ENDED"));
  EXPECT_EQ(MatchNow().state(), v1::MATCH_STATE_ENDED);
}

TEST_F(TrackEnding, CanComeEarlierThanTheOneThatWasTakenBack) {
  ASSERT_OK(Take(DropOut(v1::EXIT_REASON_NO_CONTACT, "2026-05-19")));
  ASSERT_OK(Take(Reopening()));
  const auto again = Take(DropOut(v1::EXIT_REASON_MOVED, "2026-05-10"));
  ASSERT_OK(again);
  EXPECT_EQ(again->close_date(), "2026-05-10");
  EXPECT_THAT(Settled(*again), ElementsAre("MATCH B03 ENDED"));
}

TEST_F(TrackEnding, LetsWhatWasAssessedBeforeItBeRecordedAfterIt) {
  ASSERT_OK(Take(DropOut(v1::EXIT_REASON_MOVED, "2026-05-15")));
  EXPECT_OK(Assess(v1::ASSESSMENT_MOMENT_END, "2026-05-15"));
  EXPECT_THAT(Assess(v1::ASSESSMENT_MOMENT_END, "2026-05-16"), HasReason("TRACK_HAS_ENDED"));
  EXPECT_THAT(Assess(v1::ASSESSMENT_MOMENT_AFTERCARE, "2026-05-15"), HasReason("NOT_IN_AFTERCARE"));
}

TEST_F(TrackEnding, HasAReasonAndADateThatCanBeCorrected) {
  const v1::Goal busy = AddGoal({v1::GOAL_VERB_AGREE, v1::GOAL_VERB_START});
  server.clock().Set(NoonOf("2026-06-01"));
  GoTo("2026-06-01");
  ASSERT_OK(Take(DropOut(v1::EXIT_REASON_MOVED)));
  v1::Track corrected = Now();
  corrected.set_exit_reason(v1::EXIT_REASON_PAID_WORK);
  corrected.set_close_date("2026-05-28");
  const auto answer = Correct(corrected, {"exit_reason", "close_date"});
  ASSERT_OK(answer);
  EXPECT_EQ(answer->exit_reason(), v1::EXIT_REASON_PAID_WORK);
  EXPECT_EQ(answer->close_date(), "2026-05-28");
  EXPECT_EQ(MatchNow().until(), "2026-05-28");
  EXPECT_EQ(GoalNow(busy).end_date(), "2026-05-28");
  ASSERT_EQ(answer->corrections_size(), 2);
  EXPECT_EQ(answer->corrections(0).fact(), v1::TRACK_FACT_EXIT_REASON);
  EXPECT_EQ(answer->corrections(0).exit_reason(), v1::EXIT_REASON_MOVED);
  EXPECT_EQ(answer->corrections(0).account_handle(), "coordinator");
  EXPECT_EQ(answer->corrections(0).reason(), "Verkeerd aangeklikt.");
  EXPECT_EQ(answer->corrections(1).date(), "2026-06-01");
}

TEST_F(TrackEnding, IsCorrectedWithAReason) {
  ASSERT_OK(Take(DropOut(v1::EXIT_REASON_MOVED)));
  v1::UpdateTrackRequest request;
  *request.mutable_track() = Now();
  request.mutable_track()->set_exit_reason(v1::EXIT_REASON_PAID_WORK);
  request.mutable_update_mask()->add_paths("exit_reason");
  request.set_request_id(NewRequestId());
  EXPECT_THAT(coordinator.Call<v1::Track>("kansrijk.v1.TrackService/UpdateTrack", request),
              BlamesField("reason"));
}

TEST_F(TrackEnding, IsCorrectedWithinWhatHappened) {
  ASSERT_OK(Log(layla, SessionOn(case_.track.name(), "2026-05-18")));
  ASSERT_OK(Take(DropOut(v1::EXIT_REASON_MOVED)));
  v1::Track corrected = Now();
  corrected.set_close_date("2026-05-17");
  EXPECT_THAT(Correct(corrected, {"close_date"}), HasReason("HAPPENED_AFTER_END"));
  corrected.set_close_date("2026-05-21");
  EXPECT_THAT(Correct(corrected, {"close_date"}), BlamesField("track.close_date"));
  corrected.set_close_date("2026-01-04");
  EXPECT_THAT(Correct(corrected, {"close_date"}), HasReason("DATE_TOO_EARLY"));
  corrected.set_exit_reason(v1::EXIT_REASON_DECEASED);
  EXPECT_THAT(Correct(corrected, {"exit_reason"}), HasReason("EXIT_REASON_FIXED"));
  EXPECT_THAT(Now().corrections(), IsEmpty());
  EXPECT_EQ(MatchNow().until(), "2026-05-20");
}

TEST_F(TrackEnding, CannotBeCorrectedBeforeThereIsOne) {
  v1::Track corrected = Now();
  corrected.set_exit_reason(v1::EXIT_REASON_PAID_WORK);
  EXPECT_THAT(Correct(corrected, {"exit_reason"}), HasReason("TRACK_HAS_NOT_ENDED"));
}

TEST_F(TrackEnding, OutcomesAreTakenBackAndKeptAsCorrections) {
  v1::RecordOutcomeRequest request;
  request.set_name(case_.track.name());
  request.set_outcome(v1::OUTCOME_OFF_SOCIAL_ASSISTANCE);
  request.set_date("2026-05-01");
  request.set_request_id(NewRequestId());
  const auto record = [&] {
    return layla.Call<v1::Track>("kansrijk.v1.TrackService/RecordOutcome", request);
  };
  ASSERT_OK(record());
  request.set_undone(true);
  request.set_request_id(NewRequestId());
  EXPECT_THAT(record(), BlamesField("reason"));
  request.set_reason("Hoort bij H-0007.");
  request.set_request_id(NewRequestId());
  const auto undone = record();
  ASSERT_OK(undone);
  EXPECT_THAT(undone->outcomes(), IsEmpty());
  ASSERT_EQ(undone->corrections_size(), 1);
  EXPECT_EQ(undone->corrections(0).outcome(), v1::OUTCOME_OFF_SOCIAL_ASSISTANCE);
  EXPECT_EQ(undone->corrections(0).date(), "2026-05-01");
  EXPECT_EQ(undone->corrections(0).reason(), "Hoort bij H-0007.");
  EXPECT_EQ(undone->corrections(0).account_handle(), "layla");
  request.set_request_id(NewRequestId());
  EXPECT_THAT(record(), HasReason("OUTCOME_NOT_RECORDED"));
  request.set_undone(false);
  request.set_request_id(NewRequestId());
  EXPECT_OK(record());
}

TEST_F(TrackEnding, LeavesTheHouseholdsTracksTogetherInListings) {
  ASSERT_OK(Log(layla, SessionOn(case_.track.name(), "2026-05-18")));
  AddGoal({v1::GOAL_VERB_AGREE});
  ASSERT_OK(Assess(v1::ASSESSMENT_MOMENT_BEGIN, "2026-05-10"));
  ASSERT_OK(Take(DropOut()));
  AddTrack(coordinator, case_.household, case_.participant);
  v1::ListSessionsRequest sessions;
  sessions.set_track("tracks/H-0142");
  const auto listed = coordinator.Call<v1::ListSessionsResponse>(
      "kansrijk.v1.SessionService/ListSessions", sessions);
  ASSERT_OK(listed);
  ASSERT_EQ(listed->sessions_size(), 1);
  EXPECT_EQ(listed->sessions(0).number(), "S-0001");
  v1::ListGoalsRequest goals;
  goals.set_parent("tracks/H-0142");
  EXPECT_EQ(coordinator.Call<v1::ListGoalsResponse>("kansrijk.v1.GoalService/ListGoals", goals)
                ->goals_size(),
            1);
  v1::ListAssessmentsRequest assessments;
  assessments.set_parent("tracks/H-0142");
  EXPECT_EQ(coordinator
                .Call<v1::ListAssessmentsResponse>("kansrijk.v1.AssessmentService/ListAssessments",
                                                   assessments)
                ->assessments_size(),
            1);
  v1::ListMatchesRequest matches;
  matches.set_parent("tracks/H-0142");
  EXPECT_EQ(
      coordinator.Call<v1::ListMatchesResponse>("kansrijk.v1.MatchService/ListMatches", matches)
          ->matches_size(),
      1);
}

}  // namespace track_ending_test
}  // namespace kansrijk::testing
