// A use case that throws, or misreads a row of the database, is answered INTERNAL and recorded like
// any other; the server lives on and nobody else's call suffers.
#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/statistics.pb.h"
#include "server/base/status.h"
#include "server/instance.h"
#include "server/rpc/door.h"
#include "server/rpc/listener.h"
#include "server/service/track/session.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace throwing_test {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kLogSession[] = "kansrijk.v1.SessionService/LogSession";
constexpr char kGetMember[] = "kansrijk.v1.HouseholdService/GetMember";
constexpr char kGetHousehold[] = "kansrijk.v1.HouseholdService/GetHousehold";
constexpr char kPublish[] = "kansrijk.v1.StatisticsService/PublishRelease";
constexpr char kThrowing[] = "gooi";
constexpr char kMisreading[] = "lees verkeerd";

// Reads the text of a row as a number.
absl::Status Misread(db::ReadTx& tx) {
  static constexpr db::Query kWords{"words", "SELECT 'Wouter Hoekstra'"};
  ASSIGN_OR_RETURN(const auto row, tx.SelectOne(kWords));
  return row->Int(0) == 0 ? absl::OkStatus() : absl::OutOfRangeError("what number is that?");
}

absl::StatusOr<v1::Household> GetHousehold(rpc::ReadCall&, const v1::GetHouseholdRequest&) {
  throw std::out_of_range("Wouter Hoekstra");
}

absl::StatusOr<v1::Member> GetMember(rpc::ReadCall& call, const v1::GetMemberRequest&) {
  RETURN_IF_ERROR(Misread(call.tx));
  return v1::Member();
}

// Writes, and then throws or misreads when the note says so.
absl::StatusOr<v1::Session> LogSession(rpc::WriteCall& call, const v1::LogSessionRequest& request) {
  auto session = service::LogSession(call, request);
  if (request.session().note() == kThrowing) return std::optional<v1::Session>().value();
  if (request.session().note() == kMisreading) RETURN_IF_ERROR(Misread(call.tx));
  return session;
}

absl::StatusOr<int> Prepare(rpc::ReadCall&, const v1::PublishReleaseRequest& request) {
  if (request.code() == "2019") throw 7;
  return 0;
}

absl::StatusOr<v1::Release> Publish(rpc::WriteCall&, const v1::PublishReleaseRequest& request,
                                    const int&) {
  if (request.code() == "2020") throw std::runtime_error("Wouter Hoekstra");
  return v1::Release();
}

constexpr db::Query kOutcomeOf{"outcome_of", R"sql(
  SELECT r.outcome, r.reason, r.method FROM access_record AS r WHERE r.trace_id = $1
)sql"};
constexpr db::Query kNotes{"notes", "SELECT s.note FROM session AS s ORDER BY s.note"};

// A door with use cases that throw, before the database of a test server.
class Throwing : public ::testing::Test {
 protected:
  Throwing()
      : coordinator_(server_.AddAccount("coordinator", v1::ROLE_COORDINATOR)),
        case_(AddCase(coordinator_, "H-0001", AddBuddy(coordinator_, "B01"))),
        statistician_token_(server_.AddAccount("stan", v1::ROLE_STATISTICIAN).token()),
        buddy_token_(server_.AddAccount("buddy", v1::ROLE_BUDDY, "KO", "B01").token()) {
    methods_.Add<&GetHousehold>("kansrijk.v1.HouseholdService.GetHousehold");
    methods_.Add<&GetMember>("kansrijk.v1.HouseholdService.GetMember");
    methods_.Add<&LogSession>("kansrijk.v1.SessionService.LogSession");
    methods_.Add<&Prepare, &Publish>("kansrijk.v1.StatisticsService.PublishRelease");
    db::DatabaseOptions options;
    options.path = DatabasePath(server_.directory());
    database_ = *db::Database::Open(options);
    door_ = std::make_unique<rpc::Door>(*database_, methods_, server_.clock(), ids_);
    rpc::ListenerOptions listening;
    listening.address = "127.0.0.1:0";
    listener_ = *rpc::Listener::Start(listening, *door_);
  }
  ~Throwing() override {
    listener_.reset();
    database_.reset();
  }

  Client As(const std::string& token) { return Client(listener_->address(), token); }

  v1::LogSessionRequest Session(const std::string& note, const std::string& date) {
    v1::LogSessionRequest request = SessionOn(case_.track.name(), date);
    request.mutable_session()->set_note(note);
    return request;
  }

  std::vector<std::string> Notes() {
    std::vector<std::string> notes;
    EXPECT_OK(database_->ReadNow([&](db::ReadTx& tx) {
      const auto rows = tx.Select(kNotes);
      EXPECT_OK(rows);
      for (const db::Row& row : *rows) notes.push_back(row.Text(0));
      return absl::OkStatus();
    }));
    return notes;
  }

  // INTERNAL in the product's own words, with a trace id that its access record has too.
  void ExpectRecorded(const absl::Status& status, const char* method) {
    EXPECT_THAT(status, AllOf(HasCode(absl::StatusCode::kInternal), HasReason("INTERNAL")));
    EXPECT_THAT(std::string(status.message()),
                AllOf(HasSubstr("trace id"), Not(HasSubstr("Wouter"))));
    const auto info = PayloadOf<google::rpc::ErrorInfo>(status);
    ASSERT_TRUE(info.metadata().contains("trace_id"));
    EXPECT_OK(database_->ReadNow([&](db::ReadTx& tx) {
      const auto record = tx.SelectOne(kOutcomeOf, {info.metadata().at("trace_id")});
      EXPECT_OK(record);
      EXPECT_TRUE(record->has_value()) << "the access log has it";
      if (!record->has_value()) return absl::OkStatus();
      EXPECT_EQ((*record)->Text(0), "INTERNAL");
      EXPECT_EQ((*record)->Text(1), "INTERNAL");
      EXPECT_EQ((*record)->Text(2), method);
      return absl::OkStatus();
    }));
  }

  absl::Status PublishAs(const std::string& code) {
    v1::PublishReleaseRequest request;
    request.set_code(code);
    request.set_request_id(NewRequestId());
    return As(statistician_token_).Call<v1::Release>(kPublish, request).status();
  }

  TestServer server_;
  Client coordinator_;
  Case case_;
  std::string statistician_token_;
  std::string buddy_token_;
  rpc::MethodTable methods_;
  IdSource ids_;
  std::unique_ptr<db::Database> database_;
  std::unique_ptr<rpc::Door> door_;
  std::unique_ptr<rpc::Listener> listener_;
};

TEST_F(Throwing, AReadingIsAnsweredInternalAndRecorded) {
  v1::GetHouseholdRequest request;
  request.set_name("households/H-0001");
  for (int i = 0; i < 3; ++i) {  // every reader lives on
    const auto answer = As(buddy_token_).Call<v1::Household>(kGetHousehold, request);
    ExpectRecorded(answer.status(), kGetHousehold);
  }
  EXPECT_OK(Log(As(buddy_token_), Session("daarna", "2026-05-01")));
}

TEST_F(Throwing, AChangeIsUndoneAnsweredInternalAndRecorded) {
  const v1::LogSessionRequest request = Session(kThrowing, "2026-05-01");
  ExpectRecorded(Log(As(buddy_token_), request).status(), kLogSession);
  EXPECT_THAT(Notes(), ::testing::IsEmpty()) << "nothing of it stays";
  ExpectRecorded(Log(As(buddy_token_), request).status(), kLogSession);
  EXPECT_OK(Log(As(buddy_token_), Session("daarna", "2026-05-02")));
  EXPECT_THAT(Notes(), ::testing::ElementsAre("daarna"));
}

TEST_F(Throwing, AReadingThatMisreadsARowIsAnsweredInternalAndRecorded) {
  v1::GetMemberRequest request;
  request.set_name(case_.participant.name());
  for (int i = 0; i < 3; ++i) {
    const auto answer = As(buddy_token_).Call<v1::Member>(kGetMember, request);
    ExpectRecorded(answer.status(), kGetMember);
  }
}

TEST_F(Throwing, AChangeThatMisreadsARowIsUndoneAnsweredInternalAndRecorded) {
  const auto status = Log(As(buddy_token_), Session(kMisreading, "2026-05-01")).status();
  ExpectRecorded(status, kLogSession);
  EXPECT_THAT(Notes(), ::testing::IsEmpty()) << "nothing of it stays";
  EXPECT_OK(Log(As(buddy_token_), Session("daarna", "2026-05-01")));
}

TEST_F(Throwing, APreparationIsAnsweredInternalAndRecorded) {
  ExpectRecorded(PublishAs("2019"), kPublish);
  ExpectRecorded(PublishAs("2020"), kPublish);
  EXPECT_OK(PublishAs("2021"));
}

// Three calls in one batch, of which the second throws after it wrote.
TEST_F(Throwing, AChangeTakesNobodyElseOfItsBatchAlong) {
  ASSERT_OK(Log(As(buddy_token_), Session("ervoor", "2026-05-01"))) << "the token is remembered";
  absl::Notification held;
  absl::Notification go;
  ASSERT_OK(database_->Write(
      [&](db::WriteTx&) {
        if (!held.HasBeenNotified()) held.Notify();
        go.WaitForNotification();
        return absl::OkStatus();
      },
      [](const absl::Status&) {}));
  held.WaitForNotification();
  const std::vector<std::string> notes = {"eerste", kThrowing, "derde"};
  std::vector<absl::Status> answers(notes.size());
  absl::BlockingCounter left(static_cast<int>(notes.size()));
  for (size_t i = 0; i < notes.size(); ++i) {
    rpc::Arrival arrival;
    arrival.path = absl::StrCat("/", kLogSession);
    arrival.token = buddy_token_;
    arrival.trace_id = absl::StrCat("spoor-", i);
    arrival.message = Session(notes[i], absl::StrCat("2026-05-1", i)).SerializeAsString();
    door_->Handle(std::move(arrival), [&, i](const rpc::Answer& answer) {
      answers[i] = answer.status;
      left.DecrementCount();
    });
  }
  go.Notify();
  left.Wait();
  EXPECT_OK(answers[0]);
  ExpectRecorded(answers[1], kLogSession);
  EXPECT_OK(answers[2]);
  EXPECT_THAT(Notes(), ::testing::ElementsAre("derde", "eerste", "ervoor"));
}

}  // namespace throwing_test
}  // namespace kansrijk::testing
