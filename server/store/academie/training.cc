#include "server/store/academie/training.h"

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"

namespace kansrijk::store {
namespace {

#define TRAINING_COLUMNS                                                                     \
  "t.id, t.code, t.title, t.programme, t.required, t.retired, t.description, t.created_us, " \
  "t.updated_us, t.revision"

constexpr db::Query kTrainingById{"training_by_id", "SELECT " TRAINING_COLUMNS R"sql(
  FROM training AS t
  WHERE t.id = $2
    AND EXISTS (SELECT 1 FROM visible_academie AS v
                WHERE v.account_id = $1 AND v.organisation_id = t.organisation_id)
)sql"};

constexpr db::Query kTrainingList{"training_list", "SELECT " TRAINING_COLUMNS R"sql(
  FROM training AS t
  WHERE t.organisation_id IN (SELECT v.organisation_id FROM visible_academie AS v
                              WHERE v.account_id = $1)
    AND ($2 = 0 OR t.programme = $2) AND (t.code, t.id) > ($3, $4)
  ORDER BY t.code, t.id
  LIMIT $5
)sql"};

constexpr db::Query kTrainingInsert{"training_insert", R"sql(
  INSERT INTO training_all (id, organisation_id, code, title, programme, required, retired, description,
                        created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 1)
)sql"};

constexpr db::Query kTrainingUpdate{"training_update", R"sql(
  UPDATE training_all
  SET title = $2, programme = $3, required = $4, retired = $5, description = $6, updated_us = $7,
      revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

v1::Training TrainingFromRow(const db::Row& row) {
  v1::Training training;
  training.set_name(TrainingName(row.Id(0)));
  training.set_code(row.Text(1));
  training.set_title(row.Text(2));
  training.set_programme(static_cast<v1::Programme>(row.Int(3)));
  training.set_required(row.Bool(4));
  training.set_retired(row.Bool(5));
  training.set_description(row.Text(6));
  *training.mutable_create_time() = TimestampFromMicros(row.Int(7));
  *training.mutable_update_time() = TimestampFromMicros(row.Int(8));
  training.set_etag(EtagOf(row.Int(9)));
  return training;
}

}  // namespace

absl::StatusOr<v1::Training> RequireTraining(db::ReadTx& tx, const Scope& scope,
                                             const std::string& name) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kTrainingById, {scope.account_id, IdOf(name)}));
  if (!row.has_value()) return Error(kNotFound, {name});
  return TrainingFromRow(*row);
}

absl::StatusOr<std::vector<v1::Training>> ListTrainings(db::ReadTx& tx, const Scope& scope,
                                                        v1::Programme programme, const Page& page) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kTrainingList, {scope.account_id, int64_t{programme}, page.after[0],
                                             page.after[1], page.fetch()}));
  return db::MapRows(rows, TrainingFromRow);
}

absl::StatusOr<v1::Training> InsertTraining(db::WriteTx& tx, v1::Training training,
                                            const Id& organisation_id, int64_t now_us) {
  const auto inserted = tx.Execute(
      kTrainingInsert, {IdOf(training.name()), organisation_id, training.code(), training.title(),
                        int64_t{training.programme()}, int64_t{training.required()},
                        int64_t{training.retired()}, training.description(), now_us});
  if (absl::IsAlreadyExists(inserted.status())) {
    return Error(kNumberInUse, {"training", training.code()});
  }
  RETURN_IF_ERROR(inserted.status());
  *training.mutable_create_time() = TimestampFromMicros(now_us);
  *training.mutable_update_time() = TimestampFromMicros(now_us);
  training.set_etag(EtagOf(1));
  return training;
}

absl::StatusOr<v1::Training> UpdateTraining(db::WriteTx& tx, v1::Training training,
                                            int64_t now_us) {
  ASSIGN_OR_RETURN(
      const auto row,
      tx.SelectOne(kTrainingUpdate, {IdOf(training.name()), training.title(),
                                     int64_t{training.programme()}, int64_t{training.required()},
                                     int64_t{training.retired()}, training.description(), now_us}));
  *training.mutable_update_time() = TimestampFromMicros(now_us);
  training.set_etag(EtagOf(row->Int(0)));
  return training;
}

}  // namespace kansrijk::store
