// Importing a directory of CSV files: choose, upload, check, write, report.
#ifndef KANSRIJK_CLIENT_SCREEN_IMPORT_H_
#define KANSRIJK_CLIENT_SCREEN_IMPORT_H_

#include "absl/status/statusor.h"

namespace kansrijk::client {

struct Invocation;

// The directory itself is only read. Exit code 9 when rows were refused or files not read, 5 when
// the import was taken back.
absl::StatusOr<int> ImportDirectory(Invocation& invocation);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_IMPORT_H_
