// Referrals by which data of a household are shared.
#ifndef KANSRIJK_SERVER_STORE_PEOPLE_SHARED_REFERRAL_H_
#define KANSRIJK_SERVER_STORE_PEOPLE_SHARED_REFERRAL_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/referral.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

struct SharedReferral {
  v1::Referral referral;   // name, number, from, to, to_code, categories
  bool is_person = false;  // the member is whom it is about; else another one of the household
};

// Those about a member or another one of the household that the recipient is shown on scope.today,
// by number. The caller answers for the member.
absl::StatusOr<std::vector<SharedReferral>> ListSharedReferrals(db::ReadTx& tx, const Scope& scope,
                                                                const Id& member_id);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_PEOPLE_SHARED_REFERRAL_H_
