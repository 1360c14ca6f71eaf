#include "server/rules/goal/goal.h"

#include <gmock/gmock.h>

#include <set>
#include <utility>

#include "server/rules/track/track.h"
#include "tests/rules/transition.h"
#include "tests/testing/mask.h"
#include "tests/testing/status.h"

namespace kansrijk::rules {
namespace goal_test {

using kansrijk::testing::BlamesField;
using kansrijk::testing::HasCode;
using kansrijk::testing::HasReason;
using kansrijk::testing::IsOk;
using kansrijk::testing::MaskOf;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr absl::CivilDay kToday(2026, 5, 20);

v1::Goal GoalIn(v1::GoalState state) {
  v1::Goal goal;
  goal.set_number("D-0012");
  goal.set_state(state);
  goal.set_due_date("2026-09-01");
  return goal;
}

void AddEvent(v1::Goal& goal, v1::GoalState state, const std::string& date) {
  v1::GoalEvent& event = *goal.add_events();
  event.set_state(state);
  event.set_date(date);
}

v1::TransitionGoalRequest To(v1::GoalVerb verb, const std::string& note = "") {
  v1::TransitionGoalRequest request;
  request.set_verb(verb);
  request.set_note(note);
  return request;
}

v1::Track TrackIn(v1::TrackState state) {
  v1::Track track;
  track.set_number("T0142");
  track.set_state(state);
  track.set_household("households/1");
  track.set_household_number("H-0142");
  track.set_participant("households/1/members/noor");
  return track;
}

// The whole machine as the domain tells it; a pair that is not here is refused.
const Told<v1::GoalState, v1::GoalVerb>& Allowed() {
  static const auto& allowed = *new Told<v1::GoalState, v1::GoalVerb>{
      {{v1::GOAL_STATE_DRAFT, v1::GOAL_VERB_AGREE}, v1::GOAL_STATE_AGREED},
      {{v1::GOAL_STATE_AGREED, v1::GOAL_VERB_START}, v1::GOAL_STATE_IN_PROGRESS},
      {{v1::GOAL_STATE_IN_PROGRESS, v1::GOAL_VERB_ACHIEVE}, v1::GOAL_STATE_ACHIEVED},
      {{v1::GOAL_STATE_IN_PROGRESS, v1::GOAL_VERB_ACHIEVE_PARTLY}, v1::GOAL_STATE_PARTLY_ACHIEVED},
      {{v1::GOAL_STATE_IN_PROGRESS, v1::GOAL_VERB_STOP}, v1::GOAL_STATE_STOPPED},
      {{v1::GOAL_STATE_IN_PROGRESS, v1::GOAL_VERB_POSTPONE}, v1::GOAL_STATE_POSTPONED},
      {{v1::GOAL_STATE_POSTPONED, v1::GOAL_VERB_RESUME}, v1::GOAL_STATE_IN_PROGRESS},
      {{v1::GOAL_STATE_POSTPONED, v1::GOAL_VERB_STOP}, v1::GOAL_STATE_STOPPED},
      {{v1::GOAL_STATE_DRAFT, v1::GOAL_VERB_STOP}, v1::GOAL_STATE_STOPPED},
      {{v1::GOAL_STATE_AGREED, v1::GOAL_VERB_STOP}, v1::GOAL_STATE_STOPPED},
  };
  return allowed;
}

TEST(GoalTransition, EveryVerbInEveryStateDoesWhatTheDomainSays) {
  ExpectAllAsTold(Allowed(), [](v1::GoalState state, v1::GoalVerb verb) {
    return NextGoalState(GoalIn(state), verb);
  });
  EXPECT_EQ(GoalTransitions().size(), Allowed().size());
}

TEST(GoalTransition, RefusalNamesGoalStateVerbAndWhatIsPossible) {
  const auto refused = NextGoalState(GoalIn(v1::GOAL_STATE_AGREED), v1::GOAL_VERB_ACHIEVE);
  EXPECT_EQ(refused.status().message(),
            "D-0012 is `GOAL_STATE_AGREED`: `GOAL_VERB_ACHIEVE` is not possible; possible are: "
            "`GOAL_VERB_START, GOAL_VERB_STOP`");
  EXPECT_EQ(DutchMessageOf(refused.status()),
            "D-0012 staat op `GOAL_STATE_AGREED`: `GOAL_VERB_ACHIEVE` kan niet; wel kan: "
            "`GOAL_VERB_START, GOAL_VERB_STOP`");
}

TEST(GoalTransition, EndsInThreeStates) {
  std::set<v1::GoalState> over;
  for (int s = v1::GOAL_STATE_DRAFT; s <= v1::GoalState_MAX; ++s) {
    if (IsOver(static_cast<v1::GoalState>(s))) over.insert(static_cast<v1::GoalState>(s));
  }
  EXPECT_THAT(over, ElementsAre(v1::GOAL_STATE_ACHIEVED, v1::GOAL_STATE_PARTLY_ACHIEVED,
                                v1::GOAL_STATE_STOPPED));
}

TEST(GoalTransition, NeedsANoteToStopAndToPostponeOnly) {
  for (int v = v1::GOAL_VERB_AGREE; v <= v1::GoalVerb_MAX; ++v) {
    const auto verb = static_cast<v1::GoalVerb>(v);
    SCOPED_TRACE(NameOf(verb));
    const v1::Goal goal = GoalIn(v1::GOAL_STATE_IN_PROGRESS);
    const absl::Status without = CheckGoalTransition(goal, To(verb), "2026-05-20", kToday);
    const bool needs = verb == v1::GOAL_VERB_STOP || verb == v1::GOAL_VERB_POSTPONE;
    EXPECT_THAT(without, HasReason(needs ? "NOTE_REQUIRED" : ""));
    EXPECT_EQ(::testing::Value(without, BlamesField("note")), needs);
    EXPECT_THAT(CheckGoalTransition(goal, To(verb, "ziek"), "2026-05-20", kToday), IsOk());
  }
}

TEST(GoalTransition, IsFromTheLastChangeUpToToday) {
  v1::Goal goal = GoalIn(v1::GOAL_STATE_AGREED);
  AddEvent(goal, v1::GOAL_STATE_DRAFT, "2026-05-01");
  AddEvent(goal, v1::GOAL_STATE_AGREED, "2026-05-10");
  const v1::TransitionGoalRequest start = To(v1::GOAL_VERB_START);
  EXPECT_THAT(CheckGoalTransition(goal, start, "2026-05-10", kToday), IsOk());
  EXPECT_THAT(CheckGoalTransition(goal, start, "2026-05-20", kToday), IsOk());
  const absl::Status early = CheckGoalTransition(goal, start, "2026-05-09", kToday);
  EXPECT_THAT(early, AllOf(HasCode(absl::StatusCode::kInvalidArgument), HasReason("DATE_TOO_EARLY"),
                           BlamesField("date")));
  EXPECT_EQ(early.message(),
            "`date` 2026-05-09 is before the last change (`GOAL_STATE_AGREED`: 2026-05-10)");
  EXPECT_THAT(CheckGoalTransition(goal, start, "2026-05-21", kToday),
              AllOf(HasCode(absl::StatusCode::kInvalidArgument), HasReason("DATE_IN_FUTURE"),
                    BlamesField("date")));
}

TEST(GoalTransition, IsAgreedByTheDueDateAtTheLatest) {
  v1::Goal goal = GoalIn(v1::GOAL_STATE_DRAFT);
  goal.set_due_date("2026-05-15");
  EXPECT_THAT(CheckGoalTransition(goal, To(v1::GOAL_VERB_AGREE), "2026-05-15", kToday), IsOk());
  EXPECT_THAT(CheckGoalTransition(goal, To(v1::GOAL_VERB_AGREE), "2026-05-16", kToday),
              AllOf(HasCode(absl::StatusCode::kInvalidArgument),
                    HasReason("DUE_DATE_BEFORE_AGREEMENT"), BlamesField("date")));
  // Being late is no reason not to reach it.
  EXPECT_THAT(CheckGoalTransition(goal, To(v1::GOAL_VERB_ACHIEVE), "2026-05-16", kToday), IsOk());
}

TEST(GoalTransition, KeepsAgreementAndEnd) {
  for (int s = v1::GOAL_STATE_AGREED; s <= v1::GoalState_MAX; ++s) {
    const auto state = static_cast<v1::GoalState>(s);
    SCOPED_TRACE(NameOf(state));
    v1::Goal goal = GoalIn(v1::GOAL_STATE_DRAFT);
    goal = ApplyGoalTransition(state, "2026-05-20", "households/1/members/noor", std::move(goal));
    EXPECT_EQ(goal.state(), state);
    const bool agreed = state == v1::GOAL_STATE_AGREED;
    EXPECT_EQ(goal.agreed_date(), agreed ? "2026-05-20" : "");
    EXPECT_EQ(goal.agreed_by(), agreed ? "households/1/members/noor" : "");
    EXPECT_EQ(goal.end_date(), IsOver(state) ? "2026-05-20" : "");
  }
}

TEST(GoalAgreement, IsByAMemberOfTheHouseholdAndElseByTheParticipant) {
  const v1::Track track = TrackIn(v1::TRACK_STATE_ACTIVE);
  v1::TransitionGoalRequest agree = To(v1::GOAL_VERB_AGREE);
  EXPECT_EQ(*AgreedBy(track, agree), "households/1/members/noor");
  agree.set_agreed_by("households/1/members/sem");
  EXPECT_EQ(*AgreedBy(track, agree), "households/1/members/sem");
  agree.set_agreed_by("households/12/members/buur");
  const auto refused = AgreedBy(track, agree);
  EXPECT_THAT(refused, AllOf(HasCode(absl::StatusCode::kInvalidArgument),
                             HasReason("AGREED_BY_OUTSIDER"), BlamesField("agreed_by")));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("H-0142"));
}

TEST(GoalAgreement, MayBeByAParticipantWhoLivesElsewhereNow) {
  v1::Track track = TrackIn(v1::TRACK_STATE_ACTIVE);
  track.set_participant("households/2/members/noor");
  v1::TransitionGoalRequest agree = To(v1::GOAL_VERB_AGREE);
  EXPECT_EQ(*AgreedBy(track, agree), "households/2/members/noor");
  agree.set_agreed_by("households/2/members/noor");
  EXPECT_EQ(*AgreedBy(track, agree), "households/2/members/noor");
}

TEST(GoalAgreement, BelongsToAgreeOnly) {
  const v1::Track track = TrackIn(v1::TRACK_STATE_ACTIVE);
  for (int v = v1::GOAL_VERB_START; v <= v1::GoalVerb_MAX; ++v) {
    v1::TransitionGoalRequest request = To(static_cast<v1::GoalVerb>(v));
    SCOPED_TRACE(NameOf(request.verb()));
    EXPECT_EQ(*AgreedBy(track, request), "");
    request.set_agreed_by(track.participant());
    EXPECT_THAT(AgreedBy(track, request),
                AllOf(HasReason("AGREED_BY_NOT_TAKEN"), BlamesField("agreed_by")));
  }
}

TEST(GoalsOfATrack, StayAsTheyAreOnceItHasEnded) {
  for (int s = v1::TRACK_STATE_APPLIED; s <= v1::TrackState_MAX; ++s) {
    const auto state = static_cast<v1::TrackState>(s);
    SCOPED_TRACE(NameOf(state));
    const absl::Status status = CheckGoalsChangeable(TrackIn(state));
    const bool ended = state == v1::TRACK_STATE_CLOSED || state == v1::TRACK_STATE_DECLINED ||
                       state == v1::TRACK_STATE_WITHDRAWN || state == v1::TRACK_STATE_DROPPED_OUT;
    EXPECT_EQ(status.code(), ended ? absl::StatusCode::kFailedPrecondition : absl::StatusCode::kOk);
    if (!ended) continue;
    EXPECT_THAT(std::string(status.message()),
                HasSubstr("track T0142 has ended (`" + NameOf(state) + "`)"));
  }
}

TEST(NewGoal, IsDueTodayAtTheEarliest) {
  v1::Goal goal = GoalIn(v1::GOAL_STATE_DRAFT);
  goal.set_due_date("2026-05-20");
  EXPECT_THAT(CheckNewGoal(goal, kToday), IsOk());
  goal.set_due_date("2026-05-19");
  EXPECT_THAT(CheckNewGoal(goal, kToday),
              AllOf(HasCode(absl::StatusCode::kInvalidArgument), HasReason("DUE_DATE_IN_PAST"),
                    BlamesField("goal.due_date")));
}

TEST(GoalFields, AreAllOpenInADraftSomeOnceAgreedAndNoneAtTheEnd) {
  const std::set<std::string> until_the_end{"measure", "due_date"};
  for (int s = v1::GOAL_STATE_DRAFT; s <= v1::GoalState_MAX; ++s) {
    for (const char* field : {"pillar", "subject", "text", "measure", "due_date"}) {
      const auto state = static_cast<v1::GoalState>(s);
      SCOPED_TRACE(NameOf(state) + " " + field);
      const bool open =
          state == v1::GOAL_STATE_DRAFT || (!IsOver(state) && until_the_end.count(field) > 0);
      const absl::Status status = CheckGoalFields(GoalIn(state), MaskOf({field}));
      EXPECT_EQ(status.code(),
                open ? absl::StatusCode::kOk : absl::StatusCode::kFailedPrecondition);
      EXPECT_THAT(status, HasReason(open ? "" : "GOAL_FIELD_FIXED"));
    }
  }
}

TEST(GoalFields, AreNamedWhenTheyAreFixed) {
  const auto mask = MaskOf({"text", "measure", "pillar"});
  EXPECT_EQ(
      CheckGoalFields(GoalIn(v1::GOAL_STATE_AGREED), mask).message(),
      "goal D-0012 is `GOAL_STATE_AGREED`: `goal.text, goal.pillar` can no longer be changed; what "
      "can: `goal.due_date, goal.measure`");
  EXPECT_EQ(CheckGoalFields(GoalIn(v1::GOAL_STATE_STOPPED), mask).message(),
            "goal D-0012 is `GOAL_STATE_STOPPED`: it can no longer be changed");
}

TEST(GoalDueDate, IsNotBeforeTheAgreement) {
  v1::Goal goal = GoalIn(v1::GOAL_STATE_DRAFT);
  EXPECT_THAT(CheckGoalDueDate(goal), IsOk());
  goal.set_agreed_date("2026-09-01");
  EXPECT_THAT(CheckGoalDueDate(goal), IsOk());
  goal.set_due_date("2026-08-31");
  EXPECT_THAT(CheckGoalDueDate(goal),
              AllOf(HasCode(absl::StatusCode::kInvalidArgument),
                    HasReason("DUE_DATE_BEFORE_AGREEMENT"), BlamesField("goal.due_date")));
}

}  // namespace goal_test
}  // namespace kansrijk::rules
