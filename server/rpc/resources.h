// The relation that a call needs to what it names: all of it lies within the caller's scope.
#ifndef KANSRIJK_SERVER_RPC_RESOURCES_H_
#define KANSRIJK_SERVER_RPC_RESOURCES_H_

#include "absl/status/status.h"
#include "google/protobuf/message.h"
#include "server/db/database.h"
#include "server/rpc/method.h"
#include "server/store/scope.h"

namespace kansrijk::rpc {

// Rewrites every resource field that the request means to its canonical name. NotFound: a thing is
// out of scope. The target may be the track of an ended match where the method reaches that. A
// target that is an organisation is the caller's own where the method's relation is ORGANISATION.
absl::Status ResolveResources(const Method& method, db::ReadTx& tx, const store::Scope& scope,
                              google::protobuf::Message& request);

}  // namespace kansrijk::rpc

#endif  // KANSRIJK_SERVER_RPC_RESOURCES_H_
