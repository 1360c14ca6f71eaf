#include "server/store/referral_unseen.h"

#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/enums.h"

namespace kansrijk::store {
namespace {

// For the roles that somebody has there. Buddies see what was sent from tracks, and nothing that
// came in.
constexpr db::Query kUnseenPut{"unseen_put", R"sql(
  INSERT INTO referral_unseen (referral_id, side, role, organisation_id, position, date, after_date,
    created_us)
  SELECT DISTINCT $1, $2, a.role, $3,
         CASE WHEN $4 = 0 THEN 0
              ELSE (SELECT MAX(e.position) FROM referral_event AS e WHERE e.referral_id = $1) END,
         $5, $6, $7
  FROM account AS a
  WHERE a.organisation_id = $3 AND a.disabled_us IS NULL AND a.role IN )sql" ROLES_OF_REFERRALS
                                             R"sql(
    AND ($2 = )sql" SQL_REFERRAL_SIDE_SENDER R"sql( OR a.role <> )sql" SQL_ROLE_BUDDY
                                             R"sql()
  ON CONFLICT (referral_id, side, role) DO UPDATE
  SET position = excluded.position, date = excluded.date, after_date = excluded.after_date,
      created_us = excluded.created_us
)sql"};

constexpr db::Query kUnseenClear{"unseen_clear", R"sql(
  DELETE FROM referral_unseen
  WHERE referral_id = $1 AND side = $2
)sql"};

constexpr db::Query kUnseenMarkSeen{"unseen_mark_seen", R"sql(
  DELETE FROM referral_unseen
  WHERE referral_id = $1 AND side = $2 AND role = $3
)sql"};

}  // namespace

absl::Status PutUnseen(db::WriteTx& tx, const v1::Referral& referral, const Unseen& unseen,
                       int64_t now_us) {
  const bool sender = unseen.side == v1::REFERRAL_SIDE_SENDER;
  return tx
      .Execute(kUnseenPut, {IdOf(referral.name()), int64_t{unseen.side},
                            IdOf(sender ? referral.from() : referral.to()), int64_t{unseen.is_step},
                            unseen.date, unseen.after_date, now_us})
      .status();
}

absl::Status ClearUnseen(db::WriteTx& tx, const Id& referral_id, v1::ReferralSide side) {
  return tx.Execute(kUnseenClear, {referral_id, int64_t{side}}).status();
}

absl::Status MarkSeen(db::WriteTx& tx, const Id& referral_id, v1::ReferralSide side,
                      v1::Role role) {
  return tx.Execute(kUnseenMarkSeen, {referral_id, int64_t{side}, int64_t{role}}).status();
}

}  // namespace kansrijk::store
