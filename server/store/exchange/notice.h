// Organisations and accounts that want to be written to when something waits for them.
#ifndef KANSRIJK_SERVER_STORE_EXCHANGE_NOTICE_H_
#define KANSRIJK_SERVER_STORE_EXCHANGE_NOTICE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/db/database.h"

namespace kansrijk::store {

struct DueNotice {
  Id organisation_id;  // of the account, if it is to one
  Id account_id;       // empty: to the organisation
  std::string address;
  int64_t latest_us = 0;  // when what came last came
};

// Those with an address for whom something came in, or was done by another organisation, since they
// were last told, accounts by what is in their sight: organisations first, by id.
absl::StatusOr<std::vector<DueNotice>> ListDueNotices(db::ReadTx& tx);

// It has been told of what came until then.
absl::Status NoteTold(db::WriteTx& tx, const DueNotice& notice);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_EXCHANGE_NOTICE_H_
