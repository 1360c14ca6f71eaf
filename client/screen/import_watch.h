// An import on its way: started, followed to its end, with progress on a terminal.
#ifndef KANSRIJK_CLIENT_SCREEN_IMPORT_WATCH_H_
#define KANSRIJK_CLIENT_SCREEN_IMPORT_WATCH_H_

#include <string>

#include "absl/status/statusor.h"
#include "client/shell/connection.h"
#include "client/shell/invocation.h"
#include "kansrijk/v1/import.pb.h"

namespace kansrijk::client {

// Sends `request`, and asks how far it is until it is checked, committed or taken back. While the
// server is away it is asked again, for a minute or for --timeout when that was given: how long the
// import takes does not matter as long as the server answers. Cancelled: an interrupt; says what
// becomes of the import. FailedPrecondition: the server gave the check up, since nobody had asked
// about it.
absl::StatusOr<v1::Import> CommitAndWatch(Invocation& invocation, Connection& connection,
                                          const v1::CommitImportRequest& request);

// checking: 120000 of 1000000 rows, 12%
std::string ProgressOf(const v1::Import& import);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_IMPORT_WATCH_H_
