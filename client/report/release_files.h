// The files of a release, fetched to lie in a directory of their own.
#ifndef KANSRIJK_CLIENT_REPORT_RELEASE_FILES_H_
#define KANSRIJK_CLIENT_REPORT_RELEASE_FILES_H_

#include "absl/status/statusor.h"

namespace kansrijk::client {

struct Invocation;

// Writes DIRECTORY/CODE/public/..., and with --audit DIRECTORY/CODE/audit/... too. Whole or not at
// all; says on standard error how far it is.
absl::StatusOr<int> DownloadRelease(Invocation& invocation);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_REPORT_RELEASE_FILES_H_
