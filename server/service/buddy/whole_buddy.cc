#include "server/service/buddy/whole_buddy.h"

#include <utility>

#include "server/base/status.h"
#include "server/store/buddy/buddy.h"
#include "server/store/buddy/buddy_reference.h"

namespace kansrijk::service {

absl::StatusOr<v1::Buddy> WholeBuddy(db::ReadTx& tx, const store::Scope& scope,
                                     const std::string& name) {
  ASSIGN_OR_RETURN(auto buddy, store::RequireBuddy(tx, scope, name));
  return store::WithReferences(tx, std::move(buddy));
}

}  // namespace kansrijk::service
