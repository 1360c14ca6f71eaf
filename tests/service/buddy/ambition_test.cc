#include "kansrijk/v1/ambition.pb.h"
#include "tests/testing/casework.h"
#include "tests/testing/server.h"

namespace kansrijk::testing {
namespace ambition_test {

using absl::StatusCode;
using ::testing::ElementsAre;

class Ambitions : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Ambition> Add(const Client& client, const std::string& buddy,
                                   const std::string& text, const std::string& end_date = "") {
    v1::AddAmbitionRequest request;
    request.set_parent(buddy);
    request.mutable_ambition()->set_kind(v1::AMBITION_KIND_TOWARDS_WORK);
    request.mutable_ambition()->set_text(text);
    request.mutable_ambition()->set_due_date("2026-12-31");
    request.mutable_ambition()->set_end_date(end_date);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Ambition>("kansrijk.v1.AmbitionService/AddAmbition", request);
  }

  absl::StatusOr<v1::Ambition> Get(const Client& client, const std::string& name) {
    v1::GetAmbitionRequest request;
    request.set_name(name);
    return client.Call<v1::Ambition>("kansrijk.v1.AmbitionService/GetAmbition", request);
  }

  absl::StatusOr<v1::ListAmbitionsResponse> List(const Client& client, const std::string& buddy,
                                                 int page_size = 0, const std::string& token = "") {
    v1::ListAmbitionsRequest request;
    request.set_parent(buddy);
    request.set_page_size(page_size);
    request.set_page_token(token);
    return client.Call<v1::ListAmbitionsResponse>("kansrijk.v1.AmbitionService/ListAmbitions",
                                                  request);
  }

  absl::StatusOr<v1::Ambition> Go(const Client& client, const v1::Ambition& ambition,
                                  v1::AmbitionVerb verb, const std::string& date = "") {
    v1::TransitionAmbitionRequest request;
    request.set_name(ambition.name());
    request.set_etag(ambition.etag());
    request.set_verb(verb);
    request.set_date(date);
    request.set_request_id(NewRequestId());
    return client.Call<v1::Ambition>("kansrijk.v1.AmbitionService/TransitionAmbition", request);
  }

  TestServer server_;
  Client coordinator_ = server_.AddAccount("coordinator", v1::ROLE_COORDINATOR);
  v1::Buddy buddy_ = AddBuddy(coordinator_, "B01");
  Client layla_ = server_.AddAccount("layla", v1::ROLE_BUDDY, "KO", "B01");
};

TEST_F(Ambitions, BeginOpenAndAreFoundByNameAndNumber) {
  const auto added = Add(coordinator_, "buddies/B01", "rijbewijs halen");
  ASSERT_OK(added);
  EXPECT_EQ(added->number(), "P-0001");
  EXPECT_EQ(added->buddy(), buddy_.name());
  EXPECT_EQ(added->kind(), v1::AMBITION_KIND_TOWARDS_WORK);
  EXPECT_EQ(added->text(), "rijbewijs halen");
  EXPECT_EQ(added->due_date(), "2026-12-31");
  EXPECT_EQ(added->state(), v1::AMBITION_STATE_OPEN);
  EXPECT_EQ(added->end_date(), "");
  for (const std::string& name : {added->name(), std::string("buddies/-/ambitions/P-0001"),
                                  std::string("buddies/B01/ambitions/P-0001")}) {
    const auto read = Get(coordinator_, name);
    ASSERT_OK(read);
    EXPECT_EQ(read->SerializeAsString(), added->SerializeAsString());
  }
}

TEST_F(Ambitions, BeginReachedWhenTheyHaveAnEnd) {
  const auto reached = Add(coordinator_, buddy_.name(), "betaald werk", "2026-05-20");
  ASSERT_OK(reached);
  EXPECT_EQ(reached->state(), v1::AMBITION_STATE_REACHED);
  EXPECT_EQ(reached->end_date(), "2026-05-20");
  const auto future = Add(coordinator_, buddy_.name(), "betaald werk", "2026-05-21");
  EXPECT_THAT(future, HasReason("AMBITION_ENDS_IN_FUTURE"));
  EXPECT_THAT(future, BlamesField("ambition.end_date"));
}

TEST_F(Ambitions, AreNumberedByTheOrganisationThatKeepsTheBuddysRecord) {
  server_.AddOrganisation("WIJ");
  const Client employer = server_.AddAccount("wij", v1::ROLE_COORDINATOR, "WIJ");
  v1::UpdateBuddyRequest lend;
  *lend.mutable_buddy() = buddy_;
  lend.mutable_buddy()->set_organisation("organisations/WIJ");
  lend.mutable_update_mask()->add_paths("organisation");
  lend.set_request_id(NewRequestId());
  ASSERT_OK(coordinator_.Call<v1::Buddy>("kansrijk.v1.BuddyService/UpdateBuddy", lend));
  EXPECT_EQ(Add(coordinator_, buddy_.name(), "een")->number(), "P-0001");
  EXPECT_EQ(Add(employer, buddy_.name(), "twee")->number(), "P-0002");
  EXPECT_EQ(Add(employer, AddBuddy(employer, "B07").name(), "drie")->number(), "P-0001");
}

TEST_F(Ambitions, AreReachedOrDropped) {
  const v1::Ambition first = *Add(coordinator_, buddy_.name(), "een");
  const auto reached = Go(coordinator_, first, v1::AMBITION_VERB_REACH, "2026-05-01");
  ASSERT_OK(reached);
  EXPECT_EQ(reached->state(), v1::AMBITION_STATE_REACHED);
  EXPECT_EQ(reached->end_date(), "2026-05-01");
  EXPECT_NE(reached->etag(), first.etag());
  EXPECT_EQ(Get(coordinator_, first.name())->SerializeAsString(), reached->SerializeAsString());
  const auto dropped =
      Go(coordinator_, *Add(coordinator_, buddy_.name(), "twee"), v1::AMBITION_VERB_DROP);
  ASSERT_OK(dropped);
  EXPECT_EQ(dropped->state(), v1::AMBITION_STATE_DROPPED);
  EXPECT_EQ(dropped->end_date(), "2026-05-20");
}

TEST_F(Ambitions, AreOverOnceOnADayUntilTodayUnderAFreshEtag) {
  const v1::Ambition ambition = *Add(coordinator_, buddy_.name(), "een");
  const auto future = Go(coordinator_, ambition, v1::AMBITION_VERB_REACH, "2026-05-21");
  EXPECT_THAT(future, HasReason("AMBITION_ENDS_IN_FUTURE"));
  EXPECT_THAT(future, BlamesField("date"));
  const auto reached = Go(coordinator_, ambition, v1::AMBITION_VERB_REACH);
  ASSERT_OK(reached);
  const auto stale = Go(coordinator_, ambition, v1::AMBITION_VERB_DROP);
  EXPECT_THAT(stale, HasCode(StatusCode::kAborted));
  EXPECT_THAT(stale, HasReason("STALE_ETAG"));
  const auto over = Go(coordinator_, *reached, v1::AMBITION_VERB_DROP);
  EXPECT_THAT(over, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(over, HasReason("ILLEGAL_TRANSITION"));
}

TEST_F(Ambitions, AreListedLatestFirstPageAfterPage) {
  for (const char* text : {"een", "twee", "drie"}) {
    ASSERT_OK(Add(coordinator_, buddy_.name(), text));
    server_.clock().Advance(absl::Hours(1));
  }
  ASSERT_OK(Add(coordinator_, AddBuddy(coordinator_, "B02").name(), "van een ander"));
  std::vector<std::string> texts;
  std::string token;
  do {
    const auto page = List(coordinator_, buddy_.name(), 1, token);
    ASSERT_OK(page);
    ASSERT_EQ(page->ambitions_size(), 1);
    texts.push_back(page->ambitions(0).text());
    token = page->next_page_token();
  } while (!token.empty());
  EXPECT_THAT(texts, ElementsAre("drie", "twee", "een"));
}

TEST_F(Ambitions, AreTheBuddysOwnToAddSeeAndReach) {
  const auto own = Add(layla_, buddy_.name(), "een");
  ASSERT_OK(own);
  EXPECT_OK(Get(layla_, own->name()));
  EXPECT_OK(Go(layla_, *own, v1::AMBITION_VERB_REACH));
  AddBuddy(coordinator_, "B02");
  const v1::Ambition other = *Add(coordinator_, "buddies/B02", "twee");
  EXPECT_THAT(Add(layla_, "buddies/B02", "drie"), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Get(layla_, other.name()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(List(layla_, "buddies/B02"), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Go(layla_, other, v1::AMBITION_VERB_DROP), HasCode(StatusCode::kNotFound));
}

TEST_F(Ambitions, OfAnotherOrganisationDoNotExist) {
  const v1::Ambition ambition = *Add(coordinator_, buddy_.name(), "een");
  server_.AddOrganisation("ELDERS");
  const Client stranger = server_.AddAccount("elders", v1::ROLE_COORDINATOR, "ELDERS");
  EXPECT_THAT(Add(stranger, buddy_.name(), "twee"), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Get(stranger, ambition.name()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Get(stranger, "buddies/-/ambitions/P-0001"), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(List(stranger, buddy_.name()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Go(stranger, ambition, v1::AMBITION_VERB_DROP), HasCode(StatusCode::kNotFound));
}

}  // namespace ambition_test
}  // namespace kansrijk::testing
