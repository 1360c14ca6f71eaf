#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/settings.pb.h"
#include "kansrijk/v1/signal.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace signal_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kService[] = "kansrijk.v1.SignalService/";

absl::StatusOr<v1::Signal> Raise(const Client& client, const std::string& track,
                                 const std::string& description = "Blauwe plekken op de arm.") {
  v1::RaiseSignalRequest request;
  request.set_parent(track);
  request.mutable_signal()->set_description(description);
  request.set_request_id(NewRequestId());
  return client.Call<v1::Signal>(absl::StrCat(kService, "RaiseSignal"), request);
}

absl::StatusOr<v1::Signal> Get(const Client& client, const std::string& name) {
  v1::GetSignalRequest request;
  request.set_name(name);
  return client.Call<v1::Signal>(absl::StrCat(kService, "GetSignal"), request);
}

v1::TransitionSignalRequest ToDo(const v1::Signal& signal, v1::SignalVerb verb) {
  v1::TransitionSignalRequest request;
  request.set_name(signal.name());
  request.set_etag(signal.etag());
  request.set_verb(verb);
  request.set_note("Besproken met de aandachtsfunctionaris.");
  if (verb == v1::SIGNAL_VERB_DECIDE) request.set_decision(v1::SIGNAL_DECISION_HELP_ARRANGED);
  request.set_request_id(NewRequestId());
  return request;
}

absl::StatusOr<v1::Signal> Do(const Client& client, const v1::TransitionSignalRequest& request) {
  return client.Call<v1::Signal>(absl::StrCat(kService, "TransitionSignal"), request);
}

absl::StatusOr<v1::Signal> Do(const Client& client, const v1::Signal& signal, v1::SignalVerb verb) {
  return Do(client, ToDo(signal, verb));
}

std::vector<std::string> Numbers(const Client& client, v1::ListSignalsRequest request = {}) {
  std::vector<std::string> numbers;
  do {
    const auto page =
        client.Call<v1::ListSignalsResponse>(absl::StrCat(kService, "ListSignals"), request);
    EXPECT_OK(page);
    if (!page.ok()) break;
    for (const v1::Signal& signal : page->signals()) {
      EXPECT_EQ(signal.events_size(), 0);
      numbers.push_back(signal.number());
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return numbers;
}

// A track with a professional (layla, B01) and a volunteer (vera, B02); karim (B03) is a buddy
// without a match, tess the coordinator.
class SafetySignal : public ::testing::Test {
 protected:
  SafetySignal() {
    v1::Buddy volunteer = AddBuddy(coordinator_, "B02");
    volunteer.set_kind(v1::BUDDY_KIND_VOLUNTEER);
    v1::UpdateBuddyRequest request;
    *request.mutable_buddy() = volunteer;
    request.mutable_update_mask()->add_paths("kind");
    request.set_request_id(NewRequestId());
    EXPECT_OK(coordinator_.Call<v1::Buddy>("kansrijk.v1.BuddyService/UpdateBuddy", request));
    MatchUp(coordinator_, case_.track, volunteer);
    AddBuddy(coordinator_, "B03");
  }

  void Appoint(const std::string& handle) {
    const auto settings = coordinator_.Call<v1::Settings>("kansrijk.v1.SettingsService/GetSettings",
                                                          v1::GetSettingsRequest());
    ASSERT_OK(settings);
    v1::UpdateSettingsRequest request;
    request.mutable_settings()->set_etag(settings->etag());
    request.mutable_settings()->set_safety_officer("accounts/" + handle);
    request.mutable_update_mask()->add_paths("safety_officer");
    request.set_request_id(NewRequestId());
    ASSERT_OK(
        coordinator_.Call<v1::Settings>("kansrijk.v1.SettingsService/UpdateSettings", request));
  }

  Client Karim() { return server_.AddAccount("karim", v1::ROLE_BUDDY, "KO", "B03"); }

  Client Vera() { return server_.AddAccount("vera", v1::ROLE_BUDDY, "KO", "B02"); }

  Client Stranger() {
    server_.AddOrganisation("WB");
    return server_.AddAccount("pieter", v1::ROLE_COORDINATOR, "WB");
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("tess", v1::ROLE_COORDINATOR);
  Case case_ = AddCase(coordinator_, "H-0142", AddBuddy(coordinator_, "B01"));
  Client layla_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
};

using RaiseSignal = SafetySignal;
using GetSignal = SafetySignal;
using ListSignals = SafetySignal;
using TransitionSignal = SafetySignal;

TEST_F(RaiseSignal, KeepsWhatWasSeenWithWhoAndWhen) {
  const auto signal = Raise(layla_, "tracks/H-0142");
  ASSERT_OK(signal);
  EXPECT_EQ(signal->number(), "V-0001");
  EXPECT_EQ(signal->track(), case_.track.name());
  EXPECT_EQ(signal->track_number(), case_.track.number());
  EXPECT_EQ(signal->household(), case_.household.name());
  EXPECT_EQ(signal->household_number(), "H-0142");
  EXPECT_EQ(signal->description(), "Blauwe plekken op de arm.");
  EXPECT_EQ(signal->state(), v1::SIGNAL_STATE_RAISED);
  EXPECT_EQ(signal->decision(), v1::SIGNAL_DECISION_UNSPECIFIED);
  EXPECT_EQ(signal->raised_by(), "layla");
  ASSERT_EQ(signal->events_size(), 1);
  EXPECT_EQ(signal->events(0).verb(), v1::SIGNAL_VERB_UNSPECIFIED);
  EXPECT_EQ(signal->events(0).state(), v1::SIGNAL_STATE_RAISED);
  EXPECT_EQ(signal->events(0).date(), "2026-05-20");
  EXPECT_EQ(signal->events(0).account_handle(), "layla");
  EXPECT_EQ(Get(layla_, signal->name())->SerializeAsString(), signal->SerializeAsString());
}

TEST_F(RaiseSignal, HandsOverWhatAProfessionalDidNotRaise) {
  EXPECT_FALSE(Raise(layla_, "tracks/H-0142")->handed_over());
  EXPECT_TRUE(Raise(Vera(), "tracks/H-0142")->handed_over());
  EXPECT_TRUE(Raise(coordinator_, "tracks/H-0142")->handed_over());
}

TEST_F(RaiseSignal, NeedsADescriptionAndTheCaseload) {
  EXPECT_THAT(Raise(layla_, "tracks/H-0142", ""), BlamesField("signal.description"));
  EXPECT_THAT(Raise(Karim(), case_.track.name()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Raise(Stranger(), case_.track.name()), HasCode(StatusCode::kNotFound));
}

TEST_F(GetSignal, IsForRaiserCoordinatorAndSafetyOfficerOnly) {
  const auto signal = Raise(layla_, "tracks/H-0142");
  ASSERT_OK(signal);
  const Client karim = Karim();
  const Client vera = Vera();  // with a match on the same track
  for (const std::string& name : {signal->name(), std::string("tracks/-/signals/V-0001")}) {
    EXPECT_OK(Get(layla_, name));
    EXPECT_OK(Get(coordinator_, name));
    EXPECT_THAT(Get(vera, name), HasCode(StatusCode::kNotFound));
    EXPECT_THAT(Get(karim, name), HasCode(StatusCode::kNotFound));
  }
  EXPECT_THAT(Get(Stranger(), signal->name()), HasCode(StatusCode::kNotFound));

  Appoint("karim");  // a buddy without a match
  EXPECT_OK(Get(karim, signal->name()));
  EXPECT_OK(Get(karim, "tracks/-/signals/V-0001"));
  EXPECT_THAT(Get(vera, signal->name()), HasCode(StatusCode::kNotFound));
  Appoint("vera");
  EXPECT_THAT(Get(karim, signal->name()), HasCode(StatusCode::kNotFound));
  EXPECT_OK(Get(vera, signal->name()));
}

TEST_F(GetSignal, StaysWithTheRaiserAfterTheMatch) {
  const auto signal = Raise(layla_, "tracks/H-0142");
  ASSERT_OK(signal);
  ASSERT_OK(Transition(coordinator_, case_.match, v1::MATCH_VERB_END));
  EXPECT_OK(Get(layla_, signal->name()));
  EXPECT_THAT(Numbers(layla_), ElementsAre("V-0001"));
  EXPECT_THAT(Raise(layla_, case_.track.name()), HasCode(StatusCode::kNotFound));
}

TEST_F(GetSignal, ShowsTheRaiserNothingOfWhatCameAfterTheMatch) {
  const auto raised = Raise(layla_, "tracks/H-0142");
  ASSERT_OK(raised);
  server_.clock().Advance(absl::Minutes(1));
  auto signal = Do(layla_, *raised, v1::SIGNAL_VERB_MAP);
  ASSERT_OK(signal);
  server_.clock().Advance(absl::Minutes(1));
  ASSERT_OK(Transition(coordinator_, case_.match, v1::MATCH_VERB_END));
  const auto at_the_end = Get(layla_, signal->name());
  ASSERT_OK(at_the_end);
  EXPECT_EQ(at_the_end->state(), v1::SIGNAL_STATE_MAPPED);
  EXPECT_EQ(at_the_end->events_size(), 2);
  for (const auto verb : {v1::SIGNAL_VERB_HAND_OVER, v1::SIGNAL_VERB_CONSULT, v1::SIGNAL_VERB_WEIGH,
                          v1::SIGNAL_VERB_DECIDE}) {
    server_.clock().Advance(absl::Minutes(1));
    signal = Do(coordinator_, *signal, verb);
    ASSERT_OK(signal) << v1::SignalVerb_Name(verb);
    EXPECT_EQ(Get(layla_, signal->name())->SerializeAsString(), at_the_end->SerializeAsString())
        << v1::SignalVerb_Name(verb);
  }
  v1::Signal listed = *at_the_end;
  listed.clear_events();
  v1::ListSignalsRequest undecided;
  undecided.set_undecided(true);
  for (const auto& request : {v1::ListSignalsRequest(), undecided}) {
    const auto page =
        layla_.Call<v1::ListSignalsResponse>(absl::StrCat(kService, "ListSignals"), request);
    ASSERT_OK(page);
    ASSERT_EQ(page->signals_size(), 1);
    EXPECT_EQ(page->signals(0).SerializeAsString(), listed.SerializeAsString());
  }
  EXPECT_EQ(Get(coordinator_, signal->name())->events_size(), 6);
}

// What came between the last day of a match and its recording is not the buddy's either.
TEST_F(GetSignal, ShowsTheRaiserNoStepAfterTheLastDayOfTheMatch) {
  const auto raised = Raise(layla_, "tracks/H-0142");
  ASSERT_OK(raised);
  server_.clock().Advance(absl::Hours(72));
  ASSERT_OK(Do(coordinator_, *raised, v1::SIGNAL_VERB_MAP));
  EXPECT_EQ(Get(layla_, raised->name())->events_size(), 2) << "while the match is in force";
  ASSERT_OK(Transition(coordinator_, case_.match, v1::MATCH_VERB_END, "2026-05-21"));
  EXPECT_EQ(Get(layla_, raised->name())->events_size(), 1);
}

TEST_F(GetSignal, ShowsTheRaiserAllOfItAgainWithAnotherMatch) {
  const auto raised = Raise(layla_, "tracks/H-0142");
  ASSERT_OK(raised);
  ASSERT_OK(Transition(coordinator_, case_.match, v1::MATCH_VERB_END));
  server_.clock().Advance(absl::Minutes(1));
  ASSERT_OK(Do(coordinator_, *raised, v1::SIGNAL_VERB_MAP));
  EXPECT_EQ(Get(layla_, raised->name())->events_size(), 1);
  v1::Buddy layla;
  layla.set_name("buddies/B01");
  const v1::Match meeting = Meet(coordinator_, case_.track, layla);
  EXPECT_EQ(Get(layla_, raised->name())->events_size(), 1);
  ASSERT_OK(Transition(coordinator_, meeting, v1::MATCH_VERB_ACTIVATE));
  EXPECT_EQ(Get(layla_, raised->name())->events_size(), 2);
}

TEST_F(TransitionSignal, IsNotForTheRaiserAfterTheMatch) {
  const auto raised = Raise(layla_, "tracks/H-0142");
  ASSERT_OK(raised);
  ASSERT_OK(Transition(coordinator_, case_.match, v1::MATCH_VERB_END));
  const auto refused = Do(layla_, *raised, v1::SIGNAL_VERB_MAP);
  EXPECT_THAT(refused, HasReason("SIGNAL_MATCH_ENDED"));
  const auto mapped = Do(coordinator_, *raised, v1::SIGNAL_VERB_MAP);
  ASSERT_OK(mapped);
  EXPECT_THAT(Do(layla_, *raised, v1::SIGNAL_VERB_MAP), HasReason("SIGNAL_MATCH_ENDED"))
      << "not that it was changed meanwhile";
  Appoint("layla");
  EXPECT_OK(Do(layla_, *mapped, v1::SIGNAL_VERB_CONSULT));
}

TEST_F(ListSignals, ShowsTheLatestFirstAndOnlyWhatMayBeSeen) {
  const Case other = AddCase(coordinator_, "H-0143", AddBuddy(coordinator_, "B04"));
  ASSERT_OK(Raise(layla_, case_.track.name()));
  server_.clock().Advance(absl::Minutes(1));
  ASSERT_OK(Raise(Vera(), case_.track.name()));
  server_.clock().Advance(absl::Minutes(1));
  ASSERT_OK(Raise(coordinator_, other.track.name()));
  for (const int page_size : {0, 1, 2}) {
    v1::ListSignalsRequest paged;
    paged.set_page_size(page_size);
    EXPECT_THAT(Numbers(coordinator_, paged), ElementsAre("V-0003", "V-0002", "V-0001"));
  }
  EXPECT_THAT(Numbers(layla_), ElementsAre("V-0001"));
  const Client karim = Karim();
  EXPECT_THAT(Numbers(karim), IsEmpty());
  EXPECT_THAT(Numbers(Stranger()), IsEmpty());
  Appoint("karim");
  EXPECT_THAT(Numbers(karim), ElementsAre("V-0003", "V-0002", "V-0001"));
}

TEST_F(ListSignals, FiltersByTrackAndByWhatIsOpen) {
  const Case other = AddCase(coordinator_, "H-0143", AddBuddy(coordinator_, "B04"));
  ASSERT_OK(Raise(coordinator_, case_.track.name()));
  const auto decided = Raise(coordinator_, other.track.name());
  ASSERT_OK(decided);
  auto acute = ToDo(*decided, v1::SIGNAL_VERB_DECIDE);
  acute.set_acute(true);
  ASSERT_OK(Do(coordinator_, acute));
  v1::ListSignalsRequest of_track;
  of_track.set_track("tracks/H-0143");
  EXPECT_THAT(Numbers(coordinator_, of_track), ElementsAre("V-0002"));
  v1::ListSignalsRequest undecided;
  undecided.set_undecided(true);
  EXPECT_THAT(Numbers(coordinator_, undecided), ElementsAre("V-0001"));
}

TEST_F(TransitionSignal, GoesThroughTheFiveSteps) {
  auto signal = Raise(layla_, "tracks/H-0142");
  ASSERT_OK(signal);
  for (const auto verb : {v1::SIGNAL_VERB_MAP, v1::SIGNAL_VERB_CONSULT, v1::SIGNAL_VERB_DISCUSS,
                          v1::SIGNAL_VERB_WEIGH, v1::SIGNAL_VERB_DECIDE}) {
    signal = Do(layla_, *signal, verb);
    ASSERT_OK(signal) << v1::SignalVerb_Name(verb);
  }
  EXPECT_EQ(signal->state(), v1::SIGNAL_STATE_DECIDED);
  EXPECT_EQ(signal->decision(), v1::SIGNAL_DECISION_HELP_ARRANGED);
  EXPECT_FALSE(signal->handed_over());
  ASSERT_EQ(signal->events_size(), 6);
  const v1::SignalEvent& last = signal->events(5);
  EXPECT_EQ(last.verb(), v1::SIGNAL_VERB_DECIDE);
  EXPECT_EQ(last.state(), v1::SIGNAL_STATE_DECIDED);
  EXPECT_EQ(last.date(), "2026-05-20");
  EXPECT_EQ(last.account_handle(), "layla");
  EXPECT_EQ(last.note(), "Besproken met de aandachtsfunctionaris.");
  EXPECT_EQ(Get(layla_, signal->name())->SerializeAsString(), signal->SerializeAsString());
  const auto over = Do(coordinator_, *signal, v1::SIGNAL_VERB_HAND_OVER);
  EXPECT_THAT(over, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(over, HasReason("ILLEGAL_TRANSITION"));
}

TEST_F(TransitionSignal, DecidesAtOnceInAcuteDangerOnly) {
  const auto signal = Raise(layla_, "tracks/H-0142");
  ASSERT_OK(signal);
  EXPECT_THAT(Do(layla_, *signal, v1::SIGNAL_VERB_DECIDE), HasReason("ILLEGAL_TRANSITION"));
  auto acute = ToDo(*signal, v1::SIGNAL_VERB_DECIDE);
  acute.set_acute(true);
  EXPECT_EQ(Do(layla_, acute)->state(), v1::SIGNAL_STATE_DECIDED);
}

TEST_F(TransitionSignal, IsTheCoordinatorsAndTheOfficersOnceHandedOver) {
  const Client vera = Vera();
  const auto raised = Raise(vera, "tracks/H-0142");
  ASSERT_OK(raised);
  const auto refused = Do(vera, *raised, v1::SIGNAL_VERB_MAP);
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("SIGNAL_HANDED_OVER"));
  const auto mapped = Do(coordinator_, *raised, v1::SIGNAL_VERB_MAP);
  ASSERT_OK(mapped);
  EXPECT_OK(Get(vera, raised->name()));
  Appoint("vera");
  EXPECT_OK(Do(vera, *mapped, v1::SIGNAL_VERB_CONSULT));
}

TEST_F(TransitionSignal, AProfessionalHandsOverOnce) {
  const auto raised = Raise(layla_, "tracks/H-0142");
  ASSERT_OK(raised);
  const auto given = Do(layla_, *raised, v1::SIGNAL_VERB_HAND_OVER);
  ASSERT_OK(given);
  EXPECT_TRUE(given->handed_over());
  EXPECT_EQ(given->state(), v1::SIGNAL_STATE_RAISED);
  EXPECT_THAT(Do(layla_, *given, v1::SIGNAL_VERB_MAP), HasReason("SIGNAL_HANDED_OVER"));
  EXPECT_THAT(Do(coordinator_, *given, v1::SIGNAL_VERB_HAND_OVER),
              HasReason("SIGNAL_HANDED_OVER_BEFORE"));
  EXPECT_OK(Do(coordinator_, *given, v1::SIGNAL_VERB_MAP));
}

TEST_F(TransitionSignal, RefusesWhatIsMissingOrDoesNotFit) {
  const auto signal = Raise(layla_, "tracks/H-0142");
  ASSERT_OK(signal);
  const auto with = [&](auto change) {
    auto request = ToDo(*signal, v1::SIGNAL_VERB_MAP);
    change(request);
    const auto refused = Do(layla_, request);
    EXPECT_THAT(refused, HasCode(StatusCode::kInvalidArgument));
    return refused;
  };
  EXPECT_THAT(with([](auto& request) { request.clear_note(); }), BlamesField("note"));
  EXPECT_THAT(with([](auto& request) { request.set_date("2026-05-21"); }), BlamesField("date"));
  EXPECT_THAT(with([](auto& request) { request.set_date("2026-05-19"); }), BlamesField("date"));
  EXPECT_THAT(with([](auto& request) { request.set_acute(true); }), BlamesField("acute"));
  EXPECT_THAT(with([](auto& request) { request.set_decision(v1::SIGNAL_DECISION_NO_SUSPICION); }),
              BlamesField("decision"));
  auto undecided = ToDo(*signal, v1::SIGNAL_VERB_DECIDE);
  undecided.set_acute(true);
  undecided.clear_decision();
  EXPECT_THAT(Do(layla_, undecided), BlamesField("decision"));
}

TEST_F(TransitionSignal, NeedsTheCurrentEtagAndToBeSeen) {
  const auto signal = Raise(layla_, "tracks/H-0142");
  ASSERT_OK(signal);
  EXPECT_THAT(Do(Vera(), *signal, v1::SIGNAL_VERB_MAP), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Do(Stranger(), *signal, v1::SIGNAL_VERB_MAP), HasCode(StatusCode::kNotFound));
  ASSERT_OK(Do(layla_, *signal, v1::SIGNAL_VERB_MAP));
  EXPECT_THAT(Do(layla_, *signal, v1::SIGNAL_VERB_CONSULT), HasReason("STALE_ETAG"));
}

// The officer sees the signal, not its household.
TEST_F(TransitionSignal, AnswersARetryOfTheOfficerWithTheNameAloneOnceAnotherIsAppointed) {
  const Client karim = Karim();
  Appoint("karim");
  const auto raised = Raise(Vera(), "tracks/H-0142");
  ASSERT_OK(raised);
  const auto request = ToDo(*raised, v1::SIGNAL_VERB_MAP);
  const auto first = Do(karim, request);
  ASSERT_OK(first);
  EXPECT_FALSE(karim.replayed());
  const auto again = Do(karim, request);
  ASSERT_OK(again);
  EXPECT_TRUE(karim.replayed());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(Get(karim, raised->name())->events_size(), 2);
  Appoint("tess");
  const auto later = Do(karim, request);
  ASSERT_OK(later);
  EXPECT_TRUE(karim.replayed());
  v1::Signal name_alone;
  name_alone.set_name(first->name());
  EXPECT_EQ(later->SerializeAsString(), name_alone.SerializeAsString());
}

}  // namespace signal_test
}  // namespace kansrijk::testing
