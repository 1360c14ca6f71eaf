#include "server/service/conflict.h"

namespace kansrijk::service {

absl::StatusOr<v1::Conflict> RecordConflict(rpc::WriteCall&, const v1::RecordConflictRequest&) {
  return absl::UnimplementedError("RecordConflict");
}

absl::StatusOr<v1::Conflict> LiftConflict(rpc::WriteCall&, const v1::LiftConflictRequest&) {
  return absl::UnimplementedError("LiftConflict");
}

absl::StatusOr<v1::ListConflictsResponse> ListConflicts(rpc::ReadCall&,
                                                        const v1::ListConflictsRequest&) {
  return absl::UnimplementedError("ListConflicts");
}

}  // namespace kansrijk::service
