// Recording a consent, whoever it is of.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_GIVEN_CONSENT_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_GIVEN_CONSENT_H_

#include "absl/status/status.h"
#include "kansrijk/v1/consent.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

// Adds a consent that was checked, kept by the caller's organisation: gives it name and number.
absl::StatusOr<v1::Consent> AddConsent(rpc::WriteCall& call, v1::Consent consent);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_GIVEN_CONSENT_H_
