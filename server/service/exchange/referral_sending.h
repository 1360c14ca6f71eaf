// What will be sent of a draft, and what still keeps it from being sent.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_SENDING_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_SENDING_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "kansrijk/v1/consent.pb.h"
#include "kansrijk/v1/referral.pb.h"
#include "kansrijk/v1/track.pb.h"
#include "server/db/database.h"
#include "server/store/scope.h"

namespace kansrijk::service {

struct Sending {
  v1::ReferralPayload payload;
  std::string birth_date;  // of the person
  v1::Consent consent;     // that covers it; empty when none does
  std::vector<absl::Status> obstacles;
  std::vector<absl::Status> left_out;  // of the payload, for want of a consent of another adult
};

// InvalidArgument on `field` when it goes to the organisation that refers, FailedPrecondition when
// to one that is unconfirmed.
absl::Status RequireRecipient(db::ReadTx& tx, const v1::Referral& referral, const char* field);

// FailedPrecondition or PermissionDenied unless the account can refer `person` from the track: of
// its household, and without a track of their own.
absl::Status CheckReferred(db::ReadTx& tx, const store::Scope& scope, const v1::Track& track,
                           const std::string& person);

// Of a draft, as its sender sees it, on scope.today: the payload from the record (of a person from
// elsewhere: as it was given), the consent, and all that stands in the way. Preview and sending
// both go by it.
absl::StatusOr<Sending> SendingOf(db::ReadTx& tx, const store::Scope& scope,
                                  const v1::Referral& referral);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_REFERRAL_SENDING_H_
