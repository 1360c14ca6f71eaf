// Use cases of SessionService; contracts in proto/kansrijk/v1/session.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_SESSION_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_SESSION_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/session.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Session> LogSession(rpc::WriteCall& call, const v1::LogSessionRequest& request);
absl::StatusOr<v1::Session> AmendSession(rpc::WriteCall& call,
                                         const v1::AmendSessionRequest& request);
absl::StatusOr<v1::Session> VoidSession(rpc::WriteCall& call,
                                        const v1::VoidSessionRequest& request);
absl::StatusOr<v1::Session> MoveSession(rpc::WriteCall& call,
                                        const v1::MoveSessionRequest& request);
absl::StatusOr<v1::Session> GetSession(rpc::ReadCall& call, const v1::GetSessionRequest& request);
absl::StatusOr<v1::ListSessionsResponse> ListSessions(rpc::ReadCall& call,
                                                      const v1::ListSessionsRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_SESSION_H_
