// Whether a buddy can log in, for the queries that tell it.
#ifndef KANSRIJK_SERVER_STORE_BUDDY_BUDDY_ACCOUNT_H_
#define KANSRIJK_SERVER_STORE_BUDDY_BUDDY_ACCOUNT_H_

#include <string>

#include "absl/time/time.h"
#include "server/base/civil.h"
#include "server/db/connection.h"
#include "server/facts/matched_buddy.h"

namespace kansrijk::store {

// Columns of a query over buddy AS b: how many accounts are open, and when the last one of the
// others was disabled.
#define BUDDY_ACCOUNT_COLUMNS                                                                  \
  "(SELECT COUNT(*) FROM account AS ba WHERE ba.buddy_id = b.id AND ba.disabled_us IS NULL), " \
  "(SELECT MAX(bd.disabled_us) FROM account AS bd WHERE bd.buddy_id = b.id)"

// From these columns, the first of which is `first`.
inline BuddyAccount BuddyAccountFromRow(const db::Row& row, size_t first) {
  if (row.Int(first) > 0) return BuddyAccount::kOpen;
  return row.IsNull(first + 1) ? BuddyAccount::kNone : BuddyAccount::kDisabled;
}

// The day on which the last one was disabled, from the same columns; "" unless it is kDisabled.
inline std::string AccountDisabledDate(const db::Row& row, size_t first) {
  if (BuddyAccountFromRow(row, first) != BuddyAccount::kDisabled) return "";
  return FormatDate(DayOf(absl::FromUnixMicros(row.Int(first + 1))));
}

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_BUDDY_BUDDY_ACCOUNT_H_
