#include "server/store/goal/goal.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/id_or_null.h"
#include "server/store/track_filter.h"

namespace kansrijk::store {
namespace {

#define GOAL_COLUMNS                                                                     \
  "g.id, g.number, g.track_id, t.number, h.id, h.number, g.pillar, g.subject, "          \
  "g.text, g.measure, g.due_date, g.state, g.agreed_by_id, m.household_id, "             \
  "m.given_name, m.family_name, g.agreed_date, g.end_date, g.created_us, g.updated_us, " \
  "g.revision"

constexpr db::Query kGoalById{"goal_by_id", "SELECT " GOAL_COLUMNS R"sql(
  FROM goal AS g
  JOIN track AS t ON t.id = g.track_id
  JOIN household AS h ON h.id = t.household_id
  LEFT JOIN member AS m ON m.id = g.agreed_by_id
  WHERE g.id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = g.track_id)
)sql"};

constexpr db::Query kGoalList{"goal_list",
                              "SELECT " GOAL_COLUMNS R"sql(
  FROM goal AS g
  JOIN track AS t ON t.id = g.track_id
  JOIN household AS h ON h.id = t.household_id
  LEFT JOIN member AS m ON m.id = g.agreed_by_id
  WHERE g.track_id IN )sql" OF_TRACKS
                              R"sql( AND ($3 = 0 OR g.state = $3) AND (g.number, g.id) > ($4, $5)
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = g.track_id)
  ORDER BY g.number, g.id
  LIMIT $6
)sql"};

constexpr db::Query kGoalOfTrack{"goal_of_track", "SELECT " GOAL_COLUMNS R"sql(
  FROM goal AS g
  JOIN track AS t ON t.id = g.track_id
  JOIN household AS h ON h.id = t.household_id
  LEFT JOIN member AS m ON m.id = g.agreed_by_id
  WHERE g.track_id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = g.track_id)
  ORDER BY g.number, g.id
)sql"};

constexpr db::Query kGoalEvents{"goal_events", R"sql(
  SELECT e.verb, e.state, e.date, e.account_handle, e.created_us, e.note
  FROM goal_event AS e
  JOIN goal AS g ON g.id = e.goal_id
  WHERE e.goal_id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = g.track_id)
  ORDER BY e.position
)sql"};

constexpr db::Query kGoalInsert{"goal_insert", R"sql(
  INSERT INTO goal_all (id, organisation_id, number, track_id, pillar, subject, text, measure, due_date,
                    state, agreed_by_id, agreed_date, end_date, created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, 1)
)sql"};

constexpr db::Query kGoalUpdate{"goal_update", R"sql(
  UPDATE goal_all
  SET pillar = $2, subject = $3, text = $4, measure = $5, due_date = $6, state = $7,
      agreed_by_id = $8, agreed_date = $9, end_date = $10, updated_us = $11, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

constexpr db::Query kGoalEventInsert{"goal_event_insert", R"sql(
  INSERT INTO goal_event (goal_id, position, verb, state, date, account_handle, note, created_us)
  VALUES ($1, (SELECT COALESCE(MAX(e.position), 0) + 1 FROM goal_event AS e WHERE e.goal_id = $1),
          $2, $3, $4, $5, $6, $7)
)sql"};

v1::Goal GoalFromRow(const db::Row& row) {
  v1::Goal goal;
  goal.set_name(GoalName(row.Id(2), row.Id(0)));
  goal.set_number(row.Text(1));
  goal.set_track(TrackName(row.Id(2)));
  goal.set_track_number(row.Text(3));
  goal.set_household(HouseholdName(row.Id(4)));
  goal.set_household_number(row.Text(5));
  goal.set_pillar(static_cast<v1::Pillar>(row.Int(6)));
  goal.set_subject(static_cast<v1::GoalSubject>(row.Int(7)));
  goal.set_text(row.Text(8));
  goal.set_measure(row.Text(9));
  goal.set_due_date(row.Text(10));
  goal.set_state(static_cast<v1::GoalState>(row.Int(11)));
  if (!row.IsNull(12)) goal.set_agreed_by(MemberName(row.Id(13), row.Id(12)));
  const std::string both = absl::StrCat(row.Text(14), " ", row.Text(15));
  goal.set_agreed_by_name(std::string(absl::StripAsciiWhitespace(both)));
  goal.set_agreed_date(row.Text(16));
  goal.set_end_date(row.Text(17));
  *goal.mutable_create_time() = TimestampFromMicros(row.Int(18));
  *goal.mutable_update_time() = TimestampFromMicros(row.Int(19));
  goal.set_etag(EtagOf(row.Int(20)));
  return goal;
}

v1::GoalEvent GoalEventFromRow(const db::Row& row) {
  v1::GoalEvent event;
  event.set_verb(static_cast<v1::GoalVerb>(row.Int(0)));
  event.set_state(static_cast<v1::GoalState>(row.Int(1)));
  event.set_date(row.Text(2));
  event.set_account_handle(row.Text(3));
  *event.mutable_create_time() = TimestampFromMicros(row.Int(4));
  event.set_note(row.Text(5));
  return event;
}

}  // namespace

absl::StatusOr<v1::Goal> RequireGoal(db::ReadTx& tx, const Scope& scope, const std::string& name) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kGoalById, {scope.account_id, IdOf(name)}));
  if (!row.has_value()) return Error(kNotFound, {name});
  return GoalFromRow(*row);
}

absl::StatusOr<std::vector<v1::Goal>> ListGoals(db::ReadTx& tx, const Scope& scope,
                                                const Id& track_id, v1::GoalState state,
                                                const Page& page) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kGoalList, {scope.account_id, track_id, int64_t{state}, page.after[0],
                                         page.after[1], page.fetch()}));
  return db::MapRows(rows, GoalFromRow);
}

absl::StatusOr<std::vector<v1::Goal>> GoalsOfTrack(db::ReadTx& tx, const Scope& scope,
                                                   const Id& track_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kGoalOfTrack, {scope.account_id, track_id}));
  return db::MapRows(rows, GoalFromRow);
}

absl::StatusOr<std::vector<v1::GoalEvent>> ListGoalEvents(db::ReadTx& tx, const Scope& scope,
                                                          const Id& goal_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kGoalEvents, {scope.account_id, goal_id}));
  return db::MapRows(rows, GoalEventFromRow);
}

absl::StatusOr<v1::Goal> InsertGoal(db::WriteTx& tx, v1::Goal goal, const Id& organisation_id,
                                    int64_t now_us) {
  const auto inserted = tx.Execute(
      kGoalInsert, {IdOf(goal.name()), organisation_id, goal.number(), IdOf(goal.track()),
                    int64_t{goal.pillar()}, int64_t{goal.subject()}, goal.text(), goal.measure(),
                    goal.due_date(), int64_t{goal.state()}, IdOrNull(goal.agreed_by()),
                    goal.agreed_date(), goal.end_date(), now_us});
  if (absl::IsAlreadyExists(inserted.status())) return Error(kNumberInUse, {"goal", goal.number()});
  RETURN_IF_ERROR(inserted.status());
  *goal.mutable_create_time() = TimestampFromMicros(now_us);
  *goal.mutable_update_time() = TimestampFromMicros(now_us);
  goal.set_etag(EtagOf(1));
  return goal;
}

absl::StatusOr<v1::Goal> UpdateGoal(db::WriteTx& tx, v1::Goal goal, int64_t now_us) {
  ASSIGN_OR_RETURN(
      const auto row,
      tx.SelectOne(kGoalUpdate,
                   {IdOf(goal.name()), int64_t{goal.pillar()}, int64_t{goal.subject()}, goal.text(),
                    goal.measure(), goal.due_date(), int64_t{goal.state()},
                    IdOrNull(goal.agreed_by()), goal.agreed_date(), goal.end_date(), now_us}));
  *goal.mutable_update_time() = TimestampFromMicros(now_us);
  goal.set_etag(EtagOf(row->Int(0)));
  return goal;
}

absl::Status InsertGoalEvent(db::WriteTx& tx, const Id& goal_id, const v1::GoalEvent& event,
                             int64_t now_us) {
  return tx
      .Execute(kGoalEventInsert, {goal_id, int64_t{event.verb()}, int64_t{event.state()},
                                  event.date(), event.account_handle(), event.note(), now_us})
      .status();
}

}  // namespace kansrijk::store
