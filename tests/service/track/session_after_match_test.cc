// Late is not refused: the buddy of a match that ended still logs what took place within it, for
// some days, and sees nothing.
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "kansrijk/v1/access.pb.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "server/base/civil.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace session_after_match_test {

using absl::StatusCode;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

// A track that is active with B01 since 2026-01-05; today is 2026-05-20.
class SessionAfterMatch : public ::testing::Test {
 protected:
  void EndMatch(const std::string& date) {
    ASSERT_OK(Transition(coordinator_, case_.match, v1::MATCH_VERB_END, date));
  }
  void GoTo(const std::string& date) { server_.clock().Set(NoonOf(date)); }

  absl::StatusOr<v1::Session> LogOn(const std::string& date) {
    return Log(layla_, SessionOn(case_.track.name(), date));
  }

  v1::LogSessionRequest At(const std::string& date, const std::string& start_time) {
    v1::LogSessionRequest request = SessionOn(case_.track.name(), date);
    request.mutable_session()->set_start_time(start_time);
    return request;
  }

  v1::Session AsTheCoordinatorReads(const v1::Session& session) {
    v1::GetSessionRequest request;
    request.set_name(session.name());
    const auto read =
        coordinator_.Call<v1::Session>("kansrijk.v1.SessionService/GetSession", request);
    EXPECT_OK(read);
    return read.ok() ? *read : v1::Session();
  }

  v1::Match Matched(const v1::Buddy& buddy, const std::string& date) {
    return MatchUp(coordinator_, case_.track, buddy, date);
  }

  void RecordConflict(const v1::Buddy& buddy) {
    v1::RecordConflictRequest request;
    request.set_household(case_.household.name());
    request.set_buddy(buddy.name());
    request.set_reason("familie");
    request.set_request_id(NewRequestId());
    ASSERT_OK(coordinator_.Call<v1::Conflict>("kansrijk.v1.MatchService/RecordConflict", request));
  }

  void SetDays(int days) {
    v1::UpdateSettingsRequest request;
    request.mutable_settings()->set_etag(
        coordinator_
            .Call<v1::Settings>("kansrijk.v1.SettingsService/GetSettings", v1::GetSettingsRequest())
            ->etag());
    request.mutable_settings()->set_days_to_log_after_match(days);
    request.mutable_update_mask()->add_paths("days_to_log_after_match");
    request.set_request_id(NewRequestId());
    ASSERT_OK(
        coordinator_.Call<v1::Settings>("kansrijk.v1.SettingsService/UpdateSettings", request));
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  v1::Buddy buddy_ = AddBuddy(coordinator_, "B01");
  Case case_ = AddCase(coordinator_, "H-0142", buddy_);
  Client layla_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
};

TEST_F(SessionAfterMatch, IsLoggedAndAnsweredWithItsNameAlone) {
  EndMatch("2026-05-20");
  v1::LogSessionRequest request = At("2026-05-19", "09:00");
  request.mutable_session()->set_note("Afscheid genomen.");
  const auto logged = Log(layla_, request);
  ASSERT_OK(logged);
  v1::Session alone;
  alone.set_name(logged->name());
  EXPECT_EQ(logged->SerializeAsString(), alone.SerializeAsString());
  const v1::Session kept = AsTheCoordinatorReads(*logged);
  EXPECT_EQ(kept.date(), "2026-05-19");
  EXPECT_EQ(kept.start_time(), "09:00");
  EXPECT_EQ(kept.minutes(), 45);
  EXPECT_EQ(kept.note(), "Afscheid genomen.");
  EXPECT_EQ(kept.buddy(), buddy_.name());
  EXPECT_NE(kept.number(), "");
  const auto again = Log(layla_, request);
  ASSERT_OK(again);
  EXPECT_TRUE(layla_.replayed());
  EXPECT_EQ(again->SerializeAsString(), alone.SerializeAsString());
}

TEST_F(SessionAfterMatch, IsTakenForFourteenDaysAndThenTheCoordinatorIsNamed) {
  EndMatch("2026-05-20");
  for (const char* today : {"2026-05-20", "2026-05-21", "2026-06-03"}) {
    GoTo(today);
    EXPECT_OK(LogOn("2026-05-20")) << today;
  }
  GoTo("2026-06-04");
  const auto refused = LogOn("2026-05-20");
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("TOO_LATE_AFTER_MATCH"));
  EXPECT_EQ(refused.status().message(),
            absl::StrCat("your match with track ", case_.track.number(),
                         " ended on 2026-05-20, and sessions could be logged until 2026-06-03: ask "
                         "your coordinator to log it"));
  EXPECT_THAT(DutchMessageOf(refused.status()),
              AllOf(HasSubstr("2026-05-20"), HasSubstr("2026-06-03"), HasSubstr("coördinator")));
}

TEST_F(SessionAfterMatch, CountsFromTheDayThatTheEndWasRecorded) {
  EndMatch("2026-04-01");
  GoTo("2026-06-03");
  EXPECT_OK(LogOn("2026-03-31"));
  GoTo("2026-06-04");
  EXPECT_THAT(LogOn("2026-03-31"), HasReason("TOO_LATE_AFTER_MATCH"));
}

TEST_F(SessionAfterMatch, LiesWithinTheMatch) {
  EndMatch("2026-05-15");
  EXPECT_OK(LogOn("2026-05-15"));
  EXPECT_OK(LogOn("2026-01-05"));
  for (const char* outside : {"2026-05-16", "2026-01-04", ""}) {
    EXPECT_THAT(LogOn(outside), HasReason("NO_MATCH_ON_DATE")) << outside;
  }
}

TEST_F(SessionAfterMatch, OfAnEarlierMatchCountsFromTheEndOfThat) {
  EndMatch("2026-02-01");
  GoTo("2026-06-15");
  case_.match = Matched(buddy_, "2026-06-10");
  EndMatch("2026-06-15");
  EXPECT_OK(LogOn("2026-06-12"));
  EXPECT_THAT(LogOn("2026-01-20"), HasReason("TOO_LATE_AFTER_MATCH"));
  EXPECT_THAT(LogOn("2026-03-01"), HasReason("NO_MATCH_ON_DATE"));
}

TEST_F(SessionAfterMatch, NamesTheTrackAsPeopleDo) {
  EndMatch("2026-05-20");
  EXPECT_OK(Log(layla_, SessionOn("tracks/H-0142", "2026-05-19")));
  EXPECT_OK(Log(layla_, SessionOn(absl::StrCat("tracks/", case_.track.number()), "2026-05-19")));
}

TEST_F(SessionAfterMatch, IsTakenWhenTheTrackEnded) {
  case_.track = WaiveEndAssessment(coordinator_, case_.track);
  ASSERT_OK(Transition(coordinator_, case_.track, v1::TRACK_VERB_CLOSE, "2026-05-20"));
  EXPECT_OK(Log(layla_, SessionOn("tracks/H-0142", "2026-05-19")));
}

TEST_F(SessionAfterMatch, IsTakenWhenTheParticipantDroppedOut) {
  ASSERT_OK(Transition(coordinator_, case_.track, v1::TRACK_VERB_DROP_OUT, "2026-05-20"));
  EXPECT_OK(LogOn("2026-05-19"));
}

TEST_F(SessionAfterMatch, IsTakenWhenTheTrackWasHandedOver) {
  const v1::Buddy next = AddBuddy(coordinator_, "B02");
  v1::HandOverTrackRequest request;
  request.set_parent(case_.track.name());
  request.set_buddy(next.name());
  request.set_date("2026-05-18");
  request.set_reason("andere baan");
  request.set_no_conflict_of_interest(true);
  request.set_request_id(NewRequestId());
  ASSERT_OK(coordinator_.Call<v1::Match>("kansrijk.v1.MatchService/HandOverTrack", request));
  const Client sam = server_.AddAccount("sam", v1::ROLE_BUDDY, "KO", "B02");
  const auto late = LogOn("2026-05-17");
  ASSERT_OK(late);
  EXPECT_THAT(LogOn("2026-05-19"), HasReason("NO_MATCH_ON_DATE"));
  v1::GetSessionRequest get;
  get.set_name(late->name());
  EXPECT_OK(sam.Call<v1::Session>("kansrijk.v1.SessionService/GetSession", get))
      << "the buddy who goes on reads it";
}

TEST_F(SessionAfterMatch, TakesNoNextAppointment) {
  EndMatch("2026-05-20");
  v1::LogSessionRequest request = SessionOn(case_.track.name(), "2026-05-19");
  request.mutable_session()->set_next_appointment_date("2026-05-26");
  EXPECT_THAT(Log(layla_, request), AllOf(HasReason("NO_APPOINTMENT_AFTER_MATCH"),
                                          BlamesField("session.next_appointment_date")));
}

TEST_F(SessionAfterMatch, MayBeOneThatWasMissed) {
  EndMatch("2026-05-20");
  v1::LogSessionRequest request = SessionOn(case_.track.name(), "2026-05-19");
  request.mutable_session()->set_minutes(0);
  EXPECT_THAT(Log(layla_, request), HasReason("MINUTES_REQUIRED"));
  request.mutable_session()->set_no_show(true);
  request.set_request_id(NewRequestId());
  const auto logged = Log(layla_, request);
  ASSERT_OK(logged);
  EXPECT_TRUE(AsTheCoordinatorReads(*logged).no_show());
}

TEST_F(SessionAfterMatch, IsHeldAgainstTheOwnSessionsOnly) {
  const v1::Buddy second = AddBuddy(coordinator_, "B02");
  Matched(second, "2026-01-05");
  ASSERT_OK(Log(layla_, At("2026-05-19", "09:00")));
  v1::LogSessionRequest others = At("2026-05-19", "13:00");
  others.mutable_session()->set_buddy(second.name());
  ASSERT_OK(Log(coordinator_, others));
  EndMatch("2026-05-20");
  const auto refused = Log(layla_, At("2026-05-19", "09:30"));
  EXPECT_THAT(refused, HasReason("SESSION_OVERLAPS"));
  EXPECT_THAT(std::string(refused.status().message()), Not(HasSubstr("S-0")));
  EXPECT_OK(Log(layla_, At("2026-05-19", "13:30")));
  EXPECT_THAT(Log(layla_, At("2026-05-19", "13:45")), HasReason("SESSION_OVERLAPS"));
}

TEST_F(SessionAfterMatch, IsNotTakenWhereTheMatchEndedAtOnceForAConflict) {
  EndMatch("2026-05-20");
  RecordConflict(buddy_);
  for (const char* name : {"tracks/H-0142", "tracks/T0001"}) {
    EXPECT_THAT(Log(layla_, SessionOn(name, "2026-05-19")), HasReason("NOT_FOUND"));
  }
  EXPECT_THAT(LogOn("2026-05-19"), HasReason("NOT_FOUND"));
  GoTo("2026-06-10");
  EXPECT_THAT(LogOn("2026-05-19"), HasReason("NOT_FOUND")) << "nor is it said to be too late";
}

TEST_F(SessionAfterMatch, IsNotTakenFromAnAccountThatIsOff) {
  EndMatch("2026-05-20");
  v1::DisableAccountRequest request;
  request.set_name("accounts/layla");
  request.set_request_id(NewRequestId());
  ASSERT_OK(
      server_.Operator().Call<v1::Account>("kansrijk.v1.AccountService/DisableAccount", request));
  EXPECT_THAT(LogOn("2026-05-19"), HasCode(StatusCode::kUnauthenticated));
}

TEST_F(SessionAfterMatch, IsNotTakenOfAMatchThatWasDeclined) {
  const v1::Household household = AddHousehold(coordinator_, "H-0143");
  const v1::Track track =
      AddTrack(coordinator_, household, AddParticipant(coordinator_, household, "Sem"));
  ASSERT_OK(Transition(coordinator_, Meet(coordinator_, track, buddy_), v1::MATCH_VERB_DECLINE));
  EXPECT_THAT(Log(layla_, SessionOn(track.name(), "2026-05-20")), HasReason("NOT_FOUND"));
}

TEST_F(SessionAfterMatch, IsNotTakenFromAnotherBuddyWhoIsToldNothing) {
  AddBuddy(coordinator_, "B02");
  const Client sam = server_.AddAccount("sam", v1::ROLE_BUDDY, "KO", "B02");
  EndMatch("2026-05-20");
  for (const char* today : {"2026-05-20", "2026-07-01"}) {
    GoTo(today);
    for (const std::string& name :
         {case_.track.name(), std::string("tracks/H-0142"), std::string("tracks/T9999")}) {
      EXPECT_THAT(Log(server_.LogIn("sam"), SessionOn(name, "2026-05-19")), HasReason("NOT_FOUND"));
    }
  }
}

TEST_F(SessionAfterMatch, IsNotTakenWhereTheOrganisationSaysSo) {
  SetDays(0);
  EndMatch("2026-05-20");
  const auto refused = LogOn("2026-05-19");
  EXPECT_THAT(refused, HasReason("TOO_LATE_AFTER_MATCH"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("ask your coordinator"));
  SetDays(2);
  GoTo("2026-05-22");
  EXPECT_OK(LogOn("2026-05-19"));
  GoTo("2026-05-23");
  EXPECT_THAT(LogOn("2026-05-19"), HasReason("TOO_LATE_AFTER_MATCH"));
}

TEST_F(SessionAfterMatch, GivesNothingToRead) {
  const auto within = Log(layla_, SessionOn(case_.track.name(), "2026-05-18"));
  ASSERT_OK(within);
  EndMatch("2026-05-20");
  const auto late = LogOn("2026-05-19");
  ASSERT_OK(late);
  for (const std::string& name : {within->name(), late->name()}) {
    v1::GetSessionRequest get;
    get.set_name(name);
    EXPECT_THAT(layla_.Call<v1::Session>("kansrijk.v1.SessionService/GetSession", get),
                HasReason("NOT_FOUND"));
    v1::AmendSessionRequest amend;
    amend.mutable_session()->set_name(name);
    amend.mutable_session()->set_etag("v1");
    amend.mutable_session()->set_minutes(50);
    amend.mutable_update_mask()->add_paths("minutes");
    amend.set_request_id(NewRequestId());
    EXPECT_THAT(layla_.Call<v1::Session>("kansrijk.v1.SessionService/AmendSession", amend),
                HasReason("NOT_FOUND"));
  }
  for (const std::string& name : {case_.track.name(), std::string("tracks/H-0142")}) {
    v1::GetTrackRequest track;
    track.set_name(name);
    EXPECT_THAT(layla_.Call<v1::Track>("kansrijk.v1.TrackService/GetTrack", track),
                HasReason("NOT_FOUND"));
    v1::ListSessionsRequest sessions;
    sessions.set_track(name);
    EXPECT_THAT(
        layla_.Call<v1::ListSessionsResponse>("kansrijk.v1.SessionService/ListSessions", sessions),
        HasReason("NOT_FOUND"));
  }
  v1::ListSessionsRequest own;
  own.set_buddy(buddy_.name());
  EXPECT_EQ(layla_.Call<v1::ListSessionsResponse>("kansrijk.v1.SessionService/ListSessions", own)
                ->sessions_size(),
            0);
}

TEST_F(SessionAfterMatch, StandsInTheAccessRecordOfTheHousehold) {
  EndMatch("2026-05-20");
  ASSERT_OK(LogOn("2026-05-19"));
  v1::ListAccessRecordsRequest list;
  list.set_household("households/H-0142");
  const auto records =
      server_.AddAccount("officer", v1::ROLE_PRIVACY_OFFICER)
          .Call<v1::ListAccessRecordsResponse>("kansrijk.v1.AccessService/ListAccessRecords", list);
  ASSERT_OK(records);
  ASSERT_GT(records->records_size(), 0);
  EXPECT_EQ(records->records(0).account_handle(), "layla");
  EXPECT_EQ(records->records(0).method(), "kansrijk.v1.SessionService/LogSession");
  EXPECT_EQ(records->records(0).outcome(), "OK");
}

}  // namespace session_after_match_test
}  // namespace kansrijk::testing
