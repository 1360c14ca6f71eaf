// The real command line against a real server, and what it prints held against golden files.
#ifndef KANSRIJK_TESTS_CLI_SHELL_H_
#define KANSRIJK_TESTS_CLI_SHELL_H_

#include <string>

#include "absl/types/span.h"
#include "tests/testing/client.h"
#include "tests/testing/directory.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {

struct Ran {
  std::string output;  // both standard output and standard error
  int code = -1;
};

// A shell with `kansrijk` on its path, in a directory of its own.
class Shell {
 public:
  Shell(const TestServer& server, const std::string& language);

  // Logs in under a context of that name.
  void LogIn(const std::string& context, const Client& client);

  // In bash.
  Ran Run(const std::string& command);

  // The command as typed, what it printed, and its exit code.
  std::string Transcript(const std::string& command);

 private:
  TemporaryDirectory directory_;
  const std::string environment_;
};

// What is done on a day; `who` is the account, and the context it is done in.
struct Deed {
  const char* date;
  const char* who;
  const char* command;  // after "kansrijk --context WHO"
};

// The deeds at noon of their days, in their order, as transcripts under their dates. On every day
// all who do something log in anew: tokens last for 30 days.
std::string TranscriptOf(absl::Span<const Deed> deeds, TestServer& server, Shell& shell);

std::string Contents(const std::string& path);

// Ids, and the directories that tests make, differ from run to run.
std::string WithoutIds(const std::string& text);

// That `text` is what tests/cli/`name` says. KANSRIJK_UPDATE_GOLDEN=1 writes the file anew.
void ExpectGolden(const std::string& name, const std::string& text);

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_CLI_SHELL_H_
