// Members leave a household for none that is known here, and turn out not to have left.
#ifndef KANSRIJK_SERVER_SERVICE_PEOPLE_MEMBERSHIP_H_
#define KANSRIJK_SERVER_SERVICE_PEOPLE_MEMBERSHIP_H_

#include <string>

#include "absl/status/status.h"
#include "kansrijk/v1/household.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

// The caller has checked that the member may. Adds to what happened to the household.
absl::Status LeaveAs(rpc::WriteCall& call, const std::string& member_name, v1::LeaveReason reason,
                     const std::string& date, const std::string& note);
absl::Status Return(rpc::WriteCall& call, const std::string& member_name, const std::string& date,
                    const std::string& note);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_PEOPLE_MEMBERSHIP_H_
