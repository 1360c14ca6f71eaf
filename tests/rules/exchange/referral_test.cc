#include "server/rules/exchange/referral.h"

#include <gmock/gmock.h>

#include <map>
#include <set>
#include <string>
#include <utility>

#include "server/base/civil.h"
#include "tests/rules/transition.h"

namespace kansrijk::rules {
namespace referral_test {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr absl::CivilDay kToday(2026, 5, 20);

v1::Referral ReferralIn(v1::ReferralState state, v1::ReferralSide side = v1::REFERRAL_SIDE_SENDER) {
  v1::Referral referral;
  referral.set_name("referrals/r");
  referral.set_number("R-0003");
  referral.set_etag("v4");
  referral.set_from("organisations/ko");
  referral.set_state(state);
  referral.set_side(side);
  v1::ReferralEvent& drafted = *referral.add_events();
  drafted.set_state(v1::REFERRAL_STATE_DRAFT);
  drafted.set_date("2026-05-10");
  v1::ReferralEvent& sent = *referral.add_events();
  sent.set_state(v1::REFERRAL_STATE_SENT);
  sent.set_date("2026-05-12");
  return referral;
}

// With all that the verb needs, and nothing else.
v1::TransitionReferralRequest ToDo(v1::ReferralVerb verb) {
  v1::TransitionReferralRequest request;
  request.set_verb(verb);
  if (verb == v1::REFERRAL_VERB_DECLINE || verb == v1::REFERRAL_VERB_NOT_START ||
      verb == v1::REFERRAL_VERB_COMPLETE) {
    request.set_note("waarom");
  }
  if (verb == v1::REFERRAL_VERB_HAND_OVER) request.set_present("Noor en Layla");
  if (verb == v1::REFERRAL_VERB_COMPLETE) request.set_outcome(v1::REFERRAL_OUTCOME_REACHED);
  return request;
}

std::string BlamedField(const absl::Status& status) {
  const auto bad = PayloadOf<google::rpc::BadRequest>(status);
  return bad.field_violations_size() == 1 ? bad.field_violations(0).field() : "";
}

template <typename Do>
void ForEachVerb(Do what) {
  for (int v = v1::REFERRAL_VERB_SEND; v <= v1::ReferralVerb_MAX; ++v) {
    const auto verb = static_cast<v1::ReferralVerb>(v);
    SCOPED_TRACE(NameOf(verb));
    what(verb);
  }
}

// The states of a referral as the programme tells them; a pair that is not here is refused.
const Told<v1::ReferralState, v1::ReferralVerb>& Allowed() {
  static const auto& allowed = *new Told<v1::ReferralState, v1::ReferralVerb>{
      {{v1::REFERRAL_STATE_DRAFT, v1::REFERRAL_VERB_SEND}, v1::REFERRAL_STATE_SENT},
      {{v1::REFERRAL_STATE_SENT, v1::REFERRAL_VERB_RECEIVE}, v1::REFERRAL_STATE_RECEIVED},
      {{v1::REFERRAL_STATE_RECEIVED, v1::REFERRAL_VERB_ACCEPT}, v1::REFERRAL_STATE_ACCEPTED},
      {{v1::REFERRAL_STATE_SENT, v1::REFERRAL_VERB_DECLINE}, v1::REFERRAL_STATE_DECLINED},
      {{v1::REFERRAL_STATE_RECEIVED, v1::REFERRAL_VERB_DECLINE}, v1::REFERRAL_STATE_DECLINED},
      {{v1::REFERRAL_STATE_ACCEPTED, v1::REFERRAL_VERB_PLAN_HANDOVER}, v1::REFERRAL_STATE_ACCEPTED},
      {{v1::REFERRAL_STATE_ACCEPTED, v1::REFERRAL_VERB_HAND_OVER}, v1::REFERRAL_STATE_HANDED_OVER},
      {{v1::REFERRAL_STATE_ACCEPTED, v1::REFERRAL_VERB_NOT_START}, v1::REFERRAL_STATE_NOT_STARTED},
      {{v1::REFERRAL_STATE_HANDED_OVER, v1::REFERRAL_VERB_START}, v1::REFERRAL_STATE_STARTED},
      {{v1::REFERRAL_STATE_HANDED_OVER, v1::REFERRAL_VERB_NOT_START},
       v1::REFERRAL_STATE_NOT_STARTED},
      {{v1::REFERRAL_STATE_STARTED, v1::REFERRAL_VERB_COMPLETE}, v1::REFERRAL_STATE_COMPLETED},
      {{v1::REFERRAL_STATE_DRAFT, v1::REFERRAL_VERB_WITHDRAW}, v1::REFERRAL_STATE_WITHDRAWN},
      {{v1::REFERRAL_STATE_SENT, v1::REFERRAL_VERB_WITHDRAW}, v1::REFERRAL_STATE_WITHDRAWN},
      {{v1::REFERRAL_STATE_RECEIVED, v1::REFERRAL_VERB_WITHDRAW}, v1::REFERRAL_STATE_WITHDRAWN},
      {{v1::REFERRAL_STATE_ACCEPTED, v1::REFERRAL_VERB_WITHDRAW}, v1::REFERRAL_STATE_WITHDRAWN},
      {{v1::REFERRAL_STATE_HANDED_OVER, v1::REFERRAL_VERB_WITHDRAW}, v1::REFERRAL_STATE_WITHDRAWN},
  };
  return allowed;
}

TEST(ReferralTransition, EveryVerbInEveryStateFromEverySideDoesWhatItMay) {
  for (int s = v1::ReferralState_MIN; s <= v1::ReferralState_MAX; ++s) {
    ForEachVerb([s](v1::ReferralVerb verb) {
      const auto state = static_cast<v1::ReferralState>(s);
      SCOPED_TRACE(NameOf(state));
      const bool senders = verb == v1::REFERRAL_VERB_SEND || verb == v1::REFERRAL_VERB_WITHDRAW;
      for (const auto side : {v1::REFERRAL_SIDE_SENDER, v1::REFERRAL_SIDE_RECIPIENT}) {
        const v1::Referral referral = ReferralIn(state, side);
        const absl::Status allowed = CheckSide(referral, SideOf(verb));
        EXPECT_EQ(allowed.ok(), senders == (side == v1::REFERRAL_SIDE_SENDER));
        EXPECT_EQ(ReasonOf(allowed), allowed.ok() ? "" : "WRONG_SIDE");
      }
      ExpectAsTold(Allowed(), state, verb, NextReferralState(ReferralIn(state), verb));
    });
  }
}

TEST(ReferralTransition, TableIsWhatIsToldOfIt) {
  EXPECT_EQ(ReferralTransitions().size(), Allowed().size());
  for (const auto& row : ReferralTransitions()) {
    EXPECT_EQ(Allowed().at({row.from, row.verb}), row.to);
  }
}

TEST(ReferralTransition, TakesBackWithTheConsentWhatWasSentAndDidNotStart) {
  const std::set<v1::ReferralState> taken_back = {
      v1::REFERRAL_STATE_SENT, v1::REFERRAL_STATE_RECEIVED, v1::REFERRAL_STATE_ACCEPTED,
      v1::REFERRAL_STATE_HANDED_OVER};
  for (int s = v1::ReferralState_MIN; s <= v1::ReferralState_MAX; ++s) {
    const auto state = static_cast<v1::ReferralState>(s);
    const auto verb = VerbFor(ReferralVerbsAtConsentWithdrawal(), state);
    ASSERT_EQ(verb.has_value(), taken_back.count(state) == 1) << state;
    if (!verb.has_value()) continue;
    const auto next = NextReferralState(ReferralIn(state), *verb);
    ASSERT_TRUE(next.ok()) << next.status();
    EXPECT_EQ(*next, v1::REFERRAL_STATE_WITHDRAWN);
  }
}

TEST(ReferralTransition, RefusalOfTheWrongSideNamesWhoMay) {
  const absl::Status refused =
      CheckSide(ReferralIn(v1::REFERRAL_STATE_RECEIVED), SideOf(v1::REFERRAL_VERB_ACCEPT));
  EXPECT_EQ(refused.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(std::string(refused.message()),
            "only the `REFERRAL_SIDE_RECIPIENT` of referral R-0003 can do this");
  EXPECT_EQ(DutchMessageOf(refused),
            "dit kan alleen de `REFERRAL_SIDE_RECIPIENT` van doorverwijzing R-0003");
}

TEST(ReferralTransition, RefusalNamesReferralStateVerbAndWhatIsPossible) {
  const auto status =
      NextReferralState(ReferralIn(v1::REFERRAL_STATE_HANDED_OVER), v1::REFERRAL_VERB_ACCEPT)
          .status();
  EXPECT_THAT(
      std::string(status.message()),
      AllOf(HasSubstr("R-0003 is `REFERRAL_STATE_HANDED_OVER`"),
            HasSubstr("`REFERRAL_VERB_ACCEPT` is not possible"),
            HasSubstr("`REFERRAL_VERB_START, REFERRAL_VERB_NOT_START, REFERRAL_VERB_WITHDRAW`")));
  EXPECT_THAT(DutchMessageOf(status), HasSubstr("R-0003 staat op `REFERRAL_STATE_HANDED_OVER`"));
}

TEST(ReferralTransition, WhatEveryVerbNeedsIsEnough) {
  ForEachVerb([](v1::ReferralVerb verb) {
    const auto status =
        CheckReferralTransition(ReferralIn(v1::REFERRAL_STATE_SENT), ToDo(verb), kToday);
    EXPECT_TRUE(status.ok()) << status;
  });
}

// How a verb without, or with, a field is judged: "" when well.
struct Judged {
  std::string without;
  std::string with;
};

template <typename Clear, typename Set>
Judged Judge(v1::ReferralVerb verb, Clear clear, Set set) {
  const v1::Referral referral = ReferralIn(v1::REFERRAL_STATE_SENT);
  auto without = ToDo(verb);
  clear(without);
  auto with = ToDo(verb);
  set(with);
  return {BlamedField(CheckReferralTransition(referral, without, kToday)),
          BlamedField(CheckReferralTransition(referral, with, kToday))};
}

TEST(ReferralTransition, ANoteIsNeededToDeclineNotToStartAndToComplete) {
  ForEachVerb([](v1::ReferralVerb verb) {
    const auto judged = Judge(
        verb, [](auto& request) { request.clear_note(); },
        [](auto& request) { request.set_note("waarom"); });
    const bool needed = verb == v1::REFERRAL_VERB_DECLINE || verb == v1::REFERRAL_VERB_NOT_START ||
                        verb == v1::REFERRAL_VERB_COMPLETE;
    EXPECT_EQ(judged.without, needed ? "note" : "");
    EXPECT_EQ(judged.with, "");
  });
}

TEST(ReferralTransition, WhoWasPresentBelongsToTheHandover) {
  ForEachVerb([](v1::ReferralVerb verb) {
    const auto judged = Judge(
        verb, [](auto& request) { request.clear_present(); },
        [](auto& request) { request.set_present("Noor"); });
    const bool needed = verb == v1::REFERRAL_VERB_HAND_OVER;
    const bool taken = needed || verb == v1::REFERRAL_VERB_PLAN_HANDOVER;
    EXPECT_EQ(judged.without, needed ? "present" : "");
    EXPECT_EQ(judged.with, taken ? "" : "present");
  });
}

TEST(ReferralTransition, AnOutcomeBelongsToComplete) {
  ForEachVerb([](v1::ReferralVerb verb) {
    const auto judged = Judge(
        verb, [](auto& request) { request.clear_outcome(); },
        [](auto& request) { request.set_outcome(v1::REFERRAL_OUTCOME_STOPPED); });
    const bool completes = verb == v1::REFERRAL_VERB_COMPLETE;
    EXPECT_EQ(judged.without, completes ? "outcome" : "");
    EXPECT_EQ(judged.with, completes ? "" : "outcome");
  });
}

TEST(ReferralTransition, ADateIsTakenWhereTheWorkIsDoneAndMayLieAheadOnlyInAPlan) {
  ForEachVerb([](v1::ReferralVerb verb) {
    const auto check = [verb](const std::string& date) {
      auto request = ToDo(verb);
      request.set_date(date);
      return CheckReferralTransition(ReferralIn(v1::REFERRAL_STATE_SENT), request, kToday);
    };
    const bool plans = verb == v1::REFERRAL_VERB_PLAN_HANDOVER;
    const bool taken = plans || verb == v1::REFERRAL_VERB_HAND_OVER ||
                       verb == v1::REFERRAL_VERB_START || verb == v1::REFERRAL_VERB_NOT_START ||
                       verb == v1::REFERRAL_VERB_COMPLETE;
    EXPECT_EQ(BlamedField(check("2026-05-20")), taken ? "" : "date");
    EXPECT_EQ(BlamedField(check("2026-05-12")), taken ? "" : "date");
    EXPECT_EQ(BlamedField(check("2026-05-21")), plans ? "" : "date");
    EXPECT_EQ(ReasonOf(check("2026-05-11")), taken ? "DATE_TOO_EARLY" : "FIELD_NOT_TAKEN_BY_VERB");
  });
}

v1::Referral HistoryIn(v1::ReferralState state) {
  v1::Referral referral = ReferralIn(state);
  referral.set_to_code("KS");
  referral.set_recorded_by(referral.from());
  referral.set_recorded_by_code("KO");
  return referral;
}

TEST(ReferralHistory, IsForWhoRecordedItToDoEitherSidesVerbsWithTheirDates) {
  const v1::Referral history = HistoryIn(v1::REFERRAL_STATE_SENT);
  ForEachVerb([&](v1::ReferralVerb verb) {
    EXPECT_EQ(CheckSide(history, SideOf(verb)), absl::OkStatus());
    auto request = ToDo(verb);
    request.set_date("2026-05-13");
    EXPECT_EQ(CheckReferralTransition(history, request, kToday), absl::OkStatus());
    request.set_date("2026-05-11");
    EXPECT_EQ(BlamedField(CheckReferralTransition(history, request, kToday)), "date");
    if (verb == v1::REFERRAL_VERB_PLAN_HANDOVER) return;
    request.set_date("2026-05-21");
    EXPECT_EQ(BlamedField(CheckReferralTransition(history, request, kToday)), "date");
  });
}

TEST(ReferralHistory, HasNobodyToBeShownTo) {
  EXPECT_EQ(CheckHasRecipient(ReferralIn(v1::REFERRAL_STATE_SENT)), absl::OkStatus());
  const absl::Status refused = CheckHasRecipient(HistoryIn(v1::REFERRAL_STATE_SENT));
  EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(refused.message()),
              AllOf(HasSubstr("R-0003"), HasSubstr("KO"), HasSubstr("KS cannot see it")));
}

TEST(ReferralTransition, ParticipantAndTargetGroupBelongToAnApplication) {
  ForEachVerb([](v1::ReferralVerb verb) {
    auto request = ToDo(verb);
    EXPECT_TRUE(CheckApplication(request, Acceptance::kNoTrack).ok());
    EXPECT_EQ(BlamedField(CheckApplication(request, Acceptance::kApplication)), "target_group");
    request.set_target_group(v1::TARGET_GROUP_SINGLE_PARENT);
    EXPECT_EQ(BlamedField(CheckApplication(request, Acceptance::kNoTrack)), "target_group");
    EXPECT_TRUE(CheckApplication(request, Acceptance::kApplication).ok());
    request.set_participant("households/h/members/m");
    EXPECT_EQ(BlamedField(CheckApplication(request, Acceptance::kNoTrack)), "participant");
    EXPECT_TRUE(CheckApplication(request, Acceptance::kApplication).ok());
  });
}

TEST(ReferralTransition, SomeoneIsEitherKnownOrNew) {
  v1::TransitionReferralRequest request = ToDo(v1::REFERRAL_VERB_ACCEPT);
  request.set_new_person(true);
  EXPECT_EQ(BlamedField(CheckApplication(request, Acceptance::kNoTrack)), "new_person");
  request.set_target_group(v1::TARGET_GROUP_SINGLE_PARENT);
  EXPECT_TRUE(CheckApplication(request, Acceptance::kApplication).ok());
  request.set_participant("households/h/members/m");
  EXPECT_EQ(BlamedField(CheckApplication(request, Acceptance::kApplication)), "new_person");
}

TEST(ReferralTransition, AnOpenTrackNeedsNoTargetGroup) {
  v1::TransitionReferralRequest request = ToDo(v1::REFERRAL_VERB_ACCEPT);
  request.set_participant("households/h/members/m");
  EXPECT_TRUE(CheckApplication(request, Acceptance::kRunningTrack).ok());
  request.set_target_group(v1::TARGET_GROUP_SINGLE_PARENT);
  EXPECT_TRUE(CheckApplication(request, Acceptance::kRunningTrack).ok());
}

TEST(ReferralTransition, TheSenderReportsWhatTheRecipientCannotReach) {
  v1::Referral referral = ReferralIn(v1::REFERRAL_STATE_STARTED);
  ForEachVerb([&](v1::ReferralVerb verb) {
    referral.set_side(v1::REFERRAL_SIDE_SENDER);
    const bool sends = SideOf(verb) == v1::REFERRAL_SIDE_SENDER;
    EXPECT_EQ(CheckMayDo(referral, verb, /*out_of_reach=*/false).ok(), sends);
    EXPECT_EQ(CheckMayDo(referral, verb, /*out_of_reach=*/true).ok(),
              sends || verb == v1::REFERRAL_VERB_COMPLETE);
    referral.set_side(v1::REFERRAL_SIDE_RECIPIENT);
    EXPECT_EQ(CheckMayDo(referral, verb, /*out_of_reach=*/false).ok(), !sends);
  });
}

TEST(ReferralTransition, KeepsWhenItWasDoneWhoWasThereAndWhatCameOfIt) {
  const auto after = [](v1::ReferralVerb verb, v1::ReferralState state) {
    v1::Referral referral;
    referral = ApplyReferralTransition(ToDo(verb), state, "2026-05-19", std::move(referral));
    EXPECT_EQ(referral.state(), state);
    return referral;
  };
  EXPECT_EQ(after(v1::REFERRAL_VERB_SEND, v1::REFERRAL_STATE_SENT).sent_date(), "2026-05-19");
  const auto held = after(v1::REFERRAL_VERB_HAND_OVER, v1::REFERRAL_STATE_HANDED_OVER);
  EXPECT_EQ(held.handover_date(), "2026-05-19");
  EXPECT_EQ(held.present(), "Noor en Layla");
  EXPECT_EQ(held.end_date(), "");
  EXPECT_EQ(after(v1::REFERRAL_VERB_PLAN_HANDOVER, v1::REFERRAL_STATE_ACCEPTED).handover_date(),
            "2026-05-19");
  EXPECT_EQ(after(v1::REFERRAL_VERB_START, v1::REFERRAL_STATE_STARTED).start_date(), "2026-05-19");
  const auto completed = after(v1::REFERRAL_VERB_COMPLETE, v1::REFERRAL_STATE_COMPLETED);
  EXPECT_EQ(completed.end_date(), "2026-05-19");
  EXPECT_EQ(completed.outcome(), v1::REFERRAL_OUTCOME_REACHED);
  for (const auto& [verb, state] :
       {std::pair(v1::REFERRAL_VERB_DECLINE, v1::REFERRAL_STATE_DECLINED),
        std::pair(v1::REFERRAL_VERB_WITHDRAW, v1::REFERRAL_STATE_WITHDRAWN),
        std::pair(v1::REFERRAL_VERB_NOT_START, v1::REFERRAL_STATE_NOT_STARTED)}) {
    EXPECT_EQ(after(verb, state).end_date(), "2026-05-19");
  }
}

TEST(ReferralDay, OnlyASentOneExpiresAndOnTheDayAfterItsLast) {
  for (int s = v1::ReferralState_MIN; s <= v1::ReferralState_MAX; ++s) {
    const auto state = static_cast<v1::ReferralState>(s);
    SCOPED_TRACE(NameOf(state));
    EXPECT_EQ(ReferralStateOn(state, "2026-05-20", kToday), state);
    EXPECT_EQ(ReferralStateOn(state, "", kToday), state);
    EXPECT_EQ(ReferralStateOn(state, "2026-05-19", kToday),
              state == v1::REFERRAL_STATE_SENT ? v1::REFERRAL_STATE_EXPIRED : state);
  }
}

TEST(ReferralDay, PhaseTellsWhatIsAskedOfTheRecipient) {
  const std::map<v1::ReferralState, v1::ReferralPhase> far = {
      {v1::REFERRAL_STATE_DRAFT, v1::REFERRAL_PHASE_UNSPECIFIED},
      {v1::REFERRAL_STATE_SENT, v1::REFERRAL_PHASE_RECEIVED},
      {v1::REFERRAL_STATE_RECEIVED, v1::REFERRAL_PHASE_RECEIVED},
      {v1::REFERRAL_STATE_ACCEPTED, v1::REFERRAL_PHASE_ACCEPTED},
      {v1::REFERRAL_STATE_HANDED_OVER, v1::REFERRAL_PHASE_ACCEPTED},
      {v1::REFERRAL_STATE_STARTED, v1::REFERRAL_PHASE_RUNNING},
      {v1::REFERRAL_STATE_COMPLETED, v1::REFERRAL_PHASE_ENDED},
      {v1::REFERRAL_STATE_DECLINED, v1::REFERRAL_PHASE_ENDED},
      {v1::REFERRAL_STATE_EXPIRED, v1::REFERRAL_PHASE_ENDED},
      {v1::REFERRAL_STATE_WITHDRAWN, v1::REFERRAL_PHASE_ENDED},
      {v1::REFERRAL_STATE_NOT_STARTED, v1::REFERRAL_PHASE_ENDED},
  };
  for (const auto& [state, phase] : far) {
    SCOPED_TRACE(NameOf(state));
    EXPECT_EQ(ReferralPhaseOn(state, "2026-05-24", kToday), phase);
    EXPECT_EQ(ReferralPhaseOn(state, "", kToday), phase);
    const bool asks = phase == v1::REFERRAL_PHASE_RECEIVED;
    EXPECT_EQ(ReferralPhaseOn(state, "2026-05-23", kToday), asks ? v1::REFERRAL_PHASE_DUE : phase);
  }
  EXPECT_EQ(ReferralPhaseOn(v1::REFERRAL_STATE_SENT, "2026-05-19", kToday),
            v1::REFERRAL_PHASE_ENDED);
  EXPECT_EQ(ReferralPhaseOn(v1::REFERRAL_STATE_RECEIVED, "2026-05-19", kToday),
            v1::REFERRAL_PHASE_DUE);
}

TEST(ReferralDraft, IsOfSomeoneOfTheHouseholdOfATrackThatGoesOn) {
  v1::Track track;
  track.set_number("T0142");
  track.set_household("households/h");
  track.set_household_number("H-0142");
  track.set_participant("households/h/members/noor");
  track.set_state(v1::TRACK_STATE_ACTIVE);
  EXPECT_TRUE(CheckMayRefer(track, "households/h/members/sem").ok());
  const absl::Status outsider = CheckMayRefer(track, "households/x/members/sem");
  EXPECT_EQ(outsider.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(outsider), "PERSON_OF_OTHER_HOUSEHOLD");
  track.set_state(v1::TRACK_STATE_CLOSED);
  EXPECT_EQ(ReasonOf(CheckMayRefer(track, "households/h/members/noor")), "TRACK_HAS_ENDED");
}

TEST(ReferralDraft, GoesElsewhereOverAnOpenRoute) {
  EXPECT_TRUE(CheckRecipient("organisations/a", "organisations/b", "to").ok());
  EXPECT_EQ(BlamedField(CheckRecipient("organisations/a", "organisations/a", "to")), "to");
  v1::Referral referral;
  referral.set_from_code("KO");
  referral.set_to_code("BIB");
  referral.set_reason(v1::REFERRAL_REASON_DAY_ACTIVITIES);
  v1::Route route;
  route.add_reasons(v1::REFERRAL_REASON_WORK);
  const absl::Status closed = CheckRouteTakes(route, referral);
  EXPECT_EQ(closed.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(std::string(closed.message()),
            "there is no open route from KO to BIB for `REFERRAL_REASON_DAY_ACTIVITIES`");
  EXPECT_EQ(ReasonOf(CheckRouteTakes(std::nullopt, referral)), "NO_ROUTE");
  route.add_reasons(v1::REFERRAL_REASON_DAY_ACTIVITIES);
  EXPECT_TRUE(CheckRouteTakes(route, referral).ok());
}

TEST(ReferralDraft, ChangesUntilItIsSentUnlessThePersonIsFromElsewhere) {
  v1::Referral referral = ReferralIn(v1::REFERRAL_STATE_DRAFT);
  EXPECT_EQ(ReasonOf(CheckReferralChangeable(referral)), "INBOUND_IS_FIXED");
  referral.set_person("households/h/members/noor");
  EXPECT_TRUE(CheckReferralChangeable(referral).ok());
  referral.set_state(v1::REFERRAL_STATE_SENT);
  EXPECT_EQ(ReasonOf(CheckReferralChangeable(referral)), "REFERRAL_IS_SENT");
}

TEST(RecipientView, LeavesOutWhatIsTheSendersAlone) {
  v1::Referral referral = ReferralIn(v1::REFERRAL_STATE_SENT);
  referral.set_question("vraag");
  referral.set_person("households/h/members/noor");
  referral.set_person_name("Noor");
  referral.set_track("tracks/t");
  referral.set_track_number("T0142");
  referral.set_household("households/h");
  referral.set_household_number("H-0142");
  referral.set_consent("consents/c");
  referral.set_consent_number("C-0001");
  referral.mutable_payload()->set_question("vraag");
  v1::Referral expected;
  expected.set_name("referrals/r");
  expected.set_number("R-0003");
  expected.set_etag("v4");
  expected.set_from("organisations/ko");
  expected.set_state(v1::REFERRAL_STATE_SENT);
  expected.set_side(v1::REFERRAL_SIDE_RECIPIENT);
  expected.set_consent("consents/c");
  *expected.add_events() = referral.events(1);
  expected.mutable_payload()->set_question("vraag");
  EXPECT_EQ(RecipientView(referral).DebugString(), expected.DebugString());
  referral.set_side(v1::REFERRAL_SIDE_RECIPIENT);
  EXPECT_EQ(RecipientView(referral).track(), "tracks/t") << "the recipient's own";
}

TEST(RecipientView, OfWhatIsNotShownIsThatItIsThere) {
  v1::Referral referral = ReferralIn(v1::REFERRAL_STATE_WITHDRAWN);
  referral.set_phase(v1::REFERRAL_PHASE_ENDED);
  referral.set_consent("consents/c");
  referral.set_due_date("2026-06-01");
  v1::Referral expected;
  expected.set_name("referrals/r");
  expected.set_number("R-0003");
  expected.set_side(v1::REFERRAL_SIDE_RECIPIENT);
  expected.set_state(v1::REFERRAL_STATE_WITHDRAWN);
  expected.set_phase(v1::REFERRAL_PHASE_ENDED);
  EXPECT_EQ(RecipientStub(referral).DebugString(), expected.DebugString());
  referral.set_track("tracks/t");
  expected.set_etag("v4");
  expected.set_track("tracks/t");
  EXPECT_EQ(RecipientReceipt(referral).DebugString(), expected.DebugString());
}

TEST(RecipientView, IsFullFromSentToCompleted) {
  for (int s = v1::ReferralState_MIN; s <= v1::ReferralState_MAX; ++s) {
    const auto state = static_cast<v1::ReferralState>(s);
    EXPECT_EQ(IsShownToRecipient(state),
              state == v1::REFERRAL_STATE_SENT || state == v1::REFERRAL_STATE_RECEIVED ||
                  state == v1::REFERRAL_STATE_ACCEPTED || state == v1::REFERRAL_STATE_HANDED_OVER ||
                  state == v1::REFERRAL_STATE_STARTED || state == v1::REFERRAL_STATE_COMPLETED)
        << NameOf(state);
  }
}

}  // namespace referral_test
}  // namespace kansrijk::rules
