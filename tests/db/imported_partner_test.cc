// What earlier imports brought in of other organisations, once it is seen by who imported it only.
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
namespace imported_partner_test {

constexpr char kMigration[] = "imported_partner";

// KO has household, member and track; KS is its partner, with a coordinator each.
constexpr char kOffices[] = R"sql(
  INSERT INTO organisation_all (id, code, display_name, kind, created_us, updated_us, revision)
  VALUES ('ko', 'KO', 'Kansrijk', 1, 7, 7, 1), ('ks', 'KS', 'Start', 3, 8, 8, 1);
  INSERT INTO account (id, handle, role, organisation_id, created_us, updated_us, revision)
  VALUES ('carla', 'carla', 2, 'ko', 1, 1, 1), ('kim', 'kim', 4, 'ks', 1, 1, 1);
  INSERT INTO household_all (id, organisation_id, number, neighbourhood, type, created_us,
    updated_us, revision)
  VALUES ('h', 'ko', 'H-0142', 1, 1, 1, 1, 1);
  INSERT INTO member_all (id, household_id, organisation_id, number, given_name, family_name,
    birth_date, relation, participant, phone, email, pregnant_or_young_child, created_us,
    updated_us, revision)
  VALUES ('m', 'h', 'ko', 'L0142a', 'Noor', '', '1990-01-01', 1, 1, '', '', 0, 1, 1, 1);
  INSERT INTO track_all (id, organisation_id, number, household_id, participant_id, target_group,
    intake_source, state, apply_date, start_date, planned_end_date, aftercare_end_date, close_date,
    exit_reason, participation_consent_date, end_assessment_waiver, created_us, updated_us,
    revision)
  VALUES ('t', 'ko', 'T0142', 'h', 'm', 1, '', 4, '2026-01-01', '2026-01-02', '', '', '', 0, '', '',
    1, 1, 1);
)sql";

std::string Consent(const std::string& id, const std::string& organisation,
                    const std::string& recipient) {
  return absl::StrCat(
      "INSERT INTO consent_all (id, organisation_id, number, subject_name, recipient_id, purpose,",
      " categories, valid_from, valid_until, form, witness, subject_signed, representative,",
      " account_handle, withdraw_date, withdraw_account_handle, created_us, updated_us, revision)",
      " VALUES ('", id, "', '", organisation, "', '", id, "', 'Noor', '", recipient,
      "', 1, '', '2026-01-01', '2027-01-01', 1, '', 1, '', 'carla', '', '', 1, 1, 1);");
}

std::string Referral(const std::string& id, const std::string& from, const std::string& to,
                     int state, const std::string& payload, const std::string& hash) {
  const bool draft = state == 1;
  return absl::StrCat(
      "INSERT INTO referral_all (id, number, from_id, to_id, reason, categories, question,",
      " track_id, consent_id, state, payload, sent_date, due_date, handover_date, present,",
      " start_date, end_date, outcome, created_us, updated_us, revision, import_hash) VALUES ('",
      id, "', '", id, "', '", from, "', '", to, "', 1, '', '', 't', ",
      draft ? "NULL" : absl::StrCat("'c-", id, "'"), ", ", state, ", '", payload, "', '",
      draft ? "" : "2026-02-01", "', '', '', '', '', '', 0, 1, 1, 1, '", hash, "');");
}

class ImportedPartner : public ::testing::Test {
 protected:
  ImportedPartner() {
    auto connection = OpenSqlite(directory_.path() + "/test.db", SqliteMode::kCreate);
    EXPECT_OK(connection);
    connection_ = std::move(*connection);
    const auto migration =
        std::find_if(Migrations().begin(), Migrations().end(),
                     [](const Migration& one) { return absl::StrContains(one.name, kMigration); });
    EXPECT_NE(migration, Migrations().end());
    for (auto earlier = Migrations().begin(); earlier != migration; ++earlier) {
      Script(earlier->sql);
    }
    Script(kOffices);
    for (const char* id : {"imported", "sent-since", "own"}) {
      Script(Consent(absl::StrCat("c-", id), "ko", "ks"));
    }
    Script(Consent("c-in-their-name", "ks", "ko"));
    Script(Referral("imported", "ko", "ks", 4, "", "hash"));
    Script(Referral("in-their-name", "ks", "ko", 4, "", "hash"));
    Script(Referral("draft", "ko", "ks", 1, "", "hash"));
    Script(Referral("sent-since", "ko", "ks", 2, "{}", "hash"));
    Script(Referral("own", "ko", "ks", 2, "{}", ""));
    Script(migration->sql);
  }

  void Script(const std::string& sql) { EXPECT_OK(connection_->Script(sql)); }

  // The first column of all rows.
  std::string Ids(const Query& query) {
    const auto result = connection_->Run(query, {});
    EXPECT_OK(result);
    std::vector<std::string> ids;
    for (const Row& row : result->rows) ids.push_back(row.Text(0));
    return absl::StrJoin(ids, " ");
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<Connection> connection_;
};

TEST_F(ImportedPartner, LeavesOrganisationsConfirmedSinceTheyWereAdded) {
  static constexpr Query kConfirmed{
      "confirmed",
      "SELECT o.id FROM organisation AS o WHERE o.confirmed_us = o.created_us "
      "ORDER BY o.id"};
  EXPECT_EQ(Ids(kConfirmed), "ko ks");
}

TEST_F(ImportedPartner, MakesImportedReferralsHistoryOfTheOrganisationWithTheTrack) {
  static constexpr Query kHistory{
      "history", "SELECT r.id FROM referral AS r WHERE r.recorded_by_id = 'ko' ORDER BY r.id"};
  static constexpr Query kOthers{
      "others", "SELECT r.id FROM referral AS r WHERE r.recorded_by_id IS NULL ORDER BY r.id"};
  EXPECT_EQ(Ids(kHistory), "imported in-their-name");
  EXPECT_EQ(Ids(kOthers), "draft own sent-since");
}

TEST_F(ImportedPartner, ClosesThemToThePartner) {
  static constexpr Query kCarla{
      "carla",
      "SELECT v.referral_id FROM visible_referral AS v WHERE v.account_id = 'carla' "
      "ORDER BY v.referral_id"};
  static constexpr Query kKim{
      "kim",
      "SELECT v.referral_id FROM visible_referral AS v WHERE v.account_id = 'kim' "
      "ORDER BY v.referral_id"};
  static constexpr Query kConsentsOfKim{
      "consents",
      "SELECT v.consent_id FROM visible_consent AS v WHERE v.account_id = 'kim' "
      "ORDER BY v.consent_id"};
  EXPECT_EQ(Ids(kCarla), "draft imported in-their-name own sent-since");
  EXPECT_EQ(Ids(kKim), "own sent-since");
  EXPECT_EQ(Ids(kConsentsOfKim), "");
}

}  // namespace imported_partner_test
}  // namespace kansrijk::db
