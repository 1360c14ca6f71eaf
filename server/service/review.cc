#include "server/service/review.h"

namespace kansrijk::service {

absl::StatusOr<v1::Review> HoldReview(rpc::WriteCall&, const v1::HoldReviewRequest&) {
  return absl::UnimplementedError("HoldReview");
}

absl::StatusOr<v1::ListReviewsResponse> ListReviews(rpc::ReadCall&, const v1::ListReviewsRequest&) {
  return absl::UnimplementedError("ListReviews");
}

}  // namespace kansrijk::service
