// Texts about people. They come from standard input, the editor or a prompt, since the command line
// ends up in the shell's history; and they are kept until the server has them.
#ifndef KANSRIJK_CLIENT_SHELL_TEXTS_H_
#define KANSRIJK_CLIENT_SHELL_TEXTS_H_

#include <memory>

#include "absl/status/status.h"
#include "client/message/schema.h"
#include "client/shell/invocation.h"

namespace kansrijk::client {

// What a command changes, as it is before; null when it changes nothing that is there.
using Present = std::unique_ptr<Message>;

// A text is to be read from anywhere but the command line.
bool TakesTexts(const Invocation& invocation);
// An editor is to open.
bool NeedsEditor(const Invocation& invocation);
// An editor is to open on a text that is there already.
bool NeedsDraft(const Invocation& invocation);

// Puts the texts themselves in the place of `-` and of flags without a value. InvalidArgument: a
// text on the command line, two from standard input, or no terminal for the editor.
// FailedPrecondition: the editor failed. Cancelled: the editor was interrupted.
absl::Status ReadTexts(Invocation& invocation, const Present& present);

// After the command: the server has the texts, or they stay where they are and `outcome` says
// where.
void SettleTexts(Invocation& invocation, absl::Status& outcome);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_TEXTS_H_
