#include "server/store/track/caseload.h"

#include "absl/container/flat_hash_map.h"
#include "kansrijk/v1/match.pb.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"
#include "server/store/buddy/basic_certificate.h"
#include "server/store/buddy/buddy_account.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

// The ids of the open tracks of organisation $2 or buddy $3.
#define OPEN_TRACKS                                                                             \
  "WITH open (id) AS ("                                                                         \
  "  SELECT t.id"                                                                               \
  "  FROM track AS t"                                                                           \
  "  WHERE t.organisation_id = $2 AND t.state IN " TRACK_OPEN                                   \
  "    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = "  \
  "t.id)"                                                                                       \
  "  UNION"                                                                                     \
  "  SELECT m.track_id"                                                                         \
  "  FROM match AS m"                                                                           \
  "  JOIN track AS t ON t.id = m.track_id"                                                      \
  "  WHERE m.buddy_id = $3 AND m.state = " SQL_MATCH_STATE_ACTIVE " AND t.state IN " TRACK_OPEN \
  "    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = "  \
  "t.id)"                                                                                       \
  ")"

constexpr db::Query kCaseloadOpenTracks{"caseload_open_tracks", OPEN_TRACKS R"sql(
  SELECT t.id, t.number, h.id, h.number, p.given_name, p.family_name, b.id, b.number, b.given_name,
         b.family_name, t.state,
         (SELECT s.date FROM session AS s WHERE s.track_id = t.id AND NOT s.no_show
          ORDER BY s.date DESC, s.id DESC LIMIT 1),
         t.apply_date, t.start_date,
         t.planned_end_date, t.aftercare_end_date, t.pause_until, t.end_assessment_waiver,
         (SELECT e.date FROM track_event AS e WHERE e.track_id = t.id
          ORDER BY e.position DESC LIMIT 1),
         (SELECT MAX(m.until) FROM match AS m WHERE m.track_id = t.id AND m.state = )sql" SQL_MATCH_STATE_ENDED
                                                                            R"sql(),
         (SELECT MAX(r.date) FROM review AS r WHERE r.track_id = t.id)
  FROM open AS o
  JOIN track AS t ON t.id = o.id
  JOIN household AS h ON h.id = t.household_id
  JOIN member AS p ON p.id = t.participant_id
  LEFT JOIN buddy AS b ON b.id = CASE WHEN $3 <> '' THEN $3
                                 ELSE (SELECT m.buddy_id
                                       FROM match AS m
                                       JOIN buddy AS mb ON mb.id = m.buddy_id
                                       WHERE m.track_id = t.id AND m.state IN )sql" MATCH_IN_FORCE
                                                                            R"sql(
                                       ORDER BY m.state DESC, mb.number, m.id
                                       LIMIT 1) END
  ORDER BY t.number, t.id
)sql"};

// No-shows since the participant was last there; the missed appointment of which a session tells is
// that session.
constexpr db::Query kCaseloadNoShows{"caseload_no_shows", OPEN_TRACKS R"sql(
  SELECT n.track_id, n.date
  FROM (SELECT s.track_id AS track_id, s.date AS date, s.id AS id
        FROM open AS o
        JOIN session AS s ON s.track_id = o.id
        WHERE s.no_show
        UNION ALL
        SELECT f.track_id, f.date, f.id
        FROM open AS o
        JOIN appointment AS f ON f.track_id = o.id
        WHERE )sql" APPOINTMENT_IS_NO_SHOW R"sql() AS n
  WHERE NOT EXISTS (SELECT 1 FROM session AS l
                    WHERE l.track_id = n.track_id AND NOT l.no_show
                      AND (l.date, l.id) > (n.date, n.id))
    AND NOT EXISTS (SELECT 1 FROM appointment AS h
                    WHERE h.track_id = n.track_id AND h.state = )sql" SQL_APPOINTMENT_STATE_HELD
                                                                      R"sql(
                      AND (h.date, h.id) > (n.date, n.id))
  ORDER BY n.date, n.id
)sql"};

constexpr db::Query kCaseloadAppointments{"caseload_appointments", OPEN_TRACKS R"sql(
  SELECT f.track_id, f.number, f.date, f.start_time
  FROM open AS o
  JOIN appointment AS f ON f.track_id = o.id
  WHERE f.state = )sql" SQL_APPOINTMENT_STATE_PLANNED R"sql(
    AND EXISTS (SELECT 1 FROM visible_appointment AS v
                WHERE v.account_id = $1 AND v.appointment_id = f.id)
  ORDER BY f.date, f.start_time, f.id
)sql"};

// Dates compare as text, so that the least of date and number is what is due first.
constexpr db::Query kCaseloadOpenGoals{"caseload_open_goals", OPEN_TRACKS R"sql(
  SELECT g.track_id, MIN(g.due_date || g.number), COUNT(*) FILTER (WHERE g.due_date < $4)
  FROM open AS o
  JOIN goal AS g ON g.track_id = o.id
  WHERE g.state IN )sql" GOAL_UNDER_WAY R"sql(
  GROUP BY g.track_id
  ORDER BY g.track_id
)sql"};

constexpr db::Query kCaseloadOpenSteps{"caseload_open_steps", OPEN_TRACKS R"sql(
  SELECT s.track_id, MIN(s.due_date || s.number), COUNT(*) FILTER (WHERE s.due_date < $4)
  FROM open AS o
  JOIN step AS s ON s.track_id = o.id
  JOIN goal AS g ON g.id = s.goal_id
  WHERE s.state IN )sql" STEP_UNFINISHED R"sql( AND g.state IN )sql" GOAL_UNDER_WAY R"sql(
  GROUP BY s.track_id
  ORDER BY s.track_id
)sql"};

constexpr db::Query kCaseloadAssessments{"caseload_assessments", OPEN_TRACKS R"sql(
  SELECT a.track_id, a.moment, MIN(a.date)
  FROM open AS o
  JOIN assessment AS a ON a.track_id = o.id
  GROUP BY a.track_id, a.moment
  ORDER BY a.track_id, a.moment
)sql"};

// A referral from elsewhere that led to the track is not one that it sent. Of history there is no
// consent to renew.
constexpr db::Query kCaseloadReferrals{"caseload_referrals", OPEN_TRACKS R"sql(
  SELECT r.track_id, r.number, p.code, r.state, r.sent_date, r.due_date,
         (SELECT c.valid_until FROM consent AS c
          WHERE c.id = r.consent_id AND c.withdrawn_us IS NULL AND r.recorded_by_id IS NULL)
  FROM open AS o
  JOIN track AS t ON t.id = o.id
  JOIN referral AS r ON r.track_id = t.id AND r.from_id = t.organisation_id
  JOIN organisation AS p ON p.id = r.to_id
  WHERE r.state IN )sql" REFERRAL_RUNNING R"sql(
  ORDER BY r.sent_date, r.number, r.id
)sql"};

// A conflict that nobody recorded follows from a link, and is known since the match was made.
constexpr db::Query kCaseloadBuddies{"caseload_buddies", OPEN_TRACKS R"sql(
  SELECT m.track_id, b.number, m.state, b.absent_from, b.absent_until, b.left_date,
         CASE WHEN EXISTS (SELECT 1 FROM conflict_of_interest AS x
                           WHERE x.household_id = t.household_id AND x.buddy_id = b.id)
              THEN COALESCE((SELECT MIN(c.created_us) FROM conflict AS c
                             WHERE c.household_id = t.household_id AND c.buddy_id = b.id
                               AND c.lifted_us IS NULL),
                            m.created_us) END,
)sql" BUDDY_ACCOUNT_COLUMNS R"sql(
  FROM open AS o
  JOIN track AS t ON t.id = o.id
  JOIN match AS m ON m.track_id = t.id
  JOIN buddy AS b ON b.id = m.buddy_id
  WHERE m.state IN )sql" MATCH_IN_FORCE R"sql(
  ORDER BY b.number, m.id
)sql"};

constexpr db::Query kCaseloadDueGoals{"caseload_due_goals", OPEN_TRACKS R"sql(
  SELECT g.track_id, g.number, g.text, g.due_date
  FROM open AS o
  JOIN goal AS g ON g.track_id = o.id
  WHERE g.state IN )sql" GOAL_UNDER_WAY R"sql( AND g.due_date <= $4
  ORDER BY g.due_date, g.number, g.id
)sql"};

constexpr db::Query kCaseloadDueSteps{
    "caseload_due_steps",
    OPEN_TRACKS R"sql(
  SELECT s.track_id, s.number, s.text, s.due_date
  FROM open AS o
  JOIN step AS s ON s.track_id = o.id
  JOIN goal AS g ON g.id = s.goal_id
  WHERE s.state IN )sql" STEP_UNFINISHED
                R"sql( AND s.due_date <= $4 AND g.state IN )sql" GOAL_UNDER_WAY R"sql(
  ORDER BY s.due_date, s.number, s.id
)sql"};

// The application itself is no change of state. CROSS JOIN
// keeps SQLite from beginning with all events.
constexpr db::Query kCaseloadChanges{"caseload_changes",
                                     R"sql(
  WITH reviewed (id, date, us) AS (
    SELECT t.id, COALESCE(r.date, ''), COALESCE(r.created_us, -1)
    FROM track AS t
    LEFT JOIN review AS r ON r.id = (SELECT l.id FROM review AS l WHERE l.track_id = t.id
                                     ORDER BY l.date DESC, l.id DESC LIMIT 1)
    WHERE t.id = $2
      AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = t.id)
  ),
  change (kind) AS (
    SELECT )sql" SQL_CHANGE_STATE R"sql(
    FROM reviewed AS r
    JOIN track_event AS e ON e.track_id = r.id
    WHERE e.position > 1 AND (e.date > r.date OR e.created_us > r.us)
    UNION ALL
    SELECT )sql" SQL_CHANGE_MATCH R"sql(
    FROM reviewed AS r
    JOIN match AS m ON m.track_id = r.id
    WHERE m.since > r.date OR m.until > r.date OR m.updated_us > r.us
    UNION ALL
    SELECT CASE WHEN s.no_show THEN )sql" SQL_CHANGE_NO_SHOW R"sql( ELSE )sql" SQL_CHANGE_SESSION
                                     R"sql( END
    FROM reviewed AS r
    JOIN session AS s ON s.track_id = r.id
    WHERE s.date > r.date OR s.created_us > r.us
    UNION ALL
    SELECT )sql" SQL_CHANGE_NO_SHOW R"sql(
    FROM reviewed AS r
    JOIN appointment AS f ON f.track_id = r.id
    WHERE )sql" APPOINTMENT_IS_NO_SHOW R"sql( AND (f.date > r.date OR f.updated_us > r.us)
    UNION ALL
    SELECT CASE WHEN e.verb = )sql" SQL_GOAL_VERB_UNSPECIFIED R"sql( THEN )sql" SQL_CHANGE_NEW_GOAL
                                     R"sql( ELSE e.state END
    FROM reviewed AS r
    CROSS JOIN goal AS g
    CROSS JOIN goal_event AS e
    WHERE g.track_id = r.id AND e.goal_id = g.id AND (e.verb = )sql" SQL_GOAL_VERB_UNSPECIFIED
                                     R"sql( OR e.state IN )sql" GOAL_OVER R"sql()
      AND (e.date > r.date OR e.created_us > r.us)
    UNION ALL
    SELECT )sql" SQL_CHANGE_STEP_DONE R"sql(
    FROM reviewed AS r
    JOIN step AS s ON s.track_id = r.id
    WHERE s.state = )sql" SQL_STEP_STATE_DONE
                                     R"sql( AND (s.end_date > r.date OR s.updated_us > r.us)
    UNION ALL
    SELECT )sql" SQL_CHANGE_ASSESSMENT R"sql(
    FROM reviewed AS r
    JOIN assessment AS a ON a.track_id = r.id
    WHERE a.date > r.date OR a.created_us > r.us
    UNION ALL
    SELECT )sql" SQL_CHANGE_REFERRAL R"sql(
    FROM reviewed AS r
    JOIN track AS t ON t.id = r.id
    CROSS JOIN referral AS f
    CROSS JOIN referral_event AS e
    WHERE f.track_id = r.id AND f.from_id = t.organisation_id AND e.referral_id = f.id
      AND e.organisation_id = f.to_id AND e.state <> )sql" SQL_REFERRAL_STATE_RECEIVED
                                     R"sql( AND (e.date > r.date OR e.created_us > r.us)
  )
  SELECT c.kind, COUNT(*)
  FROM change AS c
  GROUP BY c.kind
  ORDER BY c.kind
)sql"};

// A match is beyond the capacity when as many began before it.
#define LOAD_COLUMNS                                                                               \
  "b.id, b.number, b.given_name, b.family_name, b.capacity, b.conduct_certificate_date,"           \
  "b.absent_from, b.absent_until, b.left_date,"                                                    \
  "(SELECT COUNT(*) FROM match AS m WHERE m.buddy_id = b.id AND m.state = " SQL_MATCH_STATE_ACTIVE \
  "),"                                                                                             \
  "(SELECT COUNT(*) FROM match AS m WHERE m.buddy_id = b.id AND m.state "                          \
  "= " SQL_MATCH_STATE_MEETING                                                                     \
  "),"                                                                                             \
  "(SELECT MIN(m.since) FROM match AS m WHERE m.buddy_id = b.id AND m.state "                      \
  "= " SQL_MATCH_STATE_ACTIVE                                                                      \
  " AND b.capacity <= (SELECT COUNT(*) FROM match AS x WHERE x.buddy_id = b.id"                    \
  " AND x.state = " SQL_MATCH_STATE_ACTIVE                                                         \
  " AND (x.since, x.id) < (m.since, m.id))),"                                                      \
  "b.basic_certificate_date," BASIC_CERTIFICATE_COLUMNS

constexpr db::Query kCaseloadLoadsOfOrganisation{"caseload_loads_of_organisation",
                                                 "SELECT " LOAD_COLUMNS R"sql(
  FROM buddy AS b
  WHERE b.manager_id = $2
    AND (b.left_date = '' OR EXISTS (SELECT 1 FROM match AS m
                                     WHERE m.buddy_id = b.id AND m.state = )sql" SQL_MATCH_STATE_ACTIVE
                                                 R"sql())
    AND EXISTS (SELECT 1 FROM visible_buddy AS v WHERE v.account_id = $1 AND v.buddy_id = b.id)
  ORDER BY b.number, b.id
  LIMIT $3
)sql"};

constexpr db::Query kCaseloadLoadOfBuddy{"caseload_load_of_buddy", "SELECT " LOAD_COLUMNS R"sql(
  FROM buddy AS b
  WHERE b.id = $2
    AND EXISTS (SELECT 1 FROM visible_buddy AS v WHERE v.account_id = $1 AND v.buddy_id = b.id)
  ORDER BY b.number, b.id
  LIMIT $3
)sql"};

constexpr size_t kDateLength = 10;  // YYYY-MM-DD

OpenTrack CaseloadFromRow(const db::Row& row) {
  OpenTrack track;
  v1::CaseloadEntry& entry = track.entry;
  entry.set_track(TrackName(row.Id(0)));
  entry.set_track_number(row.Text(1));
  entry.set_household(HouseholdName(row.Id(2)));
  entry.set_household_number(row.Text(3));
  entry.set_participant_name(FullName(row.Text(4), row.Text(5)));
  entry.set_buddy(BuddyName(row.Id(6)));
  entry.set_buddy_number(row.Text(7));
  entry.set_buddy_name(FullName(row.Text(8), row.Text(9)));
  entry.set_state(static_cast<v1::TrackState>(row.Int(10)));
  entry.set_last_session_date(row.Text(11));
  track.track.set_state(entry.state());
  track.track.set_apply_date(row.Text(12));
  track.track.set_start_date(row.Text(13));
  track.track.set_planned_end_date(row.Text(14));
  track.track.set_aftercare_end_date(row.Text(15));
  track.track.set_pause_until(row.Text(16));
  track.track.set_end_assessment_waiver(row.Text(17));
  track.state_since = row.Text(18);
  track.last_match_until = row.Text(19);
  entry.set_last_review_date(row.Text(20));
  return track;
}

DueFacts DueFromRow(const db::Row& row) {
  const std::string first = row.Text(1);
  return {first.substr(0, kDateLength), first.substr(kDateLength), static_cast<int>(row.Int(2))};
}

v1::ReviewMoment MomentFromRow(const db::Row& row) {
  v1::ReviewMoment moment;
  moment.set_moment(static_cast<v1::AssessmentMoment>(row.Int(1)));
  moment.set_done_date(row.Text(2));
  return moment;
}

v1::Appointment StandingFromRow(const db::Row& row) {
  v1::Appointment appointment;
  appointment.set_number(row.Text(1));
  appointment.set_date(row.Text(2));
  appointment.set_start_time(row.Text(3));
  return appointment;
}

RunningReferral RunningFromRow(const db::Row& row) {
  v1::Referral referral;
  referral.set_number(row.Text(1));
  referral.set_to_code(row.Text(2));
  referral.set_state(static_cast<v1::ReferralState>(row.Int(3)));
  referral.set_sent_date(row.Text(4));
  referral.set_due_date(row.Text(5));
  return {std::move(referral), row.Text(6)};
}

MatchedBuddy MatchedBuddyFromRow(const db::Row& row) {
  MatchedBuddy buddy;
  buddy.number = row.Text(1);
  buddy.active = row.Int(2) == v1::MATCH_STATE_ACTIVE;
  buddy.absence = {row.Text(3), row.Text(4)};
  buddy.left_date = row.Text(5);
  if (!row.IsNull(6)) {
    buddy.conflict_date = FormatDate(DayOf(absl::FromUnixMicros(row.Int(6))));
  }
  buddy.account_disabled_date = AccountDisabledDate(row, /*first=*/7);
  return buddy;
}

DueItem ItemFromRow(const db::Row& row) {
  return {TrackName(row.Id(0)), row.Text(1), row.Text(2), row.Text(3)};
}

OpenLoad LoadFromRow(const db::Row& row) {
  OpenLoad open;
  open.load.set_buddy(BuddyName(row.Id(0)));
  open.load.set_buddy_number(row.Text(1));
  open.load.set_buddy_name(FullName(row.Text(2), row.Text(3)));
  open.load.set_capacity(static_cast<int32_t>(row.Int(4)));
  open.conduct_certificate_date = row.Text(5);
  open.absence = {row.Text(6), row.Text(7)};
  open.left_date = row.Text(8);
  open.load.set_active_matches(static_cast<int32_t>(row.Int(9)));
  open.load.set_meeting_matches(static_cast<int32_t>(row.Int(10)));
  open.over_capacity_since = row.Text(11);
  open.basic_certificate_end_date = BasicCertificateEnd(row, /*first=*/13, row.Text(12));
  return open;
}

using Args = std::vector<db::Value>;

// Runs `query`, and hands each row to `keep` with the track that its first column names.
template <typename Keep>
absl::Status AddToTracks(db::ReadTx& tx, const db::Query& query, const Args& args,
                         const absl::flat_hash_map<Id, OpenTrack*>& by_id, Keep keep) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(query, args));
  for (const db::Row& row : rows) {
    if (const auto found = by_id.find(row.Id(0)); found != by_id.end()) keep(*found->second, row);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<OpenTrack>> ListOpenTracks(db::ReadTx& tx, const Scope& scope,
                                                      const CaseloadOwner& owner,
                                                      const std::string& today) {
  const Args args{scope.account_id, owner.organisation_id, owner.buddy_id};
  const Args dated{scope.account_id, owner.organisation_id, owner.buddy_id, today};
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kCaseloadOpenTracks, args));
  std::vector<OpenTrack> tracks = db::MapRows(rows, CaseloadFromRow);
  absl::flat_hash_map<Id, OpenTrack*> by_id;
  for (OpenTrack& track : tracks) by_id.emplace(IdOf(track.entry.track()), &track);
  RETURN_IF_ERROR(
      AddToTracks(tx, kCaseloadOpenGoals, dated, by_id,
                  [](OpenTrack& track, const db::Row& row) { track.goal = DueFromRow(row); }));
  RETURN_IF_ERROR(
      AddToTracks(tx, kCaseloadOpenSteps, dated, by_id,
                  [](OpenTrack& track, const db::Row& row) { track.step = DueFromRow(row); }));
  RETURN_IF_ERROR(
      AddToTracks(tx, kCaseloadAssessments, args, by_id, [](OpenTrack& track, const db::Row& row) {
        track.assessments.push_back(MomentFromRow(row));
      }));
  RETURN_IF_ERROR(AddToTracks(
      tx, kCaseloadNoShows, args, by_id,
      [](OpenTrack& track, const db::Row& row) { track.no_shows.push_back(row.Text(1)); }));
  RETURN_IF_ERROR(
      AddToTracks(tx, kCaseloadAppointments, args, by_id, [](OpenTrack& track, const db::Row& row) {
        track.appointments.push_back(StandingFromRow(row));
      }));
  RETURN_IF_ERROR(
      AddToTracks(tx, kCaseloadReferrals, args, by_id, [](OpenTrack& track, const db::Row& row) {
        track.referrals.push_back(RunningFromRow(row));
      }));
  RETURN_IF_ERROR(
      AddToTracks(tx, kCaseloadBuddies, args, by_id, [](OpenTrack& track, const db::Row& row) {
        track.buddies.push_back(MatchedBuddyFromRow(row));
      }));
  return tracks;
}

absl::StatusOr<std::vector<CountedChange>> ListChanges(db::ReadTx& tx, const Scope& scope,
                                                       const std::string& track_name) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kCaseloadChanges, {scope.account_id, IdOf(track_name)}));
  return db::MapRows(rows, [](const db::Row& row) {
    return CountedChange{static_cast<ChangeKind>(row.Int(0)), row.Int(1)};
  });
}

absl::StatusOr<std::vector<DueItem>> ListDueGoals(db::ReadTx& tx, const Scope& scope,
                                                  const CaseloadOwner& owner,
                                                  const std::string& today) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kCaseloadDueGoals,
                             {scope.account_id, owner.organisation_id, owner.buddy_id, today}));
  return db::MapRows(rows, ItemFromRow);
}

absl::StatusOr<std::vector<DueItem>> ListDueSteps(db::ReadTx& tx, const Scope& scope,
                                                  const CaseloadOwner& owner,
                                                  const std::string& today) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kCaseloadDueSteps,
                             {scope.account_id, owner.organisation_id, owner.buddy_id, today}));
  return db::MapRows(rows, ItemFromRow);
}

absl::StatusOr<std::vector<OpenLoad>> ListLoads(db::ReadTx& tx, const Scope& scope,
                                                const CaseloadOwner& owner) {
  const bool one = !owner.buddy_id.empty();
  const Id& id = one ? owner.buddy_id : owner.organisation_id;
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(one ? kCaseloadLoadOfBuddy : kCaseloadLoadsOfOrganisation,
                             {scope.account_id, id, kLoadsMax}));
  return db::MapRows(rows, LoadFromRow);
}

}  // namespace kansrijk::store
