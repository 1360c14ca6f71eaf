#include "server/store/academie/external_participant.h"

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

#define EXTERNAL_PARTICIPANT_COLUMNS \
  "x.id, x.number, x.display_name, o.id, o.code, x.created_us, x.updated_us, x.revision"
// What trainers and coordinators of the organisation see.
#define EXTERNAL_PARTICIPANT_SOURCE                                          \
  " FROM account AS a"                                                       \
  " JOIN external_participant AS x ON x.organisation_id = a.organisation_id" \
  " JOIN organisation AS o ON o.id = x.employer_id"                          \
  " WHERE a.id = $1 AND a.role IN " ROLES_OF_ACADEMIE " AND a.disabled_us IS NULL"

constexpr db::Query kExternalParticipantById{
    "external_participant_by_id",
    "SELECT " EXTERNAL_PARTICIPANT_COLUMNS EXTERNAL_PARTICIPANT_SOURCE R"sql(
    AND x.id = $2
)sql"};

constexpr db::Query kExternalParticipantList{
    "external_participant_list",
    "SELECT " EXTERNAL_PARTICIPANT_COLUMNS EXTERNAL_PARTICIPANT_SOURCE R"sql(
    AND (x.number, x.id) > ($2, $3)
  ORDER BY x.number, x.id
  LIMIT $4
)sql"};

constexpr db::Query kExternalParticipantLatest{
    "external_participant_latest",
    "SELECT " EXTERNAL_PARTICIPANT_COLUMNS EXTERNAL_PARTICIPANT_SOURCE R"sql(
  ORDER BY x.number DESC, x.id DESC
  LIMIT $2
)sql"};

constexpr db::Query kExternalParticipantInsert{"external_participant_insert", R"sql(
  INSERT INTO external_participant (id, organisation_id, number, display_name, employer_id,
                                    created_us, updated_us, revision)
  VALUES ($1, $2, $3, $4, $5, $6, $6, 1)
)sql"};

constexpr db::Query kExternalParticipantUpdate{"external_participant_update", R"sql(
  UPDATE external_participant
  SET display_name = $2, employer_id = $3, updated_us = $4, revision = revision + 1
  WHERE id = $1
)sql"};

v1::ExternalParticipant ExternalParticipantFromRow(const db::Row& row) {
  v1::ExternalParticipant participant;
  participant.set_name(ExternalParticipantName(row.Id(0)));
  participant.set_number(row.Text(1));
  participant.set_display_name(row.Text(2));
  participant.set_organisation(OrganisationName(row.Id(3)));
  participant.set_organisation_code(row.Text(4));
  *participant.mutable_create_time() = TimestampFromMicros(row.Int(5));
  *participant.mutable_update_time() = TimestampFromMicros(row.Int(6));
  participant.set_etag(EtagOf(row.Int(7)));
  return participant;
}

}  // namespace

absl::StatusOr<v1::ExternalParticipant> RequireExternalParticipant(db::ReadTx& tx,
                                                                   const Scope& scope,
                                                                   const std::string& name) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kExternalParticipantById, {scope.account_id, IdOf(name)}));
  if (!row.has_value()) return Error(kNotFound, {name});
  return ExternalParticipantFromRow(*row);
}

absl::StatusOr<std::vector<v1::ExternalParticipant>> ListExternalParticipants(db::ReadTx& tx,
                                                                              const Scope& scope,
                                                                              const Page& page) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kExternalParticipantList,
                             {scope.account_id, page.after[0], page.after[1], page.fetch()}));
  return db::MapRows(rows, ExternalParticipantFromRow);
}

absl::StatusOr<std::vector<v1::ExternalParticipant>> LatestExternalParticipants(
    db::ReadTx& tx, const Scope& scope) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kExternalParticipantLatest,
                                              {scope.account_id, kLatestExternalParticipants}));
  return db::MapRows(rows, ExternalParticipantFromRow);
}

absl::Status InsertExternalParticipant(db::WriteTx& tx, const v1::ExternalParticipant& participant,
                                       const Id& organisation_id, int64_t now_us) {
  return tx
      .Execute(kExternalParticipantInsert,
               {IdOf(participant.name()), organisation_id, participant.number(),
                participant.display_name(), IdOf(participant.organisation()), now_us})
      .status();
}

absl::Status UpdateExternalParticipant(db::WriteTx& tx, const v1::ExternalParticipant& participant,
                                       int64_t now_us) {
  return tx
      .Execute(kExternalParticipantUpdate, {IdOf(participant.name()), participant.display_name(),
                                            IdOf(participant.organisation()), now_us})
      .status();
}

}  // namespace kansrijk::store
