#include "tests/service/goal/goal_fixture.h"

namespace kansrijk::testing {
namespace step_test {

using absl::StatusCode;
using ::testing::AllOf;

class StepTest : public GoalFixture {
 protected:
  static absl::StatusOr<v1::Step> GetStep(const Client& client, const std::string& name) {
    v1::GetStepRequest request;
    request.set_name(name);
    return client.Call<v1::Step>("kansrijk.v1.GoalService/GetStep", request);
  }

  static absl::StatusOr<v1::Step> Update(const Client& client, const v1::Step& step,
                                         const std::vector<std::string>& paths) {
    v1::UpdateStepRequest request;
    *request.mutable_step() = step;
    for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Step>("kansrijk.v1.GoalService/UpdateStep", request);
  }

  v1::Step BuddysStep() {
    v1::CreateStepRequest request = NewStep(goal_);
    request.mutable_step()->set_owner_buddy(buddy_.name());
    const auto step = Create(layla_, request);
    EXPECT_OK(step);
    return step.ok() ? *step : v1::Step();
  }

  v1::Goal goal_ = AgreedGoal();
};

class CreateStep : public StepTest {};
class UpdateStep : public StepTest {};
class TransitionStep : public StepTest {};

TEST_F(CreateStep, IsTheParticipantsUnlessSomeoneElseIsNamed) {
  v1::CreateStepRequest request = NewStep(goal_);
  request.set_parent("tracks/-/goals/D-0001");
  const auto step = Create(layla_, request);
  ASSERT_OK(step);
  EXPECT_EQ(step->number(), "A-0001");
  EXPECT_EQ(step->goal(), goal_.name());
  EXPECT_EQ(step->goal_number(), "D-0001");
  EXPECT_EQ(step->household(), case_.household.name());
  EXPECT_EQ(step->text(), "Alle brieven verzamelen");
  EXPECT_EQ(step->owner_member(), case_.participant.name());
  EXPECT_EQ(step->owner_buddy(), "");
  EXPECT_EQ(step->owner_name(), "Noor Testdeelnemer");
  EXPECT_EQ(step->due_date(), "2026-06-30");
  EXPECT_EQ(step->state(), v1::STEP_STATE_OPEN);
  EXPECT_EQ(GetStep(layla_, "tracks/-/steps/A-0001")->SerializeAsString(),
            step->SerializeAsString());
  EXPECT_EQ(Create(layla_, NewStep(goal_))->number(), "A-0002");
}

TEST_F(CreateStep, MayBeAMembersOfTheHousehold) {
  const v1::Member sem = AddParticipant(coordinator_, case_.household, "Sem");
  v1::CreateStepRequest request = NewStep(goal_);
  request.mutable_step()->set_owner_member(sem.name());
  EXPECT_EQ(Create(layla_, request)->owner_name(), "Sem Testdeelnemer");
}

TEST_F(CreateStep, MayBeTheBuddysOwn) {
  v1::CreateStepRequest request = NewStep(goal_);
  request.mutable_step()->set_owner_buddy("buddies/B01");
  const auto step = Create(layla_, request);
  ASSERT_OK(step);
  EXPECT_EQ(step->owner_member(), "");
  EXPECT_EQ(step->owner_buddy(), buddy_.name());
  EXPECT_EQ(step->owner_name(), "Layla Test");
}

TEST_F(CreateStep, RefusesAnOwnerFromOutside) {
  v1::CreateStepRequest neighbours = NewStep(goal_);
  neighbours.mutable_step()->set_owner_member(
      AddCase(coordinator_, "H-0143", buddy_, &layla_).participant.name());
  const auto refused = Create(layla_, neighbours);
  EXPECT_THAT(refused, AllOf(HasCode(StatusCode::kInvalidArgument),
                             HasReason("STEP_OWNER_OUTSIDER"), BlamesField("step.owner_member")));
  EXPECT_EQ(refused.status().message(),
            "a step belongs to a member of the household or a buddy with a match in force");
}

TEST_F(CreateStep, RefusesABuddyWithoutAMatchInForce) {
  const v1::Buddy second = AddBuddy(coordinator_, "B02");
  v1::CreateStepRequest request = NewStep(goal_);
  request.mutable_step()->set_owner_buddy(second.name());
  EXPECT_THAT(Create(coordinator_, request),
              AllOf(HasCode(StatusCode::kInvalidArgument), HasReason("STEP_OWNER_OUTSIDER"),
                    BlamesField("step.owner_buddy")));
  const v1::Match proposed = AddMatch(coordinator_, case_.track, second);
  request.set_request_id(NewRequestId());
  EXPECT_THAT(Create(coordinator_, request), HasReason("STEP_OWNER_OUTSIDER"));
  const auto meeting = Transition(coordinator_, proposed, v1::MATCH_VERB_START_MEETING);
  ASSERT_OK(meeting);
  request.set_request_id(NewRequestId());
  EXPECT_THAT(Create(coordinator_, request), HasReason("STEP_OWNER_OUTSIDER"));
  ASSERT_OK(Transition(coordinator_, *meeting, v1::MATCH_VERB_ACTIVATE));
  request.set_request_id(NewRequestId());
  EXPECT_OK(Create(coordinator_, request));
  request.set_request_id(NewRequestId());
  EXPECT_THAT(Create(layla_, request), HasCode(StatusCode::kNotFound));  // not hers to see
}

TEST_F(CreateStep, RefusesTwoOwners) {
  v1::CreateStepRequest request = NewStep(goal_);
  request.mutable_step()->set_owner_member(case_.participant.name());
  request.mutable_step()->set_owner_buddy(buddy_.name());
  EXPECT_THAT(Create(layla_, request),
              AllOf(HasCode(StatusCode::kInvalidArgument), HasReason("STEP_HAS_TWO_OWNERS"),
                    BlamesField("step.owner_buddy")));
}

TEST_F(CreateStep, IsNotDueBeforeTheAgreement) {
  EXPECT_THAT(Create(layla_, NewStep(goal_, "2026-05-19")),
              AllOf(HasCode(StatusCode::kInvalidArgument), HasReason("DUE_DATE_BEFORE_AGREEMENT"),
                    BlamesField("step.due_date")));
  EXPECT_OK(Create(layla_, NewStep(goal_, "2026-05-20")));
  EXPECT_OK(Create(layla_, NewStep(GoalAfter({}), "2026-05-19")));  // nothing agreed yet
}

TEST_F(CreateStep, NeedsAGoalThatIsNotOver) {
  const v1::Goal stopped = *Go(layla_, To(goal_, v1::GOAL_VERB_STOP));
  EXPECT_THAT(Create(layla_, NewStep(stopped)),
              AllOf(HasCode(StatusCode::kFailedPrecondition), HasReason("GOAL_IS_OVER")));
}

TEST_F(CreateStep, NeedsATrackThatGoesOn) {
  EndTrack();
  EXPECT_THAT(Create(coordinator_, NewStep(goal_)),
              AllOf(HasCode(StatusCode::kFailedPrecondition), HasReason("TRACK_HAS_ENDED")));
}

TEST_F(StepTest, IsNotFoundByStrangers) {
  const v1::Step step = *Create(layla_, NewStep(goal_));
  for (const Client& stranger : Strangers()) {
    EXPECT_THAT(Create(stranger, NewStep(goal_)), HasCode(StatusCode::kNotFound));
    EXPECT_THAT(GetStep(stranger, step.name()), HasCode(StatusCode::kNotFound));
    EXPECT_THAT(Update(stranger, step, {"text"}), HasCode(StatusCode::kNotFound));
    EXPECT_THAT(Go(stranger, step, v1::STEP_VERB_START), HasCode(StatusCode::kNotFound));
  }
}

TEST_F(UpdateStep, ChangesWhatTheMaskNames) {
  v1::Step step = *Create(layla_, NewStep(goal_));
  step.set_text("Alle rekeningen verzamelen");
  step.set_due_date("2026-07-15");
  const auto updated = Update(layla_, step, {"due_date"});
  ASSERT_OK(updated);
  EXPECT_EQ(updated->due_date(), "2026-07-15");
  EXPECT_EQ(updated->text(), "Alle brieven verzamelen");
  EXPECT_NE(updated->etag(), step.etag());
  EXPECT_EQ(GetStep(layla_, step.name())->SerializeAsString(), updated->SerializeAsString());
}

TEST_F(UpdateStep, LetsAnOwnerOfEitherKindTakeOver) {
  v1::Step step = *Create(layla_, NewStep(goal_));
  step.set_owner_buddy(buddy_.name());
  const auto buddys = Update(layla_, step, {"owner_buddy"});
  ASSERT_OK(buddys);
  EXPECT_EQ(buddys->owner_member(), "");
  EXPECT_EQ(buddys->owner_name(), "Layla Test");
  step = *buddys;
  step.set_owner_member(case_.participant.name());
  const auto members = Update(layla_, step, {"owner_member"});
  ASSERT_OK(members);
  EXPECT_EQ(members->owner_buddy(), "");
  EXPECT_EQ(members->owner_name(), "Noor Testdeelnemer");
}

TEST_F(UpdateStep, GivesTheStepToTheParticipantWhenTheOwnerIsTakenAway) {
  v1::Step step = BuddysStep();
  step.clear_owner_buddy();
  EXPECT_EQ(Update(layla_, step, {"owner_buddy"})->owner_member(), case_.participant.name());
}

TEST_F(UpdateStep, JudgesANewOwnerAndANewDueDate) {
  v1::Step step = *Create(layla_, NewStep(goal_));
  step.set_due_date("2026-05-19");
  EXPECT_THAT(Update(layla_, step, {"due_date"}),
              AllOf(HasReason("DUE_DATE_BEFORE_AGREEMENT"), BlamesField("step.due_date")));
  step.set_owner_member(AddCase(coordinator_, "H-0143", buddy_, &layla_).participant.name());
  EXPECT_THAT(Update(layla_, step, {"owner_member"}),
              AllOf(HasReason("STEP_OWNER_OUTSIDER"), BlamesField("step.owner_member")));
  step.set_owner_buddy(buddy_.name());
  EXPECT_THAT(Update(layla_, step, {"owner_member", "owner_buddy"}),
              AllOf(HasReason("STEP_HAS_TWO_OWNERS"), BlamesField("step.owner_buddy")));
}

TEST_F(UpdateStep, DoesNotJudgeAnewAnOwnerWhoStays) {
  v1::Step step = BuddysStep();
  ASSERT_OK(Transition(coordinator_, case_.match, v1::MATCH_VERB_END));
  step.set_text("Een afspraak maken bij de GKB");
  const auto updated = Update(coordinator_, step, {"text"});
  ASSERT_OK(updated);
  EXPECT_EQ(updated->owner_buddy(), buddy_.name());
}

TEST_F(UpdateStep, NeedsAFreshEtagAStepThatIsNotOverAndATrackThatGoesOn) {
  const v1::Step open = *Create(layla_, NewStep(goal_));
  const v1::Step other = *Create(layla_, NewStep(goal_));
  const v1::Step dropped = *Go(layla_, open, v1::STEP_VERB_DROP);
  EXPECT_THAT(Update(layla_, open, {"text"}),
              AllOf(HasCode(StatusCode::kAborted), HasReason("STALE_ETAG")));
  EXPECT_THAT(Update(layla_, dropped, {"text"}),
              AllOf(HasCode(StatusCode::kFailedPrecondition), HasReason("STEP_IS_OVER")));
  EXPECT_THAT(Update(layla_, other, {"state"}), HasReason("MASK_UNKNOWN_PATH"));
  EndTrack();
  EXPECT_THAT(Update(coordinator_, *GetStep(coordinator_, other.name()), {"text"}),
              HasReason("TRACK_HAS_ENDED"));
}

TEST_F(TransitionStep, TicksAStepOff) {
  const v1::Step open = *Create(layla_, NewStep(goal_));
  const auto busy = Go(layla_, open, v1::STEP_VERB_START);
  ASSERT_OK(busy);
  EXPECT_EQ(busy->state(), v1::STEP_STATE_BUSY);
  EXPECT_EQ(busy->end_date(), "");
  const auto done = Go(layla_, *busy, v1::STEP_VERB_FINISH, "2026-05-19");
  ASSERT_OK(done);
  EXPECT_EQ(done->state(), v1::STEP_STATE_DONE);
  EXPECT_EQ(done->end_date(), "2026-05-19");
  EXPECT_EQ(GetStep(layla_, open.name())->SerializeAsString(), done->SerializeAsString());
}

TEST_F(TransitionStep, FinishesAStepInOneGo) {
  const auto done = Go(layla_, *Create(layla_, NewStep(goal_)), v1::STEP_VERB_FINISH, "2026-05-19");
  ASSERT_OK(done);
  EXPECT_EQ(done->state(), v1::STEP_STATE_DONE);
  EXPECT_EQ(done->end_date(), "2026-05-19");
}

TEST_F(TransitionStep, DropsAStepToday) {
  const auto dropped = Go(layla_, *Create(layla_, NewStep(goal_)), v1::STEP_VERB_DROP);
  ASSERT_OK(dropped);
  EXPECT_EQ(dropped->state(), v1::STEP_STATE_DROPPED);
  EXPECT_EQ(dropped->end_date(), "2026-05-20");
}

TEST_F(TransitionStep, TidiesUpAfterAGoalThatIsOver) {
  const v1::Step step = *Create(layla_, NewStep(goal_));
  ASSERT_OK(Go(layla_, To(goal_, v1::GOAL_VERB_STOP)));
  EXPECT_OK(Go(layla_, step, v1::STEP_VERB_DROP));
}

TEST_F(TransitionStep, RefusesWhatTheStateOrTheCalendarDoesNotAllow) {
  const v1::Step step = *Create(layla_, NewStep(goal_));
  const v1::Step busy = *Go(layla_, *Create(layla_, NewStep(goal_)), v1::STEP_VERB_START);
  const auto refused = Go(layla_, busy, v1::STEP_VERB_START);
  EXPECT_THAT(refused,
              AllOf(HasCode(StatusCode::kFailedPrecondition), HasReason("ILLEGAL_TRANSITION")));
  EXPECT_EQ(refused.status().message(),
            "A-0002 is `STEP_STATE_BUSY`: `STEP_VERB_START` is not possible; possible are: "
            "`STEP_VERB_FINISH, STEP_VERB_DROP`");
  EXPECT_THAT(Go(layla_, step, v1::STEP_VERB_START, "2026-05-21"),
              AllOf(HasReason("DATE_IN_FUTURE"), BlamesField("date")));
}

TEST_F(TransitionStep, NeedsAFreshEtagAndATrackThatGoesOn) {
  const v1::Step open = *Create(layla_, NewStep(goal_));
  const v1::Step busy = *Go(layla_, open, v1::STEP_VERB_START);
  EXPECT_THAT(Go(layla_, open, v1::STEP_VERB_DROP), HasReason("STALE_ETAG"));
  EndTrack();
  EXPECT_THAT(Go(coordinator_, *GetStep(coordinator_, busy.name()), v1::STEP_VERB_FINISH),
              AllOf(HasCode(StatusCode::kFailedPrecondition), HasReason("TRACK_HAS_ENDED")));
}

}  // namespace step_test
}  // namespace kansrijk::testing
