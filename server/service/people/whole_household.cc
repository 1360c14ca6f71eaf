#include "server/service/people/whole_household.h"

#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/store/people/household.h"
#include "server/store/people/household_life.h"
#include "server/store/people/member.h"

namespace kansrijk::service {

absl::StatusOr<v1::Household> AddMembers(db::ReadTx& tx, const store::Scope& scope,
                                         v1::Household household) {
  ASSIGN_OR_RETURN(const auto members, store::MembersOf(tx, scope, IdOf(household.name())));
  household.mutable_members()->Assign(members.begin(), members.end());
  return household;
}

absl::StatusOr<v1::Household> RequireWholeHousehold(db::ReadTx& tx, const store::Scope& scope,
                                                    const std::string& name) {
  const Id id = IdOf(name);
  ASSIGN_OR_RETURN(v1::Household household, store::RequireHousehold(tx, scope, id));
  ASSIGN_OR_RETURN(household, AddMembers(tx, scope, std::move(household)));
  ASSIGN_OR_RETURN(const auto events, store::ListHouseholdEvents(tx, scope, id));
  household.mutable_events()->Assign(events.begin(), events.end());
  return household;
}

absl::StatusOr<v1::Household> HouseholdWithAddress(db::ReadTx& tx, const store::Scope& scope,
                                                   const std::string& name) {
  ASSIGN_OR_RETURN(v1::Household household, RequireWholeHousehold(tx, scope, name));
  ASSIGN_OR_RETURN(*household.mutable_address(), store::AddressOf(tx, scope, IdOf(name)));
  return household;
}

}  // namespace kansrijk::service
