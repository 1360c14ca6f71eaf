// What a match needs before it is proposed, met or in force: for all that takes one there.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_ACTIVATION_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_ACTIVATION_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "kansrijk/v1/match.pb.h"
#include "server/db/database.h"
#include "server/rpc/call.h"
#include "server/rules/track/match.h"

namespace kansrijk::service {

// What the guards judge by as far as it is the same for all buddies of an organisation.
absl::StatusOr<rules::GuardFacts> SharedGuardFacts(db::ReadTx& tx, const Id& organisation_id,
                                                   absl::CivilDay since, absl::CivilDay today);

// What a coordinator says about the guards.
struct GuardAnswer {
  bool no_conflict_of_interest = false;
  std::string override_reason;
};

// The guards that keep `match`, whose buddy and household are set, from being in `state` from
// `date`, or from today when that is empty.
absl::StatusOr<std::vector<rules::FailingGuard>> FailingGuardsOf(rpc::WriteCall& call,
                                                                 v1::MatchState state,
                                                                 const std::string& date,
                                                                 const GuardAnswer& answer,
                                                                 const v1::Match& match);

// FailedPrecondition unless the guards let `match`, whose buddy, household and track number are
// set, be in `state` from `date`, or give way to `answer`; keeps in `match` those that gave way,
// and why.
absl::StatusOr<v1::Match> PassGuards(rpc::WriteCall& call, v1::MatchState state,
                                     const std::string& date, const GuardAnswer& answer,
                                     v1::Match match);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_ACTIVATION_H_
