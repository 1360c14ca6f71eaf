#include "server/rules/track/follow_up.h"

#include <gmock/gmock.h>

#include "server/base/civil.h"
#include "tests/testing/status.h"

namespace kansrijk::rules {
namespace follow_up_test {

using kansrijk::testing::BlamesField;
using kansrijk::testing::HasCode;
using kansrijk::testing::HasReason;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::Track Closed(const std::string& date) {
  v1::Track track;
  track.set_number("T0142");
  track.set_state(v1::TRACK_STATE_CLOSED);
  track.set_exit_reason(v1::EXIT_REASON_PAID_WORK);
  track.set_close_date(date);
  return track;
}

v1::FollowUp Done(v1::FollowUpMoment moment, const std::string& date) {
  v1::FollowUp done;
  done.set_moment(moment);
  done.set_done_date(date);
  return done;
}

std::vector<std::string> DueDatesOf(const std::vector<v1::FollowUp>& follow_ups) {
  std::vector<std::string> dates;
  for (const auto& follow_up : follow_ups) dates.push_back(follow_up.due_date());
  return dates;
}

// The moment that is a task on `today`; UNSPECIFIED for none.
v1::FollowUpMoment DueOn(const std::string& today, const std::vector<v1::FollowUp>& done = {}) {
  const auto due = FollowUpDue(FollowUpsOf(Closed("2026-01-31"), done), Day(today));
  return due.has_value() ? due->moment() : v1::FOLLOW_UP_MOMENT_UNSPECIFIED;
}

TEST(FollowUps, AreDueOneSixAndTwelveMonthsAfterTheEnd) {
  EXPECT_THAT(DueDatesOf(FollowUpsOf(Closed("2026-01-31"), {})),
              ElementsAre("2026-02-28", "2026-07-31", "2027-01-31"));
}

TEST(FollowUps, AreOfTracksThatWereClosedWhileTheParticipantLives) {
  for (int s = v1::TrackState_MIN; s <= v1::TrackState_MAX; ++s) {
    v1::Track track = Closed("2026-01-31");
    track.set_state(static_cast<v1::TrackState>(s));
    EXPECT_EQ(FollowUpsOf(track, {}).empty(), s != v1::TRACK_STATE_CLOSED) << s;
  }
  v1::Track track = Closed("2026-01-31");
  track.set_exit_reason(v1::EXIT_REASON_DECEASED);
  EXPECT_THAT(FollowUpsOf(track, {}), IsEmpty());
}

TEST(FollowUps, TellWhatWasDone) {
  v1::FollowUp done = Done(v1::FOLLOW_UP_MOMENT_SIX_MONTHS, "2026-08-02");
  done.set_note("Werkt nog");
  const auto follow_ups = FollowUpsOf(Closed("2026-01-31"), {done});
  ASSERT_EQ(follow_ups.size(), 3);
  EXPECT_EQ(follow_ups[0].done_date(), "");
  EXPECT_EQ(follow_ups[1].done_date(), "2026-08-02");
  EXPECT_EQ(follow_ups[1].due_date(), "2026-07-31");
  EXPECT_EQ(follow_ups[1].note(), "Werkt nog");
}

TEST(FollowUpDue, IsTheLastMomentThatHasComeUntilItIsDone) {
  EXPECT_EQ(DueOn("2026-02-27"), v1::FOLLOW_UP_MOMENT_UNSPECIFIED);
  EXPECT_EQ(DueOn("2026-02-28"), v1::FOLLOW_UP_MOMENT_ONE_MONTH);
  EXPECT_EQ(DueOn("2026-07-30"), v1::FOLLOW_UP_MOMENT_ONE_MONTH);
  EXPECT_EQ(DueOn("2026-07-31"), v1::FOLLOW_UP_MOMENT_SIX_MONTHS);
  EXPECT_EQ(DueOn("2027-01-31"), v1::FOLLOW_UP_MOMENT_TWELVE_MONTHS);
  EXPECT_EQ(DueOn("2026-03-05", {Done(v1::FOLLOW_UP_MOMENT_ONE_MONTH, "2026-03-01")}),
            v1::FOLLOW_UP_MOMENT_UNSPECIFIED);
  EXPECT_EQ(DueOn("2026-08-01", {Done(v1::FOLLOW_UP_MOMENT_ONE_MONTH, "2026-03-01")}),
            v1::FOLLOW_UP_MOMENT_SIX_MONTHS);
}

TEST(FollowUpDue, IsNotToldOfForEver) {
  EXPECT_EQ(DueOn("2027-07-31"), v1::FOLLOW_UP_MOMENT_TWELVE_MONTHS);
  EXPECT_EQ(DueOn("2027-08-01"), v1::FOLLOW_UP_MOMENT_UNSPECIFIED);
  EXPECT_EQ(DueOn("2031-01-01"), v1::FOLLOW_UP_MOMENT_UNSPECIFIED);
}

absl::StatusOr<v1::FollowUpMoment> Record(v1::FollowUpMoment moment, const std::string& date,
                                          const std::string& today,
                                          const std::vector<v1::FollowUp>& done = {},
                                          v1::Track track = Closed("2026-01-31")) {
  const auto follow_ups = FollowUpsOf(track, done);
  track.mutable_follow_ups()->Assign(follow_ups.begin(), follow_ups.end());
  v1::RecordFollowUpRequest request;
  request.set_moment(moment);
  request.set_date(date);
  return FollowUpToRecord(track, request, Day(today));
}

TEST(FollowUpToRecord, IsTheLastThatIsDueOrTheOneThatIsNamed) {
  const auto last = Record(v1::FOLLOW_UP_MOMENT_UNSPECIFIED, "2026-08-02", "2026-08-02");
  ASSERT_OK(last);
  EXPECT_EQ(*last, v1::FOLLOW_UP_MOMENT_SIX_MONTHS);
  const auto named = Record(v1::FOLLOW_UP_MOMENT_ONE_MONTH, "2026-03-02", "2026-08-02");
  ASSERT_OK(named);
  EXPECT_EQ(*named, v1::FOLLOW_UP_MOMENT_ONE_MONTH);
}

TEST(FollowUpToRecord, IsNotRecordedTwiceNorBeforeItIsDue) {
  const std::vector<v1::FollowUp> done = {Done(v1::FOLLOW_UP_MOMENT_ONE_MONTH, "2026-03-02")};
  EXPECT_THAT(Record(v1::FOLLOW_UP_MOMENT_ONE_MONTH, "2026-03-05", "2026-03-05", done),
              AllOf(HasCode(absl::StatusCode::kFailedPrecondition), HasReason("FOLLOW_UP_DONE")));
  EXPECT_THAT(Record(v1::FOLLOW_UP_MOMENT_UNSPECIFIED, "2026-03-05", "2026-03-05", done),
              HasReason("FOLLOW_UP_DONE"));
  EXPECT_THAT(Record(v1::FOLLOW_UP_MOMENT_TWELVE_MONTHS, "2026-03-05", "2026-03-05"),
              HasReason("FOLLOW_UP_NOT_DUE"));
  EXPECT_THAT(Record(v1::FOLLOW_UP_MOMENT_UNSPECIFIED, "2026-02-05", "2026-02-05"),
              HasReason("FOLLOW_UP_NOT_DUE"));
}

TEST(FollowUpToRecord, IsOfADayAfterTheEndAndNotToCome) {
  EXPECT_THAT(Record(v1::FOLLOW_UP_MOMENT_ONE_MONTH, "2026-03-06", "2026-03-05"),
              AllOf(HasReason("DATE_IN_FUTURE"), BlamesField("date")));
  EXPECT_THAT(Record(v1::FOLLOW_UP_MOMENT_ONE_MONTH, "2026-01-30", "2026-03-05"),
              AllOf(HasReason("DATE_TOO_EARLY"), BlamesField("date")));
}

TEST(FollowUpToRecord, IsNoneOfATrackThatWasNotClosed) {
  v1::Track dropped_out = Closed("2026-01-31");
  dropped_out.set_state(v1::TRACK_STATE_DROPPED_OUT);
  EXPECT_THAT(Record(v1::FOLLOW_UP_MOMENT_ONE_MONTH, "2026-03-05", "2026-03-05", {}, dropped_out),
              HasReason("NO_FOLLOW_UP"));
}

}  // namespace follow_up_test
}  // namespace kansrijk::rules
