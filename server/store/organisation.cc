#include "server/store/organisation.h"

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/names.h"
#include "server/base/status.h"

namespace kansrijk::store {
namespace {

// What FromRow() reads.
#define SELECT_ORGANISATION                                                               \
  "SELECT o.id, o.code, o.display_name, o.kind, o.created_us, o.updated_us, o.revision, " \
  "o.confirmed_us IS NULL "                                                               \
  "FROM organisation AS o "

constexpr db::Query kById{"organisation_by_id", SELECT_ORGANISATION R"sql(
  WHERE o.id = $1
)sql"};

constexpr db::Query kByCode{"organisation_by_code", SELECT_ORGANISATION R"sql(
  WHERE o.code = $1
)sql"};

constexpr db::Query kList{"organisation_list", SELECT_ORGANISATION R"sql(
  WHERE o.code > $2
    AND EXISTS (SELECT 1 FROM visible_organisation AS v
                WHERE v.account_id = $1 AND v.organisation_id = o.id)
  ORDER BY o.code
  LIMIT $3
)sql"};

constexpr db::Query kInsert{"organisation_insert", R"sql(
  INSERT INTO organisation_all (id, code, display_name, kind, created_us, updated_us, revision,
    confirmed_us)
  VALUES ($1, $2, $3, $4, $5, $5, 1, $5)
)sql"};

// Another organisation may have imported it before: then it stays as it is.
constexpr db::Query kInsertImported{"organisation_insert_imported", R"sql(
  INSERT INTO organisation_all (id, code, display_name, kind, created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, $5, 1)
  ON CONFLICT (id) DO NOTHING
)sql"};

constexpr db::Query kInsertImporter{"organisation_import_insert", R"sql(
  INSERT INTO organisation_import_all (organisation_id, importer_id, import_number)
  VALUES ($1, $2, $3)
  ON CONFLICT (organisation_id, importer_id) DO NOTHING
)sql"};

constexpr db::Query kConfirm{"organisation_confirm", R"sql(
  UPDATE organisation_all
  SET confirmed_us = $2, updated_us = $2, revision = revision + 1
  WHERE id = $1 AND confirmed_us IS NULL
)sql"};

constexpr db::Query kUpdate{"organisation_update", R"sql(
  UPDATE organisation_all
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
  organisation.set_unconfirmed(row.Bool(7));
  return organisation;
}

absl::Status Insert(db::WriteTx& tx, const db::Query& query, const v1::Organisation& organisation,
                    int64_t now_us) {
  const auto inserted =
      tx.Execute(query, {IdOf(organisation.name()), organisation.code(),
                         organisation.display_name(), int64_t{organisation.kind()}, now_us});
  if (absl::IsAlreadyExists(inserted.status())) {
    return Error(kNumberInUse, {"organisation", organisation.code()});
  }
  return inserted.status();
}

}  // namespace

absl::StatusOr<std::optional<v1::Organisation>> FindOrganisation(db::ReadTx& tx,
                                                                 const std::string& id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kById, {id}));
  if (!row.has_value()) return std::nullopt;
  return FromRow(*row);
}

absl::StatusOr<v1::Organisation> RequireOrganisation(db::ReadTx& tx, const std::string& id) {
  ASSIGN_OR_RETURN(auto organisation, FindOrganisation(tx, id));
  if (!organisation.has_value()) return Error(kNotFound, {OrganisationName(id)});
  return *std::move(organisation);
}

absl::StatusOr<std::optional<v1::Organisation>> FindOrganisationByCode(db::ReadTx& tx,
                                                                       const std::string& code) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kByCode, {code}));
  if (!row.has_value()) return std::nullopt;
  return FromRow(*row);
}

absl::StatusOr<std::vector<v1::Organisation>> ListOrganisations(db::ReadTx& tx, const Scope& scope,
                                                                const Page& page) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kList, {scope.account_id, page.after[0], page.fetch()}));
  return db::MapRows(rows, FromRow);
}

absl::Status InsertOrganisation(db::WriteTx& tx, v1::Organisation& organisation, int64_t now_us) {
  RETURN_IF_ERROR(Insert(tx, kInsert, organisation, now_us));
  *organisation.mutable_create_time() = TimestampFromMicros(now_us);
  *organisation.mutable_update_time() = TimestampFromMicros(now_us);
  organisation.set_etag(EtagOf(1));
  return absl::OkStatus();
}

absl::Status InsertImportedOrganisation(db::WriteTx& tx, const v1::Organisation& organisation,
                                        const std::string& importer_id, int64_t import_number,
                                        int64_t now_us) {
  RETURN_IF_ERROR(Insert(tx, kInsertImported, organisation, now_us));
  return tx.Execute(kInsertImporter, {IdOf(organisation.name()), importer_id, import_number})
      .status();
}

absl::Status ConfirmOrganisation(db::WriteTx& tx, const std::string& id, int64_t now_us) {
  return tx.Execute(kConfirm, {id, now_us}).status();
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
