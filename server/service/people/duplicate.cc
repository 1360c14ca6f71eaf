#include "server/service/people/duplicate.h"

#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/people/duplicate.h"
#include "server/store/people/household.h"
#include "server/store/people/member.h"

namespace kansrijk::service {

absl::StatusOr<std::vector<v1::ProbableDuplicate>> ProbableDuplicatesOf(db::ReadTx& tx,
                                                                        const store::Scope& scope,
                                                                        const v1::Member& member) {
  ASSIGN_OR_RETURN(const auto alike,
                   store::ListMembersLike(tx, scope, scope.organisation_id, member,
                                          rules::SwapDayAndMonth(member.birth_date())));
  std::vector<v1::ProbableDuplicate> duplicates = rules::ProbableDuplicates(member, alike);
  for (v1::ProbableDuplicate& duplicate : duplicates) {
    ASSIGN_OR_RETURN(const auto household,
                     store::RequireHousehold(tx, scope, IdOf(duplicate.household())));
    duplicate.set_household_number(household.number());
  }
  return duplicates;
}

absl::StatusOr<v1::Member> AddProbableDuplicates(rpc::WriteCall& call, v1::Member member) {
  ASSIGN_OR_RETURN(const auto duplicates, ProbableDuplicatesOf(call.tx, call.scope, member));
  member.mutable_probable_duplicates()->Assign(duplicates.begin(), duplicates.end());
  return member;
}

}  // namespace kansrijk::service
