#include <gmock/gmock.h>

#include <string>

#include "kansrijk/v1/caseload.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace session_void_test {

using absl::StatusCode;
using ::testing::ElementsAre;

constexpr char kSessions[] = "kansrijk.v1.SessionService/";

// Sessions that were logged twice, or on the wrong track. Layla supports H-0142 and H-0007; today
// is 2026-05-20.
class WrongSession : public ::testing::Test {
 protected:
  v1::Session Logged(const Case& made, const std::string& date,
                     const std::string& start_time = "") const {
    v1::LogSessionRequest request = SessionOn(made.track.name(), date);
    request.mutable_session()->set_start_time(start_time);
    request.mutable_session()->set_note("Samen de post geordend");
    const auto session = Log(layla_, request);
    EXPECT_OK(session);
    return session.ok() ? *session : v1::Session();
  }

  static absl::StatusOr<v1::Session> Void(const Client& client, const v1::Session& session) {
    v1::VoidSessionRequest request;
    request.set_name(session.name());
    request.set_etag(session.etag());
    request.set_reason("dubbel");
    request.set_request_id(NewRequestId());
    return client.Call<v1::Session>(std::string(kSessions) + "VoidSession", request);
  }

  static absl::StatusOr<v1::Session> Move(const Client& client, const v1::Session& session,
                                          const std::string& track) {
    v1::MoveSessionRequest request;
    request.set_name(session.name());
    request.set_etag(session.etag());
    request.set_track(track);
    request.set_reason("verkeerd huishouden");
    request.set_request_id(NewRequestId());
    return client.Call<v1::Session>(std::string(kSessions) + "MoveSession", request);
  }

  v1::Session Get(const v1::Session& session) const {
    v1::GetSessionRequest request;
    request.set_name(session.name());
    const auto got = layla_.Call<v1::Session>(std::string(kSessions) + "GetSession", request);
    EXPECT_OK(got);
    return got.ok() ? *got : v1::Session();
  }

  // As the caseload has it.
  std::string LastSessionOf(const Case& made) const {
    const auto caseload = layla_.Call<v1::GetCaseloadResponse>(
        "kansrijk.v1.CaseloadService/GetCaseload", v1::GetCaseloadRequest());
    EXPECT_OK(caseload);
    for (const v1::CaseloadEntry& entry : caseload->entries()) {
      if (entry.track() == made.track.name()) return entry.last_session_date();
    }
    return "not in the caseload";
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("tess", v1::ROLE_COORDINATOR);
  v1::Buddy buddy_ = AddBuddy(coordinator_, "B01");
  Client layla_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  Case right_ = AddCase(coordinator_, "H-0007", buddy_, &layla_);
  Case wrong_ = AddCase(coordinator_, "H-0142", buddy_, &layla_);
};

TEST_F(WrongSession, IsVoidedWithAReasonAndCountsNowhere) {
  Logged(wrong_, "2026-05-10");
  const v1::Session twice = Logged(wrong_, "2026-05-18");
  EXPECT_EQ(LastSessionOf(wrong_), "2026-05-18");
  const auto voided = Void(layla_, twice);
  ASSERT_OK(voided);
  EXPECT_EQ(voided->void_reason(), "dubbel");
  EXPECT_EQ(voided->void_account_handle(), "layla");
  EXPECT_TRUE(voided->has_void_time());
  EXPECT_EQ(LastSessionOf(wrong_), "2026-05-10");
  EXPECT_EQ(Get(twice).note(), "Samen de post geordend");
  EXPECT_EQ(Get(twice).SerializeAsString(), voided->SerializeAsString());
}

TEST_F(WrongSession, IsStillListedAsVoid) {
  const v1::Session twice = Logged(wrong_, "2026-05-18");
  ASSERT_OK(Void(layla_, twice));
  v1::ListSessionsRequest request;
  request.set_track(wrong_.track.name());
  const auto listed =
      layla_.Call<v1::ListSessionsResponse>(std::string(kSessions) + "ListSessions", request);
  ASSERT_OK(listed);
  ASSERT_EQ(listed->sessions_size(), 1);
  EXPECT_EQ(listed->sessions(0).void_reason(), "dubbel");
}

TEST_F(WrongSession, LeavesItsTimeFree) {
  ASSERT_OK(Void(layla_, Logged(wrong_, "2026-05-18", "09:00")));
  Logged(wrong_, "2026-05-18", "09:15");
}

TEST_F(WrongSession, ChangesNoMoreOnceItIsVoid) {
  const auto voided = Void(layla_, Logged(wrong_, "2026-05-18"));
  ASSERT_OK(voided);
  EXPECT_THAT(Void(layla_, *voided), HasReason("SESSION_IS_VOID"));
  EXPECT_THAT(Move(layla_, *voided, right_.track.name()), HasReason("SESSION_IS_VOID"));
  v1::AmendSessionRequest amend;
  *amend.mutable_session() = *voided;
  amend.mutable_session()->set_minutes(60);
  amend.mutable_update_mask()->add_paths("minutes");
  amend.set_request_id(NewRequestId());
  EXPECT_THAT(layla_.Call<v1::Session>(std::string(kSessions) + "AmendSession", amend),
              HasReason("SESSION_IS_VOID"));
}

TEST_F(WrongSession, IsVoidedByItsBuddyOrACoordinator) {
  const v1::Session session = Logged(wrong_, "2026-05-18");
  const v1::Buddy other = AddBuddy(coordinator_, "B02");
  MatchUp(coordinator_, wrong_.track, other);
  const Client noor = server_.AddAccount("noor", v1::ROLE_BUDDY, "KO", "B02");
  EXPECT_THAT(Void(noor, session), HasReason("NOT_OWN_SESSION"));
  EXPECT_OK(Void(coordinator_, session));
}

// As a correction, which replaces what it says for as long.
TEST_F(WrongSession, IsVoidedOrMovedByItsBuddyForSevenDays) {
  const v1::Session session = Logged(wrong_, "2026-05-18");
  server_.clock().Advance(absl::Hours(7 * 24 + 1));
  const auto late = Void(layla_, session);
  EXPECT_THAT(late, HasReason("TOO_LATE_TO_VOID"));
  EXPECT_THAT(Move(layla_, session, right_.track.name()), HasReason("TOO_LATE_TO_VOID"));
  EXPECT_OK(Void(coordinator_, session));
}

TEST_F(WrongSession, IsMovedWithAReason) {
  const v1::Session session = Logged(wrong_, "2026-05-18");
  v1::MoveSessionRequest request;
  request.set_name(session.name());
  request.set_etag(session.etag());
  request.set_track(right_.track.name());
  request.set_request_id(NewRequestId());
  EXPECT_THAT(layla_.Call<v1::Session>(std::string(kSessions) + "MoveSession", request),
              BlamesField("reason"));
}

TEST_F(WrongSession, IsMovedToTheRightTrackUnderANewNumber) {
  const v1::Session session = Logged(wrong_, "2026-05-18", "09:00");
  const auto moved = Move(layla_, session, "tracks/H-0007");
  ASSERT_OK(moved);
  EXPECT_EQ(moved->household_number(), "H-0007");
  EXPECT_NE(moved->number(), session.number());
  EXPECT_EQ(moved->date(), "2026-05-18");
  EXPECT_EQ(moved->start_time(), "09:00");
  EXPECT_EQ(moved->note(), "Samen de post geordend");
  EXPECT_FALSE(moved->has_void_time());
  EXPECT_EQ(Get(session).moved_to_number(), moved->number());
  EXPECT_EQ(Get(session).void_reason(), "verkeerd huishouden");
  EXPECT_EQ(LastSessionOf(wrong_), "");
  EXPECT_EQ(LastSessionOf(right_), "2026-05-18");
}

TEST_F(WrongSession, IsMovedWhereTheBuddySupports) {
  const v1::Session session = Logged(wrong_, "2026-05-18");
  EXPECT_THAT(Move(layla_, session, wrong_.track.name()), HasReason("MOVED_NOWHERE"));
  const Case strange = AddCase(coordinator_, "H-0099", AddBuddy(coordinator_, "B05"));
  EXPECT_THAT(Move(layla_, session, strange.track.name()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Move(coordinator_, session, strange.track.name()), HasReason("NO_MATCH_ON_DATE"));
  EXPECT_FALSE(Get(session).has_void_time());
}

}  // namespace session_void_test
}  // namespace kansrijk::testing
