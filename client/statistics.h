// Releases of statistics, shown, reported and taken along.
#ifndef KANSRIJK_CLIENT_STATISTICS_H_
#define KANSRIJK_CLIENT_STATISTICS_H_

#include <ostream>

#include "absl/status/statusor.h"
#include "client/invocation.h"
#include "kansrijk/v1/statistics.pb.h"

namespace kansrijk::client {

// The tables of a release one below the other, as people read them.
void PrintReleaseTables(const v1::Release& release, std::ostream& out);

// Prints the tables of the answer, which is a release.
absl::StatusOr<int> ShowRelease(Invocation& invocation);

// Writes a release as a page for people, to --output or standard output.
absl::StatusOr<int> ReportRelease(Invocation& invocation);

// Writes the files of a release into a directory, all or none.
absl::StatusOr<int> DownloadRelease(Invocation& invocation);

// Runs the independent auditor, kansrijk-audit, over the releases in a directory.
absl::StatusOr<int> AuditReleases(Invocation& invocation);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_STATISTICS_H_
