// Whole commands against a server of canned answers.
#include "client/run.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/strings/str_format.h"
#include "client/shell/configuration.h"
#include "client/shell/failure.h"
#include "gmock/gmock.h"
#include "kansrijk/v1/account.pb.h"
#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/household.pb.h"
#include "kansrijk/v1/session.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "tests/client/canned_server.h"
#include "tests/client/running.h"

namespace kansrijk::client {
namespace run_test {

using grpc::Status;
using grpc::StatusCode;
using ::testing::HasSubstr;

TEST_F(Running, SendsTheStoredToken) {
  server_.On<v1::WhoamiRequest, v1::WhoamiResponse>("AccountService.Whoami", [](auto&, auto& me) {
    me.mutable_account()->set_handle("layla");
    return Status::OK;
  });
  EXPECT_EQ(Type({"whoami"}), 0) << err();
  EXPECT_EQ(server_.last_authorization(), "Bearer secret");
  EXPECT_NE(out().find("layla"), std::string::npos);
}

TEST_F(Running, AsksForLoginWithoutAToken) {
  std::filesystem::remove(TokenPath(kDefaultContext));
  EXPECT_EQ(Type({"caseload"}), 3);
  EXPECT_EQ(err(), "kansrijk: you are not logged in\nLog in first: kansrijk login\n");
  EXPECT_TRUE(server_.calls().empty());
}

TEST_F(Running, UpdatesWithTheEtagThatItLooksUp) {
  v1::UpdateHouseholdRequest sent;
  server_.On<v1::GetHouseholdRequest, v1::Household>("HouseholdService.GetHousehold",
                                                     [](auto& request, auto& household) {
                                                       household.set_name(request.name());
                                                       household.set_etag("e7");
                                                       return Status::OK;
                                                     });
  server_.On<v1::UpdateHouseholdRequest, v1::Household>("HouseholdService.UpdateHousehold",
                                                        [&](auto& request, auto&) {
                                                          sent = request;
                                                          return Status::OK;
                                                        });
  EXPECT_EQ(Type({"household", "update", "H-0142", "--type", "single"}), 0) << err();
  EXPECT_EQ(sent.household().name(), "households/H-0142");
  EXPECT_EQ(sent.household().etag(), "e7");
  EXPECT_EQ(sent.update_mask().ShortDebugString(), "paths: \"type\"");
  EXPECT_EQ(sent.request_id().size(), 36u);
}

TEST_F(Running, DoesNotLookUpAnEtagThatIsGiven) {
  server_.On<v1::UpdateBuddyRequest, v1::Buddy>("BuddyService.UpdateBuddy",
                                                [](auto& request, auto& buddy) {
                                                  buddy.set_number(request.buddy().etag());
                                                  return Status::OK;
                                                });
  EXPECT_EQ(Type({"buddy", "update", "B01", "--capacity", "3", "--etag", "e1"}), 0) << err();
  EXPECT_EQ(server_.calls(), std::vector<std::string>{"BuddyService.UpdateBuddy"});
}

TEST_F(Running, RetriesWhileTheServerIsUnavailable) {
  int attempts = 0;
  std::vector<std::string> ids;
  server_.On<v1::LogSessionRequest, v1::Session>(
      "SessionService.LogSession", [&](auto& request, auto& session) {
        ids.push_back(request.request_id());
        if (++attempts < 3) return Refused(StatusCode::UNAVAILABLE, "away", "weg", {});
        session.set_number("S-0881");
        return Status::OK;
      });
  EXPECT_EQ(Type({"session", "log", "H-0142", "--channel", "phone", "--minutes", "5"}), 0) << err();
  EXPECT_EQ(ids, std::vector<std::string>(3, ids.front()));
  EXPECT_NE(out().find("S-0881"), std::string::npos);
}

// The buddy of a match that ended, or who asks again after that, is not shown what was saved.
TEST_F(Running, SaysThatItWasSavedWhenTheAnswerIsANameAlone) {
  server_.On<v1::LogSessionRequest, v1::Session>("SessionService.LogSession",
                                                 [](auto&, auto& session) {
                                                   session.set_name("tracks/1/sessions/2");
                                                   return Status::OK;
                                                 });
  const auto log = [&](std::vector<std::string> more) {
    std::vector<std::string> words = {"session", "log",       "H-0142", "--channel",
                                      "phone",   "--minutes", "5"};
    words.insert(words.end(), more.begin(), more.end());
    return Type(words);
  };
  EXPECT_EQ(log({}), 0);
  EXPECT_EQ(out(), "");
  EXPECT_EQ(err(), "Saved. You may not see what it says.\n");
  EXPECT_EQ(log({"--lang", "nl"}), 0);
  EXPECT_EQ(err(), "Opgeslagen. U krijgt niet te zien wat erin staat.\n");
  EXPECT_EQ(log({"-o", "json"}), 0);
  EXPECT_EQ(out(), "{\n  \"name\": \"tracks/1/sessions/2\"\n}\n");
  EXPECT_EQ(log({"-o", "csv"}), 0);
  EXPECT_EQ(out(), "name\r\ntracks/1/sessions/2\r\n");
  EXPECT_EQ(log({"-o", "name"}), 0);
  EXPECT_EQ(out(), "tracks/1/sessions/2\n");
}

TEST_F(Running, SaysThatAChangeWithoutANameWasSaved) {
  server_.On<v1::DisableAccountRequest, v1::Account>("AccountService.DisableAccount",
                                                     [](auto&, auto&) { return Status::OK; });
  EXPECT_EQ(Type({"account", "disable", "layla", "--confirm", "layla"}), 0);
  EXPECT_EQ(out(), "");
  EXPECT_EQ(err(), "Saved. You may not see what it says.\n");
}

TEST_F(Running, SaysHowToRepeatWhenTheOutcomeIsUnknown) {
  server_.On<v1::GetTrackRequest, v1::Track>("TrackService.GetTrack", [](auto&, auto& track) {
    track.set_etag("e7");
    return Status::OK;
  });
  server_.On<v1::TransitionTrackRequest, v1::Track>(
      "TrackService.TransitionTrack",
      [](auto&, auto&) { return Status(StatusCode::DEADLINE_EXCEEDED, "late"); });
  const std::string id = "0b0e7a6e-2a55-4d07-a6dc-3c1b5a3f0a11";
  EXPECT_EQ(Type({"track", "pause", "T0142", "--request-id", id}), 8);
  EXPECT_EQ(err(),
            "kansrijk: no answer within 10 seconds\n"
            "It is not known whether the change was made. Repeat it safely with:\n"
            "  kansrijk track pause T0142 --request-id " +
                id +
                " --etag e7\n"
                "Wait longer with --timeout SECONDS.\n"
                "Request id: " +
                id + "\n");
  EXPECT_EQ(out(), "");
}

TEST_F(Running, BlamesTheFlagInTheUsersLanguage) {
  server_.On<v1::LogSessionRequest, v1::Session>("SessionService.LogSession", [](auto&, auto&) {
    return Refused(StatusCode::INVALID_ARGUMENT, "the date is in the future",
                   "de datum ligt in de toekomst", {"session.date"});
  });
  const std::vector<std::string> words = {"session", "log",          "H-0142", "--channel",
                                          "phone",   "--request-id", "1"};
  EXPECT_EQ(Type(words), 2);
  EXPECT_EQ(err(), "kansrijk: the date is in the future\n  --date\nRequest id: 1\n");
  setenv("KANSRIJK_LANG", "nl", 1);
  EXPECT_EQ(Type(words), 2);
  EXPECT_EQ(err(), "kansrijk: de datum ligt in de toekomst\n  --date\nKenmerk: 1\n");
}

TEST_F(Running, NamesEveryFlagThatIsToBlameOnce) {
  server_.On<v1::LogSessionRequest, v1::Session>("SessionService.LogSession", [](auto&, auto&) {
    return Refused(StatusCode::INVALID_ARGUMENT, "in the future; `session.minutes` is -5",
                   "in de toekomst; `session.minutes` is -5", {"session.date", "session.minutes"});
  });
  const std::vector<std::string> words = {"session", "log",          "H-0142", "--channel",
                                          "phone",   "--request-id", "1"};
  EXPECT_EQ(Type(words), 2);
  EXPECT_EQ(err(),
            "kansrijk: in the future; --minutes is -5\n"
            "  --date\n"
            "Request id: 1\n");
  setenv("KANSRIJK_LANG", "nl", 1);
  EXPECT_EQ(Type(words), 2);
  EXPECT_EQ(err(), "kansrijk: in de toekomst; --minutes is -5\n  --date\nKenmerk: 1\n");
}

TEST_F(Running, ExitsByTheKindOfFailure) {
  StatusCode code = StatusCode::OK;
  server_.On<v1::GetBuddyRequest, v1::Buddy>("BuddyService.GetBuddy", [&](auto&, auto&) {
    return Refused(code, "refused", "geweigerd", {});
  });
  const std::vector<std::pair<StatusCode, int>> codes = {{StatusCode::INVALID_ARGUMENT, 2},
                                                         {StatusCode::UNAUTHENTICATED, 3},
                                                         {StatusCode::PERMISSION_DENIED, 4},
                                                         {StatusCode::NOT_FOUND, 4},
                                                         {StatusCode::ABORTED, 5},
                                                         {StatusCode::ALREADY_EXISTS, 5},
                                                         {StatusCode::FAILED_PRECONDITION, 6},
                                                         {StatusCode::RESOURCE_EXHAUSTED, 7},
                                                         {StatusCode::DEADLINE_EXCEEDED, 8},
                                                         {StatusCode::INTERNAL, 1}};
  for (const auto& [status, exit_code] : codes) {
    code = status;
    EXPECT_EQ(Type({"buddy", "show", "B01"}), exit_code) << status;
    EXPECT_EQ(err().rfind("kansrijk: refused\n", 0), 0u) << err();
    EXPECT_EQ(err().find("trace-1") != std::string::npos, status == StatusCode::INTERNAL);
  }
  EXPECT_EQ(Type({"buddy", "show", "B01", "-v"}), 1);
  EXPECT_NE(err().find("Trace id: trace-1"), std::string::npos);
}

TEST_F(Running, FollowsPagesUpToTheLimit) {
  std::vector<int> sizes;
  server_.On<v1::ListBuddiesRequest, v1::ListBuddiesResponse>(
      "BuddyService.ListBuddies", [&](auto& request, auto& page) {
        sizes.push_back(request.page_size());
        for (int i = 0; i < request.page_size(); ++i) page.add_buddies()->set_name("buddies/x");
        page.set_next_page_token("more");
        return Status::OK;
      });
  EXPECT_EQ(Type({"buddy", "list", "--limit", "250", "-o", "name"}), 0);
  EXPECT_EQ(sizes, (std::vector<int>{200, 50}));
  const std::string names = out();
  EXPECT_EQ(std::count(names.begin(), names.end(), '\n'), 250);
  EXPECT_EQ(err(), "The first 250 are shown; --all shows every row.\n");
}

TEST_F(Running, AsksGraveActionsToBeConfirmed) {
  EXPECT_EQ(Type({"account", "disable", "layla", "--no-input"}), 2);
  EXPECT_EQ(err(), "kansrijk: this needs --confirm layla\n");
  EXPECT_EQ(Type({"account", "disable", "layla", "--confirm", "noor"}), 2);
  EXPECT_TRUE(server_.calls().empty());
  server_.On<v1::DisableAccountRequest, v1::Account>("AccountService.DisableAccount",
                                                     [](auto&, auto&) { return Status::OK; });
  EXPECT_EQ(Type({"account", "disable", "layla", "--confirm", "layla"}), 0) << err();
}

TEST_F(Running, NamesWhatIsMissing) {
  EXPECT_EQ(Type({"session", "log", "H-0142", "--no-input"}), 2);
  EXPECT_EQ(err(), "kansrijk: missing: --channel\n");
}

TEST_F(Running, KeepsNotesOffTheCommandLine) {
  EXPECT_EQ(Type({"session", "log", "H-0142", "--channel", "phone", "--note", "private"}), 2);
  EXPECT_EQ(err().find("private"), std::string::npos);
  EXPECT_TRUE(server_.calls().empty());
}

TEST_F(Running, RemembersContexts) {
  unsetenv("KANSRIJK_SERVER");
  EXPECT_EQ(Type({"context", "add", "office", "--server", "127.0.0.1:7443"}), 0) << err();
  EXPECT_EQ(Type({"context", "add", "home", "--server", "unix:/run/k.sock"}), 0) << err();
  EXPECT_EQ(Type({"context", "use", "home"}), 0) << err();
  EXPECT_EQ(Type({"context", "list"}), 0);
  EXPECT_EQ(out(),
            "   Context  Server\n"
            "*  home     unix:/run/k.sock\n"
            "   office   127.0.0.1:7443\n");
  EXPECT_EQ(Type({"context", "use", "nowhere"}), 4);
  EXPECT_EQ(Type({"context", "add", "far", "--server", "10.0.0.1:7443"}), 2);
  EXPECT_EQ(Type({"context", "remove", "home"}), 0);
}

TEST_F(Running, SpeaksTheLanguageAskedForEverywhere) {
  EXPECT_EQ(Type({"--lang", "nl"}), 0);
  EXPECT_NE(out().find("Voorbeelden:"), std::string::npos);
  EXPECT_EQ(Type({"session", "lgo", "--lang=nl"}), 2);
  EXPECT_EQ(err().rfind("kansrijk: onbekende opdracht: session lgo. Bedoelt u session log?", 0),
            0u);
  EXPECT_EQ(Type({"caseload", "--lang", "fr"}), 2);
}

TEST_F(Running, GroupsTheOverviewBySubjectInLinesThatFit) {
  for (const char* language : {"en", "nl"}) {
    EXPECT_EQ(Type({"--lang", language}), 0);
    std::istringstream lines(out());
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100u) << line;
  }
  EXPECT_NE(out().find("\n\nDoelen:\n  goal "), std::string::npos) << out();
  EXPECT_NE(out().find("\n  step           add, show, update, start, finish, drop\n"),
            std::string::npos)
      << out();
}

TEST_F(Running, DocumentsExitCodesInHelp) {
  EXPECT_EQ(Type({"--help"}), 0);
  for (const ExitCode& entry : ExitCodes()) {
    EXPECT_THAT(out(), HasSubstr(absl::StrFormat("\n  %-3d  %s\n", entry.code, entry.meaning)));
  }
}

TEST_F(Running, CompletesNounsVerbsFlagsAndValues) {
  EXPECT_EQ(Type({"completion", "bash"}), 0);
  for (const char* part :
       {"today caseload overview review session appointment household",
        "log amend void move list show", "--minutes", "home-visit phone video"}) {
    EXPECT_NE(out().find(part), std::string::npos) << part;
  }
  const std::string file = "\"statistics report -o\") COMPREPLY=($(compgen -f -- \"$current\"))";
  EXPECT_LT(out().find(file), out().find("*\" --output\"")) << out();
  EXPECT_EQ(Type({"completion", "fish"}), 0);
  EXPECT_NE(out().find("-l channel"), std::string::npos);
  EXPECT_EQ(Type({"completion", "tcsh"}), 2);
}

}  // namespace run_test
}  // namespace kansrijk::client
