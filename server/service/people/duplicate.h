// The warning that a new member is probably known already.
#ifndef KANSRIJK_SERVER_SERVICE_PEOPLE_DUPLICATE_H_
#define KANSRIJK_SERVER_SERVICE_PEOPLE_DUPLICATE_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kansrijk/v1/household.pb.h"
#include "server/db/database.h"
#include "server/rpc/call.h"
#include "server/store/scope.h"

namespace kansrijk::service {

// Members in the scope, of its organisation, who are probably the same person as `member`, likest
// first.
absl::StatusOr<std::vector<v1::ProbableDuplicate>> ProbableDuplicatesOf(db::ReadTx& tx,
                                                                        const store::Scope& scope,
                                                                        const v1::Member& member);

// Fills in the probable duplicates of `member` in the caller's sight, whether it exists or is yet
// to be added.
absl::StatusOr<v1::Member> AddProbableDuplicates(rpc::WriteCall& call, v1::Member member);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_PEOPLE_DUPLICATE_H_
