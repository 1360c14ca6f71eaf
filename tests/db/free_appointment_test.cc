// Appointments that sessions held which were voided since: in existing directories.
#include <gmock/gmock.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/substitute.h"
#include "kansrijk/v1/track.pb.h"
#include "server/db/migrate.h"
#include "server/db/sqlite.h"
#include "tests/testing/directory.h"
#include "tests/testing/status.h"

namespace kansrijk::db {
namespace free_appointment_test {

using ::testing::ElementsAre;

bool IsOurs(const Migration& migration) {
  return absl::StrContains(migration.name, "_free_appointment");
}

// $0 is the number of all of them, $1 the state of the track, $2 when the session was voided.
constexpr char kHeld[] = R"sql(
  INSERT INTO track_all (id, organisation_id, number, household_id, participant_id, target_group,
                         intake_source, state, apply_date, start_date, planned_end_date,
                         aftercare_end_date, close_date, exit_reason, participation_consent_date,
                         end_assessment_waiver, created_us, updated_us, revision)
  VALUES ('t$0', 'ko', 't$0', 'h', 'p', 1, '', $1, '2026-01-01', '', '', '', '', 0, '', '', 1, 1, 1);
  INSERT INTO session_all (id, organisation_id, number, track_id, buddy_id, date, start_time,
                           minutes, channel, no_show, note, next_appointment_date, created_us,
                           updated_us, revision, void_us, void_account_handle, void_reason)
  VALUES ('s$0', 'ko', 's$0', 't$0', 'b', '2026-02-01', '', 30, 1, 0, '', '', 1, 1, 2, $2, 'layla',
          'dubbel');
  INSERT INTO appointment (id, organisation_id, number, track_id, buddy_id, date, start_time,
                           minutes, place, with_whom, state, session_id, created_us, updated_us,
                           revision)
  VALUES ('f$0', 'ko', 'f$0', 't$0', 'b', '2026-02-01', '', 0, '', '', 2, 's$0', 1, 1, 2);
  INSERT INTO appointment_event (appointment_id, position, verb, state, date, start_time, place,
                                 account_handle, note, created_us)
  VALUES ('f$0', 1, 0, 1, '2026-02-01', '', '', 'layla', '', 1),
         ('f$0', 2, 2, 2, '2026-02-01', '', '', 'layla', '', 1);
)sql";

// A database as it was before. What belongs to what else is left aside.
class BeforeFreed : public ::testing::Test {
 protected:
  BeforeFreed() {
    auto opened = OpenSqlite(directory_.path() + "/test.db", SqliteMode::kCreate);
    EXPECT_OK(opened);
    connection_ = *std::move(opened);
    for (const Migration& migration : Migrations()) {
      if (IsOurs(migration)) break;
      Run(migration.sql);
    }
    Run("PRAGMA foreign_keys = OFF");
  }

  void Run(const std::string& sql) { EXPECT_OK(connection_->Script(sql)) << sql; }

  void AddHeld(int number, v1::TrackState state, const char* void_us) {
    Run(absl::Substitute(kHeld, number, static_cast<int>(state), void_us));
  }

  std::vector<std::string> Lines(const Query& query) {
    std::vector<std::string> lines;
    const auto rows = connection_->Run(query, {});
    EXPECT_OK(rows);
    if (!rows.ok()) return lines;
    for (const Row& row : rows->rows) lines.push_back(row.Text(0));
    return lines;
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<Connection> connection_;
};

TEST_F(BeforeFreed, AppointmentsOfVoidSessionsStandAgainWhereTheTrackIsOpen) {
  AddHeld(1, v1::TRACK_STATE_ACTIVE, "9");
  AddHeld(2, v1::TRACK_STATE_ACTIVE, "NULL");
  AddHeld(3, v1::TRACK_STATE_CLOSED, "9");
  for (const Migration& migration : Migrations()) {
    if (IsOurs(migration)) Run(migration.sql);
  }
  static constexpr Query kAppointments{"appointments", R"sql(
    SELECT f.number || ' ' || CAST(f.state AS TEXT) || ' ' || COALESCE(f.session_id, '-')
    FROM appointment AS f ORDER BY f.number
  )sql"};
  EXPECT_THAT(Lines(kAppointments), ElementsAre("f1 1 -", "f2 2 s2", "f3 2 -"));
  static constexpr Query kEvents{"events", R"sql(
    SELECT e.appointment_id || ' ' || CAST(e.verb AS TEXT) || ' ' || e.account_handle || ' ' ||
           e.note || ' ' || CAST(e.created_us AS TEXT)
    FROM appointment_event AS e WHERE e.position = 3 ORDER BY 1
  )sql"};
  EXPECT_THAT(Lines(kEvents), ElementsAre("f1 5 layla dubbel 9"));
}

}  // namespace free_appointment_test
}  // namespace kansrijk::db
