// What an import did, in sentences.
#ifndef KANSRIJK_CLIENT_SCREEN_IMPORT_REPORT_H_
#define KANSRIJK_CLIENT_SCREEN_IMPORT_REPORT_H_

#include <map>
#include <set>
#include <string>
#include <vector>

#include "client/screen/import_files.h"
#include "kansrijk/v1/import.pb.h"

namespace kansrijk::client {

struct ImportReport {
  // What the file `file` is called on disk; safe to show.
  std::string NameOf(const std::string& file) const;

  v1::Import import;
  bool dry_run = false;
  bool skip_refused = false;
  std::map<std::string, std::string> names;  // what the files are called on disk
  std::vector<LeftFile> left;
  std::string refused_dir;                 // where the refused rows were written; "" when not
  std::set<std::string> refused_as_whole;  // files that a finding refuses, and none of their rows
};

// Whether rows or whole files were refused.
bool AnyRefused(const ImportReport& report);

// 9 when something was refused or not read, 5 when the import was taken back.
int ExitCodeOf(const ImportReport& report);

// What happened, in a sentence or more.
std::string Conclusion(const ImportReport& report);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SCREEN_IMPORT_REPORT_H_
