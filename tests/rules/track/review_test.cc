#include "server/rules/track/review.h"

#include <gtest/gtest.h>

#include "server/base/civil.h"
#include "server/facts/settings.h"
#include "server/rules/track/track.h"
#include "tests/testing/status.h"

namespace kansrijk::rules {
namespace review_test {

using absl::StatusCode;
using kansrijk::testing::BlamesField;
using kansrijk::testing::HasCode;
using kansrijk::testing::HasReason;

absl::Status Check(const std::string& date, const std::string& last,
                   v1::TrackState state = v1::TRACK_STATE_ACTIVE) {
  return CheckReview("T0001", state, date, last, Day("2026-05-20"));
}

TEST(Review, IsHeldTodayOrBeforeButNotBeforeTheLastOne) {
  EXPECT_OK(Check("2026-05-20", ""));
  EXPECT_OK(Check("2026-05-01", "2026-05-01"));
  for (const auto& status : {Check("2026-05-21", ""), Check("2026-04-30", "2026-05-01")}) {
    EXPECT_THAT(status, HasCode(StatusCode::kInvalidArgument));
    EXPECT_THAT(status, BlamesField("review.date"));
  }
  EXPECT_THAT(Check("2026-05-21", ""), HasReason("REVIEW_IN_FUTURE"));
  EXPECT_THAT(Check("2026-04-30", "2026-05-01"), HasReason("REVIEW_BEFORE_LAST"));
}

TEST(Review, IsOfATrackThatHasNotEnded) {
  for (int state = v1::TRACK_STATE_APPLIED; state <= v1::TRACK_STATE_DROPPED_OUT; ++state) {
    const auto track_state = static_cast<v1::TrackState>(state);
    const absl::Status status = Check("2026-05-20", "", track_state);
    EXPECT_EQ(status.ok(), !IsFinal(track_state)) << state;
    if (!status.ok()) {
      EXPECT_THAT(status, HasCode(StatusCode::kFailedPrecondition));
      EXPECT_THAT(status, HasReason("TRACK_HAS_ENDED"));
    }
  }
}

TEST(Review, IsDueSoManyDaysAfterTheLastOneAndAtOnceWithout) {
  v1::Settings settings = DefaultSettings();
  EXPECT_EQ(ReviewDueDate("2026-02-20", "2026-01-02", settings), "2026-03-06");
  EXPECT_EQ(ReviewDueDate("", "2026-01-02", settings), "2026-01-02");
  settings.set_days_between_reviews(7);
  EXPECT_EQ(ReviewDueDate("2026-02-20", "2026-01-02", settings), "2026-02-27");
}

struct Words {
  ChangeKind kind;
  const char* one;
  const char* one_nl;
  const char* two;
  const char* two_nl;
};
constexpr Words kWords[] = {
    {ChangeKind::kState, "1 change of state", "1 wijziging van status", "2 changes of state",
     "2 wijzigingen van status"},
    {ChangeKind::kMatch, "1 match made, changed or ended",
     "1 koppeling gemaakt, gewijzigd of beëindigd", "2 matches made, changed or ended",
     "2 koppelingen gemaakt, gewijzigd of beëindigd"},
    {ChangeKind::kSession, "1 session", "1 sessie", "2 sessions", "2 sessies"},
    {ChangeKind::kNoShow, "1 no-show", "1 keer niet verschenen", "2 no-shows",
     "2 keer niet verschenen"},
    {ChangeKind::kGoalAchieved, "1 goal achieved", "1 doel behaald", "2 goals achieved",
     "2 doelen behaald"},
    {ChangeKind::kGoalPartlyAchieved, "1 goal partly achieved", "1 doel deels behaald",
     "2 goals partly achieved", "2 doelen deels behaald"},
    {ChangeKind::kGoalStopped, "1 goal stopped", "1 doel gestopt", "2 goals stopped",
     "2 doelen gestopt"},
    {ChangeKind::kNewGoal, "1 new goal", "1 nieuw doel", "2 new goals", "2 nieuwe doelen"},
    {ChangeKind::kStepDone, "1 step done", "1 stap gedaan", "2 steps done", "2 stappen gedaan"},
    {ChangeKind::kAssessment, "1 assessment", "1 meting", "2 assessments", "2 metingen"},
};

TEST(Change, IsCountedInWordsForOneAndForSeveral) {
  for (const Words& words : kWords) {
    const v1::Change one = ChangeOf({words.kind, 1});
    EXPECT_EQ(one.text(), words.one);
    EXPECT_EQ(one.text_nl(), words.one_nl);
    const v1::Change two = ChangeOf({words.kind, 2});
    EXPECT_EQ(two.text(), words.two);
    EXPECT_EQ(two.text_nl(), words.two_nl);
  }
}

}  // namespace review_test
}  // namespace kansrijk::rules
