// Failures as people meet them: a message in their language, what to do next, an exit code.
#ifndef KANSRIJK_CLIENT_SHELL_FAILURE_H_
#define KANSRIJK_CLIENT_SHELL_FAILURE_H_

#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "client/message/commands.h"
#include "grpcpp/support/status.h"

namespace kansrijk::client {

inline constexpr int kExitOk = 0;
inline constexpr int kExitConflict = 5;
inline constexpr int kExitPartial = 9;

struct ExitCode {
  int code;
  const char* meaning;  // message id
  std::vector<absl::StatusCode> statuses;
};

// The documented exit codes, lowest first.
const std::vector<ExitCode>& ExitCodes();
int ExitCodeOf(const absl::Status& status);

// What a server answered, with the details it sent. Where it sent none (nothing listens, no answer
// in time), the message is ours and names `server` or `timeout`.
absl::Status FromRpc(const grpc::Status& status, const std::string& server, absl::Duration timeout);

// The outcome of a change is unknown: it may or may not have been made.
bool OutcomeUnknown(const absl::Status& status);

// The stable reason of a refusal by the server; "" when it gives none.
std::string ReasonIn(const absl::Status& status);

// What a failure says, in the user's language and in the words of `command`, fit to print.
std::string SentenceIn(const absl::Status& status, const Command* command);

// Names what a refusal blames the field `path` for, or a part of it, as it was typed.
void RenameField(absl::Status& refusal, const std::string& path, const std::string& typed_as);

// Notes on a failure that the report shows.
void NoteRequestId(absl::Status& status, const std::string& request_id);
// The command that repeats a change of unknown outcome without making it twice.
void NoteRepeat(absl::Status& status, const std::string& command);
// A sentence that says where a text is kept that the server does not have.
void NoteKeptText(absl::Status& status, const std::string& told);

// Writes the failure: message, fields as they are typed, hint, ids. `command` may be null.
void ReportFailure(const absl::Status& status, const Command* command, const std::string& server,
                   bool verbose, std::ostream& err);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_FAILURE_H_
