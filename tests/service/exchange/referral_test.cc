#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "kansrijk/v1/access.pb.h"
#include "kansrijk/v1/goal.pb.h"
#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace referral_test {

using absl::StatusCode;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class ReferralFixture : public ::testing::Test, public Referring {
 protected:
  absl::StatusOr<v1::Referral> Drafted(void (*change)(v1::Referral&)) const {
    auto request = NewDraft();
    change(*request.mutable_referral());
    return Draft(layla, request);
  }

  absl::StatusOr<v1::Referral> Update(const Client& client, const v1::Referral& referral,
                                      const std::vector<std::string>& paths) const {
    v1::UpdateReferralRequest request;
    *request.mutable_referral() = referral;
    for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Referral>("kansrijk.v1.ReferralService/UpdateReferral", request);
  }

  std::vector<std::string> Numbers(const Client& client, v1::ReferralSide side,
                                   v1::ReferralPhase phase = v1::REFERRAL_PHASE_UNSPECIFIED,
                                   bool ended = false) const {
    v1::ListReferralsRequest request;
    request.set_side(side);
    request.set_phase(phase);
    request.set_ended(ended);
    std::vector<std::string> numbers;
    const auto list = List(client, request);
    EXPECT_OK(list);
    if (!list.ok()) return numbers;
    for (const auto& referral : list->referrals()) numbers.push_back(referral.number());
    return numbers;
  }

  // Agreed, in the participant's words.
  v1::Goal AddGoal(v1::Pillar pillar, const std::string& text) const {
    v1::CreateGoalRequest request;
    request.set_parent(case_.track.name());
    request.mutable_goal()->set_pillar(pillar);
    request.mutable_goal()->set_text(text);
    request.mutable_goal()->set_due_date("2026-12-31");
    request.set_request_id(NewRequestId());
    const auto goal = layla.Call<v1::Goal>("kansrijk.v1.GoalService/CreateGoal", request);
    EXPECT_OK(goal);
    v1::TransitionGoalRequest agree;
    agree.set_name(goal->name());
    agree.set_etag(goal->etag());
    agree.set_verb(v1::GOAL_VERB_AGREE);
    agree.set_request_id(NewRequestId());
    EXPECT_OK(layla.Call<v1::Goal>("kansrijk.v1.GoalService/TransitionGoal", agree));
    return *goal;
  }
};

using DraftReferral = ReferralFixture;
using UpdateReferral = ReferralFixture;
using PreviewReferral = ReferralFixture;
using GetReferral = ReferralFixture;
using ListReferrals = ReferralFixture;

TEST_F(DraftReferral, IsOfTheParticipantWithWhatTheReasonNeeds) {
  const auto draft = Draft(layla, NewDraft());
  ASSERT_OK(draft);
  EXPECT_EQ(draft->number(), "R-0001");
  EXPECT_EQ(draft->side(), v1::REFERRAL_SIDE_SENDER);
  EXPECT_EQ(draft->from_code(), "KO");
  EXPECT_EQ(draft->to_code(), "BIB");
  EXPECT_EQ(draft->state(), v1::REFERRAL_STATE_DRAFT);
  EXPECT_EQ(draft->phase(), v1::REFERRAL_PHASE_UNSPECIFIED);
  EXPECT_THAT(draft->categories(),
              ElementsAre(v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_QUESTION));
  EXPECT_EQ(draft->person(), case_.participant.name());
  EXPECT_EQ(draft->person_name(), "Noor Testdeelnemer");
  EXPECT_EQ(draft->track(), case_.track.name());
  EXPECT_EQ(draft->track_number(), case_.track.number());
  EXPECT_EQ(draft->household(), case_.household.name());
  EXPECT_EQ(draft->household_number(), "H-0142");
  EXPECT_EQ(draft->consent(), "");
  EXPECT_FALSE(draft->has_payload());
  ASSERT_EQ(draft->events_size(), 1);
  EXPECT_EQ(draft->events(0).state(), v1::REFERRAL_STATE_DRAFT);
  EXPECT_EQ(draft->events(0).organisation_code(), "KO");
  EXPECT_EQ(draft->events(0).account_handle(), "layla");
  EXPECT_EQ(Get(coordinator, "referrals/R-0001")->SerializeAsString(), draft->SerializeAsString());
}

TEST_F(DraftReferral, RefusesTheOwnOrganisationAndWhatTheReasonDoesNotNeed) {
  const auto own = Drafted([](auto& referral) { referral.set_to("organisations/KO"); });
  EXPECT_THAT(own, HasReason("REFERRED_TO_SELF"));
  EXPECT_THAT(own, BlamesField("referral.to"));
  const auto too_much = Drafted([](auto& referral) {
    referral.add_categories(v1::DATA_CATEGORY_CONTACT);
    referral.add_categories(v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION);
    referral.add_categories(v1::DATA_CATEGORY_QUESTION);
  });
  EXPECT_THAT(too_much, HasReason("CATEGORY_NOT_NEEDED"));
  EXPECT_THAT(too_much, BlamesField("referral.categories"));
  const auto too_little =
      Drafted([](auto& referral) { referral.add_categories(v1::DATA_CATEGORY_CONTACT); });
  EXPECT_THAT(too_little, HasReason("CATEGORY_MISSING"));
  EXPECT_THAT(too_little, BlamesField("referral.categories"));
  const auto citizen_number =
      Drafted([](auto& referral) { referral.set_question("bsn 111222333"); });
  EXPECT_THAT(citizen_number, HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(citizen_number, BlamesField("referral.question"));
}

TEST_F(DraftReferral, RefusesSomeoneOfAnotherHousehold) {
  const v1::Member other =
      AddParticipant(coordinator, AddHousehold(coordinator, "H-0200"), "Anders");
  auto request = NewDraft();
  request.mutable_referral()->set_person(other.name());
  const auto refused = Draft(coordinator, request);
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("PERSON_OF_OTHER_HOUSEHOLD"));
}

TEST_F(DraftReferral, RefusesATrackThatHasEndedAndOneOutOfSight) {
  v1::Track track = WaiveEndAssessment(coordinator, case_.track);
  ASSERT_OK(Transition(coordinator, track, v1::TRACK_VERB_CLOSE));
  EXPECT_THAT(Draft(coordinator, NewDraft()), HasReason("TRACK_HAS_ENDED"));
  EXPECT_THAT(Draft(layla, NewDraft()), HasCode(StatusCode::kNotFound)) << "the match has ended";
}

TEST_F(UpdateReferral, ChangesADraftAndNothingElse) {
  auto draft = Draft(layla, NewDraft());
  ASSERT_OK(draft);
  v1::Referral given = *draft;
  given.set_question("Iets anders.");
  given.set_reason(v1::REFERRAL_REASON_DEBTS);
  given.clear_categories();
  const auto changed = Update(layla, given, {"question", "reason", "categories"});
  ASSERT_OK(changed);
  EXPECT_EQ(changed->question(), "Iets anders.");
  EXPECT_EQ(changed->categories_size(), 3);
  EXPECT_EQ(changed->track(), draft->track());
  EXPECT_NE(changed->etag(), draft->etag());
  EXPECT_THAT(Update(layla, given, {"question"}), HasReason("STALE_ETAG"));
  EXPECT_THAT(Update(layla, *changed, {"state"}), BlamesField("update_mask"));
  v1::Referral own = *changed;
  own.set_to("organisations/KO");
  EXPECT_THAT(Update(layla, own, {"to"}), HasReason("REFERRED_TO_SELF"));
}

TEST_F(UpdateReferral, RefusesOneThatWasSentAndTheRecipient) {
  const v1::Referral sent = Sent();
  const auto refused = Update(coordinator, sent, {"question"});
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("REFERRAL_IS_SENT"));
  const Client bea = server.AddAccount("bea", v1::ROLE_COORDINATOR, "BIB");
  const auto denied = Update(bea, sent, {"question"});
  EXPECT_THAT(denied, HasCode(StatusCode::kPermissionDenied));
  EXPECT_THAT(denied, HasReason("WRONG_SIDE"));
}

TEST_F(PreviewReferral, IsByteForByteWhatTheRecipientGets) {
  AddGoal(v1::PILLAR_WORK, "Ik wil weer ritme.");
  AddGoal(v1::PILLAR_FINANCES, "Ik wil uit de schulden.");
  Consented();
  const auto draft = Drafted([](auto& referral) {
    for (const auto category :
         {v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_QUESTION, v1::DATA_CATEGORY_GOALS}) {
      referral.add_categories(category);
    }
  });
  ASSERT_OK(draft);
  const auto before = Preview(layla, draft->name());
  ASSERT_OK(before);
  EXPECT_THAT(before->obstacles(), IsEmpty());
  ASSERT_EQ(before->referral().payload().goals_size(), 1);
  EXPECT_EQ(before->referral().payload().goals(0).text(), "Ik wil weer ritme.");
  const auto sent = Do(coordinator, *draft, v1::REFERRAL_VERB_SEND);
  ASSERT_OK(sent);
  const auto got = Get(fatima, draft->name());
  ASSERT_OK(got);
  EXPECT_EQ(before->referral().payload().SerializeAsString(), got->payload().SerializeAsString());
  const auto after = Preview(layla, draft->name());
  ASSERT_OK(after);
  EXPECT_EQ(after->referral().SerializeAsString(), got->SerializeAsString());
  EXPECT_THAT(after->obstacles(), IsEmpty());
}

TEST_F(PreviewReferral, ListsAllThatStandsInTheWayInBothLanguages) {
  OpenRoute("KO", "BIB", {});
  const auto draft = Drafted([](auto& referral) { referral.clear_question(); });
  ASSERT_OK(draft);
  const auto preview = Preview(layla, draft->name());
  ASSERT_OK(preview);
  ASSERT_EQ(preview->obstacles_size(), 3);
  ASSERT_EQ(preview->obstacles_nl_size(), 3);
  EXPECT_EQ(preview->obstacles(0),
            "there is no open route from KO to BIB for `REFERRAL_REASON_DAY_ACTIVITIES`");
  EXPECT_EQ(preview->obstacles_nl(0),
            "er is geen open route van KO naar BIB voor `REFERRAL_REASON_DAY_ACTIVITIES`");
  EXPECT_THAT(preview->obstacles(1), HasSubstr("BIB"));
  EXPECT_THAT(preview->obstacles(2), HasSubstr("R-0001 has no question"));
  EXPECT_THAT(preview->obstacles_nl(2), HasSubstr("geen vraag"));
  EXPECT_EQ(preview->referral().payload().contact().given_name(), "Noor");
}

TEST_F(PreviewReferral, IsForTheSendersSide) {
  const v1::Referral sent = Sent();
  const auto denied = Preview(fatima, sent.name());
  EXPECT_THAT(denied, HasCode(StatusCode::kPermissionDenied));
  EXPECT_THAT(denied, HasReason("WRONG_SIDE"));
  EXPECT_THAT(Preview(wim, sent.name()), HasCode(StatusCode::kNotFound));
}

TEST_F(PreviewReferral, ShowsWhatIsLeftToTheRecipientOnceTheConsentIsWithdrawn) {
  const v1::Referral sent = Sent();
  v1::GetConsentRequest request;
  request.set_name(sent.consent());
  const auto consent =
      coordinator.Call<v1::Consent>("kansrijk.v1.ConsentService/GetConsent", request);
  ASSERT_OK(consent);
  ASSERT_OK(WithdrawConsent(coordinator, *consent));
  const auto preview = Preview(coordinator, sent.name());
  ASSERT_OK(preview);
  v1::ListReferralsRequest inbox;
  inbox.set_side(v1::REFERRAL_SIDE_RECIPIENT);
  inbox.set_ended(true);
  const auto list = List(fatima, inbox);
  ASSERT_OK(list);
  ASSERT_EQ(list->referrals_size(), 1);
  EXPECT_EQ(preview->referral().SerializeAsString(), list->referrals(0).SerializeAsString());
  EXPECT_EQ(preview->referral().state(), v1::REFERRAL_STATE_WITHDRAWN);
}

TEST_F(GetReferral, ShowsTheRecipientNothingOfTheSendersRecord) {
  const v1::Referral sent = Sent();
  const auto got = Get(fatima, sent.number().empty() ? "" : "referrals/" + sent.number());
  ASSERT_OK(got);
  EXPECT_EQ(got->name(), sent.name());
  EXPECT_EQ(got->side(), v1::REFERRAL_SIDE_RECIPIENT);
  EXPECT_EQ(got->consent(), sent.consent());
  EXPECT_EQ(got->payload().contact().given_name(), "Noor");
  EXPECT_EQ(got->payload().question(), "Noor wil overdag onder de mensen zijn.");
  EXPECT_EQ(got->question(), "");
  EXPECT_EQ(got->person(), "");
  EXPECT_EQ(got->person_name(), "");
  EXPECT_EQ(got->track(), "");
  EXPECT_EQ(got->track_number(), "");
  EXPECT_EQ(got->household(), "");
  EXPECT_EQ(got->household_number(), "");
  EXPECT_EQ(got->consent_number(), "");
  ASSERT_EQ(got->events_size(), 1);
  EXPECT_EQ(got->events(0).verb(), v1::REFERRAL_VERB_SEND);
  EXPECT_THAT(got->DebugString(), ::testing::Not(HasSubstr("1990-02-28")));
}

TEST_F(GetReferral, FindsNothingBeforeSendingAndForAnyoneElse) {
  Consented();
  const auto draft = Draft(layla, NewDraft());
  ASSERT_OK(draft);
  EXPECT_THAT(Get(fatima, draft->name()), HasCode(StatusCode::kNotFound));
  ASSERT_OK(Do(coordinator, *draft, v1::REFERRAL_VERB_SEND));
  EXPECT_OK(Get(fatima, draft->name()));
  EXPECT_THAT(Get(wim, draft->name()), HasCode(StatusCode::kNotFound));
  AddBuddy(coordinator, "B09");
  const Client other = server.AddAccount("other", v1::ROLE_BUDDY, "KO", "B09");
  EXPECT_THAT(Get(other, draft->name()), HasCode(StatusCode::kNotFound));
}

TEST_F(GetReferral, ShowsAFrozenPayloadAndBesideItWhatTheRecordSaysByNow) {
  const v1::Referral sent = Sent();
  const auto before = Get(fatima, sent.name());
  ASSERT_OK(before);
  v1::UpdateMemberRequest request;
  *request.mutable_member() = case_.participant;
  request.mutable_member()->set_given_name("Nora");
  request.mutable_member()->set_phone("06-33333333");
  request.mutable_update_mask()->add_paths("given_name");
  request.mutable_update_mask()->add_paths("phone");
  request.set_request_id(NewRequestId());
  ASSERT_OK(coordinator.Call<v1::Member>("kansrijk.v1.HouseholdService/UpdateMember", request));
  const auto after = Get(fatima, sent.name());
  ASSERT_OK(after);
  EXPECT_EQ(after->payload().SerializeAsString(), before->payload().SerializeAsString());
  EXPECT_EQ(after->correction().contact().given_name(), "Nora");
  EXPECT_EQ(after->correction().contact().phone(), "06-33333333");
  v1::Referral apart = *after;
  apart.clear_correction();
  apart.set_unseen(before->unseen());
  EXPECT_EQ(apart.SerializeAsString(), before->SerializeAsString());
  EXPECT_EQ(Get(layla, sent.name())->payload().SerializeAsString(),
            before->payload().SerializeAsString());
}

TEST_F(GetReferral, EndsForTheRecipientWithTheConsentAndNotForTheSender) {
  const v1::Referral sent = Sent();
  const auto whole = Get(coordinator, sent.name());
  ASSERT_OK(whole);
  After(sent, {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT});
  GoTo("2027-05-19");
  EXPECT_OK(Get(fatima, sent.name()));
  GoTo("2027-05-20");
  EXPECT_THAT(Get(fatima, sent.name()), HasCode(StatusCode::kNotFound));
  const auto after = Get(coordinator, sent.name());
  ASSERT_OK(after);
  EXPECT_EQ(after->payload().SerializeAsString(), whole->payload().SerializeAsString());
  v1::ListReferralsRequest inbox;
  inbox.set_side(v1::REFERRAL_SIDE_RECIPIENT);
  const auto list = List(fatima, inbox);
  ASSERT_OK(list);
  v1::Referral stub;
  stub.set_name(sent.name());
  stub.set_number("R-0001");
  stub.set_side(v1::REFERRAL_SIDE_RECIPIENT);
  stub.set_state(v1::REFERRAL_STATE_ACCEPTED);
  stub.set_phase(v1::REFERRAL_PHASE_ACCEPTED);
  ASSERT_EQ(list->referrals_size(), 1);
  EXPECT_EQ(list->referrals(0).DebugString(), stub.DebugString());
}

TEST_F(GetReferral, LeavesARecordOfWhoseDataTheRecipientSawUnderWhichConsent) {
  const v1::Referral sent = Sent();
  ASSERT_OK(Get(fatima, sent.name()));
  v1::ListReferralsRequest inbox;
  inbox.set_side(v1::REFERRAL_SIDE_RECIPIENT);
  ASSERT_OK(List(fatima, inbox));
  const Client privacy = server.AddAccount("fg", v1::ROLE_PRIVACY_OFFICER);
  v1::ListAccessRecordsRequest request;
  request.set_household(case_.household.name());
  const auto log = privacy.Call<v1::ListAccessRecordsResponse>(
      "kansrijk.v1.AccessService/ListAccessRecords", request);
  ASSERT_OK(log);
  std::vector<std::string> by_fatima;
  for (const auto& record : log->records()) {
    if (record.account_handle() != "fatima") continue;
    by_fatima.push_back(record.method());
    EXPECT_THAT(record.subjects(), Contains(sent.consent()));
    EXPECT_THAT(record.subjects(), Contains(sent.name()));
  }
  EXPECT_THAT(by_fatima,
              ::testing::UnorderedElementsAre("kansrijk.v1.ReferralService/GetReferral",
                                              "kansrijk.v1.ReferralService/ListReferrals"));
}

TEST_F(ListReferrals, ShowsEachSideItsOwnLatestFirst) {
  Sent();
  server.clock().Advance(absl::Minutes(1));
  ASSERT_OK(Draft(layla, NewDraft()));
  server.clock().Advance(absl::Minutes(1));
  ASSERT_OK(DraftInbound(wim, NewInbound()));
  EXPECT_THAT(Numbers(coordinator, v1::REFERRAL_SIDE_SENDER), ElementsAre("R-0002", "R-0001"));
  EXPECT_THAT(Numbers(layla, v1::REFERRAL_SIDE_SENDER), ElementsAre("R-0002", "R-0001"));
  EXPECT_THAT(Numbers(fatima, v1::REFERRAL_SIDE_RECIPIENT), ElementsAre("R-0001"));
  EXPECT_THAT(Numbers(fatima, v1::REFERRAL_SIDE_SENDER), IsEmpty());
  EXPECT_THAT(Numbers(wim, v1::REFERRAL_SIDE_SENDER), ElementsAre("R-0003"));
  EXPECT_THAT(Numbers(layla, v1::REFERRAL_SIDE_RECIPIENT), IsEmpty());
  EXPECT_THAT(Numbers(coordinator, v1::REFERRAL_SIDE_RECIPIENT), IsEmpty()) << "a draft of WIJ's";
}

TEST_F(ListReferrals, PagesThroughAllOfThem) {
  for (int n = 0; n < 5; ++n) {
    ASSERT_OK(Draft(layla, NewDraft()));
    server.clock().Advance(absl::Milliseconds(1));
  }
  for (const Client& client : {coordinator, layla}) {
    v1::ListReferralsRequest request;
    request.set_side(v1::REFERRAL_SIDE_SENDER);
    request.set_page_size(2);
    std::vector<std::string> numbers;
    do {
      const auto page = List(client, request);
      ASSERT_OK(page);
      for (const auto& referral : page->referrals()) numbers.push_back(referral.number());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty() && numbers.size() < 10);
    EXPECT_THAT(numbers, ElementsAre("R-0005", "R-0004", "R-0003", "R-0002", "R-0001"));
  }
}

TEST_F(ListReferrals, PagesThroughWhatTheRecipientMayNoLongerSee) {
  for (int n = 0; n < 3; ++n) {
    After(Sent(), {v1::REFERRAL_VERB_WITHDRAW});
    server.clock().Advance(absl::Milliseconds(1));
  }
  v1::ListReferralsRequest request;
  request.set_side(v1::REFERRAL_SIDE_RECIPIENT);
  request.set_ended(true);
  request.set_page_size(1);
  std::vector<std::string> numbers;
  do {
    const auto page = List(fatima, request);
    ASSERT_OK(page);
    for (const auto& referral : page->referrals()) {
      numbers.push_back(referral.number());
      EXPECT_FALSE(referral.has_create_time());
      EXPECT_EQ(referral.due_date(), "");
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty() && numbers.size() < 10);
  EXPECT_THAT(numbers, ElementsAre("R-0003", "R-0002", "R-0001"));
}

TEST_F(ListReferrals, FiltersByTrackForTheSenderOnly) {
  const Case other = AddCase(coordinator, "H-0143", AddBuddy(coordinator, "B04"));
  ASSERT_OK(Draft(coordinator, NewDraft()));
  auto of_other = NewDraft();
  of_other.set_parent(other.track.name());
  ASSERT_OK(Draft(coordinator, of_other));
  v1::ListReferralsRequest request;
  request.set_side(v1::REFERRAL_SIDE_SENDER);
  request.set_track("tracks/H-0143");
  const auto list = List(coordinator, request);
  ASSERT_OK(list);
  ASSERT_EQ(list->referrals_size(), 1);
  EXPECT_EQ(list->referrals(0).number(), "R-0002");
  request.set_side(v1::REFERRAL_SIDE_RECIPIENT);
  EXPECT_THAT(List(coordinator, request), BlamesField("track"));
}

// On every day of the life of some, the filter and what is told of each say the same.
TEST_F(ListReferrals, FiltersByThePhaseOfTheDay) {
  After(Sent(), {v1::REFERRAL_VERB_RECEIVE});
  After(Sent(), {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT});
  After(Sent(), {v1::REFERRAL_VERB_RECEIVE, v1::REFERRAL_VERB_ACCEPT, v1::REFERRAL_VERB_HAND_OVER,
                 v1::REFERRAL_VERB_START});
  After(Sent(), {v1::REFERRAL_VERB_DECLINE});
  Sent();
  for (const char* day :
       {"2026-05-20", "2026-06-01", "2026-06-02", "2026-06-04", "2026-06-05", "2026-06-08"}) {
    SCOPED_TRACE(day);
    GoTo(day);
    v1::ListReferralsRequest all;
    all.set_side(v1::REFERRAL_SIDE_RECIPIENT);
    all.set_ended(true);
    const auto list = List(fatima, all);
    ASSERT_OK(list);
    ASSERT_EQ(list->referrals_size(), 5);
    std::vector<std::string> open;
    for (int p = v1::REFERRAL_PHASE_RECEIVED; p <= v1::ReferralPhase_MAX; ++p) {
      std::vector<std::string> expected;
      for (const auto& referral : list->referrals()) {
        if (referral.phase() == p) expected.push_back(referral.number());
      }
      EXPECT_EQ(Numbers(fatima, v1::REFERRAL_SIDE_RECIPIENT, static_cast<v1::ReferralPhase>(p)),
                expected)
          << p;
      EXPECT_EQ(Numbers(coordinator, v1::REFERRAL_SIDE_SENDER, static_cast<v1::ReferralPhase>(p)),
                expected)
          << p;
    }
    for (const auto& referral : list->referrals()) {
      if (referral.phase() != v1::REFERRAL_PHASE_ENDED) open.push_back(referral.number());
    }
    EXPECT_EQ(Numbers(fatima, v1::REFERRAL_SIDE_RECIPIENT), open);
  }
}

}  // namespace referral_test
}  // namespace kansrijk::testing
