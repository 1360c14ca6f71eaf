// What accepting a referral at a buddy programme makes.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_APPLICATION_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_APPLICATION_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

// A track APPLIED at the caller's organisation, of today: for the member whom the request names, or
// for the one member of a new household, with what the payload tells. FailedPrecondition: the
// member may not apply; nobody is named and the payload has no date of birth.
absl::StatusOr<v1::Track> ApplyAsReferred(rpc::WriteCall& call, const v1::Referral& referral,
                                          const v1::TransitionReferralRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_APPLICATION_H_
