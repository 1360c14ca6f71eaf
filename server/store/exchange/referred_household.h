// The record that a referral from a track tells of: as much of it as may be shared.
#ifndef KANSRIJK_SERVER_STORE_EXCHANGE_REFERRED_HOUSEHOLD_H_
#define KANSRIJK_SERVER_STORE_EXCHANGE_REFERRED_HOUSEHOLD_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/household.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

struct ReferredHousehold {
  v1::Household household;  // the person's, as it is now: name, neighbourhood, type, shielded
  std::vector<v1::Member> members;  // by number: name, number, names, birth date, phone, e-mail
  std::string person;               // name of the member
  std::string participant;          // name of the track's participant
};

// Of a referral in the scope, whichever side the account is on: the caller judges what of it that
// side is shown. Without members when it is of a person from elsewhere, or out of scope.
absl::StatusOr<ReferredHousehold> FindReferredHousehold(db::ReadTx& tx, const Scope& scope,
                                                        const Id& referral_id);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_EXCHANGE_REFERRED_HOUSEHOLD_H_
