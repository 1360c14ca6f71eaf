#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "kansrijk/v1/goal.pb.h"
#include "server/db/database.h"
#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace referral_transition_test {

using absl::StatusCode;
using ::testing::AllOf;
using ::testing::HasSubstr;

class TransitionReferral : public ::testing::Test, public Referring {
 protected:
  // As the sender has it now.
  v1::Referral Now(const v1::Referral& referral) const {
    const auto got = Get(coordinator, referral.name());
    EXPECT_OK(got);
    return got.ok() ? *got : v1::Referral();
  }

  v1::Consent ConsentOf(const v1::Referral& referral) const {
    v1::GetConsentRequest request;
    request.set_name(referral.consent());
    const auto consent =
        coordinator.Call<v1::Consent>("kansrijk.v1.ConsentService/GetConsent", request);
    EXPECT_OK(consent);
    return consent.ok() ? *consent : v1::Consent();
  }

  // The inbox of BIB, all of it.
  std::vector<v1::Referral> Inbox() const {
    v1::ListReferralsRequest request;
    request.set_side(v1::REFERRAL_SIDE_RECIPIENT);
    request.set_ended(true);
    const auto list = List(fatima, request);
    EXPECT_OK(list);
    if (!list.ok()) return {};
    return {list->referrals().begin(), list->referrals().end()};
  }
};

TEST_F(TransitionReferral, SendsUnderTheConsentForTenWorkingDays) {
  const v1::Consent consent = Consented();
  const auto draft = Draft(layla, NewDraft());
  ASSERT_OK(draft);
  const auto sent = Do(coordinator, *draft, v1::REFERRAL_VERB_SEND);
  ASSERT_OK(sent);
  EXPECT_EQ(sent->state(), v1::REFERRAL_STATE_SENT);
  EXPECT_EQ(sent->phase(), v1::REFERRAL_PHASE_RECEIVED);
  EXPECT_EQ(sent->consent(), consent.name());
  EXPECT_EQ(sent->consent_number(), consent.number());
  EXPECT_EQ(sent->sent_date(), "2026-05-20");
  EXPECT_EQ(sent->due_date(), "2026-06-04") << "Whit Monday, 25 May, is no working day";
  EXPECT_FALSE(sent->has_payload());
  ASSERT_EQ(sent->events_size(), 2);
  EXPECT_EQ(sent->events(1).verb(), v1::REFERRAL_VERB_SEND);
}

TEST_F(TransitionReferral, ExpiresOnTheDayAfterTheTenthWorkingDay) {
  const v1::Referral sent = Sent();
  GoTo("2026-06-04");
  EXPECT_EQ(Get(fatima, sent.name())->state(), v1::REFERRAL_STATE_SENT);
  EXPECT_EQ(Get(fatima, sent.name())->phase(), v1::REFERRAL_PHASE_DUE);
  GoTo("2026-06-05");
  EXPECT_THAT(Get(fatima, sent.name()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Do(fatima, sent, v1::REFERRAL_VERB_RECEIVE), HasCode(StatusCode::kNotFound));
  EXPECT_EQ(Now(sent).state(), v1::REFERRAL_STATE_EXPIRED);
  EXPECT_EQ(Now(sent).phase(), v1::REFERRAL_PHASE_ENDED);
  EXPECT_TRUE(Now(sent).has_payload());
  const auto late = Do(coordinator, sent, v1::REFERRAL_VERB_WITHDRAW);
  EXPECT_THAT(late, HasReason("ILLEGAL_TRANSITION"));
  EXPECT_THAT(std::string(late.status().message()),
              HasSubstr("R-0001 is `REFERRAL_STATE_EXPIRED`"));
  ASSERT_EQ(Inbox().size(), 1u);
  EXPECT_EQ(Inbox()[0].state(), v1::REFERRAL_STATE_EXPIRED);
}

TEST_F(TransitionReferral, OneThatWasOpenedDoesNotExpire) {
  const v1::Referral received = After(Sent(), {v1::REFERRAL_VERB_RECEIVE});
  GoTo("2026-07-01");
  EXPECT_EQ(Get(fatima, received.name())->state(), v1::REFERRAL_STATE_RECEIVED);
  EXPECT_EQ(Get(fatima, received.name())->phase(), v1::REFERRAL_PHASE_DUE);
  EXPECT_OK(Do(fatima, received, v1::REFERRAL_VERB_ACCEPT));
}

TEST_F(TransitionReferral, DoesNotSendWithoutAnOpenRoute) {
  Consented();
  const auto draft = Draft(layla, NewDraft());
  ASSERT_OK(draft);
  OpenRoute("KO", "BIB", {v1::REFERRAL_REASON_WORK});
  const auto refused = Do(coordinator, *draft, v1::REFERRAL_VERB_SEND);
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("NO_ROUTE"));
  EXPECT_EQ(std::string(refused.status().message()),
            "there is no open route from KO to BIB for `REFERRAL_REASON_DAY_ACTIVITIES`");
  EXPECT_EQ(Now(*draft).state(), v1::REFERRAL_STATE_DRAFT);
}

TEST_F(TransitionReferral, DoesNotSendWithoutAConsentThatCoversIt) {
  auto request = NewDraft();
  for (const auto category :
       {v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_QUESTION, v1::DATA_CATEGORY_GOALS}) {
    request.mutable_referral()->add_categories(category);
  }
  const auto draft = Draft(layla, request);
  ASSERT_OK(draft);
  const auto refusal = [&] {
    const auto refused = Do(coordinator, *draft, v1::REFERRAL_VERB_SEND);
    EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
    return std::string(refused.status().message());
  };
  EXPECT_THAT(refusal(), HasSubstr("BIB"));
  Consented(v1::REFERRAL_REASON_DEBTS);
  EXPECT_THAT(refusal(), HasSubstr("DAY_ACTIVITIES"));
  const v1::Consent narrow = Consented(v1::REFERRAL_REASON_DAY_ACTIVITIES,
                                       {v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_QUESTION});
  EXPECT_THAT(refusal(), HasSubstr("GOALS"));
  const v1::Consent wide = Consented();
  ASSERT_OK(WithdrawConsent(coordinator, wide));
  EXPECT_THAT(refusal(), HasSubstr("GOALS")) << "a withdrawn consent covers nothing";
  const v1::Consent again = Consented();
  const auto sent = Do(coordinator, *draft, v1::REFERRAL_VERB_SEND);
  ASSERT_OK(sent);
  EXPECT_EQ(sent->consent(), again.name());
}

TEST_F(TransitionReferral, DoesNotSendWithoutAQuestionOrWithACitizenNumberInTheRecord) {
  Consented();
  auto request = NewDraft();
  request.mutable_referral()->clear_question();
  const auto draft = Draft(layla, request);
  ASSERT_OK(draft);
  EXPECT_THAT(Do(coordinator, *draft, v1::REFERRAL_VERB_SEND), HasReason("QUESTION_MISSING"));
  const auto other = Draft(layla, NewDraft());
  ASSERT_OK(other);
  // As a version that did not check may have left it.
  static constexpr db::Query kSpoil{"spoil", "UPDATE member_all SET phone = '111222333'"};
  ASSERT_OK(server.server().instance().database().WriteNow(
      [](db::WriteTx& tx) { return tx.Execute(kSpoil).status(); }));
  const auto refused = Do(coordinator, *other, v1::REFERRAL_VERB_SEND);
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("PAYLOAD_HAS_CITIZEN_NUMBER"));
  EXPECT_THAT(std::string(refused.status().message()),
              AllOf(HasSubstr("contact.phone"), ::testing::Not(HasSubstr("111222333"))));
}

TEST_F(TransitionReferral, GoesAllTheWayAndTheOutcomeComesBack) {
  const v1::Referral accepted =
      After(Sent(), {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT});
  auto plan = ToDo(accepted, v1::REFERRAL_VERB_PLAN_HANDOVER);
  plan.set_date("2026-05-27");
  plan.set_present("Noor en Layla");
  const auto planned = Do(fatima, plan);
  ASSERT_OK(planned);
  EXPECT_EQ(planned->state(), v1::REFERRAL_STATE_ACCEPTED);
  EXPECT_EQ(Now(accepted).handover_date(), "2026-05-27");
  EXPECT_EQ(Now(accepted).present(), "Noor en Layla");
  GoTo("2026-05-28");
  auto held = ToDo(*planned, v1::REFERRAL_VERB_HAND_OVER);
  held.set_date("2026-05-27");
  const auto handed_over = Do(fatima, held);
  ASSERT_OK(handed_over);
  EXPECT_EQ(Now(accepted).present(), "Noor, Layla en Fatima");
  const v1::Referral started = After(*handed_over, {v1::REFERRAL_VERB_START});
  EXPECT_EQ(started.state(), v1::REFERRAL_STATE_STARTED);
  EXPECT_EQ(started.phase(), v1::REFERRAL_PHASE_RUNNING);
  After(started, {v1::REFERRAL_VERB_COMPLETE});
  const v1::Referral completed = Now(accepted);
  EXPECT_EQ(completed.state(), v1::REFERRAL_STATE_COMPLETED);
  EXPECT_EQ(completed.outcome(), v1::REFERRAL_OUTCOME_REACHED);
  EXPECT_EQ(completed.start_date(), "2026-05-28");
  EXPECT_EQ(completed.end_date(), "2026-05-28");
  ASSERT_EQ(completed.events_size(), 8);
  const v1::ReferralEvent& last = completed.events(7);
  EXPECT_EQ(last.verb(), v1::REFERRAL_VERB_COMPLETE);
  EXPECT_EQ(last.organisation_code(), "BIB");
  EXPECT_EQ(last.account_handle(), "fatima");
  EXPECT_EQ(last.note(), "Besproken met Noor.");
  EXPECT_EQ(completed.events(4).date(), "2026-05-20") << "when it was planned";
  EXPECT_EQ(completed.events(5).date(), "2026-05-27");
  EXPECT_EQ(Get(fatima, accepted.name())->events_size(), 7) << "the recipient's begin with SEND";
}

TEST_F(TransitionReferral, TellsTheRecipientNoMoreThanWhereItStands) {
  const auto received = Do(fatima, *Get(fatima, Sent().name()), v1::REFERRAL_VERB_RECEIVE);
  ASSERT_OK(received);
  v1::Referral receipt;
  receipt.set_name(received->name());
  receipt.set_etag("v3");
  receipt.set_number("R-0001");
  receipt.set_side(v1::REFERRAL_SIDE_RECIPIENT);
  receipt.set_state(v1::REFERRAL_STATE_RECEIVED);
  receipt.set_phase(v1::REFERRAL_PHASE_RECEIVED);
  EXPECT_EQ(received->DebugString(), receipt.DebugString());
  const auto declined = Do(fatima, *received, v1::REFERRAL_VERB_DECLINE);
  ASSERT_OK(declined);
  receipt.set_etag("v4");
  receipt.set_state(v1::REFERRAL_STATE_DECLINED);
  receipt.set_phase(v1::REFERRAL_PHASE_ENDED);
  EXPECT_EQ(declined->DebugString(), receipt.DebugString());
  EXPECT_THAT(Get(fatima, received->name()), HasCode(StatusCode::kNotFound));
}

TEST_F(TransitionReferral, HandedOverMayNotStart) {
  const v1::Referral over =
      After(Sent(), {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT,
                     v1::REFERRAL_VERB_HAND_OVER, v1::REFERRAL_VERB_NOT_START});
  EXPECT_EQ(Now(over).state(), v1::REFERRAL_STATE_NOT_STARTED);
  EXPECT_EQ(Now(over).end_date(), "2026-05-20");
}

TEST_F(TransitionReferral, RefusesTheWrongSideInEveryState) {
  Consented();
  const auto draft = Draft(coordinator, NewDraft());
  ASSERT_OK(draft);
  v1::Referral referral = *draft;
  for (const auto step :
       {v1::REFERRAL_VERB_SEND, v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT,
        v1::REFERRAL_VERB_HAND_OVER, v1::REFERRAL_VERB_START, v1::REFERRAL_VERB_COMPLETE}) {
    const v1::ReferralState state = Now(referral).state();
    SCOPED_TRACE(v1::ReferralState_Name(state));
    for (int v = v1::REFERRAL_VERB_SEND; v <= v1::ReferralVerb_MAX; ++v) {
      const auto verb = static_cast<v1::ReferralVerb>(v);
      SCOPED_TRACE(v1::ReferralVerb_Name(verb));
      const bool senders = verb == v1::REFERRAL_VERB_SEND || verb == v1::REFERRAL_VERB_WITHDRAW;
      const auto refused = Do(senders ? fatima : coordinator, referral, verb);
      if (senders && state == v1::REFERRAL_STATE_DRAFT) {
        EXPECT_THAT(refused, HasCode(StatusCode::kNotFound));
      } else {
        EXPECT_THAT(refused, HasCode(StatusCode::kPermissionDenied));
        EXPECT_THAT(refused, HasReason("WRONG_SIDE"));
      }
    }
    referral = After(referral, {step});
  }
}

TEST_F(TransitionReferral, IsNotTheBuddysToMake) {
  Consented();
  const auto draft = Draft(layla, NewDraft());
  ASSERT_OK(draft);
  const auto refused = Do(layla, *draft, v1::REFERRAL_VERB_SEND);
  EXPECT_THAT(refused, HasCode(StatusCode::kPermissionDenied));
  EXPECT_THAT(refused, HasReason("ROLE_MAY_NOT"));
}

TEST_F(TransitionReferral, ComparesTheVersionBeforeAnythingElse) {
  const v1::Referral sent = Sent();
  ASSERT_OK(Do(fatima, sent, v1::REFERRAL_VERB_RECEIVE));
  EXPECT_THAT(Do(fatima, sent, v1::REFERRAL_VERB_RECEIVE), HasReason("STALE_ETAG"));
  EXPECT_THAT(Do(fatima, sent, v1::REFERRAL_VERB_ACCEPT), HasCode(StatusCode::kAborted));
  EXPECT_THAT(Do(coordinator, sent, v1::REFERRAL_VERB_ACCEPT), HasReason("STALE_ETAG"));
}

TEST_F(TransitionReferral, RefusesWhatIsMissingOrDoesNotFit) {
  const v1::Referral accepted =
      After(Sent(), {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT});
  const auto with = [&](v1::ReferralVerb verb, auto change) {
    auto request = ToDo(accepted, verb);
    change(request);
    const auto refused = Do(fatima, request);
    EXPECT_THAT(refused, HasCode(StatusCode::kInvalidArgument));
    return refused;
  };
  const auto hand_over = v1::REFERRAL_VERB_HAND_OVER;
  EXPECT_THAT(with(hand_over, [](auto& request) { request.clear_present(); }),
              BlamesField("present"));
  EXPECT_THAT(with(hand_over, [](auto& request) { request.set_date("2026-05-21"); }),
              BlamesField("date"));
  EXPECT_THAT(with(hand_over, [](auto& request) { request.set_date("2026-05-19"); }),
              BlamesField("date"));
  EXPECT_THAT(
      with(hand_over, [](auto& request) { request.set_outcome(v1::REFERRAL_OUTCOME_REACHED); }),
      BlamesField("outcome"));
  EXPECT_THAT(
      with(hand_over, [](auto& request) { request.set_target_group(v1::TARGET_GROUP_OTHER); }),
      BlamesField("target_group"));
  EXPECT_THAT(with(v1::REFERRAL_VERB_PLAN_HANDOVER,
                   [](auto& request) { request.set_note("bsn 111222333"); }),
              BlamesField("note"));
  const v1::Referral received = After(Sent(), {v1::REFERRAL_VERB_RECEIVE});
  auto decline = ToDo(received, v1::REFERRAL_VERB_DECLINE);
  decline.clear_note();
  EXPECT_THAT(Do(fatima, decline), BlamesField("note"));
  auto accept = ToDo(received, v1::REFERRAL_VERB_ACCEPT);
  accept.set_date("2026-05-20");
  EXPECT_THAT(Do(fatima, accept), BlamesField("date"));
  accept = ToDo(received, v1::REFERRAL_VERB_ACCEPT);
  accept.set_target_group(v1::TARGET_GROUP_OTHER);
  EXPECT_THAT(Do(fatima, accept), BlamesField("target_group")) << "BIB runs no buddy programme";
}

TEST_F(TransitionReferral, IsWithdrawnByTheSenderUntilSupportHasStarted) {
  const std::vector<v1::ReferralVerb> steps = {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT,
                                               v1::REFERRAL_VERB_HAND_OVER};
  for (size_t taken = 0; taken <= steps.size(); ++taken) {
    SCOPED_TRACE(taken);
    const v1::Referral over = After(Sent(), {steps.begin(), steps.begin() + taken});
    const auto withdrawn = Do(coordinator, over, v1::REFERRAL_VERB_WITHDRAW);
    ASSERT_OK(withdrawn);
    EXPECT_EQ(withdrawn->state(), v1::REFERRAL_STATE_WITHDRAWN);
    EXPECT_EQ(withdrawn->end_date(), "2026-05-20");
    EXPECT_THAT(Get(fatima, over.name()), HasCode(StatusCode::kNotFound));
  }
}

TEST_F(TransitionReferral, AWithdrawnDraftWasNeverAnythingToTheRecipient) {
  const auto draft = Draft(coordinator, NewDraft());
  ASSERT_OK(draft);
  ASSERT_OK(Do(coordinator, *draft, v1::REFERRAL_VERB_WITHDRAW));
  EXPECT_EQ(Inbox().size(), 0u);
}

// Of each state under one consent: those before STARTED are withdrawn, all are out of sight.
TEST_F(TransitionReferral, AWithdrawnConsentClosesAllThatWasSentUnderIt) {
  const std::vector<v1::ReferralVerb> steps = {
      v1::REFERRAL_VERB_SEND,      v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT,
      v1::REFERRAL_VERB_HAND_OVER, v1::REFERRAL_VERB_START,   v1::REFERRAL_VERB_COMPLETE};
  const v1::Consent consent = Consented();
  std::vector<v1::Referral> before;
  for (size_t taken = 1; taken <= steps.size(); ++taken) {
    const auto draft = Draft(coordinator, NewDraft());
    ASSERT_OK(draft);
    const auto over = After(*draft, {steps.begin(), steps.begin() + taken});
    before.push_back(Now(over));
  }
  const auto withdrawn = WithdrawConsent(coordinator, consent);
  ASSERT_OK(withdrawn);
  for (const v1::Referral& referral : before) {
    SCOPED_TRACE(v1::ReferralState_Name(referral.state()));
    EXPECT_THAT(Get(fatima, referral.name()), HasCode(StatusCode::kNotFound));
    EXPECT_THAT(Do(fatima, referral, v1::REFERRAL_VERB_RECEIVE), HasCode(StatusCode::kNotFound));
    const v1::Referral now = Now(referral);
    EXPECT_EQ(now.payload().SerializeAsString(), referral.payload().SerializeAsString());
    if (referral.state() >= v1::REFERRAL_STATE_STARTED) {
      EXPECT_EQ(now.SerializeAsString(), referral.SerializeAsString());
      continue;
    }
    EXPECT_EQ(now.state(), v1::REFERRAL_STATE_WITHDRAWN);
    EXPECT_EQ(now.end_date(), "2026-05-20");
    EXPECT_NE(now.etag(), referral.etag());
    ASSERT_EQ(now.events_size(), referral.events_size() + 1);
    const v1::ReferralEvent& last = now.events(now.events_size() - 1);
    EXPECT_EQ(last.verb(), v1::REFERRAL_VERB_WITHDRAW);
    EXPECT_EQ(last.account_handle(), "coordinator");
  }
  for (const v1::Referral& stub : Inbox()) {
    v1::Referral expected;
    expected.set_name(stub.name());
    expected.set_number(stub.number());
    expected.set_side(v1::REFERRAL_SIDE_RECIPIENT);
    expected.set_state(stub.state());
    expected.set_phase(stub.phase());
    EXPECT_EQ(stub.DebugString(), expected.DebugString());
  }
}

TEST_F(TransitionReferral, AnExpiredOneStaysExpiredWhenTheConsentIsWithdrawn) {
  const v1::Referral sent = Sent();
  GoTo("2026-06-05");
  ASSERT_OK(WithdrawConsent(coordinator, ConsentOf(sent)));
  EXPECT_EQ(Now(sent).state(), v1::REFERRAL_STATE_EXPIRED);
}

TEST_F(TransitionReferral, AnswersARetryWithoutAnythingThatConsentHasClosed) {
  const v1::Referral sent = Sent();
  const auto request = ToDo(sent, v1::REFERRAL_VERB_RECEIVE);
  const auto first = Do(fatima, request);
  ASSERT_OK(first);
  const auto again = Do(fatima, request);
  ASSERT_OK(again);
  EXPECT_TRUE(fatima.replayed());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(Now(sent).events_size(), 3);
}

}  // namespace referral_transition_test
}  // namespace kansrijk::testing
