// Dated situations of members; only ever added to.
#ifndef KANSRIJK_SERVER_STORE_PEOPLE_SITUATION_H_
#define KANSRIJK_SERVER_STORE_PEOPLE_SITUATION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/situation.pb.h"
#include "server/base/error.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

inline constexpr ErrorKind kSituationExists{
    "SITUATION_EXISTS", absl::StatusCode::kFailedPrecondition,
    "the situation on $0 has already been recorded, and cannot be changed",
    "de situatie op $0 is al vastgelegd, en niet meer te wijzigen"};

// Of the member that its name begins with. FailedPrecondition when the member has a situation on
// that date. Sets the time of `situation`.
absl::StatusOr<v1::Situation> InsertSituation(db::WriteTx& tx, v1::Situation situation,
                                              int64_t now_us);

// Latest first, keyset on the date; up to page.fetch() of them.
absl::StatusOr<std::vector<v1::Situation>> ListSituations(db::ReadTx& tx, const Scope& scope,
                                                          const Id& member_id, const Page& page);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_PEOPLE_SITUATION_H_
