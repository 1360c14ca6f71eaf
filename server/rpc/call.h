// What the door hands to a use case.
#ifndef KANSRIJK_SERVER_RPC_CALL_H_
#define KANSRIJK_SERVER_RPC_CALL_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "kansrijk/v1/options.pb.h"
#include "server/base/clock.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::rpc {

// Who calls, as the session token says.
struct Caller {
  Id account_id;
  std::string handle;
  v1::Role role = v1::ROLE_UNSPECIFIED;
  Id organisation_id;
  Id buddy_id;  // empty unless the role is BUDDY
};

// Whether the caller has stopped waiting: it went away, or its deadline has passed. Work that takes
// seconds asks now and then.
using GivenUp = std::function<bool()>;

// Resource fields of the request were resolved to names with ids and checked against the scope; a
// use case that reads more passes `scope` on.
struct ReadCall {
  const Caller& caller;
  store::Scope scope;
  absl::Time now;
  db::ReadTx& tx;
  IdSource& ids;
  GivenUp given_up;
  // Whose data the answer holds where it does not say so itself; for the access record.
  std::vector<std::string> subjects = {};
};

// A WriteCall reads like a ReadCall: store functions that read take either's `tx`.
struct WriteCall {
  const Caller& caller;
  store::Scope scope;
  absl::Time now;
  db::WriteTx& tx;
  IdSource& ids;
  std::vector<std::string> subjects = {};
};

}  // namespace kansrijk::rpc

#endif  // KANSRIJK_SERVER_RPC_CALL_H_
