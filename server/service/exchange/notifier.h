// Writes to organisations that something waits for them, and nothing about what: on a thread of its
// own, through the machine's mail program.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_NOTIFIER_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_NOTIFIER_H_

#include <memory>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "server/db/database.h"

namespace kansrijk::service {

struct NotifierOptions {
  std::string sendmail;  // the mail program; "": nobody is written to
  absl::Duration every = absl::Minutes(1);
  absl::Duration patience = absl::Seconds(3);  // with the mail program
};

class Notifier {
 public:
  // The database outlives it.
  Notifier(db::Database& database, const NotifierOptions& options);
  ~Notifier();

 private:
  void Loop();
  absl::Status TellAll();

  db::Database& database_;
  const NotifierOptions options_;
  absl::Notification stopping_;
  std::thread thread_;
};

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_NOTIFIER_H_
