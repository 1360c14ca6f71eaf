#include "server/service/buddy/buddy.h"

#include <utility>
#include <vector>

#include "server/base/civil.h"
#include "server/base/etag.h"
#include "server/base/mask.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/buddy/buddy.h"
#include "server/service/buddy/whole_buddy.h"
#include "server/store/buddy/buddy.h"
#include "server/store/buddy/buddy_reference.h"
#include "server/store/number.h"

namespace kansrijk::service {
namespace {

v1::Buddy SetDefaults(const rpc::WriteCall& call, v1::Buddy buddy) {
  if (buddy.capacity() == 0) buddy.set_capacity(rules::DefaultCapacity(buddy.kind()));
  if (buddy.organisation().empty()) {
    buddy.set_organisation(OrganisationName(call.caller.organisation_id));
  }
  return buddy;
}

}  // namespace

absl::StatusOr<v1::Buddy> CreateBuddy(rpc::WriteCall& call, const v1::CreateBuddyRequest& request) {
  const Id& manager_id = call.caller.organisation_id;
  v1::Buddy buddy = request.buddy();
  buddy.set_name(BuddyName(call.ids.Next(call.now)));
  buddy = SetDefaults(call, std::move(buddy));
  RETURN_IF_ERROR(rules::CheckBuddy(buddy, DayOf(call.now)));
  if (buddy.number().empty()) {
    ASSIGN_OR_RETURN(*buddy.mutable_number(), store::NextNumber(call.tx, kBuddyNumber, manager_id));
  } else {
    RETURN_IF_ERROR(store::ReserveNumber(call.tx, kBuddyNumber, manager_id, buddy.number()));
  }
  ASSIGN_OR_RETURN(buddy, store::InsertBuddy(call.tx, std::move(buddy), manager_id,
                                             absl::ToUnixMicros(call.now)));
  return WholeBuddy(call.tx, call.scope, buddy.name());
}

absl::StatusOr<v1::Buddy> GetBuddy(rpc::ReadCall& call, const v1::GetBuddyRequest& request) {
  return WholeBuddy(call.tx, call.scope, request.name());
}

absl::StatusOr<v1::ListBuddiesResponse> ListBuddies(rpc::ReadCall& call,
                                                    const v1::ListBuddiesRequest& request) {
  return ListPage<v1::ListBuddiesResponse>(
      request, {"", ""},
      [&](const Page& page) -> absl::StatusOr<std::vector<v1::Buddy>> {
        ASSIGN_OR_RETURN(auto buddies, store::ListBuddies(call.tx, call.scope, page));
        for (v1::Buddy& buddy : buddies) {
          ASSIGN_OR_RETURN(buddy, store::WithReferences(call.tx, std::move(buddy)));
        }
        return buddies;
      },
      &v1::ListBuddiesResponse::mutable_buddies,
      [](const v1::Buddy& buddy) {
        return std::vector<std::string>{buddy.number(), IdOf(buddy.name()).text()};
      });
}

absl::StatusOr<v1::Buddy> UpdateBuddy(rpc::WriteCall& call, const v1::UpdateBuddyRequest& request) {
  const v1::Buddy& given = request.buddy();
  ASSIGN_OR_RETURN(const auto current, store::RequireBuddy(call.tx, call.scope, given.name()));
  RETURN_IF_ERROR(CheckEtag(current.number(), current.etag(), given.etag()));
  ASSIGN_OR_RETURN(
      v1::Buddy merged,
      ApplyMask(current, given, request.update_mask(),
                {"given_name", "family_name", "kind", "organisation", "conduct_certificate_date",
                 "confidentiality_signed", "basic_certificate_date", "capacity",
                 "backup_organisation", "languages", "neighbourhood", "experience", "phone",
                 "email", "absent_from", "absent_until", "backup_name", "backup_phone"}));
  merged = SetDefaults(call, std::move(merged));
  RETURN_IF_ERROR(rules::CheckBuddy(merged, DayOf(call.now)));
  ASSIGN_OR_RETURN(merged,
                   store::UpdateBuddy(call.tx, std::move(merged), absl::ToUnixMicros(call.now)));
  return WholeBuddy(call.tx, call.scope, merged.name());
}

absl::StatusOr<v1::Buddy> ReturnBuddy(rpc::WriteCall& call, const v1::ReturnBuddyRequest& request) {
  ASSIGN_OR_RETURN(v1::Buddy buddy, store::RequireBuddy(call.tx, call.scope, request.name()));
  RETURN_IF_ERROR(CheckEtag(buddy.number(), buddy.etag(), request.etag()));
  RETURN_IF_ERROR(rules::CheckReturn(buddy));
  buddy.clear_left_date();
  buddy.clear_absent_from();
  buddy.clear_absent_until();
  ASSIGN_OR_RETURN(buddy,
                   store::UpdateBuddy(call.tx, std::move(buddy), absl::ToUnixMicros(call.now)));
  return WholeBuddy(call.tx, call.scope, buddy.name());
}

}  // namespace kansrijk::service
