// The open tracks of a caseload, judged by the settings of the caller's organisation.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_OPEN_TRACK_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_OPEN_TRACK_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "server/facts/waiting_referral.h"
#include "server/rpc/call.h"
#include "server/rules/track/caseload.h"
#include "server/store/track/caseload.h"

namespace kansrijk::service {

// What may ask something of the caller's side, or have something to tell it, as of today.
absl::StatusOr<std::vector<WaitingReferral>> WaitingReferrals(rpc::ReadCall& call);

// A buddy's own; a coordinator's organisation, or the one `buddy` (its name) when not empty.
store::CaseloadOwner OwnerOf(const rpc::Caller& caller, const std::string& buddy);

// What the rules know of a buddy's load.
rules::BuddyFacts BuddyFactsOf(const store::OpenLoad& open);

// The tracks as of today, by number, with flags and, for a coordinator, review dates; without
// changes.
absl::StatusOr<std::vector<v1::CaseloadEntry>> OpenEntries(
    rpc::ReadCall& call, const store::CaseloadOwner& owner, const v1::Settings& settings,
    const std::vector<WaitingReferral>& waiting);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_OPEN_TRACK_H_
