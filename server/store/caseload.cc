#include "server/store/caseload.h"

#include "absl/strings/str_cat.h"
#include "server/base/names.h"
#include "server/base/status.h"

namespace kansrijk::store {
namespace {

// The tracks come from track_by_state or from match_by_buddy, so that ended ones cost nothing.
constexpr db::Query kOpenTracks{"caseload_open_tracks", R"sql(
  WITH own (track_id, buddy_id) AS (
    SELECT t.id,
           (SELECT m.buddy_id
            FROM match AS m
            JOIN buddy AS mb ON mb.id = m.buddy_id
            WHERE m.track_id = t.id AND m.state IN (2, 3)
            ORDER BY m.state DESC, mb.number, m.id
            LIMIT 1)
    FROM track AS t
    WHERE t.organisation_id = $2 AND t.state IN (1, 2, 3, 4, 5, 6)
    UNION ALL
    SELECT DISTINCT m.track_id, m.buddy_id
    FROM match AS m
    WHERE m.buddy_id = $3 AND m.state IN (2, 3)
  )
  SELECT t.id, t.number, h.id, h.number, p.given_name, p.family_name, b.id, b.number, b.given_name,
         b.family_name, t.state, s.date, s.next_appointment_date, t.apply_date, t.start_date,
         t.planned_end_date, t.aftercare_end_date,
         (SELECT e.date FROM track_event AS e WHERE e.track_id = t.id
          ORDER BY e.position DESC LIMIT 1),
         (SELECT MAX(m.until) FROM match AS m WHERE m.track_id = t.id AND m.state = 4)
  FROM own AS o
  JOIN track AS t ON t.id = o.track_id
  JOIN household AS h ON h.id = t.household_id
  JOIN member AS p ON p.id = t.participant_id
  LEFT JOIN buddy AS b ON b.id = o.buddy_id
  LEFT JOIN session AS s ON s.id = (SELECT l.id FROM session AS l WHERE l.track_id = t.id
                                    ORDER BY l.date DESC, l.id DESC LIMIT 1)
  WHERE t.state IN (1, 2, 3, 4, 5, 6)
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = t.id)
  ORDER BY t.number, t.id
)sql"};

std::string FullName(const std::string& given_name, const std::string& family_name) {
  return absl::StrCat(given_name, given_name.empty() || family_name.empty() ? "" : " ",
                      family_name);
}

OpenTrack FromRow(const db::Row& row) {
  OpenTrack track;
  v1::CaseloadEntry& entry = track.entry;
  entry.set_track(TrackName(row.Text(0)));
  entry.set_track_number(row.Text(1));
  entry.set_household(HouseholdName(row.Text(2)));
  entry.set_household_number(row.Text(3));
  entry.set_participant_name(FullName(row.Text(4), row.Text(5)));
  entry.set_buddy(BuddyName(row.Text(6)));
  entry.set_buddy_number(row.Text(7));
  entry.set_buddy_name(FullName(row.Text(8), row.Text(9)));
  entry.set_state(static_cast<v1::TrackState>(row.Int(10)));
  entry.set_last_session_date(row.Text(11));
  entry.set_next_appointment_date(row.Text(12));
  track.apply_date = row.Text(13);
  track.start_date = row.Text(14);
  track.planned_end_date = row.Text(15);
  track.aftercare_end_date = row.Text(16);
  track.state_since = row.Text(17);
  track.last_match_until = row.Text(18);
  return track;
}

}  // namespace

absl::StatusOr<std::vector<OpenTrack>> ListOpenTracksOfOrganisation(
    db::ReadTx& tx, const Scope& scope, const std::string& organisation_id) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kOpenTracks, {scope.account_id, organisation_id, std::string()}));
  return db::MapRows(rows, FromRow);
}

absl::StatusOr<std::vector<OpenTrack>> ListOpenTracksOfBuddy(db::ReadTx& tx, const Scope& scope,
                                                             const std::string& buddy_id) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kOpenTracks, {scope.account_id, std::string(), buddy_id}));
  return db::MapRows(rows, FromRow);
}

}  // namespace kansrijk::store
