// Use cases of CertificateService; contracts in proto/kansrijk/v1/certificate.proto.
#ifndef KANSRIJK_SERVER_SERVICE_ACADEMIE_CERTIFICATE_RULE_H_
#define KANSRIJK_SERVER_SERVICE_ACADEMIE_CERTIFICATE_RULE_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/certificate.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::ListCertificateRulesResponse> ListCertificateRules(
    rpc::ReadCall& call, const v1::ListCertificateRulesRequest& request);
absl::StatusOr<v1::CertificateRule> UpdateCertificateRule(
    rpc::WriteCall& call, const v1::UpdateCertificateRuleRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_ACADEMIE_CERTIFICATE_RULE_H_
