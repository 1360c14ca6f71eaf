// What an import did, for people and machines, and the refused rows as files to mend.
#ifndef KANSRIJK_CLIENT_IMPORT_REPORT_H_
#define KANSRIJK_CLIENT_IMPORT_REPORT_H_

#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "client/print.h"
#include "kansrijk/v1/import.pb.h"

namespace kansrijk::client {

struct ImportReport {
  v1::Import import;
  std::vector<v1::ImportFinding> findings;  // by file and line
  bool dry_run = false;
  std::string refused_dir;  // where the refused rows were written; "" when they were not
};

int64_t RefusedRows(const v1::Import& import);

// Rows per file; refused rows; warnings; one line that says what happened.
void PrintImport(const ImportReport& report, Format format, std::ostream& out, std::ostream& err);

// {"files": {"sessies": {"rows": .., "accepted": .., "unchanged": .., "refused": [..],
// "warnings": [..]}}, "state": "COMMITTED"}, files in the order of the import.
nlohmann::ordered_json ImportJson(const ImportReport& report);

// What happened, in one sentence or two.
std::string Conclusion(const ImportReport& report);

// The refused rows of one file as a file to mend: UTF-8 with byte order mark, CRLF; reason and
// explanation in front of the row as it was given. Those two columns of an earlier import go.
std::string RefusedFile(const v1::ImportFile& file, const std::vector<v1::ImportFinding>& findings);

// Writes <directory>/<file>.csv for every file with refused rows, readable by their owner only.
absl::Status WriteRefusedFiles(const ImportReport& report, const std::string& directory);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_IMPORT_REPORT_H_
