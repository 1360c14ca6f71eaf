// A log that nobody reads costs lines of the log, not the server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "server/base/line_writer.h"
#include "tests/faults/daemon.h"
#include "tests/testing/client.h"
#include "tests/testing/directory.h"
#include "tests/testing/status.h"

namespace kansrijk::testing {
namespace log_test {

constexpr char kWhoami[] = "kansrijk.v1.AccountService/Whoami";
constexpr int kCallers = 16;
constexpr char kLost[] = "\"event\":\"log_lines_lost\",\"count\":\"";

class LogTest : public ::testing::Test {
 protected:
  LogTest() : directory_(root_.path() + "/data") {
    const Finished made =
        RunKansrijkd(directory_, {"init", "--organisation", "KO", "--name", "Kansrijk Oost"});
    EXPECT_EQ(made.exit_code, 0) << made.errors;
    token_ = AddAccountOf(directory_, "carla", "coordinator", "KO");
  }

  absl::Status Call(const Daemon& daemon) {
    return Client(daemon.address(), token_).CallRaw(kWhoami, "").status();
  }

  // So many calls, each of which leaves a line in the log; how many were answered OK.
  int CallOften(const Daemon& daemon, int calls) {
    const Client client(daemon.address(), token_);
    std::atomic<int> left{calls};
    std::atomic<int> answered{0};
    std::vector<std::thread> callers;
    for (int i = 0; i < kCallers; ++i) {
      callers.emplace_back([&] {
        const Client own = client;
        while (left-- > 0) answered += own.CallRaw(kWhoami, "").ok() ? 1 : 0;
      });
    }
    for (std::thread& caller : callers) caller.join();
    return answered;
  }

  TemporaryDirectory root_;
  std::string directory_;
  std::string token_;
};

TEST_F(LogTest, ThatNobodyReadsKeepsNobodyWaitingAndSaysHowMuchIsMissing) {
  Daemon daemon(directory_);
  ASSERT_NE(daemon.address(), "");
  daemon.StopReading();
  const int calls = static_cast<int>(kLinesWaitingMax) + 3000;
  EXPECT_EQ(CallOften(daemon, calls), calls);
  EXPECT_OK(Call(daemon));
  daemon.ReadOn();
  ASSERT_TRUE(daemon.AwaitLog(kLost));
  EXPECT_EQ(daemon.Stop(), 0);
  const std::string log = daemon.log();
  int64_t lost = 0;
  for (size_t at = 0; (at = log.find(kLost, at)) != std::string::npos;) {
    at += sizeof(kLost) - 1;
    int64_t count = 0;
    EXPECT_TRUE(absl::SimpleAtoi(log.substr(at, log.find('"', at) - at), &count));
    lost += count;
  }
  int64_t told = 0;
  for (size_t at = 0; (at = log.find("\"event\":\"call\"", at)) != std::string::npos; ++at) ++told;
  EXPECT_GT(lost, 0);
  EXPECT_EQ(told + lost, calls + 1) << "every call is told of or counted";
}

TEST_F(LogTest, ThatNobodyReadsDoesNotKeepTheServerFromStopping) {
  Daemon daemon(directory_);
  ASSERT_NE(daemon.address(), "");
  daemon.StopReading();
  EXPECT_EQ(CallOften(daemon, 2000), 2000);
  const absl::Time began = absl::Now();
  kill(daemon.process(), SIGTERM);
  siginfo_t ended = {};
  waitid(P_PID, static_cast<id_t>(daemon.process()), &ended, WEXITED | WNOWAIT);
  EXPECT_LT(absl::Now() - began, absl::Seconds(20));
  EXPECT_EQ(ended.si_code, CLD_EXITED);
  EXPECT_EQ(ended.si_status, 0);
}

TEST_F(LogTest, WhoseReaderGoesAwayTakesNothingAlong) {
  Daemon daemon(directory_, Daemon::Log::kGone);
  ASSERT_NE(daemon.address(), "");
  EXPECT_EQ(CallOften(daemon, 100), 100);
  EXPECT_EQ(daemon.Stop(), 0);
}

TEST_F(LogTest, WithoutAStandardErrorIsWrittenNowhere) {
  Daemon daemon(directory_, Daemon::Log::kClosed);
  ASSERT_NE(daemon.address(), "");
  EXPECT_EQ(std::filesystem::read_symlink(absl::StrCat("/proc/", daemon.process(), "/fd/2")),
            "/dev/null")
      << "nor to a file or a caller that would have got its number";
  EXPECT_EQ(CallOften(daemon, 100), 100);
  EXPECT_EQ(daemon.Stop(), 0);
}

}  // namespace log_test
}  // namespace kansrijk::testing
