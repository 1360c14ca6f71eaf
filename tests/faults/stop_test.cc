// A server that is asked to stop does, in 5 seconds at most, whatever its callers do; what it had
// acknowledged is kept. Asserted with time to spare.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/faults/daemon.h"
#include "tests/faults/recent_case.h"
#include "tests/testing/directory.h"
#include "tests/testing/status.h"

namespace kansrijk::testing {
namespace stop_test {

constexpr char kLogSession[] = "/kansrijk.v1.SessionService/LogSession";
constexpr absl::Duration kLong = absl::Seconds(20);  // four times what the product promises

// A plain connection, for what no gRPC client would do.
class Connection {
 public:
  explicit Connection(const std::string& address) {
    const size_t colon = address.rfind(':');
    int port = 0;
    EXPECT_TRUE(absl::SimpleAtoi(address.substr(colon + 1), &port));
    sockaddr_in to = {};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<uint16_t>(port));
    inet_pton(AF_INET, address.substr(0, colon).c_str(), &to.sin_addr);
    socket_ = socket(AF_INET, SOCK_STREAM, 0);
    EXPECT_EQ(connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to), 0);
  }
  ~Connection() { close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void Send(const std::string& bytes) {
    EXPECT_EQ(send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(bytes.size()));
  }

  // Until the server has sent something.
  void AwaitAnswer() {
    char byte = 0;
    EXPECT_EQ(recv(socket_, &byte, 1, 0), 1);
  }

 private:
  int socket_ = -1;
};

std::string Frame(char type, char flags, char stream, const std::string& payload) {
  const size_t size = payload.size();
  std::string frame;
  for (const size_t byte : {size >> 16, size >> 8, size}) frame += static_cast<char>(byte & 0xff);
  return frame + type + flags + std::string(3, '\0') + stream + payload;
}

// A header that is written out.
std::string Header(const std::string& name, const std::string& value) {
  return absl::StrCat(std::string(1, '\0'), std::string(1, static_cast<char>(name.size())), name,
                      std::string(1, static_cast<char>(value.size())), value);
}

const std::string kPreface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

// The beginning of a call of 100 bytes: its headers, and 4 of the bytes.
std::string HalfACall() {
  std::string headers;
  for (const auto& [name, value] :
       std::vector<std::pair<std::string, std::string>>{{":method", "POST"},
                                                        {":scheme", "http"},
                                                        {":path", kLogSession},
                                                        {":authority", "localhost"},
                                                        {"te", "trailers"},
                                                        {"content-type", "application/grpc"}}) {
    headers += Header(name, value);
  }
  const std::string begun = std::string("\0\0\0\0\x64", 5) + "half";
  return absl::StrCat(kPreface, Frame('\4', '\0', '\0', ""), Frame('\1', '\4', '\1', headers),
                      Frame('\0', '\0', '\1', begun));
}

class StopTest : public ::testing::Test {
 protected:
  StopTest() : directory_(root_.path() + "/data") {
    const Finished made =
        RunKansrijkd(directory_, {"init", "--organisation", "KO", "--name", "Kansrijk Oost"});
    EXPECT_EQ(made.exit_code, 0) << made.errors;
    token_ = AddAccountOf(directory_, "carla", "coordinator", "KO");
  }

  void ExpectStopsInTime(Daemon& daemon) {
    const absl::Time began = absl::Now();
    EXPECT_EQ(daemon.Stop(), 0) << daemon.log();
    EXPECT_LT(absl::Now() - began, kLong);
  }

  TemporaryDirectory root_;
  std::string directory_;
  std::string token_;
};

TEST_F(StopTest, EndsWhileAnIdleCallerIsConnected) {
  Daemon daemon(directory_);
  ASSERT_NE(daemon.address(), "");
  const Client caller(daemon.address(), token_);
  EXPECT_OK(caller.CallRaw("kansrijk.v1.AccountService/Whoami", ""));
  ExpectStopsInTime(daemon);
}

TEST_F(StopTest, EndsWhileAConnectionSaysNothing) {
  Daemon daemon(directory_);
  ASSERT_NE(daemon.address(), "");
  const Connection silent(daemon.address());
  ExpectStopsInTime(daemon);
}

TEST_F(StopTest, EndsWhileACallIsHalfSent) {
  Daemon daemon(directory_);
  ASSERT_NE(daemon.address(), "");
  Connection half(daemon.address());
  half.Send(HalfACall());
  half.AwaitAnswer();
  ExpectStopsInTime(daemon);
}

TEST_F(StopTest, KeepsWhatItAcknowledgedWhileItWasCalled) {
  Daemon daemon(directory_);
  ASSERT_NE(daemon.address(), "");
  const Client coordinator(daemon.address(), token_);
  const Case casework = AddRecentCase(coordinator);
  std::atomic<int> acknowledged{0};
  std::thread caller([&] {
    for (;;) {
      v1::LogSessionRequest request = SessionOn(casework.track.name(), DaysAgo(2));
      request.mutable_session()->set_buddy(casework.match.buddy());
      if (!Log(coordinator, request).ok()) return;
      ++acknowledged;
    }
  });
  while (acknowledged < 20) std::this_thread::yield();
  ExpectStopsInTime(daemon);
  caller.join();

  Daemon next(directory_);
  ASSERT_NE(next.address(), "");
  int kept = 0;
  v1::ListSessionsRequest request;
  request.set_track(casework.track.name());
  request.set_page_size(200);
  do {
    const auto page =
        Client(next.address(), token_)
            .Call<v1::ListSessionsResponse>("kansrijk.v1.SessionService/ListSessions", request);
    ASSERT_OK(page);
    kept += page->sessions_size();
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_GE(kept, acknowledged);
}

}  // namespace stop_test
}  // namespace kansrijk::testing
