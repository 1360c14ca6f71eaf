// A real server for tests: in this process, on a port that the system chooses, with its own data
// directory, a clock that the test sets, and organisation KO.
#ifndef KANSRIJK_TESTS_TESTING_SERVER_H_
#define KANSRIJK_TESTS_TESTING_SERVER_H_

#include <atomic>
#include <memory>
#include <string>

#include "server/server.h"
#include "tests/testing/client.h"
#include "tests/testing/directory.h"
#include "tests/testing/status.h"

namespace kansrijk::testing {

class TestClock : public Clock {
 public:
  absl::Time Now() override { return absl::FromUnixMicros(now_us_); }
  void Set(absl::Time now) { now_us_ = absl::ToUnixMicros(now); }
  void Advance(absl::Duration by) { now_us_ += absl::ToInt64Microseconds(by); }

 private:
  std::atomic<int64_t> now_us_{0};
};

// Noon in Amsterdam on `date`, YYYY-MM-DD.
absl::Time NoonOf(const std::string& date);

class TestServer {
 public:
  // Today is 2026-05-20, noon in Amsterdam.
  TestServer();

  TestClock& clock() { return clock_; }
  Server& server() { return *server_; }
  const std::string& directory() const { return directory_.path(); }
  std::string address() const { return server_->address(); }
  void Restart();

  // The operator of the machine: role ADMINISTRATOR, over the socket.
  Client Operator() const;
  Client Anonymous() const { return Client(address(), ""); }
  void AddOrganisation(const std::string& code);
  // A client logged in with a new account. `buddy` is a number, for the role BUDDY.
  Client AddAccount(const std::string& handle, v1::Role role,
                    const std::string& organisation = "KO", const std::string& buddy = "");
  // A client with a new token of that account.
  Client LogIn(const std::string& handle);

 private:
  TestClock clock_;
  TemporaryDirectory directory_;
  std::unique_ptr<Server> server_;
};

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_TESTING_SERVER_H_
