// Links of members who are the same person.
#ifndef KANSRIJK_SERVER_STORE_PEOPLE_MEMBER_LINK_H_
#define KANSRIJK_SERVER_STORE_PEOPLE_MEMBER_LINK_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/household.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

// As seen from the member, oldest first, former ones too; those whose other member is outside the
// scope are left out.
absl::StatusOr<std::vector<v1::MemberLink>> ListMemberLinks(db::ReadTx& tx, const Scope& scope,
                                                            const Id& member_id);

// The id of the link between the two, in either order, that was not removed.
absl::StatusOr<std::optional<Id>> FindStandingLink(db::ReadTx& tx, const Scope& scope,
                                                   const Id& member_id, const Id& other_id);

// As seen from the member. NotFound when either member is outside the scope.
absl::StatusOr<v1::MemberLink> RequireMemberLink(db::ReadTx& tx, const Scope& scope,
                                                 const Id& member_id, const Id& id);

struct NewMemberLink {
  Id id;
  Id member_id;
  Id other_id;
  std::string reason;
  std::string account_handle;
};

absl::Status InsertMemberLink(db::WriteTx& tx, const NewMemberLink& link, int64_t now_us);

// Removes a link; that there was one stays known.
absl::Status UnlinkMembers(db::WriteTx& tx, const Id& id, int64_t now_us);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_PEOPLE_MEMBER_LINK_H_
