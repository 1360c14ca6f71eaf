// Any change, deletion or cut of the access log is detected, given one checkpoint: promise 6.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "absl/strings/str_cat.h"
#include "server/base/status.h"
#include "server/db/sqlite.h"
#include "server/store/office/access.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace access_chain_test {

using ::testing::HasSubstr;

constexpr char kWithoutTriggers[] =
    "DROP TRIGGER access_record_is_never_changed; DROP TRIGGER access_record_is_never_deleted;"
    "DROP TRIGGER access_subject_is_never_changed; DROP TRIGGER access_subject_is_never_deleted;";

void Raw(const std::string& path, const std::string& statements) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(handle, statements.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(handle) << ": " << statements;
  sqlite3_close(handle);
}

// A log of real calls, in a copy of the database that no server uses.
class AccessChain : public ::testing::Test {
 protected:
  AccessChain() : path_(directory_.path() + "/copy.db") {
    TestServer server;
    const Client coordinator = server.AddAccount("coordinator", v1::ROLE_COORDINATOR);
    const Case made = AddCase(coordinator, "H-0001", AddBuddy(coordinator, "B01"));
    const Client buddy = server.AddAccount("buddy", v1::ROLE_BUDDY, "KO", "B01");
    for (int i = 0; i < 10; ++i) {
      EXPECT_OK(Log(buddy, SessionOn(made.track.name(), "2026-05-19")));
    }
    Raw(DatabasePath(server.directory()), absl::StrCat("VACUUM INTO '", path_, "'"));
    Raw(path_, kWithoutTriggers);
    EXPECT_OK(WithCopy([&](db::ReadTx& tx) {
      ASSIGN_OR_RETURN(checkpoint_, store::LastCheckpoint(tx));
      return absl::OkStatus();
    }));
  }

  absl::Status WithCopy(absl::FunctionRef<absl::Status(db::WriteTx&)> look) {
    ASSIGN_OR_RETURN(const auto connection, db::OpenSqlite(path_, db::SqliteMode::kWrite));
    db::WriteTx tx(*connection);
    return look(tx);
  }

  absl::Status Verify(const store::Checkpoint& known) {
    return WithCopy([&](db::WriteTx& tx) { return store::VerifyAccessLog(tx, known); });
  }

  // What the log says after these statements, against the checkpoint of before.
  void ExpectFound(const std::string& statements, const std::string& named) {
    Raw(path_, statements);
    const absl::Status verdict = Verify(checkpoint_);
    EXPECT_THAT(verdict, HasCode(absl::StatusCode::kDataLoss)) << statements;
    EXPECT_THAT(std::string(verdict.message()), HasSubstr(named)) << statements;
  }

  TemporaryDirectory directory_;
  std::string path_;
  store::Checkpoint checkpoint_;
};

TEST_F(AccessChain, IsWholeAsItWasWritten) {
  EXPECT_GT(checkpoint_.sequence, 20);
  EXPECT_OK(Verify({}));
  EXPECT_OK(Verify(checkpoint_));
}

TEST_F(AccessChain, IsWholeAfterItGrewBeyondTheCheckpoint) {
  v1::AccessRecord more;
  more.set_method("kansrijk.v1.AccountService/Whoami");
  ASSERT_OK(
      WithCopy([&](db::WriteTx& tx) { return store::AppendAccessRecord(tx, more).status(); }));
  EXPECT_OK(Verify(checkpoint_));
}

TEST_F(AccessChain, TellsWhatAnOrganisationIsNotShownOfItsHouseholds) {
  Raw(path_,
      "INSERT INTO organisation_all (id, code, display_name, kind, created_us, updated_us, "
      "revision)"
      " VALUES ('other', 'ANDER', 'Ander', 1, 1, 1, 1);"
      "UPDATE household_all SET organisation_id = 'other'");
  EXPECT_THAT(Verify(checkpoint_), HasCode(absl::StatusCode::kDataLoss));
  Raw(path_,
      "INSERT INTO access_by_others SELECT DISTINCT 'other', s.sequence FROM access_subject AS s");
  EXPECT_OK(Verify(checkpoint_));
  ExpectFound(
      "DROP TRIGGER access_by_others_is_never_deleted;"
      "DELETE FROM access_by_others WHERE sequence = "
      "(SELECT MAX(sequence) FROM access_by_others)",
      "is not shown to the organisation");
}

class ChangedField : public AccessChain, public ::testing::WithParamInterface<const char*> {};

TEST_P(ChangedField, IsFound) {
  ExpectFound(absl::StrCat("UPDATE access_record SET ", GetParam(), " WHERE sequence = 15"),
              "access record 15");
}

INSTANTIATE_TEST_SUITE_P(Each, ChangedField,
                         ::testing::Values("time_us = time_us + 1", "account_id = 'x'",
                                           "account_handle = 'x'", "role = role + 1",
                                           "organisation_id = 'x'", "method = 'x'",
                                           "purpose = purpose + 1", "outcome = 'NOT_FOUND'",
                                           "reason = 'x'", "request_id = 'x'", "trace_id = 'x'",
                                           "hash = 'x'",
                                           // what one field loses, the next gains
                                           "method = method || '1', purpose = 1, outcome = ''"));

TEST_F(AccessChain, FindsADeletedRecord) {
  ExpectFound(
      "DELETE FROM access_subject WHERE sequence = 15;"
      "DELETE FROM access_record WHERE sequence = 15",
      "access record 15 is missing");
}

TEST_F(AccessChain, FindsTheDeletedFirstRecord) {
  ExpectFound(
      "DELETE FROM access_subject WHERE sequence = 1;"
      "DELETE FROM access_record WHERE sequence = 1",
      "access record 1 is missing");
}

TEST_F(AccessChain, FindsADeletedRecordWhoseGapWasClosed) {
  ExpectFound(
      "PRAGMA foreign_keys = OFF; DELETE FROM access_subject WHERE sequence = 15;"
      "DELETE FROM access_record WHERE sequence = 15;"
      "UPDATE access_record SET sequence = -(sequence - 1) WHERE sequence > 15;"
      "UPDATE access_record SET sequence = -sequence WHERE sequence < 0;"
      "UPDATE access_subject SET sequence = -(sequence - 1) WHERE sequence > 15;"
      "UPDATE access_subject SET sequence = -sequence WHERE sequence < 0",
      "access record 15");
}

TEST_F(AccessChain, FindsADeletedSubject) {
  ExpectFound(absl::StrCat("DELETE FROM access_subject WHERE sequence = ", checkpoint_.sequence),
              absl::StrCat("access record ", checkpoint_.sequence));
}

TEST_F(AccessChain, FindsAChangedSubject) {
  ExpectFound(absl::StrCat("UPDATE access_subject SET subject = 'households/x' WHERE sequence = ",
                           checkpoint_.sequence),
              absl::StrCat("access record ", checkpoint_.sequence));
}

TEST_F(AccessChain, FindsAnAddedSubject) {
  ExpectFound("INSERT INTO access_subject VALUES (15, 99, 'households/x')", "access record 15");
}

TEST_F(AccessChain, FindsSwappedHashes) {
  ExpectFound(
      "UPDATE access_record SET hash = CASE sequence "
      "WHEN 15 THEN (SELECT hash FROM access_record WHERE sequence = 16) "
      "ELSE (SELECT hash FROM access_record WHERE sequence = 15) END "
      "WHERE sequence IN (15, 16)",
      "access record 15");
}

TEST_F(AccessChain, FindsSwappedRecords) {
  ExpectFound(
      "PRAGMA foreign_keys = OFF;"
      "UPDATE access_record SET sequence = -15 WHERE sequence = 15;"
      "UPDATE access_record SET sequence = 15 WHERE sequence = 16;"
      "UPDATE access_record SET sequence = 16 WHERE sequence = -15",
      "access record 15");
}

TEST_F(AccessChain, FindsACutTailAgainstTheCheckpoint) {
  const std::string last = absl::StrCat(checkpoint_.sequence);
  const std::string cut = absl::StrCat("DELETE FROM access_subject WHERE sequence >= ", last,
                                       "; DELETE FROM access_record WHERE sequence >= ", last);
  ExpectFound(cut, absl::StrCat("access record ", last, " is missing"));
  EXPECT_OK(Verify({})) << "without a checkpoint a cut at the end cannot show";
}

TEST_F(AccessChain, FindsThatEverythingIsGone) {
  ExpectFound("DELETE FROM access_subject; DELETE FROM access_record",
              "access record 1 is missing");
}

// Whoever can compute hashes can write another history, but not one with the hash of the
// checkpoint.
TEST_F(AccessChain, FindsAHistoryThatWasWrittenAnew) {
  const std::string last = absl::StrCat(checkpoint_.sequence);
  Raw(path_, absl::StrCat("DELETE FROM access_subject WHERE sequence >= ", last,
                          "; DELETE FROM access_record WHERE sequence >= ", last));
  v1::AccessRecord forged;
  forged.set_method("kansrijk.v1.AccountService/Whoami");
  forged.set_outcome("OK");
  ASSERT_OK(WithCopy([&](db::WriteTx& tx) -> absl::Status {
    ASSIGN_OR_RETURN(forged, store::AppendAccessRecord(tx, std::move(forged)));
    return absl::OkStatus();
  }));
  EXPECT_EQ(forged.sequence(), checkpoint_.sequence);
  EXPECT_OK(Verify({}));
  const absl::Status verdict = Verify(checkpoint_);
  EXPECT_THAT(verdict, HasCode(absl::StatusCode::kDataLoss));
  EXPECT_THAT(std::string(verdict.message()), HasSubstr("differs from the checkpoint"));
}

}  // namespace access_chain_test
}  // namespace kansrijk::testing
