#include "tests/service/goal/goal_fixture.h"

namespace kansrijk::testing {
namespace goal_test {

using absl::StatusCode;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class CreateGoal : public GoalFixture {};
class GetGoal : public GoalFixture {};
class UpdateGoal : public GoalFixture {};
class TransitionGoal : public GoalFixture {};

class ListGoals : public GoalFixture {
 protected:
  static absl::StatusOr<v1::ListGoalsResponse> List(const Client& client,
                                                    const v1::ListGoalsRequest& request) {
    return client.Call<v1::ListGoalsResponse>("kansrijk.v1.GoalService/ListGoals", request);
  }

  // The numbers of the goals of the case's track, page after page.
  std::vector<std::string> Numbers(const Client& client, v1::GoalState state, int page_size = 0) {
    v1::ListGoalsRequest request;
    request.set_parent("tracks/H-0142");
    request.set_state(state);
    request.set_page_size(page_size);
    std::vector<std::string> numbers;
    do {
      const auto page = List(client, request);
      EXPECT_OK(page);
      if (!page.ok()) break;
      for (const auto& goal : page->goals()) numbers.push_back(goal.number());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return numbers;
  }
};

class GetGoalPlan : public GoalFixture {
 protected:
  static absl::StatusOr<v1::GoalPlan> Plan(const Client& client, const std::string& track) {
    v1::GetGoalPlanRequest request;
    request.set_parent(track);
    return client.Call<v1::GoalPlan>("kansrijk.v1.GoalService/GetGoalPlan", request);
  }
};

TEST_F(CreateGoal, DraftsAGoalForTheAdult) {
  v1::CreateGoalRequest request = NewGoal();
  request.set_parent("tracks/H-0142");
  const auto goal = Create(layla_, request);
  ASSERT_OK(goal);
  EXPECT_EQ(goal->number(), "D-0001");
  EXPECT_EQ(goal->track(), case_.track.name());
  EXPECT_EQ(goal->track_number(), case_.track.number());
  EXPECT_EQ(goal->household(), case_.household.name());
  EXPECT_EQ(goal->household_number(), "H-0142");
  EXPECT_EQ(goal->pillar(), v1::PILLAR_FINANCES);
  EXPECT_EQ(goal->subject(), v1::GOAL_SUBJECT_ADULT);
  EXPECT_EQ(goal->text(), request.goal().text());
  EXPECT_EQ(goal->measure(), "Brief van de GKB");
  EXPECT_EQ(goal->due_date(), "2026-12-31");
  EXPECT_EQ(goal->state(), v1::GOAL_STATE_DRAFT);
  EXPECT_EQ(goal->agreed_by() + goal->agreed_by_name() + goal->agreed_date() + goal->end_date(),
            "");
  EXPECT_EQ(Create(coordinator_, NewGoal())->number(), "D-0002");
}

TEST_F(CreateGoal, KeepsTheSubjectThatIsGiven) {
  v1::CreateGoalRequest request = NewGoal();
  request.mutable_goal()->set_subject(v1::GOAL_SUBJECT_CHILD);
  EXPECT_EQ(Create(layla_, request)->subject(), v1::GOAL_SUBJECT_CHILD);
}

TEST_F(CreateGoal, IsDueTodayAtTheEarliest) {
  v1::CreateGoalRequest today = NewGoal();
  today.mutable_goal()->set_due_date("2026-05-20");
  EXPECT_OK(Create(layla_, today));
  v1::CreateGoalRequest yesterday = NewGoal();
  yesterday.mutable_goal()->set_due_date("2026-05-19");
  EXPECT_THAT(Create(layla_, yesterday),
              AllOf(HasCode(StatusCode::kInvalidArgument), HasReason("DUE_DATE_IN_PAST"),
                    BlamesField("goal.due_date")));
}

TEST_F(CreateGoal, NeedsATrackThatGoesOn) {
  EndTrack();
  const auto refused = Create(coordinator_, NewGoal());
  EXPECT_THAT(refused,
              AllOf(HasCode(StatusCode::kFailedPrecondition), HasReason("TRACK_HAS_ENDED")));
  EXPECT_THAT(
      std::string(refused.status().message()),
      HasSubstr("track " + case_.track.number() + " has ended (`TRACK_STATE_DROPPED_OUT`)"));
}

TEST_F(CreateGoal, DoesNotFindAStrangersTrack) {
  for (const Client& stranger : Strangers()) {
    EXPECT_THAT(Create(stranger, NewGoal()), HasCode(StatusCode::kNotFound));
  }
}

TEST_F(GetGoal, HasStepsByDueDateHistoryAndRecognitions) {
  v1::Goal goal = AgreedGoal();
  ASSERT_OK(Create(layla_, NewStep(goal, "2026-07-01")));
  ASSERT_OK(Create(layla_, NewStep(goal, "2026-06-01")));
  ASSERT_OK(Create(layla_, NewStep(goal, "2026-06-01")));
  goal = *Go(layla_, To(goal, v1::GOAL_VERB_START));
  goal = *Go(layla_, To(goal, v1::GOAL_VERB_ACHIEVE));
  ASSERT_OK(Record(layla_, NewRecognition(goal, 0)));
  const auto got = Get(layla_, "tracks/-/goals/D-0001");
  ASSERT_OK(got);
  EXPECT_EQ(got->name(), goal.name());
  ASSERT_EQ(got->steps_size(), 3);
  EXPECT_EQ(got->steps(0).number(), "A-0002");
  EXPECT_EQ(got->steps(1).number(), "A-0003");
  EXPECT_EQ(got->steps(2).number(), "A-0001");
  ASSERT_EQ(got->events_size(), 4);
  EXPECT_EQ(got->events(0).verb(), v1::GOAL_VERB_UNSPECIFIED);
  EXPECT_EQ(got->events(0).state(), v1::GOAL_STATE_DRAFT);
  EXPECT_EQ(got->events(0).date(), "2026-05-20");
  EXPECT_EQ(got->events(3).verb(), v1::GOAL_VERB_ACHIEVE);
  ASSERT_EQ(got->recognitions_size(), 1);
  EXPECT_EQ(got->recognitions(0).text(), "Wat knap!");
}

TEST_F(GetGoal, DoesNotShowStrangers) {
  const v1::Goal goal = AgreedGoal();
  for (const Client& stranger : Strangers()) {
    EXPECT_THAT(Get(stranger, goal.name()), HasCode(StatusCode::kNotFound));
    EXPECT_THAT(Get(stranger, "tracks/-/goals/D-0001"), HasCode(StatusCode::kNotFound));
  }
}

TEST_F(ListGoals, AreByNumberPageAfterPage) {
  for (int i = 0; i < 3; ++i) GoalAfter({});
  const std::vector<std::string> all{"D-0001", "D-0002", "D-0003"};
  EXPECT_EQ(Numbers(layla_, v1::GOAL_STATE_UNSPECIFIED), all);
  EXPECT_EQ(Numbers(coordinator_, v1::GOAL_STATE_UNSPECIFIED, 1), all);
}

TEST_F(ListGoals, KeepOnlyTheStateThatIsAsked) {
  GoalAfter({});
  AgreedGoal();
  GoalAfter({});
  EXPECT_THAT(Numbers(layla_, v1::GOAL_STATE_DRAFT, 1), ElementsAre("D-0001", "D-0003"));
  EXPECT_THAT(Numbers(layla_, v1::GOAL_STATE_AGREED), ElementsAre("D-0002"));
  EXPECT_THAT(Numbers(layla_, v1::GOAL_STATE_STOPPED), ElementsAre());
}

TEST_F(ListGoals, AreOfOneTrackAndHaveNoSteps) {
  ASSERT_OK(Create(layla_, NewStep(AgreedGoal())));
  v1::CreateGoalRequest elsewhere = NewGoal();
  elsewhere.set_parent(AddCase(coordinator_, "H-0143", buddy_, &layla_).track.name());
  ASSERT_OK(Create(layla_, elsewhere));
  v1::ListGoalsRequest request;
  request.set_parent(case_.track.name());
  const auto page = List(layla_, request);
  ASSERT_OK(page);
  ASSERT_EQ(page->goals_size(), 1);
  EXPECT_EQ(page->goals(0).number(), "D-0001");
  EXPECT_EQ(page->goals(0).steps_size(), 0);
  for (const Client& stranger : Strangers()) {
    EXPECT_THAT(List(stranger, request), HasCode(StatusCode::kNotFound));
  }
}

TEST_F(UpdateGoal, ChangesAllOfADraft) {
  v1::Goal goal = GoalAfter({});
  goal.set_pillar(v1::PILLAR_WORK);
  goal.set_subject(v1::GOAL_SUBJECT_FAMILY);
  goal.set_text("Een leerwerkplek vinden");
  goal.set_measure("Het contract");
  goal.set_due_date("2026-10-01");
  const auto updated = Update(layla_, goal, {"pillar", "subject", "text", "measure", "due_date"});
  ASSERT_OK(updated);
  EXPECT_NE(updated->etag(), goal.etag());
  const auto read = Get(layla_, goal.name());
  EXPECT_EQ(read->etag(), updated->etag());
  EXPECT_EQ(read->pillar(), v1::PILLAR_WORK);
  EXPECT_EQ(read->subject(), v1::GOAL_SUBJECT_FAMILY);
  EXPECT_EQ(read->text(), "Een leerwerkplek vinden");
  EXPECT_EQ(read->measure(), "Het contract");
  EXPECT_EQ(read->due_date(), "2026-10-01");
}

TEST_F(UpdateGoal, LeavesWhatWasAgreed) {
  v1::Goal goal = AgreedGoal();
  goal.set_text("Iets anders");
  goal.set_measure("De laatste brief");
  const auto refused = Update(layla_, goal, {"text", "measure"});
  EXPECT_THAT(refused,
              AllOf(HasCode(StatusCode::kFailedPrecondition), HasReason("GOAL_FIELD_FIXED")));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("goal.due_date, goal.measure"));
  EXPECT_EQ(Update(layla_, goal, {"measure"})->measure(), "De laatste brief");
  EXPECT_EQ(Get(layla_, goal.name())->text(), NewGoal().goal().text());
}

TEST_F(UpdateGoal, RefusesADueDateBeforeTheAgreement) {
  v1::Goal goal = AgreedGoal();
  goal.set_due_date("2026-05-19");
  EXPECT_THAT(Update(layla_, goal, {"due_date"}),
              AllOf(HasCode(StatusCode::kInvalidArgument), HasReason("DUE_DATE_BEFORE_AGREEMENT"),
                    BlamesField("goal.due_date")));
  goal.set_due_date("2026-05-20");
  EXPECT_OK(Update(layla_, goal, {"due_date"}));
}

TEST_F(UpdateGoal, NeedsAFreshEtagFieldsThatMayChangeAndATrackThatGoesOn) {
  v1::Goal goal = GoalAfter({});
  ASSERT_OK(Update(layla_, goal, {"text"}));
  EXPECT_THAT(Update(layla_, goal, {"text"}),
              AllOf(HasCode(StatusCode::kAborted), HasReason("STALE_ETAG")));
  goal = *Get(layla_, goal.name());
  EXPECT_THAT(Update(layla_, goal, {"state"}), HasReason("MASK_UNKNOWN_PATH"));
  EndTrack();
  EXPECT_THAT(Update(coordinator_, *Get(coordinator_, goal.name()), {"text"}),
              AllOf(HasCode(StatusCode::kFailedPrecondition), HasReason("TRACK_HAS_ENDED")));
}

TEST_F(UpdateGoal, DoesNotFindAStrangersGoal) {
  const v1::Goal goal = GoalAfter({});
  for (const Client& stranger : Strangers()) {
    EXPECT_THAT(Update(stranger, goal, {"text"}), HasCode(StatusCode::kNotFound));
    EXPECT_THAT(Go(stranger, To(goal, v1::GOAL_VERB_AGREE)), HasCode(StatusCode::kNotFound));
  }
}

TEST_F(TransitionGoal, KeepsWhoAgreedAndWhen) {
  const v1::Goal goal = GoalAfter({});
  server_.clock().Advance(absl::Hours(48));
  const auto agreed = Go(layla_, To(goal, v1::GOAL_VERB_AGREE, "2026-05-21"));
  ASSERT_OK(agreed);
  EXPECT_EQ(agreed->state(), v1::GOAL_STATE_AGREED);
  EXPECT_EQ(agreed->agreed_by(), case_.participant.name());
  EXPECT_EQ(agreed->agreed_by_name(), "Noor Testdeelnemer");
  EXPECT_EQ(agreed->agreed_date(), "2026-05-21");
  EXPECT_EQ(agreed->end_date(), "");
  ASSERT_EQ(agreed->events_size(), 2);
  const v1::GoalEvent& event = agreed->events(1);
  EXPECT_EQ(event.verb(), v1::GOAL_VERB_AGREE);
  EXPECT_EQ(event.state(), v1::GOAL_STATE_AGREED);
  EXPECT_EQ(event.date(), "2026-05-21");
  EXPECT_EQ(event.account_handle(), "layla");
  EXPECT_EQ(Get(layla_, goal.name())->SerializeAsString(), agreed->SerializeAsString());
}

TEST_F(TransitionGoal, IsAgreedBySomeoneOfTheHousehold) {
  const v1::Goal goal = GoalAfter({});
  const v1::Member sem = AddParticipant(coordinator_, case_.household, "Sem");
  const Case neighbours = AddCase(coordinator_, "H-0143", buddy_, &layla_);
  v1::TransitionGoalRequest request = To(goal, v1::GOAL_VERB_AGREE);
  request.set_agreed_by(neighbours.participant.name());
  EXPECT_THAT(Go(layla_, request),
              AllOf(HasCode(StatusCode::kInvalidArgument), HasReason("AGREED_BY_OUTSIDER"),
                    BlamesField("agreed_by")));
  request.set_agreed_by("households/-/members/" + sem.number());
  request.set_request_id(NewRequestId());
  const auto agreed = Go(layla_, request);
  ASSERT_OK(agreed);
  EXPECT_EQ(agreed->agreed_by(), sem.name());
  EXPECT_EQ(agreed->agreed_by_name(), "Sem Testdeelnemer");
}

TEST_F(TransitionGoal, NeedsADueDateNotBeforeTheAgreement) {
  v1::CreateGoalRequest draft = NewGoal();
  draft.mutable_goal()->set_due_date("2026-05-21");
  const v1::Goal goal = *Create(layla_, draft);
  server_.clock().Advance(absl::Hours(48));
  EXPECT_THAT(Go(layla_, To(goal, v1::GOAL_VERB_AGREE)),
              AllOf(HasCode(StatusCode::kInvalidArgument), HasReason("DUE_DATE_BEFORE_AGREEMENT"),
                    BlamesField("date")));
  EXPECT_OK(Go(layla_, To(goal, v1::GOAL_VERB_AGREE, "2026-05-21")));
}

TEST_F(TransitionGoal, RefusesTheFutureAndWhatLiesBeforeTheLastChange) {
  const v1::Goal goal = AgreedGoal();
  EXPECT_THAT(Go(layla_, To(goal, v1::GOAL_VERB_START, "2026-05-21")),
              AllOf(HasReason("DATE_IN_FUTURE"), BlamesField("date")));
  EXPECT_THAT(Go(layla_, To(goal, v1::GOAL_VERB_START, "2026-05-19")),
              AllOf(HasReason("DATE_TOO_EARLY"), BlamesField("date")));
}

TEST_F(TransitionGoal, NeedsToKnowWhyAGoalStopsAndKeepsIt) {
  const v1::Goal goal = AgreedGoal();
  v1::TransitionGoalRequest request = To(goal, v1::GOAL_VERB_STOP);
  request.clear_note();
  EXPECT_THAT(Go(layla_, request), AllOf(HasCode(StatusCode::kInvalidArgument),
                                         HasReason("NOTE_REQUIRED"), BlamesField("note")));
  const auto stopped = Go(layla_, To(goal, v1::GOAL_VERB_STOP));
  ASSERT_OK(stopped);
  EXPECT_EQ(stopped->end_date(), "2026-05-20");
  EXPECT_EQ(stopped->events(2).note(), "Verhuisd");
}

TEST_F(TransitionGoal, NamesWhatIsPossibleInstead) {
  const auto refused = Go(layla_, To(GoalAfter({}), v1::GOAL_VERB_ACHIEVE));
  EXPECT_THAT(refused,
              AllOf(HasCode(StatusCode::kFailedPrecondition), HasReason("ILLEGAL_TRANSITION")));
  EXPECT_EQ(refused.status().message(),
            "D-0001 is `GOAL_STATE_DRAFT`: `GOAL_VERB_ACHIEVE` is not possible; possible are: "
            "`GOAL_VERB_AGREE, GOAL_VERB_STOP`");
}

TEST_F(TransitionGoal, CanPostponeAndResume) {
  const v1::Goal goal = GoalAfter(
      {v1::GOAL_VERB_AGREE, v1::GOAL_VERB_START, v1::GOAL_VERB_POSTPONE, v1::GOAL_VERB_RESUME});
  EXPECT_EQ(goal.state(), v1::GOAL_STATE_IN_PROGRESS);
  EXPECT_EQ(goal.agreed_by(), case_.participant.name());
  EXPECT_EQ(goal.events_size(), 5);
}

TEST_F(TransitionGoal, NeedsAFreshEtagAndATrackThatGoesOn) {
  const v1::Goal draft = GoalAfter({});
  const auto agreed = Go(layla_, To(draft, v1::GOAL_VERB_AGREE));
  ASSERT_OK(agreed);
  EXPECT_THAT(Go(layla_, To(draft, v1::GOAL_VERB_STOP)), HasReason("STALE_ETAG"));
  EndTrack();
  EXPECT_THAT(Go(coordinator_, To(*Get(coordinator_, draft.name()), v1::GOAL_VERB_STOP)),
              AllOf(HasCode(StatusCode::kFailedPrecondition), HasReason("TRACK_HAS_ENDED")));
}

TEST_F(GetGoalPlan, PutsTheGoalsOfATrackOnPaper) {
  const v1::Goal goal = AgreedGoal();
  const v1::Step done = *Create(layla_, NewStep(goal));
  ASSERT_OK(Go(layla_, *Go(layla_, done, v1::STEP_VERB_START), v1::STEP_VERB_FINISH));
  v1::CreateStepRequest buddys = NewStep(goal, "2026-07-01");
  buddys.mutable_step()->set_owner_buddy("buddies/B01");
  ASSERT_OK(Create(layla_, buddys));
  GoalAfter({v1::GOAL_VERB_STOP});
  AddMatch(coordinator_, case_.track, AddBuddy(coordinator_, "B02"));  // proposed: not yet a buddy
  const auto plan = Plan(layla_, "tracks/H-0142");
  ASSERT_OK(plan);
  EXPECT_EQ(plan->household(), case_.household.name());
  EXPECT_EQ(plan->track_number(), case_.track.number());
  EXPECT_THAT(plan->text(), HasSubstr("\nHuishouden    H-0142\n"));
  EXPECT_THAT(plan->text(), HasSubstr("\nDeelnemer     Noor Testdeelnemer\n"));
  EXPECT_THAT(plan->text(), HasSubstr("\nBuddy         Layla Test\nDatum         20-05-2026\n"));
  EXPECT_THAT(plan->text(), HasSubstr("door Noor Testdeelnemer op 20-05-2026\n"));
  EXPECT_THAT(plan->text(),
              HasSubstr("[x] Alle brieven verzamelen\n"
                        "            A-0001, Noor Testdeelnemer, uiterlijk 30-06-2026"));
  EXPECT_THAT(plan->text(), HasSubstr("[ ] Alle brieven verzamelen\n"
                                      "            A-0002, Layla Test, uiterlijk 01-07-2026"));
  EXPECT_THAT(plan->text(), Not(HasSubstr("D-0002")));
}

TEST_F(GetGoalPlan, DoesNotShowStrangers) {
  AgreedGoal();
  for (const Client& stranger : Strangers()) {
    EXPECT_THAT(Plan(stranger, case_.track.name()), HasCode(StatusCode::kNotFound));
  }
}

}  // namespace goal_test
}  // namespace kansrijk::testing
