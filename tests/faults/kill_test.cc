// No acknowledged write is lost by a kill: promise 1.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <thread>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "server/db/sqlite.h"
#include "server/instance.h"
#include "tests/faults/daemon.h"
#include "tests/faults/recent_case.h"
#include "tests/testing/campaign.h"
#include "tests/testing/directory.h"
#include "tests/testing/status.h"

namespace kansrijk::testing {
namespace kill_test {

constexpr int kClients = 8;
constexpr int kKills = 50;
constexpr int kVerifyEvery = 5;

// What the clients know: each request by the note of its session, which tells the request id.
class Ledger {
 public:
  void Acknowledge(const v1::LogSessionRequest& request, const std::string& answer) {
    absl::MutexLock lock(&mutex_);
    unknown_.erase(request.session().note());
    acknowledged_.emplace(request.session().note(), answer);
    ++acknowledged_now_;
  }
  void Lose(const v1::LogSessionRequest& request) {
    absl::MutexLock lock(&mutex_);
    unknown_.emplace(request.session().note(), request);
  }
  void StartRound() {
    absl::MutexLock lock(&mutex_);
    acknowledged_now_ = 0;
    clients_ = kClients;
  }
  void EndClient() {
    absl::MutexLock lock(&mutex_);
    --clients_;
  }
  // Until so many calls were acknowledged, or nobody calls any more.
  void AwaitAcknowledged(int count) {
    absl::MutexLock lock(&mutex_);
    const auto enough = [this, count]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
      return acknowledged_now_ >= count || clients_ == 0;
    };
    mutex_.Await(absl::Condition(&enough));
  }
  std::map<std::string, std::string> acknowledged() {
    absl::MutexLock lock(&mutex_);
    return acknowledged_;
  }
  std::map<std::string, v1::LogSessionRequest> unknown() {
    absl::MutexLock lock(&mutex_);
    return unknown_;
  }

 private:
  absl::Mutex mutex_;
  std::map<std::string, std::string> acknowledged_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, v1::LogSessionRequest> unknown_ ABSL_GUARDED_BY(mutex_);
  int acknowledged_now_ ABSL_GUARDED_BY(mutex_) = 0;
  int clients_ ABSL_GUARDED_BY(mutex_) = 0;
};

// True when the server answered, whatever it said.
bool LogOnce(const Client& client, const v1::LogSessionRequest& request, Ledger& ledger) {
  const auto answer =
      client.CallRaw("kansrijk.v1.SessionService/LogSession", request.SerializeAsString());
  if (answer.ok()) {
    ledger.Acknowledge(request, *answer);
    return true;
  }
  EXPECT_THAT(answer.status(), HasCode(absl::StatusCode::kUnavailable));
  ledger.Lose(request);
  return false;
}

// Logs sessions until the server is gone.
void LogUntilKilled(const std::string& address, const std::string& token, const std::string& track,
                    Ledger& ledger) {
  const Client client(address, token);
  for (;;) {
    v1::LogSessionRequest request = SessionOn(track, DaysAgo(1));
    request.mutable_session()->set_note(NoteOf(request.request_id()));
    if (!LogOnce(client, request, ledger)) return ledger.EndClient();
  }
}

std::map<std::string, int64_t> SessionsByNote(const std::string& directory) {
  static constexpr db::Query kNotes{"notes",
                                    "SELECT note, COUNT(*) FROM session GROUP BY note ORDER BY 1"};
  const auto connection = db::OpenSqlite(DatabasePath(directory), db::SqliteMode::kRead);
  EXPECT_OK(connection);
  const auto result = (*connection)->Run(kNotes, {});
  EXPECT_OK(result);
  std::map<std::string, int64_t> sessions;
  for (const db::Row& row : result->rows) sessions[row.Text(0)] = row.Int(1);
  return sessions;
}

void ExpectNothingLostOrDoubled(const std::string& directory, Ledger& ledger) {
  const auto sessions = SessionsByNote(directory);
  const auto acknowledged = ledger.acknowledged();
  for (const auto& [note, answer] : acknowledged) {
    EXPECT_EQ(sessions.count(note), 1) << "acknowledged, and lost: " << note;
  }
  const auto unknown = ledger.unknown();
  for (const auto& [note, count] : sessions) {
    EXPECT_EQ(count, 1) << note;
    EXPECT_TRUE(acknowledged.count(note) > 0 || unknown.count(note) > 0) << note;
  }
}

class Kill : public ::testing::Test {
 protected:
  Kill() {
    const Finished made = RunKansrijkd(directory_.path(),
                                       {"init", "--organisation", "KO", "--name", "Kansrijk Oost"});
    EXPECT_EQ(made.exit_code, 0) << made.errors;
    Daemon daemon(directory_.path());
    const std::string token = AddAccountOf(directory_.path(), "coordinator", "coordinator", "KO");
    track_ = AddRecentCase(Client(daemon.address(), token)).track.name();
    token_ = AddAccountOf(directory_.path(), "buddy", "buddy", "KO", "B01");
    EXPECT_EQ(daemon.Stop(), 0);
  }

  // One life of the server: half of what earlier lives left open is asked again, the rest is left.
  void LiveAndDie(int acknowledged_before_death) {
    Daemon daemon(directory_.path());
    ASSERT_NE(daemon.address(), "") << daemon.log();
    ledger_.StartRound();
    const Client client(daemon.address(), token_);
    for (const auto& [note, request] : ledger_.unknown()) {
      if (random_() % 2 == 0) LogOnce(client, request, ledger_);
    }
    std::vector<std::thread> clients;
    for (int i = 0; i < kClients; ++i) {
      clients.emplace_back([&] { LogUntilKilled(daemon.address(), token_, track_, ledger_); });
    }
    ledger_.AwaitAcknowledged(acknowledged_before_death);
    daemon.Kill();
    for (std::thread& thread : clients) thread.join();
  }

  void VerifyLog() {
    std::vector<std::string> arguments{"access", "verify"};
    if (!checkpoint_.empty()) arguments.insert(arguments.end(), {"--checkpoint", checkpoint_});
    const Finished verified = RunKansrijkd(directory_.path(), arguments);
    EXPECT_EQ(verified.exit_code, 0) << verified.errors;
    const Finished printed = RunKansrijkd(directory_.path(), {"access", "checkpoint"});
    ASSERT_EQ(printed.exit_code, 0) << printed.errors;
    checkpoint_ = std::string(absl::StripAsciiWhitespace(printed.output));
  }

  TemporaryDirectory directory_;
  std::mt19937 random_{Seed()};
  std::string track_;
  std::string token_;
  std::string checkpoint_;
  Ledger ledger_;
};

TEST_F(Kill, LosesNoAcknowledgedSessionAndDoublesNone) {
  const int kills = CampaignOf(kKills);
  for (int i = 1; i <= kills; ++i) {
    LiveAndDie(static_cast<int>(random_() % 120));
    if (i % kVerifyEvery == 0 || i == kills) {
      ExpectNothingLostOrDoubled(directory_.path(), ledger_);
      VerifyLog();
    }
    if (HasFailure()) FAIL() << "after kill " << i;
  }
  // A last life in which every answer that got lost is asked for: all are there, once.
  Daemon daemon(directory_.path());
  const std::string address = daemon.address();
  for (const auto& [note, request] : ledger_.unknown()) {
    EXPECT_TRUE(LogOnce(Client(address, token_), request, ledger_));
  }
  EXPECT_EQ(daemon.Stop(), 0);
  ExpectNothingLostOrDoubled(directory_.path(), ledger_);
  VerifyLog();
  std::cout << kills << " kills, " << ledger_.acknowledged().size() << " sessions, " << checkpoint_
            << std::endl;
}

// An answer that was given before the kill is given again after it.
TEST_F(Kill, LeavesAnswersThatAreGivenAgain) {
  v1::LogSessionRequest request = SessionOn(track_, DaysAgo(1));
  std::string first;
  {
    Daemon daemon(directory_.path());
    const auto answer =
        Client(daemon.address(), token_)
            .CallRaw("kansrijk.v1.SessionService/LogSession", request.SerializeAsString());
    ASSERT_OK(answer);
    first = *answer;
    daemon.Kill();
  }
  Daemon daemon(directory_.path());
  const Client client(daemon.address(), token_);
  const auto again =
      client.CallRaw("kansrijk.v1.SessionService/LogSession", request.SerializeAsString());
  ASSERT_OK(again);
  EXPECT_EQ(*again, first);
  EXPECT_TRUE(client.replayed());
}

}  // namespace kill_test
}  // namespace kansrijk::testing
