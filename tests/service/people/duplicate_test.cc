#include <gmock/gmock.h>

#include <vector>

#include "absl/strings/str_cat.h"
#include "kansrijk/v1/household.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace duplicate_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kService[] = "kansrijk.v1.HouseholdService/";

v1::Member Person(const std::string& given_name, const std::string& family_name,
                  const std::string& birth_date, const std::string& phone = "") {
  v1::Member member;
  member.set_given_name(given_name);
  member.set_family_name(family_name);
  member.set_birth_date(birth_date);
  member.set_phone(phone);
  member.set_relation(v1::MEMBER_RELATION_HEAD);
  return member;
}

// H-0142 has Mohamed el Idrissi (L0142a), born on 1990-02-03.
class DuplicateTest : public ::testing::Test {
 protected:
  static v1::CreateMemberRequest New(const v1::Member& member, bool validate_only = false) {
    v1::CreateMemberRequest request;
    request.set_parent("households/H-0150");
    *request.mutable_member() = member;
    request.set_validate_only(validate_only);
    request.set_request_id(NewRequestId());
    return request;
  }

  static v1::CreateHouseholdRequest NewHousehold(const v1::Member& first_member,
                                                 bool validate_only = false) {
    v1::CreateHouseholdRequest request;
    request.mutable_household()->set_neighbourhood(v1::NEIGHBOURHOOD_BEIJUM);
    request.mutable_household()->set_type(v1::HOUSEHOLD_TYPE_SINGLE);
    *request.mutable_first_member() = first_member;
    request.set_validate_only(validate_only);
    request.set_request_id(NewRequestId());
    return request;
  }

  static absl::StatusOr<v1::Member> Do(const Client& client,
                                       const v1::CreateMemberRequest& request) {
    return client.Call<v1::Member>(absl::StrCat(kService, "CreateMember"), request);
  }
  static absl::StatusOr<v1::Household> Do(const Client& client,
                                          const v1::CreateHouseholdRequest& request) {
    return client.Call<v1::Household>(absl::StrCat(kService, "CreateHousehold"), request);
  }

  static absl::StatusOr<v1::Household> Get(const Client& client, const std::string& number) {
    v1::GetHouseholdRequest request;
    request.set_name("households/" + number);
    return client.Call<v1::Household>(absl::StrCat(kService, "GetHousehold"), request);
  }

  static std::vector<std::string> NumbersOf(const v1::Member& member) {
    std::vector<std::string> numbers;
    for (const auto& duplicate : member.probable_duplicates()) {
      numbers.push_back(duplicate.member_number());
    }
    return numbers;
  }

  // The numbers of the duplicates that adding this member would warn of.
  std::vector<std::string> WarnedOf(const v1::Member& member) {
    const auto checked = Do(coordinator_, New(member, /*validate_only=*/true));
    EXPECT_OK(checked);
    return NumbersOf(checked.value_or(v1::Member()));
  }

  v1::Member Add(const v1::Household& household, const v1::Member& member) {
    v1::CreateMemberRequest request = New(member);
    request.set_parent(household.name());
    const auto added = Do(coordinator_, request);
    EXPECT_OK(added);
    return added.value_or(v1::Member());
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("tess", v1::ROLE_COORDINATOR);
  v1::Household household_ = AddHousehold(coordinator_, "H-0142");
  v1::Household other_ = AddHousehold(coordinator_, "H-0150");
  v1::Member mohamed_ =
      Add(household_, Person("Mohamed", "el Idrissi", "1990-02-03", "06 12345678"));
};

using CreateMemberWarning = DuplicateTest;
using CreateHouseholdWarning = DuplicateTest;

TEST_F(CreateMemberWarning, NamesAProbableDuplicateAndTheMemberIsAddedAllTheSame) {
  const auto added = Do(coordinator_, New(Person("Mohammed", "Idrisi", "1990-02-03")));
  ASSERT_OK(added);
  EXPECT_EQ(added->number(), "L0150a");
  ASSERT_THAT(NumbersOf(*added), ElementsAre("L0142a"));
  const v1::ProbableDuplicate& duplicate = added->probable_duplicates(0);
  EXPECT_EQ(duplicate.household(), household_.name());
  EXPECT_EQ(duplicate.household_number(), "H-0142");
  EXPECT_EQ(duplicate.member(), mohamed_.name());
  EXPECT_EQ(duplicate.member_name(), "Mohamed el Idrissi");
  EXPECT_EQ(duplicate.birth_date(), "1990-02-03");
  EXPECT_EQ(duplicate.likeness(), 70);
  EXPECT_EQ(duplicate.reason(), "same date of birth, similar name");
  EXPECT_EQ(duplicate.reason_nl(), "zelfde geboortedatum, naam lijkt erop");
}

TEST_F(CreateMemberWarning, IsFoundByEachTrait) {
  EXPECT_THAT(WarnedOf(Person("Mohamed", "Idrissi", "1990-02-03")), ElementsAre("L0142a"));
  EXPECT_THAT(WarnedOf(Person("Mohamed", "Idrissi", "1990-03-02")), ElementsAre("L0142a"));
  EXPECT_THAT(WarnedOf(Person("MOHAMED", "Idrissi", "1961-05-06", "+31 (0)6-1234 5678")),
              ElementsAre("L0142a"));
  EXPECT_THAT(WarnedOf(Person("Idrissi", "Mohamed", "1990-02-05")), ElementsAre("L0142a"));
}

TEST_F(CreateMemberWarning, IsNotOfWhoSharesLittle) {
  EXPECT_THAT(WarnedOf(Person("Mohamed", "Idrissi", "1961-05-06")), IsEmpty());
  EXPECT_THAT(WarnedOf(Person("Noor", "Vos", "1990-02-03")), IsEmpty());
  EXPECT_THAT(WarnedOf(Person("Noor", "Vos", "1961-05-06", "0612345678")), IsEmpty());
}

TEST_F(CreateMemberWarning, NamesTheLikestFirst) {
  Add(household_, Person("Mohamed", "Idrissi", "1990-02-03"));
  Add(household_, Person("Mohamed", "Vos", "1990-02-03"));
  Add(household_, Person("Idrissi", "Mohamed", "1990-02-03"));
  Add(household_, Person("Mohammed", "Idrissi", "1990-02-03"));
  EXPECT_THAT(WarnedOf(Person("Mohamed", "Idrissi", "1990-02-03", "0612345678")),
              ElementsAre("L0142a", "L0142b", "L0142d", "L0142e", "L0142c"));
}

TEST_F(CreateMemberWarning, IsOfWhatAMemberSaysNow) {
  v1::UpdateMemberRequest request;
  *request.mutable_member() = mohamed_;
  request.mutable_member()->set_phone("050-7654321");
  request.mutable_update_mask()->add_paths("phone");
  request.set_request_id(NewRequestId());
  ASSERT_OK(coordinator_.Call<v1::Member>(absl::StrCat(kService, "UpdateMember"), request));
  EXPECT_THAT(WarnedOf(Person("Mohamed", "Idrissi", "1961-05-06", "0612345678")), IsEmpty());
  EXPECT_THAT(WarnedOf(Person("Mohamed", "Idrissi", "1961-05-06", "+31507654321")),
              ElementsAre("L0142a"));
}

TEST_F(CreateMemberWarning, IsOfOthersInTheOwnOrganisationOnly) {
  server_.AddOrganisation("WB");
  const Client stranger = server_.AddAccount("pieter", v1::ROLE_COORDINATOR, "WB");
  AddHousehold(stranger, "H-0150");
  const auto theirs = Do(stranger, New(Person("Mohamed", "el Idrissi", "1990-02-03")));
  ASSERT_OK(theirs);
  EXPECT_THAT(NumbersOf(*theirs), IsEmpty());
  EXPECT_THAT(WarnedOf(Person("Mohamed", "el Idrissi", "1990-02-03")), ElementsAre("L0142a"));
}

TEST_F(CreateMemberWarning, WritesNothingWhenItIsAllThatIsAskedFor) {
  v1::Member given = Person("Mohammed", "Idrissi", "1990-02-03");
  given.add_languages("ar");
  const auto checked = Do(coordinator_, New(given, /*validate_only=*/true));
  ASSERT_OK(checked);
  EXPECT_EQ(checked->name(), "");
  EXPECT_EQ(checked->number(), "");
  EXPECT_EQ(checked->etag(), "");
  EXPECT_FALSE(checked->has_create_time());
  EXPECT_EQ(checked->household(), other_.name());
  EXPECT_EQ(checked->given_name(), "Mohammed");
  EXPECT_THAT(checked->languages(), ElementsAre("ar"));
  EXPECT_THAT(NumbersOf(*checked), ElementsAre("L0142a"));
  EXPECT_THAT(Get(coordinator_, "H-0150")->members(), IsEmpty());
  EXPECT_EQ(Do(coordinator_, New(given))->number(), "L0150a");
}

TEST_F(CreateMemberWarning, IsRefusedAsTheChangeIs) {
  AddBuddy(coordinator_, "B01");
  const Client layla = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  server_.AddOrganisation("WB");
  const Client stranger = server_.AddAccount("pieter", v1::ROLE_COORDINATOR, "WB");
  v1::Member numbered = Person("Noor", "Vos", "1990-02-03");
  numbered.set_number("L0142a");
  v1::Member tongueless = Person("Noor", "Vos", "1990-02-03");
  tongueless.add_languages("Nederlands!");
  for (const bool validate_only : {true, false}) {
    const auto fine = [&] { return New(Person("Noor", "Vos", "1990-02-03"), validate_only); };
    EXPECT_THAT(Do(layla, fine()), HasCode(StatusCode::kPermissionDenied));
    EXPECT_THAT(Do(stranger, fine()), HasCode(StatusCode::kNotFound));
    EXPECT_THAT(Do(coordinator_, New(Person("Noor", "Vos", "2026-05-21"), validate_only)),
                BlamesField("member.birth_date"));
    EXPECT_THAT(Do(coordinator_, New(tongueless, validate_only)), BlamesField("member.languages"));
    const auto taken = Do(coordinator_, New(numbered, validate_only));
    EXPECT_THAT(taken, HasCode(StatusCode::kAlreadyExists));
    EXPECT_THAT(taken, HasReason("NUMBER_IN_USE"));
  }
}

TEST_F(CreateHouseholdWarning, ComesWithTheFirstMember) {
  v1::Member given = Person("Mohamed", "Idrissi", "1990-02-03");
  given.set_participant(true);
  const auto request = NewHousehold(given);
  const auto made = Do(coordinator_, request);
  ASSERT_OK(made);
  EXPECT_EQ(made->number(), "H-0151");
  ASSERT_EQ(made->members_size(), 1);
  EXPECT_EQ(made->members(0).number(), "L0151a");
  EXPECT_EQ(made->members(0).household(), made->name());
  EXPECT_TRUE(made->members(0).participant());
  EXPECT_THAT(NumbersOf(made->members(0)), ElementsAre("L0142a"));
  const auto stored = Get(coordinator_, "H-0151");
  ASSERT_OK(stored);
  v1::Household without_warning = *made;
  without_warning.mutable_members(0)->clear_probable_duplicates();
  EXPECT_EQ(stored->SerializeAsString(), without_warning.SerializeAsString());

  EXPECT_EQ(Do(coordinator_, request)->SerializeAsString(), made->SerializeAsString());
  EXPECT_TRUE(coordinator_.replayed());
  EXPECT_THAT(Get(coordinator_, "H-0152"), HasCode(StatusCode::kNotFound));
}

TEST_F(CreateHouseholdWarning, WritesNothingWhenItIsAllThatIsAskedFor) {
  const auto person = Person("Mohamed", "Idrissi", "1990-02-03");
  const auto checked = Do(coordinator_, NewHousehold(person, /*validate_only=*/true));
  ASSERT_OK(checked);
  EXPECT_EQ(checked->name(), "");
  EXPECT_EQ(checked->number(), "");
  EXPECT_EQ(checked->etag(), "");
  EXPECT_EQ(checked->type(), v1::HOUSEHOLD_TYPE_SINGLE);
  ASSERT_EQ(checked->members_size(), 1);
  EXPECT_EQ(checked->members(0).name(), "");
  EXPECT_THAT(NumbersOf(checked->members(0)), ElementsAre("L0142a"));
  EXPECT_THAT(Get(coordinator_, "H-0151"), HasCode(StatusCode::kNotFound));
  EXPECT_EQ(Do(coordinator_, NewHousehold(person))->number(), "H-0151");
}

TEST_F(CreateHouseholdWarning, IsRefusedAsTheChangeIs) {
  for (const bool validate_only : {true, false}) {
    EXPECT_THAT(Do(coordinator_, NewHousehold(Person("Noor", "Vos", "2026-05-21"), validate_only)),
                BlamesField("first_member.birth_date"));
    EXPECT_THAT(Do(coordinator_, NewHousehold(Person("", "Vos", "1990-02-03"), validate_only)),
                BlamesField("first_member.given_name"));
    auto numbered = NewHousehold(Person("Noor", "Vos", "1990-02-03"), validate_only);
    numbered.mutable_household()->set_number("H-0142");
    EXPECT_THAT(Do(coordinator_, numbered), HasReason("NUMBER_IN_USE"));
    auto member_numbered = NewHousehold(Person("Noor", "Vos", "1990-02-03"), validate_only);
    member_numbered.mutable_first_member()->set_number("L0142a");
    EXPECT_THAT(Do(coordinator_, member_numbered), HasReason("NUMBER_IN_USE"));
  }
  EXPECT_THAT(Get(coordinator_, "H-0151"), HasCode(StatusCode::kNotFound));
}

}  // namespace duplicate_test
}  // namespace kansrijk::testing
