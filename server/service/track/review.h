// Use cases of CaseloadService about review; contracts in proto/kansrijk/v1/caseload.proto.
#ifndef KANSRIJK_SERVER_SERVICE_TRACK_REVIEW_H_
#define KANSRIJK_SERVER_SERVICE_TRACK_REVIEW_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/caseload.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Review> HoldReview(rpc::WriteCall& call, const v1::HoldReviewRequest& request);
absl::StatusOr<v1::ListReviewsResponse> ListReviews(rpc::ReadCall& call,
                                                    const v1::ListReviewsRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_TRACK_REVIEW_H_
