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

// What a situation says, into its history.
constexpr db::Query kSituationVersionInsert{"situation_version_insert", R"sql(
  INSERT INTO situation_version (member_id, position, situation_id, account_handle, reason, date,
    income, education, enrolled_in, participation_ladder, debt, created_us)
  SELECT s.member_id,
    (SELECT COALESCE(MAX(x.position), 0) + 1 FROM situation_version AS x
     WHERE x.member_id = s.member_id), s.id, $2, $3, s.date, s.income, s.education, s.enrolled_in,
    s.participation_ladder, s.debt, $4
  FROM situation_all AS s
  WHERE s.id = $1
)sql"};

constexpr db::Query kSituationVersions{"situation_versions", R"sql(
  SELECT x.situation_id, x.created_us, x.account_handle, x.reason, x.date, x.income, x.education,
    x.enrolled_in, x.participation_ladder, x.debt
  FROM situation_version AS x
  JOIN member AS m ON m.id = x.member_id
  WHERE x.member_id = $2
    AND EXISTS (SELECT 1 FROM visible_person AS v WHERE v.account_id = $1 AND v.member_id = m.id)
  ORDER BY x.position
)sql"};

constexpr db::Query kSituationUpdate{"situation_update", R"sql(
  UPDATE situation_all
  SET date = $2, income = $3, education = $4, enrolled_in = $5, participation_ladder = $6, debt = $7
  WHERE id = $1
)sql"};

constexpr db::Query kSituationDelete{"situation_delete", R"sql(
  DELETE FROM situation_all WHERE id = $1
)sql"};

constexpr db::Query kSituationList{"situation_list", R"sql(
  SELECT s.id, s.member_id, m.household_id, s.date, s.income, s.education, s.enrolled_in,
    s.participation_ladder, s.debt, s.created_us
  FROM situation AS s
  JOIN member AS m ON m.id = s.member_id
  WHERE s.member_id = $2 AND s.date < $3
    AND EXISTS (SELECT 1 FROM visible_person AS v WHERE v.account_id = $1 AND v.member_id = m.id)
  ORDER BY s.date DESC
  LIMIT $4
)sql"};

constexpr db::Query kSituationOn{"situation_on", R"sql(
  SELECT s.id, s.member_id, m.household_id, s.date, s.income, s.education, s.enrolled_in,
    s.participation_ladder, s.debt, s.created_us
  FROM situation AS s
  JOIN member AS m ON m.id = s.member_id
  WHERE s.member_id = $2 AND s.date = $3
    AND EXISTS (SELECT 1 FROM visible_person AS v WHERE v.account_id = $1 AND v.member_id = m.id)
)sql"};

v1::SituationVersion SituationVersionFromRow(const db::Row& row) {
  v1::SituationVersion version;
  *version.mutable_create_time() = TimestampFromMicros(row.Int(1));
  version.set_account_handle(row.Text(2));
  version.set_reason(row.Text(3));
  version.set_date(row.Text(4));
  version.set_income(static_cast<v1::Income>(row.Int(5)));
  version.set_education(static_cast<v1::Education>(row.Int(6)));
  version.set_enrolled_in(static_cast<v1::Education>(row.Int(7)));
  version.set_participation_ladder(static_cast<int32_t>(row.Int(8)));
  version.set_debt(static_cast<v1::Debt>(row.Int(9)));
  return version;
}

absl::Status KeepVersion(db::WriteTx& tx, const v1::Situation& situation,
                         const SituationChange& change) {
  return tx
      .Execute(kSituationVersionInsert,
               {IdOf(situation.name()), change.account_handle, change.reason, change.now_us})
      .status();
}

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
  auto situations = db::MapRows(rows, SituationFromRow);
  ASSIGN_OR_RETURN(const auto versions,
                   tx.Select(kSituationVersions, {scope.account_id, member_id}));
  for (const db::Row& row : versions) {
    for (v1::Situation& situation : situations) {
      if (IdOf(situation.name()) != row.Id(0)) continue;
      *situation.add_history() = SituationVersionFromRow(row);
    }
  }
  return situations;
}

absl::StatusOr<v1::Situation> RequireSituation(db::ReadTx& tx, const Scope& scope,
                                               const v1::Member& member, const std::string& date) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kSituationOn, {scope.account_id, IdOf(member.name()), date}));
  if (!row.has_value()) return Error(kNoSituation, {member.number(), date});
  return SituationFromRow(*row);
}

absl::Status CorrectSituation(db::WriteTx& tx, const v1::Situation& corrected,
                              const SituationChange& change) {
  RETURN_IF_ERROR(KeepVersion(tx, corrected, change));
  const auto updated = tx.Execute(
      kSituationUpdate, {IdOf(corrected.name()), corrected.date(), int64_t{corrected.income()},
                         int64_t{corrected.education()}, int64_t{corrected.enrolled_in()},
                         int64_t{corrected.participation_ladder()}, int64_t{corrected.debt()}});
  if (absl::IsAlreadyExists(updated.status())) return Error(kSituationExists, {corrected.date()});
  return updated.status();
}

absl::Status RemoveSituation(db::WriteTx& tx, const v1::Situation& situation,
                             const SituationChange& change) {
  RETURN_IF_ERROR(KeepVersion(tx, situation, change));
  return tx.Execute(kSituationDelete, {IdOf(situation.name())}).status();
}

}  // namespace kansrijk::store
