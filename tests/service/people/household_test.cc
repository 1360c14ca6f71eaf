#include <gmock/gmock.h>

#include <vector>

#include "kansrijk/v1/household.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk {
namespace household_test {

using testing::BlamesField;
using testing::Client;
using ::testing::ElementsAre;
using testing::HasCode;
using testing::HasReason;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::NewRequestId;

constexpr char kService[] = "kansrijk.v1.HouseholdService/";

v1::CreateHouseholdRequest NewHousehold(const std::string& number) {
  v1::CreateHouseholdRequest request;
  request.mutable_household()->set_number(number);
  request.mutable_household()->set_neighbourhood(v1::NEIGHBOURHOOD_LEWENBORG);
  request.mutable_household()->set_type(v1::HOUSEHOLD_TYPE_COUPLE);
  request.set_request_id(NewRequestId());
  return request;
}

v1::CreateMemberRequest NewMember(const std::string& parent, const std::string& given_name,
                                  const std::string& family_name) {
  v1::CreateMemberRequest request;
  request.set_parent(parent);
  request.mutable_member()->set_given_name(given_name);
  request.mutable_member()->set_family_name(family_name);
  request.mutable_member()->set_birth_date("1988-07-01");
  request.mutable_member()->set_relation(v1::MEMBER_RELATION_HEAD);
  request.set_request_id(NewRequestId());
  return request;
}

template <typename Response, typename Request>
absl::StatusOr<Response> Call(const Client& client, const std::string& method,
                              const Request& request) {
  return client.Call<Response>(kService + method, request);
}

absl::StatusOr<v1::Household> Create(const Client& client, const std::string& number) {
  return Call<v1::Household>(client, "CreateHousehold", NewHousehold(number));
}

absl::StatusOr<v1::Member> Create(const Client& client, const v1::CreateMemberRequest& request) {
  return Call<v1::Member>(client, "CreateMember", request);
}

absl::StatusOr<v1::Household> Get(const Client& client, const std::string& name) {
  v1::GetHouseholdRequest request;
  request.set_name(name);
  return Call<v1::Household>(client, "GetHousehold", request);
}

absl::StatusOr<v1::Household> Update(const Client& client, const v1::Household& household,
                                     const std::string& path) {
  v1::UpdateHouseholdRequest request;
  *request.mutable_household() = household;
  request.mutable_update_mask()->add_paths(path);
  request.set_request_id(NewRequestId());
  return Call<v1::Household>(client, "UpdateHousehold", request);
}

absl::StatusOr<v1::Member> Update(const Client& client, const v1::Member& member,
                                  const std::string& path) {
  v1::UpdateMemberRequest request;
  *request.mutable_member() = member;
  request.mutable_update_mask()->add_paths(path);
  request.set_request_id(NewRequestId());
  return Call<v1::Member>(client, "UpdateMember", request);
}

// The numbers of all households, two to a page.
std::vector<std::string> NumbersOfAll(const Client& client) {
  std::vector<std::string> numbers;
  v1::ListHouseholdsRequest request;
  request.set_page_size(2);
  do {
    const auto page = Call<v1::ListHouseholdsResponse>(client, "ListHouseholds", request);
    EXPECT_OK(page);
    if (!page.ok()) break;
    EXPECT_LE(page->households_size(), 2);
    for (const auto& household : page->households()) numbers.push_back(household.number());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return numbers;
}

// The numbers of the households found, one to a page.
std::vector<std::string> Found(const Client& client, const std::string& query) {
  std::vector<std::string> numbers;
  v1::SearchHouseholdsRequest request;
  request.set_query(query);
  request.set_page_size(1);
  do {
    const auto page = Call<v1::SearchHouseholdsResponse>(client, "SearchHouseholds", request);
    EXPECT_OK(page) << query;
    if (!page.ok()) break;
    for (const auto& household : page->households()) numbers.push_back(household.number());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  return numbers;
}

class HouseholdOffice : public ::testing::Test {
 protected:
  // A coordinator of another organisation.
  Client Stranger() {
    server_.AddOrganisation("WB");
    return server_.AddAccount("pieter", v1::ROLE_COORDINATOR, "WB");
  }

  testing::TestServer server_;
  Client coordinator_ = server_.AddAccount("tess", v1::ROLE_COORDINATOR);
};

using CreateHousehold = HouseholdOffice;
using GetHousehold = HouseholdOffice;
using ListHouseholds = HouseholdOffice;
using UpdateHousehold = HouseholdOffice;
using SearchHouseholds = HouseholdOffice;
using CreateMember = HouseholdOffice;
using UpdateMember = HouseholdOffice;
using ListMembers = HouseholdOffice;

TEST_F(CreateHousehold, GivesOutTheNumberAfterTheHighest) {
  EXPECT_EQ(Create(coordinator_, "")->number(), "H-0001");
  EXPECT_EQ(Create(coordinator_, "H-0141")->number(), "H-0141");
  const auto next = Create(coordinator_, "");
  ASSERT_OK(next);
  EXPECT_EQ(next->number(), "H-0142");
  EXPECT_EQ(next->neighbourhood(), v1::NEIGHBOURHOOD_LEWENBORG);
  EXPECT_EQ(next->type(), v1::HOUSEHOLD_TYPE_COUPLE);
  EXPECT_NE(next->organisation(), "");
  EXPECT_EQ(Get(coordinator_, next->name())->SerializeAsString(), next->SerializeAsString());
}

TEST_F(CreateHousehold, RefusesANumberInUseInTheOrganisationOnly) {
  ASSERT_OK(Create(coordinator_, "H-0142"));
  const auto again = Create(coordinator_, "H-0142");
  EXPECT_THAT(again, HasCode(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(again, HasReason("NUMBER_IN_USE"));
  EXPECT_OK(Create(Stranger(), "H-0142"));
}

TEST_F(CreateHousehold, HasOneEffectWhenRepeated) {
  const auto request = NewHousehold("");
  const auto first = Call<v1::Household>(coordinator_, "CreateHousehold", request);
  const auto second = Call<v1::Household>(coordinator_, "CreateHousehold", request);
  ASSERT_OK(first);
  ASSERT_OK(second);
  EXPECT_EQ(second->name(), first->name());
  EXPECT_TRUE(coordinator_.replayed());
  EXPECT_THAT(NumbersOfAll(coordinator_), ElementsAre("H-0001"));
}

TEST_F(CreateHousehold, IsNotForBuddies) {
  testing::AddBuddy(coordinator_, "B01");
  const Client buddy = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  EXPECT_THAT(Create(buddy, ""), HasCode(absl::StatusCode::kPermissionDenied));
}

TEST_F(GetHousehold, FindsByNumberAndShowsMembersInOrder) {
  const auto household = Create(coordinator_, "H-0142");
  ASSERT_OK(household);
  ASSERT_OK(Create(coordinator_, NewMember(household->name(), "Noor", "Vos")));
  ASSERT_OK(Create(coordinator_, NewMember(household->name(), "Bram", "Vos")));
  const auto found = Get(coordinator_, "households/H-0142");
  ASSERT_OK(found);
  EXPECT_EQ(found->name(), household->name());
  ASSERT_EQ(found->members_size(), 2);
  EXPECT_EQ(found->members(0).number(), "L0142a");
  EXPECT_EQ(found->members(0).given_name(), "Noor");
  EXPECT_EQ(found->members(1).number(), "L0142b");
}

TEST_F(GetHousehold, IsForTheMatchedBuddyAsLongAsTheMatchIsInForce) {
  const auto one = testing::AddBuddy(coordinator_, "B01");
  testing::AddBuddy(coordinator_, "B02");
  const testing::Case made = testing::AddCase(coordinator_, "H-0142", one);
  const Client matched = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  const Client other = server_.AddAccount("karim", v1::ROLE_BUDDY, "KO", "B02");
  EXPECT_OK(Get(matched, made.household.name()));
  EXPECT_THAT(Get(other, made.household.name()), HasCode(absl::StatusCode::kNotFound));
  EXPECT_THAT(Get(Stranger(), made.household.name()), HasCode(absl::StatusCode::kNotFound));
  EXPECT_THAT(NumbersOfAll(matched), ElementsAre("H-0142"));
  EXPECT_THAT(NumbersOfAll(other), IsEmpty());

  ASSERT_OK(testing::Transition(coordinator_, made.match, v1::MATCH_VERB_END));
  EXPECT_THAT(Get(matched, made.household.name()), HasCode(absl::StatusCode::kNotFound));
  EXPECT_THAT(NumbersOfAll(matched), IsEmpty());
}

TEST_F(ListHouseholds, NamesTheMembers) {
  const auto household = Create(coordinator_, "");
  ASSERT_OK(Create(coordinator_, NewMember(household->name(), "Anna", "Vries")));
  const auto page =
      Call<v1::ListHouseholdsResponse>(coordinator_, "ListHouseholds", v1::ListHouseholdsRequest());
  ASSERT_OK(page);
  ASSERT_EQ(page->households_size(), 1);
  ASSERT_EQ(page->households(0).members_size(), 1);
  EXPECT_EQ(page->households(0).members(0).family_name(), "Vries");
}

constexpr char kAddress[] = "Holtstek 1, 9737 AA Groningen";

TEST_F(GetHousehold, HasTheAddressWhichNoListAndNoAnswerToAChangeHas) {
  auto request = NewHousehold("H-0142");
  request.mutable_household()->set_address(kAddress);
  const auto created = Call<v1::Household>(coordinator_, "CreateHousehold", request);
  ASSERT_OK(created);
  EXPECT_EQ(created->address(), "");
  EXPECT_EQ(Get(coordinator_, "households/H-0142")->address(), kAddress);
  const auto listed =
      Call<v1::ListHouseholdsResponse>(coordinator_, "ListHouseholds", v1::ListHouseholdsRequest());
  EXPECT_EQ(listed->households(0).address(), "");
  v1::SearchHouseholdsRequest search;
  search.set_query("H-0142");
  EXPECT_EQ(Call<v1::SearchHouseholdsResponse>(coordinator_, "SearchHouseholds", search)
                ->households(0)
                .address(),
            "");
  v1::Household changed = *created;
  changed.set_address("Elders 2");
  const auto updated = Update(coordinator_, changed, "address");
  ASSERT_OK(updated);
  EXPECT_EQ(updated->address(), "");
  EXPECT_EQ(Get(coordinator_, "households/H-0142")->address(), "Elders 2");
  changed = *updated;
  changed.set_type(v1::HOUSEHOLD_TYPE_SINGLE);
  changed = *Update(coordinator_, changed, "type");
  EXPECT_EQ(Get(coordinator_, "households/H-0142")->address(), "Elders 2");
  changed.clear_address();
  ASSERT_OK(Update(coordinator_, changed, "address"));
  EXPECT_EQ(Get(coordinator_, "households/H-0142")->address(), "");
}

TEST_F(GetHousehold, HasAnAddressForWhomSupportsItOnly) {
  const v1::Buddy buddy = testing::AddBuddy(coordinator_, "B01");
  testing::AddBuddy(coordinator_, "B02");
  const Client own = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  const Client other = server_.AddAccount("piet", v1::ROLE_BUDDY, "KO", "B02");
  const testing::Case made = testing::AddCase(coordinator_, "H-0142", buddy, &own);
  v1::Household household = *Get(coordinator_, made.household.name());
  household.set_address(kAddress);
  household.set_shielded(true);
  household = *Update(coordinator_, household, "address");
  ASSERT_OK(Update(coordinator_, household, "shielded"));
  EXPECT_EQ(Get(own, household.name())->address(), kAddress);
  EXPECT_THAT(Get(other, household.name()), HasCode(absl::StatusCode::kNotFound));
  EXPECT_THAT(Get(Stranger(), household.name()), HasCode(absl::StatusCode::kNotFound));
}

TEST_F(ListHouseholds, PagesThroughTheOrganisationByNumber) {
  for (const char* number : {"H-0003", "H-0001", "H-0005", "H-0002", "H-0004"}) {
    ASSERT_OK(Create(coordinator_, number));
  }
  const Client stranger = Stranger();
  ASSERT_OK(Create(stranger, "H-0009"));
  EXPECT_THAT(NumbersOfAll(coordinator_),
              ElementsAre("H-0001", "H-0002", "H-0003", "H-0004", "H-0005"));
  EXPECT_THAT(NumbersOfAll(stranger), ElementsAre("H-0009"));
}

TEST_F(UpdateHousehold, ChangesWhatTheMaskNames) {
  auto household = Create(coordinator_, "");
  ASSERT_OK(household);
  household->set_neighbourhood(v1::NEIGHBOURHOOD_OTHER);
  household->set_type(v1::HOUSEHOLD_TYPE_SINGLE);
  server_.clock().Advance(absl::Hours(1));
  const auto changed = Update(coordinator_, *household, "neighbourhood");
  ASSERT_OK(changed);
  EXPECT_EQ(changed->neighbourhood(), v1::NEIGHBOURHOOD_OTHER);
  EXPECT_EQ(changed->type(), v1::HOUSEHOLD_TYPE_COUPLE);
  EXPECT_NE(changed->etag(), household->etag());
  EXPECT_GT(changed->update_time().seconds(), changed->create_time().seconds());
  EXPECT_EQ(Get(coordinator_, household->name())->SerializeAsString(),
            changed->SerializeAsString());
}

TEST_F(UpdateHousehold, RefusesAStaleEtagAnUnknownPathAndStrangers) {
  const auto household = Create(coordinator_, "");
  ASSERT_OK(household);
  ASSERT_OK(Update(coordinator_, *household, "type"));
  const auto stale = Update(coordinator_, *household, "type");
  EXPECT_THAT(stale, HasCode(absl::StatusCode::kAborted));
  EXPECT_THAT(stale, HasReason("STALE_ETAG"));

  const auto current = Get(coordinator_, household->name());
  EXPECT_THAT(Update(coordinator_, *current, "number"), HasReason("MASK_UNKNOWN_PATH"));
  EXPECT_THAT(Update(Stranger(), *current, "type"), HasCode(absl::StatusCode::kNotFound));
}

TEST_F(SearchHouseholds, FindsByTheBeginningsOfEveryWordWithoutAccents) {
  const auto one = Create(coordinator_, "H-0001");
  const auto two = Create(coordinator_, "H-0002");
  ASSERT_OK(Create(coordinator_, NewMember(one->name(), "Renée", "van 't Hof-Šimić")));
  ASSERT_OK(Create(coordinator_, NewMember(one->name(), "Joris", "Simons")));
  ASSERT_OK(Create(coordinator_, NewMember(two->name(), "Simone", "de Vries")));
  EXPECT_THAT(Found(coordinator_, "SIM"), ElementsAre("H-0001", "H-0002"));
  EXPECT_THAT(Found(coordinator_, "sim rene"), ElementsAre("H-0001"));
  EXPECT_THAT(Found(coordinator_, "van 't hof"), ElementsAre("H-0001"));
  EXPECT_THAT(Found(coordinator_, "vries rene"), IsEmpty());
  EXPECT_THAT(Found(coordinator_, "imone"), IsEmpty());
  EXPECT_THAT(Found(coordinator_, "H-0002"), ElementsAre("H-0002"));
  EXPECT_THAT(Found(coordinator_, "l0001b"), ElementsAre("H-0001"));
}

TEST_F(SearchHouseholds, ShowsMembers) {
  const auto household = Create(coordinator_, "H-0001");
  ASSERT_OK(Create(coordinator_, NewMember(household->name(), "Noor", "Vos")));
  v1::SearchHouseholdsRequest request;
  request.set_query("no");
  const auto page = Call<v1::SearchHouseholdsResponse>(coordinator_, "SearchHouseholds", request);
  ASSERT_OK(page);
  ASSERT_EQ(page->households_size(), 1);
  ASSERT_EQ(page->households(0).members_size(), 1);
  EXPECT_EQ(page->households(0).members(0).given_name(), "Noor");
}

TEST_F(SearchHouseholds, FindsAMemberByTheNewNameAndTheFormerOne) {
  const auto household = Create(coordinator_, "H-0001");
  auto member = Create(coordinator_, NewMember(household->name(), "Noor", "Vos"));
  ASSERT_OK(member);
  member->set_family_name("Bakker");
  ASSERT_OK(Update(coordinator_, *member, "family_name"));
  EXPECT_THAT(Found(coordinator_, "vos"), ElementsAre("H-0001"));
  EXPECT_THAT(Found(coordinator_, "noor bakker"), ElementsAre("H-0001"));
}

TEST_F(SearchHouseholds, StaysWithinTheCaseload) {
  const auto buddy = testing::AddBuddy(coordinator_, "B01");
  testing::AddCase(coordinator_, "H-0142", buddy);
  const Client layla = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  const auto other = testing::AddHousehold(coordinator_, "H-0143");
  testing::AddParticipant(coordinator_, other, "Noor");
  EXPECT_THAT(Found(coordinator_, "noor"), ElementsAre("H-0142", "H-0143"));
  EXPECT_THAT(Found(layla, "noor"), ElementsAre("H-0142"));
  EXPECT_THAT(Found(Stranger(), "noor"), IsEmpty());
}

TEST_F(SearchHouseholds, FindsLettersWithStrokesAndLigatures) {
  const struct {
    const char* given_name;
    const char* family_name;
    const char* typed;
  } names[] = {
      {"Łukasz", "Wałęsa", "walesa lukasz"}, {"Đức", "Nguyễn", "duc"},
      {"Ærø", "Œuvre", "aero oeuvre"},       {"Þórður", "Sigurðsson", "thordur sigurdsson"},
      {"Ŋanga", "Ɓala", "nanga bala"},       {"Kɔfi", "Əliyev", "kofi eliyev"}};
  for (const auto& name : names) {
    const auto household = Create(coordinator_, "");
    ASSERT_OK(
        Create(coordinator_, NewMember(household->name(), name.given_name, name.family_name)));
    EXPECT_THAT(Found(coordinator_, name.typed), ElementsAre(household->number())) << name.typed;
    EXPECT_THAT(Found(coordinator_, name.family_name), ElementsAre(household->number()));
  }
}

TEST_F(SearchHouseholds, FindsByTelephoneNumberAndYearOfBirth) {
  const auto household = Create(coordinator_, "");
  auto request = NewMember(household->name(), "Anna", "Vries");
  request.mutable_member()->set_phone("+31 6 1234 5678");
  request.mutable_member()->set_birth_date("1971-12-31");
  auto member = *Create(coordinator_, request);
  const auto other = Create(coordinator_, "");
  ASSERT_OK(Create(coordinator_, NewMember(other->name(), "Anna", "Bos")));
  for (const char* query : {"06-12345678", "0612 34", "1971", "anna 1971"}) {
    EXPECT_THAT(Found(coordinator_, query), ElementsAre(household->number())) << query;
  }
  member.set_phone("050-7654321");
  member = *Update(coordinator_, member, "phone");
  EXPECT_THAT(Found(coordinator_, "06-12345678"), IsEmpty());
  EXPECT_THAT(Found(coordinator_, "0507654321"), ElementsAre(household->number()));
}

TEST_F(SearchHouseholds, FindsNumbersInAnyDress) {
  const auto household = Create(coordinator_, "H-0007");
  ASSERT_OK(Create(coordinator_, "H-0070"));
  ASSERT_OK(Create(coordinator_, NewMember(household->name(), "Noor", "Vos")));
  for (const char* query : {"7", "07", "h7", "H-7", "h0007", "H-0007", "l7a", "L0007A"}) {
    EXPECT_THAT(Found(coordinator_, query), ElementsAre("H-0007")) << query;
  }
  EXPECT_THAT(Found(coordinator_, "70"), ElementsAre("H-0070"));
  EXPECT_THAT(Found(coordinator_, "8"), IsEmpty());
  EXPECT_THAT(Found(Stranger(), "7"), IsEmpty());
}

TEST_F(SearchHouseholds, ShowsWhoLeftOnlyWhereTheyAreWhoIsFound) {
  const auto household = Create(coordinator_, "H-0001");
  ASSERT_OK(Create(coordinator_, NewMember(household->name(), "Noor", "Vos")));
  const auto left = Create(coordinator_, NewMember(household->name(), "Jolanda", "Vos"));
  v1::EndMembershipRequest end;
  end.set_name(left->name());
  end.set_etag(left->etag());
  end.set_leave_reason(v1::LEAVE_REASON_MOVED_OUT);
  end.set_request_id(testing::NewRequestId());
  ASSERT_OK(Call<v1::Member>(coordinator_, "EndMembership", end));
  const auto shown = [&](const std::string& query) {
    v1::SearchHouseholdsRequest request;
    request.set_query(query);
    const auto page = Call<v1::SearchHouseholdsResponse>(coordinator_, "SearchHouseholds", request);
    std::vector<std::string> names;
    for (const auto& member : page->households(0).members()) names.push_back(member.given_name());
    return names;
  };
  EXPECT_THAT(shown("jolanda"), ElementsAre("Noor", "Jolanda"));
  EXPECT_THAT(shown("noor"), ElementsAre("Noor"));
}

TEST_F(SearchHouseholds, RefusesTooLittleAndTooMuch) {
  for (const char* query : {"a", "noor v", "een twee drie vier vijf"}) {
    v1::SearchHouseholdsRequest request;
    request.set_query(query);
    const auto page = Call<v1::SearchHouseholdsResponse>(coordinator_, "SearchHouseholds", request);
    EXPECT_THAT(page, HasCode(absl::StatusCode::kInvalidArgument)) << query;
    EXPECT_THAT(page, BlamesField("query")) << query;
  }
}

TEST_F(CreateMember, KeepsWhatWasGivenUnderANumberOfTheHousehold) {
  const auto household = Create(coordinator_, "H-0142");
  auto request = NewMember(household->name(), "Noor", "");
  v1::Member& given = *request.mutable_member();
  given.set_participant(true);
  given.set_phone("050 123 45 67");
  given.set_email("noor@voorbeeld.test");
  given.set_pregnant_or_young_child(true);
  const auto member = Create(coordinator_, request);
  ASSERT_OK(member);
  EXPECT_EQ(member->number(), "L0142a");
  EXPECT_EQ(member->household(), household->name());
  v1::GetMemberRequest get;
  get.set_name("households/-/members/L0142a");
  const auto found = Call<v1::Member>(coordinator_, "GetMember", get);
  ASSERT_OK(found);
  EXPECT_EQ(found->SerializeAsString(), member->SerializeAsString());
  EXPECT_TRUE(found->pregnant_or_young_child());
  EXPECT_EQ(found->email(), "noor@voorbeeld.test");
}

TEST_F(CreateMember, RefusesTheUnbornANumberInUseAndAStrangersHousehold) {
  const auto household = Create(coordinator_, "H-0142");
  auto request = NewMember(household->name(), "Noor", "Vos");
  request.mutable_member()->set_birth_date("2026-05-21");
  const auto unborn = Create(coordinator_, request);
  EXPECT_THAT(unborn, HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(unborn, BlamesField("member.birth_date"));

  auto numbered = NewMember(household->name(), "Noor", "Vos");
  numbered.mutable_member()->set_number("L0142a");
  EXPECT_OK(Create(coordinator_, numbered));
  numbered.set_request_id(NewRequestId());
  EXPECT_THAT(Create(coordinator_, numbered), HasReason("NUMBER_IN_USE"));

  EXPECT_THAT(Create(Stranger(), NewMember(household->name(), "Eva", "Vos")),
              HasCode(absl::StatusCode::kNotFound));
}

TEST_F(CreateMember, SkipsANumberThatWasGivenBefore) {
  const auto household = Create(coordinator_, "H-0142");
  auto numbered = NewMember(household->name(), "Noor", "Vos");
  numbered.mutable_member()->set_number("L0142a");
  ASSERT_OK(Create(coordinator_, numbered));
  EXPECT_EQ(Create(coordinator_, NewMember(household->name(), "Bram", "Vos"))->number(), "L0142b");
}

TEST_F(UpdateMember, ChangesAnyFieldButTheNumber) {
  const auto household = Create(coordinator_, "");
  auto member = Create(coordinator_, NewMember(household->name(), "Noor", "Vos"));
  ASSERT_OK(member);
  v1::UpdateMemberRequest request;
  v1::Member& given = *request.mutable_member();
  given.set_name(member->name());
  given.set_etag(member->etag());
  given.set_given_name("Nora");
  given.set_family_name("Bakker");
  given.set_birth_date("2026-05-20");
  given.set_relation(v1::MEMBER_RELATION_CHILD);
  given.set_participant(true);
  given.set_phone("06 00000000");
  given.set_email("nora@voorbeeld.test");
  given.set_pregnant_or_young_child(true);
  given.add_languages("ar");
  given.add_languages("pt-BR");
  for (const char* path : {"given_name", "family_name", "birth_date", "relation", "participant",
                           "phone", "email", "pregnant_or_young_child", "languages"}) {
    request.mutable_update_mask()->add_paths(path);
  }
  request.set_request_id(NewRequestId());
  const auto changed = Call<v1::Member>(coordinator_, "UpdateMember", request);
  ASSERT_OK(changed);
  const auto stored = Get(coordinator_, household->name());
  ASSERT_OK(stored);
  EXPECT_EQ(stored->members(0).SerializeAsString(), changed->SerializeAsString());
  EXPECT_EQ(changed->number(), member->number());
  EXPECT_EQ(changed->given_name(), "Nora");
  EXPECT_EQ(changed->relation(), v1::MEMBER_RELATION_CHILD);
  EXPECT_EQ(changed->birth_date(), "2026-05-20");
  EXPECT_THAT(changed->languages(), ElementsAre("ar", "pt-BR"));
}

TEST_F(UpdateMember, RefusesTheNumberAFutureBirthAndAStaleEtag) {
  const auto household = Create(coordinator_, "");
  auto member = Create(coordinator_, NewMember(household->name(), "Noor", "Vos"));
  ASSERT_OK(member);
  EXPECT_THAT(Update(coordinator_, *member, "number"), HasReason("MASK_UNKNOWN_PATH"));
  v1::Member unborn = *member;
  unborn.set_birth_date("2026-05-21");
  EXPECT_THAT(Update(coordinator_, unborn, "birth_date"), BlamesField("member.birth_date"));
  ASSERT_OK(Update(coordinator_, *member, "phone"));
  EXPECT_THAT(Update(coordinator_, *member, "phone"), HasReason("STALE_ETAG"));
}

TEST_F(UpdateMember, RefusesALanguageThatIsNoCode) {
  const auto household = Create(coordinator_, "");
  auto member = Create(coordinator_, NewMember(household->name(), "Noor", "Vos"));
  ASSERT_OK(member);
  member->add_languages("Arabisch?");
  const auto refused = Update(coordinator_, *member, "languages");
  EXPECT_THAT(refused, HasCode(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(refused, BlamesField("member.languages"));
}

TEST_F(UpdateMember, KeepsAParticipantAsLongAsATrackIsOpen) {
  const auto made = testing::AddCase(coordinator_, "H-0142", testing::AddBuddy(coordinator_, ""));
  v1::Member member = made.participant;
  member.set_participant(false);
  const auto refused = Update(coordinator_, member, "participant");
  EXPECT_THAT(refused, HasCode(absl::StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("PARTICIPANT_HAS_OPEN_TRACK"));
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr(made.track.number()));
  EXPECT_OK(Update(coordinator_, made.participant, "participant"));

  ASSERT_OK(testing::Transition(coordinator_, made.track, v1::TRACK_VERB_DROP_OUT));
  v1::GetMemberRequest get;
  get.set_name(member.name());
  auto current = Call<v1::Member>(coordinator_, "GetMember", get);
  ASSERT_OK(current);
  current->set_participant(false);
  EXPECT_OK(Update(coordinator_, *current, "participant"));
}

TEST_F(ListMembers, PagesByNumber) {
  const auto household = Create(coordinator_, "H-0142");
  for (const char* name : {"Noor", "Bram", "Eva"}) {
    ASSERT_OK(Create(coordinator_, NewMember(household->name(), name, "Vos")));
  }
  v1::ListMembersRequest request;
  request.set_parent("households/H-0142");
  request.set_page_size(2);
  auto page = Call<v1::ListMembersResponse>(coordinator_, "ListMembers", request);
  ASSERT_OK(page);
  ASSERT_EQ(page->members_size(), 2);
  EXPECT_EQ(page->members(1).number(), "L0142b");
  request.set_page_token(page->next_page_token());
  page = Call<v1::ListMembersResponse>(coordinator_, "ListMembers", request);
  ASSERT_OK(page);
  ASSERT_EQ(page->members_size(), 1);
  EXPECT_EQ(page->members(0).given_name(), "Eva");
  EXPECT_EQ(page->next_page_token(), "");
}

}  // namespace household_test
}  // namespace kansrijk
