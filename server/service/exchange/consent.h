// Use cases of ConsentService; contracts in proto/kansrijk/v1/consent.proto.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_CONSENT_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_CONSENT_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/consent.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Consent> GiveConsent(rpc::WriteCall& call,
                                        const v1::GiveConsentRequest& request);
absl::StatusOr<v1::Consent> GetConsent(rpc::ReadCall& call, const v1::GetConsentRequest& request);
absl::StatusOr<v1::ListConsentsResponse> ListConsents(rpc::ReadCall& call,
                                                      const v1::ListConsentsRequest& request);
absl::StatusOr<v1::Consent> WithdrawConsent(rpc::WriteCall& call,
                                            const v1::WithdrawConsentRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_CONSENT_H_
