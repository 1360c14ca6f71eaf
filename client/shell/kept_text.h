// Texts that people write for a command, kept on this machine until the server has them: files in
// $XDG_STATE_HOME/kansrijk/texts, which their owner alone can read. On a machine that several
// people use under one name, each finds the texts of the own account only.
#ifndef KANSRIJK_CLIENT_SHELL_KEPT_TEXT_H_
#define KANSRIJK_CLIENT_SHELL_KEPT_TEXT_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "client/shell/invocation.h"

namespace kansrijk::client {

class KeptText {
 public:
  explicit KeptText(std::string path) : path_(std::move(path)) {}
  // The place of the text that `flag` of this command gives, about what its arguments name. The
  // same command of the same account finds it again, whatever its other flags are.
  static KeptText Of(const Invocation& invocation, const std::string& flag);

  const std::string& path() const { return path_; }

  // Without trailing line breaks; absent when nothing is kept.
  std::optional<std::string> Read() const;
  // Makes the file that an editor opens on. Unknown: it cannot be written.
  absl::Status Begin(const std::string& draft) const;
  // Nothing is kept of an empty text. Unknown: it cannot be written.
  absl::Status Write(const std::string& text) const;
  void Discard() const;

 private:
  std::string path_;
};

// The files of what this account wrote in this context and did not send, by name; of nobody when
// the account is not known.
std::vector<std::string> KeptTextsOf(const Settings& settings);

}  // namespace kansrijk::client

#endif  // KANSRIJK_CLIENT_SHELL_KEPT_TEXT_H_
