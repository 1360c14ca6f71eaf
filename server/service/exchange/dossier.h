// Use cases of DossierService; contracts in proto/kansrijk/v1/dossier.proto.
#ifndef KANSRIJK_SERVER_SERVICE_EXCHANGE_DOSSIER_H_
#define KANSRIJK_SERVER_SERVICE_EXCHANGE_DOSSIER_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/dossier.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Dossier> GetDossier(rpc::ReadCall& call, const v1::GetDossierRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_EXCHANGE_DOSSIER_H_
