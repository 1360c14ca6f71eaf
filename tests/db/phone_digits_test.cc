// Telephone numbers of members who were there before they were kept in digits too.
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "server/db/migrate.h"
#include "server/db/sqlite.h"
#include "server/facts/phone.h"
#include "tests/testing/directory.h"
#include "tests/testing/status.h"

namespace kansrijk::db {
namespace phone_digits_test {

constexpr int kKeepsPhoneDigits = 8;  // 0008_household_life.sql

TEST(PhoneDigits, OfMembersFromBeforeAreTheirNationalDigits) {
  testing::TemporaryDirectory directory;
  const auto connection = OpenSqlite(directory.path() + "/test.db", SqliteMode::kCreate);
  ASSERT_OK(connection);
  const auto script = [&](const std::string& sql) { ASSERT_OK((*connection)->Script(sql)); };
  for (const Migration& migration : Migrations()) {
    if (migration.number < kKeepsPhoneDigits) script(migration.sql);
  }
  script(
      "INSERT INTO organisation VALUES ('o', 'KO', 'Kansrijk', 1, 1, 1, 1);"
      "INSERT INTO household VALUES ('h', 'o', 'H-0142', 1, 1, 1, 1, 1);");
  for (const char* phone : {"", "0612345678", "06-1234.5678", "+31 (0)6 12345678", "+31612345678",
                            "0031/612345678", "+49 30 123456"}) {
    script(absl::StrCat(
        "INSERT INTO member (id, household_id, organisation_id, number, given_name, family_name,",
        "  birth_date, relation, participant, phone, email, pregnant_or_young_child, created_us,",
        "  updated_us, revision) VALUES ('", phone, "', 'h', 'o', 'L", phone,
        "', 'Noor', '', '1990-01-01', 1, 1, '", phone, "', '', 0, 1, 1, 1)"));
  }
  script(Migrations()[kKeepsPhoneDigits - 1].sql);
  static constexpr Query kPhones{"phones", "SELECT phone, phone_digits FROM member ORDER BY id"};
  const auto members = (*connection)->Run(kPhones, {});
  ASSERT_OK(members);
  EXPECT_EQ(members->rows.size(), 7u);
  for (const Row& row : members->rows) EXPECT_EQ(row.Text(1), NationalDigits(row.Text(0)));
}

}  // namespace phone_digits_test
}  // namespace kansrijk::db
