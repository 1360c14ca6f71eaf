#include "server/service/people/matters.h"

#include <utility>

#include "server/base/status.h"
#include "server/rules/people/membership.h"
#include "server/store/people/member.h"

namespace kansrijk::service {

absl::StatusOr<v1::Member> RequireMatters(db::ReadTx& tx, const store::Scope& scope,
                                          const Id& member_id) {
  ASSIGN_OR_RETURN(auto member, store::RequireMember(tx, scope, member_id));
  ASSIGN_OR_RETURN(const bool sees, store::SeesMattersOf(tx, scope, member_id));
  RETURN_IF_ERROR(rules::CheckSeesMatters(member, sees));
  return member;
}

}  // namespace kansrijk::service
