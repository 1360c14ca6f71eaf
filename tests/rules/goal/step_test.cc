#include "server/rules/goal/step.h"

#include <gmock/gmock.h>

#include <set>
#include <utility>

#include "server/rules/goal/goal.h"
#include "tests/rules/transition.h"
#include "tests/testing/mask.h"
#include "tests/testing/status.h"

namespace kansrijk::rules {
namespace step_test {

using kansrijk::testing::BlamesField;
using kansrijk::testing::HasCode;
using kansrijk::testing::HasReason;
using kansrijk::testing::IsOk;
using kansrijk::testing::MaskOf;
using ::testing::AllOf;
using ::testing::ElementsAre;

constexpr char kParticipant[] = "households/1/members/noor";

v1::Step StepIn(v1::StepState state) {
  v1::Step step;
  step.set_number("A-0031");
  step.set_state(state);
  step.set_due_date("2026-06-01");
  return step;
}

v1::Step Owned(const std::string& member, const std::string& buddy) {
  v1::Step step = StepIn(v1::STEP_STATE_OPEN);
  step.set_owner_member(member);
  step.set_owner_buddy(buddy);
  return step;
}

v1::Track NoorsTrack() {
  v1::Track track;
  track.set_household("households/1");
  track.set_participant(kParticipant);
  return track;
}

// The whole machine as the domain tells it; a pair that is not here is refused.
const Told<v1::StepState, v1::StepVerb>& Allowed() {
  static const auto& allowed = *new Told<v1::StepState, v1::StepVerb>{
      {{v1::STEP_STATE_OPEN, v1::STEP_VERB_START}, v1::STEP_STATE_BUSY},
      {{v1::STEP_STATE_OPEN, v1::STEP_VERB_FINISH}, v1::STEP_STATE_DONE},
      {{v1::STEP_STATE_BUSY, v1::STEP_VERB_FINISH}, v1::STEP_STATE_DONE},
      {{v1::STEP_STATE_OPEN, v1::STEP_VERB_DROP}, v1::STEP_STATE_DROPPED},
      {{v1::STEP_STATE_BUSY, v1::STEP_VERB_DROP}, v1::STEP_STATE_DROPPED},
  };
  return allowed;
}

TEST(StepTransition, EveryVerbInEveryStateDoesWhatTheDomainSays) {
  ExpectAllAsTold(Allowed(), [](v1::StepState state, v1::StepVerb verb) {
    return NextStepState(StepIn(state), verb);
  });
  EXPECT_EQ(StepTransitions().size(), Allowed().size());
}

TEST(StepTransition, RefusalNamesStepStateVerbAndWhatIsPossible) {
  const auto refused = NextStepState(StepIn(v1::STEP_STATE_BUSY), v1::STEP_VERB_START);
  EXPECT_EQ(refused.status().message(),
            "A-0031 is `STEP_STATE_BUSY`: `STEP_VERB_START` is not possible; possible are: "
            "`STEP_VERB_FINISH, STEP_VERB_DROP`");
  EXPECT_EQ(DutchMessageOf(refused.status()),
            "A-0031 staat op `STEP_STATE_BUSY`: `STEP_VERB_START` kan niet; wel kan: "
            "`STEP_VERB_FINISH, STEP_VERB_DROP`");
}

TEST(StepTransition, EndsInTwoStatesAndKeepsTheDate) {
  std::set<v1::StepState> over;
  for (int s = v1::STEP_STATE_OPEN; s <= v1::StepState_MAX; ++s) {
    const auto state = static_cast<v1::StepState>(s);
    if (IsOver(state)) over.insert(state);
    v1::Step step = StepIn(v1::STEP_STATE_OPEN);
    step = ApplyStepTransition(state, "2026-05-20", std::move(step));
    EXPECT_EQ(step.state(), state);
    EXPECT_EQ(step.end_date(), IsOver(state) ? "2026-05-20" : "") << NameOf(state);
    EXPECT_THAT(CheckStepChangeable(step), HasReason(IsOver(state) ? "STEP_IS_OVER" : ""));
  }
  EXPECT_THAT(over, ElementsAre(v1::STEP_STATE_DONE, v1::STEP_STATE_DROPPED));
}

TEST(StepTransition, IsNotInTheFuture) {
  const absl::CivilDay today(2026, 5, 20);
  EXPECT_THAT(CheckStepDate("2026-05-20", today), IsOk());
  EXPECT_THAT(CheckStepDate("2026-05-21", today),
              AllOf(HasCode(absl::StatusCode::kInvalidArgument), HasReason("DATE_IN_FUTURE"),
                    BlamesField("date")));
}

TEST(StepOfAGoal, IsAddedUntilTheGoalIsOver) {
  for (int s = v1::GOAL_STATE_DRAFT; s <= v1::GoalState_MAX; ++s) {
    v1::Goal goal;
    goal.set_number("D-0012");
    goal.set_state(static_cast<v1::GoalState>(s));
    const absl::Status status = CheckTakesSteps(goal);
    const bool over = s == v1::GOAL_STATE_ACHIEVED || s == v1::GOAL_STATE_PARTLY_ACHIEVED ||
                      s == v1::GOAL_STATE_STOPPED;
    EXPECT_THAT(status, HasReason(over ? "GOAL_IS_OVER" : "")) << NameOf(goal.state());
    EXPECT_EQ(status.code(), over ? absl::StatusCode::kFailedPrecondition : absl::StatusCode::kOk);
  }
}

TEST(StepOfAGoal, IsNotDueBeforeTheAgreement) {
  const v1::Step step = StepIn(v1::STEP_STATE_OPEN);
  v1::Goal goal;
  EXPECT_THAT(CheckStepDueDate(step, goal), IsOk());
  goal.set_agreed_date("2026-06-01");
  EXPECT_THAT(CheckStepDueDate(step, goal), IsOk());
  goal.set_agreed_date("2026-06-02");
  EXPECT_THAT(CheckStepDueDate(step, goal),
              AllOf(HasCode(absl::StatusCode::kInvalidArgument),
                    HasReason("DUE_DATE_BEFORE_AGREEMENT"), BlamesField("step.due_date")));
}

TEST(StepOwner, IsOneAndTheParticipantWhenNobodyIsNamed) {
  const auto nobodys = SettleStepOwner(kParticipant, Owned("", ""));
  ASSERT_THAT(nobodys, IsOk());
  EXPECT_EQ(nobodys->owner_member(), kParticipant);
  const auto buddys = SettleStepOwner(kParticipant, Owned("", "buddies/1"));
  ASSERT_THAT(buddys, IsOk());
  EXPECT_EQ(buddys->owner_member(), "");
  v1::Step both = Owned(kParticipant, "buddies/1");
  EXPECT_THAT(SettleStepOwner(kParticipant, both),
              AllOf(HasCode(absl::StatusCode::kInvalidArgument), HasReason("STEP_HAS_TWO_OWNERS"),
                    BlamesField("step.owner_buddy")));
}

TEST(StepOwner, IsOfTheHouseholdOrABuddyWithAMatchInForce) {
  const v1::Track track = NoorsTrack();
  EXPECT_THAT(CheckStepOwner(Owned("households/1/members/sem", ""), track, false), IsOk());
  EXPECT_THAT(CheckStepOwner(Owned("", "buddies/1"), track, true), IsOk());
  const absl::Status neighbour =
      CheckStepOwner(Owned("households/2/members/buur", ""), track, false);
  EXPECT_THAT(neighbour, AllOf(HasCode(absl::StatusCode::kInvalidArgument),
                               HasReason("STEP_OWNER_OUTSIDER"), BlamesField("step.owner_member")));
  EXPECT_EQ(neighbour.message(),
            "a step belongs to a member of the household or a buddy with a match in force");
  EXPECT_THAT(CheckStepOwner(Owned("", "buddies/1"), track, false),
              AllOf(HasReason("STEP_OWNER_OUTSIDER"), BlamesField("step.owner_buddy")));
}

struct OwnerCase {
  const char* what;
  std::vector<std::string> mask;
  v1::Step merged;  // what the mask made of it
  const char* member;
  const char* buddy;
};

class StepOwners : public ::testing::TestWithParam<OwnerCase> {};

TEST_P(StepOwners, ReplaceEachOther) {
  v1::Step step = GetParam().merged;
  step = ReplaceStepOwner(MaskOf(GetParam().mask), std::move(step));
  EXPECT_EQ(step.owner_member(), GetParam().member);
  EXPECT_EQ(step.owner_buddy(), GetParam().buddy);
}

const OwnerCase kOwnerCases[] = {
    {"BuddyForMember", {"owner_buddy"}, Owned("m", "b"), "", "b"},
    {"MemberForBuddy", {"owner_member"}, Owned("m", "b"), "m", ""},
    {"BothGivenStayForTheCheck", {"owner_member", "owner_buddy"}, Owned("m", "b"), "m", "b"},
    {"OtherFieldsLeaveTheOwner", {"text"}, Owned("m", ""), "m", ""},
    {"TakingAwayTheAbsentKindLeavesTheOwner", {"owner_member"}, Owned("", "b"), "", "b"},
    {"TakingAwayTheOwnerLeavesNone", {"owner_buddy"}, Owned("", ""), "", ""},
};

INSTANTIATE_TEST_SUITE_P(All, StepOwners, ::testing::ValuesIn(kOwnerCases),
                         [](const auto& test) { return std::string(test.param.what); });

}  // namespace step_test
}  // namespace kansrijk::rules
