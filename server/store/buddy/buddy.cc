#include "server/store/buddy/buddy.h"

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/base/text.h"
#include "server/facts/names.h"
#include "server/store/buddy/basic_certificate.h"
#include "server/store/buddy/buddy_account.h"
#include "server/store/enums.h"
#include "server/store/id_or_null.h"

namespace kansrijk::store {
namespace {

// Who was a participant is told to whom may see that household, and to the buddy.
#define BUDDY_COLUMNS                                                                              \
  "b.id, b.number, b.given_name, b.family_name, b.kind, b.organisation_id, "                       \
  "b.conduct_certificate_date, b.confidentiality_signed, b.basic_certificate_date, "               \
  "b.capacity, b.backup_organisation_id, b.languages, b.neighbourhood, b.experience, "             \
  "p.household_id, p.id, CASE WHEN p.id IS NULL THEN '' ELSE b.participant_consent_date END, "     \
  "b.created_us, b.updated_us, b.revision, "                                                       \
  "(SELECT COUNT(*) FROM match AS m WHERE m.buddy_id = b.id AND m.state = " SQL_MATCH_STATE_ACTIVE \
  "), " BASIC_CERTIFICATE_COLUMNS                                                                  \
  ", b.phone, b.email, b.absent_from, b.absent_until, b.left_date, b.backup_name, b.backup_phone"
#define BUDDY_SOURCE                                              \
  " FROM buddy AS b"                                              \
  " LEFT JOIN member AS p ON p.id = b.participant_id"             \
  " AND (EXISTS (SELECT 1 FROM visible_household AS v"            \
  " WHERE v.account_id = $1 AND v.household_id = p.household_id)" \
  " OR EXISTS (SELECT 1 FROM account AS a WHERE a.id = $1 AND a.buddy_id = b.id))"
// Of BUDDY_COLUMNS: what a query asks besides comes after them.
constexpr size_t kBuddyColumns = 30;

constexpr db::Query kBuddyById{"buddy_by_id", "SELECT " BUDDY_COLUMNS BUDDY_SOURCE R"sql(
  WHERE b.id = $2
    AND EXISTS (SELECT 1 FROM visible_buddy AS v WHERE v.account_id = $1 AND v.buddy_id = b.id)
)sql"};

constexpr db::Query kBuddyList{"buddy_list", "SELECT " BUDDY_COLUMNS BUDDY_SOURCE R"sql(
  WHERE b.id IN (SELECT v.buddy_id FROM visible_buddy AS v WHERE v.account_id = $1)
    AND (b.number, b.id) > ($2, $3)
  ORDER BY b.number, b.id
  LIMIT $4
)sql"};

constexpr db::Query kBuddyCandidates{"buddy_candidates", "SELECT " BUDDY_COLUMNS R"sql(,
  EXISTS (SELECT 1 FROM conflict_of_interest AS c WHERE c.household_id = $4 AND c.buddy_id = b.id),
  (SELECT COUNT(DISTINCT t.id)
   FROM match AS m
   JOIN track AS t ON t.id = m.track_id
   WHERE m.buddy_id = b.id AND m.state = )sql" SQL_MATCH_STATE_ENDED R"sql( AND t.target_group = $5
     AND EXISTS (SELECT 1 FROM visible_track AS v WHERE v.account_id = $1 AND v.track_id = t.id)),
)sql" BUDDY_ACCOUNT_COLUMNS BUDDY_SOURCE R"sql(
  WHERE b.manager_id = $2
    AND EXISTS (SELECT 1 FROM visible_buddy AS v WHERE v.account_id = $1 AND v.buddy_id = b.id)
    AND NOT EXISTS (SELECT 1 FROM match AS m
                    WHERE m.track_id = $3 AND m.buddy_id = b.id AND m.state IN )sql" MATCH_STANDING
                                                         R"sql()
  ORDER BY b.number, b.id
  LIMIT $6
)sql"};

constexpr db::Query kBuddyAccount{"buddy_account", "SELECT " BUDDY_ACCOUNT_COLUMNS R"sql(
  FROM buddy AS b
  WHERE b.id = $2
    AND EXISTS (SELECT 1 FROM visible_buddy AS v WHERE v.account_id = $1 AND v.buddy_id = b.id)
)sql"};

constexpr db::Query kBuddyManager{"buddy_manager", R"sql(
  SELECT b.manager_id
  FROM buddy AS b
  WHERE b.id = $2
    AND EXISTS (SELECT 1 FROM visible_buddy AS v WHERE v.account_id = $1 AND v.buddy_id = b.id)
)sql"};

// $1 to $20: WrittenOf() the buddy.
constexpr db::Query kBuddyInsert{"buddy_insert", R"sql(
  INSERT INTO buddy_all (id, given_name, family_name, kind, organisation_id,
                     conduct_certificate_date, confidentiality_signed, basic_certificate_date,
                     capacity, backup_organisation_id, languages, created_us, updated_us, revision,
                     neighbourhood, experience, phone, email, absent_from, absent_until,
                     backup_name, backup_phone, number, manager_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, 1, $13, $14, $15, $16, $17, $18,
          $19, $20, $21, $22)
)sql"};

constexpr db::Query kBuddyUpdate{"buddy_update", R"sql(
  UPDATE buddy_all
  SET given_name = $2, family_name = $3, kind = $4, organisation_id = $5,
      conduct_certificate_date = $6, confidentiality_signed = $7, basic_certificate_date = $8,
      capacity = $9, backup_organisation_id = $10, languages = $11, updated_us = $12,
      revision = revision + 1, neighbourhood = $13, experience = $14, phone = $15, email = $16,
      absent_from = $17, absent_until = $18, backup_name = $19, backup_phone = $20, left_date = $21
  WHERE id = $1
  RETURNING revision
)sql"};

// What is written of a buddy whenever the buddy is.
std::vector<db::Value> WrittenOf(const v1::Buddy& buddy, int64_t now_us) {
  return {IdOf(buddy.name()),
          buddy.given_name(),
          buddy.family_name(),
          int64_t{buddy.kind()},
          IdOf(buddy.organisation()),
          buddy.conduct_certificate_date(),
          int64_t{buddy.confidentiality_signed()},
          buddy.basic_certificate_date(),
          int64_t{buddy.capacity()},
          IdOrNull(buddy.backup_organisation()),
          absl::StrJoin(buddy.languages(), " "),
          now_us,
          int64_t{buddy.neighbourhood()},
          absl::StrJoin(buddy.experience(), " "),
          buddy.phone(),
          buddy.email(),
          buddy.absent_from(),
          buddy.absent_until(),
          buddy.backup_name(),
          buddy.backup_phone()};
}

v1::Buddy BuddyFromRow(const db::Row& row) {
  v1::Buddy buddy;
  buddy.set_name(BuddyName(row.Id(0)));
  buddy.set_number(row.Text(1));
  buddy.set_given_name(row.Text(2));
  buddy.set_family_name(row.Text(3));
  buddy.set_kind(static_cast<v1::BuddyKind>(row.Int(4)));
  buddy.set_organisation(OrganisationName(row.Id(5)));
  buddy.set_conduct_certificate_date(row.Text(6));
  buddy.set_confidentiality_signed(row.Bool(7));
  buddy.set_basic_certificate_date(row.Text(8));
  buddy.set_capacity(static_cast<int32_t>(row.Int(9)));
  buddy.set_backup_organisation(OrganisationName(row.Id(10)));
  const std::string languages = row.Text(11);
  for (const auto& language : absl::StrSplit(languages, ' ', absl::SkipEmpty())) {
    buddy.add_languages(std::string(language));
  }
  buddy.set_neighbourhood(static_cast<v1::Neighbourhood>(row.Int(12)));
  for (const int group : NumbersIn(row.Text(13))) {
    buddy.add_experience(static_cast<v1::TargetGroup>(group));
  }
  if (!row.IsNull(15)) buddy.set_participant(MemberName(row.Id(14), row.Id(15)));
  buddy.set_participant_consent_date(row.Text(16));
  *buddy.mutable_create_time() = TimestampFromMicros(row.Int(17));
  *buddy.mutable_update_time() = TimestampFromMicros(row.Int(18));
  buddy.set_etag(EtagOf(row.Int(19)));
  buddy.set_active_matches(static_cast<int32_t>(row.Int(20)));
  buddy.set_basic_certificate_end_date(
      BasicCertificateEnd(row, /*first=*/21, buddy.basic_certificate_date()));
  buddy.set_phone(row.Text(23));
  buddy.set_email(row.Text(24));
  buddy.set_absent_from(row.Text(25));
  buddy.set_absent_until(row.Text(26));
  buddy.set_left_date(row.Text(27));
  buddy.set_backup_name(row.Text(28));
  buddy.set_backup_phone(row.Text(29));
  return buddy;
}

}  // namespace

absl::StatusOr<v1::Buddy> RequireBuddy(db::ReadTx& tx, const Scope& scope,
                                       const std::string& name) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kBuddyById, {scope.account_id, IdOf(name)}));
  if (!row.has_value()) return Error(kNotFound, {name});
  return BuddyFromRow(*row);
}

absl::StatusOr<std::vector<v1::Buddy>> ListBuddies(db::ReadTx& tx, const Scope& scope,
                                                   const Page& page) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kBuddyList, {scope.account_id, page.after[0],
                                                           page.after[1], page.fetch()}));
  return db::MapRows(rows, BuddyFromRow);
}

absl::StatusOr<std::vector<Candidate>> ListCandidates(db::ReadTx& tx, const Scope& scope,
                                                      const Id& manager_id,
                                                      const v1::Track& track) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kBuddyCandidates, {scope.account_id, manager_id, IdOf(track.name()),
                                                IdOf(track.household()),
                                                int64_t{track.target_group()}, kPageSizeMax}));
  return db::MapRows(rows, [](const db::Row& row) {
    return Candidate{BuddyFromRow(row), row.Bool(kBuddyColumns),
                     static_cast<int>(row.Int(kBuddyColumns + 1)),
                     BuddyAccountFromRow(row, kBuddyColumns + 2)};
  });
}

absl::StatusOr<BuddyAccount> AccountOf(db::ReadTx& tx, const Scope& scope,
                                       const std::string& name) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kBuddyAccount, {scope.account_id, IdOf(name)}));
  if (!row.has_value()) return Error(kNotFound, {name});
  return BuddyAccountFromRow(*row, 0);
}

absl::StatusOr<Id> ManagerIdOf(db::ReadTx& tx, const Scope& scope, const std::string& name) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kBuddyManager, {scope.account_id, IdOf(name)}));
  if (!row.has_value()) return Error(kNotFound, {name});
  return row->Id(0);
}

absl::StatusOr<v1::Buddy> InsertBuddy(db::WriteTx& tx, v1::Buddy buddy, const Id& manager_id,
                                      int64_t now_us) {
  std::vector<db::Value> written = WrittenOf(buddy, now_us);
  written.insert(written.end(), {buddy.number(), manager_id});
  const auto inserted = tx.Execute(kBuddyInsert, written);
  if (absl::IsAlreadyExists(inserted.status())) {
    return Error(kNumberInUse, {"buddy", buddy.number()});
  }
  RETURN_IF_ERROR(inserted.status());
  *buddy.mutable_create_time() = TimestampFromMicros(now_us);
  *buddy.mutable_update_time() = TimestampFromMicros(now_us);
  buddy.set_etag(EtagOf(1));
  return buddy;
}

absl::StatusOr<v1::Buddy> UpdateBuddy(db::WriteTx& tx, v1::Buddy buddy, int64_t now_us) {
  std::vector<db::Value> written = WrittenOf(buddy, now_us);
  written.emplace_back(buddy.left_date());
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kBuddyUpdate, written));
  *buddy.mutable_update_time() = TimestampFromMicros(now_us);
  buddy.set_etag(EtagOf(row->Int(0)));
  return buddy;
}

}  // namespace kansrijk::store
