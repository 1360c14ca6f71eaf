// Numbers that people use (H-0142, T0142, B01, S-0881, D-0012): given out in order, never twice.
// The protos declare their kinds: kSessionNumber.
#ifndef KANSRIJK_SERVER_STORE_NUMBER_H_
#define KANSRIJK_SERVER_STORE_NUMBER_H_

#include <string>

#include "absl/status/statusor.h"
#include "kansrijk/v1/resources.h"
#include "server/db/database.h"

namespace kansrijk::store {

// The next number of the organisation's series; of one over all organisations when
// `organisation_id` is empty, as with referrals, whose number both sides use.
absl::StatusOr<std::string> NextNumber(db::WriteTx& tx, const NumberKind& kind,
                                       const Id& organisation_id);

// A number that someone chose: the series goes on after it, when it is of the kind's form.
absl::Status ReserveNumber(db::WriteTx& tx, const NumberKind& kind, const Id& organisation_id,
                           const std::string& number);

// The next member number of a household: L0142a, L0142b, ..., L0142z, L0142aa for H-0142.
absl::StatusOr<std::string> NextMemberNumber(db::WriteTx& tx, const Id& household_id,
                                             const std::string& household_number);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_NUMBER_H_
