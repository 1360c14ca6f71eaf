// A real gRPC client for tests.
#ifndef KANSRIJK_TESTS_TESTING_CLIENT_H_
#define KANSRIJK_TESTS_TESTING_CLIENT_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace grpc {
class Channel;
}

namespace kansrijk::testing {

class TestClock;

// A fresh UUID for a request.
std::string NewRequestId();

class Client {
 public:
  // `token` may be empty.
  Client(const std::string& address, std::string token);
  // One whose server has this clock.
  Client(const std::string& address, std::string token, TestClock& clock)
      : Client(address, std::move(token)) {
    clock_ = &clock;
  }
  // Another caller over the same connection.
  Client With(std::string token) const {
    Client other = *this;
    other.token_ = std::move(token);
    return other;
  }

  // Calls "kansrijk.v1.SessionService/LogSession" with these bytes.
  absl::StatusOr<std::string> CallRaw(const std::string& method, const std::string& message,
                                      absl::Duration timeout = absl::Seconds(30)) const;

  template <typename Response, typename Request>
  absl::StatusOr<Response> Call(const std::string& method, const Request& request) const {
    absl::StatusOr<std::string> bytes = CallRaw(method, request.SerializeAsString());
    if (!bytes.ok()) return bytes.status();
    Response response;
    response.ParseFromString(*bytes);
    return response;
  }

  // Whether the last answer said that it was given before.
  bool replayed() const { return replayed_; }
  const std::string& token() const { return token_; }
  TestClock* clock() const { return clock_; }  // null when the server has none

 private:
  std::shared_ptr<grpc::Channel> channel_;
  std::string token_;
  TestClock* clock_ = nullptr;
  mutable bool replayed_ = false;
};

}  // namespace kansrijk::testing

#endif  // KANSRIJK_TESTS_TESTING_CLIENT_H_
