// What the door does for every method: whom it lets in, and what it says to the others.
#include "server/rpc/door.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "server/facts/names.h"
#include "server/rpc/method.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace door_test {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr char kLogSession[] = "kansrijk.v1.SessionService/LogSession";
constexpr char kGetHousehold[] = "kansrijk.v1.HouseholdService/GetHousehold";
constexpr char kGetTrack[] = "kansrijk.v1.TrackService/GetTrack";
constexpr char kWhoami[] = "kansrijk.v1.AccountService/Whoami";

class DoorTest : public ::testing::Test {
 protected:
  DoorTest()
      : coordinator_(server_.AddAccount("coordinator", v1::ROLE_COORDINATOR)),
        case_(AddCase(coordinator_, "H-0001", AddBuddy(coordinator_, "B01"))),
        buddy_(server_.AddAccount("buddy", v1::ROLE_BUDDY, "KO", "B01")) {}

  absl::Status Whoami(const Client& client) { return client.CallRaw(kWhoami, "").status(); }

  absl::StatusOr<v1::Household> GetHousehold(const Client& client, const std::string& name) {
    v1::GetHouseholdRequest request;
    request.set_name(name);
    return client.Call<v1::Household>(kGetHousehold, request);
  }

  int SessionCount() {
    v1::ListSessionsRequest request;
    request.set_track(case_.track.name());
    const auto listed = coordinator_.Call<v1::ListSessionsResponse>(
        "kansrijk.v1.SessionService/ListSessions", request);
    EXPECT_OK(listed);
    return listed.ok() ? listed->sessions_size() : -1;
  }

  absl::Status Disable(const std::string& handle) {
    v1::DisableAccountRequest request;
    request.set_name(AccountName(Id(handle)));
    request.set_request_id(NewRequestId());
    return server_.Operator()
        .Call<v1::Account>("kansrijk.v1.AccountService/DisableAccount", request)
        .status();
  }

  TestServer server_;
  Client coordinator_;
  Case case_;
  Client buddy_;
};

TEST_F(DoorTest, KnowsNoOtherMethods) {
  for (const char* method : {"kansrijk.v1.SessionService/ForgetSession", "kansrijk.v1.Other/Call",
                             "kansrijk.v1.SessionService/", "x/y"}) {
    EXPECT_THAT(coordinator_.CallRaw(method, "").status(),
                AllOf(HasCode(absl::StatusCode::kUnimplemented), HasReason("UNKNOWN_METHOD")))
        << method;
    EXPECT_THAT(server_.Anonymous().CallRaw(method, "").status(),
                HasCode(absl::StatusCode::kUnauthenticated))
        << method;
  }
}

TEST_F(DoorTest, LetsNobodyInWithoutAValidToken) {
  std::string changed = coordinator_.token();
  changed[40] = changed[40] == 'A' ? 'B' : 'A';
  std::string changed_id = coordinator_.token();
  changed_id[5] = changed_id[5] == 'A' ? 'B' : 'A';
  absl::Status first;
  for (const std::string& token : {std::string(), std::string("x"), std::string("ks_"),
                                   std::string("ks_") + std::string(64, 'A'), changed, changed_id,
                                   coordinator_.token() + "A", coordinator_.token().substr(3),
                                   coordinator_.token().substr(0, 60), std::string(4000, 'k')}) {
    const absl::Status refused = Whoami(Client(server_.address(), token));
    EXPECT_THAT(refused,
                AllOf(HasCode(absl::StatusCode::kUnauthenticated), HasReason("NO_SESSION")))
        << token;
    if (first.ok()) first = refused;
    EXPECT_EQ(refused.message(), first.message()) << "the words do not tell why";
  }
  EXPECT_OK(Whoami(coordinator_));
}

TEST_F(DoorTest, LetsATokenExpire) {
  EXPECT_OK(Whoami(coordinator_));
  server_.clock().Advance(absl::Hours(24) * 30 - absl::Seconds(10));
  EXPECT_OK(Whoami(coordinator_));
  server_.clock().Advance(absl::Seconds(10));
  EXPECT_THAT(Whoami(coordinator_), HasReason("NO_SESSION")) << "remembered";
  server_.Restart();
  EXPECT_THAT(Whoami(Client(server_.address(), coordinator_.token())), HasReason("NO_SESSION"))
      << "looked up";
}

TEST_F(DoorTest, RefusesADisabledAccountWithTheNextCall) {
  EXPECT_OK(Whoami(coordinator_));
  ASSERT_OK(Disable("coordinator"));
  EXPECT_THAT(Whoami(coordinator_), HasReason("NO_SESSION"));
  EXPECT_THAT(GetHousehold(coordinator_, "households/H-0001"), HasReason("NO_SESSION"));
  server_.Restart();
  EXPECT_THAT(Whoami(Client(server_.address(), coordinator_.token())), HasReason("NO_SESSION"));
}

TEST_F(DoorTest, EndsEarlierTokensWhenAnotherIsIssued) {
  EXPECT_OK(Whoami(coordinator_));
  v1::IssueTokenRequest request;
  request.set_name("accounts/coordinator");
  request.set_request_id(NewRequestId());
  const auto issued = server_.Operator().Call<v1::IssueTokenResponse>(
      "kansrijk.v1.AccountService/IssueToken", request);
  ASSERT_OK(issued);
  EXPECT_THAT(Whoami(coordinator_), HasReason("NO_SESSION"));
  EXPECT_OK(Whoami(Client(server_.address(), issued->token())));
}

TEST_F(DoorTest, JudgesTheRoleBeforeTheRequest) {
  const Client trainer = server_.AddAccount("trainer", v1::ROLE_TRAINER);
  for (const std::string& message : {std::string(), std::string("\xff\xff"),
                                     SessionOn("tracks/T9999", "nonsense").SerializeAsString()}) {
    EXPECT_THAT(trainer.CallRaw(kLogSession, message).status(),
                AllOf(HasCode(absl::StatusCode::kPermissionDenied), HasReason("ROLE_MAY_NOT")));
  }
}

TEST_F(DoorTest, NamesTheFieldOfABadRequest) {
  EXPECT_THAT(Log(buddy_, SessionOn(case_.track.name(), "2026-02-30")),
              AllOf(HasCode(absl::StatusCode::kInvalidArgument), BlamesField("session.date")));
  EXPECT_THAT(buddy_.CallRaw(kLogSession, "\x12\x03\x7a\x01\xff").status(),
              AllOf(HasCode(absl::StatusCode::kInvalidArgument), BlamesField("session.note")));
  EXPECT_EQ(SessionCount(), 0);
}

TEST_F(DoorTest, SaysTheSameOfWhatIsElsewhereAsOfWhatIsNot) {
  server_.AddOrganisation("WIJ");
  const Client stranger = server_.AddAccount("stranger", v1::ROLE_COORDINATOR, "WIJ");
  const std::string absent = "01890a5d-ac96-774b-bcce-b302099a8057";
  const auto said = [&](const char* method, const std::string& name) {
    v1::GetHouseholdRequest request;  // every Get request holds its name in field 1
    request.set_name(name);
    const absl::Status status =
        stranger.CallRaw(absl::StrCat("kansrijk.v1.", method), request.SerializeAsString())
            .status();
    EXPECT_THAT(status, HasCode(absl::StatusCode::kNotFound)) << method << " " << name;
    auto info = PayloadOf<google::rpc::ErrorInfo>(status);
    info.mutable_metadata()->erase("trace_id");
    return absl::StrReplaceAll(absl::StrCat(std::string(status.message()), "|",
                                            DutchMessageOf(status), "|", info.DebugString()),
                               {{name, "NAME"}});
  };
  const std::string household = absl::StrCat("households/", absent);
  EXPECT_EQ(said("HouseholdService/GetHousehold", case_.household.name()),
            said("HouseholdService/GetHousehold", household));
  EXPECT_EQ(said("HouseholdService/GetHousehold", "households/H-0001"),
            said("HouseholdService/GetHousehold", "households/H-7777"));
  EXPECT_EQ(said("HouseholdService/GetMember", case_.participant.name()),
            said("HouseholdService/GetMember", absl::StrCat(household, "/members/", absent)));
  EXPECT_EQ(said("TrackService/GetTrack", case_.track.name()),
            said("TrackService/GetTrack", absl::StrCat("tracks/", absent)));
  EXPECT_EQ(said("MatchService/GetMatch", case_.match.name()),
            said("MatchService/GetMatch", absl::StrCat("tracks/", absent, "/matches/", absent)));
  EXPECT_EQ(said("BuddyService/GetBuddy", case_.match.buddy()),
            said("BuddyService/GetBuddy", absl::StrCat("buddies/", absent)));
}

TEST_F(DoorTest, RefusesAStaleEtagAndNamesThePresentOne) {
  v1::UpdateHouseholdRequest request;
  *request.mutable_household() = case_.household;
  request.mutable_household()->set_type(v1::HOUSEHOLD_TYPE_COUPLE);
  request.mutable_update_mask()->add_paths("type");
  request.set_request_id(NewRequestId());
  const auto updated =
      coordinator_.Call<v1::Household>("kansrijk.v1.HouseholdService/UpdateHousehold", request);
  ASSERT_OK(updated);
  EXPECT_NE(updated->etag(), case_.household.etag());
  request.set_request_id(NewRequestId());
  const auto refused =
      coordinator_.Call<v1::Household>("kansrijk.v1.HouseholdService/UpdateHousehold", request);
  EXPECT_THAT(refused, AllOf(HasCode(absl::StatusCode::kAborted), HasReason("STALE_ETAG")));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr(updated->etag()));
}

TEST_F(DoorTest, AnswersARetryWithTheSameBytesAndNoSecondEffect) {
  const std::string request = SessionOn(case_.track.name(), "2026-05-19").SerializeAsString();
  const auto first = buddy_.CallRaw(kLogSession, request);
  ASSERT_OK(first);
  EXPECT_FALSE(buddy_.replayed());
  server_.clock().Advance(absl::Hours(1));
  const auto second = buddy_.CallRaw(kLogSession, request);
  ASSERT_OK(second);
  EXPECT_TRUE(buddy_.replayed());
  EXPECT_EQ(*first, *second);
  server_.Restart();
  const auto third = Client(server_.address(), buddy_.token()).CallRaw(kLogSession, request);
  ASSERT_OK(third);
  EXPECT_EQ(*first, *third);
  coordinator_ = Client(server_.address(), coordinator_.token());
  EXPECT_EQ(SessionCount(), 1);
}

TEST_F(DoorTest, AnswersRetriesThatRunBesideTheFirstCall) {
  const std::string request = SessionOn(case_.track.name(), "2026-05-19").SerializeAsString();
  std::vector<std::string> answers(16);
  std::vector<std::thread> threads;
  for (std::string& answer : answers) {
    threads.emplace_back([&] {
      const auto given = Client(server_.address(), buddy_.token()).CallRaw(kLogSession, request);
      ASSERT_OK(given);
      answer = *given;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(answers, ::testing::Each(answers[0]));
  EXPECT_EQ(SessionCount(), 1);
}

TEST_F(DoorTest, RefusesAnotherRequestUnderTheSameId) {
  v1::LogSessionRequest request = SessionOn(case_.track.name(), "2026-05-19");
  ASSERT_OK(Log(buddy_, request));
  request.mutable_session()->set_minutes(46);
  EXPECT_THAT(Log(buddy_, request),
              AllOf(HasCode(absl::StatusCode::kInvalidArgument), HasReason("REQUEST_ID_REUSED"),
                    BlamesField("request_id")));
  EXPECT_EQ(SessionCount(), 1);
}

TEST_F(DoorTest, KeepsTheRequestIdsOfTwoCallersApart) {
  v1::LogSessionRequest request = SessionOn(case_.track.name(), "2026-05-19");
  request.mutable_session()->set_buddy(case_.match.buddy());
  const auto of_buddy = Log(buddy_, request);
  const auto of_coordinator = Log(coordinator_, request);
  ASSERT_OK(of_buddy);
  ASSERT_OK(of_coordinator);
  EXPECT_NE(of_buddy->name(), of_coordinator->name());
}

TEST_F(DoorTest, RepeatsARefusalThatARuleDecided) {
  const v1::LogSessionRequest request = SessionOn(case_.track.name(), "2026-05-25");
  const auto refused = Log(buddy_, request);
  EXPECT_THAT(refused, ::testing::Not(IsOk())) << "it lies in the future";
  server_.clock().Set(NoonOf("2026-05-30"));
  const auto again = Log(buddy_, request);
  EXPECT_TRUE(buddy_.replayed());
  EXPECT_EQ(again.status().message(), refused.status().message());
  EXPECT_EQ(ReasonOf(again.status()), ReasonOf(refused.status()));
  EXPECT_EQ(SessionCount(), 0);
}

TEST_F(DoorTest, StopsABuddyWhoseMatchEndedWithTheNextCall) {
  v1::GetTrackRequest get;
  get.set_name(case_.track.name());
  const v1::LogSessionRequest logged = SessionOn(case_.track.name(), "2026-05-19");
  ASSERT_OK(buddy_.Call<v1::Track>(kGetTrack, get));
  const auto first = Log(buddy_, logged);
  ASSERT_OK(first);
  ASSERT_OK(Transition(coordinator_, case_.match, v1::MATCH_VERB_END, "2026-05-20"));
  EXPECT_THAT(buddy_.Call<v1::Track>(kGetTrack, get), HasCode(absl::StatusCode::kNotFound));
  EXPECT_THAT(GetHousehold(buddy_, "households/H-0001"), HasCode(absl::StatusCode::kNotFound));
  v1::Session name_alone;
  name_alone.set_name(first->name());
  EXPECT_EQ(Log(buddy_, logged)->SerializeAsString(), name_alone.SerializeAsString())
      << "nor is an earlier answer repeated";
  EXPECT_EQ(SessionCount(), 1);
}

TEST_F(DoorTest, HandsOutATokenOnce) {
  v1::CreateAccountRequest request;
  request.mutable_account()->set_handle("sanne");
  request.mutable_account()->set_role(v1::ROLE_TRAINER);
  request.mutable_account()->set_organisation("organisations/KO");
  request.set_request_id(NewRequestId());
  constexpr char kCreate[] = "kansrijk.v1.AccountService/CreateAccount";
  const Client op = server_.Operator();
  const auto first = op.Call<v1::CreateAccountResponse>(kCreate, request);
  ASSERT_OK(first);
  EXPECT_THAT(first->token(), ::testing::StartsWith("ks_"));
  const auto again = op.Call<v1::CreateAccountResponse>(kCreate, request);
  ASSERT_OK(again);
  EXPECT_TRUE(op.replayed());
  EXPECT_EQ(again->token(), "");
  EXPECT_EQ(again->account().name(), first->account().name());
}

std::string FilesIn(const std::string& directory) {
  std::stringstream bytes;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    bytes.clear();  // an empty file sets failbit
  }
  return bytes.str();
}

TEST_F(DoorTest, StoresNoTokenInAnyForm) {
  std::string bytes;
  const std::string text = coordinator_.token().substr(3);
  ASSERT_TRUE(absl::WebSafeBase64Unescape(text, &bytes));
  const std::string secret = bytes.substr(16);
  const std::string files = FilesIn(server_.directory());
  EXPECT_NE(files.find("coordinator"), std::string::npos) << "the handle is there";
  EXPECT_NE(files.find(absl::BytesToHexString(bytes.substr(0, 16))), std::string::npos)
      << "and the name of the token";
  EXPECT_EQ(files.find(text), std::string::npos);
  EXPECT_EQ(files.find(text.substr(24)), std::string::npos);
  EXPECT_EQ(files.find(secret), std::string::npos);
  EXPECT_EQ(files.find(absl::BytesToHexString(secret)), std::string::npos);
}

TEST_F(DoorTest, TellsItsHealthPerService) {
  const Client anyone = server_.Anonymous();
  const auto health = [&](const std::string& service) {
    const std::string request =
        service.empty() ? "" : absl::StrCat("\x0a", std::string(1, char(service.size())), service);
    const auto answer = anyone.CallRaw("grpc.health.v1.Health/Check", request);
    EXPECT_OK(answer) << service;
    return answer.ok() ? *answer : "";
  };
  EXPECT_EQ(health(""), "\x08\x01") << "SERVING";
  for (const auto* service : rpc::MethodTable::Services()) {
    EXPECT_EQ(health(service->full_name()), "\x08\x01") << service->full_name();
  }
  EXPECT_THAT(anyone.CallRaw("grpc.health.v1.Health/Check", "\x0a\x01x").status(),
              HasCode(absl::StatusCode::kNotFound));
}

TEST_F(DoorTest, ListsItsServicesToStandardTools) {
  const std::string list_services("\x3a\x00", 2);  // ServerReflectionRequest.list_services = ""
  const auto answer = server_.Anonymous().CallRaw(
      "grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", list_services);
  ASSERT_OK(answer);
  for (const auto* service : rpc::MethodTable::Services()) {
    EXPECT_THAT(*answer, HasSubstr(service->full_name()));
  }
}

}  // namespace door_test
}  // namespace kansrijk::testing
