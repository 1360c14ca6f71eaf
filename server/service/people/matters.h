// What is recorded of a member in person: situations, consents, referrals.
#ifndef KANSRIJK_SERVER_SERVICE_PEOPLE_MATTERS_H_
#define KANSRIJK_SERVER_SERVICE_PEOPLE_MATTERS_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/household.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::service {

// The member. NotFound outside the scope; PermissionDenied when the member is of the household, but
// what is recorded of them is not for the account.
absl::StatusOr<v1::Member> RequireMatters(db::ReadTx& tx, const store::Scope& scope,
                                          const Id& member_id);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_PEOPLE_MATTERS_H_
