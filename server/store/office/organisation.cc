#include "server/store/office/organisation.h"

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

// What OrganisationFromRow() reads.
#define SELECT_ORGANISATION                                                               \
  "SELECT o.id, o.code, o.display_name, o.kind, o.created_us, o.updated_us, o.revision, " \
  "o.confirmed_us IS NULL, COALESCE(o.closed_us, 0) "                                     \
  "FROM organisation AS o "

constexpr db::Query kOrganisationById{"organisation_by_id", SELECT_ORGANISATION R"sql(
  WHERE o.id = $1
)sql"};

constexpr db::Query kOrganisationByCode{"organisation_by_code", SELECT_ORGANISATION R"sql(
  WHERE o.code = $1
)sql"};

constexpr db::Query kOrganisationList{"organisation_list", SELECT_ORGANISATION R"sql(
  WHERE o.code > $2
    AND EXISTS (SELECT 1 FROM visible_organisation AS v
                WHERE v.account_id = $1 AND v.organisation_id = o.id)
  ORDER BY o.code
  LIMIT $3
)sql"};

constexpr db::Query kOrganisationInsert{"organisation_insert", R"sql(
  INSERT INTO organisation_all (id, code, display_name, kind, created_us, updated_us, revision,
    confirmed_us)
  VALUES ($1, $2, $3, $4, $5, $5, 1, $5)
)sql"};

// Another organisation may have imported it before: then it stays as it is.
constexpr db::Query kOrganisationInsertImported{"organisation_insert_imported", R"sql(
  INSERT INTO organisation_all (id, code, display_name, kind, created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, $5, 1)
  ON CONFLICT (id) DO NOTHING
)sql"};

constexpr db::Query kOrganisationImportInsert{"organisation_import_insert", R"sql(
  INSERT INTO organisation_import_all (organisation_id, importer_id, import_number)
  VALUES ($1, $2, $3)
  ON CONFLICT (organisation_id, importer_id) DO NOTHING
)sql"};

constexpr db::Query kOrganisationConfirm{"organisation_confirm", R"sql(
  UPDATE organisation_all
  SET confirmed_us = $2, updated_us = $2, revision = revision + 1
  WHERE id = $1 AND confirmed_us IS NULL
)sql"};

constexpr db::Query kOrganisationClose{"organisation_close", R"sql(
  UPDATE organisation_all
  SET closed_us = $2, updated_us = $3, revision = revision + 1
  WHERE id = $1
)sql"};

constexpr db::Query kOrganisationAccountsDisable{"organisation_accounts_disable", R"sql(
  UPDATE account
  SET disabled_us = $2, updated_us = $2, revision = revision + 1
  WHERE organisation_id = $1 AND disabled_us IS NULL
)sql"};

constexpr db::Query kOrganisationTokensDelete{"organisation_tokens_delete", R"sql(
  DELETE FROM account_token
  WHERE account_id IN (SELECT a.id FROM account AS a WHERE a.organisation_id = $1)
)sql"};

constexpr db::Query kOrganisationOpen{"organisation_open", R"sql(
  SELECT r.number
  FROM referral AS r
  WHERE (r.from_id = $1 OR r.to_id = $1) AND r.state IN )sql" REFERRAL_RUNNING R"sql(
  UNION ALL
  SELECT t.number
  FROM track AS t
  WHERE t.organisation_id = $1 AND t.state IN )sql" TRACK_OPEN R"sql(
  UNION ALL
  SELECT s.number
  FROM training_session AS s
  WHERE s.organisation_id = $1 AND s.state = )sql" SQL_TRAINING_SESSION_STATE_PLANNED R"sql(
  LIMIT $2
)sql"};

constexpr db::Query kInstallationOfOrganisation{"installation_of_organisation", R"sql(
  SELECT n.one FROM installation AS n WHERE n.organisation_id = $1
)sql"};

constexpr db::Query kInstallationInsert{"installation_insert", R"sql(
  INSERT INTO installation (one, organisation_id) VALUES (1, $1) ON CONFLICT (one) DO NOTHING
)sql"};

constexpr db::Query kOrganisationUpdate{"organisation_update", R"sql(
  UPDATE organisation_all
  SET display_name = $2, kind = $3, updated_us = $4, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

v1::Organisation OrganisationFromRow(const db::Row& row) {
  v1::Organisation organisation;
  organisation.set_name(OrganisationName(row.Id(0)));
  organisation.set_code(row.Text(1));
  organisation.set_display_name(row.Text(2));
  organisation.set_kind(static_cast<v1::OrganisationKind>(row.Int(3)));
  *organisation.mutable_create_time() = TimestampFromMicros(row.Int(4));
  *organisation.mutable_update_time() = TimestampFromMicros(row.Int(5));
  organisation.set_etag(EtagOf(row.Int(6)));
  organisation.set_unconfirmed(row.Bool(7));
  if (row.Int(8) != 0) *organisation.mutable_close_time() = TimestampFromMicros(row.Int(8));
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

absl::StatusOr<std::optional<v1::Organisation>> FindOrganisation(db::ReadTx& tx, const Id& id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kOrganisationById, {id}));
  if (!row.has_value()) return std::nullopt;
  return OrganisationFromRow(*row);
}

absl::StatusOr<v1::Organisation> RequireOrganisation(db::ReadTx& tx, const Id& id) {
  ASSIGN_OR_RETURN(auto organisation, FindOrganisation(tx, id));
  if (!organisation.has_value()) return Error(kNotFound, {OrganisationName(id)});
  return *std::move(organisation);
}

absl::StatusOr<std::optional<v1::Organisation>> FindOrganisationByCode(db::ReadTx& tx,
                                                                       const std::string& code) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kOrganisationByCode, {code}));
  if (!row.has_value()) return std::nullopt;
  return OrganisationFromRow(*row);
}

absl::StatusOr<std::vector<v1::Organisation>> ListOrganisations(db::ReadTx& tx, const Scope& scope,
                                                                const Page& page) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kOrganisationList, {scope.account_id, page.after[0], page.fetch()}));
  return db::MapRows(rows, OrganisationFromRow);
}

absl::StatusOr<v1::Organisation> InsertOrganisation(db::WriteTx& tx, v1::Organisation organisation,
                                                    int64_t now_us) {
  RETURN_IF_ERROR(Insert(tx, kOrganisationInsert, organisation, now_us));
  *organisation.mutable_create_time() = TimestampFromMicros(now_us);
  *organisation.mutable_update_time() = TimestampFromMicros(now_us);
  organisation.set_etag(EtagOf(1));
  return organisation;
}

absl::Status InsertImportedOrganisation(db::WriteTx& tx, const v1::Organisation& organisation,
                                        const Id& importer_id, int64_t import_number,
                                        int64_t now_us) {
  RETURN_IF_ERROR(Insert(tx, kOrganisationInsertImported, organisation, now_us));
  return tx
      .Execute(kOrganisationImportInsert, {IdOf(organisation.name()), importer_id, import_number})
      .status();
}

absl::StatusOr<bool> RunsInstallation(db::ReadTx& tx, const Id& id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kInstallationOfOrganisation, {id}));
  return row.has_value();
}

absl::Status RunByFirst(db::WriteTx& tx, const Id& id) {
  return tx.Execute(kInstallationInsert, {id}).status();
}

absl::Status ConfirmOrganisation(db::WriteTx& tx, const Id& id, int64_t now_us) {
  return tx.Execute(kOrganisationConfirm, {id, now_us}).status();
}

absl::StatusOr<std::vector<std::string>> OpenOfOrganisation(db::ReadTx& tx, const Id& id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kOrganisationOpen, {id, kOpenNamedMax}));
  return db::MapRows(rows, [](const db::Row& row) { return row.Text(0); });
}

absl::Status CloseOrganisation(db::WriteTx& tx, const Id& id, int64_t now_us) {
  RETURN_IF_ERROR(tx.Execute(kOrganisationClose, {id, now_us, now_us}).status());
  RETURN_IF_ERROR(tx.Execute(kOrganisationAccountsDisable, {id, now_us}).status());
  return tx.Execute(kOrganisationTokensDelete, {id}).status();
}

absl::Status ReopenOrganisation(db::WriteTx& tx, const Id& id, int64_t now_us) {
  return tx.Execute(kOrganisationClose, {id, std::monostate(), now_us}).status();
}

absl::StatusOr<v1::Organisation> UpdateOrganisation(db::WriteTx& tx, v1::Organisation organisation,
                                                    int64_t now_us) {
  ASSIGN_OR_RETURN(
      const auto row,
      tx.SelectOne(kOrganisationUpdate, {IdOf(organisation.name()), organisation.display_name(),
                                         int64_t{organisation.kind()}, now_us}));
  *organisation.mutable_update_time() = TimestampFromMicros(now_us);
  organisation.set_etag(EtagOf(row->Int(0)));
  return organisation;
}

}  // namespace kansrijk::store
