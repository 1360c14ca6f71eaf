#include "kansrijk/v1/buddy.pb.h"
#include "kansrijk/v1/match.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace buddy_test {

using absl::StatusCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Buddies : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Buddy> Create(const Client& client, const v1::Buddy& buddy) {
    v1::CreateBuddyRequest request;
    *request.mutable_buddy() = buddy;
    request.set_request_id(NewRequestId());
    return client.Call<v1::Buddy>("kansrijk.v1.BuddyService/CreateBuddy", request);
  }

  absl::StatusOr<v1::Buddy> Get(const Client& client, const std::string& name) {
    v1::GetBuddyRequest request;
    request.set_name(name);
    return client.Call<v1::Buddy>("kansrijk.v1.BuddyService/GetBuddy", request);
  }

  absl::StatusOr<v1::Buddy> Update(const Client& client, const v1::Buddy& buddy,
                                   const std::vector<std::string>& paths) {
    v1::UpdateBuddyRequest request;
    *request.mutable_buddy() = buddy;
    for (const std::string& path : paths) request.mutable_update_mask()->add_paths(path);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Buddy>("kansrijk.v1.BuddyService/UpdateBuddy", request);
  }

  std::vector<std::string> NumbersSeenBy(const Client& client, int page_size = 0) {
    std::vector<std::string> numbers;
    v1::ListBuddiesRequest request;
    request.set_page_size(page_size);
    do {
      const auto page =
          client.Call<v1::ListBuddiesResponse>("kansrijk.v1.BuddyService/ListBuddies", request);
      EXPECT_OK(page);
      if (!page.ok()) return numbers;
      for (const auto& buddy : page->buddies()) numbers.push_back(buddy.number());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return numbers;
  }

  static v1::Buddy New(v1::BuddyKind kind, const std::string& number = "") {
    v1::Buddy buddy;
    buddy.set_number(number);
    buddy.set_given_name("Layla");
    buddy.set_kind(kind);
    return buddy;
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
};

TEST_F(Buddies, GetTheNextNumberAndTheCapacityOfTheirKind) {
  const auto first = Create(coordinator_, New(v1::BUDDY_KIND_VOLUNTEER));
  ASSERT_OK(first);
  EXPECT_EQ(first->number(), "B01");
  EXPECT_EQ(first->capacity(), 2);
  EXPECT_EQ(first->active_matches(), 0);
  EXPECT_FALSE(first->organisation().empty());
  const auto second = Create(coordinator_, New(v1::BUDDY_KIND_PROFESSIONAL));
  ASSERT_OK(second);
  EXPECT_EQ(second->number(), "B02");
  EXPECT_EQ(second->capacity(), 8);
}

TEST_F(Buddies, KeepTheNumberThatWasChosenAndTheSeriesGoesOnAfterIt) {
  ASSERT_OK(Create(coordinator_, New(v1::BUDDY_KIND_VOLUNTEER, "B07")));
  EXPECT_EQ(Create(coordinator_, New(v1::BUDDY_KIND_VOLUNTEER))->number(), "B08");
  const auto taken = Create(coordinator_, New(v1::BUDDY_KIND_VOLUNTEER, "B07"));
  EXPECT_THAT(taken, HasCode(StatusCode::kAlreadyExists));
  EXPECT_THAT(taken, HasReason("NUMBER_IN_USE"));
}

TEST_F(Buddies, AreReadAsTheyWereWritten) {
  v1::Buddy buddy = New(v1::BUDDY_KIND_EXPERT_BY_EXPERIENCE);
  buddy.set_family_name("van der Test");
  buddy.set_conduct_certificate_date("2026-05-20");
  buddy.set_basic_certificate_date("2026-05-19");
  buddy.set_confidentiality_signed(true);
  buddy.set_capacity(5);
  buddy.set_backup_organisation("organisations/KO");
  buddy.add_languages("nl");
  buddy.add_languages("pt-BR");
  buddy.set_neighbourhood(v1::NEIGHBOURHOOD_LEWENBORG);
  buddy.add_experience(v1::TARGET_GROUP_WORKING_POOR);
  buddy.add_experience(v1::TARGET_GROUP_YOUNG_PERSON);
  const auto created = Create(coordinator_, buddy);
  ASSERT_OK(created);
  EXPECT_THAT(created->languages(), ElementsAre("nl", "pt-BR"));
  EXPECT_EQ(created->neighbourhood(), v1::NEIGHBOURHOOD_LEWENBORG);
  EXPECT_THAT(created->experience(),
              ElementsAre(v1::TARGET_GROUP_WORKING_POOR, v1::TARGET_GROUP_YOUNG_PERSON));
  for (const std::string& name : {created->name(), std::string("buddies/B01")}) {
    const auto read = Get(coordinator_, name);
    ASSERT_OK(read);
    EXPECT_EQ(read->SerializeAsString(), created->SerializeAsString());
  }
}

TEST_F(Buddies, AreRefusedWithACertificateOfTomorrow) {
  v1::Buddy buddy = New(v1::BUDDY_KIND_VOLUNTEER);
  buddy.set_conduct_certificate_date("2026-05-21");
  const auto refused = Create(coordinator_, buddy);
  EXPECT_THAT(refused, HasReason("CERTIFICATE_IN_FUTURE"));
  EXPECT_THAT(refused, BlamesField("buddy.conduct_certificate_date"));
}

TEST_F(Buddies, SeeTheOwnRecordOnly) {
  AddBuddy(coordinator_, "B01");
  AddBuddy(coordinator_, "B02");
  const Client buddy = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
  EXPECT_OK(Get(buddy, "buddies/B01"));
  EXPECT_THAT(Get(buddy, "buddies/B02"), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Create(buddy, New(v1::BUDDY_KIND_VOLUNTEER)), HasCode(StatusCode::kPermissionDenied));
}

TEST_F(Buddies, AreSeenByWhoManagesAndWhoEmploysThem) {
  server_.AddOrganisation("WIJ");
  server_.AddOrganisation("ELDERS");
  const Client employer = server_.AddAccount("wij", v1::ROLE_COORDINATOR, "WIJ");
  const Client stranger = server_.AddAccount("elders", v1::ROLE_COORDINATOR, "ELDERS");
  v1::Buddy lent = New(v1::BUDDY_KIND_VOLUNTEER, "B05");
  lent.set_organisation("organisations/WIJ");
  const auto created = Create(coordinator_, lent);
  ASSERT_OK(created);
  EXPECT_OK(Get(coordinator_, created->name()));
  EXPECT_OK(Get(employer, created->name()));
  EXPECT_THAT(Get(stranger, created->name()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(NumbersSeenBy(employer), ElementsAre("B05"));
  EXPECT_THAT(NumbersSeenBy(stranger), ElementsAre());
}

TEST_F(Buddies, AreChangedByWhoManagesThemAlone) {
  server_.AddOrganisation("WIJ");
  const Client employer = server_.AddAccount("wij", v1::ROLE_COORDINATOR, "WIJ");
  v1::Buddy lent = New(v1::BUDDY_KIND_VOLUNTEER, "B05");
  lent.set_organisation("organisations/WIJ");
  auto created = Create(coordinator_, lent);
  ASSERT_OK(created);
  created->set_confidentiality_signed(true);
  EXPECT_THAT(Update(employer, *created, {"confidentiality_signed"}),
              HasCode(StatusCode::kNotFound));
  v1::ReturnBuddyRequest back;
  back.set_name("buddies/B05");
  back.set_etag(created->etag());
  back.set_request_id(NewRequestId());
  EXPECT_THAT(employer.Call<v1::Buddy>("kansrijk.v1.BuddyService/ReturnBuddy", back),
              HasCode(StatusCode::kNotFound));
  EXPECT_OK(Update(coordinator_, *created, {"confidentiality_signed"}));
}

TEST_F(Buddies, HaveOneEMailAddressEach) {
  auto buddy = Create(coordinator_, New(v1::BUDDY_KIND_VOLUNTEER));
  ASSERT_OK(buddy);
  for (const char* address : {"a@b.nl,c@d.nl", "layla smit@kansrijk.example", "<b>@d.nl", "nee"}) {
    buddy->set_email(address);
    EXPECT_THAT(Update(coordinator_, *buddy, {"email"}), BlamesField("buddy.email")) << address;
  }
  buddy->set_phone("050-1234567");
  EXPECT_OK(Update(coordinator_, *buddy, {"phone"})) << "what is not changed is not looked at";
}

TEST_F(Buddies, AreListedByNumberPageAfterPage) {
  for (const char* number : {"B03", "B01", "B02"}) AddBuddy(coordinator_, number);
  EXPECT_THAT(NumbersSeenBy(coordinator_), ElementsAre("B01", "B02", "B03"));
  EXPECT_THAT(NumbersSeenBy(coordinator_, 1), ElementsAre("B01", "B02", "B03"));
  EXPECT_THAT(NumbersSeenBy(coordinator_, 2), ElementsAre("B01", "B02", "B03"));
}

TEST_F(Buddies, CountTheirActiveMatches) {
  const v1::Buddy buddy = AddBuddy(coordinator_, "B01");
  const Case first = AddCase(coordinator_, "H-0142", buddy);
  AddCase(coordinator_, "H-0143", buddy);
  EXPECT_EQ(Get(coordinator_, "buddies/B01")->active_matches(), 2);
  ASSERT_OK(Transition(coordinator_, first.match, v1::MATCH_VERB_END));
  EXPECT_EQ(Get(coordinator_, "buddies/B01")->active_matches(), 1);
}

TEST_F(Buddies, ChangeInTheFieldsOfTheMaskOnly) {
  v1::Buddy buddy = AddBuddy(coordinator_, "B01");
  buddy.set_given_name("Leila");
  buddy.set_family_name("Anders");
  buddy.set_capacity(3);
  auto updated = Update(coordinator_, buddy, {"family_name", "capacity"});
  ASSERT_OK(updated);
  EXPECT_EQ(updated->given_name(), "Layla");
  EXPECT_EQ(updated->family_name(), "Anders");
  EXPECT_EQ(updated->capacity(), 3);
  EXPECT_NE(updated->etag(), buddy.etag());
  updated->set_capacity(0);
  EXPECT_EQ(Update(coordinator_, *updated, {"capacity"})->capacity(), 8);
}

TEST_F(Buddies, ChangeInWhatMatchingWeighs) {
  v1::Buddy buddy = AddBuddy(coordinator_, "B01");
  buddy.set_neighbourhood(v1::NEIGHBOURHOOD_BEIJUM);
  buddy.add_experience(v1::TARGET_GROUP_SELF_EMPLOYED);
  ASSERT_OK(Update(coordinator_, buddy, {"neighbourhood", "experience"}));
  v1::Buddy changed = *Get(coordinator_, "buddies/B01");
  EXPECT_EQ(changed.neighbourhood(), v1::NEIGHBOURHOOD_BEIJUM);
  EXPECT_THAT(changed.experience(), ElementsAre(v1::TARGET_GROUP_SELF_EMPLOYED));
  changed.clear_experience();
  ASSERT_OK(Update(coordinator_, changed, {"experience"}));
  EXPECT_THAT(Get(coordinator_, "buddies/B01")->experience(), ElementsAre());
}

TEST_F(Buddies, HaveExperienceWithTargetGroupsThatTheServerKnows) {
  v1::Buddy buddy = New(v1::BUDDY_KIND_VOLUNTEER);
  buddy.add_experience(static_cast<v1::TargetGroup>(99));
  const auto unknown = Create(coordinator_, buddy);
  EXPECT_THAT(unknown, HasReason("FIELD_UNKNOWN_VALUE"));
  EXPECT_THAT(unknown, BlamesField("buddy.experience[0]"));
  buddy.set_experience(0, v1::TARGET_GROUP_UNSPECIFIED);
  EXPECT_THAT(Create(coordinator_, buddy), HasReason("NOT_A_TARGET_GROUP"));
}

TEST_F(Buddies, DoNotChangeUnderAStaleEtagOrInTheirNumber) {
  const v1::Buddy buddy = AddBuddy(coordinator_, "B01");
  ASSERT_OK(Update(coordinator_, buddy, {"family_name"}));
  const auto stale = Update(coordinator_, buddy, {"family_name"});
  EXPECT_THAT(stale, HasCode(StatusCode::kAborted));
  EXPECT_THAT(std::string(stale.status().message()), HasSubstr("B01"));
  const auto current = Get(coordinator_, buddy.name());
  EXPECT_THAT(Update(coordinator_, *current, {"number"}), HasReason("MASK_UNKNOWN_PATH"));
}

}  // namespace buddy_test
}  // namespace kansrijk::testing
