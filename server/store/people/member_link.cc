#include "server/store/people/member_link.h"

#include <algorithm>

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/status.h"
#include "server/facts/names.h"

namespace kansrijk::store {
namespace {

// `m` is the member from which a link is seen, $2, and `o` the other one.
#define LINK_COLUMNS                                                                             \
  "m.id, m.household_id, m.number, o.id, o.household_id, o.number, l.reason, l.account_handle, " \
  "l.created_us, l.unlinked_us"

constexpr db::Query kMemberLinkList{"member_link_list", "SELECT " LINK_COLUMNS R"sql(
  FROM member_link AS l
  JOIN member AS m ON m.id = $2
  JOIN member AS o ON o.id = CASE WHEN l.first_id = $2 THEN l.second_id ELSE l.first_id END
  WHERE (l.first_id = $2 OR l.second_id = $2)
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = m.household_id)
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = o.household_id)
  ORDER BY l.created_us, l.id
)sql"};

constexpr db::Query kMemberLinkById{"member_link_by_id", "SELECT " LINK_COLUMNS R"sql(
  FROM member_link AS l
  JOIN member AS m ON m.id = $2
  JOIN member AS o ON o.id = CASE WHEN l.first_id = $2 THEN l.second_id ELSE l.first_id END
  WHERE l.id = $3 AND (l.first_id = $2 OR l.second_id = $2)
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = m.household_id)
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = o.household_id)
)sql"};

constexpr db::Query kMemberLinkStanding{"member_link_standing", R"sql(
  SELECT l.id
  FROM member_link AS l
  JOIN member AS f ON f.id = l.first_id
  JOIN member AS s ON s.id = l.second_id
  WHERE l.first_id = $2 AND l.second_id = $3 AND l.unlinked_us IS NULL
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = f.household_id)
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = s.household_id)
)sql"};

constexpr db::Query kMemberLinkInsert{"member_link_insert", R"sql(
  INSERT INTO member_link (id, first_id, second_id, reason, account_handle, created_us)
  VALUES ($1, $2, $3, $4, $5, $6)
)sql"};

constexpr db::Query kMemberLinkUnlink{"member_link_unlink", R"sql(
  UPDATE member_link
  SET unlinked_us = $2
  WHERE id = $1 AND unlinked_us IS NULL
)sql"};

v1::MemberLink MemberLinkFromRow(const db::Row& row) {
  v1::MemberLink link;
  link.set_member(MemberName(row.Id(1), row.Id(0)));
  link.set_household(HouseholdName(row.Id(1)));
  link.set_member_number(row.Text(2));
  link.set_other_member(MemberName(row.Id(4), row.Id(3)));
  link.set_other_household(HouseholdName(row.Id(4)));
  link.set_other_member_number(row.Text(5));
  link.set_reason(row.Text(6));
  link.set_account_handle(row.Text(7));
  *link.mutable_create_time() = TimestampFromMicros(row.Int(8));
  if (!row.IsNull(9)) *link.mutable_unlink_time() = TimestampFromMicros(row.Int(9));
  return link;
}

}  // namespace

absl::StatusOr<std::vector<v1::MemberLink>> ListMemberLinks(db::ReadTx& tx, const Scope& scope,
                                                            const Id& member_id) {
  ASSIGN_OR_RETURN(const auto rows, tx.Select(kMemberLinkList, {scope.account_id, member_id}));
  return db::MapRows(rows, MemberLinkFromRow);
}

absl::StatusOr<std::optional<Id>> FindStandingLink(db::ReadTx& tx, const Scope& scope,
                                                   const Id& member_id, const Id& other_id) {
  const auto [first_id, second_id] = std::minmax(member_id, other_id);
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kMemberLinkStanding, {scope.account_id, first_id, second_id}));
  if (!row.has_value()) return std::nullopt;
  return row->Id(0);
}

absl::StatusOr<v1::MemberLink> RequireMemberLink(db::ReadTx& tx, const Scope& scope,
                                                 const Id& member_id, const Id& id) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kMemberLinkById, {scope.account_id, member_id, id}));
  if (!row.has_value()) return Error(kNotFound, {id.text()});
  return MemberLinkFromRow(*row);
}

absl::Status InsertMemberLink(db::WriteTx& tx, const NewMemberLink& link, int64_t now_us) {
  const auto [first_id, second_id] = std::minmax(link.member_id, link.other_id);
  return tx
      .Execute(kMemberLinkInsert,
               {link.id, first_id, second_id, link.reason, link.account_handle, now_us})
      .status();
}

absl::Status UnlinkMembers(db::WriteTx& tx, const Id& id, int64_t now_us) {
  return tx.Execute(kMemberLinkUnlink, {id, now_us}).status();
}

}  // namespace kansrijk::store
