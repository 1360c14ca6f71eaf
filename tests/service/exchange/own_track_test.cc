// Two participants in one household, each with a buddy of their own.
#include <gmock/gmock.h>

#include <string>

#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/situation.pb.h"
#include "tests/testing/referring.h"

namespace kansrijk::testing {
namespace own_track_test {

using absl::StatusCode;

// Layla has the track of Noor, Piet that of Wouter; their child Sam has none.
class OwnTrack : public ::testing::Test, protected Referring {
 protected:
  static v1::Consent NewConsent(const v1::Member& subject) {
    v1::Consent consent;
    consent.set_subject(subject.name());
    consent.set_recipient("organisations/BIB");
    consent.set_purpose(v1::REFERRAL_REASON_DAY_ACTIVITIES);
    consent.add_categories(v1::DATA_CATEGORY_CONTACT);
    consent.add_categories(v1::DATA_CATEGORY_QUESTION);
    consent.set_form(v1::CONSENT_FORM_WRITTEN);
    consent.set_subject_signed(true);
    return consent;
  }

  static absl::StatusOr<v1::Consent> Give(const Client& client, const v1::Member& subject) {
    v1::GiveConsentRequest request;
    *request.mutable_consent() = NewConsent(subject);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Consent>("kansrijk.v1.ConsentService/GiveConsent", request);
  }

  static absl::StatusOr<v1::Situation> Record(const Client& client, const v1::Member& member) {
    v1::RecordSituationRequest request;
    request.set_parent(member.name());
    request.mutable_situation()->set_income(v1::INCOME_SOCIAL_ASSISTANCE);
    request.mutable_situation()->set_debt(v1::DEBT_ARREARS);
    request.mutable_situation()->set_education(v1::EDUCATION_MBO1);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Situation>("kansrijk.v1.SituationService/RecordSituation", request);
  }

  static absl::StatusOr<v1::ListSituationsResponse> Situations(const Client& client,
                                                               const v1::Member& member) {
    v1::ListSituationsRequest request;
    request.set_parent(member.name());
    return client.Call<v1::ListSituationsResponse>("kansrijk.v1.SituationService/ListSituations",
                                                   request);
  }

  absl::StatusOr<v1::Referral> Refer(const Client& client, const v1::Member& person) const {
    auto request = NewDraft();
    request.mutable_referral()->set_person(person.name());
    return Draft(client, request);
  }

  v1::Member wouter_ = AddParticipant(coordinator, case_.household, "Wouter");
  v1::Member sam_ = AddParticipant(coordinator, case_.household, "Sam");
  v1::Track track_ = AddTrack(coordinator, case_.household, wouter_);
  v1::Buddy b04_ = AddBuddy(coordinator, "B04");
  Client piet_ = server.AddAccount("piet", v1::ROLE_BUDDY, "KO", "B04");
  v1::Match match_ = MatchUp(coordinator, track_, b04_, "", &piet_);
};

TEST_F(OwnTrack, KeepsSituationsForItsOwnBuddy) {
  ASSERT_OK(Record(piet_, wouter_));
  EXPECT_THAT(Situations(layla, wouter_), HasReason("HAS_OWN_TRACK"));
  EXPECT_THAT(Record(layla, wouter_), HasCode(StatusCode::kPermissionDenied));
  EXPECT_THAT(Situations(piet_, case_.participant), HasReason("HAS_OWN_TRACK"));
  for (const Client& client : {piet_, coordinator}) {
    EXPECT_EQ(Situations(client, wouter_)->situations_size(), 1);
  }
  EXPECT_OK(Record(layla, sam_));
  EXPECT_EQ(Situations(piet_, sam_)->situations_size(), 1) << "who has no track is of both";
}

TEST_F(OwnTrack, KeepsThemWhenItHasEnded) {
  ASSERT_OK(Record(piet_, wouter_));
  v1::TransitionTrackRequest request;
  request.set_name(track_.name());
  v1::GetTrackRequest get;
  get.set_name(track_.name());
  request.set_etag(coordinator.Call<v1::Track>("kansrijk.v1.TrackService/GetTrack", get)->etag());
  request.set_verb(v1::TRACK_VERB_RECORD_DEATH);
  request.set_request_id(NewRequestId());
  ASSERT_OK(coordinator.Call<v1::Track>("kansrijk.v1.TrackService/TransitionTrack", request));
  EXPECT_THAT(Situations(layla, wouter_), HasReason("HAS_OWN_TRACK"));
}

TEST_F(OwnTrack, KeepsConsentsForItsOwnBuddy) {
  const auto given = Give(piet_, wouter_);
  ASSERT_OK(given);
  v1::GetConsentRequest get;
  get.set_name(given->name());
  EXPECT_THAT(layla.Call<v1::Consent>("kansrijk.v1.ConsentService/GetConsent", get),
              HasCode(StatusCode::kNotFound));
  EXPECT_THAT(WithdrawConsent(layla, *given), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Give(layla, wouter_), HasReason("HAS_OWN_TRACK"));
  v1::ListConsentsRequest list;
  list.set_household(case_.household.name());
  EXPECT_EQ(layla.Call<v1::ListConsentsResponse>("kansrijk.v1.ConsentService/ListConsents", list)
                ->consents_size(),
            0);
  EXPECT_OK(WithdrawConsent(piet_, *given));
}

TEST_F(OwnTrack, IsTheOneToReferFrom) {
  EXPECT_THAT(Refer(layla, wouter_), HasReason("HAS_OWN_TRACK"));
  const auto refused = Refer(coordinator, wouter_);
  EXPECT_THAT(refused, HasReason("PERSON_HAS_OPEN_TRACK"));
  EXPECT_THAT(std::string(refused.status().message()), ::testing::HasSubstr(track_.number()));
  EXPECT_OK(Refer(layla, sam_));
  auto own = NewDraft();
  own.set_parent(track_.name());
  EXPECT_OK(Draft(piet_, own));
}

}  // namespace own_track_test
}  // namespace kansrijk::testing
