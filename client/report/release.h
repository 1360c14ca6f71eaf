// Releases of figures, as people and machines read them.
#ifndef KANSRIJK_CLIENT_REPORT_RELEASE_H_
#define KANSRIJK_CLIENT_REPORT_RELEASE_H_

#include <ostream>

#include "absl/status/statusor.h"
#include "kansrijk/v1/statistics.pb.h"

namespace kansrijk::client {

struct Invocation;

// The tables below each other, each with its definition and its note; then what is left out, and
// what the privacy officer signs.
void PrintTables(const v1::Release& release, std::ostream& out);

// Prints a release with its tables: the cells in CSV, the message in JSON.
absl::StatusOr<int> PreviewRelease(Invocation& invocation);
absl::StatusOr<int> ShowRelease(Invocation& invocation);

// As CallMethod does, with the time that computing a release takes.
absl::StatusOr<int> CallComputing(Invocation& invocation);

// Writes the report to the file of --output, or to standard output; in Dutch unless --lang says
// otherwise.
absl::StatusOr<int> ReportRelease(Invocation& invocation);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_REPORT_RELEASE_H_
