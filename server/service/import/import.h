// Use cases of ImportService; contracts in proto/kansrijk/v1/import.proto.
#ifndef KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_H_
#define KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_H_

#include "absl/status/statusor.h"
#include "kansrijk/v1/import.pb.h"
#include "server/rpc/call.h"

namespace kansrijk::service {

absl::StatusOr<v1::Import> CreateImport(rpc::WriteCall& call,
                                        const v1::CreateImportRequest& request);
absl::StatusOr<v1::AddImportChunkResponse> AddImportChunk(rpc::WriteCall& call,
                                                          const v1::AddImportChunkRequest& request);
absl::StatusOr<v1::Import> CommitImport(rpc::WriteCall& call,
                                        const v1::CommitImportRequest& request);
absl::StatusOr<v1::Import> GetImport(rpc::ReadCall& call, const v1::GetImportRequest& request);
absl::StatusOr<v1::ListImportFindingsResponse> ListImportFindings(
    rpc::ReadCall& call, const v1::ListImportFindingsRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_IMPORT_IMPORT_H_
