// A request counts for ever: what its repetition is answered, days and years later, to who may
// still read what came of it and to who may not.
#include <gtest/gtest.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "kansrijk/v1/access.pb.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/signal.pb.h"
#include "kansrijk/v1/statistics.pb.h"
#include "server/base/civil.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace repeat_test {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kLogSession[] = "kansrijk.v1.SessionService/LogSession";
constexpr char kCanary[] = "zqnote";

class Repeat : public ::testing::Test {
 protected:
  Repeat()
      : coordinator_(server_.AddAccount("coordinator", v1::ROLE_COORDINATOR)),
        case_(AddCase(coordinator_, "H-0001", AddBuddy(coordinator_, "B01"))),
        buddy_(server_.AddAccount("buddy", v1::ROLE_BUDDY, "KO", "B01")) {}

  v1::LogSessionRequest ToLog() {
    v1::LogSessionRequest request = SessionOn(case_.track.name(), "2026-05-19");
    request.mutable_session()->set_note(kCanary);
    return request;
  }

  // So many days later, after the server has tidied up and all have logged in anew.
  void GoOn(int days) {
    server_.clock().Advance(absl::Hours(24) * days);
    server_.Restart();  // a server tidies up as soon as it starts, and is done with it when it ends
    server_.Restart();
    coordinator_ = server_.LogIn("coordinator");
    buddy_ = server_.LogIn("buddy");
  }

  int64_t CountOf(const db::Query& query) {
    int64_t count = -1;
    EXPECT_OK(server_.server().instance().database().ReadNow([&](db::ReadTx& tx) {
      const auto row = tx.SelectOne(query);
      if (row.ok()) count = (*row)->Int(0);
      return row.status();
    }));
    return count;
  }
  int64_t SessionCount() {
    static constexpr db::Query kCount{"sessions", "SELECT COUNT(*) FROM session"};
    return CountOf(kCount);
  }
  // Of the answers given before today.
  int64_t OldAnswerCount() {
    int64_t count = -1;
    static constexpr db::Query kCount{
        "answers", "SELECT COUNT(*) FROM answered_request WHERE answered_us < $1"};
    EXPECT_OK(server_.server().instance().database().ReadNow([&](db::ReadTx& tx) {
      const int64_t now_us = absl::ToUnixMicros(server_.clock().Now());
      const auto row = tx.SelectOne(kCount, {now_us});
      if (row.ok()) count = (*row)->Int(0);
      return row.status();
    }));
    return count;
  }

  void EndMatch() {
    ASSERT_OK(Transition(coordinator_, case_.match, v1::MATCH_VERB_END, "2026-05-20"));
  }

  // The last record of a call to `method`.
  v1::AccessRecord LastRecordOf(const std::string& method) {
    const Client officer = server_.AddAccount("officer", v1::ROLE_PRIVACY_OFFICER);
    v1::ListAccessRecordsRequest list;
    list.set_page_size(200);
    const auto listed = officer.Call<v1::ListAccessRecordsResponse>(
        "kansrijk.v1.AccessService/ListAccessRecords", list);
    EXPECT_OK(listed);
    for (const auto& record : listed->records()) {
      if (record.method() == method) return record;
    }
    return {};
  }

  // The answer holds nothing but `name`.
  static void ExpectNameAlone(const Client& client, const absl::StatusOr<v1::Session>& answer,
                              const std::string& name) {
    ASSERT_OK(answer);
    EXPECT_TRUE(client.replayed());
    v1::Session alone;
    alone.set_name(name);
    EXPECT_EQ(answer->SerializeAsString(), alone.SerializeAsString());
  }

  TestServer server_;
  Client coordinator_;
  Case case_;
  Client buddy_;
};

TEST_F(Repeat, After400DaysMakesNoSecondSessionAndAnswersTheFirstAsItReads) {
  const v1::LogSessionRequest request = ToLog();
  const auto first = Log(buddy_, request);
  ASSERT_OK(first);
  GoOn(400);
  ASSERT_EQ(OldAnswerCount(), 0) << "the whole answers are gone";
  const auto again = Log(buddy_, request);
  ASSERT_OK(again);
  EXPECT_TRUE(buddy_.replayed());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(SessionCount(), 1);
  const v1::AccessRecord record = LastRecordOf(kLogSession);
  EXPECT_EQ(record.reason(), "REPLAYED");
  EXPECT_EQ(record.outcome(), "OK");
  EXPECT_THAT(record.subjects(), ElementsAre(case_.household.name()));
}

TEST_F(Repeat, IsTheKeptAnswerForSevenDaysAndWhatReadsTodayAfterThem) {
  const v1::LogSessionRequest request = ToLog();
  v1::Session session = *Log(buddy_, request);
  v1::AmendSessionRequest amend;
  *amend.mutable_session() = session;
  amend.mutable_session()->set_minutes(60);
  amend.mutable_update_mask()->add_paths("minutes");
  amend.set_request_id(NewRequestId());
  ASSERT_OK(buddy_.Call<v1::Session>("kansrijk.v1.SessionService/AmendSession", amend));
  GoOn(7);
  EXPECT_EQ(Log(buddy_, request)->minutes(), 45);
  GoOn(1);
  EXPECT_EQ(Log(buddy_, request)->minutes(), 60);
  EXPECT_EQ(SessionCount(), 1);
}

TEST_F(Repeat, IsTheNameAloneToABuddyWhoseMatchEnded) {
  const v1::LogSessionRequest request = ToLog();
  const auto first = Log(buddy_, request);
  ASSERT_OK(first);
  EndMatch();
  ExpectNameAlone(buddy_, Log(buddy_, request), first->name());
  const v1::AccessRecord record = LastRecordOf(kLogSession);
  EXPECT_EQ(record.reason(), "REPLAYED");
  EXPECT_THAT(record.subjects(), ElementsAre(case_.household.name()));
  GoOn(400);
  ExpectNameAlone(buddy_, Log(buddy_, request), first->name());
  EXPECT_EQ(SessionCount(), 1);
}

TEST_F(Repeat, TellsABuddyNothingOfATrackBesideAnotherInTheSameHousehold) {
  const v1::LogSessionRequest request = ToLog();
  const auto first = Log(buddy_, request);
  const v1::Track other =
      AddTrack(coordinator_, case_.household, AddParticipant(coordinator_, case_.household, "Sem"));
  v1::Buddy buddy;
  buddy.set_name(case_.match.buddy());
  MatchUp(coordinator_, other, buddy);
  EndMatch();
  ExpectNameAlone(buddy_, Log(buddy_, request), first->name());
}

TEST_F(Repeat, OfAnotherBodyIsRefusedForEver) {
  v1::LogSessionRequest request = ToLog();
  ASSERT_OK(Log(buddy_, request));
  request.mutable_session()->set_minutes(46);
  for (const int days : {0, 8, 400}) {
    GoOn(days);
    EXPECT_THAT(Log(buddy_, request),
                AllOf(HasCode(absl::StatusCode::kInvalidArgument), HasReason("REQUEST_ID_REUSED"),
                      BlamesField("request_id")))
        << days;
  }
  EXPECT_EQ(SessionCount(), 1);
}

TEST_F(Repeat, OfARefusedChangeIsTriedAgainOnceTheRefusalIsForgotten) {
  const v1::LogSessionRequest request = SessionOn(case_.track.name(), "2026-05-25");
  EXPECT_THAT(Log(buddy_, request), HasReason("SESSION_IN_FUTURE"));
  GoOn(7);
  EXPECT_THAT(Log(buddy_, request), HasReason("SESSION_IN_FUTURE"));
  EXPECT_TRUE(buddy_.replayed());
  GoOn(1);
  EXPECT_OK(Log(buddy_, request));
  EXPECT_FALSE(buddy_.replayed());
  EXPECT_EQ(SessionCount(), 1);
}

TEST_F(Repeat, OfADryRunIsADryRunAgain) {
  v1::CreateHouseholdRequest request;
  request.mutable_household()->set_neighbourhood(v1::NEIGHBOURHOOD_BEIJUM);
  request.mutable_household()->set_type(v1::HOUSEHOLD_TYPE_SINGLE);
  request.set_validate_only(true);
  request.set_request_id(NewRequestId());
  constexpr char kCreate[] = "kansrijk.v1.HouseholdService/CreateHousehold";
  ASSERT_OK(coordinator_.Call<v1::Household>(kCreate, request));
  GoOn(8);
  ASSERT_OK(coordinator_.Call<v1::Household>(kCreate, request));
  EXPECT_FALSE(coordinator_.replayed()) << "nothing was carried out";
}

// Who raised a signal keeps seeing it, without its household.
TEST_F(Repeat, OfASignalIsTheSignalToWhoRaisedIt) {
  v1::RaiseSignalRequest request;
  request.set_parent(case_.track.name());
  request.mutable_signal()->set_description("Zorgen om de kinderen.");
  request.set_request_id(NewRequestId());
  constexpr char kRaise[] = "kansrijk.v1.SignalService/RaiseSignal";
  const auto raised = buddy_.Call<v1::Signal>(kRaise, request);
  ASSERT_OK(raised);
  EndMatch();
  for (const int days : {0, 400}) {
    GoOn(days);
    const auto again = buddy_.Call<v1::Signal>(kRaise, request);
    ASSERT_OK(again);
    EXPECT_TRUE(buddy_.replayed());
    EXPECT_EQ(again->name(), raised->name());
    EXPECT_EQ(again->description(), raised->description());
  }
}

TEST_F(Repeat, HandsOutNoSecondAccountAndNoToken) {
  v1::CreateAccountRequest request;
  request.mutable_account()->set_handle("sanne");
  request.mutable_account()->set_role(v1::ROLE_TRAINER);
  request.mutable_account()->set_organisation("organisations/KO");
  request.set_request_id(NewRequestId());
  constexpr char kCreate[] = "kansrijk.v1.AccountService/CreateAccount";
  const auto first = server_.Operator().Call<v1::CreateAccountResponse>(kCreate, request);
  ASSERT_OK(first);
  GoOn(400);
  const Client op = server_.Operator();
  const auto again = op.Call<v1::CreateAccountResponse>(kCreate, request);
  ASSERT_OK(again);
  EXPECT_TRUE(op.replayed());
  EXPECT_EQ(again->account().name(), first->account().name());
  EXPECT_EQ(again->token(), "");
}

// A review has no reading of its own.
TEST_F(Repeat, IsTheNameAloneWhereNothingReadsTheThing) {
  v1::HoldReviewRequest request;
  request.set_parent(case_.track.name());
  request.mutable_review()->set_note(kCanary);
  request.set_request_id(NewRequestId());
  constexpr char kHold[] = "kansrijk.v1.CaseloadService/HoldReview";
  const auto held = coordinator_.Call<v1::Review>(kHold, request);
  ASSERT_OK(held);
  EXPECT_EQ(coordinator_.Call<v1::Review>(kHold, request)->note(), kCanary);
  GoOn(400);
  const auto again = coordinator_.Call<v1::Review>(kHold, request);
  ASSERT_OK(again);
  EXPECT_EQ(again->name(), held->name());
  EXPECT_EQ(again->note(), "");
}

TEST_F(Repeat, FindsAMemberWhereItBelongsByNow) {
  v1::CreateMemberRequest create;
  create.set_parent(case_.household.name());
  create.mutable_member()->set_given_name("Sem");
  create.mutable_member()->set_birth_date("2001-02-03");
  create.mutable_member()->set_relation(v1::MEMBER_RELATION_CHILD);
  create.set_request_id(NewRequestId());
  constexpr char kCreate[] = "kansrijk.v1.HouseholdService/CreateMember";
  const auto made = coordinator_.Call<v1::Member>(kCreate, create);
  ASSERT_OK(made);
  const v1::Household other = AddHousehold(coordinator_, "H-0002");
  v1::TransferMemberRequest transfer;
  transfer.set_name(made->name());
  transfer.set_etag(made->etag());
  transfer.set_household(other.name());
  transfer.set_request_id(NewRequestId());
  const auto moved =
      coordinator_.Call<v1::Member>("kansrijk.v1.HouseholdService/TransferMember", transfer);
  ASSERT_OK(moved);
  EXPECT_EQ(coordinator_.Call<v1::Member>(kCreate, create)->given_name(), "Sem");
  GoOn(400);
  const auto again = coordinator_.Call<v1::Member>(kCreate, create);
  ASSERT_OK(again);
  EXPECT_EQ(again->name(), moved->name());
  EXPECT_EQ(again->given_name(), "Sem");
}

// What takes long is worked out before the writer knows that it was done.
TEST_F(Repeat, OfARelease400DaysLaterIsTheRelease) {
  const Client statistician = server_.AddAccount("statistician", v1::ROLE_STATISTICIAN);
  v1::PublishReleaseRequest request;
  request.set_code("2024");
  request.set_request_id(NewRequestId());
  constexpr char kPublish[] = "kansrijk.v1.StatisticsService/PublishRelease";
  const auto first = statistician.Call<v1::Release>(kPublish, request);
  ASSERT_OK(first);
  GoOn(400);
  const Client later = server_.LogIn("statistician");
  const auto again = later.Call<v1::Release>(kPublish, request);
  ASSERT_OK(again);
  EXPECT_TRUE(later.replayed());
  EXPECT_EQ(again->name(), first->name());
}

TEST_F(Repeat, KeepsNoContentForEver) {
  ASSERT_OK(Log(buddy_, ToLog()));
  GoOn(8);
  static constexpr db::Query kRows{
      "rows",
      "SELECT r.caller_id || r.request_id || r.request_hash || r.resource_name "
      "FROM carried_out_request AS r"};
  EXPECT_OK(server_.server().instance().database().ReadNow([&](db::ReadTx& tx) {
    const auto rows = tx.Select(kRows);
    if (!rows.ok()) return rows.status();
    EXPECT_GT(rows->size(), 10u);
    for (const db::Row& row : *rows) {
      EXPECT_THAT(row.Text(0), Not(HasSubstr(kCanary)));
      EXPECT_LT(row.Text(0).size(), 300u);
    }
    return absl::OkStatus();
  }));
}

}  // namespace repeat_test
}  // namespace kansrijk::testing
