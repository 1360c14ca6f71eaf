// The open tracks of a caseload, judged by the settings of the caller's organisation.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_OPEN_TRACK_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_OPEN_TRACK_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "kansrijk/v1/caseload.pb.h"
#include "kansrijk/v1/settings.pb.h"
#include "server/rpc/call.h"
#include "server/store/track/caseload.h"

namespace kansrijk::service {

// A buddy's own; a coordinator's organisation, or the one `buddy` (its name) when not empty.
store::CaseloadOwner OwnerOf(const rpc::Caller& caller, const std::string& buddy);

// The tracks as of today, by number, with flags and, for a coordinator, review dates; without
// changes.
absl::StatusOr<std::vector<v1::CaseloadEntry>> OpenEntries(rpc::ReadCall& call,
                                                           const store::CaseloadOwner& owner,
                                                           const v1::Settings& settings);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_OPEN_TRACK_H_
