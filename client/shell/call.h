// Calling the method of a command: from what was typed to what is printed.
#ifndef KANSRIJK_CLIENT_SHELL_CALL_H_
#define KANSRIJK_CLIENT_SHELL_CALL_H_

#include "absl/status/statusor.h"
#include "client/shell/connection.h"
#include "client/shell/invocation.h"

namespace kansrijk::client {

enum class Login { kNeeded, kOptional };

// A connection with the stored token. Unauthenticated: it is needed, and there is none.
absl::StatusOr<Connection> Connect(const Settings& settings, Login login = Login::kNeeded);

// What the command table says: fills the request, adds etag and request id, calls, prints. The exit
// code, or why not.
absl::StatusOr<int> CallMethod(Invocation& invocation);

struct Listing {
  Entries entries;
  std::unique_ptr<Message> first_page;  // the answer that came first, with what stands beside them
};

// All entries of a listing, up to --limit. Says on standard error when there are more.
absl::StatusOr<Listing> ListEntries(Invocation& invocation, Connection& connection,
                                    Message& request);

// Likewise, but all of them unless there is a --limit: for what would be wrong when some lack.
absl::StatusOr<Listing> ListWhole(Invocation& invocation, Message& request);

// The answer to a command that only reads one thing.
absl::StatusOr<std::unique_ptr<Message>> ReadOne(Invocation& invocation, Connection& connection);

// The request of the command, filled from what was typed.
absl::StatusOr<std::unique_ptr<Message>> TypedRequest(const Invocation& invocation);

// The command that repeats this one with the same request id and etag, where it has them.
std::string RepeatCommand(const Invocation& invocation, const std::string& request_id,
                          const std::string& etag);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_CALL_H_
