// Dated situations of members, and what they said before they were corrected.
#ifndef KANSRIJK_SERVER_STORE_PEOPLE_SITUATION_H_
#define KANSRIJK_SERVER_STORE_PEOPLE_SITUATION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/situation.pb.h"
#include "server/base/error.h"
#include "server/base/page.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::store {

inline constexpr ErrorKind kSituationExists{
    "SITUATION_EXISTS", absl::StatusCode::kFailedPrecondition,
    "the situation on $0 has already been recorded: correct that one "
    "(kansrijk situation correct)",
    "de situatie op $0 is al vastgelegd: verbeter die (kansrijk situation correct)"};
inline constexpr ErrorKind kNoSituation{"NO_SITUATION", absl::StatusCode::kFailedPrecondition,
                                        "member $0 has no situation on $1 to correct",
                                        "lid $0 heeft geen situatie op $1 om te verbeteren"};

// Of the member that its name begins with. FailedPrecondition when the member has a situation on
// that date. Sets the time of `situation`.
absl::StatusOr<v1::Situation> InsertSituation(db::WriteTx& tx, v1::Situation situation,
                                              int64_t now_us);

// The one on a date. FailedPrecondition when the member has none.
absl::StatusOr<v1::Situation> RequireSituation(db::ReadTx& tx, const Scope& scope,
                                               const v1::Member& member, const std::string& date);

// Who corrects a situation, and why.
struct SituationChange {
  std::string account_handle;
  std::string reason;
  int64_t now_us = 0;
};

// Writes `corrected` over the situation of the same name, whose content is kept. FailedPrecondition
// when its date is taken.
absl::Status CorrectSituation(db::WriteTx& tx, const v1::Situation& corrected,
                              const SituationChange& change);

// Takes a situation away, whose content is kept.
absl::Status RemoveSituation(db::WriteTx& tx, const v1::Situation& situation,
                             const SituationChange& change);

// With their histories; latest first, keyset on the date; up to page.fetch() of them.
absl::StatusOr<std::vector<v1::Situation>> ListSituations(db::ReadTx& tx, const Scope& scope,
                                                          const Id& member_id, const Page& page);

}  // namespace kansrijk::store

#endif  // KANSRIJK_SERVER_STORE_PEOPLE_SITUATION_H_
