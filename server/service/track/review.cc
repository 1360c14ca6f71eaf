#include "server/service/track/review.h"

#include "server/base/civil.h"
#include "server/base/page.h"
#include "server/base/status.h"
#include "server/facts/names.h"
#include "server/rules/track/review.h"
#include "server/store/track/review.h"

namespace kansrijk::service {

absl::StatusOr<v1::Review> HoldReview(rpc::WriteCall& call, const v1::HoldReviewRequest& request) {
  const absl::CivilDay today = DayOf(call.now);
  v1::Review review = request.review();
  if (review.date().empty()) review.set_date(FormatDate(today));
  ASSIGN_OR_RETURN(const auto ground,
                   store::RequireReviewGround(call.tx, call.scope, request.parent()));
  RETURN_IF_ERROR(rules::CheckReview(ground.track_number, ground.track_state, review.date(),
                                     ground.last_review_date, today));
  review.set_name(ReviewName(IdOf(request.parent()), call.ids.Next(call.now)));
  review.set_track(request.parent());
  review.set_track_number(ground.track_number);
  review.set_household(ground.household);
  review.set_account_handle(call.caller.handle);
  return store::InsertReview(call.tx, std::move(review), absl::ToUnixMicros(call.now));
}

absl::StatusOr<v1::ListReviewsResponse> ListReviews(rpc::ReadCall& call,
                                                    const v1::ListReviewsRequest& request) {
  return ListPage<v1::ListReviewsResponse>(
      request, {kLastDate, "~"},
      [&](const Page& page) {
        return store::ListReviews(call.tx, call.scope, request.parent(), page);
      },
      &v1::ListReviewsResponse::mutable_reviews,
      [](const v1::Review& review) {
        return std::vector<std::string>{review.date(), IdOf(review.name()).text()};
      });
}

}  // namespace kansrijk::service
