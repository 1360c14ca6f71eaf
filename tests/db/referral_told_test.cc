// Referrals of a data directory from before consents carried them on and their expiry was told.
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
namespace referral_told_test {

constexpr char kMigration[] = "referral_told";

// Noor (member m) of KO, whom KO refers to KS; a coordinator and a buddy at KO.
constexpr char kOffices[] = R"sql(
  INSERT INTO organisation_all (id, code, display_name, kind, created_us, updated_us, revision,
    confirmed_us)
  VALUES ('ko', 'KO', 'Kansrijk', 1, 7, 7, 1, 7), ('ks', 'KS', 'Start', 3, 8, 8, 1, 8);
  INSERT INTO buddy_all (id, number, given_name, family_name, kind, organisation_id, manager_id,
    conduct_certificate_date, confidentiality_signed, basic_certificate_date, capacity, languages,
    created_us, updated_us, revision)
  VALUES ('b', 'B01', 'Layla', '', 1, 'ko', 'ko', '', 1, '', 2, '', 1, 1, 1);
  INSERT INTO account (id, qualified_handle, role, organisation_id, buddy_id, created_us,
    updated_us, revision)
  VALUES ('carla', 'KO:carla', 2, 'ko', NULL, 1, 1, 1), ('cees', 'cees', 2, 'ko', NULL, 1, 1, 1),
    ('layla', 'layla', 1, 'ko', 'b', 1, 1, 1), ('kim', 'kim', 4, 'ks', NULL, 1, 1, 1);
  INSERT INTO household_all (id, organisation_id, number, neighbourhood, type, created_us,
    updated_us, revision)
  VALUES ('h', 'ko', 'H-0142', 1, 1, 1, 1, 1);
  INSERT INTO member_all (id, household_id, organisation_id, number, given_name, family_name,
    birth_date, relation, participant, phone, email, pregnant_or_young_child, created_us,
    updated_us, revision)
  VALUES ('m', 'h', 'ko', 'L0142a', 'Noor', '', '1990-01-01', 1, 1, '', '', 0, 1, 1, 1);
)sql";

// Of Noor for KS and purpose 3.
std::string Consent(const std::string& id, const std::string& categories, const std::string& until,
                    bool withdrawn = false) {
  return absl::StrCat(
      "INSERT INTO consent_all (id, organisation_id, number, subject_id, subject_name,",
      " recipient_id, purpose, categories, valid_from, valid_until, form, witness, subject_signed,",
      " representative, account_handle, withdraw_date, withdraw_account_handle, withdrawn_us,",
      " created_us, updated_us, revision) VALUES ('", id, "', 'ko', '", id,
      "', 'm', '', 'ks', 3, '", categories, "', '2026-01-01', '", until,
      "', 1, '', 1, '', 'carla', '", withdrawn ? "2026-02-02" : "", "', '', ",
      withdrawn ? "5" : "NULL", ", 1, 1, 1);");
}

std::string Referral(const std::string& id, int state, const std::string& consent,
                     const std::string& due) {
  return absl::StrCat(
      "INSERT INTO referral_all (id, number, from_id, to_id, reason, categories, question,",
      " person_id, consent_id, state, payload, sent_date, due_date, handover_date, present,",
      " start_date, end_date, outcome, created_us, updated_us, revision) VALUES ('", id, "', '", id,
      "', 'ko', 'ks', 3, '1 3', '', 'm', '", consent, "', ", state, ", '{}', '2026-02-01', '", due,
      "', '', '', '', '', 0, 1, 1, 1);");
}

class ReferralTold : public ::testing::Test {
 protected:
  ReferralTold() {
    auto connection = OpenSqlite(directory_.path() + "/test.db", SqliteMode::kCreate);
    EXPECT_OK(connection);
    connection_ = std::move(*connection);
    migration_ = std::find_if(Migrations().begin(), Migrations().end(), [](const Migration& one) {
      return absl::StrContains(one.name, kMigration);
    });
    for (auto earlier = Migrations().begin(); earlier != migration_; ++earlier) {
      Script(earlier->sql);
    }
    Script(kOffices);
  }

  void Script(const std::string& sql) { EXPECT_OK(connection_->Script(sql)); }
  void Migrate() { Script(migration_->sql); }

  // The rows, columns with spaces between.
  std::string Rows(const Query& query) {
    const auto result = connection_->Run(query, {});
    EXPECT_OK(result);
    std::vector<std::string> rows;
    for (const Row& row : result->rows) rows.push_back(row.Text(0));
    return absl::StrJoin(rows, ", ");
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<Connection> connection_;
  const Migration* migration_ = nullptr;
};

constexpr Query kUnder{"under",
                       "SELECT r.id || ' ' || r.consent_id FROM referral AS r ORDER BY r.id"};
constexpr Query kUnseen{"unseen",
                        "SELECT u.referral_id || ' ' || u.role || ' ' || u.after_date "
                        "FROM referral_unseen AS u ORDER BY u.referral_id, u.role"};

TEST_F(ReferralTold, PutsWhatRunsUnderTheConsentThatCoversItAndStandsLongest) {
  Script(Consent("first", "1 3", "2027-01-01"));
  Script(Consent("renewed", "1 2 3", "2028-01-01"));
  Script(Consent("narrow", "1 2", "2029-01-01"));
  Script(Consent("withdrawn", "1 3", "2029-06-01", /*withdrawn=*/true));
  Script(Referral("a-running", 6, "first", "2026-02-16"));
  Script(Referral("b-over", 7, "first", "2026-02-16"));
  Script(Referral("c-withdrawn", 6, "withdrawn", "2026-02-16"));
  Migrate();
  EXPECT_EQ(Rows(kUnder), "a-running renewed, b-over first, c-withdrawn withdrawn");
}

TEST_F(ReferralTold, TellsOfTheExpiryOfWhatIsOutAndOfNothingThatWas) {
  Script(Consent("first", "1 3", "2027-01-01"));
  Script(Referral("a-out", 2, "first", "2026-02-16"));
  Script(Referral("b-long-expired", 2, "first", "2026-01-16"));
  Script(Referral("c-answered", 8, "first", "2026-02-16"));
  Migrate();
  EXPECT_EQ(Rows(kUnseen), "a-out 1 2026-02-16, a-out 2 2026-02-16");
}

}  // namespace referral_told_test
}  // namespace kansrijk::db
