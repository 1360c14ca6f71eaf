// Asking people: only on a terminal, and never when --no-input says so.
#ifndef KANSRIJK_CLIENT_SHELL_TERMINAL_H_
#define KANSRIJK_CLIENT_SHELL_TERMINAL_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"

namespace kansrijk::client {

// Standard input and standard error are terminals.
bool CanAsk(bool no_input);

// Standard output is a terminal that wants colour (NO_COLOR, TERM=dumb).
bool WantsColour();

// Characters beyond ASCII can be drawn: the locale is UTF-8, and TERM is not dumb.
bool DrawsBlocks();

// Standard error is a terminal: progress may be shown there.
bool ShowsProgress();

// Standard input is no terminal, and has something to read or has ended.
bool InputLiesReady();

// One line of standard input, without the line break; absent at its end.
std::optional<std::string> ReadLine();

// One line typed after the question, without the line break. OutOfRange: input ended. Cancelled:
// interrupted.
absl::StatusOr<std::string> Ask(const std::string& question);
// The same, not shown while typed.
absl::StatusOr<std::string> AskHidden(const std::string& question);

// All of standard input, without trailing line breaks. InvalidArgument: longer than 1 MiB.
absl::StatusOr<std::string> ReadStandardInput();

// What the user leaves in the file at `path`, which opens in $VISUAL, $EDITOR or vi; without
// trailing line breaks. FailedPrecondition: the editor failed. Cancelled: it was interrupted.
absl::StatusOr<std::string> Edit(const std::string& path);

std::string WithoutLastLineBreaks(std::string text);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_TERMINAL_H_
