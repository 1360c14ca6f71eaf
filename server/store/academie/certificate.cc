#include "server/store/academie/certificate.h"

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/certificate.h"
#include "server/facts/names.h"
#include "server/store/academie/trainee.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

#define CERTIFICATE_COLUMNS                                                            \
  "c.id, c.number, c.programme, c.state, c.issue_date, c.expire_date, c.revoke_date, " \
  "c.revoke_reason, c.created_us, c.updated_us, c.revision, c.holder_name, " TRAINEE_COLUMNS
#define CERTIFICATE_SOURCE                     \
  " FROM certificate AS c"                     \
  " LEFT JOIN buddy AS b ON b.id = c.buddy_id" \
  " LEFT JOIN external_participant AS x ON x.id = c.external_participant_id"
#define CERTIFICATE_VISIBLE                         \
  " EXISTS (SELECT 1 FROM visible_certificate AS v" \
  " WHERE v.account_id = $1 AND v.certificate_id = c.id)"
// Of CERTIFICATE_COLUMNS: what a query asks besides comes after them.
constexpr size_t kCertificateColumns = 12 + kTraineeColumns;

constexpr db::Query kCertificateById{"certificate_by_id",
                                     "SELECT " CERTIFICATE_COLUMNS CERTIFICATE_SOURCE R"sql(
  WHERE c.id = $2 AND)sql" CERTIFICATE_VISIBLE};

constexpr db::Query kCertificateByNumber{"certificate_by_number",
                                         "SELECT " CERTIFICATE_COLUMNS
                                         ", o.display_name" CERTIFICATE_SOURCE R"sql(
  JOIN organisation AS o ON o.id = c.organisation_id
  WHERE c.number = $1
)sql"};

constexpr db::Query kCertificateList{"certificate_list",
                                     "SELECT " CERTIFICATE_COLUMNS CERTIFICATE_SOURCE R"sql(
  WHERE c.id IN (SELECT l.certificate_id FROM visible_certificate AS l WHERE l.account_id = $1)
    AND $2 = '' AND (c.created_us, c.id) < (CAST($3 AS BIGINT), $4)
  ORDER BY c.created_us DESC, c.id DESC
  LIMIT $5
)sql"};

constexpr db::Query kCertificateOfBuddy{"certificate_of_buddy",
                                        "SELECT " CERTIFICATE_COLUMNS CERTIFICATE_SOURCE R"sql(
  WHERE c.buddy_id = $2 AND (c.created_us, c.id) < (CAST($3 AS BIGINT), $4)
    AND)sql" CERTIFICATE_VISIBLE R"sql(
  ORDER BY c.created_us DESC, c.id DESC
  LIMIT $5
)sql"};

constexpr db::Query kCertificateModules{"certificate_modules", R"sql(
  SELECT t.code
  FROM certificate_module AS m
  JOIN training AS t ON t.id = m.training_id
  WHERE m.certificate_id = $1
  ORDER BY t.code, t.id
)sql"};

// Holders: $1 of buddies, $2 of external participants.
constexpr db::Query kCertificateEndOfBuddy{"certificate_end_of_buddy", R"sql(
  SELECT MAX(c.expire_date)
  FROM certificate AS c
  WHERE c.buddy_id = $1 AND c.programme = $2 AND c.state = )sql" SQL_CERTIFICATE_STATE_ISSUED R"sql(
)sql"};
constexpr db::Query kCertificateEndOfExternalParticipant{"certificate_end_of_external_participant",
                                                         R"sql(
  SELECT MAX(c.expire_date)
  FROM certificate AS c
  WHERE c.external_participant_id = $1 AND c.programme = $2 AND c.state = )sql" SQL_CERTIFICATE_STATE_ISSUED
                                                         R"sql(
)sql"};

constexpr db::Query kCertificateOnTraining{"certificate_on_training", R"sql(
  SELECT c.number
  FROM certificate AS c
  JOIN certificate_module AS m ON m.certificate_id = c.id
  WHERE (c.buddy_id = $1 OR c.external_participant_id = $1) AND m.training_id = $2 AND c.state = )sql" SQL_CERTIFICATE_STATE_ISSUED
                                                                      R"sql(
  ORDER BY c.number
  LIMIT 1
)sql"};

constexpr db::Query kCertificateRequired{"certificate_required", R"sql(
  SELECT t.id, t.code,
    EXISTS (SELECT 1
            FROM enrolment AS e
            JOIN training_session AS s ON s.id = e.training_session_id
            WHERE (e.buddy_id = $3 OR e.external_participant_id = $3) AND e.state = )sql" SQL_ENROLMENT_STATE_ATTENDED
                                                                 R"sql(
              AND s.training_id = t.id)
  FROM training AS t
  WHERE t.organisation_id = $1 AND t.programme = $2 AND t.required AND NOT t.retired
  ORDER BY t.code, t.id
)sql"};

constexpr db::Query kCertificateInsert{"certificate_insert", R"sql(
  INSERT INTO certificate (id, organisation_id, number, programme, buddy_id,
                           external_participant_id, state, issue_date, expire_date, revoke_date,
                           revoke_reason, account_handle, created_us, updated_us, revision,
                           holder_name)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '', $10, $11, $11, 1, $12)
)sql"};

constexpr db::Query kCertificateModuleInsert{"certificate_module_insert", R"sql(
  INSERT INTO certificate_module (certificate_id, training_id) VALUES ($1, $2)
)sql"};

constexpr db::Query kCertificateUpdate{"certificate_update", R"sql(
  UPDATE certificate
  SET state = $2, revoke_date = $3, revoke_reason = $4, updated_us = $5, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

constexpr db::Query kCertificateRule{"certificate_rule", R"sql(
  SELECT r.validity_months, r.revision
  FROM certificate_rule AS r
  WHERE r.organisation_id = $1 AND r.programme = $2
)sql"};

constexpr db::Query kCertificateRulePut{"certificate_rule_put", R"sql(
  INSERT INTO certificate_rule (organisation_id, programme, validity_months, updated_us, revision)
  VALUES ($1, $2, $3, $4, 1)
  ON CONFLICT (organisation_id, programme) DO UPDATE
  SET validity_months = $3, updated_us = $4, revision = certificate_rule.revision + 1
)sql"};

constexpr db::Query kCertificateBuddies{"certificate_buddies", R"sql(
  SELECT b.id, b.number, b.given_name, b.family_name, b.basic_certificate_date,
    (SELECT MAX(c.expire_date) FROM certificate AS c
     WHERE c.buddy_id = b.id AND c.programme = $3 AND c.state = )sql" SQL_CERTIFICATE_STATE_ISSUED
                                                               R"sql()
  FROM buddy AS b
  WHERE b.manager_id = $2 AND (b.number, b.id) > ($4, $5) AND b.left_date = ''
    AND EXISTS (SELECT 1 FROM visible_buddy AS v WHERE v.account_id = $1 AND v.buddy_id = b.id)
  ORDER BY b.number, b.id
  LIMIT $6
)sql"};

v1::CertificateState CertificateStateOn(v1::CertificateState stored, const std::string& expire_date,
                                        const std::string& today) {
  const bool over = stored == v1::CERTIFICATE_STATE_ISSUED && expire_date < today;
  return over ? v1::CERTIFICATE_STATE_EXPIRED : stored;
}

v1::Certificate CertificateFromRow(const db::Row& row, const std::string& today) {
  v1::Certificate certificate;
  const std::string expire_date = row.Text(5);
  certificate.set_name(CertificateName(row.Id(0)));
  certificate.set_number(row.Text(1));
  certificate.set_programme(static_cast<v1::Programme>(row.Int(2)));
  certificate.set_state(
      CertificateStateOn(static_cast<v1::CertificateState>(row.Int(3)), expire_date, today));
  certificate.set_issue_date(row.Text(4));
  if (expire_date != kLastDate) certificate.set_expire_date(expire_date);
  certificate.set_revoke_date(row.Text(6));
  certificate.set_revoke_reason(row.Text(7));
  *certificate.mutable_create_time() = TimestampFromMicros(row.Int(8));
  *certificate.mutable_update_time() = TimestampFromMicros(row.Int(9));
  certificate.set_etag(EtagOf(row.Int(10)));
  certificate.set_holder_name(row.Text(11));
  const Trainee holder = TraineeFromRow(row, /*first=*/12);
  certificate.set_holder(holder.name);
  certificate.set_holder_number(holder.number);
  if (holder.full_name != certificate.holder_name()) certificate.set_present_name(holder.full_name);
  return certificate;
}

CertifiedBuddy CertifiedBuddyFromRow(const db::Row& row) {
  CertifiedBuddy buddy;
  buddy.need.set_buddy(BuddyName(row.Id(0)));
  buddy.need.set_buddy_number(row.Text(1));
  buddy.need.set_buddy_name(FullName(row.Text(2), row.Text(3)));
  buddy.basic_certificate_date = row.Text(4);
  buddy.issued_until = row.Text(5);
  return buddy;
}

}  // namespace

absl::StatusOr<v1::Certificate> RequireCertificate(db::ReadTx& tx, const Scope& scope,
                                                   const std::string& name) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kCertificateById, {scope.account_id, IdOf(name)}));
  if (!row.has_value()) return Error(kNotFound, {name});
  v1::Certificate certificate = CertificateFromRow(*row, scope.today);
  ASSIGN_OR_RETURN(const auto modules, tx.Select(kCertificateModules, {IdOf(name)}));
  for (const db::Row& module : modules) certificate.add_training_codes(module.Text(0));
  return certificate;
}

absl::StatusOr<std::vector<v1::Certificate>> ListCertificates(db::ReadTx& tx, const Scope& scope,
                                                              const Id& buddy_id,
                                                              const Page& page) {
  ASSIGN_OR_RETURN(
      const auto rows,
      tx.Select(buddy_id.empty() ? kCertificateList : kCertificateOfBuddy,
                {scope.account_id, buddy_id, page.after[0], page.after[1], page.fetch()}));
  return db::MapRows(rows,
                     [&](const db::Row& row) { return CertificateFromRow(row, scope.today); });
}

absl::StatusOr<std::optional<CheckedCertificate>> FindCertificateByNumber(
    db::ReadTx& tx, const std::string& number, const std::string& today) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kCertificateByNumber, {number}));
  if (!row.has_value()) return std::nullopt;
  const v1::Certificate certificate = CertificateFromRow(*row, today);
  CheckedCertificate checked;
  checked.holder = certificate.holder();
  checked.check.set_number(certificate.number());
  checked.check.set_state(certificate.state());
  checked.check.set_programme(certificate.programme());
  checked.check.set_holder_name(certificate.holder_name());
  checked.check.set_organisation_name(row->Text(kCertificateColumns));
  checked.check.set_issue_date(certificate.issue_date());
  checked.check.set_expire_date(certificate.expire_date());
  checked.check.set_present_name(certificate.present_name());
  return checked;
}

absl::StatusOr<std::string> CertificateEnd(db::ReadTx& tx, const std::string& holder,
                                           v1::Programme programme) {
  ASSIGN_OR_RETURN(
      const auto row,
      tx.SelectOne(IsBuddy(holder) ? kCertificateEndOfBuddy : kCertificateEndOfExternalParticipant,
                   {IdOf(holder), int64_t{programme}}));
  return row->Text(0);
}

absl::StatusOr<std::optional<std::string>> FindCertificateOnTraining(db::ReadTx& tx,
                                                                     const std::string& holder,
                                                                     const Id& training_id) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kCertificateOnTraining, {IdOf(holder), training_id}));
  if (!row.has_value()) return std::nullopt;
  return row->Text(0);
}

absl::StatusOr<std::vector<RequiredModule>> RequiredModules(db::ReadTx& tx,
                                                            const Id& organisation_id,
                                                            v1::Programme programme,
                                                            const std::string& holder) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kCertificateRequired,
                                              {organisation_id, int64_t{programme}, IdOf(holder)}));
  return db::MapRows(rows, [](const db::Row& row) {
    return RequiredModule{row.Id(0), row.Text(1), row.Bool(2)};
  });
}

absl::Status InsertCertificate(db::WriteTx& tx, const v1::Certificate& certificate,
                               const Id& organisation_id, const std::string& account_handle,
                               const std::vector<Id>& training_ids, int64_t now_us) {
  const Id id = IdOf(certificate.name());
  const std::string expire_date =
      certificate.expire_date().empty() ? kLastDate : certificate.expire_date();
  RETURN_IF_ERROR(
      tx.Execute(kCertificateInsert,
                 {id, organisation_id, certificate.number(), int64_t{certificate.programme()},
                  BuddyIdOf(certificate.holder()), ExternalParticipantIdOf(certificate.holder()),
                  int64_t{certificate.state()}, certificate.issue_date(), expire_date,
                  account_handle, now_us, certificate.holder_name()})
          .status());
  for (const Id& training_id : training_ids) {
    RETURN_IF_ERROR(tx.Execute(kCertificateModuleInsert, {id, training_id}).status());
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Certificate> UpdateCertificate(db::WriteTx& tx, v1::Certificate certificate,
                                                  int64_t now_us) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kCertificateUpdate,
                                {IdOf(certificate.name()), int64_t{certificate.state()},
                                 certificate.revoke_date(), certificate.revoke_reason(), now_us}));
  *certificate.mutable_update_time() = TimestampFromMicros(now_us);
  certificate.set_etag(EtagOf(row->Int(0)));
  return certificate;
}

absl::StatusOr<v1::CertificateRule> CertificateRuleOf(db::ReadTx& tx, const Id& organisation_id,
                                                      v1::Programme programme) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kCertificateRule, {organisation_id, int64_t{programme}}));
  v1::CertificateRule rule;
  rule.set_programme(programme);
  rule.set_validity_months(row.has_value() ? static_cast<int32_t>(row->Int(0))
                                           : kCertificateMonths);
  if (row.has_value()) rule.set_etag(EtagOf(row->Int(1)));
  return rule;
}

absl::Status PutCertificateRule(db::WriteTx& tx, const Id& organisation_id,
                                const v1::CertificateRule& rule, int64_t now_us) {
  return tx
      .Execute(kCertificateRulePut, {organisation_id, int64_t{rule.programme()},
                                     int64_t{rule.validity_months()}, now_us})
      .status();
}

absl::StatusOr<std::vector<CertifiedBuddy>> ListCertifiedBuddies(db::ReadTx& tx, const Scope& scope,
                                                                 const Id& organisation_id,
                                                                 v1::Programme programme,
                                                                 const Page& page) {
  ASSIGN_OR_RETURN(
      const auto rows,
      tx.Select(kCertificateBuddies, {scope.account_id, organisation_id, int64_t{programme},
                                      page.after[0], page.after[1], page.fetch()}));
  return db::MapRows(rows, CertifiedBuddyFromRow);
}

}  // namespace kansrijk::store
