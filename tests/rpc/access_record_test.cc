// No record, no answer; and what a record says: promise 3.
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/access.pb.h"
#include "server/db/database.h"
#include "server/facts/names.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace access_record_test {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kLogSession[] = "kansrijk.v1.SessionService/LogSession";
constexpr char kGetHousehold[] = "kansrijk.v1.HouseholdService/GetHousehold";

constexpr db::Query kLast{"last", R"sql(
  SELECT r.sequence, r.account_id, r.account_handle, r.role, r.method, r.purpose, r.outcome, r.reason,
         r.request_id, r.trace_id
  FROM access_record AS r ORDER BY r.sequence DESC LIMIT 1
)sql"};
constexpr db::Query kSubjects{"subjects", R"sql(
  SELECT s.subject FROM access_subject AS s WHERE s.sequence = $1 ORDER BY s.position
)sql"};

class AccessRecordTest : public ::testing::Test {
 protected:
  AccessRecordTest()
      : coordinator_(server_.AddAccount("coordinator", v1::ROLE_COORDINATOR)),
        case_(AddCase(coordinator_, "H-0001", AddBuddy(coordinator_, "B01"))),
        buddy_(server_.AddAccount("buddy", v1::ROLE_BUDDY, "KO", "B01")) {}

  v1::AccessRecord Last() {
    v1::AccessRecord record;
    EXPECT_OK(server_.server().instance().database().ReadNow([&](db::ReadTx& tx) {
      const auto row = tx.SelectOne(kLast);
      if (!row.ok()) return row.status();
      if (!row->has_value()) return absl::NotFoundError("the log is empty");
      record.set_sequence((*row)->Int(0));
      record.set_account((*row)->Text(1));
      record.set_account_handle((*row)->Text(2));
      record.set_role(static_cast<v1::Role>((*row)->Int(3)));
      record.set_method((*row)->Text(4));
      record.set_purpose(static_cast<v1::Purpose>((*row)->Int(5)));
      record.set_outcome((*row)->Text(6));
      record.set_reason((*row)->Text(7));
      record.set_request_id((*row)->Text(8));
      record.set_trace_id((*row)->Text(9));
      const auto subjects = tx.Select(kSubjects, {record.sequence()});
      if (!subjects.ok()) return subjects.status();
      for (const db::Row& subject : *subjects) record.add_subjects(subject.Text(0));
      return absl::OkStatus();
    }));
    return record;
  }

  // The record that a call made: exactly one.
  template <typename Request>
  v1::AccessRecord RecordOf(const Client& client, const std::string& method,
                            const Request& request) {
    const int64_t before = Last().sequence();
    status_ = client.CallRaw(method, request.SerializeAsString()).status();
    const v1::AccessRecord record = Last();
    EXPECT_EQ(record.sequence(), before + 1) << method;
    if (!status_.ok()) {
      const auto info = PayloadOf<google::rpc::ErrorInfo>(status_);
      EXPECT_EQ(info.metadata().at("trace_id"), record.trace_id()) << "error and record";
      EXPECT_EQ(record.reason(), ReasonOf(status_));
    }
    return record;
  }

  v1::GetHouseholdRequest HouseholdRequest(const std::string& name) {
    v1::GetHouseholdRequest request;
    request.set_name(name);
    return request;
  }

  TestServer server_;
  Client coordinator_;
  Case case_;
  Client buddy_;
  absl::Status status_;
};

TEST_F(AccessRecordTest, OfAReadingSaysWhoWhatWhyAndWhose) {
  const auto record = RecordOf(buddy_, kGetHousehold, HouseholdRequest("households/H-0001"));
  EXPECT_OK(status_);
  EXPECT_EQ(record.account_handle(), "buddy");
  EXPECT_EQ(record.role(), v1::ROLE_BUDDY);
  EXPECT_EQ(record.method(), kGetHousehold);
  EXPECT_EQ(record.purpose(), v1::PURPOSE_COACHING);
  EXPECT_EQ(record.outcome(), "OK");
  EXPECT_EQ(record.reason(), "");
  EXPECT_EQ(record.request_id(), "");
  EXPECT_EQ(record.trace_id().size(), 32);
  EXPECT_THAT(record.subjects(), ElementsAre(case_.household.name()));
}

TEST_F(AccessRecordTest, OfAListingNamesEveryoneInIt) {
  const v1::Household second = AddHousehold(coordinator_, "H-0002");
  const auto record = RecordOf(coordinator_, "kansrijk.v1.HouseholdService/ListHouseholds",
                               v1::ListHouseholdsRequest());
  EXPECT_THAT(record.subjects(), ElementsAre(case_.household.name(), second.name()));
}

TEST_F(AccessRecordTest, OfAChangeHoldsTheRequestId) {
  const v1::LogSessionRequest request = SessionOn(case_.track.name(), "2026-05-19");
  const auto record = RecordOf(buddy_, kLogSession, request);
  EXPECT_OK(status_);
  EXPECT_EQ(record.outcome(), "OK");
  EXPECT_EQ(record.request_id(), request.request_id());
  EXPECT_THAT(record.subjects(), ElementsAre(case_.household.name()));

  const auto again = RecordOf(buddy_, kLogSession, request);
  EXPECT_EQ(again.outcome(), "OK");
  EXPECT_EQ(again.reason(), "REPLAYED");
  EXPECT_THAT(again.subjects(), ElementsAre(case_.household.name()));
}

TEST_F(AccessRecordTest, IsMadeOfEveryKindOfRefusal) {
  v1::LogSessionRequest bad_date = SessionOn(case_.track.name(), "2026-02-30");
  EXPECT_EQ(RecordOf(buddy_, kLogSession, bad_date).outcome(), "INVALID_ARGUMENT");

  v1::LogSessionRequest future = SessionOn(case_.track.name(), "2026-06-30");
  EXPECT_NE(RecordOf(buddy_, kLogSession, future).outcome(), "OK");
  EXPECT_THAT(Last().subjects(), ElementsAre(case_.household.name()));

  v1::LogSessionRequest reused = SessionOn(case_.track.name(), "2026-05-19");
  ASSERT_OK(Log(buddy_, reused));
  reused.mutable_session()->set_minutes(1);
  EXPECT_EQ(RecordOf(buddy_, kLogSession, reused).reason(), "REQUEST_ID_REUSED");

  EXPECT_EQ(RecordOf(coordinator_, kGetHousehold, HouseholdRequest("households/H-9999")).outcome(),
            "NOT_FOUND");
  EXPECT_THAT(Last().subjects(), IsEmpty());

  EXPECT_EQ(
      RecordOf(coordinator_, "kansrijk.v1.Nothing/Nothing", v1::ListHouseholdsRequest()).outcome(),
      "UNIMPLEMENTED");
  EXPECT_EQ(Last().method(), "");
  EXPECT_EQ(Last().account_handle(), "coordinator");
}

TEST_F(AccessRecordTest, OfAnUnknownCallerSaysSo) {
  const auto record =
      RecordOf(server_.Anonymous(), kGetHousehold, HouseholdRequest("households/H-0001"));
  EXPECT_EQ(record.outcome(), "UNAUTHENTICATED");
  EXPECT_EQ(record.account(), "");
  EXPECT_EQ(record.method(), kGetHousehold);
}

TEST_F(AccessRecordTest, OfARoleThatMayNotSaysWhoseDataItWasAfter) {
  const Client trainer = server_.AddAccount("trainer", v1::ROLE_TRAINER);
  const auto record = RecordOf(trainer, kGetHousehold, HouseholdRequest("households/H-0001"));
  EXPECT_EQ(record.outcome(), "PERMISSION_DENIED");
  EXPECT_EQ(record.account_handle(), "trainer");
  EXPECT_THAT(record.subjects(), ElementsAre(case_.household.name()));
}

TEST_F(AccessRecordTest, OfDeniedAccessElsewhereSaysWhoseDataItWasAfter) {
  server_.AddOrganisation("WIJ");
  const Client stranger = server_.AddAccount("stranger", v1::ROLE_COORDINATOR, "WIJ");
  for (const std::string& name : {case_.household.name(), std::string("households/H-0001")}) {
    const auto record = RecordOf(stranger, kGetHousehold, HouseholdRequest(name));
    EXPECT_EQ(record.outcome(), "NOT_FOUND");
    EXPECT_EQ(record.account_handle(), "stranger");
    EXPECT_THAT(record.subjects(), ElementsAre(case_.household.name())) << name;
  }
  v1::LogSessionRequest write = SessionOn(case_.track.name(), "2026-05-19");
  const auto record = RecordOf(stranger, kLogSession, write);
  EXPECT_EQ(record.outcome(), "NOT_FOUND");
  EXPECT_EQ(record.request_id(), write.request_id());
  EXPECT_THAT(record.subjects(), ElementsAre(case_.household.name()));
}

TEST_F(AccessRecordTest, OfDeniedAccessReachesThePrivacyOfficerOfWhoseDataItWas) {
  server_.AddOrganisation("WIJ");
  const Client stranger = server_.AddAccount("stranger", v1::ROLE_COORDINATOR, "WIJ");
  const Client officer = server_.AddAccount("officer", v1::ROLE_PRIVACY_OFFICER);
  RecordOf(stranger, kGetHousehold, HouseholdRequest(case_.household.name()));
  v1::ListAccessRecordsRequest request;
  request.set_household("households/H-0001");
  const auto listed = officer.Call<v1::ListAccessRecordsResponse>(
      "kansrijk.v1.AccessService/ListAccessRecords", request);
  ASSERT_OK(listed);
  ASSERT_FALSE(listed->records().empty());
  EXPECT_EQ(listed->records(0).account_handle(), "stranger");
  EXPECT_EQ(listed->records(0).outcome(), "NOT_FOUND");
  EXPECT_EQ(Last().method(), "kansrijk.v1.AccessService/ListAccessRecords")
      << "reading the log is in the log";
  EXPECT_THAT(Last().subjects(), Contains(case_.household.name()));
}

TEST_F(AccessRecordTest, ShowsAnOrganisationItsOwnDoingsAndWhatOthersDidWithItsHouseholdsNoMore) {
  server_.AddOrganisation("WIJ");
  const Client stranger = server_.AddAccount("stranger", v1::ROLE_COORDINATOR, "WIJ");
  const Client officer = server_.AddAccount("officer", v1::ROLE_PRIVACY_OFFICER);
  const std::string theirs = AddHousehold(stranger, "H-0777").name();
  RecordOf(stranger, kGetHousehold, HouseholdRequest(theirs));
  RecordOf(stranger, kGetHousehold, HouseholdRequest(case_.household.name()));
  RecordOf(buddy_, kGetHousehold, HouseholdRequest(case_.household.name()));
  RecordOf(stranger, kGetHousehold, HouseholdRequest(case_.household.name()));
  std::vector<std::string> seen;
  v1::ListAccessRecordsRequest request;
  request.set_page_size(1);  // one by one, so that the two kinds must take turns
  for (int page = 0; page < 3; ++page) {
    const auto listed = officer.Call<v1::ListAccessRecordsResponse>(
        "kansrijk.v1.AccessService/ListAccessRecords", request);
    ASSERT_OK(listed);
    ASSERT_EQ(listed->records_size(), 1);
    EXPECT_THAT(listed->records(0).subjects(), ElementsAre(case_.household.name()));
    seen.push_back(listed->records(0).account_handle());
    request.set_page_token(listed->next_page_token());
  }
  EXPECT_THAT(seen, ElementsAre("stranger", "buddy", "stranger"));
}

// When a record cannot be made, nothing leaves and nothing is changed.
TEST_F(AccessRecordTest, IsNeededBeforeAnythingLeaves) {
  static constexpr db::Query kBreak{"break", "ALTER TABLE access_record RENAME TO lost_record"};
  static constexpr db::Query kMend{"mend", "ALTER TABLE lost_record RENAME TO access_record"};
  static constexpr db::Query kSessions{"sessions", "SELECT COUNT(*) FROM session"};
  db::Database& database = server_.server().instance().database();
  ASSERT_OK(database.WriteNow([](db::WriteTx& tx) { return tx.Select(kBreak).status(); }));
  const auto read =
      buddy_.CallRaw(kGetHousehold, HouseholdRequest("households/H-0001").SerializeAsString());
  EXPECT_THAT(read, ::testing::Not(IsOk()));
  const v1::LogSessionRequest request = SessionOn(case_.track.name(), "2026-05-19");
  EXPECT_THAT(Log(buddy_, request), ::testing::Not(IsOk()));
  ASSERT_OK(database.WriteNow([](db::WriteTx& tx) { return tx.Select(kMend).status(); }));
  EXPECT_OK(database.ReadNow([](db::ReadTx& tx) {
    EXPECT_EQ((*tx.SelectOne(kSessions))->Int(0), 0) << "written without a record";
    return absl::OkStatus();
  }));
  EXPECT_OK(Log(buddy_, request)) << "the same request, once records can be made";
  EXPECT_FALSE(buddy_.replayed());
}

}  // namespace access_record_test
}  // namespace kansrijk::testing
