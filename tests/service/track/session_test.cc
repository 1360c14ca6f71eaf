#include "kansrijk/v1/session.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace session_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

class SessionTest : public ::testing::Test {
 protected:
  // A session of the case's track on `date` from `start_time` for `minutes`.
  v1::LogSessionRequest At(const std::string& date, const std::string& start_time, int minutes) {
    v1::LogSessionRequest request = SessionOn(case_.track.name(), date);
    request.mutable_session()->set_start_time(start_time);
    request.mutable_session()->set_minutes(minutes);
    request.set_long_session(minutes > 240);
    return request;
  }

  absl::StatusOr<v1::Session> Get(const Client& client, const std::string& name) {
    v1::GetSessionRequest request;
    request.set_name(name);
    return client.Call<v1::Session>("kansrijk.v1.SessionService/GetSession", request);
  }

  absl::StatusOr<v1::Session> Amend(const Client& client, const v1::Session& session,
                                    const std::vector<std::string>& paths) {
    v1::AmendSessionRequest request;
    *request.mutable_session() = session;
    for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
    request.set_reason("tikfout");
    request.set_request_id(NewRequestId());
    return client.Call<v1::Session>("kansrijk.v1.SessionService/AmendSession", request);
  }

  absl::StatusOr<v1::ListSessionsResponse> List(const Client& client,
                                                const v1::ListSessionsRequest& request) {
    return client.Call<v1::ListSessionsResponse>("kansrijk.v1.SessionService/ListSessions",
                                                 request);
  }

  // The dates of all sessions, page after page.
  std::vector<std::string> DatesOf(const Client& client, v1::ListSessionsRequest request) {
    std::vector<std::string> dates;
    do {
      const auto page = List(client, request);
      EXPECT_OK(page);
      if (!page.ok()) break;
      for (const auto& session : page->sessions()) dates.push_back(session.date());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return dates;
  }

  static v1::ListSessionsRequest Of(const std::string& track, const std::string& buddy,
                                    int page_size = 0) {
    v1::ListSessionsRequest request;
    request.set_track(track);
    request.set_buddy(buddy);
    request.set_page_size(page_size);
    return request;
  }

  // A second track in the case's household, active with this buddy.
  v1::Track AddTrackInHousehold(const v1::Buddy& buddy) {
    const v1::Member member = AddParticipant(coordinator_, case_.household, "Sem");
    v1::Track track = AddTrack(coordinator_, case_.household, member);
    MatchUp(coordinator_, track, buddy, "2026-01-05");
    return track;
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  v1::Buddy buddy_ = AddBuddy(coordinator_, "B01");
  Case case_ = AddCase(coordinator_, "H-0142", buddy_);
  Client layla_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
};

class LogSession : public SessionTest {};
class AmendSession : public SessionTest {};
class ListSessions : public SessionTest {};

TEST_F(LogSession, FillsInTheNumberTodayAndWhatPeopleRead) {
  const auto session = Log(layla_, SessionOn("tracks/H-0142", ""));
  ASSERT_OK(session);
  EXPECT_EQ(session->number(), "S-0001");
  EXPECT_EQ(session->date(), "2026-05-20");
  EXPECT_EQ(session->track(), case_.track.name());
  EXPECT_EQ(session->track_number(), case_.track.number());
  EXPECT_EQ(session->household(), case_.household.name());
  EXPECT_EQ(session->household_number(), "H-0142");
  EXPECT_EQ(session->buddy(), buddy_.name());
  EXPECT_EQ(session->buddy_number(), "B01");
  EXPECT_EQ(session->participant_name(), "Noor Testdeelnemer");
  EXPECT_EQ(session->buddy_name(), "Layla Test");
  EXPECT_EQ(Get(layla_, session->name())->SerializeAsString(), session->SerializeAsString());
  EXPECT_EQ(Get(layla_, "tracks/-/sessions/S-0001")->name(), session->name());
  EXPECT_EQ(Log(layla_, SessionOn("tracks/H-0142", ""))->number(), "S-0002");
}

// A line that lagged was typed twice; two visits on one day are possible.
TEST_F(LogSession, WarnsOfOwnOnesOfTheSameTrackDayLengthAndChannel) {
  const auto first = Log(layla_, SessionOn("tracks/H-0142", "2026-05-19"));
  ASSERT_OK(first);
  EXPECT_EQ(first->probable_doubles_size(), 0);
  EXPECT_THAT(Log(layla_, SessionOn("tracks/H-0142", "2026-05-19"))->probable_doubles(),
              ElementsAre("S-0001"));
  EXPECT_THAT(Log(layla_, SessionOn("tracks/H-0142", "2026-05-19"))->probable_doubles(),
              ElementsAre("S-0001", "S-0002"));
  EXPECT_EQ(Get(layla_, first->name())->probable_doubles_size(), 0);
  v1::LogSessionRequest other_day = SessionOn("tracks/H-0142", "2026-05-18");
  v1::LogSessionRequest longer = SessionOn("tracks/H-0142", "2026-05-19");
  longer.mutable_session()->set_minutes(46);
  v1::LogSessionRequest visit = SessionOn("tracks/H-0142", "2026-05-19");
  visit.mutable_session()->set_channel(v1::CHANNEL_HOME_VISIT);
  const Case other = AddCase(coordinator_, "H-0001", buddy_, &layla_);
  for (const auto& request :
       {other_day, longer, visit, SessionOn(other.track.name(), "2026-05-19")}) {
    EXPECT_EQ(Log(layla_, request)->probable_doubles_size(), 0);
  }
}

TEST_F(AmendSession, OfSomebodyWhoDidNotComeTakesItsMinutesAway) {
  auto session = Log(layla_, SessionOn("tracks/H-0142", "2026-05-19"));
  ASSERT_OK(session);
  session->set_no_show(true);
  const auto amended = Amend(layla_, *session, {"no_show"});
  ASSERT_OK(amended);
  EXPECT_TRUE(amended->no_show());
  EXPECT_EQ(amended->minutes(), 0);
}

TEST_F(LogSession, DoesNotWarnOfAnotherBuddysSession) {
  const v1::Buddy other = AddBuddy(coordinator_, "B02");
  const auto meeting = Transition(coordinator_, AddMatch(coordinator_, case_.track, other),
                                  v1::MATCH_VERB_START_MEETING, "2026-05-01");
  ASSERT_OK(meeting);
  v1::LogSessionRequest request = SessionOn(case_.track.name(), "2026-05-20");
  request.mutable_session()->set_buddy(other.name());
  ASSERT_OK(Log(coordinator_, request));
  EXPECT_EQ(Log(layla_, SessionOn("tracks/H-0142", "2026-05-20"))->probable_doubles_size(), 0);
}

TEST_F(LogSession, AsksOnceWhetherALongOneDidLastThatLong) {
  v1::LogSessionRequest request = SessionOn("tracks/H-0142", "2026-05-19");
  request.mutable_session()->set_minutes(450);
  EXPECT_THAT(Log(layla_, request), BlamesField("session.minutes"));
  request.set_request_id(NewRequestId());
  request.set_long_session(true);
  auto session = Log(layla_, request);
  ASSERT_OK(session);
  EXPECT_EQ(session->minutes(), 450);
  session->set_note("Naar het ziekenhuis.");
  EXPECT_OK(Amend(layla_, *session, {"note"}));
}

TEST_F(AmendSession, AsksOnceWhetherALongOneDidLastThatLong) {
  auto session = Log(layla_, SessionOn("tracks/H-0142", "2026-05-19"));
  ASSERT_OK(session);
  session->set_minutes(300);
  EXPECT_THAT(Amend(layla_, *session, {"minutes"}), HasReason("LONG_SESSION"));
  v1::AmendSessionRequest request;
  *request.mutable_session() = *session;
  request.mutable_update_mask()->add_paths("minutes");
  request.set_long_session(true);
  request.set_request_id(NewRequestId());
  EXPECT_OK(layla_.Call<v1::Session>("kansrijk.v1.SessionService/AmendSession", request));
}

TEST_F(LogSession, KeepsAllThatWasSaid) {
  v1::LogSessionRequest request = At("2026-05-19", "09:30", 0);
  request.mutable_session()->set_no_show(true);
  request.mutable_session()->set_note("Niet thuis.\nBriefje achtergelaten.");
  request.mutable_session()->set_channel(v1::CHANNEL_HOME_VISIT);
  request.mutable_session()->set_next_appointment_date("2026-05-26");
  const auto logged = Log(layla_, request);
  ASSERT_OK(logged);
  const auto read = Get(layla_, logged->name());
  EXPECT_EQ(read->date(), "2026-05-19");
  EXPECT_EQ(read->start_time(), "09:30");
  EXPECT_EQ(read->minutes(), 0);
  EXPECT_TRUE(read->no_show());
  EXPECT_EQ(read->note(), "Niet thuis.\nBriefje achtergelaten.");
  EXPECT_EQ(read->channel(), v1::CHANNEL_HOME_VISIT);
  EXPECT_EQ(read->next_appointment_date(), "2026-05-26");
}

TEST_F(LogSession, HasOneEffectForOneRequest) {
  const v1::LogSessionRequest request = SessionOn(case_.track.name(), "2026-05-20");
  const auto first = Log(layla_, request);
  ASSERT_OK(first);
  const auto again = Log(layla_, request);
  ASSERT_OK(again);
  EXPECT_TRUE(layla_.replayed());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(DatesOf(layla_, Of(case_.track.name(), "")).size(), 1);
}

TEST_F(LogSession, NeedsTheBuddyFromACoordinator) {
  v1::LogSessionRequest request = SessionOn(case_.track.name(), "2026-05-20");
  const auto refused = Log(coordinator_, request);
  EXPECT_THAT(refused, HasReason("BUDDY_REQUIRED"));
  EXPECT_THAT(refused, BlamesField("session.buddy"));
  request.mutable_session()->set_buddy("buddies/B01");
  request.set_request_id(NewRequestId());
  EXPECT_EQ(Log(coordinator_, request)->buddy(), buddy_.name());
}

TEST_F(LogSession, IsForTheOwnSessionsOfABuddy) {
  AddBuddy(coordinator_, "B02");
  v1::LogSessionRequest request = SessionOn(case_.track.name(), "2026-05-20");
  request.mutable_session()->set_buddy("buddies/B02");
  EXPECT_THAT(Log(layla_, request), HasCode(StatusCode::kNotFound));
  const Client other = server_.AddAccount("yusuf", v1::ROLE_BUDDY, "KO", "B02");
  EXPECT_THAT(Log(other, SessionOn(case_.track.name(), "2026-05-20")),
              HasCode(StatusCode::kNotFound));
}

TEST_F(LogSession, RefusesTheFuture) {
  EXPECT_THAT(Log(layla_, SessionOn(case_.track.name(), "2026-05-21")),
              HasReason("SESSION_IN_FUTURE"));
  EXPECT_OK(Log(layla_, At("2026-05-20", "11:00", 60)));
  EXPECT_THAT(Log(layla_, At("2026-05-20", "11:01", 60)), HasReason("SESSION_IN_FUTURE"));
}

TEST_F(LogSession, RefusesAnAttendedSessionWithoutMinutes) {
  EXPECT_THAT(Log(layla_, At("2026-05-20", "", 0)), HasReason("MINUTES_REQUIRED"));
}

TEST_F(LogSession, RefusesADayBeforeTheMatch) {
  EXPECT_OK(Log(layla_, SessionOn(case_.track.name(), "2026-01-05")));
  const auto refused = Log(layla_, SessionOn(case_.track.name(), "2026-01-04"));
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("NO_MATCH_ON_DATE"));
  EXPECT_EQ(refused.status().message(),
            "buddy B01 has no match with track " + case_.track.number() + " on 2026-01-04");
}

TEST_F(LogSession, IsOfTheDaysOfAnEndedMatch) {
  ASSERT_OK(Transition(coordinator_, case_.match, v1::MATCH_VERB_END, "2026-05-15"));
  v1::LogSessionRequest last_day = SessionOn(case_.track.name(), "2026-05-15");
  last_day.mutable_session()->set_buddy(buddy_.name());
  EXPECT_OK(Log(coordinator_, last_day));
  v1::LogSessionRequest day_after = SessionOn(case_.track.name(), "2026-05-16");
  day_after.mutable_session()->set_buddy(buddy_.name());
  EXPECT_THAT(Log(coordinator_, day_after), HasReason("NO_MATCH_ON_DATE"));
}

TEST_F(LogSession, MayBeOfAMeetingFromTheDayThatTheMatchWasMade) {
  const v1::Household household = AddHousehold(coordinator_, "H-0143");
  const v1::Track track =
      AddTrack(coordinator_, household, AddParticipant(coordinator_, household, "Sem"));
  const v1::Match match = AddMatch(coordinator_, track, buddy_);
  const auto log = [&](const char* date) {
    v1::LogSessionRequest request = SessionOn(track.name(), date);
    request.mutable_session()->set_buddy(buddy_.name());
    return Log(coordinator_, request);
  };
  EXPECT_THAT(log("2026-05-20"), HasReason("NO_MATCH_ON_DATE"));
  ASSERT_OK(Transition(coordinator_, match, v1::MATCH_VERB_START_MEETING));
  EXPECT_OK(log("2026-05-20"));
  EXPECT_THAT(log("2026-05-19"), HasReason("NO_MATCH_ON_DATE"));
  EXPECT_THAT(Log(layla_, SessionOn(track.name(), "2026-05-20")), HasCode(StatusCode::kNotFound));
}

TEST_F(LogSession, RefusesOverlapWithinOneHousehold) {
  ASSERT_OK(Log(layla_, At("2026-05-19", "09:00", 60)));
  const auto refused = Log(layla_, At("2026-05-19", "09:59", 30));
  EXPECT_THAT(refused, HasReason("SESSION_OVERLAPS"));
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("overlaps session S-0001 (09:00-10:00)"));
  EXPECT_OK(Log(layla_, At("2026-05-19", "10:00", 30)));  // touching ends are free
  EXPECT_OK(Log(layla_, At("2026-05-19", "", 30)));       // no start time, no overlap
  const Case other = AddCase(coordinator_, "H-0143", buddy_, &layla_);
  v1::LogSessionRequest elsewhere = At("2026-05-19", "09:30", 30);
  elsewhere.set_parent(other.track.name());
  EXPECT_OK(Log(layla_, elsewhere));
}

TEST_F(LogSession, RefusesOverlapAcrossMidnightAndTheSpringClock) {
  // The clock of 29 March goes from 02:00 to 03:00: 150 minutes from 23:30 end at 03:00.
  ASSERT_OK(Log(layla_, At("2026-03-28", "23:30", 150)));
  EXPECT_THAT(Log(layla_, At("2026-03-29", "01:59", 10)), HasReason("SESSION_OVERLAPS"));
  EXPECT_OK(Log(layla_, At("2026-03-29", "03:00", 10)));
}

TEST_F(LogSession, RefusesOverlapTwoDaysOnWhenTheDayBetweenHas23Hours) {
  ASSERT_OK(Log(layla_, At("2026-03-28", "23:59", 1440)));
  EXPECT_THAT(Log(layla_, At("2026-03-30", "00:58", 10)), HasReason("SESSION_OVERLAPS"));
  EXPECT_OK(Log(layla_, At("2026-03-30", "00:59", 10)));
}

TEST_F(LogSession, DoesNotNameASessionThatTheBuddyMayNotSee) {
  const v1::Buddy second = AddBuddy(coordinator_, "B02");
  const v1::Track track = AddTrackInHousehold(second);
  const Client yusuf = server_.AddAccount("yusuf", v1::ROLE_BUDDY, "KO", "B02");
  ASSERT_OK(Log(layla_, At("2026-05-19", "09:00", 60)));
  v1::LogSessionRequest request = At("2026-05-19", "09:30", 30);
  request.set_parent(track.name());
  const auto unseen = Log(yusuf, request);
  EXPECT_THAT(unseen, HasReason("SESSION_OVERLAPS"));
  EXPECT_THAT(std::string(unseen.status().message()), Not(HasSubstr("S-0001")));
  request.mutable_session()->set_buddy(second.name());
  request.set_request_id(NewRequestId());
  EXPECT_THAT(std::string(Log(coordinator_, request).status().message()), HasSubstr("S-0001"));
}

TEST_F(AmendSession, ReplacesWithinSevenDaysAndKeepsWhatWasSaid) {
  v1::Session session = *Log(layla_, At("2026-05-19", "09:00", 45));
  server_.clock().Advance(absl::Hours(7 * 24));
  session.set_minutes(60);
  session.set_note("Toch een uur.");
  const auto amended = Amend(layla_, session, {"minutes"});
  ASSERT_OK(amended);
  EXPECT_EQ(amended->minutes(), 60);
  EXPECT_EQ(amended->note(), "");
  EXPECT_FALSE(amended->amended());
  ASSERT_EQ(amended->history_size(), 1);
  const v1::SessionVersion& before = amended->history(0);
  EXPECT_EQ(before.kind(), v1::SESSION_VERSION_KIND_REPLACED);
  EXPECT_EQ(before.minutes(), 45);
  EXPECT_EQ(before.start_time(), "09:00");
  EXPECT_EQ(before.account_handle(), "layla");
  EXPECT_EQ(before.reason(), "tikfout");
  EXPECT_EQ(Get(layla_, session.name())->SerializeAsString(), amended->SerializeAsString());
}

TEST_F(AmendSession, StandsBesideTheOriginalAfterSevenDays) {
  v1::Session session = *Log(layla_, At("2026-05-19", "09:00", 45));
  server_.clock().Advance(absl::Hours(7 * 24) + absl::Microseconds(1));
  session.set_minutes(60);
  const auto amended = Amend(layla_, session, {"minutes"});
  ASSERT_OK(amended);
  EXPECT_EQ(amended->minutes(), 45);
  EXPECT_TRUE(amended->amended());
  EXPECT_NE(amended->etag(), session.etag());
  ASSERT_EQ(amended->history_size(), 1);
  EXPECT_EQ(amended->history(0).kind(), v1::SESSION_VERSION_KIND_AMENDMENT);
  EXPECT_EQ(amended->history(0).minutes(), 60);
  EXPECT_EQ(Get(layla_, session.name())->SerializeAsString(), amended->SerializeAsString());
  EXPECT_TRUE(List(layla_, Of(case_.track.name(), ""))->sessions(0).amended());
}

TEST_F(AmendSession, KeepsAllVersionsInOrder) {
  v1::Session session = *Log(layla_, SessionOn(case_.track.name(), "2026-05-19"));
  for (const int minutes : {50, 55, 60}) {
    session.set_minutes(minutes);
    session = *Amend(layla_, session, {"minutes"});
  }
  ASSERT_EQ(session.history_size(), 3);
  EXPECT_EQ(session.history(0).minutes(), 45);
  EXPECT_EQ(session.history(1).minutes(), 50);
  EXPECT_EQ(session.history(2).minutes(), 55);
}

TEST_F(AmendSession, NeedsAFreshEtagAndFieldsThatMayChange) {
  v1::Session session = *Log(layla_, SessionOn(case_.track.name(), "2026-05-19"));
  session.set_minutes(60);
  ASSERT_OK(Amend(layla_, session, {"minutes"}));
  EXPECT_THAT(Amend(layla_, session, {"minutes"}), HasReason("STALE_ETAG"));
  const v1::Session current = *Get(layla_, session.name());
  EXPECT_THAT(Amend(layla_, current, {"buddy"}), HasReason("MASK_UNKNOWN_PATH"));
}

TEST_F(AmendSession, KeepsToTheRulesOfLogging) {
  ASSERT_OK(Log(layla_, At("2026-05-19", "09:00", 60)));
  v1::Session session = *Log(layla_, At("2026-05-19", "10:00", 60));
  session.set_minutes(90);
  EXPECT_OK(Amend(layla_, session, {"minutes"}));  // it does not overlap itself
  session = *Get(layla_, session.name());
  session.set_start_time("09:45");
  EXPECT_THAT(Amend(layla_, session, {"start_time"}), HasReason("SESSION_OVERLAPS"));
  session.set_date("2026-01-04");
  EXPECT_THAT(Amend(layla_, session, {"date"}), HasReason("NO_MATCH_ON_DATE"));
  session.set_date("2026-05-21");
  EXPECT_THAT(Amend(layla_, session, {"date"}), HasReason("SESSION_IN_FUTURE"));
  session.set_minutes(0);
  EXPECT_THAT(Amend(layla_, session, {"minutes"}), HasReason("MINUTES_REQUIRED"));
}

TEST_F(AmendSession, DoesNotJudgeTheDayAnewWhenItStays) {
  const v1::Track track = AddTrackInHousehold(AddBuddy(coordinator_, "B02"));
  const v1::Match meeting = Meet(coordinator_, track, buddy_);
  v1::LogSessionRequest first = SessionOn(track.name(), "2026-05-20");
  first.mutable_session()->set_buddy(buddy_.name());
  v1::Session session = *Log(coordinator_, first);
  server_.clock().Advance(absl::Hours(24));
  ASSERT_OK(Transition(coordinator_, meeting, v1::MATCH_VERB_ACTIVATE));
  session.set_note("Kennisgemaakt.");
  EXPECT_OK(Amend(layla_, session, {"note"}));
}

TEST_F(AmendSession, IsForTheOwnSessionsOfABuddyAndAllOfACoordinator) {
  const v1::Buddy second = AddBuddy(coordinator_, "B02");
  MatchUp(coordinator_, case_.track, second);
  const Client yusuf = server_.AddAccount("yusuf", v1::ROLE_BUDDY, "KO", "B02");
  v1::Session session = *Log(layla_, SessionOn(case_.track.name(), "2026-05-19"));
  session.set_minutes(60);
  session.clear_buddy();  // whose record the other buddy may not see
  const auto refused = Amend(yusuf, session, {"minutes"});
  EXPECT_THAT(refused, HasCode(StatusCode::kPermissionDenied));
  EXPECT_THAT(refused, HasReason("NOT_OWN_SESSION"));
  EXPECT_OK(Amend(coordinator_, session, {"minutes"}));
}

TEST_F(ListSessions, ShowsAllInSightWhenNoTrackOrBuddyIsNamed) {
  const v1::Buddy second = AddBuddy(coordinator_, "B02");
  const Client yusuf = server_.AddAccount("yusuf", v1::ROLE_BUDDY, "KO", "B02");
  const Case other = AddCase(coordinator_, "H-0143", second, &yusuf);
  ASSERT_OK(Log(layla_, SessionOn(case_.track.name(), "2026-05-18")));
  ASSERT_OK(Log(yusuf, SessionOn(other.track.name(), "2026-05-19")));
  server_.AddOrganisation("WB");
  const Client stranger = server_.AddAccount("pieter", v1::ROLE_COORDINATOR, "WB");
  EXPECT_THAT(DatesOf(coordinator_, Of("", "", 1)), ElementsAre("2026-05-19", "2026-05-18"));
  EXPECT_THAT(DatesOf(layla_, Of("", "")), ElementsAre("2026-05-18"));
  EXPECT_THAT(DatesOf(stranger, Of("", "")), ElementsAre());
}

TEST_F(ListSessions, KeepsTheDaysThatAreAskedFor) {
  for (const char* date : {"2026-04-30", "2026-05-01", "2026-05-15", "2026-05-20"}) {
    ASSERT_OK(Log(layla_, SessionOn(case_.track.name(), date)));
  }
  for (auto request : {Of("", "", 1), Of(case_.track.name(), ""), Of("", buddy_.name()),
                       Of(case_.track.name(), buddy_.name(), 2)}) {
    request.set_start_date("2026-05-01");
    request.set_end_date("2026-05-15");
    for (const Client* client : {&coordinator_, &layla_}) {
      EXPECT_THAT(DatesOf(*client, request), ElementsAre("2026-05-15", "2026-05-01"));
    }
    request.clear_end_date();
    EXPECT_THAT(DatesOf(layla_, request), ElementsAre("2026-05-20", "2026-05-15", "2026-05-01"));
    request.set_end_date("2026-04-30");
    EXPECT_THAT(List(layla_, request), HasReason("PERIOD_ENDS_BEFORE_START"));
  }
}

TEST_F(ListSessions, NamesPeople) {
  ASSERT_OK(Log(layla_, SessionOn(case_.track.name(), "2026-05-18")));
  const auto page = List(coordinator_, Of("", ""));
  ASSERT_OK(page);
  EXPECT_EQ(page->sessions(0).participant_name(), "Noor Testdeelnemer");
  EXPECT_EQ(page->sessions(0).buddy_name(), "Layla Test");
}

TEST_F(ListSessions, ShowsTheLatestFirstPageAfterPage) {
  for (const char* date : {"2026-05-18", "2026-05-20", "2026-05-19", "2026-05-19"}) {
    ASSERT_OK(Log(layla_, SessionOn(case_.track.name(), date)));
  }
  for (const int page_size : {0, 1, 2, 3}) {
    for (const auto& request :
         {Of(case_.track.name(), "", page_size), Of("", buddy_.name(), page_size),
          Of(case_.track.name(), buddy_.name(), page_size)}) {
      EXPECT_THAT(DatesOf(layla_, request),
                  ElementsAre("2026-05-20", "2026-05-19", "2026-05-19", "2026-05-18"));
    }
  }
}

TEST_F(ListSessions, TellsTracksAndBuddiesApart) {
  const v1::Buddy second = AddBuddy(coordinator_, "B02");
  Meet(coordinator_, case_.track, second);
  const Case other = AddCase(coordinator_, "H-0143", buddy_, &layla_);
  ASSERT_OK(Log(layla_, SessionOn(case_.track.name(), "2026-05-18")));
  ASSERT_OK(Log(layla_, SessionOn(other.track.name(), "2026-05-19")));
  v1::LogSessionRequest by_second = SessionOn(case_.track.name(), "2026-05-20");
  by_second.mutable_session()->set_buddy(second.name());
  ASSERT_OK(Log(coordinator_, by_second));
  EXPECT_THAT(DatesOf(coordinator_, Of(case_.track.name(), "")),
              ElementsAre("2026-05-20", "2026-05-18"));
  EXPECT_THAT(DatesOf(coordinator_, Of("", buddy_.name())),
              ElementsAre("2026-05-19", "2026-05-18"));
  EXPECT_THAT(DatesOf(coordinator_, Of(case_.track.name(), buddy_.name())),
              ElementsAre("2026-05-18"));
}

TEST_F(ListSessions, ShowsABuddyNothingOfAnEndedMatch) {
  const Case other = AddCase(coordinator_, "H-0143", buddy_, &layla_);
  const v1::Session session = *Log(layla_, SessionOn(case_.track.name(), "2026-05-18"));
  ASSERT_OK(Log(layla_, SessionOn(other.track.name(), "2026-05-19")));
  ASSERT_OK(Transition(coordinator_, case_.match, v1::MATCH_VERB_END));
  EXPECT_THAT(DatesOf(layla_, Of("", buddy_.name())), ElementsAre("2026-05-19"));
  EXPECT_THAT(List(layla_, Of(case_.track.name(), "")), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Get(layla_, session.name()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(DatesOf(coordinator_, Of("", buddy_.name())),
              ElementsAre("2026-05-19", "2026-05-18"));
}

}  // namespace session_test
}  // namespace kansrijk::testing
