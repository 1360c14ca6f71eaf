// Use cases of outcome statistics.
#ifndef KANSRIJK_SERVER_SERVICE_STATISTICS_STATISTICS_H_
#define KANSRIJK_SERVER_SERVICE_STATISTICS_STATISTICS_H_

#include <optional>

#include "absl/status/statusor.h"
#include "kansrijk/v1/statistics.pb.h"
#include "server/rpc/call.h"
#include "server/service/statistics/made_release.h"

namespace kansrijk::service {

absl::StatusOr<v1::ListTablesResponse> ListTables(rpc::ReadCall& call,
                                                  const v1::ListTablesRequest& request);
// Reading all units and protecting figures takes seconds: a reader does it, and the writer only
// stores what came of it.
absl::StatusOr<TakenSnapshot> PrepareOpening(rpc::ReadCall& call,
                                             const v1::OpenPeriodRequest& request);
absl::StatusOr<v1::OpenedPeriod> OpenPeriod(rpc::WriteCall& call,
                                            const v1::OpenPeriodRequest& request,
                                            const TakenSnapshot& taken);
absl::StatusOr<v1::Release> PreviewRelease(rpc::ReadCall& call,
                                           const v1::PreviewReleaseRequest& request);
struct Proposal {
  MadeRelease made;
  std::optional<TakenSnapshot> taken;  // that it was made from; none: it was kept already
};
absl::StatusOr<Proposal> PreparePublication(rpc::ReadCall& call,
                                            const v1::PublishReleaseRequest& request);
absl::StatusOr<v1::Release> PublishRelease(rpc::WriteCall& call,
                                           const v1::PublishReleaseRequest& request,
                                           const Proposal& proposal);
absl::StatusOr<v1::Release> ApproveRelease(rpc::WriteCall& call,
                                           const v1::ApproveReleaseRequest& request);
absl::StatusOr<v1::Release> RejectRelease(rpc::WriteCall& call,
                                          const v1::RejectReleaseRequest& request);
absl::StatusOr<v1::Release> GetRelease(rpc::ReadCall& call, const v1::GetReleaseRequest& request);
absl::StatusOr<v1::ListReleasesResponse> ListReleases(rpc::ReadCall& call,
                                                      const v1::ListReleasesRequest& request);
absl::StatusOr<v1::ReleaseFile> GetPublicFile(rpc::ReadCall& call,
                                              const v1::GetReleaseFileRequest& request);
absl::StatusOr<v1::ReleaseFile> GetAuditFile(rpc::ReadCall& call,
                                             const v1::GetReleaseFileRequest& request);

}  // namespace kansrijk::service

#endif  // KANSRIJK_SERVER_SERVICE_STATISTICS_STATISTICS_H_
