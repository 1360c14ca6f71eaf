#include "server/store/track/follow_up.h"

#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kFollowUps{"follow_ups", R"sql(
  SELECT u.moment, u.date, u.not_reached, u.note, u.account_handle
  FROM follow_up AS u
  WHERE u.track_id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v
                WHERE v.account_id = $1 AND v.track_id = u.track_id)
  ORDER BY u.moment
)sql"};

constexpr db::Query kParticipantDied{"participant_died", R"sql(
  SELECT 1
  FROM track AS t
  JOIN member AS p ON p.id = t.participant_id
  WHERE t.id = $2 AND p.leave_reason = )sql" SQL_LEAVE_REASON_DIED R"sql(
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = t.id)
)sql"};

constexpr db::Query kFollowUpClosedTracks{"follow_up_closed_tracks", R"sql(
  SELECT t.id, t.number, h.id, h.number, p.given_name, p.family_name, t.close_date, t.exit_reason,
         u.moment, u.date
  FROM track AS t
  JOIN household AS h ON h.id = t.household_id
  JOIN member AS p ON p.id = t.participant_id
  LEFT JOIN follow_up AS u ON u.track_id = t.id
  WHERE t.organisation_id = $2 AND t.state = )sql" SQL_TRACK_STATE_CLOSED R"sql(
    AND t.close_date >= $3 AND p.leave_reason <> )sql" SQL_LEAVE_REASON_DIED R"sql(
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = t.id)
  ORDER BY t.close_date, t.id, u.moment
)sql"};

constexpr db::Query kFollowUpInsert{"follow_up_insert", R"sql(
  INSERT INTO follow_up (track_id, moment, date, not_reached, note, account_handle, created_us)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
)sql"};

v1::FollowUp FollowUpFromRow(const db::Row& row) {
  v1::FollowUp done;
  done.set_moment(static_cast<v1::FollowUpMoment>(row.Int(0)));
  done.set_done_date(row.Text(1));
  done.set_not_reached(row.Bool(2));
  done.set_note(row.Text(3));
  done.set_account_handle(row.Text(4));
  return done;
}

v1::Track ClosedTrackFromRow(const db::Row& row) {
  v1::Track track;
  track.set_name(TrackName(row.Id(0)));
  track.set_number(row.Text(1));
  track.set_household(HouseholdName(row.Id(2)));
  track.set_household_number(row.Text(3));
  track.set_participant_name(FullName(row.Text(4), row.Text(5)));
  track.set_state(v1::TRACK_STATE_CLOSED);
  track.set_close_date(row.Text(6));
  track.set_exit_reason(static_cast<v1::ExitReason>(row.Int(7)));
  return track;
}

}  // namespace

absl::StatusOr<std::vector<v1::FollowUp>> ListFollowUps(db::ReadTx& tx, const Scope& scope,
                                                        const Id& track_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kFollowUps, {scope.account_id, track_id}));
  return db::MapRows(rows, FollowUpFromRow);
}

absl::StatusOr<bool> HasParticipantDied(db::ReadTx& tx, const Scope& scope, const Id& track_id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kParticipantDied, {scope.account_id, track_id}));
  return row.has_value();
}

absl::StatusOr<std::vector<v1::Track>> ListClosedTracks(db::ReadTx& tx, const Scope& scope,
                                                        const Id& organisation_id,
                                                        const std::string& since) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kFollowUpClosedTracks, {scope.account_id, organisation_id, since}));
  std::vector<v1::Track> tracks;
  for (const db::Row& row : rows) {
    const std::string name = TrackName(row.Id(0));
    if (tracks.empty() || tracks.back().name() != name) tracks.push_back(ClosedTrackFromRow(row));
    if (row.IsNull(8)) continue;
    v1::FollowUp& done = *tracks.back().add_follow_ups();
    done.set_moment(static_cast<v1::FollowUpMoment>(row.Int(8)));
    done.set_done_date(row.Text(9));
  }
  return tracks;
}

absl::Status InsertFollowUp(db::WriteTx& tx, const Id& track_id, const v1::FollowUp& done,
                            int64_t now_us) {
  return tx
      .Execute(kFollowUpInsert,
               {track_id, int64_t{done.moment()}, done.done_date(), int64_t{done.not_reached()},
                done.note(), done.account_handle(), now_us})
      .status();
}

}  // namespace kansrijk::store
