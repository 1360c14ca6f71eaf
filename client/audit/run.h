// The command line of the auditor.
#ifndef KANSRIJK_CLIENT_AUDIT_RUN_H_
#define KANSRIJK_CLIENT_AUDIT_RUN_H_

#include <ostream>
#include <string>
#include <vector>

namespace kansrijk::audit {

enum ExitCode { kExitOk = 0, kExitUnsafe = 1, kExitMalformed = 2 };

// Runs the words after the program's name; the exit code.
int Run(const std::vector<std::string>& words, std::ostream& out, std::ostream& err);

}  // namespace kansrijk::audit

#endif  // KANSRIJK_CLIENT_AUDIT_RUN_H_
