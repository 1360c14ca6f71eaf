#include "server/rules/exchange/referral_payload.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "server/base/civil.h"
#include "server/rules/exchange/referral_category.h"

namespace kansrijk::rules {
namespace referral_payload_test {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr absl::CivilDay kToday(2026, 5, 20);

template <typename Do>
void ForEachReason(Do what) {
  for (int r = v1::REFERRAL_REASON_WORKPLACE; r <= v1::ReferralReason_MAX; ++r) {
    const auto reason = static_cast<v1::ReferralReason>(r);
    SCOPED_TRACE(NameOf(reason));
    what(reason);
  }
}

TEST(ReferralCategory, EveryReasonNeedsContactAndQuestionAndSomeTheHousehold) {
  const std::set<v1::ReferralReason> households = {
      v1::REFERRAL_REASON_HOUSING, v1::REFERRAL_REASON_DEBTS, v1::REFERRAL_REASON_YOUNG_FAMILY,
      v1::REFERRAL_REASON_BUDDY, v1::REFERRAL_REASON_NEIGHBOURHOOD_SUPPORT};
  ForEachReason([&](v1::ReferralReason reason) {
    if (households.count(reason) > 0) {
      EXPECT_THAT(NeededCategories(reason),
                  ElementsAre(v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION,
                              v1::DATA_CATEGORY_QUESTION));
    } else {
      EXPECT_THAT(NeededCategories(reason),
                  ElementsAre(v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_QUESTION));
    }
  });
}

TEST(ReferralCategory, GoalsAreOfTheLifeDomainsThatTheReasonTouches) {
  const std::map<v1::ReferralReason, std::vector<v1::Pillar>> pillars = {
      {v1::REFERRAL_REASON_DEBTS, {v1::PILLAR_FINANCES}},
      {v1::REFERRAL_REASON_HOUSING, {v1::PILLAR_HOME_SITUATION}},
      {v1::REFERRAL_REASON_WORKPLACE, {v1::PILLAR_WORK}},
      {v1::REFERRAL_REASON_WORK, {v1::PILLAR_WORK}},
      {v1::REFERRAL_REASON_LANGUAGE, {v1::PILLAR_EDUCATION}},
      {v1::REFERRAL_REASON_SCHOOLING, {v1::PILLAR_EDUCATION}},
      {v1::REFERRAL_REASON_YOUNG_FAMILY, {v1::PILLAR_HOME_SITUATION, v1::PILLAR_WELL_BEING}},
      {v1::REFERRAL_REASON_DAY_ACTIVITIES, {v1::PILLAR_WELL_BEING, v1::PILLAR_WORK}},
      {v1::REFERRAL_REASON_PARTICIPATION, {v1::PILLAR_WELL_BEING, v1::PILLAR_WORK}},
      {v1::REFERRAL_REASON_BUDDY, {}},
      {v1::REFERRAL_REASON_NEIGHBOURHOOD_SUPPORT, {}},
      {v1::REFERRAL_REASON_OTHER, {}},
  };
  ForEachReason(
      [&](v1::ReferralReason reason) { EXPECT_EQ(PillarsOf(reason), pillars.at(reason)); });
}

// Every set of categories for every reason: well when it holds what is needed and no more than may
// be.
TEST(ReferralCategory, WhatIsNeededHasToBeThereAndWhatIsNotAllowedMayNot) {
  ForEachReason([](v1::ReferralReason reason) {
    const std::vector<v1::DataCategory> needed = NeededCategories(reason);
    for (int bits = 0; bits < 16; ++bits) {
      std::vector<int> given;
      bool well = true;
      for (int c = v1::DATA_CATEGORY_CONTACT; c <= v1::DATA_CATEGORY_GOALS; ++c) {
        const bool has = (bits >> (c - 1)) & 1;
        if (has) given.push_back(c);
        const bool must = std::find(needed.begin(), needed.end(), c) != needed.end();
        const bool may = must || (c == v1::DATA_CATEGORY_GOALS && !PillarsOf(reason).empty());
        well = well && (has ? may : !must);
      }
      const absl::Status status = CheckCategories(reason, given, "referral.categories");
      EXPECT_EQ(status.ok(), well) << bits << " " << status;
      if (well) continue;
      EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
      EXPECT_EQ(PayloadOf<google::rpc::BadRequest>(status).field_violations(0).field(),
                "referral.categories");
    }
  });
}

TEST(ReferralCategory, ErrorsNameReasonAndCategoryInBothLanguages) {
  const absl::Status status = CheckCategories(
      v1::REFERRAL_REASON_OTHER,
      {v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_QUESTION, v1::DATA_CATEGORY_GOALS}, "x");
  EXPECT_EQ(std::string(status.message()),
            "a referral for `REFERRAL_REASON_OTHER` does not need `DATA_CATEGORY_GOALS`, so it is "
            "not shared; what can be shared: `DATA_CATEGORY_CONTACT, DATA_CATEGORY_QUESTION`");
  EXPECT_EQ(
      DutchMessageOf(status),
      "een doorverwijzing voor `REFERRAL_REASON_OTHER` heeft `DATA_CATEGORY_GOALS` niet nodig, "
      "dus dat wordt niet gedeeld; wat wel kan: `DATA_CATEGORY_CONTACT, "
      "DATA_CATEGORY_QUESTION`");
  EXPECT_EQ(
      std::string(
          CheckCategories(v1::REFERRAL_REASON_DEBTS, {v1::DATA_CATEGORY_CONTACT}, "x").message()),
      "a referral for `REFERRAL_REASON_DEBTS` needs `DATA_CATEGORY_HOUSEHOLD_COMPOSITION`");
}

TEST(ReferralCategory, ADraftWithoutAnyGetsThoseNeededAndEachOnce) {
  v1::Referral referral;
  referral.set_reason(v1::REFERRAL_REASON_DEBTS);
  referral = SetCategories(std::move(referral));
  EXPECT_THAT(referral.categories(),
              ElementsAre(v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION,
                          v1::DATA_CATEGORY_QUESTION));
  referral.clear_categories();
  for (const auto category :
       {v1::DATA_CATEGORY_QUESTION, v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_QUESTION}) {
    referral.add_categories(category);
  }
  referral = SetCategories(std::move(referral));
  EXPECT_THAT(referral.categories(),
              ElementsAre(v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_QUESTION));
}

v1::Member Member(const std::string& name, const std::string& birth_date) {
  v1::Member member;
  member.set_name("households/h/members/" + name);
  member.set_given_name(name);
  member.set_family_name("Testpersoon");
  member.set_birth_date(birth_date);
  return member;
}

v1::Goal Goal(const std::string& text, v1::Pillar pillar, v1::GoalState state) {
  v1::Goal goal;
  goal.set_text(text);
  goal.set_pillar(pillar);
  goal.set_state(state);
  goal.set_due_date("2026-09-01");
  return goal;
}

class ReferralPayload : public ::testing::Test {
 protected:
  ReferralPayload() {
    record_.participant = Member("Noor", "1990-02-28");
    record_.participant.set_phone("06-11111111");
    record_.participant.set_email("noor@voorbeeld.invalid");
    record_.person = record_.participant;
    record_.today = kToday;
    record_.household.set_number("H-0142");
    record_.household.set_neighbourhood(v1::NEIGHBOURHOOD_BEIJUM);
    record_.household.set_type(v1::HOUSEHOLD_TYPE_SINGLE_PARENT);
    // One turns 18 today, the other tomorrow.
    record_.members = {record_.participant, Member("Sem", "2008-05-21"),
                       Member("Bas", "2008-05-20"), Member("Ada", "2024-02-29"),
                       Member("Onbekend", "")};
    record_.goals = {Goal("schulden in kaart", v1::PILLAR_FINANCES, v1::GOAL_STATE_AGREED),
                     Goal("sparen", v1::PILLAR_FINANCES, v1::GOAL_STATE_IN_PROGRESS),
                     Goal("later", v1::PILLAR_FINANCES, v1::GOAL_STATE_POSTPONED),
                     Goal("concept", v1::PILLAR_FINANCES, v1::GOAL_STATE_DRAFT),
                     Goal("gehaald", v1::PILLAR_FINANCES, v1::GOAL_STATE_ACHIEVED),
                     Goal("gestopt", v1::PILLAR_FINANCES, v1::GOAL_STATE_STOPPED),
                     Goal("werk zoeken", v1::PILLAR_WORK, v1::GOAL_STATE_AGREED)};
    referral_.set_number("R-0003");
    referral_.set_reason(v1::REFERRAL_REASON_DEBTS);
    referral_.set_question("Hulp bij de schulden.");
  }

  v1::ReferralPayload With(std::initializer_list<v1::DataCategory> categories) {
    referral_.clear_categories();
    for (const auto category : categories) referral_.add_categories(category);
    return MakePayload(referral_, record_, kToday);
  }

  ReferredRecord record_;
  v1::Referral referral_;
};

TEST_F(ReferralPayload, HoldsWhatItsCategoriesSayAndNothingElse) {
  EXPECT_EQ(With({}).ByteSizeLong(), 0u);
  for (int c = v1::DATA_CATEGORY_CONTACT; c <= v1::DATA_CATEGORY_GOALS; ++c) {
    const auto category = static_cast<v1::DataCategory>(c);
    EXPECT_THAT(CategoriesIn(With({category})), ElementsAre(category)) << NameOf(category);
  }
}

TEST_F(ReferralPayload, ContactIsThePersonsAndTheParticipantsWhereAChildHasNone) {
  EXPECT_EQ(With({v1::DATA_CATEGORY_CONTACT}).contact().birth_date(), "");
  EXPECT_EQ(With({v1::DATA_CATEGORY_CONTACT}).contact().given_name(), "Noor");
  record_.person = record_.members[1];
  record_.person.set_birth_date("2010-05-21");  // 15
  record_.person.set_email("sem@voorbeeld.invalid");
  const auto contact = With({v1::DATA_CATEGORY_CONTACT}).contact();
  EXPECT_EQ(contact.given_name(), "Sem");
  EXPECT_EQ(contact.phone(), "06-11111111");
  EXPECT_EQ(contact.email(), "sem@voorbeeld.invalid");
}

TEST_F(ReferralPayload, HouseholdIsAgesWithoutNames) {
  const auto payload = With({v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION});
  EXPECT_THAT(payload.household().adult_ages(), ElementsAre(36));
  EXPECT_THAT(payload.household().child_ages(), ElementsAre(2, 17));
  EXPECT_EQ(payload.household().neighbourhood(), v1::NEIGHBOURHOOD_BEIJUM);
  EXPECT_EQ(payload.household().type(), v1::HOUSEHOLD_TYPE_SINGLE_PARENT);
  const std::string all = payload.DebugString();
  for (const v1::Member& member : record_.members) {
    EXPECT_EQ(all.find(member.given_name()), std::string::npos);
  }
}

TEST_F(ReferralPayload, OfAShieldedHouseholdDoesNotSayWhereItLives) {
  record_.household.set_shielded(true);
  record_.household.set_address("Holtstek 1, 9737 AA Groningen");
  const auto payload = With({v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION});
  EXPECT_EQ(payload.household().neighbourhood(), v1::NEIGHBOURHOOD_UNSPECIFIED);
  EXPECT_EQ(payload.household().type(), v1::HOUSEHOLD_TYPE_SINGLE_PARENT);
  EXPECT_EQ(payload.DebugString().find("Holtstek"), std::string::npos);
}

TEST_F(ReferralPayload, NeverHasAnAddress) {
  record_.household.set_address("Holtstek 1, 9737 AA Groningen");
  const auto payload = With({v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION,
                             v1::DATA_CATEGORY_QUESTION, v1::DATA_CATEGORY_GOALS});
  EXPECT_EQ(payload.DebugString().find("Holtstek"), std::string::npos);
}

TEST_F(ReferralPayload, OfAnotherAdultTellsWhatThatOneConsentedTo) {
  referral_.clear_categories();
  referral_.add_categories(v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION);
  record_.members[2].set_number("L0142c");  // 18 today
  const auto ages = [&] {
    return MakePayload(referral_, record_, kToday).household().adult_ages();
  };
  EXPECT_THAT(ages(), ElementsAre(36));
  ASSERT_EQ(LeftOut(referral_, record_, kToday).size(), 1u);
  EXPECT_THAT(std::string(LeftOut(referral_, record_, kToday)[0].message()),
              ::testing::HasSubstr("L0142c"));
  v1::Consent consent;
  consent.set_subject(record_.members[2].name());
  consent.set_purpose(v1::REFERRAL_REASON_DEBTS);
  consent.add_categories(v1::DATA_CATEGORY_CONTACT);
  consent.set_subject_signed(true);
  record_.consents = {consent};
  EXPECT_THAT(ages(), ElementsAre(36)) << "to other data";
  record_.consents[0].add_categories(v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION);
  EXPECT_THAT(ages(), ElementsAre(18, 36));
  EXPECT_THAT(LeftOut(referral_, record_, kToday), IsEmpty());
  record_.consents[0].set_purpose(v1::REFERRAL_REASON_HOUSING);
  EXPECT_THAT(ages(), ElementsAre(36)) << "for another purpose";
}

TEST_F(ReferralPayload, WhoComesOfAgeLaterIsStillTheChildThatWasSent) {
  referral_.clear_categories();
  referral_.add_categories(v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION);
  const auto sent = MakePayload(referral_, record_, kToday);
  record_.today = kToday + 400;
  EXPECT_FALSE(CorrectionOf(sent, MakePayload(referral_, record_, kToday)).has_value());
}

TEST_F(ReferralPayload, AnotherAdultIsNotReachedThroughTheParticipantWithoutConsent) {
  record_.person = Member("Tom", "1988-01-01");
  EXPECT_EQ(With({v1::DATA_CATEGORY_CONTACT}).contact().phone(), "");
  v1::Consent consent;
  consent.set_subject(record_.participant.name());
  consent.set_purpose(v1::REFERRAL_REASON_DEBTS);
  consent.add_categories(v1::DATA_CATEGORY_CONTACT);
  consent.set_subject_signed(true);
  record_.consents = {consent};
  EXPECT_EQ(With({v1::DATA_CATEGORY_CONTACT}).contact().phone(), "06-11111111");
}

TEST_F(ReferralPayload, ACorrectionHoldsWhatReadsOtherwiseAndNothingElse) {
  const auto all = {v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION,
                    v1::DATA_CATEGORY_QUESTION};
  const auto sent = With(all);
  EXPECT_FALSE(CorrectionOf(sent, With(all)).has_value());
  referral_.set_question("Iets anders.");
  EXPECT_FALSE(CorrectionOf(sent, With(all)).has_value());
  record_.person.set_phone("06-99999999");
  auto correction = CorrectionOf(sent, With(all));
  ASSERT_TRUE(correction.has_value());
  EXPECT_EQ(correction->changed.contact().phone(), "06-99999999");
  EXPECT_EQ(correction->changed.contact().given_name(), "");
  EXPECT_FALSE(correction->changed.has_household());
  EXPECT_EQ(correction->changed.question(), "");
  EXPECT_TRUE(correction->removed.empty());
  record_.members.pop_back();  // had no age
  record_.members.pop_back();  // a child of 2
  correction = CorrectionOf(sent, With(all));
  EXPECT_THAT(correction->changed.household().child_ages(), ElementsAre(17));
  EXPECT_FALSE(CorrectionOf(With({v1::DATA_CATEGORY_QUESTION}), With(all)).has_value())
      << "what was not sent is not corrected";
}

TEST_F(ReferralPayload, HouseholdHasAtMostTwentyOfEachAgeGroup) {
  record_.members.assign(25, Member("Kind", "2020-01-01"));
  EXPECT_EQ(With({v1::DATA_CATEGORY_HOUSEHOLD_COMPOSITION}).household().child_ages_size(), 20);
}

TEST_F(ReferralPayload, GoalsAreAgreedNotOverAndOfTheReason) {
  const auto payload = With({v1::DATA_CATEGORY_GOALS});
  std::vector<std::string> texts;
  for (const auto& goal : payload.goals()) texts.push_back(goal.text());
  EXPECT_THAT(texts, ElementsAre("schulden in kaart", "sparen", "later"));
  EXPECT_EQ(payload.goals(0).pillar(), v1::PILLAR_FINANCES);
  EXPECT_EQ(payload.goals(0).due_date(), "2026-09-01");
  record_.goals.assign(25, record_.goals[0]);
  EXPECT_EQ(With({v1::DATA_CATEGORY_GOALS}).goals_size(), 20);
}

TEST_F(ReferralPayload, TheParticipantsGoalsDoNotGoAlongWithSomeoneElse) {
  record_.person = record_.members[1];
  EXPECT_THAT(With({v1::DATA_CATEGORY_GOALS}).goals(), IsEmpty());
}

TEST_F(ReferralPayload, ObstaclesAreNoQuestionAndCitizenNumbers) {
  const auto reasons = [&](const v1::ReferralPayload& payload) {
    std::vector<std::string> found;
    for (const absl::Status& obstacle : PayloadObstacles(referral_, payload)) {
      EXPECT_EQ(obstacle.code(), absl::StatusCode::kFailedPrecondition);
      found.push_back(ReasonOf(obstacle));
    }
    return found;
  };
  v1::ReferralPayload payload =
      With({v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_QUESTION, v1::DATA_CATEGORY_GOALS});
  EXPECT_THAT(reasons(payload), IsEmpty());
  payload.mutable_goals(1)->set_text("bsn 111222333");
  payload.mutable_contact()->set_phone("111222333");
  EXPECT_THAT(reasons(payload),
              ElementsAre("PAYLOAD_HAS_CITIZEN_NUMBER", "PAYLOAD_HAS_CITIZEN_NUMBER"));
  EXPECT_EQ(
      std::string(PayloadObstacles(referral_, payload)[1].message()),
      "referral R-0003 would share a citizen service number (BSN) in `goals[1].text`: take it "
      "out of the record");
  EXPECT_THAT(reasons(v1::ReferralPayload()), ElementsAre("QUESTION_MISSING"));
}

TEST_F(ReferralPayload, FromElsewhereNeedsNamesDateOfBirthAndQuestionAndNoGoals) {
  v1::ReferralPayload payload;
  payload.mutable_contact()->set_given_name("Mila");
  payload.mutable_contact()->set_family_name("Test");
  payload.mutable_contact()->set_birth_date("2001-03-04");
  payload.set_question("Begeleiding door een buddy.");
  EXPECT_TRUE(CheckInboundPayload(payload).ok());
  payload.add_goals()->set_text("x");
  EXPECT_EQ(ReasonOf(CheckInboundPayload(payload)), "PAYLOAD_TAKES_NO_GOALS");
  const auto all = PayloadOf<google::rpc::BadRequest>(CheckInboundPayload(v1::ReferralPayload()));
  EXPECT_EQ(all.field_violations_size(), 4);
}

TEST_F(ReferralPayload, MakesAHouseholdOfOneWithWhatItTells) {
  v1::ReferralPayload payload;
  payload.mutable_contact()->set_given_name("Mila");
  EXPECT_EQ(ReasonOf(HouseholdFrom(payload, "R-0003").status()), "BIRTH_DATE_UNKNOWN");
  payload.mutable_contact()->set_birth_date("2001-03-04");
  const auto bare = HouseholdFrom(payload, "R-0003");
  ASSERT_TRUE(bare.ok());
  EXPECT_EQ(bare->neighbourhood(), v1::NEIGHBOURHOOD_OTHER);
  EXPECT_EQ(bare->type(), v1::HOUSEHOLD_TYPE_SINGLE);
  ASSERT_EQ(bare->members_size(), 1);
  EXPECT_EQ(bare->members(0).relation(), v1::MEMBER_RELATION_HEAD);
  EXPECT_TRUE(bare->members(0).participant());
  payload.mutable_household()->set_neighbourhood(v1::NEIGHBOURHOOD_LEWENBORG);
  payload.mutable_household()->set_type(v1::HOUSEHOLD_TYPE_COUPLE);
  EXPECT_EQ(HouseholdFrom(payload, "R-0003")->neighbourhood(), v1::NEIGHBOURHOOD_LEWENBORG);
  EXPECT_EQ(HouseholdFrom(payload, "R-0003")->type(), v1::HOUSEHOLD_TYPE_COUPLE);
}

}  // namespace referral_payload_test
}  // namespace kansrijk::rules
