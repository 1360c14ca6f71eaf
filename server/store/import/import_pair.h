// What the store has of a track, in the terms of the columns of a spreadsheet: rows that come in
// without a code of their own are paired with it.
#ifndef KANSRIJK_SERVER_STORE_IMPORT_IMPORT_PAIR_H_
#define KANSRIJK_SERVER_STORE_IMPORT_IMPORT_PAIR_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

struct StoredRow {
  Id id;
  std::string number;  // by which people know it; "" when it has none
  std::string import_hash;
  std::string import_origin;
  int64_t import_claim = 0;
  int64_t created_us = 0;
  // What it says, in the order that the function tells: texts, and numbers for numbers and words.
  std::vector<db::Value> says;
};

// All of what the track has, in the account's scope, oldest first.

// buddy's number, date, minutes, channel, attended (1 or 0), note.
absl::StatusOr<std::vector<StoredRow>> SessionRows(db::ReadTx& tx, const Scope& scope,
                                                   const Id& track_id);
// buddy's number, since, until; those that were ACTIVE or ENDED.
absl::StatusOr<std::vector<StoredRow>> MatchRows(db::ReadTx& tx, const Scope& scope,
                                                 const Id& track_id);
// pillar, text, agreed date, due date, state, end date, cents of its incentives.
absl::StatusOr<std::vector<StoredRow>> GoalRows(db::ReadTx& tx, const Scope& scope,
                                                const Id& track_id);
// Codes of sender and recipient, reason, first day of the consent, sent date, state, end date; of
// what the organisation of the account sent.
absl::StatusOr<std::vector<StoredRow>> ReferralRows(db::ReadTx& tx, const Scope& scope,
                                                    const Id& track_id);

// Number, or id, of what the track got after `since_us`, where everybody sees it; "" when nothing
// came. Sessions count on `date` alone.
absl::StatusOr<std::string> SessionSince(db::ReadTx& tx, const Id& track_id,
                                         const std::string& date, int64_t since_us);
absl::StatusOr<std::string> MatchSince(db::ReadTx& tx, const Id& track_id, int64_t since_us);
absl::StatusOr<std::string> GoalSince(db::ReadTx& tx, const Id& track_id, int64_t since_us);
absl::StatusOr<std::string> ReferralSince(db::ReadTx& tx, const Id& track_id, int64_t since_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_IMPORT_IMPORT_PAIR_H_
