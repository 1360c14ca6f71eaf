#include "server/store/goal/step.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/enums.h"
#include "server/store/id_or_null.h"

namespace kansrijk::store {
namespace {

#define STEP_COLUMNS                                                                   \
  "s.id, s.number, s.track_id, s.goal_id, g.number, t.household_id, s.text, "          \
  "s.owner_member_id, m.household_id, m.given_name, m.family_name, s.owner_buddy_id, " \
  "b.given_name, b.family_name, s.due_date, s.state, s.end_date, s.created_us, "       \
  "s.updated_us, s.revision"

constexpr db::Query kStepById{"step_by_id", "SELECT " STEP_COLUMNS R"sql(
  FROM step AS s
  JOIN goal AS g ON g.id = s.goal_id
  JOIN track AS t ON t.id = s.track_id
  LEFT JOIN member AS m ON m.id = s.owner_member_id
  LEFT JOIN buddy AS b ON b.id = s.owner_buddy_id
  WHERE s.id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = s.track_id)
)sql"};

constexpr db::Query kStepOfGoal{"step_of_goal", "SELECT " STEP_COLUMNS R"sql(
  FROM step AS s
  JOIN goal AS g ON g.id = s.goal_id
  JOIN track AS t ON t.id = s.track_id
  LEFT JOIN member AS m ON m.id = s.owner_member_id
  LEFT JOIN buddy AS b ON b.id = s.owner_buddy_id
  WHERE s.goal_id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = s.track_id)
  ORDER BY s.due_date, s.number, s.id
)sql"};

constexpr db::Query kStepOfTrack{"step_of_track", "SELECT " STEP_COLUMNS R"sql(
  FROM step AS s
  JOIN goal AS g ON g.id = s.goal_id
  JOIN track AS t ON t.id = s.track_id
  LEFT JOIN member AS m ON m.id = s.owner_member_id
  LEFT JOIN buddy AS b ON b.id = s.owner_buddy_id
  WHERE s.track_id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = s.track_id)
  ORDER BY s.due_date, s.number, s.id
)sql"};

constexpr db::Query kStepOwnerMatched{"step_owner_matched", R"sql(
  SELECT x.id
  FROM match AS x
  WHERE x.track_id = $2 AND x.buddy_id = $3 AND x.state = )sql" SQL_MATCH_STATE_ACTIVE R"sql(
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = x.track_id)
  ORDER BY x.id
  LIMIT 1
)sql"};

constexpr db::Query kStepInsert{"step_insert", R"sql(
  INSERT INTO step (id, organisation_id, number, track_id, goal_id, text, owner_member_id,
                    owner_buddy_id, due_date, state, end_date, created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, 1)
)sql"};

constexpr db::Query kStepUpdate{"step_update", R"sql(
  UPDATE step
  SET text = $2, owner_member_id = $3, owner_buddy_id = $4, due_date = $5, state = $6,
      end_date = $7, updated_us = $8, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

v1::Step StepFromRow(const db::Row& row) {
  v1::Step step;
  step.set_name(StepName(row.Id(2), row.Id(0)));
  step.set_number(row.Text(1));
  step.set_goal(GoalName(row.Id(2), row.Id(3)));
  step.set_goal_number(row.Text(4));
  step.set_household(HouseholdName(row.Id(5)));
  step.set_text(row.Text(6));
  if (!row.IsNull(7)) step.set_owner_member(MemberName(row.Id(8), row.Id(7)));
  step.set_owner_buddy(BuddyName(row.Id(11)));
  const size_t names = row.IsNull(7) ? 12 : 9;
  const std::string both = absl::StrCat(row.Text(names), " ", row.Text(names + 1));
  step.set_owner_name(std::string(absl::StripAsciiWhitespace(both)));
  step.set_due_date(row.Text(14));
  step.set_state(static_cast<v1::StepState>(row.Int(15)));
  step.set_end_date(row.Text(16));
  *step.mutable_create_time() = TimestampFromMicros(row.Int(17));
  *step.mutable_update_time() = TimestampFromMicros(row.Int(18));
  step.set_etag(EtagOf(row.Int(19)));
  return step;
}

}  // namespace

absl::StatusOr<v1::Step> RequireStep(db::ReadTx& tx, const Scope& scope, const std::string& name) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kStepById, {scope.account_id, IdOf(name)}));
  if (!row.has_value()) return Error(kNotFound, {name});
  return StepFromRow(*row);
}

absl::StatusOr<std::vector<v1::Step>> StepsOfGoal(db::ReadTx& tx, const Scope& scope,
                                                  const Id& goal_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kStepOfGoal, {scope.account_id, goal_id}));
  return db::MapRows(rows, StepFromRow);
}

absl::StatusOr<std::vector<v1::Step>> StepsOfTrack(db::ReadTx& tx, const Scope& scope,
                                                   const Id& track_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kStepOfTrack, {scope.account_id, track_id}));
  return db::MapRows(rows, StepFromRow);
}

absl::StatusOr<bool> BuddyMayOwnSteps(db::ReadTx& tx, const Scope& scope, const Id& track_id,
                                      const Id& buddy_id) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kStepOwnerMatched, {scope.account_id, track_id, buddy_id}));
  return row.has_value();
}

absl::StatusOr<v1::Step> InsertStep(db::WriteTx& tx, v1::Step step, const Id& organisation_id,
                                    int64_t now_us) {
  const auto inserted =
      tx.Execute(kStepInsert, {IdOf(step.name()), organisation_id, step.number(),
                               ParentIdOf(step.name()), IdOf(step.goal()), step.text(),
                               IdOrNull(step.owner_member()), IdOrNull(step.owner_buddy()),
                               step.due_date(), int64_t{step.state()}, step.end_date(), now_us});
  if (absl::IsAlreadyExists(inserted.status())) return Error(kNumberInUse, {"step", step.number()});
  RETURN_IF_ERROR(inserted.status());
  *step.mutable_create_time() = TimestampFromMicros(now_us);
  *step.mutable_update_time() = TimestampFromMicros(now_us);
  step.set_etag(EtagOf(1));
  return step;
}

absl::StatusOr<v1::Step> UpdateStep(db::WriteTx& tx, v1::Step step, int64_t now_us) {
  ASSIGN_OR_RETURN(
      const auto row,
      tx.SelectOne(kStepUpdate, {IdOf(step.name()), step.text(), IdOrNull(step.owner_member()),
                                 IdOrNull(step.owner_buddy()), step.due_date(),
                                 int64_t{step.state()}, step.end_date(), now_us}));
  *step.mutable_update_time() = TimestampFromMicros(now_us);
  step.set_etag(EtagOf(row->Int(0)));
  return step;
}

}  // namespace kansrijk::store
