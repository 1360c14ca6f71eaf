#include "server/rules/track/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/base/civil.h"

namespace kansrijk::rules {
namespace session_test {

using ::testing::ElementsAre;

v1::Session SessionOf(const std::string& date, const std::string& start_time, int minutes) {
  v1::Session session;
  session.set_date(date);
  session.set_start_time(start_time);
  session.set_minutes(minutes);
  return session;
}

std::vector<std::string> FieldsOf(const absl::Status& status) {
  std::vector<std::string> fields;
  const auto bad = PayloadOf<google::rpc::BadRequest>(status);
  for (const auto& violation : bad.field_violations()) {
    fields.push_back(violation.field());
  }
  return fields;
}

TEST(SessionTimes, MayEndNowButNotLater) {
  const absl::Time now = At("2026-05-01", "12:00");
  EXPECT_TRUE(CheckSessionTimes(SessionOf("2026-05-01", "11:15", 45), now).ok());
  const absl::Status refused = CheckSessionTimes(SessionOf("2026-05-01", "11:15", 46), now);
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(refused), "SESSION_IN_FUTURE");
  EXPECT_THAT(FieldsOf(refused), ElementsAre("session.date"));
}

TEST(SessionTimes, WithoutStartAreOfTodayAtTheLatest) {
  // Half past eleven at night in UTC is the next day in Amsterdam.
  const absl::Time now =
      absl::FromCivil(absl::CivilMinute(2026, 4, 30, 22, 30), absl::UTCTimeZone());
  EXPECT_TRUE(CheckSessionTimes(SessionOf("2026-05-01", "", 1440), now).ok());
  EXPECT_EQ(ReasonOf(CheckSessionTimes(SessionOf("2026-05-02", "", 5), now)), "SESSION_IN_FUTURE");
}

TEST(SessionTimes, AreZeroMinutesOnlyForAMissedSession) {
  const absl::Time now = At("2026-05-01", "12:00");
  v1::Session session = SessionOf("2026-05-01", "", 0);
  const absl::Status refused = CheckSessionTimes(session, now);
  EXPECT_EQ(ReasonOf(refused), "MINUTES_REQUIRED");
  EXPECT_THAT(FieldsOf(refused), ElementsAre("session.minutes"));
  session.set_no_show(true);
  EXPECT_TRUE(CheckSessionTimes(session, now).ok());
}

TEST(SessionTimes, AreADayLongAtMost) {
  const absl::Time now = At("2026-05-03", "12:00");
  EXPECT_TRUE(CheckSessionTimes(SessionOf("2026-05-01", "09:00", 1440), now).ok());
  EXPECT_EQ(ReasonOf(CheckSessionTimes(SessionOf("2026-05-01", "09:00", 1441), now)),
            "SESSION_TOO_LONG");
}

TEST(SessionTimes, LetTheNextAppointmentBeOnTheDayOrLater) {
  const absl::Time now = At("2026-05-01", "12:00");
  v1::Session session = SessionOf("2026-05-01", "", 45);
  session.set_next_appointment_date("2026-05-01");
  EXPECT_TRUE(CheckSessionTimes(session, now).ok());
  session.set_next_appointment_date("2026-04-30");
  const absl::Status refused = CheckSessionTimes(session, now);
  EXPECT_EQ(ReasonOf(refused), "NEXT_APPOINTMENT_BEFORE_SESSION");
  EXPECT_THAT(FieldsOf(refused), ElementsAre("session.next_appointment_date"));
}

TEST(SessionTimes, ReportAllThatIsWrongAtOnce) {
  v1::Session session = SessionOf("2026-05-02", "", 0);
  session.set_next_appointment_date("2026-05-01");
  EXPECT_THAT(FieldsOf(CheckSessionTimes(session, At("2026-05-01", "12:00"))),
              ElementsAre("session.minutes", "session.date", "session.next_appointment_date"));
}

bool Overlaps(const v1::Session& session, const Slot& other) {
  return FindOverlap(session, {other}) != nullptr;
}

TEST(SessionOverlap, NamesTheOtherSessionAndItsTimes) {
  const absl::Status refused = OverlapError({"", "2026-05-01", "09:00", 60}, "S-0881");
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(refused), "SESSION_OVERLAPS");
  EXPECT_EQ(refused.message(), "the session overlaps session S-0881 (09:00-10:00) of 2026-05-01");
  EXPECT_EQ(DutchMessageOf(refused),
            "de sessie overlapt met sessie S-0881 (09:00-10:00) van 2026-05-01");
}

TEST(SessionOverlap, DoesNotNameASessionThatMayNotBeSeen) {
  const absl::Status refused = OverlapError({"", "2026-05-01", "09:00", 60}, "");
  EXPECT_EQ(ReasonOf(refused), "SESSION_OVERLAPS");
  EXPECT_EQ(refused.message(), "the session overlaps another session of the household");
}

TEST(SessionOverlap, FindsTheOneThatOverlapsAmongOthers) {
  const std::vector<Slot> others = {{"tracks/t/sessions/early", "2026-05-01", "08:00", 60},
                                    {"tracks/t/sessions/same", "2026-05-01", "09:00", 60},
                                    {"tracks/t/sessions/late", "2026-05-01", "10:30", 60}};
  const Slot* const found = FindOverlap(SessionOf("2026-05-01", "09:59", 30), others);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->name, "tracks/t/sessions/same");
}

TEST(SessionOverlap, LeavesTouchingEndsFree) {
  const Slot other{"", "2026-05-01", "09:00", 60};
  EXPECT_FALSE(Overlaps(SessionOf("2026-05-01", "10:00", 30), other));
  EXPECT_FALSE(Overlaps(SessionOf("2026-05-01", "08:30", 30), other));
  EXPECT_TRUE(Overlaps(SessionOf("2026-05-01", "08:30", 31), other));
  EXPECT_TRUE(Overlaps(SessionOf("2026-05-01", "08:00", 300), other));
  EXPECT_TRUE(Overlaps(SessionOf("2026-05-01", "09:20", 10), other));
}

TEST(SessionOverlap, NeedsAStartAndALengthOfBoth) {
  const Slot other{"", "2026-05-01", "09:00", 60};
  EXPECT_FALSE(Overlaps(SessionOf("2026-05-01", "", 60), other));
  EXPECT_FALSE(Overlaps(SessionOf("2026-05-01", "09:30", 0), other));
  EXPECT_FALSE(Overlaps(SessionOf("2026-05-01", "09:30", 30), {"", "2026-05-01", "", 60}));
  EXPECT_FALSE(Overlaps(SessionOf("2026-05-01", "09:00", 30), {"", "2026-05-01", "09:15", 0}));
}

TEST(SessionOverlap, ReachesAcrossMidnight) {
  const Slot late{"", "2026-04-30", "23:30", 60};
  EXPECT_TRUE(Overlaps(SessionOf("2026-05-01", "00:29", 30), late));
  EXPECT_FALSE(Overlaps(SessionOf("2026-05-01", "00:30", 30), late));
}

TEST(SessionOverlap, KnowsThatADayCanHave23Or25Hours) {
  // On 29 March 2026 the clock goes from 02:00 to 03:00: 90 minutes from 01:00 end at 03:30.
  const Slot spring{"", "2026-03-29", "01:00", 90};
  EXPECT_TRUE(Overlaps(SessionOf("2026-03-29", "03:15", 30), spring));
  EXPECT_FALSE(Overlaps(SessionOf("2026-03-29", "03:30", 30), spring));
  // 24 hours that begin before a day of 23 hours end on the day after it.
  EXPECT_TRUE(Overlaps(SessionOf("2026-03-30", "00:30", 30), {"", "2026-03-28", "23:59", 1440}));
  // On 25 October 2026 02:00 to 03:00 comes twice: 90 minutes from 01:00 end at 02:30 the first
  // time, and 180 minutes end at 03:00.
  const Slot autumn{"", "2026-10-25", "01:00", 180};
  EXPECT_FALSE(Overlaps(SessionOf("2026-10-25", "03:00", 30), autumn));
  EXPECT_TRUE(Overlaps(SessionOf("2026-10-25", "02:59", 30), autumn));
}

EndedMatch Ended(const std::string& until, const std::string& recorded, bool covers = true) {
  return {covers, until, Day(recorded)};
}

std::string LoggedAfter(const std::vector<EndedMatch>& matches, const std::string& today,
                        int days = 14) {
  v1::Session session = SessionOf("2026-05-01", "", 60);
  session.set_track_number("T0142");
  session.set_buddy_number("B01");
  return ReasonOf(CheckLoggedAfterMatch(session, matches, days, Day(today)));
}

TEST(SessionAfterMatch, IsTakenForSomeDaysAfterTheEndOrItsRecording) {
  EXPECT_EQ(LoggedAfter({Ended("2026-05-10", "2026-05-10")}, "2026-05-10"), "");
  EXPECT_EQ(LoggedAfter({Ended("2026-05-10", "2026-05-10")}, "2026-05-24"), "");
  EXPECT_EQ(LoggedAfter({Ended("2026-05-10", "2026-05-10")}, "2026-05-25"), "TOO_LATE_AFTER_MATCH");
  EXPECT_EQ(LoggedAfter({Ended("2026-05-10", "2026-06-01")}, "2026-06-15"), "");
  EXPECT_EQ(LoggedAfter({Ended("2026-05-10", "2026-06-01")}, "2026-06-16"), "TOO_LATE_AFTER_MATCH");
}

TEST(SessionAfterMatch, IsTakenForAsLongAsTheSettingSaysAndWithZeroNotAtAll) {
  EXPECT_EQ(LoggedAfter({Ended("2026-05-10", "2026-05-10")}, "2026-05-11", 1), "");
  EXPECT_EQ(LoggedAfter({Ended("2026-05-10", "2026-05-10")}, "2026-05-12", 1),
            "TOO_LATE_AFTER_MATCH");
  EXPECT_EQ(LoggedAfter({Ended("2026-05-10", "2026-05-10")}, "2026-05-10", 0),
            "TOO_LATE_AFTER_MATCH");
}

TEST(SessionAfterMatch, IsJudgedByTheMatchThatItLiesIn) {
  const EndedMatch early = Ended("2026-05-02", "2026-05-02");
  const EndedMatch late = Ended("2026-06-10", "2026-06-10", false);
  EXPECT_EQ(LoggedAfter({early, late}, "2026-05-16"), "");
  EXPECT_EQ(LoggedAfter({early, late}, "2026-06-10"), "TOO_LATE_AFTER_MATCH");
  EXPECT_EQ(LoggedAfter({late}, "2026-06-10"), "NO_MATCH_ON_DATE");
  EXPECT_EQ(LoggedAfter({late}, "2026-07-01"), "TOO_LATE_AFTER_MATCH");
  EXPECT_EQ(LoggedAfter({late, early, Ended("2026-06-10", "2026-06-10")}, "2026-06-24"), "");
}

TEST(SessionAfterMatch, SaysNothingOfANextAppointment) {
  v1::Session session = SessionOf("2026-05-01", "", 60);
  EXPECT_TRUE(CheckIsPastOnly(session).ok());
  session.set_next_appointment_date("2026-05-08");
  EXPECT_THAT(FieldsOf(CheckIsPastOnly(session)), ElementsAre("session.next_appointment_date"));
}

TEST(Session, IsCorrectedWithinSevenDaysOfLogging) {
  const absl::Time logged = At("2026-03-26", "12:00");
  v1::Session session = SessionOf("2026-01-05", "", 60);
  *session.mutable_create_time() = ToProto(logged);
  const absl::Time since = CorrectableFrom(session);
  EXPECT_TRUE(IsCorrection(since, logged));
  EXPECT_TRUE(IsCorrection(since, logged + absl::Hours(168)));
  EXPECT_FALSE(IsCorrection(since, logged + absl::Hours(168) + absl::Microseconds(1)));
}

// What was imported today can be of years ago.
TEST(Session, ThatWasImportedIsCorrectedWithinSevenDaysOfItsDay) {
  const absl::Time imported = At("2026-03-26", "12:00");
  v1::Session session = SessionOf("2022-09-01", "", 60);
  session.set_imported(true);
  *session.mutable_create_time() = ToProto(imported);
  EXPECT_FALSE(IsCorrection(CorrectableFrom(session), imported));
  session.set_date("2026-03-19");
  EXPECT_FALSE(IsCorrection(CorrectableFrom(session), imported));
  session.set_date("2026-03-20");
  EXPECT_TRUE(IsCorrection(CorrectableFrom(session), imported));
}

TEST(SessionLength, IsAskedAboutBeyondFourHours) {
  EXPECT_TRUE(CheckLength(SessionOf("2026-05-01", "", 240), false).ok());
  for (const int minutes : {241, 300, 450, 1440}) {
    const absl::Status refused = CheckLength(SessionOf("2026-05-01", "", minutes), false);
    EXPECT_EQ(ReasonOf(refused), "LONG_SESSION") << minutes;
    EXPECT_THAT(FieldsOf(refused), ElementsAre("session.minutes"));
    EXPECT_TRUE(CheckLength(SessionOf("2026-05-01", "", minutes), true).ok());
  }
  const absl::Status refused = CheckLength(SessionOf("2026-05-01", "", 450), false);
  EXPECT_EQ(refused.message(),
            "450 minutes is 7:30 hours: if the session did last that long, say so with "
            "`long_session`");
  EXPECT_EQ(DutchMessageOf(refused),
            "450 minuten is 7:30 uur: als de sessie echt zo lang duurde, zeg dat dan met "
            "`long_session`");
}

}  // namespace session_test
}  // namespace kansrijk::rules
