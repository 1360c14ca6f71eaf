// What was there before lists began with the organisation.
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
namespace begin_with_organisation_test {

// KO and WIJ have a household each; records 1 and 2 are KO's about its own and WIJ's, 3 is the
// operator's about KO's, 4 is WIJ's about no household. A match ended with its track, another for
// a reason that a person gave.
constexpr char kBefore[] = R"sql(
  INSERT INTO organisation_all (id, code, display_name, kind, created_us, updated_us, revision)
  VALUES ('ko', 'KO', 'Kansrijk', 1, 7, 7, 1), ('wij', 'WIJ', 'WIJ', 1, 8, 8, 1);
  INSERT INTO household_all (id, organisation_id, number, neighbourhood, type, created_us,
    updated_us, revision)
  VALUES ('h-ko', 'ko', 'H-0142', 1, 1, 1, 1, 1), ('h-wij', 'wij', 'H-0142', 1, 1, 1, 1, 1);
  INSERT INTO household_word_all (household_id, source_id, word)
  VALUES ('h-ko', 'h-ko', 'h'), ('h-wij', 'h-wij', 'h');
  INSERT INTO access_record VALUES
    (1, 1, 'a', 'carla', 2, 'ko', 'm', 1, 'OK', '', '', '', 'x'),
    (2, 1, 'a', 'carla', 2, 'ko', 'm', 1, 'NOT_FOUND', '', '', '', 'x'),
    (3, 1, 'operator', 'operator', 7, '', 'm', 1, 'OK', '', '', '', 'x'),
    (4, 1, 'b', 'wim', 2, 'wij', 'm', 1, 'OK', '', '', '', 'x');
  INSERT INTO access_subject VALUES (1, 1, 'households/h-ko'), (2, 1, 'households/h-wij'),
    (3, 1, 'households/h-ko'), (4, 1, 'consents/h-ko');
  INSERT INTO member_all (id, household_id, organisation_id, number, given_name, family_name,
    birth_date, relation, participant, phone, email, pregnant_or_young_child, created_us,
    updated_us, revision)
  VALUES ('m', 'h-ko', 'ko', 'L0142a', 'Noor', '', '1990-01-01', 1, 1, '', '', 0, 1, 1, 1);
  INSERT INTO buddy_all (id, number, given_name, family_name, kind, organisation_id, manager_id,
    conduct_certificate_date, confidentiality_signed, basic_certificate_date, capacity, languages,
    created_us, updated_us, revision)
  VALUES ('b', 'B01', 'Layla', '', 1, 'ko', 'ko', '', 1, '', 3, '', 1, 1, 1);
  INSERT INTO track_all (id, organisation_id, number, household_id, participant_id, target_group,
    intake_source, state, apply_date, start_date, planned_end_date, aftercare_end_date, close_date,
    exit_reason, participation_consent_date, end_assessment_waiver, created_us, updated_us,
    revision)
  VALUES ('t', 'ko', 'T0142', 'h-ko', 'm', 1, '', 7, '2026-01-01', '2026-01-02', '', '',
    '2026-03-01', 1, '', '', 1, 1, 1);
  INSERT INTO match_all (id, track_id, buddy_id, state, since, until, end_reason, overridden_guards,
    override_reason, created_us, updated_us, revision)
  VALUES ('1', 't', 'b', 4, '2026-01-02', '2026-03-01', 'track ended', '', '', 1, 1, 2),
    ('2', 't', 'b', 4, '2026-01-02', '2026-02-01', 'verhuisd', '', '', 1, 1, 2);
)sql";

class BeginWithOrganisation : public ::testing::Test {
 protected:
  BeginWithOrganisation() {
    auto connection = OpenSqlite(directory_.path() + "/test.db", SqliteMode::kCreate);
    EXPECT_OK(connection);
    connection_ = std::move(*connection);
    const auto first =
        std::find_if(Migrations().begin(), Migrations().end(),
                     [](const Migration& one) { return absl::StrContains(one.name, "track_end"); });
    EXPECT_NE(first, Migrations().end());
    for (auto earlier = Migrations().begin(); earlier != first; ++earlier) Script(earlier->sql);
    Script(kBefore);
    for (auto later = first; later != Migrations().end(); ++later) Script(later->sql);
  }

  void Script(const std::string& sql) { EXPECT_OK(connection_->Script(sql)); }

  // All values of all rows.
  std::string Values(const Query& query) {
    const auto result = connection_->Run(query, {});
    EXPECT_OK(result);
    std::vector<std::string> values;
    for (const Row& row : result->rows) {
      values.push_back(absl::StrCat(row.Text(0), ":", row.Text(1)));
    }
    return absl::StrJoin(values, " ");
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<Connection> connection_;
};

TEST_F(BeginWithOrganisation, WordsAreOfTheOrganisationOfTheirHousehold) {
  static constexpr Query kWords{
      "words",
      "SELECT w.household_id, w.organisation_id FROM household_word AS w WHERE w.word = 'h' "
      "ORDER BY w.household_id"};
  EXPECT_EQ(Values(kWords), "h-ko:ko h-wij:wij");
}

TEST_F(BeginWithOrganisation, AccessByOthersIsShownToWhoseHouseholdItWas) {
  static constexpr Query kShown{
      "shown",
      "SELECT x.organisation_id, CAST(x.sequence AS TEXT) FROM access_by_others AS x ORDER BY 2"};
  EXPECT_EQ(Values(kShown), "wij:2 ko:3");
}

TEST_F(BeginWithOrganisation, AMatchThatEndedWithItsTrackNoLongerSaysSoInEnglish) {
  static constexpr Query kReasons{"reasons",
                                  "SELECT m.id, m.end_reason FROM match AS m ORDER BY m.id"};
  EXPECT_EQ(Values(kReasons), "1: 2:verhuisd");
}

}  // namespace begin_with_organisation_test
}  // namespace kansrijk::db
