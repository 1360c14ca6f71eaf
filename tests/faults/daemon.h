// The real kansrijkd as a process of its own, for tests that kill it, read its log or its exit
// code.
#ifndef KANSRIJK_TESTS_FAULTS_DAEMON_H_
#define KANSRIJK_TESTS_FAULTS_DAEMON_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "tests/testing/client.h"

namespace kansrijk::testing {

struct Finished {
  int exit_code = -1;
  std::string output;
  std::string errors;
};

// Runs `kansrijkd --data directory arguments...` to its end.
Finished RunKansrijkd(const std::string& directory, const std::vector<std::string>& arguments);

// A request id as a note of its session: in letters, since a row of its digits can pass for a
// citizen service number.
std::string NoteOf(const std::string& request_id);

// A seed, printed, so that a run can be repeated: KANSRIJK_SEED sets it.
uint32_t Seed();

// A server on a port that the system chooses.
class Daemon {
 public:
  // What becomes of its log: it is read as it comes, its reader has gone, or standard error is
  // closed from the start.
  enum class Log { kRead, kGone, kClosed };
  explicit Daemon(const std::string& directory, Log log = Log::kRead);
  // Kills it if it still runs.
  ~Daemon();
  Daemon(const Daemon&) = delete;
  Daemon& operator=(const Daemon&) = delete;

  // host:port; "" when it did not start.
  const std::string& address() const { return address_; }
  Client Operator() const;
  void Kill();
  // Ends it with SIGTERM; its exit code.
  int Stop();
  // What it wrote to standard error so far; all of it after Kill() or Stop().
  std::string log();
  // Leaves unread what it writes from now on, until ReadOn() or its end.
  void StopReading();
  void ReadOn();
  // Waits until it has logged this; false when its log ended without.
  bool AwaitLog(const std::string& text);
  pid_t process() const { return process_; }

 private:
  int Reap();
  void ReadLog();
  void AwaitAddressInLog();
  void AwaitAddressInFile();

  std::string directory_;
  std::string address_;
  pid_t process_ = -1;
  int log_pipe_ = -1;
  absl::Mutex mutex_;
  std::string log_ ABSL_GUARDED_BY(mutex_);
  bool log_ended_ ABSL_GUARDED_BY(mutex_) = false;
  bool unread_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread reader_;
};

// A session token for a new account, from `kansrijkd account add`.
std::string AddAccountOf(const std::string& directory, const std::string& handle,
                         const std::string& role, const std::string& organisation,
                         const std::string& buddy = "");

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_FAULTS_DAEMON_H_
