// Requests that were carried out before they counted for ever: in existing directories.
#include <gtest/gtest.h>

#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/certificate.pb.h"
#include "kansrijk/v1/enrolment.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/situation.pb.h"
#include "server/db/migrate.h"
#include "server/db/sqlite.h"
#include "tests/testing/directory.h"
#include "tests/testing/status.h"

namespace kansrijk::db {
namespace carried_out_request_test {

using ::testing::Pair;
using ::testing::UnorderedElementsAre;

bool IsOurs(const Migration& migration) {
  return absl::StrContains(migration.name, "_carried_out_request.");
}

// A database as it was before, with answers to requests in it.
class CarriedOutRequests : public ::testing::Test {
 protected:
  CarriedOutRequests() {
    auto opened = OpenSqlite(directory_.path() + "/test.db", SqliteMode::kCreate);
    EXPECT_OK(opened);
    connection_ = *std::move(opened);
    for (const Migration& migration : Migrations()) {
      if (IsOurs(migration)) break;
      EXPECT_OK(connection_->Script(migration.sql));
    }
  }

  void Answered(const std::string& request_id, const std::string& status,
                const std::string& response) {
    static constexpr Query kInsert{"insert", R"sql(
      INSERT INTO answered_request (caller_id, request_id, request_hash, status, response,
                                    answered_us)
      VALUES ('layla', $1, $2, $3, $4, 1)
    )sql"};
    EXPECT_OK(connection_->Run(
        kInsert, {request_id, absl::StrCat(std::string(32, 'a'), std::string(32, 'b')),
                  Blob{status}, Blob{response}}));
  }

  void MigrateOn() {
    for (const Migration& migration : Migrations()) {
      if (!IsOurs(migration)) continue;
      EXPECT_OK(connection_->Script(migration.sql)) << migration.name;
    }
  }

  std::map<std::string, std::string> NamesKept() {
    static constexpr Query kNames{
        "names", "SELECT r.request_id, r.resource_name FROM carried_out_request AS r"};
    std::map<std::string, std::string> names;
    const auto rows = connection_->Run(kNames, {});
    EXPECT_OK(rows);
    for (const Row& row : rows->rows) names[row.Text(0)] = row.Text(1);
    return names;
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<Connection> connection_;
};

TEST_F(CarriedOutRequests, FromBeforeKeepTheNameOfWhatTheyMade) {
  v1::Session session;
  session.set_name("tracks/01890a5d-ac96-774b-bcce-b302099a8057/sessions/x");
  session.set_note("Niet voor altijd.");
  v1::Situation situation;  // a name of more than 127 bytes
  situation.set_name(absl::StrCat("households/", std::string(36, 'h'), "/members/",
                                  std::string(36, 'm'), "/situations/", std::string(36, 's')));
  v1::CertificateRule unnamed;
  unnamed.set_programme(v1::PROGRAMME_BASIC);
  v1::RecordAttendanceResponse numbered;
  numbered.set_session_number("S19");
  v1::CreateAccountResponse nested;
  nested.mutable_account()->set_name("accounts/x");
  Answered("session", "", session.SerializeAsString());
  Answered("situation", "", situation.SerializeAsString());
  Answered("unnamed", "", unnamed.SerializeAsString());
  Answered("numbered", "", numbered.SerializeAsString());
  Answered("nested", "", nested.SerializeAsString());
  Answered("empty", "", "");
  Answered("refused", "\x08\x05", "");
  MigrateOn();
  EXPECT_THAT(NamesKept(),
              UnorderedElementsAre(Pair("session", session.name()),
                                   Pair("situation", situation.name()), Pair("unnamed", ""),
                                   Pair("numbered", ""), Pair("nested", ""), Pair("empty", "")));
}

TEST_F(CarriedOutRequests, FromBeforeKeepTheirAnswersUnderTheSameHash) {
  Answered("refused", "\x08\x05", "");
  Answered("done", "", "answer");
  MigrateOn();
  static constexpr Query kHashes{"hashes", R"sql(
    SELECT a.request_hash, a.status, a.response FROM answered_request AS a ORDER BY a.request_id
  )sql"};
  const auto answers = connection_->Run(kHashes, {});
  ASSERT_OK(answers);
  ASSERT_EQ(answers->rows.size(), 2u);
  EXPECT_EQ(answers->rows[0].Text(0), std::string(32, 'a'));
  EXPECT_EQ(answers->rows[0].Bytes(2), "answer");
  EXPECT_EQ(answers->rows[1].Bytes(1), "\x08\x05");
  static constexpr Query kKept{"kept", "SELECT r.request_hash FROM carried_out_request AS r"};
  EXPECT_EQ(connection_->Run(kKept, {})->rows.at(0).Text(0), std::string(32, 'a'));
}

TEST_F(CarriedOutRequests, AreNeverChangedOrDeleted) {
  Answered("done", "", "answer");
  MigrateOn();
  for (const char* statement :
       {"UPDATE carried_out_request SET resource_name = ''", "DELETE FROM carried_out_request"}) {
    EXPECT_THAT(connection_->Script(statement),
                testing::HasCode(absl::StatusCode::kFailedPrecondition))
        << statement;
  }
}

}  // namespace carried_out_request_test
}  // namespace kansrijk::db
