// Use cases of OrganisationService; contracts in proto/kansrijk/v1/organisation.proto.
#ifndef KANSRIJK_SERVER_SERVICE_OFFICE_ORGANISATION_H_
#define KANSRIJK_SERVER_SERVICE_OFFICE_ORGANISATION_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/organisation.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Organisation> CreateOrganisation(rpc::WriteCall& call,
                                                    const v1::CreateOrganisationRequest& request);
absl::StatusOr<v1::Organisation> GetOrganisation(rpc::ReadCall& call,
                                                 const v1::GetOrganisationRequest& request);
absl::StatusOr<v1::ListOrganisationsResponse> ListOrganisations(
    rpc::ReadCall& call, const v1::ListOrganisationsRequest& request);
absl::StatusOr<v1::Organisation> UpdateOrganisation(rpc::WriteCall& call,
                                                    const v1::UpdateOrganisationRequest& request);
absl::StatusOr<v1::Organisation> ConfirmOrganisation(rpc::WriteCall& call,
                                                     const v1::ConfirmOrganisationRequest& request);
absl::StatusOr<v1::Organisation> CloseOrganisation(rpc::WriteCall& call,
                                                   const v1::CloseOrganisationRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_OFFICE_ORGANISATION_H_
