// What accepting a referral at a buddy programme makes.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_APPLICATION_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_APPLICATION_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/db/database.h"
#include "server/rpc/call.h"
#include "server/rules/exchange/referral.h"
#include "server/store/scope.h"

namespace kansrijk::service {

// What accepting the referral leads to, by what the request asks and the caller's organisation is.
absl::StatusOr<rules::Acceptance> AcceptanceOf(rpc::WriteCall& call, const v1::Referral& referral,
                                               const v1::TransitionReferralRequest& request);

// Fills in the probable duplicates of the person, in the scope of the recipient, a buddy programme,
// while the referral is to be accepted.
absl::StatusOr<v1::Referral> AddDuplicates(db::ReadTx& tx, const store::Scope& scope,
                                           v1::Referral referral);

// The open track of the member whom the request names; or a track APPLIED at the caller's
// organisation, of today: for that member, or for the one member of a new household, with what the
// payload tells. FailedPrecondition: the member may not apply; nobody is named and the payload has
// no date of birth.
absl::StatusOr<v1::Track> ApplyAsReferred(rpc::WriteCall& call, const v1::Referral& referral,
                                          const v1::TransitionReferralRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_APPLICATION_H_
