#include "server/service/people/duplicate.h"

#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/people/duplicate.h"
#include "server/store/people/household.h"
#include "server/store/people/member.h"

namespace kansrijk::service {

absl::StatusOr<v1::Member> AddProbableDuplicates(rpc::WriteCall& call, v1::Member member) {
  ASSIGN_OR_RETURN(const auto alike,
                   store::ListMembersLike(call.tx, call.scope, call.caller.organisation_id, member,
                                          rules::SwapDayAndMonth(member.birth_date())));
  for (v1::ProbableDuplicate& duplicate : rules::ProbableDuplicates(member, alike)) {
    ASSIGN_OR_RETURN(const auto household,
                     store::RequireHousehold(call.tx, call.scope, IdOf(duplicate.household())));
    duplicate.set_household_number(household.number());
    *member.add_probable_duplicates() = std::move(duplicate);
  }
  return member;
}

}  // namespace kansrijk::service
