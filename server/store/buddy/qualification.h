// Qualifications of buddies; only ever added to.
#ifndef KANSRIJK_SERVER_STORE_BUDDY_QUALIFICATION_H_
#define KANSRIJK_SERVER_STORE_BUDDY_QUALIFICATION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/qualification.pb.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// Of one buddy, latest first by the date of obtaining, id; up to page.fetch() of them. The page
// goes on after {date, id}.
absl::StatusOr<std::vector<v1::Qualification>> ListQualifications(db::ReadTx& tx,
                                                                  const Scope& scope,
                                                                  const std::string& buddy_name,
                                                                  const Page& page);

// Takes name, buddy, account and content as set. Sets the time of `qualification`.
absl::StatusOr<v1::Qualification> InsertQualification(db::WriteTx& tx,
                                                      v1::Qualification qualification,
                                                      int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_BUDDY_QUALIFICATION_H_
