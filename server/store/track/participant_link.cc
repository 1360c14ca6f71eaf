#include "server/store/track/participant_link.h"

#include "server/base/civil.h"
#include "server/base/error.h"
#include "server/base/etag.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/id_or_null.h"

namespace kansrijk::store {
namespace {

constexpr db::Query kParticipantLinkGround{"participant_link_ground", R"sql(
  SELECT b.participant_id IS NOT NULL,
         EXISTS (SELECT 1 FROM buddy AS o WHERE o.participant_id = m.id AND o.id <> b.id),
         EXISTS (SELECT 1 FROM track AS t WHERE t.participant_id = m.id)
  FROM buddy AS b
  JOIN member AS m ON m.id = $3
  WHERE b.id = $2
    AND EXISTS (SELECT 1 FROM visible_buddy AS v WHERE v.account_id = $1 AND v.buddy_id = b.id)
    AND EXISTS (SELECT 1 FROM visible_household AS v
                WHERE v.account_id = $1 AND v.household_id = m.household_id)
)sql"};

constexpr db::Query kParticipantLinkUpdate{"participant_link_update", R"sql(
  UPDATE buddy_all
  SET participant_id = $2, participant_consent_date = $3, updated_us = $4, revision = revision + 1
  WHERE id = $1
  RETURNING revision
)sql"};

}  // namespace

absl::StatusOr<ParticipantLinkGround> RequireParticipantLinkGround(db::ReadTx& tx,
                                                                   const Scope& scope,
                                                                   const std::string& buddy_name,
                                                                   const std::string& member_name) {
  ASSIGN_OR_RETURN(const auto row,
                   tx.SelectOne(kParticipantLinkGround,
                                {scope.account_id, IdOf(buddy_name), IdOf(member_name)}));
  if (!row.has_value()) return Error(kNotFound, {buddy_name});
  return ParticipantLinkGround{row->Bool(0), row->Bool(1), row->Bool(2)};
}

absl::StatusOr<v1::Buddy> UpdateParticipantLink(db::WriteTx& tx, v1::Buddy buddy, int64_t now_us) {
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kParticipantLinkUpdate,
                                                {IdOf(buddy.name()), IdOrNull(buddy.participant()),
                                                 buddy.participant_consent_date(), now_us}));
  *buddy.mutable_update_time() = TimestampFromMicros(now_us);
  buddy.set_etag(EtagOf(row->Int(0)));
  return buddy;
}

}  // namespace kansrijk::store
