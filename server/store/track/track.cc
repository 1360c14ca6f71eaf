#include "server/store/track/track.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/enums.h"
#include "server/store/number.h"

namespace kansrijk::store {
namespace {

// What TrackFromRow() reads, and where from.
#define SELECT_TRACK                                                                         \
  "SELECT t.id, t.organisation_id, t.number, t.household_id, h.number, t.participant_id, "   \
  "m.household_id, m.given_name, m.family_name, t.target_group, t.intake_source, t.state, "  \
  "t.apply_date, t.start_date, t.planned_end_date, t.aftercare_end_date, t.close_date, "     \
  "t.exit_reason, t.participation_consent_date, t.end_assessment_waiver, t.waiting_since, "  \
  "t.pause_until, t.created_us, t.updated_us, t.revision, t.backup_contact, t.own_question " \
  "FROM track AS t "                                                                         \
  "JOIN household AS h ON h.id = t.household_id "                                            \
  "JOIN member AS m ON m.id = t.participant_id "

constexpr db::Query kTrackById{"track_by_id", SELECT_TRACK R"sql(
  WHERE t.id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = t.id)
)sql"};

constexpr db::Query kTrackOpenOf{"track_open_of", SELECT_TRACK R"sql(
  WHERE t.participant_id = $2 AND t.state IN )sql" TRACK_OPEN R"sql(
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = t.id)
  ORDER BY t.number, t.id
  LIMIT 1
)sql"};

// How a page ends: $1 the account, $2 and $3 where it goes on, $4 how many.
#define TRACK_PAGE                                                                               \
  " AND (t.number, t.id) > ($2, $3)"                                                             \
  " AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = t.id)" \
  " ORDER BY t.number, t.id LIMIT $4"

constexpr db::Query kTrackListOfOrganisation{
    "track_list_of_organisation", SELECT_TRACK "WHERE t.organisation_id = $5" TRACK_PAGE};

constexpr db::Query kTrackListInState{
    "track_list_in_state", SELECT_TRACK "WHERE t.organisation_id = $5 AND t.state = $6" TRACK_PAGE};

// A household's tracks are few, and so are those that a buddy has an active match with.
constexpr db::Query kTrackListOfHousehold{
    "track_list_of_household",
    SELECT_TRACK "WHERE t.household_id = $5 AND ($6 = 0 OR t.state = $6)" TRACK_PAGE};

constexpr db::Query kTrackListOfBuddy{"track_list_of_buddy", SELECT_TRACK R"sql(
  WHERE t.id IN (SELECT m.track_id
                 FROM account AS a
                 JOIN match AS m ON m.buddy_id = a.buddy_id
                 WHERE a.id = $1 AND m.state = )sql" SQL_MATCH_STATE_ACTIVE R"sql()
    AND ($5 = 0 OR t.state = $5)
)sql" TRACK_PAGE};

// Since when a track waits for support.
#define WAITS_SINCE \
  "CASE WHEN t.state = " SQL_TRACK_STATE_WAITING " THEN t.waiting_since ELSE t.apply_date END"

constexpr db::Query kTrackWaiting{"track_waiting", SELECT_TRACK R"sql(
  WHERE t.organisation_id = $2 AND t.state IN )sql" TRACK_BEFORE_SUPPORT R"sql(
    AND ()sql" WAITS_SINCE R"sql(, t.number, t.id) > ($3, $4, $5)
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = t.id)
  ORDER BY )sql" WAITS_SINCE R"sql(, t.number, t.id
  LIMIT $6
)sql"};

constexpr db::Query kTrackEvents{"track_events", R"sql(
  SELECT e.verb, e.state, e.date, e.account_handle, e.note, e.created_us
  FROM track_event AS e
  WHERE e.track_id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v
                WHERE v.account_id = $1 AND v.track_id = e.track_id)
  ORDER BY e.position
)sql"};

constexpr db::Query kTrackActiveMatch{"track_active_match", R"sql(
  SELECT x.id
  FROM match AS x
  WHERE x.track_id = $2 AND x.state = )sql" SQL_MATCH_STATE_ACTIVE R"sql(
    AND EXISTS (SELECT 1 FROM visible_track AS v
                WHERE v.account_id = $1 AND v.track_id = x.track_id)
  ORDER BY x.id
  LIMIT 1
)sql"};

constexpr db::Query kTrackInsert{"track_insert", R"sql(
  INSERT INTO track_all (id, organisation_id, number, household_id, participant_id, target_group,
    intake_source, state, apply_date, start_date, planned_end_date, aftercare_end_date, close_date,
    exit_reason, participation_consent_date, end_assessment_waiver, waiting_since, pause_until,
    created_us, updated_us, revision, backup_contact, own_question)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
    $19, 1, $20, $21)
)sql"};

constexpr db::Query kTrackUpdate{"track_update", R"sql(
  UPDATE track_all
  SET target_group = $2, intake_source = $3, state = $4, apply_date = $5, start_date = $6,
    planned_end_date = $7, aftercare_end_date = $8, close_date = $9, exit_reason = $10,
    participation_consent_date = $11, end_assessment_waiver = $12, waiting_since = $13,
    pause_until = $14, updated_us = $15, backup_contact = $16, own_question = $17,
    revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

constexpr db::Query kTrackEventInsert{"track_event_insert", R"sql(
  INSERT INTO track_event (track_id, position, verb, state, date, account_handle, note, created_us)
  VALUES ($1, (SELECT COALESCE(MAX(e.position), 0) + 1 FROM track_event AS e WHERE e.track_id = $1),
    $2, $3, $4, $5, $6, $7)
)sql"};

v1::Track TrackFromRow(const db::Row& row) {
  v1::Track track;
  track.set_name(TrackName(row.Id(0)));
  track.set_organisation(OrganisationName(row.Id(1)));
  track.set_number(row.Text(2));
  track.set_household(HouseholdName(row.Id(3)));
  track.set_household_number(row.Text(4));
  track.set_participant(MemberName(row.Id(6), row.Id(5)));
  const std::string both = absl::StrCat(row.Text(7), " ", row.Text(8));
  track.set_participant_name(std::string(absl::StripAsciiWhitespace(both)));
  track.set_target_group(static_cast<v1::TargetGroup>(row.Int(9)));
  track.set_intake_source(row.Text(10));
  track.set_state(static_cast<v1::TrackState>(row.Int(11)));
  track.set_apply_date(row.Text(12));
  track.set_start_date(row.Text(13));
  track.set_planned_end_date(row.Text(14));
  track.set_aftercare_end_date(row.Text(15));
  track.set_close_date(row.Text(16));
  track.set_exit_reason(static_cast<v1::ExitReason>(row.Int(17)));
  track.set_participation_consent_date(row.Text(18));
  track.set_end_assessment_waiver(row.Text(19));
  track.set_waiting_since(row.Text(20));
  track.set_pause_until(row.Text(21));
  *track.mutable_create_time() = TimestampFromMicros(row.Int(22));
  *track.mutable_update_time() = TimestampFromMicros(row.Int(23));
  track.set_etag(EtagOf(row.Int(24)));
  track.set_backup_contact(static_cast<v1::BackupContact>(row.Int(25)));
  track.set_own_question(row.Text(26));
  return track;
}

v1::TrackEvent TrackEventFromRow(const db::Row& row) {
  v1::TrackEvent event;
  event.set_verb(static_cast<v1::TrackVerb>(row.Int(0)));
  event.set_state(static_cast<v1::TrackState>(row.Int(1)));
  event.set_date(row.Text(2));
  event.set_account_handle(row.Text(3));
  event.set_note(row.Text(4));
  *event.mutable_create_time() = TimestampFromMicros(row.Int(5));
  return event;
}

absl::Status NumberTrack(db::WriteTx& tx, v1::Track& track) {
  const Id organisation_id = IdOf(track.organisation());
  if (!track.number().empty()) {
    return ReserveNumber(tx, kTrackNumber, organisation_id, track.number());
  }
  ASSIGN_OR_RETURN(*track.mutable_number(), NextNumber(tx, kTrackNumber, organisation_id));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Track> RequireTrack(db::ReadTx& tx, const Scope& scope, const Id& id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kTrackById, {scope.account_id, id}));
  if (!row.has_value()) return Error(kNotFound, {TrackName(id)});
  return TrackFromRow(*row);
}

absl::StatusOr<std::optional<v1::Track>> FindOpenTrack(db::ReadTx& tx, const Scope& scope,
                                                       const Id& participant_id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kTrackOpenOf, {scope.account_id, participant_id}));
  if (!row.has_value()) return std::nullopt;
  return TrackFromRow(*row);
}

absl::StatusOr<std::vector<v1::TrackEvent>> ListTrackEvents(db::ReadTx& tx, const Scope& scope,
                                                            const Id& track_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kTrackEvents, {scope.account_id, track_id}));
  return db::MapRows(rows, TrackEventFromRow);
}

absl::StatusOr<std::vector<v1::Track>> ListTracks(db::ReadTx& tx, const Scope& scope,
                                                  const TrackFilter& filter, const Page& page) {
  const int64_t state{filter.state};
  const auto list =
      [&](const db::Query& query,
          const std::vector<db::Value>& of) -> absl::StatusOr<std::vector<v1::Track>> {
    std::vector<db::Value> args = {scope.account_id, page.after[0], page.after[1], page.fetch()};
    args.insert(args.end(), of.begin(), of.end());
    ASSIGN_OR_RETURN(const auto rows, tx.Select(query, args));
    return db::MapRows(rows, TrackFromRow);
  };
  if (!filter.household_id.empty())
    return list(kTrackListOfHousehold, {filter.household_id, state});
  if (scope.IsOfBuddy()) return list(kTrackListOfBuddy, {state});
  if (state != 0) return list(kTrackListInState, {scope.organisation_id, state});
  return list(kTrackListOfOrganisation, {scope.organisation_id});
}

absl::StatusOr<std::vector<v1::Track>> ListWaitingTracks(db::ReadTx& tx, const Scope& scope,
                                                         const Id& organisation_id,
                                                         const Page& page) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kTrackWaiting, {scope.account_id, organisation_id, page.after[0],
                                             page.after[1], page.after[2], page.fetch()}));
  return db::MapRows(rows, TrackFromRow);
}

const std::string& WaitsSince(const v1::Track& track) {
  return track.state() == v1::TRACK_STATE_WAITING ? track.waiting_since() : track.apply_date();
}

absl::StatusOr<bool> HasActiveMatch(db::ReadTx& tx, const Scope& scope, const Id& track_id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kTrackActiveMatch, {scope.account_id, track_id}));
  return row.has_value();
}

absl::StatusOr<v1::Track> InsertTrack(db::WriteTx& tx, v1::Track track, int64_t now_us) {
  RETURN_IF_ERROR(NumberTrack(tx, track));
  const auto inserted = tx.Execute(kTrackInsert, {IdOf(track.name()),
                                                  IdOf(track.organisation()),
                                                  track.number(),
                                                  IdOf(track.household()),
                                                  IdOf(track.participant()),
                                                  int64_t{track.target_group()},
                                                  track.intake_source(),
                                                  int64_t{track.state()},
                                                  track.apply_date(),
                                                  track.start_date(),
                                                  track.planned_end_date(),
                                                  track.aftercare_end_date(),
                                                  track.close_date(),
                                                  int64_t{track.exit_reason()},
                                                  track.participation_consent_date(),
                                                  track.end_assessment_waiver(),
                                                  track.waiting_since(),
                                                  track.pause_until(),
                                                  now_us,
                                                  int64_t{track.backup_contact()},
                                                  track.own_question()});
  if (absl::IsAlreadyExists(inserted.status())) {
    return Error(kNumberInUse, {"track", track.number()});
  }
  RETURN_IF_ERROR(inserted.status());
  *track.mutable_create_time() = TimestampFromMicros(now_us);
  *track.mutable_update_time() = TimestampFromMicros(now_us);
  track.set_etag(EtagOf(1));
  return track;
}

absl::StatusOr<v1::Track> UpdateTrack(db::WriteTx& tx, v1::Track track, int64_t now_us) {
  ASSIGN_OR_RETURN(
      const auto row,
      tx.SelectOne(
          kTrackUpdate,
          {IdOf(track.name()), int64_t{track.target_group()}, track.intake_source(),
           int64_t{track.state()}, track.apply_date(), track.start_date(), track.planned_end_date(),
           track.aftercare_end_date(), track.close_date(), int64_t{track.exit_reason()},
           track.participation_consent_date(), track.end_assessment_waiver(), track.waiting_since(),
           track.pause_until(), now_us, int64_t{track.backup_contact()}, track.own_question()}));
  *track.mutable_update_time() = TimestampFromMicros(now_us);
  track.set_etag(EtagOf(row->Int(0)));
  return track;
}

absl::Status InsertTrackEvent(db::WriteTx& tx, const Id& track_id, const v1::TrackEvent& event,
                              int64_t now_us) {
  return tx
      .Execute(kTrackEventInsert, {track_id, int64_t{event.verb()}, int64_t{event.state()},
                                   event.date(), event.account_handle(), event.note(), now_us})
      .status();
}

}  // namespace kansrijk::store
