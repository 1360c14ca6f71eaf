// Imports by the real command line into a server on a day in 2026, in Dutch.
#ifndef KANSRIJK_TESTS_IMPORT_IMPORTING_H_
#define KANSRIJK_TESTS_IMPORT_IMPORTING_H_

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/shell.h"
#include "tests/import/held.h"
#include "tests/import/records.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {

inline constexpr char kToday[] = "2026-11-20";

// What `kansrijk import -o json` came to.
struct ImportRun {
  int code = -1;
  std::string told;               // on standard error
  nlohmann::ordered_json report;  // null when there is none

  // Of all files: "rows", "accepted", "unchanged" or "updated".
  int64_t Sum(const char* count) const;
  // "leden 2 bad_date", by file and line.
  std::vector<std::string> Refused() const;
  // Files that were not read although the import may lack their rows.
  std::vector<std::string> Missed() const;
};

// Contents by path below `directory`.
std::map<std::string, std::string> FilesIn(const std::string& directory);

// A server, and a coordinator who imports into it.
class Importing {
 public:
  Importing();

  // A path of its own, where nothing is yet.
  std::string Place(const std::string& name) const { return directory_.path() + "/" + name; }

  // `kansrijk import DIRECTORY OPTIONS` of the coordinator.
  Ran Import(const std::string& directory, const std::string& options = "");
  ImportRun ImportJson(const std::string& directory, const std::string& options = "");
  // `kansrijk COMMAND` of an account that is logged in.
  Ran RunAs(const std::string& account, const std::string& command);

  Held Holds() const { return HeldBy(coordinator_); }

  TestServer& server() { return server_; }
  Shell& shell() { return shell_; }

 private:
  TestServer server_;
  Shell shell_;
  TemporaryDirectory directory_;
  Client coordinator_;
};

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_IMPORT_IMPORTING_H_
