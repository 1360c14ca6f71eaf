#include "server/store/organisation.h"

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/names.h"
#include "server/base/status.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kById{"organisation_by_id", R"sql(
  SELECT o.id, o.code, o.display_name, o.kind, o.created_us, o.updated_us, o.revision
  FROM organisation AS o
  WHERE o.id = $1
)sql"};

constexpr db::Query kByCode{"organisation_by_code", R"sql(
  SELECT o.id, o.code, o.display_name, o.kind, o.created_us, o.updated_us, o.revision
  FROM organisation AS o
  WHERE o.code = $1
)sql"};

constexpr db::Query kList{"organisation_list", R"sql(
  SELECT o.id, o.code, o.display_name, o.kind, o.created_us, o.updated_us, o.revision
  FROM organisation AS o
  WHERE o.code > $1
  ORDER BY o.code
  LIMIT $2
)sql"};

constexpr db::Query kInsert{"organisation_insert", R"sql(
  INSERT INTO organisation (id, code, display_name, kind, created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, $5, 1)
)sql"};

constexpr db::Query kUpdate{"organisation_update", R"sql(
  UPDATE organisation
  SET display_name = $2, kind = $3, updated_us = $4, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

v1::Organisation FromRow(const db::Row& row) {
  v1::Organisation organisation;
  organisation.set_name(OrganisationName(row.Text(0)));
  organisation.set_code(row.Text(1));
  organisation.set_display_name(row.Text(2));
  organisation.set_kind(static_cast<v1::OrganisationKind>(row.Int(3)));
  *organisation.mutable_create_time() = TimestampFromMicros(row.Int(4));
  *organisation.mutable_update_time() = TimestampFromMicros(row.Int(5));
  organisation.set_etag(EtagOf(row.Int(6)));
  return organisation;
}

}  // namespace

absl::StatusOr<v1::Organisation> RequireOrganisation(db::ReadTx& tx, const std::string& id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kById, {id}));
  if (!row.has_value()) return Error(kNotFound, {OrganisationName(id)});
  return FromRow(*row);
}

absl::StatusOr<std::optional<v1::Organisation>> FindOrganisationByCode(db::ReadTx& tx,
                                                                       const std::string& code) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kByCode, {code}));
  if (!row.has_value()) return std::nullopt;
  return FromRow(*row);
}

absl::StatusOr<std::vector<v1::Organisation>> ListOrganisations(db::ReadTx& tx, const Page& page) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kList, {page.after[0], page.fetch()}));
  return db::MapRows(rows, FromRow);
}

absl::Status InsertOrganisation(db::WriteTx& tx, v1::Organisation& organisation, int64_t now_us) {
  const auto inserted =
      tx.Execute(kInsert, {IdOf(organisation.name()), organisation.code(),
                           organisation.display_name(), int64_t{organisation.kind()}, now_us});
  if (absl::IsAlreadyExists(inserted.status())) {
    return Error(kNumberInUse, {"organisation", organisation.code()});
  }
  RETURN_IF_ERROR(inserted.status());
  *organisation.mutable_create_time() = TimestampFromMicros(now_us);
  *organisation.mutable_update_time() = TimestampFromMicros(now_us);
  organisation.set_etag(EtagOf(1));
  return absl::OkStatus();
}

absl::Status UpdateOrganisation(db::WriteTx& tx, v1::Organisation& organisation, int64_t now_us) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kUpdate, {IdOf(organisation.name()), organisation.display_name(),
                                          int64_t{organisation.kind()}, now_us}));
  *organisation.mutable_update_time() = TimestampFromMicros(now_us);
  organisation.set_etag(EtagOf(row->Int(0)));
  return absl::OkStatus();
}

}  // namespace kansrijk::store
