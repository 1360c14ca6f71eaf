#include "server/service/task.h"

namespace kansrijk::service {

absl::StatusOr<v1::ListTasksResponse> ListTasks(rpc::ReadCall&, const v1::ListTasksRequest&) {
  return absl::UnimplementedError("ListTasks");
}

}  // namespace kansrijk::service
