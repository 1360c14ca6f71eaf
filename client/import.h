// Importing a directory of CSV files: upload, check, write, report.
#ifndef KANSRIJK_CLIENT_IMPORT_H_
#define KANSRIJK_CLIENT_IMPORT_H_

#include "absl/status/statusor.h"

namespace kansrijk::client {

struct Invocation;

// Exit code 9 when rows were refused.
absl::StatusOr<int> ImportDirectory(Invocation& invocation);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_IMPORT_H_
