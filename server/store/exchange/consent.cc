#include "server/store/exchange/consent.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"
#include "server/store/id_or_null.h"

namespace kansrijk::store {
namespace {

#define CONSENT_COLUMNS                                                                      \
  "c.id, c.number, s.household_id, h.number, s.id, s.given_name, s.family_name, "            \
  "c.subject_name, c.organisation_id, c.recipient_id, o.code, c.purpose, c.categories, "     \
  "c.valid_from, c.valid_until, c.form, c.witness, c.subject_signed, p.household_id, p.id, " \
  "p.given_name, p.family_name, c.representative, c.account_handle, c.withdraw_date, "       \
  "c.withdraw_account_handle, c.created_us, c.updated_us, c.revision, c.capacity"
#define CONSENT_SOURCE                                 \
  " FROM consent AS c"                                 \
  " JOIN organisation AS o ON o.id = c.recipient_id"   \
  " LEFT JOIN member AS s ON s.id = c.subject_id"      \
  " LEFT JOIN household AS h ON h.id = s.household_id" \
  " LEFT JOIN member AS p ON p.id = c.parent_id"

constexpr db::Query kConsentById{"consent_by_id", "SELECT " CONSENT_COLUMNS CONSENT_SOURCE R"sql(
  WHERE c.id = $2
    AND EXISTS (SELECT 1 FROM visible_consent AS v WHERE v.account_id = $1 AND v.consent_id = c.id)
)sql"};

constexpr db::Query kConsentBirthDate{"consent_birth_date", R"sql(
  SELECT s.birth_date
  FROM consent AS c
  JOIN member AS s ON s.id = c.subject_id
  WHERE c.id = $2
    AND EXISTS (SELECT 1 FROM visible_consent AS v WHERE v.account_id = $1 AND v.consent_id = c.id)
)sql"};

constexpr db::Query kConsentStanding{"consent_standing",
                                     "SELECT " CONSENT_COLUMNS CONSENT_SOURCE R"sql(
  WHERE c.subject_id = $2 AND c.recipient_id = $3 AND c.withdrawn_us IS NULL
    AND c.valid_from <= $4 AND c.valid_until >= $4
    AND EXISTS (SELECT 1 FROM visible_consent AS v WHERE v.account_id = $1 AND v.consent_id = c.id)
  ORDER BY c.created_us DESC, c.id DESC
)sql"};

constexpr db::Query kConsentStandingOfMember{"consent_standing_of_member",
                                             "SELECT " CONSENT_COLUMNS CONSENT_SOURCE R"sql(
  WHERE c.subject_id = $2 AND c.withdrawn_us IS NULL AND c.valid_until >= $3
    AND EXISTS (SELECT 1 FROM visible_consent AS v WHERE v.account_id = $1 AND v.consent_id = c.id)
  ORDER BY c.number, c.id
)sql"};

constexpr db::Query kConsentsOfReferral{"consents_of_referral",
                                        "SELECT " CONSENT_COLUMNS CONSENT_SOURCE R"sql(
  WHERE c.subject_id IN (SELECT m.id
                         FROM referral AS r
                         JOIN member AS w ON w.id = r.person_id
                         JOIN member AS m ON m.household_id = w.household_id
                         WHERE r.id = $3)
    AND c.recipient_id = (SELECT r.to_id FROM referral AS r WHERE r.id = $3)
    AND c.withdrawn_us IS NULL AND c.valid_from <= $2 AND c.valid_until >= $2
    AND EXISTS (SELECT 1 FROM visible_referral AS v
                WHERE v.account_id = $1 AND v.referral_id = $3 AND v.until >= $2)
  ORDER BY c.created_us DESC, c.id DESC
)sql"};

// How a page ends: $1 the account, $2 whether those alone that stand on $3, $4 and $5 where it goes
// on, $6 how many.
#define CONSENT_PAGE                                                         \
  "  AND ($2 = 0 OR (c.withdrawn_us IS NULL AND c.valid_until >= $3))"       \
  "  AND (c.created_us, c.id) < (CAST($4 AS BIGINT), $5)"                    \
  "  AND EXISTS (SELECT 1 FROM visible_consent AS v WHERE v.account_id = $1" \
  "              AND v.consent_id = c.id)"                                   \
  "  ORDER BY c.created_us DESC, c.id DESC"                                  \
  "  LIMIT $6"

constexpr db::Query kConsentListOfHousehold{"consent_list_of_household",
                                            "SELECT " CONSENT_COLUMNS CONSENT_SOURCE R"sql(
  WHERE c.subject_id IN (SELECT m.id FROM member AS m WHERE m.household_id = $7)
)sql" CONSENT_PAGE};

constexpr db::Query kConsentListOfOrganisation{"consent_list_of_organisation",
                                               "SELECT " CONSENT_COLUMNS CONSENT_SOURCE R"sql(
  WHERE c.organisation_id = $7
)sql" CONSENT_PAGE};

// A buddy sees few, all of which are looked through.
constexpr db::Query kConsentListOfBuddy{"consent_list_of_buddy",
                                        "SELECT " CONSENT_COLUMNS CONSENT_SOURCE R"sql(
  WHERE c.id IN (SELECT l.consent_id FROM visible_consent AS l WHERE l.account_id = $1)
)sql" CONSENT_PAGE};

constexpr db::Query kConsentInsert{"consent_insert", R"sql(
  INSERT INTO consent_all (id, organisation_id, number, subject_id, subject_name, recipient_id, purpose,
                       categories, valid_from, valid_until, form, witness, subject_signed, parent_id,
                       representative, account_handle, withdraw_date, withdraw_account_handle,
                       withdrawn_us, created_us, updated_us, revision, capacity)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, '', '', NULL, $17,
          $17, 1, $18)
)sql"};

constexpr db::Query kConsentWithdraw{"consent_withdraw", R"sql(
  UPDATE consent_all
  SET withdraw_date = $2, withdraw_account_handle = $3, withdrawn_us = $4, updated_us = $4,
      revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

v1::ConsentState ConsentStateOn(const v1::Consent& consent, const std::string& today) {
  if (!consent.withdraw_date().empty()) return v1::CONSENT_STATE_WITHDRAWN;
  return consent.valid_until() < today ? v1::CONSENT_STATE_EXPIRED : v1::CONSENT_STATE_GIVEN;
}

v1::Consent ConsentFromRow(const db::Row& row, const std::string& today) {
  v1::Consent consent;
  consent.set_name(ConsentName(row.Id(0)));
  consent.set_number(row.Text(1));
  consent.set_household(HouseholdName(row.Id(2)));
  consent.set_household_number(row.Text(3));
  if (!row.IsNull(4)) consent.set_subject(MemberName(row.Id(2), row.Id(4)));
  consent.set_subject_name(row.IsNull(4) ? row.Text(7) : FullName(row.Text(5), row.Text(6)));
  consent.set_organisation(OrganisationName(row.Id(8)));
  consent.set_recipient(OrganisationName(row.Id(9)));
  consent.set_recipient_code(row.Text(10));
  consent.set_purpose(static_cast<v1::ReferralReason>(row.Int(11)));
  for (const int category : NumbersIn(row.Text(12))) {
    consent.add_categories(static_cast<v1::DataCategory>(category));
  }
  consent.set_valid_from(row.Text(13));
  consent.set_valid_until(row.Text(14));
  consent.set_form(static_cast<v1::ConsentForm>(row.Int(15)));
  consent.set_witness(row.Text(16));
  consent.set_subject_signed(row.Bool(17));
  if (!row.IsNull(19)) {
    consent.set_parent(MemberName(row.Id(18), row.Id(19)));
    consent.set_parent_name(FullName(row.Text(20), row.Text(21)));
  }
  consent.set_representative(row.Text(22));
  consent.set_account_handle(row.Text(23));
  consent.set_withdraw_date(row.Text(24));
  consent.set_withdraw_account_handle(row.Text(25));
  *consent.mutable_create_time() = TimestampFromMicros(row.Int(26));
  *consent.mutable_update_time() = TimestampFromMicros(row.Int(27));
  consent.set_etag(EtagOf(row.Int(28)));
  consent.set_capacity(static_cast<v1::ConsentCapacity>(row.Int(29)));
  consent.set_state(ConsentStateOn(consent, today));
  return consent;
}

}  // namespace

absl::StatusOr<v1::Consent> RequireConsent(db::ReadTx& tx, const Scope& scope,
                                           const std::string& name) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kConsentById, {scope.account_id, IdOf(name)}));
  if (!row.has_value()) return Error(kNotFound, {name});
  return ConsentFromRow(*row, scope.today);
}

absl::StatusOr<std::vector<v1::Consent>> ListStandingConsents(db::ReadTx& tx, const Scope& scope,
                                                              const Id& member_id,
                                                              const Id& recipient_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kConsentStanding, {scope.account_id, member_id,
                                                                 recipient_id, scope.today}));
  return db::MapRows(rows, [&](const db::Row& row) { return ConsentFromRow(row, scope.today); });
}

absl::StatusOr<std::string> SubjectBirthDate(db::ReadTx& tx, const Scope& scope,
                                             const Id& consent_id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kConsentBirthDate, {scope.account_id, consent_id}));
  return row.has_value() ? row->Text(0) : std::string();
}

absl::StatusOr<std::vector<v1::Consent>> StandingConsentsOf(db::ReadTx& tx, const Scope& scope,
                                                            const Id& member_id) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kConsentStandingOfMember, {scope.account_id, member_id, scope.today}));
  return db::MapRows(rows, [&](const db::Row& row) { return ConsentFromRow(row, scope.today); });
}

absl::StatusOr<std::vector<v1::Consent>> ConsentsOfReferral(db::ReadTx& tx, const Scope& scope,
                                                            const Id& referral_id) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kConsentsOfReferral, {scope.account_id, scope.today, referral_id}));
  return db::MapRows(rows, [&](const db::Row& row) { return ConsentFromRow(row, scope.today); });
}

absl::StatusOr<std::vector<v1::Consent>> ListConsents(db::ReadTx& tx, const Scope& scope,
                                                      const ConsentFilter& filter,
                                                      const Page& page) {
  std::vector<db::Value> args = {scope.account_id, int64_t{filter.standing},
                                 scope.today,      page.after[0],
                                 page.after[1],    page.fetch()};
  const db::Query* query = &kConsentListOfBuddy;
  if (!filter.household_id.empty()) {
    query = &kConsentListOfHousehold;
    args.emplace_back(filter.household_id);
  } else if (!scope.IsOfBuddy()) {
    query = &kConsentListOfOrganisation;
    args.emplace_back(scope.organisation_id);
  }
  ASSIGN_OR_RETURN(const auto rows, tx.Select(*query, args));
  return db::MapRows(rows, [&](const db::Row& row) { return ConsentFromRow(row, scope.today); });
}

absl::StatusOr<v1::Consent> InsertConsent(db::WriteTx& tx, v1::Consent consent,
                                          const Id& organisation_id, int64_t now_us) {
  const std::string subject_name = consent.subject().empty() ? consent.subject_name() : "";
  RETURN_IF_ERROR(tx.Execute(kConsentInsert,
                             {IdOf(consent.name()), organisation_id, consent.number(),
                              IdOrNull(consent.subject()), subject_name, IdOf(consent.recipient()),
                              int64_t{consent.purpose()}, absl::StrJoin(consent.categories(), " "),
                              consent.valid_from(), consent.valid_until(), int64_t{consent.form()},
                              consent.witness(), int64_t{consent.subject_signed()},
                              IdOrNull(consent.parent()), consent.representative(),
                              consent.account_handle(), now_us, int64_t{consent.capacity()}})
                      .status());
  consent.set_organisation(OrganisationName(organisation_id));
  consent.set_state(v1::CONSENT_STATE_GIVEN);
  *consent.mutable_create_time() = TimestampFromMicros(now_us);
  *consent.mutable_update_time() = TimestampFromMicros(now_us);
  consent.set_etag(EtagOf(1));
  return consent;
}

absl::StatusOr<v1::Consent> WithdrawConsent(db::WriteTx& tx, v1::Consent consent, int64_t now_us) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kConsentWithdraw, {IdOf(consent.name()), consent.withdraw_date(),
                                                   consent.withdraw_account_handle(), now_us}));
  consent.set_state(v1::CONSENT_STATE_WITHDRAWN);
  *consent.mutable_update_time() = TimestampFromMicros(now_us);
  consent.set_etag(EtagOf(row->Int(0)));
  return consent;
}

}  // namespace kansrijk::store
