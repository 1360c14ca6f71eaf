// A household with all that belongs to it, for use cases that answer one.
#ifndef KANSRIJK_SERVER_SERVICE_PEOPLE_WHOLE_HOUSEHOLD_H_
#define KANSRIJK_SERVER_SERVICE_PEOPLE_WHOLE_HOUSEHOLD_H_

#include <string>

#include "absl/status/statusor.h"
#include "kansrijk/v1/household.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::service {

// Fills in the members of the household.
absl::StatusOr<v1::Household> AddMembers(db::ReadTx& tx, const store::Scope& scope,
                                         v1::Household household);

// With members and events, without address. NotFound outside the scope.
absl::StatusOr<v1::Household> RequireWholeHousehold(db::ReadTx& tx, const store::Scope& scope,
                                                    const std::string& name);

// The same with its address, for use cases that only read: an answer to a change is kept for
// retries, and where a household lives is not kept with it.
absl::StatusOr<v1::Household> HouseholdWithAddress(db::ReadTx& tx, const store::Scope& scope,
                                                   const std::string& name);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_PEOPLE_WHOLE_HOUSEHOLD_H_
