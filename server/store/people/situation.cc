#include "server/store/people/situation.h"

#include "absl/strings/string_view.h"
#include "server/base/civil.h"
#include "server/base/status.h"
#include "server/facts/names.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kSituationInsert{"situation_insert", R"sql(
  INSERT INTO situation_all (id, member_id, date, income, education, enrolled_in, participation_ladder,
    debt, created_us)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
)sql"};

// One a day per member: the date is a unique order.
constexpr db::Query kSituationList{"situation_list", R"sql(
  SELECT s.id, s.member_id, m.household_id, s.date, s.income, s.education, s.enrolled_in,
    s.participation_ladder, s.debt, s.created_us
  FROM situation AS s
  JOIN member AS m ON m.id = s.member_id
  WHERE s.member_id = $2 AND s.date < $3
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = m.household_id)
  ORDER BY s.date DESC
  LIMIT $4
)sql"};

v1::Situation SituationFromRow(const db::Row& row) {
  v1::Situation situation;
  situation.set_name(SituationName(row.Id(2), row.Id(1), row.Id(0)));
  situation.set_household(HouseholdName(row.Id(2)));
  situation.set_date(row.Text(3));
  situation.set_income(static_cast<v1::Income>(row.Int(4)));
  situation.set_education(static_cast<v1::Education>(row.Int(5)));
  situation.set_enrolled_in(static_cast<v1::Education>(row.Int(6)));
  situation.set_participation_ladder(static_cast<int32_t>(row.Int(7)));
  situation.set_debt(static_cast<v1::Debt>(row.Int(8)));
  *situation.mutable_create_time() = TimestampFromMicros(row.Int(9));
  return situation;
}

}  // namespace

absl::StatusOr<v1::Situation> InsertSituation(db::WriteTx& tx, v1::Situation situation,
                                              int64_t now_us) {
  const auto inserted =
      tx.Execute(kSituationInsert,
                 {IdOf(situation.name()), ParentIdOf(situation.name()), situation.date(),
                  int64_t{situation.income()}, int64_t{situation.education()},
                  int64_t{situation.enrolled_in()}, int64_t{situation.participation_ladder()},
                  int64_t{situation.debt()}, now_us});
  if (absl::IsAlreadyExists(inserted.status())) {
    return Error(kSituationExists, {situation.date()});
  }
  RETURN_IF_ERROR(inserted.status());
  *situation.mutable_create_time() = TimestampFromMicros(now_us);
  return situation;
}

absl::StatusOr<std::vector<v1::Situation>> ListSituations(db::ReadTx& tx, const Scope& scope,
                                                          const Id& member_id, const Page& page) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kSituationList, {scope.account_id, member_id,
                                                               page.after[0], page.fetch()}));
  return db::MapRows(rows, SituationFromRow);
}

}  // namespace kansrijk::store
