// A retry with the same request id has one effect and the same answer: promise 2.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "server/db/database.h"
#include "tests/faults/daemon.h"
#include "tests/faults/lossy_proxy.h"
#include "tests/testing/campaign.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace retry_test {

constexpr int kClients = 64;
constexpr int kSessionsEach = 4;
constexpr int kAnswersWanted = 2;
constexpr int kAttemptsMax = 200;

// Asks until the answer came in twice, each time over a new connection; all answers.
std::set<std::string> AskUntilAnswered(const std::string& address, const std::string& token,
                                       const v1::LogSessionRequest& request) {
  std::set<std::string> answers;
  int answered = 0;
  for (int attempt = 0; attempt < kAttemptsMax && answered < kAnswersWanted; ++attempt) {
    const Client client(address, token);
    const auto answer =
        client.CallRaw("kansrijk.v1.SessionService/LogSession", request.SerializeAsString());
    if (!answer.ok()) {
      EXPECT_THAT(answer.status(), HasCode(absl::StatusCode::kUnavailable));
      continue;
    }
    answers.insert(*answer);
    ++answered;
  }
  EXPECT_EQ(answered, kAnswersWanted) << request.request_id();
  return answers;
}

std::vector<std::string> NotesOfSessions(TestServer& server) {
  static constexpr db::Query kNotes{"notes", "SELECT s.note FROM session AS s ORDER BY s.id"};
  std::vector<std::string> notes;
  EXPECT_OK(server.server().instance().database().ReadNow([&](db::ReadTx& tx) {
    const auto rows = tx.Select(kNotes);
    if (!rows.ok()) return rows.status();
    for (const db::Row& row : *rows) notes.push_back(row.Text(0));
    return absl::OkStatus();
  }));
  return notes;
}

TEST(Retry, HasOneEffectAndOneAnswerHoweverManyAnswersGetLost) {
  TestServer server;
  const Client coordinator = server.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  const v1::Buddy buddy = AddBuddy(coordinator, "B01");
  const std::string track = AddCase(coordinator, "", buddy).track.name();
  const std::string token = server.AddAccount("buddy", v1::ROLE_BUDDY, "KO", "B01").token();
  LossyProxy proxy(server.address(), Seed());

  absl::Mutex mutex;
  std::map<std::string, std::set<std::string>> answers;
  std::vector<std::thread> clients;
  for (int i = 0; i < kClients; ++i) {
    clients.emplace_back([&] {
      for (int n = 0; n < CampaignOf(kSessionsEach); ++n) {
        v1::LogSessionRequest request = SessionOn(track, "2026-05-19");
        request.mutable_session()->set_note(NoteOf(request.request_id()));
        std::set<std::string> got = AskUntilAnswered(proxy.address(), token, request);
        absl::MutexLock lock(&mutex);
        answers[request.session().note()] = std::move(got);
      }
    });
  }
  for (std::thread& client : clients) client.join();

  std::vector<std::string> asked;
  for (const auto& [note, got] : answers) {
    asked.push_back(note);
    EXPECT_EQ(got.size(), 1) << "different answers to " << note;
  }
  EXPECT_THAT(NotesOfSessions(server), ::testing::UnorderedElementsAreArray(asked));
  EXPECT_GT(proxy.lost(), static_cast<int>(asked.size()) / 2) << "too few answers were lost";
  std::cout << asked.size() << " requests, " << proxy.passed() << " answers passed, "
            << proxy.lost() << " lost" << std::endl;
}

}  // namespace retry_test
}  // namespace kansrijk::testing
