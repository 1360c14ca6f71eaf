#include "server/store/goal/recognition.h"

#include "absl/strings/string_view.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/id_or_null.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kRecognitionOfGoal{"recognition_of_goal", R"sql(
  SELECT r.id, r.track_id, r.goal_id, g.number, t.household_id, r.kind, r.amount_cents, r.date,
         r.text, r.account_handle, r.created_us
  FROM recognition AS r
  JOIN goal AS g ON g.id = r.goal_id
  JOIN track AS t ON t.id = r.track_id
  WHERE r.goal_id = $2
    AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = r.track_id)
  ORDER BY r.date, r.id
)sql"};

constexpr db::Query kRecognitionSpent{"recognition_spent", R"sql(
  SELECT COALESCE(SUM(r.amount_cents), 0)
  FROM recognition AS r
  WHERE r.organisation_id = $1 AND r.date >= $2 AND r.date <= $3
)sql"};

constexpr db::Query kRecognitionGiven{"recognition_given", R"sql(
  SELECT COALESCE(SUM(r.amount_cents), 0)
  FROM recognition AS r
  WHERE r.buddy_id = $1 AND r.date >= $2 AND r.date <= $3
)sql"};

constexpr db::Query kRecognitionInsert{"recognition_insert", R"sql(
  INSERT INTO recognition_all (id, organisation_id, track_id, goal_id, kind, amount_cents, date, text,
                           account_handle, created_us, buddy_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
)sql"};

v1::Recognition RecognitionFromRow(const db::Row& row) {
  v1::Recognition recognition;
  recognition.set_name(RecognitionName(row.Id(1), row.Id(0)));
  recognition.set_goal(GoalName(row.Id(1), row.Id(2)));
  recognition.set_goal_number(row.Text(3));
  recognition.set_household(HouseholdName(row.Id(4)));
  recognition.set_kind(static_cast<v1::RecognitionKind>(row.Int(5)));
  recognition.set_amount_cents(row.Int(6));
  recognition.set_date(row.Text(7));
  recognition.set_text(row.Text(8));
  recognition.set_account_handle(row.Text(9));
  *recognition.mutable_create_time() = TimestampFromMicros(row.Int(10));
  return recognition;
}

absl::StatusOr<int64_t> SumOfYear(db::ReadTx& tx, const db::Query& query, const Id& id, int year) {
  const std::string first = FormatDate(absl::CivilDay(year, 1, 1));
  const std::string last = FormatDate(absl::CivilDay(year, 12, 31));
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(query, {id, first, last}));
  return row->Int(0);
}

}  // namespace

absl::StatusOr<std::vector<v1::Recognition>> RecognitionsOfGoal(db::ReadTx& tx, const Scope& scope,
                                                                const Id& goal_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kRecognitionOfGoal, {scope.account_id, goal_id}));
  return db::MapRows(rows, RecognitionFromRow);
}

absl::StatusOr<int64_t> RecognitionSpentCents(db::ReadTx& tx, const Id& organisation_id, int year) {
  return SumOfYear(tx, kRecognitionSpent, organisation_id, year);
}

absl::StatusOr<int64_t> RecognitionGivenCents(db::ReadTx& tx, const Id& buddy_id, int year) {
  return SumOfYear(tx, kRecognitionGiven, buddy_id, year);
}

absl::StatusOr<v1::Recognition> InsertRecognition(db::WriteTx& tx, v1::Recognition recognition,
                                                  const Id& organisation_id, const Id& buddy_id,
                                                  int64_t now_us) {
  *recognition.mutable_create_time() = TimestampFromMicros(now_us);
  RETURN_IF_ERROR(
      tx.Execute(kRecognitionInsert,
                 {IdOf(recognition.name()), organisation_id, ParentIdOf(recognition.name()),
                  IdOf(recognition.goal()), int64_t{recognition.kind()}, recognition.amount_cents(),
                  recognition.date(), recognition.text(), recognition.account_handle(), now_us,
                  IdOrNull(buddy_id)})
          .status());
  return recognition;
}

}  // namespace kansrijk::store
