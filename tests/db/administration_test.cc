// A data directory from before administrators were of one organisation.
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "server/db/migrate.h"
#include "server/db/sqlite.h"
#include "tests/testing/directory.h"
#include "tests/testing/status.h"

namespace kansrijk::db {
namespace administration_test {

using testing::HasCode;

constexpr char kMigration[] = "administration";

// KO came first, though its id sorts last; an import brought in NW.
constexpr char kOffices[] = R"sql(
  INSERT INTO organisation_all (id, code, display_name, kind, created_us, updated_us, revision,
    confirmed_us)
  VALUES ('zz', 'KO', 'Kansrijk', 1, 7, 7, 1, 7), ('aa', 'KS', 'Start', 3, 8, 8, 1, 8),
    ('bb', 'NW', 'Nieuwe Wegen', 3, 9, 9, 1, NULL);
  INSERT INTO organisation_import_all (organisation_id, importer_id, import_number)
  VALUES ('bb', 'aa', 1);
  INSERT INTO account (id, handle, role, organisation_id, created_us, updated_us, revision)
  VALUES ('ada', 'ada', 7, 'zz', 1, 1, 1), ('carla', 'carla', 2, 'zz', 1, 1, 1),
    ('anna', 'anna', 7, 'aa', 1, 1, 1), ('dora', 'dora', 7, 'zz', 1, 1, 1);
  UPDATE account SET disabled_us = 2 WHERE id = 'dora';
  INSERT INTO account_token (id, account_id, secret_hash, created_us, expires_us)
  VALUES ('t', 'carla', 'hash', 1, 1);
)sql";

class Administration : public ::testing::Test {
 protected:
  Administration() {
    auto connection = OpenSqlite(directory_.path() + "/test.db", SqliteMode::kCreate);
    EXPECT_OK(connection);
    connection_ = std::move(*connection);
  }

  // The migrations before this one, then `offices`, then this one.
  void MigrateFrom(const std::string& offices) {
    const auto migration =
        std::find_if(Migrations().begin(), Migrations().end(),
                     [](const Migration& one) { return absl::StrContains(one.name, kMigration); });
    ASSERT_NE(migration, Migrations().end());
    for (auto earlier = Migrations().begin(); earlier != migration; ++earlier) {
      ASSERT_OK(connection_->Script(earlier->sql));
    }
    ASSERT_OK(connection_->Script(offices));
    ASSERT_OK(connection_->Script(migration->sql));
  }

  // The first column of all rows.
  std::string Texts(const Query& query) {
    const auto result = connection_->Run(query, {});
    EXPECT_OK(result);
    std::vector<std::string> texts;
    for (const Row& row : result->rows) texts.push_back(row.Text(0));
    return absl::StrJoin(texts, " ");
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<Connection> connection_;
};

constexpr Query kRuns{"runs", "SELECT n.organisation_id FROM installation AS n"};

TEST_F(Administration, IsOfTheFirstOrganisation) {
  MigrateFrom(kOffices);
  EXPECT_EQ(Texts(kRuns), "zz");
}

TEST_F(Administration, WaitsForTheFirstOrganisationWhereThereIsNone) {
  MigrateFrom("");
  EXPECT_EQ(Texts(kRuns), "");
}

TEST_F(Administration, IsOfOneOrganisationOnly) {
  MigrateFrom(kOffices);
  EXPECT_THAT(connection_->Script("INSERT INTO installation VALUES (2, 'aa')"),
              HasCode(absl::StatusCode::kFailedPrecondition));
}

TEST_F(Administration, LeavesAccountsTheirNamesAndTokens) {
  static constexpr Query kHandles{"handles", "SELECT a.handle FROM account AS a ORDER BY a.handle"};
  static constexpr Query kQualified{
      "qualified", "SELECT a.qualified_handle FROM account AS a ORDER BY a.handle"};
  static constexpr Query kHolders{
      "holders",
      "SELECT a.handle FROM account_token AS t JOIN account AS a ON a.id = t.account_id"};
  MigrateFrom(kOffices);
  EXPECT_EQ(Texts(kHandles), "ada anna carla dora");
  EXPECT_EQ(Texts(kQualified), "KO:ada KS:anna KO:carla KO:dora");
  EXPECT_EQ(Texts(kHolders), "carla");
}

TEST_F(Administration, ShowsAccountsToTheirOwnOfficeAndTheOperator) {
  static constexpr Query kSeen{
      "seen", "SELECT v.account_id || '>' || v.seen_id FROM visible_account AS v ORDER BY 1"};
  MigrateFrom(kOffices);
  EXPECT_EQ(Texts(kSeen),
            "ada>ada ada>carla ada>dora anna>anna carla>ada carla>carla carla>dora "
            "operator>ada operator>anna operator>carla operator>dora");
}

TEST_F(Administration, ShowsWhatIsUnconfirmedToItsImporterAndToWhoConfirmsIt) {
  static constexpr Query kSeen{"seen",
                               "SELECT v.account_id FROM visible_organisation AS v "
                               "WHERE v.organisation_id = 'bb' ORDER BY v.account_id"};
  MigrateFrom(kOffices);
  EXPECT_EQ(Texts(kSeen), "ada anna operator");
}

}  // namespace administration_test
}  // namespace kansrijk::db
