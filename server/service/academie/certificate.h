// Use cases of CertificateService; contracts in proto/kansrijk/v1/certificate.proto.
#ifndef KANSRIJK_SERVER_SERVICE_ACADEMIE_CERTIFICATE_H_
#define KANSRIJK_SERVER_SERVICE_ACADEMIE_CERTIFICATE_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/certificate.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Certificate> IssueCertificate(rpc::WriteCall& call,
                                                 const v1::IssueCertificateRequest& request);
absl::StatusOr<v1::Certificate> GetCertificate(rpc::ReadCall& call,
                                               const v1::GetCertificateRequest& request);
absl::StatusOr<v1::ListCertificatesResponse> ListCertificates(
    rpc::ReadCall& call, const v1::ListCertificatesRequest& request);
absl::StatusOr<v1::Certificate> RevokeCertificate(rpc::WriteCall& call,
                                                  const v1::RevokeCertificateRequest& request);
absl::StatusOr<v1::CertificateCheck> CheckCertificate(rpc::ReadCall& call,
                                                      const v1::CheckCertificateRequest& request);
absl::StatusOr<v1::ListCertificateNeedsResponse> ListCertificateNeeds(
    rpc::ReadCall& call, const v1::ListCertificateNeedsRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_ACADEMIE_CERTIFICATE_H_
