// The independent auditor, a program of its own.
#ifndef KANSRIJK_CLIENT_AUDIT_PROGRAM_H_
#define KANSRIJK_CLIENT_AUDIT_PROGRAM_H_

#include "absl/status/statusor.h"

namespace kansrijk::client {

struct Invocation;

// Runs `kansrijk-audit release DIRECTORY...`, found beside this program or on PATH. It writes to
// the same output; its exit code is ours. NotFound: it is not installed.
absl::StatusOr<int> AuditReleases(Invocation& invocation);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_AUDIT_PROGRAM_H_
