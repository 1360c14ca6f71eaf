// The independent auditor, a program of its own.
#ifndef KANSRIJK_CLIENT_REPORT_AUDIT_PROGRAM_H_
#define KANSRIJK_CLIENT_REPORT_AUDIT_PROGRAM_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace kansrijk::client {

struct Invocation;

// The program in `folder`, else in the first absolute folder of `path` (folders with colons) that
// has it; "" when it is nowhere.
std::string FindProgram(const std::string& name, const std::string& folder, absl::string_view path);

// Runs it with the output of this process. Its exit code, or as shells count them 128 and the
// signal that ended it.
absl::StatusOr<int> RunProgram(const std::string& program, std::vector<std::string> words);

// The releases that lie in a directory, in the order of the ledger; itself when it holds none.
std::vector<std::string> ReleasesAt(const std::string& directory);

// Runs `kansrijk-audit release` on the releases in or at each DIRECTORY, found beside this program
// or on PATH. It writes to the same output; its exit code is ours. NotFound: it is not installed.
// InvalidArgument: a release lacks a half.
absl::StatusOr<int> AuditReleases(Invocation& invocation);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_REPORT_AUDIT_PROGRAM_H_
