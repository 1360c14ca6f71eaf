#include "server/rules/exchange/consent.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/testing/status.h"

namespace kansrijk::rules {
namespace consent_test {

using testing::BlamesField;
using testing::HasCode;
using testing::HasReason;
using ::testing::HasSubstr;

constexpr absl::CivilDay kToday(2026, 5, 20);
constexpr char kAdult[] = "1990-02-28";

// Of an adult, on paper, from today for a year.
v1::Consent Written() {
  v1::Consent consent;
  consent.set_number("C-0001");
  consent.set_purpose(v1::REFERRAL_REASON_DEBTS);
  consent.add_categories(v1::DATA_CATEGORY_CONTACT);
  consent.set_form(v1::CONSENT_FORM_WRITTEN);
  consent.set_subject_signed(true);
  consent = SetConsentDefaults(kToday, std::move(consent));
  return consent;
}

absl::Status Check(const v1::Consent& consent, const std::string& birth_date = kAdult) {
  return CheckConsent(consent, birth_date, kToday, "consent.");
}

enum Parent { kNobody, kParent, kRepresentative };

absl::Status SignedBy(const std::string& birth_date, bool person, Parent parent) {
  v1::Consent consent = Written();
  consent.set_subject_signed(person);
  if (parent == kParent) consent.set_parent("households/1/members/2");
  if (parent == kRepresentative) consent.set_representative("Truus Voogd");
  return Check(consent, birth_date);
}

TEST(Signers, AreThePersonAloneFrom16) {
  const std::string just_16 = "2010-05-20";
  for (const std::string& birth_date : {just_16, std::string(kAdult)}) {
    EXPECT_OK(SignedBy(birth_date, true, kNobody));
    EXPECT_THAT(SignedBy(birth_date, false, kNobody), HasReason("CONSENT_WITHOUT_PERSON"));
    EXPECT_THAT(SignedBy(birth_date, true, kParent), HasReason("CONSENT_BY_OTHER"));
    EXPECT_THAT(SignedBy(birth_date, true, kParent), BlamesField("consent.parent"));
    EXPECT_THAT(SignedBy(birth_date, true, kRepresentative), HasReason("CONSENT_BY_OTHER"));
    EXPECT_THAT(SignedBy(birth_date, false, kRepresentative),
                BlamesField("consent.representative"));
  }
}

TEST(Signers, ArePersonAndParentFrom12To15) {
  const std::string last_day_of_15 = "2010-05-21";
  const std::string just_12 = "2014-05-20";
  for (const std::string& birth_date : {last_day_of_15, just_12}) {
    EXPECT_OK(SignedBy(birth_date, true, kParent));
    EXPECT_OK(SignedBy(birth_date, true, kRepresentative));
    EXPECT_THAT(SignedBy(birth_date, true, kNobody), HasReason("CONSENT_WITHOUT_PARENT"));
    const auto without_person = SignedBy(birth_date, false, kParent);
    EXPECT_THAT(without_person, HasReason("CONSENT_WITHOUT_PERSON"));
    EXPECT_THAT(without_person, BlamesField("consent.subject_signed"));
  }
}

TEST(Signers, AreTheParentAloneUnder12) {
  const std::string last_day_of_11 = "2014-05-21";
  for (const std::string& birth_date : {last_day_of_11, std::string("2026-05-20")}) {
    EXPECT_OK(SignedBy(birth_date, false, kParent));
    EXPECT_OK(SignedBy(birth_date, false, kRepresentative));
    EXPECT_THAT(SignedBy(birth_date, false, kNobody), HasReason("CONSENT_WITHOUT_PARENT"));
    EXPECT_THAT(SignedBy(birth_date, true, kParent), HasReason("CONSENT_OF_CHILD"));
  }
}

TEST(Signers, AreJudgedByTheAgeOnTheFirstDay) {
  v1::Consent consent = Written();
  consent.set_valid_from("2026-05-19");
  EXPECT_THAT(Check(consent, "2010-05-20"), HasReason("CONSENT_WITHOUT_PARENT"));
}

TEST(Signers, AreOneParentOrOneRepresentative) {
  v1::Consent consent = Written();
  consent.set_parent("households/1/members/2");
  consent.set_representative("Truus Voogd");
  const auto refused = Check(consent, "2012-01-01");
  EXPECT_THAT(refused, HasReason("CONSENT_WITH_TWO_PARENTS"));
  EXPECT_THAT(refused, BlamesField("consent.representative"));
}

TEST(Form, NeedsAWitnessWhenOralOnly) {
  v1::Consent consent = Written();
  EXPECT_OK(Check(consent));
  consent.set_witness("Gerda Getuige");
  EXPECT_THAT(Check(consent), HasReason("WITNESS_NOT_TAKEN"));
  consent.set_form(v1::CONSENT_FORM_ORAL);
  EXPECT_OK(Check(consent));
  consent.clear_witness();
  EXPECT_THAT(Check(consent), HasReason("WITNESS_REQUIRED"));
  EXPECT_THAT(Check(consent), BlamesField("consent.witness"));
}

TEST(Dates, AreTodayAndAYearLaterUnlessGiven) {
  v1::Consent consent;
  consent = SetConsentDefaults(kToday, std::move(consent));
  EXPECT_EQ(consent.valid_from(), "2026-05-20");
  EXPECT_EQ(consent.valid_until(), "2027-05-20");
  consent.set_valid_from("2026-03-01");
  consent.clear_valid_until();
  consent = SetConsentDefaults(kToday, std::move(consent));
  EXPECT_EQ(consent.valid_from(), "2026-03-01");
  EXPECT_EQ(consent.valid_until(), "2027-03-01");
}

TEST(Dates, AreInOrderNotInTheFutureAndTwoYearsApartAtMost) {
  const auto dated = [](const std::string& from, const std::string& until) {
    v1::Consent consent = Written();
    consent.set_valid_from(from);
    consent.set_valid_until(until);
    return Check(consent);
  };
  EXPECT_OK(dated("2026-05-20", "2026-05-20"));
  EXPECT_OK(dated("2026-05-20", "2028-05-20"));
  EXPECT_THAT(dated("2026-05-20", "2028-05-21"), HasReason("CONSENT_TOO_LONG"));
  EXPECT_THAT(dated("2026-05-20", "2028-05-21"), BlamesField("consent.valid_until"));
  EXPECT_THAT(dated("2026-05-20", "2026-05-19"), HasReason("CONSENT_ENDS_BEFORE_IT_BEGINS"));
  EXPECT_THAT(dated("2026-05-21", "2026-05-22"), HasReason("CONSENT_FROM_FUTURE"));
  EXPECT_THAT(dated("2026-05-21", "2026-05-22"), BlamesField("consent.valid_from"));
}

TEST(Categories, AreNamedAndOnce) {
  v1::Consent consent = Written();
  consent.add_categories(v1::DATA_CATEGORY_GOALS);
  EXPECT_OK(Check(consent));
  consent.add_categories(v1::DATA_CATEGORY_GOALS);
  EXPECT_THAT(Check(consent), HasReason("CONSENT_CATEGORY"));
  consent.set_categories(2, v1::DATA_CATEGORY_UNSPECIFIED);
  EXPECT_THAT(Check(consent), BlamesField("consent.categories"));
}

v1::Member MemberOf(const std::string& household, const std::string& birth_date,
                    v1::MemberRelation relation) {
  v1::Member member;
  member.set_number("L0142a");
  member.set_household(household);
  member.set_birth_date(birth_date);
  member.set_relation(relation);
  return member;
}

TEST(Parent, IsAnAdultOfTheHousehold) {
  const auto child = MemberOf("households/1", "2015-01-01", v1::MEMBER_RELATION_CHILD);
  const auto check = [&](const v1::Member& parent) {
    return CheckParent(Written(), child, parent);
  };
  EXPECT_OK(check(MemberOf("households/1", "2008-05-20", v1::MEMBER_RELATION_HEAD)));
  for (const auto& other :
       {MemberOf("households/1", "2008-05-21", v1::MEMBER_RELATION_HEAD),   // 17
        MemberOf("households/1", "2000-01-01", v1::MEMBER_RELATION_CHILD),  // a brother or sister
        MemberOf("households/2", "1990-01-01", v1::MEMBER_RELATION_HEAD)}) {
    EXPECT_THAT(check(other), HasReason("PARENT_NOT_OF_HOUSEHOLD"));
    EXPECT_THAT(check(other), HasCode(absl::StatusCode::kFailedPrecondition));
  }
}

TEST(Parent, BornOnALeapDayIsOfAgeOn1MarchOfOtherYears) {
  const auto child = MemberOf("households/1", "2015-01-01", v1::MEMBER_RELATION_CHILD);
  const auto parent = MemberOf("households/1", "2008-02-29", v1::MEMBER_RELATION_HEAD);
  v1::Consent consent = Written();
  consent.set_valid_from("2026-02-28");
  EXPECT_THAT(CheckParent(consent, child, parent), HasReason("PARENT_NOT_OF_HOUSEHOLD"));
  consent.set_valid_from("2026-03-01");
  EXPECT_OK(CheckParent(consent, child, parent));
}

TEST(ConsentTransitions, WithdrawWhatIsGivenAndNothingElse) {
  v1::Consent consent = Written();
  consent.set_state(v1::CONSENT_STATE_GIVEN);
  EXPECT_EQ(*NextConsentState(consent, v1::CONSENT_VERB_WITHDRAW), v1::CONSENT_STATE_WITHDRAWN);
  for (const auto state : {v1::CONSENT_STATE_WITHDRAWN, v1::CONSENT_STATE_EXPIRED}) {
    consent.set_state(state);
    EXPECT_THAT(NextConsentState(consent, v1::CONSENT_VERB_WITHDRAW),
                HasReason("ILLEGAL_TRANSITION"));
  }
}

v1::Consent Standing(const std::string& number, v1::ReferralReason purpose,
                     const std::string& until, std::initializer_list<v1::DataCategory> categories) {
  v1::Consent consent;
  consent.set_number(number);
  consent.set_purpose(purpose);
  consent.set_valid_until(until);
  consent.set_subject_signed(true);
  for (const auto category : categories) consent.add_categories(category);
  return consent;
}

constexpr int kContactAndGoals[] = {v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_GOALS};

// Of a person born on `birth_date`.
absl::StatusOr<v1::Consent> Covering(std::vector<v1::Consent> standing,
                                     const std::string& birth_date = "1990-01-01") {
  return CoveringConsent(standing,
                         {"KS",
                          v1::REFERRAL_REASON_DEBTS,
                          {std::begin(kContactAndGoals), std::end(kContactAndGoals)},
                          birth_date},
                         kToday);
}

TEST(CoveringConsent, SaysThatNoneStands) {
  const auto refused = Covering({});
  EXPECT_THAT(refused, HasReason("NO_CONSENT"));
  EXPECT_THAT(refused, HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("KS"));
}

TEST(CoveringConsent, SaysWhatPurposesTheConsentsAreFor) {
  const auto refused = Covering({Standing("C-0001", v1::REFERRAL_REASON_HOUSING, "2027-01-01",
                                          {v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_GOALS})});
  EXPECT_THAT(refused, HasReason("NO_CONSENT_FOR_PURPOSE"));
  EXPECT_THAT(
      std::string(refused.status().message()),
      HasSubstr("with KS for `REFERRAL_REASON_DEBTS`, only for: `REFERRAL_REASON_HOUSING`"));
}

TEST(CoveringConsent, SaysWhichCategoriesTheBestOneLacks) {
  const auto refused = Covering(
      {Standing("C-0001", v1::REFERRAL_REASON_DEBTS, "2028-01-01", {v1::DATA_CATEGORY_QUESTION}),
       Standing("C-0002", v1::REFERRAL_REASON_DEBTS, "2027-01-01", {v1::DATA_CATEGORY_CONTACT})});
  EXPECT_THAT(refused, HasReason("CONSENT_LACKS_CATEGORIES"));
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("consent C-0002 to share data with KS for `REFERRAL_REASON_DEBTS` does not "
                        "cover: `DATA_CATEGORY_GOALS`"));
}

TEST(CoveringConsent, TakesOfThoseThatCoverTheOneThatStandsLongest) {
  const auto all = {v1::DATA_CATEGORY_QUESTION, v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_GOALS};
  const auto taken = Covering(
      {Standing("C-0001", v1::REFERRAL_REASON_DEBTS, "2027-01-01", all),
       Standing("C-0002", v1::REFERRAL_REASON_DEBTS, "2027-06-01", all),
       Standing("C-0003", v1::REFERRAL_REASON_DEBTS, "2027-03-01", all),
       Standing("C-0004", v1::REFERRAL_REASON_DEBTS, "2028-01-01", {v1::DATA_CATEGORY_CONTACT}),
       Standing("C-0005", v1::REFERRAL_REASON_WORK, "2028-01-01", all)});
  ASSERT_OK(taken);
  EXPECT_EQ(taken->number(), "C-0002");
}

// Signed by whom; today is the 12th or 16th birthday, or the day before.
TEST(CoveringConsent, TakesOneThatWasSignedByWhoHasToAtTheAgeOfToday) {
  struct Case {
    const char* birth_date;
    bool person;
    bool parent;
    bool holds;
  };
  const Case cases[] = {
      {"2014-05-21", false, true, true},                                     // 11
      {"2014-05-20", false, true, false},                                    // 12
      {"2014-05-20", true, true, true},   {"2010-05-21", true, true, true},  // 15
      {"2010-05-20", true, true, false},                                     // 16
      {"2010-05-20", true, false, true},  {"2010-05-21", true, false, false},
      {"2014-05-21", true, false, false},
  };
  for (const Case& row : cases) {
    v1::Consent consent = Standing("C-0001", v1::REFERRAL_REASON_DEBTS, "2027-01-01",
                                   {v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_GOALS});
    consent.set_subject_signed(row.person);
    if (row.parent) consent.set_representative("Gerda Ouder");
    const auto covering = Covering({consent}, row.birth_date);
    EXPECT_EQ(covering.ok(), row.holds) << row.birth_date << row.person << row.parent;
    if (row.holds) continue;
    EXPECT_THAT(covering, HasReason("CONSENT_OUTGROWN"));
    EXPECT_THAT(std::string(covering.status().message()), HasSubstr("C-0001"));
  }
}

TEST(CoveringConsent, PrefersOneThatIsNotOutgrownToOneThatStandsLonger) {
  const auto all = {v1::DATA_CATEGORY_CONTACT, v1::DATA_CATEGORY_GOALS};
  v1::Consent parents = Standing("C-0001", v1::REFERRAL_REASON_DEBTS, "2027-06-01", all);
  parents.set_parent("households/h/members/m");
  const v1::Consent own = Standing("C-0002", v1::REFERRAL_REASON_DEBTS, "2027-01-01", all);
  EXPECT_EQ(Covering({parents, own}, "2010-05-20")->number(), "C-0002");
  EXPECT_EQ(Covering({parents, own}, "2010-05-21")->number(), "C-0001");
}

v1::Consent ByAppointed(v1::ConsentCapacity capacity) {
  v1::Consent consent = Written();
  consent.set_subject_signed(false);
  consent.set_representative("Mr. Curator");
  consent.set_capacity(capacity);
  return consent;
}

TEST(Signers, ACuratorOrMentorSignsForAPersonOf16OrOlderWithOrWithoutThePerson) {
  for (const auto capacity : {v1::CONSENT_CAPACITY_CURATOR, v1::CONSENT_CAPACITY_MENTOR}) {
    v1::Consent consent = ByAppointed(capacity);
    const auto check = [&](const std::string& birth_date) {
      return CheckConsent(consent, birth_date, kToday, "consent.");
    };
    EXPECT_OK(check("1990-01-01"));
    EXPECT_THAT(check("2010-05-21"), HasReason("APPOINTED_FOR_CHILD"));  // 15
    consent.set_subject_signed(true);
    EXPECT_OK(check("2010-05-20"));  // 16
    consent.clear_representative();
    EXPECT_THAT(check("1990-01-01"), BlamesField("consent.representative"));
    consent.set_parent("households/h/members/m");
    EXPECT_THAT(check("1990-01-01"), HasReason("APPOINTED_WITHOUT_NAME"));
  }
}

TEST(Signers, AConsentByACuratorCoversWhatIsSharedOfAnAdult) {
  v1::Consent consent = ByAppointed(v1::CONSENT_CAPACITY_CURATOR);
  consent.set_number("C-0001");
  consent.set_purpose(v1::REFERRAL_REASON_DEBTS);
  consent.clear_categories();
  consent.add_categories(v1::DATA_CATEGORY_CONTACT);
  consent.add_categories(v1::DATA_CATEGORY_GOALS);
  EXPECT_OK(Covering({consent}));
}

}  // namespace consent_test
}  // namespace kansrijk::rules
