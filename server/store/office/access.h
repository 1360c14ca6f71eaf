// The access log: appended to, chained, verified. A record's hash covers the record, its subjects
// and the hash before it, so a change, deletion or insertion anywhere breaks the chain; a cut at
// the end shows only against a checkpoint kept elsewhere.
#ifndef KANSRIJK_SERVER_STORE_OFFICE_ACCESS_H_
#define KANSRIJK_SERVER_STORE_OFFICE_ACCESS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/access.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// A place in the log and the hash there; sequence 0 and "" for an empty log.
struct Checkpoint {
  int64_t sequence = 0;
  std::string hash;
};

// Appends with the next sequence; sets sequence and hash of `record`.
absl::StatusOr<v1::AccessRecord> AppendAccessRecord(db::WriteTx& tx, v1::AccessRecord record);

// Records by accounts of the organisation, or about itself, its households or its accounts; latest
// first, up to page.fetch(). Subjects that are accounts of other organisations are left out.
// `household` is a name, "" for all; the times are microseconds.
struct AccessFilter {
  Id organisation_id;
  std::string household;
  int64_t start_us = 0;
  int64_t end_us = 0;
};
absl::StatusOr<std::vector<v1::AccessRecord>> ListAccessRecords(db::ReadTx& tx,
                                                                const AccessFilter& filter,
                                                                const Page& page);

absl::StatusOr<Checkpoint> LastCheckpoint(db::ReadTx& tx);

// Walks the whole chain. DataLoss, naming the first bad record, when it is broken, when a record is
// missing, or when the log does not hold `known`.
absl::Status VerifyAccessLog(db::ReadTx& tx, const Checkpoint& known);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_OFFICE_ACCESS_H_
