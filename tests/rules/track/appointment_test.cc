#include "server/rules/track/appointment.h"

#include <gmock/gmock.h>

#include <map>
#include <utility>

#include "server/base/civil.h"
#include "tests/testing/status.h"

namespace kansrijk::rules {
namespace appointment_test {

using kansrijk::testing::BlamesField;
using kansrijk::testing::HasCode;
using kansrijk::testing::HasReason;
using kansrijk::testing::IsOk;
using ::testing::AllOf;

constexpr absl::CivilDay kToday(2026, 5, 20);

v1::Appointment AppointmentIn(v1::AppointmentState state, const std::string& date = "2026-05-20") {
  v1::Appointment appointment;
  appointment.set_number("F-0012");
  appointment.set_track("tracks/t");
  appointment.set_track_number("T0142");
  appointment.set_state(state);
  appointment.set_date(date);
  appointment.set_start_time("14:00");
  appointment.set_place("Heerdenhoes");
  return appointment;
}

v1::TransitionAppointmentRequest Asked(v1::AppointmentVerb verb, const std::string& date = "",
                                       const std::string& start_time = "",
                                       const std::string& place = "") {
  v1::TransitionAppointmentRequest request;
  request.set_verb(verb);
  request.set_date(date);
  request.set_start_time(start_time);
  request.set_place(place);
  return request;
}

// The whole machine as the domain tells it; a pair that is not here is refused.
const std::map<std::pair<v1::AppointmentState, v1::AppointmentVerb>, v1::AppointmentState>&
Allowed() {
  using Pair = std::pair<v1::AppointmentState, v1::AppointmentVerb>;
  static const auto& allowed = *new std::map<Pair, v1::AppointmentState>{
      {{v1::APPOINTMENT_STATE_PLANNED, v1::APPOINTMENT_VERB_MOVE}, v1::APPOINTMENT_STATE_PLANNED},
      {{v1::APPOINTMENT_STATE_PLANNED, v1::APPOINTMENT_VERB_HOLD}, v1::APPOINTMENT_STATE_HELD},
      {{v1::APPOINTMENT_STATE_PLANNED, v1::APPOINTMENT_VERB_MISS}, v1::APPOINTMENT_STATE_MISSED},
      {{v1::APPOINTMENT_STATE_PLANNED, v1::APPOINTMENT_VERB_CANCEL},
       v1::APPOINTMENT_STATE_CANCELLED},
      {{v1::APPOINTMENT_STATE_HELD, v1::APPOINTMENT_VERB_MISS}, v1::APPOINTMENT_STATE_MISSED},
      {{v1::APPOINTMENT_STATE_MISSED, v1::APPOINTMENT_VERB_HOLD}, v1::APPOINTMENT_STATE_HELD},
      {{v1::APPOINTMENT_STATE_HELD, v1::APPOINTMENT_VERB_REOPEN}, v1::APPOINTMENT_STATE_PLANNED},
      {{v1::APPOINTMENT_STATE_MISSED, v1::APPOINTMENT_VERB_REOPEN}, v1::APPOINTMENT_STATE_PLANNED},
  };
  return allowed;
}

TEST(AppointmentTransition, EveryVerbInEveryStateDoesWhatTheDomainSays) {
  for (int s = v1::AppointmentState_MIN; s <= v1::AppointmentState_MAX; ++s) {
    for (int v = v1::AppointmentVerb_MIN; v <= v1::AppointmentVerb_MAX; ++v) {
      const auto state = static_cast<v1::AppointmentState>(s);
      const auto verb = static_cast<v1::AppointmentVerb>(v);
      SCOPED_TRACE(NameOf(state) + " " + NameOf(verb));
      const auto next = NextAppointmentState(AppointmentIn(state), verb);
      const auto expected = Allowed().find({state, verb});
      if (expected == Allowed().end()) {
        EXPECT_THAT(next, AllOf(HasCode(absl::StatusCode::kFailedPrecondition),
                                HasReason("ILLEGAL_TRANSITION")));
      } else {
        ASSERT_THAT(next, IsOk());
        EXPECT_EQ(*next, expected->second);
      }
    }
  }
  EXPECT_EQ(AppointmentTransitions().size(), Allowed().size());
}

TEST(AppointmentTransition, AtTheEndOfTheTrackCancelsWhatStandsAndNothingElse) {
  for (int s = v1::AppointmentState_MIN; s <= v1::AppointmentState_MAX; ++s) {
    const auto state = static_cast<v1::AppointmentState>(s);
    const auto verb = VerbFor(AppointmentVerbsAtTrackEnd(), state);
    EXPECT_EQ(verb.has_value(), state == v1::APPOINTMENT_STATE_PLANNED) << NameOf(state);
    if (verb.has_value()) {
      EXPECT_EQ(*verb, v1::APPOINTMENT_VERB_CANCEL);
    }
  }
}

TEST(AppointmentTransition, MoveNeedsANewDayTimeOrPlaceAndNoOtherVerbTakesOne) {
  const v1::Appointment appointment = AppointmentIn(v1::APPOINTMENT_STATE_PLANNED);
  const auto check = [&](const v1::TransitionAppointmentRequest& request) {
    return CheckAppointmentTransition(appointment, request, kToday);
  };
  EXPECT_THAT(check(Asked(v1::APPOINTMENT_VERB_MOVE)), HasReason("NOTHING_TO_MOVE"));
  EXPECT_THAT(check(Asked(v1::APPOINTMENT_VERB_MOVE, "2026-05-20")), IsOk());
  EXPECT_THAT(check(Asked(v1::APPOINTMENT_VERB_MOVE, "", "15:30")), IsOk());
  EXPECT_THAT(check(Asked(v1::APPOINTMENT_VERB_MOVE, "", "", "Trefpunt")), IsOk());
  EXPECT_THAT(check(Asked(v1::APPOINTMENT_VERB_MOVE, "2026-05-19")),
              AllOf(HasCode(absl::StatusCode::kInvalidArgument), HasReason("APPOINTMENT_IN_PAST")));
  for (const auto verb : {v1::APPOINTMENT_VERB_HOLD, v1::APPOINTMENT_VERB_MISS,
                          v1::APPOINTMENT_VERB_CANCEL, v1::APPOINTMENT_VERB_REOPEN}) {
    EXPECT_THAT(check(Asked(verb)), IsOk());
    EXPECT_THAT(check(Asked(verb, "2026-05-21")),
                AllOf(HasReason("MOVE_NOT_TAKEN"), BlamesField("date")));
  }
}

TEST(AppointmentTransition, TellsHowItEndedFromItsDayOn) {
  const auto tomorrow = AppointmentIn(v1::APPOINTMENT_STATE_PLANNED, "2026-05-21");
  const auto yesterday = AppointmentIn(v1::APPOINTMENT_STATE_PLANNED, "2026-05-19");
  for (const auto verb : {v1::APPOINTMENT_VERB_HOLD, v1::APPOINTMENT_VERB_MISS}) {
    EXPECT_THAT(
        CheckAppointmentTransition(tomorrow, Asked(verb), kToday),
        AllOf(HasCode(absl::StatusCode::kFailedPrecondition), HasReason("APPOINTMENT_TO_COME")));
    EXPECT_THAT(CheckAppointmentTransition(yesterday, Asked(verb), kToday), IsOk());
  }
  EXPECT_THAT(CheckAppointmentTransition(tomorrow, Asked(v1::APPOINTMENT_VERB_CANCEL), kToday),
              IsOk());
}

TEST(AppointmentTransition, LeavesItToTheSessionThatTellsHowItEnded) {
  for (const auto state : {v1::APPOINTMENT_STATE_HELD, v1::APPOINTMENT_STATE_MISSED}) {
    v1::Appointment appointment = AppointmentIn(state);
    const auto reopen = Asked(v1::APPOINTMENT_VERB_REOPEN);
    EXPECT_THAT(CheckAppointmentTransition(appointment, reopen, kToday), IsOk());
    appointment.set_session_number("S-0881");
    EXPECT_THAT(CheckAppointmentTransition(appointment, reopen, kToday),
                AllOf(HasCode(absl::StatusCode::kFailedPrecondition),
                      HasReason("SESSION_TELLS_HOW_IT_ENDED")));
  }
}

TEST(AppointmentTransition, KeepsWhatIsNotNamed) {
  v1::Appointment appointment = AppointmentIn(v1::APPOINTMENT_STATE_PLANNED);
  appointment = ApplyAppointmentTransition(Asked(v1::APPOINTMENT_VERB_MOVE, "2026-05-27"),
                                           v1::APPOINTMENT_STATE_PLANNED, std::move(appointment));
  EXPECT_EQ(appointment.date(), "2026-05-27");
  EXPECT_EQ(appointment.start_time(), "14:00");
  EXPECT_EQ(appointment.place(), "Heerdenhoes");
  appointment =
      ApplyAppointmentTransition(Asked(v1::APPOINTMENT_VERB_MOVE, "", "15:30", "Trefpunt"),
                                 v1::APPOINTMENT_STATE_PLANNED, std::move(appointment));
  EXPECT_EQ(appointment.date(), "2026-05-27");
  EXPECT_EQ(appointment.start_time(), "15:30");
  EXPECT_EQ(appointment.place(), "Trefpunt");
}

TEST(Appointment, IsTakenByOpenTracksOnly) {
  for (int s = v1::TRACK_STATE_APPLIED; s <= v1::TRACK_STATE_AFTERCARE; ++s) {
    EXPECT_THAT(CheckTakesAppointments("T0142", static_cast<v1::TrackState>(s)), IsOk()) << s;
  }
  for (const auto state : {v1::TRACK_STATE_CLOSED, v1::TRACK_STATE_DECLINED,
                           v1::TRACK_STATE_WITHDRAWN, v1::TRACK_STATE_DROPPED_OUT}) {
    EXPECT_THAT(CheckTakesAppointments("T0142", state), HasReason("TRACK_HAS_ENDED"));
  }
}

v1::Session SessionAt(const std::string& start_time, int minutes,
                      v1::Channel channel = v1::CHANNEL_HOME_VISIT) {
  v1::Session session;
  session.set_track("tracks/t");
  session.set_date("2026-05-20");
  session.set_start_time(start_time);
  session.set_minutes(minutes);
  session.set_channel(channel);
  return session;
}

TEST(Held, IsTheFirstThatStandsUnlessItWasAChat) {
  std::vector<v1::Appointment> standing = {AppointmentIn(v1::APPOINTMENT_STATE_PLANNED),
                                           AppointmentIn(v1::APPOINTMENT_STATE_PLANNED)};
  standing[0].set_number("F-0001");
  EXPECT_EQ(FindHeld(SessionAt("", 45), {}), nullptr);
  for (int c = v1::CHANNEL_HOME_VISIT; c <= v1::Channel_MAX; ++c) {
    const auto channel = static_cast<v1::Channel>(c);
    const v1::Appointment* const held = FindHeld(SessionAt("", 45, channel), standing);
    EXPECT_EQ(held == nullptr, channel == v1::CHANNEL_CHAT) << NameOf(channel);
    if (held != nullptr) {
      EXPECT_EQ(held->number(), "F-0001");
    }
  }
}

TEST(Held, IsNotOneThatWasToBeginAfterTheSession) {
  const std::vector<v1::Appointment> standing = {AppointmentIn(v1::APPOINTMENT_STATE_PLANNED)};
  EXPECT_EQ(FindHeld(SessionAt("09:00", 10), standing), nullptr);
  EXPECT_EQ(FindHeld(SessionAt("13:00", 60), standing), nullptr);
  EXPECT_NE(FindHeld(SessionAt("13:45", 60), standing), nullptr) << "it began early";
  EXPECT_NE(FindHeld(SessionAt("14:00", 0), standing), nullptr) << "nobody came";
  EXPECT_NE(FindHeld(SessionAt("16:30", 60), standing), nullptr) << "it began late";
  EXPECT_NE(FindHeld(SessionAt("", 10), standing), nullptr) << "the time was not recorded";
}

TEST(Held, IsHeldOrMissedAsTheParticipantCameOrNot) {
  v1::Session session = SessionAt("14:00", 60);
  EXPECT_EQ(VerbOf(session), v1::APPOINTMENT_VERB_HOLD);
  session.set_no_show(true);
  EXPECT_EQ(VerbOf(session), v1::APPOINTMENT_VERB_MISS);
}

TEST(Held, IsOfTheSameTrackAndBuddyAndNotOnALaterDay) {
  v1::Appointment appointment = AppointmentIn(v1::APPOINTMENT_STATE_PLANNED);
  v1::Session session = SessionAt("", 45);
  session.set_date(appointment.date());
  session.set_buddy("buddies/b1");
  EXPECT_THAT(CheckCanHold(session, appointment), IsOk()) << "a coordinator's own";
  appointment.set_buddy("buddies/b1");
  EXPECT_THAT(CheckCanHold(session, appointment), IsOk());
  session.set_buddy("buddies/b2");
  EXPECT_THAT(CheckCanHold(session, appointment), HasReason("APPOINTMENT_OF_OTHER_BUDDY"));
  session.set_buddy("buddies/b1");
  session.set_date("2026-01-01");
  EXPECT_THAT(CheckCanHold(session, appointment), HasReason("APPOINTMENT_AFTER_SESSION"));
  session.set_track("tracks/u");
  EXPECT_THAT(CheckCanHold(session, appointment), HasReason("APPOINTMENT_OF_OTHER_TRACK"));
}

}  // namespace appointment_test
}  // namespace kansrijk::rules
