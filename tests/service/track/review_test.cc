#include "tests/service/track/caseload_fixture.h"

namespace kansrijk::testing {
namespace review_test {

using absl::StatusCode;
using ::testing::ElementsAre;

class Reviews : public CaseloadFixture {
 protected:
  absl::StatusOr<v1::ListReviewsResponse> List(const Client& client,
                                               const v1::ListReviewsRequest& request) {
    return client.Call<v1::ListReviewsResponse>("kansrijk.v1.CaseloadService/ListReviews", request);
  }

  // The dates of all, page after page.
  std::vector<std::string> DatesOf(const std::string& track, int page_size) {
    std::vector<std::string> dates;
    v1::ListReviewsRequest request;
    request.set_parent(track);
    request.set_page_size(page_size);
    do {
      const auto page = List(coordinator_, request);
      EXPECT_OK(page);
      if (!page.ok()) break;
      for (const auto& review : page->reviews()) dates.push_back(review.date());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return dates;
  }

  Case case_ = AddCase(coordinator_, "H-0142", first_);
};

TEST_F(Reviews, AreHeldTodayByTheNumberOfTheHousehold) {
  const auto held = Hold(coordinator_, "tracks/H-0142", "", "Loopt goed.");
  ASSERT_OK(held);
  EXPECT_EQ(held->track(), case_.track.name());
  EXPECT_EQ(held->track_number(), case_.track.number());
  EXPECT_EQ(held->household(), case_.household.name());
  EXPECT_EQ(held->date(), "2026-05-20");
  EXPECT_EQ(held->note(), "Loopt goed.");
  EXPECT_EQ(held->account_handle(), "coordinator");
  EXPECT_GT(held->create_time().seconds(), 0);
  v1::ListReviewsRequest request;
  request.set_parent(case_.track.name());
  const auto listed = List(coordinator_, request);
  ASSERT_OK(listed);
  ASSERT_EQ(listed->reviews_size(), 1);
  EXPECT_EQ(listed->reviews(0).SerializeAsString(), held->SerializeAsString());
}

TEST_F(Reviews, AreListedLatestFirstPageByPage) {
  for (const char* date : {"2026-02-01", "2026-02-15", "2026-03-01", "2026-03-01"}) {
    ASSERT_OK(Hold(coordinator_, case_.track.name(), date));
  }
  for (const int page_size : {0, 1, 2, 3, 4}) {
    EXPECT_THAT(DatesOf(case_.track.name(), page_size),
                ElementsAre("2026-03-01", "2026-03-01", "2026-02-15", "2026-02-01"))
        << page_size;
  }
}

TEST_F(Reviews, AreNotHeldInTheFutureOrBeforeTheLastOne) {
  ASSERT_OK(Hold(coordinator_, case_.track.name(), "2026-05-10"));
  const auto future = Hold(coordinator_, case_.track.name(), "2026-05-21");
  EXPECT_THAT(future, HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(future, HasReason("REVIEW_IN_FUTURE"));
  EXPECT_THAT(future, BlamesField("review.date"));
  const auto earlier = Hold(coordinator_, case_.track.name(), "2026-05-09");
  EXPECT_THAT(earlier, HasCode(StatusCode::kInvalidArgument));
  EXPECT_THAT(earlier, HasReason("REVIEW_BEFORE_LAST"));
  EXPECT_THAT(earlier, BlamesField("review.date"));
  EXPECT_THAT(DatesOf(case_.track.name(), 0), ElementsAre("2026-05-10"));
}

TEST_F(Reviews, AreNotHeldOfATrackThatHasEnded) {
  ASSERT_OK(Transition(coordinator_, case_.track, v1::TRACK_VERB_DROP_OUT));
  const auto refused = Hold(coordinator_, case_.track.name());
  EXPECT_THAT(refused, HasCode(StatusCode::kFailedPrecondition));
  EXPECT_THAT(refused, HasReason("TRACK_HAS_ENDED"));
}

TEST_F(Reviews, AreForCoordinatorsOfTheOrganisation) {
  server_.AddOrganisation("ELDERS");
  const Client elders = server_.AddAccount("elders", v1::ROLE_COORDINATOR, "ELDERS");
  v1::ListReviewsRequest request;
  request.set_parent(case_.track.name());
  EXPECT_THAT(Hold(elders, case_.track.name()), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(List(elders, request), HasCode(StatusCode::kNotFound));
  EXPECT_THAT(Hold(Layla(), case_.track.name()), HasCode(StatusCode::kPermissionDenied));
  EXPECT_THAT(List(Layla(), request), HasCode(StatusCode::kPermissionDenied));
}

}  // namespace review_test
}  // namespace kansrijk::testing
