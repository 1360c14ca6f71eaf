#include "kansrijk/v1/goal.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace handover_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A track that is active with B01 since 2026-01-05, and a free buddy B02.
class HandOver : public ::testing::Test {
 protected:
  v1::HandOverTrackRequest To(const v1::Buddy& buddy, const std::string& date = "") {
    v1::HandOverTrackRequest request;
    request.set_parent(case_.track.name());
    request.set_buddy(buddy.name());
    request.set_date(date);
    request.set_reason("andere baan");
    request.set_no_conflict_of_interest(true);
    request.set_request_id(NewRequestId());
    return request;
  }

  absl::StatusOr<v1::Match> Go(const Client& client, const v1::HandOverTrackRequest& request) {
    return client.Call<v1::Match>("kansrijk.v1.MatchService/HandOverTrack", request);
  }

  v1::Match Get(const v1::Match& match) {
    v1::GetMatchRequest request;
    request.set_name(match.name());
    const auto read = coordinator_.Call<v1::Match>("kansrijk.v1.MatchService/GetMatch", request);
    EXPECT_OK(read);
    return read.ok() ? *read : v1::Match();
  }

  absl::StatusOr<v1::Track> GetTrack(const Client& client) {
    v1::GetTrackRequest request;
    request.set_name(case_.track.name());
    return client.Call<v1::Track>("kansrijk.v1.TrackService/GetTrack", request);
  }

  // Nothing changed: B01's match is as it was, and the only one.
  void ExpectAsBefore() {
    v1::ListMatchesRequest request;
    request.set_parent(case_.track.name());
    const auto list =
        coordinator_.Call<v1::ListMatchesResponse>("kansrijk.v1.MatchService/ListMatches", request);
    ASSERT_OK(list);
    ASSERT_EQ(list->matches_size(), 1);
    EXPECT_EQ(list->matches(0).SerializeAsString(), case_.match.SerializeAsString());
  }

  void Change(const v1::Buddy& changed, const std::string& path) {
    v1::UpdateBuddyRequest request;
    *request.mutable_buddy() = changed;
    request.mutable_update_mask()->add_paths(path);
    request.set_request_id(NewRequestId());
    EXPECT_OK(coordinator_.Call<v1::Buddy>("kansrijk.v1.BuddyService/UpdateBuddy", request));
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  v1::Buddy old_ = AddBuddy(coordinator_, "B01");
  v1::Buddy new_ = AddBuddy(coordinator_, "B02");
  Case case_ = AddCase(coordinator_, "H-0142", old_);
  Client layla_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
};

TEST_F(HandOver, EndsTheOldMatchAndBeginsTheNewOneOnOneDay) {
  const auto begun = Go(coordinator_, To(new_, "2026-05-18"));
  ASSERT_OK(begun);
  EXPECT_EQ(begun->state(), v1::MATCH_STATE_ACTIVE);
  EXPECT_EQ(begun->track(), case_.track.name());
  EXPECT_EQ(begun->household(), case_.household.name());
  EXPECT_EQ(begun->buddy_number(), "B02");
  EXPECT_EQ(begun->since(), "2026-05-18");
  EXPECT_EQ(begun->until(), "");
  EXPECT_EQ(begun->end_reason(), "");
  EXPECT_EQ(Get(*begun).SerializeAsString(), begun->SerializeAsString());
  const v1::Match ended = Get(case_.match);
  EXPECT_EQ(ended.state(), v1::MATCH_STATE_ENDED);
  EXPECT_EQ(ended.since(), "2026-01-05");
  EXPECT_EQ(ended.until(), "2026-05-18");
  EXPECT_EQ(ended.end_reason(), "andere baan");
  EXPECT_NE(ended.etag(), case_.match.etag());
}

TEST_F(HandOver, DoesNotComeBeforeTheOldBuddysLastContactOrTheNewOnesConfirmation) {
  ASSERT_OK(Log(layla_, SessionOn(case_.track.name(), "2026-05-18")));
  EXPECT_THAT(Go(coordinator_, To(new_, "2026-05-17")), HasReason("CONTACT_AFTER_MATCH"));
  ExpectAsBefore();
  const Client sam = server_.AddAccount("sam", v1::ROLE_BUDDY, "KO", "B02");
  ASSERT_OK(Confirm(sam, Meet(coordinator_, case_.track, new_)));
  EXPECT_THAT(Go(coordinator_, To(new_, "2026-05-19")), HasReason("MATCH_GUARDS_FAIL"));
  EXPECT_OK(Go(coordinator_, To(new_, "2026-05-20")));
}

TEST_F(HandOver, IsOfTodayUnlessADateIsGiven) {
  const auto begun = Go(coordinator_, To(new_));
  ASSERT_OK(begun);
  EXPECT_EQ(begun->since(), "2026-05-20");
  EXPECT_EQ(Get(case_.match).until(), "2026-05-20");
}

TEST_F(HandOver, MovesTheTrackFromOneBuddysSightToTheOthers) {
  const Client sam = server_.AddAccount("sam", v1::ROLE_BUDDY, "KO", "B02");
  ASSERT_OK(Confirm(sam, Meet(coordinator_, case_.track, new_)));
  EXPECT_OK(GetTrack(layla_));
  EXPECT_THAT(GetTrack(sam), HasCode(StatusCode::kNotFound));
  ASSERT_OK(Go(coordinator_, To(new_)));
  EXPECT_THAT(GetTrack(layla_), HasCode(StatusCode::kNotFound));
  EXPECT_OK(GetTrack(sam));
}

TEST_F(HandOver, MakesTheMatchThatIsProposedOrMeetingActive) {
  const v1::Match proposed = AddMatch(coordinator_, case_.track, new_);
  const auto begun = Go(coordinator_, To(new_));
  ASSERT_OK(begun);
  EXPECT_EQ(begun->name(), proposed.name());
  EXPECT_EQ(begun->state(), v1::MATCH_STATE_ACTIVE);
}

// Who has an account confirms herself, and needs to do so once for a household: a track can go
// back.
TEST_F(HandOver, WaitsForTheBuddyWhoHasAnAccountToConfirm) {
  const Client sam = server_.AddAccount("sam", v1::ROLE_BUDDY, "KO", "B02");
  const auto refused = Go(coordinator_, To(new_));
  EXPECT_THAT(refused, HasReason("MATCH_GUARDS_FAIL"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("has not confirmed"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("kansrijk match propose"));
  ExpectAsBefore();
  ASSERT_OK(Confirm(sam, Meet(coordinator_, case_.track, new_)));
  ASSERT_OK(Go(coordinator_, To(new_)));
  EXPECT_OK(Go(coordinator_, To(old_))) << "layla had the track before";
  EXPECT_OK(Go(coordinator_, To(new_)));
}

TEST_F(HandOver, NamesTheOpenStepsOfTheBuddyBefore) {
  const auto call = [&](auto response, const char* method, auto request) {
    request.set_request_id(NewRequestId());
    const auto made = coordinator_.Call<decltype(response)>(method, request);
    EXPECT_OK(made);
    return *made;
  };
  v1::CreateGoalRequest goal;
  goal.set_parent(case_.track.name());
  goal.mutable_goal()->set_pillar(v1::PILLAR_WORK);
  goal.mutable_goal()->set_text("Werk");
  goal.mutable_goal()->set_due_date("2026-12-01");
  const auto made = call(v1::Goal(), "kansrijk.v1.GoalService/CreateGoal", goal);
  const auto add = [&](const std::string& text, const v1::Buddy* owner) {
    v1::CreateStepRequest step;
    step.set_parent(made.name());
    step.mutable_step()->set_text(text);
    step.mutable_step()->set_due_date("2026-11-01");
    if (owner != nullptr) step.mutable_step()->set_owner_buddy(owner->name());
    return call(v1::Step(), "kansrijk.v1.GoalService/CreateStep", step);
  };
  const v1::Step open = add("GKB bellen", &old_);
  add("Zelf bellen", nullptr);
  v1::TransitionStepRequest drop;
  const v1::Step dropped = add("Niet meer", &old_);
  drop.set_name(dropped.name());
  drop.set_etag(dropped.etag());
  drop.set_verb(v1::STEP_VERB_DROP);
  call(v1::Step(), "kansrijk.v1.GoalService/TransitionStep", drop);
  const auto begun = Go(coordinator_, To(new_));
  ASSERT_OK(begun);
  ASSERT_EQ(begun->left_steps_size(), 1);
  EXPECT_EQ(begun->left_steps(0).number(), open.number());
  EXPECT_EQ(begun->left_steps(0).text(), "GKB bellen");
}

TEST_F(HandOver, LeavesTheDayItselfToBothBuddies) {
  ASSERT_OK(Go(coordinator_, To(new_, "2026-05-18")));
  const auto log = [&](const v1::Buddy& buddy, const std::string& date) {
    v1::LogSessionRequest request = SessionOn(case_.track.name(), date);
    request.mutable_session()->set_buddy(buddy.name());
    return Log(coordinator_, request);
  };
  EXPECT_OK(log(old_, "2026-05-18"));
  EXPECT_OK(log(new_, "2026-05-18"));
  EXPECT_THAT(log(old_, "2026-05-19"), HasReason("NO_MATCH_ON_DATE"));
  EXPECT_THAT(log(new_, "2026-05-17"), HasReason("NO_MATCH_ON_DATE"));
}

TEST_F(HandOver, LeavesProposalsToOthersAsTheyAre) {
  const v1::Match proposal = AddMatch(coordinator_, case_.track, AddBuddy(coordinator_, "B03"));
  ASSERT_OK(Go(coordinator_, To(new_)));
  EXPECT_EQ(Get(proposal).SerializeAsString(), proposal.SerializeAsString());
}

TEST_F(HandOver, HappensOnceForOneRequest) {
  const v1::HandOverTrackRequest request = To(new_);
  const auto first = Go(coordinator_, request);
  ASSERT_OK(first);
  const auto again = Go(coordinator_, request);
  ASSERT_OK(again);
  EXPECT_TRUE(coordinator_.replayed());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
}

TEST_F(HandOver, HasADayBetweenTheOldMatchsFirstAndToday) {
  const auto future = Go(coordinator_, To(new_, "2026-05-21"));
  EXPECT_THAT(future, HasReason("MATCH_DATE_IN_FUTURE"));
  EXPECT_THAT(future, BlamesField("date"));
  const auto early = Go(coordinator_, To(new_, "2026-01-04"));
  EXPECT_THAT(early, HasReason("MATCH_ENDS_BEFORE_IT_BEGINS"));
  EXPECT_THAT(early, BlamesField("date"));
  v1::HandOverTrackRequest silent = To(new_);
  silent.clear_reason();
  EXPECT_THAT(Go(coordinator_, silent), BlamesField("reason"));
  ExpectAsBefore();
  EXPECT_OK(Go(coordinator_, To(new_, "2026-01-05")));
}

TEST_F(HandOver, IsNotToABuddyWhoHasTheTrackAlready) {
  const auto refused = Go(coordinator_, To(old_));
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("ALREADY_MATCHED"));
  ExpectAsBefore();
}

TEST_F(HandOver, NeedsOneActiveMatch) {
  v1::Match second = AddMatch(coordinator_, case_.track, AddBuddy(coordinator_, "B03"));
  second = *Transition(coordinator_, second, v1::MATCH_VERB_START_MEETING);
  second = *Transition(coordinator_, second, v1::MATCH_VERB_ACTIVATE);
  const auto several = Go(coordinator_, To(new_));
  EXPECT_THAT(several, HasReason("SEVERAL_ACTIVE_MATCHES"));
  EXPECT_THAT(std::string(several.status().message()), HasSubstr("B01, B03"));
  ASSERT_OK(Transition(coordinator_, second, v1::MATCH_VERB_END));
  ASSERT_OK(Transition(coordinator_, case_.match, v1::MATCH_VERB_END));
  EXPECT_THAT(Go(coordinator_, To(new_)), HasReason("NO_ACTIVE_MATCH"));
}

TEST_F(HandOver, IsNotForATrackThatHasEnded) {
  ASSERT_OK(Transition(coordinator_, case_.track, v1::TRACK_VERB_DROP_OUT));
  EXPECT_THAT(Go(coordinator_, To(new_)), HasReason("TRACK_HAS_ENDED"));
}

TEST_F(HandOver, IsRefusedWholeWhenAHardGuardFails) {
  v1::HandOverTrackRequest request = To(new_);
  request.set_no_conflict_of_interest(false);
  request.set_override_reason("haast");
  const auto refused = Go(coordinator_, request);
  EXPECT_THAT(refused, HasReason("MATCH_GUARDS_FAIL"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("no_conflict_of_interest"));
  ExpectAsBefore();
}

TEST_F(HandOver, KeepsWhyASoftGuardGaveWay) {
  v1::Buddy full = new_;
  full.set_capacity(1);
  Change(full, "capacity");
  AddCase(coordinator_, "H-0143", new_);
  v1::HandOverTrackRequest request = To(new_);
  EXPECT_THAT(std::string(Go(coordinator_, request).status().message()),
              HasSubstr("no free capacity (tracks: 1 of 1)"));
  ExpectAsBefore();
  request.set_override_reason("tot de zomer");
  request.set_request_id(NewRequestId());
  const auto begun = Go(coordinator_, request);
  ASSERT_OK(begun);
  EXPECT_THAT(begun->overridden_guards(), ElementsAre(v1::MATCH_GUARD_CAPACITY));
  EXPECT_EQ(begun->override_reason(), "tot de zomer");
}

TEST_F(HandOver, IsForCoordinatorsOfTheTrack) {
  server_.AddOrganisation("ELDERS");
  const Client stranger = server_.AddAccount("elders", v1::ROLE_COORDINATOR, "ELDERS");
  EXPECT_THAT(Go(stranger, To(new_)), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Go(layla_, To(new_)), HasCode(StatusCode::kPermissionDenied));
  const v1::Buddy foreign = AddBuddy(stranger, "B09");
  EXPECT_THAT(Go(coordinator_, To(foreign)), HasCode(StatusCode::kNotFound));
  ExpectAsBefore();
}

}  // namespace handover_test
}  // namespace kansrijk::testing
