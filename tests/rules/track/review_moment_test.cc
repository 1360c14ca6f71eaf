#include "server/rules/track/review_moment.h"

#include <gmock/gmock.h>

#include <string>

#include "server/base/civil.h"

namespace kansrijk::rules {
namespace review_moment_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::Track Started(const std::string& start, const std::string& planned_end) {
  v1::Track track;
  track.set_number("T0142");
  track.set_start_date(start);
  track.set_planned_end_date(planned_end);
  return track;
}

v1::Settings BeginWithin(int days) {
  v1::Settings settings;
  settings.set_days_to_begin_assessment(days);
  return settings;
}

v1::ReviewMoment Done(v1::AssessmentMoment moment, const std::string& date,
                      const std::string& number) {
  v1::ReviewMoment done;
  done.set_moment(moment);
  done.set_done_date(date);
  done.set_assessment_number(number);
  return done;
}

std::vector<std::string> DueDates(const std::vector<v1::ReviewMoment>& reviews) {
  std::vector<std::string> dates;
  for (const v1::ReviewMoment& review : reviews) dates.push_back(review.due_date());
  return dates;
}

std::string Halfway(const std::string& start, const std::string& end) {
  return FormatDate(HalfwayDay(Day(start), Day(end)));
}

TEST(ReviewMoments, AreBeginHalfwayAndEndInThisOrder) {
  const auto reviews = ReviewMomentsOf(Started("2026-01-05", "2027-01-05"), BeginWithin(28), {});
  ASSERT_EQ(reviews.size(), 3);
  EXPECT_EQ(reviews[0].moment(), v1::ASSESSMENT_MOMENT_BEGIN);
  EXPECT_EQ(reviews[1].moment(), v1::ASSESSMENT_MOMENT_HALFWAY);
  EXPECT_EQ(reviews[2].moment(), v1::ASSESSMENT_MOMENT_END);
  EXPECT_THAT(DueDates(reviews), ElementsAre("2026-02-02", "2026-07-05", "2027-01-05"));
  for (const v1::ReviewMoment& review : reviews) {
    EXPECT_EQ(review.done_date(), "");
    EXPECT_EQ(review.assessment_number(), "");
    EXPECT_FALSE(review.waived());
  }
}

TEST(ReviewMoments, AreNoneBeforeTheStart) {
  EXPECT_THAT(ReviewMomentsOf(Started("", "2027-01-05"), BeginWithin(28), {}), IsEmpty());
}

TEST(ReviewMoments, FollowTheOrganisationsOwnDaysForTheBegin) {
  EXPECT_EQ(
      DueDates(ReviewMomentsOf(Started("2026-01-05", "2027-01-05"), BeginWithin(0), {})).front(),
      "2026-01-05");
  EXPECT_EQ(
      DueDates(ReviewMomentsOf(Started("2026-01-05", "2027-01-05"), BeginWithin(56), {})).front(),
      "2026-03-02");
}

TEST(ReviewMoments, CountDaysOverDaylightSaving) {
  EXPECT_EQ(
      DueDates(ReviewMomentsOf(Started("2026-03-28", "2027-03-28"), BeginWithin(2), {})).front(),
      "2026-03-30");
  EXPECT_EQ(
      DueDates(ReviewMomentsOf(Started("2026-10-24", "2027-10-24"), BeginWithin(2), {})).front(),
      "2026-10-26");
}

TEST(ReviewMoments, OfAStartOnALeapDayFallOnExistingDays) {
  EXPECT_THAT(DueDates(ReviewMomentsOf(Started("2024-02-29", "2025-02-28"), BeginWithin(28), {})),
              ElementsAre("2024-03-28", "2024-08-29", "2025-02-28"));
}

TEST(ReviewMoments, WithoutAPlannedEndAreThoseOfAYear) {
  EXPECT_THAT(DueDates(ReviewMomentsOf(Started("2026-01-05", ""), BeginWithin(28), {})),
              ElementsAre("2026-02-02", "2026-07-05", "2027-01-05"));
}

TEST(HalfwayDay, IsSixMonthsOnForAYearAndTheMiddleOtherwise) {
  EXPECT_EQ(Halfway("2026-01-05", "2027-01-05"), "2026-07-05");
  EXPECT_EQ(Halfway("2023-08-31", "2024-08-31"), "2024-02-29");
  EXPECT_EQ(Halfway("2026-01-05", "2026-01-15"), "2026-01-10");
  EXPECT_EQ(Halfway("2026-01-05", "2026-01-14"), "2026-01-09");  // of two middle days the first
  EXPECT_EQ(Halfway("2024-02-20", "2024-03-10"), "2024-02-29");
  EXPECT_EQ(Halfway("2026-01-05", "2026-01-05"), "2026-01-05");
  EXPECT_EQ(Halfway("2026-01-05", "2027-02-05"), "2026-07-22");  // a pause moved the end
}

TEST(ReviewMoments, TellWhichAssessmentWasMadeAndWhen) {
  const auto reviews = ReviewMomentsOf(Started("2026-01-05", "2027-01-05"), BeginWithin(28),
                                       {Done(v1::ASSESSMENT_MOMENT_AFTERCARE, "2027-03-01", "M-4"),
                                        Done(v1::ASSESSMENT_MOMENT_HALFWAY, "2026-07-10", "M-2"),
                                        Done(v1::ASSESSMENT_MOMENT_BEGIN, "2026-01-20", "M-1")});
  ASSERT_EQ(reviews.size(), 3);
  EXPECT_EQ(reviews[0].done_date(), "2026-01-20");
  EXPECT_EQ(reviews[0].assessment_number(), "M-1");
  EXPECT_EQ(reviews[0].due_date(), "2026-02-02");
  EXPECT_EQ(reviews[1].done_date(), "2026-07-10");
  EXPECT_EQ(reviews[1].assessment_number(), "M-2");
  EXPECT_EQ(reviews[2].done_date(), "");
}

TEST(ReviewMoments, OnlyTheEndIsWaivedAndOnlyWhileItWasNotMade) {
  v1::Track track = Started("2026-01-05", "2027-01-05");
  track.set_end_assessment_waiver("op verzoek");
  const auto waived = ReviewMomentsOf(track, BeginWithin(28), {});
  ASSERT_EQ(waived.size(), 3);
  EXPECT_FALSE(waived[0].waived());
  EXPECT_FALSE(waived[1].waived());
  EXPECT_TRUE(waived[2].waived());
  const auto made = ReviewMomentsOf(track, BeginWithin(28),
                                    {Done(v1::ASSESSMENT_MOMENT_END, "2026-12-20", "M-3")});
  EXPECT_FALSE(made[2].waived());
  EXPECT_EQ(made[2].assessment_number(), "M-3");
}

}  // namespace review_moment_test
}  // namespace kansrijk::rules
