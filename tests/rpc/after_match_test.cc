// A match that ended: its buddy still logs a session, and by no rpc whatever hears or reaches
// anything of the household.
#include <gtest/gtest.h>

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "kansrijk/v1/goal.pb.h"
#include "server/rpc/status.h"
#include "tests/rpc/plant.h"
#include "tests/rpc/request.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace after_match_test {

using google::protobuf::MethodDescriptor;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

const std::vector<std::string>& Canaries() {
  static const auto* const canaries =
      new std::vector<std::string>{"Zqgiven", "Zqfamily", "zqgoal", "zqnote"};
  return *canaries;
}

std::vector<std::string> CanariesIn(const std::string& text) {
  std::vector<std::string> found;
  for (const std::string& canary : Canaries()) {
    if (absl::StrContains(text, canary)) found.push_back(canary);
  }
  return found;
}

// All that an answer says: the response, or the error with its details.
std::string Said(const Client& client, const std::string& path, const std::string& request) {
  const auto answer = client.CallRaw(path, request);
  return answer.ok()
             ? *answer
             : absl::StrCat(answer.status().ToString(), rpc::StatusToBytes(answer.status()));
}

class AfterMatch : public ::testing::Test {
 protected:
  AfterMatch() {
    v1::UpdateMemberRequest update;
    *update.mutable_member() = case_.participant;
    update.mutable_member()->set_given_name("Zqgiven");
    update.mutable_member()->set_family_name("Zqfamily");
    update.mutable_update_mask()->add_paths("given_name");
    update.mutable_update_mask()->add_paths("family_name");
    case_.participant = Must<v1::Member>(coordinator_, "HouseholdService/UpdateMember", update);
    v1::CreateGoalRequest create;
    create.set_parent(case_.track.name());
    create.mutable_goal()->set_pillar(v1::PILLAR_WORK);
    create.mutable_goal()->set_text("zqgoal");
    create.mutable_goal()->set_due_date("2026-12-31");
    goal_ = Must<v1::Goal>(layla_, "GoalService/CreateGoal", create);
    logged_ = SessionOn(case_.track.name(), "2026-05-19");
    logged_.mutable_session()->set_note("zqnote");
    session_ = *Log(layla_, logged_);
  }

  void EndMatch() {
    ASSERT_OK(Transition(coordinator_, case_.match, v1::MATCH_VERB_END, "2026-05-20"));
  }

  Things ByName() const {
    return {{"Buddy", {buddy_.name(), buddy_.etag()}},
            {"Household", {case_.household.name(), case_.household.etag()}},
            {"Member", {case_.participant.name(), case_.participant.etag()}},
            {"Track", {case_.track.name(), case_.track.etag()}},
            {"SpareTrack", {case_.track.name(), ""}},
            {"Match", {case_.match.name(), case_.match.etag()}},
            {"Session", {session_.name(), session_.etag()}},
            {"Goal", {goal_.name(), goal_.etag()}}};
  }

  Things ByNumber() const {
    Things things = ByName();
    things["Household"].name = "households/H-0142";
    things["Member"].name = absl::StrCat("households/-/members/", case_.participant.number());
    things["Track"].name = "tracks/H-0142";
    things["Match"].name = absl::StrCat("tracks/", case_.track.number(), "/matches/B01");
    things["Session"].name = absl::StrCat("tracks/-/sessions/", session_.number());
    things["Goal"].name = absl::StrCat("tracks/-/goals/", goal_.number());
    return things;
  }

  // All that the buddy is told by every rpc about it, and without naming anything.
  std::string Heard() const {
    std::string heard;
    for (const MethodDescriptor* rpc : Rpcs()) {
      for (const Things& things : {ByName(), ByNumber(), Things{}}) {
        absl::StrAppend(&heard,
                        Said(layla_, PathOf(*rpc), RequestOf(*rpc, things)->SerializeAsString()));
      }
    }
    return heard;
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  v1::Buddy buddy_ = AddBuddy(coordinator_, "B01");
  Case case_ = AddCase(coordinator_, "H-0142", buddy_);
  Client layla_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  v1::Goal goal_;
  v1::LogSessionRequest logged_;
  v1::Session session_;
};

TEST_F(AfterMatch, LetsTheBuddyHearNothingByAnyRpc) {
  // Without this, silence afterwards would prove nothing.
  EXPECT_THAT(CanariesIn(Heard()), ElementsAreArray(Canaries()));
  EndMatch();
  EXPECT_THAT(CanariesIn(Heard()), IsEmpty());
}

TEST_F(AfterMatch, LetsTheBuddyHearNothingOfWhatWasAnsweredBefore) {
  v1::CreateGoalRequest again;
  again.set_parent(case_.track.name());
  again.mutable_goal()->set_pillar(v1::PILLAR_WORK);
  again.mutable_goal()->set_text("zqgoal");
  again.mutable_goal()->set_due_date("2026-12-31");
  again.set_request_id(NewRequestId());
  constexpr char kCreate[] = "kansrijk.v1.GoalService/CreateGoal";
  ASSERT_OK(layla_.Call<v1::Goal>(kCreate, again));
  EndMatch();
  for (const auto& [method, bytes] :
       {std::pair(std::string(kCreate), again.SerializeAsString()),
        std::pair(std::string("kansrijk.v1.SessionService/LogSession"),
                  logged_.SerializeAsString())}) {
    const auto answer = layla_.CallRaw(method, bytes);
    ASSERT_OK(answer) << method;
    EXPECT_TRUE(layla_.replayed());
    EXPECT_THAT(CanariesIn(*answer), IsEmpty()) << method;
  }
}

TEST_F(AfterMatch, LetsTheBuddyReachTheTrackByLoggingASessionOnly) {
  EndMatch();
  std::vector<std::string> reached;
  for (const MethodDescriptor* rpc : Rpcs()) {
    const v1::Policy& policy = rpc->options().GetExtension(v1::policy);
    if (policy.relation() != v1::RELATION_CASELOAD || policy.target().empty()) continue;
    for (const Things& things : {ByName(), ByNumber()}) {
      const auto answer =
          layla_.CallRaw(PathOf(*rpc), RequestOf(*rpc, things)->SerializeAsString());
      if (answer.ok()) reached.push_back(rpc->name());
    }
  }
  EXPECT_THAT(reached, ::testing::ElementsAre("LogSession", "LogSession"));
}

}  // namespace after_match_test
}  // namespace kansrijk::testing
