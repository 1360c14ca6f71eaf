#include "server/db/migrate.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "server/db/sqlite.h"
#include "tests/testing/directory.h"
#include "tests/testing/status.h"

namespace kansrijk::db {
namespace migrate_test {

using testing::HasCode;

std::string Contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

void Write(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

// Runs statements on the file without the server's code, and leaves nothing beside it.
void Raw(const std::string& path, const std::string& statements) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  char* error = nullptr;
  EXPECT_EQ(sqlite3_exec(handle, statements.c_str(), nullptr, nullptr, &error), SQLITE_OK) << error;
  sqlite3_free(error);
  sqlite3_close(handle);
}

// The schema as SQLite keeps it, by type and name.
std::string DumpSchema(Connection& connection) {
  static constexpr Query kSchema{"schema",
                                 "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL "
                                 "ORDER BY name, type"};
  const auto result = connection.Run(kSchema, {});
  EXPECT_OK(result);
  std::string dump =
      "-- Made by tests/db/migrate_test.cc from the migrations; not read by anything "
      "else.\n";
  for (const Row& row : result->rows) absl::StrAppend(&dump, "\n", row.Text(0), ";\n");
  return dump;
}

class Migrated : public ::testing::Test {
 protected:
  Migrated() : path_(directory_.path() + "/kansrijk.db") {
    EXPECT_OK(CreateDatabase(path_, /*now_us=*/1));
  }

  // So many organisations that damage in the middle of the file hits something.
  void Fill() {
    Raw(path_,
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
        "INSERT INTO organisation_all (id, code, display_name, kind, created_us, updated_us, "
        "revision) "
        "SELECT 'id-' || i, 'code-' || i, 'Organisatie ' || i, 1, 1, 1, 1 "
        "FROM n; PRAGMA wal_checkpoint(TRUNCATE)");
  }

  // The verdict on the file, after which its bytes are what they were.
  FileState Inspect() {
    const std::string before = Contents(path_);
    const FileState state = InspectFile(path_);
    EXPECT_TRUE(Contents(path_) == before) << "looking changed the file";
    return state;
  }

  testing::TemporaryDirectory directory_;
  std::string path_;
};

TEST_F(Migrated, FreshDatabaseHasTheSchemaOfRecord) {
  const std::string golden = absl::StrCat(KANSRIJK_SOURCE_DIR, "/schema/current.sql");
  const std::string dump = DumpSchema(**OpenSqlite(path_, SqliteMode::kRead));
  if (std::getenv("KANSRIJK_UPDATE_GOLDEN") != nullptr) Write(golden, dump);
  EXPECT_EQ(Contents(golden), dump) << "KANSRIJK_UPDATE_GOLDEN=1 rewrites " << golden;
}

TEST_F(Migrated, NumbersOfMigrationsAreWithoutGaps) {
  int expected = 1;
  for (const Migration& migration : Migrations()) {
    EXPECT_EQ(migration.number, expected);
    EXPECT_EQ(std::atoi(migration.name), expected) << migration.name;
    ++expected;
  }
  EXPECT_GT(expected, 1);
}

TEST_F(Migrated, MigratingAgainChangesNothing) {
  const std::string before = DumpSchema(**OpenSqlite(path_, SqliteMode::kRead));
  EXPECT_OK(Migrate(**OpenSqlite(path_, SqliteMode::kWrite), /*now_us=*/2));
  EXPECT_EQ(DumpSchema(**OpenSqlite(path_, SqliteMode::kRead)), before);
}

TEST_F(Migrated, AMigrationThatWasAppliedWithAnotherTextIsRefused) {
  Raw(path_, "UPDATE schema_migration SET checksum = 'other' WHERE number = 1");
  const auto connection = OpenSqlite(path_, SqliteMode::kWrite);
  ASSERT_OK(connection);
  EXPECT_THAT(Migrate(**connection, 2), HasCode(absl::StatusCode::kFailedPrecondition));
}

TEST_F(Migrated, AFreshDatabaseIsCurrent) { EXPECT_EQ(Inspect(), FileState::kCurrent); }

TEST_F(Migrated, ADatabaseIsNeverMadeOverAnother) {
  const std::string before = Contents(path_);
  EXPECT_THAT(CreateDatabase(path_, 2), HasCode(absl::StatusCode::kAlreadyExists));
  EXPECT_TRUE(Contents(path_) == before);
}

TEST_F(Migrated, NoFileIsMissingAndStaysSo) {
  const std::string other = directory_.path() + "/other.db";
  EXPECT_EQ(InspectFile(other), FileState::kMissing);
  EXPECT_FALSE(std::filesystem::exists(other));
}

TEST_F(Migrated, AFileOfSomethingElseIsForeign) {
  for (const std::string& text :
       {std::string(), std::string("boodschappenlijst\n"), std::string(50'000, 'x')}) {
    Write(path_, text);
    EXPECT_EQ(Inspect(), FileState::kForeign) << text.size();
  }
}

TEST_F(Migrated, ADatabaseOfAnotherProgramIsForeign) {
  std::filesystem::remove(path_);
  Raw(path_, "PRAGMA application_id = 7; PRAGMA user_version = 1; CREATE TABLE other (x)");
  EXPECT_EQ(Inspect(), FileState::kForeign);
}

TEST_F(Migrated, ALaterVersionIsNewer) {
  Raw(path_, absl::StrCat("PRAGMA user_version = ", Migrations().size() + 1,
                          "; PRAGMA wal_checkpoint(TRUNCATE)"));
  EXPECT_EQ(Inspect(), FileState::kNewer);
}

TEST_F(Migrated, AnEarlierVersionIsOlder) {
  Raw(path_, absl::StrCat("PRAGMA user_version = ", Migrations().size() - 1,
                          "; PRAGMA wal_checkpoint(TRUNCATE)"));
  EXPECT_EQ(Inspect(), FileState::kOlder);
}

TEST_F(Migrated, OverwrittenPagesAreDamage) {
  Fill();
  const std::string whole = Contents(path_);
  ASSERT_GT(whole.size(), size_t{200'000});
  EXPECT_EQ(Inspect(), FileState::kCurrent);
  for (const size_t at : {whole.size() / 4, whole.size() / 2, whole.size() - 8192}) {
    std::string damaged = whole;
    damaged.replace(at, 4096, std::string(4096, '\x5a'));
    Write(path_, damaged);
    EXPECT_EQ(Inspect(), FileState::kDamaged) << "at byte " << at;
  }
}

TEST_F(Migrated, ATruncatedFileIsDamage) {
  Fill();
  const std::string whole = Contents(path_);
  for (const size_t size :
       {whole.size() / 2, whole.size() - 4096, whole.size() - 1, size_t{4096}}) {
    Write(path_, whole.substr(0, size));
    EXPECT_EQ(Inspect(), FileState::kDamaged) << size << " of " << whole.size() << " bytes";
  }
}

TEST_F(Migrated, AFileCutWithinItsHeaderIsRefused) {
  Write(path_, Contents(path_).substr(0, 99));
  EXPECT_EQ(Inspect(), FileState::kForeign);
}

TEST_F(Migrated, TheAccessLogRefusesChangeAndDeletion) {
  const auto connection = OpenSqlite(path_, SqliteMode::kWrite);
  ASSERT_OK(connection);
  ASSERT_OK((*connection)
                ->Script("INSERT INTO access_record VALUES (1, 1, 'a', 'h', 1, 'o', 'm', 1, 'OK', "
                         "'', '', '', 'hash');"
                         "INSERT INTO access_subject VALUES (1, 1, 'households/x');"
                         "INSERT INTO organisation_all (id, code, display_name, kind, created_us, "
                         "updated_us, revision) VALUES ('o', 'KO', 'Kansrijk', 1, 1, 1, 1);"
                         "INSERT INTO access_by_others VALUES ('o', 1)"));
  for (const char* statement :
       {"UPDATE access_record SET outcome = 'NOT_FOUND'", "DELETE FROM access_record",
        "UPDATE access_subject SET subject = ''", "DELETE FROM access_subject",
        "UPDATE access_by_others SET sequence = 1", "DELETE FROM access_by_others"}) {
    EXPECT_THAT((*connection)->Script(statement), HasCode(absl::StatusCode::kFailedPrecondition))
        << statement;
  }
}

}  // namespace migrate_test
}  // namespace kansrijk::db
