#include "server/store/member.h"

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/names.h"
#include "server/base/status.h"
#include "server/store/household.h"
#include "server/store/number.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kById{"member_by_id", R"sql(
  SELECT m.id, m.household_id, m.number, m.given_name, m.family_name, m.birth_date, m.relation,
    m.participant, m.phone, m.email, m.pregnant_or_young_child, m.created_us, m.updated_us,
    m.revision
  FROM member AS m
  WHERE m.id = $2
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = m.household_id)
)sql"};

constexpr db::Query kIdByNumber{"member_id_by_number", R"sql(
  SELECT m.id
  FROM member AS m
  WHERE m.organisation_id = $1 AND m.number = $2
)sql"};

constexpr db::Query kList{"member_list", R"sql(
  SELECT m.id, m.household_id, m.number, m.given_name, m.family_name, m.birth_date, m.relation,
    m.participant, m.phone, m.email, m.pregnant_or_young_child, m.created_us, m.updated_us,
    m.revision
  FROM member AS m
  WHERE m.household_id = $2 AND m.number > $3
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = m.household_id)
  ORDER BY m.number, m.id
  LIMIT $4
)sql"};

constexpr db::Query kHouseholdNumberById{"member_household_number", R"sql(
  SELECT h.number
  FROM household AS h
  WHERE h.id = $1
)sql"};

constexpr db::Query kInsert{"member_insert", R"sql(
  INSERT INTO member (id, household_id, organisation_id, number, given_name, family_name, birth_date,
    relation, participant, phone, email, pregnant_or_young_child, created_us, updated_us, revision)
  VALUES ($1, $2, (SELECT h.organisation_id FROM household AS h WHERE h.id = $2), $3, $4, $5, $6,
    $7, $8, $9, $10, $11, $12, $12, 1)
)sql"};

constexpr db::Query kUpdate{"member_update", R"sql(
  UPDATE member
  SET given_name = $2, family_name = $3, birth_date = $4, relation = $5, participant = $6,
    phone = $7, email = $8, pregnant_or_young_child = $9, updated_us = $10, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

v1::Member FromRow(const db::Row& row) {
  v1::Member member;
  member.set_name(MemberName(row.Text(1), row.Text(0)));
  member.set_household(HouseholdName(row.Text(1)));
  member.set_number(row.Text(2));
  member.set_given_name(row.Text(3));
  member.set_family_name(row.Text(4));
  member.set_birth_date(row.Text(5));
  member.set_relation(static_cast<v1::MemberRelation>(row.Int(6)));
  member.set_participant(row.Bool(7));
  member.set_phone(row.Text(8));
  member.set_email(row.Text(9));
  member.set_pregnant_or_young_child(row.Bool(10));
  *member.mutable_create_time() = TimestampFromMicros(row.Int(11));
  *member.mutable_update_time() = TimestampFromMicros(row.Int(12));
  member.set_etag(EtagOf(row.Int(13)));
  return member;
}

absl::Status Number(db::WriteTx& tx, v1::Member& member) {
  if (!member.number().empty()) return absl::OkStatus();
  const std::string household_id = IdOf(member.household());
  ASSIGN_OR_RETURN(const auto household, tx.SelectOne(kHouseholdNumberById, {household_id}));
  if (!household.has_value()) return Error(kNotFound, {member.household()});
  ASSIGN_OR_RETURN(*member.mutable_number(),
                   NextMemberNumber(tx, household_id, household->Text(0)));
  return absl::OkStatus();
}

absl::Status SetWords(db::WriteTx& tx, const v1::Member& member) {
  return SetSearchWords(tx, IdOf(member.household()), IdOf(member.name()),
                        {member.number(), member.given_name(), member.family_name()});
}

}  // namespace

absl::StatusOr<v1::Member> RequireMember(db::ReadTx& tx, const Scope& scope,
                                         const std::string& id) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kById, {scope.account_id, id}));
  if (!row.has_value()) return Error(kNotFound, {MemberName("-", id)});
  return FromRow(*row);
}

absl::StatusOr<std::optional<std::string>> FindMemberIdByNumber(db::ReadTx& tx,
                                                                const std::string& organisation_id,
                                                                const std::string& number) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kIdByNumber, {organisation_id, number}));
  if (!row.has_value()) return std::nullopt;
  return row->Text(0);
}

absl::StatusOr<std::vector<v1::Member>> ListMembers(db::ReadTx& tx, const Scope& scope,
                                                    const std::string& household_id,
                                                    const Page& page) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kList, {scope.account_id, household_id, page.after[0], page.fetch()}));
  return db::MapRows(rows, FromRow);
}

absl::StatusOr<std::vector<v1::Member>> MembersOf(db::ReadTx& tx, const Scope& scope,
                                                  const std::string& household_id) {
  ASSIGN_OR_RETURN(const auto rows,
                   tx.Select(kList, {scope.account_id, household_id, std::string(), kPageSizeMax}));
  return db::MapRows(rows, FromRow);
}

absl::Status InsertMember(db::WriteTx& tx, v1::Member& member, int64_t now_us) {
  RETURN_IF_ERROR(Number(tx, member));
  const auto inserted = tx.Execute(
      kInsert, {IdOf(member.name()), IdOf(member.household()), member.number(), member.given_name(),
                member.family_name(), member.birth_date(), int64_t{member.relation()},
                int64_t{member.participant()}, member.phone(), member.email(),
                int64_t{member.pregnant_or_young_child()}, now_us});
  if (absl::IsAlreadyExists(inserted.status())) {
    return Error(kNumberInUse, {"member", member.number()});
  }
  RETURN_IF_ERROR(inserted.status());
  RETURN_IF_ERROR(SetWords(tx, member));
  *member.mutable_create_time() = TimestampFromMicros(now_us);
  *member.mutable_update_time() = TimestampFromMicros(now_us);
  member.set_etag(EtagOf(1));
  return absl::OkStatus();
}

absl::Status UpdateMember(db::WriteTx& tx, v1::Member& member, int64_t now_us) {
  ASSIGN_OR_RETURN(
      const auto row,
      tx.SelectOne(kUpdate, {IdOf(member.name()), member.given_name(), member.family_name(),
                             member.birth_date(), int64_t{member.relation()},
                             int64_t{member.participant()}, member.phone(), member.email(),
                             int64_t{member.pregnant_or_young_child()}, now_us}));
  RETURN_IF_ERROR(SetWords(tx, member));
  *member.mutable_update_time() = TimestampFromMicros(now_us);
  member.set_etag(EtagOf(row->Int(0)));
  return absl::OkStatus();
}

}  // namespace kansrijk::store
