// The machine's own mail program.
#ifndef KANSRIJK_SERVER_BASE_SENDMAIL_H_
#define KANSRIJK_SERVER_BASE_SENDMAIL_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace kansrijk {

struct Mail {
  std::string to;       // one address, which has been checked
  std::string subject;  // one line
  std::string text;
};

// Hands the mail to `program`, which takes what sendmail takes (-i -- ADDRESS, the message on
// standard input). Unavailable when it cannot be started, fails, or takes longer than `patience`:
// it is ended then.
absl::Status Send(const std::string& program, const Mail& mail, absl::Duration patience);

}  // namespace kansrijk

#endif  // KANSRIJK_SERVER_BASE_SENDMAIL_H_
