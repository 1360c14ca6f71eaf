// Next appointments that sessions told of before appointments were things of their own: in existing
// directories.
#include <gmock/gmock.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "kansrijk/v1/track.pb.h"
#include "server/db/migrate.h"
#include "server/db/sqlite.h"
#include "tests/testing/directory.h"
#include "tests/testing/status.h"

namespace kansrijk::db {
namespace contact_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

bool IsOurs(const Migration& migration) { return absl::StrContains(migration.name, "_contact"); }

// A database as it was before, of organisations KO and WIJ with tracks and sessions.
class BeforeAppointments : public ::testing::Test {
 protected:
  BeforeAppointments() {
    auto opened = OpenSqlite(directory_.path() + "/test.db", SqliteMode::kCreate);
    EXPECT_OK(opened);
    connection_ = *std::move(opened);
    for (const Migration& migration : Migrations()) {
      if (IsOurs(migration)) break;
      Run(migration.sql);
    }
    Run("INSERT INTO organisation_all (id, code, display_name, kind, created_us, updated_us, "
        "revision) VALUES ('ko', 'KO', 'KO', 1, 1, 1, 1), ('wij', 'WIJ', 'WIJ', 1, 1, 1, 1);"
        "INSERT INTO household_all (id, organisation_id, number, neighbourhood, type, created_us, "
        "updated_us, revision) VALUES ('h', 'ko', 'H-0001', 1, 1, 1, 1, 1);"
        "INSERT INTO member_all (id, household_id, organisation_id, number, given_name, "
        "family_name, birth_date, relation, participant, phone, email, pregnant_or_young_child, "
        "created_us, updated_us, revision) "
        "VALUES ('p', 'h', 'ko', 'L0001a', 'Noor', '', '1990-01-01', 1, 1, '', '', 0, 1, 1, 1);"
        "INSERT INTO buddy_all (id, number, given_name, family_name, kind, organisation_id, "
        "manager_id, conduct_certificate_date, confidentiality_signed, basic_certificate_date, "
        "capacity, languages, created_us, updated_us, revision) "
        "VALUES ('b', 'B01', 'Layla', '', 1, 'ko', 'ko', '', 1, '', 2, '', 1, 1, 1)");
  }

  void Run(const std::string& sql) { EXPECT_OK(connection_->Script(sql)) << sql; }

  void AddTrack(const std::string& id, v1::TrackState state,
                const std::string& organisation = "ko") {
    Run(absl::StrCat(
        "INSERT INTO track_all (id, organisation_id, number, household_id, participant_id, "
        "target_group, intake_source, state, apply_date, start_date, planned_end_date, "
        "aftercare_end_date, close_date, exit_reason, participation_consent_date, "
        "end_assessment_waiver, created_us, updated_us, revision) VALUES ('",
        id, "', '", organisation, "', '", id, "', 'h', 'p', 1, '', ", static_cast<int>(state),
        ", '2026-01-01', '', '', '', '', 0, '', '', 1, 1, 1)"));
  }

  // Its id ends in `digit`.
  void AddSession(char digit, const std::string& track, const std::string& date,
                  const std::string& next, const std::string& organisation = "ko") {
    Run(absl::StrCat(
        "INSERT INTO session_all (id, organisation_id, number, track_id, buddy_id, date, "
        "start_time, minutes, channel, no_show, note, next_appointment_date, created_us, "
        "updated_us, revision) VALUES ('01890a5d-ac96-774b-bcce-b30209900",
        std::string(1, digit), "00', '", organisation, "', 'S-", std::string(1, digit), "', '",
        track, "', 'b', '", date, "', '', 30, 1, 0, '', '", next, "', 1, 7, 1)"));
  }

  void MigrateOn() {
    for (const Migration& migration : Migrations()) {
      if (IsOurs(migration)) Run(migration.sql);
    }
  }

  std::vector<std::string> Lines(const Query& query) {
    std::vector<std::string> lines;
    const auto rows = connection_->Run(query, {});
    EXPECT_OK(rows);
    if (!rows.ok()) return lines;
    for (const Row& row : rows->rows) lines.push_back(row.Text(0));
    return lines;
  }

  std::vector<std::string> Appointments() {
    static constexpr Query kAppointments{"appointments", R"sql(
      SELECT f.number || ' ' || f.track_id || ' ' || f.date || ' ' || f.buddy_id || ' ' ||
             CAST(f.state AS TEXT) || ' ' || f.organisation_id
      FROM appointment AS f
      ORDER BY f.organisation_id, f.number
    )sql"};
    return Lines(kAppointments);
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<Connection> connection_;
};

TEST_F(BeforeAppointments, TheNextOneOfTheLastSessionOfAnOpenTrackStands) {
  AddTrack("T1", v1::TRACK_STATE_ACTIVE);
  AddSession('1', "T1", "2026-02-01", "2026-03-01");
  AddSession('2', "T1", "2026-03-01", "2026-04-01");
  AddTrack("T2", v1::TRACK_STATE_AFTERCARE);
  AddSession('3', "T2", "2026-02-01", "2026-02-20");
  AddTrack("T3", v1::TRACK_STATE_PAUSED, "wij");
  AddSession('4', "T3", "2026-02-01", "2026-02-08", "wij");
  MigrateOn();
  EXPECT_THAT(Appointments(),
              ElementsAre("F-0001 T2 2026-02-20 b 1 ko", "F-0002 T1 2026-04-01 b 1 ko",
                          "F-0001 T3 2026-02-08 b 1 wij"));
  static constexpr Query kEvents{"events", R"sql(
    SELECT f.number || ' ' || e.date || ' ' || CAST(e.position AS TEXT)
    FROM appointment_event AS e
    JOIN appointment AS f ON f.id = e.appointment_id
    WHERE f.organisation_id = 'ko'
    ORDER BY 1
  )sql"};
  EXPECT_THAT(Lines(kEvents), ElementsAre("F-0001 2026-02-20 1", "F-0002 2026-04-01 1"));
  static constexpr Query kSeries{"series", R"sql(
    SELECT n.series || ' ' || CAST(n.next_number AS TEXT) FROM number_series AS n
    WHERE SUBSTR(n.series, 1, 11) = 'appointment' ORDER BY n.series
  )sql"};
  EXPECT_THAT(Lines(kSeries), ElementsAre("appointment/ko 3", "appointment/wij 2"));
}

TEST_F(BeforeAppointments, WhatASessionFollowedOrATrackEndedBeforeIsNone) {
  AddTrack("T1", v1::TRACK_STATE_ACTIVE);
  AddSession('1', "T1", "2026-02-01", "2026-03-01");
  AddSession('2', "T1", "2026-02-10", "");
  AddTrack("T2", v1::TRACK_STATE_CLOSED);
  AddSession('3', "T2", "2026-02-01", "2026-03-01");
  AddTrack("T3", v1::TRACK_STATE_ACTIVE);
  AddSession('4', "T3", "2026-02-01", "2026-02-01");
  MigrateOn();
  EXPECT_THAT(Appointments(), IsEmpty());
}

TEST_F(BeforeAppointments, GiftsOfBuddiesAreTheirsAndThoseOfCoordinatorsNobodys) {
  AddTrack("T1", v1::TRACK_STATE_ACTIVE);
  Run("INSERT INTO account (id, qualified_handle, handle, role, organisation_id, buddy_id, "
      "created_us, updated_us, revision) VALUES "
      "('a1', 'KO:layla', 'layla', 1, 'ko', 'b', 1, 1, 1), "
      "('a2', 'KO:carla', 'carla', 2, 'ko', NULL, 1, 1, 1);"
      "INSERT INTO goal_all (id, organisation_id, number, track_id, pillar, subject, text, "
      "measure, due_date, state, agreed_date, end_date, created_us, updated_us, revision) "
      "VALUES ('g', 'ko', 'D-0001', 'T1', 1, 1, '', '', '2026-12-31', 5, '', '', 1, 1, 1)");
  for (const char* gift : {"'r1', 'layla', 3, 2500", "'r2', 'carla', 3, 2500",
                           "'r3', 'layla', 1, 0", "'r4', 'weg', 3, 2500"}) {
    Run(
        absl::StrCat("INSERT INTO recognition_all (id, account_handle, kind, amount_cents, "
                     "organisation_id, track_id, goal_id, date, text, created_us) VALUES (",
                     gift, ", 'ko', 'T1', 'g', '2026-02-01', '', 1)"));
  }
  MigrateOn();
  static constexpr Query kGifts{
      "gifts",
      "SELECT r.id || ' ' || COALESCE(r.buddy_id, '-') FROM recognition AS r ORDER BY r.id"};
  EXPECT_THAT(Lines(kGifts), ElementsAre("r1 b", "r2 -", "r3 -", "r4 -"));
}

}  // namespace contact_test
}  // namespace kansrijk::db
